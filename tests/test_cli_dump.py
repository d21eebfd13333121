"""`hexapla dump`: what a stage made, as JSON with places, however deep it is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.cli import run
from hexapla.cli.stages import pieces
from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.source import DEPTH, parse
from hypothesis import given
from hypothesis import strategies as st

TESTS = Path(__file__).parent
CONFIG = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "petstore"
client = "Petstore"
version = "1.0.0"
"""

Hexapla = Callable[..., tuple[int, str, str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(TESTS / "apis" / "pets.yaml", tmp_path / "openapi.yaml")
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def hexapla(capsys: pytest.CaptureFixture[str]) -> Hexapla:
    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def bare(node: object) -> object:
    """Return the data of dumped nodes, and see that each has its place."""
    assert isinstance(node, dict)
    assert set(node) == {"where", "value"}
    assert re.fullmatch(r"openapi\.yaml:\d+:\d+", str(node["where"]))
    match node["value"]:
        case dict() as mapping:
            return {key: bare(below) for key, below in mapping.items()}
        case list() as sequence:
            return [bare(below) for below in sequence]
        case scalar:
            return scalar


def test_the_source(project: Path, hexapla: Hexapla) -> None:
    status, out, _ = hexapla("dump", "--stage", "source")
    assert status == 0
    dumped = json.loads(out)
    assert list(dumped) == ["openapi.yaml"]
    assert bare(dumped["openapi.yaml"]) == parse("f", (project / "openapi.yaml").read_bytes()).data()
    lines = (project / "openapi.yaml").read_text().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "Pet shelter" in text)
    title = dumped["openapi.yaml"]["value"]["info"]["value"]["title"]
    assert title["where"] == f"openapi.yaml:{line}:{lines[line - 1].index('Pet shelter') + 1}"


def test_the_source_of_many_files(project: Path, hexapla: Hexapla) -> None:
    (project / "more.yaml").write_text("Age: {type: integer, description: Years.}\n")
    spec = project / "openapi.yaml"
    spec.write_text(
        spec.read_text().replace("deprecated: true, schema: {type: boolean}", "schema: {$ref: more.yaml#/Age}")
    )
    assert list(json.loads(hexapla("dump", "--stage", "source")[1])) == ["openapi.yaml", "more.yaml"]


def test_the_model(project: Path, hexapla: Hexapla) -> None:
    status, out, _ = hexapla("dump", "--stage", "model")
    api = json.loads(out)
    assert (status, api["record"], api["title"]) == (0, "Api", "Pet shelter")
    pets = next(resource for resource in api["resources"] if resource["name"] == "pets")
    listed = next(operation for operation in pets["operations"] if operation["id"] == "pets.list")
    assert (listed["record"], listed["method"]) == ("Operation", "GET")
    assert re.fullmatch(r"openapi\.yaml:\d+:\d+", listed["where"])
    assert {schema["record"] for schema in api["schemas"]} >= {"Record", "Enumeration"}


def test_the_plan(project: Path, hexapla: Hexapla) -> None:
    status, out, _ = hexapla("dump", "--stage", "plan")
    package = json.loads(out)
    assert (status, package["record"], package["client"], package["version"]) == (0, "Package", "Petstore", '"1.0.0"')
    (project / "hexapla.toml").write_text(
        CONFIG + CONFIG[CONFIG.index("[") :].replace(".python", ".b").replace('"out"', '"b"')
    )
    status, out, err = hexapla("dump", "--stage", "plan")
    assert (status, out) == (1, "")
    assert "error no-target: hexapla.toml has several targets\n  hint: name it: --target python or --target b\n" in err
    assert json.loads(hexapla("dump", "--stage", "plan", "--target", "b")[1]) == package
    status, _, err = hexapla("dump", "--stage", "plan", "--target", "pyton")
    assert status == 1
    assert "hint: did you mean `python`?" in err


def test_the_same_spec_gives_the_same_text(project: Path, hexapla: Hexapla) -> None:
    for stage in ("source", "model", "plan"):
        assert hexapla("dump", "--stage", stage)[1] == hexapla("dump", "--stage", stage)[1]


def test_a_spec_with_errors_is_shown_as_far_as_it_was_understood(project: Path, hexapla: Hexapla) -> None:
    spec = project / "openapi.yaml"
    spec.write_text(spec.read_text().replace("tame, in: query", "tame, in: querry"))
    for stage, shown in (("source", True), ("model", True), ("plan", False)):
        status, out, err = hexapla("dump", "--stage", stage)
        assert status == 1
        assert bool(out) == shown
        assert "error unknown-location" in err


def test_a_spec_that_cannot_be_read(project: Path, hexapla: Hexapla) -> None:
    (project / "openapi.yaml").write_text("a: [")
    for stage in ("source", "model", "plan"):
        status, out, err = hexapla("dump", "--stage", stage)
        assert status == 3
        assert out in ("", "{}\n")
        assert "error yaml-syntax" in err
    (project / "openapi.yaml").write_text("a: 1\n")
    status, out, _ = hexapla("dump", "--stage", "source")
    assert (status, json.loads(out)["openapi.yaml"]["value"]["a"]["value"]) == (3, 1)


def test_depth_is_no_danger(project: Path, hexapla: Hexapla) -> None:
    """As deep as a spec may be, and far deeper than the interpreter would follow."""
    spec = project / "openapi.yaml"
    deep = "{items: " * (DEPTH - 20) + "{type: string}" + "}" * (DEPTH - 20)
    spec.write_text(spec.read_text().replace("  schemas:\n", f"  schemas:\n    Deep: {deep}\n"))
    for stage in ("source", "model"):
        status, out, _ = hexapla("dump", "--stage", stage)
        assert status == 0
        assert out.count("\n") > DEPTH
    value: object = 1
    for _ in range(100_000):
        value = [value]
    ends = (piece.strip() for piece in pieces(value))
    assert "".join(ends) == "[" * 100_000 + "1" + "]" * 100_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(), below, max_size=4),
)


@given(JSON)
def test_it_is_json_as_everybody_writes_it(value: object) -> None:
    assert "".join(pieces(value)) == json.dumps(value, indent=2, ensure_ascii=False)


def test_what_json_has_no_word_for() -> None:
    @frozen
    class Thing:
        where: Location
        size: float
        name: str
        names: frozenset[str]
        pair: tuple[int, str]

    thing = Thing(Location("a\nb.yaml", 3, 4), float("inf"), "\ud800", frozenset({"b", "a"}), (1, "x"))
    text = "".join(pieces({"thing": thing, "place": Location("f", 0)}))
    assert json.loads(text) == {
        "thing": {
            "record": "Thing",
            "where": "a\\nb.yaml:3:4",
            "size": "inf",
            "name": "\ud800",
            "names": ["a", "b"],
            "pair": [1, "x"],
        },
        "place": "f",
    }
    text.encode()
