"""One way to use both clients: what is awaited is awaited, what comes in pieces is gathered."""

from __future__ import annotations

import asyncio
import gc
import inspect
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final, TypeAlias

from tests import remote

from .server import Wire

SPEC: Final = Path(__file__).parents[1] / "apis" / "responses.yaml"

Dynamic: TypeAlias = Any
"""The client is generated while the tests run: its types are checked elsewhere."""


class Driver:
    """The client without `await`."""

    name = "sync"
    exists: type[Exception] = FileExistsError
    """What is raised where a file is there already; `misused` where an argument makes no sense."""
    misused: type[Exception] = ValueError

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

    def raw(self, name: str, *arguments: object, **named: object) -> Dynamic:
        """Call a method and return the response with the value in it."""
        return self.call("raw", self.method(name), *arguments, **named)

    def field(self, name: str, answer: Dynamic) -> object:
        """Return a header field of an answer."""
        return getattr(self.lights.headers, name).of(answer)

    def response(self, value: Dynamic, stream: Dynamic) -> Dynamic:
        """Return the response in which a value came; some clients ask the value, others what it came from."""
        del stream
        return self.lights.response_of(value)

    def report(self) -> Dynamic:
        """Return the client's rows of deviations."""
        return self.client.deviation_report()

    def is_a(self, value: Dynamic, name: str) -> bool:
        """Say whether a value is a model of that name; None is one as well."""
        return type(value).__name__ == name

    def seen(self, given: list[Dynamic]) -> list[Dynamic]:
        """Return what the client's function of deviations was called with, which kept it in a list."""
        return given

    def read(self, download: Dynamic) -> Dynamic:
        """Return all bytes of a file."""
        return self.of(download.read)

    def save(self, download: Dynamic, path: Path | str, *, replace: bool = False) -> Path:
        """Write a file to a path; return where it is."""
        found: Path = self.of(download.save, path, replace=replace)
        return found

    def forget(self, stream: Dynamic) -> None:
        """Have a stream looked for that nobody holds any longer."""
        del stream
        gc.collect()

    def limited(self, size: int) -> Dynamic:
        """Return a client of the same server that holds so many bytes in memory at most."""
        return type(self)(self.lights, self.client.base_url, max_body=size)

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

    def forget(self, stream: Dynamic) -> None:
        """Have a stream looked for, and let the event loop do what waits to be done."""
        super().forget(stream)

        async def rest() -> None:
            for _ in range(5):
                await asyncio.sleep(0)

        self._runner.run(rest())

    def close(self) -> None:
        self._runner.run(self.client.close())
        self._runner.close()


class TypeScriptDriver(Driver):
    """The client in TypeScript: it runs in another process, which does what it is told."""

    name = "typescript"
    exists = remote.RemoteError
    misused = remote.RemoteError

    def __init__(self, lights: ModuleType, url: str, **settings: object) -> None:
        del lights
        self.remote = remote.remote(SPEC, "Lights")
        self.lights: Dynamic = remote.Face(self.remote)
        self.url = url
        how = settings.pop("on_deviation", None)
        given = {"retries": 0, "base_url": url, **settings}
        if callable(how):
            # A function cannot be handed over: one that keeps what it is given, or one that throws.
            throws = getattr(how, "__name__", "") == "refused"
            how = remote.Stand("thrower", {"v": "the caller's own"}) if throws else remote.Stand("collector", {})
        if how is not None:
            given["on_deviation"] = how
        self.client = remote.Client(self.remote, username="keeper", password="light", **given)

    def call(self, name: str, *arguments: object, **named: object) -> Dynamic:
        return self.client.call(name, *arguments, **named)

    def raw(self, name: str, *arguments: object, **named: object) -> Dynamic:
        found = self.client.call(name, *arguments, raw=True, **named)
        if isinstance(found, remote.Instance) and found.kind == "Pager":
            page = self.next(found.pages())
            return remote.RemoteRecord({**page.response.members, "value": page.items}, page.response.of)
        if isinstance(found, remote.Instance):
            return SimpleNamespace(value=found)
        return found

    def field(self, name: str, answer: Dynamic) -> object:
        if isinstance(answer, remote.RemoteError):
            return self.lights.field(name, vars(answer)["headers"])
        return self.lights.field(name, answer.value if isinstance(answer, SimpleNamespace) else answer)

    def response(self, value: Dynamic, stream: Dynamic) -> Dynamic:
        del value
        return stream

    def is_a(self, value: Dynamic, name: str) -> bool:
        return value is None if name == "NoneType" else isinstance(value, remote.RemoteRecord)

    def of(self, method: Dynamic, *arguments: object, **named: object) -> Dynamic:
        return method(*arguments, **named)

    def next(self, stream: Dynamic) -> Dynamic:
        found = self.remote.ask("next", of=stream.of)
        return None if found is remote.MISSING else found

    def all(self, stream: Dynamic) -> list[Dynamic]:
        found: list[Dynamic] = self.remote.ask("all", of=stream.of)
        return found

    def inside(self, stream: Dynamic) -> None:
        self.remote.ask("leave", of=stream.of)

    def report(self) -> Dynamic:
        return self.remote.ask("call", of=self.client.of, path=["deviationReport"])

    def seen(self, given: list[Dynamic]) -> list[Dynamic]:
        found: list[Dynamic] = self.remote.ask("taken", name="collected")
        return found

    def read(self, download: Dynamic) -> Dynamic:
        return download.bytes()

    def save(self, download: Dynamic, path: Path | str, *, replace: bool = False) -> Path:
        found = download.save(str(path), {"replace": True}) if replace else download.save(str(path))
        return Path(found)

    def forget(self, stream: Dynamic) -> None:
        self.remote.ask("forget", of=stream.of)

    def limited(self, size: int) -> Dynamic:
        return type(self)(self.lights, self.url, max_body=size)

    def close(self) -> None:
        """Leave the process to the next one."""


KINDS: Final = [Driver, AsyncDriver]
ALL: Final = [*KINDS, TypeScriptDriver]


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
