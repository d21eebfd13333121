"""Every way in which a call can fail, as one tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import PackageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._deviations import Deviation
    from ._exchange import Attempt, Headers, Reply, Request
    from ._types import JSON
    from .reasons import Reason


class CredentialsError(PackageError, ValueError):
    """Credentials are missing, incomplete or contradict each other."""


class ClientClosedError(PackageError, RuntimeError):
    """A call was made on a client that is closed."""


class StreamClosedError(PackageError, ValueError):
    """More was wanted of an answer that is closed before its end."""


class ApiError(PackageError):
    """The server answered with a status that is no success.

    Attributes:
        status: The HTTP status.
        headers: The header fields of the response.
        body: The body as it came.
        json: The body as a JSON value; None where it is no JSON.
        reason: The documented reason that the body's text states, if any.
        reason_values: What stood in the places that the documented text leaves open.
        request: The request that failed, its secrets masked.
        attempts: The requests that were made; none where a call was refused unsent.
        retry_after: Seconds after which another call may do better, where the server
            says so; they are not waited for where they are too many.
    """

    def __init__(
        self,
        message: str,
        reply: Reply,
        json: JSON = None,
        reason: Reason | None = None,
        reason_values: Mapping[str, str] | None = None,
        retry_after: float | None = None,
    ) -> None:
        """Keep what was answered."""
        # All arguments go to the base, so that the error can be pickled.
        super().__init__(message, reply, json, reason, reason_values, retry_after)
        self.status: int = reply.status
        self.headers: Headers = reply.headers
        self.body: bytes = reply.body
        self.json: JSON = json
        self.reason: Reason | None = reason
        self.reason_values: Mapping[str, str] = reason_values or {}
        self.request: Request = reply.request
        self.attempts: tuple[Attempt, ...] = reply.attempts
        self.retry_after: float | None = retry_after


class BadRequestError(ApiError):
    """400: the request is not valid."""


class UnauthorizedError(ApiError):
    """401: the credentials are missing or wrong."""


class PaymentRequiredError(ApiError):
    """402: the plan or the quota forbids it, and the response does not tell which."""


class PlanRequiredError(PaymentRequiredError):
    """402 while quota is left: the plan lacks the feature, so waiting does not help."""


class QuotaExceededError(PaymentRequiredError):
    """402 while no quota is left: the same call will work later."""


class ForbiddenError(ApiError):
    """403: the caller may not do this."""


class NotFoundError(ApiError):
    """404: there is no such thing, or none the caller may see."""


class ConflictError(ApiError):
    """409: the state of the thing forbids it."""


class GoneError(ApiError):
    """410: this no longer exists and should not be asked for again."""


class RateLimitedError(ApiError):
    """429: too many requests in a short time."""


class ServerError(ApiError):
    """5xx: the server failed."""


class TransportError(PackageError):
    """No complete answer came.

    Attributes:
        request: The request, its secrets masked.
        sent: Whether any part of the request may have reached the server.
        attempts: The requests that were made.
    """

    def __init__(
        self,
        message: str,
        request: Request,
        sent: bool = False,
        attempts: tuple[Attempt, ...] = (),
    ) -> None:
        """Keep what was asked."""
        masked = request.masked()
        # Masked among the arguments too, which a pickled error carries with it.
        super().__init__(message, masked, sent, attempts)
        self.request: Request = masked
        self.sent: bool = sent
        self.attempts: tuple[Attempt, ...] = attempts


class ConnectionFailedError(TransportError):
    """The connection could not be made, or broke."""


class CallTimeoutError(TransportError):
    """The time allowed for the call is over."""


class OutcomeUnknownError(TransportError):
    """A change was sent and no answer came: it may have been made, or not.

    The cause, a ConnectionFailedError or CallTimeoutError, is chained. Look at the
    server's state before sending the change again.
    """


class UnreadableResponseError(PackageError):
    """The response has a good status, but its body is not what was promised.

    Attributes:
        status: The HTTP status.
        headers: The header fields of the response.
        body: The body as it came.
        request: The request, its secrets masked.
        attempts: The requests that were made.
    """

    def __init__(self, message: str, reply: Reply) -> None:
        """Keep what was answered."""
        super().__init__(message, reply)
        self.status: int = reply.status
        self.headers: Headers = reply.headers
        self.body: bytes = reply.body
        self.request: Request = reply.request
        self.attempts: tuple[Attempt, ...] = reply.attempts


class DeviationError(PackageError, AttributeError):
    """A response is not as documented, and that was to be raised, or is in the way.

    A client raises it that was told to, by `on_deviation="raise"`; a model does where
    an attribute is read that the server left out, or sent as something else.

    Attributes:
        deviations: What is not as documented.
        reply: The response; None where a model was read from something else.
    """

    def __init__(
        self,
        message: str,
        deviations: tuple[Deviation, ...] = (),
        reply: Reply | None = None,
    ) -> None:
        """Keep what came."""
        super().__init__(message, deviations, reply)
        self.deviations: tuple[Deviation, ...] = deviations
        self.reply: Reply | None = reply
