"""`hexapla new-style`: what it writes generates at once and passes vectors, and nothing that is there is changed."""

from __future__ import annotations

import ast
import itertools
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hexapla.cli import run, scaffold
from hexapla.styles import STYLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import nodejs
from tests.conformance.loader import check
from tests.conformance.playing import play, target_of

ROOT = Path(__file__).parents[1]
OWN = """\
# What we make.
spec = "openapi.yaml"  # theirs

[targets.first]
style = "python"
output = "clients/first"  # published
package = "petstore"
client = "Petstore"
version = "1.0.0"
# The end of it.

# Something else.
"""
PROJECT = (
    "[project]\nname = 'shop'  # ours\n\n"
    + OWN.replace("spec =", "[tool.hexapla]\nspec =").replace("[targets", "[tool.hexapla.targets")
    + "[tool.ruff]\nline-length = 100 # wide\n"
)

Hexapla = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hexapla(capsys: pytest.CaptureFixture[str]) -> Hexapla:
    """Return a function from arguments to status, output and findings."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the current one."""
    shutil.copy(ROOT / "tests" / "apis" / "pets.yaml", tmp_path / "openapi.yaml")
    (tmp_path / "hexapla.toml").write_text(OWN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".hexapla" not in path.parts
    }


def common(text: str, other: str) -> str:
    """Return how two texts begin alike."""
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    return "".join(one for one, _ in pairs)


def uncommented(module: str) -> str:
    """Return a module with its example at work."""
    head, _, example = module.partition("    # For instance models with a word before their names:\n    #\n")
    assert example
    return head + re.sub(r"^    # ", "    ", example, flags=re.MULTILINE)


def test_what_is_written(project: Path, hexapla: Hexapla) -> None:
    before = tree(project)
    assert hexapla("new-style", "house", "--from", "python") == (
        0,
        "wrote styles/house.py and styles/house/package/LICENSE.jinja, and in hexapla.toml the style and the target "
        "`house`\n"
        "next: `hexapla generate house` writes clients/house, for now as `python` would\n"
        "then: change names and types in styles/house.py, all else by templates in styles/house\n",
        "",
    )
    after = tree(project)
    assert set(after) - set(before) == {"styles/house.py", "styles/house/package/LICENSE.jinja"}
    assert after["hexapla.toml"].decode() == OWN.replace(
        "# The end of it.\n",
        """\
# The end of it.

[styles.house]
base = "python"
module = "styles/house.py"
templates = "styles/house"

[targets.house]
style = "house"
output = "clients/house"
package = "petstore"
client = "Petstore"
version = "1.0.0"
""",
    )
    ours = (ROOT / "templates" / "python" / "package" / "LICENSE.jinja").read_bytes()
    assert after["styles/house/package/LICENSE.jinja"].partition(b"\n")[2] == ours


def test_it_generates_at_once_and_makes_what_its_base_makes(project: Path, hexapla: Hexapla) -> None:
    for style in (one.name for one in STYLES):
        name = f"my-{style}"
        (project / "hexapla.toml").write_text(OWN.replace('style = "python"', f'style = "{style}"'))
        if style == "typescript":
            (project / "node_modules").symlink_to(nodejs.tools())
        assert hexapla("new-style", name, "--from", style)[0] == 0
        status, _, err = hexapla("generate")
        assert status == 0, err
        assert "template" not in err
        assert tree(project / "clients" / name) == tree(project / "clients" / "first")
        status, _, err = hexapla("check")
        assert status == 0, err
        shutil.rmtree(project / "clients")


@pytest.mark.parametrize("style", [one.name for one in STYLES])
def test_the_client_passes_every_tenth_vector(
    tmp_path: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    """With the example of the module at work; the chapter of the README plays all of them, for one style."""
    shutil.copytree(ROOT / "spec", tmp_path / "spec")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "node_modules").symlink_to(nodejs.tools())
    monkeypatch.chdir(tmp_path)
    assert hexapla("new-style", "house", "--from", style)[0] == 0
    module = tmp_path / "styles" / "house.py"
    module.write_text(uncommented(module.read_text()))
    assert hexapla("generate", "house")[0] == 0
    assert "HouseProject" in "".join(path.read_text() for path in (tmp_path / "generated").rglob("*.[pt][ys]"))
    target = target_of(tmp_path / "generated" / "house")
    assert target is not None
    assert target.folder == tmp_path / "generated" / "house"
    vectors = check()[0][::10]
    assert len({vector.category for vector in vectors}) > 15
    assert list(play(target, vectors)) == []


