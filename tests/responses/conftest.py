"""The client of `tests/apis/responses.yaml`, generated once, and the server that it talks to."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from .drivers import ALL, Driver
from .server import Server

TESTS: Final = Path(__file__).parents[1]
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "lights"
client = "Lights"
version = "1.0.0"
repository = "https://example.com/lights"
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the generated client."""
    folder = tmp_path_factory.mktemp("responses")
    shutil.copy(TESTS / "apis" / "responses.yaml", folder / "openapi.yaml")
    (folder / "hexapla.toml").write_text(CONFIG)
    command = [sys.executable, "-m", "hexapla", "generate"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "out"


@pytest.fixture(scope="session")
def lights(folder: Path) -> Iterator[ModuleType]:
    """Return the generated package."""
    sys.path.insert(0, str(folder / "src"))
    try:
        yield importlib.import_module("lights")
    finally:
        sys.path.remove(str(folder / "src"))


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


@pytest.fixture(params=ALL, ids=lambda kind: kind.name)
def driver(request: pytest.FixtureRequest, running: Server, lights: ModuleType) -> Iterator[Driver]:
    """Return a client: sync, then async, then in TypeScript."""
    driver: Driver = request.param(lights, running.url)
    yield driver
    driver.close()
