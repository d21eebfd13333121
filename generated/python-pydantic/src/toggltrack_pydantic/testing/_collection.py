"""Operations on stored records: a request to a reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from .._json import encode
from .._loads import loads
from .._types import JSON
from ._lists import narrowed, page_of
from ._patches import RefusedError, applied, checked, member_of
from ._records import Record, Records
from ._reply import FakeReply, canned, in_json, reply
from ._routes import Route
from ._rules import Rules
from ._sent import Sent

_COUNTS: Final = frozenset({"count", "total", "total_count"})
"""Members around a list that tell how many rows there are."""


class Asked(msgspec.Struct, frozen=True):
    """A request for an operation on stored records."""

    route: Route
    sent: Sent
    values: Mapping[str, str]
    """The parameters in the path, by name."""
    body: JSON
    headers: Mapping[str, str]
    """Fields that the reply carries in any case."""


class Collection:
    """Stored records, and what operations do to them."""

    def __init__(self, rules: Rules, records: Records) -> None:
        """Keep the rules and the records."""
        self._rules = rules
        self.records = records

    @property
    def answers(self) -> bool:
        """Tell whether the records count: what nobody creates has examples at first."""
        return "create" in self._rules.operations.values() or self.records.used

    def answer(self, asked: Asked) -> FakeReply:
        """Do what an operation does, and return the reply."""
        try:
            match self._rules.operations[asked.route.id]:
                case "list":
                    return self._list(asked)
                case "create":
                    return self._create(asked)
                case "get":
                    row = self._found(asked)
                    return _missing(asked) if row is None else _told(asked, row)
                case "update":
                    return self._update(asked, merge=False)
                case "merge":
                    return self._update(asked, merge=True)
                case "patch":
                    return self._patch(asked)
                case "delete":
                    return self._delete(asked)
        except RefusedError as refusal:
            return in_json(400, str(refusal), asked.headers)

    def _scope(self, asked: Asked) -> tuple[str, ...]:
        return tuple(asked.values[name] for name in self._rules.where)

    def _key(self, asked: Asked) -> str:
        return asked.values[asked.route.parameters[-1]]

    def _found(self, asked: Asked) -> Record | None:
        return self.records.find(self._scope(asked), self._key(asked))

    def _list(self, asked: Asked) -> FakeReply:
        rows = list(self.records.rows(self._scope(asked)))
        rows = narrowed(rows, self._rules, asked.sent.query)
        page = page_of(rows, self._rules, asked.sent.query)
        headers = {**asked.headers, **page.headers}
        body: JSON = [*page.rows]
        if self._rules.rows:
            around = loads(asked.route.answer.body.encode())
            body = _with(around, self._rules.rows, body, len(rows))
            if self._rules.cursor is not None and self._rules.cursor.way:
                body = _with(body, self._rules.cursor.way, page.following, None)
        return _told(asked, body, headers)

    def _create(self, asked: Asked) -> FakeReply:
        rules, scope = self._rules, self._scope(asked)
        members = self._members(asked)
        key = members.get(rules.key)
        if rules.kinds[rules.key] == "integer" or key is None:
            # Numbers are the server's to give.
            members.pop(rules.key, None)
        elif self.records.find(scope, str(key)) is not None:
            return in_json(409, f"{rules.key} {key} is taken", asked.headers)
        return _told(asked, self.records.put(scope, members))

    def _update(self, asked: Asked, *, merge: bool) -> FakeReply:
        row = self._found(asked)
        if row is None:
            return _missing(asked)
        for name, value in self._members(asked).items():
            if name in self._rules.fixed:
                continue
            if merge and value is None:
                row.pop(name, None)
            else:
                row[name] = value
        self.records.touch(row)
        if self._rules.answers[asked.route.id] == "record":
            return _told(asked, row)
        return canned(asked.route.answer, asked.headers)

    def _members(self, asked: Asked) -> Record:
        """Return the members of the body that are stored."""
        if asked.body is None:
            return {}
        if not isinstance(asked.body, dict):
            message = "a JSON object is expected"
            raise RefusedError(message)
        dropped = self._rules.dropped.get(asked.route.id, frozenset())
        known = self._rules.kinds.keys() - dropped
        found = {name: v for name, v in asked.body.items() if name in known}
        for name, value in found.items():
            checked(name, value, self._rules)
        return found

    def _patch(self, asked: Asked) -> FakeReply:
        steps = member_of(asked.body, self._rules)
        done: list[JSON] = []
        failed: list[JSON] = []
        rows: list[JSON] = []
        key_kind = self._rules.kinds[self._rules.key]
        for text in dict.fromkeys(self._key(asked).split(",")):
            row = self.records.find(self._scope(asked), text)
            if row is None:
                failed.append(int(text) if _is_number(text, key_kind) else text)
                continue
            applied(row, steps)
            self.records.touch(row)
            done.append(row[self._rules.key])
            rows.append(row)
        if not done and self._rules.split is None:
            return _missing(asked)
        match self._rules.answers[asked.route.id]:
            case "split":
                return _told(asked, self._split(done, failed))
            case "keys":
                return _told(asked, done)
            case "records":
                return _told(asked, rows)
            case _:
                return canned(asked.route.answer, asked.headers)

    def _split(self, done: list[JSON], failed: list[JSON]) -> JSON:
        names = self._rules.split
        if names is None:
            return None
        rows: list[JSON] = [{names.key: key, names.text: names.said} for key in failed]
        return {names.failed: rows, names.done: done}

    def _delete(self, asked: Asked) -> FakeReply:
        row = self._found(asked)
        if row is None:
            return _missing(asked)
        self.records.drop(self._scope(asked), self._key(asked))
        match self._rules.answers[asked.route.id]:
            case "record":
                return _told(asked, row)
            case "key":
                return _told(asked, row[self._rules.key])
            case _:
                return canned(asked.route.answer, asked.headers)


def _told(
    asked: Asked, value: JSON | Record, headers: Mapping[str, str] | None = None
) -> FakeReply:
    """Return the documented success with another body."""
    answer = asked.route.answer
    fields = asked.headers if headers is None else headers
    return reply(answer.status, encode(value), answer.media_type, fields)


def _missing(asked: Asked) -> FakeReply:
    return canned(asked.route.missing, asked.headers)


def _is_number(text: str, kind: str) -> bool:
    return kind == "integer" and text.isascii() and text.isdigit()


def _with(
    value: JSON, way: tuple[str, ...], inner: JSON, count: int | None
) -> dict[str, JSON]:
    """Return an object with something in a place, and counts that tell the truth."""
    found = {**value} if isinstance(value, dict) else {}
    if count is not None:
        for name, member in found.items():
            if name in _COUNTS and isinstance(member, int):
                found[name] = count
            elif isinstance(member, dict):
                found[name] = _with(member, (), None, count)
    if way:
        rest = way[1:]
        inside = found.get(way[0])
        found[way[0]] = _with(inside, rest, inner, None) if rest else inner
    return found
