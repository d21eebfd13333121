"""What a method takes: parameters and body to arguments, and how each of them is written into a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from hexapla.model import Content, Operation, Parameter, Place, Property, Record, Type
from hexapla.plan import prose
from hexapla.plan.calls import Argument, Body, BodyField, Sent, Spelling
from hexapla.plan.scope import Scope
from hexapla.plan.style import Style, TypeText
from hexapla.plan.variants import Family, family

PATCH: Final = (
    ("replace", "Members to replace, by name: JSON values. At least one of the three must be given."),
    ("add", "Members to add, by name: JSON values."),
    ("remove", "Names of members to remove."),
)
_KEYWORD_PLACES: Final[tuple[Place, ...]] = ("query", "header", "cookie")
_USUAL: Final[dict[Place, tuple[str, bool]]] = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}
"""Of each place the style that OpenAPI gives a parameter by default, and whether it explodes."""


class User(Protocol):
    """What the arguments ask of the methods they belong to."""

    @property
    def style(self) -> Style:
        """Return the style."""

    def use(self, text: TypeText) -> str:
        """Return a type's text, and remember what it takes from elsewhere."""

    def argument(self, of: Type) -> str:
        """Return the type an argument takes."""

    def describe(self, of: Property | Parameter) -> str:
        """Return what an argument means, with the values it takes."""

    def record(self, of: Type) -> Record | None:
        """Return the record a body consists of, None where it is something else."""

    def scope(self, operation: Operation) -> Scope:
        """Return the scope of a method's arguments."""


class Arguments:
    """The arguments of one method: path first, then query, header and cookie, then body."""

    def __init__(self, user: User, operation: Operation) -> None:
        self._user = user
        self._scope = user.scope(operation)
        self.all: list[Argument] = []
        self.documented: list[tuple[Argument, str]] = []
        self.of_parameter: dict[str, str] = {}
        self.of_place: dict[Place, dict[str, str]] = {place: {} for place in _KEYWORD_PLACES}
        for part in operation.path:
            if isinstance(part, Parameter):
                self.of_parameter[part.name] = self._take(part, keyword=False)
        for place in _KEYWORD_PLACES:
            for parameter in operation.parameters:
                if parameter.location == place:
                    self.of_place[place][parameter.name] = self._take(parameter, keyword=True)
        self.body = self._body(operation)

    def sent(self, operation: Operation, place: Place) -> tuple[Sent, ...]:
        """Return the parameters of a place, with the arguments that fill them."""
        style, names = self._user.style, self.of_place[place]
        return tuple(
            Sent(wire=style.string(one.name), argument=names[one.name])
            for one in operation.parameters
            if one.location == place
        )

    def spellings(self, operation: Operation) -> tuple[Spelling, ...]:
        """Return how parameters are written that are not written as is usual in their place."""
        return tuple(
            self._spelling(one)
            for one in operation.parameters
            if (one.style, one.explode, one.content, one.allow_reserved) != (*_USUAL[one.location], "", False)
            and (one.location != "path" or one.name in self.of_parameter)
        )

    def _spelling(self, one: Parameter) -> Spelling:
        style = self._user.style
        name = self.of_parameter[one.name] if one.location == "path" else one.name
        return Spelling(
            place=style.string(one.location),
            name=style.string(name),
            style=style.string("json" if one.content else one.style),
            explode=one.explode,
            reserved=one.allow_reserved,
        )

    def _take(self, of: Property | Parameter, *, keyword: bool, required: bool | None = None) -> str:
        style = self._user.style
        name = self._scope.take(style.identifier(of.alias or of.name), of.name, of.where)
        needed = of.required if required is None else required
        self._add(name, self._user.argument(of.type), keyword, needed, self._user.describe(of))
        return name

    def _add(self, name: str, annotation: str, keyword: bool, required: bool, said: str) -> None:
        style = self._user.style
        argument = Argument(
            name=name,
            annotation=annotation,
            default="" if required else style.left_out(),
            keyword=keyword,
            doc=style.comment(said, 8),
        )
        self.all.append(argument)
        self.documented.append((argument, said))

    def _body(self, operation: Operation) -> Body | None:
        body = operation.request_body
        if body is None or not body.contents:
            return None
        content, style = body.contents[0], self._user.style
        media_type, kind = style.string(content.media_type), family(content.media_type)
        if content.json_patch:
            return self._patch(media_type)
        record = self._user.record(content.type)
        if record is None:
            return self._whole(content, media_type, body.required, body.description, operation)
        fields = [
            BodyField(
                wire=style.string(one.name),
                argument=self._take(one, keyword=True, required=one.required and body.required),
            )
            for one in record.properties
            if not one.read_only
        ]
        return self._body_of(kind, media_type, required=body.required, fields=fields)

    def _patch(self, media_type: str) -> Body:
        for name, said in PATCH:
            self._add(name, self._user.use(self._user.style.patch_argument(name)), True, False, said)
        return self._body_of("json", media_type, required=True, is_patch=True)

    def _whole(self, content: Content, media_type: str, required: bool, said: str, operation: Operation) -> Body:
        name = self._scope.take("body", "the request body", operation.where)
        self._add(name, self._user.argument(content.type), True, required, prose.sentence(said) or "The body.")
        return self._body_of(family(content.media_type), media_type, required=required, value=name)

    def _body_of(
        self,
        kind: Family,
        media_type: str,
        *,
        required: bool,
        is_patch: bool = False,
        fields: Sequence[BodyField] | None = None,
        value: str = "",
    ) -> Body:
        return Body(
            kind=self._user.style.string(kind),
            is_json=kind == "json",
            parts=(),
            media_type=media_type,
            required=required,
            is_fields=fields is not None,
            is_patch=is_patch,
            fields=tuple(fields or ()),
            value=value,
        )
