"""Statuses, their texts, whole tables, headings and whole operations: what the spec must say of them now.

In: changes of one of them. Out: an entry: steps, or what to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from hexapla.diff.phrases import code
from hexapla.diff.words import below
from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_entry import Context, Entry, UndecidedError, undecided
from hexapla.docs.drift_messages import messages, said_texts, same_reference, shared
from hexapla.docs.drift_responses import texts_of
from hexapla.docs.drift_schema import schema_of
from hexapla.docs.drift_spec import Site
from hexapla.docs.drift_words import ABSENT, marking
from hexapla.docs.edits import Drop, Put, Step, Unmark, Way, walk
from hexapla.docs.edits_text import EditError
from hexapla.docs.emit import Data
from hexapla.docs.ledger import place
from hexapla.docs.lock import LockedResponse
from hexapla.docs.tree import Branch, grow
from hexapla.frozen import replace
from hexapla.model import Operation, Response

LOOK = "descriptions of the spec are our own: see whether this one still says what the page says"


def key_of(context: Context, change: Change) -> object:
    """Return what the change is about: changes of the same are one entry."""
    match change.kind:
        case "message-added" | "message-removed" | "message-changed":
            return shared(context, change) or ("messages", change.operation, change.part)
        case "reworded" | "rearranged" | "samples-changed":
            return "words", change.operation
        case _:
            return id(change)


def entry(context: Context, changes: Sequence[Change]) -> Entry:
    """Return what the changes mean for the spec."""
    change = changes[0]
    known = (
        uses.operations.get(name) for uses in (context.new, context.old) for name in (change.operation, change.before)
    )
    operation = next((one for one in known if one is not None), None)
    made = Entry(changes=tuple(changes), operation=operation, spec=operation.where if operation else None)
    try:
        if operation is None:
            raise _no_operation(context, change)
        response = next((one for one in operation.responses if one.status == change.part), None)
        made = replace(made, nodes=_nodes(operation, change), spec=response.where if response else made.spec)
        steps, notes = _steps(context, changes, operation, response)
    except EditError as problem:
        return undecided(made, problem)
    return replace(made, steps=tuple(steps), notes=tuple(notes))


def _no_operation(context: Context, change: Change) -> EditError:
    if change.kind == "operation-added":
        return EditError(
            "the spec does not have this operation",
            "add it (`hexapla docs draft PAGE` writes a first text of it)",
            "leave it out: `hexapla docs check` will go on to name it",
        )
    return EditError("the spec has no operation at this path", "change the path in the table of contents")


def _nodes(operation: Operation, change: Change) -> tuple[str, ...]:
    node = below("#/operations", f"{operation.method} {operation.template}")
    if change.part == "body":
        return (below(node, "body"),)
    return (below(node, "responses", change.part),) if change.part.isdigit() else ()


def _steps(
    context: Context, changes: Sequence[Change], operation: Operation, response: Response | None
) -> tuple[list[Step], list[str]]:
    change = changes[0]
    match change.kind:
        case "status-added":
            return _status_added(context, change, operation)
        case "status-removed":
            return _status_removed(context, operation, response)
        case "message-added" | "message-removed" | "message-changed":
            return messages(context, changes, operation)
        case "table-added":
            return _table_added(context, change, operation)
        case "table-removed":
            raise _table_removed(context, change)
        case "retitled":
            return _retitled(context, change, operation), []
        case "operation-moved":
            return [], _moved(context, change)
        case "operation-removed":
            raise UndecidedError(
                "the page does not have this operation any more",
                f"remove it: {code(operation.method.lower())} at {place(operation.where)}",
                f"keep it, and mark it: {ABSENT}",
                choices=[[Drop(context.member(operation.where))]],
            )
        case "operation-added":
            return [], ["the spec has it already"]
        case "rearranged":
            return [], []
        case "samples-changed":
            return [], ["`hexapla docs check` tells where code samples contradict their page"]
        case _:
            return [], [LOOK]


def _moved(context: Context, change: Change) -> list[str]:
    if change.operation not in context.new.operations:
        raise EditError(
            f"the path is another one: {change.before} became {change.after}",
            "change the path in the table of contents; `hexapla docs check` then tells what else differs",
        )
    return ["names in the URL differ; `hexapla docs check` says whether the spec calls them so"]


def _retitled(context: Context, change: Change, operation: Operation) -> list[Step]:
    if operation.docs is None or not operation.docs.description:
        return []
    way = context.member(operation.where).down("externalDocs", "description")
    return [Put(at=way, value=f"{operation.method} {' '.join(change.after.split())}")]


# -- statuses ----------------------------------------------------------------------------------------------------------


def _stated(context: Context, change: Change) -> LockedResponse | None:
    for lock in (context.new_lock, context.old_lock):
        for locked in lock.operations:
            if f"{locked.method} {locked.path}" == change.operation:
                found = [one for one in locked.responses if one.status == change.part]
                if found:
                    return found[0]
    return None


def _status_added(context: Context, change: Change, operation: Operation) -> tuple[list[Step], list[str]]:
    """Return the step that adds a response, like that of another operation where one says the same."""
    stated = _stated(context, change)
    known = next((one for one in operation.responses if one.status == change.part), None)
    way = context.member(operation.where).down("responses")
    if known is not None and known.documented and known.documented.absent:
        return [Unmark(context.member(known.where), "absent")], []
    if known is not None and not (known.documented and known.documented.status):
        return [], ["the spec has it already"]
    if known is not None or stated is None:
        raise EditError("the spec has a response of that status, and the page says it is another one")
    page = next(one for one in context.new_lock.operations if f"{one.method} {one.path}" == change.operation)
    listed = {one.status for one in operation.responses} | {one.status for one in page.responses}
    before = [status for status in listed if status.isdigit() and status < change.part]
    after, *more = [*sorted(before, reverse=True), ""]
    shared = same_reference(context, operation, stated)
    if shared is not None:
        return [Put(at=way.down(change.part), value={"$ref": shared}, after=after, or_after=tuple(more))], []
    value: dict[str, Data] = {"description": _phrase(change.part)}
    branches, _ = grow(stated.fields)
    if branches:
        value["content"] = _content(context, branches)
    if texts_of(stated):
        value["x-messages"] = said_texts(context, texts_of(stated))
    note = "its description is the status in words"
    return [Put(at=way.down(change.part), value=value, after=after, or_after=tuple(more))], [note]


def _status_removed(context: Context, operation: Operation, response: Response | None) -> tuple[list[Step], list[str]]:
    if response is None:
        return [], ["the spec does not have it any more"]
    if len(operation.responses) == 1:
        raise EditError("it is the only response of the operation")
    if response.documented and response.documented.absent:
        return [], []
    note = f"if the server still answers so, keep it: {ABSENT}"
    return [Drop(context.member(response.where))], [note]


def _phrase(status: str) -> str:
    try:
        return f"{HTTPStatus(int(status)).phrase}."
    except ValueError:
        return f"Status {status}."


# -- whole tables ------------------------------------------------------------------------------------------------------


def _content(context: Context, branches: Sequence[Branch]) -> dict[str, Data]:
    first = branches[0].row
    if len(branches) == 1 and first.name == "items" and first.type.lower().startswith("array"):
        schema = schema_of(branches[0], is_old=context.is_old)
    else:
        properties = {one.row.name: schema_of(one, is_old=context.is_old) for one in branches}
        schema = {"type": "object", "properties": properties}
    return {"application/json": {"schema": schema}}


def _table_added(context: Context, change: Change, operation: Operation) -> tuple[list[Step], list[str]]:
    site = context.new.sites.get((change.operation, change.part))
    way = context.member(operation.where)
    notes = ["the properties have no descriptions yet: write them in your own words"]
    if site is None and change.part == "body":
        value: dict[str, Data] = {"content": _content(context, change.new)}
        node = walk(context.ways.roots[way.file], way)
        keys = [key for key, _ in node.items()] if node else []
        after = keys[keys.index("responses") - 1] if "responses" in keys else None
        return [Put(at=way.down("requestBody"), value=value, after=after)], notes
    if site is None:
        raise EditError("the spec has no such response")
    own = context.node(site.where) if site.part == "body" else context.member(site.where)
    if site.content is None:
        return [Put(at=own.down("content"), value=_content(context, change.new), after="description")], notes
    return _table_known(site, own), []


def _table_known(site: Site, own: Way) -> list[Step]:
    mark = site.mark
    if mark and mark.absent:
        return [Unmark(own, "absent")]
    return [Unmark(own, "type")] if mark and mark.type else []


def _table_removed(context: Context, change: Change) -> EditError:
    site = context.new.sites.get((change.operation, change.part)) or context.old.sites.get(
        (change.operation, change.part)
    )
    where = place(site.where) if site else "the operation"
    return EditError(
        "the page prints no table any more",
        f"remove the body at {where}",
        f"keep it, and mark it at {where}: {marking('type: none')}",
    )
