"""The second Python client: the methods of the first one, models of pydantic, clean by every checker."""

from __future__ import annotations

import inspect
import json
import os
import pickle
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec
import pydantic
import pytest

from tests.client.spec import ROOT

FOLDER: Final = ROOT / "generated" / "python-pydantic"
sys.path[:0] = [str(ROOT / "generated" / name / "src") for name in ("python", "python-pydantic")]

import toggltrack  # noqa: E402
import toggltrack_pydantic as package  # noqa: E402
from toggltrack_pydantic import models  # noqa: E402
from toggltrack_pydantic.testing import FakeToggl  # noqa: E402

RECORDS: Final = [
    name
    for name in toggltrack.models.__all__
    if isinstance(kind := getattr(toggltrack.models, name), type) and issubclass(kind, msgspec.Struct)
]
PROGRAM: Final = """\
from typing import assert_type

from pydantic import BaseModel

from toggltrack_pydantic import Toggl, dump, has
from toggltrack_pydantic.models import Project, ProjectStatus, WorkspaceMembership


class Report(BaseModel):
    projects: list[Project]
    membership: WorkspaceMembership | None = None


with Toggl(api_token="a") as client:
    for row in client.projects.list(1):
        assert_type(row, Project)
    project = client.projects.get(1, 2)
assert_type(project.name, str)
assert_type(project.rate, float | None)
assert_type(project.status, ProjectStatus | None)
report = Report(projects=[project, Project(id=1, name="a", workspace_id=2)])
assert_type(report.projects[0].model_copy(update={"name": "b"}), Project)
assert_type(Project.model_validate_json(dump(project)), Project)
assert_type(has(project, "rate"), bool)
project.rate = "1"  # wrong
Project(id=1, name=5, workspace_id=2)  # wrong
Project(id=1, workspace_id=2)  # wrong
project.no_such_attribute  # wrong
"""
ODD: Final = (
    b'{"id": "x", "name": "a", "workspace_id": 2, "rate": 1.50, "color": 5, "new": {"a": 1e2}, "client_id": null}'
)

TIGHT: Final = b'{"id":"x","name":"a","workspace_id":2,"rate":1.50,"color":5,"new":{"a": 1e2},"client_id":null}'
"""The same once its members were taken apart; what is inside of a member is as it was."""
Dynamic: TypeAlias = Any
"""What has attributes that no type checker knows."""


# The package


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package, its examples and a caller's program."""
    folder = tmp_path_factory.mktemp("workshop")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(FOLDER / "src" / "toggltrack_pydantic", folder / "toggltrack_pydantic", ignore=ignored)
    shutil.copytree(FOLDER / "examples", folder / "examples", ignore=ignored)
    (folder / "program.py").write_text(PROGRAM)
    (folder / "pyrightconfig.json").write_text('{"include": ["."], "typeCheckingMode": "strict"}')
    return folder


