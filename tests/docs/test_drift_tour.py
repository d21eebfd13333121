"""A page changes, and a client follows: the commands of the tour, one after the other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hexapla.cli import run

from tests.docs.drifting import PAGES, SPEC
from tests.docs.test_drift_cli import CONFIG


def test_the_tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (SPEC | PAGES | {"pyproject.toml": CONFIG}).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    assert run(["docs", "lock", "lamps.txt", "keepers.txt"]) == 0
    assert run(["docs", "check"]) == 0
    assert run(["generate"]) == 0
    shutil.copytree(tmp_path, tmp_path / "before", ignore=shutil.ignore_patterns("out", ".hexapla"))

    # The site publishes a newer page: a filter has another name, a field is new, and so is a refusal.
    page = tmp_path / "lamps.txt"
    text = page.read_text().replace(
        "lit | boolean | false | Only lamps that burn |", "lighted | boolean | false | Only lamps that burn |"
    )
    text = text.replace("watts | number | Power |\n", "watts | number | Power |\nbrightness | integer | null |\n")
    page.write_text(text.replace("- This tower is full.\n", "- This tower is full.\n- Color not known\n"))

    capsys.readouterr()
    assert run(["docs", "drift", "lamps.txt"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("4 changes: 1 breaking, 3 non-breaking\n")
    assert "the query parameter `lighted` is `lit` under another name" in told
    assert "python: lamps.list(lit)" in told
    assert run(["docs", "drift", "lamps.txt", "--apply"]) == 0
    assert run(["docs", "check"]) == 0
    assert run(["docs", "drift", "lamps.txt"]) == 0
    assert run(["generate"]) == 0

    client = "".join(path.read_text() for path in sorted((tmp_path / "out").rglob("*.py")))
    assert "lighted: " in client
    assert "brightness: int | None" in client
    assert "COLOR_NOT_KNOWN" in client
    capsys.readouterr()
    assert run(["diff", "before/openapi.yaml", "openapi.yaml"]) == 1
    assert "lighted" in capsys.readouterr().out
