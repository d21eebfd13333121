"""Drivers as processes: a case goes in as a line of JSON, its answer comes out as another.

A driver that dies or hangs is an error with all that it said; the next case gets a new process.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self, cast
from urllib.parse import urlsplit

from tests import nodejs, typescript_package
from tests.client import GENERATED
from tests.client.server import closed_port
from tests.client.spec import JSON, ROOT, document

from .comparing import Answer, Spelling, differences
from .stage import Stage
from .vector import MODES, Mode, Vector

PATIENCE: Final = 45.0
"""Seconds that one answer may take: no vector lets a call last as long."""

CREDENTIALS: Final[Mapping[str, JSON]] = {"api_token": "s3cr3t-t0k3n-of-n0b0dy"}
"""What a client is made with, unless a vector says so."""

_SECRETS: Final = ("TOGGL", "PROXY", "NETRC", "SSL")
"""Parts of names of variables that a driver must not find in its environment."""


@dataclass(frozen=True)
class Started:
    """A command that runs a driver, and the variables it needs."""

    command: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """A generated client and how its driver is started; `name` is that of its list of known failures.

    Attributes:
        folder: the package; `driver` is the file beneath it by which its driver is known.
        start: makes of the folder what runs the driver; asked when the first case comes, so that it may compile.
        modes: the ways of calling that the style has.
        spelling: how it says what vectors say in the words of the description.
    """

    name: str
    folder: Path
    start: Callable[[Path], Started]
    driver: str = "conformance/driver.py"
    modes: tuple[Mode, ...] = MODES
    spelling: Spelling = field(default_factory=Spelling)


def python(folder: Path) -> Started:
    """Return how the driver of a package in Python is run."""
    command = (sys.executable, "-W", "default", str(folder / "conformance" / "driver.py"))
    # No vector speaks TLS: to read every certificate of the machine for every case takes longer than all the rest.
    variables = {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1", "SSL_CERT_DIR": os.devnull}
    return Started(command, variables)


def typescript(folder: Path) -> Started:
    """Return how the driver of a package in TypeScript is run: compiled, on the oldest Node; a newer runs the rest."""
    return Started((nodejs.floor(), str(nodejs.built(folder) / "conformance" / "out" / "driver.js")))


TARGETS: Final = (
    Target("python", GENERATED, python),
    Target("python-pydantic", ROOT / "generated" / "python-pydantic", python),
    Target(
        "typescript",
        typescript_package.GENERATED,
        typescript,
        driver="conformance/driver.ts",
        # Everything is a promise.
        modes=("async",),
        spelling=Spelling(
            words={
                "api_token": ("apiToken",),
                "project_id": ("projectId",),
                # In the path it is called as the argument is, in the query as on the wire.
                "project_ids": ("projectIds", "project_ids"),
                "user_agent": ("userAgent",),
            },
            has_moments_as_texts=True,
            has_numbers_first=True,
        ),
    ),
)


class DriverError(Exception):
    """A driver died, hung, or said what is no answer."""


class Driver:
    """A driver's process; a context manager."""

    def __init__(self, target: Target, patience: float = PATIENCE) -> None:
        self.target = target
        self._patience = patience
        self._process: subprocess.Popen[str] | None = None
        self._errors: IO[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()

    def ask(self, case: Mapping[str, JSON]) -> Answer:
        """Return the answer to a case.

        Raises:
            DriverError: none came, or it is none.
        """
        return self.ask_all([case])[0]

    def ask_all(self, cases: Sequence[Mapping[str, JSON]]) -> list[Answer]:
        """Return the answers to cases; all are sent before the first answer is read.

        Raises:
            DriverError: one did not come, or it is none.
        """
        process = self._running()
        assert process.stdin is not None
        text = "".join(json.dumps(case) + "\n" for case in cases)
        # A process that is gone is told below, with its last words.
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(text)
            process.stdin.flush()
        return [self._answer(case) for case in cases]

    def _answer(self, case: Mapping[str, JSON]) -> Answer:
        try:
            line = self._lines.get(timeout=self._patience)
        except queue.Empty:
            raise DriverError(f"{case['id']}: no answer within {self._patience} s{self._stopped()}") from None
        if line is None:
            raise DriverError(f"{case['id']}: the driver died{self._stopped()}")
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or answer.get("id") != case["id"]:
            raise DriverError(f"{case['id']}: not the answer: {line[:500]!r}{self._stopped()}")
        return cast("Answer", answer)

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            kept = {
                name: value for name, value in os.environ.items() if not any(one in name.upper() for one in _SECRETS)
            }
            # Open as long as the process runs, so that it can never be blocked by what it says.
            self._errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
            self._lines = queue.Queue()
            started = self.target.start(self.target.folder)
            self._process = subprocess.Popen(
                started.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                text=True,
                encoding="utf-8",
                env={**kept, **started.variables},
            )
            assert self._process.stdout is not None
            reading = threading.Thread(target=_read, args=(self._process.stdout, self._lines), daemon=True)
            reading.start()
        return self._process

    def _stopped(self) -> str:
        """End the process; return its last words."""
        errors, self._errors = self._errors, None
        self.close()
        if errors is None:
            return ""
        with errors:
            errors.seek(0)
            said = errors.read()
        return f"\n{said[-5000:]}"

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                # What was never read by a process that died cannot be flushed.
                with contextlib.suppress(OSError):
                    cast("IO[str]", pipe).close()
        if self._errors is not None:
            self._errors.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _read(pipe: IO[str], lines: queue.Queue[str | None]) -> None:
    with contextlib.suppress(ValueError, OSError):
        for line in pipe:
            lines.put(line)
    lines.put(None)


def base_path() -> str:
    """Return the path of the documented address, under which all paths of the API lie."""
    servers = cast("list[Mapping[str, str]]", document()["servers"])
    return urlsplit(servers[0]["url"]).path.rstrip("/")


def case_of(vector: Vector, mode: Mode, url: str) -> dict[str, JSON]:
    """Return a vector as a driver is told of it."""
    return {
        "id": vector.id,
        "mode": mode,
        "operation": vector.operation,
        "arguments": dict(vector.arguments),
        "pages": vector.pages,
        "base_url": url + base_path(),
        "options": dict(vector.options),
        "client": {"on_deviation": "collect", "credentials": dict(CREDENTIALS), **vector.client},
    }


def run(vector: Vector, mode: Mode, driver: Driver, stage: Stage) -> list[str]:
    """Play a vector and return everything that is not as it says."""
    scene = stage.play(vector.exchanges)
    url = f"http://127.0.0.1:{closed_port()}" if vector.is_refused else scene.url
    try:
        answer = driver.ask(case_of(vector, mode, url))
    except DriverError as problem:
        return [str(problem), *stage.end(scene)]
    return [*stage.end(scene), *differences(vector, answer, driver.target.spelling)]


def known_failures(folder: Path, target: Target) -> frozenset[str]:
    """Return the vectors that a target is known to fail, by id, or by id and mode; a `#` begins a comment."""
    lines = (folder / f"{target.name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(_without_comments(lines))


def _without_comments(lines: Iterable[str]) -> Iterable[str]:
    return filter(None, (line.partition("#")[0].strip() for line in lines))
