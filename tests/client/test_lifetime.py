"""How long clients and their connections live: threads, tasks, event loops, processes, and `close` at any time."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import functools
import gc
import itertools
import pickle
import random
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import ThreadPoolExecutor

import pytest
from toggltrack import (
    AsyncToggl,
    ClientClosedError,
    ConnectionFailedError,
    Toggl,
    TogglError,
)
from toggltrack._httpcore import AsyncHttpcoreTransport, HttpcoreTransport

from . import SOURCE
from .drivers import TOKEN, make
from .server import Reply, Server, Wire

NUMBER = Reply(200, b"7")


def settled(is_so: Callable[[], bool]) -> bool:
    """Wait until something is so, since the server learns of it in threads of its own."""
    end = time.monotonic() + 5
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


def connections(transport: HttpcoreTransport | AsyncHttpcoreTransport) -> tuple[int, int, int]:
    """Return how many connections are open, how many of them idle, and how many requests a transport knows."""
    pools = [pool for one in transport._pools.values() for pool in one._pools.values()]
    live = [one for pool in pools for one in pool.connections if not one.is_closed()]
    return len(live), sum(one.is_idle() for one in live), sum(len(pool._requests) for pool in pools)


def test_threads_share_a_client() -> None:
    """Eight threads with fifty calls each: every one gets its own answer, and all connections are given back."""
    # A server of its own: other tests' clients keep connections to the one of the session.
    with Server() as running:
        running.respond(lambda request: Reply(200, request.path.rpartition("/")[2].encode()))
        transport = HttpcoreTransport()
        client = make(Toggl, running.url, {"transport": transport})

        def calls(thread: int) -> list[int | None]:
            return [client.projects.delete(1, thread * 100 + number) for number in range(50)]

        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(calls, range(8)))
        assert found == [[thread * 100 + number for number in range(50)] for thread in range(8)]
        live, idle, asked = connections(transport)
        assert live == idle <= 8
        assert asked == 0
        transport.close()
        assert settled(lambda: running.open == 0)


def test_closing_ends_the_calls_of_other_threads() -> None:
    """Each of them gets an error of the package, at once, though the server would never have answered."""
    with Server() as server:
        server.respond(lambda _: lambda wire: wire.wait())
        client = make(Toggl, server.url, {"timeout": 60.0})
        errors: list[BaseException] = []

        def work() -> None:
            try:
                client.projects.delete(1, 2)
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        assert settled(lambda: len(server.requests) == 8)
        client.close()
        client.close()
        for thread in threads:
            thread.join(20)
        assert [type(error) for error in errors] == [ConnectionFailedError] * 8
        assert all("closed during the call" in str(error) for error in errors)
        assert settled(lambda: server.open == 0)
        with pytest.raises(ClientClosedError):
            client.projects.delete(1, 2)


def until_it_fails(client: Toggl, errors: list[BaseException]) -> None:
    """Call and call; note what ends that."""
    try:
        while True:
            client.projects.delete(1, 2)
    except BaseException as error:
        errors.append(error)


def test_closing_while_threads_call_and_call() -> None:
    """Whatever a thread is at when the client closes, it sees nothing but the package's own errors."""
    with Server() as server:
        server.respond(lambda _: NUMBER)
        for _ in range(10):
            client = make(Toggl, server.url, {"timeout": 60.0})
            errors: list[BaseException] = []

            threads = [threading.Thread(target=until_it_fails, args=(client, errors)) for _ in range(4)]
            for thread in threads:
                thread.start()
            time.sleep(0.02)
            client.close()
            for thread in threads:
                thread.join(20)
            assert len(errors) == 4
            assert all(isinstance(error, ClientClosedError | ConnectionFailedError) for error in errors), errors
        gc.collect()
        assert settled(lambda: server.open == 0)


@pytest.mark.parametrize("kind", [HttpcoreTransport, AsyncHttpcoreTransport])
def test_a_transport_that_is_closed(kind: type[HttpcoreTransport] | type[AsyncHttpcoreTransport]) -> None:
    transport = kind()

    async def run() -> None:
        for _ in range(2):
            closing = transport.close()
            if closing is not None:
                await closing
        if isinstance(transport, HttpcoreTransport):
            with pytest.raises(ClientClosedError):
                make(Toggl, "http://127.0.0.1:1", {"transport": transport}).projects.delete(1, 2)
        else:
            with pytest.raises(ClientClosedError):
                await make(AsyncToggl, "http://127.0.0.1:1", {"transport": transport}).projects.delete(1, 2)

    asyncio.run(run())


