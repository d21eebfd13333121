"""A soak: calls from threads and from tasks, each held against what may come of it, and what is left of them all."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from toggltrack import AsyncPager, AsyncToggl, Deviation, Options, Pager, Toggl, TogglError, deviations, models

from tests.client.server import Server

from .cases import ANSWER, LATE, Case, case_of
from .serving import BASE, ROWS, Serving

THREADS: Final = 4
TASKS: Final = 4
PATIENCE: Final = 90.0
"""Seconds after which a call counts as hung: three times as long as any may take."""
_TIMEOUT: Final = 30.0
_SHORT: Final = 0.06
_MAX_BODY: Final = 300_000


class QuickClock:
    """A clock for which no wait takes time; unlike the package's own it keeps no list of them."""

    now = staticmethod(time.monotonic)
    time = staticmethod(time.time)

    def random(self) -> float:
        """Return the longest wait."""
        return 1.0

    def sleep(self, seconds: float) -> None:
        """Do not wait."""

    async def asleep(self, seconds: float) -> None:
        """Let others run."""
        await asyncio.sleep(0)


@dataclass
class Tally:
    """What came of the calls of one lane."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often a fault ended how; the empty fault is none."""
    wrong: list[str] = field(default_factory=list)
    current: tuple[int, float] | None = None
    """The call that is going on, and when it began."""

    def note(self, case: Case, outcome: str) -> None:
        """Take what came of a call."""
        self.outcomes[case.fault, outcome] += 1
        if outcome not in case.allowed:
            self.wrong.append(f"{case}: {outcome}, not {' or '.join(sorted(case.allowed))}")


@dataclass(frozen=True)
class Level:
    """What a process holds between two rounds."""

    memory: int
    """Bytes that were taken since the warm-up and are still held."""
    resident: int
    files: int
    connections: int
    threads: int


class Soak:
    """The server, both clients, and the lanes that call; a context manager."""

    def __init__(self) -> None:
        self._server = Server()
        self._serving = Serving(self._server)
        self.deviations = 0
        self._lock = threading.Lock()
        settings = {
            "base_url": self._server.url + BASE,
            "timeout": _TIMEOUT,
            "max_body": _MAX_BODY,
            "clock": QuickClock(),
            "on_deviation": self._deviates,
        }
        make = cast("Callable[..., Toggl]", Toggl)
        self._sync = make("t", **settings)
        self._async = cast("Callable[..., AsyncToggl]", AsyncToggl)("t", **settings)
        self._runner = asyncio.Runner()
        self._tallies = [Tally() for _ in range(THREADS + TASKS)]

    def _deviates(self, deviation: Deviation) -> None:
        with self._lock:
            self.deviations += 1

    def __enter__(self) -> Soak:
        return self

    def __exit__(self, *_: object) -> None:
        self._sync.close()
        self._runner.run(self._async.close())
        self._runner.close()
        self._settle(lambda: self._server.open == 0)
        self.left_open = self._server.open
        self._server.close()

    @property
    def outcomes(self) -> Counter[tuple[str, str]]:
        """Return how often a fault ended how."""
        return sum((tally.outcomes for tally in self._tallies), Counter())

    @property
    def wrong(self) -> list[str]:
        """Return the calls that ended as they must not."""
        return [text for tally in self._tallies for text in tally.wrong]

    def round(self, numbers: range) -> None:
        """Make calls; return when all have ended. Raise AssertionError where one never does."""
        lanes = [numbers[lane :: THREADS + TASKS] for lane in range(THREADS + TASKS)]
        work = [
            threading.Thread(target=self._thread, args=(lanes[n], self._tallies[n]), daemon=True)
            for n in range(THREADS)
        ]
        work.append(threading.Thread(target=self._tasks, args=(lanes[THREADS:],), daemon=True))
        for thread in work:
            thread.start()
        while any(thread.is_alive() for thread in work):
            work[-1].join(0.2)
            work[0].join(0.2)
            self._look_for_hung_calls()

    def _look_for_hung_calls(self) -> None:
        for tally in self._tallies:
            current = tally.current
            if current is not None and time.monotonic() - current[1] > PATIENCE:
                message = f"{case_of(current[0])} has been going on for {PATIENCE:.0f} seconds"
                raise AssertionError(message)

    def level(self) -> Level:
        """Return what is held now that nothing goes on."""
        # A connection that the client closed is noticed by the server a little later.
        self._settle(lambda: self._server.open <= THREADS + TASKS)
        gc.collect()
        return Level(
            memory=tracemalloc.get_traced_memory()[0],
            resident=_resident(),
            files=len(os.listdir("/dev/fd")),
            connections=self._server.open,
            threads=threading.active_count(),
        )

    def _settle(self, reached: Callable[[], bool]) -> None:
        end = time.monotonic() + 10
        while not reached() and time.monotonic() < end:
            time.sleep(0.01)

    def _thread(self, numbers: Iterable[int], tally: Tally) -> None:
        for number in numbers:
            case = case_of(number)
            tally.current = number, time.monotonic()
            try:
                result = _call(self._sync, case)
                value = list(cast("Pager[object]", result)) if isinstance(result, Pager) else result
                self._end(case, tally, _judged(case, value))
            except Exception as error:  # whatever it is, it is told
                self._end(case, tally, _named(error))
        tally.current = None

    def _tasks(self, lanes: list[range]) -> None:
        async def run() -> None:
            async with asyncio.TaskGroup() as group:
                for numbers, tally in zip(lanes, self._tallies[THREADS:], strict=True):
                    group.create_task(self._task(numbers, tally))

        self._runner.run(run())

    async def _task(self, numbers: Iterable[int], tally: Tally) -> None:
        for number in numbers:
            case = case_of(number)
            tally.current = number, time.monotonic()
            try:
                result = _call(self._async, case)
                if isinstance(result, AsyncPager):
                    value: object = [row async for row in cast("AsyncPager[object]", result)]
                else:
                    value = await result
                self._end(case, tally, _judged(case, value))
            except Exception as error:  # whatever it is, it is told
                self._end(case, tally, _named(error))
        tally.current = None

    def _end(self, case: Case, tally: Tally, outcome: str) -> None:
        self._serving.attempts.pop(case.number, None)
        tally.note(case, outcome)


