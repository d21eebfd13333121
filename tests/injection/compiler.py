"""The compiler of TypeScript, asked for syntax trees: one process for all files of a worker.

In: texts of TypeScript by path. Out: of each its shape, what is left of it without the text of literals, comments and
names; `tests/typescript/tree.mjs` says how.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from typing import IO, Final

from tests import nodejs

PROGRAM: Final = nodejs.ROOT / "tests" / "typescript" / "tree.mjs"


class Compiler:
    """A process that reads TypeScript, and what it said of texts so far."""

    def __init__(self) -> None:
        nodejs.tools()
        command = [nodejs.node(), str(PROGRAM)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=nodejs.ROOT)
        atexit.register(self._close)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input: IO[bytes] = self._process.stdin
        self._output: IO[bytes] = self._process.stdout
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._used: dict[str, tuple[str, ...]] = {}

    def _close(self) -> None:
        self._input.close()
        self._process.wait()
        self._output.close()

    def shape(self, text: str, *, is_shown: bool = False) -> str:
        """Return the shape of a text; one that is only shown to people gives orders to no tool.

        Raises:
            AssertionError: it is no TypeScript, or a comment in it gives an order to a tool.
        """
        self.read([text])
        found, orders = self._known[_hashed(text)]
        assert is_shown or not orders, (orders[:3], text)
        return found

    def read(self, texts: Iterable[str]) -> None:
        """Read texts at once, so that none of them is waited for alone.

        Raises:
            AssertionError: one is no TypeScript.
        """
        files = {key: text for text in texts if (key := _hashed(text)) not in self._known}
        if not files:
            return
        for key, said in self._asked(files).items():
            assert not said["wrong"], (said["wrong"][:3], files[key])
            self._known[key] = _hashed("\n".join(said["shape"])), tuple(said["orders"])
            self._used[key] = tuple(said["used"])

    def used(self, text: str) -> tuple[str, ...]:
        """Return what a text calls, and the modules that it imports as they stand there."""
        self.read([text])
        return self._used[_hashed(text)]

    def _asked(self, files: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
        self._input.write(json.dumps(files).encode() + b"\n")
        self._input.flush()
        said: dict[str, dict[str, list[str]]] = json.loads(self._output.readline())
        return said

    def outline(self, text: str) -> str:
        """Return the shape of a text line by line, for a person who looks for a difference."""
        return "\n".join(self._asked({"it": text})["it"]["shape"])


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def compiler() -> Compiler:
    """Return the compiler of this process."""
    return Compiler()
