"""Servers in memory of other descriptions: any API has one, whatever its description holds."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from .document import Operation, operations

APIS: Final = Path(__file__).parents[1] / "apis"
HARBOR: Final = {one.id: one for one in operations(APIS / "harbor" / "openapi.yaml")}
EXAMPLES: Final = {name: one for name, one in HARBOR.items() if "example" in one.success[1]}
ADDRESS: Final = "https://north.harbor.example/live/v1"
SERVERS: Final = {"documents": "https://files.harbor.example/box", "documents.raw": "https://raw.harbor.example"}


def sent(package: ModuleType, fake: Any, method: str, url: str, **given: Any) -> Any:  # noqa: ANN401
    """Return what is answered to a request with credentials."""
    fields = package.Headers([("Authorization", "x"), ("Accept", given.pop("accept", "*/*"))])
    return fake.send(package.Request(method=method, url=url, headers=fields, **given), timeout=1.0)


def path_of(one: Operation) -> str:
    path = one.template
    for name, value in one.path().items():
        path = path.replace(f"{{{name}}}", str(value).replace("/", "%2F"))
    return path


def body_of(one: Operation) -> dict[str, bytes]:
    contents = one.body.get("content", {}) if one.body else {}
    found = next(iter(contents.values()), {})
    return {"body": json.dumps(found.get("example", {})).encode()} if contents else {}


STORED: Final = ("ships.", "incidents.")
"""Operations on records that a call creates, but for those below."""
PLAIN: Final = ("ships.decks", "ships.drop_anchor", "ships.check", "ships.verbs", "incidents.evidence")


def is_plain(name: str) -> bool:
    return not name.startswith(STORED) or name in PLAIN


def test_harbor_has_enough_examples() -> None:
    assert sum(map(is_plain, EXAMPLES)) > 25


@pytest.mark.parametrize("one", [one for name, one in EXAMPLES.items() if is_plain(name)], ids=lambda one: one.id)
def test_every_operation_with_an_example_answers_it(one: Operation, harbor: ModuleType) -> None:
    fake = harbor.testing.FakeHarbor()
    kind = next(iter(one.responses[str(one.success[0])]["content"])) if one.success[0] != 204 else ""
    answer = sent(harbor, fake, one.method, address(one) + path_of(one), accept=kind, **body_of(one))
    assert fake.requests[-1].operation == one.id
    assert answer.status == one.success[0]
    example = one.success[1]["example"]
    if isinstance(example, dict):
        # What tells of the path tells of this one.
        example = {name: one.path().get(name, value) for name, value in example.items()}
    fields = dict(answer.headers)
    assert fields["Content-Type"].partition(";")[0] == kind.partition(";")[0]
    text = answer.body.decode()
    match kind:
        case "text/event-stream" if not isinstance(example, str):
            assert json.loads(text.removeprefix("data:")) == example
        case "application/x-ndjson" | "application/json-seq":
            rows = example if isinstance(example, list) else [example]
            assert [json.loads(line) for line in text.splitlines()] == rows
        case _ if "json" in kind:
            assert json.loads(text) == example
        case _:
            assert text == example


def address(one: Operation) -> str:
    return SERVERS.get(one.id, SERVERS.get(one.id.partition(".")[0], ADDRESS))


def test_another_media_type_is_answered_where_it_is_asked_for(harbor: ModuleType) -> None:
    fake = harbor.testing.FakeHarbor()
    with harbor.Harbor(token="t", transport=fake) as client:
        assert client.cargo_holds.manifest_as_csv() == "cargo_id\n12\n"
        assert client.cargo_holds.manifest()[0].cargo_id == 12
        assert [row["depth"] if isinstance(row, dict) else row.depth for row in client.berths.list()] == [9.5]


def test_ships_are_kept(harbor: ModuleType) -> None:
    """Keys are UUIDs, pages come by a cursor in a header, a merge takes away what is null."""
    fake = harbor.testing.FakeHarbor()
    with harbor.Harbor(token="t", x_harbor_tenant="t", transport=fake) as client:
        for number in range(5):
            client.ships.create(name=f"Ship {number}", flag="NO" if number % 2 else "DK")
        keys = [str(row["ship_id"]) for row in fake.ships.all()]
        assert keys == [f"00000000-0000-4000-8000-00000000000{number}" for number in range(1, 6)]
        pages = list(client.ships.list(limit=2).pages())
        assert [[ship.name for ship in page.items] for page in pages] == [
            ["Ship 0", "Ship 1"],
            ["Ship 2", "Ship 3"],
            ["Ship 4"],
        ]
        assert [page.response.headers.get("X-Next-Cursor") for page in pages] == ["2", "4", None]
        assert [ship.name for ship in client.ships.list(flags=["NO"])] == ["Ship 1", "Ship 3"]
        client.ships.update(keys[0], name="Alba", imo=None)
        assert client.ships.get(keys[0]).name == "Alba"
        assert "imo" not in (fake.ships.get(keys[0]) or {})
        assert client.ships.scrap(keys[0]) is None
        with pytest.raises(harbor.NotFoundError):
            client.ships.get(keys[0])


def test_a_client_that_fetches_its_tokens_gets_them(harbor: ModuleType) -> None:
    fake = harbor.testing.FakeHarbor()
    with harbor.Harbor(client_id="c", client_secret="s3cret", transport=fake) as client:
        assert client.gate.state() is True
    assert [one.operation for one in fake.requests] == ["", "gate.state"]
    assert fake.requests[1].headers["Authorization"] == "Bearer fake"


def test_pets(pets: ModuleType) -> None:
    """Keys are answered by a patch, and there is nothing in the path but the key."""
    fake = pets.testing.FakePets()
    with pets.Pets(token="t", transport=fake) as client:
        client.pets.create(name="Rex", kind="dog")
        fake.pets.add(id=7, name="Tom", kind="cat", **{"2fa_enabled": True})
        assert client.pets.get(7).n2fa_enabled is True
        assert client.pets.patch_many([1, 7, 9], replace={"name": "Max"}) == [1, 7]
        assert [pet.name for pet in client.pets.list(kinds=["dog"])] == ["Max"]
        client.pets.delete(1)
        assert [row["id"] for row in fake.pets.all()] == [7]
        with pytest.raises(pets.NotFoundError):
            client.pets.patch_many([1], replace={"name": "Max"})
        fake.quota(0)
        with pytest.raises(pets.QuotaExceededError):
            client.keepers.update("Ada")


def test_any_description_has_one(other: ModuleType) -> None:
    """Every route is found by the path that is made of it, and answers what it has."""
    table = other.testing._table.TABLE
    for route in table.routes:
        fake = other.testing.FakeOther()
        path = "x".join(route.path) if not route.is_item else "x".join(route.path[:-1]) + "x"
        base = (route.server or table.base_url or "http://example.com").rstrip("/").replace("{", "").replace("}", "")
        answer = sent(other, fake, route.method, base + path, body=b"{}")
        assert fake.requests[-1].operation == route.id
        assert answer.status == (route.answer.status if not stored(other, route.id) else answer.status)


def stored(package: ModuleType, operation: str) -> bool:
    rules = package.testing._table.TABLE.collections.values()
    return any(operation in json.loads(text)["operations"] for text in rules)
