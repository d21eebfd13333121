"""What a draft guesses: marks for the curator, the reasons they give, and a note for each at its line of the page.

In: guesses, as they are made. Out: marks (`x-documented`), the reasons that were used (`x-evidence`), findings.
"""

from __future__ import annotations

from typing import Final

from hexapla.docs.emit import Data
from hexapla.finding import Finding, Location, error, note, ordered, warning

Mark = dict[str, Data]

REASONS: Final = {
    "filters-optional": "The page prints this filter of a GET as required; it is taken to narrow an answer that comes "
    "without it as well, which nothing recorded shows.",
    "path-undeclared": "The URL on the page has this parameter and no table declares it; its type is guessed from its "
    "name.",
    "path-elsewhere": "The URL on the page has this parameter, and the page's tables call it otherwise, or put it "
    "elsewhere.",
    "path-shared": "The URLs of one path on the pages call this parameter differently, and OpenAPI has one name for "
    "all operations of a path.",
    "path-not-in-url": "The page declares this parameter for the path and its URL has no place for it; it is taken to "
    "go into the query.",
    "list-parameter": "The page prints no type of a list here; that it takes several values, of what type and how "
    "they are joined is guessed from its name and its words.",
    "parameter-as-text": "The page prints a type that a URL cannot carry as it is; it is taken to be a text.",
    "unknown-type": "The page prints a type that is none of JSON's; it is taken for the nearest of those, or for any "
    "value.",
    "moment-by-name": "The page prints string; that it is a date, or a date and a time, is guessed from its name and "
    "description.",
    "patch-value": "The page prints one type for the value of a JSON Patch, which is of the type of the field it is "
    "for.",
    "patch-body-absent": "The page prints no body for this PATCH, but its messages speak of operations; the body is "
    "taken to be a JSON Patch.",
    "body-by-sample": "The page prints no table for a body; its fields are those that a code sample on the page sends.",
    "answer-open": "The page prints no table for the answer of this GET, so any JSON value is let through.",
    "answer-empty": "The page prints no table for this answer, so no body is read.",
    "answer-absent": "The page prints no status of a success for this operation.",
    "rows-contradict": "The page prints this row twice, with different types or tables.",
    "name-odd": "The page has a field here whose name holds a quote or a backslash, which is likely to be a slip.",
    "table-astray": "The page has a table here that belongs to no object of the tables above it.",
}


class Notes:
    """Collects the guesses of a draft."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._again: dict[str, list[Location]] = {}
        self._used: set[str] = set()

    def mark(self, because: str, **said: Data) -> Mark:
        """Return a mark that gives a reason; with nothing else said, that neither page nor evidence settles it."""
        self._used.add(because)
        return {**({key.rstrip("_"): value for key, value in said.items()} or {"unknown": True}), "because": because}

    def guess(self, message: str, where: Location, hint: str | None = None) -> None:
        """Tell what was guessed."""
        self._findings.append(note("draft-guess", message, where, hint))

    def each(self, message: str, where: Location) -> None:
        """Tell what was guessed of a field; of fields that are alike in many tables once, at the first of them."""
        places = self._again.setdefault(message, [])
        if where not in places:
            places.append(where)

    def fault(self, message: str, where: Location, hint: str | None = None) -> None:
        """Tell what a draft cannot say."""
        self._findings.append(error("draft-impossible", message, where, hint))

    def lacking(self, message: str, where: Location) -> None:
        """Tell what must be written into the document before it is of use."""
        self._findings.append(warning("draft-lacking", message, where))

    def findings(self) -> list[Finding]:
        """Return what was told, in the order of places."""
        told = []
        for message, places in self._again.items():
            more = f", here and in {len(places) - 1} more place{'s' * (len(places) > 2)}" if len(places) > 1 else ""
            told.append(note("draft-guess", message + more, places[0]))
        return ordered([*self._findings, *told])

    def evidence(self) -> dict[str, Data]:
        """Return the reasons that marks give."""
        return {key: sentence for key, sentence in REASONS.items() if key in self._used}
