"""`hexapla init`: what it writes works at once, and nothing that is there is changed."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.cli import run, start
from hexapla.config import names
from hexapla.source import parse
from hypothesis import example, given
from hypothesis import strategies as st

from tests.nodejs import tools

TESTS = Path(__file__).parent
APIS = sorted(TESTS.glob("apis/*.yaml"))
HEAD = "openapi: 3.1.1\ninfo: {title: Pet shelter, version: 1.0.0}\n"
SPEC = (
    HEAD
    + """\
servers: [{url: https://pets.example.com}]
paths: {/pets: {get: {operationId: pets.list, tags: [pets], responses: {'204': {description: None.}}}}}
"""
)
WRITTEN = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "generated/python"
package = "pet_shelter"
client = "PetShelter"
version = "1.0.0"
"""

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
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("api", APIS, ids=lambda path: path.stem)
@pytest.mark.parametrize("as_json", [False, True], ids=["yaml", "json"])
def test_generate_works_at_once(folder: Path, hexapla: Hexapla, api: Path, as_json: bool) -> None:
    if as_json:
        (folder / "openapi.json").write_text(json.dumps(parse(api.name, api.read_bytes()).data()))
    else:
        shutil.copy(api, folder)
    status, out, err = hexapla("init")
    assert (status, err) == (0, "")
    assert out.startswith("wrote hexapla.toml: a client `")
    assert out.endswith("next: `hexapla generate` writes it to generated/python\n")
    status, out, err = hexapla("generate")
    assert status == 0, err
    assert (folder / "generated" / "python" / "pyproject.toml").exists()


def test_what_is_written(folder: Path, hexapla: Hexapla) -> None:
    (folder / "openapi.yaml").write_text(SPEC)
    assert hexapla("init") == (
        0,
        "wrote hexapla.toml: a client `PetShelter` in the package `pet_shelter`, of openapi.yaml\n"
        "next: `hexapla generate` writes it to generated/python\n",
        "",
    )
    assert (folder / "hexapla.toml").read_bytes().decode() == WRITTEN
    assert sorted(os.listdir(folder)) == ["hexapla.toml", "openapi.yaml"]


@pytest.mark.parametrize(
    ("style", "package"), [("typescript", "pet-shelter"), ("python-pydantic", "pet_shelter"), ("python", "pet_shelter")]
)
def test_a_style_can_be_asked_for(folder: Path, hexapla: Hexapla, style: str, package: str) -> None:
    """Names are those of its language, and the version is one of its language or the first one there is."""
    (folder / "openapi.yaml").write_text(SPEC.replace("version: 1.0.0", "version: '1.0'"))
    (folder / "node_modules").symlink_to(tools())
    status, out, err = hexapla("init", "--style", style)
    assert (status, err) == (0, "")
    assert out.endswith(f"next: `hexapla generate` writes it to generated/{style}\n")
    target = tomllib.loads((folder / "hexapla.toml").read_text())["targets"][style]
    version = "0.1.0" if style == "typescript" else "1.0"
    assert target == {
        "style": style,
        "output": f"generated/{style}",
        "package": package,
        "client": "PetShelter",
        "version": version,
    }
    status, _, err = hexapla("generate")
    assert status == 0, err


def test_a_style_that_is_not_there_cannot_be_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["init", "--style", "rust"])
    assert caught.value.code == 2
    assert "'rust' (choose from 'python', 'python-pydantic', 'typescript')" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["", "spec/", "api/", "docs/", "openapi/", "src/"])
@pytest.mark.parametrize("name", ["openapi.yaml", "petstore.yml", "v2 of 'it'.json"])
def test_the_only_spec_is_found(folder: Path, hexapla: Hexapla, place: str, name: str) -> None:
    (folder / place).mkdir(exist_ok=True)
    text = json.dumps(parse("f", SPEC.encode()).data()) if name.endswith("json") else SPEC
    (folder / place / name).write_text(text)
    # None of these is one.
    (folder / "compose.yaml").write_text("services: {openapi: {image: x}}\n")
    (folder / "package.json").write_text('{"scripts": {"openapi": "x"}}')
    (folder / "broken.yaml").write_text("a: [")
    (folder / "notes.md").write_text("openapi: 3.1.1\n")
    (folder / "deeper" / "spec").mkdir(parents=True)
    (folder / "deeper" / "spec" / "openapi.yaml").write_text(SPEC)
    assert hexapla("init")[0] == 0
    assert tomllib.loads((folder / "hexapla.toml").read_text())["spec"] == place + name
    assert hexapla("generate")[0] == 0