def _named(error: Exception) -> str:
    return type(error).__name__ if isinstance(error, TogglError) else f"an error outside the tree, {error!r}"


def _call(client: Toggl | AsyncToggl, case: Case) -> object:
    # Where the server never ends, the caller does not wait long.
    options = Options(timeout=_SHORT) if case.fault in LATE else None
    projects = client.projects
    match case.operation:
        case "get":
            return projects.get(case.number, case.id, options=options)
        case "list":
            return projects.list(case.number, options=options)
        case "create":
            return projects.create(case.number, name=case.name, active=True, options=options)
        case "update":
            return projects.update(case.number, case.id, name=case.name, options=options)
        case "delete":
            return projects.delete(case.number, case.id, options=options)
        case _:
            ids = [case.id, case.id + 1]
            return projects.patch_many(case.number, ids, replace={"name": case.name}, options=options)


def _judged(case: Case, value: object) -> str:
    """Return `answer` where a value is what the server says it sent, else what is wrong with it."""
    active = None if case.fault == "deviating" else True
    match value:
        case models.Project():
            fine = _is(case, value, case.id, active)
        case list():
            rows = cast("list[models.Project]", value)
            fine = len(rows) == ROWS and all(_is(case, row, case.id + n, active) for n, row in enumerate(rows))
        case models.BulkPatchResult():
            fine = value.success == [case.id, case.id + 1] and value.failure == []
        case _:
            fine = value == case.id
    return ANSWER if fine else f"a wrong answer, {value!r}"


def _is(case: Case, row: models.Project, id_: int, active: bool | None) -> bool:
    told = bool(deviations(row)) == (active is None)
    return told and (row.id, row.workspace_id, row.name, row.active) == (id_, case.number, case.name, active)


def _resident() -> int:
    """Return the bytes of memory that the process holds; 0 where the system does not tell."""
    path = Path("/proc/self/statm")
    return int(path.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if path.exists() else 0
