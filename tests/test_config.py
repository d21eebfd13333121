"""The configuration: faults as case folders, where it is looked for, what its paths are relative to."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla import config
from hexapla.config import names
from hexapla.config.own import OwnStyle
from hexapla.finding import FindingError, Location, as_text
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import InvalidVersion, Version

from tests.nodejs import node

CASES = Path(__file__).parent / "cases" / "config"
TEMPLATES = Path(__file__).parents[1] / "templates" / "python" / "package" / "src" / "PACKAGE"

WHOLE = """\
[project]
name = "other"

[tool.hexapla]
spec = "spec/openapi.yaml"
lock = "spec/docs.lock.yaml"

[tool.hexapla.targets.python]
style = "python"
output = "generated/python"
package = "petstore"
client = "Petstore"
version = "0.1.0"
repository = "https://example.com/petstore"
templates = "house"

[tool.hexapla.targets."second one"]
style = "mine"
output = "generated/ruby"
package = "pet_store2"
client = "PetStore"
version = "1"

[tool.hexapla.styles.house]
base = "ruby"
module = "styles/house.py"
templates = "styles/house"

[tool.hexapla.styles.mine]
module = "mine.py"
base = "house"
"""
HOUSE = OwnStyle(
    name="house",
    base="ruby",
    module="styles/house.py",
    templates="styles/house",
    where=Location("pyproject.toml", 24),
    at_base=Location("pyproject.toml", 25),
    at_module=Location("pyproject.toml", 26),
    at_templates=Location("pyproject.toml", 27),
)
MINE = OwnStyle(
    name="mine",
    base="house",
    module="mine.py",
    templates=None,
    where=Location("pyproject.toml", 29),
    at_base=Location("pyproject.toml", 31),
    at_module=Location("pyproject.toml", 30),
    at_templates=Location("pyproject.toml", 29),
)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_fault(case: Path, expect: Callable[[Path, str], None]) -> None:
    data = (case / "input.toml").read_bytes()
    name = "hexapla.toml" if case.name.startswith("own_") else "pyproject.toml"
    with pytest.raises(FindingError) as caught:
        config.parse(name, data)
    expect(case / "expected.txt", as_text(caught.value.findings, lambda _: data.decode(errors="replace").split("\n")))


def test_everything_is_read() -> None:
    read = config.parse("pyproject.toml", WHOLE.encode())
    assert read == config.Config(
        file="pyproject.toml",
        directory=".",
        spec="spec/openapi.yaml",
        lock="spec/docs.lock.yaml",
        targets=(
            config.Target(
                name="python",
                style="python",
                output="generated/python",
                package="petstore",
                client="Petstore",
                version="0.1.0",
                where=Location("pyproject.toml", 8),
                repository="https://example.com/petstore",
                templates="house",
                at_templates=Location("pyproject.toml", 15),
                beside=("house", "mine"),
            ),
            config.Target(
                name="second one",
                style="mine",
                output="generated/ruby",
                package="pet_store2",
                client="PetStore",
                version="1",
                where=Location("pyproject.toml", 17),
                at_templates=Location("pyproject.toml", 17),
                own=(MINE, HOUSE),
                beside=("house", "mine"),
            ),
        ),
        styles=(HOUSE, MINE),
    )
    assert [target.root for target in read.targets] == ["python", "ruby"]


def test_a_file_of_its_own_needs_no_prefix() -> None:
    text = WHOLE[WHOLE.index("spec =") :].replace("tool.hexapla.", "")
    read = config.parse("hexapla.toml", text.encode())
    assert [target.name for target in read.targets] == ["python", "second one"]
    assert read.lock == "spec/docs.lock.yaml"


def test_paths_are_relative_to_the_file() -> None:
    read = config.parse("../up/pyproject.toml", WHOLE.encode())
    assert (read.spec, read.lock) == ("../up/spec/openapi.yaml", "../up/spec/docs.lock.yaml")
    assert (read.targets[0].output, read.targets[0].templates) == ("../up/generated/python", "../up/house")
    assert [(one.module, one.templates) for one in read.styles] == [
        ("../up/styles/house.py", "../up/styles/house"),
        ("../up/mine.py", None),
    ]


def test_absolute_paths_stay() -> None:
    read = config.parse("../pyproject.toml", WHOLE.replace('"spec/openapi.yaml"', '"/srv/openapi.yaml"').encode())
    assert read.spec == "/srv/openapi.yaml"


def place(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_nearest_file_upwards_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path / "pyproject.toml", WHOLE)
    inner = place(tmp_path / "a" / "b" / "pyproject.toml", "[project]\nname = 'no hexapla here'\n").parent
    monkeypatch.chdir(inner)
    read = config.find()
    assert read.file == os.path.join("..", "..", "pyproject.toml")
    assert read.spec == os.path.join("..", "..", "spec", "openapi.yaml")
    place(tmp_path / "a" / "hexapla.toml", 'spec = "nearer.yaml"\n')
    assert config.find().spec == os.path.join("..", "nearer.yaml")
    monkeypatch.chdir(tmp_path)
    assert config.find().file == "pyproject.toml"


def test_a_file_of_its_own_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path / "pyproject.toml", WHOLE)
    place(tmp_path / "hexapla.toml", 'spec = "own.yaml"\n')
    monkeypatch.chdir(tmp_path)
    assert config.find().spec == "own.yaml"


@pytest.mark.parametrize("header", ["[tool.hexapla]", "[ tool . hexapla ]", "  [tool.hexapla]", "[tool.hexapla ] # x"])
def test_a_table_is_recognized_however_it_is_written(
    header: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path / "pyproject.toml", f'{header}\nspec = "a.yaml"\n')
    monkeypatch.chdir(tmp_path)
    assert config.find().spec == "a.yaml"


def test_no_configuration_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "isfile", lambda _: False)
    with pytest.raises(FindingError) as caught:
        config.find(str(tmp_path))
    assert as_text(caught.value.findings, lambda _: ()) == (
        "error no-configuration: no hexapla.toml and no [tool.hexapla] found\n"
        "  hint: `hexapla init` writes one for the spec of this folder\n"
    )


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_configuration_or_findings(data: bytes) -> None:
    try:
        config.parse("hexapla.toml", data)
    except FindingError as problem:
        as_text(problem.findings, lambda _: ())


VALUES = st.none() | st.text(max_size=5) | st.integers() | st.lists(st.text(max_size=3), max_size=2)


@given(st.dictionaries(st.sampled_from(["spec", "lock", "x"]), VALUES), st.dictionaries(st.text(max_size=4), VALUES))
def test_any_table_is_a_configuration_or_findings(top: dict[str, object], target: dict[str, object]) -> None:
    def line(key: str, value: object) -> str:
        import json

        return "" if value is None else f"{json.dumps(key)} = {json.dumps(value)}\n".replace("\\u", "\\u")

    text = "".join(line(k, v) for k, v in top.items())
    text += "[targets.t]\n" + "".join(line(k, v) for k, v in target.items())
    try:
        config.parse("hexapla.toml", text.encode())
    except FindingError as problem:
        as_text(problem.findings, lambda _: text.split("\n"))


PIECES = st.sampled_from(
    [*"0123456789.!-_+av", "rc", "alpha", "b", "post", "dev", "1.0", "r", "c", "preview", "x", "A"]
)


@given(st.lists(PIECES, max_size=9).map("".join))
def test_a_version_is_what_packaging_takes_for_one(text: str) -> None:
    try:
        Version(text)
    except InvalidVersion:
        assert names.version_fault(text, "python") is not None
    else:
        assert names.version_fault(text, "python") is None


@pytest.mark.parametrize(
    "text",
    [
        *("1", "1.2.3.4", "1!2.0", "v1.0", "V1.0", "1.0a1", "1.0alpha", "1.0-b.2", "1.0_beta2", "1.0c1", "1.0.rc3"),
        *("1.0pre1", "1.0.preview", "1.0-1", "1.0.post2", "1.0rev", "1.0r4", "1.0.dev5", "1.0dev", "1.0a1.post2.dev3"),
        *("1.0+local.1", "1.0+a-b_c", "01.02", "2024.5"),
    ],
)
def test_every_spelling_of_a_version(text: str) -> None:
    Version(text)
    assert names.version_fault(text, "python") is None


@pytest.mark.parametrize(
    "text", ["", "1.", ".1", "1..2", "1.0a1b2", "1.0+", "1.0+a+b", "1.0 ", " 1", "one", "1.0\n", "\u0661", "1+lo\u017f"]
)
def test_what_is_no_version(text: str) -> None:
    assert names.version_fault(text, "python") is not None


def test_other_languages_have_other_versions_and_names() -> None:
    assert names.version_fault("v1 (beta)", "ruby") is None
    assert names.package_fault("json", "ruby") is None
    assert names.client_fault("Options", "ruby") is None
    assert names.package_fault("Json", "ruby") is not None


URLS = st.text(st.characters(codec="utf-8") | st.sampled_from('"\\\n/:#?'), max_size=20)


@given(st.sampled_from(["https://", "http://", "https://example.com/", "", "file://"]), URLS)
def test_an_address_that_is_taken_is_harmless_wherever_it_is_printed(scheme: str, rest: str) -> None:
    from hexapla.languages.python import string

    url = scheme + rest
    if names.repository_fault(url) is None:
        assert url.isprintable()
        assert not set(url) & set(' "\\<>`')
        assert tomllib.loads(f"x = {string(url)}\n") == {"x": url}
    else:
        assert not (rest.isalnum() and rest.isascii() and scheme.startswith("http"))


def test_a_client_cannot_have_a_name_that_every_package_has() -> None:
    """What packages define and export is read from their templates: a new class there is a new name here."""
    init = (TEMPLATES / "__init__.py.jinja").read_text()
    exported = set(re.findall(r"^ +from \.\w+ import (\w+) as ", init, re.MULTILINE))
    imported = {
        name
        for path in ("_client.py.jinja", "_async_client.py.jinja", "_base.py.jinja")
        for found in re.findall(r"^ *from [\w.]+ import ([\w, ]+)$", (TEMPLATES / path).read_text(), re.MULTILINE)
        for name in found.split(", ")
    }
    beside = {name for path in ("_base.py.jinja", "errors.py") for name in classes(TEMPLATES / path)}
    defined = exported | imported | beside
    assert {"Options", "AsyncPager", "ApiError", "Core", "Self", "TracebackType"} <= defined
    for name in sorted(defined):
        for client in (name, name.removeprefix("Async"), name.removesuffix("Error")):
            if names.CLIENT.fullmatch(client):
                assert names.client_fault(client, "python") is not None, f"add {client} to hexapla.config.names.TAKEN"


def classes(path: Path) -> list[str]:
    return re.findall(r"^(?:class )?(\w+)(?=[(:].*[:=])", path.read_text(), re.MULTILINE)


TYPESCRIPT = Path(__file__).parents[1] / "templates" / "typescript" / "package" / "src"


def test_every_style_has_a_language() -> None:
    """Two styles of one language refuse the same names; a style that no row tells of would refuse none."""
    from hexapla.styles import STYLES

    assert set(names.LANGUAGES) == {style.name for style in STYLES}
    for style in STYLES:
        language = type(style).string.__module__.rpartition(".")[2]
        assert names.LANGUAGES[style.name] == language


@pytest.mark.parametrize("name", ["petstore", "pet-store", "@acme/pet-store", "3d.pets_2", "p", "a" * 214])
def test_a_package_of_npm(name: str) -> None:
    assert names.package_fault(name, "typescript") is None


@pytest.mark.parametrize("name", ["Petstore", "PetsV2", "Ab", "Toggle", "Apis"])
def test_a_client_in_typescript(name: str) -> None:
    assert names.client_fault(name, "typescript") is None


def test_the_modules_of_node_are_known() -> None:
    """But those of a newer Node, which are known by their prefix only: no package can hide one."""
    from hexapla.config import npm

    code = "console.log(require('module').builtinModules.filter((n) => /^[a-z0-9_]+$/.test(n) && n[0] !== '_').join())"
    run = subprocess.run([node(), "-e", code], capture_output=True, text=True, check=True)
    found = set(run.stdout.strip().split(","))
    assert "http" in found
    assert found <= npm._MODULES


NUMBER = st.sampled_from(["0", "1", "10", "01", ""])
WORD = st.sampled_from(["", "-rc.1", "-0", "-01", "-a.", "+b", "+01.x", "-1+2", "rc1", " ", "\n", "-\u00e9"])


@given(NUMBER, NUMBER, NUMBER, WORD, WORD)
def test_a_version_of_npm_is_what_semantic_versioning_takes_for_one(a: str, b: str, c: str, d: str, e: str) -> None:
    """The pattern is the one that semver.org gives, written from its grammar here: names between dots."""
    text = f"{a}.{b}.{c}{d}{e}"
    whole, plus, build = text.partition("+")
    core, minus, before = whole.partition("-")
    word = re.compile(r"[0-9A-Za-z-]+")
    is_number = [re.fullmatch("0|[1-9][0-9]*", one) is not None for one in core.split(".")]
    names_before = before.split(".") if minus else []
    is_fine = is_number == [True] * 3 and all(word.fullmatch(one) for one in build.split(".") if plus)
    is_fine = is_fine and all(word.fullmatch(one) and not re.fullmatch("0[0-9]+", one) for one in names_before)
    assert (names.version_fault(text, "typescript") is None) is is_fine


def test_a_client_in_typescript_cannot_have_a_name_that_every_package_has() -> None:
    """What packages export and import beside the client is read from their templates."""
    beside = ("client.ts.jinja", "index.ts.jinja", "internal/base.ts.jinja", "testing/fake.ts.jinja")
    texts = [(TYPESCRIPT / path).read_text() for path in (*beside, "testing/index.ts.jinja")]
    pieces = re.findall(r"^(?:import|export) (?:type )?\{(.*?)\}", "\n".join(texts), re.MULTILINE | re.DOTALL)
    told = " ".join(pieces) + " ".join(
        re.findall(r"^export (?:class|type|const) (\w+)", "\n".join(texts), re.MULTILINE)
    )
    told += " ".join(re.findall(r"^export class (\w+)", (TYPESCRIPT / "errors.ts").read_text(), re.MULTILINE))
    found = {name for name in re.findall(r"\b[A-Z]\w+", re.sub(r"\{\{.*?\}\}\w*", " ", told)) if name != "Fake"}
    assert {"ApiError", "Pager", "ApiPromise", "ClientOptions", "QUOTA", "FakeClock", "Core"} <= found
    clients = {name.removesuffix("Error").removesuffix("Options").removeprefix("Fake"): name for name in found}
    clients |= {name: name for name in found}
    served = {name for name in clients if names.CLIENT.fullmatch(name)}
    missing = {clients[name] for name in served if names.client_fault(name, "typescript") is None}
    assert not missing, f"add {sorted(missing)} to hexapla.config.npm.TAKEN"
