"""The client package toggltrack_pydantic; nothing of it is loaded before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

__version__: Final = "0.1.0"

if TYPE_CHECKING:
    from . import errors as errors
    from . import models as models
    from ._async_client import AsyncToggl as AsyncToggl
    from ._base import TogglError as TogglError
    from ._client import Toggl as Toggl
    from ._clock import Clock as Clock
    from ._decode import load as load
    from ._deviations import Deviation as Deviation
    from ._deviations import DeviationWarning as DeviationWarning
    from ._download import AsyncDownload as AsyncDownload
    from ._download import Download as Download
    from ._events import Event as Event
    from ._exchange import Attempt as Attempt
    from ._exchange import Headers as Headers
    from ._exchange import RawReply as RawReply
    from ._exchange import Reply as Reply
    from ._exchange import Request as Request
    from ._files import File as File
    from ._files import Upload as Upload
    from ._headers import Header as Header
    from ._httpx2 import AsyncHttpx2Transport as AsyncHttpx2Transport
    from ._httpx2 import Httpx2Transport as Httpx2Transport
    from ._json import dump as dump
    from ._middleware import AsyncMiddleware as AsyncMiddleware
    from ._middleware import Middleware as Middleware
    from ._news import News as News
    from ._news import deviations as deviations
    from ._news import news as news
    from ._operation import Options as Options
    from ._pager import AsyncPager as AsyncPager
    from ._pager import Page as Page
    from ._pager import Pager as Pager
    from ._presence import extra as extra
    from ._presence import has as has
    from ._presence import response_of as response_of
    from ._presence import set_null as set_null
    from ._presence import unset as unset
    from ._quota import Quota as Quota
    from ._raw import Response as Response
    from ._stream import AsyncEvents as AsyncEvents
    from ._stream import AsyncLines as AsyncLines
    from ._stream import Events as Events
    from ._stream import Lines as Lines
    from ._transport import AsyncRawStream as AsyncRawStream
    from ._transport import AsyncStreamingTransport as AsyncStreamingTransport
    from ._transport import AsyncTransport as AsyncTransport
    from ._transport import RawStream as RawStream
    from ._transport import StreamingTransport as StreamingTransport
    from ._transport import Transport as Transport
    from ._types import JSON as JSON
    from ._types import JSONLike as JSONLike
    from ._unknown import Unknown as Unknown
    from ._unset import UNSET as UNSET
    from ._unset import Unset as Unset
    from .errors import ApiError as ApiError
    from .errors import BadRequestError as BadRequestError
    from .errors import CallTimeoutError as CallTimeoutError
    from .errors import ClientClosedError as ClientClosedError
    from .errors import ConflictError as ConflictError
    from .errors import ConnectionFailedError as ConnectionFailedError
    from .errors import CredentialsError as CredentialsError
    from .errors import DeviationError as DeviationError
    from .errors import ForbiddenError as ForbiddenError
    from .errors import GoneError as GoneError
    from .errors import NotFoundError as NotFoundError
    from .errors import OutcomeUnknownError as OutcomeUnknownError
    from .errors import PaymentRequiredError as PaymentRequiredError
    from .errors import PlanRequiredError as PlanRequiredError
    from .errors import QuotaExceededError as QuotaExceededError
    from .errors import RateLimitedError as RateLimitedError
    from .errors import ServerError as ServerError
    from .errors import StreamClosedError as StreamClosedError
    from .errors import TransportError as TransportError
    from .errors import UnauthorizedError as UnauthorizedError
    from .errors import UnreadableResponseError as UnreadableResponseError
    from .reasons import Reason as Reason
else:
    from ._lazy import HOMES, lazy

    __getattr__, __dir__, __all__ = lazy(
        __name__,
        {
            **HOMES,
            "AsyncToggl": "_async_client",
            "TogglError": "_base",
            "Toggl": "_client",
        },
    )
