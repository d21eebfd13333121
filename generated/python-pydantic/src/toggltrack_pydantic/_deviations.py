"""Deviations: what a server sent that is not as documented, and what a client does."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from ._text import on_a_line

if TYPE_CHECKING:
    from ._exchange import Reply

Kind: TypeAlias = Literal["type", "format", "null", "missing"]
"""What is wrong: another type, a text that is no date, null, or nothing at all."""

# A server decides what it sends: what is kept of that must not grow without end.
_MOST_ROWS: Final = 1000
_SHOWN: Final = 200
_MODES: Final = ("ignore", "warn", "raise")


class Deviation(msgspec.Struct, frozen=True):
    """A place in a response where something else stands than is documented.

    Attributes:
        operation: The operation that was called; empty for what `load` read.
        pointer: The place in the body of the response, as a JSON pointer (RFC 6901).
        kind: What is wrong: `type`, `format`, `null` or `missing`.
        expected: What is documented, in the words of OpenAPI.
        actual: The type of what came, `absent` for nothing; never its value, which may
            be a secret.
    """

    operation: str
    pointer: str
    kind: Kind
    expected: str
    actual: str

    def __str__(self) -> str:
        """Return one line for messages."""
        return f"{on_a_line(self.pointer, _SHOWN) or 'the body'} {_said(self)}"


class Found(msgspec.Struct, frozen=True):
    """A deviation, and its pointer with `*` for every index and key of a map."""

    deviation: Deviation
    pattern: str


class DeviationWarning(UserWarning):
    """A response is not as documented; `on_deviation` of the client says what to do."""


OnDeviation: TypeAlias = (
    "Literal['ignore', 'warn', 'raise'] | Callable[[Deviation], object]"
)
"""What becomes of a deviation; a function is called with each."""


class _Row:
    """All deviations of one operation, place and kind."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        self.actual: set[str] = set()
        self.count = 0


class Watch:
    """What a client does with deviations; threads may share one."""

    def __init__(self, on_deviation: OnDeviation = "warn") -> None:
        """Keep what is to be done.

        Raises:
            ValueError: It is none of the words, and cannot be called either.
        """
        if on_deviation not in _MODES and not callable(on_deviation):
            message = (
                "on_deviation must be 'ignore', 'warn', 'raise' or a function, "
                f"not {on_deviation!r}"
            )
            raise ValueError(message)
        self._on_deviation: OnDeviation = on_deviation
        self._lock = threading.Lock()
        self._rows: dict[tuple[str, str, str], _Row] = {}
        self._others = 0

    def note(self, found: Sequence[Found], reply: Reply) -> None:
        """Do with the deviations of a response what the client was told to do.

        Raises:
            DeviationError: The client was told so.
        """
        if not found:
            return
        new = self._count(found)
        action = self._on_deviation
        if callable(action):
            for one in found:
                action(one.deviation)
        elif action == "warn":
            for one in new:
                place = on_a_line(one.pattern, _SHOWN)
                message = f"{one.deviation.operation}: {place} {_said(one.deviation)}"
                warnings.warn(message, DeviationWarning, stacklevel=_level())
        elif action == "raise":
            # Imported here: `errors` is loaded when something fails.
            from .errors import DeviationError

            deviations = tuple(one.deviation for one in found)
            raise DeviationError(_message(deviations), deviations, reply)

    def _count(self, found: Sequence[Found]) -> list[Found]:
        """Count deviations; return those whose like was never seen before."""
        new: list[Found] = []
        with self._lock:
            for one in found:
                deviation = one.deviation
                key = deviation.operation, one.pattern, deviation.kind
                row = self._rows.get(key)
                if row is None:
                    if len(self._rows) == _MOST_ROWS:
                        self._others += 1
                        continue
                    row = self._rows[key] = _Row(deviation.expected)
                    new.append(one)
                row.actual.add(deviation.actual)
                row.count += 1
        return new

    def report(self) -> list[dict[str, str | int | list[str]]]:
        """Return what was seen so far, as plain JSON, in the order it was first seen.

        Returns:
            A row for each operation, pointer with `*` for indices and keys of maps, and
            kind: what is documented, the types that came, and how often. After a
            thousand rows the last one counts all others and names none.
        """
        with self._lock:
            rows = [
                _plain(key, row.expected, sorted(row.actual), row.count)
                for key, row in self._rows.items()
            ]
            if self._others:
                rows.append(_plain(("", "", "others"), "", [], self._others))
        return rows


def _plain(
    key: tuple[str, str, str], expected: str, actual: list[str], count: int
) -> dict[str, str | int | list[str]]:
    operation, pointer, kind = key
    return {
        "operation": operation,
        "pointer": pointer,
        "kind": kind,
        "expected": expected,
        "actual": actual,
        "count": count,
    }


def _said(one: Deviation) -> str:
    """Return what is wrong with a place."""
    match one.kind:
        case "missing":
            return f"is missing ({one.expected})"
        case "format":
            return f"is no {one.expected}"
        case _:
            return f"should be {one.expected}, but is {one.actual}"


def told(deviations: Sequence[Deviation], most: int = 3) -> str:
    """Return the first few deviations on one line."""
    more = len(deviations) - most
    texts = [str(one) for one in deviations[:most]]
    return "; ".join([*texts, *([f"and {more} more"] if more > 0 else [])])


def _message(deviations: Sequence[Deviation]) -> str:
    operation = deviations[0].operation
    return f"{operation}: the response is not as documented: {told(deviations)}"


def _level() -> int:
    """Return how many calls up the package was entered, counted from the caller."""
    # Imported here: only a warning needs it, and it is seldom given.
    import inspect

    package = __name__.rpartition(".")[0]
    frame = inspect.currentframe()
    level = 0
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name != package and not name.startswith(f"{package}."):
            break
        level, frame = level + 1, frame.f_back
    return level
