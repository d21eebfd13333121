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
from typing import Any, Self, TypeAlias

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
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.sync.close()
        self._runner.run(self.asynchronous.close())
        self._runner.close()

    def each(self, method: str, /, *arguments: Given, **named: Given) -> Iterator[Given]:
        """Yield what a method returns, client by client."""
        for kind in (self.sync, self.asynchronous):
            yield self.call(kind, method, *arguments, **named)

    def call(self, kind: Client, method: str, /, *arguments: Given, **named: Given) -> Given:
        """Return what a method of one client returns."""
        resource, _, name = method.partition(".")
        found = getattr(getattr(kind, resource), name)(*arguments, **named)
        return self.run(found) if inspect.isawaitable(found) else found

    def run(self, found: Given) -> Given:
        """Return what an awaitable gives."""
        return self._runner.run(_awaited(found))

    def request(self, method: str, /, *arguments: Given, **named: Given) -> Given:
        """Return the request that a call makes: the same with both clients."""
        self.server.queue(DONE, DONE)
        for _ in self.each(method, *arguments, **named):
            pass
        first, second = self.server.requests
        assert _plain(first) == _plain(second)
        return first

    def refused(self, method: str, /, *arguments: Given, **named: Given) -> str:
        """Return what is said of a call that is never sent."""
        self.server.queue()
        said = []
        for kind in (self.sync, self.asynchronous):
            try:
                self.call(kind, method, *arguments, **named)
            except (ValueError, TypeError) as error:
                said.append(f"{type(error).__name__}: {error}")
        assert self.server.requests == []
        assert len(said) == 2, f"{method} was not refused"
        assert said[0] == said[1]
        return said[0]


def _plain(request: Given) -> object:
    """Return a request without what chance put into it."""
    kind = "".join(request.values("content-type"))
    line = kind.partition("boundary=")[2].encode()
    return request.method, request.target, request.body.replace(line, b"") if line else request.body


async def _awaited(found: Given) -> Given:
    return await found


@contextlib.contextmanager
def clients(package: ModuleType, server: Loopback, **settings: Given) -> Iterator[Asked]:
    """Make both clients with settings of their own."""
    with Asked(package, server, **settings) as found:
        yield found