def test_a_spec_that_is_named(folder: Path, hexapla: Hexapla) -> None:
    (folder / "a").mkdir()
    for name in ("a/one.yaml", "a/two.yaml"):
        (folder / name).write_text(SPEC)
    assert hexapla("init", "./a/two.yaml")[0] == 0
    assert tomllib.loads((folder / "hexapla.toml").read_text())["spec"] == "a/two.yaml"


def test_a_spec_above(folder: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "openapi.yaml").write_text(SPEC)
    (folder / "client").mkdir()
    monkeypatch.chdir(folder / "client")
    assert hexapla("init", str(folder / "openapi.yaml"))[0] == 0
    assert tomllib.loads((folder / "client" / "hexapla.toml").read_text())["spec"] == "../openapi.yaml"
    assert hexapla("generate")[0] == 0


def test_several_specs(folder: Path, hexapla: Hexapla) -> None:
    (folder / "spec").mkdir()
    for name in ("b.yaml", "a.yaml", "spec/c.json"):
        (folder / name).write_text(SPEC if name.endswith("yaml") else json.dumps(parse("f", SPEC.encode()).data()))
    status, out, err = hexapla("init")
    assert (status, out) == (1, "")
    for name in ("a.yaml", "b.yaml", "spec/c.json"):
        assert f"{name}:1:1: error many-specs: this may be the spec, and it is not the only one\n" in err
    assert err.count("  hint: name it: `hexapla init path/to/openapi.yaml`\n") == 3
    assert not (folder / "hexapla.toml").exists()


def test_no_spec(folder: Path, hexapla: Hexapla) -> None:
    assert hexapla("init") == (
        1,
        "",
        "error no-spec: no description of OpenAPI is found here, nor in spec/, api/, docs/ and their like\n"
        "  hint: name it: `hexapla init path/to/openapi.yaml`\n1 error\n",
    )


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (None, 3, "error unreadable-file: cannot read x.yaml: No such file or directory"),
        ("a: 1\n", 3, "x.yaml: error not-openapi: x.yaml is no description of OpenAPI"),
        ("openapi: [", 3, "x.yaml:1:11: error yaml-syntax: "),
        ("", 3, "error empty-file: "),
    ],
)
def test_what_is_named_and_is_no_spec(folder: Path, hexapla: Hexapla, text: str | None, status: int, said: str) -> None:
    if text is not None:
        (folder / "x.yaml").write_text(text)
    found = hexapla("init", "x.yaml")
    assert found[:2] == (status, "")
    assert said in found[2]
    assert not (folder / "hexapla.toml").exists()


def test_the_only_spec_is_told_to_be_broken(folder: Path, hexapla: Hexapla) -> None:
    (folder / "openapi.yaml").write_text("openapi: 3.1.1\ninfo: [\n")
    status, _, err = hexapla("init")
    assert status == 3
    assert "openapi.yaml:2:" in err


PROJECTS = {
    "tables": '[project]\nname = "shop"  # a comment\n\n[tool.ruff]\nline-length = 100\n',
    "no newline at the end": '[project]\nname = "shop"',
    "windows": '[project]\r\nname = "shop"\r\n',
    "windows without a newline at the end": '[project]\r\nname = "shop"',
    "empty": "",
    "a table of arrays": "[[tool.other]]\nx = 1\n\n[[tool.other]]\nx = 2\n",
    "a table of our name elsewhere": "[tool.other.hexapla]\nx = 1\n",
    "an accent": '[project]\nname = "Händler"\n',
}


