"""A whole description."""

from __future__ import annotations

from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model.operations import Operation, Server
from hexapla.model.schemas import Schema
from hexapla.model.types import Keyword


@frozen
class Resource:
    """The operations of one tag: a group of methods in a client."""

    name: str
    description: str
    operations: tuple[Operation, ...]
    where: Location
    rest: tuple[Keyword, ...] = ()


@frozen
class Credential:
    """One way to fill a security scheme: what goes where as templates of `{argument}`, and variables by argument."""

    fields: tuple[tuple[str, str], ...]
    env: tuple[tuple[str, str], ...]
    where: Location


@frozen(kw_only=True)
class Flow:
    """A way to get a token from an OAuth2 server. `kind` is OpenAPI's word (clientCredentials, ...)."""

    kind: str
    where: Location
    token_url: str = ""
    authorization_url: str = ""
    refresh_url: str = ""
    scopes: tuple[tuple[str, str], ...] = ()
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class SecurityScheme:
    """How a caller proves who it is. `kind` and `scheme` are OpenAPI's `type` and `scheme`.

    `location` (`in`) and `parameter` (`name`) tell where an API key goes.
    """

    name: str
    kind: str
    where: Location
    scheme: str = ""
    location: str = ""
    parameter: str = ""
    description: str = ""
    flows: tuple[Flow, ...] = ()
    credentials: tuple[Credential, ...] = ()
    rest: tuple[Keyword, ...] = ()


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
    """A whole description.

    Attributes:
        openapi: the version of OpenAPI that it is written in.
        places: where the members of `info` stand, by name.
    """

    title: str
    version: str
    where: Location
    openapi: str = ""
    description: str = ""
    places: tuple[tuple[str, Location], ...] = ()
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

    def place(self, name: str) -> Location:
        """Return where a member of `info` stands; the description where there is none of that name."""
        return dict(self.places).get(name, self.where)

    def by_name(self) -> dict[str, Schema]:
        """Return the schemas by name."""
        return {schema.name: schema for schema in self.schemas}
