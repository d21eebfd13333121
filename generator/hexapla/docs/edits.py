"""Edits of YAML or JSON text that keep what they do not touch: comments, order, quoting, flow or block style.

In: texts by file, and steps that name a node by its way from the root. Out: other texts. A step is done on what the
steps before it left, so that several may change one node; where one no longer fits, nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, assert_never

from hexapla.docs import edits_members, edits_text
from hexapla.docs.edits_text import EditError, Page
from hexapla.docs.emit import Data
from hexapla.frozen import frozen
from hexapla.source import Node, parse

Texts = Mapping[str, str]

Word: TypeAlias = "str | int | tuple[str, str]"
"""A step down: a key, an index, or of a list of parameters name and place."""


@frozen
class Way:
    """A node: the file, and the words from its root."""

    file: str
    words: tuple[Word, ...] = ()

    def down(self, *words: Word) -> Way:
        """Return a node further down."""
        return Way(self.file, (*self.words, *words))

    @property
    def last(self) -> str:
        """Return the last word, a key."""
        return str(self.words[-1])

    @property
    def above(self) -> Way:
        """Return the node that this one stands in."""
        return Way(self.file, self.words[:-1])


@frozen(kw_only=True)
class Put:
    """Set a member of a mapping.

    A new one stands behind the first that is there of `after` and `or_after`, else at the end; behind the empty key is
    the beginning.
    """

    at: Way
    value: Data
    after: str | None = None
    or_after: tuple[str, ...] = ()


@frozen
class Drop:
    """Remove a member of a mapping; the last one takes the mapping along where `up` says so."""

    at: Way
    up: int = 0


@frozen
class Rename:
    """Give a member of a mapping another key."""

    at: Way
    key: str


@frozen(kw_only=True)
class Insert:
    """Put an element into a list, behind the first that is there of `after` and `or_after`, else at the end."""

    at: Way
    value: Data
    after: Word | None = None
    or_after: tuple[Word, ...] = ()


@frozen
class Delete:
    """Remove an element of a list: `at` names it, or the list, of which `value` is one. The last one takes it along."""

    at: Way
    value: str | None = None


@frozen
class Unmark:
    """Take a word out of the mark of a node (or a name out of its `lacks`, `omitted`); what says nothing more goes."""

    at: Way
    key: str
    name: str | None = None


Step: TypeAlias = Put | Drop | Rename | Insert | Delete | Unmark

MARK = "x-documented"


def done(texts: Texts, steps: Iterable[Step], roots: Mapping[str, Node] | None = None) -> dict[str, str]:
    """Return the texts after all steps.

    Args:
        texts: by file.
        steps: in their order.
        roots: of texts that were parsed already.

    Raises:
        EditError: a step does not fit.
    """
    found = dict(texts)
    for step in steps:
        file = step.at.file
        if file not in found:
            raise EditError(f"{file} is none of the files")
        is_known = roots is not None and found[file] is texts[file]
        root = roots[file] if is_known and roots else parse(file, found[file].encode())
        found[file] = _done(found[file], step, root)
    return found


def walk(root: Node, way: Way) -> Node | None:
    """Return the node that a way leads to from the root of its file, None where there is none."""
    node: Node | None = root
    for word in way.words:
        if node is None:
            return None
        match word:
            case str():
                node = node.get(word)
            case int():
                node = node.elements()[word] if word < len(node.elements()) else None
            case (name, place):
                elements = node.elements()
                node = next((one for one in elements if (one.text("name"), one.text("in")) == (name, place)), None)
    return node


def _done(text: str, step: Step, root: Node) -> str:
    page = Page(text, step.at.file)
    match step:
        case Put(at=at, value=value, after=after, or_after=more):
            mapping = _mapping(root, at.above)
            near = next((key for key in (after, *more) if key == "" or (key and mapping.get(key) is not None)), None)
            return edits_members.put(page, mapping, at.last, value, near)
        case Drop(at=at, up=up):
            return _dropped(page, root, at, up)
        case Rename(at=at, key=key):
            return edits_members.rename(page, _mapping(root, at.above), at.last, key)
        case Insert(at=at, value=value, after=after, or_after=others):
            list_ = _needed(root, at)
            found = (walk(root, at.down(word)) for word in (after, *others) if word is not None)
            return edits_text.insert(page, list_, value, next((one for one in found if one is not None), None))
        case Delete(at=at, value=name):
            return _deleted(page, root, at, name)
        case Unmark():
            return _unmarked(page, root, step)
        case _:
            assert_never(step)


def _needed(root: Node, way: Way) -> Node:
    node = walk(root, way)
    if node is None:
        raise EditError(f"there is no {'/'.join(map(str, way.words))} in {way.file} any more")
    return node


def _mapping(root: Node, way: Way) -> Node:
    node = _needed(root, way)
    if not isinstance(node.value, dict):
        raise EditError(f"{'/'.join(map(str, way.words))} in {way.file} is {node.kind}")
    return node


def _dropped(page: Page, root: Node, at: Way, up: int) -> str:
    mapping = _mapping(root, at.above)
    if up and len(list(mapping.items())) == 1 and mapping.get(at.last) is not None:
        return _dropped(page, root, at.above, up - 1)
    return edits_members.drop(page, mapping, at.last)


def _deleted(page: Page, root: Node, at: Way, name: str | None) -> str:
    node = _needed(root, at)
    if name is None:
        list_, element = _needed(root, at.above), node
    else:
        list_ = node
        found = next((one for one in node.elements() if name in (one.value, one.text("name"))), None)
        if found is None:
            raise EditError(f"`{name}` is no element of {'/'.join(map(str, at.words))} any more")
        element = found
    if len(list_.elements()) == 1:
        way = at.above if name is None else at
        return edits_members.drop(page, _mapping(root, way.above), way.last)
    return edits_text.delete(page, list_, element)


def _unmarked(page: Page, root: Node, step: Unmark) -> str:
    way = step.at.down(MARK)
    mark = _mapping(root, way)
    listed = mark.get(step.key)
    if listed is None:
        raise EditError(f"the mark says nothing of `{step.key}` any more")
    if step.name is not None and len(listed.elements()) > 1:
        return _deleted(page, root, way.down(step.key), step.name)
    if all(key in (step.key, "because") for key, _ in mark.items()):
        return edits_members.drop(page, _mapping(root, step.at), MARK)
    return edits_members.drop(page, mark, step.key)
