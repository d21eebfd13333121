"""Every operation of the description works on a server in memory that nobody has prepared, with both clients."""

from __future__ import annotations

import asyncio
import inspect
import json
import subprocess
import sys
from typing import Any, Final

import pytest
from toggltrack import AsyncToggl, NotFoundError, Pager, Toggl, dump
from toggltrack.testing import FakeToggl

from . import ROOT, SOURCE
from .document import Operation, arguments, operations

SPEC: Final = ROOT / "spec" / "openapi.yaml"
OPERATIONS: Final = {one.id: one for one in operations(SPEC)}
STORED: Final = ("projects", "project_users", "track_reminders", "alerts")
"""Resources whose records are created by a call."""


@pytest.fixture
def fake() -> FakeToggl:
    """Return a server that holds the records that the examples are about, where somebody must create them."""
    server = FakeToggl()
    server.projects.add(421, id=2030012)
    server.projects.add(421, id=2030024)
    server.project_users.add(421, id=7700101)
    server.track_reminders.add(421, reminder_id=5127)
    server.alerts.add(421, id=3120)
    return server


def test_there_are_all_of_them() -> None:
    assert len(OPERATIONS) == 31


@pytest.mark.parametrize("one", OPERATIONS.values(), ids=OPERATIONS)
def test_with_the_client_that_waits(one: Operation, fake: FakeToggl) -> None:
    with Toggl("t", transport=fake, retries=0, on_deviation="raise") as client:
        found = called(client, one)
        check(one, fake, list(found) if isinstance(found, Pager) else found)


@pytest.mark.parametrize("one", OPERATIONS.values(), ids=OPERATIONS)
def test_with_the_client_that_is_awaited(one: Operation, fake: FakeToggl) -> None:
    async def call() -> object:
        async with AsyncToggl("t", transport=fake, retries=0, on_deviation="raise") as client:
            found = called(client, one)
            if inspect.isawaitable(found):
                return await found
            return [row async for row in found]

    check(one, fake, asyncio.run(call()))


def called(client: Toggl | AsyncToggl, one: Operation) -> Any:  # noqa: ANN401
    resource, _, name = one.id.partition(".")
    method = getattr(getattr(client, resource), name)
    positional, named = arguments(one, method)
    return method(*positional, **named)


def check(one: Operation, fake: FakeToggl, found: Any) -> None:  # noqa: ANN401
    """Hold what came against the example, if the server holds no records of its own for it."""
    sent = fake.requests[-1]
    assert (sent.operation, sent.method) == (one.id, one.method)
    assert sent.path == filled(one)
    content = one.success[1]
    if not content:
        assert found is None
    elif one.id.partition(".")[0] not in STORED:
        # The ids in the path are those of the example.
        assert plain(found) == content["example"]
    else:
        assert found is not None


def filled(one: Operation) -> str:
    path = one.template
    for name, value in one.path().items():
        text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        path = path.replace(f"{{{name}}}", text)
    return path


def plain(found: Any) -> object:  # noqa: ANN401
    if isinstance(found, list):
        return [plain(row) for row in found]
    return json.loads(dump(found))


def test_an_example_tells_of_the_ids_in_the_path() -> None:
    with Toggl("t", transport=FakeToggl()) as client:
        assert client.workspaces.get(7).id == 7
        rates = client.rates.list(9, "user", 5)
        assert {rate.workspace_id for rate in rates} == {9}
        assert [rate.id for rate in rates] == [840093, 840117, 840101]


def test_what_nobody_can_create_is_an_example_until_a_test_adds_some() -> None:
    fake = FakeToggl()
    with Toggl("t", transport=fake) as client:
        assert [user.fullname for user in client.users.list(1)] == ["Mara Ilves"]
        fake.users.add(1, fullname="Ann", role="admin")
        assert [(user.id, user.fullname) for user in client.users.list(1)] == [(1, "Ann")]
        client.users.update(1, 1, body={"role": "user"})
        assert fake.users.get(1, 1) == {"fullname": "Ann", "id": 1, "role": "user"}
        assert client.users.list(2) == []


def test_only_the_workspaces_that_exist() -> None:
    """Answered as the operation documents it."""
    with Toggl("t", transport=FakeToggl(workspaces=[421, "8"])) as client:
        assert client.workspaces.get(421).id == 421
        assert client.projects.create(8, name="Site").workspace_id == 8
        with pytest.raises(NotFoundError) as caught:
            client.workspaces.get(7)
        assert caught.value.reason == "workspace_not_found"


def test_nothing_of_it_is_loaded_with_the_package() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(SOURCE)!r}); import toggltrack; toggltrack.Toggl('t', transport=None)"
        "; print([name for name in sys.modules if name.startswith('toggltrack.testing')])"
    )
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
