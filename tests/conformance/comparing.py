"""What a driver answered against what its vector expects; each difference is a line for people.

JSON texts are compared by what they say: members in any order, numbers by their spelling, texts unescaped.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeAlias, cast

from tests.client.spec import JSON

from .vector import LEFT_OUT, SAME, Expect, LeftOut, Vector

Answer: TypeAlias = Mapping[str, JSON]

_TOLERANCE: Final = 0.1
"""Seconds by which waits may differ from what is expected: time goes on while a call is made."""

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)")


@dataclass(frozen=True)
class Spelling:
    """How a style says what vectors say in the words of the description.

    Attributes:
        words: what may stand in a message for what a vector wants there; a text without a row stands for itself.
        has_moments_as_texts: whether an attribute reads a moment as the text that came, in small letters, too.
        has_numbers_first: whether an object of the language has its members with numbers for names first, in order.
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_moments_as_texts: bool = False
    has_numbers_first: bool = False


NEUTRAL: Final = Spelling()


class UnreadableError(ValueError):
    """A text is no JSON."""


@dataclass(frozen=True)
class Number:
    """A number by its spelling."""

    text: str

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Members:
    """Members of an object in an order of ours; a key that stands twice is there twice."""

    pairs: tuple[tuple[str, object], ...]

    def __repr__(self) -> str:
        return "{" + ", ".join(f"{json.dumps(key)}: {value!r}" for key, value in self.pairs) + "}"


def said(text: str) -> object:
    """Return what a JSON text says, to be compared.

    Raises:
        UnreadableError: it is no JSON.
    """
    try:
        return json.loads(
            text, parse_float=Number, parse_int=Number, parse_constant=_refused, object_pairs_hook=_members
        )
    except (ValueError, RecursionError) as problem:
        raise UnreadableError(f"{problem} in {text[:200]!r}") from None


def _refused(word: str) -> object:
    raise ValueError(f"{word} is no JSON")


def _members(pairs: list[tuple[str, object]]) -> Members:
    return Members(tuple(sorted(pairs, key=lambda pair: (pair[0], repr(pair[1])))))


def same(one: str, two: str) -> bool:
    """Say whether two texts say the same: as JSON where both are, else letter by letter."""
    try:
        return said(one) == said(two)
    except UnreadableError:
        return one == two


def differences(vector: Vector, answer: Answer, spelling: Spelling = NEUTRAL) -> Iterator[str]:
    """Yield in what an answer is not what the vector expects, where a style spells things so."""
    expect, error = vector.expect, answer.get("error")
    if "crash" in answer:
        yield f"the driver itself failed: {answer['crash']}"
    elif isinstance(error, dict):
        yield from _error(expect, error, spelling) if expect.error else [f"the call failed: {_brief(error)}"]
    elif expect.error:
        yield f"error: {expect.error} expected, but the call returned {_shown(answer.get('dump'))}"
    else:
        yield from _success(vector, answer, spelling)


def _success(vector: Vector, answer: Answer, spelling: Spelling) -> Iterator[str]:
    expect = vector.expect
    yield from _dump(vector, cast("str | None", answer.get("dump")))
    if not isinstance(expect.value, LeftOut):
        for pointer, wanted in expect.value.items():
            found = resolve(answer.get("value"), pointer)
            if isinstance(found, LeftOut):
                yield f"value {pointer}: {_shown(wanted)} expected, there is nothing"
            elif not alike(wanted, _in_capitals(found) if spelling.has_moments_as_texts else found):
                yield f"value {pointer}: {_shown(wanted)} expected, not {_shown(found)}"
    yield from _rows("deviations", expect.deviations, answer.get("deviations"))
    yield from _rows("news", expect.news, answer.get("news"))
    yield from _told(expect, answer)
    yield from _printed(expect, str(answer.get("log", "")), f"{answer.get('log')}", spelling)


def _error(expect: Expect, error: Answer, spelling: Spelling) -> Iterator[str]:
    if error.get("name") != expect.error:
        yield f"error: {expect.error} expected, not {_brief(error)}"
        return
    for name, wanted in (("status", expect.status), ("reason", expect.reason), ("reason_values", expect.reason_values)):
        if not isinstance(wanted, LeftOut) and not alike(cast("JSON", wanted), error.get(name)):
            yield f"{name}: {_shown(wanted)} expected, not {_shown(error.get(name))}"
    yield from _seconds("retry_after", expect.retry_after, error.get("retry_after"))
    yield from _body(expect, error.get("body"))
    yield from _rows("deviations", expect.deviations, error.get("deviations"))
    yield from _told(expect, error)
    yield from _printed(expect, str(error.get("message")), f"{error.get('message')}\n{error.get('text')}", spelling)


def _told(expect: Expect, answer: Answer) -> Iterator[str]:
    """Yield differences in what errors and results tell alike."""
    if not isinstance(expect.attempts, LeftOut) and answer.get("attempts") != expect.attempts:
        yield f"attempts: {expect.attempts} expected, not {answer.get('attempts')}"
    if not isinstance(expect.waits, LeftOut):
        waits = cast("list[float]", answer.get("waits") or [])
        if len(waits) != len(expect.waits) or any(
            abs(one - two) > _TOLERANCE for one, two in zip(expect.waits, waits, strict=True)
        ):
            yield f"waits: {list(expect.waits)} expected, not {waits}"
    if not isinstance(expect.quota, LeftOut):
        found = answer.get("quota")
        wanted = None if expect.quota is None else dict(expect.quota)
        if isinstance(found, dict) and wanted is not None:
            found = {name: found.get(name) for name in wanted}
        if not alike(wanted, found):
            yield f"quota: {_shown(wanted)} expected, not {_shown(found)}"


