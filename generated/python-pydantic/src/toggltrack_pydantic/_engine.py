"""What the engines of both clients do around the sending."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from copy import copy
from typing import Final, Self, TypeVar

from ._answer import failure, read
from ._deviations import Watch
from ._exchange import RawReply, Reply, is_success
from ._log import Log
from ._operation import NO_OPTIONS, Call
from ._quota import QuotaKeeper, resets_in
from ._request import Site, build
from ._retry import retry_after
from ._settings import Settings
from ._trial import Rules, Trial, checked_retries
from .errors import (
    ApiError,
    CallTimeoutError,
    ClientClosedError,
    ConnectionFailedError,
    UnreadableResponseError,
)

M = TypeVar("M")
T = TypeVar("T")
_QUOTA_MODES: Final = ("raise", "wait")


class Engine:
    """What both engines do around the sending."""

    def __init__(self, site: Site, settings: Settings[M], is_given: bool) -> None:
        """Keep the settings.

        Args:
            site: Where requests go.
            settings: How calls are made.
            is_given: Whether the caller gave the transport.

        Raises:
            ValueError: A setting makes no sense.
        """
        if settings.on_quota not in _QUOTA_MODES:
            message = f"on_quota must be 'raise' or 'wait', not {settings.on_quota!r}"
            raise ValueError(message)
        if is_given and settings.proxy is not None:
            message = "proxy is for the client's own connections: tell the transport"
            raise ValueError(message)
        self._site = site
        self._timeout = _checked_timeout(settings.timeout)
        self.clock = settings.time
        self.quota = QuotaKeeper(settings.quota, settings.on_quota, self.clock)
        self.watch = Watch(settings.on_deviation)
        log = Log(settings.sensitive, settings.log_bodies)
        self._rules = Rules(self.clock, self.quota, log, settings.retries)
        self._closed = False
        self._replies: list[Reply] | None = None

    @property
    def base_url(self) -> str:
        """The address that all paths are put after."""
        return self._site.base_url

    def noting(self, replies: list[Reply]) -> Self:
        """Return an engine that does the same, and notes the successes that come."""
        twin = copy(self)
        twin._replies = replies
        return twin

    def _note(self, reply: Reply) -> Reply:
        if self._replies is not None:
            self._replies.append(reply)
        return reply

    def _begin(self, call: Call[T]) -> Trial:
        if self._closed:
            message = "this client is closed"
            raise ClientClosedError(message)
        options = call.options or NO_OPTIONS
        wanted = options.timeout
        timeout = self._timeout if wanted is None else _checked_timeout(wanted)
        request = build(self._site, call)
        operation = call.operation
        # The first argument in the path says whose quota it is, if there are several.
        key = f"{operation.path[0]}{call.path[0]}" if call.path else ""
        trial = Trial(self._rules, request, operation.id, key, timeout)
        if options.retries is not None:
            trial.retries = checked_retries(options.retries)
        return trial

    def _finish(self, call: Call[T], trial: Trial, raw: RawReply) -> tuple[T, Reply]:
        reply = trial.reply(raw, raw.body)
        if not is_success(reply.status):
            raise self._failure(call, reply)
        return read(call.operation, reply, self.watch), self._note(reply)

    def _failure(self, call: Call[T], reply: Reply) -> ApiError:
        declared, headers = self.quota.declared, reply.headers
        if declared is not None and self.quota.is_spent(reply.status, headers):
            seconds = resets_in(declared, headers)
        else:
            seconds = retry_after(headers, self.clock.time())
        return failure(call.operation, reply, declared, seconds)


def whole(answer: RawReply | object) -> bytes | None:
    """Return the body of an answer; None where it is still coming in."""
    return answer.body if isinstance(answer, RawReply) else None


@contextlib.contextmanager
def told(trial: Trial) -> Generator[None]:
    """Turn what a transport of the caller's may raise into our errors."""
    try:
        yield
    except UnreadableResponseError as error:
        trial.unreadable(error)
        raise
    except TimeoutError as error:
        message = f"{trial.request}: {error or 'timed out'}"
        raise CallTimeoutError(message, trial.request, sent=True) from error
    except OSError as error:
        message = f"{trial.request}: {error or type(error).__name__}"
        raise ConnectionFailedError(message, trial.request, sent=True) from error


def _checked_timeout(timeout: float) -> float:
    # Written so that a number that is not one is refused as well.
    if not timeout > 0:
        message = f"timeout must be above zero, not {timeout}"
        raise ValueError(message)
    return timeout
