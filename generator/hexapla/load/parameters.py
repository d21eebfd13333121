"""Parameters: what a call takes outside its body, and how it is spelled there."""

from __future__ import annotations

from typing import Final, cast, get_args

from hexapla.load.bodies import Bodies
from hexapla.load.context import Context, plain
from hexapla.load.keeping import beside, examples, kept, way
from hexapla.load.marks import documented
from hexapla.load.schemas import Schemas
from hexapla.model import Any, Content, Keyword, Parameter, Place, Type
from hexapla.names import pascal
from hexapla.source import Node, did_you_mean

_PARAMETER: Final = (
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "schema",
    "content",
    "style",
    "explode",
    "allowReserved",
    "allowEmptyValue",
    "example",
    "examples",
    "x-name",
    "x-internal",
    "x-documented",
)
_STYLES: Final[dict[Place, tuple[str, ...]]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
"""The styles of each place; the first is what a parameter has that names none."""
_DEFAULT: Final = frozenset({"default"})
_IGNORED: Final = {
    "accept": "the media types of the responses say it",
    "content-type": "the media types of the request body say it",
    "authorization": "declare a security scheme",
}
"""Header parameters that OpenAPI does not read."""


class Parameters:
    """Loads parameters; `owner` names inline schemas."""

    def __init__(self, context: Context, schemas: Schemas, bodies: Bodies) -> None:
        self._context = context
        self._schemas = schemas
        self._bodies = bodies
        self.ignored: list[Keyword] = []
        self.nodes: list[Node] = []
        """What was left out of the parameters that were listed last, and where the others stand."""

    def listed(self, node: Node | None, owner: str) -> list[Parameter]:
        """Return the parameters of a path item or an operation, in order."""
        self.ignored, self.nodes = [], []
        if node is None or not self._context.sequence(node, "parameters"):
            return []
        read = [(self._parameter(element, owner), element) for element in node.elements()]
        self.nodes = [element for parameter, element in read if parameter is not None]
        return [parameter for parameter, _ in read if parameter is not None]

    def _parameter(self, node: Node, owner: str) -> Parameter | None:
        context = self._context
        target = context.follow(node)
        if target is None or not context.mapping(target, "a parameter"):
            return None
        name = context.required_text(target, "name", "a parameter")
        what = f"parameter `{name}`"
        location = self._location(target, what)
        if location is None or self._is_ignored(name, location, target):
            return None
        content = self._bodies.only_content(target, what, owner + pascal(name))
        schema = target.get("schema")
        if schema is None and target.get("content") is None:
            context.error("missing-keyword", f"{what} lacks `schema`", target.where)
        of: Type = content.type if content else Any()
        if schema is not None and content is None:
            of = self._schemas.type(schema, owner + pascal(name))
        style = self._style(target, location, what)
        example, more = self._bodies.examples(target)
        return Parameter(
            name=name,
            location=location,
            type=of,
            required=self._required(target, location, what),
            style=style,
            explode=self._explode(target, style, what),
            where=target.where,
            alias=context.text(target, "x-name", what) or None,
            content=content.media_type if content else "",
            allow_reserved=self._query_only(target, "allowReserved", location, what),
            allow_empty=self._query_only(target, "allowEmptyValue", location, what),
            default=None if schema is None else self._schemas.default(schema),
            description=context.description(node, target, what),
            deprecated=context.flag(target, "deprecated", what),
            internal=context.flag(target, "x-internal", what),
            example=example or (content.example if content else None),
            documented=documented(context, target),
            rest=(*more, *self._rest(node, target, location, content, what)),
        )

    def _location(self, node: Node, what: str) -> Place | None:
        text = self._context.required_text(node, "in", what)
        if text in get_args(Place):
            return cast("Place", text)
        if text:
            places = get_args(Place)
            old = {"body": "a body is declared under `requestBody`", "formData": "a form is a `requestBody`"}
            hint = old.get(text) or did_you_mean(text, places) or f"one of {', '.join(places)}"
            place = node.get("in") or node
            self._context.error("unknown-location", f"{what} cannot be in `{text}`", place.where, hint)
        return None

    def _is_ignored(self, name: str, location: Place, node: Node) -> bool:
        hint = _IGNORED.get(name.lower()) if location == "header" else None
        if hint is not None:
            message = f"OpenAPI does not read a header parameter `{name}`: it is left out"
            self._context.warning("ignored-header", message, node.where, hint)
            self.ignored.append(Keyword(way("parameters", "header", name.lower()), plain(node), node.where))
        return hint is not None

    def _required(self, node: Node, location: Place, what: str) -> bool:
        required = self._context.flag(node, "required", what)
        if location == "path" and not required:
            message = f"{what} is in the path and must be `required: true`"
            self._context.error("optional-path-parameter", message, node.where)
        return required

    def _style(self, node: Node, location: Place, what: str) -> str:
        context, styles = self._context, _STYLES[location]
        style = context.text(node, "style", what)
        if not style:
            return styles[0]
        if style not in styles:
            known = [one for listed in _STYLES.values() for one in listed]
            choice = f"one of {', '.join(styles)}" if len(styles) > 1 else f"it is always `{styles[0]}`"
            if style in known:
                message = f"{what} is in the {location}, where there is no style `{style}`"
                context.error("bad-style", message, node.key("style"), choice)
            else:
                hint = did_you_mean(style, styles) or choice
                context.error("bad-style", f"`{style}` is no style of a parameter", node.key("style"), hint)
            return styles[0]
        return style

    def _explode(self, node: Node, style: str, what: str) -> bool:
        explode = self._context.flag(node, "explode", what, default=style == "form")
        if style == "deepObject" and node.get("explode") is not None and not explode:
            message = f"{what} is spelled as with `explode: true`: `deepObject` has no other spelling"
            self._context.warning("bad-explode", message, node.key("explode"))
        return explode or style == "deepObject"

    def _query_only(self, node: Node, keyword: str, location: Place, what: str) -> bool:
        said = self._context.flag(node, keyword, what)
        if said and location != "query":
            message = f"`{keyword}` means nothing in the {location}"
            self._context.warning("unused-keyword", message, node.key(keyword))
        return said and location == "query"

    def _rest(
        self, node: Node, target: Node, location: Place, content: Content | None, what: str
    ) -> tuple[Keyword, ...]:
        """Return what else a parameter says; `node` is the reference to it, if it stands behind one."""
        own = self._context.rest(target, _PARAMETER, what)
        inside = self._content_rest(content, target, what)
        return (*own, *inside, *self._idle(target, location), *beside(self._context, node, target))

    def _idle(self, node: Node, location: Place) -> tuple[Keyword, ...]:
        """Return what is for people, or said of how a value is written where it means nothing."""
        names = () if location == "query" else ("allowReserved", "allowEmptyValue")
        idle = (keyword for keyword in kept(node, names) if keyword.value is not False)
        schema = node.get("schema") if node.get("content") is None else None
        said = () if schema is None else self._schemas.remarks(schema, _DEFAULT)
        return (*idle, *examples(self._context, node), *said)

    def _content_rest(self, content: Content | None, node: Node, what: str) -> tuple[Keyword, ...]:
        """Return what else the media type of a parameter says; report what has no meaning beside it."""
        if content is None:
            return ()
        for keyword in ("style", "explode", "allowReserved"):
            if node.get(keyword) is not None:
                message = f"`{keyword}` means nothing beside `content`: the media type says how {what} is spelled"
                self._context.warning("unused-keyword", message, node.key(keyword))
        media = next((one for _, one in (node.get("content") or node).items()), node)
        both = ("example",) if content.example is not None and node.get("example") is not None else ()
        return (*content.rest, *kept(node, ("style", "explode")), *kept(media, ("encoding", *both), "content/"))
