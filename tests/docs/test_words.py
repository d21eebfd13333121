"""Types in the words of a page, and tables as trees."""

from __future__ import annotations

import pytest
from hexapla.docs.lock import LockedRow
from hexapla.docs.tree import DEPTH, grow
from hexapla.docs.words import narrows, record_of, same, word
from hexapla.finding import Location
from hexapla.model import (
    Alias,
    Any,
    Array,
    Constraints,
    Enumeration,
    Map,
    Named,
    Nullable,
    Record,
    Scalar,
    Schema,
    Type,
    Union,
)

HERE = Location("spec.yaml", 1)
TEXT, WHOLE = Scalar("string"), Scalar("integer")
RECORD = Record(name="Lamp", properties=(), where=HERE)
SCHEMAS: dict[str, Schema] = {
    "Lamp": RECORD,
    "Color": Enumeration(name="Color", values=(), type=TEXT, where=HERE),
    "Lamps": Alias(name="Lamps", type=Array(Named("Lamp")), where=HERE),
    "Maybe": Alias(name="Maybe", type=Nullable(Named("Color")), where=HERE),
    "Nest": Alias(name="Nest", type=Array(Named("Nest")), where=HERE),
    "Self": Alias(name="Self", type=Named("Self"), where=HERE),
    "Knot": Alias(name="Knot", type=Union((Named("Knot"), TEXT)), where=HERE),
}


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (TEXT, "string"),
        (Scalar("string", "date"), "string"),
        (Nullable(WHOLE), "integer, null"),
        (Nullable(Nullable(WHOLE)), "integer, null"),
        (Named("Color"), "string"),
        (Named("Maybe"), "string, null"),
        (Named("Lamp"), "object"),
        (Nullable(Named("Lamp")), "object, null"),
        (Map(TEXT), "object"),
        (Array(WHOLE), "Array of integer"),
        (Array(Nullable(WHOLE)), "Array of integer"),
        (Nullable(Array(Named("Color"))), "Array of string, null"),
        (Named("Lamps"), "Array of object"),
        (Array(Array(TEXT)), "Array of Array of string"),
        (Array(Any()), "array"),
        (Any(), "any"),
        (Named("Nothing"), "any"),
        (Union((TEXT, Named("Color"))), "string"),
        (Union((WHOLE, TEXT)), "integer or string"),
        (Named("Nest"), "array"),
        (Named("Self"), "any"),
        (Named("Knot"), "any or string"),
    ],
)
def test_word(of: Type, says: str) -> None:
    assert word(of, SCHEMAS) == says


def test_pages_write_object_in_two_ways() -> None:
    assert same("Object", "object")
    assert same("Array of Object, null", "Array of object, null")
    assert not same("object", "Array of object")
    assert not same("String", "string")


@pytest.mark.parametrize(
    ("of", "more"),
    [
        (TEXT, False),
        (Scalar("string", "date"), True),
        (Scalar("integer", constraints=Constraints(minimum=0)), True),
        (Named("Color"), True),
        (Nullable(Named("Maybe")), True),
        (Array(TEXT), False),
        (Array(Named("Color")), True),
        (Array(TEXT, Constraints(max_items=200)), True),
        (Named("Lamp"), False),
        (Named("Nest"), False),
        (Any(), False),
    ],
)
def test_narrows(of: Type, more: bool) -> None:
    assert narrows(of, SCHEMAS) is more


@pytest.mark.parametrize(
    ("of", "record"),
    [
        (Named("Lamp"), RECORD),
        (Nullable(Named("Lamps")), RECORD),
        (Array(Array(Named("Lamp"))), RECORD),
        (Map(Named("Lamp")), None),
        (Named("Nest"), None),
        (TEXT, None),
    ],
)
def test_record_of(of: Type, record: Record | None) -> None:
    assert record_of(of, SCHEMAS) is record


def row(name: str, kind: str = "string", table: str | None = None) -> LockedRow:
    return LockedRow(name, kind, HERE, table)


def test_a_table_that_is_printed_under_two_parents() -> None:
    """The same nested table twice in a row: it begins again where its first field does."""
    rows = [row("a", "object"), row("b", "object"), row("p", "object", "a"), row("x", table="p"), row("y", table="p")]
    rows += [row("p", "object", "b"), row("x", table="p")]
    branches, stray = grow(rows)
    assert stray == ()
    assert [[c.row.name for c in branch.children[0].children] for branch in branches] == [["x", "y"], ["x"]]


def test_the_same_table_twice_without_anything_between() -> None:
    rows = [
        row("p", "object"),
        row("q", "Array of object"),
        row("p", "object", "q"),
        row("x", table="p"),
        row("x", table="p"),
    ]
    branches, stray = grow(rows)
    assert stray == ()
    assert [child.row.name for child in branches[0].children] == ["x"]
    assert [child.row.name for child in branches[1].children[0].children] == ["x"]


def test_a_table_goes_to_the_innermost_object_of_its_name() -> None:
    rows = [row("g", "Array of integer"), row("w", "object"), row("g", "object", "w"), row("id", table="g")]
    branches, stray = grow(rows)
    assert stray == ()
    assert branches[0].children == ()
    assert branches[1].children[0].children[0].row.name == "id"


def test_a_table_of_no_object_is_stray() -> None:
    rows = [row("g", "Array of integer"), row("id", table="g")]
    assert grow(rows)[1] == (rows[1],)


def test_no_depth_of_tables_is_a_crash() -> None:
    rows = [row("t0", "object")] + [row(f"t{n}", "object", f"t{n - 1}") for n in range(1, 5000)]
    branches, stray = grow(rows)
    depth, at = 0, branches
    while at:
        depth, at = depth + 1, at[0].children
    assert depth == DEPTH + 1
    assert len(stray) == len(rows) - depth
