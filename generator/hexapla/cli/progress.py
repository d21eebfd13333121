"""A line on a terminal that says what is being done, once that takes longer than a second; erased at the end."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TextIO

if TYPE_CHECKING:
    import threading

WAIT: Final = 1.0
"""Seconds of silence at the beginning."""
EVERY: Final = 0.1
"""Seconds between two lines."""
WIDTH: Final = 79


class Progress:
    """Says what is being done, on a terminal only: a context manager, so that nothing of it is left behind.

    A thread of its own writes, since the longest single step (reading a large file) tells nothing meanwhile.
    """

    def __init__(self, stream: TextIO | None = None, *, shown: bool = True, wait: float = WAIT) -> None:
        """Begin in silence.

        Args:
            stream: where to write; standard error by default.
            shown: whether to write at all, if it is a terminal.
            wait: how long to be silent, in seconds.
        """
        self._stream = sys.stderr if stream is None else stream
        self._wait = wait
        self._doing = ""
        self._drawn = 0
        self._hands: tuple[threading.Thread, threading.Event, threading.Lock] | None = None
        if shown and self._stream.isatty():
            import threading

            thread = threading.Thread(target=self._write, daemon=True)
            self._hands = thread, threading.Event(), threading.Lock()

    def __enter__(self) -> Self:
        """Begin to count the time."""
        if self._hands is not None:
            self._hands[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Erase the line, for good."""
        if self._hands is not None:
            thread, ended, _ = self._hands
            ended.set()
            thread.join()

    def say(self, doing: str) -> None:
        """Take in what is being done now."""
        self._doing = doing

    def clear(self) -> None:
        """Erase the line until something is done again: something else is to be printed."""
        if self._hands is not None:
            with self._hands[2]:
                self._doing = ""
                self._draw("")

    def _write(self) -> None:
        assert self._hands is not None
        _, ended, lock = self._hands
        pause = self._wait
        while not ended.wait(pause):
            pause = EVERY
            with lock:
                self._draw(self._doing[:WIDTH])
        with lock:
            self._draw("")

    def _draw(self, line: str) -> None:
        """Put a line over the one that stands there."""
        if line or self._drawn:
            self._stream.write(f"\r{line.ljust(self._drawn)}" if line else f"\r{' ' * self._drawn}\r")
            self._stream.flush()
            self._drawn = len(line)
