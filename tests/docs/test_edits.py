"""Splices of YAML and JSON: the data is what it should be, and whatever else stands in the text stays as it is."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hexapla.docs.edits import Delete, Drop, Insert, Put, Rename, Step, Unmark, Way, done
from hexapla.docs.edits_text import EditError
from hexapla.source import parse, to_yaml
from hypothesis import given
from hypothesis import strategies as st

FILE = "spec.yaml"
WORDS = st.sampled_from(
    ["a", "b b", "200", "null", "x-y", "it's", 'say "so"', "#", "- c", "é", "a: b", "{x}", "*y", "@z"]
)
SCALARS = st.one_of(WORDS, st.integers(-5, 5), st.booleans(), st.none())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(WORDS, VALUES, min_size=1, max_size=4)
STYLES = [to_yaml, json.dumps, lambda data: json.dumps(data, indent=2)]


def data_of(text: str) -> Any:  # noqa: ANN401
    return parse(FILE, text.encode()).data()


def mappings(data: Any, way: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:  # noqa: ANN401
    """Return every mapping and list with its way."""
    found = [(way, data)] if isinstance(data, dict | list) and data else []
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in members:
        found += mappings(value, (*way, key))
    return found


def at(data: Any, way: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    for word in way:
        data = data[word]
    return data


@given(DOCUMENTS, st.sampled_from(STYLES), st.data())
def test_a_step_does_what_it_says(document: dict[str, Any], style: Any, data: st.DataObject) -> None:  # noqa: ANN401
    text = style(document)
    assert data_of(text) == document
    way, of = data.draw(st.sampled_from(mappings(document)))
    wanted = copy.deepcopy(document)
    target, step = at(wanted, way), list[Step]()
    value = data.draw(VALUES)
    if isinstance(of, dict):
        key = data.draw(st.sampled_from(sorted(of)))
        match data.draw(st.sampled_from(["put", "set", "drop", "rename"])):
            case "put":
                target["new"] = value
                step.append(
                    Put(at=Way(FILE, (*way, "new")), value=value, after=data.draw(st.sampled_from(["", None, key])))
                )
            case "set":
                target[key] = value
                step.append(Put(at=Way(FILE, (*way, key)), value=value))
            case "drop":
                del target[key]
                step.append(Drop(Way(FILE, (*way, key))))
            case _:
                target["new"] = target.pop(key)
                step.append(Rename(Way(FILE, (*way, key)), "new"))
    elif data.draw(st.booleans()) or len(of) == 1:
        number = data.draw(st.integers(0, len(of) - 1))
        target.insert(number + 1, value)
        step.append(Insert(at=Way(FILE, way), value=value, after=number))
    else:
        number = data.draw(st.integers(0, len(of) - 1))
        del target[number]
        step.append(Delete(Way(FILE, (*way, number))))
    try:
        after = done({FILE: text}, step)[FILE]
    except EditError:
        return
    assert data_of(after) == wanted


TEXT = """\
# head
a:
  # over b
  b: {c: 1, d: [x, y]} # behind b

  e:
    - {name: p, in: query, schema: {type: integer}} # behind p
    # over q
    - name: q
      in: path
      x-documented: {type: string, lacks: [k, l], because: why}
  f: |-
    many
    lines
