"""The generated driver: of this API and of Harbor, which has all that a driver can meet."""

from __future__ import annotations

import importlib.util
import inspect
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from tests.client import GENERATED
from tests.client.server import Reply, Server

from . import known
from .driving import Driver, Target, python

ROOT: Final = Path(__file__).parents[2]
HARBOR: Final = ROOT / "tests" / "apis" / "harbor"
BIN: Final = Path(sys.executable).parent
CREDENTIALS: Final = {
    **{"token": "t0k", "x_harbor_key": "k3y", "x_harbor_tenant": "t3n", "ticket": "t1c", "harbor_session": "s3s"},
    **{"user": "u", "password": "p", "machine_token": "m4c"},
}
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "harbor_driven"
client = "Harbor"
version = "1.0.0"
"""


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the client of Harbor, its driver included."""
    folder = tmp_path_factory.mktemp("driven")
    shutil.copytree(HARBOR, folder, dirs_exist_ok=True)
    (folder / "hexapla.toml").write_text(CONFIG)
    run(folder, sys.executable, "-m", "hexapla", "generate")
    return folder / "out"


@pytest.fixture(params=["ours", "harbor"])
def package(request: pytest.FixtureRequest, harbor: Path) -> Path:
    """Return the folder of each generated client."""
    return GENERATED if request.param == "ours" else harbor


