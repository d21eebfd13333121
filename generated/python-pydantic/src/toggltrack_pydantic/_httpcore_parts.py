"""What the default transports share: requests and errors, ours and httpcore2's."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping
from typing import cast
from urllib.parse import urlsplit

import httpcore2

from ._base import PackageError
from ._exchange import Request
from ._failures import why
from ._network import Deadline
from ._proxy import Proxies, Proxy
from .errors import CallTimeoutError, ConnectionFailedError


class Progress:
    """How a request goes: through which proxy, and how far it got."""

    def __init__(
        self, request: Request, proxies: Proxies, closed: Callable[[], bool]
    ) -> None:
        """Begin with nothing sent; `closed` tells whether the transport is closed."""
        self.sent = False
        self.extensions: dict[str, object] = {}
        self.request = request
        self.closed = closed
        self.proxy = proxies.of(request.url)
        scheme = request.url.partition(":")[0]
        self.forwards = self.proxy is not None and self.proxy.forwards(scheme)

    @property
    def tunnel(self) -> Proxy | None:
        """The proxy that passes bytes on without a look at them."""
        return None if self.forwards else self.proxy

    def see(self, event: str, info: object) -> None:
        """Note an event that the library reports."""
        # From the first attempt to write on, nobody can tell what arrived.
        if event.endswith("send_request_headers.started"):
            self.sent = True
        elif event.endswith("send_request_headers.complete"):
            # Nothing more is wanted, and each event costs some time.
            self.extensions.pop("trace", None)
        elif event.endswith("send_request_headers.failed"):
            error = cast("Mapping[str, object]", info).get("exception")
            # Header fields that contradict each other are refused before they are sent.
            self.sent = not isinstance(error, httpcore2.LocalProtocolError)

    async def asee(self, event: str, info: object) -> None:
        """Note an event that the library reports."""
        self.see(event, info)


def fields_of(response: httpcore2.Response) -> tuple[tuple[str, str], ...]:
    """Return the header fields of a response."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in response.headers
    )


def put(
    progress: Progress, deadline: Deadline | None, trace: object
) -> httpcore2.Request:
    """Return a request as the library wants it."""
    request = progress.request
    parts = urlsplit(request.url)
    headers = list(request.headers.pairs)
    if "host" not in request.headers:
        headers.insert(0, ("Host", parts.netloc))
    if request.body is not None or request.method in ("POST", "PUT", "PATCH"):
        headers.append(("Content-Length", str(len(request.body or b""))))
    scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    # Not put together again from its parts: it is to arrive as it was written.
    target = request.url.partition("://")[2].removeprefix(parts.netloc)
    if progress.proxy is not None and progress.forwards:
        proxy = progress.proxy
        scheme, host, port = proxy.scheme, proxy.host, proxy.port
        target = request.url
        headers.extend(proxy.authorization)
    phases = ("connect", "pool", "read", "write")
    # Not copied: an event may take the trace away.
    progress.extensions = {"timeout": dict.fromkeys(phases, deadline), "trace": trace}
    return httpcore2.Request(
        request.method,
        httpcore2.URL(scheme=scheme, host=host, port=port, target=target),
        headers=headers,
        content=request.body,
        extensions=progress.extensions,
    )


def within(timeout: float) -> str:
    """Return a time as messages have it."""
    return f"within {round(float(timeout), 3):g} seconds"


@contextlib.contextmanager
def translated(progress: Progress, late: str) -> Generator[None]:
    """Turn every error of the library into one of ours.

    Args:
        progress: The request, and how far it got.
        late: What did not come in time, once it was sent.
    """
    request = progress.request
    try:
        yield
    except PackageError:
        raise
    except (httpcore2.TimeoutException, TimeoutError) as error:
        what = late if progress.sent else f"no connection in time: {late}"
        message = f"{request}: {what}"
        raise CallTimeoutError(message, request, progress.sent) from error
    except Exception as error:
        # All of them: it lets through some of what lies below it, such as errors of
        # its parser, of names of hosts, and of what was closed meanwhile.
        is_proxys = progress.forwards or isinstance(error, httpcore2.ProxyError)
        via = progress.proxy if is_proxys else None
        what = why(error, request.url, via)
        if progress.closed():
            what = "the client was closed during the call"
        message = f"{request}: {what}"
        raise ConnectionFailedError(message, request, progress.sent) from error
