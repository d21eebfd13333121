"""Hypothesis strategies for what a caller may give: valid arguments of each operation, and what must then be sent.

Built over the bundled parameters and request bodies. A `Given` is an argument and its JSON value; what is left out is
in no dict. Dates and enumeration members are given as objects and as their text, by turns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TypeAlias, cast

from hypothesis import strategies as st
from toggltrack import models, set_null

from .drivers import model
from .spec import (
    JSON,
    Argument,
    Operation,
    Schema,
    attribute,
    follow,
    kinds,
    member,
    nullable,
    properties,
    required,
)
from .strategies import texts


@dataclass(frozen=True)
class Given:
    """An argument, and the JSON value it stands for."""

    value: object
    plain: JSON


Givens: TypeAlias = dict[str, Given]


def arguments(operation: Operation) -> st.SearchStrategy[Givens]:
    """Return the arguments of a call by their Python names."""
    always = {one.name: given(one) for one in operation.arguments if one.required or one.place == "path"}
    other = {one.name: given(one) for one in operation.arguments if one.name not in always}
    plain: st.SearchStrategy[Givens] = st.fixed_dictionaries(always, optional=other)
    if operation.body != "patch":
        return plain
    return st.builds(lambda one, two: {**one, **two}, plain, patches())


def given(argument: Argument) -> st.SearchStrategy[Given]:
    """Return values of one argument; of a query or path, what can stand in an address."""
    if argument.place == "body":
        return values(argument.schema)
    return values(argument.schema).filter(lambda one: sendable(one.plain, in_path=argument.place == "path"))


def sendable(value: JSON, *, in_path: bool) -> bool:
    """Say whether a value has one form in an address: no null, no empty list, no comma in an element of a list."""
    if isinstance(value, list):
        return bool(value) and all(sendable(one, in_path=in_path) and "," not in str(one) for one in value)
    return value is not None and not (in_path and (value in ("", ".", "..") or "/" in str(value)))


def values(schema: Schema) -> st.SearchStrategy[Given]:
    """Return valid values of a schema."""
    name, inner = follow(schema)
    others = [one for one in cast("list[Schema]", inner.get("anyOf", [])) if kinds(one) != {"null"}]
    some = values(others[0]) if others else _some(name, inner)
    return st.one_of(some, some, st.just(Given(None, None))) if nullable(inner) else some


def _some(name: str, schema: Schema) -> st.SearchStrategy[Given]:
    if "enum" in schema:
        return _members(name, cast("list[JSON]", schema["enum"]))
    match next(iter(kinds(schema) - {"null"}), "any"):
        case "object" if "properties" in schema:
            return st.deferred(lambda: _records(name, schema))
        case "array":
            return _lists(schema)
        case "string" if schema.get("format") == "date-time":
            return st.one_of(
                _moments(), st.sampled_from(["2026-01-05T08:00:00+00:00", "2026-01-05T08:00:00.123456Z"]).map(_same)
            )
        case "string" if schema.get("format") == "date":
            days = st.dates()
            return st.one_of(days.map(lambda day: Given(day, day.isoformat())), days.map(date.isoformat).map(_same))
        case "string":
            return _texts(schema).map(_same)
        case "boolean":
            return st.booleans().map(_same)
        case "integer":
            return _integers(schema).map(_same)
        case "number":
            return _numbers(schema).map(_same)
        case "object":
            return st.dictionaries(texts(), _json(), max_size=3).map(_same)
        case _:
            return _json().map(_same)


def _same(value: JSON) -> Given:
    return Given(value, value)


def _members(name: str, known: list[JSON]) -> st.SearchStrategy[Given]:
    plain = st.sampled_from(known)
    members = plain.map(lambda value: Given(model(name)(value), value)) if hasattr(models, name) else plain.map(_same)
    return st.one_of(members, plain.map(_same))


def _moments() -> st.SearchStrategy[Given]:
    zones = st.sampled_from([UTC, timezone(timedelta(hours=-5, minutes=-30)), timezone(timedelta(hours=14))])
    moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones)
    # The text may be of any zone: it is compared as a moment.
    return moments.map(lambda moment: Given(moment, moment.isoformat()))


def _records(name: str, schema: Schema) -> st.SearchStrategy[Given]:
    known = properties(schema)
    always = {wire: values(below) for wire, below in known.items() if wire in required(schema)}
    other = {wire: values(below) for wire, below in known.items() if wire not in always}

    def build(members: Mapping[str, Given]) -> Given:
        record = model(name)(**{attribute(schema, wire): one.value for wire, one in members.items()})
        for wire, one in members.items():
            if one.plain is None:
                set_null(cast("models.Project", record), attribute(schema, wire))
        return Given(record, {wire: one.plain for wire, one in members.items()})

    return st.fixed_dictionaries(always, optional=other).map(build)


def _lists(schema: Schema) -> st.SearchStrategy[Given]:
    least = cast("int", schema.get("minItems", 0))
    most = min(cast("int", schema.get("maxItems", 5)), least + 5)
    unique = (lambda one: repr(one.plain)) if schema.get("uniqueItems") else None
    rows = st.lists(values(member(schema, "items")), min_size=least, max_size=most, unique_by=unique)
    return rows.map(lambda items: Given([one.value for one in items], [one.plain for one in items]))


def _texts(schema: Schema) -> st.SearchStrategy[str]:
    most = cast("int | None", schema.get("maxLength"))
    letters = st.characters(exclude_categories=["Cs"])
    pattern = schema.get("pattern")
    # ASCII-only where a pattern stands: two engines of regular expressions agree there.
    found = st.from_regex(cast("str", pattern), alphabet=st.characters(codec="ascii")) if pattern else texts()
    if schema.get("format") == "email":
        return st.emails()
    least = cast("int", schema.get("minLength", 0))
    padded = st.text(letters, min_size=least, max_size=most or least + 10)
    return (
        found.filter(lambda text: least <= len(text) and (most is None or len(text) <= most))
        if pattern
        else (st.one_of(padded, found.filter(lambda text: least <= len(text) <= (most or len(text)))))
    )


def _integers(schema: Schema) -> st.SearchStrategy[int]:
    least, most = _limits(schema, 1)
    return st.integers(None if least is None else int(least), None if most is None else int(most))


def _numbers(schema: Schema) -> st.SearchStrategy[int | float]:
    least, most = _limits(schema, 0.5)
    floats = st.floats(least, most, allow_nan=False, allow_infinity=False)
    return st.one_of(floats, st.integers(0 if least is None else int(least) + 1, 2**60 if most is None else int(most)))


def _limits(schema: Schema, step: float) -> tuple[float | None, float | None]:
    least, most = schema.get("minimum"), schema.get("maximum")
    over, under = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if least is None and over is not None:
        least = cast("float", over) + step
    if most is None and under is not None:
        most = cast("float", under) - step
    return cast("float | None", least), cast("float | None", most)


def _json() -> st.SearchStrategy[JSON]:
    leaves: st.SearchStrategy[JSON] = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), texts()
    )
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3), max_leaves=5
    )


def patches() -> st.SearchStrategy[Givens]:
    """Return the arguments of a JSON Patch, at least one step in them."""
    # A name that begins with a slash is a pointer already.
    names = st.one_of(texts(), st.text("a~/01", max_size=5)).filter(lambda name: not name.startswith("/"))
    steps = {op: st.dictionaries(names, _json(), max_size=3).map(_same) for op in ("replace", "add")}
    gone = st.lists(names, max_size=3).map(lambda found: Given(found, cast("JSON", found)))
    return st.fixed_dictionaries({}, optional={**steps, "remove": gone}).filter(
        lambda given: any(one.plain for one in given.values())
    )
