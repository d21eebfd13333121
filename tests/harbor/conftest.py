"""The clients of Harbor, generated once a session by the command line, and the server that they talk to."""

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

from .calling import ALL, Caller, Server
from .document import FOLDER

CONFIG: Final = """\
spec = "{spec}"

[targets.python]
style = "python"
output = "out"
package = "{package}"
client = "Harbor"
version = "1.0.0"
"""


def generate(folder: Path, spec: str, package: str) -> Path:
    """Return the folder of a client of a description that lies in a copy of Harbor's folder."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    (folder / "hexapla.toml").write_text(CONFIG.format(spec=spec, package=package))
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
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the client."""
    return generate(tmp_path_factory.mktemp("harbor"), "openapi.yaml", "harbor_client")


@pytest.fixture(scope="session")
def harbor(folder: Path) -> ModuleType:
    """Return the client's package."""
    return imported(folder, "harbor_client")


@pytest.fixture(scope="session")
def older_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the client of the part that is spelled in OpenAPI 3.0."""
    return generate(tmp_path_factory.mktemp("harbor30"), "harbor30.json", "harbor30_client")


@pytest.fixture(scope="session")
def older_harbor(older_folder: Path) -> ModuleType:
    """Return that client's package."""
    return imported(older_folder, "harbor30_client")


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


@pytest.fixture(params=ALL)
def caller(request: pytest.FixtureRequest, running: Server, harbor: ModuleType) -> Iterator[Caller]:
    """Return a client with all credentials: sync, then async, then in TypeScript."""
    with Caller(harbor, request.param, base_url=running.url + "/base") as found:
        yield found


@pytest.fixture(params=ALL)
def older_caller(request: pytest.FixtureRequest, running: Server, older_harbor: ModuleType) -> Iterator[Caller]:
    """Return the other client, in the same three ways."""
    with Caller(older_harbor, request.param, base_url=running.url + "/base") as found:
        yield found
