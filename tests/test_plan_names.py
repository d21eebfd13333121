"""Names of models: legal whatever the spec calls things, different from each other, and the same tomorrow."""

from __future__ import annotations

import json
import keyword
from typing import Any, Final

import pytest
from hexapla.finding import Finding, Location, has_errors
from hexapla.load import load
from hexapla.model import Enumeration, EnumValue, Property, Record, Scalar, Schema
from hexapla.plan import Names, Package, Style, build
from hexapla.plan.models import name_schemas, plan_models
from hexapla.plan.style import SchemaName
from hexapla.source import Sources
from hexapla.styles import STYLES
from hypothesis import assume, example, given
from hypothesis import strategies as st

STYLE = STYLES[0]
WORDS = st.sampled_from(
    [
        *(
            "pet",
            "Pet",
            "PET",
            "pets",
            "pet2",
            "Pet_2",
            "pet_2",
            "class",
            "None",
            "self",
            "model",
            "Model",
            "models",
            "JSON",
        ),
        *(
            "Unknown",
            "Timestamp",
            "date",
            "Date",
            "datetime",
            "list",
            "tuple",
            "frozenset",
            "classmethod",
            "msgspec",
            "mro",
        ),
        *(
            "test",
            "con",
            "CON",
            "aux",
            "com1",
            "__init__",
            "init",
            "_links",
            "__pet__",
            "2fa_enabled",
            "2FA",
            "+1",
            "-1",
        ),
        *(
            "1",
            "1st",
            "*",
            "",
            " ",
            ">=",
            "<=",
            "==",
            "-name",
            "name",
            "StartTime",
            "StartTime<",
            "start_time",
            "a.b/c",
        ),
        *("中", "日本", "é", "e\u0301", "ﬁ", "İ", "ß", "🔑", "x" * 300, "word " * 60, "A" * 300, "\u0000", "\n", '"'),
    ]
)
ANY_NAMES = st.lists(WORDS | st.text(max_size=6), unique=True, max_size=8)


def schemas_of(names: list[str]) -> list[Schema]:
    return [Record(name=name, properties=(), where=Location("a.yaml", n)) for n, name in enumerate(names, 1)]


def classes(names: list[str]) -> dict[str, tuple[str, str]]:
    """Return class and module of schemas called so."""
    schemas = schemas_of(names)
    return {name: (one.name, one.module) for name, one in name_schemas(schemas, schemas, STYLE, []).items()}


def attributes(names: list[str]) -> dict[str, str]:
    """Return the attributes of a record whose properties are called so."""
    properties = tuple(Property(name=name, type=Scalar("string"), where=Location("a.yaml", 1)) for name in names)
    record = Record(name="Pet", properties=properties, where=Location("a.yaml", 1))
    module = _planned(record)
    return dict(zip(names, [field.name for field in module.records[0].fields], strict=True))


def members(names: list[str]) -> dict[str, str]:
    """Return the members of an enumeration of these values."""
    values = tuple(EnumValue(name, Location("a.yaml", 1)) for name in names)
    enum = Enumeration(name="Kind", values=values, type=Scalar("string"), where=Location("a.yaml", 1))
    return dict(zip(names, [member.name for member in _planned(enum).enums[0].members], strict=True))


def _planned(schema: Schema) -> Any:  # noqa: ANN401
    return plan_models([schema], name_schemas([schema], [schema], STYLE, []), STYLE, [], frozenset())[0]


def legal(name: str) -> bool:
    return name.isidentifier() and name.isascii() and not keyword.iskeyword(name) and not name.startswith("_")


@given(ANY_NAMES)
def test_classes_and_files_are_legal_and_unique(names: list[str]) -> None:
    found = classes(names)
    assert all(legal(name) and legal(module) for name, module in found.values())
    assert len({name for name, _ in found.values()}) == len(names)
    # Files whose names differ in case only are one file on some systems.
    modules = {module.lower() for _, module in found.values()}
    assert len(modules) == len(names)
    assert not modules & {"con", "prn", "aux", "nul", "com1", "lpt9", "__init__"}
    assert all(len(module) <= 110 for module in modules)
    assert not {name for name, _ in found.values()} & {"Model", "Unknown", "JSON", "Timestamp", "Date", "None", "Any"}


@given(ANY_NAMES)
def test_attributes_are_legal_and_unique(names: list[str]) -> None:
    found = attributes(names)
    assert all(legal(name) for name in found.values())
    assert len(set(found.values())) == len(names)
    # What the annotations and defaults beside them name.
    assert not set(found.values()) & {"str", "int", "list", "dict", "tuple", "frozenset", "classmethod", "msgspec"}


