"""The server itself: what it sends for every reply and fault, read from a raw socket, and what it tells of requests."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

import pytest

from .faults import JSON_TYPE
from .stage import Scene, Stage
from .vector import FAULTS, LEFT_OUT, Exchange, Fault, LeftOut, Reply, Wanted

WANTED: Final = Wanted("GET", "/a", (), {}, LEFT_OUT)
BODY: Final = b'{"id": 12345}'


@pytest.fixture
def running() -> Iterator[Stage]:
    with Stage() as stage:
        yield stage


def connected(scene: Scene) -> socket.socket:
    address = urlsplit(scene.url)
    sock = socket.create_connection((str(address.hostname), int(address.port or 0)))
    sock.settimeout(5)
    return sock


def ask(
    sock: socket.socket, scene: Scene, target: str = "/a", head: str = "", method: str = "GET", body: str = ""
) -> None:
    length = f"Content-Length: {len(body.encode())}\r\n" if body else ""
    path = urlsplit(scene.url).path + target
    sock.sendall(f"{method} {path} HTTP/1.1\r\nHost: x\r\n{length}{head}\r\n{body}".encode())


def rest(sock: socket.socket) -> bytes:
    """Return all that comes before the connection ends."""
    found = b""
    while piece := sock.recv(65536):
        found += piece
    return found


def some(sock: socket.socket, until: Callable[[bytes], bool]) -> bytes:
    """Return what comes until it is enough."""
    found = b""
    while not until(found):
        piece = sock.recv(65536)
        assert piece, f"the connection ended after {found!r}"
        found += piece
    return found


def silent(sock: socket.socket) -> bool:
    """Say whether nothing comes, and the connection stays."""
    sock.settimeout(0.2)
    try:
        sock.recv(1)
    except TimeoutError:
        return True
    return False


def failing(
    stage: Stage, name: str, reply: Reply | None = None, **settings: float | str
) -> tuple[Scene, socket.socket]:
    """Return a scene with a fault, and a connection on which a request was sent."""
    scene = stage.play([Exchange(WANTED, reply, Fault(name, settings))])
    sock = connected(scene)
    ask(sock, scene)
    return scene, sock


def replied(stage: Stage, reply: Reply) -> bytes:
    """Return what a reply is on the wire."""
    scene = stage.play([Exchange(WANTED, reply, None)])
    with connected(scene) as sock:
        ask(sock, scene)
        found = some(sock, lambda data: b"\r\n\r\n" in data and data.endswith(reply.body))
        assert silent(sock)
    assert stage.end(scene) == []
    return found


def test_a_reply_gets_a_length_and_a_type(running: Stage) -> None:
    head = f"HTTP/1.1 201 Any\r\nX: y\r\nX: z\r\nContent-Type: {JSON_TYPE}\r\nContent-Length: {len(BODY)}\r\n\r\n"
    assert replied(running, Reply(201, (("X", "y"), ("X", "z")), BODY)) == head.encode() + BODY


def test_a_reply_has_the_fields_it_is_given(running: Stage) -> None:
    given = (("content-type", "text/html"), ("CONTENT-LENGTH", "2"))
    expected = b"HTTP/1.1 200 Any\r\ncontent-type: text/html\r\nCONTENT-LENGTH: 2\r\n\r\nok"
    assert replied(running, Reply(200, given, b"ok")) == expected


@pytest.mark.parametrize("status", [204, 304])
def test_what_has_no_body_has_no_length(running: Stage, status: int) -> None:
    assert replied(running, Reply(status, (("Content-Type", None),))) == f"HTTP/1.1 {status} Any\r\n\r\n".encode()


def test_without_a_length_the_connection_ends_with_the_body(running: Stage) -> None:
    scene = running.play([Exchange(WANTED, Reply(200, (("Content-Length", None),), BODY), None)])
    with connected(scene) as sock:
        ask(sock, scene)
        found = rest(sock)
    assert found.endswith(b"\r\n\r\n" + BODY)
    assert b"ength" not in found


def test_close(running: Stage) -> None:
    _, sock = failing(running, "close")
    with sock:
        assert rest(sock) == b""


def test_reset(running: Stage) -> None:
    _, sock = failing(running, "reset")
    with sock, pytest.raises(ConnectionResetError):
        rest(sock)


def test_close_midway(running: Stage) -> None:
    _, sock = failing(running, "close_midway", Reply(body=BODY))
    with sock:
        found = rest(sock)
    assert found.endswith(b"\r\n\r\n" + BODY[: len(BODY) // 2])
    assert f"Content-Length: {len(BODY)}".encode() in found


def test_stall(running: Stage) -> None:
    _, sock = failing(running, "stall")
    with sock:
        assert silent(sock)


def test_stall_body(running: Stage) -> None:
    _, sock = failing(running, "stall_body", Reply(body=BODY))
    with sock:
        found = some(sock, lambda data: b"\r\n\r\n" in data)
        assert found.endswith(b"\r\n\r\n")
        assert f"Content-Length: {len(BODY)}".encode() in found
        assert silent(sock)


def test_drip_head_comes_to_an_end_where_a_reply_stands_beside_it(running: Stage) -> None:
    _, sock = failing(running, "drip_head", Reply(200, (("Content-Type", None),), BODY), seconds=0.001)
    with sock:
        assert len(sock.recv(65536)) < 10
        assert rest(sock).endswith(b"\r\n\r\n" + BODY)


def test_drip_head_has_no_end_by_itself(running: Stage) -> None:
    _, sock = failing(running, "drip_head", seconds=0.001)
    with sock:
        found = some(sock, lambda data: data.endswith(b"xxxxxxxx"))
        assert found.startswith(b"HTTP/1.1 200 ")
        assert b"\r\n\r\n" not in found


def test_drip_body_comes_to_an_end_where_a_reply_stands_beside_it(running: Stage) -> None:
    _, sock = failing(running, "drip_body", Reply(body=BODY), seconds=0.01)
    with sock:
        begin = time.monotonic()
        assert rest(sock).endswith(b"\r\n\r\n" + BODY)
        assert time.monotonic() - begin >= 0.01 * len(BODY)


def test_drip_body_has_no_end_by_itself(running: Stage) -> None:
    _, sock = failing(running, "drip_body", seconds=0.001)
    with sock:
        found = some(sock, lambda data: data.endswith(b"xxxxxxxx"))
        assert b"Content-Length: 100000000\r\n" in found


@pytest.mark.parametrize(
    ("name", "length"), [("long_length", len(BODY) + 10), ("short_length", len(BODY) // 2), ("bad_length", "many")]
)
def test_wrong_lengths(running: Stage, name: str, length: object) -> None:
    _, sock = failing(running, name, Reply(body=BODY))
    with sock:
        found = rest(sock)
    assert found.endswith(b"\r\n\r\n" + BODY)
    assert f"\r\nContent-Length: {length}\r\n".encode() in found
    assert found.lower().count(b"content-length") == 1


def test_bad_length_of_a_text(running: Stage) -> None:
    _, sock = failing(running, "bad_length", text="-1")
    with sock:
        assert b"\r\nContent-Length: -1\r\n" in rest(sock)


def test_gzip(running: Stage) -> None:
    _, sock = failing(running, "gzip", Reply(body=BODY))
    with sock:
        found = some(sock, lambda data: b"\r\n\r\n" in data)
        head, _, body = found.partition(b"\r\n\r\n")
        assert b"Content-Encoding: gzip" in head
        assert f"Content-Length: {len(body)}".encode() in head
        assert gzip.decompress(body) == BODY


@pytest.mark.parametrize("location", [None, "http://127.0.0.1:9/x"])
def test_redirect(running: Stage, location: str | None) -> None:
    _, sock = failing(running, "redirect", None, **({"location": location} if location else {}))
    with sock:
        found = some(sock, lambda data: b"\r\n\r\n" in data)
        assert found.startswith(b"HTTP/1.1 302 ")
        assert f"\r\nLocation: {location or '/elsewhere'}\r\n".encode() in found


def test_endless(running: Stage) -> None:
    _, sock = failing(running, "endless")
    with sock:
        found = some(sock, lambda data: len(data) > 3_000_000)
        assert b"ontent-length" not in found[:500]


def test_garbage(running: Stage) -> None:
    _, sock = failing(running, "garbage")
    with sock:
        assert not rest(sock).startswith(b"HTTP")


def test_every_fault_is_tested_here() -> None:
    names = " ".join(name for name in globals() if name.startswith("test_"))
    assert [name for name in FAULTS if name not in names] == ["long_length", "short_length", "refused"]


NOTHING: Final = Wanted("GET", "/a", (), {}, LEFT_OUT)
BODIES: Final[dict[str, tuple[str | LeftOut | None, str, str]]] = {
    "left out": (LEFT_OUT, "anything", ""),
    "none": (None, "", ""),
    "none, and one comes": (None, "x", "request 1: no body expected, not 'x'"),
    "in another order": ('{"a": 1, "b": [2]}', '{"b":[2],"a":1}', ""),
    "another spelling of a text": ('"é"', '"\\u00e9"', ""),
    "another spelling of a number": ("[1.0]", "[1]", "request 1: body '[1.0]' expected, not '[1]'"),
    "another order of a list": ("[1,2]", "[2,1]", "request 1: body '[1,2]' expected, not '[2,1]'"),
    "a member too many": ("{}", '{"a":null}', "request 1: body '{}' expected, not '{\"a\":null}'"),
    "no JSON": ("a=1", "a=1", ""),
    "another text": ("a=1", "a=2", "request 1: body 'a=1' expected, not 'a=2'"),
    "nothing": ("{}", "", "request 1: body '{}' expected, not ''"),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_are_compared(running: Stage, name: str) -> None:
    wanted, sent, problem = BODIES[name]
    scene = running.play([Exchange(Wanted("POST", "/a", (), {}, wanted), Reply(), None)])
    with connected(scene) as sock:
        ask(sock, scene, method="POST", body=sent)
        sock.recv(1)
    assert running.end(scene) == ([problem] if problem else [])


REQUESTS: Final = {
    "as wanted": (WANTED, "GET", "/a", "", []),
    "another method": (WANTED, "PUT", "/a", "", ["request 1: GET /a expected, not PUT /a"]),
    "another path": (WANTED, "GET", "/b", "", ["request 1: GET /a expected, not GET /b"]),
    "another spelling of a path": (WANTED, "GET", "/%61", "", ["request 1: GET /a expected, not GET /%61"]),
    "a query": (WANTED, "GET", "/a?x=1", "", ["request 1: query [] expected, not [('x', '1')]"]),
    "pairs in order": (Wanted("GET", "/a", (("x", "é&"), ("x", "")), {}, None), "GET", "/a?x=%C3%A9%26&x=", "", []),
    "pairs in another order": (
        Wanted("GET", "/a", (("x", "1"), ("y", "2")), {}, None),
        *("GET", "/a?y=2&x=1", ""),
        ["request 1: query [('x', '1'), ('y', '2')] expected, not [('y', '2'), ('x', '1')]"],
    ),
    "a header": (Wanted("GET", "/a", (), {"X-A": "b"}, None), "GET", "/a", "x-a: b\r\n", []),
    "another header": (
        Wanted("GET", "/a", (), {"X-A": "b"}, None),
        *("GET", "/a", "X-A: c\r\n"),
        ["request 1: header X-A: 'b' expected, not 'c'"],
    ),
    "no header": (
        Wanted("GET", "/a", (), {"X-A": "b"}, None),
        *("GET", "/a", ""),
        ["request 1: header X-A: 'b' expected, not None"],
    ),
    "a header that must not be": (
        Wanted("GET", "/a", (), {"X-A": None}, None),
        *("GET", "/a", "X-A: \r\n"),
        ["request 1: header X-A: none expected, not ['']"],
    ),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_requests_are_compared(running: Stage, name: str) -> None:
    wanted, method, target, head, problems = REQUESTS[name]
    scene = running.play([Exchange(wanted, Reply(), None)])
    with connected(scene) as sock:
        ask(sock, scene, target, head, method)
        sock.recv(1)
    assert running.end(scene) == problems


def test_a_request_too_many(running: Stage) -> None:
    scene = running.play([Exchange(WANTED, Reply(), None)])
    with connected(scene) as sock:
        for _ in range(2):
            ask(sock, scene)
            found = some(sock, lambda data: b"\r\n\r\n" in data)
        assert found.startswith(b"HTTP/1.1 599 ")
    assert running.end(scene) == ["request 2 was not to come: GET /a"]


def test_a_request_that_never_comes(running: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.conformance.stage.LATE", 0.05)
    scene = running.play([Exchange(WANTED, Reply(), None), Exchange(Wanted("PUT", "/b", (), {}, None), Reply(), None)])
    with connected(scene) as sock:
        ask(sock, scene)
        sock.recv(1)
    assert running.end(scene) == ["a request never came: PUT /b"]


def test_a_connection_that_is_kept_mixes_no_scenes(running: Stage) -> None:
    first = running.play([Exchange(WANTED, Reply(body=b"1"), None)])
    with connected(first) as sock:
        ask(sock, first)
        assert some(sock, lambda data: data.endswith(b"\r\n\r\n1"))
        assert running.end(first) == []
        second = running.play([Exchange(WANTED, Reply(body=b"2"), None)])
        ask(sock, first)
        assert some(sock, lambda data: b"\r\n\r\n" in data).startswith(b"HTTP/1.1 599 ")
        ask(sock, second)
        assert some(sock, lambda data: data.endswith(b"\r\n\r\n2"))
    assert running.end(second) == []
    assert running.strays == [f"GET {urlsplit(first.url).path}/a"]