# tail
"""


@pytest.mark.parametrize(
    ("step", "changes"),
    [
        (Put(at=Way(FILE, ("a", "b", "c")), value=2), {4: "  b: {c: 2, d: [x, y]} # behind b"}),
        (Put(at=Way(FILE, ("a", "b", "m")), value="t"), {4: "  b: {c: 1, d: [x, y], m: t} # behind b"}),
        (Put(at=Way(FILE, ("a", "b", "m")), value=1, after=""), {4: "  b: {m: 1, c: 1, d: [x, y]} # behind b"}),
        (Drop(Way(FILE, ("a", "b", "c"))), {4: "  b: {d: [x, y]} # behind b"}),
        (Drop(Way(FILE, ("a", "b"))), {4: None}),
        (Delete(Way(FILE, ("a", "b", "d")), "x"), {4: "  b: {c: 1, d: [y]} # behind b"}),
        (Delete(Way(FILE, ("a", "e", ("p", "query")))), {7: None}),
        (Drop(Way(FILE, ("a", "f"))), {12: None, 13: None, 14: None}),
        (Rename(Way(FILE, ("a", "f")), "g"), {12: "  g: |-"}),
        (Put(at=Way(FILE, ("a", "f")), value="one"), {12: "  f: one", 13: None, 14: None}),
        (
            Unmark(Way(FILE, ("a", "e", ("q", "path"))), "type"),
            {11: "      x-documented: {lacks: [k, l], because: why}"},
        ),
        (
            Unmark(Way(FILE, ("a", "e", ("q", "path"))), "lacks", "k"),
            {11: "      x-documented: {type: string, lacks: [l], because: why}"},
        ),
    ],
)
def test_every_other_line_stays(step: Step, changes: dict[int, str | None]) -> None:
    wanted = [changes.get(number, line) for number, line in enumerate(TEXT.split("\n"), 1)]
    assert done({FILE: TEXT}, [step])[FILE].split("\n") == [line for line in wanted if line is not None]


def test_what_is_put_in_stands_where_it_should() -> None:
    steps: list[Step] = [
        Insert(at=Way(FILE, ("a", "e")), value={"name": "r", "in": "query"}, after=("p", "query")),
        Insert(at=Way(FILE, ("a", "e")), value={"name": "s", "in": "query"}, after=("r", "query")),
        Put(at=Way(FILE, ("a", "g")), value={"h": 1}, after="e"),
        Put(at=Way(FILE, ("z",)), value=["x"]),
    ]
    lines = done({FILE: TEXT}, steps)[FILE].split("\n")
    p = next(number for number, line in enumerate(lines) if "name: p" in line)
    assert lines[p + 1 : p + 4] == ["    - {name: r, in: query}", "    - {name: s, in: query}", "    # over q"]
    because = next(number for number, line in enumerate(lines) if "because" in line)
    assert lines[because + 1] == "  g: {h: 1}"
    assert lines[-3:] == ["z: [x]", "# tail", ""]
    assert [line for line in lines if line not in ("z: [x]", "  g: {h: 1}") and "name: r" not in line] != lines


def test_a_mark_that_says_nothing_more_goes() -> None:
    way = Way(FILE, ("a", "e", ("q", "path")))
    steps = [Unmark(way, "type"), Unmark(way, "lacks", "k"), Unmark(way, "lacks", "l")]
    assert "x-documented" not in done({FILE: TEXT}, steps)[FILE]


def test_a_line_without_room_becomes_a_block() -> None:
    text = f"a:\n  b: {{c: {'x' * 48}, d: {'y' * 48}}} # why\n  e: 1\n"
    after = done({FILE: text}, [Put(at=Way(FILE, ("a", "b", "f")), value="zzzzzzzzzz")])[FILE]
    assert after == f"a:\n  b: # why\n    c: {'x' * 48}\n    d: {'y' * 48}\n    f: zzzzzzzzzz\n  e: 1\n"
    text = f"a:\n  - {{c: {'x' * 48}, d: {'y' * 48}}}\n"
    after = done({FILE: text}, [Put(at=Way(FILE, ("a", 0, "f")), value="zzzzzzz")])[FILE]
    assert after == f"a:\n  - c: {'x' * 48}\n    d: {'y' * 48}\n    f: zzzzzzz\n"


def test_a_line_that_was_too_long_already_is_left_as_it_is() -> None:
    text = f"a: {{b: {'x' * 130}}}\n"
    assert done({FILE: text}, [Put(at=Way(FILE, ("a", "c")), value=1)])[FILE] == f"a: {{b: {'x' * 130}, c: 1}}\n"


def test_ends_of_lines_stay() -> None:
    after = done({FILE: TEXT.replace("\n", "\r\n")}, [Put(at=Way(FILE, ("a", "g")), value=1, after="e")])[FILE]
    assert after.count("\r\n") == after.count("\n") == TEXT.count("\n") + 1


@pytest.mark.parametrize(
    "step",
    [
        Drop(Way(FILE, ("a", "nothing"))),
        Put(at=Way(FILE, ("nothing", "c")), value=1),
        Put(at=Way(FILE, ("a", "f", "c")), value=1),
        Rename(Way(FILE, ("a", "b")), "e"),
        Delete(Way(FILE, ("a", "b", "d")), "z"),
        Unmark(Way(FILE, ("a", "e", ("q", "path"))), "absent"),
        Unmark(Way(FILE, ("a", "e", ("p", "query"))), "type"),
        Put(at=Way("other.yaml", ("a",)), value=1),
    ],
)
def test_what_does_not_fit_is_refused(step: Step) -> None:
    with pytest.raises(EditError):
        done({FILE: TEXT}, [step])


@pytest.mark.parametrize("step", [Drop(Way(FILE, ("b",))), Put(at=Way(FILE, ("b",)), value=1)])
def test_an_alias_is_not_touched(step: Step) -> None:
    with pytest.raises(EditError):
        done({FILE: "a: &x {c: 1}\nb: *x\n"}, [step])


def test_what_stands_behind_an_alias() -> None:
    after = done({FILE: "a: &x {c: 1}\nb: *x # so\n"}, [Put(at=Way(FILE, ("d",)), value=1)])[FILE]
    assert after == "a: &x {c: 1}\nb: *x # so\nd: 1\n"
    with pytest.raises(EditError):
        done({FILE: "a:\n  - &x b\n  - *x\nc: 1\n"}, [Drop(Way(FILE, ("a",)))])
