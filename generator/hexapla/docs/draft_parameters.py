"""Parameters of a draft: those of the URL, whatever the tables say, and those of the tables.

In: an operation with its place. Out: parameter objects; what a table says of them otherwise is marked, as is what is
guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hexapla.docs.draft_notes import Mark, Notes
from hexapla.docs.draft_paths import Site
from hexapla.docs.draft_types import Printed, SchemaData, form_of, narrowed, nullable, read_type, scalar, stated
from hexapla.docs.draft_words import LONGEST, is_id, is_ids, is_plural, spoken
from hexapla.docs.emit import Data
from hexapla.docs.facts import ParameterRow
from hexapla.docs.words import same
from hexapla.finding import Location

_JOINED: Final = re.compile(r"comma[- ]separated|separated by commas?|comma[- ]delimited", re.IGNORECASE)
_NONE: Final = ("", "-", "null")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, and the table it stands in."""

    place: str
    row: ParameterRow


class Parameters:
    """Makes the parameters of one operation."""

    def __init__(self, site: Site, notes: Notes) -> None:
        self._site = site
        self._notes = notes
        self._file = site.facts.where.file
        self._left = self._rows()
        self._queried: set[str] = set()

    def listed(self) -> list[Data]:
        """Return the parameters, those of the URL first."""
        found: list[Data] = [
            self._in_url(name, own) for name, own in zip(self._site.names, self._site.own, strict=True)
        ]
        return found + [self._in_query(row) for row in list(self._left.values()) if row.row.name not in self._queried]

    def _rows(self) -> dict[tuple[str, str], _Row]:
        """Return the rows by table and name; one that stands twice and differs is a fault."""
        facts, found = self._site.facts, dict[tuple[str, str], _Row]()
        for place, rows in (("path", facts.path_params), ("query", facts.query_params)):
            for row in rows:
                first = found.setdefault((place, row.name), _Row(place, row)).row
                where = Location(self._file, row.line)
                if not row.name or len(row.name) > LONGEST or not row.type:
                    self._notes.fault("a parameter has a name of some letters and a type; the row is left out", where)
                    found.pop((place, row.name), None)
                elif (first.type, first.required, _null(first)) != (row.type, row.required, _null(row)):
                    message = f"`{row.name}` stands twice and differs, at line {first.line} too; that one is followed"
                    self._notes.fault(message, where)
        return found

    # -- the URL -------------------------------------------------------------------------------------------------------

    def _in_url(self, name: str, own: str) -> dict[str, Data]:
        found = self._declared(own)
        where = Location(self._file, found.row.line) if found else self._site.facts.where
        text = found.row.description if found else ""
        printed = read_type(found.row.type) if found else None
        schema, word, because = self._url_type(own, printed, where)
        said: dict[str, Data] = {}
        if found is None:
            self._notes.guess(f"no table declares `{own}` of the URL; it is taken to be {_told(schema)}", where)
            mark = self._notes.mark("path-undeclared", absent=True)
        else:
            if found.row.name != name:
                said["name"] = found.row.name
                because = because or ("path-shared" if found.row.name == own else "path-elsewhere")
            if found.place != "path":
                said["in_"] = found.place
                because = "path-elsewhere"
                self._notes.guess(f"`{own}` of the URL is the {found.place} parameter `{found.row.name}`", where)
            page = stated(found.row.type, _null(found.row))
            if not same(page, word):
                said["type"] = page
            if not found.row.required:
                said["required"] = False
            mark = self._notes.mark(because or "parameter-as-text", **said) if said else {}
        made: dict[str, Data] = {"name": name, "in": "path", "required": True}
        short = spoken(own, "part", self._site.own) or (own if own != name else "")
        made |= {"x-name": short} if short else {}
        return _parameter(made, text, schema, mark)

    def _url_type(self, own: str, printed: Printed | None, where: Location) -> tuple[SchemaData, str, str]:
        """Return the schema of a part of a URL, its word, and the reason where it is not that of the page."""
        if is_ids(own) or (printed is not None and printed.lists):
            of = (
                printed.kind
                if printed and printed.kind in ("integer", "number")
                else "integer"
                if is_ids(own)
                else "string"
            )
            if printed is not None and not printed.lists:
                self._notes.guess(f"`{own}` is taken for several values, joined by commas", where)
            return Printed(of, 1).schema(), Printed(of, 1).word, "list-parameter"
        if printed is None:
            kind = "integer" if is_id(own) else "string"
            return {"type": kind}, kind, ""
        if printed.kind in ("object", "any"):
            return {"type": "string"}, "string", "parameter-as-text"
        return scalar(printed), printed.kind, "unknown-type" if printed.form else ""

    def _declared(self, own: str) -> _Row | None:
        """Take the row that declares a parameter of the URL: by its name in a table, or as the only one of a path."""
        for place in ("path", "query"):
            for name in (own, f"{own}[]"):
                if found := self._left.pop((place, name), None):
                    return found
        rest = [row for (place, name), row in self._left.items() if place == "path" and name not in self._site.own]
        declared = {row.name for row in self._site.facts.path_params}
        missing = [name for name in self._site.own if name not in declared]
        if len(rest) == 1 and missing == [own]:
            where = Location(self._file, rest[0].row.line)
            self._notes.guess(f"`{rest[0].row.name}` is taken to declare `{own}` of the URL", where)
            return self._left.pop(("path", rest[0].row.name))
        return None

    # -- the query -----------------------------------------------------------------------------------------------------

    def _in_query(self, found: _Row) -> dict[str, Data]:
        row, where = found.row, Location(self._file, found.row.line)
        self._queried.add(row.name)
        if found.place == "path" and ("query", row.name) in self._left:
            self._notes.fault(f"`{row.name}` is in both tables, and in the URL it is not", where)
        said: dict[str, Data] = {}
        because = ""
        if found.place == "path":
            said["in_"], because = "path", "path-not-in-url"
            self._notes.guess(
                f"`{row.name}` is declared for the path and has no place in the URL; it is in the query", where
            )
        schema, word, why, style = self._query_type(row, where)
        page = stated(row.type, _null(row))
        if not same(page, word):
            said["type"], because = page, because or why
        required = row.required and found.place == "query"
        if required and self._site.facts.method in ("GET", "HEAD"):
            said["required"], because, required = True, because or "filters-optional", False
            self._notes.guess(f"`{row.name}` is printed as required; a filter of a GET is taken to be optional", where)
        elif row.required != required:
            said["required"] = row.required
        made: dict[str, Data] = {"name": row.name, "in": "query"}
        made |= {"required": True} if required else {}
        short = row.name[:-2] if self._has_brackets(row.name) else ""
        short = short or spoken(row.name, "parameter", [name for _, name in self._left])
        made |= {"x-name": short} if short else {}
        mark = self._notes.mark(because or "unknown-type", **said) if said else self._settled(row, schema, style, where)
        return _parameter({**made, **style}, row.description, schema, mark)

    def _settled(self, row: ParameterRow, schema: SchemaData, style: SchemaData, where: Location) -> Mark:
        """Return the mark of a parameter that is as the page prints it, and a guess all the same."""
        guess = form_of(row.name, row.description) if "format" in schema else None
        if guess and guess[1]:
            self._notes.guess(f"`{row.name}` is taken for a {schema['format']}", where)
            return self._notes.mark("moment-by-name")
        if style and not _JOINED.search(row.description):
            self._notes.guess(f"the values of `{row.name}` are taken to be joined by commas", where)
            return self._notes.mark("list-parameter")
        return {}

    def _query_type(self, row: ParameterRow, where: Location) -> tuple[SchemaData, str, str, SchemaData]:
        """Return the schema of a query parameter, its word, the reason where it is not the page's, and its style."""
        printed = read_type(row.type)
        name = row.name.removesuffix("[]")
        brackets = name != row.name
        several = brackets or (
            printed.kind == "string" and is_plural(name) and _JOINED.search(row.description) is not None
        )
        style: SchemaData = {} if brackets else {"explode": False}
        if printed.lists or several:
            kind = printed.kind if printed.kind not in ("object", "any") else ""
            of = (
                "integer"
                if is_ids(name) and kind in ("", "string") and not (printed.lists and kind)
                else kind or "string"
            )
            if of != printed.kind or not printed.lists:
                self._notes.guess(f"`{row.name}` is taken for several values of type {of}", where)
            return Printed(of, 1).schema(), Printed(of, 1).word, "list-parameter", style
        if printed.kind in ("object", "any"):
            self._notes.guess(f"`{row.name}` is printed as `{row.type[:60]}`; it is taken for a text", where)
            return {"type": "string"}, "string", "parameter-as-text", {}
        schema, text = scalar(printed), "" if row.description in _NONE else row.description
        form = form_of(row.name, text) if printed.kind == "string" and not printed.form else None
        schema |= {"format": form[0]} if form else {} if printed.form else narrowed(printed.kind, text)
        if _null(row):
            return nullable(schema), stated(printed.kind, True), "unknown-type", {}
        return schema, printed.kind, "unknown-type", {}

    def _has_brackets(self, name: str) -> bool:
        short = name.removesuffix("[]")
        others = {other for _, other in self._left} | set(self._site.own)
        return short not in ("", name) and short not in others


def _parameter(made: dict[str, Data], text: str, schema: Data, mark: Mark) -> dict[str, Data]:
    described: dict[str, Data] = {} if text in _NONE else {"description": text}
    marked: dict[str, Data] = {"x-documented": mark} if mark else {}
    return {**made, **described, "schema": schema, **marked}


def _null(row: ParameterRow) -> bool:
    return row.nullable or row.description == "null"


def _told(schema: Data) -> str:
    kind = schema.get("type") if isinstance(schema, dict) else None
    return "a list of integers" if kind == "array" else f"a {kind}" if kind != "integer" else "an integer"
