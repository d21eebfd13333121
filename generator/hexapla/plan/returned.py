"""What a method returns, as text: its type, the rows that tell how a reply is read, and what its documentation says."""

from __future__ import annotations

from typing import Final, Protocol

from hexapla.model import Array, Nullable, Scalar, Type
from hexapla.plan import prose
from hexapla.plan.calls import Answer
from hexapla.plan.results import Result, Row
from hexapla.plan.style import Style

_SAID: Final = {
    "Pager": "Pages are asked for as they are needed.",
    "Download": "The body is read as it is asked for; close it when you are done.",
    "Lines": "Each line is read as it arrives; close it when you are done.",
    "Events": "Each event is handed out as it arrives; close it when you are done. Nothing connects again by itself.",
}
"""Of what comes in pieces, how it is used."""


class User(Protocol):
    """What this asks of the methods."""

    @property
    def style(self) -> Style:
        """Return the style."""

    def result(self, of: Type) -> str:
        """Return the type a method returns."""

    def shape(self, of: Type) -> str:
        """Return by what a runtime reads what a method returns, where types are not there when code runs."""


class Returned:
    """The texts of one result; the words are those of `calls.Call`."""

    def __init__(self, user: User, result: Result) -> None:
        self._user = user
        self._result = result
        self.answers: tuple[Answer, ...] = () if result.is_plain else tuple(self._answer(row) for row in result.rows)
        self.item = self._item()
        self.body = self._of(result.rows[0]) if result.rows else user.style.nothing()
        self.shape = self._shape(result.rows[0]) if result.rows else ""
        self.type = self._type()
        self.said = self._said()

    def _type(self) -> str:
        result, style = self._result, self._user.style
        if result.item is not None:
            return self._user.result(Array(result.item))
        return style.either([self._of(row) for row in result.rows] or [style.nothing()])

    def _item(self) -> str:
        result = self._result
        if result.item is not None:
            return self._user.result(result.item)
        return self._of(result.rows[0]) if result.wrapper in ("Lines", "Events") else ""

    def _of(self, row: Row) -> str:
        """Return the type of what one kind of success is read as."""
        if row.reading == "bytes":
            return self._user.style.binary().text
        return self._user.style.nothing() if row.type is None else self._user.result(row.type)

    def _shape(self, row: Row) -> str:
        """Return by what a runtime reads one kind of success; empty for nothing."""
        if row.reading == "bytes":
            return self._user.style.binary().shape
        return "" if row.type is None else self._user.shape(row.type)

    def _answer(self, row: Row) -> Answer:
        style = self._user.style
        return Answer(
            status=style.string(row.status),
            media_type=style.string(row.media_type),
            type=self._of(row),
            shape=self._shape(row),
        )

    def _said(self) -> str:
        rows = self._result.rows
        if len(rows) > 1:
            return " ".join(f"For {row.status}, {self._of(row)}: {prose.sentence(row.said)}" for row in rows)
        if not rows or rows[0].reading == "nothing":
            return ""
        said = [prose.sentence(rows[0].said)]
        of = rows[0].type
        if isinstance(of, Nullable) and isinstance(of.of, Scalar):
            said.append(f"{self._user.style.value(None)} where the answer is empty.")
        if self._result.wrapper:
            said.append(_SAID[self._result.wrapper])
        return " ".join(said)
