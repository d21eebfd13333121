"""Which member of a union a value is, what errors say, and what members, copies and constants do."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest

CHOSEN = [
    # By the tag: what the mapping says, what is news, and without it by the keys.
    ("Pet", '{"kind": "cat", "lives": 9, "friends": []}', "Cat"),
    ("Pet", '{"kind": "pup"}', "Dog"),
    ("Pet", '{"kind": "Cat", "lives": 9}', "Unknown"),
    ("Pet", '{"kind": ""}', "Unknown"),
    ("Pet", '{"lives": 9}', "Cat"),
    ("Pet", '{"kind": 5}', "Unknown"),
    ("Pet", '{"kind": true}', "Unknown"),
    # By constants, then by known keys, then by unknown ones, then by order.
    ("Shape", '{"type": "circle", "side": 1}', "Circle"),
    ("Shape", '{"type": "square", "width": 1, "height": 2}', "Square"),
    ("Shape", '{"width": 1}', "Plain"),
    ("Shape", '{"radius": 1, "style": "asc", "type": "square", "x": null}', "Square"),
    ("Shape", '{"type": "hexagon", "width": 1}', "Plain"),
    ("Shape", "{}", "Plain"),
    ("Expression", '{"left": 1}', "Sum"),
    ("Expression", '{"left": 1, "factor": 2}', "Product"),
    ("Expression", '{"left": {"left": {"factor": 1}}}', "Sum"),
    # By the type of JSON.
    ("Expression", "5", "float"),
    ("Expression", "[5]", "list"),
    ("Many", "null", "NoneType"),
    ("Many", "5", "int"),
    ("Many", '"5"', "str"),
    ("Many", "[]", "list"),
    ("Many", '{"kind": "dog"}', "Dog"),
    ("Many", '{"kind": "bird"}', "Unknown"),
    ("Lists", '{"a": 1}', "dict"),
    ("Bag", '{"width": 1}', "Plain"),
    ("Bag", '{"x": 1}', "dict"),
    ("Tree", '["a", ["b"]]', "list"),
    ("Event", '{"kind": "dog"}', "Dog"),
    ("Event", '{"type": "circle", "radius": 1}', "Circle"),
    ("Event", "[]", "list"),
]


@pytest.mark.parametrize(("name", "text", "kind"), CHOSEN)
def test_the_member(name: str, text: str, kind: str, unions: ModuleType) -> None:
    union = getattr(unions.models, name)
    found = unions.load(union, text)
    assert type(found).__name__ == kind
    assert isinstance(found, union)
    # Alone, in a list and in a map alike.
    assert type(unions.load(list[union], f"[{text}]")[0]).__name__ == kind
    assert type(unions.load(dict[str, union], f'{{"a": {text}}}')["a"]).__name__ == kind


def test_lists_of_different_rows_are_told_apart(unions: ModuleType) -> None:
    assert unions.load(unions.models.Lists, "[1, 2]") == [1, 2]
    assert [type(row).__name__ for row in unions.load(unions.models.Lists, '[{"width": 1}]')] == ["Plain"]
    # One list has room for what is no element of any.
    found = unions.load(unions.models.Lists, '["a"]')
    assert [type(row).__name__ for row in found] == ["Plain"]
    assert [(one.pointer, one.kind, one.actual) for one in unions.deviations(found)] == [("/0", "type", "string")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Expression", '"a"', "no Expression: float: Expected `float`, got `str`"),
        ("Tree", '["a", 5]', "no Tree: list[unions.models.tree.Tree]: no Tree: "),
        ("Bag", "[]", "no Bag: dict[str, int]: Expected `object`, got `array`; Plain: Expected `object`, got `array`"),
        ("Pet", "5", "no Pet: Cat: Expected `object`, got `int`; Dog: Expected `object`, got `int`"),
        ("Event", "5", "no Event: Pet: no Pet: Cat: Expected `object`, got `int`; Dog: "),
        ("Event", "5", "; and 2 more"),
        ("Dog", "5", "Expected `object`, got `int`"),
    ],
)
def test_why_no_member_fits(name: str, text: str, said: str, unions: ModuleType) -> None:
    with pytest.raises(ValueError, match=r"Expected|missing") as caught:
        unions.load(getattr(unions.models, name), text)
    assert said in str(caught.value)


def test_news_keeps_everything(unions: ModuleType) -> None:
    text = '{"kind": "bird", "wings": 2.0, "far": 1e400, "friends": [{"kind": "cat", "lives": 1}]}'
    bird = unions.load(unions.models.Pet, text)
    assert unions.dump(bird) == text.encode()
    assert list(unions.extra(bird)) == ["kind", "wings", "far", "friends"]
    assert bird == unions.load(unions.models.Pet, text.replace(" ", ""))
    assert bird != unions.load(unions.models.Pet, '{"kind": "bird"}')
    assert unions.Unknown() == unions.Unknown()
    assert unions.dump(unions.Unknown()) == b"{}"


def test_members_that_are_moved_keep_their_text(unions: ModuleType) -> None:
    dog = unions.load(unions.models.Dog, '{"kind": "dog", "friends": [{"kind": "bird", "x": 1.0}], "best": null}')
    dog.best = dog.friends[0]
    assert unions.dump(dog) == (
        b'{"kind":"dog","friends":[{"kind": "bird", "x": 1.0}],"best":{"kind": "bird", "x": 1.0}}'
    )


def test_a_constant(unions: ModuleType) -> None:
    """Written for a person, read where the server left it out, and never put into its mouth."""
    models, load, dump = unions.models, unions.load, unions.dump
    assert dump(models.Circle(radius=1.0)) == b'{"type":"circle","radius":1.0}'
    assert unions.has(models.Circle(), "type")
    silent = load(models.Circle, '{"radius": 1}')
    assert silent.type == "circle"
    assert not unions.has(silent, "type")
    silent.radius = 2
    assert dump(silent) == b'{"radius":2}'
    silent.type = "round"
    assert dump(silent) == b'{"radius":2,"type":"round"}'
    other = load(models.Circle, '{"type": "oval"}')
    assert other.type == "oval"
    other.type = "circle"
    assert dump(other) == b'{"type":"circle"}'
    with pytest.raises(ValueError, match="required"):
        unions.unset(other, "type")
    with pytest.raises(ValueError, match="never null"):
        unions.set_null(other, "type")


def test_members_beside_the_attributes(unions: ModuleType) -> None:
    text = '{"currency": "EUR", "a": {"width": 1, "x": 1.0}, "b": 5, "c": null}'
    money = unions.load(unions.models.Money, text)
    found = unions.extra(money)
    assert (found["a"].width, found["b"], found["c"]) == (1, 5, None)
    assert unions.dump(found["a"]) == b'{"width": 1, "x": 1.0}'
    assert unions.extra(found["a"]) == {"x": 1.0}


def test_a_tuple(unions: ModuleType) -> None:
    text = '{"shape": {}, "shapes": [], "row": ["a", {"type": "circle", "x": 1.0}], "origin": [1, 2.50]}'
    drawing = unions.load(unions.models.Drawing, text)
    assert drawing.origin == (1.0, 2.5)
    assert unions.dump(drawing.row[1]) == b'{"type": "circle", "x": 1.0}'
    assert unions.dump(drawing) == text.encode()
    drawing.row = ("b", drawing.row[1])
    assert json.loads(unions.dump(drawing)) == {**json.loads(text), "row": ["b", {"type": "circle", "x": 1.0}]}
    assert b"[1, 2.50]" in unions.dump(drawing)
    # Alike but for what nobody knows: the text is that of the record that lies there now.
    drawing = unions.load(unions.models.Drawing, text)
    drawing.row = ("a", unions.load(unions.models.Circle, '{"type": "circle", "x": 2.0}'))
    assert b'{"type": "circle", "x": 2.0}' in unions.dump(drawing)
    for wrong in ("[1]", "[1, 2, 3]", '["a", 1]'):
        with pytest.raises(ValueError, match="Expected"):
            unions.load(unions.models.Point, wrong)


def test_only_what_nobody_knows_may_be_beyond_a_float(unions: ModuleType) -> None:
    cat = unions.load(unions.models.Pet, '{"kind": "cat", "lives": 9, "x": 1e400}')
    assert unions.extra(cat) == {"x": float("inf")}
    text = '{"kind": "\\ud800", "best": {"kind": "bird", "x": "\\ud800"}}'
    dog = unions.load(unions.models.Dog, text)
    assert [(one.pointer, one.kind) for one in unions.deviations(dog)] == [("/kind", "format")]
    assert unions.extra(dog.best)["x"] == "\ud800"
    assert unions.dump(dog) == text.encode()


def test_a_value_of_two_unions_in_each_other_is_read_once(unions: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each level could be one of two records: without memory, twice as many tries for every level."""
    from importlib import import_module

    reading = import_module("unions._union").Reading
    tried: list[Any] = []
    original = reading._tried
    monkeypatch.setattr(reading, "_tried", lambda self, *given: tried.append(given) or original(self, *given))
    text = "1"
    for _ in range(12):
        text = f'{{"left": {text}}}'
    assert type(unions.load(unions.models.Expression, text)).__name__ == "Sum"
    assert len(tried) < 40


def test_depth_ends_in_an_error_and_not_in_a_crash(unions: ModuleType) -> None:
    assert unions.load(unions.models.Tree, "[" * 150 + "]" * 150)
    for deep in (2_000, 100_000):
        with pytest.raises(RecursionError):
            unions.load(unions.models.Tree, "[" * deep + "]" * deep)
