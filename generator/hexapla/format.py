"""Generated text to formatted text, by the formatter of its language.

In: files of one package and a `Formatter`. Out: the same files, formatted. The formatter runs once over a temporary
folder, and in it, with its own configuration discovery switched off, so that no file of the person's changes the
output; several run side by side. Besides `revisions` the only module that runs other programs.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from hexapla.finding import FindingError, Location, error

if TYPE_CHECKING:
    import subprocess
    import tempfile

    from hexapla.plan.style import Formatter

_LABEL: Final = re.compile(r"^\[error\] ?", re.MULTILINE)
_SHEBANG: Final = 256
"""Bytes at the beginning of a script that are looked at."""


class Formatting:
    """A formatter that runs over files of a package; a context manager, so that nothing of it is left behind."""

    def __init__(self, files: Mapping[str, bytes], formatter: Formatter, where: Location | None = None) -> None:
        """Start the formatter over the files with its suffixes.

        Args:
            files: by path.
            formatter: of their language.
            where: who asks for it; told where it fails.

        Raises:
            FindingError: the formatter is not installed.
        """
        self._files = files
        self._command = formatter.command
        self._where = where
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[str] | None = None
        self._chosen = [path for path in files if path.endswith(formatter.suffixes)]
        program = installed(formatter, where)
        if self._chosen:
            try:
                self._start(program)
            except BaseException:
                self.stop()
                raise

    def __enter__(self) -> Self:
        """Let it run."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, if it still runs."""
        self.stop()

    def finish(self) -> dict[str, bytes]:
        """Return all files, the formatted ones as they are now.

        Raises:
            FindingError: the formatter refuses a file (a fault of a template).
        """
        formatted = dict(self._files)
        if self._process is not None and self._folder is not None:
            told, refused = self._process.communicate()
            if self._process.returncode != 0:
                told = _LABEL.sub("", refused or told).replace(self._folder.name + os.sep, "").strip()
                message = f"`{' '.join(self._command)}` refuses the generated files: {told}"
                raise FindingError(error("format-failed", message, self._where))
            for path in self._chosen:
                with open(os.path.join(self._folder.name, path), "rb") as file:
                    formatted[path] = file.read()
        self.stop()
        return formatted

    def stop(self) -> None:
        """End the program and remove its folder, whatever is done."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.kill()
            with self._process:  # waits, and closes what it was listened to by
                self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _start(self, program: str) -> None:
        # A run in which nothing changed asks only where the formatter is.
        import subprocess
        import tempfile

        self._folder = tempfile.TemporaryDirectory(prefix="hexapla-")
        for path in self._chosen:
            full = os.path.join(self._folder.name, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as file:
                file.write(self._files[path])
        coloured = ("FORCE_COLOR", "CLICOLOR_FORCE")
        variables = {name: value for name, value in os.environ.items() if name not in coloured}
        try:
            self._process = subprocess.Popen(
                [program, *self._command[1:], "."],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                cwd=self._folder.name,
                env={**variables, "NO_COLOR": "1", "PATH": _search_path()},
            )
        except OSError as problem:
            message = f"the formatter `{self._command[0]}` cannot be started: {problem.strerror}"
            raise FindingError(error("formatter-missing", message, self._where)) from None


def format_files(files: Mapping[str, bytes], formatter: Formatter) -> dict[str, bytes]:
    """Return the files, those with the formatter's suffixes formatted.

    Raises:
        FindingError: the formatter is not installed, or refuses a file (a fault of a template).
    """
    with Formatting(files, formatter) as running:
        return running.finish()


def installed(formatter: Formatter, where: Location | None) -> str:
    """Return the path of a formatter.

    Raises:
        FindingError: it is not there, or what runs it is not.
    """
    name = formatter.command[0]
    program = locate(name)
    if program is None:
        message = f"the formatter `{name}` is not installed"
        raise FindingError(error("formatter-missing", message, where, formatter.install))
    needed = _interpreter(program)
    if needed and shutil.which(needed, path=_search_path()) is None:
        message = f"the formatter `{name}` needs `{needed}`, which is not installed"
        raise FindingError(error("formatter-missing", message, where, f"install `{needed}`, or put it on PATH"))
    return program


def locate(program: str) -> str | None:
    """Return the program beside this interpreter, else what npm installed here or further up, else on the search path.

    None where there is none.
    """
    folder = os.getcwd()
    above = [folder]
    while (folder := os.path.dirname(above[-1])) != above[-1]:
        above.append(folder)
    near = [os.path.dirname(sys.executable), *(os.path.join(one, "node_modules", ".bin") for one in above)]
    found = shutil.which(program, path=os.pathsep.join(near)) or shutil.which(program)
    return None if found is None else os.path.abspath(found)


def state(program: str) -> list[object]:
    """Return what tells a formatter from another one in its place, without running it.

    A script is a part of a package, whose other files may be others while it is the same: the package says its version.
    """
    real = os.path.realpath(program)
    needed = _interpreter(program)
    runs = shutil.which(needed, path=_search_path()) if needed else None
    described = [_digest(file) for file in _descriptions(program, real)] if needed else []
    return [*_noted(real), *(_noted(os.path.realpath(runs)) if runs else [needed]), *described]


def _noted(path: str) -> list[object]:
    """Return what the system notes of a file."""
    found = os.stat(path)
    return [path, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _descriptions(program: str, real: str) -> list[str]:
    """Return the package.json of a script: of the folder it is in or further up, and beside `.bin`, by its name."""
    folders = [os.path.dirname(real)]
    while os.path.dirname(folders[-1]) != folders[-1] and not os.path.isfile(os.path.join(folders[-1], "package.json")):
        folders.append(os.path.dirname(folders[-1]))
    beside = os.path.join(os.path.dirname(os.path.dirname(program)), os.path.basename(program))
    files = (os.path.join(folder, "package.json") for folder in dict.fromkeys((folders[-1], beside)))
    return [file for file in files if os.path.isfile(file)]


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _search_path() -> str:
    """Return where programs are searched: a formatter may be a script of a program that came with this interpreter."""
    return os.pathsep.join([*os.get_exec_path(), os.path.dirname(sys.executable)])


def _interpreter(program: str) -> str:
    """Return the program that runs a script; empty where it is none."""
    try:
        with open(program, "rb") as file:
            line = file.read(_SHEBANG).partition(b"\n")[0]
    except OSError:
        return ""
    words = line[2:].decode("utf-8", "replace").split() if line.startswith(b"#!") else []
    if words and os.path.basename(words[0]) == "env":
        words = [word for word in words[1:] if not word.startswith("-") and "=" not in word]
    return words[0] if words else ""
