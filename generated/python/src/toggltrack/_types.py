"""Names for types whose own name could be hidden in the body of a class.

An attribute may be called `date`; a type checker would then take the attribute for the
type. No attribute can have one of these names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

from msgspec import Meta

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

Timestamp: TypeAlias = Annotated[datetime, Meta(tz=True)]
"""A point in time: a datetime that has a time zone."""

Date: TypeAlias = date
"""A calendar day."""
