"""A client of a self-written description, generated once a session and called over the loopback server."""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from .asked import Asked, Server

HERE = Path(__file__).parent
CONFIG = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "{package}"
client = "Asked"
version = "1.0.0"
"""


def generate(folder: Path, description: Path, package: str) -> Path:
    """Return the folder of a client."""
    shutil.copy(description, folder / "openapi.yaml")
    (folder / "hexapla.toml").write_text(CONFIG.format(package=package))
    command = (sys.executable, "-m", "hexapla", "generate")
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "out"


def imported(folder: Path, package: str) -> ModuleType:
    """Return a generated package, imported."""
    source = str(folder / "src")
    sys.path.insert(0, source)
    try:
        return importlib.import_module(package)
    finally:
        sys.path.remove(source)


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the client."""
    return generate(tmp_path_factory.mktemp("sending"), HERE / "openapi.yaml", "asked_requests")


@pytest.fixture(scope="session")
def package(generated: Path) -> ModuleType:
    """Return the client's package."""
    return imported(generated, "asked_requests")


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """Return the server of the session."""
    with Server() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    """Return the server, with nothing recorded and nothing to answer."""
    running.queue()
    return running


@pytest.fixture(scope="session")
def asked(package: ModuleType, running: Server) -> Iterator[Asked]:
    """Return both clients behind one face."""
    with Asked(package, running) as found:
        yield found