def _dump(vector: Vector, dump: str | None) -> Iterator[str]:
    wanted = vector.expect.dump
    if wanted == SAME:
        wanted = _answered(vector)
        if not wanted.strip() or wanted.strip() == "null":
            wanted = None
    if wanted is None or dump is None:
        if wanted is not dump and (wanted or "").strip() != "null":
            yield f"dump: {_shown(wanted)} expected, not {_shown(dump)}"
        return
    try:
        one, two = said(wanted), said(dump)
        # A result that is a bare number is a number of the language, and has no spelling of its own.
        bare = isinstance(one, Number) and isinstance(two, Number) and Decimal(one.text) == Decimal(two.text)
        if one != two and not bare:
            yield f"dump: {_first_difference(one, two)}\n    expected {wanted}\n    but got  {dump}"
    except UnreadableError as problem:
        yield f"dump: {problem}"


def _answered(vector: Vector) -> str:
    """Return the body of the last reply; of pages the rows of all."""
    replies = [one.reply for one in vector.exchanges if one.reply is not None]
    bodies = [reply.body.decode("utf-8-sig", "surrogateescape").strip() for reply in replies if reply.status < 300]
    if len(bodies) < 2 or not all(body.startswith("[") for body in bodies):
        return bodies[-1] if bodies else ""
    return "[" + ",".join(body[1:-1] for body in bodies if body[1:-1].strip()) + "]"


def _body(expect: Expect, body: JSON) -> Iterator[str]:
    if isinstance(expect.body, LeftOut):
        return
    found = base64.b64decode(body).decode("utf-8", "replace") if isinstance(body, str) else None
    if found is None or expect.body is None:
        if found != expect.body and (found or expect.body):
            yield f"body: {_shown(expect.body)} expected, not {_shown(found)}"
    elif not same(expect.body, found):
        yield f"body: {expect.body!r} expected, not {found!r}"


def _seconds(name: str, wanted: float | LeftOut | None, found: JSON) -> Iterator[str]:
    if isinstance(wanted, LeftOut):
        return
    both = isinstance(found, int | float) and wanted is not None
    if not (abs(cast("float", found) - cast("float", wanted)) <= _TOLERANCE if both else found == wanted):
        yield f"{name}: {wanted} expected, not {found}"


def _rows(name: str, wanted: Sequence[Mapping[str, JSON]], found: JSON) -> Iterator[str]:
    """Yield rows that are missing and rows that are too many; a member that is not named may be anything."""
    left = list(cast("list[dict[str, JSON]]", found or []))
    for row in wanted:
        match = next((one for one in left if all(alike(value, one.get(key)) for key, value in row.items())), None)
        if match is None:
            yield f"{name}: {_shown(row)} is missing"
        else:
            left.remove(match)
    yield from (f"{name}: {_shown(row)} is not expected" for row in left)


def _printed(expect: Expect, message: str, everything: str, spelling: Spelling) -> Iterator[str]:
    for text in expect.message_has:
        words = spelling.words.get(text, (text,))
        if not any(word in message for word in words):
            yield f"message: {' or '.join(map(repr, words))} is missing in {message!r}"
    for text in expect.message_lacks:
        at = everything.find(text)
        if at >= 0:
            yield f"message: {text!r} must not be printed, but is: ...{everything[max(0, at - 60) : at + 60]!r}..."


def _in_capitals(value: JSON) -> JSON:
    """Return a moment with its letters as most write them (RFC 3339, 5.6); anything else as it is."""
    return value.upper() if isinstance(value, str) and _MOMENT.fullmatch(value.upper()) else value


def resolve(value: JSON, pointer: str) -> JSON | LeftOut:
    """Return what a JSON pointer points at, LEFT_OUT where there is nothing."""
    found = value
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(found, dict) and name in found:
            found = found[name]
        elif isinstance(found, list) and name.isdigit() and int(name) < len(found):
            found = found[int(name)]
        else:
            return LEFT_OUT
    return found


def alike(one: JSON, two: JSON) -> bool:
    """Say whether two values are the same JSON: 5 and 5.0 are one number, true is none, moments have many spellings."""
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        return one.keys() == two.keys() and all(alike(one[key], two[key]) for key in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(alike(a, b) for a, b in zip(one, two, strict=True))
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, int | float) and isinstance(two, int | float):
        return Decimal(repr(one)) == Decimal(repr(two))
    if (
        isinstance(one, str)
        and isinstance(two, str)
        and one != two
        and _MOMENT.fullmatch(one)
        and _MOMENT.fullmatch(two)
    ):
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(two)
        return (first, first.utcoffset()) == (second, second.utcoffset())
    return type(one) is type(two) and one == two


def _first_difference(one: object, two: object, at: str = "") -> str:
    """Return where two JSON texts begin to differ."""
    if isinstance(one, Members) and isinstance(two, Members):
        first, second = dict(one.pairs), dict(two.pairs)
        for key in sorted(first.keys() | second.keys()):
            if first.get(key, LEFT_OUT) != second.get(key, LEFT_OUT):
                return _first_difference(first.get(key, LEFT_OUT), second.get(key, LEFT_OUT), f"{at}/{key}")
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        for index, (first_row, second_row) in enumerate(zip(one, two, strict=True)):
            if first_row != second_row:
                return _first_difference(first_row, second_row, f"{at}/{index}")
    words = ["nothing" if side is LEFT_OUT else repr(side) for side in (one, two)]
    return f"{words[0]} expected at `{at}`, not {words[1]}"


def _brief(error: Answer) -> str:
    return f"{error.get('name')}: {error.get('message')}"


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=repr) if not isinstance(value, str) else value or '""'
