"""Statuses of a page against those of the lock: their texts and their tables.

In: an operation on both sides. Out: changes. A text that is gone and one that has come are one text changed where they
are like each other and no other could be meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from hexapla.docs.drift_at import At
from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_rows import LIKE
from hexapla.docs.drift_tables import tables
from hexapla.docs.held_operations import is_bare
from hexapla.docs.lock import LockedResponse


def responses(at: At) -> Iterator[Change]:
    """Yield what changed in the responses of an operation."""
    olds = {response.status: response for response in at.old.responses}
    news = {response.status: response for response in at.new.responses}
    for status, new in news.items():
        old = olds.get(status)
        if old is None:
            yield at.change("status-added", status, "", "", said(new), page=at.status(status))
        else:
            here = at.inside(status, old.where, at.status(status))
            yield from _texts(here, old, new)
            yield from tables(here, old.fields, new.fields)
    for status, old in olds.items():
        if status not in news:
            yield at.change("status-removed", status, "", said(old), "", lock=old.where)


def said(response: LockedResponse) -> str:
    """Return what stands under a status, in a few words."""
    texts = texts_of(response)
    words = [f"{len(response.fields)} rows"] if response.fields else []
    words += [texts[0] if len(texts) == 1 else f"{len(texts)} texts"] if texts else []
    return ", ".join(words) or (response.text.text if response.text else "")


def texts_of(response: LockedResponse) -> list[str]:
    """Return the texts that a refused call is documented to carry."""
    found = (*response.messages, *((response.text,) if response.text else ()))
    return list(dict.fromkeys(one.text for one in found if not is_bare(one.text)))


def _texts(at: At, old: LockedResponse, new: LockedResponse) -> Iterator[Change]:
    before, after = texts_of(old), texts_of(new)
    places = {one.text: one.where for one in (*old.messages, *((old.text,) if old.text else ()))}
    gone = [text for text in before if text not in after]
    come = [text for text in after if text not in before]
    near = [(one, other) for one in gone for other in come if _like(one, other) >= LIKE]
    changed = [
        (one, other)
        for one, other in near
        if sum(a == one for a, _ in near) == 1 and sum(b == other for _, b in near) == 1
    ]
    for one, other in changed:
        page, lock = at.text(new.status, other), places[one]
        yield at.change("message-changed", "", other, one, other, page=page, lock=lock)
    for text in gone:
        if text not in [one for one, _ in changed]:
            yield at.change("message-removed", "", text, text, "", lock=places[text])
    for text in come:
        if text not in [other for _, other in changed]:
            yield at.change("message-added", "", text, "", text, page=at.text(new.status, text))
    if _bare(old) != _bare(new) or old.wording != new.wording:
        words = at.worded(old.wording, new.wording)
        yield at.change("reworded", "", "text", _bare(old) or words[0], _bare(new) or words[1])


def _bare(response: LockedResponse) -> str:
    """Return the texts that only say a status in words."""
    found = (*response.messages, *((response.text,) if response.text else ()))
    return ", ".join(sorted(one.text for one in found if is_bare(one.text)))


def _like(one: str, other: str) -> float:
    if len(one) > _LONGEST or len(other) > _LONGEST:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


_LONGEST = 300
"""Letters of a text that is compared with others."""
