"""What Harbor must hold: one row for each word of the vocabulary, and a function that finds where it is.

A row finds names of operations and of schemas. README.md of Harbor says for each row where to look; both are held
against each other, so that nobody takes a case away quietly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from .document import Node, Operation, follow, name_of, operations, schemas

Row: TypeAlias = Callable[[Node], set[str]]


def operation(holds: Callable[[Operation], object]) -> Row:
    """Return a row of the operations for which something holds."""
    return lambda document: {one.name for one in operations(document) if holds(one)}


def schema(holds: Callable[[Node], object]) -> Row:
    """Return a row of the owners of schema nodes for which something holds."""
    return lambda document: {owner for owner, node in schemas(document) if holds(node)}


def component(holds: Callable[[str, Node, Node], object]) -> Row:
    """Return a row of the named schemas for which something holds: name, schema, and the whole document."""
    return lambda document: {
        name for name, node in document["components"]["schemas"].items() if holds(name, node, document)
    }


def parameter(place: str, style: str | None = None, explode: bool | None = None, kind: str = "", **more: Any) -> Row:  # noqa: ANN401
    """Return a row of operations with a parameter that is spelled in a certain way."""

    def fits(document: Node, one: Node) -> bool:
        own_style = one.get("style", "form" if place in ("query", "cookie") else "simple")
        own_explode = one.get("explode", own_style == "form")
        of = follow(document, one.get("schema", {}))
        return (
            one["in"] == place
            and style in (None, own_style)
            and explode in (None, own_explode)
            and (not kind or kind_of(of) == kind)
            and all(one.get(key) == value for key, value in more.items())
        )

    return lambda document: {
        one.name for one in operations(document) if any(fits(document, each) for each in one.parameters)
    }


def kind_of(node: Node) -> str:
    return "scalar" if node.get("type") not in ("array", "object") else str(node["type"])


def body(media_type: str, holds: Callable[[Node], object] = bool) -> Row:
    """Return a row of operations that send a media type."""
    return operation(lambda one: any(k == media_type and holds(v) for k, v in one.body.get("content", {}).items()))


def answer(media_type: str) -> Row:
    """Return a row of operations that answer in a media type where all is well."""
    return operation(lambda one: any(media_type in each.get("content", {}) for each in one.successes.values()))


def field(document: Node, of: Node) -> dict[str, Node]:
    """Return the properties of an object, each followed."""
    return {key: follow(document, value) for key, value in follow(document, of).get("properties", {}).items()}


def form_field(kind: str, **more: object) -> Row:
    """Return a row of operations that send a multipart body with a field of a kind."""

    def has(document: Node, one: Operation) -> bool:
        media = one.body.get("content", {}).get("multipart/form-data", {})
        fields = field(document, media.get("schema", {})).values()
        return any(each.get("type") == kind and all(each.get(k) == v for k, v in more.items()) for each in fields)

    return lambda document: {one.name for one in operations(document) if has(document, one)}


def security(*alternatives: set[str]) -> Row:
    """Return a row of operations that ask for exactly these alternatives."""
    return operation(lambda one: [set(each) for each in one.security] == list(alternatives))


def scheme(kind: str, detail: str) -> Row:
    """Return a row of operations that a kind of scheme guards; the root's default counts where it applies."""

    def rows(document: Node) -> set[str]:
        declared = document["components"]["securitySchemes"]
        fit = {k for k, v in declared.items() if v["type"] == kind and detail in (v.get("scheme", ""), v.get("in", ""))}
        return {one.name for one in operations(document) if any(fit & set(each) for each in one.security)}

    return rows


def header(**wanted: str) -> Row:
    """Return a row of operations that answer with a header of a kind."""

    def has(document: Node, one: Operation) -> bool:
        found = [follow(document, h) for r in one.responses.values() for h in r.get("headers", {}).values()]
        return any(all(each.get("schema", {}).get(k) == v for k, v in wanted.items()) for each in found)

    return lambda document: {one.name for one in operations(document) if has(document, one)}


def encoded(**wanted: object) -> Row:
    """Return a row of operations that say how a field of a body is written."""

    def has(one: Operation) -> bool:
        found = [e for media in one.body.get("content", {}).values() for e in media.get("encoding", {}).values()]
        return any(all(each.get(k) == v for k, v in wanted.items()) for each in found)

    return operation(has)


