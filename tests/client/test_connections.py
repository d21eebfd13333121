"""Connections are kept and shared: by calls, threads and tasks, and none of them gets what was meant for another."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from toggltrack import ApiError, AsyncToggl

from .drivers import Both, example_arguments
from .server import Reply, Server, Wire
from .spec import operation, operations
from .test_transport import stall_at_once

GET, CREATE = operation("projects.get"), operation("projects.create")
PROJECT = json.dumps(GET.example).encode()


def test_connections_are_kept(running: Server) -> None:
    with Both(running.url) as both:
        for driver in both.each:
            before = running.connections
            running.queue(*[Reply(200, PROJECT)] * 5)
            for _ in range(5):
                driver.call(GET, example_arguments(GET))
            assert running.connections == before + 1


def test_a_connection_that_the_server_closed_meanwhile(running: Server) -> None:
    """It is seen before anything is sent, so that not even a POST fails."""

    def answer_and_close(wire: Wire) -> None:
        wire.send(Reply(200, PROJECT).head() + PROJECT)
        wire.close()

    with Both(running.url) as both:
        for driver in both.each:
            running.queue(answer_and_close, answer_and_close, Reply(200, PROJECT))
            for _ in range(3):
                driver.call(CREATE, example_arguments(CREATE))
                time.sleep(0.05)
            assert len(running.requests) == 3


def test_threads_share_a_client(running: Server) -> None:
    """Each call gets the answer to its own request."""
    running.respond(lambda request: Reply(200, request.path.rpartition("/")[2].encode()))
    with Both(running.url) as both, ThreadPoolExecutor(8) as threads:
        client = both.sync.client
        assert list(threads.map(lambda number: client.projects.delete(1, number), range(200))) == list(range(200))


def test_tasks_share_a_client(running: Server) -> None:
    running.respond(lambda request: Reply(200, request.path.rpartition("/")[2].encode()))

    async def run(client: AsyncToggl) -> list[int | None]:
        return await asyncio.gather(*(client.projects.delete(1, number) for number in range(200)))

    with Both(running.url) as both:
        assert both.asynchronous.run(run, both.asynchronous.client) == list(range(200))


def test_a_task_that_is_cancelled_leaves_the_client_usable(server: Server, both: Both) -> None:
    async def run(client: AsyncToggl) -> int | None:
        server.queue(stall_at_once, Reply(200, b"7"))
        task = asyncio.create_task(client.projects.delete(1, 2))
        while not server.requests:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await client.projects.delete(1, 2)

    assert both.asynchronous.run(run, both.asynchronous.client) == 7


def test_no_thread_is_left_behind(running: Server) -> None:
    before = {thread.name for thread in threading.enumerate()}
    with Both(running.url) as both:
        for one in operations()[:3]:
            running.queue(Reply(500, b""), Reply(500, b""))
            for driver in both.each:
                with pytest.raises(ApiError):
                    driver.call(one, example_arguments(one))
    left = {thread for thread in threading.enumerate() if thread.name not in before and not thread.daemon}
    assert not left
