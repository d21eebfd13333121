"""`x-documented`, `x-evidence`: how the spec departs from its documentation, and why."""

from __future__ import annotations

from typing import Final

from hexapla.load.context import Context
from hexapla.model import Documented, Evidence, Row
from hexapla.source import Node

_KEYS: Final = ("because", "name", "in", "type", "required", "status", "absent", "unknown", "lacks", "omitted")


def documented(context: Context, node: Node) -> Documented | None:
    """Return the mark of a node, None where it has none or a malformed one (reported)."""
    mark = node.get("x-documented")
    if mark is None or not context.mapping(mark, "x-documented"):
        return None
    what = "x-documented"
    context.rest(mark, _KEYS, what)
    read = Documented(
        because=context.required_text(mark, "because", what),
        where=node.key("x-documented"),
        name=context.text(mark, "name", what) or None,
        place=context.text(mark, "in", what) or None,
        type=context.text(mark, "type", what) or None,
        required=context.flag(mark, "required", what) if mark.get("required") else None,
        status=_status(context, mark),
        absent=context.flag(mark, "absent", what),
        unknown=context.flag(mark, "unknown", what),
        lacks=tuple(name for name, _ in context.texts(mark, "lacks", what)),
        omitted=_omitted(context, mark),
    )
    if all(name == "because" for name, _ in mark.items()):
        context.error("empty-mark", "x-documented says nothing of what the page says", mark.where)
    return read


def _status(context: Context, mark: Node) -> str | None:
    """Return a status, which YAML may have read as a number."""
    node = mark.get("status")
    if node is None:
        return None
    return str(node.value) if isinstance(node.value, int) else context.text(mark, "status", "x-documented") or None


def _omitted(context: Context, mark: Node) -> tuple[Row, ...]:
    node = mark.get("omitted")
    if node is None or not context.sequence(node, "`omitted` of x-documented"):
        return ()
    what = "an element of `omitted`"
    return tuple(
        Row(context.required_text(element, "name", what), context.required_text(element, "type", what))
        for element in node.elements()
        if context.mapping(element, what)
    )


def evidence(context: Context, root: Node) -> tuple[Evidence, ...]:
    """Return the sentences of `x-evidence`, in order."""
    node = root.get("x-evidence")
    if node is None or not context.mapping(node, "x-evidence"):
        return ()
    return tuple(
        Evidence(key, context.required_text(node, key, "x-evidence"), node.key(key)) for key, _ in node.items()
    )
