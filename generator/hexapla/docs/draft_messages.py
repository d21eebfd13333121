"""The statuses of a draft: what is described, which texts a refused call carries, and what is answered.

In: a response of a page. Out: the response object, without its content.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Final

from hexapla.docs.draft_notes import Notes
from hexapla.docs.draft_words import Keys
from hexapla.docs.emit import Data
from hexapla.docs.facts import ResponseFacts
from hexapla.docs.held_operations import is_bare
from hexapla.finding import Location

_STATUS: Final = re.compile(r"[1-5]\d\d", re.ASCII)
_FILLED: Final = re.compile(r"%[ds]|\{[A-Za-z][^{}]*\}")
_PHRASES: Final = {str(status.value): status.phrase for status in HTTPStatus}
_NONE: Final = ("", "-")


def reasons() -> Keys:
    """Return the keys of texts; what a server fills in is no part of them."""
    return Keys("message", lambda text: _FILLED.sub(" ", text))


def is_status(text: str) -> bool:
    """Say whether a status is one of HTTP."""
    return _STATUS.fullmatch(text) is not None


def response(found: ResponseFacts, keys: Keys, notes: Notes, where: Location) -> dict[str, Data]:
    """Return a response with its description and its texts."""
    is_refusal = found.status[0] in "45"
    verbatim = is_refusal and found.text not in _NONE and "\n" not in found.text
    texts = dict.fromkeys((*found.messages, *([found.text] if verbatim else [])))
    said = [text for text in texts if not is_bare(text)]
    if "" in said:
        notes.fault(f"a text under {found.status} is empty, and no message is", where)
    described = "" if verbatim or found.text in _NONE else found.text
    made: dict[str, Data] = {"description": described or _PHRASES.get(found.status) or f"Status {found.status}."}
    messages = {keys.of(text): text for text in said if text}
    return {**made, "x-messages": messages} if messages else made
