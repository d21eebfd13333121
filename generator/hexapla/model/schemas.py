"""Named schemas, their members, and the marks of departures from the documentation."""

from __future__ import annotations

from typing import TypeAlias

from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model.types import JSON, Default, Keyword, Scalar, Type


@frozen
class Row:
    """A field as a documentation page prints it: in `omitted`, one the schema has not."""

    name: str
    type: str


@frozen
class Documented:
    """The mark `x-documented`: where the spec departs from the documentation on purpose, what the page says.

    Attributes:
        because: a key of `Api.evidence`.
        name, place, type, required, status: what the page says where it says something else; else None.
            `place` is the keyword `in`.
        absent: the page does not have this at all.
        unknown: the spec follows the page although neither page nor evidence settles the matter.
        lacks: properties of a shared schema that this page has not, as dotted names.
        omitted: fields this page has and the schema has not, as dotted names.
    """

    because: str
    where: Location
    name: str | None = None
    place: str | None = None
    type: str | None = None
    required: bool | None = None
    status: str | None = None
    absent: bool = False
    unknown: bool = False
    lacks: tuple[str, ...] = ()
    omitted: tuple[Row, ...] = ()


@frozen(kw_only=True)
class Property:
    """A member of a record. `name` is the wire name, `alias` what callers see instead (`x-name`)."""

    name: str
    type: Type
    where: Location
    alias: str | None = None
    required: bool = False
    read_only: bool = False
    write_only: bool = False
    sensitive: bool = False
    internal: bool = False
    default: Default | None = None
    description: str = ""
    deprecated: bool = False
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class Record:
    """An object with named properties. `additional` is the type of other members; None where none are declared."""

    name: str
    properties: tuple[Property, ...]
    where: Location
    additional: Type | None = None
    closed: bool = False
    title: str = ""
    description: str = ""
    deprecated: bool = False
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen
class EnumValue:
    """One value of an enumeration."""

    value: str | int
    where: Location
    description: str = ""


@frozen(kw_only=True)
class Enumeration:
    """A string or integer type with known values; a server may know more."""

    name: str
    values: tuple[EnumValue, ...]
    type: Scalar
    where: Location
    description: str = ""
    deprecated: bool = False
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class Alias:
    """A named schema that is neither a record nor an enumeration."""

    name: str
    type: Type
    where: Location
    description: str = ""
    deprecated: bool = False
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


Schema: TypeAlias = Record | Enumeration | Alias


@frozen
class Example:
    """An example value of a parameter, a request body or a response."""

    value: JSON
    where: Location
