"""The client package toggltrack; nothing of it is loaded before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

__version__: Final = "0.1.0"

if TYPE_CHECKING:
    from . import errors as errors
    from . import models as models
    from ._async_client import AsyncToggl as AsyncToggl
    from ._base import TogglError as TogglError
    from ._client import Toggl as Toggl
    from ._exchange import Headers as Headers
    from ._exchange import RawReply as RawReply
    from ._exchange import Reply as Reply
    from ._exchange import Request as Request
    from ._json import dump as dump
    from ._operation import Options as Options
    from ._pager import AsyncPager as AsyncPager
    from ._pager import Page as Page
    from ._pager import Pager as Pager
    from ._presence import extra as extra
    from ._presence import has as has
    from ._presence import response_of as response_of
    from ._presence import set_null as set_null
    from ._presence import unset as unset
    from ._transport import AsyncTransport as AsyncTransport
    from ._transport import Transport as Transport
    from ._types import JSON as JSON
    from ._types import JSONLike as JSONLike
    from ._unset import UNSET as UNSET
    from ._unset import Unset as Unset
    from .errors import ApiError as ApiError
    from .errors import BadRequestError as BadRequestError
    from .errors import CallTimeoutError as CallTimeoutError
    from .errors import ClientClosedError as ClientClosedError
    from .errors import ConflictError as ConflictError
    from .errors import ConnectionFailedError as ConnectionFailedError
    from .errors import CredentialsError as CredentialsError
    from .errors import ForbiddenError as ForbiddenError
    from .errors import GoneError as GoneError
    from .errors import NotFoundError as NotFoundError
    from .errors import OutcomeUnknownError as OutcomeUnknownError
    from .errors import PaymentRequiredError as PaymentRequiredError
    from .errors import PlanRequiredError as PlanRequiredError
    from .errors import QuotaExceededError as QuotaExceededError
    from .errors import RateLimitedError as RateLimitedError
    from .errors import ServerError as ServerError
    from .errors import TransportError as TransportError
    from .errors import UnauthorizedError as UnauthorizedError
    from .errors import UnreadableResponseError as UnreadableResponseError
    from .reasons import Reason as Reason
else:
    from ._lazy import lazy

    __getattr__, __dir__, __all__ = lazy(
        __name__,
        {
            "errors": "",
            "models": "",
            "AsyncToggl": "_async_client",
            "TogglError": "_base",
            "Toggl": "_client",
            "Headers": "_exchange",
            "RawReply": "_exchange",
            "Reply": "_exchange",
            "Request": "_exchange",
            "dump": "_json",
            "Options": "_operation",
            "AsyncPager": "_pager",
            "Page": "_pager",
            "Pager": "_pager",
            "extra": "_presence",
            "has": "_presence",
            "response_of": "_presence",
            "set_null": "_presence",
            "unset": "_presence",
            "AsyncTransport": "_transport",
            "Transport": "_transport",
            "JSON": "_types",
            "JSONLike": "_types",
            "UNSET": "_unset",
            "Unset": "_unset",
            "ApiError": "errors",
            "BadRequestError": "errors",
            "CallTimeoutError": "errors",
            "ClientClosedError": "errors",
            "ConflictError": "errors",
            "ConnectionFailedError": "errors",
            "CredentialsError": "errors",
            "ForbiddenError": "errors",
            "GoneError": "errors",
            "NotFoundError": "errors",
            "OutcomeUnknownError": "errors",
            "PaymentRequiredError": "errors",
            "PlanRequiredError": "errors",
            "QuotaExceededError": "errors",
            "RateLimitedError": "errors",
            "ServerError": "errors",
            "TransportError": "errors",
            "UnauthorizedError": "errors",
            "UnreadableResponseError": "errors",
            "Reason": "reasons",
        },
    )