class Interrupted:
    """Something to be awaited whose task is cancelled when it waits for the nth time."""

    def __init__(self, work: Coroutine[object, None, object], moment: int) -> None:
        self._work = work
        self._left = moment

    def __await__(self) -> Generator[object, None, object]:
        inner = self._work.__await__()
        step = functools.partial(inner.send, None)
        while True:
            try:
                waited = step()
            except StopIteration as end:
                return end.value
            self._left -= 1
            if self._left == 0:
                task = asyncio.current_task()
                assert task is not None
                task.cancel()
            try:
                yield waited
                step = functools.partial(inner.send, None)
            except BaseException as error:
                step = functools.partial(inner.throw, error)


async def interrupted(work: Coroutine[object, None, object], moment: int) -> bool:
    """Cancel something at its nth await; tell whether it had come to its end before."""

    async def wait() -> object:
        return await Interrupted(work, moment)

    try:
        await asyncio.create_task(wait())
    except asyncio.CancelledError:
        return False
    return True


@pytest.mark.parametrize("way", ["connecting", "connected", "closing", "failing"])
def test_cancelling_at_every_await_leaves_nothing_behind(way: str) -> None:
    """What the server holds open is what the pool can use again, and the next call succeeds."""
    answers = {
        "closing": Reply(200, b"7", (("Connection", "close"),)),
        "failing": lambda wire: wire.send(Reply(200).head(3) + b"7") and wire.close(),
    }

    async def run(server: Server) -> int:
        transport = AsyncHttpcoreTransport()
        client = make(AsyncToggl, server.url, {"transport": transport})
        for moment in itertools.count(1):
            if way == "connecting":
                for one in [one for pools in transport._pools.values() for one in pools._pools.values()]:
                    await one.aclose()
            server.respond(lambda _: answers.get(way, NUMBER))
            with contextlib.suppress(ConnectionFailedError):
                is_over = await interrupted(client.projects.delete(1, 2), moment)
            if way == "failing":
                is_over = moment > 30
            for _ in range(500):
                live, idle, asked = connections(transport)
                if live == idle == server.open and not asked:
                    break
                await asyncio.sleep(0.01)
            assert (live, asked) == (idle, 0), moment
            assert live == server.open, moment
            server.respond(lambda _: NUMBER)
            assert await client.projects.delete(1, 2) == 7
            if is_over:
                break
        await transport.close()
        return moment

    with Server() as server:
        # A call waits several times: else nothing was tried.
        assert asyncio.run(run(server)) > 2
        gc.collect()
        assert settled(lambda: server.open == 0)


@pytest.mark.parametrize("seed", range(3))
def test_cancelling_at_random_times(seed: int) -> None:
    rng = random.Random(seed)

    async def run(server: Server) -> None:
        server.respond(lambda _: NUMBER)
        transport = AsyncHttpcoreTransport()
        client = make(AsyncToggl, server.url, {"transport": transport})
        for _ in range(10):
            tasks = [asyncio.create_task(client.projects.delete(1, 2)) for _ in range(10)]
            for task in rng.sample(tasks, 6):
                await asyncio.sleep(rng.uniform(0, 0.003))
                task.cancel()
            found = await asyncio.gather(*tasks, return_exceptions=True)
            assert {type(one) for one in found} <= {int, asyncio.CancelledError}
        for _ in range(500):
            live, idle, asked = connections(transport)
            if live == idle == server.open and not asked:
                break
            await asyncio.sleep(0.01)
        assert (live, asked) == (idle, 0)
        assert live == server.open
        assert await client.projects.delete(1, 2) == 7
        await transport.close()

    with Server() as server:
        asyncio.run(run(server))


def test_a_stream_that_is_cancelled_while_it_closes(server: Server) -> None:
    async def run() -> tuple[int, int, int]:
        transport = AsyncHttpcoreTransport()
        request = make(AsyncToggl, server.url, {"transport": transport})
        server.respond(lambda _: Reply(200, b"[]"))
        seen: list[object] = []
        send = transport.send

        async def noting(sent: object, *, timeout: float) -> object:
            seen.append(sent)
            return await send(sent, timeout=timeout)

        transport.send = noting
        await request.projects.list(1).first()
        for moment in range(1, 8):
            stream = await transport.open(seen[0], timeout=5)
            await interrupted(stream.close(), moment)
            await asyncio.sleep(0.02)
        found = connections(transport)
        await transport.close()
        return found

    live, idle, asked = asyncio.run(run())
    assert live == idle
    assert asked == 0


def test_a_client_outlives_its_event_loop() -> None:
    """Each loop has connections of its own, which end with it; nothing warns."""
    with Server() as server:
        server.respond(lambda _: NUMBER)
        client = make(AsyncToggl, server.url, {})
        for number in range(3):
            assert asyncio.run(_calls(client)) == [7, 7]
            assert server.connections == number + 1
            gc.collect()
            assert settled(lambda: server.open == 0)
        asyncio.run(client.close())
        with pytest.raises(ClientClosedError):
            asyncio.run(_calls(client))


