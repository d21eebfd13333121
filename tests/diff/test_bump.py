"""The step a version must take: for the API by the wire, for a package by code."""

from __future__ import annotations

from typing import Final

import pytest
from hexapla.diff.accept import accept
from hexapla.diff.bump import STEPS, api_bump, package_bump, version_of
from hexapla.diff.changes import Accepted, Bump, Change, Step
from hexapla.diff.judge import Judged, fingerprint
from hexapla.diff.symbols import Symbol
from hexapla.diff.words import CLASSES, Class, Fact
from hexapla.finding import Location
from hexapla.frozen import replace
from hypothesis import given
from hypothesis import strategies as st

HERE: Final = Location("hexapla.accept.yaml", 1)
MOVED: Final = Symbol(target="python", kind="method", name="pets.get", before=None, after="get()", breaking=False)


def change(wire: Class, sdk: Class, *symbols: Symbol, node: str = "#/x") -> Change:
    fact = Fact(
        rule="schema.type", effect="both", node=node, before=1, after=2, old=None, new=None, key=f"{wire}{sdk}{node}"
    )
    judged = Judged(
        fact=fact,
        wire=wire,
        sdk=sdk,
        reach=(),
        seen=(),
        guards=(),
        conventions=(),
        witness=None,
        fingerprint=fingerprint(fact),
    )
    return Change(judged=judged, symbols=symbols)


def accepted(of: Change) -> Change:
    return replace(of, accepted=entry(of))


def entry(of: Change, until: str = "") -> Accepted:
    return Accepted(fingerprint=of.judged.fingerprint, reason="Known.", by="ada", until=until, where=HERE)


@pytest.mark.parametrize(
    ("wire", "sdk", "api", "package"),
    [
        ("breaking", "breaking", "major", "major"),
        ("breaking", "non-breaking", "major", "minor"),
        ("none", "breaking", "patch", "major"),
        ("possible", "possible", "major", "major"),
        ("non-breaking", "non-breaking", "minor", "minor"),
        ("docs-only", "docs-only", "patch", "patch"),
        ("none", "none", "none", "patch"),
    ],
)
def test_the_step_of_a_class(wire: Class, sdk: Class, api: Step, package: Step) -> None:
    changes = [change(wire, sdk, MOVED)]
    assert api_bump("Pets", "1.2.3", "1.2.3", changes).needs == api
    assert package_bump("python", "1.2.3", "1.2.3", changes, differs=True).needs == package


def test_a_package_whose_code_is_the_same_needs_no_release() -> None:
    found = package_bump("python", "1.2.3", "1.2.3", [change("breaking", "breaking")], differs=False)
    assert (found.needs, found.lowest, found.sufficient, found.by) == ("none", "1.2.3", True, None)


def test_code_that_differs_in_words_only_is_a_patch() -> None:
    assert package_bump("python", "1.2.3", "1.2.3", [], differs=True).needs == "patch"
    found = package_bump("python", "1.2.3", "1.2.3", [change("non-breaking", "non-breaking")], differs=True)
    assert (found.needs, found.lowest) == ("patch", "1.2.4")


def test_symbols_of_another_target_are_none_of_ours() -> None:
    other = replace(MOVED, target="typescript")
    found = package_bump("python", "1.2.3", "1.2.3", [change("non-breaking", "non-breaking", other)], differs=True)
    assert found.needs == "patch"


@pytest.mark.parametrize(
    ("before", "class_", "lowest"),
    [
        ("1.2.3", "breaking", "2.0.0"),
        ("1.2.3", "non-breaking", "1.3.0"),
        ("1.2.3", "docs-only", "1.2.4"),
        ("0.2.3", "breaking", "0.3.0"),
        ("0.2.3", "non-breaking", "0.2.4"),
        ("0.2.3", "docs-only", "0.2.4"),
        ("v9", "breaking", "v10"),
        ("v9", "non-breaking", "v9.1"),
        ("1.0", "docs-only", "1.0.1"),
        ("1.0.0-rc.1", "breaking", "2.0.0"),
        ("2026-01-31", "breaking", ""),
        ("latest", "breaking", ""),
        ("1.2.3.4", "breaking", ""),
    ],
)
def test_the_lowest_version(before: str, class_: Class, lowest: str) -> None:
    assert api_bump("Pets", before, before, [change(class_, class_)]).lowest == lowest


