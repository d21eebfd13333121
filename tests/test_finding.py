"""Findings as a person sees them: place, line, caret, hint; nothing from outside acts on the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hexapla.finding import (
    LONGEST,
    WIDTH,
    Finding,
    FindingError,
    Location,
    Severity,
    as_data,
    as_text,
    error,
    has_errors,
    note,
    ordered,
    printable,
    warning,
)
from hypothesis import given
from hypothesis import strategies as st


def shown(message: str, line: str, column: int, hint: str | None = None) -> str:
    """Return one finding at a column of a file of one line."""
    return as_text([error("rule", message, Location("a.yaml", 1, column), hint)], lambda _: [line])


def caret(line: str, column: int) -> tuple[str, str]:
    """Return the line as printed, and what stands under it up to the caret."""
    _, source, under = shown("m", line, column).splitlines()
    return source, under


def test_everything_at_once() -> None:
    findings = [
        warning("b", "second", Location("a.yaml", 2, 3)),
        error("a", "first", Location("a.yaml", 2, 1), "do this"),
        note("n", "nowhere"),
    ]
    assert as_text(findings, lambda _: ["one", "two: 2"]) == (
        "note n: nowhere\n"
        "a.yaml:2:1: error a: first\n"
        "  | two: 2\n"
        "  | ^\n"
        "  hint: do this\n"
        "a.yaml:2:3: warning b: second\n"
        "  | two: 2\n"
        "  |   ^\n"
    )


def test_the_caret_stands_under_its_column_behind_tabs() -> None:
    assert caret("\ta:\tb", 5) == ("  | \ta:\tb", "  | \t  \t^")


def test_the_caret_counts_wide_and_combining_characters() -> None:
    assert caret("日本: x", 5) == ("  | 日本: x", "  |       ^")
    assert caret("e\u0301te\u0301: x", 8) == ("  | e\u0301te\u0301: x", "  |      ^")


def test_the_caret_counts_what_an_escape_takes() -> None:
    assert caret("a\x1b: x", 5) == ("  | a\\x1b: x", "  |        ^")


def test_the_caret_behind_the_end_of_a_line() -> None:
    assert caret("abc", 4) == ("  | abc", "  |    ^")
    assert caret("abc", 99) == ("  | abc", "  |    ^")
    assert caret("", 1) == ("  | ", "  | ^")


def test_a_long_line_is_cut_to_a_window_around_the_caret() -> None:
    line = "".join(f"{number:04}" for number in range(500))
    source, under = caret(line, 1001)
    assert source == f"  | ...{line[900:1020]}..."
    assert source[len(under) - 1 :].startswith("0250")
    source, under = caret(line, 5)
    assert source == f"  | {line[:120]}..."
    assert under == "  |     ^"
    source, under = caret(line, len(line))
    assert source == f"  | ...{line[-101:]}"
    assert source[len(under) - 1 :] == "9"


def test_a_line_of_the_greatest_width_is_not_cut() -> None:
    line = "x" * WIDTH
    assert caret(line, WIDTH)[0] == f"  | {line}"


@pytest.mark.parametrize("line", [3, 99])
def test_a_line_the_file_does_not_have_is_not_shown(line: int) -> None:
    found = as_text([error("r", "m", Location("a", line, 1))], lambda _: ["one", "two"])
    assert found == f"a:{line}:1: error r: m\n"


def test_a_file_that_is_gone_costs_only_the_excerpt() -> None:
    assert as_text([error("r", "m", Location("a", 1, 1), "h")], lambda _: ()) == "a:1:1: error r: m\n  hint: h\n"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("bell\x07", "bell\\x07"),
        ("right\u202eleft", "right\\u202eleft"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("\ud800", "\\ud800"),
        ("\x9b1m", "\\x9b1m"),
        ("para\u2029graph", "para\\u2029graph"),
        ("line\u2028end", "line\\u2028end"),
        ("a\tb", "a\tb"),
        ("ünïcødé 日本 🙂", "ünïcødé 日本 🙂"),
    ],
)
def test_what_could_act_on_a_terminal_is_escaped(text: str, safe: str) -> None:
    assert printable(text) == safe


def test_a_message_stays_on_one_line() -> None:
    text = as_text([error("r", "one\ntwo\r\nthree", None, "four\nfive")], lambda _: ())
    assert text == "error r: one two\\r three\n  hint: four five\n"


def test_a_long_message_is_cut_in_the_middle() -> None:
    text = as_text([error("r", f"the key `{'k' * 5000}` stands twice", None, "x" * LONGEST)], lambda _: ())
    head, hint = text.splitlines()
    assert head.startswith("error r: the key `kkk")
    assert head.endswith("kkk` stands twice")
    assert len(head) < LONGEST + 20
    assert hint == f"  hint: {'x' * LONGEST}"


def test_a_file_name_cannot_forge_a_finding() -> None:
    text = as_text([error("r", "m", Location("a\nb.yaml:1:1: error x: y", 1, 1))], lambda _: ())
    assert text == "a\\nb.yaml:1:1: error x: y:1:1: error r: m\n"


LOCATIONS = st.builds(Location, st.text(max_size=8), st.integers(0, 9), st.integers(0, 300))
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["rule-a", "rule-b"]),
    st.sampled_from(Severity),
    st.text(),
    st.none() | LOCATIONS,
    st.none() | st.text(),
)


@given(st.lists(FINDINGS, max_size=5), st.lists(st.text(), max_size=9))
def test_text_never_holds_a_character_that_acts(findings: list[Finding], lines: list[str]) -> None:
    text = as_text(findings, lambda _: lines)
    assert not {c for c in text if unicodedata.category(c)[0] == "C"} - {"\n", "\t"}
    text.encode()


def told(findings: list[Finding]) -> set[object]:
    """Return what is told: once, however gravely and with whatever hint it was said."""
    return {(finding.rule, finding.message, finding.where) for finding in findings}


@given(st.lists(FINDINGS, max_size=5), st.lists(st.text(alphabet=st.characters(exclude_categories=["C"])), max_size=9))
def test_every_line_is_a_head_an_excerpt_or_a_hint(findings: list[Finding], lines: list[str]) -> None:
    heads = 0
    for line in as_text(findings, lambda _: lines).split("\n")[:-1]:
        if not line.startswith(("  | ", "  hint: ")):
            heads += 1
            assert " rule-" in f" {line}"
    assert heads == len(told(findings))


@given(st.lists(FINDINGS, max_size=8))
def test_order_does_not_depend_on_the_order_of_finding(findings: list[Finding]) -> None:
    def keys(found: list[Finding]) -> list[object]:
        return [(f.where, f.rule, f.message) for f in ordered(found)]

    assert keys(findings) == keys(findings[::-1])
    assert {(f.rule, f.message, f.where) for f in ordered(findings)} == told(findings)
    assert as_data(findings) == as_data([*findings, *findings])


def test_what_is_said_twice_of_a_place_is_told_once_and_gravely() -> None:
    where = Location("a", 1, 1)
    said = [note("r", "m", where), error("r", "m", where, "do"), error("r", "m", where), warning("r", "m", where, "z")]
    assert ordered(said) == ordered(said[::-1]) == [error("r", "m", where, "do")]
    assert len(ordered([*said, error("r", "m", Location("a", 1, 2)), error("q", "m", where)])) == 3


def test_a_whole_file_has_no_line() -> None:
    where = Location("a.py", 0)
    assert as_text([error("r", "m", where, "h")], lambda _: ["one"]) == "a.py: error r: m\n  hint: h\n"
    assert as_data([error("r", "m", where)]) == [
        dict(rule="r", severity="error", message="m", file="a.py", line=None, column=None, hint=None)
    ]


def test_order_is_place_then_rule_then_message() -> None:
    in_order = [
        error("z", "nowhere"),
        error("r", "m", Location("a", 2, 9)),
        error("a", "m", Location("a", 10, 1)),
        error("r", "l", Location("a", 10, 1)),
        error("r", "m", Location("a", 10, 1)),
        error("r", "m", Location("b", 1, 1)),
    ]
    assert ordered(in_order[::-1]) == in_order


def test_data_says_what_the_text_says() -> None:
    where = Location("a.yaml", 3, 4)
    assert as_data([warning("r", "m\x1b", where, "h"), note("n", "o")]) == [
        dict(rule="n", severity="note", message="o", file=None, line=None, column=None, hint=None),
        dict(rule="r", severity="warning", message="m\x1b", file="a.yaml", line=3, column=4, hint="h"),
    ]


def test_only_errors_fail() -> None:
    assert has_errors([note("r", "m"), error("r", "m")])
    assert not has_errors([note("r", "m"), warning("r", "m")])


def test_an_exception_says_its_messages() -> None:
    assert str(FindingError(error("r", "one"), error("r", "two"))) == "one; two"
