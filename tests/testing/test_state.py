"""Projects and project users on the server in memory, held against a model of a few lines."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule
from toggltrack import ApiError, BadRequestError, ForbiddenError, Headers, Options, Request, Toggl, dump
from toggltrack.testing import FakeToggl

MOMENT: Final = "2026-01-01T00:00:00Z"
WORKSPACES: Final = st.sampled_from([1, 2])
NAMES: Final = st.sampled_from(["Site", "App", "a, b", "中文", ""])
CLIENTS: Final = st.sampled_from([7, 8, None])
SETTINGS: Final = st.fixed_dictionaries(
    {}, optional={"active": st.booleans(), "billable": st.booleans(), "rate": st.sampled_from([1.5, 90]), "name": NAMES}
)
CHANGES: Final = st.fixed_dictionaries(
    {}, optional={"active": st.booleans(), "client_id": CLIENTS, "rate": st.sampled_from([2.5, None]), "name": NAMES}
)
PATCH: Final = st.fixed_dictionaries(
    {}, optional={"billable": st.booleans(), "client_id": CLIENTS, "color": st.just("#ff0000")}
)
UNKNOWN: Final = 999

Row = dict[str, Any]


class Server(RuleBasedStateMachine):
    """Calls of a client, each made on the model too: by workspace, the members of each record."""

    projects: Bundle[tuple[int, int]] = Bundle("projects")
    members: Bundle[tuple[int, int]] = Bundle("members")

    @initialize()
    def begin(self) -> None:
        self.fake = FakeToggl(workspaces=[1, 2])
        self.client = Toggl("t", transport=self.fake, retries=0, on_deviation="raise")
        self.rows: dict[int, dict[int, Row]] = {1: {}, 2: {}}
        self.users: dict[int, dict[int, Row]] = {1: {}, 2: {}}
        self.made = {"projects": 0, "users": 0}

    def number(self, kind: str) -> int:
        self.made[kind] += 1
        return self.made[kind]

    @rule(target=projects, workspace=WORKSPACES, given=SETTINGS)
    def create(self, workspace: int, given: Row) -> tuple[int, int]:
        found = self.client.projects.create(workspace, **given)
        number = self.number("projects")
        # What is required is there: the spec's example where it was not sent.
        name = given.get("name", "Harbour newsletter")
        row = {**given, "id": number, "workspace_id": workspace, "name": name, "at": MOMENT, "created_at": MOMENT}
        self.rows[workspace][number] = row
        assert found.id == number
        assert json.loads(dump(found)) == row
        return workspace, number

    @rule(target=projects, workspace=WORKSPACES, given=SETTINGS)
    def add(self, workspace: int, given: Row) -> tuple[int, int]:
        """A test puts a record there itself."""
        number = self.number("projects")
        row = {"name": "Harbour newsletter", **given, "id": number, "workspace_id": workspace}
        self.rows[workspace][number] = {**row, "at": MOMENT, "created_at": MOMENT}
        assert self.fake.projects.add(workspace, **given) == self.rows[workspace][number]
        return workspace, number

    @rule(at=projects)
    def get(self, at: tuple[int, int]) -> None:
        assert json.loads(dump(self.client.projects.get(*at))) == self.rows[at[0]][at[1]]

    @rule(at=projects, given=CHANGES)
    def update(self, at: tuple[int, int], given: Row) -> None:
        self.rows[at[0]][at[1]].update(given)
        found = self.client.projects.update(*at, **given)
        assert json.loads(dump(found)) == self.rows[at[0]][at[1]]

    @rule(first=projects, second=projects, replace=PATCH, remove=st.sampled_from([[], ["rate"], ["client_id", "at"]]))
    def patch(self, first: tuple[int, int], second: tuple[int, int], replace: Row, remove: list[str]) -> None:
        if not replace and not remove:
            return
        wanted = [first[1], UNKNOWN, second[1]]
        given: Row = {"replace": replace} if replace else {}
        if remove:
            given["remove"] = remove
        found = self.client.projects.patch_many(first[0], wanted, **given)
        rows = self.rows[first[0]]
        known = [number for number in dict.fromkeys(wanted) if number in rows]
        for number in known:
            rows[number].update(replace)
            for name in remove:
                rows[number].pop(name, None)
            rows[number]["at"] = MOMENT
        assert found.success == known
        assert [failure.id for failure in found.failure] == [n for n in dict.fromkeys(wanted) if n not in rows]
        assert all(failure.message for failure in found.failure)

    @rule(at=consumes(projects))
    def delete(self, at: tuple[int, int]) -> None:
        del self.rows[at[0]][at[1]]
        assert self.client.projects.delete(*at) == at[1]
        for call in (self.client.projects.get, self.client.projects.update, self.client.projects.delete):
            with pytest.raises(ForbiddenError):
                call(*at)

    @rule(
        workspace=WORKSPACES,
        size=st.none() | st.integers(1, 4),
        filters=st.fixed_dictionaries({}, optional={"active": st.booleans(), "name": NAMES, "billable": st.booleans()}),
        clients=st.none() | st.lists(st.sampled_from([7, 8]), min_size=1),
    )
    def list(self, workspace: int, size: int | None, filters: Row, clients: list[int] | None) -> None:
        given = {**filters, **({} if clients is None else {"client_ids": clients})}
        found = self.client.projects.list(workspace, **given, **({} if size is None else {"per_page": size}))
        before = len(self.fake.requests)
        rows = [json.loads(dump(row)) for row in found]
        wanted = [
            row
            for row in self.rows[workspace].values()
            if all(row.get(name) == value for name, value in filters.items())
            and (clients is None or row.get("client_id") in clients)
        ]
        assert rows == wanted
        # A full page may be the last one: then one more is asked for.
        assert len(self.fake.requests) - before == (1 if size is None else len(wanted) // size + 1)

    @rule(target=members, at=projects, user=st.integers(1, 3), given=st.sampled_from([{}, {"manager": True}]))
    def assign(self, at: tuple[int, int], user: int, given: Row) -> tuple[int, int]:
        found = self.client.project_users.create(at[0], project_id=at[1], user_id=user, **given)
        number = self.number("users")
        row = {**given, "id": number, "workspace_id": at[0], "project_id": at[1], "user_id": user, "at": MOMENT}
        self.users[at[0]][number] = row
        assert json.loads(dump(found)) == row
        return at[0], number

    @rule(at=members, given=st.sampled_from([{"rate": None}, {"rate": 5.5, "manager": False}, {"labor_cost": 1.5}]))
    def reassign(self, at: tuple[int, int], given: Row) -> None:
        self.users[at[0]][at[1]].update(given)
        assert json.loads(dump(self.client.project_users.update(*at, **given))) == self.users[at[0]][at[1]]

    @rule(at=members, manager=st.booleans())
    def promote(self, at: tuple[int, int], manager: bool) -> None:
        found = self.client.project_users.patch_many(at[0], [at[1], UNKNOWN], replace={"manager": manager})
        self.users[at[0]][at[1]]["manager"] = manager
        assert (found.success, [failure.id for failure in found.failure]) == ([at[1]], [UNKNOWN])

    @rule(at=consumes(members))
    def unassign(self, at: tuple[int, int]) -> None:
        del self.users[at[0]][at[1]]
        assert self.client.project_users.delete(*at) is None
        with pytest.raises(ForbiddenError):
            self.client.project_users.update(*at, manager=True)

    @rule(workspace=WORKSPACES, project=projects, user=st.none() | st.integers(1, 3))
    def assigned(self, workspace: int, project: tuple[int, int], user: int | None) -> None:
        more = {} if user is None else {"user_id": user}
        found = self.client.project_users.list(workspace, project_ids=[project[1], UNKNOWN], **more)
        assert [row.id for row in found] == [
            number
            for number, row in self.users[workspace].items()
            if row["project_id"] == project[1] and user in (None, row["user_id"])
        ]

    @rule(target=projects, given=SETTINGS)
    def fail(self, given: Row) -> Any:  # noqa: ANN401
        """A call that fails changes nothing."""
        self.fake.fail_next(500, when="projects.create")
        with pytest.raises(ApiError):
            self.client.projects.create(1, **given)
        return multiple()

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        for workspace in (1, 2):
            assert self.fake.projects.all(workspace) == list(self.rows[workspace].values())
            assert self.fake.project_users.all(workspace) == list(self.users[workspace].values())
        assert len(self.fake.projects) == sum(map(len, self.rows.values()))


TestServer = Server.TestCase
TestServer.settings = settings(max_examples=40, stateful_step_count=25)


@pytest.fixture
def fake() -> FakeToggl:
    return FakeToggl()


@pytest.fixture
def client(fake: FakeToggl) -> Toggl:
    return Toggl("t", transport=fake, retries=0)


def test_pages_have_the_documented_size(fake: FakeToggl, client: Toggl) -> None:
    for _ in range(303):
        fake.projects.add(1)
    assert [len(page.items) for page in client.projects.list(1).pages()] == [151, 151, 1]
    # More than the documented maximum is more than is given.
    assert [len(page.items) for page in client.projects.list(1, per_page=500).pages()] == [200, 103]
    assert [row.id for row in client.projects.list(1, page=3, per_page=150)] == [301, 302, 303]


def test_filters_of_several_values(fake: FakeToggl, client: Toggl) -> None:
    for status in ("active", "ended", "archived"):
        fake.projects.add(1, status=status, name="a, b")
    assert [row.status for row in client.projects.list(1, statuses=["active", "archived"])] == ["active", "archived"]
    assert len(list(client.projects.list(1, name="a, b"))) == 3
    assert list(client.projects.list(1, name="a")) == []
    # What is no property is no filter, and a text that is no value of one is none either.
    assert len(list(client.projects.list(1, only_me=True, user_ids=[5], since=1))) == 3
    assert len(list(client.projects.list(1, options=Options(query={"active": "both"})))) == 3


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"name": 5}, "name: a string is expected"),
        ({"active": "yes"}, "active: a boolean is expected"),
        ({"client_id": 1.5}, "client_id: an integer is expected"),
        ([], "a JSON object is expected"),
    ],
)
def test_what_cannot_be_stored_is_refused(fake: FakeToggl, body: object, said: str) -> None:
    number = fake.projects.add(1, name="Site")["id"]
    for method, path in (("POST", ""), ("PUT", f"/{number}")):
        answer = raw(fake, method, f"/workspaces/1/projects{path}", json.dumps(body).encode())
        assert (answer.status, json.loads(answer.body)) == (400, said)
    assert [row["name"] for row in fake.projects.all()] == ["Site"]


@pytest.mark.parametrize(
    "body",
    [
        *([], {}, [5], [{"op": "replace", "path": "/name"}], [{"op": "move", "path": "/name", "value": "x"}]),
        *([{"op": "replace", "path": "name", "value": "x"}], [{"op": "replace", "path": "/nmae", "value": "x"}]),
        *([{"op": "replace", "path": "/id", "value": 5}], [{"op": "remove", "path": "/name"}]),
        [{"op": "replace", "path": "/color", "value": "#000000"}, {"op": "replace", "path": "/active", "value": 1}],
    ],
)
def test_a_patch_that_makes_no_sense_is_refused_as_a_whole(fake: FakeToggl, body: object) -> None:
    before = fake.projects.add(1, name="Site")
    answer = raw(fake, "PATCH", "/workspaces/1/projects/1", json.dumps(body).encode())
    assert answer.status == 400
    assert fake.projects.get(1, 1) == before


def test_members_of_another_kind_are_left_out(fake: FakeToggl, client: Toggl) -> None:
    """An object is sent where a list is answered: what the server makes of it nobody knows."""
    found = client.projects.create(1, name="Site", recurring_parameters={"period": "monthly"}, rate_change_mode="x")
    assert found.recurring_parameters is None
    assert fake.requests[0].json == {
        "name": "Site",
        "rate_change_mode": "x",
        "recurring_parameters": {"period": "monthly"},
    }


def test_records_of_a_test_are_kept_whatever_they_are(fake: FakeToggl, client: Toggl) -> None:
    tags = ["a"]
    added = fake.projects.add(1, id=70, name=None, active="yes", brand_new={"x": tags}, self=1, where=2)
    assert added["brand_new"] == {"x": ["a"]}
    tags.append("b")
    added["brand_new"] = None
    held = fake.projects.get(1, 70)
    assert held is not None
    assert held["brand_new"] == {"x": ["a"]}
    assert fake.projects.add(1)["id"] == 1
    with pytest.raises(ValueError, match="there is a record with id 70"):
        fake.projects.add(1, id=70)
    with pytest.raises(ValueError, match="the path is workspace_id; 0 values were given"):
        fake.projects.add(name="Site")
    assert fake.projects.remove(1, 70)
    assert not fake.projects.remove(1, 70)
    assert fake.projects.get(1, 70) is None


def test_what_is_returned_is_a_copy(fake: FakeToggl) -> None:
    fake.projects.add(1, permissions=["a"])
    one = fake.projects.get(1, 1)
    assert one is not None
    for row in (one, *fake.projects.all(1), *fake.projects.all()):
        permissions = row["permissions"]
        assert isinstance(permissions, list)
        permissions.append("b")
    again = fake.projects.get(1, 1)
    assert again is not None
    assert again["permissions"] == ["a"]


def test_an_update_tells_when_it_was_made_and_moves_nothing(fake: FakeToggl, client: Toggl) -> None:
    past = "2020-01-01T00:00:00Z"
    fake.projects.add(1, name="Site", at=past, created_at=past)
    body = json.dumps({"id": 9, "workspace_id": 9, "name": "App"}).encode()
    assert json.loads(raw(fake, "PUT", "/workspaces/1/projects/1", body).body) == {
        **{"at": MOMENT, "created_at": past, "id": 1, "name": "App", "workspace_id": 1}
    }
    fake.projects.add(1, id=5, at=past)
    client.projects.patch_many(1, [5], replace={"active": True})
    held = fake.projects.get(1, 5)
    assert held is not None
    assert held["at"] == MOMENT


def test_the_moment_is_the_one_of_the_test() -> None:
    fake = FakeToggl(now="2030-02-03T04:05:06+00:00")
    with Toggl("t", transport=fake) as client:
        made = client.projects.create(1, name="Site").at
    assert made is not None
    assert made.isoformat() == "2030-02-03T04:05:06+00:00"


def test_a_refusal_has_the_documented_reason(client: Toggl) -> None:
    with pytest.raises(ForbiddenError) as caught:
        client.alerts.delete(1, 5)
    assert caught.value.reason == "alert_not_accessible"
    with pytest.raises(BadRequestError, match="JSON"):
        client.request("POST", "/workspaces/1/projects")


def raw(fake: FakeToggl, method: str, path: str, body: bytes | None) -> Any:  # noqa: ANN401
    url = f"https://api.track.toggl.com/api/v9{path}"
    return fake.send(Request(method=method, url=url, headers=Headers([("Authorization", "x")]), body=body), timeout=1)
