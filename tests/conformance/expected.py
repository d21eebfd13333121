"""Reads what a vector expects."""

from __future__ import annotations

import functools
from typing import Final, cast

from hexapla.source import Node

from tests.client.spec import JSON

from .comparing import UnreadableError, said
from .reading import Reader
from .vector import ERRORS, LEFT_OUT, SAME, Expect, LeftOut

_BOTH: Final = ("deviations", "attempts", "waits", "quota", "message_has", "message_lacks")
_GOOD: Final = ("dump", "value", "news", *_BOTH)
_BAD: Final = ("error", "status", "reason", "reason_values", "body", "retry_after", *_BOTH)
_DEVIATIONS: Final = ("type", "format", "null", "missing")
_NEWS: Final = ("key", "value")


def read_expect(reader: Reader, node: Node | None) -> Expect:
    """Return what must come of a call."""
    if node is None or not isinstance(node.value, dict):
        if node is not None:
            reader.mapping(node, (), "`expect`")
        return Expect()
    is_error = node.get("error") is not None
    if not is_error and node.get("dump") is None:
        reader.fault("no-outcome", "`expect` has neither `dump` nor `error`", node.where)
    reader.mapping(node, _BAD if is_error else _GOOD, "`expect` of an error" if is_error else "`expect`")
    status = functools.partial(reader.whole, least=100, most=999)
    return Expect(
        dump=_dump(reader, node),
        value=_value(reader, node),
        deviations=_listed(reader, node, "deviations", ("expected", "actual"), _DEVIATIONS),
        news=_listed(reader, node, "news", (), _NEWS),
        attempts=_not_null(reader.given(node, "attempts", reader.whole)),
        waits=LEFT_OUT if node.get("waits") is None else _numbers(reader, node),
        quota=_quota(reader, node),
        error=reader.choice(node, "error", ERRORS),
        status=reader.given(node, "status", status),
        reason=reader.given(node, "reason", reader.text),
        reason_values=LEFT_OUT if node.get("reason_values") is None else reader.object(node, "reason_values"),
        body=reader.given(node, "body", reader.text),
        retry_after=reader.given(node, "retry_after", reader.number),
        message_has=reader.texts(node, "message_has"),
        message_lacks=reader.texts(node, "message_lacks"),
    )


def _not_null(value: int | LeftOut | None) -> int | LeftOut:
    return LEFT_OUT if value is None else value


def _dump(reader: Reader, node: Node) -> str | None:
    """Return `same`, a JSON text, or None for no value."""
    found = node.get("dump")
    if found is None or found.value is None:
        return None
    text = reader.is_text(found, "`dump`")
    try:
        if text != SAME:
            said(text)
    except UnreadableError as problem:
        reader.fault("bad-dump", f"`dump` is `same`, null or a JSON text: {problem}", found.where)
    return text


def _value(reader: Reader, node: Node) -> dict[str, JSON] | LeftOut:
    if node.get("value") is None:
        return LEFT_OUT
    return {reader.pointer(name, one.where): cast("JSON", one.data()) for name, one in reader.items(node, "value")}


def _listed(
    reader: Reader, node: Node, name: str, more: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[dict[str, JSON], ...]:
    """Return deviations or news."""
    rows = reader.elements(node.get(name), f"`{name}`", empty=True)
    for row in rows:
        reader.mapping(row, ("pointer", "kind", *more), f"an element of `{name}`", must=("pointer", "kind"))
        reader.pointer(reader.text(row, "pointer"), reader.at(row, "pointer"))
        reader.choice(row, "kind", kinds)
        for key in more:
            reader.text(row, key)
    return tuple({key: cast("JSON", value.data()) for key, value in row.items()} for row in rows)


def _numbers(reader: Reader, node: Node) -> tuple[float, ...]:
    rows = reader.elements(node.get("waits"), "`waits`", empty=True)
    for row in rows:
        if isinstance(row.value, bool) or not isinstance(row.value, int | float):
            reader.fault("no-number", "an element of `waits` is a number of seconds", row.where)
    return tuple(row.value for row in rows if isinstance(row.value, int | float))


def _quota(reader: Reader, node: Node) -> dict[str, JSON] | LeftOut | None:
    found = node.get("quota")
    if found is None:
        return LEFT_OUT
    if found.value is None:
        return None
    reader.mapping(found, ("remaining", "resets_in"), "`quota`")
    return reader.object(node, "quota")