@pytest.mark.parametrize("text", PROJECTS.values(), ids=PROJECTS)
def test_a_project_that_is_there_is_kept_byte_for_byte(folder: Path, hexapla: Hexapla, text: str) -> None:
    (folder / "openapi.yaml").write_text(SPEC)
    (folder / "pyproject.toml").write_bytes(text.encode())
    (folder / "pyproject.toml").chmod(0o640)
    status, out, _ = hexapla("init")
    assert status == 0
    assert out.startswith("wrote pyproject.toml: ")
    data = (folder / "pyproject.toml").read_bytes()
    assert data.startswith(text.encode())
    assert (data.count(b"\r\n") == data.count(b"\n")) == ("\r\n" in text)
    read = tomllib.loads(data.decode())
    ours = read["tool"].pop("hexapla")
    if not read["tool"]:
        del read["tool"]
    assert read == tomllib.loads(text)
    assert ours == tomllib.loads(WRITTEN)
    assert (folder / "pyproject.toml").stat().st_mode & 0o777 == 0o640
    assert hexapla("generate")[0] == 0
    assert not (folder / "hexapla.toml").exists()


@pytest.mark.parametrize("text", ["tool = {ruff = {line-length = 100}}\n", "[tool]\nx.y = 1\n[tool.x.z]\n"])
def test_a_project_to_which_no_table_can_be_added(folder: Path, hexapla: Hexapla, text: str) -> None:
    (folder / "openapi.yaml").write_text(SPEC)
    (folder / "pyproject.toml").write_text(text)
    hexapla("init")
    ours = tomllib.loads((folder / "pyproject.toml").read_text()).get("tool", {}).get("hexapla")
    assert (ours is None) == (folder / "hexapla.toml").exists()
    assert (folder / "pyproject.toml").read_text().startswith(text)
    assert hexapla("generate")[0] == 0


def test_a_project_that_is_malformed_is_not_touched(folder: Path, hexapla: Hexapla) -> None:
    (folder / "openapi.yaml").write_text(SPEC)
    (folder / "pyproject.toml").write_text("[project\n")
    status, _, err = hexapla("init")
    assert status == 3
    assert "pyproject.toml:1:9: error config-syntax: " in err
    assert (folder / "pyproject.toml").read_text() == "[project\n"
    assert not (folder / "hexapla.toml").exists()


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("hexapla.toml", "# mine\n", "hexapla.toml:1:1"),
        ("hexapla.toml", "", "hexapla.toml:1:1"),
        ("hexapla.toml", "[[[", "hexapla.toml:1:1"),
        ("pyproject.toml", '[project]\nname = "x"\n\n[tool.hexapla]\nspec = "a"\n', "pyproject.toml:4:1"),
        ("pyproject.toml", '[tool.hexapla.targets.a]\nstyle = "x"\n', "pyproject.toml:1:1"),
        ("pyproject.toml", '[tool]\nhexapla = {spec = "a"}\n', "pyproject.toml:2:1"),
    ],
)
def test_a_configuration_is_never_overwritten(folder: Path, hexapla: Hexapla, file: str, text: str, place: str) -> None:
    (folder / "openapi.yaml").write_text(SPEC)
    (folder / file).write_text(text)
    status, out, err = hexapla("init")
    assert (status, out) == (1, "")
    assert err.startswith(f"{place}: error configured: there is a configuration already\n")
    assert (folder / file).read_text() == text
    assert sorted(os.listdir(folder)) == sorted(["openapi.yaml", file])


def test_two_at_once_write_one_configuration(folder: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "openapi.yaml").write_text(SPEC)
    real = start.configuration.parse

    def parse_late(path: str, data: bytes) -> object:
        (folder / "hexapla.toml").write_text("# the other one\n")
        return real(path, data)

    monkeypatch.setattr(start.configuration, "parse", parse_late)
    status, _, err = hexapla("init")
    assert status == 1
    assert "error cannot-write: cannot write hexapla.toml: File exists" in err
    assert (folder / "hexapla.toml").read_text() == "# the other one\n"


