"""A request body: how it is written, and what the arguments that fill it take."""

from __future__ import annotations

from typing import Final, Protocol

from hexapla.model import Any, Array, Encoding, Map, Named, Property, Record, RequestBody, Scalar, Type
from hexapla.plan.calls import Body, BodyField, Part
from hexapla.plan.kinds import Schemas, is_file, may_be_record
from hexapla.plan.paging import resolved
from hexapla.plan.style import Style, TypeText
from hexapla.plan.variants import bare, family

_ANY_FILE: Final = "*/*"
_WILD: Final = {"json": "application/json", "text": "text/plain", "binary": "application/octet-stream"}
"""What is sent where the spec leaves open what it is."""


class User(Protocol):
    """What bodies ask of the methods they belong to."""

    @property
    def style(self) -> Style:
        """Return the style."""

    @property
    def schemas(self) -> Schemas:
        """Return the schemas by name."""

    def argument(self, of: Type) -> TypeText:
        """Return the type an argument takes."""


class Bodies:
    """The body of one method, in its only media type."""

    def __init__(self, user: User, body: RequestBody) -> None:
        self._user = user
        self._body = body
        self._content = body.contents[0]
        # Events are sent as they are written: nobody but the caller knows how.
        self._kind = family(self._content.media_type)
        self._encodings = {encoding.property: encoding for encoding in self._content.encodings}

    @property
    def record(self) -> Record | None:
        """Return the record whose members become arguments, None where the body is one argument."""
        of = self._content.type
        if self._kind not in ("json", "form", "multipart") or not isinstance(of, Named):
            return None
        schema = self._user.schemas.get(of.name)
        return schema if isinstance(schema, Record) else None

    def annotation(self, of: Type) -> TypeText:
        """Return the type of an argument that is the whole body."""
        style = self._user.style
        match self._kind:
            case "text" | "events":
                return self._user.argument(Scalar("string"))
            case "binary":
                return style.upload(pieces=True)
            case "lines":
                found = resolved(of, self._user.schemas)
                row = found.item if isinstance(found, Array) else of
                return style.rows(self._mapped(row, self._user.argument(row)))
            case _:
                return self._mapped(of, self.inner(of))

    def _mapped(self, of: Type, text: TypeText) -> TypeText:
        return self._user.style.or_mapping(text) if may_be_record(of, self._user.schemas) else text

    def member(self, one: Property) -> TypeText:
        """Return the type of an argument that is a member of the body."""
        return self.inner(one.type)

    def inner(self, of: Type) -> TypeText:
        """Return the type of a value inside the body: in a part, bytes are a file."""
        style, schemas = self._user.style, self._user.schemas
        if self._kind == "multipart":
            found = resolved(of, schemas)
            if is_file(of, schemas):
                return style.upload()
            if isinstance(found, Array) and self._is_file(found.item):
                return style.sequence(style.upload())
            if isinstance(found, Map) and self._is_file(found.value):
                return style.by_name(style.upload())
        return self._user.argument(of)

    def _is_file(self, of: Type) -> bool:
        """Say whether an element is a file: it is one, too, where nothing is said about it."""
        return is_file(of, self._user.schemas) or isinstance(of, Any)

    def planned(
        self, *, fields: tuple[BodyField, ...] | None = None, more: str = "", value: str = "", is_patch: bool = False
    ) -> Body:
        """Return the body, filled by fields, by one value or by the arguments of a patch."""
        style = self._user.style
        return Body(
            kind=style.string("text" if self._kind == "events" else self._kind),
            is_json=self._kind == "json",
            parts=self._parts(),
            media_type=style.string(media_type_sent(self._content.media_type)),
            required=self._body.required or is_patch,
            is_fields=fields is not None,
            is_patch=is_patch,
            fields=fields or (),
            more=more,
            value=value,
        )

    def _parts(self) -> tuple[Part, ...]:
        """Return how members are written that are not written as is usual."""
        record = self.record
        if self._kind not in ("form", "multipart") or record is None:
            return ()
        parts = (self._part(one, self._encodings.get(one.name)) for one in record.properties if not one.read_only)
        return tuple(part for part in parts if part is not None)

    def _part(self, one: Property, encoding: Encoding | None) -> Part | None:
        schemas, string = self._user.schemas, self._user.style.string
        media_type, style, explode, reserved = "", "", True, False
        if encoding is not None:
            media_type, reserved = ", ".join(encoding.media_types), encoding.allow_reserved
            styled = encoding.style is not None or encoding.explode is not None or reserved
            style = (encoding.style or "form") if styled else ""
            explode = style in ("", "form", "deepObject") if encoding.explode is None else encoding.explode
        if self._kind == "multipart" and not media_type and not style and self._holds_file(one.type, schemas):
            media_type = _ANY_FILE
        if not media_type and not style:
            return None
        return Part(
            wire=string(one.name),
            media_type=string(media_type),
            style=string(style),
            explode=explode,
            reserved=reserved,
        )

    def _holds_file(self, of: Type, schemas: Schemas) -> bool:
        found = resolved(of, schemas)
        return is_file(of, schemas) or (isinstance(found, Array) and self._is_file(found.item))


def media_type_sent(media_type: str) -> str:
    """Return what a body is said to be: no range, and the charset of a text."""
    kind, plain = family(media_type), bare(media_type)
    if kind in ("form", "multipart"):
        return plain
    if "*" in plain:
        media_type = _WILD.get(kind, plain)
    is_told = "charset" in media_type.lower()
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") and not is_told else media_type
