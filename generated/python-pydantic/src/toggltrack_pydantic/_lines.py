"""Lines of JSON: cut from the pieces in which a body arrives, and read one by one."""

from __future__ import annotations

from collections import deque
from typing import Final, Generic, TypeVar, cast

import msgspec

from ._decode import read
from ._deviations import Watch
from ._exchange import Reply
from ._operation import Operation
from .errors import UnreadableResponseError

T = TypeVar("T")
_MARK: Final = b"\xef\xbb\xbf"
_NEXT_TEXT: Final = b"\x1e"


class Cutter:
    """Cuts a body into the texts of its lines; blank ones are left out.

    A sequence of JSON texts (RFC 7464), in which each begins with a control character
    and may have several lines, is told by its first byte.
    """

    def __init__(self) -> None:
        """Begin at the first line."""
        self._parts: list[bytes] = []
        self._number = 0
        self._separator = b""
        self.size = 0
        """Bytes of the line that is not whole yet."""

    def feed(self, chunk: bytes) -> list[tuple[int, bytes]]:
        """Return the lines that a piece completes, with their numbers from 1."""
        start = chunk.lstrip()
        if not self._separator and start:
            is_sequence = start.startswith(_NEXT_TEXT)
            self._separator = _NEXT_TEXT if is_sequence else b"\n"
        first, *others = chunk.split(self._separator or b"\n")
        self._parts.append(first)
        self.size += len(first)
        found: list[tuple[int, bytes]] = []
        for part in others:
            found += self._cut()
            self._parts, self.size = [part], len(part)
        if self._separator == _NEXT_TEXT and chunk.endswith(b"\n"):
            found += self._whole()
        return found

    def end(self) -> list[tuple[int, bytes]]:
        """Return the last line, where nothing ends it but the end of the body."""
        found = self._cut()
        self._parts, self.size = [], 0
        return found

    def _cut(self) -> list[tuple[int, bytes]]:
        text = b"".join(self._parts).strip()
        is_line = self._separator != _NEXT_TEXT
        self._number += is_line or bool(text)
        if self._number == 1:
            text = text.removeprefix(_MARK)
        return [(self._number, text)] if text else []

    def _whole(self) -> list[tuple[int, bytes]]:
        """Return a text that is whole, rather than wait for the next one to begin."""
        try:
            msgspec.json.decode(b"".join(self._parts), type=msgspec.Raw)
        except ValueError:
            return []
        return self.end()


class LineReader(Generic[T]):
    """The values of lines, as the pieces of a body come in."""

    def __init__(
        self, operation: Operation[T], reply: Reply, limit: int, watch: Watch
    ) -> None:
        """Begin with nothing.

        Args:
            operation: What was called; its result is the type of a line.
            reply: The response, without a body.
            limit: Bytes that a line may have.
            watch: What becomes of deviations.
        """
        self.waiting: deque[tuple[int, bytes]] = deque()
        """Lines that are whole and not read yet."""
        self._id = operation.id
        self._kind = operation.result
        self._watch = watch
        self._reply = reply
        self._limit = limit
        self._cutter = Cutter()

    def feed(self, chunk: bytes) -> None:
        """Take a piece of the body; an empty one is its end."""
        self.waiting += self._cutter.feed(chunk) if chunk else self._cutter.end()
        if self._cutter.size > self._limit:
            message = f"{self._id}: a line is over {self._limit} bytes long"
            raise UnreadableResponseError(message, self._reply)

    def take(self) -> T:
        """Return the value of the next line.

        Raises:
            UnreadableResponseError: It is not what the operation returns.
            DeviationError: It is not as documented, and the client is to raise that.
        """
        number, text = self.waiting.popleft()
        try:
            value, found = read(self._kind, text, self._reply, self._id)
        except (ValueError, RecursionError) as error:
            reply = msgspec.structs.replace(self._reply, body=text)
            message = f"{self._id}: line {number} cannot be read: {error}"
            raise UnreadableResponseError(message, reply) from error
        if found:
            reply = msgspec.structs.replace(self._reply, body=text)
            self._watch.note(found, reply)
        return cast("T", value)
