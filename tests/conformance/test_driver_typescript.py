"""The generated driver of TypeScript: of this API and of Harbor, which has all that a driver can meet."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests import nodejs, typescript_package
from tests.client.server import Reply, Server

from . import known
from .driving import Driver, Target, typescript
from .test_driver import CREDENTIALS, HARBOR, module_of, run

OURS: Final = typescript_package.GENERATED
LINTED: Final = typescript_package.HERE / "eslint.config.js"
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "python"
package = "harbor_driven"
client = "Harbor"
version = "1.0.0"

[targets.typescript]
style = "typescript"
output = "typescript"
package = "harbor-driven"
client = "Harbor"
version = "1.0.0"
"""
TABLE: Final = """\
const { OPERATIONS } = await import(process.argv[1]);
const { %s: Client } = await import(process.argv[2]);
const client = new Client(JSON.parse(process.argv[3]));
const methods = Object.entries(client).flatMap(([name, of]) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(of))
    .filter((one) => one !== "constructor")
    .map((one) => `${name}.${one}`),
);
const table = Object.entries(OPERATIONS).map(([key, row]) => [key, { ...row, call: String(row.call) }]);
console.log(JSON.stringify({ methods, table: Object.fromEntries(table) }));
"""


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the clients of Harbor in both styles, their drivers included."""
    folder = tmp_path_factory.mktemp("driven")
    shutil.copytree(HARBOR, folder, dirs_exist_ok=True)
    (folder / "hexapla.toml").write_text(CONFIG)
    (folder / "node_modules").symlink_to(nodejs.tools())
    run(folder, sys.executable, "-m", "hexapla", "generate")
    return folder


@pytest.fixture(params=["ours", "harbor"])
def package(request: pytest.FixtureRequest, harbor: Path) -> Path:
    """Return the folder of each client, compiled."""
    return nodejs.built(OURS if request.param == "ours" else harbor / "typescript")


@pytest.fixture(scope="session")
def driver(harbor: Path) -> Iterator[Driver]:
    """Return the driver of Harbor, running."""
    with Driver(Target("harbor", harbor / "typescript", typescript), patience=20) as found:
        yield found


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def table_of(package: Path, client: str, credentials: Mapping[str, str]) -> dict[str, Any]:
    """Return the driver's table of operations, and the methods that the client has."""
    operations, index = (str(package / path) for path in ("conformance/out/operations.js", "dist/esm/index.js"))
    program = TABLE.replace("%s", client)
    command = (nodejs.node(), "--input-type=module", "-e", program, operations, index, json.dumps(credentials))
    found: dict[str, Any] = json.loads(run(package, *command))
    return found


@pytest.fixture(scope="session")
def ours() -> dict[str, Any]:
    return table_of(nodejs.built(OURS), "Toggl", {"apiToken": "t"})


@pytest.fixture(scope="session")
def harbors(harbor: Path) -> dict[str, Any]:
    return table_of(nodejs.built(harbor / "typescript"), "Harbor", {"token": "t"})


def test_linters_find_nothing(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns("out"))
    shutil.copy(LINTED, tmp_path)
    tools = nodejs.tools() / ".bin"
    # What is deprecated is served and tried like the rest.
    rule = "@typescript-eslint/no-deprecated: off"
    for command in (
        ["eslint", "--rule", rule, "conformance"],
        ["prettier", "--check", "--print-width=100", "conformance"],
    ):
        found = nodejs.run([tools / command[0], *command[1:]], tmp_path)
        assert found.returncode == 0, found.stdout + found.stderr


def test_nothing_is_switched_off(package: Path) -> None:
    for path in (package / "conformance").glob("*.ts"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"eslint-|@ts-|\bany\b(?=[\]>;,)])|as any", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        )


def test_it_uses_nothing_but_what_the_package_offers(package: Path) -> None:
    name = json.loads((package / "package.json").read_text())["name"]
    texts = [path.read_text(encoding="utf-8") for path in (package / "conformance").glob("*.ts")]
    modules = {found for text in texts for found in re.findall(r'from "([^"]+)"', text)}
    assert {one for one in modules if not one.startswith(("node:", "./"))} == {name}


def test_every_method_has_an_entry(ours: dict[str, Any], harbors: dict[str, Any]) -> None:
    for one in (ours, harbors):
        called = [re.search(r"client\.(\w+\.\w+)\(", row["call"]) for row in one["table"].values()]
        assert sorted(found[1] for found in called if found) == sorted(one["methods"])


def test_every_operation_and_argument_is_called_as_the_suite_calls_it(ours: dict[str, Any]) -> None:
    operations = {name: one for name, one in known.operations().items() if name != "request"}
    assert {name: {*row["placed"], *row["named"]} for name, row in ours["table"].items()} == {
        name: one.arguments for name, one in operations.items()
    }


def test_cases_call_things_as_they_are_called_in_python(harbor: Path, harbors: dict[str, Any]) -> None:
    python = module_of(harbor / "python").OPERATIONS
    assert {name: {*row["placed"], *row["named"]} for name, row in harbors["table"].items()} == {
        name: {*row.names} for name, row in python.items()
    }
    assert {row["how"] for row in harbors["table"].values()} == {"send", "pages", "download", "events", "lines"}


