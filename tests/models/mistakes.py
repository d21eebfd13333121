"""A caller's mistakes: each marked line must be refused by both type checkers."""

from __future__ import annotations

from typing import assert_never

from unions import Unknown, load
from unions.models import Cat, Circle, Dog, Drawing, Odd, Pet, Shape, Tree


def forgotten(pet: Pet) -> None:
    """Leave out a member, and what nobody knows yet."""
    match pet:
        case Cat():
            pass
        case Unknown():
            pass
        case _:
            assert_never(pet)  # wrong: Dog is left
    if isinstance(pet, Cat | Dog):
        return
    assert_never(pet)  # wrong: Unknown is left


def attributes(pet: Pet, shape: Shape, tree: Tree) -> None:
    """Read what not every member has."""
    print(pet.lives)  # wrong: only a cat has lives
    print(shape.radius)  # wrong: a plain shape has none
    print(tree + "a")  # wrong: a list is no text


def arguments() -> None:
    """Build what is no value."""
    Cat()  # wrong: lives is required
    Cat(lives="9")  # wrong: a number
    Dog(kind="dog", best=5)  # wrong: no pet
    Drawing(shape=Circle(), shapes=[], row=("a",))  # wrong: two elements
    Odd(id=1.5, ratio=1, nothing=None, list_="a")  # wrong: neither text nor integer
    Odd(id=1, ratio=1, list_="a")  # wrong: nothing is required, though it is null
    load(Cat, '{"lives": 9}').bark()  # wrong: no such attribute
