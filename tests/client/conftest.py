"""The clients under test, on a loopback server that lives as long as the session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .drivers import Both
from .server import Server


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """Return the server of the session."""
    with Server() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    """Return the server, with nothing recorded and nothing to answer."""
    running.queue()
    return running


@pytest.fixture(scope="session")
def both(running: Server) -> Iterator[Both]:
    """Return both clients, on the server of the session."""
    with Both(running.url) as clients:
        yield clients
