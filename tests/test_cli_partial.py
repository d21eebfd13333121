"""`--partial`: what cannot be served is left out and told, the rest is as if it had never stood there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.cli import run
from hexapla.finding import Severity, has_errors
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan import Names, build, prune
from hexapla.source import Sources
from hexapla.styles import STYLES

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
HEAD = """\
openapi: 3.1.1
info: {title: Pets, version: 1.0.0}
servers: [{url: https://pets.example.com}]
paths:
"""
FINE = """\
  /pets:
    get:
      operationId: pets.list
      tags: [pets]
      responses:
        '200':
          description: Pets.
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
  /toys:
    get:
      operationId: toys.list
      tags: [toys]
      responses: {'200': {description: Toys., content: {application/json: {schema: {type: boolean}}}}}
"""
SCHEMAS = """\
components:
  schemas:
    Pet:
      type: object
      properties: {name: {type: string}, boxes: {type: array, items: {type: array, items: {type: string}}}}
"""
MIXED = """\
  /pets/upload:
    post:
      operationId: pets.upload
      tags: [pets]
      requestBody: {content: {multipart/mixed: {schema: {type: object}}}}
      responses: {'204': {description: Done.}}
"""
FORM = """\
  /pets/form:
    post:
      operationId: pets.fill_in
      tags: [pets]
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/Pet'}
            encoding: {boxes: {style: spaceDelimited}}
      responses: {'204': {description: Done.}}
"""
TREES = """\
  /trees:
    get:
      operationId: trees.list
      tags: [trees]
      responses:
        '200': {description: Trees., content: {application/json: {schema: {$ref: '#/components/schemas/Forest'}}}}
"""
TREE_SCHEMAS = """\
    Forest: {type: object, properties: {tree: {$ref: '#/components/schemas/Tree'}}}
    Tree: {type: object, properties: {child: {$dynamicRef: '#tree'}}}
"""
HOOK = """\
  /hooks:
    post:
      operationId: hooks.create
      tags: [hooks]
      responses: {'204': {description: Done.}}
      callbacks:
        grown:
          '{$request.query.url}':
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}
              responses: {'204': {description: Done.}}
"""

Hexapla = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hexapla(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hexapla:
    """Return a function from arguments to status, output and findings, in a folder with a configuration."""
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(text: str) -> Api:
    api, findings = load(Sources(lambda _: text.encode()), "openapi.yaml")
    assert not has_errors(findings)
    return api


@pytest.mark.parametrize(
    ("paths", "schemas", "left_out", "because"),
    [
        (MIXED, "", ["pets.upload"], "a request body of the type multipart/mixed"),
        (FORM, "", ["pets.fill_in"], "a list or an object inside another"),
        (TREES, TREE_SCHEMAS, ["trees.list"], "`$dynamicRef`"),
        (MIXED + TREES + FORM, TREE_SCHEMAS, ["pets.upload", "trees.list", "pets.fill_in"], "multipart/mixed"),
    ],
)
def test_the_rest_is_written_as_if_it_had_never_stood_there(
    hexapla: Hexapla, tmp_path: Path, paths: str, schemas: str, left_out: list[str], because: str
) -> None:
    (tmp_path / "openapi.yaml").write_text(HEAD + FINE + SCHEMAS)
    assert hexapla("generate")[0] == 0
    wanted = tree(tmp_path / "out")
    shutil.rmtree(tmp_path / "out")

    (tmp_path / "openapi.yaml").write_text(HEAD + FINE + paths + SCHEMAS + schemas)
    status, out, err = hexapla("generate")
    assert (status, out) == (1, "")
    assert f"error unserved: {because}" in err or f"{because} cannot be generated yet" in err
    assert not (tmp_path / "out").exists()

    status, out, err = hexapla("generate", "--partial")
    assert status == 0
    assert f"2 of {2 + len(left_out)} operations, {len(left_out)} left out, " in out
    assert "error" not in err
    assert err.count("warning unserved: ") == len(left_out)
    for name in left_out:
        assert f"note left-out: `{name}` (" in err
    assert tree(tmp_path / "out") == wanted


def test_check_and_compare_take_it_as_well(hexapla: Hexapla, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(HEAD + FINE + MIXED + SCHEMAS)
    assert hexapla("generate", "--partial")[0] == 0
    assert hexapla("generate", "--partial", "--check")[0] == 0
    assert hexapla("generate", "--check")[0] == 1
    # What `check` finds besides are house rules, which these few lines do not keep.
    assert "unserved" in hexapla("check")[2]
    assert "error unserved" not in hexapla("check", "--partial")[2]
    assert "out-of-date" not in hexapla("check", "--partial")[2]


def test_what_was_left_out_is_told_again_when_nothing_changed(hexapla: Hexapla, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(HEAD + FINE + MIXED + SCHEMAS)
    first = hexapla("generate", "--partial")
    again = hexapla("generate", "--partial")
    assert first[2] == again[2]
    assert "2 of 3 operations, 1 left out, " in again[1]
    assert hexapla("generate")[0] == 1, "without it the run before means nothing"


def test_a_description_that_is_served_whole_is_not_changed(hexapla: Hexapla, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(HEAD + FINE + SCHEMAS)
    hexapla("generate")
    wanted = tree(tmp_path / "out")
    status, out, err = hexapla("generate", "--partial")
    assert (status, "left out" in out, "left-out" in err) == (0, False, False)
    assert tree(tmp_path / "out") == wanted


def test_other_errors_still_stop(hexapla: Hexapla, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(HEAD + FINE.replace("tags: [toys]", "tags: 3") + MIXED + SCHEMAS)
    status, out, _ = hexapla("generate", "--partial")
    assert (status, out) == (1, "")


@pytest.mark.parametrize(
    "text",
    [
        HEAD + MIXED + SCHEMAS,
        HEAD.replace("https://pets", "ftp://pets") + FINE + SCHEMAS,
        HEAD.replace("https://pets", "ftp://pets") + FINE + MIXED + SCHEMAS,
    ],
    ids=["no operation is left", "the server", "the server and an operation"],
)
def test_where_nothing_would_be_left_the_errors_stand(hexapla: Hexapla, tmp_path: Path, text: str) -> None:
    (tmp_path / "openapi.yaml").write_text(text)
    status, out, err = hexapla("generate", "--partial")
    assert (status, out) == (1, "")
    assert "error unserved: " in err
    assert not (tmp_path / "out").exists()


def test_a_callback_that_needs_what_is_left_out_goes_alone() -> None:
    api = read(HEAD + FINE + HOOK + SCHEMAS + TREE_SCHEMAS)
    assert [len(o.callbacks) for o in api.operations if o.id == "hooks.create"] == [1]
    left, found = prune(api)
    assert {o.id for o in left.operations} == {"pets.list", "toys.list", "hooks.create"}
    assert [len(o.callbacks) for o in left.operations if o.id == "hooks.create"] == [0]
    assert any(f.rule == "left-out" and "the callback" in f.message for f in found)


def test_a_webhook_that_needs_what_is_left_out_goes_alone() -> None:
    hook = "webhooks:\n  grown:\n    post:\n      requestBody:\n        content:\n          application/json:\n"
    hook += "            schema: {$ref: '#/components/schemas/Tree'}\n      responses: {'204': {description: Done.}}\n"
    left, found = prune(read(HEAD + FINE + hook + SCHEMAS + TREE_SCHEMAS))
    assert left.webhooks == ()
    assert {o.id for o in left.operations} == {"pets.list", "toys.list"}
    assert any(f.message == "the webhook `grown` is left out" for f in found)


@pytest.mark.parametrize("case", sorted((TESTS / "cases" / "unserved").iterdir()), ids=lambda case: case.name)
def test_no_case_is_half_left_out(case: Path) -> None:
    """Whatever cannot be served: either it is gone without a trace, or the errors are those of a run without it."""
    api, _ = load(Sources(lambda path: (case / path).read_bytes()), "openapi.yaml")
    left, found = prune(api)
    names = Names("pets", "Pets", "1.0.0")
    for style in STYLES:
        said = build(left, names, style)[1]
        if left == api:
            assert found == ()
            assert has_errors(said)
        else:
            assert not [finding for finding in said if finding.rule == "unserved"]
            counts = [(len(one.operations), len(one.schemas)) for one in (left, api)]
            assert counts[0] < counts[1]
            assert {f.severity for f in found} <= {Severity.WARNING, Severity.NOTE}
            assert {f.where for f in found if f.rule == "unserved"} == {
                f.where for f in build(api, names, style)[1] if f.rule == "unserved"
            }
