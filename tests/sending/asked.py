"""Both clients behind one face: a method by its name, its arguments, and the request that came."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Self, TypeAlias

from tests import remote

# The loopback server of the other client's tests.
_PATH = Path(__file__).parents[1] / "client" / "server.py"
_SPEC = importlib.util.spec_from_file_location("sending_loopback", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
loopback = importlib.util.module_from_spec(_SPEC)
sys.modules["sending_loopback"] = loopback
_SPEC.loader.exec_module(loopback)
Server, Reply, Request = loopback.Server, loopback.Reply, loopback.Request

DONE = Reply(204, b"", ())
SPEC: Final = Path(__file__).parent / "openapi.yaml"

NAME: Final = "asked_requests"

# What is loaded from a path or generated has no type that a checker could know here.
Loopback: TypeAlias = Any
Client: TypeAlias = Any
Given: TypeAlias = Any


class Asked:
    """Both clients of one server; every call is made with each of them, and must send the same."""

    def __init__(self, package: ModuleType, server: Loopback, **settings: Given) -> None:
        self.package = package
        self.server = server
        settings = {"base_url": server.url + "/base", "timeout": 10.0, "retries": 0, **settings}
        self.sync = package.Asked(**settings)
        self.asynchronous = package.AsyncAsked(**settings)
        # Of the client that most tests are about, there is one in TypeScript as well.
        self.typescript = remote.Client(remote.remote(SPEC, "Asked"), **settings) if package.__name__ == NAME else None
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.sync.close()
        self._runner.run(self.asynchronous.close())
        self._runner.close()

    @property
    def kinds(self) -> tuple[Client, ...]:
        """Return the clients."""
        return (self.sync, self.asynchronous, *([self.typescript] if self.typescript else []))

    def each(self, method: str, /, *arguments: Given, **named: Given) -> Iterator[Given]:
        """Yield what a method returns, client by client."""
        for kind in self.kinds:
            yield self.call(kind, method, *arguments, **named)

    def call(self, kind: Client, method: str, /, *arguments: Given, **named: Given) -> Given:
        """Return what a method of one client returns."""
        if isinstance(kind, remote.Client):
            with remote.translated(self.package):
                return kind.call(method, *arguments, **named)
        resource, _, name = method.partition(".")
        found = getattr(getattr(kind, resource), name)(*arguments, **named)
        return self.run(found) if inspect.isawaitable(found) else found

    def run(self, found: Given) -> Given:
        """Return what an awaitable gives."""
        return self._runner.run(_awaited(found))

    def request(self, method: str, /, *arguments: Given, **named: Given) -> Given:
        """Return the request that a call makes: the same with all clients."""
        self.server.queue(DONE, DONE, DONE)
        for _ in self.each(method, *arguments, **named):
            pass
        first, *others = self.server.requests
        assert len(others) == len(self.kinds) - 1
        # Members that are called by whole numbers come first in JavaScript, whatever a caller's order.
        if _has_numbers((arguments, named)):
            others.pop()
        for other in others:
            assert _plain(first) == _plain(other)
        return first

    def refused(self, method: str, /, *arguments: Given, **named: Given) -> str:
        """Return what is said of a call that is never sent."""
        self.server.queue()
        said = []
        for kind in self.kinds:
            try:
                self.call(kind, method, *arguments, **named)
            except (ValueError, TypeError) as error:
                said.append(f"{type(error).__name__}: {error}")
        assert self.server.requests == []
        assert len(said) == len(self.kinds), f"{method} was not refused by all: {said}"
        assert said[0] == said[1]
        self.said = said
        return said[0]


def _plain(request: Given) -> object:
    """Return a request without what chance put into it."""
    kind = "".join(request.values("content-type"))
    kind, mark, line = kind.partition("boundary=")
    fields = [
        sorted(request.values("cookie")),
        *(request.values(name) for name in ("accept", "authorization", "x-odd")),
    ]
    fields += [request.values(name) for name in sorted(request.names) if name.startswith("x-")]
    body = request.body.replace(line.encode(), b"") if line else request.body
    return request.method, request.target, kind + mark, body, fields


def _has_numbers(value: Given) -> bool:
    """Say whether an object among values has a member that is called by a whole number."""
    if isinstance(value, dict):
        return any(name.isdigit() for name in value) or _has_numbers(list(value.values()))
    return isinstance(value, list | tuple) and any(map(_has_numbers, value))


async def _awaited(found: Given) -> Given:
    return await found


@contextlib.contextmanager
def clients(package: ModuleType, server: Loopback, **settings: Given) -> Iterator[Asked]:
    """Make both clients with settings of their own."""
    with Asked(package, server, **settings) as found:
        yield found
