"""An example or a default that breaks its schema is a warning, and never a cost: no schema makes it take for ever."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hexapla.finding import Finding, Location, as_text, has_errors
from hexapla.lint import broken_examples
from hexapla.lint.examples import examples_fit
from hexapla.lint.values import Checker
from hexapla.load import load
from hexapla.model import Alias, Api, Array, Map, Named, Nullable, Property, Record, Scalar, Type, Union
from hexapla.source import Sources
from hypothesis import given
from hypothesis import strategies as st

CASES = Path(__file__).parent / "cases" / "examples"
Load = Callable[[str | Mapping[str, str]], tuple[Api, tuple[Finding, ...]]]


@pytest.mark.parametrize("name", ["broken", "fine"])
def test_case(name: str, expect: Callable[[Path, str], None]) -> None:
    case = CASES / name
    sources = Sources(lambda path: (case / path).read_bytes())
    api, findings = load(sources, "openapi.yaml")
    assert not has_errors(findings), as_text(findings, sources.lines)
    text = as_text(broken_examples(api), sources.lines)
    assert bool(text) == (name == "broken")
    expect(case / "expected.txt", text)


@pytest.mark.parametrize("name", ["broken", "fine"])
def test_the_house_rule_finds_all_that_is_warned_of(name: str) -> None:
    case = CASES / name
    api, _ = load(Sources(lambda path: (case / path).read_bytes()), "openapi.yaml")
    errors = {(f.rule, f.message, f.where) for f in examples_fit(api)}
    assert {(f.rule, f.message, f.where) for f in broken_examples(api)} <= errors


TYPES: st.SearchStrategy[Type] = st.recursive(
    st.sampled_from([Scalar("string"), Scalar("integer"), Scalar("number"), Scalar("boolean"), Scalar("null")]),
    lambda inner: (
        st.builds(Array, inner)
        | st.builds(Map, inner)
        | st.builds(Nullable, inner)
        | st.builds(Union, st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=6,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def fits(value: object, of: Type) -> bool:
    """Say whether a value fits, as JSON Schema says it; written down a second time, and shorter."""
    match of:
        case Scalar(kind="null"):
            return value is None
        case Scalar(kind="boolean"):
            return isinstance(value, bool)
        case Scalar(kind="string"):
            return isinstance(value, str)
        case Scalar(kind="integer"):
            return not isinstance(value, bool) and isinstance(value, int | float) and value == int(value)
        case Scalar():
            return not isinstance(value, bool) and isinstance(value, int | float)
        case Array(item=item):
            return isinstance(value, list) and all(fits(one, item) for one in value)
        case Map(value=inner):
            return isinstance(value, dict) and all(fits(one, inner) for one in value.values())
        case Nullable(of=inner):
            return value is None or fits(value, inner)
        case Union(members=members):
            return any(fits(value, member) for member in members)
    raise AssertionError(of)


@given(VALUES, TYPES)
def test_what_fits_is_told_from_what_does_not(value: object, of: Type) -> None:
    data = json.loads(json.dumps(value))
    assert (not list(Checker({}, house=False).misfits(data, of))) == fits(data, of)


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = {"a": value}
    return value


def test_unions_in_unions_take_no_longer_than_there_are_values(load_text: Load) -> None:
    # Each of the two members is looked into before it fails: without a memory 2 ** 90 looks.
    spec = f"""openapi: 3.1.1
info: {{title: a, version: '1'}}
paths: {{}}
components:
  schemas:
    Tree:
      oneOf:
        - {{type: object, properties: {{a: {{$ref: '#/components/schemas/Tree'}}, b: {{type: string}}}}, required: [b]}}
        - {{type: object, properties: {{a: {{$ref: '#/components/schemas/Tree'}}, c: {{type: string}}}}, required: [c]}}
      example: {json.dumps(nested(90))}
"""
    api, findings = load_text(spec)
    assert not has_errors(findings)
    started = time.process_time()
    assert [finding.rule for finding in broken_examples(api)] == ["bad-example"]
    assert time.process_time() - started < 10


@pytest.mark.parametrize("schema", ["{type: array, items: {$ref: '#/components/schemas/A'}}", "{}", "{type: integer}"])
def test_an_example_as_deep_as_a_file_may_be(load_text: Load, schema: str) -> None:
    deep = "[" * 195 + "]" * 195
    api, _ = load_text(
        "openapi: 3.1.1\ninfo: {title: a, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
        f"    A: {schema}\n    B: {{$ref: '#/components/schemas/A', example: {deep}}}\n"
    )
    assert len(list(broken_examples(api))) == ("integer" in schema)


def test_a_long_chain_of_aliases(load_text: Load) -> None:
    chain = "".join(
        f"    A{n}: {{anyOf: [{{$ref: '#/components/schemas/A{n + 1}'}}, {{type: string}}]}}\n" for n in range(150)
    )
    api, _ = load_text(
        f"openapi: 3.1.1\ninfo: {{title: a, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{chain}"
        "    A150: {type: integer}\n    B: {$ref: '#/components/schemas/A0', example: []}\n"
    )
    list(broken_examples(api))


def test_names_and_records() -> None:
    where = Location("f", 1)
    pet = Record(name="Pet", where=where, properties=(Property(name="a~b/c", type=Scalar("integer"), where=where),))
    schemas = {"Pet": pet, "Pets": Alias(name="Pets", type=Array(Named("Pet")), where=where)}
    told = Checker(schemas, house=True).misfits([{"a~b/c": "x", "d/e": 1}], Named("Pets"))
    assert list(told) == [" at /0/a~0b~1c is no integer", " at /0/d~1e is no property of Pet"]
