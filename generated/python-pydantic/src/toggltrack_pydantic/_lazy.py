"""Modules whose names are loaded when they are first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

HOMES: Final[Mapping[str, str]] = {
    "errors": "",
    "models": "",
    "Clock": "_clock",
    "load": "_decode",
    "Deviation": "_deviations",
    "DeviationWarning": "_deviations",
    "AsyncDownload": "_download",
    "Download": "_download",
    "Event": "_events",
    "Attempt": "_exchange",
    "Headers": "_exchange",
    "RawReply": "_exchange",
    "Reply": "_exchange",
    "Request": "_exchange",
    "File": "_files",
    "Upload": "_files",
    "Header": "_headers",
    "AsyncHttpx2Transport": "_httpx2",
    "Httpx2Transport": "_httpx2",
    "dump": "_json",
    "AsyncMiddleware": "_middleware",
    "Middleware": "_middleware",
    "News": "_news",
    "deviations": "_news",
    "news": "_news",
    "Options": "_operation",
    "AsyncPager": "_pager",
    "Page": "_pager",
    "Pager": "_pager",
    "extra": "_presence",
    "has": "_presence",
    "response_of": "_presence",
    "set_null": "_presence",
    "unset": "_presence",
    "Quota": "_quota",
    "Response": "_raw",
    "AsyncEvents": "_stream",
    "AsyncLines": "_stream",
    "Events": "_stream",
    "Lines": "_stream",
    "AsyncRawStream": "_transport",
    "AsyncStreamingTransport": "_transport",
    "AsyncTransport": "_transport",
    "RawStream": "_transport",
    "StreamingTransport": "_transport",
    "Transport": "_transport",
    "JSON": "_types",
    "JSONLike": "_types",
    "Unknown": "_unknown",
    "UNSET": "_unset",
    "Unset": "_unset",
    "ApiError": "errors",
    "BadRequestError": "errors",
    "CallTimeoutError": "errors",
    "ClientClosedError": "errors",
    "ConflictError": "errors",
    "ConnectionFailedError": "errors",
    "CredentialsError": "errors",
    "DeviationError": "errors",
    "ForbiddenError": "errors",
    "GoneError": "errors",
    "NotFoundError": "errors",
    "OutcomeUnknownError": "errors",
    "PaymentRequiredError": "errors",
    "PlanRequiredError": "errors",
    "QuotaExceededError": "errors",
    "RateLimitedError": "errors",
    "ServerError": "errors",
    "StreamClosedError": "errors",
    "TransportError": "errors",
    "UnauthorizedError": "errors",
    "UnreadableResponseError": "errors",
    "Reason": "reasons",
}
"""Of the public names that all packages have, the module; empty for a module itself."""


def lazy(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Return what a module needs to load its names late.

    Args:
        package: The name of the module.
        homes: By name, the module inside the package that defines it; empty where the
            name is that of a module itself.

    Returns:
        The module's `__getattr__`, `__dir__` and `__all__`.
    """
    names = sorted(homes)

    def load(name: str) -> object:
        if name not in homes:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message, name=name)
        module = import_module(f".{homes[name] or name}", package)
        value: object = getattr(module, name) if homes[name] else module
        # Kept, so that this is asked only once.
        setattr(sys.modules[package], name, value)
        return value

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *names})

    return load, listed, names