@given(ANY_NAMES)
def test_members_are_legal_and_unique(names: list[str]) -> None:
    found = members(names)
    assert all(legal(name) and name == name.upper() for name in found.values())
    assert len(set(found.values())) == len(names)
    assert all(len(name) <= 70 for name in found.values())


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["asc", "ASC"], ["ASC", "ASC_2"]),
        (["+1", "-1", "1"], ["PLUS_1", "MINUS_1", "VALUE_1"]),
        (["*", "", " "], ["STAR", "EMPTY", "SPACE"]),
        ([">=", "<", "==", "!="], ["GREATER_EQUAL", "LESS", "EQUAL_EQUAL", "NOT_EQUAL"]),
        (["name", "-name"], ["NAME", "MINUS_NAME"]),
        (["1st", "None", "class"], ["VALUE_1ST", "NONE", "CLASS"]),
        # The first two share a name; the number passes over what the third has by itself.
        (["a", "A", "a_2"], ["A", "A_3", "A_2"]),
    ],
)
def test_members(values: list[str], names: list[str]) -> None:
    assert list(members(values).values()) == names


def test_attributes() -> None:
    found = attributes(
        ["+1", "-1", "2fa_enabled", "_links", "self", "class", "__init__", "model", "StartTime", "StartTime<"]
    )
    assert list(found.values()) == [
        *("plus_1", "minus_1", "n2fa_enabled", "links", "self", "class_", "init", "model", "start_time", "start_time_2")
    ]


@pytest.mark.parametrize("named", [classes, attributes, members])
@given(names=ANY_NAMES, data=st.data())
@example(names=["pet", "Pet"], data=None)
def test_a_thing_at_the_end_renames_nothing(named: Any, names: list[str], data: Any) -> None:  # noqa: ANN401
    """But where its name is one that another got with a number."""
    new = "tail" if data is None else data.draw(WORDS.filter(lambda word: word not in names))
    before, after = named(names), named([*names, new])
    alone = named([new])[new]
    clash = {value for name, value in before.items() if value != named([name])[name]}
    assume(alone not in clash and not (isinstance(alone, tuple) and _any_shared(alone, clash)))
    assert {name: after[name] for name in names} == before


def _any_shared(alone: tuple[str, str], clash: set[tuple[str, str]]) -> bool:
    return any(one in alone for pair in clash for one in pair)


@pytest.mark.parametrize("named", [classes, attributes, members])
@given(names=ANY_NAMES, place=st.integers(0, 8))
def test_a_new_name_anywhere_renames_nothing(named: Any, names: list[str], place: int) -> None:  # noqa: ANN401
    new = "a brand new thing"
    before, after = named(names), named([*names[:place], new, *names[place:]])
    assert {name: after[name] for name in names} == before


def test_ten_thousand_things_of_one_name() -> None:
    names = [" " * n + "pet" for n in range(10_000)]
    assert list(attributes(names).values()) == ["pet", *(f"pet_{n}" for n in range(2, 10_001))]


# Through the whole plan

SHAPES = {
    "pet_input": {"type": "object", "properties": {"a": {"type": "string"}, "kind": {"enum": ["x"]}}},
    "PetInput": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/kind"}}},
    "petInput": {"type": "object", "properties": {"c": {"type": "string"}}},
    "kind": {"type": "string", "enum": ["a", "b"]},
    "Kind": {
        "type": "object",
        "properties": {"d": {"oneOf": [{"$ref": "#/components/schemas/PetInput"}, {"type": "null"}]}},
    },
}
CALLS = st.lists(
    st.tuples(st.sampled_from([*SHAPES, ""]), st.sampled_from([*SHAPES, ""])), min_size=1, max_size=4, unique=True
)


def plan_of(calls: list[tuple[str, str]]) -> tuple[Package, tuple[Finding, ...]]:
    """Return the plan of operations, each with a body and an answer of a schema."""

    def content(name: str) -> dict[str, Any]:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}

    paths: dict[str, Any] = {}
    for body, answer in calls:
        operation: dict[str, Any] = {"operationId": f"a.{body or 'no'}_{answer or 'no'}", "tags": ["a"]}
        operation["responses"] = {"200": {"description": "a", **({"content": content(answer)} if answer else {})}}
        if body:
            operation["requestBody"] = {"content": content(body)}
        paths[f"/{body}-{answer}"] = {"post": operation}
    document = {
        **{"openapi": "3.1.1", "info": {"title": "a", "version": "1"}, "servers": [{"url": "https://example.com"}]},
        **{"paths": paths, "components": {"schemas": SHAPES}},
    }
    api, findings = load(Sources(lambda _: json.dumps(document).encode()), "openapi.yaml")
    assert not has_errors(findings)
    package, findings = build(api, Names("a", "A", "1"), STYLE)
    assert not has_errors(findings)
    return package, findings


