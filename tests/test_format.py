"""The formatter of a language runs over generated files: alone, once, and undisturbed by a person's settings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hexapla.finding import FindingError, as_text
from hexapla.format import format_files, locate, state
from hexapla.plan import Formatter
from hexapla.styles import find

from tests.nodejs import ROOT, tools

FOUND = [style.formatter for style in map(find, ("python", "typescript")) if style is not None]
RUFF, PRETTIER = FOUND
assert RUFF is not None
assert PRETTIER is not None


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


def test_no_file_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for temporary files may lie where git ignores all, and a package may be called as builds are."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("*\n")
    (tmp_path / "build").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "build"))
    files = {f"src/{name}/a.py": b"x=1\n" for name in ("build", "dist", "venv", ".venv", "node_modules", "_build")}
    assert set(format_files(files, RUFF).values()) == {b"x = 1\n"}


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


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of what npm installed, below the current one."""
    found = tools()
    monkeypatch.chdir(ROOT)
    return found


@pytest.mark.usefixtures("npm")
def test_prettier_formats_what_is_its_own() -> None:
    files = {"src/a.ts": b"const a = {'b':1}\n", "a.md": b"*  x\n", "x.json": b'{"a":1}'}
    expected = {"src/a.ts": b"const a = { b: 1 };\n", "a.md": b"*  x\n", "x.json": b'{ "a": 1 }\n'}
    assert format_files(files, PRETTIER) == expected
    assert format_files({"a.md": b"x"}, PRETTIER) == {"a.md": b"x"}


@pytest.mark.usefixtures("npm")
def test_what_prettier_refuses_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with pytest.raises(FindingError) as caught:
        format_files({"src/broken.ts": b"const = 1;\n", "src/fine.ts": b"", "src/worse.ts": b"(\n"}, PRETTIER)
    (finding,) = caught.value.findings
    assert finding.rule == "format-failed"
    assert "src/broken.ts: SyntaxError" in finding.message
    assert "(1:7)" in finding.message
    assert "src/worse.ts: SyntaxError" in finding.message
    assert "hexapla-" not in finding.message, "the temporary folder is nobody's business"
    assert "\x1b" not in finding.message


def test_what_a_person_has_prettier_pass_over_is_formatted_here(
    npm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "node_modules").symlink_to(npm)
    for name in (".gitignore", ".prettierignore"):
        (tmp_path / name).write_text("*\n")
    (tmp_path / ".prettierrc").write_text('{"tabWidth": 8, "semi": false}')
    (tmp_path / ".editorconfig").write_text("[*]\nindent_size = 8\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert format_files({"a.ts": b"if (a) {\nb()\n}"}, PRETTIER) == {"a.ts": b"if (a) {\n  b();\n}\n"}


@pytest.mark.parametrize(
    "line", ["#!/usr/bin/env no-such-node\n", "#!/usr/bin/env -S no-such-node --x\n", "#!/no-such-node\n"]
)
def test_a_script_without_what_runs_it_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    script = tmp_path / "script"
    script.write_text(line)
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FindingError) as caught:
        format_files({"a.ts": b""}, Formatter(command=("script",), suffixes=(".ts",), install=""))
    (finding,) = caught.value.findings
    assert finding.rule == "formatter-missing"
    assert "the formatter `script` needs `" in finding.message
    assert "no-such-node`, which is not installed" in finding.message


def test_a_program_that_cannot_be_started_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"\x7fELF no program")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FindingError) as caught:
        format_files({"a.ts": b""}, Formatter(command=("program",), suffixes=(".ts",), install=""))
    assert caught.value.findings[0].rule == "formatter-missing"
    assert "cannot be started: " in caught.value.findings[0].message


@pytest.mark.parametrize("shim", [False, True])
def test_another_version_of_a_script_is_noticed(tmp_path: Path, shim: bool) -> None:
    """The script is a few lines that stay what they are; its package is another one."""
    package, binaries = tmp_path / "node_modules" / "pretty", tmp_path / "node_modules" / ".bin"
    (package / "bin").mkdir(parents=True)
    binaries.mkdir()
    script = (binaries if shim else package / "bin") / "pretty"
    script.write_text(f"#!{sys.executable}\n")
    script.chmod(0o755)
    if not shim:
        (binaries / "pretty").symlink_to(script)
    (package / "package.json").write_text('{"version": "1.0.0"}')
    before = state(str(binaries / "pretty"))
    assert state(str(binaries / "pretty")) == before
    (package / "package.json").write_text('{"version": "1.0.1"}')
    assert state(str(binaries / "pretty")) != before
