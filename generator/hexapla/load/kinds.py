"""What `type` says: its words, and a schema of several kinds as one schema for each.

In: a node without `$ref` and `allOf`. Out: words of `type`, guessed from the other keywords where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hexapla.finding import Finding, error
from hexapla.load.context import Context
from hexapla.load.enums import kinds_of
from hexapla.load.vocabulary import ANNOTATIONS, KINDS, NUMBER_FORMATS, OF_KIND, OURS, SHAPE, TYPES
from hexapla.source import Node, did_you_mean

_BINARY: Final = "application/octet-stream"


def words(context: Context, node: Node) -> list[tuple[str, Node]]:
    """Return the words of `type`, each with its place; report what is none."""
    kind = node.get("type")
    if kind is None:
        return []
    found: dict[str, Node] = {}
    for word in kind.elements() if isinstance(kind.value, list) else [kind]:
        if not isinstance(word.value, str):
            context.error("unknown-type", f"`type` must be a text, not {word.kind}", word.where)
        elif word.value not in TYPES:
            hint = did_you_mean(word.value, TYPES) or f"one of {', '.join(TYPES)}"
            context.error("unknown-type", f"`{word.value}` is no type of JSON Schema", word.where, hint)
        else:
            found.setdefault(word.value, word)
    return list(found.items())


def kinds(context: Context, node: Node) -> list[str]:
    """Return the kinds of value that a schema without alternatives allows besides null; none for any."""
    word = node.text("type")
    if word == "object" or (word in KINDS and node.get("properties") is None):
        return [str(word)]
    said = [word for word, _ in words(context, node)]
    found = [word for word in said if word != "null" and not (word == "integer" and "number" in said)]
    context.findings.extend(without_object(node, found))
    return found or ([] if said else _guessed(node))


def without_object(node: Node, of: Sequence[str]) -> Iterator[Finding]:
    """Yield an error for `properties` where none of the kinds is an object."""
    if of and node.get("properties") is not None and "object" not in of:
        message = f"`properties` mean nothing where `type` is {of[0]}"
        yield error("contradiction", message, node.key("properties"))


def _guessed(node: Node) -> list[str]:
    enum, const = node.get("enum"), node.get("const")
    if const is not None:
        return kinds_of([const])
    if enum is not None:
        return kinds_of(enum.elements())
    if node.get("properties") is not None or node.get("patternProperties") is not None:
        return ["object"]
    if node.get("items") is not None or node.get("prefixItems") is not None:
        return ["array"]
    additional = node.get("additionalProperties")
    if additional is not None and additional.value is not True:
        return ["object"]
    return ["string"] if node.text("contentMediaType") == _BINARY else []


def is_binary(node: Node) -> bool:
    """Say whether a text stands for bytes as they are: their media type is told, and no encoding."""
    encoded = node.get("contentEncoding") is not None or node.get("format") is not None
    return node.text("contentMediaType") == _BINARY and not encoded


def keywords_of(node: Node, kind: str, of: Sequence[str]) -> frozenset[str]:
    """Return the keywords of a schema of several kinds that speak of one of them."""
    own = OF_KIND.get("number" if kind == "integer" else kind, ())
    number = any(one in ("integer", "number") for one in of) and node.text("format") in NUMBER_FORMATS
    format_of = ("integer", "number") if number else ("string",) if "string" in of else of[:1]
    return frozenset({*own, "type", *(("format",) if kind in format_of else ())})


def spoken_of(of: Sequence[str]) -> frozenset[str]:
    """Return the keywords that speak of any of some kinds."""
    return frozenset(name for kind in of for name in OF_KIND.get("number" if kind == "integer" else kind, ()))


def is_anything(node: Node, of: Sequence[str]) -> bool:
    """Say whether a list of kinds leaves nothing out, and nothing is said of any of them."""
    if not set(of) >= {"string", "number", "boolean", "object", "array"}:
        return False
    shaped = {*SHAPE, *(name for names in OF_KIND.values() for name in names), "format"} - {"type", "nullable"}
    return not any(name in shaped and name not in (*ANNOTATIONS, *OURS) for name, _ in node.items())
