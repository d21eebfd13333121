"""What operations carry: bodies in their media types, responses, headers, examples."""

from __future__ import annotations

from typing import Final

from hexapla.load.context import Context, plain
from hexapla.load.keeping import beside, examples, kept, linked, under, way
from hexapla.load.marks import documented
from hexapla.load.media import check_media_type, spelled_alike
from hexapla.load.schemas import Schemas
from hexapla.model import (
    Any,
    Content,
    Encoding,
    Example,
    Header,
    Keyword,
    Message,
    RequestBody,
    Response,
    Type,
)
from hexapla.names import pascal
from hexapla.source import Node, did_you_mean

_CONTENT: Final = ("schema", "example", "examples", "encoding", "x-json-patch")
_BODY: Final = ("description", "content", "required", "x-documented")
_RESPONSE: Final = ("description", "headers", "content", "x-messages", "x-documented")
_HEADER: Final = ("description", "required", "deprecated", "schema", "example", "examples", "content")
_ENCODING: Final = ("contentType", "headers", "style", "explode", "allowReserved")
_ENCODING_STYLES: Final = ("form", "spaceDelimited", "pipeDelimited", "deepObject")


class Bodies:
    """Loads bodies and responses; `owner` names inline schemas."""

    def __init__(self, context: Context, schemas: Schemas) -> None:
        self._context = context
        self._schemas = schemas

    def request_body(self, node: Node | None, owner: str) -> RequestBody | None:
        """Return the request body, None where there is none."""
        context, what = self._context, "a request body"
        target = None if node is None else context.follow(node)
        if node is None or target is None or not context.mapping(target, what):
            return None
        if target.get("content") is None:
            context.error("missing-keyword", f"{what} lacks `content`", target.where)
        return RequestBody(
            contents=self.contents(target, what, f"{owner}Request"),
            required=context.flag(target, "required", what),
            where=target.where,
            description=context.description(node, target, what),
            documented=documented(context, target),
            rest=(*context.rest(target, _BODY, what), *beside(context, node, target)),
        )

    def responses(self, node: Node | None, owner: str, what: str) -> tuple[Response, ...]:
        """Return the responses by status, in order."""
        context = self._context
        if node is None or not context.mapping(node, "responses"):
            return ()
        read = [self._response(node, status, owner) for status, _ in node.items() if not status.startswith("x-")]
        if not read:
            context.warning("no-response", f"{what} does not say what it answers", node.where)
        return tuple(response for response in read if response is not None)

    def _response(self, parent: Node, written: str, owner: str) -> Response | None:
        context, where = self._context, parent.key(written)
        node = parent.get(written)
        status = self._status(written, parent)
        target = None if node is None else context.follow(node)
        if node is None or target is None or not context.mapping(target, "a response"):
            return None
        what = f"response {status}"
        return Response(
            status=status,
            description=context.description(node, target, what),
            where=where,
            headers=self.headers(target, f"{owner}{pascal(status)}"),
            contents=self.contents(target, what, f"{owner}Response" if status.startswith("2") else owner + status),
            messages=self._messages(target, what),
            documented=documented(context, target),
            rest=(
                *(*context.rest(target, (*_RESPONSE, "links"), what), *linked(context, target)),
                *(*beside(context, node, target), *self._content_type(target)),
            ),
        )

    def _status(self, written: str, parent: Node) -> str:
        """Return a status code, a range or `default`; report what is none."""
        upper = written.upper()
        ranged = len(upper) == 3 and upper[0] in "12345" and upper[1:] == "XX"
        code = written.isascii() and written.isdigit() and len(written) == 3 and written[0] in "12345"
        if not code and not (ranged and written == upper) and written != "default":
            near = f"did you mean `{upper}`?" if ranged else did_you_mean(written, ("default",))
            hint = near or "three digits beginning with 1 to 5, `4XX`, or `default`"
            message = f"`{written}` is no status code, range or `default`"
            self._context.error("bad-status", message, parent.key(written), hint)
        return upper if ranged else written

    def _messages(self, node: Node, what: str) -> tuple[Message, ...]:
        found = node.get("x-messages")
        if found is None or not self._context.mapping(found, "x-messages"):
            return ()
        return tuple(
            Message(reason, self._context.required_text(found, reason, f"x-messages of {what}"), found.key(reason))
            for reason, _ in found.items()
        )

    def headers(self, node: Node, owner: str) -> tuple[Header, ...]:
        """Return the headers of a response or of a part; Content-Type is what the media types say."""
        context, found = self._context, node.get("headers")
        if found is None or not context.mapping(found, "headers"):
            return ()
        headers = []
        for name, value in found.items():
            target = context.follow(value)
            if name.lower() == "content-type":
                message = "a header `Content-Type` is not read: the media types say it"
                context.warning("ignored-header", message, found.key(name))
            elif target is not None and context.mapping(target, f"header `{name}`"):
                headers.append(self._header(name, found, value, target, owner + pascal(name)))
        return tuple(headers)

    def _content_type(self, node: Node) -> tuple[Keyword, ...]:
        """Return the header that is not read."""
        found = node.get("headers")
        named = found.items() if found is not None else ()
        return tuple(
            Keyword(way("headers", n), plain(one), one.where) for n, one in named if n.lower() == "content-type"
        )

    def _header(self, name: str, parent: Node, value: Node, node: Node, owner: str) -> Header:
        context, what = self._context, f"header `{name}`"
        style = context.text(node, "style", what)
        if style not in ("", "simple"):
            context.error("bad-style", f"a header has no style `{style}`", node.key("style"), "it is always `simple`")
        if node.get("schema") is None and node.get("content") is None:
            context.warning("missing-keyword", f"{what} lacks `schema`", parent.key(name))
        content = self.only_content(node, what, owner)
        of = content.type if content else self._type(node.get("schema"), owner)
        rest: tuple[Keyword, ...] = ()
        if content is not None:
            at = node.key("content")
            sample = (Keyword("example", content.example.value, content.example.where),) if content.example else ()
            rest = (Keyword("content", content.media_type, at), *under("content", (*content.rest, *sample)))
        if context.flag(node, "explode", what):
            rest = (*rest, *kept(node, ("explode",)))
        example, more = self.examples(node)
        first = () if example is None else (Keyword("example", example.value, example.where),)
        schema = node.get("schema")
        return Header(
            name=name,
            type=of,
            where=parent.key(name),
            required=context.flag(node, "required", what),
            description=context.description(value, node, what),
            deprecated=context.flag(node, "deprecated", what),
            rest=(
                *(*rest, *context.rest(node, (*_HEADER, "style", "explode"), what), *first, *more),
                *(*examples(context, node), *beside(context, value, node)),
                *(self._schemas.remarks(schema) if schema is not None and content is None else ()),
            ),
        )

    def _type(self, schema: Node | None, owner: str) -> Type:
        return Any() if schema is None else self._schemas.type(schema, owner)

    def only_content(self, node: Node, what: str, owner: str) -> Content | None:
        """Return the one media type of a parameter or a header, None where `schema` says what it is (or nothing)."""
        context, found, schema = self._context, node.get("content"), node.get("schema")
        if found is None:
            return None
        if schema is not None:
            context.error("contradiction", f"{what} has both `schema` and `content`", node.key("content"))
        contents = self.contents(node, what, owner)
        if len(contents) != 1 and isinstance(found.value, dict):
            message = f"`content` of {what} must name one media type, not {len(found.value)}"
            context.error("bad-content", message, node.key("content"))
        return contents[0] if contents else None

    def contents(self, node: Node, what: str, owner: str) -> tuple[Content, ...]:
        """Return the media types of a body."""
        context, found = self._context, node.get("content")
        if found is None or not context.mapping(found, f"content of {what}"):
            return ()
        seen: dict[str, str] = {}
        for media_type, _ in found.items():
            check_media_type(context, media_type, found.key(media_type))
            first = seen.setdefault(spelled_alike(media_type), media_type)
            if first != media_type:
                message = f"`{media_type}` and `{first}` are one media type"
                context.error("duplicate-media-type", message, found.key(media_type), "keep one of the two")
        return tuple(
            self._content(found, media_type, value, owner)
            for media_type, value in found.items()
            if context.mapping(value, f"`{media_type}`")
        )

    def _content(self, parent: Node, media_type: str, node: Node, owner: str) -> Content:
        context, what = self._context, f"`{media_type}`"
        example, more = self.examples(node)
        schema = node.get("schema")
        return Content(
            media_type=media_type,
            type=self._type(schema, owner),
            where=parent.key(media_type),
            example=example,
            json_patch=context.flag(node, "x-json-patch", what),
            encodings=self._encodings(node, media_type, owner),
            rest=(
                *(*context.rest(node, _CONTENT, what), *more, *examples(context, node)),
                *(self._schemas.remarks(schema) if schema is not None else ()),
            ),
        )

    def _encodings(self, node: Node, media_type: str, owner: str) -> tuple[Encoding, ...]:
        context, found = self._context, node.get("encoding")
        if found is None or not context.mapping(found, "encoding"):
            return ()
        if not spelled_alike(media_type).startswith(("multipart/", "application/x-www-form-urlencoded")):
            message = f"`encoding` means nothing for {media_type}"
            hint = "it is for multipart and application/x-www-form-urlencoded"
            context.warning("misplaced-encoding", message, node.key("encoding"), hint)
        return tuple(
            self._encoding(found, name, value, owner)
            for name, value in found.items()
            if context.mapping(value, f"the encoding of `{name}`")
        )

    def _encoding(self, parent: Node, name: str, node: Node, owner: str) -> Encoding:
        context, what = self._context, f"the encoding of `{name}`"
        media_types = [part.strip() for part in context.text(node, "contentType", what).split(",") if part.strip()]
        for media_type in media_types:
            check_media_type(context, media_type, node.key("contentType"))
        style = context.text(node, "style", what) or None
        if style is not None and style not in _ENCODING_STYLES:
            hint = did_you_mean(style, _ENCODING_STYLES) or f"one of {', '.join(_ENCODING_STYLES)}"
            context.error("bad-style", f"{what} has no style `{style}`", node.key("style"), hint)
        return Encoding(
            property=name,
            where=parent.key(name),
            media_types=tuple(media_types),
            style=style,
            explode=context.flag(node, "explode", what) if node.get("explode") else None,
            allow_reserved=context.flag(node, "allowReserved", what),
            headers=self.headers(node, owner + pascal(name)),
            rest=context.rest(node, _ENCODING, what),
        )

    def examples(self, node: Node) -> tuple[Example | None, tuple[Keyword, ...]]:
        """Return `example`, or the first of `examples` that has a value, and the others."""
        context, example = self._context, node.get("example")
        found = [] if example is None else [Example(plain(example), node.key("example"))]
        examples = node.get("examples")
        if examples is not None and context.mapping(examples, "examples"):
            for _, named in examples.items():
                target = context.follow(named)
                value = target.get("value") if target else None
                if value is not None:
                    found.append(Example(plain(value), value.where))
        more = tuple(Keyword("example", one.value, one.where) for one in found[1:])
        return (found[0] if found else None), more
