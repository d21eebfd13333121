"""Parameters, bodies and responses of an operation."""

from __future__ import annotations

from typing import Final, cast, get_args

from hexapla.load.context import Context, plain
from hexapla.load.marks import documented
from hexapla.load.schemas import Schemas
from hexapla.model import Any, Content, Example, Header, Message, Parameter, Place, RequestBody, Response, Type
from hexapla.names import pascal
from hexapla.source import Node, did_you_mean

_PARAMETER: Final = (
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "schema",
    "style",
    "explode",
    "example",
    "examples",
    "x-name",
    "x-internal",
    "x-documented",
)
_CONTENT: Final = ("schema", "example", "examples", "x-json-patch")
_BODY: Final = ("description", "content", "required", "x-documented")
_RESPONSE: Final = ("description", "headers", "content", "x-messages", "x-documented")
_STYLES: Final[dict[Place, str]] = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


class Parts:
    """Loads what an operation is made of; `owner` names inline schemas."""

    def __init__(self, context: Context, schemas: Schemas) -> None:
        self._context = context
        self._schemas = schemas

    def parameters(self, node: Node | None, owner: str) -> list[Parameter]:
        """Return the parameters of a path item or an operation, in order."""
        if node is None or not self._context.sequence(node, "parameters"):
            return []
        return [p for element in node.elements() if (p := self._parameter(element, owner)) is not None]

    def _parameter(self, node: Node, owner: str) -> Parameter | None:
        context = self._context
        target = context.follow(node)
        if target is None or not context.mapping(target, "a parameter"):
            return None
        name = context.required_text(target, "name", "a parameter")
        what = f"parameter `{name}`"
        location = self._location(target, what)
        if location is None:
            return None
        required = context.flag(target, "required", what)
        if location == "path" and not required:
            context.error(
                "optional-path-parameter", f"{what} is in the path and must be `required: true`", target.where
            )
        style = context.text(target, "style", what) or _STYLES[location]
        schema = target.get("schema")
        if schema is None and target.get("content") is None:
            context.error("missing-keyword", f"{what} lacks `schema`", target.where)
        return Parameter(
            name=name,
            location=location,
            type=Any() if schema is None else self._schemas.type(schema, owner + pascal(name)),
            required=required,
            style=style,
            explode=context.flag(target, "explode", what, default=style == "form"),
            where=target.where,
            alias=context.text(target, "x-name", what) or None,
            default=None if schema is None else context.default(schema),
            description=context.text(target, "description", what),
            deprecated=context.flag(target, "deprecated", what),
            internal=context.flag(target, "x-internal", what),
            example=self._example(target),
            documented=documented(context, target),
            rest=context.rest(target, _PARAMETER, what, kept=("content", "allowReserved", "allowEmptyValue")),
        )

    def _location(self, node: Node, what: str) -> Place | None:
        text = self._context.required_text(node, "in", what)
        if text in get_args(Place):
            return cast("Place", text)
        if text:
            places = get_args(Place)
            hint = did_you_mean(text, places) or f"one of {', '.join(places)}"
            self._context.error("unknown-location", f"{what} cannot be in `{text}`", node.get("in").where, hint)  # type: ignore[union-attr]
        return None

    def request_body(self, node: Node | None, owner: str) -> RequestBody | None:
        """Return the request body, None where there is none."""
        context, what = self._context, "a request body"
        target = None if node is None else context.follow(node)
        if target is None or not context.mapping(target, what):
            return None
        return RequestBody(
            contents=self._contents(target, what, f"{owner}Request"),
            required=context.flag(target, "required", what),
            where=target.where,
            description=context.text(target, "description", what),
            documented=documented(context, target),
            rest=context.rest(target, _BODY, what),
        )

    def responses(self, node: Node | None, owner: str, operation: Node) -> tuple[Response, ...]:
        """Return the responses by status, in order."""
        context = self._context
        if node is None:
            context.error("missing-keyword", "an operation needs `responses`", operation.where)
            return ()
        if not context.mapping(node, "responses"):
            return ()
        read = (self._response(node, status, owner) for status, _ in node.items() if not status.startswith("x-"))
        return tuple(response for response in read if response is not None)

    def _response(self, parent: Node, status: str, owner: str) -> Response | None:
        context, where = self._context, parent.key(status)
        node = parent.get(status)
        known = status == "default" or (
            len(status) == 3 and status[0] in "12345" and (status[1:].isdigit() or status[1:] == "XX")
        )
        if not known:
            context.error("bad-status", f"`{status}` is no status code, range or `default`", where)
        target = None if node is None else context.follow(node)
        if target is None or not context.mapping(target, "a response"):
            return None
        what = f"response {status}"
        return Response(
            status=status,
            description=context.text(target, "description", what),
            where=where,
            headers=self._headers(target, f"{owner}{pascal(status)}"),
            contents=self._contents(target, what, f"{owner}Response" if status.startswith("2") else owner + status),
            messages=self._messages(target, what),
            documented=documented(context, target),
            rest=context.rest(target, _RESPONSE, what, kept=("links",)),
        )

    def _messages(self, node: Node, what: str) -> tuple[Message, ...]:
        found = node.get("x-messages")
        if found is None or not self._context.mapping(found, "x-messages"):
            return ()
        return tuple(
            Message(reason, self._context.required_text(found, reason, f"x-messages of {what}"), found.key(reason))
            for reason, _ in found.items()
        )

    def _headers(self, node: Node, owner: str) -> tuple[Header, ...]:
        found = node.get("headers")
        if found is None or not self._context.mapping(found, "headers"):
            return ()
        headers = []
        for name, value in found.items():
            target = self._context.follow(value)
            if target is not None and self._context.mapping(target, f"header `{name}`"):
                schema = target.get("schema")
                headers.append(
                    Header(
                        name=name,
                        type=Any() if schema is None else self._schemas.type(schema, owner + pascal(name)),
                        where=found.key(name),
                        required=self._context.flag(target, "required", f"header `{name}`"),
                        description=self._context.text(target, "description", f"header `{name}`"),
                    )
                )
        return tuple(headers)

    def _contents(self, node: Node, what: str, owner: str) -> tuple[Content, ...]:
        found = node.get("content")
        if found is None or not self._context.mapping(found, f"content of {what}"):
            return ()
        return tuple(
            self._content(found, media_type, value, owner)
            for media_type, value in found.items()
            if self._context.mapping(value, f"`{media_type}`")
        )

    def _content(self, parent: Node, media_type: str, node: Node, owner: str) -> Content:
        schema = node.get("schema")
        of: Type = Any() if schema is None else self._schemas.type(schema, owner)
        return Content(
            media_type=media_type,
            type=of,
            where=parent.key(media_type),
            example=self._example(node),
            json_patch=self._context.flag(node, "x-json-patch", f"`{media_type}`"),
            rest=self._context.rest(node, _CONTENT, f"`{media_type}`", kept=("encoding",)),
        )

    def _example(self, node: Node) -> Example | None:
        """Return `example`, or the first of `examples` that has a value."""
        example = node.get("example")
        if example is not None:
            return Example(plain(example), node.key("example"))
        examples = node.get("examples")
        for _, named in examples.items() if examples else ():
            target = self._context.follow(named)
            value = target.get("value") if target else None
            if value is not None:
                return Example(plain(value), value.where)
        return None
