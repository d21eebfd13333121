"""How far an answer reaches, by the bytes of its connection."""

from __future__ import annotations

import re
from typing import Final

_LENGTH: Final = re.compile(rb"\ncontent-length:[ \t]*([0-9]{1,18})", re.IGNORECASE)
_CHUNKED: Final = re.compile(rb"\ntransfer-encoding:[^\r\n]*chunked", re.IGNORECASE)
_HEAD_END: Final = b"\r\n\r\n"
_LAST_CHUNK: Final = b"0\r\n\r\n"
# The HTTP library takes no longer ones.
_LONGEST_HEAD: Final = 128 * 1024


class Extent:
    """Tells whether more came over a connection than the answer that was asked for.

    The HTTP library keeps what is too much, as where a Content-Length is too low, and
    would take it for the beginning of the next answer, which belongs to another call.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.asked()

    def asked(self) -> None:
        """Note that something is asked: what comes from now on is the answer."""
        self._head = bytearray()
        self._is_head = True
        self._tail = b""
        self._end: int | None = None
        self._is_chunked = False
        self._got = 0

    def came(self, data: bytes) -> None:
        """Note what came."""
        self._got += len(data)
        if self._is_head:
            self._read_head(data)
        if self._is_chunked:
            self._tail = (self._tail + data)[-len(_LAST_CHUNK) :]

    @property
    def is_exceeded(self) -> bool:
        """Whether an answer that has ended was not all."""
        if self._is_chunked:
            return self._tail != _LAST_CHUNK
        return self._end is not None and self._got > self._end

    def _read_head(self, data: bytes) -> None:
        since = max(len(self._head) - len(_HEAD_END), 0)
        self._head += data
        end = self._head.find(_HEAD_END, since)
        if end >= 0:
            length = _LENGTH.search(self._head, 0, end)
            self._is_chunked = _CHUNKED.search(self._head, 0, end) is not None
            if length is not None:
                self._end = end + len(_HEAD_END) + int(length[1])
        if end >= 0 or len(self._head) > _LONGEST_HEAD:
            self._is_head = False
            self._head = bytearray()
