"""Texts under a status: what x-messages must say of them now.

In: an operation, a status, the texts the page has. Out: steps. Responses that operations share follow their pages
where these agree; else the one that differs gets a response of its own.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_entry import Context
from hexapla.docs.drift_responses import texts_of
from hexapla.docs.drift_spec import answers
from hexapla.docs.edits import Drop, Put, Step, Way, walk
from hexapla.docs.edits_text import EditError
from hexapla.docs.emit import Data
from hexapla.docs.lock import LockedResponse
from hexapla.model import Operation, Response
from hexapla.names import snake
from hexapla.source import Node

_WORDS = 6
"""Words of a text that its reason is made of."""


def messages(context: Context, changes: Sequence[Change], operation: Operation) -> tuple[list[Step], list[str]]:
    """Return the steps after which a response has the texts of its page."""
    found = _response(context, changes[0])
    if found is None:
        raise EditError("the spec has no such response")
    response, stated = found
    way = context.member(response.where)
    node = walk(context.ways.roots[way.file], way)
    if node is None or not isinstance(node.value, dict):
        raise EditError("the response is no mapping")
    wanted = texts_of(stated)
    reference = node.text("$ref")
    if reference is None:
        return list(_texts(context, way, node, response, wanted, changes)), []
    target = target_of(way.file, reference)
    shared = walk(context.ways.roots[target.file], target) if target.file in context.ways.roots else None
    if shared is None:
        raise EditError("the response is shared and could not be found")
    if all(texts == wanted for texts in _stated_by_all(context, target)):
        return list(_texts(context, target, shared, response, wanted, changes)), ["operations share this response"]
    if any(key not in ("description", "x-messages") for key, _ in shared.items()):
        raise EditError("operations share this response, and their pages differ", "give the operation one of its own")
    value: dict[str, Data] = {"description": shared.text("description") or "", **_said(context, response, wanted)}
    return [Put(at=way, value=value)], ["the operation had a response that others share, and has its own now"]


def shared(context: Context, change: Change) -> object:
    """Return what operations share where all their pages say the same of it; None where they do not."""
    found = _response(context, change)
    way = context.ways.member(found[0].where) if found else None
    node = walk(context.ways.roots[way.file], way) if way else None
    reference = node.text("$ref") if node else None
    if found is None or way is None or reference is None:
        return None
    target, wanted = target_of(way.file, reference), texts_of(found[1])
    return ("shared", target) if all(texts == wanted for texts in _stated_by_all(context, target)) else None


def _said(context: Context, response: Response, wanted: Sequence[str]) -> dict[str, Data]:
    keys = {message.text: message.reason for message in response.messages}
    said = {keys.get(text) or text: text for text in wanted}
    made = said_texts(context, [text for text in wanted if text not in keys])
    reasons = {text: key for key, text in made.items()}
    if not wanted:
        return {}
    return {"x-messages": {reasons.get(text, key): text for key, text in said.items()}}


def _response(context: Context, change: Change) -> tuple[Response, LockedResponse] | None:
    for locked in context.new_lock.operations:
        operation = context.new.operations.get(f"{locked.method} {locked.path}")
        if f"{locked.method} {locked.path}" == change.operation and operation is not None:
            for response, stated in answers(locked, operation):
                if stated.status == change.part:
                    return response, stated
    return None


def _texts(
    context: Context,
    way: Way,
    node: Node,
    response: Response,
    wanted: Sequence[str],
    changes: Sequence[Change],
) -> Iterator[Step]:
    """Yield the steps for one mapping x-messages."""
    own = {message.text: message.reason for message in response.messages}
    came = [text for text in wanted if text not in own]
    for change in changes:
        if change.kind == "message-changed" and change.before in own and change.after in came:
            yield Put(at=way.down("x-messages", own.pop(change.before)), value=change.after)
            came.remove(change.after)
    reasons = said_texts(context, came)
    if reasons and node.get("x-messages") is None:
        yield Put(at=way.down("x-messages"), value=dict(reasons), after="description")
    elif reasons:
        for key, text in reasons.items():
            yield Put(at=way.down("x-messages", key), value=text)
    for text, key in own.items():
        if text not in wanted:
            yield Drop(way.down("x-messages", key), up=1)


def said_texts(context: Context, texts: Sequence[str]) -> dict[str, Data]:
    """Return texts by reason: the reason that a text has elsewhere, else one made of its first words."""
    known: dict[str, str] = {}
    for operation in context.api.operations:
        for response in operation.responses:
            known |= {message.text: message.reason for message in response.messages}
    taken = set(known.values())
    found: dict[str, Data] = {}
    for text in texts:
        reason = known.get(text) or _free(text, taken)
        taken.add(reason)
        found[reason] = text
    return found


def _free(text: str, taken: set[str]) -> str:
    words = [word for word in "".join(c if c.isascii() and c.isalnum() else " " for c in text).split()]
    wanted = snake(" ".join(words[:_WORDS])) or "refused"
    wanted = f"reason_{wanted}" if wanted[0].isdigit() else wanted
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name


def target_of(file: str, reference: str) -> Way:
    """Return the way to what a `$ref` in a file points at."""
    target, _, fragment = reference.partition("#")
    words = [word.replace("~1", "/").replace("~0", "~") for word in fragment.split("/")[1:]]
    named = posixpath.normpath(posixpath.join(posixpath.dirname(file), target)) if target else file
    return Way(named, tuple(words))


def _stated_by_all(context: Context, target: Way) -> Iterator[list[str]]:
    """Yield the texts that each page has for the responses that refer to a target."""
    for locked in context.new_lock.operations:
        operation = context.new.operations.get(f"{locked.method} {locked.path}")
        for response, stated in answers(locked, operation) if operation else ():
            way = context.ways.member(response.where)
            node = walk(context.ways.roots[way.file], way) if way else None
            reference = node.text("$ref") if node else None
            if way is not None and reference is not None and target_of(way.file, reference) == target:
                yield texts_of(stated)


def same_reference(context: Context, operation: Operation, stated: LockedResponse) -> str | None:
    """Return the `$ref` by which another operation of the file has a response that says the same."""
    if stated.fields:
        return None
    for other in context.api.operations:
        for response in other.responses:
            way = context.ways.member(response.where)
            if way is None or response.status != stated.status or response.where.file != operation.where.file:
                continue
            node = walk(context.ways.roots[way.file], way)
            reference = node.text("$ref") if node else None
            texts = sorted(message.text for message in response.messages)
            if reference is not None and not response.contents and texts == sorted(texts_of(stated)):
                return reference
    return None
