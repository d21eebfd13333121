"""Schema nodes to types and named schemas.

A `$ref` names a schema by its fragment's last word; inline objects and enumerations get their names here, from what
they stand in. Every schema is loaded once, when the first thing refers to it; recursion is a name, never a loop.
"""

from __future__ import annotations

from typing import Final

from hexapla.load.context import Context, plain, texts
from hexapla.load.enums import enumerated, is_enumeration
from hexapla.load.marks import documented
from hexapla.load.naming import Components, wanted_name
from hexapla.model import (
    Alias,
    Any,
    Array,
    Constraints,
    Discriminator,
    Enumeration,
    Keyword,
    Map,
    Named,
    Nullable,
    Property,
    Record,
    Scalar,
    ScalarKind,
    Schema,
    Type,
    Union,
)
from hexapla.names import pascal
from hexapla.source import Node, did_you_mean

_KINDS: Final[dict[str, ScalarKind]] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
_TYPES: Final = (*_KINDS, "object", "array", "null")
_ANNOTATIONS: Final = ("title", "description", "deprecated", "default", "example", "examples", "readOnly", "writeOnly")
_OURS: Final = ("x-documented", "x-internal", "x-name", "x-sensitive")
_SHAPE: Final = ("$ref", "type", "enum", "properties", "required", "additionalProperties", "items", "oneOf", "anyOf")
_SCALAR_BOUNDS: Final = (
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
)
_ARRAY_BOUNDS: Final = ("minItems", "maxItems", "uniqueItems")
_KEPT: Final = (
    *("allOf", "not", "if", "then", "else", "const", "contains", "minContains", "maxContains", "prefixItems"),
    *("patternProperties", "propertyNames", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas"),
    *("unevaluatedItems", "unevaluatedProperties", "contentEncoding", "contentMediaType", "contentSchema"),
    *("$id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment", "$defs"),
    *("externalDocs", "xml"),
)
"""What else JSON Schema and OpenAPI have: it rides along."""
_READ: Final = (*_ANNOTATIONS, *_OURS, *_SHAPE, *_SCALAR_BOUNDS, *_ARRAY_BOUNDS, "discriminator")


class Schemas:
    """The schemas of one load."""

    def __init__(self, context: Context, components: Components) -> None:
        self._context = context
        self._components = components
        self._waiting = list(components.nodes["schema"].items())
        self._wanted = set(components.nodes["schema"])

    def finish(self) -> tuple[Schema, ...]:
        """Load every schema that has a name, and return them: first those referred to, then the inline ones."""
        loaded: list[Schema] = []
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            loaded.extend(self._schema(name, node) for name, node in waiting)
        return tuple(loaded)

    def _enter(self, name: str, node: Node) -> str:
        """Name a node, see that it is loaded, and return the name."""
        name = self._components.enter("schema", name, node)
        if name not in self._wanted:
            self._wanted.add(name)
            self._waiting.append((name, node))
        return name

    def type(self, node: Node, name: str) -> Type:
        """Return the type a schema node describes; an inline object or enumeration is entered under `name`."""
        if node.value is True:
            return Any()
        if not self._context.mapping(node, "a schema"):
            return Any()
        if node.get("$ref") is not None:
            return self._reference(node)
        bare, nullable = self._without_null(node)
        of = self._union(bare, name) if bare.get("oneOf") or bare.get("anyOf") else self._plain(bare, name)
        return Nullable(of) if nullable and not isinstance(of, Nullable | Any) else of

    def _reference(self, node: Node) -> Type:
        ref = node.get("$ref")
        assert ref is not None
        target = self._context.resolve(ref)
        if target is None:
            return Any()
        name = self._enter(wanted_name(ref, target), target)
        rest = self._context.rest(node, (*_ANNOTATIONS, *_OURS, "$ref"), "a reference", strict=False)
        _, nullable = self._without_null(target)
        return Nullable(Named(name, rest)) if nullable and self._is_structure(target) else Named(name, rest)

    @staticmethod
    def _is_structure(node: Node) -> bool:
        return node.get("properties") is not None or node.get("enum") is not None

    def _without_null(self, node: Node) -> tuple[Node, bool]:
        """Return the node and whether it admits null by `type`, `enum` or `nullable`."""
        kind = node.get("type")
        listed = kind is not None and any(e.value == "null" for e in kind.elements()) and len(kind.elements()) > 1
        enum = node.get("enum")
        among = enum is not None and any(e.value is None for e in enum.elements())
        return node, listed or among

    def _kinds(self, node: Node) -> list[tuple[str, Node]]:
        """Return the words of `type` except null, each with its place."""
        kind = node.get("type")
        if kind is None:
            return []
        nodes = kind.elements() if isinstance(kind.value, list) else [kind]
        found = []
        for word in nodes:
            if not isinstance(word.value, str):
                self._context.error("unknown-type", f"`type` must be a text, not {word.kind}", word.where)
            elif word.value not in _TYPES:
                hint = did_you_mean(word.value, _TYPES) or f"one of {', '.join(_TYPES)}"
                self._context.error("unknown-type", f"`{word.value}` is no type of JSON Schema", word.where, hint)
            elif word.value != "null" or len(nodes) == 1:
                found.append((word.value, word))
        if found and node.get("properties") is not None and "object" not in dict(found):
            message = f"`properties` mean nothing where `type` is {found[0][0]}"
            self._context.error("contradiction", message, node.key("properties"))
        return found

    def _plain(self, node: Node, name: str) -> Type:
        if is_enumeration(node):
            return Named(self._enter(name, node))
        kinds = [kind for kind, _ in self._kinds(node)]
        if not kinds:
            kinds = ["object"] if node.get("properties") else ["array"] if node.get("items") else []
        if not kinds:
            return Any(self._rest(node))
        if len(kinds) > 1:
            return Union(tuple(self._kind(node, kind, name) for kind in kinds))
        return self._kind(node, kinds[0], name)

    def _kind(self, node: Node, kind: str, name: str) -> Type:
        match kind:
            case "object":
                return self._object(node, name)
            case "array":
                items = node.get("items")
                item: Type = Any() if items is None else self.type(items, f"{name}Item")
                return Array(item, self._constraints(node), self._rest(node))
            case "null":
                return Any((*self._rest(node), Keyword("type", "null", node.key("type"))))
            case _:
                format_ = self._context.text(node, "format", "a schema") or None
                rest = (*self._rest(node), *self._siblings(node, "enum"))
                return Scalar(_KINDS[kind], format_, self._constraints(node), rest=rest)

    def _object(self, node: Node, name: str) -> Type:
        if node.get("properties") is not None:
            return Named(self._enter(name, node))
        additional = node.get("additionalProperties")
        rest = (*self._rest(node), *self._siblings(node, "required"))
        if additional is None or additional.value is True:
            return Map(Any(), rest)
        if additional.value is False:
            return Map(Any(), (*rest, *self._siblings(node, "additionalProperties")))
        return Map(self.type(additional, f"{name}Value"), rest)

    @staticmethod
    def _siblings(node: Node, *names: str) -> tuple[Keyword, ...]:
        """Return keywords that are read elsewhere and mean nothing to what a node becomes: they ride along too."""
        found = ((name, node.get(name)) for name in names)
        return tuple(Keyword(name, plain(value), node.key(name)) for name, value in found if value is not None)

    def _union(self, node: Node, name: str) -> Type:
        word = "oneOf" if node.get("oneOf") else "anyOf"
        members = node.get(word)
        assert members is not None
        if not self._context.sequence(members, word):
            return Any()
        if not members.elements():
            self._context.error("empty-union", f"`{word}` lists nothing", node.key(word))
        present = [member for member in members.elements() if member.text("type") != "null"]
        types = tuple(
            self.type(member, f"{name}{number}" if len(present) > 1 else name)
            for number, member in enumerate(present, 1)
        )
        rest = self._rest(node) + self._siblings(node, *(name for name in _SHAPE if name != word))
        if len(types) == 1 and not rest:
            of = types[0]
        else:
            of = Union(types, word == "oneOf", self._discriminator(node), rest)
        return Nullable(of) if len(present) < len(members.elements()) else of

    def _discriminator(self, node: Node) -> Discriminator | None:
        found = node.get("discriminator")
        if found is None or not self._context.mapping(found, "discriminator"):
            return None
        mapping = found.get("mapping")
        pairs = texts({key: plain(value) for key, value in mapping.items()} if mapping else {})
        return Discriminator(self._context.required_text(found, "propertyName", "discriminator"), pairs)

    def _rest(self, node: Node) -> tuple[Keyword, ...]:
        return self._context.rest(node, _READ, "a schema", kept=_KEPT, strict=False)

    def _constraints(self, node: Node) -> Constraints:
        context, what = self._context, "a schema"
        return Constraints(
            minimum=context.number(node, "minimum", what),
            maximum=context.number(node, "maximum", what),
            exclusive_minimum=context.number(node, "exclusiveMinimum", what),
            exclusive_maximum=context.number(node, "exclusiveMaximum", what),
            multiple_of=context.number(node, "multipleOf", what),
            min_length=context.whole(node, "minLength", what),
            max_length=context.whole(node, "maxLength", what),
            pattern=context.text(node, "pattern", what) or None,
            min_items=context.whole(node, "minItems", what),
            max_items=context.whole(node, "maxItems", what),
            unique_items=context.flag(node, "uniqueItems", what),
        )

    def _schema(self, name: str, node: Node) -> Schema:
        if not self._context.mapping(node, "a schema"):
            return Alias(name=name, type=Any(), where=node.where)
        if node.get("$ref") is None and is_enumeration(node):
            return self._enumeration(name, node)
        if node.get("$ref") is None and node.get("properties") is not None:
            return self._record(name, node)
        of = self.type(node, f"{name}Value")
        return Alias(
            name=name,
            type=of,
            where=node.where,
            description=self._context.text(node, "description", f"schema {name}"),
            deprecated=self._context.flag(node, "deprecated", f"schema {name}"),
            documented=documented(self._context, node),
        )

    def _enumeration(self, name: str, node: Node) -> Schema:
        what, enum = f"schema {name}", node.get("enum")
        assert enum is not None
        kinds = self._kinds(node)
        kind, values = enumerated(self._context, enum, kinds[0][0] if kinds else "")
        return Enumeration(
            name=name,
            values=values,
            type=Scalar(kind, self._context.text(node, "format", what) or None),
            where=node.where,
            description=self._context.text(node, "description", what),
            deprecated=self._context.flag(node, "deprecated", what),
            documented=documented(self._context, node),
            rest=(*self._rest(node), *self._siblings(node, "oneOf", "anyOf")),
        )

    def _record(self, name: str, node: Node) -> Schema:
        what, properties, kinds = f"schema {name}", node.get("properties"), self._kinds(node)
        assert properties is not None
        if not self._context.mapping(properties, f"`properties` of {what}"):
            return Alias(name=name, type=Any(), where=node.where)
        names = self._context.texts(node, "required", what)
        for wanted, element in names:
            if properties.get(wanted) is None:
                hint = did_you_mean(wanted, [key for key, _ in properties.items()])
                message = f"`{wanted}` is required and no property of {what}"
                self._context.error("unknown-required", message, element.where, hint)
        required = {wanted for wanted, _ in names}
        additional = node.get("additionalProperties")
        open_type = (
            None if additional is None or isinstance(additional.value, bool) else self.type(additional, f"{name}Value")
        )
        return Record(
            name=name,
            properties=tuple(
                self._property(name, properties, key, value, key in required) for key, value in properties.items()
            ),
            where=node.where,
            additional=open_type,
            closed=additional is not None and additional.value is False,
            title=self._context.text(node, "title", what),
            description=self._context.text(node, "description", what),
            deprecated=self._context.flag(node, "deprecated", what),
            documented=documented(self._context, node),
            # A record is an object and nothing else: what says otherwise rides along.
            rest=(*self._rest(node), *self._siblings(node, "oneOf", "anyOf", *(("type",) if len(kinds) > 1 else ()))),
        )

    def _property(self, owner: str, parent: Node, name: str, node: Node, required: bool) -> Property:
        context, what = self._context, f"property `{name}` of {owner}"
        return Property(
            name=name,
            type=self.type(node, owner + pascal(name)),
            where=parent.key(name),
            alias=context.text(node, "x-name", what) or None,
            required=required,
            read_only=context.flag(node, "readOnly", what),
            write_only=context.flag(node, "writeOnly", what),
            sensitive=context.flag(node, "x-sensitive", what),
            internal=context.flag(node, "x-internal", what),
            default=context.default(node),
            description=context.text(node, "description", what),
            deprecated=context.flag(node, "deprecated", what),
            documented=documented(context, node),
        )