def test_a_day_for_a_version_need_only_be_another_one() -> None:
    changes = [change("breaking", "breaking")]
    assert not api_bump("Pets", "2026-01-31", "2026-01-31", changes).sufficient
    assert api_bump("Pets", "2026-01-31", "2026-02-28", changes).sufficient


def test_what_is_only_possible_is_milder_once_it_is_accepted() -> None:
    changes = [change("possible", "possible"), change("docs-only", "docs-only")]
    found = api_bump("Pets", "1.0.0", "1.0.0", changes)
    assert (found.needs, found.unless, found.by) == ("major", "minor", changes[0])
    assert api_bump("Pets", "1.0.0", "1.0.0", [change("breaking", "breaking"), *changes]).unless is None
    early = api_bump("Pets", "0.1.0", "0.1.0", changes)
    assert (early.needs, early.unless) == ("minor", "patch")


VERSIONS: Final = st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(0, 30)).map(
    lambda parts: ".".join(map(str, parts))
)
CHANGES: Final = st.lists(
    st.builds(
        lambda wire, sdk, number, known: (accepted if known else lambda of: of)(change(wire, sdk, node=f"#/{number}")),
        *(st.sampled_from(CLASSES), st.sampled_from(CLASSES), st.integers(0, 9), st.booleans()),
    ),
    max_size=5,
)


@given(before=VERSIONS, changes=CHANGES)
def test_the_lowest_version_is_enough_and_nothing_below_it_is(before: str, changes: list[Change]) -> None:
    found = api_bump("Pets", before, before, changes)
    assert api_bump("Pets", before, found.lowest, changes).sufficient
    assert found.sufficient is (found.needs == "none")
    least = version_of(found.lowest)
    assert least is not None
    for number, part in enumerate(least.numbers):
        below = [*least.numbers[:number], part - 1, *([99] * (2 - number))]
        if part and found.needs != "none":
            assert not api_bump("Pets", before, ".".join(map(str, below)), changes).sufficient


@given(before=VERSIONS, changes=CHANGES)
def test_to_accept_asks_for_no_more(before: str, changes: list[Change]) -> None:
    for bump in (api, package):
        more, less = bump(before, changes), bump(before, [accepted(one) for one in changes])
        assert STEPS.index(less.needs) <= STEPS.index(more.needs)
        assert more.by is None or more.by.accepted is None
    assert api(before, [accepted(one) for one in changes]).needs == "none"


def api(before: str, changes: list[Change]) -> Bump:
    return api_bump("Pets", before, before, changes)


def package(before: str, changes: list[Change]) -> Bump:
    return package_bump("python", before, before, changes, differs=True)


@given(changes=CHANGES)
def test_the_change_that_forces_it_is_the_worst(changes: list[Change]) -> None:
    found = api_bump("Pets", "1.0.0", "1.0.0", changes)
    counting = [one for one in changes if one.accepted is None]
    if found.by is not None:
        assert CLASSES.index(found.by.judged.wire) == max(CLASSES.index(one.judged.wire) for one in counting)


def test_what_is_accepted_is_marked_and_what_is_of_no_use_is_told() -> None:
    one, other = change("breaking", "breaking"), change("breaking", "breaking", node="#/y")
    gone = replace(entry(one), fingerprint="0" * 12)
    marked, found = accept([one, other], [entry(one), entry(other, "2026-01-31"), gone], "2026-01-31")
    assert [change.accepted is not None for change in marked] == [True, True]
    assert [finding.rule for finding in found] == ["accept.stale"]
    marked, found = accept([one, other], [entry(one), entry(other, "2026-01-31")], "2026-02-01")
    assert [change.accepted is not None for change in marked] == [True, False]
    assert [finding.rule for finding in found] == ["accept.ended"]
