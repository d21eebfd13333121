"""Bodies of a draft, from the tables of a page.

In: the rows of a body or of an answer. Out: its schema, and the mark of the body where that cannot say all of it: the
same type that `docs check` reads in the rows, or a mark that says what they print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from hexapla.docs.draft_library import Library, Use
from hexapla.docs.draft_notes import Notes
from hexapla.docs.draft_types import Printed, SchemaData, form_of, narrowed, nullable, read_type, scalar, stated
from hexapla.docs.draft_words import LONGEST, singular, spoken
from hexapla.docs.emit import Data
from hexapla.docs.facts import FieldRow
from hexapla.docs.lock import LockedRow
from hexapla.docs.tree import Branch, grow
from hexapla.docs.words import same
from hexapla.finding import Location
from hexapla.names import snake

_NONE: Final = ("", "-", "null")
PATCH_STEP: Final = "JsonPatchOperation"
_ODD: Final = re.compile(r"[\x00-\x1f\"\\]")
"""What JSON escapes in a name: some decoders find no such key."""
_STEP: Final = ("op", "path", "value")


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its schema, the mark it needs, whether it is a list, and whether that is a JSON Patch."""

    schema: SchemaData
    mark: Mapping[str, Data]
    is_list: bool = False
    is_patch: bool = False


@dataclass(slots=True)
class _Scope:
    """What is known while one body is made: its use, the words of its rows, what its mark must say."""

    use: Use
    file: str
    words: Mapping[int, str]
    lacks: list[str] = field(default_factory=list)
    omitted: dict[str, str] = field(default_factory=dict)
    because: str = ""
    is_patch: bool = False

    def where(self, branch: Branch) -> Location:
        return branch.row.where


