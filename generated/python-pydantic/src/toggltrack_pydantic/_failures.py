"""Why no answer came, in words that say what can be looked at."""

from __future__ import annotations

import socket
import ssl
from typing import cast
from urllib.parse import urlsplit

import httpcore2

from ._proxy import Proxy


def why(error: Exception, url: str, via: Proxy | None) -> str:
    """Return why a request failed.

    Args:
        error: What the HTTP library raised.
        url: Where the request was to go.
        via: The proxy that it is handed to, if any.
    """
    root = _root(error)
    host, where = _place(url, via)
    match root:
        case ssl.SSLCertVerificationError():
            said = _noted(root, "verify_message")
            return f"the certificate of {host} is not accepted: {said}"
        case ssl.SSLError():
            said = _noted(root, "reason").replace("_", " ").lower()
            return f"no encrypted connection with {where}: {said}"
        case socket.gaierror():
            return f"{host} cannot be looked up: {root.strerror}"
        case UnicodeError():
            return f"{host} cannot be the name of a host"
        case ConnectionRefusedError():
            return f"nothing listens at {where} (connection refused)"
        case ConnectionResetError() | BrokenPipeError():
            return f"{where} broke the connection"
        case OSError() if root.strerror:
            return f"no connection with {where}: {root.strerror}"
        case _:
            return _said(error, where)


def _noted(error: ssl.SSLError, name: str) -> str:
    """Return what an error notes about itself, which not every one does."""
    return str(getattr(error, name, None) or error)


def _said(error: Exception, where: str) -> str:
    """Return what the library says, where that is something."""
    text = str(error)
    if isinstance(error, httpcore2.RemoteProtocolError):
        if "too long" in text:
            return f"{where} sends header fields without end"
        if "disconnected" in text:
            return f"{where} closed the connection without an answer"
    if isinstance(error, httpcore2.NetworkError) and not text:
        return f"the connection with {where} broke"
    return text or type(error).__name__


def _place(url: str, via: Proxy | None) -> tuple[str, str]:
    """Return the host that was to answer, and with its port."""
    if via is not None:
        return f"the proxy {via.host}", f"the proxy {via}"
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return host, f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _root(error: BaseException) -> BaseException:
    """Return what an error began with; never what was being handled besides."""
    for _ in range(10):
        inner = _inner(error)
        if inner is None:
            break
        error = inner
    return error


def _inner(error: BaseException) -> BaseException | None:
    arguments: tuple[object, ...] = error.args
    for one in arguments:
        if isinstance(one, BaseException):
            return one
    if isinstance(error, BaseExceptionGroup):
        return cast("BaseExceptionGroup[BaseException]", error).exceptions[0]
    return error.__cause__
