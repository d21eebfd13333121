"""What a server may answer, drawn from the bundled JSON of tests/apis/unions.yaml, in any spelling.

Nothing here comes from the model, the plan or the generated code.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from hexapla.load import bundle
from hexapla.source import Sources
from hypothesis import strategies as st

from tests.client.jsontext import Number, Shape, Speller

APIS: Final = Path(__file__).parents[1] / "apis"
Schema = Mapping[str, Any]
Draw = Callable[[Any], Any]

DEEP: Final = 5
_KEYS: Final = ("x", "kind2", "__class__", "__source__", "__constants__", "self", "ключ", "", "a b")
_INTEGERS: Final = (0, 1, -1, 2**53 + 1, 2**63, 2**64 + 1, -(2**70))
_NUMBERS: Final = (
    "0",
    "1",
    "1.0",
    "1.50",
    "1e2",
    "-0.0",
    "1E-7",
    "123456789.123456789123456789",
    "18446744073709551617",
)
_TEXTS: Final = ("", "cat", "asc", "2024-01-01", "\u0000", "😀", "é", '"', "null", "a" * 50)


@functools.cache
def schemas() -> dict[str, Schema]:
    """Return the named schemas of the bundled document."""
    read, findings = bundle(Sources(lambda path: (APIS / path).read_bytes()), "unions.yaml")
    assert not findings
    found: dict[str, Schema] = read["components"]["schemas"]  # type: ignore[index, call-overload, assignment]
    return found


def follow(schema: Schema) -> Schema:
    """Return what a schema is behind its reference."""
    return schemas()[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def texts(name: str) -> st.SearchStrategy[str]:
    """Return texts of values of a named schema: half of them compact, the rest as oddly spelled as JSON allows."""
    seeds = st.one_of(st.just(0), st.integers(1, 2**16))
    return st.builds(lambda shape, seed: Speller(seed).text(shape), shapes(schemas()[name]), seeds)


@st.composite
def shapes(draw: Draw, schema: Schema, depth: int = DEEP) -> Shape:
    """Draw a value of a schema; what is optional is absent, null or there, and keys nobody knows are added."""
    schema = follow(schema)
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices:
        return _of_union(draw, schema, choices, depth)
    kinds = schema.get("type", "any")
    kind = kinds if isinstance(kinds, str) else draw(st.sampled_from(kinds))
    if "const" in schema and draw(st.integers(0, 9)):
        return _plain(schema["const"])
    if "enum" in schema and draw(st.integers(0, 4)):
        return _plain(draw(st.sampled_from(schema["enum"])))
    match kind:
        case "object":
            return _of_object(draw, schema, depth)
        case "array":
            return _of_array(draw, schema, depth)
        case "any":
            return draw(anything())
        case _:
            return draw(_scalars(kind, schema.get("format", "")))


def _of_union(draw: Draw, schema: Schema, choices: list[Schema], depth: int) -> Shape:
    if depth <= 0:
        choices = [one for one in choices if not _is_deep(one)] or choices
    tag = schema.get("discriminator")
    chosen = draw(st.sampled_from(choices))
    shape = draw(shapes(chosen, depth - 1))
    if tag is None or not isinstance(shape, dict):
        return shape
    name = chosen["$ref"].rpartition("/")[2]
    words = [value for value, ref in tag["mapping"].items() if ref.rpartition("/")[2] == name]
    if draw(st.integers(0, 4)) == 0:
        # News: a kind that the description does not know, of which nothing can be expected.
        return {**draw(objects()), tag["propertyName"]: draw(st.sampled_from(["bird", "", "Cat", "kind"]))}
    return {**shape, tag["propertyName"]: draw(st.sampled_from(words))}


def _is_deep(schema: Schema) -> bool:
    return follow(schema).get("type") not in ("string", "integer", "number", "null", "boolean")


def _of_object(draw: Draw, schema: Schema, depth: int) -> Shape:
    members: dict[str, Shape] = {}
    for name, below in schema.get("properties", {}).items():
        if name in schema.get("required", []):
            members[name] = draw(shapes(below, depth - 1))
        elif not below.get("writeOnly") and depth > 0 and draw(st.booleans()):
            members[name] = None if draw(st.integers(0, 4)) == 0 else draw(shapes(below, depth - 1))
    more = schema.get("additionalProperties", True)
    keys = st.sampled_from(_KEYS).filter(lambda key: key not in schema.get("properties", {}))
    if isinstance(more, Mapping):
        inner = st.just(None) if depth <= 0 else shapes(more, depth - 1)
        count = 0 if depth <= 0 else 2
        return {**members, **draw(st.dictionaries(keys, inner, max_size=count))}
    return {**members, **draw(st.dictionaries(keys, anything(), max_size=2))}


def _of_array(draw: Draw, schema: Schema, depth: int) -> Shape:
    first = schema.get("prefixItems", [])
    more = schema.get("items", not first)
    least, most = schema.get("minItems", 0), schema.get("maxItems", 3 if more else len(first))
    count = draw(st.integers(least, max(least, most if depth > 0 else 0)))
    of = [*first, *[more if isinstance(more, Mapping) else {}] * count][:count]
    return [draw(shapes(below, depth - 1)) for below in of]


def _plain(value: Any) -> Shape:  # noqa: ANN401
    return Number(str(value)) if isinstance(value, int) and not isinstance(value, bool) else value


def _scalars(kind: str, format_: str) -> st.SearchStrategy[Any]:
    match kind:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.sampled_from(_INTEGERS).map(str).map(Number) | st.integers().map(str).map(Number)
        case "number":
            return st.sampled_from(_NUMBERS).map(Number)
        case _ if format_ == "date-time":
            return st.sampled_from(["2024-05-02T00:03:40Z", "2024-05-02T00:03:40.5+02:00"])
        case _ if format_ == "date":
            return st.sampled_from(["2024-05-02"])
        case _:
            return st.sampled_from(_TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def anything() -> st.SearchStrategy[Any]:
    """Return any JSON, what no float holds included."""
    leaves = st.one_of(st.none(), st.booleans(), *(_scalars(kind, "") for kind in ("integer", "number", "string")))
    beyond = st.just(Number("1e400"))
    return st.one_of(leaves, beyond, st.lists(leaves, max_size=2), st.dictionaries(st.sampled_from(_KEYS), leaves))


def objects() -> st.SearchStrategy[Any]:
    """Return any object."""
    return st.dictionaries(st.sampled_from(_KEYS), anything(), max_size=3)
