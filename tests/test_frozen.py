"""Frozen records behave as frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import ClassVar

import pytest
from hexapla.frozen import frozen, replace


@frozen
class Point:
    """A place."""

    x: int
    y: int = 0

    @property
    def sum(self) -> int:
        """Return both together."""
        return self.x + self.y


@frozen(kw_only=True)
class Named:
    """A place with a name: a field without a default may stand behind one that has one."""

    at: Point = Point(1)
    name: str


@frozen
class Twin:
    x: int
    y: int = 0


@frozen
class Empty:
    """Nothing."""


def test_construction() -> None:
    assert (Point(1).x, Point(1).y, Point(1, 2).y, Point(x=1, y=3).y) == (1, 0, 2, 3)
    assert Named(name="a").at == Point(1)
    assert Point(1, 2).sum == 3
    assert list(inspect.signature(Point).parameters) == ["x", "y"]


@pytest.mark.parametrize("call", [lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=1), lambda: Named("a")])
def test_wrong_arguments_are_refused(call: object) -> None:
    with pytest.raises(TypeError):
        call()  # type: ignore[operator]


def test_equality_and_hash() -> None:
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(2, 1)
    assert Point(1, 2) != Twin(1, 2), "a record of another class is another thing"
    assert Point(1) != (1, 0)
    assert Empty() == Empty()
    assert len({Point(1), Point(1), Point(2), Twin(1)}) == 3
    with pytest.raises(TypeError):
        hash(Point([]))  # type: ignore[arg-type]


def test_nothing_can_be_changed() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="Point is frozen: `x` cannot be changed"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del point.x
    with pytest.raises(AttributeError):
        point.z = 1  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")
    assert point.x == 1


def test_it_says_what_it_is() -> None:
    assert repr(Named(name="a")) == "Named(at=Point(x=1, y=0), name='a')"
    assert repr(Empty()) == "Empty()"
    assert Point.__doc__ == "A place."
    assert (Point.__name__, Point.__module__) == ("Point", __name__)


def test_it_can_be_matched() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
        case _:
            pytest.fail("no match")


def test_copies() -> None:
    named = Named(name="a", at=Point(3))
    assert copy.copy(named) == copy.deepcopy(named) == pickle.loads(pickle.dumps(named)) == named
    assert replace(named, name="b") == Named(name="b", at=Point(3))
    with pytest.raises(TypeError):
        replace(named, nothing=1)


def test_a_field_may_be_called_anything() -> None:
    @frozen
    class Odd:
        set: int = 1
        key: int = 2
        self_: int = 3
        object: int = 4

    assert repr(Odd()) == "Odd(set=1, key=2, self_=3, object=4)"
    assert Odd(5) == Odd(set=5)


def test_the_order_of_fields_is_that_of_a_dataclass() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Plain:
        b: int
        a: str = ""
        c: ClassVar[int] = 3

    @frozen
    class Ours:
        b: int
        a: str = ""

    assert Ours.__match_args__ == Plain.__match_args__  # type: ignore[attr-defined]
