"""What the last `generate` of a target left, so that the next one can see that nothing changed.

In: the configuration, and what was made. Out: `.hexapla/TARGET.json` beside the configuration, and in the next run
what it says, where it still holds. Contents decide: every file that went in (values of the configuration, spec,
templates, program, libraries) is hashed again, and the caller hashes again what came out. Only the formatter, a program
of many megabytes, is known by its place and what the system notes of a file: the time of its last change there cannot
be set by anybody. Whatever is doubtful means that all is done as if nothing had been kept; it is never an error.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import operator
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import hexapla
from hexapla.cli.files import brought
from hexapla.config import Config, Target
from hexapla.finding import Finding, Location, Severity, has_errors
from hexapla.format import locate, state
from hexapla.frozen import frozen
from hexapla.write import CACHES

FOLDER: Final = ".hexapla"
_MOST: Final = 5000
"""Files of a folder of templates: where there are more, it is a folder of other things too."""
_PLACED: Final = ("where", "at_templates", "own")
"""Of a target what says where it stands, or holds things that do."""
_LIBRARIES: Final = ("jinja2", "markupsafe", "yaml")


@frozen(kw_only=True)
class Last:
    """What a run made of a target.

    Attributes:
        files: the hash of every file, by path.
        served, operations, models: how many operations the client has, of how many, and how many models.
        left_out: how many operations could not be served.
        formatter: the command that formatted the files; empty for none.
        findings: what a person was told: warnings and notes.
    """

    files: Mapping[str, str]
    served: int
    operations: int
    left_out: int
    models: int
    formatter: str
    findings: tuple[Finding, ...]


class Memory:
    """Of one run: what earlier ones left. Hashes are taken before anything is read for another purpose.

    So a file that changes while the run goes on does not match what is kept.
    """

    def __init__(self, config: Config, *, partial: bool) -> None:
        self._config = config
        self._partial = partial
        self._program: str | None = None
        self._inputs: dict[str, str | None] = {}
        self._templates: dict[str, dict[str, str] | None] = {}

    def recall(self, target: Target, templates: Callable[[], Sequence[str]]) -> Last | None:
        """Return what the last run made, None where any of its inputs changed.

        Args:
            target: of the configuration.
            templates: finds the folders it takes templates from; not asked where nothing changed, since the styles
                that know it take longer to import than all that is done then.

        Raises:
            FindingError: of `templates`.
        """
        inputs = self._inputs[target.name] = self._digest(target)
        last = self._recalled(target, inputs)
        if last is None:
            self._templates[target.name] = _digests(templates())
        return last

    def _recalled(self, target: Target, inputs: str | None) -> Last | None:
        try:
            with open(_path(self._config, target), "rb") as file:
                checked, _, data = file.read().partition(b"\n")
            if inputs is None or checked.decode() != hashlib.sha256(data).hexdigest():
                return None
            kept = json.loads(data)
            if kept["inputs"] != inputs or kept["program"] != _program_state(kept["formatter"]):
                return None
            if any(_file_digest(path) != digest for path, digest in kept["spec"].items()):
                return None
            if any(_tree_digest(folder) != digest for folder, digest in kept["templates"].items()):
                return None
            return _read(kept)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def keep(self, target: Target, spec: Mapping[str, bytes], last: Last) -> None:
        """Keep what was made for the next run; in a folder that cannot be written nothing is kept.

        Args:
            target: of the configuration, asked for by `recall` in this run.
            spec: the bytes of every file of the spec, as they were read.
            last: what was made.
        """
        inputs, templates = self._inputs.get(target.name), self._templates.get(target.name)
        path = _path(self._config, target)
        with contextlib.suppress(OSError, ValueError):
            if inputs is None or templates is None or has_errors(last.findings):
                _remove(path)
                return
            hashes = {file: hashlib.sha256(data).hexdigest() for file, data in spec.items()}
            data = json.dumps({"inputs": inputs, "templates": templates, "spec": hashes, **_written(last)}).encode()
            _write(path, hashlib.sha256(data).hexdigest().encode() + b"\n" + data)

    def _digest(self, target: Target) -> str | None:
        """Return one hash over all that is known before spec and templates are read, None where it cannot be told."""
        try:
            if self._program is None:
                self._program = _program_digest()
            values = [getattr(target, name) for name in target.__match_args__ if name not in _PLACED]
            own = [[one.name, one.base, one.module, one.templates, _modules_digest(one.module)] for one in target.own]
            ours = brought("templates", "templates")
            told = [self._program, self._config.spec, self._partial, *values, own, ours]
            return hashlib.sha256(json.dumps(told).encode()).hexdigest()
        except (OSError, ValueError):
            return None


def _path(config: Config, target: Target) -> str:
    plain = re.fullmatch(r"[A-Za-z0-9_-]{1,100}", target.name)
    name = target.name if plain else hashlib.sha256(target.name.encode("utf-8", "surrogatepass")).hexdigest()
    return os.path.join(config.directory, FOLDER, f"{name}.json")


def _write(path: str, data: bytes) -> None:
    """Write the file in one step, and beside it what keeps the folder out of version control."""
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    ignore = os.path.join(folder, ".gitignore")
    if not os.path.exists(ignore):
        with open(ignore, "wb") as file:
            file.write(b"*\n")
    half = f"{path}.{os.getpid()}"
    try:
        with open(half, "wb") as file:
            file.write(data)
        os.replace(half, path)
    except OSError:
        _remove(half)
        raise


def _remove(path: str) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.remove(path)


def _written(last: Last) -> dict[str, object]:
    return {
        "files": dict(last.files),
        "counts": [last.served, last.operations, last.left_out, last.models],
        "formatter": last.formatter,
        "program": _program_state(last.formatter),
        "findings": [[f.rule, f.severity, f.message, f.where, f.hint] for f in last.findings],
    }


def _read(kept: dict[str, Any]) -> Last:
    served, operations, left_out, models = (operator.index(number) for number in kept["counts"])
    return Last(
        files=dict(kept["files"]),
        served=served,
        operations=operations,
        left_out=left_out,
        models=models,
        formatter=kept["formatter"],
        findings=tuple(
            Finding(rule, Severity(severity), message, Location(*where) if where else None, hint)
            for rule, severity, message, where, hint in kept["findings"]
        ),
    )


def _program_state(command: str) -> list[object]:
    """Return what tells one formatter from another; nothing where there is none."""
    path = locate(command) if command else None
    return [] if path is None else state(path)


def _program_digest() -> str:
    """Return a hash over this program, the libraries it makes text with, and the interpreter."""
    whole = hashlib.sha256(sys.version.encode())
    whole.update(_tree_digest(os.path.dirname(os.path.abspath(hexapla.__file__)), ".py").encode())
    for library in _LIBRARIES:
        # A library says its version there. Importing it, or asking for its metadata, would cost what is to be saved.
        found = (os.path.join(folder, library, "__init__.py") for folder in sys.path)
        path = next((path for path in found if os.path.isfile(path)), "")
        whole.update(f"\n{library} {path} {_file_digest(path) if path else ''}".encode())
    return whole.hexdigest()


def _digests(folders: Sequence[str]) -> dict[str, str] | None:
    try:
        return {folder: _tree_digest(folder) for folder in folders}
    except (OSError, ValueError):
        return None


def _modules_digest(module: str) -> str:
    """Return a hash over the module of a style and those beside it, which it may import.

    Raises:
        ValueError: there are too many.
    """
    folder = os.path.dirname(module) or "."
    whole = hashlib.sha256()
    names = sorted({os.path.basename(module), *(name for name in os.listdir(folder) if name.endswith(".py"))})
    if len(names) > _MOST:
        raise ValueError(folder)
    for name in names:
        whole.update(f"{name} {_file_digest(os.path.join(folder, name))}\n".encode())
    return whole.hexdigest()


def _tree_digest(folder: str, suffix: str = "") -> str:
    """Return a hash over the names and contents of the files in a folder, compiled ones left out.

    Raises:
        ValueError: a folder in it is a link, which may lead to anything, or there are too many files.
    """
    whole = hashlib.sha256()
    for number, path in enumerate(_files(folder)):
        if number > _MOST:
            raise ValueError(folder)
        if path.endswith(suffix):
            with open(os.path.join(folder, path), "rb") as file:
                content = file.read()
            whole.update(f"{len(path)} {len(content)} {path}".encode())
            whole.update(content)
    return whole.hexdigest()


def _files(folder: str) -> Iterator[str]:
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(os.path.join(folder, below)) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.is_dir():
                if entry.is_symlink():
                    raise ValueError(entry.path)
                if entry.name not in CACHES:
                    waiting.append(f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}"


def _file_digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()
