"""Servers in memory of other descriptions in TypeScript: they answer as those in Python do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from tests.typescript_package import OTHERS, built_of

from .alike import NOTED, Both, Step, Steps, send, statuses
from .document import operations

APIS: Final = Path(__file__).parents[1] / "apis"


def with_both(name: str, module: ModuleType, folder: Path) -> Iterator[Both]:
    """Yield the fakes of a description."""
    one = Both(module, OTHERS[name][1], built_of(name, folder) / "dist" / "esm")
    yield one
    one.close()


@pytest.fixture(scope="module")
def harbors(harbor: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Return the fakes of the harbour."""
    yield from with_both("harbor", harbor, tmp_path_factory.mktemp("typescript"))


@pytest.fixture(scope="module")
def shelters(pets: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Return the fakes of the pet shelter."""
    yield from with_both("pets", pets, tmp_path_factory.mktemp("typescript"))


@pytest.fixture(scope="module")
def others(other: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Return the fakes of another description."""
    name = other.__name__.removeprefix("faked_")
    yield from with_both(name, other, tmp_path_factory.mktemp("typescript"))


def routes(module: ModuleType) -> Steps:
    """Return a request for every operation, as the table of the fake has its path, with and without a body."""
    table = module.testing._table.TABLE
    steps: Steps = []
    for route in table.routes:
        base = (route.server or table.base_url or "http://example.com").rstrip("/").replace("{", "").replace("}", "")
        for value in ("x", "7", "%C3%A9%2F"):
            url = base + "".join(part + value for part in route.path[:-1]) + route.path[-1]
            steps += [send(route.method, url), send(route.method, url, "{}"), send("TRACE", url)]
            steps += [{**send(route.method, url), "headers": []}]
            steps += [send(route.method, url, "{}", {"Accept": one.media_type}) for one in route.others]
    return steps


def examples(name: str, base: str) -> Steps:
    """Return a request for every operation with the examples of the description."""
    steps: Steps = []
    for one in operations(APIS / OTHERS[name][0]):
        path = one.template
        for key, value in one.path().items():
            path = path.replace(f"{{{key}}}", str(value).replace("/", "%2F"))
        contents = list(one.body.get("content", {}).values()) if one.body else []
        body = json.dumps(contents[0].get("example", {})) if contents else None
        steps.append(send(one.method, base + path, body))
    return steps


LIVE: Final = "https://north.harbor.example/live/v1"


def test_every_operation_of_the_harbour(harbors: Both, harbor: ModuleType) -> None:
    found = harbors.check([*routes(harbor), *examples("harbor", LIVE), NOTED])
    assert sum(status < 300 for status in statuses(found)) > 100


def test_ships_are_kept(harbors: Both) -> None:
    """Keys are UUIDs, pages come by a cursor in a header, a merge takes away what is null."""
    steps: Steps = []
    for number in range(5):
        ship = {"name": f"Ship {number}", "flag": "NO" if number % 2 else "DK", "imo": "1"}
        steps.append(send("POST", f"{LIVE}/ships", json.dumps(ship)))
    key = "00000000-0000-4000-8000-000000000002"
    steps += [
        send("GET", f"{LIVE}/ships?{query}") for query in ("", "limit=2", "limit=2&cursor=4", "flags=NO,SE", "cursor=x")
    ]
    steps += [
        send(method, f"{LIVE}/ships/{key}", '{"name": "Alba", "imo": null}') for method in ("PATCH", "PUT", "GET")
    ]
    steps += [send("DELETE", f"{LIVE}/ships/{key}"), send("GET", f"{LIVE}/ships/{key}"), send("GET", f"{LIVE}/ships")]
    steps += [{"do": "add", "name": "ships", "where": [], "members": {"ship_id": key, "name": None}}]
    steps += [{"do": "all", "name": "ships", "where": []}, {"do": "get", "name": "ships", "where": [key]}]
    # What nobody creates has examples at first.
    steps += [send("GET", f"{LIVE}/berths"), {"do": "add", "name": "berths", "where": [], "members": {"depth": 2}}]
    steps += [send("GET", f"{LIVE}/berths"), {"do": "size", "name": "berths"}]
    token: Step = {**send("POST", "https://login.example/token", "grant_type=client_credentials"), "headers": []}
    found = harbors.check([*steps, token, NOTED])
    assert statuses(found).count(404) == 1
    assert [status for status in statuses(found) if status >= 300] != []


def test_every_operation_of_the_pet_shelter(shelters: Both, pets: ModuleType) -> None:
    base = "https://pets.example.com"
    patch = '[{"op": "replace", "path": "/name", "value": "Max"}]'
    steps = [*routes(pets), *examples("pets", base)]
    paths = [one["url"] for one in steps if one["url"].endswith("/pets")][:1]
    steps += [send("POST", paths[0], '{"name": "Rex", "kind": "dog"}'), send("PATCH", f"{paths[0]}/1,7,1,-3", patch)]
    steps += [{"do": "quota", "remaining": 0, "seconds": 60}, send("GET", paths[0]), NOTED]
    found = shelters.check(steps)
    assert {200, 402} <= set(statuses(found))


def test_every_operation_of_another_description(others: Both, other: ModuleType) -> None:
    found = others.check([*routes(other), NOTED])
    assert 200 in statuses(found)
