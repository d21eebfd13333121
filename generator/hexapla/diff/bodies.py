"""What operations carry: request bodies, media types, the parts of forms, headers.

In: two of them at a spot. Out: facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hexapla.diff import notes
from hexapla.diff.ledger import Ledger, Spot
from hexapla.model import JSON, Any, Content, Encoding, Header, RequestBody

_STREAMS: Final = ("text/event-stream", "application/x-ndjson", "application/ndjson", "application/jsonl")
_SEQUENCES: Final = (*_STREAMS, "application/json-seq", "multipart/mixed")
_WRITTEN: Final = (("explode", "param.explode-changed"), ("content", "param.content-changed"))
"""What of a header says how its value is written."""
_PART: Final = (("style", "style"), ("explode", "explode"), ("allow_reserved", "allowReserved"))
"""What of a part says how it is written, and what OpenAPI calls it."""
_PIECES: Final = re.compile(r'(?:[^;"]|"[^"]*")+')
_JSON: Final = re.compile(r"application/json|[^/]+/[^/]+\+json")


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
    return notes.listed(spelled_alike(one.media_type) for one in of)


def spelled_alike(text: str) -> str:
    """Return a media type as others spell it too: case and spaces mean nothing, nor does the charset of JSON.

    JSON has no parameter `charset`, and who receives it is not concerned by one (RFC 8259, section 11). Parameters
    have no order (RFC 9110, 8.3.1), and quotes around a word are no part of it (5.6.6).
    """
    name, *said = _PIECES.findall("".join(text.lower().split())) or [""]
    parameters = (re.sub(r'"([!#$%&\'*+.^_`|~0-9a-z-]+)"$', r"\1", one) for one in said)
    is_json = _JSON.fullmatch(name) is not None
    return ";".join([name, *sorted(one for one in parameters if not (is_json and one.startswith("charset=")))])


def _by_type(of: Sequence[Content]) -> dict[str, Content]:
    """Return contents by media type; of two that are one media type the second keeps what it is written as."""
    found: dict[str, Content] = {}
    for one in of:
        name = spelled_alike(one.media_type)
        found["".join(one.media_type.lower().split()) if name in found else name] = one
    return found


def contents(ledger: Ledger, spot: Spot, old: Sequence[Content], new: Sequence[Content], word: str) -> None:
    """Add what changed in the media types of a request body (`body`) or of an answer (`response`)."""
    before, after = _by_type(old), _by_type(new)
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
            _written(ledger, there, one, after[name])
            _content(ledger, there, one, after[name], word)


def _written(ledger: Ledger, spot: Spot, old: Content, new: Content) -> None:
    """Add that a media type has another parameter, where it means nothing: readers of the description see it."""
    said = ["".join(one.media_type.lower().split()) for one in (old, new)]
    if said[0] != said[1]:
        ledger.add(spot, "docs.text", "equal", *said)


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
    said: dict[str, JSON] = {word: getattr(of, name) for name, word in _PART if getattr(of, name) not in (None, False)}
    if of.explode is False:
        said["explode"] = False
    if of.media_types:
        said["contentType"] = notes.listed(map(spelled_alike, of.media_types))
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
    for name, rule in _WRITTEN:
        said = [next((one.value for one in of.rest if one.name == name), None) for of in (old, new)]
        said = [spelled_alike(one) if isinstance(one, str) else one for one in said]
        if said[0] != said[1]:
            ledger.add(spot.down(name), rule, "both", *said)
    ledger.types(spot, old.type, new.type)
    notes.text(ledger, spot, "description", old.description, new.description)
    notes.rest(ledger, spot, old.rest, new.rest, [name for name, _ in _WRITTEN])
