"""Types as pages print them to schemas, and a schema to one of another type.

In: a type word with what lies in its nested table; the node of a schema. Out: data to write, and the steps that change
a schema; what would lose what a curator wrote is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hexapla.diff.phrases import code
from hexapla.docs.edits import Drop, Put, Rename, Step, Way
from hexapla.docs.edits_text import EditError
from hexapla.docs.emit import Data
from hexapla.docs.formats.table import TYPE
from hexapla.docs.tree import Branch
from hexapla.docs.words import NULL
from hexapla.source import Node

_ARRAY: Final = "Array of "
_NUMBERS: Final = ("integer", "number")
_NARROWING: Final = (
    *("format", "enum", "const", "default", "pattern", "minLength", "maxLength", "minimum", "maximum"),
    *("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "properties"),
    *("allOf", "anyOf", "oneOf", "$ref", "additionalProperties", "required", "discriminator", "prefixItems"),
)
_OF_NUMBERS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "default", "format")


def schema_of(branch: Branch, *, is_old: bool) -> dict[str, Data]:
    """Return the schema of a row: what its type says, with the rows of its own table.

    Args:
        branch: the row.
        is_old: whether the spec is OpenAPI 3.0, which says otherwise that a value may be null.

    Raises:
        EditError: the type is no word that is known.
    """
    found = _schema(branch.row.type, branch.children, is_old=is_old)
    return nullable(found, is_old=is_old) if branch.row.nullable else found


def _schema(word: str, children: Sequence[Branch], *, is_old: bool) -> dict[str, Data]:
    if not TYPE.fullmatch(word):
        raise EditError(f"{code(word)} is no type that is known")
    if word.startswith(_ARRAY):
        return {"type": "array", "items": _schema(word.removeprefix(_ARRAY), children, is_old=is_old)}
    if word == "array":
        return {"type": "array", "items": {}} if is_old else {"type": "array"}
    found: dict[str, Data] = {"type": word.lower()}
    if children:
        found["properties"] = {child.row.name: schema_of(child, is_old=is_old) for child in children}
    return found


def nullable(schema: dict[str, Data], *, is_old: bool) -> dict[str, Data]:
    """Return a schema that admits null as well."""
    first = schema["type"]
    return {**schema, "nullable": True} if is_old else {**schema, "type": [first, "null"]}


def retyped(way: Way, node: Node, before: str, branch: Branch, *, is_old: bool) -> list[Step]:
    """Return the steps that give a schema the type of a row.

    Args:
        way: to the schema.
        node: the schema.
        before: the word that its type is printed as now.
        branch: the row.
        is_old: as of `schema_of`.

    Raises:
        EditError: the schema says more than a type, and what it says does not fit the new one.
    """
    if not isinstance(node.value, dict):
        raise EditError("the schema is no mapping")
    plain, word = before.removesuffix(NULL).replace("Object", "object"), branch.row.type.replace("Object", "object")
    if plain == word:
        return _with_null(way, node, branch.row.nullable, is_old=is_old)
    _check_free(node, plain, word)
    wanted = schema_of(branch, is_old=is_old)
    steps: list[Step] = [Put(at=way.down("type"), value=wanted["type"], after="")]
    if "items" in wanted:
        steps.append(Put(at=way.down("items"), value=wanted["items"], after="type"))
    elif node.get("items") is not None:
        steps.append(Drop(way.down("items")))
    if "properties" in wanted:
        steps.append(Put(at=way.down("properties"), value=wanted["properties"], after="type"))
    return steps + list(_null_of_old(way, node, wanted))


def _null_of_old(way: Way, node: Node, wanted: dict[str, Data]) -> Iterator[Step]:
    if "nullable" in wanted:
        yield Put(at=way.down("nullable"), value=True, after="type")
    elif node.get("nullable") is not None:
        yield Drop(way.down("nullable"))


def _check_free(node: Node, plain: str, word: str) -> None:
    """Refuse where a new type does not go with what else the schema says."""
    kept = _OF_NUMBERS if plain in _NUMBERS and word in _NUMBERS else ()
    said = [key for key, _ in node.items() if key in _NARROWING and key not in kept]
    items = node.get("items")
    said += [f"items/{key}" for key, _ in items.items() if key in _NARROWING] if items is not None else []
    if said:
        listed = ", ".join(code(key) for key in said)
        raise EditError(f"the schema says more than {code(plain)}: decide what becomes of {listed}")


def _with_null(way: Way, node: Node, is_nullable: bool, *, is_old: bool) -> list[Step]:
    """Return the steps that let a schema admit null, or admit it no longer."""
    kind, union = node.get("type"), node.get("anyOf")
    if is_old and kind is not None:
        return [Put(at=way.down("nullable"), value=True, after="type") if is_nullable else Drop(way.down("nullable"))]
    if kind is not None and node.get("enum") is None:
        words = [str(one.value) for one in kind.elements()] or [str(kind.value)]
        kinds: list[Data] = [one for one in words if one not in ("null", "None")]
        return [Put(at=way.down("type"), value=[*kinds, "null"] if is_nullable else kinds[0])]
    if is_nullable and node.get("$ref") is not None:
        if is_old:
            raise EditError("in OpenAPI 3.0 nothing stands beside `$ref`")
        value: Data = [{"$ref": node.text("$ref")}, {"type": "null"}]
        return [Put(at=way.down("$ref"), value=value), Rename(way.down("$ref"), "anyOf")]
    if not is_nullable and union is not None:
        members = [one.data() for one in union.elements()]
        rest = [one for one in union.elements() if one.data() != {"type": "null"}]
        if len(rest) == 1 and len(members) == 2 and rest[0].get("$ref") is not None:
            value = rest[0].text("$ref")
            return [Put(at=way.down("anyOf"), value=value), Rename(way.down("anyOf"), "$ref")]
    raise EditError("the schema does not say in so many words whether it may be null")
