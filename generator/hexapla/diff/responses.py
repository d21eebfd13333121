"""Responses: which statuses came and went, and what changed in those that both descriptions have.

In: two operations at a spot. Out: facts. A status that goes while its range is declared was generalised: its answer
is compared with that of the range.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hexapla.diff import notes
from hexapla.diff.bodies import contents, headers, spelled_alike
from hexapla.diff.ledger import Ledger, Spot
from hexapla.model import JSON, Content, Message, Operation, Response

Responses = Mapping[str, Response]


def responses(ledger: Ledger, spot: Spot, old: Operation, new: Operation) -> None:
    """Add what changed in the answers of an operation."""
    before, after = ({one.status: one for one in of.responses} for of in (old, new))
    for status, one in before.items():
        if status in after:
            _response(ledger, _at(spot, status, before, one, after[status]), one, after[status])
    seen: set[str] = set()
    for status, one in before.items():
        ranged = f"{status[:1]}XX"
        if status in after:
            continue
        if ranged in after and status != "default":
            other = after[ranged]
            here = _at(spot, status, before, one, other)
            ledger.add(here, "response.status-generalised", "unknown", status, ranged)
            _response(ledger, here, one, other)
            seen.add(ranged)
        elif not _is_specialised(status, after, before):
            ledger.add(_at(spot, status, before, one, None), _rule(status, before, "removed"), "narrows", status, None)
    for status, other in after.items():
        ranged = f"{status[:1]}XX"
        if status in before or status in seen:
            continue
        if ranged in before and ranged not in after and status != "default":
            here = _at(spot, status, after, before[ranged], other)
            ledger.add(here, "response.status-specialised", "narrows", ranged, status)
            _response(ledger, here, before[ranged], other)
        else:
            ledger.add(_at(spot, status, after, None, other), _rule(status, after, "added"), "widens", None, status)


def _is_specialised(status: str, after: Responses, before: Responses) -> bool:
    """Say whether a range gave way to codes inside it."""
    inside = [one for one in after if one[:1] == status[:1] and one not in before]
    return status.endswith("XX") and bool(inside)


def is_error(status: str, among: Responses) -> bool:
    """Say whether a status is none of a call that went well; `default` is one where nothing else is declared."""
    if status == "default":
        return any(one[:1] in "123" for one in among)
    return status[:1] in "45"


def _rule(status: str, among: Responses, word: str) -> str:
    if status == "default":
        return f"response.default-{word}"
    return f"response.{'error' if is_error(status, among) else 'success'}-{word}"


def _at(spot: Spot, status: str, among: Responses, old: Response | None, new: Response | None) -> Spot:
    sent = spot.of("response", status, error=is_error(status, among))
    return sent.down("responses", status, old=old.where if old else None, new=new.where if new else None)


def _response(ledger: Ledger, spot: Spot, old: Response, new: Response) -> None:
    if bool(old.contents) != bool(new.contents):
        rule = "response.body-added" if new.contents else "response.body-removed"
        said = [_media(one.contents) for one in (old, new)]
        ledger.add(spot.down("content"), rule, "narrows" if new.contents else "widens", *said)
    else:
        contents(ledger, spot, old.contents, new.contents, "response")
    headers(ledger, spot, old.headers, new.headers)
    _messages(ledger, spot, old.messages, new.messages)
    notes.text(ledger, spot, "description", old.description, new.description)
    notes.documented(ledger, spot, old.documented, new.documented)
    notes.rest(ledger, spot, old.rest, new.rest)


def _media(of: Sequence[Content]) -> JSON:
    return notes.listed(spelled_alike(one.media_type) for one in of) or None


def _messages(ledger: Ledger, spot: Spot, old: Sequence[Message], new: Sequence[Message]) -> None:
    """Add what changed in the texts that a refused call is documented to carry."""
    before, after = ({one.reason: one for one in of} for of in (old, new))
    for reason in sorted({*before, *after}):
        one, other = before.get(reason), after.get(reason)
        here = spot.down("x-messages", reason, old=one.where if one else None, new=other.where if other else None)
        said = one.text if one else None, other.text if other else None
        if one is None:
            ledger.add(here, "response.reason-added", "equal", *said)
        elif other is None:
            ledger.add(here, "response.reason-removed", "equal", *said)
        elif one.text != other.text:
            ledger.add(here, "response.reason-text-changed", "equal", *said)
