"""Where in a spec the rows of pages stand: the way to every node, and which property or parameter a row is about.

In: the root nodes of the files of a spec, its `Api`, a lock. Out: ways, and the uses of every record and parameter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hexapla.docs.edits import Way, Word
from hexapla.docs.lock import Lock, LockedOperation, LockedResponse, LockedRow
from hexapla.docs.matching import by_shape, nearest
from hexapla.docs.tree import Branch, grow
from hexapla.docs.words import Schemas, record_of, resolve
from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model import Api, Content, Documented, Operation, Parameter, Property, Record, Response
from hexapla.source import Node


class Ways:
    """The way to each node and to each member, by place."""

    def __init__(self, roots: Mapping[str, Node]) -> None:
        self.roots = roots
        self._nodes: dict[Location, Way] = {}
        self._members: dict[Location, Way] = {}
        for file, root in roots.items():
            self._enter(Way(file), root)

    def _enter(self, way: Way, root: Node) -> None:
        waiting: list[tuple[Way, Node]] = [(way, root)]
        while waiting:
            here, node = waiting.pop()
            if node.where in self._nodes and self._nodes[node.where].words == here.words[: len(here.words)]:
                continue
            self._nodes.setdefault(node.where, here)
            for key, member in node.items():
                self._members.setdefault(node.key(key), here.down(key))
                waiting.append((here.down(key), member))
            for number, element in enumerate(node.elements()):
                waiting.append((here.down(_element(number, element)), element))

    def node(self, where: Location) -> Way | None:
        """Return the way to the node that begins at a place."""
        return self._nodes.get(where)

    def member(self, where: Location) -> Way | None:
        """Return the way to the member whose key begins at a place."""
        return self._members.get(where)


def _element(number: int, element: Node) -> Word:
    name, place = element.text("name"), element.text("in")
    return number if name is None or place is None else (name, place)


@frozen(kw_only=True)
class Site:
    """A body of an operation. `part` is `body` or the status as the page prints it; `where` is the body in the spec."""

    locked: LockedOperation
    operation: Operation
    part: str
    where: Location
    mark: Documented | None
    content: Content | None

    @property
    def what(self) -> str:
        """Return what a message calls it."""
        part = "request body" if self.part == "body" else f"response {self.part}"
        return f"{self.locked.method} {self.locked.path}, {part}"


@frozen(kw_only=True)
class Level:
    """A table held against a record: rows of properties, and rows that are none.

    Attributes:
        path: of the table on the page, dotted, with a dot at its end.
        prefix: the same in the spec, without `items` of a bare array.
        lacking: the properties that the site's mark says this page has not, with their rows where it has them.
    """

    site: Site
    record: Record
    path: str
    prefix: str
    rows: tuple[Branch, ...]
    pairs: tuple[tuple[Property, Branch], ...]
    lacking: tuple[tuple[Property, Branch | None], ...]
    extra: tuple[Branch, ...]


@frozen(kw_only=True)
class Given:
    """A row of a parameter table and the parameter it is about."""

    locked: LockedOperation
    operation: Operation
    parameter: Parameter
    place: str
    branch: Branch


class Uses:
    """The rows of all pages, by what of the spec they are about."""

    def __init__(self, api: Api, lock: Lock) -> None:
        self.api = api
        self.schemas: Schemas = api.by_name()
        self.operations: dict[str, Operation] = {}
        self.levels: list[Level] = []
        self.given: list[Given] = []
        self.sites: dict[tuple[str, str], Site] = {}
        self._rows: dict[Location, tuple[Level, Property | None]] = {}
        self._given: dict[Location, Given] = {}
        shapes = by_shape(api.operations)
        for locked in lock.operations:
            found = nearest(shapes, locked)
            if found is not None:
                self.operations[f"{locked.method} {locked.path}"] = found
                self._operation(locked, found)

    def of_record(self, record: Record) -> list[Level]:
        """Return the tables that are held against a record."""
        return [level for level in self.levels if level.record.where == record.where]

    def of_property(self, property_: Property) -> list[tuple[Level, Branch]]:
        """Return the rows of a property."""
        return [(level, row) for level in self.levels for one, row in level.pairs if one.where == property_.where]

    def row(self, row: LockedRow) -> tuple[Level, Property | None] | None:
        """Return the table of a row and its property; None for a row in a table that stands for no record."""
        return self._rows.get(row.where)

    def parameter(self, row: LockedRow) -> Given | None:
        """Return the parameter that a row is about."""
        return self._given.get(row.where)

    def _operation(self, locked: LockedOperation, operation: Operation) -> None:
        given = list(_given(locked, operation))
        self.given += given
        self._given |= {one.branch.row.where: one for one in given}
        for site, rows in _sites(locked, operation):
            self.sites[f"{locked.method} {locked.path}", site.part] = site
            if site.content is not None and rows:
                self.levels += self._tables(site, site.content, rows)

    def _tables(self, site: Site, content: Content, rows: Sequence[LockedRow]) -> Iterator[Level]:
        branches, _ = grow(rows)
        path = ""
        if is_list(branches, content, self.schemas):
            path, branches = f"{branches[0].row.name}.", branches[0].children
        record = record_of(content.type, self.schemas)
        if record is not None:
            yield from self._level(site, record, branches, path, "")

    def _level(self, site: Site, record: Record, rows: Sequence[Branch], path: str, prefix: str) -> Iterator[Level]:
        level = _level(site, record, rows, path, prefix)
        yield level
        self._rows |= {branch.row.where: (level, None) for branch in level.rows}
        self._rows |= {branch.row.where: (level, one) for one, branch in level.lacking if branch is not None}
        self._rows |= {branch.row.where: (level, one) for one, branch in level.pairs}
        for property_, branch in level.pairs:
            inner = record_of(property_.type, self.schemas)
            if inner is not None:
                below = f"{path}{branch.row.name}.", f"{prefix}{property_.name}."
                yield from self._level(site, inner, branch.children, *below)


def is_list(branches: Sequence[Branch], content: Content | None, schemas: Schemas) -> bool:
    """Say whether a table with the only row `items` means a bare array."""
    if len(branches) != 1 or branches[0].row.name != "items" or not branches[0].row.type.lower().startswith("array"):
        return False
    bare = resolve(content.type, schemas).bare if content else None
    return not (isinstance(bare, Record) and any(property_.name == "items" for property_ in bare.properties))


def _sites(locked: LockedOperation, operation: Operation) -> Iterator[tuple[Site, Sequence[LockedRow]]]:
    body = operation.request_body
    if body is not None:
        yield (
            Site(
                locked=locked,
                operation=operation,
                part="body",
                where=body.where,
                mark=body.documented,
                content=_json(body.contents),
            ),
            locked.body,
        )
    for response, found in answers(locked, operation):
        site = Site(
            locked=locked,
            operation=operation,
            part=found.status,
            where=response.where,
            mark=response.documented,
            content=_json(response.contents),
        )
        yield site, found.fields


def answers(locked: LockedOperation, operation: Operation) -> Iterator[tuple[Response, LockedResponse]]:
    """Yield the responses of the spec that the page has too."""
    stated = {response.status: response for response in locked.responses}
    later = []
    for response in operation.responses:
        mark = response.documented
        found = None if mark and mark.absent else stated.pop((mark and mark.status) or response.status, None)
        if found:
            yield response, found
        else:
            later.append(response)
    for response in later:
        found = stated.pop(response.status, None)
        if found:
            yield response, found


def _json(contents: Sequence[Content]) -> Content | None:
    return next((c for c in contents if "json" in c.media_type), contents[0] if contents else None)


def _level(site: Site, record: Record, rows: Sequence[Branch], path: str, prefix: str) -> Level:
    """Hold a table against a record, as `docs check` does."""
    mark = site.mark
    lacks = frozenset(mark.lacks if mark else ())
    omitted = {row.name for row in mark.omitted} if mark else set()
    left: dict[str, list[Branch]] = {}
    for row in rows:
        left.setdefault(row.row.name, []).append(row)
    pairs: list[tuple[Property, Branch]] = []
    lacking: list[tuple[Property, Branch | None]] = []
    later: list[Property] = []
    for property_ in record.properties:
        own = property_.documented
        called = own.name if own and own.name else property_.name
        if prefix + property_.name in lacks:
            found = left.pop(property_.name, []) or left.pop(called, [])
            lacking.append((property_, found[0] if found else None))
        elif not (own and own.absent) and called in left:
            pairs += [(property_, branch) for branch in left.pop(called)]
        else:
            later.append(property_)
    for property_ in later:
        pairs += [(property_, branch) for branch in left.pop(property_.name, [])]
    extra = [branch for branches in left.values() for branch in branches if prefix + branch.row.name not in omitted]
    return Level(
        site=site,
        record=record,
        path=path,
        prefix=prefix,
        rows=tuple(rows),
        pairs=tuple(pairs),
        lacking=tuple(lacking),
        extra=tuple(extra),
    )


def _given(locked: LockedOperation, operation: Operation) -> Iterator[Given]:
    """Yield the parameters that the page has too, as `docs check` pairs them."""
    left: dict[tuple[str, str], list[Branch]] = {}
    for place, rows in (("path", locked.path_params), ("query", locked.query_params)):
        for row in rows:
            left.setdefault((place, row.name), []).append(Branch(row))
    later: list[Parameter] = []
    for parameter in operation.parameters:
        mark = parameter.documented
        key = place_of(parameter), name_of(parameter)
        if key in left and not (mark and mark.absent):
            for branch in left.pop(key):
                yield Given(locked=locked, operation=operation, parameter=parameter, place=key[0], branch=branch)
        else:
            later.append(parameter)
    for parameter in later:
        places = dict.fromkeys((place_of(parameter), parameter.location, "path", "query"))
        tries = [(place, name) for name in (name_of(parameter), parameter.name) for place in places]
        near = next((key for key in tries if key in left), None)
        for branch in left.pop(near) if near else ():
            yield Given(
                locked=locked, operation=operation, parameter=parameter, place=near[0] if near else "", branch=branch
            )


def place_of(parameter: Parameter) -> str:
    """Return where the page has a parameter."""
    return parameter.documented.place if parameter.documented and parameter.documented.place else parameter.location


def name_of(parameter: Parameter) -> str:
    """Return what the page calls a parameter."""
    return parameter.documented.name if parameter.documented and parameter.documented.name else parameter.name
