"""The package as a person would publish it: clean by every checker, typed as the spec says, cheap to import."""

from __future__ import annotations

import ast
import asyncio
import json
import logging
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import toggltrack

from . import GENERATED, SOURCE
from .drivers import BASE, TOKEN
from .server import Reply, Request, Server
from .spec import ROOT, operations
from .typed import program

HERE: Final = Path(__file__).parent
PACKAGE: Final = SOURCE / "toggltrack"
MODULES: Final = sorted(PACKAGE.rglob("*.py"))
RULES: Final = ("E", "F", "I", "N", "UP", "B", "D", "ANN", "SIM", "RUF", "PT")


@dataclass(frozen=True)
class Told:
    """What a type checker says of one line."""

    file: str
    line: int
    text: str


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment and return what it says."""
    whole = [sys.executable, "-m", *map(str, command)]
    return subprocess.run(whole, capture_output=True, text=True, check=False, cwd=cwd)


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package and the programs that use it."""
    folder = tmp_path_factory.mktemp("workshop")
    shutil.copytree(PACKAGE, folder / "toggltrack", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(GENERATED / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("usage.py", "mistakes.py"):
        shutil.copy(HERE / name, folder / name)
    (folder / "computed.py").write_text(program())
    (folder / "pyrightconfig.json").write_text('{"include": ["."], "typeCheckingMode": "strict"}')
    return folder


@pytest.fixture(scope="session")
def mypy(workshop: Path) -> list[Told]:
    """Return what `mypy --strict` says, of everything at once."""
    done = run("mypy", "--strict", "--config-file=", "--output=json", "--cache-dir=.mypy", ".", cwd=workshop)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [Told(row["file"], row["line"], row["message"]) for row in rows if row["severity"] == "error"]


@pytest.fixture(scope="session")
def pyright(workshop: Path) -> list[Told]:
    """Return what strict pyright says, of everything at once."""
    done = run("pyright", "--outputjson", "--pythonpath", sys.executable, "-p", ".", cwd=workshop)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    rows = json.loads(done.stdout)["generalDiagnostics"]
    # Also warnings and notes: strict means that there are none.
    return [
        Told(os.path.relpath(row["file"], workshop), row["range"]["start"]["line"] + 1, row["message"]) for row in rows
    ]


@pytest.fixture(params=["mypy", "pyright"])
def told(request: pytest.FixtureRequest) -> list[Told]:
    """Return what one checker says, then what the other does."""
    found: list[Told] = request.getfixturevalue(request.param)
    return found


def test_no_finding_in_the_package(told: list[Told]) -> None:
    assert [one for one in told if one.file.startswith(("toggltrack", "examples"))] == []


def test_a_callers_program_is_accepted(told: list[Told]) -> None:
    assert [one for one in told if one.file == "usage.py"] == []


def test_every_method_and_attribute_has_the_type_of_the_spec(told: list[Told], workshop: Path) -> None:
    lines = (workshop / "computed.py").read_text().splitlines()
    assert [(lines[one.line - 1].strip(), one.text) for one in told if one.file == "computed.py"] == []
    assert sum("assert_type" in line for line in lines) > 2 * len(operations())


def test_every_mistake_is_refused(told: list[Told]) -> None:
    lines = (HERE / "mistakes.py").read_text().splitlines()
    wrong = {number for number, line in enumerate(lines, 1) if "  # wrong: " in line}
    assert len(wrong) > 40
    # An expression whose value nobody uses is an additional finding of pyright's.
    found = {one.line for one in told if one.file == "mistakes.py" and "Expression value is unused" not in one.text}
    assert found == wrong


# Style


def test_ruff_finds_nothing() -> None:
    """By the project's own list of rules, which the package's own file repeats, without exceptions."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]["select"]
    assert tuple(listed) == RULES
    convention = 'lint.pydocstyle.convention = "google"'
    done = run("ruff", "check", "--isolated", "--select", ",".join(RULES), "--config", convention, GENERATED)
    assert done.returncode == 0, done.stdout
    assert run("ruff", "check", "--no-cache", GENERATED, cwd=GENERATED).returncode == 0


@pytest.mark.parametrize("command", [("ruff", "format", "--isolated", "--no-cache", "--check"), ("black", "--check")])
def test_the_formatters_change_nothing(command: tuple[str, ...]) -> None:
    done = run(*command, GENERATED)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_packages_own_settings_are_strict() -> None:
    settings = tomllib.loads((GENERATED / "pyproject.toml").read_text())
    tools: Mapping[str, Any] = settings["tool"]
    assert set(tools["ruff"]["lint"]["select"]) == set(RULES)
    assert tools["mypy"]["strict"] is True
    assert tools["pyright"]["typeCheckingMode"] == "strict"
    words = ("ignore", "exclude", "disable", "per-file", "overrides", "skip")
    assert not [key for key in _keys(tools) if any(word in key.lower() for word in words)]
    assert settings["project"]["name"] == "toggltrack"
    assert settings["project"]["version"] == toggltrack.__version__
    assert (PACKAGE / "py.typed").exists()


def _keys(of: object) -> Iterator[str]:
    for key, value in of.items() if isinstance(of, dict) else ():
        yield key
        yield from _keys(value)
        if key.startswith("report"):
            yield f"disable {key}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_finding_is_silenced(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"#\s*(noqa|type:|pyright:|mypy:|ruff:|fmt:|pragma)", text)
    names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
    imported = {
        alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert "Any" not in names | imported


# Documentation


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_everything_public_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree)
    for node in _public(tree):
        # What is overloaded is documented where it is defined.
        is_overload = any(ast.unparse(one) == "overload" for one in node.decorator_list)
        assert is_overload or ast.get_docstring(node), node.name


def _public(body: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in body.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not re.match(
            "_(?!_)", node.name
        ):
            yield node
            yield from _public(node) if isinstance(node, ast.ClassDef) else ()


CLASSES = {
    **{"400": "BadRequestError", "401": "UnauthorizedError", "402": "PaymentRequiredError", "403": "ForbiddenError"},
    **{"404": "NotFoundError", "409": "ConflictError", "410": "GoneError", "429": "RateLimitedError"},
}


@pytest.mark.parametrize("name", ["Toggl", "AsyncToggl"])
def test_a_method_says_what_the_spec_says(name: str) -> None:
    """Its arguments, the errors to expect, and the page it is documented on."""
    from .drivers import method_of
    from .spec import document, member

    client = getattr(toggltrack, name)(TOKEN)
    for one in operations():
        item = member(member(member(document(), "paths"), one.path), one.method.lower())
        text = method_of(client, one).__doc__ or ""
        for argument in one.arguments:
            assert re.search(rf"^ +{argument.name}: \S", text, re.MULTILINE), f"{one.id}: {argument.name}"
        for status in member(item, "responses"):
            if not status.startswith("2"):
                assert CLASSES.get(status, "ServerError") in text, f"{one.id}: {status}"
        for reason in {message.reason for message in one.messages}:
            assert f"`{reason}`" in text, f"{one.id}: {reason}"
        assert str(member(item, "externalDocs")["url"]) in text
        assert ("Deprecated" in text) >= bool(item.get("deprecated"))


# Running


def example_answer(request: Request) -> Reply:
    """Return the example that the spec has for a request."""
    for one in operations():
        pattern = re.escape(BASE) + re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(one.path))
        if one.method == request.method and re.fullmatch(pattern, request.path):
            return Reply(one.status, b"" if one.result is None else json.dumps(one.example).encode())
    return Reply(404, b'"no such operation"')


def test_the_sample_program_runs(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    from . import usage

    server.respond(example_answer)
    with toggltrack.Toggl(TOKEN, base_url=server.url + BASE) as toggl:
        usage.main(toggl)
    asyncio.run(usage.awaited(toggltrack.AsyncToggl(TOKEN, base_url=server.url + BASE)))
    assert len(server.requests) > 10
    assert "Other" in capsys.readouterr().out


def test_the_blocks_of_the_readme_run(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (GENERATED / "README.md").read_text()
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 2
    assert "from toggltrack import" in blocks[0]
    real = toggltrack.Toggl
    monkeypatch.setenv("TOGGL_API_TOKEN", TOKEN)
    monkeypatch.setattr(toggltrack, "Toggl", lambda **given: real(**given, base_url=server.url + BASE))
    # What nobody described is answered as well, and the log is as it was in the end.
    server.respond(lambda request: Reply(200, b"{}") if "/new/" in request.path else example_answer(request))
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.NullHandler()])
    monkeypatch.setattr(logging.getLogger("toggltrack"), "level", logging.NOTSET)
    with real(TOKEN, base_url=server.url + BASE) as client:
        # Later blocks speak of a pager and a model as if one were at hand.
        names = {"client": client, "pager": client.projects.list(1), "model": client.projects.get(1, 2)}
        for number, block in enumerate(blocks):
            path = tmp_path / f"block{number}.py"
            path.write_text(block)
            # The first block closes the client that it makes.
            names.update(runpy.run_path(str(path), init_globals={**names, "client": client}))
    assert len(server.requests) > 3
    assert all(request.path.startswith(BASE) for request in server.requests)
    assert "404" not in capsys.readouterr().out


def loaded(program: str) -> set[str]:
    """Return the modules that a program loads in a fresh interpreter."""
    text = f"import sys\nbefore = set(sys.modules)\n{program}\nprint(*sorted(set(sys.modules) - before))"
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(SOURCE)!r})\n{text}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


HEAVY = {"httpcore2", "h11", "anyio", "asyncio", "json", "ssl", "socket", "http", "email", "urllib.request"}


def test_importing_the_package_loads_next_to_nothing() -> None:
    found = loaded("import toggltrack")
    assert not found & {*HEAVY, "msgspec", "typing_extensions", "dataclasses"}
    assert {name for name in found if name.startswith("toggltrack.")} <= {"toggltrack._lazy"}


def test_a_client_loads_no_resource_and_no_model_before_it_is_used() -> None:
    found = loaded("from toggltrack import Toggl, AsyncToggl, ApiError, dump, Pager")
    assert not found & HEAVY
    assert not {name for name in found if re.match(r"toggltrack\.(resources|models)\.", name)}
    found = loaded("from toggltrack import Toggl\nToggl('t').projects")
    inner = {name for name in found if name.startswith("toggltrack.resources.")}
    assert inner == {"toggltrack.resources.projects"}
    assert "toggltrack.models.workspace" not in found


def test_what_the_package_offers() -> None:
    """Everything in `__all__` is there, `dir` lists it, and nothing else that is public is."""
    offered: list[str] = vars(toggltrack)["__all__"]
    assert sorted(offered) == list(offered)
    for name in offered:
        assert getattr(toggltrack, name) is not None
        assert name in dir(toggltrack)
    assert {"Toggl", "AsyncToggl", "TogglError", "dump", "has", "models", "errors", "Options", "Pager"} <= set(offered)
    for name in vars(toggltrack.models)["__all__"]:
        assert getattr(toggltrack.models, name).__doc__
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(toggltrack, "no_such_name")  # noqa: B009
    with pytest.raises(ImportError):
        exec("from toggltrack import no_such_name")
