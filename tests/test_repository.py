"""This repository keeps its own rules: the spec is accounted for, the output is up to date, the numbers are right."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hexapla import docs
from hexapla.load import bundle, load
from hexapla.model import Api
from hexapla.source import Sources

ROOT = Path(__file__).resolve().parents[1]

OPERATIONS = {
    "workspaces": "create search get update statistics time_entry_constraints",
    "workspace_users": "list delete_many update delete",
    "users": "list update",
    "alerts": "create delete",
    "rates": "create list",
    "track_reminders": "list create update delete",
    "project_users": "list create patch_many update delete",
    "projects": "list create patch_many get update delete",
}


def read(path: str) -> bytes:
    return (ROOT / path).read_bytes()


@pytest.fixture(scope="module")
def api() -> Api:
    found, findings = load(Sources(read), "spec/openapi.yaml")
    assert not findings
    return found


def test_check_is_clean() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "hexapla", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""


def test_every_operation_has_its_id(api: Api) -> None:
    expected = {f"{resource}.{method}" for resource, methods in OPERATIONS.items() for method in methods.split()}
    assert len(expected) == 31
    assert {operation.id for operation in api.operations} == expected


def test_the_bundle_has_nineteen_path_items() -> None:
    document, findings = bundle(Sources(read), "spec/openapi.yaml")
    assert not findings
    assert isinstance(document["paths"], dict)
    assert len(document["paths"]) == 19


def test_the_lock_holds_every_fact(api: Api) -> None:
    lock, findings = docs.parse_lock(Sources(read).root("spec/docs.lock.yaml"))
    assert not findings
    said = docs.check(api, lock).summary.text()
    counted = dict(re.findall(r"(\w[\w ]*?) (\d+)", said.splitlines()[0].removeprefix("facts")))
    assert {name.strip(): int(number) for name, number in counted.items()} == {
        "operations": 31,
        "parameter rows": 65,
        "body rows": 135,
        "response rows": 651,
        "statuses": 110,
        "listed messages": 87,
    }


def test_the_pages_give_the_lock_byte_for_byte(shared: Path) -> None:
    pages = [(name, (shared / "docs" / name).read_bytes()) for name in ("workspaces.txt", "projects.txt")]
    facts, _ = docs.read(pages)
    assert docs.lock_text(facts) == read("spec/docs.lock.yaml").decode()


def test_no_third_party_text_is_in_the_repository(shared: Path) -> None:
    """Descriptions are ours: no sentence of the pages stands in the spec."""
    spec = " ".join(
        " ".join(path.read_text(encoding="utf-8").split())
        for path in sorted((ROOT / "spec").rglob("*.yaml"))
        if path.name != "docs.lock.yaml"
    )
    pages = [(name, (shared / "docs" / name).read_bytes()) for name in ("workspaces.txt", "projects.txt")]
    facts, _ = docs.read(pages)
    texts = re.findall(r'"(?:description|summary)": "((?:[^"\\]|\\.)*)"', json.dumps(docs.as_data(facts)))
    copied = {text for text in texts if len(text.split()) >= 6 and text in spec}
    assert copied == set()


def test_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("generate", "check", "docs read", "docs lock", "docs check", "bundle"):
        assert f"hexapla {command}" in text
