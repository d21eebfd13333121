"""The cases of a review, a folder each: what a rule finds, and how it is told.

A case is a pair of small descriptions with one edit between them; its name begins with the rule that the edit is of.
The pairs are the examples of `hexapla explain` too.
"""

from __future__ import annotations

import json
import shutil
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hexapla.cli import run
from hexapla.cli.explaining import changes
from hexapla.diff import Change, Judged, flip
from hexapla.diff.conventions import CONVENTIONS
from hexapla.diff.guards import GUARDS
from hexapla.diff.rules import RULES
from hexapla.load import load
from hexapla.model import Api
from hexapla.source import Sources

from tests.conftest import Expect
from tests.diff.case_rows import CASES, CHANGES, SILENT

CASES_ROOT: Final = Path(__file__).parents[1] / "cases" / "diff"
FOLDERS: Final = sorted(path.name for path in CASES_ROOT.iterdir())
NO_PAIR: Final = {"sdk.exception-changed"}
"""Rules that no pair of descriptions shows: the names of errors are made of the name of the client, which is
configured."""

LETTERS: Final = {"breaking": "B", "possible": "P", "non-breaking": "S", "docs-only": "D", "none": "-"}
ONE_WAY: Final = {
    *("operation.sunset-shortened", "operation.stability-lowered", "operation.sunset-extended"),
    *("operation.stability-raised", "response.status-generalised", "response.status-specialised"),
    *("scheme.added", "scheme.removed", "server.added", "server.removed"),
}
"""Rules whose edits are judged in another way when they are undone: what was promised is another matter than more."""


WORSE: Final = {"schema.union.overlap"}
"""Cases of a branch that is lost, which is the worst of it; undone, the worst is what is of two branches then."""


@cache
def loaded(name: str, side: str) -> Api:
    text = (CASES_ROOT / name / f"{side}.yaml").read_bytes()
    api, findings = load(Sources(lambda _: text), f"{side}.yaml")
    # That an operation has no id is what two cases are about; that is a note.
    assert not [one for one in findings if one.severity != "note"], findings
    return api


@cache
def changed(name: str, back: bool = False) -> tuple[Change, ...]:
    """Return what the review says, with what moves in a client in Python."""
    sides = loaded(name, "old"), loaded(name, "new")
    return changes(*(reversed(sides) if back else sides))


def reviewed(name: str, back: bool = False) -> list[Judged]:
    return [one.judged for one in changed(name, back)]


def rule_of(name: str) -> str:
    """Return the rule a case is about."""
    return ".".join(name.split(".")[:2])


def expected(name: str) -> list[str]:
    main, *others = CASES[name].split(", ")
    first = [f"{rule_of(name)} {main}"] if name in CHANGES else [main] if main else []
    return sorted([*first, *others])


def told(found: list[Judged]) -> list[str]:
    return sorted(f"{one.fact.rule} {LETTERS[one.wire]} {LETTERS[one.sdk]}" for one in found)


def test_every_folder_is_stated_and_every_rule_has_a_folder() -> None:
    assert sorted(CASES) == FOLDERS
    assert RULES.keys() - set(CASES) == NO_PAIR
    assert {rule_of(name) for name in CHANGES} == RULES.keys() - NO_PAIR


@pytest.mark.parametrize("name", FOLDERS)
def test_a_case_is_judged_as_stated(name: str) -> None:
    assert told(reviewed(name)) == expected(name)


@pytest.mark.parametrize("name", FOLDERS)
def test_undone_an_edit_has_the_opposite_effect(name: str) -> None:
    there, back = reviewed(name), reviewed(name, back=True)
    if name in WORSE:
        back = [one for one in back if one.fact.before != "overlap"]
    assert len(there) == len(back)
    if rule_of(name) not in ONE_WAY:
        assert sorted(one.fact.effect for one in back) == sorted(flip(one.fact.effect) for one in there)


@pytest.mark.parametrize("name", sorted(SILENT))
def test_a_refactoring_says_nothing_on_the_wire(name: str) -> None:
    for back in (False, True):
        assert {one.wire for one in reviewed(name, back)} <= {"none", "docs-only"}
        assert {one.fact.effect for one in reviewed(name, back)} <= {"equal"}


