"""Names for types whose own name could be hidden in the body of a class.

An attribute may be called `date`; a type checker would then take the attribute for the
type. No attribute can have one of these names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, cast

import msgspec
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"
    """Any JSON value, as it comes out of a response."""
else:
    # What the decoder, which reads annotations, takes for any value.
    JSON = object

JSONLike: TypeAlias = (
    "Mapping[str, JSONLike] | Sequence[JSONLike] | str | int | float | bool | None"
)
"""Any value that can be sent as JSON."""

TypeForm: TypeAlias = object
"""What can be decoded: a class, or a union of classes, which is none."""

_AWARE: Final = Annotated[datetime, msgspec.Meta(tz=True)]
_MOMENTS: Final = msgspec.json.Decoder(_AWARE)
_DAYS: Final = msgspec.json.Decoder(date)


def _moment(value: object) -> datetime:
    """Return a point in time as RFC 3339 has it: pydantic takes much else for one."""
    if type(value) is str and "\\" not in value:
        # Several times as fast as `convert`.
        return cast("datetime", _MOMENTS.decode(f'"{value}"'))
    return msgspec.convert(value, cast("type[datetime]", _AWARE))


def _day(value: object) -> date:
    if type(value) is str and "\\" not in value:
        return _DAYS.decode(f'"{value}"')
    return msgspec.convert(value, date)


class _Spelled:
    """Says to pydantic how a type is read, and how its text is spelled."""

    def __init__(self, read: Callable[[object], object], spelling: str) -> None:
        self._read = read
        self._spelling = spelling

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "format": self._spelling}


Timestamp: TypeAlias = Annotated[
    datetime, msgspec.Meta(tz=True), _Spelled(_moment, "date-time")
]
"""A point in time: a datetime that has a time zone."""

Date: TypeAlias = Annotated[date, _Spelled(_day, "date")]
"""A calendar day."""
