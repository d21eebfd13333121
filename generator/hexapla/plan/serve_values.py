"""Which values a parameter or a member of a form can have: what has no spelling in its style is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hexapla.finding import Finding, Location, error, note
from hexapla.model import Any, Array, Content, Encoding, Map, Nullable, Parameter, Record, Tuple, Type, Union
from hexapla.plan.kinds import Schemas, is_flat, is_list, is_object
from hexapla.plan.paging import resolved
from hexapla.plan.variants import family

_DELIMITED: Final = ("spaceDelimited", "pipeDelimited")
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch
"""What HTTP takes for the name of a header field or a cookie."""
_DEEP: Final = "`style: deepObject` or "


def parameter_shape(one: Parameter, schemas: Schemas) -> Iterator[Finding]:
    """Yield why a parameter cannot be written, or that it is written in one of several ways."""
    if one.location in ("header", "cookie") and not _TOKEN(one.name):
        yield _refuse(f"`{one.name}`, which is no name of a {one.location},", one.where)
    if one.content:
        kind = family(one.content)
        if kind != "json" and not (kind == "text" and is_flat(one.type, schemas)):
            yield _refuse(f"a {one.location} parameter in {one.content}", one.where, "application/json is served")
        return
    what = f"the {one.location} parameter `{one.name}`"
    hint = f"{_DEEP if one.location == 'query' else ''}`content: application/json` has a form for it"
    yield from shape(one.type, one.style, one.where, schemas, what, hint, one.explode)
    if one.location == "cookie" and one.explode and (is_list(one.type, schemas) or is_object(one.type, schemas)):
        message = (
            "OpenAPI does not say how several values stand in a cookie: each is sent as a pair of its own, `a=1; a=2`"
        )
        yield note("ambiguous-style", message, one.where, "explode: false joins them by commas")


def shape(
    of: Type, style: str, where: Location, schemas: Schemas, what: str, hint: str, explode: bool = False
) -> Iterator[Finding]:
    """Yield why values of a type cannot be written in a style."""
    if style == "deepObject":
        if is_list(of, schemas) or is_flat(of, schemas):
            yield _refuse(f"{what}: `deepObject` of what is no object", where)
        return
    if style in _DELIMITED and explode and is_object(of, schemas):
        yield _refuse(f"{what}: an exploded object in the style `{style}`", where)
    for member in _members(of, schemas):
        if not _is_one_text(member, schemas):
            yield _refuse(f"{what}: a list or an object inside another", where, hint)
            return


def body_members(content: Content, schemas: Schemas, file: str) -> Iterator[Finding]:
    """Yield why members of a form or a multipart body cannot be written; `file` is what takes a file's fields."""
    found = resolved(content.type, schemas)
    if not isinstance(found, Record | Map | Union | Any):
        yield _refuse(f"a body of the type {content.media_type} that is no object", content.where)
    properties = {one.name: one.type for one in found.properties} if isinstance(found, Record) else {}
    for encoding in content.encodings:
        if encoding.property in properties:
            yield from _encoding(encoding, properties[encoding.property], schemas, file)


def _encoding(encoding: Encoding, of: Type, schemas: Schemas, file: str) -> Iterator[Finding]:
    what = f"`{encoding.property}`"
    if encoding.style is not None or encoding.explode is not None or encoding.allow_reserved:
        style = encoding.style or "form"
        explode = style == "form" if encoding.explode is None else encoding.explode
        hint = f"{_DEEP}`contentType: application/json` has a form for it"
        yield from shape(of, style, encoding.where, schemas, what, hint, explode)
    for header in encoding.headers:
        article = "an" if file[:1] in "AEIOU" else "a"
        message = f"the header `{header.name}` of {what} is the caller's: {article} `{file}` takes header fields"
        yield note("not-generated", message, header.where)


def _members(of: Type, schemas: Schemas) -> Iterator[Type]:
    """Yield the types inside a list or an object, and inside each alternative."""
    found = resolved(of, schemas)
    match found:
        case Array(item=item):
            yield item
        case Tuple(items=items, more=more):
            yield from (*items, *(() if more is None else (more,)))
        case Map(value=value):
            yield value
        case Record(properties=properties, additional=additional):
            yield from (one.type for one in properties)
            yield from () if additional is None else (additional,)
        case Union(members=members):
            for member in members:
                yield from _members(member, schemas)
        case _:
            return


def _is_one_text(of: Type, schemas: Schemas) -> bool:
    found = resolved(of.of if isinstance(of, Nullable) else of, schemas)
    return isinstance(found, Any) or is_flat(of, schemas)


def _refuse(what: str, where: Location, hint: str | None = None) -> Finding:
    return error("unserved", f"{what} cannot be generated yet", where, hint)