@pytest.fixture(scope="session")
def driver(harbor: Path) -> Iterator[Driver]:
    """Return the driver of Harbor, running."""
    with Driver(Target("harbor", harbor, python), patience=20) as found:
        yield found


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def module_of(package: Path) -> ModuleType:
    """Return a driver as a module."""
    spec = importlib.util.spec_from_file_location(f"driver_of_{package.name}", package / "conformance" / "driver.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(package / "src"))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(package / "src"))
    return module


def test_linters_find_nothing(package: Path) -> None:
    run(package, str(BIN / "ruff"), "check", "--no-cache", "conformance")
    run(package, str(BIN / "ruff"), "format", "--isolated", "--no-cache", "--check", "conformance")
    run(package, str(BIN / "black"), "--check", "--quiet", "conformance")


def test_type_checkers_find_nothing(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package / "src", tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(package / "conformance" / "driver.py", tmp_path)
    run(tmp_path, str(BIN / "mypy"), "--strict", "--config-file=", "--cache-dir=.mypy", "driver.py")
    (tmp_path / "pyrightconfig.json").write_text('{"include": ["driver.py"], "typeCheckingMode": "strict"}')
    run(tmp_path, str(BIN / "pyright"), "--pythonpath", sys.executable, "-p", ".")
    text = (tmp_path / "driver.py").read_text()
    assert "noqa" not in text
    assert "type: ignore" not in text


def test_it_uses_nothing_but_what_the_package_offers(package: Path) -> None:
    text = (package / "conformance" / "driver.py").read_text()
    name = next(path.name for path in (package / "src").iterdir() if path.is_dir())
    lines = [line for line in text.splitlines() if line.startswith(("import ", "from ")) and name in line]
    assert lines == [f"import {name} as package", f"from {name}.testing import FakeClock"]
    assert not re.search(r"package\._[a-z]", text)


def test_every_method_has_an_entry_with_all_its_arguments(package: Path) -> None:
    module = module_of(package)
    name = "Toggl" if package == GENERATED else "Harbor"
    credentials = {"api_token": "t"} if package == GENERATED else CREDENTIALS
    client = getattr(module.package, name)(**credentials)
    reached = set()
    for entry in module.OPERATIONS.values():
        resource, _, method = entry.method.partition(".")
        found = getattr(getattr(client, resource), method)
        reached.add(entry.method)
        assert {*entry.names.values()} == {*inspect.signature(found).parameters} - {"options"}
    client.close()
    assert len(reached) == len(module.OPERATIONS)
    assert reached == set(methods_of(client))


def methods_of(client: object) -> Iterator[str]:
    """Yield every method of every resource, found without the table."""
    for name, value in inspect.getmembers(type(client)):
        if not name.startswith("_") and type(value).__name__ == "cached_property":
            resource = getattr(client, name)
            yield from (f"{name}.{method}" for method in dir(resource) if not method.startswith("_"))


def test_every_operation_and_argument_is_called_as_the_suite_calls_it() -> None:
    table = module_of(GENERATED).OPERATIONS
    for name, one in known.operations().items():
        if name != "request":
            assert set(table[name].names) == one.arguments
    assert len(table) == len(known.operations()) - 1


def test_every_way_of_speaking_has_an_entry(harbor: Path) -> None:
    table = module_of(harbor).OPERATIONS
    assert {"cargo.import", "cargo.import with csv", "charts.sheet", "charts.sheet as csv", "get_health"} <= set(table)
    assert {entry.how for entry in table.values()} == {"send", "pages", "download", "events", "lines"}


def test_equal_names_are_told_by_their_place(harbor: Path) -> None:
    names = module_of(harbor).OPERATIONS["berths.moor"].names
    assert {"berth", "berth_body"} <= set(names)
    assert names["berth_body"] == "berth_body"


@pytest.mark.parametrize("package", ["ours"], indirect=True)
def test_a_wheel_does_not_hold_it(package: Path, tmp_path: Path) -> None:
    copied = tmp_path / "package"
    shutil.copytree(package, copied, ignore=shutil.ignore_patterns("__pycache__"))
    run(copied, sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / "dist"))
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert [name for name in zipfile.ZipFile(wheel).namelist() if "conformance" in name or "driver" in name] == []


def ask(
    driver: Driver, server: Server, mode: str, operation: str, pages: int | None = None, **arguments: object
) -> Mapping[str, Any]:
    case = {
        "id": operation,
        "mode": mode,
        "operation": operation,
        "arguments": arguments,
        "pages": pages,
        "base_url": server.url,
        "client": {"credentials": CREDENTIALS},
    }
    return driver.ask(json.loads(json.dumps(case)))


BOTH: Final = pytest.mark.parametrize("mode", ["sync", "async"])


@BOTH
def test_a_download_is_bytes_in_base64(driver: Driver, server: Server, mode: str) -> None:
    server.queue(Reply(200, b"\x00\x80", (("Content-Type", "image/png"),)))
    answer = ask(driver, server, mode, "pilots.badge", pilot_id=4)
    assert (answer["dump"], answer["value"]) == ('"AIA="', "AIA=")


@BOTH
def test_lines_are_a_list(driver: Driver, server: Server, mode: str) -> None:
    body = b'{"at": "2026-03-01T06:00:00Z", "height": 1.50, "new": 1}\n{"at": "2026-03-01T07:00:00Z", "height": 2}\n'
    server.queue(Reply(200, body, (("Content-Type", "application/x-ndjson"),)))
    answer = ask(driver, server, mode, "tides.readings")
    assert answer["dump"] == "[" + ", ".join(body.decode().splitlines()) + "]"
    assert answer["value"][0]["height"] == 1.5


@BOTH
def test_events_are_a_list_too(driver: Driver, server: Server, mode: str) -> None:
    data = b'{"at": "2026-03-01T06:00:00Z", "height": 1.50}'
    server.queue(Reply(200, b"id: 7\nevent: tide\ndata: " + data + b"\n\n", (("Content-Type", "text/event-stream"),)))
    answer = ask(driver, server, mode, "tides.live", None, **{"Last-Event-ID": "6"})
    assert server.request.values("Last-Event-ID") == ["6"]
    (event,) = json.loads(answer["dump"])
    assert (event["event"], event["id"]) == ("tide", "7")


@BOTH
def test_bytes_are_given_in_base64(driver: Driver, server: Server, mode: str) -> None:
    server.queue(Reply(204))
    ask(driver, server, mode, "cargo.seal", cargo_id=1, body={"$base64": "AIA="})
    assert server.request.body == b"\x00\x80"


@BOTH
def test_pages_are_read_as_far_as_is_asked(driver: Driver, server: Server, mode: str) -> None:
    pages = [
        {"items": [{"kind": "box", "cargo_id": number}], "page": {"next": f"n{number}", "total": 9}}
        for number in range(3)
    ]
    server.queue(*(Reply(200, json.dumps(page).encode()) for page in pages))
    answer = ask(driver, server, mode, "cargo.list", pages=2)
    assert answer["dump"] == '[{"kind": "box", "cargo_id": 0}, {"kind": "box", "cargo_id": 1}]'
    assert answer["attempts"] == 2
    assert len(server.requests) == 2


@BOTH
def test_a_name_that_is_not_known_is_a_fault_of_the_driver(driver: Driver, server: Server, mode: str) -> None:
    for operation, arguments in (("cargo.nothing", {}), ("tides.readings", {"nothing": 1})):
        server.queue()
        assert "KeyError" in ask(driver, server, mode, operation, **arguments)["crash"]
        assert not server.requests


@BOTH
def test_whatever_is_said_while_a_case_runs_is_heard(driver: Driver, server: Server, mode: str) -> None:
    server.queue(Reply(200, b"{}"))
    answer = ask(driver, server, mode, "pilots.get", pilot_id=4)
    assert "DEBUG harbor_driven: pilots.get: GET" in answer["log"]
    server.queue(Reply(404, b"{}"))
    error = ask(driver, server, mode, "pilots.get", pilot_id=4)["error"]
    for said in ("Traceback", "NotFoundError(", "DEBUG harbor_driven: pilots.get: GET"):
        assert said in error["text"]
    assert (error["name"], error["status"], error["body"]) == ("not_found", 404, "e30=")
