"""Request bodies and responses of a draft.

In: an operation's facts, the same as the lock has them, and its name. Out: OpenAPI objects, their schemas in the
library; a guess is marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from hexapla.docs.draft_bodies import PATCH_STEP, Bodies, Body, is_name
from hexapla.docs.draft_ids import Name
from hexapla.docs.draft_library import Library, Use
from hexapla.docs.draft_messages import is_status, reasons, response
from hexapla.docs.draft_notes import Mark, Notes
from hexapla.docs.draft_types import read_type
from hexapla.docs.emit import Data
from hexapla.docs.facts import OperationFacts, ResponseFacts
from hexapla.docs.lock import LockedOperation, LockedResponse
from hexapla.finding import Location

_JSON: Final = "application/json"
_PATCHING: Final = re.compile(r"\bop\b|\bjson[ -]?patch\b|\bpatchable\b", re.IGNORECASE)
_EMPTY: Final = ("204", "205")


class Answers:
    """Makes request bodies and responses; a text has the same key in all of them."""

    def __init__(self, bodies: Bodies, library: Library, notes: Notes) -> None:
        self._bodies = bodies
        self._library = library
        self._notes = notes
        self._keys = reasons()

    def request(self, facts: OperationFacts, locked: LockedOperation, name: Name) -> dict[str, Data]:
        """Return the request body, nothing where there is none."""
        if not facts.body:
            return self._patch(facts, name) or self._sampled(facts, name)
        if facts.method in ("GET", "HEAD", "TRACE"):
            message = f"the page prints a body for this {facts.method}; few servers read one"
            self._notes.guess(message, facts.where)
        body = self._bodies.body(facts.body, locked.body, Use("request", name.resource, name.method))
        return {"required": True, "content": _content(body), **_marked(body.mark)}

    def _patch(self, facts: OperationFacts, name: Name) -> dict[str, Data]:
        """Return the JSON Patch that a PATCH without a table is taken to have where its messages speak of one."""
        texts = [text for found in facts.responses for text in (*found.messages, found.text)]
        if facts.method != "PATCH" or not any(_PATCHING.search(text) for text in texts):
            return {}
        self._notes.guess("no table, but messages about operations: the body is taken to be a JSON Patch", facts.where)
        step: dict[str, Data] = {
            "type": "object",
            "required": ["op", "path"],
            "properties": {
                "op": {"type": "string", "enum": ["add", "remove", "replace"]},
                "path": {"type": "string"},
                "value": {},
            },
        }
        use = Use("request", name.resource, name.method, PATCH_STEP)
        schema: dict[str, Data] = {"type": "array", "items": {"$ref": self._library.add(step, use)}}
        mark = self._notes.mark("patch-body-absent", absent=True)
        return {"required": True, "content": _content(Body(schema, {}, True, True)), **_marked(mark)}

    def _sampled(self, facts: OperationFacts, name: Name) -> dict[str, Data]:
        """Return the body that a sample sends where the page has no table for it."""
        sample = next(
            (one for one in facts.samples if one.body and one.body.type == "object" and one.body.fields), None
        )
        if sample is None or sample.body is None or facts.method in ("GET", "HEAD", "TRACE"):
            return {}
        fields = {
            field.name: read_type(field.type).schema()
            for field in sample.body.fields
            if is_name(field.name) and "." not in field.name
        }
        if not fields:
            return {}
        where = Location(facts.where.file, sample.line)
        self._notes.guess(f"no table for a body: what the {sample.language} sample sends is taken for it", where)
        use = Use("request", name.resource, name.method)
        schema = {"$ref": self._library.add({"type": "object", "properties": fields}, use)}
        return {
            "required": True,
            "content": _content(Body(schema, {})),
            **_marked(self._notes.mark("body-by-sample", absent=True)),
        }

    def responses(self, facts: OperationFacts, locked: LockedOperation, name: Name) -> dict[str, Data]:
        """Return the responses by status; a success is added where the page has none."""
        made: dict[str, Data] = {}
        for found, lock in zip(facts.responses, locked.responses, strict=True):
            if is_status(found.status):
                made[found.status] = self._response(facts, found, lock, name)
            else:
                message = f"`{found.status[:20]}` is no status of HTTP; the response is left out"
                self._notes.fault(message, facts.where)
        if not any(status[0] in "23" for status in made):
            self._notes.guess("the page has no status of a success; 200 is taken, and no body read", facts.where)
            mark = self._notes.mark("answer-absent", absent=True)
            made = {"200": {"description": "OK", **self._open(facts), **_marked(mark)}, **made}
        return made

    def _response(
        self, facts: OperationFacts, found: ResponseFacts, locked: LockedResponse, name: Name
    ) -> dict[str, Data]:
        made = response(found, self._keys, self._notes, facts.where)
        success = found.status.startswith("2")
        if found.fields:
            use = Use("answer" if success else "error", name.resource, name.method)
            body = self._bodies.body(found.fields, locked.fields, use)
            return {**made, "content": _content(body), **_marked(body.mark)}
        if not success or found.status in _EMPTY or facts.method == "HEAD":
            return made
        if facts.method == "GET":
            self._notes.guess(f"{found.status} has no table: any JSON value is let through", facts.where)
            return {**made, **self._open(facts), **_marked(self._notes.mark("answer-open", type="none"))}
        self._notes.guess(f"{found.status} has no table: no body is read", facts.where)
        return {**made, **_marked(self._notes.mark("answer-empty"))}

    def _open(self, facts: OperationFacts) -> dict[str, Data]:
        return {"content": {_JSON: {"schema": {}}}} if facts.method == "GET" else {}


def _content(body: Body) -> dict[str, Data]:
    return {_JSON: {**({"x-json-patch": True} if body.is_patch else {}), "schema": body.schema}}


def _marked(mark: Mapping[str, Data] | Mark) -> dict[str, Data]:
    return {"x-documented": mark} if mark else {}
