"""Clients of other descriptions, generated once a session by the command line."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

APIS: Final = Path(__file__).parents[1] / "apis"
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "{package}"
client = "{client}"
version = "1.0.0"
"""


def imported(folder: Path, spec: Path, package: str, client: str) -> ModuleType:
    """Return the package of a description, generated and imported."""
    if spec.name == "openapi.yaml":
        shutil.copytree(spec.parent, folder, dirs_exist_ok=True)
    else:
        shutil.copy(spec, folder / "openapi.yaml")
    (folder / "hexapla.toml").write_text(CONFIG.format(package=package, client=client))
    command = (sys.executable, "-m", "hexapla", "generate")
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    source = str(folder / "out" / "src")
    sys.path.insert(0, source)
    try:
        found = importlib.import_module(package)
        importlib.import_module(f"{package}.testing")
        return found
    finally:
        sys.path.remove(source)


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """Return the package of the harbour."""
    return imported(tmp_path_factory.mktemp("harbor"), APIS / "harbor" / "openapi.yaml", "faked_harbor", "Harbor")


@pytest.fixture(scope="session")
def pets(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """Return the package of the pet shelter."""
    return imported(tmp_path_factory.mktemp("pets"), APIS / "pets.yaml", "faked_pets", "Pets")


@pytest.fixture(scope="session", params=["clashes", "responses", "unions"])
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """Return the package of another description, which calls its client Other."""
    name: str = request.param
    return imported(tmp_path_factory.mktemp(name), APIS / f"{name}.yaml", f"faked_{name}", "Other")
