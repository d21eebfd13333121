"""What is read into no field of the model: kept as keywords, by the way to it, so that nothing that was read is lost.

In: nodes. Out: keywords whose names are ways: `info/contact`, `items/description`. None of them changes what a client
does; whoever compares two descriptions finds them there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from hexapla.finding import Location
from hexapla.load.context import Context, plain
from hexapla.load.grammar import SECTIONS
from hexapla.model import JSON, Keyword
from hexapla.source import Node

_LOADED: Final = ("schemas", "securitySchemes")
"""Sections of `components` of which everything is loaded, used or not."""


def way(*words: str) -> str:
    """Return the way to what stands further inside, its words escaped as in a JSON pointer."""
    return "/".join(word.replace("~", "~0").replace("/", "~1") for word in words)


def kept(node: Node, names: Iterable[str], head: str = "") -> tuple[Keyword, ...]:
    """Return the members of these names that a node has."""
    has = node.value if isinstance(node.value, dict) else {}
    return tuple([Keyword(head + name, plain(has[name]), node.key(name)) for name in names if name in has])


def under(head: str, keywords: Iterable[Keyword]) -> tuple[Keyword, ...]:
    """Return keywords by the way to them."""
    return tuple(Keyword(f"{head}/{one.name}", one.value, one.where) for one in keywords)


def foreign(node: Node | None, head: str = "") -> tuple[Keyword, ...]:
    """Return the extensions of a mapping that is no object of its own: of `responses`, of `paths`."""
    if node is None:
        return ()
    named = [(name, one) for name, one in node.items() if name.startswith("x-")]
    return tuple(Keyword(f"{head}/{name}" if head else name, plain(one), node.key(name)) for name, one in named)


def beside(context: Context, node: Node, target: Node) -> tuple[Keyword, ...]:
    """Return what stands beside a reference and is not read, and the description that the one there stands before."""
    if node is target:
        return ()
    found: list[Keyword] = []
    described = False
    while node is not target:
        for name, value in node.items():
            if name == "description" and not described:
                described = True
            elif name != "$ref":
                found.append(Keyword(f"$ref/{name}", plain(value), node.key(name)))
        ref = node.get("$ref")
        following = context.resolve(ref) if ref is not None else None
        if following is None:
            break
        node = following
    text = target.get("description")
    if described and text is not None:
        found.append(Keyword("$ref/description", plain(text), target.key("description")))
    return tuple(found)


def linked(context: Context, node: Node) -> tuple[Keyword, ...]:
    """Return the links of an answer, each as what it is or refers to."""
    found = node.get("links")
    if found is None or not context.mapping(found, "links"):
        return ()
    said: dict[str, JSON] = {}
    for name, one in found.items():
        target = context.follow(one)
        value = None if target is None else plain(target)
        if target is not None and isinstance(value, dict):
            said[name] = {**value, **{other.name: other.value for other in beside(context, one, target)}}
    return (Keyword("links", said, node.key("links")),)


def unused(context: Context, root: Node) -> tuple[Keyword, ...]:
    """Return the components that nothing refers to that was loaded, whole; of those in use the names, with null."""
    components = root.get("components")
    found: list[Keyword] = []
    for section in (*SECTIONS.values(), "pathItems"):
        listed = components.get(section) if components is not None and section not in _LOADED else None
        for name, node in listed.items() if listed is not None else ():
            value = None if id(node) in context.followed else plain(node)
            found.append(Keyword(way("components", section, name), value, _key(listed, name)))
    return tuple(found)


def _key(parent: Node | None, name: str) -> Location:
    assert parent is not None
    return parent.key(name)


def examples(context: Context, node: Node) -> tuple[Keyword, ...]:
    """Return what named examples say besides their values."""
    named = node.get("examples")
    if named is None or not isinstance(named.value, dict):
        return ()
    found: list[Keyword] = []
    for name, one in named.value.items():
        target = context.follow(one)
        if target is not None and isinstance(target.value, dict):
            said = {key: plain(value) for key, value in target.value.items() if key != "value"}
            said |= {key.name: key.value for key in beside(context, one, target)}
            found.append(Keyword(way("examples", name), said, named.key(name)))
    return tuple(found)


# --- schemas without a name of their own

TEXTS: Final = frozenset(
    {
        *("title", "description", "deprecated", "default", "example", "examples", "readOnly", "writeOnly"),
        *("x-documented", "x-internal", "x-sensitive"),
    }
)
"""What a schema says for people, or for what refers to it."""

_MAKING: Final = ("allOf", "oneOf", "anyOf")
_INSIDE: Final = frozenset({"items", "additionalProperties", "prefixItems", *_MAKING})
_EVERY: Final = TEXTS | _INSIDE


def remarks(
    node: Node, said: Callable[[], Node | None], read: frozenset[str], is_named: Callable[[Node], bool]
) -> tuple[Keyword, ...]:
    """Return what the schemas under a node say for people that have no name of their own.

    The members of `allOf` and their like say it of the schema that they make: their order and number are no part of
    the way.

    Args:
        node: a schema.
        said: returns what is said of the place by all of them, where that is read.
        read: which of its texts are read.
        is_named: whether a schema has a name: then it says all this itself.
    """
    has = node.value
    if not isinstance(has, dict) or _EVERY.isdisjoint(has) or (_INSIDE.isdisjoint(has) and has.keys() & TEXTS <= read):
        return ()
    return tuple(_remarks(node, said(), read, is_named))


def _remarks(
    node: Node, said: Node | None, read: frozenset[str], is_named: Callable[[Node], bool]
) -> Iterator[Keyword]:
    waiting = [(node, "")]
    while waiting:
        one, here = waiting.pop()
        for name, value in one.items():
            if name in TEXTS:
                if here or name not in read or said is None or said.get(name) is not value:
                    yield Keyword(here + name, plain(value), one.key(name))
            elif name in _INSIDE:
                inside = here if name in _MAKING else f"{here}{name}/"
                each = value.value if isinstance(value.value, list) else [value]
                waiting.extend((other, inside) for other in reversed(each) if not is_named(other))
