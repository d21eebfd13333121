"""The lock: what it keeps of facts, its text, and what is wrong with a lock somebody touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.docs import Data, Lock, facts_yaml, lock_text, parse_lock, read
from hexapla.docs.lock import wording
from hexapla.finding import Finding, Severity
from hexapla.source import parse

CASES = Path(__file__).parents[1] / "cases" / "docs"
FACTS, _ = read([("page.txt", (CASES / "bars" / "page.txt").read_bytes())])


def unlock(text: str) -> tuple[Lock, list[Finding]]:
    return parse_lock(parse("docs.lock.yaml", text.encode()))


def test_the_lock_holds_no_prose() -> None:
    text = lock_text(FACTS)
    for prose in ("Returns the lamps", "ID of the tower", "Who fills it", "Power, at least 5", "Created, and"):
        assert prose in (CASES / "bars" / "page.txt").read_text()
        assert prose not in text


def test_messages_and_lines_of_refused_calls_are_kept() -> None:
    text = lock_text(FACTS)
    assert "        - Lamp {lamp_id} not found\n" in text
    assert "    '400': {text: This tower is full.}\n" in text
    assert "    '403': {text: Forbidden}\n" in text


def test_one_changed_description_is_one_changed_line() -> None:
    page = (CASES / "bars" / "page.txt").read_bytes().replace(b"Who fills it", b"Who cleans it")
    before, after = lock_text(FACTS).splitlines(), lock_text(read([("page.txt", page)])[0]).splitlines()
    assert [a for a, b in zip(before, after, strict=True) if a != b] == [
        "        - {table: items, name: keeper, type: object, wording: 42ad2a27}"
    ]


def test_a_wording_is_the_beginning_of_a_hash_with_white_space_collapsed() -> None:
    assert wording("ID of the tower") == "cfcfc2d8"  # printf 'ID of the tower' | sha256sum
    assert wording("  ID of\n the\ttower ") == "cfcfc2d8"
    assert wording("id of the tower") != "cfcfc2d8"
    assert wording("-") is None
    assert wording("") is None


def test_null_is_a_flag_and_no_wording() -> None:
    assert "        - {table: items, name: watts, type: number, nullable: true}\n" in lock_text(FACTS)


def test_a_hash_that_looks_like_a_number_stays_a_text() -> None:
    found, findings = unlock("- {method: GET, path: /a, title: A, summary: {wording: '12345678'}, responses: {}}")
    assert not findings
    assert found.operations[0].summary == "12345678"


def test_no_page_is_an_empty_lock() -> None:
    assert unlock(lock_text([])) == (Lock(()), [])


def test_every_part_knows_its_line() -> None:
    found, _ = unlock(lock_text(FACTS))
    first = found.operations[0]
    lines = lock_text(FACTS).splitlines()
    assert first.where.line == 4
    assert "tower_id" in lines[first.path_params[0].where.line - 1]
    assert "403" in lines[first.responses[1].where.line - 1]
    assert "Tower not found" in lines[first.responses[2].messages[0].where.line - 1]
    assert "watts" in lines[first.responses[0].fields[2].where.line - 1]


SOUND = """\
- method: GET
  path: /a
  title: A
  path_params:
    - {name: id, type: integer, required: true}
  responses:
    '200':
      fields:
        - {table: b, name: c, type: string, nullable: true}
    '400':
      messages:
        - No
"""


def test_a_sound_lock_has_no_finding() -> None:
    assert unlock(SOUND)[1] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        (SOUND, "a: b\n", 1, "a list should stand here, not a mapping"),
        (SOUND, "- 1\n", 1, "a mapping should stand here, not a number"),
        ("method: GET", "methud: GET", 1, "`methud` is no key of a lock"),
        ("method: GET", "methud: GET", 1, "`method` is missing"),
        ("path: /a", "path: 1", 2, "`path` should be a text, not a number"),
        ("title: A", "title: A\n  summary: A", 4, "a mapping should stand here, not a text"),
        ("title: A", "title: A\n  summary: {words: A}", 4, "`words` is no key of a lock"),
        (", required: true", "", 5, "`required` should be true or false"),
        ("required: true", "required: 1", 5, "`required` should be true or false"),
        ("{name: id, type: integer, required: true}", "id", 5, "a mapping should stand here, not a text"),
        ("type: integer", "table: x, type: integer", 5, "`table` is no key of a lock"),
        ("table: b, name: c", "table: b", 9, "`name` is missing"),
        ("table: b", "table: [b]", 9, "`table` should be a text, not a list"),
        ("nullable: true", "nullable: null", 9, "`nullable` should be true or false, not null"),
        ("- No", "- 1", 12, "a message is a text, not a number"),
        ("messages:\n        - No", "messages: No", 11, "a list should stand here, not a text"),
        ("messages:", "texts:", 11, "`texts` is no key of a lock"),
        (SOUND[SOUND.index("\n    '200'") :], " [1]", 6, "a mapping from status to response should stand here"),
        (SOUND[SOUND.index("\n    '200'") :], " {200: 1}", 6, "a mapping should stand here, not a number"),
    ],
)
def test_a_lock_that_somebody_touched(old: str, new: str, line: int, says: str) -> None:
    assert old in SOUND
    _, findings = unlock(SOUND.replace(old, new))
    found = [f for f in findings if says in f.message]
    assert found, findings
    assert found[0].where is not None
    assert (found[0].rule, found[0].severity, found[0].where.line) == ("bad-lock", Severity.ERROR, line)
    assert found[0].hint


@pytest.mark.parametrize("gone", ["method: GET", "path: /a", "title: A"])
def test_an_operation_without_its_name_is_left_out(gone: str) -> None:
    found, findings = unlock(SOUND.replace(gone, "summary: {}"))
    assert findings
    assert found.operations == ()


@pytest.mark.parametrize("gone", ["name: c", "type: string"])
def test_a_row_without_name_or_type_is_left_out(gone: str) -> None:
    found, findings = unlock(SOUND.replace(gone, "wording: x"))
    assert findings
    assert found.operations[0].responses[0].fields == ()


def test_a_misspelt_key_is_named_right() -> None:
    _, findings = unlock(SOUND.replace("method: GET", "methud: GET"))
    assert "did you mean `method`?" in [finding.hint for finding in findings]


@pytest.mark.parametrize(("head", "wrap"), [("- ", lambda row: [row]), ("key: ", lambda row: {"key": row, "z": []})])
def test_a_mapping_stays_on_its_line_up_to_120_columns(head: str, wrap: Callable[[Data], Data]) -> None:
    room = 120 - len(head) - len("{a: , b: c}")
    fits, too_wide = (facts_yaml(wrap({"a": "x" * width, "b": "c"})).splitlines()[0] for width in (room, room + 1))
    assert len(fits) == 120
    assert len(too_wide) < 120
    assert "{" not in too_wide
