"""The model: an API as a neutral tree, with the words of OpenAPI and of no language.

Built by `load` from a spec, read by `lint`, `plan`, `diff` and `docs`. Frozen; unions are closed; every named thing
has `where`, the place in the spec that describes it. What the type algebra cannot say rides along as `rest`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from hexapla.finding import Location
from hexapla.frozen import frozen

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"


@frozen
class Keyword:
    """A keyword that the model has no word for, with its plain value."""

    name: str
    value: JSON
    where: Location


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


ScalarKind = Literal["string", "integer", "number", "boolean"]


@frozen
class Scalar:
    """A string, an integer, a number or a boolean; `format` is the spec's word (date-time, int64, ...)."""

    kind: ScalarKind
    format: str | None = None
    constraints: Constraints = Constraints()
    rest: tuple[Keyword, ...] = ()


@frozen
class Array:
    """A list of items of one type."""

    item: Type
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
    """The property whose value chooses the member of a union, and which value means which schema."""

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


Type: TypeAlias = Scalar | Array | Map | Named | Nullable | Union | Any


@frozen
class Default:
    """The value of `default`: wrapped, since null is one of the values."""

    value: JSON


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


Place = Literal["path", "query", "header", "cookie"]


@frozen(kw_only=True)
class Parameter:
    """Input outside the body. `name` is the wire name, `alias` what callers see instead (`x-name`)."""

    name: str
    location: Place
    type: Type
    required: bool
    style: str
    explode: bool
    where: Location
    alias: str | None = None
    default: Default | None = None
    description: str = ""
    deprecated: bool = False
    internal: bool = False
    example: Example | None = None
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class Content:
    """A body in one media type. `json_patch` marks an array of operations on the members of a document."""

    media_type: str
    type: Type
    where: Location
    example: Example | None = None
    json_patch: bool = False
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class RequestBody:
    """Input in the body, in one or more media types."""

    contents: tuple[Content, ...]
    required: bool
    where: Location
    description: str = ""
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen
class Message:
    """A text that a refused call is documented to carry, by its reason."""

    reason: str
    text: str
    where: Location


@frozen(kw_only=True)
class Header:
    """A header of a response."""

    name: str
    type: Type
    where: Location
    required: bool = False
    description: str = ""


@frozen(kw_only=True)
class Response:
    """An answer. `status` is a code (`404`), a range (`4XX`) or `default`."""

    status: str
    description: str
    where: Location
    headers: tuple[Header, ...] = ()
    contents: tuple[Content, ...] = ()
    messages: tuple[Message, ...] = ()
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen
class Pagination:
    """Pages by number (`x-pagination`): parameter names, the first page, the documented default and largest size."""

    page: str
    size: str
    first: int
    default: int
    maximum: int
    where: Location


@frozen
class ExternalDocs:
    """The documentation page of an operation and the heading on it."""

    url: str
    description: str
    where: Location


@frozen
class Requirement:
    """A security scheme that an operation asks for, with the scopes it needs."""

    scheme: str
    scopes: tuple[str, ...]
    where: Location


@frozen(kw_only=True)
class Operation:
    """One call. `id` is the operationId (`resource.method`), `method` is upper case.

    `path` is the template cut at its parameters. `security` lists alternatives; each is met by all its members;
    an empty alternative means that no credentials are needed.
    """

    id: str
    method: str
    path: tuple[str | Parameter, ...]
    where: Location
    server: str
    security: tuple[tuple[Requirement, ...], ...] = ()
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    internal: bool = False
    docs: ExternalDocs | None = None
    parameters: tuple[Parameter, ...] = ()
    request_body: RequestBody | None = None
    responses: tuple[Response, ...] = ()
    pagination: Pagination | None = None
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()

    @property
    def template(self) -> str:
        """Return the path as the spec writes it: `/workspaces/{workspace_id}`."""
        return "".join(part if isinstance(part, str) else f"{{{part.name}}}" for part in self.path)


@frozen
class Resource:
    """The operations of one tag: a group of methods in a client."""

    name: str
    description: str
    operations: tuple[Operation, ...]
    where: Location


@frozen
class Credential:
    """One way to fill a security scheme: what goes where as templates of `{argument}`, and variables by argument."""

    fields: tuple[tuple[str, str], ...]
    env: tuple[tuple[str, str], ...]
    where: Location


@frozen(kw_only=True)
class SecurityScheme:
    """How a caller proves who it is. `kind` and `scheme` are OpenAPI's `type` and `scheme`."""

    name: str
    kind: str
    where: Location
    scheme: str = ""
    location: str = ""
    parameter: str = ""
    description: str = ""
    credentials: tuple[Credential, ...] = ()
    rest: tuple[Keyword, ...] = ()


@frozen
class Server:
    """A base address."""

    url: str
    description: str
    where: Location


@frozen
class Evidence:
    """Why the spec departs from its documentation: one sentence under a key (`x-evidence`)."""

    key: str
    text: str
    where: Location


@frozen
class Quota:
    """A quota that the API declares (`x-quota`): two header names, and the status of a call beyond it."""

    remaining: str
    resets_in: str
    status: int
    where: Location


@frozen(kw_only=True)
class Api:
    """A whole description."""

    title: str
    version: str
    where: Location
    description: str = ""
    servers: tuple[Server, ...] = ()
    security_schemes: tuple[SecurityScheme, ...] = ()
    resources: tuple[Resource, ...] = ()
    webhooks: tuple[Operation, ...] = ()
    schemas: tuple[Schema, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quota: Quota | None = None
    rest: tuple[Keyword, ...] = ()

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Return every operation, by resource."""
        return tuple(operation for resource in self.resources for operation in resource.operations)

    def by_name(self) -> dict[str, Schema]:
        """Return the schemas by name."""
        return {schema.name: schema for schema in self.schemas}
