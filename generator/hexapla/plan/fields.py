"""Header fields of responses to constants by which a client reads them.

A field of one name and type is one constant, whichever responses declare it: a thousand operations that tell their
rate limit share it. What a constant is called depends on the field's name alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hexapla.finding import Finding
from hexapla.frozen import frozen
from hexapla.model import Api, Array, Enumeration, Header, Named, Operation, Scalar, Schema, Type
from hexapla.plan import prose
from hexapla.plan.package import FieldModule, HeaderField
from hexapla.plan.paging import resolved
from hexapla.plan.scope import Scope
from hexapla.plan.style import SchemaNames, Style

_SHOWN: Final = 3
_TEXT: Final = Scalar("string")


@frozen
class _Found:
    """A field, and what is read from it."""

    header: Header
    type: Type


def plan_fields(api: Api, names: SchemaNames, style: Style, findings: list[Finding]) -> FieldModule | None:
    """Return the fields that responses declare, None where they declare none."""
    schemas = api.by_name()
    found: dict[tuple[str, Type], _Found] = {}
    users: dict[tuple[str, Type], list[str]] = {}
    for operation in api.operations:
        for header in _declared(operation):
            of = _read_as(header.type, schemas)
            key = header.name.lower(), of
            found.setdefault(key, _Found(header, of))
            users.setdefault(key, []).append(operation.id)
    if not found:
        return None
    scope = Scope("the header fields", style.reserved("fields"), findings)
    wanted = [(style.field_name(one.header.name), one.header.name, one.header.where) for one in found.values()]
    texts = [style.attribute(one.type, names) for one in found.values()]
    return FieldModule(
        imports=style.field_imports(frozenset().union(*(text.uses for text in texts))),
        fields=tuple(
            HeaderField(
                name=name,
                wire=style.string(one.header.name),
                type=text.text,
                doc=style.comment(_said(one.header, users[key]), 0),
                shape=text.shape,
            )
            for (key, one), name, text in zip(found.items(), scope.take_all(wanted), texts, strict=True)
        ),
    )


def declared_names(operation: Operation) -> tuple[str, ...]:
    """Return the header fields that the responses of an operation declare, each once."""
    return tuple({header.name.lower(): header.name for header in _declared(operation)}.values())


def _declared(operation: Operation) -> Sequence[Header]:
    # OpenAPI has the media type say what the content type is, and nothing else.
    headers = [header for response in operation.responses for header in response.headers]
    return [header for header in headers if header.name.lower() != "content-type"]


def _read_as(of: Type, schemas: Mapping[str, Schema]) -> Type:
    """Return the type that is read from a field: a scalar, an enumeration, a list of those; a text for all else."""
    plain = resolved(of, schemas)
    if isinstance(plain, Array):
        item = _read_as(plain.item, schemas)
        return Array(_TEXT if isinstance(item, Array) else item)
    if isinstance(plain, Scalar) and plain.kind != "null":
        return Scalar(plain.kind, plain.format if plain.format in ("date", "date-time") else None)
    return Named(plain.name) if isinstance(plain, Enumeration) else _TEXT


def _said(header: Header, users: Sequence[str]) -> str:
    used = list(dict.fromkeys(users))
    more = f" and {len(used) - _SHOWN} more" if len(used) > _SHOWN else ""
    where = f"In answers of {', '.join(used[:_SHOWN])}{more}."
    deprecated = "Deprecated." if header.deprecated else ""
    return " ".join(part for part in (prose.sentence(header.description), where, deprecated) if part)
