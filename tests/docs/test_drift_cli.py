"""`hexapla docs drift` as a person runs it: files, statuses, `--apply`; and the pages this project began with."""

from __future__ import annotations

import json
import re
import shutil
from argparse import Namespace
from pathlib import Path

import pytest
from hexapla.cli.docs_drift import drift
from hexapla.cli.report import Report
from hexapla.finding import FindingError

from tests import nodejs
from tests.docs.drifting import PAGES, SPEC, locked

CONFIG = """\
[tool.hexapla]
spec = "openapi.yaml"
lock = "docs.lock.yaml"

[tool.hexapla.targets.python]
style = "python"
output = "out"
package = "lights"
client = "Lights"
version = "0.1.0"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a configuration, a spec, its pages and their lock, and go there."""
    for name, text in (SPEC | PAGES | {"pyproject.toml": CONFIG, "docs.lock.yaml": locked(PAGES)}).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*pages: str, apply: bool = False, form: str = "terminal") -> int:
    report = Report(as_json=False)
    try:
        drift(Namespace(pages=list(pages), apply=apply, format=form), report)
    except FindingError as problem:
        report.add(problem.findings)
    return report.finish()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_an_unchanged_page_is_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bytes_of(project)
    assert run("lamps.txt") == 0
    assert run("lamps.txt", "keepers.txt", apply=True) == 0
    out = capsys.readouterr()
    assert out.out.splitlines() == [
        "1 page: nothing changed since docs.lock.yaml was written",
        "2 pages: nothing changed since docs.lock.yaml was written",
    ]
    assert out.err == ""
    assert bytes_of(project) == before


def test_without_apply_nothing_is_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "lamps.txt", "lit | boolean | false |", "lit | string | false |")
    before = bytes_of(project)
    for form in ("terminal", "markdown", "json"):
        assert run("lamps.txt", form=form) == 1
    assert bytes_of(project) == before
    assert "python: lamps.list(lit)" in capsys.readouterr().out


def test_apply(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "lamps.txt", "lit | boolean | false |", "lit | string | false |")
    assert run("lamps.txt", apply=True) == 0
    assert "schema: {type: string}, example: 'true'} # handy" in (project / "lamps.yaml").read_text()
    assert "{name: lit, type: string, required: false" in (project / "docs.lock.yaml").read_text()
    before = bytes_of(project)
    assert run("lamps.txt", apply=True) == 0
    assert bytes_of(project) == before
    assert not [path for path in project.iterdir() if path.name.startswith(".hexapla-")]


def test_what_needs_a_decision_fails_and_the_rest_is_done(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "lamps.txt", "lit | boolean | false |", "lit | string | false |")
    edit(project / "lamps.txt", "since | integer | true |", "since | string | true |")
    assert run("lamps.txt", apply=True) == 1
    out = capsys.readouterr()
    assert "lamps.yaml:12:11: error docs-undecided: the schema says more than `integer`" in out.err
    assert "schema: {type: string}, example: 'true'} # handy" in (project / "lamps.yaml").read_text()


def test_a_page_with_errors_is_not_compared(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "lamps.txt", "lit | boolean | false |", "lit boolean false")
    before = bytes_of(project)
    assert run("lamps.txt", apply=True) == 1
    assert "note not-compared" in capsys.readouterr().err
    assert bytes_of(project) == before


def test_what_cannot_be_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("nothing.txt") == 3
    (project / "lamps.yaml").write_text("a: [")
    assert run("lamps.txt") == 3
    (project / "pyproject.toml").write_text(CONFIG.replace('lock = "docs.lock.yaml"\n', ""))
    assert run("lamps.txt") == 1
    assert "no-lock" in capsys.readouterr().err


def test_a_file_that_was_changed_meanwhile_is_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from hexapla.cli import docs_drift

    edit(project / "lamps.txt", "lit | boolean | false |", "lit | string | false |")
    printed = docs_drift._print

    def meanwhile(*arguments: object) -> None:
        printed(*arguments)  # type: ignore[arg-type]
        edit(project / "lamps.yaml", "# handy", "# handier")

    monkeypatch.setattr(docs_drift, "_print", meanwhile)
    before = bytes_of(project)
    assert run("lamps.txt", apply=True) == 1
    assert "changed-meanwhile" in capsys.readouterr().err
    after = bytes_of(project)
    assert after.pop("lamps.yaml") != before.pop("lamps.yaml")
    assert after == before


def test_a_mark_of_order_and_ends_of_lines_stay(project: Path) -> None:
    path = project / "lamps.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    edit_page = (
        (project / "lamps.txt")
        .read_text()
        .replace("notes | string | Notes |", "notes | string | Notes |\nmore | string | - |")
    )
    (project / "lamps.txt").write_text(edit_page)
    before = path.read_bytes()
    assert run("lamps.txt", apply=True) == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after == before + b"      more: {type: string}\r\n"


def test_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "lamps.txt", "Lists the lamps.", "Lists all lamps.")
    assert run("lamps.txt", form="json") == 1
    [entry] = json.loads(capsys.readouterr().out)["entries"]
    assert (entry["class"], [change["kind"] for change in entry["changes"]]) == ("docs-only", ["reworded"])


# -- the pages this project began with ---------------------------------------------------------------------------------

# Of each: page, pattern, what is put in its place, how often at most (0: wherever it stands), the status of --apply.
REAL = {
    "a parameter retyped": ("projects", "sinceintegerfalse", "sincestringfalse", 0, 0),
    "a parameter renamed": ("projects", "only_meboolean", "only_mineboolean", 0, 0),
    "a parameter added": ("projects", "only_meboolean", "only_youbooleanfalseYours\nonly_meboolean", 0, 0),
    "a mark settled": ("projects", "sort_pinnedbooleantrue", "sort_pinnedbooleanfalse", 0, 0),
    "a field retyped below a mark": ("projects", "cidinteger", "cidstring", 0, 0),
    "a field removed everywhere": ("projects", "can_track_timeboolean.*\n", "", 0, 0),
    "a field added everywhere": ("projects", "can_track_timeboolean", "dim_colorboolean-\ncan_track_timeboolean", 0, 0),
    "a heading": ("projects", "^GET .*", "GET Users of projects", 1, 0),
    "a text changed": ("projects", "200 elements", "300 elements", 0, 0),
    "a field renamed, perhaps": ("projects", "can_track_timeboolean", "can_track_it_allboolean", 0, 1),
    "rows reworded": ("workspaces", r"(workspace_id \| integer \| true \|).*", r"\1 The number |", 0, 0),
    "an operation gone": ("projects", r"DELETE WorkspaceProject\n(.|\n)*", "", 0, 1),
}


@pytest.mark.parametrize("name", REAL)
def test_an_edit_of_a_real_page(
    name: str, root: Path, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hexapla.cli import run as hexapla

    page, pattern, new, most, status = REAL[name]
    shutil.copytree(root / "spec", tmp_path / "spec")
    shutil.copy(root / "pyproject.toml", tmp_path)
    # The formatter of TypeScript is looked for where npm puts it.
    (tmp_path / "node_modules").symlink_to(nodejs.tools())
    text = (shared / "docs" / f"{page}.txt").read_text()
    edited, count = re.subn(pattern, new, text, count=most, flags=re.MULTILINE)
    assert count
    (tmp_path / "page.txt").write_text(edited)
    monkeypatch.chdir(tmp_path)
    assert hexapla(["docs", "check"]) == 0
    assert run("page.txt") == 1
    assert run("page.txt", apply=True) == status
    assert hexapla(["docs", "check"]) == status
    assert run("page.txt") == 0
    assert hexapla(["generate"]) == 0
