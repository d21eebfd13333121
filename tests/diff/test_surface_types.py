"""Whether one type of Python fits into another: what a type checker says is right."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from hexapla.languages.python_declarations import fits, shown
from hexapla.languages.python_types import parts
from hypothesis import given
from hypothesis import strategies as st

BASES: Final = {"Kind": "str", "Level": "int", "Pets": "Pet | Dog", "Tags": "Sequence[str]", "Many": "Pets | None"}
ALIASES: Final = {name: text for name, text in BASES.items() if name not in ("Kind", "Level")}
NAMES: Final = (
    "bool",
    "int",
    "float",
    "str",
    "Pet",
    "Dog",
    "Kind",
    "Level",
    "Pets",
    "Tags",
    "Many",
    "JSON",
    "JSONLike",
)
PRELUDE: Final = """
from __future__ import annotations
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum, StrEnum
from typing import TypeAlias
class Pet: pet = 1
class Dog: dog = 1
class Kind(StrEnum):
    A = "a"
class Level(IntEnum):
    A = 1
Pets: TypeAlias = "Pet | Dog"
Many: TypeAlias = "Pets | None"
Tags: TypeAlias = Sequence[str]
JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"
JSONLike: TypeAlias = "bool | int | float | str | Sequence[JSONLike] | Mapping[str, JSONLike] | None"
"""
"""Lists and maps are read-only here: a value that is read, or that a caller writes in place, need not be of that type
but of one that fits."""

simple = st.sampled_from(NAMES)
types = st.recursive(
    simple,
    lambda inner: st.one_of(
        inner.map(lambda text: f"Sequence[{text}]"),
        inner.map(lambda text: f"Mapping[str, {text}]"),
        inner.map(lambda text: f"Iterable[{text}]"),
        st.tuples(inner, inner).map(lambda pair: f"tuple[{pair[0]}, {pair[1]}]"),
    ),
    max_leaves=3,
)


def union(members: list[str]) -> str:
    return " | ".join(dict.fromkeys(part for one in members for part in parts(one)))


def fit(one: str, other: str) -> bool:
    return fits(one, other, BASES, ALIASES)


@given(st.lists(types, min_size=1, max_size=3), st.lists(types, max_size=2))
def test_a_union_takes_what_its_members_take(some: list[str], more: list[str]) -> None:
    assert fit(union(some), union([*some, *more]))
    assert fit(union([*some, *more]), union(some)) is all(fit(one, union(some)) for one in more)


@given(types, types, types)
def test_what_fits_into_what_fits_fits(one: str, other: str, third: str) -> None:
    if fit(one, other) and fit(other, third):
        assert fit(one, third)


def test_a_type_checker_agrees(tmp_path: Path) -> None:
    """Never is it said that a type fits and it does not.

    The other way round only where a text is taken for the texts it consists of, and where a list of JSON, here any
    sequence, is a list there.
    """
    drawn = random.Random(5)
    pairs = [(_drawn(drawn), _drawn(drawn)) for _ in range(600)]
    pairs += [(one, f"{one} | None") for one, _ in pairs[:100]] + [(union([a, b]), b) for a, b in pairs[:100]]
    lines = [f"def f{n}(x: {one}) -> {other}: return x" for n, (one, other) in enumerate(pairs)]
    before = len(PRELUDE.splitlines())
    (tmp_path / "types_.py").write_text("\n".join([PRELUDE.rstrip("\n"), *lines]) + "\n", encoding="utf-8")
    # A process of its own: mypy raises the limit of recursion of the one that it runs in.
    options = ("--strict", "--cache-dir", str(tmp_path), "--no-pretty", str(tmp_path / "types_.py"))
    judged = subprocess.run([sys.executable, "-m", "mypy", *options], capture_output=True, text=True, check=False)
    told, problems = judged.stdout, judged.stderr
    assert not problems
    refused = {int(line.split(":")[1]) for line in told.splitlines() if ": error:" in line}
    assert refused
    for number, (one, other) in enumerate(pairs):
        is_fine = before + number + 1 not in refused
        if fit(one, other):
            assert is_fine, (one, other)
        elif is_fine:
            assert "JSON" in other or _takes_texts(one), (one, other)
            assert any(word in other for word in ("Iterable", "Sequence", "Tags", "JSON")), (one, other)


def _drawn(drawn: random.Random, depth: int = 2) -> str:
    kind = drawn.random()
    if depth == 0 or kind < 0.4:
        return drawn.choice(NAMES)
    if kind < 0.7:
        return union([_drawn(drawn, depth - 1) for _ in range(drawn.randint(2, 3))])
    head = drawn.choice(("Sequence[{}]", "Iterable[{}]", "Mapping[str, {}]", "tuple[{}, {}]"))
    return head.format(*(_drawn(drawn, depth - 1) for _ in range(head.count("{}"))))


def _takes_texts(text: str) -> bool:
    """Say whether a text is among the values, or a map, whose names are some: both are iterables of texts."""
    return any(word in text for word in ("str", "Kind", "JSON", "Mapping"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("str", "Kind | str", True),
        ("Kind | str", "str", True),
        ("str", "Kind", False),
        ("Pet | Dog", "Pets", True),
        ("Pets", "Dog | Pet", True),
        ("Pets", "Dog", False),
        ("list[int]", "list[float]", True),
        ("builtins.list[int]", "list[int]", True),
        ('list["Pet"]', "list[Pet]", True),
        ("list[int]", "Sequence[int]", True),
        ("Sequence[int]", "list[int]", False),
        ('Literal[""]', "str", False),
        ("tuple[int, int]", "Sequence[int]", True),
        ("tuple[int, str]", "tuple[int]", False),
        ("None", "str | None", True),
        ("dict[str, Pet]", "JSON", False),
        ("list[dict[str, int]]", "JSON", True),
    ],
)
def test_examples(one: str, other: str, expected: bool) -> None:
    assert fit(one, other) is expected


def test_types_as_people_read_them() -> None:
    assert shown('builtins.list["Pet | Dog"] | Literal[""]') == 'list[Pet | Dog] | Literal[""]'