class Bodies:
    """Makes bodies; their named schemas are in the library."""

    def __init__(self, library: Library, notes: Notes) -> None:
        self._library = library
        self._notes = notes

    def body(self, rows: Sequence[FieldRow], locked: Sequence[LockedRow], use: Use) -> Body:
        """Return the body that the rows of a table describe; `locked` are the same rows as the lock has them."""
        words = {id(lock): row.description for lock, row in zip(locked, rows, strict=True)}
        scope = _Scope(use, locked[0].where.file, words)
        branches, stray = grow(locked)
        is_list = is_bare_array(branches)
        if is_list:
            row = branches[0].row
            scope.is_patch = use.role == "request" and use.method.startswith("patch") and is_patch(branches[0].children)
            use = replace(use, field=PATCH_STEP) if scope.is_patch else use
            schema, word = self._typed(scope, branches, "", use)
            page = stated(row.type, row.nullable)
        else:
            schema, word, page = {"$ref": self._record(scope, branches, "", use)}, "object", "object"
        self._astray(scope, stray)
        said: dict[str, Data] = {} if same(page, word) else {"type": page}
        if not same(page, word):
            self._check(page, branches[0])
        if scope.lacks:
            said["lacks"] = list(scope.lacks)
        if scope.omitted:
            said["omitted"] = [{"name": name, "type": kind} for name, kind in scope.omitted.items()]
        mark = self._notes.mark(scope.because or "unknown-type", **said) if said else {}
        return Body(schema, mark, is_list, scope.is_patch)

    def _check(self, page: str, branch: Branch) -> None:
        if page:
            kind = read_type(branch.row.type).word
            taken = "any value" if kind == "any" or branch.row.name == "value" else kind
            self._notes.each(
                f"`{branch.row.name}` is printed as `{page[:60]}`; it is taken for {taken}", branch.row.where
            )
        else:
            self._notes.fault(f"`{branch.row.name[:60]}` has no type, and no mark can say so", branch.row.where)

    # -- records -------------------------------------------------------------------------------------------------------

    def _record(self, scope: _Scope, branches: Sequence[Branch], prefix: str, use: Use) -> Data:
        """Return a reference to the schema of a table."""
        groups: dict[str, list[Branch]] = {}
        for branch in branches:
            groups.setdefault(branch.row.name, []).append(branch)
        properties: dict[str, SchemaData] = {}
        for name, found in groups.items():
            if not 0 < len(name) <= LONGEST:
                self._notes.fault(
                    f"`{name[:60]}` can be the name of no field; the row is left out", scope.where(found[0])
                )
            elif _ODD.search(name) and _agree(found):
                self._omitted(scope, found[0].row, prefix + name, "name-odd", "has a name that code cannot read")
            elif _agree(found):
                properties[name] = self._property(scope, found, prefix)
                properties[name] |= self._spoken(name, list(groups), scope.where(found[0]))
            else:
                properties[name] = self._contradicted(scope, found, prefix + name)
        schema: dict[str, Data] = {"type": "object"}
        if scope.is_patch and use.role != "field":
            schema["required"] = ["op", "path"]
        return self._library.add({**schema, "properties": properties} if properties else schema, use)

    def _spoken(self, name: str, names: Sequence[str], where: Location) -> SchemaData:
        """Return a name for callers where that of a field has no words."""
        word = spoken(name, "field", names)
        if word:
            self._notes.guess(f"`{name}` has no words; callers see `{word}`", where)
        return {"x-name": word} if word else {}

    def _contradicted(self, scope: _Scope, found: Sequence[Branch], path: str) -> SchemaData:
        """Return the schema of a field that stands twice and differs: any value, and the body's mark tells of it."""
        kinds = dict.fromkeys(stated(branch.row.type, branch.row.nullable) for branch in found)
        first, where = next(iter(kinds)), scope.where(found[-1])
        if not first:
            self._notes.fault(f"`{path[:60]}` has no type, and no mark can say so", where)
        else:
            scope.lacks.append(path)
            scope.omitted[path] = first
            scope.because = "rows-contradict"
            self._notes.guess(
                f"`{path}` stands twice and differs ({', '.join(kinds)}): any value is let through", where
            )
        return {"type": "object"} if first == "any" else {}

    def _property(self, scope: _Scope, found: Sequence[Branch], prefix: str) -> SchemaData:
        branch = found[0]
        row = branch.row
        schema, word = self._typed(scope, found, prefix + row.name + ".", scope.use)
        page = stated(row.type, row.nullable)
        text = scope.words[id(row)]
        if text not in _NONE:
            schema = {**schema, "description": text}
        if not same(page, word):
            self._check(page, branch)
            if "$ref" in schema:  # a mark stands beside no reference
                schema = {"allOf": [{"$ref": schema["$ref"]}], **{k: v for k, v in schema.items() if k != "$ref"}}
            why = "patch-value" if scope.is_patch and row.name == "value" else "unknown-type"
            return {**schema, "x-documented": self._notes.mark(why, type=page)} if page else schema
        if "format" in schema and (guess := form_of(row.name, text)) and guess[1]:
            self._notes.each(f"`{row.name}` is taken for a {schema['format']}", row.where)
            return {**schema, "x-documented": self._notes.mark("moment-by-name")}
        return schema

    # -- types ---------------------------------------------------------------------------------------------------------

    def _typed(self, scope: _Scope, found: Sequence[Branch], prefix: str, use: Use) -> tuple[SchemaData, str]:
        """Return the schema of a row and the word that `docs check` has for it."""
        branch = found[0]
        row, printed = branch.row, read_type(branch.row.type)
        if scope.is_patch and row.name == "value" and prefix:
            return {}, "any"
        inner: SchemaData | None = None
        if branch.children:
            printed = Printed("object", printed.lists)
            is_body = not prefix
            name = singular(row.name) if printed.lists else row.name
            below = use if is_body else Use("field", use.resource, use.method, name)
            inner = {"$ref": self._record(scope, branch.children, prefix, below)}
        elif printed.lists <= 1 and printed.kind not in ("object", "any"):
            inner = self._narrowed(scope, branch, printed)
        schema = printed.schema(inner)
        # A nullable value without a type stays what it is: nothing is taken from `any`.
        if row.nullable and schema:
            return nullable(schema), stated(printed.word, True)
        return schema, printed.word

    def _narrowed(self, scope: _Scope, branch: Branch, printed: Printed) -> SchemaData:
        """Return the schema of a scalar, with what its description adds; several values have a name."""
        text, plain = scope.words[id(branch.row)], scalar(printed)
        if text in _NONE:
            text = ""
        form = form_of(branch.row.name, text)
        if printed.kind == "string" and printed.form is None and not printed.lists and form:
            plain = {**plain, "format": form[0]}
            return plain
        more = narrowed(printed.kind, text)
        if "enum" in more and printed.form is None:
            return self._values(branch, {**plain, **more}, scope)
        return plain if printed.lists or printed.form else {**plain, **more}

    def _values(self, branch: Branch, schema: SchemaData, scope: _Scope) -> SchemaData:
        row = branch.row
        enum = {key: value for key, value in schema.items() if key != "default"}
        kept = row.nullable or not same(row.type, read_type(row.type).word) or "default" in schema
        if kept:
            return enum if read_type(row.type).lists else schema
        if scope.is_patch:
            return enum
        name = singular(row.name) if read_type(row.type).lists else row.name
        return {"$ref": self._library.add(enum, Use("field", scope.use.resource, scope.use.method, name))}

    def _astray(self, scope: _Scope, stray: Sequence[LockedRow]) -> None:
        """Name the rows of tables that belong nowhere in the mark of the body."""
        for row in stray:
            why = "is in a table that belongs to no field"
            self._omitted(scope, row, f"{row.table}.{row.name}", "table-astray", why)

    def _omitted(self, scope: _Scope, row: LockedRow, path: str, because: str, why: str) -> None:
        """Leave a row out, and name it in the mark of the body."""
        kind = stated(row.type, row.nullable)
        if not kind or scope.omitted.get(path, kind) != kind or path in scope.lacks:
            self._notes.fault(f"`{path[:60]}` {why}, and says two things", row.where)
        else:
            scope.omitted[path] = kind
            scope.because = scope.because or because
            self._notes.guess(f"`{path[:60]}` {why}; it is left out", row.where)


def is_name(name: str) -> bool:
    """Say whether a field may be called so, without more being said."""
    return 0 < len(name) <= LONGEST and not _ODD.search(name) and bool(snake(name))


def is_bare_array(branches: Sequence[Branch]) -> bool:
    """Say whether a table means a bare array: its only row is an array `items`."""
    return len(branches) == 1 and branches[0].row.name == "items" and branches[0].row.type.lower().startswith("array")


def is_patch(branches: Sequence[Branch]) -> bool:
    """Say whether a table is that of a step of a JSON Patch."""
    names = [branch.row.name for branch in branches]
    return sorted(names) == sorted(_STEP[: len(names)]) and len(names) > 1


def _agree(found: Sequence[Branch]) -> bool:
    """Say whether rows of one name say the same."""
    first = _shape(found[0])
    return all(_shape(branch) == first for branch in found[1:])


def _shape(branch: Branch) -> tuple[str, bool, tuple[object, ...]]:
    row = branch.row
    return row.type, row.nullable, tuple((child.row.name, _shape(child)) for child in branch.children)
