"""What a real server was asked and answered: the clients ask the same, and read every answer whole.

The recordings are not ours to publish, so they lie in the shared folder; their twins here are written by hand in the
same shape, so that the replay itself is tested without them.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Final, cast
from urllib.parse import parse_qsl, urlsplit

import pytest

from .drivers import BASE, Both, patch_arguments
from .jsontext import parse
from .judge import judge
from .server import Reply, Server
from .spec import JSON, Operation, Schema, kinds, member, operations
from .test_requests import equal

SHARED: Final = os.environ.get("HEXAPLA_SHARED")
TWINS: Final = sorted((Path(__file__).parent / "recordings").glob("*.json"))
RECORDINGS: Final = sorted((Path(SHARED) / "recordings").glob("*.json")) if SHARED else []


def asked(request: Schema) -> tuple[Operation, dict[str, object]]:
    """Return the operation that a recorded request calls, and the arguments it must have been called with."""
    url = urlsplit(cast("str", request["url"]))
    for one in operations():
        names = [argument.name for argument in one.of("path")]
        pattern = re.escape(BASE) + re.sub(r"\\{[^}]*\\}", "([^/]+)", re.escape(one.path))
        found = re.fullmatch(pattern, url.path)
        if found is None or one.method != request["method"]:
            continue
        types = {argument.name: argument.schema for argument in one.arguments}
        given = {name: read(types[name], text) for name, text in zip(names, found.groups(), strict=True)}
        queried = {argument.wire: argument for argument in one.of("query")}
        for wire, text in parse_qsl(url.query, strict_parsing=bool(url.query)):
            given[queried[wire].name] = read(queried[wire].schema, text)
        return one, {**given, **body_arguments(one, request["body"])}
    raise AssertionError(f"no operation for {request['method']} {request['url']}")


def read(schema: Schema, text: str) -> object:
    """Return the argument that is spelled like this in an address."""
    if "array" in kinds(schema):
        return [read(member(schema, "items"), one) for one in text.split(",")]
    return text if "string" in kinds(schema) else json.loads(text)


def body_arguments(one: Operation, body: JSON) -> dict[str, object]:
    """Return the arguments that make a recorded body."""
    if body is None:
        return {}
    plain = json.loads(cast("str", body))
    if one.body == "patch":
        return patch_arguments(plain)
    names = {argument.wire: argument.name for argument in one.of("body")}
    return {names[wire]: value for wire, value in plain.items()}


@pytest.mark.parametrize("path", [*TWINS, *RECORDINGS], ids=lambda path: path.stem)
def test_a_recording_replays(path: Path, server: Server, both: Both) -> None:
    recording = json.loads(path.read_text())
    one, arguments = asked(recording["request"])
    response = recording["response"]
    assert response["body_kind"] == "json"
    # As the server wrote it: compact, in its order of keys, with the text of every number.
    text = json.dumps(response["body"], separators=(",", ":"), ensure_ascii=False)
    headers = tuple((key, value) for key, value in response["headers"].items() if key != "content-length")
    for driver in both.each:
        server.queue(Reply(response["status"], text.encode(), headers))
        value = driver.call(one, arguments)
        judge(one.result or {}, parse(text), value)
        url = urlsplit(recording["request"]["url"])
        request = server.request
        assert (request.method, request.path) == (recording["request"]["method"], url.path)
        assert sorted(request.query) == sorted(parse_qsl(url.query))
        body = recording["request"]["body"]
        assert equal(json.loads(request.body or b"null"), json.loads(body or "null"))


def test_no_recording_is_left_out(shared: Path) -> None:
    """Every recording of the folder was replayed above; none of them is of an operation we do not have."""
    assert {path.name for path in RECORDINGS} == {path.name for path in (shared / "recordings").glob("*.json")}
    assert RECORDINGS
    for path in RECORDINGS:
        asked(json.loads(path.read_text())["request"])


def test_what_the_recordings_say_of_a_project(shared: Path, server: Server, both: Both) -> None:
    """Null is told from absent, and the spelling of a moment stays, in the words of the recording itself."""
    from toggltrack import dump, extra, has
    from toggltrack.models import Project

    body = json.loads((shared / "recordings" / "get_project_by_id_success.json").read_text())["response"]["body"]
    for driver in both.each:
        server.queue(Reply(200, json.dumps(body).encode()))
        project = driver.call(
            *asked({"method": "GET", "url": f"https://x{BASE}/workspaces/1/projects/2", "body": None})
        )
        assert isinstance(project, Project)
        assert (project.rate, has(project, "rate")) == (None, True)
        assert (project.end_date, has(project, "end_date")) == (None, False)
        assert project.status == "active"
        assert b"2024-05-02T00:03:40+00:00" in dump(project)
        assert extra(project) == {}