def reaches(document: Node, start: str, goal: str, *, steps: int) -> bool:
    """Say whether a schema refers to another in at most so many steps."""
    seen = {start}
    for _ in range(steps):
        found = {name_of(n) for o, n in schemas(document) if o in seen and "$ref" in n}
        if goal in found:
            return True
        seen |= found
    return False


def refers(document: Node, name: str) -> set[str]:
    return {name_of(node) for owner, node in schemas(document) if owner == name and "$ref" in node}


def enum(holds: Callable[[list[Any]], object]) -> Row:
    return schema(lambda node: "enum" in node and holds(node["enum"]))


def union(word: str, **wanted: bool) -> Row:
    """Return a row of unions, of objects, with a discriminator and a mapping or without."""

    def has(node: Node, document: Node) -> bool:
        members = [follow(document, one) for one in node.get(word, ())]
        objects = members and all("properties" in one or "$ref" in one for one in members)
        told = node.get("discriminator", {})
        return bool(objects) and wanted["told"] == bool(told) and wanted["mapped"] == ("mapping" in told)

    return lambda document: {owner for owner, node in schemas(document) if has(node, document)}


def mixed(node: Node, word: str) -> list[object]:
    return [one.get("type") for one in node.get(word, ()) if isinstance(one, dict)]


def null_of(word: str) -> Row:
    return schema(lambda node: "null" in mixed(node, word))


def properties(*names: str) -> Row:
    return schema(lambda node: set(names) <= set(node.get("properties", {})))


def keyword(word: str) -> Row:
    return schema(lambda node: word in node)


def statuses(*wanted: str) -> Row:
    return operation(lambda one: set(wanted) <= set(one.responses))


def _several_types(document: Node) -> set[str]:
    def types(one: Operation) -> set[str]:
        return {str(m.get("schema")) for r in one.successes.values() for m in r.get("content", {}).values()}

    return {one.name for one in operations(document) if len(types(one)) > 1 and len(one.successes) > 1}


def _shared_name(document: Node) -> set[str]:
    found = set()
    for one in operations(document):
        names = {each["name"] for each in one.parameters if each["in"] == "path"}
        for media in one.body.get("content", {}).values():
            of = follow(document, media["schema"])
            parts = [of, *(follow(document, part) for part in of.get("allOf", ()))]
            if any(names & set(part.get("properties", {})) for part in parts):
                found.add(one.name)
    return found


def _one_class(document: Node) -> set[str]:
    def plain(name: str) -> str:
        return "".join(c for c in name.lower() if c.isalnum())

    counted = Counter(plain(name) for name in document["components"]["schemas"])
    return {name for name in document["components"]["schemas"] if counted[plain(name)] > 1}


def _inherits(document: Node) -> set[str]:
    bases = {n for n, s in document["components"]["schemas"].items() if "discriminator" in s and "properties" in s}
    heirs = component(lambda name, node, _: any(name_of(m) in bases for m in node.get("allOf", ()) if "$ref" in m))
    return heirs(document) | bases


def _all_of_scalars(document: Node) -> set[str]:
    def fits(_: str, node: Node, whole: Node) -> bool:
        parts = [follow(whole, one) for one in node.get("allOf", ())]
        return len(parts) > 1 and any(one.get("type") == "string" for one in parts)

    return component(fits)(document)


def _patterns(text: str, *ends: str) -> bool:
    return text.endswith(ends)


