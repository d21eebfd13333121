"""What `enum` lists: texts or whole numbers become an enumeration; what lists anything else stays a plain type."""

from __future__ import annotations

from hexapla.load.context import Context
from hexapla.model import EnumValue, ScalarKind
from hexapla.source import Node


def is_enumeration(node: Node) -> bool:
    """Say whether a schema is an enumeration: its `enum` lists values of one type, of texts or of whole numbers."""
    kind = node.get("type")
    nodes = [] if kind is None else kind.elements() if isinstance(kind.value, list) else [kind]
    kinds = [word.value for word in nodes if word.value != "null"]
    several = len(kinds) > 1 or any(word in ("number", "boolean", "object", "array") for word in kinds)
    return node.get("enum") is not None and not several


def enumerated(context: Context, enum: Node, kind: str) -> tuple[ScalarKind, tuple[EnumValue, ...]]:
    """Return what kind an enumeration's values are of, and the values, each once; null is no value of its own.

    Args:
        context: takes the findings: values of another kind, repeated values, none at all.
        enum: the list.
        kind: the word of `type`, empty where there is none.
    """
    listed = [e for e in enum.elements() if e.value is not None] if context.sequence(enum, "enum") else []
    whole = kind == "integer" or (not kind and bool(listed) and all(_is_whole(element) for element in listed))
    found: dict[str | int, EnumValue] = {}
    for element in listed:
        value = element.value
        if not isinstance(value, str | int) or not (_is_whole(element) if whole else isinstance(value, str)):
            message = f"a value of this enum must be {'a whole number' if whole else 'a text'}, not {element.kind}"
            quote = not whole and not isinstance(value, list | dict)
            context.error("bad-enum", message, element.where, "put it into quotes" if quote else None)
        elif value in found:
            context.error("bad-enum", f"`{value}` stands twice in this enum", element.where)
        else:
            found[value] = EnumValue(value, element.where)
    if isinstance(enum.value, list) and not listed:
        context.error("bad-enum", "this enum lists no value", enum.where)
    return "integer" if whole else "string", tuple(found.values())


def _is_whole(node: Node) -> bool:
    return isinstance(node.value, int) and not isinstance(node.value, bool)
