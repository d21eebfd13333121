"""The server in memory of the package in TypeScript: it answers as the one in Python does, and clients can use it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import nodejs, typescript_package
from tests.conformance.loader import load
from tests.testing import ROOT
from tests.testing.alike import NOTED, Both, Step, Steps, send, statuses
from tests.testing.document import Operation, operations

import toggltrack.testing  # isort: skip  # found by `tests.testing`

BASE: Final = "https://api.track.toggl.com/api/v9"
OPERATIONS: Final = {one.id: one for one in operations(ROOT / "spec" / "openapi.yaml")}
NAMES: Final = ("projects", "project_users", "users")
"""Collections that a test fills."""


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    """Return the fakes of the two packages."""
    one = Both(toggltrack, "Toggl", typescript_package.built() / "dist" / "esm")
    yield one
    one.close()


# Calls that hypothesis makes of the description

KEYS: Final = st.sampled_from(["1", "2", "3", "999", "x", "-1", "1%2F2", "%zz", "a+b", "%ff"])
SCALARS: Final = st.sampled_from(
    [None, True, False, 0, 1, 7, -1, 2.5, 2**53 + 1, "", "Site", "a, b", "中文", "true", "1"]
)
VALUES: Final = st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.dictionaries(st.just("a"), SCALARS, max_size=1))
TEXTS: Final = st.sampled_from(
    ["true", "false", "both", "1", "2", "1,2", "2.5", "", "Site", "a%2C%20b", "a+b", "%00", "0"]
)
FAILURES: Final = st.sampled_from(["connect", "timeout", "reset", 429, 500, 404])


@st.composite
def requests(draw: st.DrawFn) -> Step:
    """Return a request for an operation: its path, some of its query, a body that may make sense."""
    stored = [one for one in OPERATIONS.values() if one.id.split(".")[0] in NAMES]
    one = draw(st.sampled_from(stored * 4 + list(OPERATIONS.values())))
    path = one.template
    for at, name in enumerate(one.path()):
        value = draw(st.sampled_from(["1", "2"])) if at == 0 else draw(KEYS)
        is_many = at > 0 and draw(st.booleans())
        path = path.replace(f"{{{name}}}", ",".join([value, draw(KEYS)]) if is_many else value)
    names = [parameter["name"] for parameter in one.parameters if parameter["in"] == "query"]
    query = draw(st.lists(st.tuples(st.sampled_from(names), TEXTS), max_size=3)) if names else []
    text = "&".join(f"{name}={value}" for name, value in query)
    method = draw(st.sampled_from([one.method] * 19 + ["POST"]))
    step = send(method, BASE + path + (f"?{text}" if text else ""), draw(bodies(one)))
    return {**step, "headers": step["headers"][: draw(st.sampled_from([1] * 9 + [0]))]}


def bodies(one: Operation) -> st.SearchStrategy[str | None]:
    """Return bodies for an operation: mostly of the members that it takes."""
    if not one.body:
        return st.just(None)
    names = ["id", "at", "workspace_id", "brand_new", "__proto__", "constructor", *_members(one)]
    objects = st.dictionaries(st.sampled_from(names), VALUES, max_size=4)
    likely = st.fixed_dictionaries({}, optional=LIKELY)
    step = st.fixed_dictionaries(
        {"op": st.sampled_from(["replace", "add", "remove", "move"]), "path": st.sampled_from(names).map("/{}".format)},
        optional={"value": VALUES},
    )
    right = st.sampled_from([{"op": "replace", "path": f"/{name}", "value": value} for name, value in GOOD.items()])
    values = st.one_of(
        likely, likely, objects, st.lists(right, min_size=1, max_size=2), st.lists(step, max_size=2), VALUES
    )
    return st.one_of(
        values.map(json.dumps), values.map(json.dumps), st.sampled_from([None, "", "{", "nul", "[1,]", "1e3"])
    )


GOOD: Final = {"active": True, "billable": False, "client_id": 7, "color": "#ff0000", "manager": True, "rate": None}
LIKELY: Final = {
    **{
        "name": st.sampled_from(["Site", "App", "a, b"]),
        "active": st.booleans(),
        "client_id": st.sampled_from([1, 7, None]),
    },
    **{
        "rate": st.sampled_from([1.5, 90, None]),
        "project_id": st.sampled_from([1, 2]),
        "user_id": st.sampled_from([1, 3]),
    },
    **{"id": st.sampled_from([1, 9]), "workspace_id": st.just(9)},
}


def _members(one: Operation) -> list[str]:
    example = next(iter(one.body.get("content", {"": {}}).values())).get("example")
    if isinstance(example, list):
        return [step["path"][1:] for step in example if isinstance(step, dict) and "path" in step]
    return list(example) if isinstance(example, dict) else []


@st.composite
def records(draw: st.DrawFn) -> Step:
    """Return what a test does to records."""
    do = draw(st.sampled_from(["add", "add", "all", "get", "remove", "size"]))
    where: list[object] = [draw(st.sampled_from([1, 2, "1"]))]
    where += [draw(st.sampled_from([1, 2, 999, "x"]))] if do in ("get", "remove") else []
    # A path of the wrong length is refused.
    where = where if draw(st.integers(0, 9)) else draw(st.sampled_from([[], [*where, 3]]))
    # Whoever is without a path asks for all lists.
    found: Step = {"do": do, "name": draw(st.sampled_from(list(NAMES))), "where": where}
    return {
        **found,
        "members": draw(st.dictionaries(st.sampled_from(["id", "name", "active", "x"]), SCALARS, max_size=3)),
    }


@st.composite
def orders(draw: st.DrawFn) -> Step:
    """Return something that a test orders: failures, answers, quotas."""
    operation = draw(st.sampled_from(["projects.list", "projects.create", "workspaces.get", "no.such"]))
    answer = draw(
        st.sampled_from([{}, {"json": None}, {"json": {"a": 1}}, {"json": "x", "headers": {"Retry-After": "3"}}])
    )
    match draw(st.sampled_from(["fail", "respond", "restore", "quota", "skip"])):
        case "fail":
            when = {} if draw(st.booleans()) else {"when": operation}
            times = draw(st.integers(1, 2))
            return {"do": "fail", "what": draw(FAILURES), "how": {**answer, **when, "times": times}}
        case "respond":
            return {
                "do": "respond",
                "operation": operation,
                "answer": {**answer, "status": draw(st.sampled_from([200, 410]))},
            }
        case "restore":
            return {"do": "restore", "operation": operation}
        case "quota":
            return {
                "do": "quota",
                "remaining": draw(st.integers(0, 3)),
                "seconds": 600,
                "total": draw(st.integers(1, 3)),
            }
        case _:
            return {"do": "skip", "seconds": draw(st.sampled_from([1, 1000]))}


@settings(max_examples=150, derandomize=True, database=None)
@given(
    steps=st.lists(st.one_of(requests(), requests(), requests(), records(), orders()), min_size=1, max_size=25),
    options=st.sampled_from([{}, {"workspaces": [1]}, {"workspaces": ["1", 2], "now": "2030-02-03T04:05:06+00:00"}]),
)
def test_both_fakes_answer_the_same(both: Both, steps: Steps, options: Step) -> None:
    both.check([*steps, NOTED], options)


def test_the_calls_that_are_made_get_somewhere(both: Both) -> None:
    """Of a hundred requests of that kind many are answered with success, and not all."""
    found: list[int] = []

    @settings(max_examples=60, derandomize=True, database=None)
    @given(st.lists(requests(), min_size=5, max_size=15))
    def count(steps: Steps) -> None:
        found.extend(statuses(both.check(steps)))

    count()
    good = sum(status < 300 for status in found)
    assert len(found) / 4 < good < len(found)
    assert {200, 400, 401, 403, 405} <= set(found)


PATCHES: Final[tuple[object, ...]] = (
    *([], {}, [5], [{"op": "replace", "path": "/name"}], [{"op": "move", "path": "/name", "value": "x"}]),
    *([{"op": "replace", "path": "name", "value": "x"}], [{"op": "replace", "path": "/nmae", "value": "x"}]),
    *([{"op": "replace", "path": "/id", "value": 5}], [{"op": "remove", "path": "/name"}]),
    [{"op": "replace", "path": "/workspace_id", "value": 5}],
    [{"op": "replace", "path": "/color", "value": "#000000"}, {"op": "replace", "path": "/active", "value": 1}],
    [{"op": "remove", "path": "/color"}, {"op": "add", "path": "/rate", "value": None}],
)


def test_what_makes_no_sense_is_refused_in_the_same_words(both: Both) -> None:
    steps: Steps = [{"do": "add", "name": "projects", "where": [1], "members": {"name": "Site"}}]
    steps += [send("PATCH", f"{BASE}/workspaces/1/projects/1,7,-7,07,x", json.dumps(one)) for one in PATCHES]
    bodies: tuple[object, ...] = ({"name": 5}, {"active": "yes"}, {"client_id": 1.5}, {"client_id": 2.0}, [], "x", 5)
    for method, path in (("POST", ""), ("PUT", "/1")):
        steps += [send(method, f"{BASE}/workspaces/1/projects{path}", json.dumps(one)) for one in bodies]
    found = both.check([*steps, {"do": "all", "name": "projects", "where": []}, NOTED])
    assert statuses(found).count(400) >= len(PATCHES) - 1 + 2 * 5


def test_pages_have_the_same_size(both: Both) -> None:
    steps: Steps = [{"do": "add", "name": "projects", "where": [1], "members": {}} for _ in range(203)]
    queries = (
        "",
        "page=2",
        "per_page=500",
        "per_page=500&page=2",
        "per_page=0",
        "page=0",
        "per_page=x&page=9",
        "page=",
    )
    found = both.check([*steps, *(send("GET", f"{BASE}/workspaces/1/projects?{query}") for query in queries)])
    sizes = [len(one["value"]["json"]) for one in found[203:]]
    assert sizes == [151, 52, 200, 3, 151, 0, 0, 151]


@pytest.mark.parametrize("one", OPERATIONS.values(), ids=OPERATIONS)
def test_the_documented_example_of_an_operation(one: Operation, both: Both) -> None:
    path = one.template
    for name, value in one.path().items():
        path = path.replace(f"{{{name}}}", ",".join(map(str, value)) if isinstance(value, list) else str(value))
    contents = list(one.body.get("content", {}).values()) if one.body else []
    body = json.dumps(contents[0]["example"]) if contents else None
    first: Steps = [{"do": "add", "name": "projects", "where": [421], "members": {"id": 2030012}}]
    found = both.check([*first, send(one.method, BASE + path, body), NOTED])
    assert found[-1]["value"][0]["operation"] == one.id


def test_the_requests_of_the_conformance_suite(both: Both) -> None:
    """What vectors expect clients to send, sent to both."""
    steps: Steps = []
    for vector in load():
        for exchange in vector.exchanges:
            wanted = exchange.request
            if wanted is None:
                continue
            query = urlencode(wanted.query)
            url = f"https://api.track.toggl.com{wanted.path}" + (f"?{query}" if query else "")
            body = wanted.body if isinstance(wanted.body, str) else None
            steps.append(send(wanted.method, url, body))
    assert len(steps) > 200
    found = both.check([*steps, NOTED])
    noted = found[-1]["value"]
    assert sum(one["operation"] != "" for one in noted) > len(noted) * 0.8


def test_a_client_with_the_fake(tmp_path: Path) -> None:
    """Compiled strictly, linted strictly, and run."""
    source = typescript_package.HERE / "fake" / "fake.test.ts"
    folder = typescript_package.project(tmp_path / "user", {"fake.test.ts": source.read_text(encoding="utf-8")})
    found = typescript_package.compiled(folder)
    assert found.returncode == 0, found.stdout
    ran = nodejs.run([nodejs.node(), "--test", "--test-reporter=tap", "out/fake.test.js"], folder)
    failed = [line for line in ran.stdout.splitlines() if line.strip().startswith("not ok")]
    assert ran.returncode == 0, "\n".join(failed) + ran.stdout[-6000:] + ran.stderr