ROWS: Final[dict[str, Row]] = {
    # Security.
    "bearer, the default": scheme("http", "bearer"),
    "basic": scheme("http", "basic"),
    "apiKey in a header": scheme("apiKey", "header"),
    "apiKey in the query": scheme("apiKey", "query"),
    "apiKey in a cookie": scheme("apiKey", "cookie"),
    "OAuth2 client credentials": scheme("oauth2", ""),
    "alternatives": security({"bearer"}, {"key"}),
    "a combination": security({"bearer", "tenant"}),
    "alternatives of which one is a combination": security({"machine", "tenant"}, {"basic"}),
    "credentials are optional": operation(lambda one: {} in one.security and len(one.security) > 1),
    "no credentials": operation(lambda one: one.security == []),
    # Pages.
    "a cursor in a header": operation(lambda one: "next_header" in one.raw.get("x-pagination", {})),
    "a cursor in the body": operation(lambda one: "next" in one.raw.get("x-pagination", {})),
    "pages by number": operation(lambda one: "page" in one.raw.get("x-pagination", {})),
    # Unions.
    "oneOf with discriminator and mapping": union("oneOf", told=True, mapped=True),
    "oneOf with discriminator alone": union("oneOf", told=True, mapped=False),
    "oneOf without discriminator": union("oneOf", told=False, mapped=False),
    "oneOf of scalars": schema(lambda node: {"number", "string"} <= set(map(str, mixed(node, "oneOf")))),
    "anyOf of objects": union("anyOf", told=False, mapped=False),
    "anyOf of unlike things": schema(lambda node: {"array", "null"} <= set(map(str, mixed(node, "anyOf")))),
    "a union or null": component(
        lambda _, node, whole: any(
            {"type": "null"} in one.get("oneOf", ()) and any("oneOf" in follow(whole, m) for m in one["oneOf"])
            for one in node.get("properties", {}).values()
            if isinstance(one, dict)
        )
    ),
    "inheritance by allOf, discriminator on the base": _inherits,
    "a type list": schema(lambda node: isinstance(node.get("type"), list) and len(set(node["type"]) - {"null"}) > 1),
    # Recursion.
    "a tree": component(lambda name, _, whole: name in refers(whole, name) and "properties" in _),
    "two schemas that know each other": component(
        lambda name, _, whole: any(name != other and name in refers(whole, other) for other in refers(whole, name))
    ),
    "a recursive union": component(lambda name, node, whole: "oneOf" in node and reaches(whole, name, name, steps=2)),
    "a map of itself": component(
        lambda name, node, _: node.get("additionalProperties") == {"$ref": f"#/components/schemas/{name}"}
    ),
    # Lists, maps, all of several.
    "a tuple that ends": schema(lambda node: "prefixItems" in node and node.get("items") is False),
    "a tuple with more behind": schema(lambda node: "prefixItems" in node and isinstance(node.get("items"), dict)),
    "a tuple that says nothing of more": schema(lambda node: "prefixItems" in node and "items" not in node),
    "a list of lists": schema(lambda node: node.get("items", True) is not True and "items" in (node["items"] or {})),
    "allOf with siblings": schema(lambda node: "allOf" in node and "properties" in node),
    "allOf with required alone": schema(lambda node: any(set(one) == {"required"} for one in node.get("allOf", ()))),
    "allOf of non-objects": _all_of_scalars,
    "allOf of one, for its siblings": schema(lambda node: len(node.get("allOf", ())) == 1 and "default" in node),
    "$ref with siblings": schema(lambda node: "$ref" in node and len(node) > 1),
    "a map of one type": schema(lambda node: isinstance(node.get("additionalProperties"), dict)),
    "a free map": schema(lambda node: node.get("additionalProperties") is True),
    "a free object": schema(lambda node: node.get("type") == "object" and set(node) <= {"type", "description"}),
    "a map by pattern": keyword("patternProperties"),
    "properties and more of one type": schema(
        lambda node: "properties" in node and isinstance(node.get("additionalProperties"), dict)
    ),
    "properties and no more": schema(lambda node: node.get("additionalProperties") is False),
    "anything": schema(lambda node: True in node.get("properties", {}).values()),
    # Enumerations and constants.
    "an enum that differs in case only": enum(lambda all_: len({str(one).lower() for one in all_}) < len(all_)),
    "an enum value that begins with a digit": enum(lambda all_: "1st" in all_),
    "an enum value `*`": enum(lambda all_: "*" in all_),
    "an empty enum value": enum(lambda all_: "" in all_),
    "null among enum values": enum(lambda all_: None in all_),
    "an enum of integers": enum(lambda all_: all_ and all(isinstance(one, int) for one in all_)),
    "an enum of other numbers": enum(lambda all_: any(isinstance(one, float) for one in all_)),
    "an enum of one value": enum(lambda all_: len(all_) == 1),
    "an enum without a type": schema(lambda node: "enum" in node and "type" not in node),
    "a constant": keyword("const"),
    # Null.
    "null by a type list": schema(lambda node: "null" in node.get("type", ()) and isinstance(node["type"], list)),
    "null by oneOf": null_of("oneOf"),
    "null by anyOf": null_of("anyOf"),
    "nothing but null": schema(lambda node: "null" in [p.get("type") for p in _members(node)]),
    "null behind a reference": component(
        lambda _, node, whole: any(
            "$ref" in one and None in follow(whole, one).get("enum", ()) for one in _members(node)
        )
    ),
    # What is said of a member.
    "readOnly": keyword("readOnly"),
    "writeOnly": keyword("writeOnly"),
    "a secret": keyword("x-sensitive"),
    "a default": keyword("default"),
    "a default list": schema(lambda node: isinstance(node.get("default"), list)),
    "a default null": schema(lambda node: "default" in node and node["default"] is None),
    "a deprecated operation": operation(lambda one: one.raw.get("deprecated")),
    "a deprecated parameter": operation(lambda one: any(each.get("deprecated") for each in one.parameters)),
    "a deprecated property": keyword("deprecated"),
    "bounds": schema(lambda node: "exclusiveMinimum" in node or "multipleOf" in node or "pattern" in node),
    # Parameters in the path.
    **{
        f"path, {style}, {kind}{', exploded' if explode else ''}": parameter("path", style, explode, kind)
        for style in ("simple", "label", "matrix")
        for kind, explode in (("array", False), ("array", True), ("object", False), ("object", True))
    },
    **{f"path, {style}, a text": parameter("path", style, kind="scalar") for style in ("simple", "label", "matrix")},
    "two parameters in one segment": operation(lambda one: "}.{" in one.template),
    # Parameters elsewhere.
    "query, form, array, exploded": parameter("query", "form", True, "array"),
    "query, form, array": parameter("query", "form", False, "array"),
    "query, form, object, exploded": parameter("query", "form", True, "object"),
    "query, form, object": parameter("query", "form", False, "object"),
    "query, spaceDelimited": parameter("query", "spaceDelimited", False, "array"),
    "query, pipeDelimited": parameter("query", "pipeDelimited", False, "array"),
    "query, deepObject": parameter("query", "deepObject", True, "object"),
    "query, allowReserved": parameter("query", allowReserved=True),
    "query, allowEmptyValue": parameter("query", allowEmptyValue=True),
    "query, as JSON": operation(lambda one: any("content" in p and p["in"] == "query" for p in one.parameters)),
    "query, required": parameter("query", required=True),
    "header, a text": parameter("header", kind="scalar"),
    "header, array": parameter("header", kind="array"),
    "header, object": parameter("header", None, False, "object"),
    "header, object, exploded": parameter("header", None, True, "object"),
    "header, as JSON": operation(lambda one: any("content" in p and p["in"] == "header" for p in one.parameters)),
    "cookie, a text": parameter("cookie", kind="scalar"),
    "cookie, array": parameter("cookie", None, False, "array"),
    "a shared parameter": operation(lambda one: any("$ref" in p for p in _declared(one))),
    "a parameter of the path item": operation(lambda one: one.item.get("parameters")),
    # Names.
    "properties `2fa_enabled`, `_links`, `self`, `options`, `class`": properties(
        *("2fa_enabled", "_links", "self", "options", "class")
    ),
    "properties `+1` and `-1`": properties("+1", "-1"),
    "properties equal once cleaned": properties("StartTime", "StartTime<", "created-at", "created_at"),
    "a property without a name": properties(""),
    "a property with letters beyond ASCII": properties("Größe"),
    "parameters equal once cleaned": operation(lambda one: {"StartTime", "StartTime<"} <= _names(one)),
    "parameters `self`, `options`, `class`": operation(lambda one: {"self", "options", "class"} <= _names(one)),
    "a path parameter and a body property of one name": _shared_name,
    "schemas of one class name": _one_class,
    "schemas of one name in two files": component(lambda name, _, whole: name.endswith("Address")),
    "a tag with signs": operation(lambda one: "Cargo & Holds" in one.raw.get("tags", ())),
    "a tag that begins with a digit": operation(lambda one: "2nd watch" in one.raw.get("tags", ())),
    "no tag": operation(lambda one: not one.raw.get("tags")),
    "no operationId": operation(lambda one: "operationId" not in one.raw),
    "an operationId without a dot": operation(lambda one: "." not in one.raw.get("operationId", ".")),
    "operationIds of two groups under one tag": operation(
        lambda one: "2nd watch" in one.raw.get("tags", ()) and one.name.startswith("crew.")
    ),
    "text that ends in a quote": operation(lambda one: one.raw.get("description", "").endswith('"')),
    "text that ends in a backslash": schema(
        lambda node: any(str(one.get("description", "")).endswith("\\") for one in (node, *_members(node)))
    ),
    "inline objects": operation(
        lambda one: any("properties" in media["schema"] for media in one.body.get("content", {}).values())
    ),
    # Bodies.
    "JSON": body("application/json"),
    "JSON of a vendor, with a charset": body("application/vnd.harbor+json; charset=utf-8"),
    "JSON of another suffix": body("application/merge-patch+json"),
    "a form": body("application/x-www-form-urlencoded"),
    "a form with styles": encoded(style="pipeDelimited", explode=False),
    "a form with an object": encoded(style="deepObject"),
    "a form with reserved characters": encoded(allowReserved=True),
    "multipart": body("multipart/form-data"),
    "multipart: a text": form_field("string"),
    "multipart: a number": form_field("integer"),
    "multipart: JSON": form_field("object"),
    "multipart: a file": form_field("string", format="binary"),
    "multipart: a file by contentMediaType": form_field("string", contentMediaType="text/markdown"),
    "multipart: a list": form_field("array"),
    "multipart: a list of files": form_field("array", items={"type": "string", "format": "binary"}),
    "multipart: media types of a part": encoded(contentType="image/png, image/jpeg"),
    "multipart: headers of a part": operation(
        lambda one: any(
            "headers" in e for m in one.body.get("content", {}).values() for e in m.get("encoding", {}).values()
        )
    ),
    "text": body("text/plain"),
    "bytes": body("application/octet-stream"),
    "bytes of a kind": body("application/pdf"),
    "JSON or a form": operation(
        lambda one: {"application/json", "application/x-www-form-urlencoded"} == set(one.body.get("content", ()))
    ),
    "JSON or a table": operation(lambda one: {"application/json", "text/csv"} == set(one.body.get("content", ()))),
    "a body that may be left out": operation(lambda one: one.body and not one.body.get("required", False)),
    "a shared body": operation(lambda one: "$ref" in one.raw.get("requestBody", {})),
    # Answers.
    "several codes of success with types of their own": _several_types,
    "a range": statuses("2XX"),
    "a code, a range and default": statuses("200", "2XX", "404", "4XX", "default"),
    "default alone": operation(lambda one: "default" in one.responses and "4XX" not in one.responses),
    "nothing": statuses("204"),
    "something or nothing": statuses("200", "204"),
    "several media types": operation(lambda one: any(len(r.get("content", {})) > 1 for r in one.successes.values())),
    "a download of a kind": answer("application/pdf"),
    "a download of bytes": answer("application/octet-stream"),
    "a picture": answer("image/png"),
    "server-sent events": answer("text/event-stream"),
    "lines of JSON": answer("application/x-ndjson"),
    "lines of JSON, by another name": answer("application/jsonl"),
    "a text": answer("text/plain"),
    "a media type without a schema": operation(
        lambda one: any("schema" not in m for r in one.successes.values() for m in r.get("content", {}).values())
    ),
    "a problem": operation(
        lambda one: any("application/problem+json" in r.get("content", {}) for r in one.responses.values())
    ),
    "a map": operation(
        lambda one: any(
            "additionalProperties" in m.get("schema", {})
            for r in one.successes.values()
            for m in r.get("content", {}).values()
        )
    ),
    "a scalar": operation(
        lambda one: any(
            m.get("schema", {}).get("type") in ("boolean", "integer")
            for r in one.successes.values()
            for m in r.get("content", {}).values()
        )
    ),
    "a header that is an integer": header(type="integer"),
    "a header that is a moment": header(type="string", format="date-time"),
    "a header that is a list": header(type="array"),
    "a shared response": operation(lambda one: any("$ref" in each for each in one.raw["responses"].values())),
    "a shared header": operation(
        lambda one: any("$ref" in h for r in one.responses.values() for h in r.get("headers", {}).values())
    ),
    "a shared example": operation(
        lambda one: any(
            "$ref" in e
            for r in one.responses.values()
            for m in r.get("content", {}).values()
            for e in m.get("examples", {}).values()
        )
    ),
    # Methods, servers, calls of the server.
    "HEAD": operation(lambda one: one.method == "HEAD"),
    "OPTIONS": operation(lambda one: one.method == "OPTIONS"),
    "PATCH": operation(lambda one: one.method == "PATCH"),
    "a server of its own": operation(lambda one: "servers" in one.raw),
    "a server of the path item": operation(lambda one: "servers" in one.item),
    "a server with variables": operation(lambda one: any("variables" in server for server in one.servers)),
    "callbacks": operation(lambda one: "callbacks" in one.raw),
    "webhooks": lambda document: set(document.get("webhooks", ())),
}


def _members(node: Node) -> list[Node]:
    return [one for one in node.get("properties", {}).values() if isinstance(one, dict)]


def _declared(one: Operation) -> list[Node]:
    return [*one.raw.get("parameters", ()), *one.item.get("parameters", ())]


def _names(one: Operation) -> set[str]:
    return {each["name"] for each in one.parameters}
