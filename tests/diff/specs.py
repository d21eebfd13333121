"""Pairs of descriptions: random schemas as OpenAPI JSON and the same after edits; how they are loaded and judged.

Knows JSON Schema and nothing of the comparison. Every schema says its `type`, since what a schema without one means is
settled by the loader and not by JSON Schema.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

from hexapla.diff import Comparison, Place, Side, Verdict, side_of
from hexapla.load import load
from hexapla.model import Record, Type
from hexapla.source import Sources
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

REF = "#/components/schemas/"
KEYS = ("a", "b", "name")
Schema = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

KEYWORDS: dict[str, dict[str, list[Any]]] = {
    "string": {
        "minLength": [0, 1, 2, 3],
        "maxLength": [1, 2, 4],
        "pattern": ["^a", "[0-9]", "a", ".*", "^[a-z]+$"],
        "enum": [["a", "b"], ["a"], ["a", "b", "cat"], ["x1", "cat"]],
        "const": ["a", "b"],
        "contentEncoding": ["base64"],
        "not": [{"const": "a"}, {"enum": ["a", "b"]}, {"type": "string", "minLength": 3}],
    },
    "integer": {
        "minimum": [0, 1, 2, 1.5],
        "maximum": [1, 5, 6.5],
        "exclusiveMinimum": [0, 1, 0.5],
        "exclusiveMaximum": [6, 7],
        "multipleOf": [1, 2, 3, 4, 0.5],
        "enum": [[1, 2], [1], [1, 2, 6]],
        "const": [1, 4],
        "format": ["int32", "int64"],
    },
    "number": {
        "minimum": [0, 1, 1.5],
        "maximum": [1, 5, 6.5],
        "exclusiveMinimum": [0, 1],
        "exclusiveMaximum": [6, 6.5],
        "multipleOf": [1, 2, 0.5],
        "enum": [[1, 1.5], [1.5], [1.5, 2, 1]],
    },
    "boolean": {"enum": [[True], [True, False]], "const": [True]},
    "array": {
        "minItems": [0, 1, 2],
        "maxItems": [1, 2, 3],
        "uniqueItems": [True, False],
        "contains": [{"type": "string"}, {"const": "a"}, {"type": ["string", "integer"]}],
        "minContains": [0, 1, 2],
        "maxContains": [1, 2],
        "unevaluatedItems": [False, {"type": "string"}],
    },
    "object": {
        "minProperties": [0, 1, 2],
        "maxProperties": [1, 2, 3],
        "propertyNames": [{"maxLength": 2}, {"maxLength": 4}, {"pattern": "^a"}],
        "additionalProperties": [False, True],
        "patternProperties": [{"^a": {"type": "string"}}, {"^ex": {"type": "integer"}}],
        "dependentRequired": [{"a": ["b"]}, {"a": ["b", "name"]}],
        "dependentSchemas": [{"a": {"required": ["b"]}}],
        "if": [{"required": ["a"]}],
        "then": [{"required": ["b"]}, {"minProperties": 2}],
        "else": [{"required": ["name"]}],
        "not": [{"type": "object", "required": ["a", "b"]}, {"type": "object", "required": ["a"]}],
        "unevaluatedProperties": [False, True, {"type": "string"}],
    },
}
"""Keywords of each kind that can be set, with values for them."""

ANNOTATIONS: dict[str, list[Any]] = {"description": ["One.", "Two."], "deprecated": [True], "x-foreign": [1, 2]}


def scalars(draw: Draw) -> Schema:
    kind = draw(st.sampled_from(["string", "integer", "number", "boolean"]))
    schema = {"type": kind}
    for name, values in KEYWORDS[kind].items():
        if name not in ("enum", "const") and draw(st.integers(0, 5)) == 0:
            schema[name] = draw(st.sampled_from(values))
    if draw(st.integers(0, 4)) == 0:
        return {"type": kind, "enum": draw(st.sampled_from(KEYWORDS[kind].get("enum", [["a"]])))}
    return schema


def schema_of(draw: Draw, depth: int, names: tuple[str, ...]) -> Schema:
    """Return a schema that says its type; `names` are the components it may refer to."""
    shape = draw(st.sampled_from(["scalar", "scalar", "object", "array", "union", "null", "ref", "tuple", "any"]))
    inner = lambda: schema_of(draw, depth - 1, names)  # noqa: E731
    if depth <= 0 or shape == "scalar":
        return scalars(draw)
    match shape:
        case "null":
            one = scalars(draw)
            one.pop("enum", None)
            one.pop("const", None)
            return {**one, "type": [one["type"], "null"]}
        case "ref" if names:
            return {"$ref": REF + draw(st.sampled_from(names))}
        case "array":
            return with_keywords(draw, "array", {"type": "array", "items": inner()})
        case "tuple":
            first = [inner() for _ in range(draw(st.integers(1, 2)))]
            more = draw(st.sampled_from([None, False, "some"]))
            behind = {} if more is None else {"items": False if more is False else inner()}
            return {"type": "array", "prefixItems": first, **behind}
        case "union":
            word = draw(st.sampled_from(["anyOf", "oneOf"]))
            return {word: [inner() for _ in range(draw(st.integers(2, 3)))]}
        case "any":
            return {}
        case _:
            return objects(draw, inner)


def objects(draw: Draw, inner: Callable[[], Schema]) -> Schema:
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=3))
    schema: Schema = {"type": "object"}
    if keys:
        schema["properties"] = {key: inner() for key in keys}
        schema["required"] = draw(st.lists(st.sampled_from(keys), unique=True, max_size=2))
    if draw(st.integers(0, 3)) == 0:
        schema["additionalProperties"] = draw(st.sampled_from([False, None]))
        if schema["additionalProperties"] is None:
            schema["additionalProperties"] = inner()
    return with_keywords(draw, "object", schema)


def with_keywords(draw: Draw, kind: str, schema: Schema) -> Schema:
    for name, values in KEYWORDS[kind].items():
        if name not in schema and draw(st.integers(0, 14)) == 0:
            schema[name] = draw(st.sampled_from(values))
    return schema


@st.composite
def components(draw: Draw) -> dict[str, Schema]:
    """Return components: X, and two that it may refer to."""
    return {
        "X": schema_of(draw, 3, ("A", "B")),
        "A": schema_of(draw, 2, ("A", "B")),
        "B": schema_of(draw, 1, ()),
    }


def inside(schema: Any) -> Iterator[Schema]:  # noqa: ANN401
    """Yield a schema and the schemas in it, those under keywords that ride along not among them."""
    if not isinstance(schema, dict):
        return
    yield schema
    yield from inside(schema.get("items"))
    if "patternProperties" not in schema:
        yield from inside(schema.get("additionalProperties"))
    for name in ("anyOf", "oneOf", "prefixItems", "allOf"):
        for one in schema.get(name, ()):
            yield from inside(one)
    for one in schema.get("properties", {}).values():
        yield from inside(one)


def edited(draw: Draw, before: dict[str, Schema]) -> dict[str, Schema]:
    """Return components with one edit somewhere."""
    after = copy.deepcopy(before)
    places = [one for schema in after.values() for one in inside(schema)]
    schema = draw(st.sampled_from(places))
    edits: list[Callable[[Draw, Schema], None]] = [replace, replace]
    if isinstance(schema.get("type"), str) and schema["type"] in KEYWORDS:
        edits += [keyword, keyword, keyword, null]
    if schema.get("type") == "object":
        edits += [property_, property_, required, required]
    if "anyOf" in schema or "oneOf" in schema:
        edits += [branch, branch, exclusive]
    draw(st.sampled_from(edits))(draw, schema)
    return after


def replace(draw: Draw, schema: Schema) -> None:
    new = schema_of(draw, 1, ("A", "B"))
    schema.clear()
    schema.update(new if new != {"$ref": REF + "X"} else {})


def keyword(draw: Draw, schema: Schema) -> None:
    table = {**KEYWORDS[schema["type"]], **ANNOTATIONS}
    name = draw(st.sampled_from(sorted(table)))
    if name in schema and draw(st.booleans()):
        del schema[name]
        return
    if name in ("enum", "const"):
        for other in [one for one in schema if one != "type"]:
            del schema[other]
    schema[name] = draw(st.sampled_from(table[name]))


def null(draw: Draw, schema: Schema) -> None:
    if "enum" not in schema and "const" not in schema:
        schema["type"] = [schema["type"], "null"]


def property_(draw: Draw, schema: Schema) -> None:
    properties = schema.setdefault("properties", {})
    name = draw(st.sampled_from(KEYS))
    if name in properties and draw(st.booleans()):
        del properties[name]
        schema["required"] = [one for one in schema.get("required", ()) if one != name]
    else:
        properties[name] = schema_of(draw, 1, ("B",))


def required(draw: Draw, schema: Schema) -> None:
    names = sorted(schema.get("properties", {}))
    schema["required"] = draw(st.lists(st.sampled_from(names), unique=True)) if names else []


def branch(draw: Draw, schema: Schema) -> None:
    word = "anyOf" if "anyOf" in schema else "oneOf"
    if len(schema[word]) > 2 and draw(st.booleans()):
        schema[word].pop(draw(st.integers(0, len(schema[word]) - 1)))
    else:
        schema[word].append(schema_of(draw, 1, ("B",)))


def exclusive(draw: Draw, schema: Schema) -> None:
    word, other = ("anyOf", "oneOf") if "anyOf" in schema else ("oneOf", "anyOf")
    schema[other] = schema.pop(word)


@st.composite
def pairs(draw: Draw) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return components and the same after one edit or two."""
    before = draw(components())
    after = edited(draw, before)
    return before, edited(draw, after) if draw(st.integers(0, 3)) == 0 else after


