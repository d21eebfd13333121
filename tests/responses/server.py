"""The loopback server of the committed client's tests, loaded by its path: packages of tests import no other."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.client.server import JSON_TYPE, Reply, Request, Server, Wire
else:
    _spec = importlib.util.spec_from_file_location(
        "tests_loopback_server", Path(__file__).parents[1] / "client" / "server.py"
    )
    _module = importlib.util.module_from_spec(_spec)
    # Known before it runs: dataclasses look their module up.
    sys.modules[_spec.name] = _module
    _spec.loader.exec_module(_module)
    JSON_TYPE, Reply, Request, Server, Wire = (
        getattr(_module, name) for name in ("JSON_TYPE", "Reply", "Request", "Server", "Wire")
    )

__all__ = ["JSON_TYPE", "Reply", "Request", "Server", "Wire"]
