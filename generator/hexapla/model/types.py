"""The type algebra: what a value may be."""

from __future__ import annotations

from typing import Literal, TypeAlias

from hexapla.finding import Location
from hexapla.frozen import frozen

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"


@frozen
class Keyword:
    """A keyword that the model has no word for, with its plain value.

    The name of what stands further inside, in something that has no place of its own in the model, is the way to it:
    `items/description`, `info/contact`.

    Attributes:
        name: the keyword.
        value: as it is written.
        where: its place.
        meant: the value with schemas in place of the references to them; None where it has none, or where that would
            be too much.
    """

    name: str
    value: JSON
    where: Location
    meant: JSON = None


@frozen
class Constraints:
    """What narrows a scalar or an array, by the keywords of JSON Schema; None where nothing does."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False


ScalarKind = Literal["string", "integer", "number", "boolean", "null"]


@frozen
class Default:
    """The value of `default` or `const`: wrapped, since null is one of the values."""

    value: JSON


@frozen
class Scalar:
    """A string, an integer, a number, a boolean or nothing but null.

    Attributes:
        format: the spec's word (date-time, int64, binary, ...).
        const: the only value it may have, None where it may have any.
    """

    kind: ScalarKind
    format: str | None = None
    constraints: Constraints = Constraints()
    const: Default | None = None
    rest: tuple[Keyword, ...] = ()


@frozen
class Array:
    """A list of items of one type."""

    item: Type
    constraints: Constraints = Constraints()
    rest: tuple[Keyword, ...] = ()


@frozen
class Tuple:
    """A list whose first elements have types of their own; `more` is the type of those behind, None where none are."""

    items: tuple[Type, ...]
    more: Type | None
    constraints: Constraints = Constraints()
    rest: tuple[Keyword, ...] = ()


@frozen
class Map:
    """An object whose keys are data and whose values are of one type."""

    value: Type
    rest: tuple[Keyword, ...] = ()


@frozen
class Named:
    """A schema of `Api.schemas`, by its name."""

    name: str
    rest: tuple[Keyword, ...] = ()


@frozen
class Nullable:
    """A type or null."""

    of: Type
    rest: tuple[Keyword, ...] = ()


@frozen
class Discriminator:
    """The property whose value chooses the member of a union.

    `mapping` has a row (value, name in `Api.schemas`) for every value that is known to choose a member: those of the
    spec, then for members that it leaves out the value their own property is fixed to, else the schema's name.
    """

    property: str
    mapping: tuple[tuple[str, str], ...] = ()


@frozen
class Union:
    """One of several types. `exclusive` tells oneOf from anyOf."""

    members: tuple[Type, ...]
    exclusive: bool = False
    discriminator: Discriminator | None = None
    rest: tuple[Keyword, ...] = ()


@frozen
class Any:
    """Any JSON value."""

    rest: tuple[Keyword, ...] = ()


Type: TypeAlias = Scalar | Array | Tuple | Map | Named | Nullable | Union | Any
