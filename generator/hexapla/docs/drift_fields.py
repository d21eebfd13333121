"""Rows of bodies and responses: what the spec must say of them now.

In: changes of one property, or of one row that has none yet. Out: an entry: steps, or what to decide. A schema that
several pages share follows them only where they agree.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Sequence

from hexapla.diff.phrases import code
from hexapla.diff.words import below
from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_entry import Context, Entry, UndecidedError, undecided
from hexapla.docs.drift_examples import examples
from hexapla.docs.drift_rows import stated
from hexapla.docs.drift_schema import retyped, schema_of
from hexapla.docs.drift_spec import Level
from hexapla.docs.drift_words import ABSENT, marking
from hexapla.docs.edits import MARK, Delete, Drop, Put, Rename, Step, Unmark, Way, walk
from hexapla.docs.edits_text import EditError
from hexapla.docs.ledger import place, quoted
from hexapla.docs.tree import Branch
from hexapla.docs.words import NULL, same, word
from hexapla.frozen import replace
from hexapla.model import Property, Record

DESCRIBE = "it has no description yet: write one in your own words (`hexapla check` asks for it)"


def key_of(context: Context, change: Change) -> object:
    """Return what the change is about: changes of the same are one entry."""
    if change.kind == "field-unsure":
        level = next((found[0] for one in change.old if (found := context.old.row(one.row))), None)
        names = tuple(one.row.name for one in change.old), tuple(one.row.name for one in change.new)
        return ("unsure", level.record.where, *names) if level else id(change)
    before = context.old.row(change.old[0].row) if change.old else None
    after = context.new.row(change.new[0].row) if change.new else None
    level, property_ = before or after or (None, None)
    if level is None:
        return id(change)
    if property_ is None and after is not None:
        level, property_ = after
    if property_ is None:
        row = (change.new or change.old)[0].row
        return "row", level.record.where, row.name, change.kind == "field-added" or id(change)
    lacks = level.site.mark.lacks if level.site.mark else ()
    is_lacking = level.prefix + property_.name in lacks
    return ("property", property_.where, level.site.where if is_lacking else None)


def entry(context: Context, changes: Sequence[Change]) -> Entry:
    """Return what changes of one property mean for the spec."""
    change = changes[0]
    found = context.new.row(change.new[0].row) if change.new else None
    found = found or (context.old.row(change.old[0].row) if change.old else None)
    if found is None:
        site = context.new.sites.get((change.operation, change.part))
        empty = Entry(changes=tuple(changes), spec=site.where if site else None)
        why = "the spec has no table there that this row could belong to"
        return replace(empty, operation=site.operation if site else None, decide=why)
    level = found[0]
    known = _property(context, changes)
    made = Entry(
        changes=tuple(changes),
        spec=known.where if known else level.record.where,
        nodes=_nodes(level.record, [known.name if known else change.name, *_names(changes)]),
        operation=level.site.operation,
        schema=level.record.name,
        member=known.name if known else "",
    )
    try:
        steps, notes = _steps(context, changes, level, known)
    except EditError as problem:
        return undecided(made, problem)
    return replace(made, steps=tuple(steps), notes=tuple(notes))


def _names(changes: Sequence[Change]) -> list[str]:
    return [branch.row.name for change in changes for branch in (*change.old, *change.new)]


def _nodes(record: Record, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(below("#/schemas", record.name, "properties", name) for name in names))


def _property(context: Context, changes: Sequence[Change]) -> Property | None:
    rows = [context.old.row(branch.row) for change in changes for branch in change.old]
    rows += [context.new.row(branch.row) for change in changes for branch in change.new]
    return next((found[1] for found in rows if found and found[1]), None)


def _steps(
    context: Context, changes: Sequence[Change], level: Level, known: Property | None
) -> tuple[list[Step], list[str]]:
    change = changes[0]
    kinds = {one.kind for one in changes}
    if "field-unsure" in kinds:
        doubtful = _of_kind(changes, "field-unsure")
        raise unsure(doubtful, lambda: _readings(context, doubtful, level, known))
    if known is not None and any(known is one for one, _ in level.lacking):
        return _lacking(context, changes, level, known), []
    if known is None:
        return _unknown(context, change, level)
    if kinds == {"field-added"} and not (known.documented and known.documented.absent):
        return [], ["the spec has it already"]
    has = context.new.of_property(known)
    if "field-renamed" in kinds:
        renamed = _of_kind(changes, "field-renamed")
        _check_agree(context, level.record, renamed.new[0].row.name, known)
        return _renamed(context, renamed, level, known)
    if not has:
        return _removed(context, known, level.record)
    _check_everywhere(context, known, level.record)
    return _settled(context, known, [row for _, row in has]), []


def _of_kind(changes: Sequence[Change], kind: str) -> Change:
    """Return the first change of a kind: a schema that several pages print may be changed by each in its own way."""
    return next(one for one in changes if one.kind == kind)


def unsure(change: Change, readings: Callable[[], Sequence[Sequence[Step]]]) -> EditError:
    """Return what to decide where rows are gone and others have come; `readings` are the edits of both."""
    choices: Sequence[Sequence[Step]] = ()
    if len(change.old) == len(change.new) == 1:
        with contextlib.suppress(EditError):
            choices = readings()
    old, new = (
        ", ".join(code(one.row.name) for one in change.old),
        ", ".join(code(one.row.name) for one in change.new),
    )
    return UndecidedError(
        f"{old} is gone and {new} has come: the same under another name, or something else?",
        f"renamed: give it its new name in the spec ({old} to {new})",
        f"something else: remove {old} from the spec and add {new}",
        choices=choices,
    )


def _readings(context: Context, change: Change, level: Level, known: Property | None) -> list[list[Step]]:
    """Return the edits of a row under another name, and of one row less and one more."""
    if known is None:
        return []
    _check_agree(context, level.record, change.new[0].row.name, known)
    less, more = _removed(context, known, level.record), _added(context, change.new[0], level)
    return [_renamed(context, change, level, known)[0], [*less[0], *more[0]]]


# -- a row that no property stands for ---------------------------------------------------------------------------------


def _unknown(context: Context, change: Change, level: Level) -> tuple[list[Step], list[str]]:
    site = level.site
    if change.new and context.new.row(change.new[0].row) is not None and not _is_omitted(level, change.new[0]):
        return _added(context, change.new[0], level)
    path = level.prefix + (change.old or change.new)[0].row.name
    if not change.new and not _is_omitted(level, change.old[0]):
        return [], ["the spec does not have it any more"]
    if site.mark is None:
        raise EditError("the spec has no such property")
    way = _holder(context, level)
    if not change.new:
        return [Unmark(way, "omitted", path)], []
    return _omitted_again(way, level, path, stated(change.new[0])), []


def _omitted_again(way: Way, level: Level, path: str, kind: str) -> list[Step]:
    mark = level.site.mark
    names = [row.name for row in mark.omitted] if mark else []
    if path not in names:
        raise EditError("the spec has no such property")
    return [Put(at=way.down(MARK, "omitted", names.index(path), "type"), value=kind)]


def _is_omitted(level: Level, branch: Branch) -> bool:
    mark = level.site.mark
    return mark is not None and level.prefix + branch.row.name in [row.name for row in mark.omitted]


def _holder(context: Context, level: Level) -> Way:
    """Return the way to the body that has the mark."""
    where = level.site.where
    return context.node(where) if level.site.part == "body" else context.member(where)


def _added(context: Context, branch: Branch, level: Level) -> tuple[list[Step], list[str]]:
    """Return the steps that add a property, where all pages that print the record have it."""
    name, record = branch.row.name, level.record
    _check_agree(context, record, name, None)
    way = context.node(record.where)
    names = [row.row.name for row in level.rows]
    before = {row.row.name: one.name for one, row in level.pairs}
    # A row above that is new as well was put in before.
    above = [before.get(one, one) for one in names[: names.index(name)]]
    after, *more = [*reversed(above), ""]
    root = context.ways.roots[way.file]
    value = schema_of(branch, is_old=context.is_old)
    if (node := walk(root, way)) is None or node.get("properties") is None:
        return [Put(at=way.down("properties"), value={name: value})], [DESCRIBE]
    return [Put(at=way.down("properties", name), value=value, after=after, or_after=tuple(more))], [DESCRIBE]


def _check_agree(context: Context, record: Record, name: str, known: Property | None) -> None:
    """Refuse where some of the pages that print a record have a row, and others have not, or as another type."""
    uses = context.new.of_record(record)
    found = [(level, row) for level in uses for row in level.rows if row.row.name == name]
    without = [level for level in uses if not any(row.row.name == name for row in level.rows)]
    if known is not None:
        lacking = [level for level in without if any(one.where == known.where for one, _ in level.lacking)]
        without = [level for level in without if level not in lacking]
    if without:
        here, there = found[0][0].site, without[0].site
        row = f"{{name: {quoted(name)}, type: {quoted(stated(found[0][1]))}}}"
        raise EditError(
            f"{code(record.name)} serves {len(uses)} tables, and {code(name)} stands in {len(uses) - len(without)}",
            f"add it, and mark at {place(there.where)} ({code(there.what)}): {marking(f'lacks: [{quoted(name)}]')}",
            f"leave it out, and mark at {place(here.where)} ({code(here.what)}): {marking(f'omitted: [{row}]')}",
            "give the operations schemas of their own",
        )
    _check_types(name, [row for _, row in found])


def _check_types(name: str, rows: Sequence[Branch]) -> None:
    kinds = list(dict.fromkeys(stated(row).replace("Object", "object") for row in rows))
    if len(kinds) > 1:
        listed = ", ".join(code(kind) for kind in kinds)
        raise EditError(
            f"pages that share the schema print different types for {code(name)}: {listed}",
            "follow one, and put the name into both `lacks` and `omitted` of the response whose page differs",
            "give the operations schemas of their own",
        )


# -- a property --------------------------------------------------------------------------------------------------------


def _lacking(context: Context, changes: Sequence[Change], level: Level, known: Property) -> list[Step]:
    """Return the steps for a property that a mark says this page has not, or has otherwise."""
    way, path = _holder(context, level), level.prefix + known.name
    mark = level.site.mark
    twins = [row.name for row in mark.omitted] if mark else []
    row = next((branch for one, branch in level.lacking if one.where == known.where and branch), None)
    if row is None:
        return [Unmark(way, "omitted", path)] if path in twins else []
    own = known.documented.type if known.documented and known.documented.type else None
    own = own or word(known.type, context.new.schemas)
    settled = [Unmark(way, "lacks", path)]
    if same(stated(row), own):
        return [*settled, *([Unmark(way, "omitted", path)] if path in twins else [])]
    if path in twins:
        return list(_omitted_again(way, level, path, stated(row)))
    raise EditError(
        f"the page has {code(path)} now, as {code(stated(row))} where the spec says {code(own)}",
        f"put it into `omitted` beside `lacks`: {code(f'{{name: {path}, type: {stated(row)}}}')}",
    )


def _removed(context: Context, known: Property, record: Record) -> tuple[list[Step], list[str]]:
    """Return the steps that remove a property that no page has any more."""
    mark = known.documented
    if mark and mark.absent:
        return [], []
    way = context.member(known.where)
    steps: list[Step] = [Drop(way)]
    if known.required:
        steps.append(Delete(way.above.above.down("required"), known.name))
    for level in context.new.of_record(record):
        if any(one.where == known.where for one, _ in level.lacking):
            steps.append(Unmark(_holder(context, level), "lacks", level.prefix + known.name))
    notes = [f"if the server still sends it, keep it: {ABSENT}"]
    return steps, notes


def _renamed(context: Context, change: Change, level: Level, known: Property) -> tuple[list[Step], list[str]]:
    """Return the steps that give a property another name, or its mark."""
    name, mark = change.new[0].row.name, known.documented
    way = context.member(known.where)
    if mark and mark.name:
        return [Unmark(way, "name") if name == known.name else Put(at=way.down(MARK, "name"), value=name)], []
    if name == known.name:
        return [], ["the spec calls it so already"]
    if any(one.name == name for one in level.record.properties):
        raise EditError(f"the schema has a property {code(name)} already", "keep one of the two")
    steps: list[Step] = [Rename(way, name)]
    if known.required:
        required = way.above.above.down("required")
        node = walk(context.ways.roots[way.file], required)
        words = [str(one.value) for one in node.elements()] if node else []
        steps.append(Put(at=required, value=[name if one == known.name else one for one in words]))
    return [*steps, *examples(context, level.record, known.name, name)], []


def _check_everywhere(context: Context, known: Property, record: Record) -> None:
    """Refuse where a page that had a property has it no more, and others still have it."""
    has = {id(level) for level, _ in context.new.of_property(known)}
    without = [level for level in context.new.of_record(record) if id(level) not in has]
    without = [level for level in without if not any(one.where == known.where for one, _ in level.lacking)]
    if not without:
        return
    level = without[0]
    path = level.prefix + known.name
    count = len(has) + len(without)
    raise EditError(
        f"{code(record.name)} serves {count} tables, and {code(known.name)} is missing in {len(without)}",
        f"mark at {place(level.site.where)} ({code(level.site.what)}): {marking(f'lacks: [{quoted(path)}]')}",
        "give the operations schemas of their own",
    )


def _marked_again(context: Context, way: Way, known: Property, row: Branch) -> list[Step]:
    """Return the steps for a page that prints another type than the mark says, and than the spec.

    Where the spec departs only in that the value may be null, it follows the page in everything else.
    """
    own, mark = word(known.type, context.new.schemas), known.documented
    marked, kind = mark.type or "" if mark else "", stated(row)
    steps: list[Step] = [Put(at=way.down(MARK, "type"), value=kind)]
    plain, before, now = (text.removesuffix(NULL) for text in (own, marked, kind))
    if same(plain, before) and not same(before, now):
        node = walk(context.ways.roots[way.file], way)
        assert node is not None
        kept = dataclasses.replace(row.row, nullable=own.endswith(NULL))
        steps += retyped(way, node, own, Branch(kept, row.children), is_old=context.is_old)
    return steps


def _settled(context: Context, known: Property, rows: Sequence[Branch]) -> list[Step]:
    """Return the steps after which name and type of a property are what the pages say, or its mark says so."""
    _check_types(known.name, rows)
    way, row, mark = context.member(known.where), rows[0], known.documented
    steps: list[Step] = [Unmark(way, "absent")] if mark and mark.absent else []
    own, kind = word(known.type, context.new.schemas), stated(row)
    if mark and mark.type:
        if same(kind, own):
            steps.append(Unmark(way, "type"))
        elif not same(kind, mark.type):
            steps += _marked_again(context, way, known, row)
    elif not same(kind, own):
        node = walk(context.ways.roots[way.file], way)
        assert node is not None
        steps += retyped(way, node, own, row, is_old=context.is_old)
    return steps
