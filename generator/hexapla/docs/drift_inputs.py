"""Rows of parameter tables: what the spec must say of them now.

In: changes of one parameter. Out: an entry: steps, or what to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hexapla.diff.phrases import code
from hexapla.diff.words import below
from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_entry import Context, Entry, undecided
from hexapla.docs.drift_fields import DESCRIBE, unsure
from hexapla.docs.drift_rows import stated
from hexapla.docs.drift_schema import retyped, schema_of
from hexapla.docs.drift_spec import Given
from hexapla.docs.drift_words import ABSENT, marking
from hexapla.docs.edits import MARK, Delete, Drop, Insert, Put, Step, Unmark, Way, Word, walk
from hexapla.docs.edits_text import EditError
from hexapla.docs.emit import Data
from hexapla.docs.ledger import quoted
from hexapla.docs.tree import Branch
from hexapla.docs.words import same, word
from hexapla.frozen import replace
from hexapla.model import Documented, Operation, PagePagination, Parameter


def key_of(context: Context, change: Change) -> object:
    """Return what the change is about: changes of the same are one entry."""
    given = _given(context, [change])
    return ("parameter", given.parameter.where) if given and change.kind != "parameter-unsure" else id(change)


def entry(context: Context, changes: Sequence[Change]) -> Entry:
    """Return what changes of one parameter mean for the spec."""
    change, given = changes[0], _given(context, changes)
    operation = context.new.operations.get(change.operation) or context.old.operations.get(change.operation)
    made = Entry(changes=tuple(changes), operation=operation)
    if operation is None:
        return replace(made, decide="the spec has no such operation")
    known = given.parameter if given else None
    made = replace(
        made,
        spec=known.where if known else operation.where,
        parameter=known,
        nodes=_nodes(operation, changes, known),
    )
    try:
        if change.kind == "parameter-unsure":
            raise unsure(change, lambda: _readings(context, change, operation, known))
        steps, notes = _steps(context, changes, operation, known)
    except EditError as problem:
        return undecided(made, problem)
    return replace(made, steps=tuple(steps), notes=tuple(notes))


def _given(context: Context, changes: Sequence[Change]) -> Given | None:
    found = [context.old.parameter(branch.row) for change in changes for branch in change.old]
    found += [context.new.parameter(branch.row) for change in changes for branch in change.new]
    return next((one for one in found if one is not None), None)


def _nodes(operation: Operation, changes: Sequence[Change], known: Parameter | None) -> tuple[str, ...]:
    names = [branch.row.name for change in changes for branch in (*change.old, *change.new)]
    names += [known.name] if known else []
    node = below("#/operations", f"{operation.method} {operation.template}", "parameters")
    return tuple(below(node, place, name) for name in dict.fromkeys(names) for place in ("path", "query", "header"))


def _steps(
    context: Context, changes: Sequence[Change], operation: Operation, known: Parameter | None
) -> tuple[list[Step], list[str]]:
    if known is None:
        if changes[0].kind == "parameter-removed":
            return [], ["the spec does not have it any more"]
        if changes[0].kind != "parameter-added":
            raise EditError("the spec has no such parameter")
        return _added(context, changes[0], operation)
    rows = _rows(context, changes, known)
    if not rows:
        return _removed(context, operation, known)
    return list(_settled(context, operation, known, rows)), []


def _readings(context: Context, change: Change, operation: Operation, known: Parameter | None) -> list[list[Step]]:
    """Return the edits of a parameter under another name, and of one less and one more."""
    if known is None:
        return []
    way = context.node(known.where)
    less, more = _removed(context, operation, known), _added(context, change, operation)
    return [list(_renamed(context, way, operation, known, change.new[0].row.name)), [*less[0], *more[0]]]


def _rows(context: Context, changes: Sequence[Change], known: Parameter) -> list[tuple[str, Branch]]:
    """Return the rows that are about a parameter now, with their places: those with a new name too."""
    found = [(one.place, one.branch) for one in context.new.given if one.parameter.where == known.where]
    wheres = [branch.row.where for _, branch in found]
    for change in changes:
        if change.kind == "parameter-renamed" and change.new[0].row.where not in wheres:
            found.append((change.part, change.new[0]))
    _check_shared(context, known, found)
    return found


def _check_shared(context: Context, known: Parameter, found: Sequence[tuple[str, Branch]]) -> None:
    """Refuse where operations share a parameter and their pages differ."""
    said = {(place, row.row.name, stated(row), row.row.required) for place, row in found}
    users = [one for one in context.api.operations if any(p.where == known.where for p in one.parameters)]
    if len(users) > 1 and (len(said) > 1 or 0 < len(found) < len(users)):
        options = ("give the operation a parameter of its own",)
        raise EditError(
            f"{len(users)} operations share the parameter {code(known.name)}, and their pages differ", *options
        )


def _added(context: Context, change: Change, operation: Operation) -> tuple[list[Step], list[str]]:
    """Return the step that adds a parameter behind the one that stands over it on the page."""
    row, place = change.new[0].row, change.part
    if place == "path" and f"{{{row.name}}}" not in operation.template:
        raise EditError(f"the path {code(operation.template)} has no {code(f'{{{row.name}}}')}", "mend the path first")
    value: dict[str, Data] = {"name": row.name, "in": place}
    if row.required or place == "path":
        value["required"] = True
    value["schema"] = schema_of(change.new[0], is_old=context.is_old)
    way = context.member(operation.where)
    root = context.ways.roots[way.file]
    node = walk(root, way.down("parameters"))
    notes = [f"{DESCRIBE}, and an example"]
    if node is None or not node.elements():
        return [Put(at=way.down("parameters"), value=[value], after=_before_parameters(context, way))], notes
    above = [*reversed(_above(context, change, operation))]
    after, behind = (above[0], tuple(above[1:])) if above else (None, ())
    return [Insert(at=way.down("parameters"), value=value, after=after, or_after=behind)], notes


def _before_parameters(context: Context, way: Way) -> str | None:
    node = walk(context.ways.roots[way.file], way)
    keys = [key for key, _ in node.items()] if node else []
    behind = ("requestBody", "responses", "callbacks", "security", "servers")
    first = next((number for number, key in enumerate(keys) if key in behind), len(keys))
    return keys[first - 1] if first else ""


def _above(context: Context, change: Change, operation: Operation) -> list[Word]:
    """Return the parameters of the rows that stand over a new one, as they stand in the operation itself."""
    locked = next(one for one in context.new_lock.operations if f"{one.method} {one.path}" == change.operation)
    rows = locked.path_params if change.part == "path" else locked.query_params
    own, found = context.member(operation.where).down("parameters"), list[Word]()
    for row in rows:
        if row.where == change.new[0].row.where:
            break
        given = context.new.parameter(row)
        way = context.ways.node(given.parameter.where) if given else None
        if given is None:  # it is new as well, and was put in before
            found.append((row.name, change.part))
        elif way is not None and way.above == own:
            found.append(way.words[-1])
    return found


def _removed(context: Context, operation: Operation, known: Parameter) -> tuple[list[Step], list[str]]:
    mark = known.documented
    if mark and mark.absent:
        return [], []
    if known.location == "path":
        raise EditError(f"the path of the spec needs {code(known.name)}", f"mark it: {ABSENT}")
    pages = operation.pagination
    if isinstance(pages, PagePagination) and known.name in (pages.page, pages.size):
        raise EditError(f"x-pagination pages by {code(known.name)}", "remove x-pagination as well", "keep and mark it")
    _check_shared(context, known, [])
    way = context.node(known.where)
    if way.above != context.member(operation.where).down("parameters"):
        raise EditError("the parameter does not stand in the operation itself", "give the operation one of its own")
    return [Delete(way)], [f"if the server still takes it, keep it: {ABSENT}"]


def _settled(
    context: Context, operation: Operation, known: Parameter, rows: Sequence[tuple[str, Branch]]
) -> Iterator[Step]:
    """Yield the steps after which a parameter is what the page says, or its mark says so."""
    place, branch = rows[0]
    way, mark, row = context.node(known.where), known.documented, branch.row
    if mark and mark.absent:
        yield Unmark(way, "absent")
    own = word(known.type, context.new.schemas)

    def type_() -> list[Step]:
        schema = way.down("schema")
        node = walk(context.ways.roots[way.file], schema)
        if node is None:
            raise EditError("the parameter has no schema")
        return [*retyped(schema, node, own, branch, is_old=context.is_old), *_example(context, way, branch)]

    yield from _claim(way, mark, "type", mark.type if mark else None, stated(branch), own, type_)
    if mark is None or mark.required is None or row.required == known.required:
        yield from _flag(way, mark, bool(row.required), known, place)
    moved = list(_claim(way, mark, "in", mark.place if mark else None, place, known.location, lambda: []))
    if not moved and place != known.location and not (mark and mark.place):
        moved = _moved(way, operation, known, place)
        way = way.above.down((known.name, place))
    yield from moved
    named = _claim(way, mark, "name", mark.name if mark else None, row.name, known.name, lambda: [])
    yield from named
    if row.name != known.name and not (mark and mark.name):
        yield from _renamed(context, way, operation, known, row.name)


def _claim(
    way: Way, mark: Documented | None, key: str, marked: str | None, page: str, own: str, edit: Callable[[], list[Step]]
) -> list[Step]:
    """Return the steps for one word of a row: of the mark that settles it, or of the spec."""
    if marked is not None and mark is not None:
        if same(page, own):
            return [Unmark(way, key)]
        return [] if same(page, marked) else [Put(at=way.down(MARK, key), value=page)]
    return [] if same(page, own) else edit()


def _flag(way: Way, mark: Documented | None, page: bool, known: Parameter, place: str) -> Iterator[Step]:
    if mark and mark.required is not None:
        yield Unmark(way, "required")
    elif page != known.required and place != known.location:
        pass  # what moves takes its flag along
    elif page != known.required:
        if known.location == "path":
            raise EditError(
                f"a parameter of the path is always required, and the page says that {code(known.name)} is not",
                f"mark it: {marking('required: false')}",
            )
        yield Put(at=way.down("required"), value=True, after="in") if page else Drop(way.down("required"))


def _moved(way: Way, operation: Operation, known: Parameter, place: str) -> list[Step]:
    """Return the steps that put a parameter elsewhere."""
    if known.location not in ("path", "query"):
        raise EditError(f"the page has {code(known.name)} in the {place}, the spec in the {known.location}")
    is_in_path = f"{{{known.name}}}" in operation.template
    if is_in_path != (place == "path"):
        raise EditError(
            f"{code(known.name)} moves to the {place}, and the path {code(operation.template)} says otherwise",
            "change the path in the table of contents as well",
            f"keep it where it is, and mark it: {marking(f'in: {place}')}",
        )
    steps: list[Step] = [Put(at=way.down("in"), value=place)]
    moved = way.above.down((known.name, place))
    return [*steps, Put(at=moved.down("required"), value=True, after="in")] if place == "path" else steps


def _renamed(context: Context, way: Way, operation: Operation, known: Parameter, name: str) -> Iterator[Step]:
    if known.location == "path":
        raise EditError(
            f"the path calls it {code(f'{{{known.name}}}')}, the page {code(name)}",
            f"rename it in the path of the table of contents and wherever {code(known.name)} is declared",
            f"keep the name, and mark it: {marking(f'name: {quoted(name)}')}",
        )
    pages = operation.pagination
    if isinstance(pages, PagePagination):
        own = context.member(operation.where).down("x-pagination")
        for key, value in (("page", pages.page), ("size", pages.size)):
            if value == known.name:
                yield Put(at=own.down(key), value=name)
    yield Put(at=way.down("name"), value=name)


def _example(context: Context, way: Way, branch: Branch) -> list[Step]:
    """Return the step that makes the example one of the new type, where it can be told."""
    node = walk(context.ways.roots[way.file], way.down("example"))
    if node is None:
        return []
    found = _value_of(branch.row.type, node.data())
    return [Drop(way.down("example"))] if found is None else [Put(at=way.down("example"), value=found)]


def _value_of(kind: str, value: object) -> Data:
    match kind, value:
        case "string", bool():
            return "true" if value else "false"
        case "string", str() | int() | float():
            return str(value)
        case "integer" | "number", int() if not isinstance(value, bool):
            return value
        case "integer" | "number", str() if value.isdecimal():
            return int(value)
        case _, str() | int() if kind.startswith("Array of "):
            inner = _value_of(kind.removeprefix("Array of "), value)
            return None if inner is None else [inner]
        case _:
            return None
