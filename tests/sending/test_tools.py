"""The generated client as type checkers, linters and formatters see it, and clients of servers that are not told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from .asked import Asked, Loopback
from .conftest import generate, imported

BIN = Path(sys.executable).parent
USE = """
import datetime
import io
import pathlib

from asked_requests import Asked, AsyncAsked, File, Upload
from asked_requests.models import Paint, Tree

client = Asked(token="t", region="us")
client.path.simple("blue")
client.path.simple(["blue"])
client.path.simple({"R": 1})
client.path.plain("a")
client.query.all(paint=Paint(r=1), deep={"name": "x"}, empty="", plain=1.5, at=datetime.datetime.now())
client.query.all(kind="only", at="2026")
client.body.json(name="a", color=["x"])
client.body.union(body=Paint())
client.body.union(body=Tree(name="x"))
client.body.lines(body=[{"R": 1}])
client.body.union(body=[1])
picture: Upload = File(b"x", "a.png")
client.body.multipart(file=b"x", picture=picture, files=[io.BytesIO(b""), pathlib.Path("a")], tags=["a"], meta=[1])
client.body.binary(body=[b"a", b"b"])
client.body.lines(body=(Paint(r=number) for number in range(3)))
client.names.all("p", id_query="q", members_body={"x": 1})


async def run(other: AsyncAsked) -> None:
    await other.body.text(body="a")
"""
WRONG = """
from asked_requests import Asked

client = Asked()
client.path.simple(1.5)
client.query.all(empty="x")
client.body.json()
client.body.json(name="a", id=1)
client.body.multipart(file="path.txt")
client.body.binary(body="text")
client.body.lines(body=5)
client.names.all("p", members_body={"x": "y"})
client.header.all(x_flag="yes")
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False)


def test_linter_and_formatters(generated: Path) -> None:
    for command in (
        ("ruff", "check", "--no-cache", "--config", "pyproject.toml", "."),
        ("ruff", "format", "--no-cache", "--check", "--config", "pyproject.toml", "."),
        ("black", "--quiet", "--check", "src"),
    ):
        done = run(BIN / command[0], *command[1:], cwd=generated)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_types(generated: Path, tmp_path: Path, tool: str) -> None:
    """The package is clean, a right use of it too, and each line of a wrong use is found."""
    for name, text in (("use", USE), ("wrong", WRONG)):
        (tmp_path / f"{name}.py").write_text(text)
    source = generated / "src"
    if tool == "mypy":
        done = run(BIN / "mypy", "--strict", "--cache-dir", tmp_path / "cache", "src", cwd=generated)
        assert done.returncode == 0, done.stdout + done.stderr
        (tmp_path / "mypy.ini").write_text(f"[mypy]\nstrict = True\nmypy_path = {source}\n")
        told = run(BIN / "mypy", "--cache-dir", tmp_path / "cache", "use.py", "wrong.py", cwd=tmp_path).stdout
    else:
        config = f'{{"include": ["."], "extraPaths": ["{source}"], "typeCheckingMode": "strict"}}'
        (tmp_path / "pyrightconfig.json").write_text(config)
        done = run(BIN / "pyright", "--pythonpath", sys.executable, cwd=generated)
        assert done.returncode == 0, done.stdout
        told = run(BIN / "pyright", "--pythonpath", sys.executable, cwd=tmp_path).stdout
    found = {line.split(":")[1] for line in told.splitlines() if "wrong.py:" in line and "error" in line}
    assert found == {str(number) for number in range(5, 14)}, told
    assert "use.py:" not in told, told


HEAD = "openapi: 3.1.1\ninfo: {title: a, version: '1'}\n"
CALL = "paths: {/a: {get: {operationId: a.b, %s responses: {'204': {description: Done.}}}}}\n"
OWN = "servers: [{url: 'https://own.example.com/{v}', variables: {v: {default: v1}}}],"


@pytest.mark.parametrize(("name", "servers"), [("relative", "servers: [{url: /v1}]\n"), ("none", "")])
def test_an_address_that_is_not_told(tmp_path: Path, running: Loopback, name: str, servers: str) -> None:
    """It is an argument that must be given."""
    (tmp_path / "spec.yaml").write_text(HEAD + servers + CALL % "")
    package = imported(generate(tmp_path, tmp_path / "spec.yaml", f"asked_{name}"), f"asked_{name}")
    for kind in (package.Asked, package.AsyncAsked):
        with pytest.raises(TypeError, match="base_url"):
            kind()
        with pytest.raises(ValueError, match="base_url must begin"):
            kind(base_url="")
    said = " ".join((package.Asked.__doc__ or "").split())
    assert "Where the API is, which its description does not say." in said
    assert ("It must hold the path `/v1`, too." in said) == (name == "relative")
    with Asked(package, running) as asked:
        assert asked.request("a.b").target == "/base/a"


def test_an_address_that_only_operations_have(tmp_path: Path, running: Loopback) -> None:
    (tmp_path / "spec.yaml").write_text(HEAD + CALL % OWN)
    package: ModuleType = imported(generate(tmp_path, tmp_path / "spec.yaml", "asked_own"), "asked_own")
    assert repr(package.Asked(v="v2")) == "Asked(base_url='https://own.example.com/v2')"
    with Asked(package, running) as asked:
        assert asked.request("a.b").target == "/base/a"
