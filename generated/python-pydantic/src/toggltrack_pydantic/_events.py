"""Server-sent events: cut from the pieces in which a body arrives, and read one by one.

By the rules of the HTML standard (section 9.2.6), which browsers keep to.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Final, Generic, TypeVar, cast

import msgspec

from ._decode import read
from ._deviations import Found, Watch
from ._exchange import Reply
from ._operation import Operation
from .errors import UnreadableResponseError

T = TypeVar("T")
_END: Final = re.compile(rb"\r\n|\r|\n")
_MARK: Final = b"\xef\xbb\xbf"


class Event(msgspec.Struct, Generic[T], frozen=True):
    """One event of a stream.

    Attributes:
        data: What it says.
        event: What kind of event it is; `message` where the server does not say.
        id: The last id that the server gave, with this event or before it, or nothing.
        retry: Milliseconds after which the server last asked to be called again.
    """

    data: T
    event: str
    id: str
    retry: int | None


class Parser:
    """Cuts a body into events whose data is text."""

    def __init__(self) -> None:
        """Begin before the first line."""
        self.last_id = ""
        """The id of the last event that was complete."""
        self.retry: int | None = None
        self._id = ""
        self._kind = ""
        self._data: list[str] = []
        self._data_size = 0
        self._rest: list[bytes] = []
        self._rest_size = 0
        self._after_return = False
        self._start = b""
        self._started = False

    @property
    def size(self) -> int:
        """Bytes that are kept of the event that is not complete yet."""
        return self._data_size + self._rest_size

    def feed(self, chunk: bytes) -> list[Event[str]]:
        """Return the events that a piece completes."""
        chunk = self._without_mark(chunk)
        if self._after_return and chunk:
            # The end of the last line was cut in two.
            chunk = chunk.removeprefix(b"\n")
            self._after_return = False
        if not chunk:
            return []
        self._after_return = chunk.endswith(b"\r")
        first, *others = _END.split(chunk)
        self._rest.append(first)
        self._rest_size += len(first)
        found: list[Event[str]] = []
        for part in others:
            found += self._line(b"".join(self._rest).decode("utf-8", "replace"))
            self._rest, self._rest_size = [part], len(part)
        return found

    def _without_mark(self, chunk: bytes) -> bytes:
        """Return a piece without the mark that a body may begin with."""
        if self._started:
            return chunk
        self._start += chunk
        if len(self._start) < len(_MARK) and _MARK.startswith(self._start):
            return b""
        self._started = True
        return self._start.removeprefix(_MARK)

    def _line(self, line: str) -> list[Event[str]]:
        if not line:
            return self._dispatch()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
                self._data_size += len(value) + 1
            case "event":
                self._kind = value
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdigit():
                # Python refuses to read a number of thousands of digits.
                self.retry = int(value[:18])
            case _:
                pass
        return []

    def _dispatch(self) -> list[Event[str]]:
        self.last_id = self._id
        data, kind = self._data, self._kind
        self._data, self._data_size, self._kind = [], 0, ""
        if not data:
            return []
        event = Event("\n".join(data), kind or "message", self.last_id, self.retry)
        return [event]


class EventReader(Generic[T]):
    """The events of a body, as its pieces come in."""

    def __init__(
        self, operation: Operation[T], reply: Reply, limit: int, watch: Watch
    ) -> None:
        """Begin with nothing.

        Args:
            operation: What was called; its result is the type of an event's data.
            reply: The response, without a body.
            limit: Bytes that an event may have.
            watch: What becomes of deviations.
        """
        self.waiting: deque[Event[str]] = deque()
        """Events that are complete and not read yet."""
        self._taken = ""
        self._id = operation.id
        self._reply = reply
        self._limit = limit
        self._parser = Parser()
        self._watch = watch
        self._kind = operation.result

    @property
    def last_id(self) -> str:
        """The last id that the server gave, as far as events were taken."""
        return self._taken if self.waiting else self._parser.last_id

    def _decode(self, data: str) -> tuple[object, Sequence[Found]]:
        kind = self._kind
        if isinstance(kind, type) and issubclass(cast("type[object]", kind), str):
            return cast("type[str]", kind)(data), ()
        return read(kind, data.encode(), self._reply, self._id)

    def feed(self, chunk: bytes) -> None:
        """Take a piece of the body; an event that its end cuts off is none."""
        self.waiting += self._parser.feed(chunk)
        if self._parser.size > self._limit:
            message = f"{self._id}: an event is over {self._limit} bytes long"
            raise UnreadableResponseError(message, self._reply)

    def take(self) -> Event[T]:
        """Return the next event.

        Raises:
            UnreadableResponseError: Its data is not what the operation returns.
            DeviationError: It is not as documented, and the client is to raise that.
        """
        event = self.waiting.popleft()
        self._taken = event.id
        try:
            data, found = self._decode(event.data)
        except (ValueError, RecursionError) as error:
            message = f"{self._id}: the data of an event cannot be read: {error}"
            reply = self._with(event.data)
            raise UnreadableResponseError(message, reply) from error
        if found:
            self._watch.note(found, self._with(event.data))
        return Event(cast("T", data), event.event, event.id, event.retry)

    def _with(self, data: str) -> Reply:
        return msgspec.structs.replace(self._reply, body=data.encode())