def test_a_package_does_not_hold_it(package: Path) -> None:
    found = nodejs.run(["npm", "pack", "--dry-run", "--json", "--ignore-scripts"], package)
    files = [one["path"] for one in json.loads(found.stdout)[0]["files"]]
    assert "dist/esm/index.js" in files
    assert not [name for name in files if "conformance" in name or "driver" in name]


def ask(
    driver: Driver, server: Server, operation: str, pages: int | None = None, **arguments: object
) -> dict[str, Any]:
    case = {
        "id": operation,
        "mode": "async",
        "operation": operation,
        "arguments": arguments,
        "pages": pages,
        "base_url": server.url,
        "client": {"credentials": CREDENTIALS},
    }
    return dict(driver.ask(json.loads(json.dumps(case))))


def test_a_download_is_bytes_in_base64(driver: Driver, server: Server) -> None:
    server.queue(Reply(200, b"\x00\x80", (("Content-Type", "image/png"),)))
    answer = ask(driver, server, "pilots.badge", pilot_id=4)
    assert (answer["dump"], answer["value"]) == ('"AIA="', "AIA=")


def test_lines_are_a_list(driver: Driver, server: Server) -> None:
    body = b'{"at": "2026-03-01T06:00:00Z", "height": 1.50, "new": 1}\n{"at": "2026-03-01T07:00:00Z", "height": 2}\n'
    server.queue(Reply(200, body, (("Content-Type", "application/x-ndjson"),)))
    answer = ask(driver, server, "tides.readings")
    assert answer["dump"] == "[" + ",".join(body.decode().splitlines()) + "]"
    assert answer["value"][0]["height"] == 1.5
    assert "new" not in answer["value"][0]


def test_events_are_a_list_too(driver: Driver, server: Server) -> None:
    data = b'{"at": "2026-03-01T06:00:00Z", "height": 1.50}'
    server.queue(Reply(200, b"id: 7\nevent: tide\ndata: " + data + b"\n\n", (("Content-Type", "text/event-stream"),)))
    answer = ask(driver, server, "tides.live", None, **{"Last-Event-ID": "6"})
    assert server.request.values("Last-Event-ID") == ["6"]
    (event,) = json.loads(answer["dump"])
    assert (event["event"], event["id"]) == ("tide", "7")
    assert answer["value"][0]["data"]["height"] == 1.5
    assert answer["value"][0]["retry"] is None


def test_bytes_are_given_in_base64(driver: Driver, server: Server) -> None:
    server.queue(Reply(204))
    ask(driver, server, "cargo.seal", cargo_id=1, body={"$base64": "AIA="})
    assert server.request.body == b"\x00\x80"


def test_pages_are_read_as_far_as_is_asked(driver: Driver, server: Server) -> None:
    pages = [
        {"items": [{"kind": "box", "cargo_id": number}], "page": {"next": f"n{number}", "total": 9}}
        for number in range(3)
    ]
    server.queue(*(Reply(200, json.dumps(page).encode()) for page in pages))
    answer = ask(driver, server, "cargo.list", pages=2)
    assert answer["dump"] == '[{"kind": "box", "cargo_id": 0},{"kind": "box", "cargo_id": 1}]'
    assert [row["cargo_id"] for row in answer["value"]] == [0, 1]
    assert answer["attempts"] == 2
    assert len(server.requests) == 2


def test_a_name_that_is_not_known_is_a_fault_of_the_driver(driver: Driver, server: Server) -> None:
    for operation, arguments in (("cargo.nothing", {}), ("tides.readings", {"nothing": 1})):
        server.queue()
        assert "nothing is not known" in ask(driver, server, operation, **arguments)["crash"].replace("cargo.", "")
        assert not server.requests


def test_integers_beyond_a_double_go_out_and_come_in_digit_by_digit(driver: Driver, server: Server) -> None:
    server.queue(Reply(200, b"{}"))
    ask(driver, server, "pilots.get", pilot_id=9007199254740995)
    assert server.request.path.endswith("/9007199254740995")
    server.queue(Reply(200, b'{"items": [{"kind": "box", "cargo_id": 9007199254740993}], "page": {"total": 1}}'))
    answer = ask(driver, server, "cargo.list", pages=1)
    assert answer["value"][0]["cargo_id"] == 9007199254740993


def test_whatever_is_said_while_a_case_runs_is_heard(driver: Driver, server: Server) -> None:
    server.queue(Reply(200, b"{}"))
    answer = ask(driver, server, "pilots.get", pilot_id=4)
    assert "pilots.get: GET" in answer["log"]
    server.queue(Reply(404, b"{}"))
    error = ask(driver, server, "pilots.get", pilot_id=4)["error"]
    for said in ("    at ", "NotFoundError: GET", "pilots.get: GET"):
        assert said in error["text"]
    assert (error["name"], error["status"], error["body"]) == ("not_found", 404, "e30=")