def is_settled(schemas: dict[str, Schema]) -> bool:
    """Say whether the loader takes alternatives as they are written.

    It puts alternatives of alternatives beside the others, takes equal ones for one, and null among them for all.
    """
    for schema in schemas.values():
        for one in inside(schema):
            listed = one.get("oneOf") or one.get("anyOf") or []
            known = {json.dumps(member, sort_keys=True) for member in listed}
            open_ = any({"oneOf", "anyOf", "$ref"} & member.keys() or not member for member in listed)
            nulls = sum("null" in member["type"] for member in listed if isinstance(member.get("type"), list))
            if open_ or nulls > 1 or len(known) < len(listed):
                return False
    return True


def document(schemas: dict[str, Any], version: str = "3.1.1") -> dict[str, Any]:
    info = {"title": "Any", "version": "1"}
    return {"openapi": version, "info": info, "paths": {}, "components": {"schemas": schemas}}


def side(schemas: dict[str, Any], version: str = "3.1.1") -> Side | None:
    """Return what is loaded of schemas; None where they are faulty."""
    holder = {"type": "object", "properties": {"it": {"$ref": f"{REF}X"}}}
    text = json.dumps(document({**schemas, "Holder": holder}, version)).encode()
    api, findings = load(Sources(lambda _: text), "openapi.yaml")
    return None if any(finding.severity == "error" for finding in findings) else side_of(api)


