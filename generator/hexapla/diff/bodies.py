"""What operations carry: request bodies, media types, the parts of forms, headers.

In: two of them at a spot. Out: facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.diff import notes
from hexapla.diff.ledger import Ledger, Spot
from hexapla.model import JSON, Any, Content, Encoding, Header, RequestBody

_STREAMS: Final = ("text/event-stream", "application/x-ndjson", "application/ndjson", "application/jsonl")
_SEQUENCES: Final = (*_STREAMS, "application/json-seq", "multipart/mixed")
_PART: Final = ("style", "explode", "allow_reserved")


def request_body(ledger: Ledger, spot: Spot, old: RequestBody | None, new: RequestBody | None) -> None:
    """Add what changed in what an operation takes."""
    if old is None and new is None:
        return
    here = spot.down("body", old=old.where if old else None, new=new.where if new else None)
    if old is None and new is not None:
        rule = "body.added-required" if new.required else "body.added-optional"
        ledger.add(here, rule, "narrows", None, _media(new.contents), required=new.required)
    elif old is not None and new is None:
        ledger.add(here, "body.removed", "widens", _media(old.contents), None, required=old.required)
    elif old is not None and new is not None:
        if old.required != new.required:
            rule = "body.became-required" if new.required else "body.became-optional"
            ledger.add(here, rule, "narrows" if new.required else "widens", old.required, new.required)
        contents(ledger, here, old.contents, new.contents, "body")
        notes.text(ledger, here, "description", old.description, new.description)
        notes.documented(ledger, here, old.documented, new.documented)
        notes.rest(ledger, here, old.rest, new.rest)


def _media(of: Sequence[Content]) -> JSON:
    return notes.listed(spelled_alike(one) for one in of)


def spelled_alike(of: Content) -> str:
    """Return a media type as others spell it too."""
    return "".join(of.media_type.lower().split())


def contents(ledger: Ledger, spot: Spot, old: Sequence[Content], new: Sequence[Content], word: str) -> None:
    """Add what changed in the media types of a request body (`body`) or of an answer (`response`)."""
    before, after = ({spelled_alike(one): one for one in of} for of in (old, new))
    gone, come = ([name for name in one if name not in other] for one, other in ((before, after), (after, before)))
    if word == "response" and gone and come and _streams(gone) != _streams(come) and not before.keys() & after.keys():
        ledger.add(spot.down("content"), "response.stream-changed", "both", list[JSON](gone), list[JSON](come))
        return
    for name in gone:
        there = spot.down("content", name, old=before[name].where)
        ledger.add(there, f"{word}.media-removed", "narrows", name, None)
    for name in come:
        ledger.add(spot.down("content", name, new=after[name].where), f"{word}.media-added", "widens", None, name)
    for name, one in before.items():
        if name in after:
            there = spot.down("content", name, old=one.where, new=after[name].where)
            _content(ledger, there, one, after[name], word)


def _streams(of: Sequence[str]) -> bool:
    return any(name.partition(";")[0] in _SEQUENCES for name in of)


def _content(ledger: Ledger, spot: Spot, old: Content, new: Content, word: str) -> None:
    typed = old.type != Any(), new.type != Any()
    if word == "body" and typed[0] != typed[1]:
        rule = "body.schema-added" if typed[1] else "body.schema-removed"
        ledger.add(spot.down("schema"), rule, "narrows" if typed[1] else "widens", *typed)
    else:
        ledger.types(spot.down("schema"), old.type, new.type)
    if old.json_patch != new.json_patch:
        ledger.add(spot, "body.json-patch-changed", "equal", old.json_patch, new.json_patch)
    before, after = ({one.property: one for one in of.encodings} for of in (old, new))
    for name in sorted({*before, *after}):
        _encoding(ledger, spot.down("encoding", name), before.get(name), after.get(name))
    notes.example(ledger, spot, old.example, new.example)
    notes.rest(ledger, spot, old.rest, new.rest)


def _encoding(ledger: Ledger, spot: Spot, old: Encoding | None, new: Encoding | None) -> None:
    """Add what changed in how one part is written."""
    where = [one.where if one is not None else None for one in (old, new)]
    here = spot.down(old=where[0], new=where[1])
    said = [_part(one) for one in (old, new)]
    if said[0] != said[1]:
        ledger.add(here, "body.encoding-changed", "both", *said)
    listed = [one.headers if one is not None else () for one in (old, new)]
    headers(ledger, here, *listed)
    notes.rest(ledger, here, old.rest if old is not None else (), new.rest if new is not None else ())


def _part(of: Encoding | None) -> JSON:
    if of is None:
        return None
    said: dict[str, JSON] = {name: getattr(of, name) for name in _PART if getattr(of, name) not in (None, False)}
    if of.explode is False:
        said["explode"] = False
    if of.media_types:
        said["contentType"] = notes.listed(one.lower() for one in of.media_types)
    return said or None


def headers(ledger: Ledger, spot: Spot, old: Sequence[Header], new: Sequence[Header]) -> None:
    """Add what changed in header fields; case means nothing in their names."""
    before, after = ({one.name.lower(): one for one in of} for of in (old, new))
    for name in sorted({*before, *after}):
        one, other = before.get(name), after.get(name)
        here = spot.down("headers", name, old=one.where if one else None, new=other.where if other else None)
        if one is None and other is not None:
            ledger.add(here, "header.added", "narrows", None, _said(other), required=other.required)
        elif one is not None and other is None:
            ledger.add(
                here, "header.removed", "widens", _said(one), None, required=one.required, deprecated=one.deprecated
            )
        elif one is not None and other is not None:
            _header(ledger, here, one, other)


def _said(of: Header) -> JSON:
    return {"name": of.name.lower(), "required": of.required}


def _header(ledger: Ledger, spot: Spot, old: Header, new: Header) -> None:
    if old.required != new.required:
        rule = "header.became-required" if new.required else "header.became-optional"
        ledger.add(spot, rule, "narrows" if new.required else "widens", old.required, new.required)
    if old.deprecated != new.deprecated:
        ledger.add(spot, "header.deprecated", "equal", old.deprecated, new.deprecated)
    ledger.types(spot, old.type, new.type)
    notes.text(ledger, spot, "description", old.description, new.description)
    notes.rest(ledger, spot, old.rest, new.rest)