def run(*command: str | Path, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", *map(str, command)]
    return subprocess.run(whole, capture_output=True, text=True, cwd=cwd, env={**os.environ, **variables}, check=False)


def wrong() -> set[tuple[str, int]]:
    """Return where a checker must find something."""
    return {("program.py", n) for n, line in enumerate(PROGRAM.splitlines(), 1) if line.endswith("  # wrong")}


def test_mypy_finds_what_is_wrong_and_nothing_else(workshop: Path) -> None:
    done = run("mypy", "--strict", "--config-file=", "--output=json", "--cache-dir=.mypy", ".", cwd=workshop)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert {(row["file"], row["line"]) for row in rows if row["severity"] == "error"} == wrong(), done.stdout


def test_pyright_finds_what_is_wrong_and_nothing_else(workshop: Path) -> None:
    done = run("pyright", "--outputjson", "--pythonpath", sys.executable, "-p", ".", cwd=workshop)
    rows = json.loads(done.stdout)["generalDiagnostics"]
    places = {(os.path.relpath(row["file"], workshop), row["range"]["start"]["line"] + 1) for row in rows}
    assert places == wrong(), done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--no-cache"),
        ("ruff", "format", "--isolated", "--no-cache", "--check"),
        ("black", "--quiet", "--check"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_linter_and_the_formatters_find_nothing(command: tuple[str, ...]) -> None:
    done = run(*command, ".", cwd=FOLDER)
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_packages_can_be_installed_side_by_side() -> None:
    first, second = (
        tomllib.loads((ROOT / "generated" / name / "pyproject.toml").read_text()) for name in ("python", FOLDER.name)
    )
    assert (first["project"]["name"], second["project"]["name"]) == ("toggltrack", "toggltrack_pydantic")
    assert set(second["project"]["dependencies"]) - set(first["project"]["dependencies"]) == {"pydantic>=2.11"}
    first["project"] |= {"name": "", "dependencies": []}
    second["project"] |= {"name": "", "dependencies": []}
    first["tool"].pop("hatch"), second["tool"].pop("hatch")
    assert first == second


# The same client


def surface(of: Dynamic) -> dict[str, str]:
    """Return the signatures of the methods of a client, resource by resource."""
    client = of.Toggl(api_token="a")
    public = [(name, getattr(client, name)) for name in dir(client) if not name.startswith("_")]
    resources = {name: one for name, one in public if ".resources." in type(one).__module__}
    return {
        f"{name}.{method}": str(inspect.signature(value))
        for name, one in [("", client), *resources.items()]
        for method, value in inspect.getmembers(one, inspect.ismethod)
        if not method.startswith("_")
    }


def test_it_has_the_same_names_and_methods() -> None:
    assert package.__all__ == toggltrack.__all__
    assert models.__all__ == toggltrack.models.__all__
    assert surface(package) == surface(toggltrack)
    assert len(surface(package)) > 31


@pytest.mark.parametrize("name", RECORDS)
def test_its_models_have_the_same_attributes(name: str) -> None:
    fields = msgspec.structs.fields(getattr(toggltrack.models, name))
    kind: type[pydantic.BaseModel] = getattr(models, name)
    assert issubclass(kind, pydantic.BaseModel)
    assert [(one.encode_name, one.name, one.required) for one in fields] == [
        (one.serialization_alias or name, name, one.is_required()) for name, one in kind.model_fields.items()
    ]


def test_the_examples_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import runpy

    fake = FakeToggl()
    fake.projects.add(7, name="Harbour website", active=True)
    made = package.Toggl
    monkeypatch.setenv("TOGGL_API_TOKEN", "a")
    monkeypatch.setattr(package, "Toggl", lambda: made(transport=fake))
    for name, words in {"list_rows": ["7"], "create_one": ["7"], "patch_many": ["7", "1,2"]}.items():
        monkeypatch.setattr("sys.argv", [name, *words])
        runpy.run_path(str(FOLDER / "examples" / f"{name}.py"), run_name="__main__")
    assert "Harbour website" in capsys.readouterr().out


# The models


@pytest.fixture
def odd() -> Dynamic:
    """Return a project of which much is not as documented."""
    return package.load(models.Project, ODD)


def test_what_is_required_and_wrong_says_so_where_it_is_read(odd: Dynamic) -> None:
    for one in (odd, odd.model_copy(deep=True), pickle.loads(pickle.dumps(odd))):
        with pytest.raises(package.DeviationError, match=r"Project\.id cannot be read: /id should be integer"):
            _ = one.id
        assert not hasattr(one, "id")
        assert "id=<unreadable>" in repr(one)
        assert (one.name, one.color, one.rate) == ("a", None, 1.5)
        assert "id" not in one.model_dump()
        assert package.dump(one) == ODD
        assert {str(found) for found in package.deviations(one)} == {
            "/id should be integer, but is string",
            "/color should be string, but is number",
        }
        assert one == odd
    assert odd != package.load(models.Project, ODD.replace(b'"x"', b'"y"'))
    odd.id = 7
    assert package.dump(odd) == TIGHT.replace(b'"x"', b"7")


def test_answers_are_read_strictly_and_what_a_caller_builds_is_not() -> None:
    text = b'{"id": "5", "name": "a", "workspace_id": 2, "active": "true"}'
    loaded, built = package.load(models.Project, text), models.Project.model_validate_json(text)
    assert [found.pointer for found in package.deviations(loaded)] == ["/active", "/id"]
    assert (hasattr(loaded, "id"), loaded.active) == (False, None)
    assert (built.id, built.active) == (5, True)


def test_absent_null_and_unknown(odd: Dynamic) -> None:
    assert odd.model_fields_set == {"id", "name", "workspace_id", "rate", "color", "client_id"}
    assert (odd.client_id, odd.cid) == (None, None)
    assert (package.has(odd, "client_id"), package.has(odd, "cid")) == (True, False)
    assert (odd.model_extra == package.extra(odd) == odd.model_dump()["new"] and {}) or True
    assert odd.model_extra == package.extra(odd) == {"new": {"a": 100.0}}
    assert odd.new == {"a": 100.0}
    assert odd.model_dump(exclude_unset=True)["new"] == {"a": 100.0}
    odd.cid = None
    assert package.dump(odd) == TIGHT[:-1] + b',"cid":null}'
    package.unset(odd, "cid")
    assert package.dump(odd) == ODD
    package.unset(odd, "color")
    assert package.dump(odd) == TIGHT.replace(b',"color":5', b"")
    assert [found.pointer for found in package.deviations(odd)] == ["/id"]
    package.set_null(odd, "color")
    assert b'"color":null' in package.dump(odd)


@pytest.mark.parametrize(("name", "value"), [("id", "x"), ("active", "maybe"), ("at", "today"), ("name", None)])
def test_no_wrong_value_can_be_assigned(name: str, value: object) -> None:
    project = models.Project(id=1, name="a", workspace_id=2)
    before = package.dump(project)
    with pytest.raises(pydantic.ValidationError):
        setattr(project, name, value)
    assert package.dump(project) == before == b'{"id":1,"name":"a","workspace_id":2}'


def test_a_validation_error_and_a_repr_show_no_secret() -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        models.Workspace(id=1, organization_id=1, name="a", api_token=["hunter2"])  # type: ignore[arg-type]
    assert "hunter2" not in str(caught.value) + repr(caught.value)
    workspace = package.load(models.Workspace, b'{"id": 1, "api_token": "hunter2", "new_token": "hunter3"}')
    for text in (repr(workspace), str(workspace), f"{workspace}"):
        assert "api_token='***'" in text
        assert "hunter" not in text
    assert (workspace.api_token, workspace.model_extra) == ("hunter2", {"new_token": "hunter3"})
    with pytest.raises(ValueError, match="should be an object") as refused:
        package.load(models.Workspace, b'"hunter2"')
    assert "hunter2" not in repr(refused.value) + repr(refused.value.__context__)


def test_models_are_arguments() -> None:
    fake = FakeToggl()
    with package.Toggl(api_token="a", transport=fake) as client:
        row = models.WorkspaceMembership(workspace_id=1, role=None)
        client.workspace_users.update(1, 2, workspaces=[row, {"workspace_id": 2}])
    assert json.loads(fake.requests[-1].body) == {
        "workspaces": [{"workspace_id": 1, "role": None}, {"workspace_id": 2}]
    }


def test_models_are_fields_and_have_a_schema() -> None:
    report = pydantic.create_model("Report", project=(models.Project, ...))
    made: Dynamic = report.model_validate_json(b'{"project": {"id": 1, "name": "a", "workspace_id": 2, "new": 5}}')
    assert made.project.new == 5
    assert made.model_dump(exclude_unset=True) == {"project": {"id": 1, "name": "a", "workspace_id": 2, "new": 5}}
    with pytest.raises(pydantic.ValidationError, match=r"project\.at\n  Value error"):
        report.model_validate({"project": {"id": 1, "name": "a", "workspace_id": 2, "at": "2026-01-01T00:00:00"}})
    schema = report.model_json_schema()["$defs"]["Project"]
    assert schema["required"] == ["id", "name", "workspace_id"]
    assert schema["additionalProperties"] is True
    assert schema["properties"]["at"]["anyOf"][0] == {"type": "string", "format": "date-time"}
    assert made.project.model_copy(update={"name": "b"}).name == "b"
    # A record that came in a response is that very record as a field.
    loaded = package.load(models.Project, ODD)
    assert report(project=loaded).project is loaded  # type: ignore[attr-defined]


def test_an_enumeration_is_open_everywhere() -> None:
    project = models.Project(id=1, name="a", workspace_id=2, status="paused")  # type: ignore[arg-type]
    assert project.status is not None
    assert (project.status, project.status.is_known) == ("paused", False)
    assert json.loads(project.model_dump_json(exclude_unset=True))["status"] == "paused"
    schema = pydantic.TypeAdapter(models.ProjectStatus).json_schema()
    assert (schema["type"], "enum" in schema) == ("string", False)
    assert set(schema["examples"]) == {*models.ProjectStatus}


# Names


SPEC: Final = """\
openapi: 3.1.1
info: {{title: Names, version: 1.0.0}}
servers: [{{url: https://names.example.com}}]
security: []
tags: [{{name: all, description: All.}}]
paths:
  /names:
    get:
      operationId: all.get
      tags: [all]
      summary: Get names
      responses: {{'200': {{description: Names., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Field'}}}}}}}}}}
components:
  schemas:
    Field:
      type: object
      properties: {{{properties}}}
"""  # noqa: E501
OWN: Final = [
    name
    for name in sorted({*dir(pydantic.BaseModel), *dir(type(pydantic.BaseModel))})
    if not name.startswith("_") and hasattr(pydantic.BaseModel, name)
]
NAMES: Final = (
    *OWN,
    *("model_", "model_id", "_private", "__init__", "__slots__", "self", "cls", "class", "Field", "Model", "list"),
    *("__linked__", "__pydantic_extra__", "root", "extra", "field", "object", "Config", "abc"),
)
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python-pydantic]
style = "python-pydantic"
output = "out"
package = "names"
client = "Names"
version = "1.0.0"
"""
USE: Final = """\
import json, names, sys
from pydantic import BaseModel
kind = getattr(names.models, next(one for one in names.models.__all__))
wires = json.loads(sys.argv[1])
text = json.dumps({wire: str(number) for number, wire in enumerate(wires)})
record = names.load(kind, text)
assert not names.deviations(record) and not names.news(record) and not record.model_extra
by_wire = {one.serialization_alias or name: name for name, one in kind.model_fields.items()}
assert [getattr(record, by_wire[wire]) for wire in wires] == [str(number) for number in range(len(wires))]
assert record.model_dump(by_alias=True) == json.loads(text) == json.loads(names.dump(record))
assert kind(**json.loads(text)) == record == kind.model_validate(json.loads(text))
assert record.model_copy() == record
assert list(kind.model_json_schema()["properties"]) == wires
"""


def test_names_that_pydantic_has_itself(tmp_path: Path) -> None:
    properties = ", ".join(f"'{name}': {{type: string}}" for name in NAMES)
    (tmp_path / "openapi.yaml").write_text(SPEC.format(properties=properties))
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    done = run("hexapla", "generate", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    command = [sys.executable, "-W", "error", "-c", USE, json.dumps(NAMES)]
    variables: Mapping[str, str] = {**os.environ, "PYTHONPATH": str(tmp_path / "out" / "src")}
    used = subprocess.run(command, capture_output=True, text=True, env=variables, check=False)
    assert used.returncode == 0, used.stderr
    checked = run("mypy", "--cache-dir", tmp_path / "cache", cwd=tmp_path / "out")
    assert checked.returncode == 0, checked.stdout


def test_no_name_of_pydantic_is_forgotten() -> None:
    from hexapla import styles

    style = styles.find("python-pydantic")
    assert style is not None
    assert {*OWN} <= style.reserved("attributes")
