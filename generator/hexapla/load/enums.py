"""What `enum` and `const` list: texts or whole numbers become an enumeration; what lists anything else a plain type.

In: the nodes. Out: values with their places, and the kinds that values are of. A value that `type` does not allow is
a finding at the value.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from hexapla.load.context import Context
from hexapla.model import EnumValue, ScalarKind
from hexapla.source import Node

_NOUNS: Final = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}


def kind_of(node: Node) -> str:
    """Return the word of `type` that a value is of, the narrowest there is."""
    match node.value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case int():
            return "integer"
        case float() as number:
            return "integer" if number.is_integer() else "number"
        case list():
            return "array"
        case dict():
            return "object"


def kinds_of(values: Sequence[Node]) -> list[str]:
    """Return the kinds of values in order, without null; an integer among other numbers is one of them."""
    kinds = list(dict.fromkeys(kind_of(value) for value in values if value.value is not None))
    return [kind for kind in kinds if kind != "integer" or "number" not in kinds]


def is_enumeration(enum: Node, kinds: Collection[str]) -> bool:
    """Say whether an `enum` beside these kinds (none for any) lists texts only, or whole numbers only."""
    if kinds:
        return len(kinds) == 1 and set(kinds) <= {"string", "integer"}
    listed = [element for element in enum.elements() if element.value is not None]
    texts = [isinstance(element.value, str) for element in listed]
    return all(texts) or all(_is_whole(element) for element in listed)


def enumerated(
    context: Context, enum: Node, kind: str, texts: dict[int, str]
) -> tuple[ScalarKind, tuple[EnumValue, ...]]:
    """Return what kind an enumeration's values are of, and the values, each once; null is no value of its own.

    Args:
        context: takes the findings: values of another kind, repeated values, none at all.
        enum: the list.
        kind: the word of `type`, empty where there is none.
        texts: what is said of a value, by the id of its node.
    """
    listed = [e for e in enum.elements() if e.value is not None] if context.sequence(enum, "enum") else []
    whole = kind == "integer" or (not kind and bool(listed) and all(_is_whole(element) for element in listed))
    found: dict[str | int, EnumValue] = {}
    for element in fitting(context, listed, ["integer" if whole else "string"]):
        value = int(element.value) if isinstance(element.value, float) else element.value
        assert isinstance(value, str | int)
        if value in found:
            context.warning("bad-enum", f"`{value}` stands twice in this enum", element.where)
        else:
            found[value] = EnumValue(value, element.where, texts.get(id(element), ""))
    check_empty(context, enum)
    return "integer" if whole else "string", tuple(found.values())


def check_empty(context: Context, enum: Node) -> None:
    """Report an `enum` that lists nothing at all."""
    if isinstance(enum.value, list) and not enum.elements():
        context.error("bad-enum", "this enum lists no value", enum.where)


def fitting(context: Context, values: Sequence[Node], kinds: Sequence[str]) -> list[Node]:
    """Return the values of an `enum` that are of one of the kinds, null among them; report the others."""
    fit = []
    for element in values:
        kind = kind_of(element)
        if kind in (*kinds, "null") or (kind == "integer" and "number" in kinds):
            fit.append(element)
            continue
        nouns = " or ".join(_NOUNS[one] for one in kinds if one != "null")
        message = f"a value of this enum must be {nouns}, not {element.kind}"
        quote = "string" in kinds and not isinstance(element.value, list | dict)
        context.error("bad-enum", message, element.where, "put it into quotes" if quote else None)
    return fit


def constants(listed: Node) -> tuple[tuple[Node, ...], dict[int, str]] | None:
    """Return the values of alternatives each of which is one text, or each one whole number, and what is said of them.

    That is how JSON Schema describes the values of an enumeration. None where the alternatives are anything else.
    """
    values: list[Node] = []
    texts: dict[int, str] = {}
    for one in listed.elements():
        const, enum = one.get("const"), one.get("enum")
        value = enum.elements()[0] if const is None and enum is not None and len(enum.elements()) == 1 else const
        allowed = ("const", "enum", "type", "title", "description", "deprecated")
        if value is None and one.text("type") == "null":
            value = Node(None, one.file, one.line, one.column, one.start, one.end)
        if value is None or any(name not in allowed and not name.startswith("x-") for name, _ in one.items()):
            return None
        kind = one.text("type")
        if one.get("type") is not None and kind != kind_of(value):
            return None
        values.append(value)
        texts[id(value)] = one.text("description") or one.text("title") or ""
    some = [value for value in values if value.value is not None]
    alike = all(isinstance(v.value, str) for v in some) or all(_is_whole(v) for v in some)
    return (tuple(values), texts) if alike and len(some) > 1 else None


def _is_whole(node: Node) -> bool:
    return kind_of(node) == "integer"
