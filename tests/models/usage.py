"""A caller's program: both type checkers must accept it, and it runs (`test_typed` does the one and the other)."""

from __future__ import annotations

from typing import assert_never, assert_type

from unions import JSON, Unions, Unknown, dump, extra, load
from unions.models import (
    Cat,
    Circle,
    Dog,
    Drawing,
    Expression,
    Knot,
    Lists,
    Many,
    Money,
    Nest,
    Odd,
    OddEnums,
    Pet,
    Plain,
    Point,
    Product,
    Shape,
    Square,
    Style,
    Sum,
    Tree,
)


def told(pet: Pet) -> str:
    """Narrow by match, the kind that nobody knows yet included."""
    match pet:
        case Cat():
            return f"a cat of {pet.lives} lives"
        case Dog(kind=kind):
            return f"a {kind}"
        case Unknown():
            return str(extra(pet).get("kind"))
        case _:
            assert_never(pet)


def area(shape: Shape) -> float:
    """Narrow by isinstance."""
    if isinstance(shape, Circle):
        return shape.radius or 0
    if isinstance(shape, Square):
        return shape.side or 0
    assert_type(shape, Plain)
    return (shape.width or 0) * (shape.height or 0)


def leaves(tree: Tree) -> int:
    """Walk a list of itself."""
    return 1 if isinstance(tree, str) else sum(leaves(branch) for branch in tree)


def depth(nest: Nest) -> int:
    """Walk a list of maps of itself."""

    def inner(knot: Knot) -> int:
        return max((depth(one) for one in knot.values()), default=0)

    return 1 + max((inner(knot) for knot in nest), default=0)


def result(expression: Expression | None) -> float:
    """Walk records of unions."""
    if expression is None:
        return 0
    if isinstance(expression, list):
        return sum(result(one) for one in expression)
    if isinstance(expression, Sum):
        return result(expression.left) + result(expression.right)
    if isinstance(expression, Product):
        return result(expression.left) * result(expression.right) * (expression.factor or 1)
    return expression


def count(many: Many, lists: Lists) -> int:
    """Narrow unions of records, lists, texts, numbers and null."""
    if many is None:
        return 0
    if isinstance(many, list):
        return sum(len(told(pet)) for pet in many)
    if isinstance(many, str | int):
        return int(many)
    if isinstance(lists, dict):
        return sum(lists.values())
    return len(told(many)) + len(lists)


def read(odd: Odd, drawing: Drawing, money: Money) -> None:
    """Look at attributes."""
    assert_type(odd.id, int | str)
    assert_type(odd.version, int)
    assert_type(odd.nothing, None)
    assert_type(odd.when, str | None)
    assert_type(odd.any, JSON)
    assert_type(odd.plus_1, int | None)
    assert_type(odd.minus_1, int | None)
    assert_type(odd.links, dict[str, str] | None)
    assert_type(drawing.row, tuple[str, Circle] | None)
    assert_type(drawing.loose, list[int | str | bool] | None)
    assert_type(drawing.origin, Point | None)
    if drawing.origin is not None:
        x, y = drawing.origin
        assert_type((x, y), tuple[float, float])
    if isinstance(odd.enums, Style):
        print(odd.enums.is_known)
    for value in extra(money).values():
        if isinstance(value, Plain):
            print(value.width)


def enums(of: OddEnums) -> str:
    """Take a union of enumerations as text."""
    return of.upper()


def main() -> None:
    """Read texts, build records, and pass on what came."""
    assert_type(load(Cat, '{"kind": "cat", "lives": 9}'), Cat)
    pets = load(list[Pet], '[{"kind": "cat", "lives": 9}, {"kind": "bird"}, {"kind": "pup"}]')
    assert_type(pets, list[Pet])
    assert [told(pet) for pet in pets] == ["a cat of 9 lives", "bird", "a pup"]
    one = load(Pet, '{"kind": "cat", "lives": 9}')
    assert isinstance(one, Cat)
    assert isinstance(one, Pet)
    cat = Cat(lives=9)
    assert dump(cat) == b'{"kind":"cat","lives":9}'
    assert dump(Dog(kind="dog", best=cat, friends=[cat, pets[1]])) == (
        b'{"kind":"dog","friends":[{"kind":"cat","lives":9},{"kind": "bird"}],"best":{"kind":"cat","lives":9}}'
    )
    assert leaves(["a", ["b", ["c"]]]) == 3
    assert depth([{"a": [{}, {"b": [{}]}]}]) == 3
    assert result(Product(left=2.0, right=[Sum(left=3.0)], factor=2)) == 12
    assert count([cat], []) > 0
    assert area(Square(side=2)) == 2
    odd = Odd(id="a", ratio=1, nothing=None, list_=["a"])
    assert dump(odd) == b'{"id":"a","version":2,"ratio":1,"nothing":null,"list":["a"]}'
    drawing = Drawing(shape=Circle(), shapes=[], row=("a", Circle()))
    assert dump(drawing) == b'{"shape":{"type":"circle"},"shapes":[],"row":["a",{"type":"circle"}]}'
    money = load(Money, '{"currency": "EUR", "a": {"width": 1}}')
    read(odd, drawing, money)


def call(client: Unions) -> str:
    """Make calls whose arguments and results are unions."""
    assert_type(client.all.pets(), list[Pet])
    found = client.all.adopt(body=Cat(lives=9))
    return told(found)


if __name__ == "__main__":
    main()
