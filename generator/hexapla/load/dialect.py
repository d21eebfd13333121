"""Schemas in the words of another OpenAPI than the description's own: they are read as they are meant, and told.

In: the root. Out: warnings. `nullable` is of 3.0, a list of types of 3.1, and people write both in either.
"""

from __future__ import annotations

from typing import Final

from hexapla.load.context import Context
from hexapla.load.grammar import children
from hexapla.load.vocabulary import ANNOTATIONS, OURS
from hexapla.source import Node

_LATER: Final = (
    *("const", "examples", "prefixItems", "patternProperties", "propertyNames", "if", "then", "else"),
    *("contains", "minContains", "maxContains", "dependentRequired", "dependentSchemas"),
    *("unevaluatedItems", "unevaluatedProperties", "contentEncoding", "contentMediaType", "contentSchema"),
    *("$id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment", "$defs"),
)
_OLDER: Final = ("nullable", "exclusiveMinimum", "exclusiveMaximum")
_NEWER: Final = "write `openapi: 3.1.1` at the top"


def check_dialect(context: Context, root: Node) -> None:
    """Report what schemas say in words that the description's OpenAPI does not have."""
    seen: set[tuple[str, int]] = set()
    waiting = [("root", root)]
    while waiting:
        kind, node = waiting.pop()
        if (kind, id(node)) in seen:
            continue
        seen.add((kind, id(node)))
        if kind == "schema":
            _check(context, node)
        ref = node.get("$ref")
        target = context.resolve(ref) if ref is not None else None
        if target is not None:
            waiting.append((kind, target))
        waiting.extend(children(kind, node))


def _check(context: Context, node: Node) -> None:
    if context.dialect == "3.1" and all(node.get(name) is None for name in _OLDER):
        return
    context.flag(node, "nullable", "a schema")
    if context.dialect == "3.0":
        _check_older(context, node)
        return
    kind, nullable = node.text("type"), node.get("nullable")
    if nullable is not None:
        hint = f"write `type: [{kind}, 'null']`" if kind else "write `anyOf` of the schema and `type: 'null'`"
        hint = hint if nullable.value is not False else "leave it out"
        context.warning("dialect", "`nullable` is of OpenAPI 3.0, and means nothing in 3.1", node.key("nullable"), hint)
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        flag, limit = node.get(exclusive), node.get(bound)
        if flag is not None and isinstance(flag.value, bool):
            written = f"`{exclusive}: {limit.value}`" if limit is not None else "the number itself"
            message = f"`{exclusive}` is a number in OpenAPI 3.1"
            context.warning("dialect", message, node.key(exclusive), f"write {written} and no `{bound}`")


def _check_older(context: Context, node: Node) -> None:
    """Report what OpenAPI 3.0 does not have."""
    if isinstance(node.value, bool):
        return
    if node.get("$ref") is not None:
        for name, _ in node.items():
            if name not in ("$ref", *ANNOTATIONS, *OURS) and not name.startswith("x-"):
                message = f"OpenAPI 3.0 ignores `{name}` beside `$ref`"
                context.warning("beside-ref", message, node.key(name), "put the reference into `allOf`")
        return
    kind = node.get("type")
    words = [kind.value] if kind is not None and isinstance(kind.value, str) else []
    listed = [word.value for word in kind.elements()] if kind is not None else []
    if listed or "null" in words:
        hint = "write `nullable: true`" if "null" in (*listed, *words) and len(listed) < 3 else _NEWER
        message = "OpenAPI 3.0 has one `type` a schema" if listed else "OpenAPI 3.0 has no type `null`"
        context.warning("dialect", message, node.key("type"), hint)
    for name, value in node.items():
        if name in _LATER:
            context.warning("dialect", f"OpenAPI 3.0 has no `{name}`; it is read as in 3.1", node.key(name), _NEWER)
        elif name in ("exclusiveMinimum", "exclusiveMaximum") and not isinstance(value.value, bool):
            message = f"`{name}` is true or false in OpenAPI 3.0"
            bound = name.replace("exclusive", "").lower()
            context.warning("dialect", message, node.key(name), f"write `{bound}: {value.value}` and `{name}: true`")
