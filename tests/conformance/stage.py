"""The server of the suite: plays the exchanges of many vectors, each under an address of its own.

`Stage.play` gives a `Scene`: the base address for one vector, which holds a number that no other has. A request that
comes late, over a connection that is still open, therefore belongs to its own scene and never to the next one.
`Scene.close` tells what was not as the vector says; a request under no open scene is told by `Stage.strays`.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Final, Self

from tests.client.server import Answer, Request, Server, Wire
from tests.client.server import Reply as Whole

from .comparing import alike, same
from .faults import failing, written
from .vector import LEFT_OUT, Exchange, LeftOut, Wanted

LATE: Final = 2.0
"""Seconds to wait for a request that is on its way while the client has given up already."""


class Scene:
    """The exchanges of one vector, while they are played."""

    def __init__(self, url: str, exchanges: Sequence[Exchange]) -> None:
        self.url = url
        self.problems: list[str] = []
        self._exchanges = [one for one in exchanges if one.request is not None]
        self._done = 0
        self._changed = threading.Condition()

    def answer(self, request: Request) -> Answer:
        """Take the next request, note what is wrong with it, and return what is answered."""
        with self._changed:
            number, self._done = self._done, self._done + 1
            self._changed.notify_all()
            if number >= len(self._exchanges):
                self.problems.append(f"request {number + 1} was not to come: {request.method} {request.target}")
                return Whole(599, b'"no more requests are expected"')
            exchange = self._exchanges[number]
            assert exchange.request is not None
            self.problems += [f"request {number + 1}: {one}" for one in unlike(exchange.request, request)]
        if exchange.fault is not None:
            return failing(exchange.fault, exchange.reply)
        assert exchange.reply is not None
        head, body, is_last = written(exchange.reply)

        def play(wire: Wire) -> None:
            if wire.send(head + body) and is_last:
                wire.close()

        return play

    def close(self) -> list[str]:
        """Return what was not as the vector says. Call it once the client has answered."""
        with self._changed:
            self._changed.wait_for(lambda: self._done >= len(self._exchanges), LATE)
            missing = self._exchanges[self._done :]
            wanted = [one.request for one in missing if one.request is not None]
            return [*self.problems, *(f"a request never came: {one.method} {one.path}" for one in wanted)]


class Stage:
    """The server; a context manager. It plays any number of scenes, one after the other or at once."""

    def __init__(self) -> None:
        self.server = Server()
        self.server.respond(self._respond)
        self._numbers = itertools.count(1)
        self._scenes: dict[str, Scene] = {}
        self.strays: list[str] = []
        """Requests under no scene that is open: none may be left at the end."""

    def play(self, exchanges: Sequence[Exchange]) -> Scene:
        """Open a scene."""
        name = f"~{next(self._numbers)}"
        scene = self._scenes[name] = Scene(f"{self.server.url}/{name}", exchanges)
        return scene

    def end(self, scene: Scene) -> list[str]:
        """Close a scene and return what was not as the vector says."""
        problems = scene.close()
        del self._scenes[scene.url.rpartition("/")[2]]
        # Nobody reads them here, and thousands of calls are made.
        self.server.requests.clear()
        return problems

    def _respond(self, request: Request) -> Answer:
        name, slash, rest = request.target.removeprefix("/").partition("/")
        scene = self._scenes.get(name)
        if scene is None:
            self.strays.append(f"{request.method} {request.target}")
            return Whole(599, b'"this belongs to no vector"')
        return scene.answer(Request(request.method, slash + rest, request.headers, request.body))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.server.close()


def unlike(wanted: Wanted, request: Request) -> Iterator[str]:
    """Yield in what a request is not what is wanted."""
    if (request.method, request.path) != (wanted.method, wanted.path):
        yield f"{wanted.method} {wanted.path} expected, not {request.method} {request.path}"
    if tuple(request.query) != wanted.query:
        yield f"query {list(wanted.query)} expected, not {request.query}"
    for name, value in wanted.headers.items():
        found = request.values(name)
        if value is None and found:
            yield f"header {name}: none expected, not {found}"
        elif value is not None and ", ".join(found) != value:
            yield f"header {name}: {value!r} expected, not {', '.join(found) if found else None!r}"
    yield from _other_body(wanted.body, request.body)
    if not isinstance(wanted.value, LeftOut):
        try:
            sent = json.loads(request.body)
        except ValueError:
            sent = LEFT_OUT
        if not alike(wanted.value, sent):
            yield f"body {json.dumps(wanted.value)} expected, not {request.body!r}"


def _other_body(wanted: str | LeftOut | None, body: bytes) -> Iterator[str]:
    text = body.decode("utf-8", "backslashreplace")
    if wanted is None and body:
        yield f"no body expected, not {text!r}"
    elif isinstance(wanted, str) and not same(wanted, text):
        yield f"body {wanted!r} expected, not {text!r}"
