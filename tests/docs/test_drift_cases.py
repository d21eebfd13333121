"""Edits of a page, and what drift makes of each: tests/cases/docs_drift/NAME/{edit.yaml,expected.txt}.

`edit.yaml` holds edits of the pages (each replaces a text); `spec` and `was` are edits of lamps.yaml, and of the page,
before the lock was written. Expected: what a terminal shows, the edit of the spec, what `docs check` says afterwards.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hexapla.docs.drift import Drift
from hexapla.docs.drift_terminal import terminal
from hexapla.source import parse

from tests.docs.drifting import FOLDER, PAGES, SPEC, Project, edited, locked

NAMES = sorted(path.parent.name for path in FOLDER.glob("*/edit.yaml"))


def project_of(name: str) -> tuple[Project, dict[str, str], list[str]]:
    """Return the project of a case, its pages after the edit, and those that are given."""
    case: Any = parse("edit.yaml", (FOLDER / name / "edit.yaml").read_bytes()).data()
    before = PAGES | {"lamps.txt": edited(PAGES["lamps.txt"], case.get("was", []))}
    project = Project(SPEC | {"lamps.yaml": edited(SPEC["lamps.yaml"], case.get("spec", []))}, locked(before))
    after = {page: edited(text, case.get(page.removesuffix(".txt"), [])) for page, text in PAGES.items()}
    return project, after, [page for page in PAGES if page.removesuffix(".txt") in case]


def lines_of(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    found = []
    for file in before:
        pair = before[file].splitlines(), after[file].splitlines()
        found += list(difflib.unified_diff(*pair, file, file, n=0, lineterm=""))
    return "".join(f"{line}\n" for line in found)


@functools.cache
def applied(name: str) -> tuple[Drift, Project, str]:
    """Return what drift says, the project after it was applied, and the whole as text."""
    project, after, given = project_of(name)
    assert not project.check()
    found = project.drift({page: after[page] for page in given})
    before = dict(project.texts)
    project.apply(found)
    left = "".join(f"{one.rule}: {one.message}\n" for one in project.check()) or "clean\n"
    text = f"{terminal(found, 80, colour=False)}\n== edits\n{lines_of(before, project.texts)}\n== docs check\n{left}"
    # What else a lock holds is no matter here: see the test of lines.
    return found, project, re.sub(r"docs\.lock\.yaml:[0-9]+", "docs.lock.yaml:N", text)


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, expect: Callable[[Path, str], None]) -> None:
    expect(FOLDER / name / "expected.txt", applied(name)[2])


@pytest.mark.parametrize("name", NAMES)
def test_what_was_applied_is_no_drift(name: str) -> None:
    _, after, given = project_of(name)
    _, project, _ = applied(name)
    again = project.drift({page: after[page] for page in given})
    assert again.entries == ()
    assert again.texts == {}


@pytest.mark.parametrize("name", NAMES)
def test_check_says_nothing_that_was_not_to_decide(name: str) -> None:
    found, project, _ = applied(name)
    if project.check():
        assert found.undecided
    undecided = " ".join(change.operation for one in found.undecided for change in one.entry.changes)
    undecided += " ".join(one.entry.decide for one in found.undecided)
    for finding in project.check():
        assert any(word in undecided for word in finding.message.replace(",", " ").split() if "/" in word), finding


@pytest.mark.parametrize("name", NAMES)
def test_lines_that_no_edit_shows_stay(name: str) -> None:
    project, _, _ = project_of(name)
    found, _, _ = applied(name)
    for file, text in found.texts.items():
        edits = [*(line for one in found.entries for line in one.edit), *found.cleared_edit]
        touched = {line.where.line for line in edits if line.where.file == file}
        kept = [line for number, line in enumerate(project.texts[file].splitlines(), 1) if number not in touched]
        rest = iter(text.splitlines())
        assert all(line in rest for line in kept), "every line that is kept stands there, in the same order"


@pytest.mark.parametrize("name", NAMES)
def test_an_apply_that_was_cut_off_before_the_lock_is_finished_by_the_next(name: str) -> None:
    _, after, given = project_of(name)
    found, applied_one, _ = applied(name)
    project = Project(dict(applied_one.texts), project_of(name)[0].lock)
    again = project.drift({page: after[page] for page in given})
    assert again.texts == {}
    assert again.lock.operations
    assert len(again.undecided) <= len(found.undecided)


def test_an_unchanged_page_is_nothing() -> None:
    project = Project()
    assert project.drift(PAGES).entries == ()
    for page, text in PAGES.items():
        assert project.drift({page: text}).entries == ()
        assert project.drift({page: text}).lock == project.drift({page: text}).lock