@pytest.mark.parametrize("there", [True, False], ids=["pyproject.toml", "hexapla.toml"])
def test_a_disk_that_is_full_leaves_what_was_there(
    folder: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    (folder / "openapi.yaml").write_text(SPEC)
    if there:
        (folder / "pyproject.toml").write_text("[project]\n")
    real = open

    class Half:
        """A file that takes half of what it is given."""

        def __init__(self, path: str, mode: str) -> None:
            self.file = real(path, mode, buffering=0)

        def __enter__(self) -> Half:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> int:
            return self.file.write(data[: len(data) // 2])

        def truncate(self, size: int) -> int:
            return self.file.truncate(size)

    def half(path: str, mode: str, buffering: int = -1) -> object:
        return Half(path, mode) if mode in ("ab", "xb") else real(path, mode, buffering)

    monkeypatch.setitem(start.__dict__, "open", half)
    status, out, err = hexapla("init")
    assert (status, out) == (1, "")
    assert "No space left on device" in err
    assert sorted(os.listdir(folder)) == (["openapi.yaml", "pyproject.toml"] if there else ["openapi.yaml"])
    if there:
        assert (folder / "pyproject.toml").read_text() == "[project]\n"


def test_a_lock_is_named_where_there_is_one(folder: Path, hexapla: Hexapla) -> None:
    (folder / "spec").mkdir()
    (folder / "spec" / "openapi.yaml").write_text(SPEC)
    (folder / "spec" / "docs.lock.yaml").write_text("x: 1\n")
    hexapla("init")
    assert tomllib.loads((folder / "hexapla.toml").read_text())["lock"] == "spec/docs.lock.yaml"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2.0.0", "2.0.0"),
        ("'1.10'", "1.10"),
        ("1.10", "0.1.0"),  # a number: 1.1 is what it says, and not what it means
        ("v3-beta.2", "v3-beta.2"),
        ("2024-05-02", "0.1.0"),
        ("latest", "0.1.0"),
        ("''", "0.1.0"),
    ],
)
def test_the_version_is_that_of_the_spec_if_it_is_one(folder: Path, hexapla: Hexapla, said: str, written: str) -> None:
    (folder / "openapi.yaml").write_text(SPEC.replace("1.0.0", said))
    assert hexapla("init")[0] == 0
    assert tomllib.loads((folder / "hexapla.toml").read_text())["targets"]["python"]["version"] == written


@pytest.mark.parametrize(
    ("title", "package", "client"),
    [
        ("Pet shelter", "pet_shelter", "PetShelter"),
        ("The Pet Shelter REST API v2", "pet_shelter", "PetShelter"),
        ("petStore", "pet_store", "PetStore"),
        ("GitHub v3 REST API", "git_hub", "GitHub"),
        ("Tierheim für Känguruhs", "tierheim_fur_kanguruhs", "TierheimFurKanguruhs"),
        ("3D Printers", "api_3d_printers", "Api3dPrinters"),
        ("JSON", "json_client", "JsonClient"),
        ("None", "none_client", "NoneClient"),
        ("class", "class_client", "ClassClient"),
        ("Options", "options_client", "OptionsClient"),
        ("API", "petstore", "Petstore"),
        ("", "petstore", "Petstore"),
        ("!!!", "petstore", "Petstore"),
        ("one two three four five six seven eight nine ten", "one_two_three_four_five_six_seven_eight", None),
    ],
)
def test_the_names_are_those_of_the_title(title: str, package: str, client: str | None) -> None:
    assert start.call(title, "petstore", "python") == (
        package,
        client or "".join(word.capitalize() for word in package.split("_")),
    )


def test_where_not_even_the_file_has_a_name() -> None:
    assert start.call("", "openapi", "python") == ("api_client", "ApiClient")


@given(st.text(), st.text(), st.sampled_from(list(names.LANGUAGES)))
@example("Promise", "map", "typescript")
@example("HTTP2", "stream", "typescript")
def test_any_title_gives_names_that_work(title: str, stem: str, style: str) -> None:
    package, client = start.call(title, stem, style)
    assert names.package_fault(package, style) is None
    assert names.client_fault(client, style) is None
    assert len(package) <= 60


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_name_of_a_file_is_written_as_it_is(name: str) -> None:
    assert tomllib.loads(f"x = {start._string(name)}\n") == {"x": name}
