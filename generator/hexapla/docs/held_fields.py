"""Bodies against the tables of a page.

In: a request body or response of the spec, and the rows the page has for it. Out: judgements in the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hexapla.docs import rules
from hexapla.docs.ledger import Claim, Ledger, Use
from hexapla.docs.lock import LockedRow
from hexapla.docs.tree import Branch, grow
from hexapla.docs.words import NULL, narrows, record_of, resolve, same, word
from hexapla.finding import Location
from hexapla.model import Content, Documented, Property, Record, Row, Type
from hexapla.source import did_you_mean

_NONE = "none"


@dataclass(slots=True)
class _Scope:
    """What is known while one body is judged: where, its mark, and which names of `lacks` and `omitted` were met."""

    ledger: Ledger
    use: Use
    mark: Documented | None
    lacks: frozenset[str]
    omitted: dict[str, Row]
    met: set[tuple[str, str]] = field(default_factory=set)


def hold_body(
    ledger: Ledger, use: Use, mark: Documented | None, contents: Sequence[Content], rows: Sequence[LockedRow]
) -> None:
    """Judge a body: the type as a whole, then field by field."""
    ledger.hold(mark)
    scope = _Scope(
        ledger,
        use,
        mark,
        frozenset(mark.lacks if mark else ()),
        {row.name: row for row in mark.omitted} if mark else {},
    )
    content = next((c for c in contents if "json" in c.media_type), contents[0] if contents else None)
    branches, stray = grow(rows)
    stated = _NONE if not rows else "object"
    items = _items(ledger, branches, content)
    if items:
        ledger.applied(rules.ITEMS)
        stated, branches = _stated(items.row), items.children
    own = word(content.type, ledger.schemas) if content else _NONE
    claim = Claim("type", use.what, "body, type", stated, own, use.where, use.lock)
    ledger.compare(claim, mark, mark.type if mark else None, same)
    if content and rows:
        _hold_content(scope, content.type, branches)
    for row in stray:
        _left(scope, Branch(row), f"{row.table}.", use.where, ())
    _unmet(scope)


def _items(ledger: Ledger, branches: Sequence[Branch], content: Content | None) -> Branch | None:
    """Return the row `items` of a table that means a bare array."""
    if len(branches) != 1 or branches[0].row.name != "items" or not branches[0].row.type.lower().startswith("array"):
        return None
    bare = resolve(content.type, ledger.schemas).bare if content else None
    wrapped = isinstance(bare, Record) and any(property_.name == "items" for property_ in bare.properties)
    return None if wrapped else branches[0]


def _hold_content(scope: _Scope, of: Type, branches: Sequence[Branch]) -> None:
    record = record_of(of, scope.ledger.schemas)
    if record:
        _hold_record(scope, record, branches, "")
    else:
        for branch in branches:
            _left(scope, branch, "", scope.use.where, ())


class _Table:
    """The rows of one table by name, less those that were taken."""

    def __init__(self, branches: Sequence[Branch]) -> None:
        self._rows: dict[str, list[Branch]] = {}
        for branch in branches:
            self._rows.setdefault(branch.row.name, []).append(branch)

    def take(self, *names: str | None) -> list[Branch]:
        """Return and remove the rows of the first of these names that is there."""
        return next((self._rows.pop(name) for name in names if name in self._rows), [])

    def left(self) -> list[Branch]:
        """Return what nobody took."""
        return [branch for branches in self._rows.values() for branch in branches]


def _hold_record(scope: _Scope, record: Record, branches: Sequence[Branch], prefix: str) -> None:
    """Judge the properties of a record against a table; `prefix` is the dotted path of the record."""
    table = _Table(branches)
    later: list[Property] = []
    for property_ in record.properties:
        path, mark = prefix + property_.name, property_.documented
        if path in scope.lacks:
            _hold_lacking(scope, property_, path, table)
            continue
        scope.ledger.hold(mark)
        exact = [] if mark and mark.absent else table.take(mark.name if mark and mark.name else property_.name)
        if exact:
            _hold(scope, property_, exact, path)
        else:
            later.append(property_)
    for property_ in later:  # only now, so that nothing takes what belongs to another by name
        _hold_near(scope, property_, prefix + property_.name, table)
    names = [property_.name for property_ in record.properties]
    for branch in table.left():
        _left(scope, branch, prefix, record.where, names)


def _hold_lacking(scope: _Scope, property_: Property, path: str, table: _Table) -> None:
    """Judge a property that a mark says this page has not, or has otherwise (then `omitted` names it as well)."""
    scope.met.add(("lacks", path))
    mark, twin = property_.documented, scope.omitted.get(path)
    found = table.take(property_.name, mark.name if mark else None)
    if not found or scope.mark is None:
        return
    if twin:
        own = mark.type if mark and mark.type else word(property_.type, scope.ledger.schemas)
        _hold_omitted(scope, twin, found[0].row, path, own)
    else:
        message = f"the mark says that the page lacks `{path}`, and it has it"
        scope.ledger.add("docs-mark-false", scope.use.what, message, scope.mark.where, found[0].row.where)


def _hold_near(scope: _Scope, property_: Property, path: str, table: _Table) -> None:
    """Judge a property that has no row of the name it should have."""
    mark, found = property_.documented, table.take(property_.name)
    if mark and mark.absent:
        if found:
            message = f"the mark says that the page does not have `{path}`, and it has"
            scope.ledger.add("docs-mark-false", scope.use.what, message, mark.where, found[0].row.where)
    elif found:
        _hold(scope, property_, found, path)
    elif mark and mark.name:
        message = f"the mark says that the page calls `{path}` `{mark.name}`, and it has no such row"
        scope.ledger.add("docs-mark-false", scope.use.what, message, mark.where, scope.use.lock)
    else:
        scope.ledger.missing(property_, path, scope.use)


def _hold(scope: _Scope, property_: Property, found: list[Branch], path: str) -> None:
    """Judge a property against the rows of its name, and its own record against their tables."""
    ledger, mark = scope.ledger, property_.documented
    ledger.present(property_)
    own = word(property_.type, ledger.schemas)
    for branch in found:
        row, use = branch.row, scope.use.what
        name = Claim("name", use, f"`{path}`, name", row.name, property_.name, property_.where, row.where)
        ledger.compare(name, mark, mark.name if mark else None)
        kind = Claim("type", use, f"`{path}`, type", _stated(row), own, property_.where, row.where)
        ledger.compare(kind, mark, mark.type if mark else None, same)
        if row.nullable and own.endswith(NULL):
            ledger.applied(rules.NULL)
        if property_.default is not None or narrows(property_.type, ledger.schemas):
            ledger.applied(rules.PROSE)
        record = record_of(property_.type, ledger.schemas)
        if record:
            _hold_record(scope, record, branch.children, f"{path}.")
        else:
            for child in branch.children:
                _left(scope, child, f"{path}.", property_.where, ())


def _left(scope: _Scope, branch: Branch, prefix: str, where: Location, names: Sequence[str]) -> None:
    """Judge a row that no property stands for: `omitted` names it, or it is missing at `where`, the schema."""
    row, path = branch.row, prefix + branch.row.name
    omitted = scope.omitted.get(path)
    if omitted:
        _hold_omitted(scope, omitted, row, path, None)
        for child in branch.children:
            _hold_covered(scope, child, f"{path}.")
        return
    message = f"the page has `{path}` ({_stated(row)}), the spec has not"
    scope.ledger.add("docs-missing", scope.use.what, message, where, row.where, did_you_mean(row.name, names))


def _hold_covered(scope: _Scope, branch: Branch, prefix: str) -> None:
    """Judge the rows under an omitted one: they need no mention, but where they have one it must be right."""
    path = prefix + branch.row.name
    if path in scope.omitted:
        _hold_omitted(scope, scope.omitted[path], branch.row, path, None)
    for child in branch.children:
        _hold_covered(scope, child, f"{path}.")


def _hold_omitted(scope: _Scope, omitted: Row, row: LockedRow, path: str, own: str | None) -> None:
    """Judge a row that a mark names; `own` is what the schema says of it where it has it all the same."""
    assert scope.mark is not None
    scope.met.add(("omitted", path))
    claim = Claim("omitted", scope.use.what, f"`{path}`, type", _stated(row), own or _NONE, scope.mark.where, row.where)
    scope.ledger.compare(claim, scope.mark, omitted.type, same)


def _unmet(scope: _Scope) -> None:
    """Report names of `lacks` and `omitted` that stand for nothing."""
    if scope.mark is None:
        return
    for path in scope.mark.lacks:
        if ("lacks", path) not in scope.met:
            message = f"the mark says that the page lacks `{path}`, and the schema has it neither"
            scope.ledger.add("docs-mark-false", scope.use.what, message, scope.mark.where, scope.use.lock)
    for path in scope.omitted:
        if ("omitted", path) not in scope.met:
            message = f"the mark names a row `{path}` that the schema lacks, and there is none"
            scope.ledger.add("docs-mark-false", scope.use.what, message, scope.mark.where, scope.use.lock)


def _stated(row: LockedRow) -> str:
    return row.type + (NULL if row.nullable else "")
