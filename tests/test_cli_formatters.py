"""Formatters of several targets run side by side: what is told and written is the same as if they ran one by one."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla import format as formatting
from hexapla.cli import generate, run

PETS = Path(__file__).parent / "apis" / "pets.yaml"
TARGET = """
[targets.{name}]
style = "{style}"
output = "out/{name}"
package = "petstore"
client = "Petstore"
version = "1.0.0"
"""
WAITING = """\
#!{python}
import os, sys, time
folder = {folder!r}
open(os.path.join(folder, str(os.getpid())), "w").close()
for _ in range(300):
    if len(os.listdir(folder)) == {needed}:
        break
    time.sleep(0.1)
else:
    sys.exit("nobody else came")
if {slow!r} in " ".join(open("src/petstore/__init__.py").read().split()):
    time.sleep(0.3)
"""
"""A formatter that ends when so many of its kind have begun, and later where a file holds a text."""

Hexapla = Callable[..., tuple[int, str, str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project with two targets, which is the current one."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(PETS, folder / "openapi.yaml")
    configure(folder, first="python", second="python")
    monkeypatch.chdir(folder)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return folder


def configure(folder: Path, **targets: str) -> None:
    rows = [TARGET.format(name=name, style=style) for name, style in targets.items()]
    (folder / "hexapla.toml").write_text("".join(['spec = "openapi.yaml"\n', *rows]))


@pytest.fixture
def hexapla(capsys: pytest.CaptureFixture[str]) -> Hexapla:
    """Return a function from arguments to status, output without the time, and findings."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, re.sub(r", \d+\.\d\d s\n", "\n", said.out), said.err

    return call


def put_program(path: Path, text: str) -> str:
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


def waiting(folder: Path, needed: int, slow: str = "nothing has this") -> str:
    """Return a formatter that ends when so many of its kind have begun."""
    begun = folder / "begun"
    begun.mkdir()
    text = WAITING.format(python=sys.executable, folder=str(begun), needed=needed, slow=slow)
    return put_program(folder / "waiting", text)


def test_formatters_run_side_by_side(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each of the three ends only when all have begun."""
    configure(project, first="python", second="python", third="python")
    program = waiting(tmp_path, 3)
    monkeypatch.setattr(formatting, "locate", lambda _: program)
    status, out, err = hexapla("generate")
    assert (status, [line.partition(":")[0] for line in out.splitlines()]) == (0, ["first", "second", "third"]), err


def test_what_is_slow_comes_first_where_it_stands_first(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = (project / "hexapla.toml").read_text().replace("Petstore", "Slowstore", 1)
    (project / "hexapla.toml").write_text(text)
    program = waiting(tmp_path, 2, slow="Slowstore")
    monkeypatch.setattr(formatting, "locate", lambda _: program)
    status, out, err = hexapla("generate")
    assert (status, [line.partition(":")[0] for line in out.splitlines()]) == (0, ["first", "second"]), err
    assert list((tmp_path / "temporary").iterdir()) == []


def test_several_targets_are_written_as_each_alone(project: Path, hexapla: Hexapla) -> None:
    both = hexapla("generate")
    made = files(project / "out")
    shutil.rmtree(project / "out")
    shutil.rmtree(project / ".hexapla")
    alone = [hexapla("generate", name) for name in ("first", "second")]
    assert files(project / "out") == made
    assert both[1] == alone[0][1] + alone[1][1]
    assert {both[2], alone[0][2], alone[1][2]} == {both[2]}
    assert hexapla("generate", "--check")[0] == 0


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("missing", ["first", "second"])
def test_a_formatter_that_is_not_installed_is_the_fault_of_one_target(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    styles = {"first": "python", "second": "python", missing: "typescript"}
    configure(project, **styles)
    real = formatting.locate
    monkeypatch.setattr(formatting, "locate", lambda name: None if name == "prettier" else real(name))
    other = "second" if missing == "first" else "first"
    line = (project / "hexapla.toml").read_text().splitlines().index(f"[targets.{missing}]") + 1
    status, out, err = hexapla("generate")
    assert (status, out.partition(":")[0], out.count("\n")) == (1, other, 1)
    assert f"hexapla.toml:{line}:1: error formatter-missing: the formatter `prettier` is not installed\n" in err
    assert err.count("error ") == 1
    assert (project / "out" / other / "pyproject.toml").exists()
    assert not (project / "out" / missing).exists()
    status, out, err = hexapla("generate", "--json")
    (told,) = [one for one in json.loads(err) if one["severity"] == "error"]
    assert (status, told["rule"], told["line"]) == (1, "formatter-missing", line)
    assert "npm" in told["hint"]
    assert hexapla("check")[0] == 1


def test_what_an_interrupt_leaves(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing: the formatter of the first target runs for ever, and ends when the second target is interrupted."""
    program = waiting(tmp_path, 99)
    monkeypatch.setattr(formatting, "locate", lambda _: program)
    real, made = generate.produce, []

    def produce(*arguments: object, **named: object) -> object:
        if made:
            raise KeyboardInterrupt
        made.append(real(*arguments, **named))  # type: ignore[arg-type]
        running = made[0].running
        assert running is not None
        processes.append(running._process)
        return made[0]

    processes: list[object] = []
    monkeypatch.setattr(generate, "produce", produce)
    assert run(["generate"]) == 130
    (process,) = processes
    assert process.poll() is not None  # type: ignore[attr-defined]
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not (project / "out").exists()


def test_a_refusal_names_the_target_and_does_no_harm_to_the_other(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (project / "house" / "package").mkdir(parents=True)
    (project / "house" / "package" / "broken.py.jinja").write_text("def f(:\n")
    text = (project / "hexapla.toml").read_text()
    (project / "hexapla.toml").write_text(
        text.replace('version = "1.0.0"', 'version = "1.0.0"\ntemplates = "house"', 1)
    )
    status, out, err = hexapla("generate")
    assert (status, out.partition(":")[0], out.count("\n")) == (1, "second", 1)
    assert "hexapla.toml:3:1: error format-failed: " in err
    assert "broken.py:1:7" in err
    assert list((tmp_path / "temporary").iterdir()) == []