def models_of(package: Package) -> dict[str, tuple[str, str]]:
    """Return of every model its class and its module, by what it has: its attributes or values."""
    found: dict[str, tuple[str, str]] = {}
    for module in package.models:
        for record in module.records:
            found[" ".join(field.wire for field in record.fields)] = (record.name, module.name)
        for enum in module.enums:
            found[" ".join(member.value for member in enum.members)] = (enum.name, module.name)
    return found


@given(CALLS, st.integers(0, 4))
def test_an_operation_renames_no_model(calls: list[tuple[str, str]], place: int) -> None:
    """Wherever it stands, and whatever schemas become models by it."""
    *others, new = calls
    before = models_of(plan_of(others or calls)[0])
    after = models_of(plan_of([*others[:place], new, *others[place:]])[0])
    # What nobody referred to stops to be a model where a body is spelled out of it.
    both = before.keys() & after.keys()
    assert {key: after[key] for key in both} == {key: before[key] for key in both}


def test_no_note_tells_of_a_schema_that_is_no_model() -> None:
    _, quiet = plan_of([("petInput", "kind")])
    assert "petInput" not in " ".join(one.message for one in quiet)
    _, told = plan_of([("", "petInput"), ("", "pet_input")])
    assert "`petInput` would be called `PetInput`" in " ".join(one.message for one in told)


def test_modules_and_classes_are_listed_as_a_linter_wants() -> None:
    """Numbers by their value, constants first: `models/__init__.py` names them in this order."""
    names = ["pet10", "pet2", "a b", "zoo"]
    ring = {
        name: {"type": "object", "properties": {f"p{n}": {"$ref": f"#/components/schemas/{names[n - 1]}"}}}
        for n, name in enumerate(names)
    }
    alone = {name: {"type": "object", "properties": {f"q{name}": {"type": "string"}}} for name in ("dog10", "dog9")}
    ok = {"200": {"description": "a"}}
    document = {
        **{"openapi": "3.1.1", "info": {"title": "a", "version": "1"}, "servers": [{"url": "https://example.com"}]},
        **{"paths": {"/a": {"get": {"operationId": "a.b", "tags": ["a"], "responses": ok}}}},
        "components": {"schemas": {**ring, **alone}},
    }
    api, _ = load(Sources(lambda _: json.dumps(document).encode()), "openapi.yaml")
    package, _ = build(api, Names("a", "A", "1"), STYLE)
    assert [module.name for module in package.models_by_name] == ["dog9", "dog10", "pet10"]
    assert package.models_by_name[-1].exports == ("AB", "Pet2", "Pet10", "Zoo")


def test_a_member_that_no_attribute_can_stand_for_is_refused() -> None:
    names = ['say "hi"', "a\\b", "a\nb", "plain"]
    record = Record(
        name="Odd",
        properties=tuple(Property(name=name, type=Scalar("string"), where=Location("a.yaml", 1)) for name in names),
        where=Location("a.yaml", 1),
    )
    findings: list[Finding] = []
    plan_models([record], {"Odd": SchemaName("Odd", "odd")}, STYLE, findings, frozenset())
    assert [f.rule for f in findings if has_errors([f])] == ["unserved"] * 3


TAGS: Final = (
    *("userData", "userdata", "UserData", "USERDATA", "user_data", "user-data", "user data", "Userdata2", "userdata_2"),
    *("con", "CON", "index", "raw", "close", "request", "pets", "2nd watch", "n" * 120, f"{'n' * 120}o"),
)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@given(tags=st.lists(st.sampled_from(TAGS), min_size=1, max_size=8, unique=True))
def test_files_of_resources_differ_in_more_than_case(style: Style, tags: list[str]) -> None:
    answer = {"204": {"description": "Done."}}
    doc = {
        "openapi": "3.1.1",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": {
            f"/{number}": {"get": {"operationId": f"call{number}", "tags": [tag], "responses": answer}}
            for number, tag in enumerate(tags)
        },
    }
    api, _ = load(Sources(lambda _: json.dumps(doc).encode()), "openapi.json")
    package, findings = build(api, Names("pets", "Pets", "1.0.0"), style)
    assert not has_errors(findings)
    files = [each.path for each in package.each if "/resources/" in each.path]
    assert len({file.lower() for file in files}) == len(tags)
    stems = {file.rpartition("/")[2].partition(".")[0] for file in files}
    assert not stems & {"con", "CON", "__init__", *(["index"] if style.name == "typescript" else [])}
    assert all(len(stem) <= 130 for stem in stems)
