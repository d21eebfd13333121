"""The commands as a person runs them, in a small project of its own: what is printed, what is written, the status."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.cli import run

TESTS = Path(__file__).parent
CONFIG = """\
spec = "spec/openapi.yaml"

[targets.python]
style = "python"
output = "generated/python"
package = "petstore"
client = "Petstore"
version = "1.0.0"
"""
SECOND = CONFIG[CONFIG.index("\n[") :].replace("targets.python", "targets.other").replace("generated/python", "other")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the current one."""
    (tmp_path / "spec").mkdir()
    shutil.copy(TESTS / "apis" / "pets.yaml", tmp_path / "spec" / "openapi.yaml")
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


Hexapla = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hexapla(capsys: pytest.CaptureFixture[str]) -> Hexapla:
    """Return a function from arguments to status, output and findings."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) >= 1, f"no `{old}` in {path}"
    path.write_text(text.replace(old, new, 1))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-m", "hexapla", *arguments], capture_output=True, check=False, env=env)


def test_generate_writes_and_says_what(project: Path, hexapla: Hexapla) -> None:
    status, out, err = hexapla("generate")
    assert status == 0
    files = len(tree(project / "generated" / "python")) - 1
    counted = f"6 of 6 operations, 5 models, {files} files ({files} created)"
    assert re.fullmatch(rf"python: {re.escape(counted)} in generated/python, \d+\.\d\d s\n", out)
    assert err.splitlines()[-1] == "2 notes"
    assert (project / "generated" / "python" / "src" / "petstore" / "models" / "pet.py").exists()


def test_generating_twice_gives_the_same_bytes(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    first = tree(project / "generated")
    assert "unchanged) in generated/python" in hexapla("generate")[1]
    assert tree(project / "generated") == first
    shutil.rmtree(project / "generated")
    assert program("generate", PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C").returncode == 0
    assert tree(project / "generated") == first


def test_generate_check_compares_and_writes_nothing(project: Path, hexapla: Hexapla) -> None:
    status, out, err = hexapla("generate", "--check")
    assert status == 1
    assert out == ""
    assert not (project / "generated").exists()
    assert "generated/python/README.md: error out-of-date: this generated file is missing\n" in err
    hexapla("generate")
    before = tree(project)
    status, out, err = hexapla("generate", "--check")
    assert status == 0
    assert "unchanged" in out
    assert "error" not in err
    edit(project / "spec" / "openapi.yaml", "operationId: pets.delete", "operationId: pets.release")
    status, _, err = hexapla("generate", "--check")
    assert status == 1
    assert "python/src/petstore/resources/pets.py: error out-of-date: this generated file is out of date" in err
    assert "hint: run `hexapla generate python` and commit the result" in err
    edit(project / "spec" / "openapi.yaml", "operationId: pets.release", "operationId: pets.delete")
    assert tree(project) == before


def test_what_is_no_longer_generated_is_told_and_removed(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    text = (project / "spec" / "openapi.yaml").read_text()
    start, end = text.index("  /keepers/{name}:"), text.index("components:")
    (project / "spec" / "openapi.yaml").write_text(text[:start] + text[end:])
    gone = project / "generated" / "python" / "src" / "petstore" / "resources" / "keepers.py"
    assert (
        f"{gone.relative_to(project)}: error out-of-date: this generated file is no longer generated"
        in hexapla("generate", "--check")[2]
    )
    assert "1 removed" in hexapla("generate")[1]
    assert not gone.exists()


@pytest.mark.parametrize("manifest", [None, '{"files": {}}\n'], ids=["missing", "empty"])
def test_a_manifest_that_lists_something_else_is_out_of_date(
    project: Path, hexapla: Hexapla, manifest: str | None
) -> None:
    """Without it the next run would not know its own files."""
    hexapla("generate")
    path = project / "generated" / "python" / ".hexapla.json"
    whole = path.read_bytes()
    path.unlink()
    if manifest is not None:
        path.write_text(manifest)
    for command in (("generate", "--check"), ("check",)):
        status, out, err = hexapla(*command)
        assert (status, out) == (1, "")
        assert "python/.hexapla.json: error out-of-date: this generated file is out of date\n" in err
    assert hexapla("generate")[0] == 0
    assert path.read_bytes() == whole


def test_an_edited_file_is_refused_until_forced(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    mine = project / "generated" / "python" / "src" / "petstore" / "errors.py"
    mine.write_text("# mine\n")
    edit(project / "spec" / "openapi.yaml", "operationId: pets.delete", "operationId: pets.release")
    before = tree(project)
    status, out, err = hexapla("generate")
    assert (status, out) == (1, "")
    assert "generated/python/src/petstore/errors.py: error edited-file: this generated file was edited since" in err
    assert "run with --force to replace it" in err
    assert tree(project) == before, "nothing at all is written"
    assert hexapla("check")[0] == 1
    assert hexapla("generate", "--force")[0] == 0
    assert mine.read_text() != "# mine\n"


def test_a_file_of_a_person_is_left_alone_and_named(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    (project / "generated" / "python" / "NOTES.txt").write_text("mine")
    status, _, err = hexapla("generate")
    assert status == 0
    assert "generated/python/NOTES.txt: note other-file: not generated, left alone" in err
    assert hexapla("check")[0] == 0


def test_a_run_that_was_cut_off_is_finished_by_generate_and_not_by_check(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    folder = project / "generated" / "python"
    whole = tree(folder)
    (folder / "README.md").unlink()
    (folder / ".hexapla-stage").mkdir()
    (folder / ".hexapla-stage" / "0").write_bytes(whole["README.md"])
    (folder / ".hexapla-stage" / "commit.json").write_text('{"replaced": ["README.md"], "removed": []}')
    assert hexapla("check")[0] == 1
    assert hexapla("generate", "--check")[0] == 1
    assert (folder / ".hexapla-stage").exists()
    assert "unchanged) in generated/python" in hexapla("generate")[1]
    assert tree(folder) == whole


def test_targets_are_chosen_by_name(project: Path, hexapla: Hexapla) -> None:
    (project / "hexapla.toml").write_text(CONFIG + SECOND)
    assert hexapla("generate", "other")[0] == 0
    assert not (project / "generated").exists()
    status, out, _ = hexapla("generate")
    assert status == 0
    assert [line.split(":")[0] for line in out.splitlines()] == ["python", "other"]


@pytest.mark.parametrize("broken", ["style", "edited", "busy"])
def test_a_target_that_fails_leaves_the_others_alone(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    third = SECOND.replace("targets.other", "targets.third").replace('"other"', '"third"')
    (project / "hexapla.toml").write_text(CONFIG + SECOND + third)
    assert hexapla("generate")[0] == 0
    before = tree(project / "other")
    edit(project / "spec" / "openapi.yaml", "operationId: pets.delete", "operationId: pets.release")
    match broken:
        case "style":
            head, middle, rest = (project / "hexapla.toml").read_text().partition("[targets.other]\nstyle = ")
            (project / "hexapla.toml").write_text(head + middle + rest.replace("python", "ruby", 1))
        case "edited":
            (project / "other" / "README.md").write_text("mine")
            before = tree(project / "other")
        case _:
            monkeypatch.setattr("hexapla.write.lock.TRIES", 0)
            monkeypatch.setattr("hexapla.write.lock.os.path.samestat", lambda *_: True)
    status, out, err = hexapla("generate")
    assert status == 1
    assert [line.split(":")[0] for line in out.splitlines()] == ([] if broken == "busy" else ["python", "third"])
    rule = {"style": "unknown-style", "edited": "edited-file", "busy": "busy"}[broken]
    assert f"error {rule}: " in err
    assert tree(project / "other") == before
    status, out, _ = hexapla("generate", "--check")
    assert status == 1
    assert [line.split(":")[0] for line in out.splitlines()] == ([] if broken == "busy" else ["python", "third"])


def test_commands_work_from_a_folder_below(project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "spec")
    status, out, err = hexapla("generate")
    assert status == 0
    assert "in ../generated/python" in out
    assert err.startswith("../spec/openapi.yaml:")
    assert (project / "generated" / "python" / "README.md").exists()


def test_a_house_style_needs_no_fork(project: Path, hexapla: Hexapla) -> None:
    edit(project / "hexapla.toml", 'version = "1.0.0"', 'version = "1.0.0"\ntemplates = "house"')
    status, _, err = hexapla("generate")
    assert status == 1
    assert err.startswith("hexapla.toml:9:1: error no-templates: there is no template folder house\n")
    (project / "house" / "package").mkdir(parents=True)
    (project / "house" / "package" / "README.md.jinja").write_text("The house of {{ package.client }}.\n")
    assert hexapla("generate")[0] == 0
    assert (project / "generated" / "python" / "README.md").read_text() == "The house of Petstore.\n"
    (project / "house" / "package" / "README.md.jinja").write_text("ok\n{{ package.nmae }}\n")
    status, _, err = hexapla("generate")
    assert status == 1
    assert "house/package/README.md.jinja:2:1: error bad-template: " in err
    assert "  | {{ package.nmae }}\n" in err


def test_check_runs_everything(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    status, out, err = hexapla("check")
    assert (status, out) == (0, "6 operations, no lock configured; 1 target up to date\n")
    edit(project / "spec" / "openapi.yaml", "summary: Get a pet\n", "summary: Get one pet.\n")
    status, out, err = hexapla("check")
    assert (status, out) == (1, "")
    assert "error summary-form: the summary of `pets.get` must be one line without a full stop" in err
    assert "error out-of-date" in err


def test_generate_does_not_ask_for_house_rules(project: Path, hexapla: Hexapla) -> None:
    edit(project / "spec" / "openapi.yaml", "summary: Get a pet\n", "summary: Get a pet.\n")
    assert hexapla("generate")[0] == 0


def test_equal_names_of_different_schemas_fail_only_check(project: Path, hexapla: Hexapla) -> None:
    (project / "spec" / "more.yaml").write_text("Kind: {type: string, enum: [a], description: Another.}\n")
    spec, old = project / "spec" / "openapi.yaml", "description: Born since., schema: {type: string, format: date}"
    edit(spec, f"{old}, example: '2026-01-02'", "description: Born., schema: {$ref: more.yaml#/Kind}, example: a")
    status, _, err = hexapla("generate")
    assert status == 0
    assert "note schema-name-clash" in err
    status, _, err = hexapla("check")
    assert status == 1
    assert "error schema-name-clash: another schema is called `Kind`" in err


def test_a_broken_spec_stops_everything(project: Path, hexapla: Hexapla) -> None:
    edit(project / "spec" / "openapi.yaml", "tame, in: query", "tame, in: querry")
    for command in ("generate", "check"):
        status, out, err = hexapla(command)
        assert (status, out) == (1, "")
        assert "spec/openapi.yaml:33:28: error unknown-location: parameter `tame` cannot be in `querry`" in err
        assert err.endswith("  hint: did you mean `query`?\n1 error\n")
    assert not (project / "generated").exists()


def test_a_spec_that_cannot_be_served_stops_generate(project: Path, hexapla: Hexapla) -> None:
    edit(project / "spec" / "openapi.yaml", "schema: {type: boolean}", "schema: {$dynamicRef: '#tame'}")
    status, out, err = hexapla("generate")
    assert (status, out) == (1, "")
    assert "error unserved: `$dynamicRef` cannot be generated yet" in err
    assert not (project / "generated").exists()
