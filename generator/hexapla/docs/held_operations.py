"""Operations against those of a lock: which belongs to which, then path, heading, statuses, messages.

In: an `Api` and a `Lock`. Out: judgements in the ledger.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from hexapla.docs.held_fields import hold_body
from hexapla.docs.held_parameters import hold_parameters
from hexapla.docs.ledger import Claim, Ledger, Use
from hexapla.docs.lock import Lock, LockedOperation, LockedResponse
from hexapla.docs.matching import PLACEHOLDER, by_shape, is_called, nearest, path_of, path_parameters
from hexapla.model import Api, Operation, Response
from hexapla.source import did_you_mean

_PHRASES: Final = frozenset(status.phrase.lower() for status in HTTPStatus)


def hold_operations(ledger: Ledger, api: Api, lock: Lock) -> None:
    """Judge every operation of the pages, and report those of the spec that no page has."""
    shapes = by_shape(api.operations)
    documented = set()
    for locked in lock.operations:
        what = f"{locked.method} {locked.path}"
        found = nearest(shapes, locked)
        if found is None:
            ledger.add(
                "docs-missing", f"`{locked.title}`", f"the page has {what}, the spec has not", api.where, locked.where
            )
        else:
            documented.add(found.where)
            _hold(ledger, found, locked, what)
    for operation in api.operations:
        ledger.hold(operation.documented)
        if operation.where not in documented and not (operation.documented and operation.documented.absent):
            ledger.undocumented_operations += 1
            name = f"{operation.method} {path_of(operation)}"
            hint = "lock its page, or mark it: x-documented: {absent: true, because: ...}"
            ledger.add("docs-undocumented", name, "no page has this operation", operation.where, None, hint)


def _hold(ledger: Ledger, operation: Operation, locked: LockedOperation, what: str) -> None:
    mark = operation.documented
    if mark and mark.absent:
        message = "the mark says that no page has this operation, and one has"
        ledger.add("docs-mark-false", what, message, mark.where, locked.where)
    _hold_path(ledger, operation, locked, what)
    _hold_heading(ledger, operation, locked, what)
    hold_parameters(ledger, operation, locked, what)
    _hold_request(ledger, operation, locked, what)
    _hold_responses(ledger, operation, locked, what)


def _hold_path(ledger: Ledger, operation: Operation, locked: LockedOperation, what: str) -> None:
    parameters = path_parameters(operation)
    names = PLACEHOLDER.findall(locked.path)[-len(parameters) :] if parameters else ()
    for parameter, name in zip(parameters, names, strict=True):  # their shapes are equal
        if not is_called(parameter, name):
            message = f"the page's URL has {{{name}}} where the spec has {{{parameter.name}}}"
            hint = f"rename it, or give it x-name: {name}"
            ledger.add("docs-departure", what, message, parameter.where, locked.where, hint)


def _hold_heading(ledger: Ledger, operation: Operation, locked: LockedOperation, what: str) -> None:
    heading = " ".join(f"{locked.method} {locked.title}".split())
    if operation.docs and operation.docs.description and " ".join(operation.docs.description.split()) != heading:
        message = f"the heading on the page is `{heading}`, not `{operation.docs.description}`"
        ledger.add("docs-heading", what, message, operation.docs.where, locked.where)


# -- bodies and statuses -----------------------------------------------------------------------------------------------


def _hold_request(ledger: Ledger, operation: Operation, locked: LockedOperation, what: str) -> None:
    body = operation.request_body
    mark = body.documented if body else None
    where = body.where if body else operation.where
    lock = locked.body[0].where if locked.body else locked.where
    use = Use(f"{what}, request body", where, lock)
    if not (mark and mark.absent):
        hold_body(ledger, use, mark, body.contents if body else (), locked.body)
        return
    ledger.hold(mark)
    if locked.body:
        message = "the mark says that the page has none, and it has a table"
        ledger.add("docs-mark-false", use.what, message, mark.where, lock)


def _hold_responses(ledger: Ledger, operation: Operation, locked: LockedOperation, what: str) -> None:
    stated = {response.status: response for response in locked.responses}
    later = []
    for response in operation.responses:
        mark = response.documented
        ledger.hold(mark)
        found = None if mark and mark.absent else stated.pop((mark and mark.status) or response.status, None)
        if found:
            _hold_response(ledger, response, found, what)
        else:
            later.append(response)
    for response in later:  # only now, so that nothing takes the status of another
        _hold_near(ledger, response, stated.pop(response.status, None), locked, what)
    for left in stated.values():
        message = f"the page has a response {left.status}, the spec has not"
        ledger.add("docs-missing", what, message, operation.where, left.where)


def _hold_near(
    ledger: Ledger, response: Response, found: LockedResponse | None, locked: LockedOperation, what: str
) -> None:
    mark, about = response.documented, f"{what}, response {response.status}"
    if mark and mark.absent:
        if found:
            message = "the mark says that the page does not have it, and it has"
            ledger.add("docs-mark-false", about, message, mark.where, found.where)
    elif found:
        _hold_response(ledger, response, found, what)
    elif mark and mark.status:
        message = f"the mark says that the page prints {mark.status}, and it does not"
        ledger.add("docs-mark-false", about, message, mark.where, locked.where)
    else:
        hint = "mark it: x-documented: {absent: true, because: ...}"
        ledger.add("docs-undocumented", about, "the page has no such response", response.where, locked.where, hint)


def _hold_response(ledger: Ledger, response: Response, found: LockedResponse, what: str) -> None:
    mark = response.documented
    use = Use(f"{what}, response {found.status}", response.where, found.where)
    status = Claim("status", use.what, "status", found.status, response.status, response.where, found.where)
    ledger.compare(status, mark, mark.status if mark else None)
    hold_body(ledger, use, mark, response.contents, found.fields)
    _hold_messages(ledger, use, response, found)


def _hold_messages(ledger: Ledger, use: Use, response: Response, found: LockedResponse) -> None:
    """Judge the texts: listed ones and a single line, unless it only says the status in words."""
    texts = (*found.messages, *((found.text,) if found.text else ()))
    stated = {locked.text: locked for locked in texts if not is_bare(locked.text)}
    own = {message.text: message for message in response.messages}
    for text, locked in stated.items():
        if text not in own:
            message = f"the page has the text `{text}`, x-messages has not"
            ledger.add("docs-missing", use.what, message, response.where, locked.where, did_you_mean(text, list(own)))
    for text, mine in own.items():
        if text not in stated:
            why = "it only says a status in words" if is_bare(text) else "the page does not have it"
            ledger.add("docs-undocumented", use.what, f"`{text}`: {why}", mine.where, use.lock)


def is_bare(text: str) -> bool:
    """Say whether a text only says a status in words."""
    return text.lower() in _PHRASES
