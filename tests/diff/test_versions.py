"""The same description as OpenAPI 3.0 and as OpenAPI 3.1: nothing changed but the line that says which it is."""

from __future__ import annotations

from typing import Any

from hexapla.diff import review
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diff.apis import Doc, loaded

REF = "#/components/schemas/"
Meant = dict[str, Any]
"""A schema in neither dialect: `null` and `open` are what the two write in different words."""


@st.composite
def numbers(draw: st.DrawFn) -> Meant:
    made: Meant = {"type": draw(st.sampled_from(["integer", "number"]))}
    for name in ("minimum", "maximum"):
        if draw(st.booleans()):
            made[name] = draw(st.integers(-3, 3))
            made[f"open {name}"] = draw(st.booleans())
    return made


TEXTS = st.fixed_dictionaries(
    {"type": st.just("string")}, optional={"maxLength": st.integers(1, 5), "format": st.sampled_from(["date", "uuid"])}
)
LISTED = st.sampled_from([{"type": "string", "enum": ["a", "b"]}, {"type": "integer", "enum": [1, 2]}])
NAMED = st.just({"$ref": REF + "Other"})


def inside(inner: st.SearchStrategy[Meant]) -> st.SearchStrategy[Meant]:
    objects = st.builds(
        lambda properties, required: {"type": "object", "properties": properties, "required": required[:1]},
        st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3),
        st.just(["a"]),
    ).filter(lambda one: "a" in one["properties"])
    lists = st.builds(lambda one: {"type": "array", "items": one}, inner)
    maps = st.builds(lambda one: {"type": "object", "additionalProperties": one}, inner)
    unions = st.builds(lambda ones: {"anyOf": ones}, st.lists(inner, min_size=2, max_size=2))
    return objects | lists | maps | unions


def may_be_null(one: Meant) -> st.SearchStrategy[Meant]:
    if "type" not in one:
        return st.just(one)
    extra: st.SearchStrategy[Meant] = st.fixed_dictionaries({}, optional={"null": st.just(True)})
    sample = st.fixed_dictionaries({}, optional={"example": st.sampled_from(["a", 1])})
    return st.builds(lambda null, shown: {**one, **null, **shown}, extra, sample)


OTHERS = st.recursive(
    (numbers() | TEXTS | LISTED).flatmap(may_be_null), lambda inner: inside(inner).flatmap(may_be_null), max_leaves=4
)
SCHEMAS = NAMED | st.recursive(OTHERS | NAMED, lambda inner: inside(inner).flatmap(may_be_null), max_leaves=4)


def written(meant: Meant, dialect: str) -> Doc:
    """Return a schema in the words of a dialect."""
    made: Doc = {}
    for name, value in meant.items():
        match name:
            case "null":
                continue
            case "open minimum" | "open maximum":
                continue
            case "minimum" | "maximum" if meant[f"open {name}"]:
                bound = f"exclusive{name.capitalize()}"
                made |= {name: value, bound: True} if dialect == "3.0" else {bound: value}
            case "properties":
                made[name] = {key: written(one, dialect) for key, one in value.items()}
            case "items" | "additionalProperties":
                made[name] = written(value, dialect)
            case "anyOf":
                made[name] = [written(one, dialect) for one in value]
            case "example":
                made |= {name: value} if dialect == "3.0" else {"examples": [value]}
            case _:
                made[name] = value
    if "null" in meant:
        made |= {"nullable": True} if dialect == "3.0" else {"type": [meant["type"], "null"]}
        if "enum" in meant:
            made["enum"] = [*meant["enum"], None]
    return made


def document(schema: Meant, other: Meant, dialect: str) -> Doc:
    content = {"application/json": {"schema": {"$ref": REF + "X"}}}
    operation = {
        "operationId": "things.put",
        "requestBody": {"content": content},
        "responses": {"200": {"description": "Fine.", "content": content}},
    }
    return {
        "openapi": "3.0.3" if dialect == "3.0" else "3.1.1",
        "info": {"title": "Things", "version": "1"},
        "paths": {"/things": {"put": operation}},
        "components": {"schemas": {"X": written(schema, dialect), "Other": written(other, dialect)}},
    }


@settings(max_examples=150, suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much))
@given(SCHEMAS, OTHERS, st.booleans())
def test_either_version_says_the_same(schema: Meant, other: Meant, back: bool) -> None:
    apis = [loaded(document(schema, other, dialect)) for dialect in ("3.0", "3.1")]
    found = review(*(reversed(apis) if back else apis)).judged
    assert [(one.fact.rule, one.fact.node, one.fact.before, one.fact.after) for one in found] == [
        ("docs.text", "#/openapi", *(("3.1.1", "3.0.3") if back else ("3.0.3", "3.1.1")))
    ]
