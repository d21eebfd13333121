"""A removal is never milder than a removal inside it, on the wire or to code, but where a convention says why.

Whatever is removed with something is removed by it too: the calls that the smaller removal breaks are broken by the
greater one. Descriptions are made at random; one that has everything is walked through as a whole.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hexapla.diff.words import CLASSES, Class
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diff.apis import Doc, S, loaded
from tests.diff.apis import reviewed as review_of

Way = tuple[str | int, ...]
CONTRACTS: Final = ("wire", "sdk")

_OPTIONAL: Final = "V2: whoever reads what may be missing has to ask for it; what is required inside it nobody asks for"
_BODY: Final = "V3: a body that is not read any more is dropped, one of a media type that is not known is refused"
_TYPED: Final = "V3: without a schema anything may be sent, also what was sent before; a single key may be refused"
_STATUS: Final = "V4: a refusal that is not listed may come as it came before; a listed one comes as it is listed"

EXCEPTIONS: Final[dict[tuple[str, str, str], str]] = {
    ("schema.property-removed", "schema.property-removed", "wire"): _OPTIONAL,
    ("body.removed", "body.media-removed", "wire"): _BODY,
    ("body.schema-removed", "schema.property-removed", "wire"): _TYPED,
    **{
        (outer, inner, contract): _STATUS
        for outer in ("response.error-removed", "response.default-removed")
        for inner in (
            *("response.body-removed", "response.media-removed", "header.removed", "schema.type"),
            "schema.property-removed",
        )
        for contract in CONTRACTS
    },
}
"""Which greater removal is milder than which smaller one, on what contract, and why: of the study, each of them."""


def thing(*properties: str, required: tuple[str, ...] = (), **more: Any) -> Doc:  # noqa: ANN401
    return {"type": "object", "properties": {**dict.fromkeys(properties, S), **more}, "required": list(required)}


def content(schema: Doc, *more: str) -> Doc:
    return {name: {"schema": copy.deepcopy(schema)} for name in ("application/json", *more)}


def whole() -> Doc:
    """Return a description that has everything that can be removed, once required and once not."""
    inner = thing("a", "b", required=("a",))
    schema = thing("name", some=inner, all=inner, required=("name", "all"))
    answer = {"description": "Fine.", "content": content(schema, "text/csv"), "headers": {"X-Left": {"schema": S}}}
    operation = {
        "operationId": "things.put",
        "parameters": [
            {"name": "page", "in": "query", "schema": S},
            {"name": "size", "in": "query", "required": True, "schema": S},
        ],
        "requestBody": {"required": True, "content": content(schema, "text/csv")},
        "responses": {status: copy.deepcopy(answer) for status in ("200", "404", "default")},
    }
    other = {"operationId": "things.get", "responses": {"200": {"description": "Fine."}}}
    lone = {"operationId": "others.get", "responses": {"default": copy.deepcopy(answer)}}
    return document({"/things": {"put": operation, "get": other}, "/others": {"get": lone}})


def document(paths: Doc) -> Doc:
    return {"openapi": "3.1.1", "info": {"title": "Things", "version": "1"}, "paths": paths}


def removals(doc: Doc) -> Iterator[Way]:
    """Yield the ways to what can be removed, the greater before what lies in it."""
    for path, item in doc["paths"].items():
        yield ("paths", path)
        for method, operation in item.items():
            here: Way = ("paths", path, method)
            yield here
            yield from ((*here, "parameters", number) for number in range(len(operation.get("parameters", ()))))
            if "requestBody" in operation:
                yield (*here, "requestBody")
                yield from _contents(operation["requestBody"], (*here, "requestBody"))
            for status, answer in operation["responses"].items():
                there = (*here, "responses", status)
                yield there
                yield from ((*there, "headers", name) for name in answer.get("headers", ()))
                if "content" in answer:
                    yield (*there, "content")
                    yield from _contents(answer, there)


def _contents(of: Doc, way: Way) -> Iterator[Way]:
    for name, one in of["content"].items():
        yield (*way, "content", name)
        yield (*way, "content", name, "schema")
        yield from _properties(one["schema"], (*way, "content", name, "schema"))


def _properties(schema: Doc, way: Way) -> Iterator[Way]:
    for name, one in schema.get("properties", {}).items():
        yield (*way, "properties", name)
        yield from _properties(one, (*way, "properties", name))


def without(doc: Doc, way: Way) -> Doc:
    """Return a description without what a way leads to."""
    made = copy.deepcopy(doc)
    holder: Any = made
    above: list[Any] = []
    for word in way[:-1]:
        above.append(holder)
        holder = holder[word]
    del holder[way[-1]]
    if len(way) > 1 and way[-2] == "properties":
        above[-1]["required"] = [name for name in above[-1]["required"] if name != way[-1]]
    return made


Found = dict[str, tuple[Class, str]]


def worst(doc: Doc, way: Way) -> Found:
    """Return the worst class of a removal on each contract, with the rule that says so."""
    judged = review_of(doc, without(doc, way)).judged
    assert judged, way
    found: Found = {}
    for contract in CONTRACTS:
        one = max(judged, key=lambda one: CLASSES.index(getattr(one, contract)))
        found[contract] = getattr(one, contract), one.fact.rule
    return found


def milder(outer: Found, inner: Found) -> Iterator[tuple[str, str, str]]:
    """Yield the rules, and on what contract, where the greater removal is milder than the smaller one."""
    for contract in CONTRACTS:
        (first, rule), (second, inside) = outer[contract], inner[contract]
        if CLASSES.index(first) < CLASSES.index(second):
            yield rule, inside, contract


def test_only_what_is_listed_is_milder_than_what_lies_in_it() -> None:
    doc = whole()
    found = {way: worst(doc, way) for way in removals(doc)}
    pairs = [(outer, inner) for inner in found for outer in found if inner != outer and inner[: len(outer)] == outer]
    assert {one for outer, inner in pairs for one in milder(found[outer], found[inner])} == EXCEPTIONS.keys()


SCHEMAS: Final = st.recursive(
    st.just(S),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=2).flatmap(
        lambda properties: st.builds(
            lambda required: {"type": "object", "properties": properties, "required": sorted(required)},
            st.sets(st.sampled_from(sorted(properties))),
        )
    ),
    max_leaves=4,
)
CONTENTS: Final = st.builds(lambda one: {"application/json": {"schema": one}}, SCHEMAS)
"""One media type only: what lies in a second one has its name from the first, and another one without it."""
ANSWERS: Final = st.builds(lambda one: {"description": "Fine.", "content": one}, CONTENTS) | st.just(
    {"description": "Fine."}
)


@st.composite
def operations(draw: st.DrawFn, name: str) -> Doc:
    made: Doc = {"operationId": name, "responses": draw(st.dictionaries(STATUSES, ANSWERS, min_size=1, max_size=2))}
    if draw(st.booleans()):
        made["requestBody"] = {"required": draw(st.booleans()), "content": draw(CONTENTS)}
    made["parameters"] = [
        {"name": one, "in": "query", "required": draw(st.booleans()), "schema": S}
        for one in draw(st.lists(st.sampled_from("pq"), unique=True))
    ]
    return made


STATUSES: Final = st.sampled_from(["200", "201", "404", "default"])


@settings(max_examples=60, suppress_health_check=(HealthCheck.too_slow,))
@given(st.data())
def test_a_removal_is_no_milder_than_one_inside_it(data: st.DataObject) -> None:
    methods = data.draw(st.sets(st.sampled_from(["put", "post"]), min_size=1))
    doc = document({"/things": {one: data.draw(operations(f"things.{one}")) for one in sorted(methods)}})
    loaded(doc)
    ways = list(removals(doc))
    inner = data.draw(st.sampled_from([way for way in ways if len(way) > 2]))
    outer = data.draw(st.sampled_from([way for way in ways if way != inner and inner[: len(way)] == way]))
    assert set(milder(worst(doc, outer), worst(doc, inner))) <= EXCEPTIONS.keys()


@pytest.mark.parametrize("way", [("paths", "/things"), ("paths", "/things", "put")])
def test_all_that_an_operation_takes_and_answers_goes_with_it(way: Way) -> None:
    """Nothing is milder than what lies in a whole operation: there is no exception for that."""
    assert {one: found[0] for one, found in worst(whole(), way).items()} == dict.fromkeys(CONTRACTS, "breaking")
