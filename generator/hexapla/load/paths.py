"""Paths to resources, webhooks to operations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hexapla.finding import Location
from hexapla.load.context import Context, plain
from hexapla.load.keeping import foreign, kept, way
from hexapla.load.operations import PLACEHOLDER, Operations, Site
from hexapla.model import Keyword, Operation, Resource
from hexapla.source import Node

DEFAULT: Final = "default"
"""The resource of operations without a tag whose id has no dot."""


class Paths:
    """Loads the operations of a description."""

    def __init__(self, context: Context, operations: Operations, root: Node) -> None:
        self._context = context
        self._operations = operations
        self._root = root
        self._shapes: dict[str, str] = {}
        self._several: list[Node] = []
        self._empty: list[Keyword] = []
        self._spare: list[Keyword] = []

    def resources(self) -> tuple[Resource, ...]:
        """Return the resources: tags in the order the root lists them, then others as they appear."""
        by_tag: dict[str, list[Operation]] = {}
        for tag, operation in self._under_paths():
            by_tag.setdefault(tag, []).append(operation)
        listed, said = self._tags()
        order = [*(name for name in listed if name in by_tag), *(name for name in by_tag if name not in listed)]
        self._notes()
        tags = ((way("tags", name), None if name in by_tag else plain(tag), tag) for name, tag in listed.items())
        self._spare = [Keyword(named, value, tag.where) for named, value, tag in tags]
        return tuple(
            Resource(
                name,
                (listed[name].text("description") or "") if name in listed else "",
                tuple(by_tag[name]),
                listed[name].where if name in listed else by_tag[name][0].where,
                said.get(name, ()),
            )
            for name in order
        )

    def webhooks(self) -> tuple[Operation, ...]:
        """Return the calls that the server makes unasked, in order."""
        context, found = self._context, self._root.get("webhooks")
        if found is None or context.dialect == "3.0" or not context.mapping(found, "webhooks"):
            return ()
        read: list[Operation] = []
        for name, node in found.items():
            if not name.startswith("x-"):
                operations = self._operations.item(Site(name, False, name), node)
                read.extend(operation for _, operation in operations)
                self._without(operations, "webhooks", name, node, found.key(name))
        self._empty.extend(foreign(found, "webhooks"))
        return tuple(read)

    def _without(
        self, operations: Sequence[tuple[Node, Operation]], section: str, name: str, node: Node, where: Location
    ) -> None:
        """Keep a path item that has no operation to say what it says."""
        if not operations:
            self._empty.append(Keyword(way(section, name), plain(node), where))

    def rest(self) -> tuple[Keyword, ...]:
        """Return what is said besides: extensions, paths without an operation, tags that head none.

        Of a tag that heads a group there is the name, with null.
        """
        return (*foreign(self._root.get("paths"), "paths"), *self._empty, *self._spare)

    def _tags(self) -> tuple[dict[str, Node], dict[str, tuple[Keyword, ...]]]:
        """Return the tags by name, and what they say besides their descriptions."""
        context, what = self._context, "a tag"
        tags = self._root.get("tags")
        said: dict[str, tuple[Keyword, ...]] = {}
        if tags is None or not context.sequence(tags, "tags"):
            return {}, said
        found = [tag for tag in tags.elements() if context.mapping(tag, what)]
        for tag in found:
            rest = context.rest(tag, ("name", "description", "externalDocs"), what)
            context.text(tag, "description", what)
            said[tag.text("name") or ""] = (*kept(tag, ("externalDocs",)), *rest)
        return {context.required_text(tag, "name", what): tag for tag in found}, said

    def _under_paths(self) -> list[tuple[str, Operation]]:
        paths = self._root.get("paths")
        found: list[tuple[str, Operation]] = []
        if paths is None or not self._context.mapping(paths, "paths"):
            return found
        for template, node in paths.items():
            if not template.startswith("x-"):
                self._check_template(template, paths.key(template))
                operations = self._operations.item(Site(template, True, template), node)
                found.extend((self._tag(at, operation), operation) for at, operation in operations)
                self._without(operations, "paths", template, node, paths.key(template))
        return found

    def _check_template(self, template: str, where: Location) -> None:
        shape = PLACEHOLDER.sub("{}", template)
        if not template.startswith("/"):
            self._context.error("bad-path", f"the path `{template}` must begin with /", where)
        if odd := re.search(r"[?#\s{}]", shape.replace("{}", "")):
            hint = "a query is declared under `parameters`" if odd[0] == "?" else None
            self._context.error("bad-path", f"`{odd[0]}` may not stand in the path `{template}`", where, hint)
        if shape in self._shapes:
            message = f"`{template}` and `{self._shapes[shape]}` differ in a parameter name only: OpenAPI forbids it"
            self._context.error("same-path", message, where, "give both operations one path item")
        self._shapes.setdefault(shape, template)

    def _tag(self, node: Node, operation: Operation) -> str:
        """Return the resource of an operation: its first tag, else what stands before the dot of its id."""
        context = self._context
        tags = []
        for text, place in context.texts(node, "tags", f"{operation.method} {operation.template}"):
            if text.strip():
                tags.append(text)
            else:
                context.warning("empty-tag", "an empty text names no group", place.where)
        if len(tags) > 1:
            self._several.append(node)
        before, dot, _ = operation.id.partition(".")
        return tags[0] if tags else before if dot and before else DEFAULT

    def _notes(self) -> None:
        """Say once, and not at every operation, what was decided for those that leave it open."""
        context, made = self._context, self._operations.made
        if made:
            id_, where = made[0]
            count = "an operation has" if len(made) == 1 else f"{len(made)} operations have"
            message = f"{count} no operationId and the name that method and path make: here `{id_}`"
            context.note("made-operation-id", message, where)
        if self._several:
            tags = self._several[0].get("tags") or self._several[0]
            count = "an operation has" if len(self._several) == 1 else f"{len(self._several)} operations have"
            message = f"{count} several tags: the first names the group, here `{tags.elements()[0].value}`"
            context.note("several-tags", message, tags.where)
