"""One endpoint in every shape gives the same facts; where a shape cannot tell two facts apart, a finding says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import pytest
from hexapla.docs import OperationFacts, as_data, read
from hexapla.docs.facts import FieldRow, ParameterRow
from hexapla.docs.formats import FORMATS
from hexapla.finding import Finding, Severity, has_errors
from hypothesis import HealthCheck, given, settings

from tests.docs import printing
from tests.docs.printing import Plain, pages, splits, ways

Shape = Callable[[Sequence[OperationFacts]], str]

SHAPES: dict[str, Shape] = {
    "bars": Plain(printing.barred, "---|"),
    "bars, older": Plain(printing.barred, "", "* ", lower=True, older=True, null=lambda kind: [kind, "null"]),
    "glued": Plain(printing.glued, "", "• "),
    "glued, older": Plain(printing.glued, "", "* ", lower=True, older=True),
    "spaced": Plain(printing.spaced),
    "spaced, older": Plain(printing.spaced, "", "* ", lower=True, older=True),
    "tabs": Plain(printing.tabbed),
    "stacked": Plain(printing.stacked),
    "stacked, older": Plain(printing.stacked, "", "* ", lower=True, older=True),
    "markdown": printing.markdown,
    "open markdown": printing.open_markdown,
    "html": printing.webpage,
    "minified html": printing.minified,
}


def stated(facts: Sequence[OperationFacts]) -> object:
    """Return facts as data without the lines they stand on."""
    return drop(as_data(facts))


def drop(value: object) -> object:
    if isinstance(value, dict):
        return {key: drop(part) for key, part in value.items() if key not in ("line", "samples")}
    return [drop(part) for part in value] if isinstance(value, list) else value


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(facts=pages())
def test_one_endpoint_in_every_shape_gives_the_same_facts(facts: list[OperationFacts]) -> None:
    for name, shape in SHAPES.items():
        page = shape(facts)
        found, findings = read([("page", page.encode())])
        assert stated(found) == stated(facts), f"{name}:\n{page}"
        assert not [finding for finding in findings if not may_head(finding)], f"{name}:\n{page}"


def may_head(finding: Finding) -> bool:
    """Say whether a finding is that of a last cell over an operation, which could be a heading: with cells stacked."""
    return finding.rule == "ambiguous-row" and finding.severity is Severity.WARNING


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(facts=pages(hostile=True))
def test_hostile_facts_read_back_or_are_reported(facts: list[OperationFacts]) -> None:
    """No fact is wrong in silence: what differs from what was printed goes with a finding."""
    for name, shape in SHAPES.items():
        page = shape(facts)
        found, findings = read([("page", page.encode())])
        if not any(finding.rule == "ambiguous-row" or finding.severity is Severity.ERROR for finding in findings):
            assert stated(found) == stated(facts), f"{name}:\n{page}"
        if tells(shape, facts):
            assert stated(found) == stated(facts), f"{name}:\n{page}"
            assert not has_errors(findings), f"{name}:\n{page}"


def tells(shape: Shape, facts: Sequence[OperationFacts]) -> bool:
    """Say by a rule of our own whether a page in that shape has one reading only."""
    cut = shape.row if isinstance(shape, Plain) else None
    for flagged, rows in all_tables(facts):
        if cut is printing.glued and not all(len(splits(glue(row), flagged)) == 1 for row in rows):
            return False
        if cut is printing.spaced and any(row.name == "string" and not flagged for row in rows):
            return False
        if cut is printing.stacked:
            cells = [cell for row in rows for cell in printing.stacked(cells_of(row))]
            if ways(cells, flagged) != 1 or not rows[-1].description:
                return False
    return True


def all_tables(facts: Sequence[OperationFacts]) -> Iterator[tuple[bool, list[ParameterRow] | list[FieldRow]]]:
    for o in facts:
        yield from ((True, list(rows)) for rows in (o.path_params, o.query_params) if rows)
        for fields in (o.body, *(r.fields for r in o.responses)):
            yield from ((False, list(rows)) for _, rows in groupby(fields, key=lambda row: row.table))


def cells_of(row: ParameterRow | FieldRow) -> list[str]:
    flag = [str(row.required).lower()] if isinstance(row, ParameterRow) else []
    return [row.name, printing.kind(row), *flag, row.description]


def glue(row: ParameterRow | FieldRow) -> str:
    return "".join(cells_of(row))


def test_every_format_is_printed() -> None:
    assert {form.name for form in FORMATS} == {"bars", "glued", "spaced", "cells"}
    assert {"bars", "glued", "spaced", "tabs", "stacked", "markdown", "html"} <= set(SHAPES)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_real_pages_state_the_same_in_every_shape(shape: str, real_pages: list[tuple[str, bytes]]) -> None:
    for name, data in real_pages:
        facts = read([(name, data)])[0]
        found, findings = read([("page", SHAPES[shape](facts).encode())])
        assert not [finding for finding in findings if finding.severity is not Severity.NOTE and not may_head(finding)]
        assert stated(found) == stated(facts)
