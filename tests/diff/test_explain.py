"""What is explained agrees with what is judged: on every case and every row, there and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hexapla.cli import run
from hexapla.cli.explaining import examples_root
from hexapla.diff import Judged, Polarity, Policy, Review, Use, review
from hexapla.diff.cases import worst
from hexapla.diff.conventions import CONVENTIONS
from hexapla.diff.explain import EXAMPLES, GROUPS, WIDTH, Example, example_of, explain, known, reason, table
from hexapla.diff.guards import GUARDS
from hexapla.diff.rules import RULES
from hexapla.diff.supposed import CIRCUMSTANCES, Edit, Supposed, edits, home, supposed

from tests.diff.apis import Edit as Change
from tests.diff.apis import loaded, pair
from tests.diff.case_rows import CHANGES
from tests.diff.review_edits import called_back, headed, hook, same
from tests.diff.review_rows import ROWS
from tests.diff.test_cases import CASES_ROOT, LETTERS, NO_PAIR, changed
from tests.diff.test_cases import loaded as loaded_case

POLICY: Final = Policy(open_enums=True)
"""What `hexapla diff` judges by: every client that is generated takes values that its enumerations do not list."""

OF_CODE: Final = {rule for rule in RULES if rule.startswith("sdk.") and rule != "sdk.name-changed"}
"""Rules of what is found in generated code alone, and that a review of descriptions does not have."""

PLAIN_GUARDS: Final = {"G3", "G4"}
"""Guards that lower nothing."""


REASONS: Final = ("response.reason-added", "response.reason-removed", "response.reason-text-changed")
"""Rules of errors that no guard lowers."""


def findings() -> Iterator[Judged]:
    """Yield every finding of the cases and of the rows, there and back."""
    for name in CHANGES:
        for back in (False, True):
            yield from judged(name, back=back)
    for listed in ROWS.values():
        for _, first, second, *_ in listed:
            for edits_ in ((first, second), (second, first)):
                yield from of_pair(*edits_).judged


@cache
def judged(name: str, *, back: bool = False) -> tuple[Judged, ...]:
    """Return what is found in a case, as far as that is not known from its generated code."""
    sides = loaded_case(name, "old"), loaded_case(name, "new")
    return review(*(reversed(sides) if back else sides), None, POLICY).judged


@cache
def of_pair(first: Change, second: Change) -> Review:
    old, new = pair(first, second)
    return review(loaded(old), loaded(new), None, POLICY)


def example(id_: str) -> Example | None:
    name = example_of(id_)
    if name in NO_PAIR:
        return None
    old, new = ((CASES_ROOT / name / f"{side}.yaml").read_text() for side in ("old", "new"))
    return Example(old=old, new=new, changes=changed(name))


def text_of(id_: str) -> str:
    return explain(id_, example(id_))


def edit_of(one: Judged) -> Edit:
    return Edit(says="", effect=one.fact.effect, before=one.fact.before, after=one.fact.after)


def meant(one: Judged, *, holds: bool) -> tuple[str, str]:
    """Return what is supposed of a finding, worst over its uses."""
    rule = RULES[one.fact.rule]
    unreached = "G1" in one.guards
    polarities: tuple[Polarity, ...] = ("request", "response") if rule.id.startswith("schema.") else ("request",)
    uses = one.reach or tuple(Use(operation="", polarity=of) for of in polarities)
    found = []
    for use in uses:
        of = Supposed(
            required=one.fact.required,
            extensible=one.fact.extensible,
            error=use.error,
            flipped=use.flipped,
            level=use.level,
            other=one.fact.only not in (None, use.polarity),
            unreached=unreached,
            deprecated="G6" in one.guards,
            holds=holds,
        )
        found.append(supposed(rule, edit_of(one), use.polarity, of).outcome)
    return worst(tuple(one.wire for one in found)), worst(tuple(one.sdk for one in found))


def test_what_is_supposed_is_what_is_judged() -> None:
    seen = set()
    for one in findings():
        seen.add(one.fact.rule)
        assert (one.wire, one.sdk) in [meant(one, holds=holds) for holds in (False, True)], one
    assert seen == RULES.keys() - OF_CODE


def grid(rule: str) -> dict[str, list[str]]:
    """Return the cells of the table that is printed, by the word of their row, conventions left out."""
    lines = explain(rule, None).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("  effect"))
    heads = [m.start() for m in re.finditer(r"(?<=\s\s)\S", lines[start])][1:]
    found = {}
    for line in lines[start + 1 :]:
        if not line:
            break
        cells = [line[a:b].strip() for a, b in zip(heads, [*heads[1:], None], strict=True)]
        found[line[: heads[0]].strip()] = [re.sub(r" \(V\d\)$", "", cell) for cell in cells]
    return found


@cache
def grids() -> dict[str, dict[str, list[str]]]:
    return {rule: grid(rule) for rule in RULES}


def test_the_table_that_is_printed_is_what_is_judged() -> None:
    """Of every finding that nothing lowers, and that is of what must be there, as the table has it."""
    checked = set()
    for one in findings():
        rule = one.fact.rule
        if set(one.guards) - PLAIN_GUARDS or one.fact.extensible or rule == "schema.read-write-only":
            continue
        if not one.fact.required and rule in ("schema.property-added", "schema.property-removed", "header.added"):
            continue
        if any(use.error for use in one.reach):
            continue
        cells = grids()[rule][one.fact.effect]
        for seen in one.seen:
            cell = cells[0 if len(cells) == 1 or seen.polarity == "request" else 1]
            said = seen.wire if seen.wire == seen.sdk else f"{seen.wire} / {seen.sdk}"
            held = RULES[rule].holds is not None and cell.split(" / ")[0] == seen.wire
            assert said == cell or held or (not one.fact.required and "V2" in one.conventions), one
            checked.add(rule)
    # Nobody uses a scheme that came or went; one goes by marks and not by its effect; others are of errors alone.
    left = {
        rule for rule in RULES.keys() - OF_CODE - checked if not all(one.guards for one in findings_by_rule()[rule])
    }
    assert left <= {"schema.read-write-only", "info.version", "api.quota-changed", *REASONS}


def test_what_becomes_read_or_write_only_is_told_by_its_marks() -> None:
    cells = grid("schema.read-write-only")
    for name, row in (("schema.read-write-only", "now readOnly"), ("schema.read-write-only.write", "now writeOnly")):
        (one,) = judged(name)
        polarities = [f"{seen.wire} / {seen.sdk}" if seen.wire != seen.sdk else seen.wire for seen in one.seen]
        assert polarities == cells[row]


def test_the_list_of_rules_says_what_the_cases_say() -> None:
    listed = dict(re.findall(r"^  (\S+\.\S+) +(.*)$", table(), re.MULTILINE))
    assert listed.keys() == RULES.keys()
    for rule, said in listed.items():
        if said == "by effect":
            assert len(edits(RULES[rule])) > 1
        elif (
            rule not in (*NO_PAIR, "scheme.added") and RULES[rule].holds is None
        ):  # asked for by nobody yet, in its case
            wire, sdk = (said.split(" / ") * 2)[:2]
            assert CHANGES[rule][0] == LETTERS[wire], rule
            assert rule in OF_CODE or all((one.wire, one.sdk) == (wire, sdk) for one in judged(rule)), rule


def test_the_list_of_rules_has_every_rule_under_a_heading() -> None:
    assert {rule.split(".")[0] for rule in RULES} == GROUPS.keys()
    lines = table().splitlines()
    assert all(heading in lines for heading in GROUPS.values())
    assert all(len(line) <= WIDTH and line == line.rstrip() for line in lines)


def test_everything_is_known() -> None:
    assert {*known()} == {*RULES, *EXAMPLES}
    assert {*EXAMPLES} == {*(one.id for one in GUARDS), *(one.id for one in CONVENTIONS), "V7"}
    assert {one: reason(one)[0] for one in ("G1", "V7")} == {"G1": "unreached", "V7": "formats"}


@pytest.mark.parametrize("id_", known())
def test_everything_is_explained(id_: str) -> None:
    text = text_of(id_)
    lines = text.splitlines()
    assert text.endswith("\n")
    assert lines[0].startswith(f"{id_}: " if id_ in RULES else f"{id_} {reason(id_)[0]}, a ")
    assert max(map(len, lines)) <= WIDTH, max(lines, key=len)
    assert not [line for line in lines if line != line.rstrip()]
    assert text.isprintable() is False
    assert text.replace("\n", "").isprintable()
    assert "\n\n\n" not in text
    assert ("Example:" in lines) == (id_ not in NO_PAIR)
    assert any(line.startswith(("  +", "  -")) for line in lines) == (id_ not in NO_PAIR)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_an_explanation_names_whoever_may_have_a_say(rule: str) -> None:
    found = {
        name for one in findings_by_rule().get(rule, ()) for name in (*one.guards, *one.conventions) if name != "V7"
    }
    told = set(re.findall(r"^  ([GV]\d) ", explain(rule, None), re.MULTILINE))
    assert found <= told


@cache
def findings_by_rule() -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = {}
    for one in findings():
        found.setdefault(one.fact.rule, []).append(one)
    return found


@pytest.mark.parametrize("id_", sorted(EXAMPLES))
def test_the_example_of_a_guard_or_a_convention_is_of_it(id_: str) -> None:
    found = judged(example_of(id_))
    assert any(id_ in (*one.guards, *one.conventions) for one in found)
    assert re.search(rf"\(([GV]\d, )*{id_}(, [GV]\d)*\): ", text_of(id_))


def test_what_can_be_announced() -> None:
    """The rules that a deprecation may lower are those that a review asks for one."""
    found = {rule for rule, ones in findings_by_rule().items() if any("G6" in one.guards for one in ones)}
    deprecated = {"deprecated": True}
    header = {"schema": {"type": "integer"}, **deprecated}
    others: list[tuple[Change, Change]] = [
        (headed(**header), same),
        (hook(deprecated), same),
        (lambda doc: (called_back(doc), told(doc).update(deprecated))[0], same),
    ]
    for first, second in others:
        found |= {one.fact.rule for one in of_pair(first, second).judged if "G6" in one.guards}
    (starts,) = (starts for _, of, starts in CIRCUMSTANCES if of.deprecated)
    assert found == {*starts}


def told(doc: dict) -> dict:  # type: ignore[type-arg]
    found: dict = doc["paths"]["/pets"]["post"]["callbacks"]["done"]["{$request.body#/url}"]["post"]  # type: ignore[type-arg]
    return found


@pytest.mark.parametrize("says", [says for says, *_ in CIRCUMSTANCES])
def test_every_circumstance_makes_a_difference_somewhere(says: str) -> None:
    (of, starts) = next((of, starts) for words, of, starts in CIRCUMSTANCES if words == says)
    for start in starts:
        assert any(rule.startswith(start) for rule in RULES), start
    rules = [rule for rule in RULES.values() if rule.id.startswith(starts)]
    differs = [
        rule.id
        for rule in rules
        for edit in edits(rule)
        if supposed(rule, edit, home(rule), of) != supposed(rule, edit, home(rule))
        or supposed(rule, edit, "response", of) != supposed(rule, edit, "response")
    ]
    assert differs


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "schema.enum"]) == 0
    assert capsys.readouterr().out == text_of("schema.enum")
    assert run(["explain", "g5"]) == 0
    assert capsys.readouterr().out == text_of("G5")
    assert run(["explain"]) == 0
    assert capsys.readouterr().out == table()


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("schema.enums", "did you mean `schema.enum`?"),
        ("zzz.zzz", "`hexapla explain` lists them"),
        ("129912bca784", "it is the id of a finding: its rule stands behind it"),
        ("made-operation-id", "what other commands find is explained where it is found"),
    ],
)
def test_a_word_that_is_no_rule(word: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", word]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"`{word}` is no rule" in said.err
    assert hint in said.err


def test_where_the_examples_are() -> None:
    assert Path(examples_root()) == CASES_ROOT
