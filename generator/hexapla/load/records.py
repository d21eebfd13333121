"""Objects with named properties.

In: a view of an object, and how to make a type. Out: a record. A property that several records have from one schema
is named after that schema, so that what lies in it is one model and not several.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hexapla.load.context import Context
from hexapla.load.keeping import TEXTS, remarks
from hexapla.load.mapping import Mappings
from hexapla.load.marks import documented
from hexapla.load.naming import Components
from hexapla.load.parts import Part
from hexapla.load.plain import Plain
from hexapla.load.views import View, Views
from hexapla.model import Alias, Any, Documented, Property, Record, Schema, Type
from hexapla.names import pascal
from hexapla.source import Node, did_you_mean

_OF_RECORDS: Final = frozenset({"title", "description", "deprecated", "example", "examples", "x-documented"})
_OF_PROPERTIES: Final = TEXTS - {"title"}
"""The texts that the model has a word for."""


class Records:
    """Makes records."""

    def __init__(
        self,
        context: Context,
        components: Components,
        views: Views,
        mappings: Mappings,
        plain: Plain,
        make: Callable[[Node, str], Type],
    ) -> None:
        self._context = context
        self._components = components
        self._views = views
        self._mappings = mappings
        self._plain = plain
        self._make = make
        self._homes: dict[int, str] = {}

    def is_record(self, node: Node) -> bool:
        """Say whether an object has properties, or may have no member at all."""
        additional = node.get("additionalProperties")
        closed = additional is not None and additional.value is False and node.get("patternProperties") is None
        return node.get("properties") is not None or closed

    def documented(self, node: Node) -> Documented | None:
        """Return the mark of a schema that departs from its documentation."""
        return documented(self._context, node)

    def _is_named(self, node: Node) -> bool:
        return self._components.name("schema", node) is not None

    def share(self, view: View, name: str) -> None:
        """See that the properties of a view are named after where they stand, whoever has them too."""
        for part in view.parts:
            properties = part.node.get("properties")
            for _, node in properties.items() if properties is not None else ():
                self._homes.setdefault(id(node), self._named(part) or name)

    def _named(self, part: Part) -> str | None:
        return None if part.home is None else self._components.name("schema", part.home)

    def record(self, name: str, view: View, at: Node) -> Schema:
        """Return the record that a view describes; `at` is the schema that it is a view of."""
        context, node, what = self._context, view.node, f"schema {name}"
        properties, additional = node.get("properties"), node.get("additionalProperties")
        if properties is not None and not context.mapping(properties, f"`properties` of {what}"):
            return Alias(name=name, type=Any(), where=node.where)
        self.share(view, name)
        discriminator = node.get("discriminator")
        if discriminator is not None:
            self._mappings.property(discriminator)
        patterns = node.get("patternProperties") is not None
        open_ = self._plain.additional(node, name)
        required = dict(context.texts(node, "required", what))
        known = (
            tuple(self._property(name, properties, key, value, key in required) for key, value in properties.items())
            if properties is not None
            else ()
        )
        return Record(
            name=name,
            properties=(*known, *self._undeclared(view, name, required, open_)),
            where=node.where,
            additional=open_,
            closed=additional is not None and additional.value is False and not patterns,
            title=context.text(node, "title", what),
            description=context.text(node, "description", what),
            deprecated=context.flag(node, "deprecated", what),
            documented=documented(context, node),
            rest=(
                *self._plain.rest(view, ("type", "properties", "required", *self._plain.others(node))),
                *context.examples(node),
                *remarks(at, lambda: node, _OF_RECORDS, self._is_named),
            ),
        )

    def _undeclared(
        self, view: View, name: str, required: dict[str, Node], additional: Type | None
    ) -> tuple[Property, ...]:
        """Return properties that are required and not declared: any value will do. One that is misspelt is an error."""
        properties = view.node.get("properties")
        found: list[Property] = []
        declared = [key for key, _ in properties.items()] if properties is not None else []
        closed = view.node.get("additionalProperties")
        for wanted, element in required.items():
            if properties is not None and properties.get(wanted) is not None:
                continue
            message = f"`{wanted}` is required and no property of schema {name}"
            # Whoever leaves out a hundred has not misspelt them.
            hint = did_you_mean(wanted, declared) if len(found) < 100 else None
            if hint or (closed is not None and closed.value is False):
                self._context.error("unknown-required", message, element.where, hint)
                continue
            self._context.warning("unknown-required", message, element.where, "declare it under `properties`")
            found.append(Property(name=wanted, type=additional or Any(), where=element.where, required=True))
        return tuple(found)

    def _property(self, owner: str, parent: Node, name: str, node: Node, required: bool) -> Property:
        context, what = self._context, f"property `{name}` of {owner}"
        of, said = self._make(node, self._homes.get(id(node), owner) + pascal(name)), self._views.said(node)
        return Property(
            name=name,
            type=of,
            where=parent.key(name),
            alias=context.text(said, "x-name", what) or None,
            required=required,
            read_only=context.flag(said, "readOnly", what),
            write_only=context.flag(said, "writeOnly", what),
            sensitive=context.flag(said, "x-sensitive", what),
            internal=context.flag(said, "x-internal", what),
            default=context.default(said),
            description=context.text(said, "description", what),
            deprecated=context.flag(said, "deprecated", what),
            documented=documented(context, said),
            rest=(
                *context.examples(said),
                *(() if self._is_named(node) else remarks(node, lambda: said, _OF_PROPERTIES, self._is_named)),
            ),
        )
