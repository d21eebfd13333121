"""One way to use both clients: what is awaited is awaited, what comes in pieces is gathered."""

from __future__ import annotations

import asyncio
import inspect
from types import ModuleType
from typing import Any, Final, TypeAlias

from .server import Wire

Dynamic: TypeAlias = Any
"""The client is generated while the tests run: its types are checked elsewhere."""


class Driver:
    """The client without `await`."""

    name = "sync"

    def __init__(self, lights: ModuleType, url: str, **settings: object) -> None:
        self.lights = lights
        settings = {"retries": 0, "base_url": url, **settings}
        self.client: Dynamic = lights.Lights(username="keeper", password="light", **settings)

    def call(self, name: str, *arguments: object, **named: object) -> Dynamic:
        """Call a method, given as `resource.method`, or a method of the client itself."""
        return self.of(self.method(name), *arguments, **named)

    def method(self, name: str) -> Dynamic:
        found: Dynamic = self.client
        for part in name.split("."):
            found = getattr(found, part)
        return found

    def of(self, method: Dynamic, *arguments: object, **named: object) -> Dynamic:
        """Call a function of the client's, whatever it is."""
        return method(*arguments, **named)

    def next(self, stream: Dynamic) -> Dynamic:
        """Return the next piece, None at the end."""
        return next(iter(stream), None)

    def all(self, stream: Dynamic) -> list[Dynamic]:
        """Return all pieces."""
        return list(stream)

    def inside(self, stream: Dynamic) -> None:
        """Enter and leave the block of a stream."""
        with stream:
            pass

    def close(self) -> None:
        self.client.close()


class AsyncDriver(Driver):
    """The client with `await`."""

    name = "async"

    def __init__(self, lights: ModuleType, url: str, **settings: object) -> None:
        self.lights = lights
        self._runner = asyncio.Runner()
        settings = {"retries": 0, "base_url": url, **settings}
        self.client = lights.AsyncLights(username="keeper", password="light", **settings)

    def of(self, method: Dynamic, *arguments: object, **named: object) -> Dynamic:
        async def call() -> Dynamic:
            result = method(*arguments, **named)
            return await result if inspect.isawaitable(result) else result

        return self._runner.run(call())

    def next(self, stream: Dynamic) -> Dynamic:
        async def step() -> Dynamic:
            return await anext(aiter(stream), None)

        return self._runner.run(step())

    def all(self, stream: Dynamic) -> list[Dynamic]:
        async def gather() -> list[Dynamic]:
            return [piece async for piece in stream]

        return self._runner.run(gather())

    def inside(self, stream: Dynamic) -> None:
        async def enter() -> None:
            async with stream:
                pass

        self._runner.run(enter())

    def turn(self) -> None:
        """Let the event loop do what waits to be done."""

        async def rest() -> None:
            for _ in range(5):
                await asyncio.sleep(0)

        self._runner.run(rest())

    def close(self) -> None:
        self._runner.run(self.client.close())
        self._runner.close()


KINDS: Final = [Driver, AsyncDriver]


def chunked(*pieces: bytes, status: int = 200, kind: str = "application/octet-stream", end: bool = True) -> bytes:
    """Return a response in chunks, as bytes."""
    head = f"HTTP/1.1 {status} Any\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return head + body + (b"0\r\n\r\n" if end else b"")


def sent(data: bytes) -> Dynamic:
    """Return an answer that writes these bytes and goes on."""

    def answer(wire: Wire) -> None:
        wire.send(data)

    return answer
