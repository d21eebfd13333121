"""Models of pydantic say what those of msgspec say of any text, and are what people who live in pydantic expect."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import ModuleType
from typing import Any, TypeAlias

import jsonschema
import msgspec
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from . import strategies
from .breaking import broken
from .test_round_trip import OTHERS, RECORDS, UNIONS, examples

Value: TypeAlias = Any
"""What the package under test made: it is imported too late for types."""
WAYS: dict[str, Callable[[Value], Value]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
    "model_copy": lambda value: value.model_copy(),
    "model_copy deep": lambda value: value.model_copy(deep=True),
}


def view(package: ModuleType, value: Value) -> object:
    """Return what attributes read, by the keys in JSON, with the names of the classes."""
    if isinstance(value, msgspec.Struct):
        fields = [(one.encode_name, one.name) for one in msgspec.structs.fields(value)]
        return _record(package, value, fields)
    if isinstance(value, pydantic.BaseModel):
        fields = [(one.serialization_alias or name, name) for name, one in type(value).model_fields.items()]
        return _record(package, value, fields)
    if isinstance(value, list | tuple):
        return type(value).__name__, [view(package, one) for one in value]
    if isinstance(value, dict):
        return {key: view(package, one) for key, one in value.items()}
    if isinstance(value, Enum):
        return type(value).__name__, value.value
    return repr(value)


def _record(package: ModuleType, value: Value, fields: list[tuple[str, str]]) -> object:
    def read(name: str) -> object:
        try:
            return view(package, getattr(value, name))
        except package.DeviationError as error:
            return str(error)

    attributes = {wire: (read(name), package.has(value, name)) for wire, name in fields}
    return type(value).__name__, attributes, view(package, package.extra(value)), package.dump(value)


def told(package: ModuleType, name: str, text: str) -> object:
    """Return everything that a package says of a text."""
    kind = getattr(package.models, name)
    try:
        value = package.load(kind, text)
    except ValueError:
        return "refused"
    deviations = sorted(map(msgspec.to_builtins, package.deviations(value)), key=str)
    news = sorted(map(msgspec.to_builtins, package.news(value)), key=str)
    return view(package, value), deviations, news


@pytest.mark.parametrize("name", [*RECORDS, *UNIONS, *OTHERS])
def test_both_say_the_same_of_what_is_as_documented(name: str, unions: ModuleType, pydantic_unions: ModuleType) -> None:
    @examples
    @given(strategies.texts(name))
    def check(text: str) -> None:
        assert told(pydantic_unions, name, text) == told(unions, name, text)

    check()


@pytest.mark.parametrize("name", RECORDS)
def test_both_say_the_same_of_what_is_not(name: str, unions: ModuleType, pydantic_unions: ModuleType) -> None:
    @examples
    @given(broken(name))
    def check(case: tuple[str, object]) -> None:
        assert told(pydantic_unions, name, case[0]) == told(unions, name, case[0])

    check()


def edited(package: ModuleType, name: str, text: str, wire: str, how: str) -> object:
    """Return what a record says after a key was taken away or made null."""
    record = package.load(getattr(package.models, name), text)
    names = {one["wire"]: one["name"] for one in _names(record)}
    try:
        getattr(package, how)(record, names[wire])
    except ValueError as error:
        return str(error)
    return view(package, record), sorted(map(str, package.deviations(record)))


def _names(record: Value) -> list[dict[str, str]]:
    if isinstance(record, msgspec.Struct):
        return [{"wire": one.encode_name, "name": one.name} for one in msgspec.structs.fields(record)]
    return [{"wire": one.serialization_alias or name, "name": name} for name, one in type(record).model_fields.items()]


@pytest.mark.parametrize("name", RECORDS)
def test_both_are_edited_alike(name: str, unions: ModuleType, pydantic_unions: ModuleType) -> None:
    wires = list(strategies.schemas()[name]["properties"])

    @examples
    @given(broken(name), st.sampled_from(wires), st.sampled_from(["unset", "set_null"]))
    def check(case: tuple[str, object], wire: str, how: str) -> None:
        text = case[0]
        assert edited(pydantic_unions, name, text, wire, how) == edited(unions, name, text, wire, how)

    check()


@pytest.mark.parametrize("name", RECORDS)
def test_copies_know_as_much(name: str, pydantic_unions: ModuleType) -> None:
    @examples
    @given(broken(name))
    def check(case: tuple[str, object]) -> None:
        record = pydantic_unions.load(getattr(pydantic_unions.models, name), case[0])
        for way in WAYS.values():
            twin = way(record)
            assert twin == record
            assert view(pydantic_unions, twin) == view(pydantic_unions, record)
            assert pydantic_unions.deviations(twin) == pydantic_unions.deviations(record)
            assert pydantic_unions.news(twin) == pydantic_unions.news(record)

    check()


@pytest.mark.parametrize("name", [*RECORDS, *UNIONS])
def test_the_schema_takes_what_is_as_documented(name: str, pydantic_unions: ModuleType) -> None:
    kind = getattr(pydantic_unions.models, name)
    for mode in ("validation", "serialization"):
        schema = pydantic.TypeAdapter(kind).json_schema(mode=mode)
        jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(pydantic.TypeAdapter(kind).json_schema())

    @examples
    @given(strategies.texts(name))
    def check(text: str) -> None:
        value = json.loads(text)
        # What the server may do, and a schema cannot: leave out what is documented to be the same always.
        assert [error for error in validator.iter_errors(value) if error.validator != "required"] == []

    check()


@pytest.mark.parametrize("name", [one for one in RECORDS if one != "Odd"])
def test_unknown_keys_and_null_are_in_what_is_dumped(name: str, pydantic_unions: ModuleType) -> None:
    @examples
    @given(strategies.texts(name))
    def check(text: str) -> None:
        value = json.loads(text)
        record = pydantic_unions.load(getattr(pydantic_unions.models, name), text)
        dumped = record.model_dump(by_alias=True, exclude_unset=True)
        assert dumped.keys() == value.keys()
        assert {key for key in dumped if dumped[key] is None} == {key for key in value if value[key] is None}

    check()


PETS = [{"kind": "cat", "lives": 9, "new": 1}, {"kind": "dog", "born": "2024-02-03T04:05:06Z"}, {"kind": "fish"}]


def test_a_union_in_a_model_of_ones_own(pydantic_unions: ModuleType) -> None:
    models = pydantic_unions.models
    House = pydantic.create_model("House", pets=(list[models.Pet], ...))  # noqa: N806
    house: Value = House.model_validate({"pets": PETS})
    assert [type(pet).__name__ for pet in house.pets] == ["Cat", "Dog", "Unknown"]
    assert house.pets[1].born == datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert json.loads(house.model_dump_json(exclude_unset=True)) == {"pets": PETS}
    # What came from a server stays what it is: its text as well.
    text = b'{"kind" : "cat", "lives":9.0, "x": 1.50}'
    cat = pydantic_unions.load(models.Pet, text)
    assert House.model_validate({"pets": [cat]}).pets[0] is cat  # type: ignore[attr-defined]
    owner = models.Owner(name="a", pet=cat)
    assert pydantic_unions.dump(owner) == b'{"name":"a","pet":' + text + b"}"
    with pytest.raises(pydantic.ValidationError, match="no Pet where kind is 'cat'"):
        House.model_validate({"pets": [{"kind": "cat", "lives": "many"}]})
    with pytest.raises(pydantic.ValidationError):
        models.Owner(name="a", pet=models.Circle())


def test_a_list_of_what_a_caller_made_is_kept(pydantic_unions: ModuleType) -> None:
    models = pydantic_unions.models
    plain = pydantic_unions.load(models.Plain, b'{"width": 1, "x": 1.50}')
    bag = pydantic.TypeAdapter(models.Lists).validate_python([plain])
    assert bag[0] is plain


def test_the_same_text_twice_is_two_records(pydantic_unions: ModuleType) -> None:
    text = (
        b'{"kind":"dog","friends":[{"kind":"cat","lives":1},{"kind":"cat","lives":1}],"best":{"kind":"cat","lives":1}}'
    )
    dog = pydantic_unions.load(pydantic_unions.models.Pet, text)
    dog.friends[0].lives = 2
    assert (dog.friends[1].lives, dog.best.lives) == (1, 1)
    assert pydantic_unions.dump(dog) == text.replace(b'"lives":1', b'"lives":2', 1)


def test_members_beside_the_attributes_have_a_type(pydantic_unions: ModuleType) -> None:
    money = pydantic_unions.load(pydantic_unions.models.Money, b'{"currency":"EUR","a":{"width":1,"new":2},"b":5}')
    assert money.model_extra["a"].width == 1
    assert money.a is money.model_extra["a"]
    assert money.model_extra["b"] == 5
    assert pydantic_unions.dump(money.a) == b'{"width":1,"new":2}'
    money.a.width = 7
    assert pydantic_unions.dump(money) == b'{"currency":"EUR","a":{"width":7,"new":2},"b":5}'
    del money.model_extra["b"]
    money.c = {"width": 3}
    assert pydantic_unions.dump(money) == b'{"currency":"EUR","a":{"width":7,"new":2},"c":{"width":3}}'
    with pytest.raises(pydantic.ValidationError):
        money.c = 5


def test_what_a_caller_builds_is_read_as_pydantic_reads(pydantic_unions: ModuleType) -> None:
    odd = pydantic_unions.models.Odd(
        **{"id": "5", "ratio": "1.5", "nothing": None, "list": ["a"], "day": "2024-02-03", "level": 7, "class": "c"},
        **{"self": "s", "classmethod": "extra"},
    )
    assert (odd.id, odd.ratio, odd.day, odd.level) == ("5", 1.5, date(2024, 2, 3), pydantic_unions.models.Level(7))
    assert (odd.class_, odd.self, odd.level.is_known) == ("c", "s", False)
    assert json.loads(pydantic_unions.dump(odd)) == {
        **{"id": "5", "version": 2, "ratio": 1.5, "nothing": None, "list": ["a"], "day": "2024-02-03", "level": 7},
        **{"class": "c", "self": "s", "classmethod": "extra"},
    }


@pytest.mark.parametrize(
    "moment",
    ["2024-02-03T04:05:06", "2024-02-03", "1706933106", 1706933106, datetime(2024, 2, 3), "2024-02-03T04:05Z"],
)
def test_a_moment_has_a_time_zone(moment: object, pydantic_unions: ModuleType) -> None:
    dog = pydantic_unions.models.Dog(kind="dog", born=datetime(2024, 2, 3, tzinfo=UTC) - timedelta(days=1))
    with pytest.raises(pydantic.ValidationError):
        dog.born = moment
    with pytest.raises(pydantic.ValidationError):
        pydantic_unions.models.Dog(kind="dog", born=moment)
    assert dog.born.day == 2


@pytest.mark.parametrize("text", ['{"x": NaN, "kind": "dog"}', '{"kind": "dog", "born": Infinity}', '{"x": -Infinity}'])
def test_what_is_no_json_is_refused(text: str, pydantic_unions: ModuleType) -> None:
    with pytest.raises(ValueError, match=r"malformed"):
        pydantic_unions.load(pydantic_unions.models.Dog, text)
    fine = b'{"kind": "Infinity", "x": "NaN"}'
    assert pydantic_unions.dump(pydantic_unions.load(pydantic_unions.models.Dog, fine)) == fine


def test_null_and_infinity_are_two(pydantic_unions: ModuleType) -> None:
    record = pydantic_unions.load(pydantic_unions.models.Circle, b'{"type":"circle","radius":1e400}')
    assert pydantic_unions.dump(record) == b'{"type":"circle","radius":1e400}'
    record.radius = None
    assert pydantic_unions.dump(record) == b'{"type":"circle","radius":null}'
