"""The formatter of a language runs over generated files: alone, once, and undisturbed by a person's settings."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hexapla.finding import FindingError, as_text
from hexapla.format import format_files, locate
from hexapla.plan import Formatter
from hexapla.styles import STYLES

RUFF = STYLES[0].formatter
assert RUFF is not None


def test_files_of_the_language_are_formatted_and_others_left(tmp_path: Path) -> None:
    files = {"src/a.py": b"x = {'a':1}\n", "a.md": b"x = {'a':1}\n", "src/deep/b.py": b"y=1"}
    formatted = format_files(files, RUFF)
    assert formatted == {"src/a.py": b'x = {"a": 1}\n', "a.md": b"x = {'a':1}\n", "src/deep/b.py": b"y = 1\n"}
    assert list(formatted) == list(files)


def test_formatting_again_changes_nothing() -> None:
    once = format_files({"a.py": b"def f( a,b ):\n  return [a,\n   b]\n"}, RUFF)
    assert format_files(once, RUFF) == once


def test_no_file_to_format() -> None:
    assert format_files({"a.md": b"x"}, RUFF) == {"a.md": b"x"}
    assert format_files({}, RUFF) == {}


def test_settings_of_a_person_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = {"a.py": b"call(argument_number_one, argument_number_two, argument_number_three, four)\n"}
    plain = format_files(wide, RUFF)
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 20\nindent-width = 8\n")
    (tmp_path / "ruff.toml").write_text("line-length = 20\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("RUFF_LINE_LENGTH", "20")
    assert format_files(wide, RUFF) == plain == wide


def test_a_missing_formatter_is_a_finding() -> None:
    formatter = Formatter(command=("no-such-formatter", "-x"), suffixes=(".py",), install="install it with `apt`")
    with pytest.raises(FindingError) as caught:
        format_files({"a.py": b""}, formatter)
    assert as_text(caught.value.findings, lambda _: ()) == (
        "error formatter-missing: the formatter `no-such-formatter` is not installed\n  hint: install it with `apt`\n"
    )


def test_a_refused_file_is_a_finding() -> None:
    with pytest.raises(FindingError) as caught:
        format_files({"src/broken.py": b"def f(:\n", "src/fine.py": b""}, RUFF)
    (finding,) = caught.value.findings
    assert finding.rule == "format-failed"
    assert "src/broken.py:1:7" in finding.message
    assert "hexapla-" not in finding.message, "the temporary folder is nobody's business"


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    format_files({"a.py": b"x=1"}, RUFF)
    with pytest.raises(FindingError):
        format_files({"a.py": b"x=("}, RUFF)
    assert list(tmp_path.iterdir()) == []


def test_the_program_beside_the_interpreter_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "ruff"
    other.write_text("#!/bin/sh\nexit 3\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert shutil.which("ruff") == str(other)
    assert locate("ruff") != str(other)
    assert locate("no-such-program") is None
