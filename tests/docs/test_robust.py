"""Whatever a page holds there are facts or findings: never a traceback, never a hang, nothing swallowed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.docs import as_data, facts_yaml, lock_text, parse_lock, read
from hexapla.docs.lock import lock
from hexapla.finding import as_text
from hexapla.source import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.docs.test_formats import SHAPES, stated
from tests.docs.test_properties import plain

CASES = Path(__file__).parents[1] / "cases" / "docs"
SHAPE_CASES = {
    "bars": "bars/page.txt",
    "glued": "glued/page.txt",
    "spaced": "spaced/page.txt",
    "stacked": "stacked/page.txt",
    "older": "older_bars/page.txt",
    "markdown": "markdown/page.md",
    "html": "html/page.html",
    "minified": "html_minified/page.html",
    "nested": "nested_tables/page.txt",
    "messages": "messages/page.txt",
    "repeated": "repeated/page.txt",
    "mixed": "mixed/page.txt",
    "ambiguous": "stacked_ambiguous/page.txt",
    "traps": "html_traps/page.html",
}


def sound(page: bytes) -> None:
    """Read a page and check that what comes out holds together."""
    facts, findings = read([("page.txt", page)])
    assert facts or findings
    lines = max(page.count(b"\n"), page.count(b"\r")) + page.count(b"\n") + 1
    assert all(f.where is not None and 0 <= f.where.line <= lines and f.where.column >= 1 for f in findings)
    found, faults = parse_lock(parse("docs.lock.yaml", lock_text(facts).encode()))
    assert not faults
    assert plain(found.operations) == plain(lock(facts).operations)


def bytes_of(name: str) -> bytes:
    return (CASES / SHAPE_CASES[name]).read_bytes()


FRAGMENTS = [
    "GET A thing",
    "PATCH expects",
    "https://a.example/b/{c}",
    "- cURL",
    "curl x",
    "Parameters",
    "Path",
    "Query",
    "Body",
    "Response",
    "200",
    "404",
    "Possible errors:",
    "- One",
    "•",
    "* Two",
    "name | type | required | description |",
    "Name | Type | Description |",
    "---|---|---|",
    "a | string | true | - |",
    "b | object | - |",
    "string | - | |",
    "nametyperequireddescription",
    "NameTypeDescription",
    "aobject-",
    "stringinteger",
    "a",
    "b",
    "Name Type Description",
    "d integer -",
    "string integer",
    "Name\nType\nDescription",
    "name\ntype\nrequired\ndescription",
    "string",
    "true",
    "| name | type | description |",
    "| e | number | null | - |",
    "| f | str",
    "# Page",
    "## POST B thing",
    "**Response**",
    "```",
    "Array of:",
    "<h2>GET C thing</h2>",
    "<table><tr><th>name<th>type<th>description<tr><td>g<td>string<td>-</table>",
    "<pre>",
    "<li>",
    "</pre><p>https://a.example/d</p>",
    "© 2024",
    "Skip to main content",
    "Forbidden",
    "|",
    "",
]
LINES = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=40)


@settings(max_examples=300)
@given(LINES)
def test_no_mixture_of_lines_raises(lines: list[str]) -> None:
    sound("\n".join(lines).encode())


@given(st.lists(st.sampled_from([part for part in FRAGMENTS if part[:1] == "<"] + ["<", ">", "&#0;", "<td>", "x"])))
def test_no_mixture_of_tags_raises(parts: list[str]) -> None:
    sound(("<html>" + "".join(parts)).encode())


@given(st.binary())
def test_no_bytes_raise(page: bytes) -> None:
    sound(page)


@given(st.sampled_from(["\ufeff", ""]), st.sampled_from(["utf-16-le", "utf-16-be"]), st.binary(max_size=40))
def test_no_utf_16_raises(begin: str, encoding: str, rest: bytes) -> None:
    sound((begin + "GET a\r\nhttps://a.example/b\n").encode(encoding) + rest)


@pytest.mark.parametrize("name", SHAPE_CASES)
def test_a_page_cut_anywhere_gives_facts_or_findings(name: str) -> None:
    page = bytes_of(name)
    for end in range(0, len(page), 1 if len(page) < 2000 else 3):
        sound(page[:end])


@pytest.mark.parametrize("name", ["bars", "glued", "spaced", "stacked", "markdown", "minified"])
def test_a_page_without_its_beginning_gives_facts_or_findings(name: str) -> None:
    page = bytes_of(name)
    for start in range(0, len(page), 7):
        sound(page[start:])


@pytest.mark.parametrize("name", ["bars", "glued", "spaced", "stacked", "older", "markdown", "html", "minified"])
def test_a_page_that_is_there_twice_says_so(name: str) -> None:
    page = bytes_of(name)
    once, twice = read([("page", page)])[0], read([("page", page + b"\n" + page)])
    assert stated(twice[0][: len(once)]) == stated(once)
    found = [finding.rule for finding in twice[1]]
    # Of HTML that is there twice a parser makes one document; whether the second half is read is up to it.
    assert found.count("repeated-operation") == len(once)


CHANGES: dict[str, Callable[[str], bytes]] = {
    "crlf": lambda page: page.replace("\n", "\r\n").encode(),
    "cr": lambda page: page.replace("\n", "\r").encode(),
    "bom": lambda page: page.encode("utf-8-sig"),
    "utf-16": lambda page: page.encode("utf-16"),
    "utf-16 big": lambda page: b"\xfe\xff" + page.replace("\n", "\r\n").encode("utf-16-be"),
    "zero width": lambda page: page.replace("Parameters", "Parameters\u200b\u2060").encode(),
    "no-break": lambda page: page.replace(" | ", "\u00a0|\u202f").encode(),
    "indented": lambda page: page.replace("\n", "  \n \u00a0").encode(),
    "blank lines": lambda page: page.replace("\n", "\n\n").encode(),
}


# A blank line ends a table of Markdown.
CHANGED = [
    (shape, change) for shape in SHAPES for change in CHANGES if (shape, change) != ("open markdown", "blank lines")
]


@pytest.mark.parametrize(("shape", "change"), CHANGED)
def test_what_copying_leaves_behind_changes_no_fact(shape: str, change: str) -> None:
    facts = read([("page", bytes_of("bars"))])[0]
    page = SHAPES[shape](facts)
    found, findings = read([("page", CHANGES[change](page))])
    assert stated(found) == stated(facts)
    assert not findings


@pytest.mark.parametrize("name", ["bars", "glued", "spaced", "stacked"])
def test_no_line_that_is_put_in_is_swallowed(name: str) -> None:
    """A line that belongs nowhere is a finding, or part of the prose that is read: only sample code is skipped."""
    check_nothing_is_swallowed(bytes_of(name).decode(), "~ what is this?")


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_no_block_that_is_put_in_is_swallowed(name: str) -> None:
    strange = "\n~ what is this?\n" if name == "markdown" else "<p>~ what is this?</p>"
    check_nothing_is_swallowed(bytes_of(name).decode(), strange)


def check_nothing_is_swallowed(page: str, strange: str) -> None:
    lines = page.split("\n")
    skipped, inside = set(), False
    for at, line in enumerate(lines):
        skipped |= {at} if inside else set()
        begins = line.startswith(("- cURL", "curl", "```bash")) or "curl x" in line
        inside = begins or (inside and "Parameters" not in line and "tabpanel" not in line)
    reported = 0
    for at in range(1, len(lines)):
        text = "\n".join([*lines[:at], strange, *lines[at:]])
        facts, findings = read([("page", text.encode())])
        reported += bool(findings)
        assert findings or "what is this?" in json.dumps(as_data(facts)) or at in skipped or outside(lines, at), text
    assert reported > len(lines) / 3


def outside(lines: list[str], at: int) -> bool:
    """Say whether a place on a page of HTML is in sample code, or outside of what such sites print, in the menu say."""
    before = "".join(lines[:at])
    code = before.count("<pre>") > before.count("</pre>")
    return code or ("<html" in before and ("<article>" not in before or "</article>" in before))


HEAD = "GET A\nhttps://a.example/x\nS\nResponse\n200\n"
MARKED_HEAD = "# P\n## GET A\nhttps://a.example/x\n### Response\n#### 200\n"
WEB_HEAD = "<html><body><h2>GET A</h2><p>https://a.example/x</p><h3>Response</h3><p>200</p>"
GARBAGE: dict[str, str] = {
    "types": HEAD + "NameTypeDescription\n" + "string" * 30_000,
    "headings": "GET A\n" * 30_000,
    "prose": HEAD + "PATCH expects\n" * 30_000,
    "bars": HEAD + "Name | Type | Description |\n" + "|" * 200_000,
    "spaced": HEAD + "name type description\n" + "string Array of " * 20_000,
    "tabs": HEAD + "name\ttype\tdescription\n" + "string\t" * 50_000,
    "stacked rows": HEAD + "Name\nType\nDescription\n" + "a\nstring\n-\n" * 20_000,
    "stacked words": HEAD + "Name\nType\nDescription\n" + "string\n" * 60_000,
    "stacked headers": HEAD + "Name\nType\nDescription\n" * 20_000,
    "stacked prose": HEAD + "Name\nType\nDescription\n" + "~ what\n" * 60_000,
    "hashes": MARKED_HEAD + "# " * 100_000,
    "spaces": MARKED_HEAD + "# a" + " " * 200_000 + "b",
    "brackets": MARKED_HEAD + "[" * 100_000 + "](" * 50_000,
    "ticks": MARKED_HEAD + "`" * 100_000 + "`a" * 50_000,
    "stars": MARKED_HEAD + "*" * 200_000,
    "backslashes": MARKED_HEAD + "| name | type | description |\n|" + "\\" * 200_000 + "|",
    "markdown bars": MARKED_HEAD + "| name | type | description |\n" + "|" * 100_000,
    "markdown rules": MARKED_HEAD + "| name | type | description |\n|" + "-|" * 100_000 + "\n" + "-" * 100_000,
    "fences": MARKED_HEAD + "```\n" * 50_001,
    "angles": MARKED_HEAD + "<https://" * 30_000,
    "entities": MARKED_HEAD + "&#1" * 60_000,
    "divs": WEB_HEAD + "<div>" * 100_000,
    "lists": WEB_HEAD + "<ul><li>a" * 30_000,
    "spans": WEB_HEAD + "<span>" * 30_000 + "</b>" * 30_000,
    "open tags": WEB_HEAD + "<a " * 50_000,
    "comments": WEB_HEAD + "<!--" * 50_000,
    "less-than": WEB_HEAD + "<" * 200_000,
    "cells": WEB_HEAD + "<table>" + "<tr><td>a<td>string<td>-" * 20_000,
    "tables": WEB_HEAD + "<table><tr><td>" * 20_000,
    "paragraphs": WEB_HEAD + "<p>a" * 50_000,
    "spelt": WEB_HEAD + "<p>zz&amp;" * 20_000,
    "hidden words": WEB_HEAD + "<p title='a a a'>a&lt;</p>" * 20_000,
    "articles": "<html>" + "<article>a" * 30_000,
    "inline": WEB_HEAD + "<p>" + "<b>a</b>" * 30_000,
    "scripts": WEB_HEAD + "<script>" + "</scrip" * 50_000,
    "line": "x" * 1_000_000,
    "lines": "x\n" * 100_000,
    "angle brackets": "<!--" * 50_000,
    "xml": "<?xml " * 50_000,
}


@pytest.mark.parametrize("garbage", GARBAGE)
def test_work_is_linear_in_the_length_of_a_page(garbage: str) -> None:
    """Four times the page is four times the work, and would be sixteen times if it were quadratic."""
    page = GARBAGE[garbage].encode()
    quarter, _ = work(page[: len(page) // 4])
    whole, said = work(page)
    assert whole < 10 * quarter + 0.5
    assert said


def work(page: bytes) -> tuple[float, int]:
    """Return the processor time it takes to read a page: a ratio in one run, whatever else the machine does."""
    start = time.process_time()
    facts, findings = read([("page.txt", page)])
    return time.process_time() - start, len(facts) + len(findings)


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_of_a_page_reaches_a_terminal_or_yaml_as_it_is(shape: str) -> None:
    """Signs that steer a terminal, of whatever place, are escaped in findings and in facts as YAML."""
    facts = read([("page", bytes_of("bars"))])[0]
    page = SHAPES[shape](facts).replace("Returns", "\x1b[31mReturns\u202e").replace("ID of", "\x1b]0;ID\x07 of")
    page = page.replace("Tower not", "~\x1b[2J\u2066 not").replace("integer", "integer\x9b")
    found, findings = read([("page\x1b", page.encode())])
    text = as_text(findings, lambda _: page.split("\n")) + facts_yaml(as_data(found)) + lock_text(found)
    assert all(sign.isprintable() or sign in "\n\t" for sign in text)


def test_the_parser_of_html_is_imported_for_html_only() -> None:
    script = (
        "import sys; from hexapla.docs import read; read([('a', b'GET a')]); assert 'lxml' not in sys.modules;"
        "read([('a', b'<html>')]); assert 'lxml' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