async def _calls(client: AsyncToggl) -> list[int | None]:
    return [await client.projects.delete(1, 2) for _ in range(2)]


def test_event_loops_in_two_threads_share_a_client() -> None:
    """Closing it in one of them closes the connections of the other as well."""
    with Server() as server:
        server.respond(lambda _: NUMBER)
        client = make(AsyncToggl, server.url, {})
        met = threading.Barrier(2)
        results: list[object] = []

        async def other() -> None:
            results.extend(await _calls(client))
            await asyncio.to_thread(met.wait, 10)
            for _ in range(500):
                if not server.open:
                    break
                await asyncio.sleep(0.01)
            results.append(server.open)

        thread = threading.Thread(target=lambda: asyncio.run(other()))
        thread.start()

        async def here() -> None:
            results.extend(await _calls(client))
            await asyncio.to_thread(met.wait, 10)
            await client.close()

        asyncio.run(here())
        thread.join()
        assert results == [7, 7, 7, 7, 0]


def test_closing_ends_the_calls_of_other_tasks() -> None:
    with Server() as server:
        server.respond(lambda _: lambda wire: wire.wait())

        async def run() -> list[object]:
            client = make(AsyncToggl, server.url, {"timeout": 60.0})
            tasks = [asyncio.create_task(client.projects.delete(1, 2)) for _ in range(8)]
            while len(server.requests) < 8:
                await asyncio.sleep(0.01)
            await client.close()
            return await asyncio.gather(*tasks, return_exceptions=True)

        found = asyncio.run(run())
        assert [type(error) for error in found] == [ConnectionFailedError] * 8
        assert all("closed during the call" in str(error) for error in found)
        assert settled(lambda: server.open == 0)


FORK = """
    import asyncio, gc, os, sys
    from toggltrack import AsyncToggl, Toggl

    url, kind = sys.argv[1:]
    calls = 0

    def call(client, runner):
        if kind == "sync":
            return client.projects.delete(1, 2)
        return runner.run(client.projects.delete(1, 2))

    client = (Toggl if kind == "sync" else AsyncToggl)("t", base_url=url, timeout=20)
    runner = asyncio.Runner()
    assert call(client, runner) == 7
    child = os.fork()
    if child == 0:
        own = asyncio.Runner()
        assert call(client, own) == 7
        if kind == "sync":
            client.close()
        else:
            own.run(client.close())
        own.close()
        gc.collect()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    # On the connection that it had before: the child left it alone.
    assert call(client, runner) == 7
    client.close() if kind == "sync" else runner.run(client.close())
    runner.close()
    print("done")
"""


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_process_that_is_forked_has_connections_of_its_own(kind: str) -> None:
    with Server() as server:
        server.respond(lambda _: NUMBER)
        done = subprocess.run(
            [sys.executable, "-W", "error::ResourceWarning", "-c", textwrap.dedent(FORK), f"{server.url}/api/v9", kind],
            env={"PYTHONPATH": str(SOURCE)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.stdout == "done\n", done.stderr
        assert done.stderr == ""
        assert (len(server.requests), server.connections) == (3, 2)


@pytest.mark.parametrize("kind", [Toggl, AsyncToggl])
@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_client_is_neither_copied_nor_pickled(kind: Callable[..., object], way: Callable[..., object]) -> None:
    """The message says what to do instead, and shows no credentials."""
    client = kind(TOKEN)
    with pytest.raises(TypeError, match="make another one") as caught:
        way(client)
    assert kind.__name__ in str(caught.value)
    assert TOKEN not in str(caught.value)
    for transport in (HttpcoreTransport(), AsyncHttpcoreTransport()):
        with pytest.raises(TypeError, match=f"^{type(transport).__name__} holds connections"):
            way(transport)


def test_calls_that_wait_for_a_place_in_the_pool_end_with_the_client() -> None:
    """More threads than a pool has places: none of those that wait connects after the end."""
    with Server() as server:

        def hold(wire: Wire) -> None:
            wire.wait()

        server.respond(lambda _: hold)
        client = make(Toggl, server.url, {"timeout": 60.0})
        errors: list[BaseException] = []

        def work() -> None:
            try:
                client.projects.delete(1, 2)
            except TogglError as error:
                errors.append(error)

        threads = [threading.Thread(target=work) for _ in range(110)]
        for thread in threads:
            thread.start()
        assert settled(lambda: len(server.requests) == 100)
        client.close()
        for thread in threads:
            thread.join(20)
        assert len(errors) == 110
        assert server.connections == 100
