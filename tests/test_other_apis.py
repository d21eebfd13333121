"""Clients of other self-written specs: they import, lint, type-check and call, whatever their spec's names are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
BIN = Path(sys.executable).parent
CONFIG = """\
spec = "openapi.yaml"

[targets.python]
style = "{style}"
output = "out"
package = "thing"
client = "{client}"
version = "1.0.0"
repository = "https://example.com/thing"
"""
IMPORT = """
import importlib, inspect, pkgutil, thing, msgspec
for module in pkgutil.walk_packages(thing.__path__, "thing."):
    importlib.import_module(module.name)
from thing import models
count = 0
for name in models.__all__:
    model = getattr(models, name)
    if isinstance(model, type) and issubclass(model, msgspec.Struct):
        msgspec.json.Decoder(model)
        count += 1
    if hasattr(model, "model_rebuild"):
        # All types are found, and all of pydantic's warnings are errors.
        assert model.model_rebuild(force=True) and model.model_json_schema()
        count += 1
print(count, "records")
"""
CLIENTS = {
    "pets": ("python", "Pets"),
    "unions": ("python", "Unions"),
    "clashes": ("python", "Clash"),
    "clashes as another": ("python", "Pet"),
    "unions with pydantic": ("python-pydantic", "Unions"),
    "clashes with pydantic": ("python-pydantic", "Clash"),
    "responses with pydantic": ("python-pydantic", "Lights"),
}


@pytest.fixture(scope="module", params=CLIENTS)
def generated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a generated client."""
    folder = tmp_path_factory.mktemp("api")
    shutil.copy(TESTS / "apis" / f"{request.param.split()[0]}.yaml", folder / "openapi.yaml")
    style, client = CLIENTS[request.param]
    (folder / "hexapla.toml").write_text(CONFIG.format(style=style, client=client))
    run = call(sys.executable, "-m", "hexapla", "generate", cwd=folder)
    assert "error" not in run
    return folder / "out"


def call(*command: str | Path, cwd: Path, **environment: str) -> str:
    run = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_every_module_can_be_imported_and_every_model_decoded(generated: Path) -> None:
    said = call(sys.executable, "-W", "error", "-c", IMPORT, cwd=generated, PYTHONPATH=str(generated / "src"))
    assert int(said.split()[0]) >= 2


def test_its_own_linter_finds_nothing(generated: Path) -> None:
    call(BIN / "ruff", "check", "--no-cache", "--config", "pyproject.toml", ".", cwd=generated)
    call(BIN / "ruff", "format", "--no-cache", "--check", "--config", "pyproject.toml", ".", cwd=generated)


def test_its_own_type_checker_finds_nothing(generated: Path) -> None:
    call(BIN / "mypy", "--cache-dir", generated.parents[1] / "mypy-cache", cwd=generated)


def test_another_formatter_agrees(generated: Path) -> None:
    call(BIN / "black", "--quiet", "--check", "src", cwd=generated)
