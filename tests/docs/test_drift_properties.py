"""What holds for any edit of any page: it is told as what it is, it is applied once, and nothing else is touched."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from hexapla.docs import read
from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_compare import compare
from hexapla.docs.lock import LockedOperation, LockedResponse, LockedRow, LockedText, lock, text_of
from hexapla.docs.unlock import parse_lock
from hexapla.finding import Location, has_errors
from hexapla.source import parse
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.docs.drifting import PAGES, SPEC, Project

WHERE = Location("page.txt", 1)
# Letters that no two names share: rows with names like each other could be one row renamed.
NAMES = ["aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff"]
OTHERS = ["kkkk", "mmmm"]
TYPES = ["string", "integer", "number", "boolean", "array", "Array of integer"]
WORDINGS = st.sampled_from([None, "00000001", "00000002", "00000003"])
STATUSES = ["200", "400", "403", "404", "500"]
TEXTS = ["Abc def.", "Ghij klm no.", "12 % of {it}"]


def rows(draw: st.DrawFn, *, flags: bool, table: str | None = None) -> tuple[LockedRow, ...]:
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    return tuple(
        LockedRow(
            name=name,
            type=draw(st.sampled_from(TYPES)),
            where=WHERE,
            table=table,
            required=draw(st.booleans()) if flags else None,
            wording=draw(WORDINGS),
        )
        for name in names
    )


@st.composite
def tables(draw: st.DrawFn) -> tuple[LockedRow, ...]:
    main = rows(draw, flags=False)
    if not main or not draw(st.booleans()):
        return main
    nested = dataclasses.replace(main[-1], type="object")
    return (*main[:-1], nested, *rows(draw, flags=False, table=nested.name))


@st.composite
def responses(draw: st.DrawFn) -> tuple[LockedResponse, ...]:
    statuses = draw(st.lists(st.sampled_from(STATUSES), min_size=1, max_size=3, unique=True))
    return tuple(
        LockedResponse(
            status=status,
            where=WHERE,
            wording=draw(WORDINGS),
            messages=tuple(LockedText(t, WHERE) for t in draw(st.lists(st.sampled_from(TEXTS), unique=True))),
            fields=draw(tables()),
        )
        for status in statuses
    )


@st.composite
def operations(draw: st.DrawFn) -> LockedOperation:
    return LockedOperation(
        method="GET",
        path="/a/{aaaa}",
        title="A",
        where=WHERE,
        summary=draw(WORDINGS),
        path_params=rows(draw, flags=True),
        query_params=tuple(dataclasses.replace(row, name=f"q{row.name}") for row in rows(draw, flags=True)),
        body=draw(tables()),
        responses=draw(responses()),
    )


def placed(operation: LockedOperation) -> LockedOperation:
    """Return an operation whose rows stand on lines of their own, as on any page."""
    lines = iter(range(2, 1000))

    def put(listed: tuple[LockedRow, ...]) -> tuple[LockedRow, ...]:
        return tuple(dataclasses.replace(row, where=Location("page.txt", next(lines))) for row in listed)

    return dataclasses.replace(
        operation,
        path_params=put(operation.path_params),
        query_params=put(operation.query_params),
        body=put(operation.body),
        responses=tuple(dataclasses.replace(one, fields=put(one.fields)) for one in operation.responses),
    )


def told(old: LockedOperation, new: LockedOperation) -> list[tuple[str, str, str]]:
    return [(one.kind, one.part, one.name) for one in compare(placed(old), placed(new), [])]


@given(operations())
def test_the_same_facts_are_no_drift(operation: LockedOperation) -> None:
    assert told(operation, operation) == []


@given(operations(), st.data())
def test_a_row_more_or_less_is_that_row(operation: LockedOperation, data: st.DataObject) -> None:
    part, listed, put = data.draw(st.sampled_from(parts(operation)))
    row = LockedRow(
        name=data.draw(st.sampled_from(OTHERS)),
        type=data.draw(st.sampled_from(TYPES)),
        where=WHERE,
        required=True if part in ("path", "query") else None,
        wording="ffffffff",
    )
    assume(listed or part in ("path", "query"))
    main = [number for number, one in enumerate(listed) if one.table is None]
    at = data.draw(st.sampled_from([0, *[number + 1 for number in main[:-1]]]))
    more = put((*listed[:at], row, *listed[at:]))
    kind = "parameter" if part in ("path", "query") else "field"
    assert told(operation, more) == [(f"{kind}-added", part, row.name)]
    assert told(more, operation) == [(f"{kind}-removed", part, row.name)]


@given(operations(), st.data())
def test_a_word_of_a_row_is_told_as_that_word(operation: LockedOperation, data: st.DataObject) -> None:
    part, listed, put = data.draw(st.sampled_from([one for one in parts(operation) if one[1]] or [("", (), None)]))
    assume(listed)
    at = data.draw(st.sampled_from([number for number, row in enumerate(listed) if row.type != "object"] or [-1]))
    assume(at >= 0)
    row = listed[at]
    kind = "parameter" if part in ("path", "query") else "field"
    path = row.name if row.table is None else f"{row.table}.{row.name}"
    edits: list[tuple[str, dict[str, Any]]] = [
        (f"{kind}-retyped", {"type": "string" if row.type != "string" else "number"}),
        (f"{kind}-retyped", {"nullable": True}),
        ("reworded", {"wording": "eeeeeeee"}),
    ]
    if row.required is not None:
        edits.append(("parameter-required", {"required": not row.required}))
    wanted, words = data.draw(st.sampled_from(edits))
    other = put((*listed[:at], dataclasses.replace(row, **words), *listed[at + 1 :]))
    assert told(operation, other) == [(wanted, part, path)]


@given(operations(), st.data())
def test_a_name_that_is_nearly_the_same_is_a_new_name(operation: LockedOperation, data: st.DataObject) -> None:
    part, listed, put = data.draw(st.sampled_from([one for one in parts(operation) if one[1]] or [("", (), None)]))
    assume(listed)
    at = data.draw(st.sampled_from([number for number, row in enumerate(listed) if row.type != "object"] or [-1]))
    assume(at >= 0)
    row = listed[at]
    name = f"{row.name}_{row.name[-1]}"
    other = put((*listed[:at], dataclasses.replace(row, name=name), *listed[at + 1 :]))
    kind = "parameter" if part in ("path", "query") else "field"
    path = name if row.table is None else f"{row.table}.{name}"
    assert told(operation, other) == [(f"{kind}-renamed", part, path)]


@given(operations(), st.data())
def test_statuses_and_texts(operation: LockedOperation, data: st.DataObject) -> None:
    response = data.draw(st.sampled_from(operation.responses))
    rest = tuple(one for one in operation.responses if one is not response)
    less = dataclasses.replace(operation, responses=rest)
    assert told(operation, less) == [("status-removed", response.status, "")]
    assert told(less, operation) == [("status-added", response.status, "")]
    text = LockedText("%%% ???", WHERE)
    more = dataclasses.replace(response, messages=(*response.messages, text))
    other = dataclasses.replace(
        operation, responses=tuple(more if one is response else one for one in operation.responses)
    )
    assert told(operation, other) == [("message-added", response.status, text.text)]
    assert told(other, operation) == [("message-removed", response.status, text.text)]


Put = Callable[[tuple[LockedRow, ...]], LockedOperation]


def parts(operation: LockedOperation) -> list[tuple[str, tuple[LockedRow, ...], Put]]:
    """Return the lists of rows of an operation, each with how to put another one into its place."""

    def of_response(number: int) -> Put:
        def put(fields: tuple[LockedRow, ...]) -> LockedOperation:
            listed = list(operation.responses)
            listed[number] = dataclasses.replace(listed[number], fields=fields)
            return dataclasses.replace(operation, responses=tuple(listed))

        return put

    return [
        ("path", operation.path_params, lambda rows: dataclasses.replace(operation, path_params=rows)),
        ("query", operation.query_params, lambda rows: dataclasses.replace(operation, query_params=rows)),
        ("body", operation.body, lambda rows: dataclasses.replace(operation, body=rows)),
        *((one.status, one.fields, of_response(number)) for number, one in enumerate(operation.responses)),
    ]


# -- whole pages -------------------------------------------------------------------------------------------------------

LINES = PAGES["lamps.txt"].split("\n")
ROWS = [number for number, line in enumerate(LINES) if line.endswith("|") and "---" not in line and "ype |" not in line]
PLAIN = [number for number, line in enumerate(LINES) if line and not line.endswith("|")]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "name", "type", "null", "flag", "words", "text"]),
        st.sampled_from(ROWS),
        st.sampled_from(["string", "integer", "object", "Array of string", "array"]),
        st.sampled_from(PLAIN),
    ),
    min_size=1,
    max_size=4,
)


def page_of(edits: list[tuple[str, int, str, int]]) -> str:
    lines = [[line] for line in LINES]
    for what, at, kind, other in edits:
        cells = [cell.strip() for cell in lines[at][0].split("|")[:-1]] if lines[at] else []
        if what == "text":
            lines[other] = [f"{line} now" for line in lines[other]]
        elif not cells:
            continue
        elif what == "drop":
            lines[at] = []
        elif what == "double":
            lines[at].append(" | ".join([f"{cells[0]}_too", kind, *cells[2:-1], "More", ""]).strip())
        else:
            place = {"name": 0, "type": 1, "flag": 2}.get(what, len(cells) - 1)
            new = {"name": f"{cells[0]}_x", "type": kind, "null": "null", "words": "Other words"}.get(what)
            if what == "flag":
                new = {"true": "false", "false": "true"}.get(cells[2], cells[2])
            cells[place] = new or cells[place]
            lines[at][0] = " | ".join(cells) + " |"
    return "\n".join(line for listed in lines for line in listed)


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(EDITS)
@example(
    [("drop", 44, "string", 0), ("name", 134, "string", 0)]
)  # two pages of one schema change it each in its own way
def test_any_edit_of_a_page(edits: list[tuple[str, int, str, int]]) -> None:
    page = page_of(edits)
    assume(not has_errors(read([("lamps.txt", page.encode())])[1]))
    project = Project()
    found = project.drift({"lamps.txt": page})
    assert bool(found.entries) == (page != PAGES["lamps.txt"]) or text_of(found.lock) == project.lock
    before = dict(project.texts)
    project.apply(found)
    project.api()  # it loads
    again = project.drift({"lamps.txt": page})
    assert again.entries == ()
    assert not again.texts
    undecided = {change.operation for one in found.undecided for change in one.entry.changes}
    undecided |= {change.before for one in found.undecided for change in one.entry.changes}
    said = " ".join(one.entry.decide for one in found.undecided)
    for finding in project.check():
        assert finding.message in said or any(operation in finding.message for operation in undecided), finding
    for file, text in found.texts.items():
        touched = {line.where.line for one in found.entries for line in one.edit if line.where.file == file}
        touched |= {line.where.line for line in found.cleared_edit if line.where.file == file}
        kept = [line for number, line in enumerate(before[file].splitlines(), 1) if number not in touched]
        rest = iter(text.splitlines())
        assert all(line in rest for line in kept)


def test_the_lock_that_is_written_is_that_of_all_pages() -> None:
    page = PAGES["lamps.txt"].replace("Lists the lamps.", "Lists all lamps.")
    project = Project()
    project.apply(project.drift({"lamps.txt": page}))
    facts, _ = read([("lamps.txt", page.encode()), ("keepers.txt", PAGES["keepers.txt"].encode())])
    assert project.lock == text_of(lock(facts))
    assert project.texts == SPEC
    assert not parse_lock(parse("docs.lock.yaml", project.lock.encode()))[1]


def test_a_change_names_lines_of_page_and_lock() -> None:
    page = PAGES["lamps.txt"].replace("lit | boolean | false |", "lit | string | false |")
    page = page.replace("- This tower is full.", "- This tower is full now.")
    project = Project()
    changes: list[Change] = [
        change for one in project.drift({"lamps.txt": page}).entries for change in one.entry.changes
    ]
    assert {change.kind for change in changes} == {"parameter-retyped", "message-changed"}
    for change in changes:
        word = "lit" if change.kind == "parameter-retyped" else "This tower"
        assert word in page.split("\n")[change.page.line - 1]
        assert word in project.lock.split("\n")[change.lock.line - 1]
