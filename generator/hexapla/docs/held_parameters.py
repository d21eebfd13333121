"""Parameters against the path and query tables of a page.

In: an operation of the spec and of the lock. Out: judgements in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator

from hexapla.docs import rules
from hexapla.docs.ledger import Claim, Ledger
from hexapla.docs.lock import LockedOperation, LockedRow
from hexapla.docs.words import NULL, narrows, same, word
from hexapla.model import Operation, Parameter
from hexapla.source import did_you_mean

_Found = list[tuple[str, LockedRow]]


def hold_parameters(ledger: Ledger, operation: Operation, locked: LockedOperation, what: str) -> None:
    """Judge every parameter of an operation, and report rows that none of them stands for."""
    table = _Table(locked)
    later: list[Parameter] = []
    for parameter in operation.parameters:
        mark = parameter.documented
        ledger.hold(mark)
        exact = None if mark and mark.absent else table.take(_place(parameter), _name(parameter))
        if exact:
            _hold(ledger, parameter, exact, what)
        else:
            later.append(parameter)
    for parameter in later:  # only now, so that nothing takes what belongs to another by name
        _hold_near(ledger, parameter, table, locked, what)
    names = [parameter.name for parameter in operation.parameters]
    for place, row in table.left():
        message = f"the page has a {place} parameter `{row.name}`, the spec has not"
        ledger.add("docs-missing", what, message, operation.where, row.where, did_you_mean(row.name, names))


class _Table:
    """The rows of an operation by place and name, less those that were taken."""

    def __init__(self, locked: LockedOperation) -> None:
        self._rows: dict[tuple[str, str], _Found] = {}
        for place, rows in (("path", locked.path_params), ("query", locked.query_params)):
            for row in rows:
                self._rows.setdefault((place, row.name), []).append((place, row))

    def take(self, place: str, name: str) -> _Found | None:
        """Return and remove the rows of that name, more than one where the page repeats itself."""
        return self._rows.pop((place, name), None)

    def take_near(self, parameter: Parameter) -> _Found | None:
        """Return and remove rows that have the name, or the marked name, but stand elsewhere."""
        places = dict.fromkeys((_place(parameter), parameter.location, "path", "query"))
        tries = ((place, name) for name in (_name(parameter), parameter.name) for place in places)
        return next((found for place, name in tries if (found := self.take(place, name))), None)

    def left(self) -> Iterator[tuple[str, LockedRow]]:
        """Yield what nobody took."""
        for found in self._rows.values():
            yield from found


def _place(parameter: Parameter) -> str:
    return parameter.documented.place if parameter.documented and parameter.documented.place else parameter.location


def _name(parameter: Parameter) -> str:
    return parameter.documented.name if parameter.documented and parameter.documented.name else parameter.name


def _hold_near(ledger: Ledger, parameter: Parameter, table: _Table, locked: LockedOperation, what: str) -> None:
    mark, found = parameter.documented, table.take_near(parameter)
    about = f"{parameter.location} parameter `{parameter.name}`"
    if mark and mark.absent:
        if found:
            message = f"{about}: the mark says that the page does not have it, and it has"
            ledger.add("docs-mark-false", what, message, mark.where, found[0][1].where)
    elif found:
        _hold(ledger, parameter, found, what)
    elif mark and (mark.name or mark.place):
        message = (
            f"{about}: the mark says that the page has `{_name(parameter)}` in {_place(parameter)}, and it has not"
        )
        ledger.add("docs-mark-false", what, message, mark.where, locked.where)
    else:
        hint = "mark it: x-documented: {absent: true, because: ...}"
        ledger.add(
            "docs-undocumented", what, f"{about} does not stand on the page", parameter.where, locked.where, hint
        )


def _hold(ledger: Ledger, parameter: Parameter, found: _Found, what: str) -> None:
    mark, own = parameter.documented, word(parameter.type, ledger.schemas)
    about = f"{parameter.location} parameter `{parameter.name}`"
    for place, row in found:
        stated = row.type + (NULL if row.nullable else "")

        def claim(key: str, page: str, spec: str, row: LockedRow = row) -> Claim:
            return Claim(key, what, f"{about}, {key}", page, spec, parameter.where, row.where)

        ledger.compare(claim("name", row.name, parameter.name), mark, mark.name if mark else None)
        ledger.compare(claim("in", place, parameter.location), mark, mark.place if mark else None)
        ledger.compare(claim("type", stated, own), mark, mark.type if mark else None, same)
        required = None if mark is None or mark.required is None else _flag(mark.required)
        ledger.compare(claim("required", _flag(row.required), _flag(parameter.required)), mark, required)
        if row.nullable and own.endswith(NULL):
            ledger.applied(rules.NULL)
        if parameter.default is not None or narrows(parameter.type, ledger.schemas):
            ledger.applied(rules.PROSE)


def _flag(value: bool | None) -> str:
    return "true" if value else "false"
