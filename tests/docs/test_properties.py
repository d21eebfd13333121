"""What holds for any page and any facts: what is printed reads back, nothing raises, nothing is swallowed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hexapla.docs import OperationFacts, as_data, facts_yaml, lock_text, parse_lock, read
from hexapla.docs.facts import FieldRow, ParameterRow, ResponseFacts
from hexapla.docs.formats import FORMATS
from hexapla.docs.lock import lock
from hexapla.finding import Location
from hexapla.source import parse
from hypothesis import given, settings
from hypothesis import strategies as st

CASES = Path(__file__).parents[1] / "cases" / "docs"
WHERE = Location("page.txt", 1)

# Letters that form no type word: glued cells are ambiguous by nature, and that is another test.
LETTERS = "kmpquvwxyz"
WORD = st.text(LETTERS, min_size=1, max_size=6)
NAMES = st.builds("".join, st.tuples(WORD, st.sampled_from(["", "_x", "[]", "-k", "2", ".z"])))
MORE = st.lists(st.sampled_from(["string", "Array of object", "1 | 2", "GET", "200", "{6}", "'", "é", "x"]), max_size=3)
PROSE = st.builds(lambda first, more: " ".join([first.capitalize(), *more]), WORD, MORE)
DESCRIPTIONS = st.one_of(st.sampled_from(["-", "null"]), PROSE)
SCALARS = st.sampled_from(
    ["string", "integer", "number", "boolean", "array", "Array of integer", "Array of Array of string"]
)
OBJECTS = st.sampled_from(["object", "Object", "Array of object"])

PARAMETERS = st.lists(st.builds(ParameterRow, NAMES, SCALARS, st.booleans(), DESCRIPTIONS, st.just(0)), max_size=3)


@st.composite
def tables(draw: st.DrawFn, table: str | None = None, depth: int = 2) -> list[FieldRow]:
    """Draw the rows of a table, then those of the nested tables, depth first."""
    rows: list[FieldRow] = []
    below: list[FieldRow] = []
    for name in draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)):
        nested = depth > 0 and draw(st.booleans())
        rows.append(FieldRow(table, name, draw(OBJECTS if nested else SCALARS), draw(DESCRIPTIONS), 0))
        if nested:
            below += draw(tables(name, depth - 1))
    return rows + below


FIELDS = st.one_of(st.just([]), tables())


@st.composite
def responses(draw: st.DrawFn) -> tuple[ResponseFacts, ...]:
    found = []
    for status in draw(st.lists(st.sampled_from(["200", "201", "400", "404", "500"]), min_size=1, unique=True)):
        text = draw(st.one_of(st.just(""), PROSE))
        messages, fields = draw(st.lists(PROSE, max_size=2)), draw(FIELDS)
        if not (text or messages or fields):
            text = "Ok"
        found.append(ResponseFacts(status, text, tuple(messages), tuple(fields)))
    return tuple(found)


PATHS = st.lists(WORD, min_size=1, max_size=3).map(lambda words: "/" + "/".join(words))
OPERATIONS = st.builds(
    OperationFacts,
    method=st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    path=PATHS,
    title=PROSE,
    summary=PROSE,
    where=st.just(WHERE),
    path_params=PARAMETERS.map(tuple),
    query_params=PARAMETERS.map(tuple),
    body=FIELDS.map(tuple),
    responses=responses(),
)
PAGES = st.lists(OPERATIONS, min_size=1, max_size=3, unique_by=lambda o: (o.method, o.path))


def bars(*cells: str) -> str:
    return "".join(cell.replace("|", "\\|") + " | " for cell in cells).rstrip()


def glued(*cells: str) -> str:
    return "".join(cells)


PRINTERS: list[tuple[Callable[..., str], list[str]]] = [(bars, ["---|---|---|---|"]), (glued, [])]


def print_page(facts: list[OperationFacts], cells: Callable[..., str], rule: list[str]) -> str:
    lines = ["Page"]
    for o in facts:
        lines += [f"{o.method} {o.title}", f"https://a.example{o.path}", o.summary, "curl x", "a | b |", "200", ""]
        lines += ["Parameters"]
        for section, rows in (("Path", o.path_params), ("Query", o.query_params)):
            if rows:
                lines += [section, cells("name", "type", "required", "description"), *rule]
                lines += [cells(r.name, r.type, "true" if r.required else "false", r.description) for r in rows]
        lines += ["Body"] * bool(o.body) + print_tables(o.body, cells, rule) + ["Response"]
        for response in o.responses:
            lines += [response.status, response.text]
            lines += ["Possible errors:"] * bool(response.messages) + [f"- {text}" for text in response.messages]
            lines += print_tables(response.fields, cells, rule)
    return "\n".join(lines)


def print_tables(rows: tuple[FieldRow, ...], cells: Callable[..., str], rule: list[str]) -> list[str]:
    lines: list[str] = []
    last: object = ...
    for row in rows:
        if row.table != last:
            lines += [row.table] if row.table else []
            lines += [cells("Name", "Type", "Description"), *rule]
        last = row.table
        lines.append(cells(row.name, row.type, row.description))
    return lines


def without_places(facts: list[OperationFacts]) -> object:
    data = json.loads(json.dumps(as_data(facts)), object_hook=lambda d: {k: v for k, v in d.items() if k != "line"})
    return data


@pytest.mark.parametrize("printer", PRINTERS, ids=[form.name for form in FORMATS])
@given(facts=PAGES)
def test_what_is_printed_reads_back(printer: tuple[Callable[..., str], list[str]], facts: list[OperationFacts]) -> None:
    page = print_page(facts, *printer)
    found, findings = read([("page.txt", page.encode())])
    assert not [f for f in findings if f.rule not in ("repeated-section",)], page
    assert without_places(found) == without_places(facts), page


def test_every_format_is_printed() -> None:
    assert len(PRINTERS) == len(FORMATS)


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
    "© 2024",
    "Skip to main content",
    "Forbidden",
    "|",
    "",
]
LINES = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=40)


def sound(page: bytes) -> None:
    """Read a page and check that what comes out holds together."""
    facts, findings = read([("page.txt", page)])
    assert facts or findings
    lines = page.count(b"\n") + page.count(b"\r") + 1
    assert all(f.where is not None and 1 <= f.where.line <= lines and f.where.column >= 1 for f in findings)
    found, faults = parse_lock(parse("docs.lock.yaml", lock_text(facts).encode()))
    assert not faults
    assert plain(found.operations) == plain(lock(facts).operations)


@settings(max_examples=300)
@given(LINES)
def test_no_mixture_of_lines_raises(lines: list[str]) -> None:
    sound("\n".join(lines).encode())


@given(st.binary())
def test_no_bytes_raise(page: bytes) -> None:
    sound(page)


@pytest.mark.parametrize("name", ["bars", "glued", "nested_tables", "messages", "repeated"])
def test_a_page_cut_anywhere_gives_facts_or_findings(name: str) -> None:
    page = (CASES / name / "page.txt").read_bytes()
    for end in range(len(page)):
        sound(page[:end])


@pytest.mark.parametrize("name", ["bars", "glued"])
def test_no_line_that_is_put_in_is_swallowed(name: str) -> None:
    """A line that belongs nowhere is a finding, or part of the prose that is read: only sample code is skipped."""
    lines = (CASES / name / "page.txt").read_text().splitlines()
    skipped, inside = set(), False
    for at, line in enumerate(lines):
        skipped |= {at} if inside else set()
        inside = line.startswith(("- cURL", "curl")) or (inside and line != "Parameters")
    strange = "~ what is this?"
    reported = 0
    for at in range(1, len(lines) + 1):
        page = "\n".join([*lines[:at], strange, *lines[at:]])
        facts, findings = read([("page.txt", page.encode())])
        reported += bool(findings)
        assert findings or strange in json.dumps(as_data(facts)) or at in skipped, page
    assert reported > len(lines) / 3


ANY = st.text(max_size=12)
WILD_PARAMETERS = st.lists(st.builds(ParameterRow, ANY, ANY, st.booleans(), ANY, st.just(1), st.booleans()), max_size=2)
WILD_FIELDS = st.lists(st.builds(FieldRow, st.none() | ANY, ANY, ANY, ANY, st.just(1), st.booleans()), max_size=2).map(
    tuple
)
WILD_RESPONSE = st.builds(
    ResponseFacts, st.sampled_from(["200", "404"]), ANY, st.lists(ANY, max_size=2).map(tuple), WILD_FIELDS
)
WILD = st.lists(
    st.builds(
        OperationFacts,
        ANY,
        ANY,
        ANY,
        ANY,
        st.just(WHERE),
        WILD_PARAMETERS.map(tuple),
        WILD_PARAMETERS.map(tuple),
        WILD_FIELDS,
        st.lists(WILD_RESPONSE, max_size=2, unique_by=lambda r: r.status).map(tuple),
    ),
    max_size=2,
)


def plain(value: Any) -> Any:  # noqa: ANN401
    """Return dataclasses as data, without places."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return drop(asdict(value))


