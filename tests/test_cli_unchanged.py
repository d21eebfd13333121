"""A run in which nothing changed does nothing, and says the same; whatever did change is noticed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hexapla as program
import pytest
from hexapla.cli import generate, run, unchanged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
CONFIG = """\
spec = "spec/openapi.yaml"

[targets.python]
style = "python"
output = "generated/python"
package = "petstore"
client = "Petstore"
version = "1.0.0"
templates = "house"
"""
STATE = Path(".hexapla", "python.json")

Hexapla = Callable[..., tuple[int, str, str]]


def make_project(folder: Path) -> None:
    """Make a project: a spec in two files, a house template, a configuration."""
    (folder / "spec").mkdir(parents=True)
    text = (ROOT / "tests" / "apis" / "pets.yaml").read_text()
    kind = "    Kind:"
    assert kind in text
    (folder / "spec" / "openapi.yaml").write_text(text)
    (folder / "spec" / "more.yaml").write_text("Age: {type: integer, description: Years.}\n")
    (folder / "house" / "package").mkdir(parents=True)
    (folder / "house" / "package" / "NOTICE.jinja").write_text("Of {{ package.client }}.\n")
    (folder / "hexapla.toml").write_text(CONFIG)
    old = "description: Keep tame pets., deprecated: true, schema: {type: boolean}, example: true"
    new = "description: Age., schema: {$ref: more.yaml#/Age}, example: 1"
    edit(folder / "spec" / "openapi.yaml", old, new)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the current one."""
    make_project(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def hexapla(capsys: pytest.CaptureFixture[str]) -> Hexapla:
    """Return a function from arguments to status, output without the time, and findings."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, re.sub(r", \d+\.\d\d s\n", "\n", said.out), said.err

    return call


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the targets that were made, as opposed to found unchanged."""
    found: list[str] = []
    real = generate.produce

    def produce(api: object, target: object, *arguments: object, **named: object) -> object:
        found.append(target.name)  # type: ignore[attr-defined]
        return real(api, target, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(generate, "produce", produce)
    return found


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_run_in_which_nothing_changed_makes_nothing_and_says_the_same(
    project: Path, hexapla: Hexapla, made: list[str]
) -> None:
    (project / "generated" / "python").mkdir(parents=True)
    (project / "generated" / "python" / "mine.txt").write_text("mine")
    first = hexapla("generate")
    assert made == ["python"]
    before = tree(project)
    again = hexapla("generate")
    assert made == ["python"]
    assert again == (0, first[1].replace(" created)", " unchanged)"), first[2])
    assert first[2].count("note other-file: ") == 1
    assert first[2].count("note ") == 3, "two of the spec"
    assert tree(project) == before


def test_neither_jinja_nor_yaml_is_imported(project: Path) -> None:
    code = (
        "import sys; from hexapla.cli import run; s = run(['generate']); print(s, {'yaml', 'jinja2'} & {*sys.modules})"
    )
    said = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    assert said[0].stdout.splitlines()[-1].startswith("0 {")
    assert said[1].stdout.splitlines()[-1] == "0 set()"


def test_comparing_and_checking_use_what_was_made(project: Path, hexapla: Hexapla, made: list[str]) -> None:
    hexapla("generate")
    before = tree(project)
    assert hexapla("generate", "--check")[0] == 0
    assert hexapla("check")[1].endswith("1 target up to date\n") or "error summary" in hexapla("check")[2]
    assert made == ["python"]
    assert tree(project) == before
    (project / "generated" / "python" / "README.md").write_text("mine")
    status, out, err = hexapla("generate", "--check")
    assert (status, out) == (1, "")
    assert "README.md: error edited-file" in err
    assert "README.md: error edited-file" in hexapla("check")[2]
    assert made == ["python"], "for this nothing needs to be made either"


def test_comparing_keeps_nothing(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    shutil.rmtree(project / ".hexapla")
    hexapla("generate", "--check")
    hexapla("check")
    assert not (project / ".hexapla").exists()


def test_version_control_ignores_the_folder(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    assert (project / ".hexapla" / ".gitignore").read_text() == "*\n"
    assert sorted(p.name for p in (project / ".hexapla").iterdir()) == [".gitignore", "python.json"]


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("package", '"petstore"', '"pet_store"'),
        ("client", '"Petstore"', '"Petshop"'),
        ("version", '"1.0.0"', '"1.0.1"'),
        ("templates", 'templates = "house"', ""),
        ("repository", 'version = "1.0.0"', 'version = "1.0.0"\nrepository = "https://example.com/x"'),
        ("output", "generated/python", "generated/other"),
        ("name", "targets.python", "targets.other"),
    ],
)
def test_every_value_of_the_configuration_counts(
    project: Path, hexapla: Hexapla, made: list[str], key: str, old: str, new: str
) -> None:
    hexapla("generate")
    edit(project / "hexapla.toml", old, new)
    status, out, _ = hexapla("generate")
    assert status == 0
    assert len(made) == 2
    if key not in ("name", "output"):
        assert "updated" in out or "removed" in out
    hexapla("generate")
    assert len(made) == 2


def test_the_spec_that_is_named_counts(project: Path, hexapla: Hexapla, made: list[str]) -> None:
    hexapla("generate")
    shutil.copytree(project / "spec", project / "spec2")
    edit(project / "hexapla.toml", "spec/openapi.yaml", "spec2/openapi.yaml")
    hexapla("generate")
    assert len(made) == 2


def test_what_does_not_matter_does_not_count(project: Path, hexapla: Hexapla, made: list[str]) -> None:
    hexapla("generate")
    with (project / "hexapla.toml").open("a") as file:
        file.write("# a comment\n")
    (project / "spec" / "unused.yaml").write_text("a: 1\n")
    os.utime(project / "spec" / "openapi.yaml")
    (project / "house" / "package" / "__pycache__").mkdir()
    (project / "house" / "package" / "__pycache__" / "x").write_text("x")
    hexapla("generate")
    assert made == ["python"]


def test_a_house_template_more_or_less_counts(project: Path, hexapla: Hexapla, made: list[str]) -> None:
    hexapla("generate")
    added = project / "house" / "package" / "MORE"
    added.write_text("more\n")
    assert "1 created" in hexapla("generate")[1]
    added.unlink()
    assert "1 removed" in hexapla("generate")[1]
    (project / "house" / "package" / "NOTICE.jinja").rename(project / "house" / "package" / "NEWS.jinja")
    assert "1 created" in hexapla("generate")[1]
    assert len(made) == 4


def test_what_lies_behind_a_link_among_templates_is_not_trusted(
    project: Path, hexapla: Hexapla, made: list[str]
) -> None:
    (project / "house" / "parts").symlink_to(project / "spec")
    hexapla("generate")
    hexapla("generate")
    assert made == ["python", "python"]
    assert not (project / STATE).exists()


def test_python_and_the_libraries_count(
    project: Path, hexapla: Hexapla, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hexapla("generate")
    for name in ("jinja2", "markupsafe", "yaml"):
        (project / "other" / name).mkdir(parents=True)
        (project / "other" / name / "__init__.py").write_text("__version__ = '0'\n")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "path", [str(project / "other"), *sys.path])
            hexapla("generate", "--check")
        shutil.rmtree(project / "other")
    assert len(made) == 4
    monkeypatch.setattr(sys, "version", "3.99")
    hexapla("generate", "--check")
    assert len(made) == 5


def test_the_formatter_counts(
    project: Path, hexapla: Hexapla, made: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Even one that says to be as old and as long as the one before."""
    real = unchanged.locate("ruff")
    assert real is not None
    other = tmp_path / "ruff"
    other.write_bytes(b"one")
    os.utime(other, (1, 1))
    monkeypatch.setattr(unchanged, "locate", lambda name: str(other) if name == "ruff" else None)
    hexapla("generate")
    hexapla("generate")
    assert len(made) == 1
    before = other.stat().st_ctime_ns
    while other.stat().st_ctime_ns == before:  # a clock of files may be slow
        other.write_bytes(b"two")
        os.utime(other, (1, 1))
    hexapla("generate")
    assert len(made) == 2
    monkeypatch.setattr(unchanged, "locate", lambda _: None)
    hexapla("generate", "--check")
    assert len(made) == 3


@pytest.mark.parametrize("what", ["spec", "template"])
def test_what_changes_while_a_run_goes_on_is_noticed_by_the_next(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    real = generate.produce
    path = project / "spec" / "openapi.yaml" if what == "spec" else project / "house" / "package" / "NOTICE.jinja"
    old, new = ("Pet shelter", "Pet home") if what == "spec" else ("Of", "By")

    def produce(*arguments: object, **named: object) -> object:
        found = real(*arguments, **named)  # type: ignore[arg-type]
        if old in path.read_text():
            edit(path, old, new)
        return found

    monkeypatch.setattr(generate, "produce", produce)
    hexapla("generate")
    assert "updated" in hexapla("generate")[1]


def test_a_folder_that_cannot_be_written_is_no_fault(
    project: Path, hexapla: Hexapla, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".hexapla").write_text("a file\n")
    assert hexapla("generate")[0] == 0
    assert hexapla("generate")[0] == 0
    assert len(made) == 2
    (project / ".hexapla").unlink()

    def refuse(path: str, data: bytes) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(unchanged, "_write", refuse)
    assert hexapla("generate")[0] == 0
    assert not (project / ".hexapla").exists()


def test_warnings_are_told_again(project: Path, hexapla: Hexapla, made: list[str]) -> None:
    edit(project / "spec" / "openapi.yaml", "openapi: 3.1.1\n", "openapi: 3.1.1\nx-evidense: {}\n")
    first = hexapla("generate")
    assert "warning misspelt-extension" in first[2]
    assert hexapla("generate")[2] == first[2]
    assert made == ["python"]


def test_the_manifest_counts(project: Path, hexapla: Hexapla, made: list[str]) -> None:
    hexapla("generate")
    path = project / "generated" / "python" / ".hexapla.json"
    whole = path.read_bytes()
    for text in (None, '{"files": {}}'):
        path.unlink()
        if text is not None:
            path.write_text(text)
        hexapla("generate")
        assert path.read_bytes() == whole


def test_a_run_that_was_cut_off_is_finished_first(project: Path, hexapla: Hexapla, made: list[str]) -> None:
    hexapla("generate")
    folder = project / "generated" / "python"
    whole = tree(folder)
    (folder / "README.md").unlink()
    (folder / ".hexapla-stage" / "new").mkdir(parents=True)
    (folder / ".hexapla-stage" / "new" / "README.md").write_bytes(whole["README.md"])
    (folder / ".hexapla-stage" / "commit.json").write_text('{"replaced": ["README.md"], "removed": []}')
    assert "unchanged) in" in hexapla("generate")[1]
    assert made == ["python"]
    assert tree(folder) == whole


def test_from_another_folder_places_are_told_from_there(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch
) -> None:
    hexapla("generate")
    monkeypatch.chdir(project / "spec")
    status, out, err = hexapla("generate")
    assert status == 0
    assert "in ../generated/python" in out
    assert err.startswith("../spec/openapi.yaml:")


@pytest.mark.parametrize("name", ["../../x", "a/b", "second one", "é", "x" * 300])
def test_a_target_may_have_any_name(project: Path, hexapla: Hexapla, made: list[str], name: str) -> None:
    before = sorted(project.parent.iterdir())
    edit(project / "hexapla.toml", "targets.python", f"targets.{json.dumps(name, ensure_ascii=False)}")
    hexapla("generate")
    hexapla("generate")
    assert made == [name]
    assert sorted(project.parent.iterdir()) == before
    assert len(list((project / ".hexapla").iterdir())) == 2


def test_each_target_has_its_own(project: Path, hexapla: Hexapla, made: list[str]) -> None:
    second = CONFIG[CONFIG.index("\n[") :].replace("targets.python", "targets.two").replace("generated/python", "two")
    (project / "hexapla.toml").write_text(CONFIG + second)
    hexapla("generate")
    (project / "two" / "README.md").unlink()
    status, out, _ = hexapla("generate")
    assert status == 0
    assert made == ["python", "two", "two"]
    assert [line.split(":")[0] for line in out.splitlines()] == ["python", "two"]
    assert "1 created" in out.splitlines()[1]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with a copy of the program, its templates, and a project that was generated by them."""
    folder = tmp_path_factory.mktemp("copied")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator" / "hexapla", folder / "generator" / "hexapla", ignore=ignored)
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=ignored)
    make_project(folder / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / "project")
        patch.setattr(program, "__file__", str(folder / "generator" / "hexapla" / "__init__.py"))
        assert run(["generate"]) == 0
        yield folder


class MadeError(Exception):
    """Something was found to have changed."""


@contextlib.contextmanager
def silence() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def is_noticed() -> bool:
    """Say whether `generate` finds that something changed; it goes no further then."""

    def noticed(*_: object) -> None:
        raise MadeError

    with pytest.MonkeyPatch.context() as patch, silence():
        patch.setattr(generate.Run, "load", noticed)
        try:
            return run(["generate"]) != 0
        except MadeError:
            return True


INPUTS = ("generator/hexapla/**/*.py", "templates/python/**/*", "project/house/**/*", "project/spec/*.yaml")
OUTPUTS = ("project/generated/python/**/*", "project/.hexapla/python.json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.data())
def test_any_byte_of_what_goes_in_or_comes_out_is_noticed(copied: Path, data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(INPUTS + OUTPUTS))
    path = data.draw(st.sampled_from(files(copied, pattern)))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, max(0, len(whole) - 1)))
    byte = bytes([data.draw(st.integers(0, 255))])
    changed = data.draw(
        st.sampled_from([whole[:at] + byte + whole[at + 1 :], whole[:at] + byte + whole[at:], whole[:at]])
    )
    try:
        path.write_bytes(changed)
        assert is_noticed() == (changed != whole)
    finally:
        path.write_bytes(whole)


def test_every_file_counts(copied: Path) -> None:
    """One byte more of each; one of each kind away."""
    assert not is_noticed()
    paths = [path for pattern in INPUTS + OUTPUTS for path in files(copied, pattern)]
    assert len(paths) > 200
    for path in paths:
        whole = path.read_bytes()
        path.write_bytes(whole + b"#")
        changed = is_noticed()
        path.write_bytes(whole)
        assert changed, path
    for path in [files(copied, pattern)[-1] for pattern in INPUTS + OUTPUTS]:
        whole = path.read_bytes()
        path.unlink()
        gone = is_noticed()
        path.write_bytes(whole)
        assert gone, path
    assert not is_noticed()


def files(folder: Path, pattern: str) -> list[Path]:
    return sorted(p for p in folder.glob(pattern) if p.is_file() and "__pycache__" not in p.parts)


@pytest.mark.parametrize(
    "text",
    [b"", b"\n", b"{}", b"null", b"\xff\xfe", b"[" * 100_000, b"0" * 64 + b"\n{}"],
    ids=["empty", "blank", "object", "null", "no text", "deep", "wrong sum"],
)
def test_a_state_that_is_none_means_that_nothing_was_kept(copied: Path, text: bytes) -> None:
    state = copied / "project" / STATE
    whole = state.read_bytes()
    try:
        for data in (text, hashed(text)):
            state.write_bytes(data)
            assert is_noticed()
    finally:
        state.write_bytes(whole)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda s: st.lists(s, max_size=4)), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_state_with_the_right_sum_and_anything_else_in_it_is_no_error(
    copied: Path, value: object, data: st.DataObject
) -> None:
    state = copied / "project" / STATE
    whole = state.read_bytes()
    kept = json.loads(whole.partition(b"\n")[2])
    key = data.draw(st.sampled_from(sorted(kept)))
    try:
        state.write_bytes(hashed(json.dumps({**kept, key: value}).encode()))
        # What a person would never write may hold by chance (no findings, say), but it never breaks the run.
        is_noticed()
        state.write_bytes(hashed(json.dumps({k: v for k, v in kept.items() if k != key}).encode()))
        assert is_noticed()
    finally:
        state.write_bytes(whole)


def hashed(data: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(data).hexdigest().encode() + b"\n" + data