UNSEEN: Final = {
    *("schema.discriminator", "schema.discriminator.mapping"),
    *("schema.property-renamed", "schema.property-renamed.same-words"),
    *("schema.property-removed.optional", "schema.property-removed.request", "schema.property-removed.announced"),
    "schema.property-removed.shared",
}
"""Cases whose effect no single value shows to JSON Schema, or only one under a key that nobody declared (V1)."""


def test_a_value_shows_what_a_schema_lost_or_gained() -> None:
    found = set()
    for name in FOLDERS:
        for one in reviewed(name):
            sees = one.fact.rule.startswith("schema.") and one.worst in ("breaking", "possible")
            if sees and one.fact.effect in ("narrows", "widens", "both") and one.witness is None:
                found.add(name)
    assert found == UNSEEN


@pytest.mark.parametrize("name", FOLDERS)
def test_a_description_is_the_same_as_itself(name: str) -> None:
    for side in ("old", "new"):
        assert changes(loaded(name, side), loaded(name, side)) == ()


def test_every_guard_and_every_convention_has_a_case() -> None:
    """V7 is applied where types are compared, and has no row."""
    named = {id_ for name in FOLDERS for one in reviewed(name) for id_ in (*one.guards, *one.conventions)}
    assert named == {*(one.id for one in GUARDS), *(one.id for one in CONVENTIONS), "V7"}


BELOW: Final = {
    *("schema.required", "schema.required.response", "schema.property-removed", "schema.property-added"),
    *("schema.property-added.webhook", "schema.property-removed.webhook"),
}
"""Cases with an edit in a list of `required` names: what is told stands at the property, which comes later."""


USED: Final = {"header.added.shared", "response.media-removed.shared", "body.media-added.shared"}
"""Cases with an edit of what several operations share: where it does not exist, the first of them is told."""


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_finding_stands_at_the_edit_or_around_it(name: str) -> None:
    for one in reviewed(name):
        assert one.fact.old or one.fact.new
        for side, place in (("old", one.fact.old), ("new", one.fact.new)):
            if place is not None and name not in BELOW:
                assert place.file == f"{side}.yaml"
                is_there = (one.fact.before if side == "old" else one.fact.after) is not None
                assert place.line in around(name, side) or (name in USED and not is_there), place


def around(name: str, side: str) -> set[int]:
    """Return the numbers of the lines that changed, and of those that what changed stands in or behind."""
    old, new = ((CASES_ROOT / name / f"{one}.yaml").read_text().splitlines() for one in ("old", "new"))
    found: set[int] = set()
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        lines, low, high = (old, first, last) if side == "old" else (new, start, end)
        found |= set(range(low + 1, high + 2))  # and the line behind: a mapping stands where its first key does
        depth = min(len(line) - len(line.lstrip(" -")) for line in (*old[first:last], *new[start:end]))
        for number in range(low, 0, -1):
            indent = len(lines[number - 1]) - len(lines[number - 1].lstrip(" -"))
            if indent <= depth:
                found.add(number)
                depth = indent
    return found


CONFIG: Final = """\
spec = "new.yaml"

[targets.python]
style = "python"
output = "generated"
package = "example"
client = "Example"
version = "1.0.0"
"""


@pytest.mark.parametrize("name", FOLDERS)
def test_a_case_as_it_is_told(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    expect: Expect,
) -> None:
    for side in ("old", "new"):
        shutil.copy(CASES_ROOT / name / f"{side}.yaml", tmp_path)
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    status = run(["diff", "old.yaml", "new.yaml"])
    said = capsys.readouterr()
    assert status == (" B" in f" {CASES[name]}")
    run(["diff", "old.yaml", "new.yaml", "--format", "json"])
    data = json.loads(capsys.readouterr().out)["findings"]
    assert sorted(f"{one['rule']} {LETTERS[one['wire']]} {LETTERS[one['sdk']]}" for one in data) == expected(name)
    expect(CASES_ROOT / name / "expected.txt", said.out + said.err)
