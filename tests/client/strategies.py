"""Hypothesis strategies for what a server may answer, built over the bundled JSON.

A strategy yields shapes (plain values; numbers are their text) or their text in some spelling. They reach for what
breaks clients: absent against null, unknown keys that look like names of Python, unknown enum values, integers that no
float holds, every spelling of a number and of a moment.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar, cast

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from .jsontext import Number, Shape, Speller
from .spec import Operation, Schema, alternatives, follow, kinds, member, nullable, properties, required, schemas

Test = TypeVar("Test", bound=Callable[..., None])
Shapes = st.SearchStrategy[Shape]

SOAK: Final = bool(os.environ.get("HEXAPLA_SOAK"))
"""Set for a long run with new examples every time, which shrinks what fails; else the examples are always the same."""

_ABSENT: Final = Number("")
_EXTRA_KEYS: Final = (
    *("", "__source__", "__at__", "__class__", "__dict__", "_src", "_i", "self", "None", "class", "x_new_field"),
    *("ID", "Name", "id ", "name\u0000", "ключ", "\U0001f511", 'a"b', "a\\b", "a/b", "{}", "0", "__proto__", "$ref"),
)
_TEXTS: Final = (
    *("", " ", "null", "true", "0", "{}", "\u0000", "\u001f\u007f\u0080", '"', "\\", "/", "\\u0041", "\r\n"),
    *("\u2028\u2029", "\ufeff", "\uffff", "é", "e\u0301", "日本語", "\U0001f600", "\U0010ffff", "</script>", "a" * 300),
)
_NUMBERS: Final = (
    *("5", "5.0", "5e0", "5E+0", "50e-1", "1E+2", "-0", "-0.0", "0e7", "0.10", "1.50", "1e-7", "1E-300", "1e300"),
    *("0.1000000000000000055511151231257827", "123456789.123456789123456789", "9007199254740993"),
    *(
        "-9223372036854775809",
        "18446744073709551617",
        "340282366920938463463374607431768211457",
        "3.14159265358979323846264338",
    ),
)


def examples(count: int) -> Callable[[Test], Test]:
    """Return the settings of a property: the same examples every time, or twenty times as many new ones."""
    return cast(
        "Callable[[Test], Test]",
        settings(
            max_examples=count * 20 if SOAK else count,
            deadline=None,
            derandomize=not SOAK,
            database=None,
            # A record of forty properties takes minutes to shrink, and a broken client fails in many places.
            phases=tuple(Phase) if SOAK else (Phase.explicit, Phase.generate),
            # Differing executors: one test runs for many operations, each with a strategy of its own.
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.differing_executors],
        ),
    )


def texts() -> st.SearchStrategy[str]:
    """Return any text without lone surrogates."""
    return st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.sampled_from(_TEXTS))


def integers() -> st.SearchStrategy[Number]:
    """Return integers of any size, spelled as integers."""
    limits = [sign * (2**power + step) for power in (31, 53, 63, 64, 100) for step in (-1, 0, 1) for sign in (-1, 1)]
    whole = st.one_of(st.integers(0, 300_000_000), st.integers(), st.sampled_from(limits))
    return st.one_of(whole.map(lambda value: Number(str(value))), st.just(Number("-0")))


def numbers() -> st.SearchStrategy[Number]:
    """Return numbers in every spelling, within the range of a float."""
    parts = st.tuples(
        st.sampled_from(["", "-"]),
        st.integers(0, 10**20).map(str),
        st.sampled_from(["", ".0", ".50", ".125", ".1000000000000000055511151231257827"]),
        st.sampled_from(["", "", "e0", "E+2", "e-7", "E0", "e12", "E-20"]),
    )
    return st.one_of(parts.map("".join), st.sampled_from(_NUMBERS)).map(Number)


def any_json() -> Shapes:
    """Return any JSON value."""
    leaves = st.one_of(st.none(), st.booleans(), integers(), numbers(), texts())
    keys = st.one_of(st.sampled_from(_EXTRA_KEYS), texts())
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
    )


def moments() -> st.SearchStrategy[str]:
    """Return date-times in the spellings of the API: `+00:00`, and a fraction with `Z`."""
    fractions = st.integers(1, 9).flatmap(lambda digits: st.integers(0, 10**digits - 1).map(f".{{:0{digits}}}".format))
    return st.one_of(
        st.builds(
            "{}{}{}".format,
            st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)).map(lambda one: one.isoformat(timespec="seconds")),
            st.one_of(st.just(""), fractions),
            st.sampled_from(["Z", "+00:00", "+00:00", "-00:00", "+02:00", "-05:30", "+14:00"]),
        ),
        st.sampled_from(["0001-01-01T00:00:00Z", "2024-02-29T23:59:59.999999Z", "2024-05-02T00:03:40+00:00"]),
    )


def days() -> st.SearchStrategy[str]:
    """Return dates."""
    return st.dates().map(lambda day: day.isoformat())


def enumerated(schema: Schema) -> Shapes:
    """Return the values of an enumeration, known ones and others."""
    known = [Number(str(one)) if isinstance(one, int) else one for one in cast("list[str]", schema["enum"])]
    others = integers() if "integer" in kinds(schema) else texts()
    return st.one_of(st.sampled_from(cast("list[Shape]", known)), cast("Shapes", others))


def shapes(schema: Schema) -> Shapes:
    """Return what a schema allows in an answer; of what is not required also null."""
    name, inner = follow(schema)
    if name:
        return _named(name)
    kind = kinds(inner) - {"null"}
    others = [one for one in alternatives(inner) if kinds(one) != {"null"}]
    choices = [_shapes_of(inner, kind)] if kind else [shapes(one) for one in others]
    if not choices:
        return any_json()
    return st.one_of(*choices, *([st.none()] if nullable(inner) else []))


@functools.cache
def _named(name: str) -> Shapes:
    return st.deferred(lambda: shapes(cast("Schema", schemas()[name])))


def _shapes_of(schema: Schema, kind: set[str]) -> Shapes:
    if "enum" in schema:
        return enumerated(schema)
    assert len(kind) == 1, f"no strategy for the types {kind}"
    match next(iter(kind)):
        case "object" if "properties" in schema:
            return objects(schema)
        case "object":
            inner = schema.get("additionalProperties")
            return st.dictionaries(texts(), shapes(inner) if isinstance(inner, dict) else any_json(), max_size=3)
        case "array":
            return st.lists(shapes(member(schema, "items")), max_size=3)
        case "string" if schema.get("format") == "date-time":
            return moments()
        case "string" if schema.get("format") == "date":
            return days()
        case "string":
            return texts()
        case "boolean":
            return st.booleans()
        case "integer":
            return integers()
        case _:
            return numbers()


def objects(schema: Schema) -> Shapes:
    """Return objects: what is required is there, the rest absent, null or there; and unknown keys."""
    known = {
        name: shapes(below) if name in required(schema) else _perhaps(shapes(below))
        for name, below in properties(schema).items()
    }
    keys = st.one_of(st.sampled_from(_EXTRA_KEYS), texts()).filter(lambda key: key not in known)
    unknown = st.dictionaries(keys, any_json(), max_size=3)
    there = st.fixed_dictionaries(known).map(_without_absent)
    return st.builds(lambda one, two: {**one, **two}, there, unknown)


def present_shapes(schema: Schema) -> Shapes:
    """Return what a schema allows but for null."""
    return shapes(schema).filter(lambda shape: shape is not None)


def _perhaps(shape: Shapes) -> Shapes:
    # More often there than not: what lies three records deep would otherwise hardly ever be seen.
    return st.sampled_from((shape, shape, shape, st.none(), st.just(_ABSENT))).flatmap(lambda chosen: chosen)


def _without_absent(members: dict[str, Shape]) -> dict[str, Shape]:
    return {name: value for name, value in members.items() if value is not _ABSENT}


def spelled(shape: Shapes) -> st.SearchStrategy[str]:
    """Return texts of shapes: half of them compact, the rest as oddly spelled as JSON allows."""
    seeds = st.one_of(st.just(0), st.integers(1, 2**16))
    return st.builds(lambda one, seed: Speller(seed).text(one), shape, seeds)


def bodies(operation: Operation) -> st.SearchStrategy[str]:
    """Return bodies that the operation may answer with."""
    assert operation.result is not None
    return spelled(shapes(operation.result))
