"""The two pages this project began with: counts, and the traps in them that a reader must not fall into."""

from __future__ import annotations

from collections import Counter

import pytest
from hexapla.docs import OperationFacts, lock_text, parse_lock, read
from hexapla.docs.facts import FieldRow
from hexapla.docs.lock import lock
from hexapla.docs.tree import Branch, grow
from hexapla.finding import Finding, has_errors
from hexapla.source import parse


@pytest.fixture(scope="module")
def facts(real_pages: list[tuple[str, bytes]]) -> list[OperationFacts]:
    return read(real_pages)[0]


@pytest.fixture(scope="module")
def findings(real_pages: list[tuple[str, bytes]]) -> list[Finding]:
    return read(real_pages)[1]


def the(facts: list[OperationFacts], method: str, end: str) -> OperationFacts:
    [found] = [o for o in facts if o.method == method and o.path.endswith(end)]
    return found


def test_counts(facts: list[OperationFacts]) -> None:
    counts: Counter[str] = Counter()
    for operation in facts:
        counts["operations"] += 1
        counts["parameters"] += len(operation.path_params) + len(operation.query_params)
        counts["body"] += len(operation.body)
        for response in operation.responses:
            counts["statuses"] += 1
            counts["fields"] += len(response.fields)
            counts["messages"] += len(response.messages)
    assert counts == {
        "operations": 31,
        "parameters": 65,
        "body": 135,
        "fields": 651,
        "statuses": 110,
        "messages": 87,
    }


def test_findings(findings: list[Finding]) -> None:
    assert not has_errors(findings)
    assert [(f.rule, str(f.where)) for f in findings] == [
        ("repeated-section", "projects.txt:317:1"),
        ("empty-table", "projects.txt:544:1"),
        ("lost-name", "workspaces.txt:346:1"),
        ("lost-name", "workspaces.txt:2116:1"),
        ("lost-name", "workspaces.txt:2305:1"),
    ]


def test_the_fields_that_lost_their_name(facts: list[OperationFacts]) -> None:
    rows = [row for o in facts for row in (*o.body, *(f for r in o.responses for f in r.fields)) if row.lost_name]
    assert [(row.name, row.type) for row in rows] == [("email", "string")] * 3
    assert not any(row.name == "string" for o in facts for r in o.responses for row in r.fields)


def test_both_query_tables_of_the_project_list_are_read(facts: list[OperationFacts]) -> None:
    rows = the(facts, "GET", "{workspace_id}/projects").query_params
    assert len(rows) == 15
    assert [row.name for row in rows if row.required] == [
        "sort_pinned",
        "name",
        "page",
        "sort_field",
        "sort_order",
        "only_templates",
    ]


def test_a_table_that_is_missing_on_the_page_is_missing_in_the_facts(facts: list[OperationFacts]) -> None:
    assert the(facts, "POST", "/alerts").path_params == ()
    assert the(facts, "GET", "/statistics").path_params == ()
    assert the(facts, "GET", "/api/v9/workspaces").query_params == ()


def test_a_name_with_brackets(facts: list[OperationFacts]) -> None:
    operation = the(facts, "PATCH", "{project_user_ids}")
    assert [row.name for row in operation.query_params] == ["project_user_ids[]"]
    assert operation.body == ()


def test_messages_stay_as_they_are(facts: list[OperationFacts]) -> None:
    bulk = {r.status: r for r in the(facts, "PATCH", "{project_user_ids}").responses}
    assert len(bulk["400"].messages) == 15
    assert "Operation not supported ({patch_operation} {patch_path})" in bulk["400"].messages
    many = {r.status: r for r in the(facts, "PATCH", "/workspace_users").responses}
    assert many["400"].messages[2] == 'Workspace user IDs must be unique"'


def test_a_text_may_stand_over_a_table(facts: list[OperationFacts]) -> None:
    created = the(facts, "POST", "/track_reminders").responses[0]
    assert created.text == "Creates a workspace tracking reminder."
    assert len(created.fields) == 7


def test_nested_tables_stand_under_their_parent(facts: list[OperationFacts]) -> None:
    operation = next(o for o in lock(facts).operations if o.method == "PUT" and o.path.endswith("{workspace_user_id}"))
    branches, stray = grow(operation.body)
    assert stray == ()
    by_name = {branch.row.name: branch for branch in branches}
    assert by_name["groups"].children == ()
    inner = {child.row.name: child for child in by_name["workspaces"].children}
    assert names(inner["groups"].children) == ["group_id", "name"]


def test_a_subscription_is_three_tables_deep(facts: list[OperationFacts]) -> None:
    operation = next(o for o in lock(facts).operations if o.method == "POST" and o.path.endswith("/workspaces"))
    branches, _ = grow(operation.responses[0].fields)
    subscription = next(branch for branch in branches if branch.row.name == "subscription")
    deep = {child.row.name: len(child.children) for child in subscription.children if child.children}
    assert deep == {"card_details": 7, "contact_detail": 17, "payment_details": 6, "subscription_period": 7}


def test_every_row_of_every_table_has_its_place(facts: list[OperationFacts]) -> None:
    for operation in lock(facts).operations:
        for rows in (operation.body, *(r.fields for r in operation.responses)):
            assert grow(rows)[1] == ()


def test_lines_are_those_of_the_page(facts: list[OperationFacts], real_pages: list[tuple[str, bytes]]) -> None:
    lines = {file: data.decode().split("\n") for file, data in real_pages}
    for operation in facts:
        rows: list[FieldRow] = [*operation.body, *(f for r in operation.responses for f in r.fields)]
        for row in rows:
            text = lines[operation.where.file][row.line - 1]
            assert row.type in text
            assert row.description in text
            assert row.name in text or row.lost_name


def test_the_lock_reads_back(facts: list[OperationFacts]) -> None:
    text = lock_text(facts)
    read_back, findings = parse_lock(parse("docs.lock.yaml", text.encode()))
    assert not findings
    assert len(read_back.operations) == 31
    assert max(map(len, text.splitlines())) <= 120


def names(branches: tuple[Branch, ...]) -> list[str]:
    return [branch.row.name for branch in branches]
