"""A reply to the value that a call returns, or to the error that it raises."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import Final, TypeVar, cast

from . import errors
from ._decode import read as read_body
from ._deviations import Found, Watch
from ._exchange import Reply
from ._loads import loads_or_none
from ._media import is_json, media_type, text_of_body
from ._messages import first_match
from ._operation import Answer, Operation
from ._pager import check_rows
from ._quota import QuotaHeaders, remaining
from ._text import on_a_line

T = TypeVar("T")
_BY_STATUS: Final = {
    400: errors.BadRequestError,
    401: errors.UnauthorizedError,
    403: errors.ForbiddenError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    410: errors.GoneError,
    429: errors.RateLimitedError,
}
# Enough for any sentence; what is longer is a page for a browser.
_SHOWN: Final = 300


def read(operation: Operation[T], reply: Reply, watch: Watch) -> T:
    """Return what a success says.

    Args:
        operation: What was called.
        reply: What came back.
        watch: What becomes of deviations.

    Raises:
        UnreadableResponseError: The body is no JSON, or something else altogether.
        DeviationError: It is not as documented, and the client is to raise that.
    """
    try:
        value, found = _value(operation, reply)
    except (ValueError, RecursionError) as error:
        problem = str(error) if reply.body.strip() else "it is empty"
        packed = reply.headers.get("content-encoding", "identity")
        if packed != "identity":
            problem += f" (it is packed: {packed})"
        message = (
            f"{operation.id}: the body of the {reply.status} response cannot be "
            f"read: {problem}"
        )
        raise errors.UnreadableResponseError(message, reply) from error
    if found:
        if operation.cursor is not None:
            check_rows(value, operation.cursor, reply)
        watch.note(found, reply)
    return cast("T", value)


def _value(operation: Operation[T], reply: Reply) -> tuple[object, Sequence[Found]]:
    answer = _chosen(operation.answers, reply) if operation.answers else None
    kind = operation.result if answer is None else answer.type
    if kind is None:
        return None, ()
    if kind is bytes:
        return reply.body, ()
    if answer is not None and not is_json(answer.media_type):
        return text_of_body(reply.body, reply.headers), ()
    # Some servers write a byte order mark first, which belongs to no text (RFC 8259).
    body = reply.body.removeprefix(codecs.BOM_UTF8)
    # Nothing at all is taken for null: it is an error only where null is one.
    return read_body(kind, body if body.strip() else b"null", reply, operation.id)


def _chosen(answers: Sequence[Answer], reply: Reply) -> Answer:
    """Return the kind of success a reply is: by its status, then by its media type.

    One that is not documented, or does not say what it is, is taken for the first.
    """
    status = str(reply.status)
    for wanted in (status, f"{status[0]}XX", "default"):
        rows = [answer for answer in answers if answer.status == wanted]
        if rows:
            break
    else:
        rows = list(answers)
    kind = media_type(reply.headers)
    for wanted in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        for answer in rows:
            if answer.media_type == wanted:
                return answer
    return rows[0]


def failure(
    operation: Operation[T],
    reply: Reply,
    quota: QuotaHeaders | None,
    retry_after: float | None,
) -> errors.ApiError:
    """Return the error of a reply whose status is no success.

    Args:
        operation: What was called.
        reply: What came back.
        quota: Where responses tell of a quota.
        retry_after: After how many seconds another call may do better.
    """
    body = reply.body.removeprefix(codecs.BOM_UTF8)
    json = loads_or_none(body)
    text = json if isinstance(json, str) else body.decode("utf-8", "replace")
    text = text.strip()
    reason, values = first_match(operation.messages, reply.status, text)
    message = f"{reply.request} was answered {reply.status}"
    if text:
        message += f": {on_a_line(text, _SHOWN)}"
    elif "location" in reply.headers:
        message += ": redirects are not followed"
    if len(reply.attempts) > 1:
        message += f" (the last of {len(reply.attempts)} attempts)"
    kind = _kind(reply, quota)
    return kind(message, reply, json, reason, values, retry_after)


def _kind(reply: Reply, quota: QuotaHeaders | None) -> type[errors.ApiError]:
    if reply.status == 402:
        return _payment(reply, quota)
    if reply.status >= 500:
        return errors.ServerError
    return _BY_STATUS.get(reply.status, errors.ApiError)


def _payment(
    reply: Reply, quota: QuotaHeaders | None
) -> type[errors.PaymentRequiredError]:
    left = None if quota is None else remaining(quota, reply.headers)
    if left is None:
        # Neither: the response does not tell.
        return errors.PaymentRequiredError
    return errors.PlanRequiredError if left > 0 else errors.QuotaExceededError