def drop(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: drop(part) for key, part in value.items() if key != "where"}
    return [drop(part) for part in value] if isinstance(value, list | tuple) else value


@given(WILD)
def test_the_lock_parses_back(facts: list[OperationFacts]) -> None:
    found, findings = parse_lock(parse("docs.lock.yaml", lock_text(facts).encode()))
    assert not findings
    assert plain(found.operations) == plain(lock(facts).operations)


@settings(max_examples=300)
@given(WILD)
def test_facts_as_yaml_parse_back(facts: list[OperationFacts]) -> None:
    data = as_data(facts)
    assert parse("facts.yaml", facts_yaml(data).encode()).data() == data


@settings(max_examples=1000)
@given(st.text() | st.from_regex(r"\A[-+0-9._:eExXobaTZ ~!&*?|>%@`{}\[\],#'\"]{1,8}\Z"))
def test_any_text_survives_in_any_place(text: str) -> None:
    data = {"a": text, "b": [text, {"c": text}, [text], [[text, {"e": [text]}]]], "d": {"e": {"f": text}}}
    assert parse("x.yaml", facts_yaml(data).encode()).data() == data


def test_text_survives_readers_of_older_yaml() -> None:
    import yaml

    texts = ["yes", "No", "on", "y", "012", "1_000", "1:30", "2024-01-01", "0b1", "0x1F", "1e3", "~", "null", ".5", "="]
    assert yaml.safe_load(facts_yaml(texts)) == texts


@given(PAGES, st.data())
def test_a_line_more_changes_only_its_operation(facts: list[OperationFacts], data: st.DataObject) -> None:
    """The lock is made for diffs: one operation that changes leaves the text of the others alone."""
    at = data.draw(st.integers(0, len(facts) - 1))
    changed = [replace(o, title=o.title + " now") if i == at else o for i, o in enumerate(facts)]
    before, after = lock_text(facts).splitlines(), lock_text(changed).splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