def test_a_client_that_fails_a_vector_is_told(
    tmp_path: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "spec", tmp_path / "spec")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    hexapla("new-style", "house", "--from", "python")
    errors = ROOT / "templates" / "python" / "package" / "src" / "PACKAGE" / "_messages.py"
    broken = tmp_path / "styles" / "house" / "package" / "src" / "PACKAGE" / "_messages.py"
    broken.parent.mkdir(parents=True)
    text = errors.read_text()
    broken.write_text(text + "\n\nraise ImportError('broken on purpose')\n")
    assert hexapla("generate", "house")[0] == 0
    command = [
        sys.executable,
        "-m",
        "tests.conformance",
        "play",
        str(tmp_path / "generated" / "house"),
        "documented-projects-get-403",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.search(r"^house: 0 of \d+ vectors pass$", done.stdout, re.MULTILINE)
    assert re.search(r"^\w+\.yaml:\d+: [a-z-]*projects-get-403 sync: ", done.stdout, re.MULTILINE)
    assert subprocess.run([*command[:4], str(tmp_path)], cwd=ROOT, capture_output=True, check=False).returncode == 2


def test_one_is_made_from_another_of_ones_own(project: Path, hexapla: Hexapla) -> None:
    assert hexapla("new-style", "manor-house", "--from", "python")[0] == 0
    (project / "styles").rename(project / "looks")
    config = project / "hexapla.toml"
    config.write_text(
        config.read_text().replace("styles/", "looks/").replace('package = "petstore"', 'package = "zoo"')
    )
    module = project / "looks" / "manor_house.py"
    module.write_text(uncommented(module.read_text()))
    (project / "looks" / "manor_house" / "package" / "LICENSE.jinja").write_text("{# kept #}\nours\n")
    status, out, _ = hexapla("new-style", "hut", "--from", "manor-house")
    assert status == 0
    assert out.startswith("wrote looks/hut.py and looks/hut/package/LICENSE.jinja, and in hexapla.toml ")
    assert "from .manor_house import ManorHouse\n" in (project / "looks" / "hut.py").read_text()
    assert (project / "looks" / "hut" / "package" / "LICENSE.jinja").read_text() == "{# kept #}\nours\n"
    read = tomllib.loads(config.read_text())
    assert read["styles"]["hut"] == {"base": "manor-house", "module": "looks/hut.py", "templates": "looks/hut"}
    assert read["targets"]["hut"]["package"] == "zoo"
    assert hexapla("generate", "hut")[0] == 0
    assert "\nclass ManorhousePet(" in (project / "clients" / "hut" / "src" / "zoo" / "models" / "pet.py").read_text()
    assert (project / "clients" / "hut" / "LICENSE").read_text() == "ours\n"


def test_the_module_is_formatted_and_typed(project: Path, hexapla: Hexapla) -> None:
    """Type checkers find the program, and an example that is uncommented is as strict."""
    names = {"python": "house", "typescript": "quiet-typescript", "house": "other"}
    for base, name in names.items():
        assert hexapla("new-style", name, "--from", base)[0] == 0
    module = project / "styles" / "house.py"
    module.write_text(uncommented(module.read_text()))
    (project / "styles" / "__init__.py").write_text("")
    tools = Path(sys.executable).parent
    for command in (
        [tools / "ruff", "format", "--isolated", "--check", "styles"],
        [tools / "ruff", "check", "--isolated", "--select", "E,F,I,N,UP,B,ANN,SIM,RUF", "styles"],
        [tools / "mypy", "--strict", "--cache-dir", os.devnull, "styles"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("class", "class_style"),
        ("import", "import_style"),
        ("a-b_c", "a_b_c"),
        ("none", "none"),
        ("python2", "python2"),
    ],
)
def test_any_name_will_do(project: Path, hexapla: Hexapla, name: str, file: str) -> None:
    assert hexapla("new-style", name, "--from", "python")[0] == 0
    assert (project / "styles" / f"{file}.py").exists()
    assert hexapla("generate", name)[0] == 0
    assert hexapla("new-style", f"{name}2", "--from", name)[0] == 0
    assert hexapla("generate", f"{name}2")[0] == 0


REFUSED: dict[str, tuple[list[str], str]] = {
    "no word": (["Hou se", "python"], "error own-style: a style must be a word like python, not `Hou se`\n"),
    "ours": (
        ["typescript", "python"],
        "error exists: `typescript` is the name of a style that comes with this program",
    ),
    "a target": (["first", "python"], "hexapla.toml:4:1: error exists: there is a target `first` already\n"),
    "no such base": (
        ["house", "pyton"],
        "error unknown-style: there is no style `pyton`\n  hint: did you mean `python`?\n",
    ),
    "itself": (["house", "house"], "error unknown-style: there is no style `house`\n"),
    "a path": (["../house", "python"], "error own-style: a style must be a word like python, not `../house`\n"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(project: Path, hexapla: Hexapla, arguments: list[str], said: str) -> None:
    before = tree(project)
    status, out, err = hexapla("new-style", arguments[0], "--from", arguments[1])
    assert (status, out) == (1, "")
    assert said in err
    assert tree(project) == before


@pytest.mark.parametrize("path", ["styles/house.py", "styles/house", "clients/house"])
@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_is_there_is_never_overwritten(project: Path, hexapla: Hexapla, path: str, kind: str) -> None:
    (project / path).parent.mkdir(exist_ok=True)
    match kind:
        case "file":
            (project / path).write_text("mine")
        case "folder":
            (project / path).mkdir()
        case _:
            (project / path).symlink_to("nowhere")
    before = tree(project), sorted(project.rglob("*"))
    status, out, err = hexapla("new-style", "house", "--from", "python")
    assert (status, out) == (1, "")
    assert err == f"{path}: error exists: this is there already\n  hint: {scaffold._KEPT}\n1 error\n"
    assert (tree(project), sorted(project.rglob("*"))) == before


def test_a_second_time(project: Path, hexapla: Hexapla) -> None:
    hexapla("new-style", "house", "--from", "python")
    before = tree(project)
    status, _, err = hexapla("new-style", "house", "--from", "python")
    assert status == 1
    assert err.startswith("hexapla.toml:12:1: error exists: there is a style `house` already\n")
    assert tree(project) == before


def test_all_that_is_in_the_way_is_named(project: Path, hexapla: Hexapla) -> None:
    (project / "styles").mkdir()
    (project / "styles" / "house.py").write_text("")
    (project / "clients" / "house").mkdir(parents=True)
    _, _, err = hexapla("new-style", "house", "--from", "python")
    assert err.count("error exists: this is there already\n") == 2


CONFIGURATIONS = {
    "own": ("hexapla.toml", OWN),
    "project": ("pyproject.toml", PROJECT),
    "at the end": ("pyproject.toml", PROJECT[: PROJECT.index("\n# Something")]),
    "no newline at the end": ("hexapla.toml", OWN[: OWN.index("\n# The end")]),
    "windows": ("hexapla.toml", OWN.replace("\n", "\r\n")),
    "spaces": ("pyproject.toml", PROJECT.replace("[tool.hexapla", "  [ tool . hexapla")),
    "quoted": ("hexapla.toml", OWN.replace("[targets.first]", '["targets"."first"]')),
    "a text like a table": ("hexapla.toml", OWN.replace("# Something else.", "")[:-1] + 'repository = "https://a.b"\n'),
    "several lines": ("hexapla.toml", 'lock = """\\\n[targets]\n"""\n' + OWN),
    "targets with dots": (
        "hexapla.toml",
        'spec = "openapi.yaml"\ntargets.first.style = "python"\ntargets.first.output = "clients/first"\n'
        'targets.first.package = "petstore"\ntargets.first.client = "Petstore"\ntargets.first.version = "1"\n',
    ),
    "an array behind": ("pyproject.toml", PROJECT + "\n[[tool.other]]\nx = [\n  1,\n]\n"),
    "a text like a table of ours": (
        "pyproject.toml",
        PROJECT + '\n[tool.other]\ntext = """\n[tool.hexapla.fake]\nx = 1\n\n[tool.y]\n"""\n',
    ),
    "an odd character": ("hexapla.toml", OWN.replace("What we make", "Was wir für euch tun")),
}


@pytest.mark.parametrize(("file", "text"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_configuration_is_kept_as_it_is(project: Path, hexapla: Hexapla, file: str, text: str) -> None:
    (project / "hexapla.toml").unlink()
    (project / file).write_bytes(text.encode())
    (project / file).chmod(0o640)
    status, _, err = hexapla("new-style", "house", "--from", "python")
    if status == 1:
        # What cannot be added to is left alone, and said.
        assert "error cannot-write: nothing can be added to this table\n" in err
        assert (project / file).read_bytes() == text.encode()
        assert not (project / "styles").exists()
        assert "dots" in os.environ["PYTEST_CURRENT_TEST"]
        return
    assert status == 0
    data = (project / file).read_bytes().decode()
    added = data[len(common(data, text)) :]
    rest = text[len(common(data, text)) :]
    assert added.endswith(rest)
    assert ("\r\n" in text) == ("\r\n" in added)
    assert data.count("\r\n") in (0, data.count("\n"))
    was, is_now = (tomllib.loads(each) for each in (text, data))
    ours: Any = is_now["tool"]["hexapla"] if "pyproject" in file else is_now
    assert ours["targets"].pop("house")["style"] == "house"
    assert ours.pop("styles") == {"house": {"base": "python", "module": "styles/house.py", "templates": "styles/house"}}
    assert is_now == was
    assert (project / file).stat().st_mode & 0o777 == 0o640
    assert hexapla("generate")[0] == 0


LINES = st.sampled_from(
    [
        "",
        "# a comment",
        "  # [targets.x]",
        "[other]",
        "[[others]]",
        "[other.deep]",
        "x = 1",
        'y = "[z]"',
        "z = [\n1,\n]",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.lists(LINES, max_size=4), st.lists(LINES, max_size=6), st.booleans())
def test_whatever_stands_around_it_stays(
    project: Path, hexapla: Hexapla, before: list[str], after: list[str], ends: bool
) -> None:
    body = OWN.replace("spec =", "[tool.hexapla]\nspec =").replace("[targets", "[tool.hexapla.targets")
    text = "\n".join([*before, body, *after]) + "\n" * ends
    try:
        was = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    shutil.rmtree(project / "styles", ignore_errors=True)
    (project / "hexapla.toml").unlink(missing_ok=True)
    (project / "pyproject.toml").write_text(text)
    status, _, err = hexapla("new-style", "house", "--from", "python")
    if any(key in ("x", "y", "z") for key in was["tool"]["hexapla"]["targets"]["first"]):
        assert status == 1  # they are no keys of a target
        return
    assert status == 0, err
    data = (project / "pyproject.toml").read_text()
    kept = common(data, text)
    assert data.endswith(text[len(kept) :])
    is_now = tomllib.loads(data)
    del is_now["tool"]["hexapla"]["targets"]["house"], is_now["tool"]["hexapla"]["styles"]
    assert is_now == was


@pytest.mark.parametrize(
    "table",
    [
        'targets = {first = {style = "python", output = "out/a", package = "p", client = "P", version = "1"}}\n',
        f"styles = {{}}\n{OWN[OWN.index('[targets') :]}",
    ],
)
def test_tables_to_which_nothing_can_be_added(project: Path, hexapla: Hexapla, table: str) -> None:
    (project / "hexapla.toml").write_text(f'spec = "openapi.yaml"\n{table}')
    before = tree(project)
    status, _, err = hexapla("new-style", "house", "--from", "python")
    assert status == 1
    assert "error cannot-write: nothing can be added to this table\n" in err
    assert "  hint: write these tables with headers, as in [targets.first]\n" in err
    assert tree(project) == before


def test_without_a_target_or_a_configuration(project: Path, hexapla: Hexapla) -> None:
    (project / "hexapla.toml").write_text('spec = "openapi.yaml"\n')
    status, _, err = hexapla("new-style", "house", "--from", "python")
    assert status == 1
    assert "error no-target: hexapla.toml names no target to make another one like\n" in err
    (project / "hexapla.toml").unlink()
    status, _, err = hexapla("new-style", "house", "--from", "python")
    assert (status, err.splitlines()[0]) == (3, "error no-configuration: no hexapla.toml and no [tool.hexapla] found")


def test_the_first_target_of_the_style_is_copied_with_all_it_has(project: Path, hexapla: Hexapla) -> None:
    second = OWN[OWN.index("[targets") : OWN.index("# The end")].replace("first", "second").replace("clients/", "")
    second = second.replace(
        "petstore", "zoo"
    ) + 'repository = "https://example.com/\\"q"\ntemplates = "looks"\n'.replace('\\"q', "q")
    (project / "looks").mkdir()
    (project / "hexapla.toml").write_text(OWN.replace('style = "python"', 'style = "typescript"') + second)
    assert hexapla("new-style", "house", "--from", "python")[0] == 0
    read = tomllib.loads((project / "hexapla.toml").read_text())["targets"]
    assert read["house"] == {**read["second"], "style": "house", "output": "generated/house"}
    # Without one of the style, any is a beginning.
    assert hexapla("new-style", "den", "--from", "python-pydantic")[0] == 0
    read = tomllib.loads((project / "hexapla.toml").read_text())["targets"]
    assert read["den"] == {**read["first"], "style": "den", "output": "clients/den"}


def test_a_target_that_the_style_cannot_have(project: Path, hexapla: Hexapla) -> None:
    text = OWN.replace('style = "python"', 'style = "typescript"').replace("1.0.0", "1.0.0-alpha.1+x.y")
    (project / "hexapla.toml").write_text(text.replace('"petstore"', '"json"'))
    before = tree(project)
    status, _, err = hexapla("new-style", "house", "--from", "python")
    assert status == 1
    assert "error cannot-write: no target can be made like `first`: `package` cannot be `json`" in err
    assert tree(project) == before


def test_from_a_folder_below(project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "below").mkdir()
    monkeypatch.chdir(project / "below")
    status, out, _ = hexapla("new-style", "house", "--from", "python")
    assert status == 0
    assert out.startswith("wrote ../styles/house.py and ../styles/house/package/LICENSE.jinja, and in ../hexapla.toml ")
    assert 'module = "styles/house.py"' in (project / "hexapla.toml").read_text()
    assert hexapla("generate", "house")[0] == 0
    assert (project / "clients" / "house").is_dir()


@pytest.mark.parametrize("fails", ["styles", "styles/house.py", "styles/house/package/LICENSE.jinja", "hexapla.toml"])
def test_a_disk_that_is_full_leaves_nothing(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    before = tree(project), sorted(project.rglob("*"))
    real_open, real_mkdir, real_replace = open, os.mkdir, os.replace

    def refuse(path: object) -> None:
        if os.path.relpath(str(path), os.curdir) == fails:
            raise OSError(28, "No space left on device", str(path))

    class Half:
        def __init__(self, path: str, mode: str) -> None:
            self.path, self.file = path, real_open(path, mode)

        def __enter__(self) -> Half:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            self.file.write(data[: len(data) // 2])
            refuse(self.path)

    def mkdir(path: str) -> None:
        refuse(path)
        real_mkdir(path)

    def replace(old: str, new: str) -> None:
        refuse(new)
        real_replace(old, new)

    monkeypatch.setattr(scaffold, "open", Half if fails.startswith("styles/") else real_open, raising=False)
    with monkeypatch.context() as patched:
        patched.setattr(os, "mkdir", mkdir)
        patched.setattr(os, "replace", replace)
        status, out, err = hexapla("new-style", "house", "--from", "python")
    assert (status, out) == (1, "")
    assert "error cannot-write: cannot write " in err
    assert "No space left on device" in err
    assert (tree(project), sorted(project.rglob("*"))) == before


def test_a_base_that_does_not_work_is_told(project: Path, hexapla: Hexapla) -> None:
    hexapla("new-style", "house", "--from", "python")
    (project / "styles" / "house.py").write_text("import nope\n")
    before = tree(project)
    status, _, err = hexapla("new-style", "hut", "--from", "house")
    assert status == 1
    assert err.startswith("styles/house.py:1:1: error own-style: the style `house` fails: ModuleNotFoundError: ")
    assert tree(project) == before


@pytest.mark.parametrize("file", ["my-house.py", "class.py"])
def test_a_base_that_cannot_be_imported_is_told(project: Path, hexapla: Hexapla, file: str) -> None:
    hexapla("new-style", "house", "--from", "python")
    (project / "styles" / "house.py").rename(project / "styles" / file)
    config = project / "hexapla.toml"
    config.write_text(config.read_text().replace("styles/house.py", f"styles/{file}"))
    assert hexapla("generate", "house")[0] == 0
    status, _, err = hexapla("new-style", "hut", "--from", "house")
    assert status == 1
    assert err.startswith(
        f"hexapla.toml:14:1: error own-style: no class of the style `house` can be imported from styles/{file}\n"
    )


def test_the_scaffold_is_small(project: Path, hexapla: Hexapla) -> None:
    """A person reads all of it: it is no dump of what a style is."""
    hexapla("new-style", "house", "--from", "python")
    text = (project / "styles" / "house.py").read_text()
    assert len(text.splitlines()) < 30
    classes = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    assert [node.name for node in classes] == ["House"]
    assert len(classes[0].body) == 1