def held(of: Side) -> Type:
    """Return the type of a reference to X: null is let in there, not in the record or the enumeration itself."""
    holder = of.schemas["Holder"]
    assert isinstance(holder, Record)
    return holder.properties[0].type


def compared(old: Side, new: Side) -> tuple[Comparison, Verdict]:
    """Return a comparison, and its verdict on X."""
    comparison = Comparison(old, new)
    return comparison, comparison.types(held(old), held(new), Place(node="#/it"))


def facts(comparison: Comparison, verdict: Verdict) -> list[Any]:
    """Return every fact that can be reached from a verdict."""
    pairs = comparison.reach(verdict.reached, "request").keys() | comparison.reach(verdict.reached, "response").keys()
    found = [*verdict.facts]
    for pair in sorted(pairs, key=lambda pair: (pair.new, pair.old)):
        found.extend(comparison.component(pair).facts)
    return found


def judge(schemas: dict[str, Any], name: str = "X") -> Draft202012Validator:
    """Return a validator of JSON Schema 2020-12 for one of the components; it is the oracle."""
    root = Resource.from_contents(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": {"schemas": schemas}}
    )
    registry: Registry[Any] = Registry().with_resource("urn:spec", root)
    return Draft202012Validator({"$ref": f"urn:spec{REF}{name}"}, registry=registry)
