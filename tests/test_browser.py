"""The TypeScript package of this repository in a page: the ESM build as it is, imported over HTTP by Chromium.

The page and the API have different origins on this machine, so the browser asks before it sends, as it would anywhere.
The page posts what came of each call; what is judged is that, and the requests that the API saw.
"""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests import nodejs
from tests.browser import opened
from tests.client.server import Answer, Reply, Request, Server, Wire

PAGE: Final = nodejs.ROOT / "tests" / "typescript" / "page.mjs"
PACKAGE: Final = nodejs.ROOT / "generated" / "typescript"
HTML: Final = (
    '<!doctype html><html data-api="{api}"><meta charset="utf-8"><script type="module" src="/page.mjs"></script>'
)
SCRIPT: Final = ("Content-Type", "text/javascript; charset=utf-8")
PATIENCE: Final = 240.0
"""Seconds for a browser to start and a page to run on a machine that is busy."""

PROJECT: Final = {"id": 3, "workspace_id": 1, "name": "Site", "unknown": {"a": [1.50, None]}}
BIG: Final = '{"id": 9007199254740993, "workspace_id": 1, "name": "Ärger & Co", "rate": 1.50}'
WRONG: Final = '{"id": 5, "workspace_id": 1, "name": "Site", "color": 17}'


def allowed(origin: str) -> tuple[tuple[str, str], ...]:
    """Return what lets a page of an origin read an answer."""
    exposed = "X-Toggl-Quota-Remaining, X-Toggl-Quota-Resets-In"
    return (("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", exposed))


class Api:
    """What the API answers; who asks whether a page may send is told which header fields it may."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def answer(self, request: Request) -> Answer:
        origin = request.values("Origin")[0]
        if request.method == "OPTIONS":
            self.asked.append(request)
            named = request.values("Access-Control-Request-Headers")
            fields = (("Access-Control-Allow-Methods", "GET, POST"), ("Access-Control-Allow-Headers", ", ".join(named)))
            return Reply(204, b"", (*allowed(origin), *fields))
        left = ("X-Toggl-Quota-Remaining", "29"), ("X-Toggl-Quota-Resets-In", "60")
        head = (("Content-Type", "application/json; charset=utf-8"), *allowed(origin), *left)
        match request.method, request.path.rpartition("/")[2]:
            case "POST", _:
                return Reply(200, BIG.encode(), head)
            case _, "projects":
                return Reply(200, json.dumps([PROJECT]).encode(), head)
            case _, "404":
                return Reply(404, b'"Resource can not be found"', head)
            case _, "5":
                return Reply(200, WRONG.encode(), head)
            case _, "6":
                return wait
            case _, "7":
                return Reply(200, json.dumps(PROJECT).encode())
            case _:
                return Reply(200, json.dumps(PROJECT).encode(), head)


def wait(wire: Wire) -> None:
    """Answer nothing until the page has left."""
    wire.wait()


class Site:
    """What the page is made of, and where it posts what came of it."""

    def __init__(self, package: Path, api: str) -> None:
        self._package = package / "dist" / "esm"
        self._api = api
        self.came: queue.Queue[dict[str, Any]] = queue.Queue()

    def answer(self, request: Request) -> Reply:
        if request.method == "POST":
            self.came.put(json.loads(request.body))
            return Reply(204)
        if request.path == "/":
            return Reply(200, HTML.format(api=self._api).encode(), (("Content-Type", "text/html"),))
        if request.path == "/page.mjs":
            return Reply(200, PAGE.read_bytes(), (SCRIPT,))
        path = self._package / request.path.removeprefix("/package/")
        return Reply(200, path.read_bytes(), (SCRIPT,)) if path.is_file() else Reply(404)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], list[Request], list[Request]]]:
    """Return what the page posted, what the API was sent, and what it was asked before."""
    folder = tmp_path_factory.mktemp("browser")
    with Server() as api_server, Server() as site_server:
        api, site = Api(), Site(nodejs.built(PACKAGE), api_server.url)
        api_server.respond(api.answer)
        site_server.respond(site.answer)
        with opened(site_server.url, folder):
            try:
                came = site.came.get(timeout=PATIENCE)
            except queue.Empty:
                pytest.fail((folder / "said.txt").read_text(errors="replace")[-3000:])
        sent = [one for one in api_server.requests if one.method != "OPTIONS"]
        yield came, sent, api.asked


Played = tuple[dict[str, Any], list[Request], list[Request]]


def test_a_list_is_read(played: Played) -> None:
    came, sent, asked = played
    assert came["list"] == ["Site"]
    assert (sent[0].path, sent[0].query) == ("/workspaces/1/projects", [("active", "true")])
    assert sent[0].values("Authorization") == ["Basic c2VjcmV0OmFwaV90b2tlbg=="]
    assert asked, "another origin is asked first"


def test_what_is_created_is_sent_and_read_without_loss(played: Played) -> None:
    came, sent, _ = played
    (post,) = [one for one in sent if one.method == "POST"]
    assert json.loads(post.body) == {"name": "Ärger & Co", "client_id": None}
    assert came["create"] == {"id": "9007199254740993", "dump": BIG}


def test_an_error_is_told_by_its_class(played: Played) -> None:
    found = played[0]["missing"]
    assert (found["kind"], found["status"], found["base"]) == ("NotFoundError", 404, True)


def test_a_deviation_is_told_and_nothing_is_lost(played: Played) -> None:
    found = played[0]["deviates"]
    assert found == {"color": True, "heard": ["/color type string number"], "dump": WRONG}


def test_a_call_can_be_aborted_and_ends_in_time(played: Played) -> None:
    came = played[0]
    assert (came["aborted"]["kind"], came["aborted"]["base"]) == ("CallAbortedError", True)
    assert (came["late"]["kind"], came["late"]["base"]) == ("CallTimeoutError", True)


def test_an_answer_that_the_page_may_not_read_is_an_error_of_ours(played: Played) -> None:
    assert played[0]["forbidden"]["kind"] == "ConnectionFailedError"
    assert played[0]["forbidden"]["base"] is True


def test_the_response_is_there_with_what_the_server_exposes(played: Played) -> None:
    assert played[0]["response"] == {"status": 200, "type": "application/json; charset=utf-8", "left": 29}


def test_the_page_is_left_as_it_was(played: Played) -> None:
    assert played[0]["polluted"] is False
