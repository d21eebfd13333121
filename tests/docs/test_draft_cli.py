"""`hexapla docs draft`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hexapla.cli import run
from hexapla.source import parse

CASES = Path(__file__).parents[1] / "cases" / "docs_draft"
PAGE = (CASES / "resources" / "page.txt").read_text()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder with a page, which is the current one; there is no configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE)
    return tmp_path


def test_the_document_is_printed_and_what_was_guessed_beside_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["docs", "draft", "page.txt"]) == 0
    said = capsys.readouterr()
    assert said.out == (CASES / "resources" / "expected.yaml").read_text()
    assert "page.txt:16:1: note draft-guess: `lit` is printed as required" in said.err
    assert run(["docs", "draft", "page.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == parse("x.yaml", said.out.encode()).data()


def test_a_file_is_written_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["docs", "draft", "page.txt", "--output", "openapi.yaml"]) == 0
    assert capsys.readouterr().out.startswith("wrote openapi.yaml: 6 operations of the pages, ")
    written = (folder / "openapi.yaml").read_bytes()
    assert written == (CASES / "resources" / "expected.yaml").read_bytes()
    (folder / "page.txt").write_text(PAGE.replace("lamps", "lights"))
    assert run(["docs", "draft", "page.txt", "--output", "openapi.yaml"]) == 1
    assert "file-exists" in capsys.readouterr().err
    assert (folder / "openapi.yaml").read_bytes() == written


def test_from_a_page_to_a_checked_spec_without_an_edit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft, a configuration that names it and a lock of the same page: `docs check` is quiet."""
    assert run(["docs", "draft", "page.txt", "--output", "openapi.yaml"]) == 0
    assert run(["init"]) == 0
    config = (folder / "hexapla.toml").read_text()
    (folder / "hexapla.toml").write_text(f'lock = "docs.lock.yaml"\n{config}')
    assert run(["docs", "lock", "page.txt"]) == 0
    assert run(["docs", "check"]) == 0
    assert "accounts for all of" in capsys.readouterr().out


def test_a_page_without_an_operation_makes_no_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "page.txt").write_text("Nothing here\n")
    assert run(["docs", "draft", "page.txt", "--output", "openapi.yaml"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "no-operation" in said.err
    assert not (folder / "openapi.yaml").exists()


def test_what_is_left_out_is_an_error_and_the_rest_is_drafted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "page.txt").write_text((CASES / "faults" / "page.txt").read_text())
    assert run(["docs", "draft", "page.txt"]) == 1
    said = capsys.readouterr()
    assert said.out == (CASES / "faults" / "expected.yaml").read_text()
    assert said.err.count("error draft-impossible") == 3


def test_a_page_that_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["docs", "draft", "other.txt"]) == 3
    assert "cannot read other.txt" in capsys.readouterr().err


def test_a_file_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["docs", "draft", "page.txt", "--output", "no/where.yaml"]) == 1
    assert "cannot-write" in capsys.readouterr().err
