"""Any schema at all: loading ends, what its JSON allows fits what was loaded, and refactoring it changes nothing."""

from __future__ import annotations

import json
from typing import Any

from hexapla.finding import Finding, FindingError, Location, as_text, has_errors
from hexapla.load import load
from hexapla.model import Api, Property, Record
from hexapla.source import Sources
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.fitting import alike, fits
from tests.jsonschemas import NAMES, Sampler, document, documents, schemas, typed

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def loaded(data: dict[str, Any]) -> tuple[Api | None, tuple[Finding, ...]]:
    text = json.dumps(data).encode()
    sources = Sources(lambda _: text)
    try:
        api, findings = load(sources, "openapi.yaml")
    except FindingError as problem:
        return None, problem.findings
    assert as_text(findings, sources.lines).count("\n") >= len(set(findings))
    return api, findings


def holding(data: dict[str, Any], **properties: Any) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ANN401
    """Return a description with one more schema, `Holder`, of these properties."""
    components = data["components"]["schemas"]
    return document({**components, "Holder": {"type": "object", "properties": properties}}), properties


def held(api: Api) -> dict[str, Property]:
    holder = api.by_name()["Holder"]
    assert isinstance(holder, Record)
    return {one.name: one for one in holder.properties}


@settings(max_examples=150, suppress_health_check=SLOW)
@given(documents, st.data())
def test_what_the_json_allows_fits_what_was_loaded(data: dict[str, Any], more: st.DataObject) -> None:
    data, refs = holding(data, **{name: {"$ref": f"#/components/schemas/{name}"} for name in NAMES})
    api, findings = loaded(data)
    assert api is not None
    event(", ".join(sorted({f.rule for f in findings if f.severity == "error"})) or "is sound")
    if has_errors(findings):
        return
    known = api.by_name()
    for one in held(api).values():
        judge = Draft202012Validator({**typed(data), **refs[one.name]})
        for _ in range(3):
            value = Sampler(data, more.draw).value(refs[one.name])
            try:
                valid = judge.is_valid(value)
            except RecursionError:  # a schema that is one of its own alternatives, by way of others
                return
            event(f"valid: {valid}")
            assert not valid or fits(value, one.type, known), f"{value!r} is no {one.type}"


@settings(max_examples=150, suppress_health_check=SLOW)
@given(documents, schemas)
def test_a_schema_in_place_is_the_schema_that_is_referred_to(data: dict[str, Any], schema: Any) -> None:  # noqa: ANN401
    data["components"]["schemas"]["Apart"] = schema
    data, _ = holding(data, here=schema, there={"$ref": "#/components/schemas/Apart"})
    api, findings = loaded(data)
    assert api is not None
    assume(not has_errors(findings))
    here, there = held(api)["here"], held(api)["there"]
    assert alike(here.type, there.type, api.by_name())
    assert (here.default, here.read_only) == (there.default, there.read_only)


@settings(max_examples=150, suppress_health_check=SLOW)
@given(documents, st.dictionaries(st.sampled_from("abcdef"), schemas, min_size=1), st.data())
def test_all_of_may_be_split(data: dict[str, Any], properties: dict[str, Any], more: st.DataObject) -> None:
    required = more.draw(st.lists(st.sampled_from(sorted(properties)), unique=True))
    first = more.draw(st.sets(st.sampled_from(sorted(properties))))
    parts = [
        {"type": "object", "properties": {k: v for k, v in properties.items() if k in first}},
        {"properties": {k: v for k, v in properties.items() if k not in first}, "required": required},
    ]
    data["components"]["schemas"]["First"] = parts[0]
    whole = {"type": "object", "properties": properties, "required": required}
    data, _ = holding(
        data,
        whole=whole,
        inside={"allOf": parts},
        referred={"allOf": [{"$ref": "#/components/schemas/First"}, parts[1]]},
        beside={"$ref": "#/components/schemas/First", **parts[1]},
        nested={"allOf": [{"allOf": [{"allOf": [parts[0]]}, {}]}, {"allOf": [parts[1]]}]},
        only={"anyOf": [{"allOf": parts}]},
    )
    api, findings = loaded(data)
    assert api is not None
    assume(not has_errors(findings))
    known = held(api)
    for one in known.values():
        assert alike(one.type, known["whole"].type, api.by_name()), f"{one.name}: {one.type}"


@st.composite
def operations(draw: st.DrawFn, id_: str, inner: st.SearchStrategy[Any] = schemas) -> dict[str, Any]:
    """Draw an operation with schemas in place, in every part of it."""
    content = {"application/json": {"schema": draw(inner)}}
    return {
        "operationId": id_,
        "parameters": [{"name": draw(st.sampled_from(["a", "kind"])), "in": "query", "schema": draw(inner)}],
        "requestBody": {"content": content},
        "responses": {
            "200": {"description": "One.", "content": {"application/json": {"schema": draw(inner)}}},
            "404": {"description": "None.", "content": {"application/json": {"schema": draw(inner)}}},
        },
    }


INSIDE = ("A/properties/a", "A/items", "B/properties/kind", "B/additionalProperties", "C/allOf/0/properties/b")
"""Places in components that an operation may refer to, where they are there."""

further = st.one_of(schemas, st.sampled_from(INSIDE).map(lambda place: {"$ref": f"#/components/schemas/{place}"}))


@settings(max_examples=150, suppress_health_check=SLOW)
@given(documents, operations("pets.list"), operations("toys.list"), operations("cats.add", further), st.integers(0, 2))
def test_another_operation_renames_nothing(
    data: dict[str, Any], pets: dict[str, Any], toys: dict[str, Any], added: dict[str, Any], place: int
) -> None:
    paths = [("/pets", {"get": pets}), ("/toys", {"get": toys})]
    components = data["components"]["schemas"]
    before, _ = loaded(document(components, dict(paths)))
    after, _ = loaded(document(components, dict([*paths[:place], ("/cats", {"post": added}), *paths[place:]])))
    assert before is not None
    assert after is not None
    known = after.by_name()
    for schema in before.schemas:
        assert schema.name in known
        assert repr(placeless(known[schema.name])) == repr(placeless(schema))
    for one, other in zip(before.operations, (o for o in after.operations if o.id != "cats.add"), strict=True):
        assert repr(placeless(one)) == repr(placeless(other))


def placeless(value: object) -> object:
    if isinstance(value, Location):
        return ""
    if isinstance(value, tuple):
        return tuple(placeless(one) for one in value)
    if hasattr(value, "__match_args__"):
        return (type(value).__name__, *(placeless(getattr(value, name)) for name in value.__match_args__))
    return value
