"""What no style serves yet: findings at the line that asks for it, so that nothing is dropped in silence.

Errors (`unserved`) are what a client would have to ignore; notes (`not-checked`, `not-generated`, `ambiguous-style`)
are what it leaves to the server, or does in one of several ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hexapla.finding import Finding, Location, error, note
from hexapla.model import Any, Api, Operation, RequestBody, Requirement, Schema, SecurityScheme, Server
from hexapla.plan.credentials import unserved_scheme
from hexapla.plan.paging import misfits
from hexapla.plan.serve_values import body_members, parameter_shape
from hexapla.plan.servers import default_url, is_whole
from hexapla.plan.unchecked import keywords, of_schema, of_type
from hexapla.plan.variants import bare, family

_CHARSETS: Final = ("utf-8", "utf8", "us-ascii", "ascii")


def unserved(api: Api, file: str = "") -> Iterator[Finding]:
    """Yield an error for everything in the model that the generated code would have to ignore, and notes.

    `file` is what notes call the type of a file that is sent with more than its bytes.
    """
    # A parameter of a path item stands in each of its operations, a security requirement of the root in all of them.
    yield from {(finding.rule, finding.message, finding.where): finding for finding in _all(api, file)}.values()


def _all(api: Api, file: str) -> Iterator[Finding]:
    schemas = api.by_name()
    schemes = {scheme.name: scheme for scheme in api.security_schemes}
    for schema in api.schemas:
        yield from of_schema(schema)
    for server in api.servers[:1]:
        yield from _server(server)
    for operation in api.operations:
        yield from _own_server(operation, api)
        yield from _security(operation, schemes)
        yield from _operation(operation, schemas, file)


def _refuse(what: str, where: Location, hint: str | None = None) -> Finding:
    return error("unserved", f"{what} cannot be generated yet", where, hint)


def _server(server: Server) -> Iterator[Finding]:
    if is_whole(server):
        scheme = default_url(server).partition(":")[0].lower()
        if scheme not in ("http", "https"):
            yield _refuse(f"`{scheme}`, the protocol of a server,", server.where, "http and https are served")


def _own_server(operation: Operation, api: Api) -> Iterator[Finding]:
    server = operation.server
    if server is None or (api.servers and server.url == api.servers[0].url):
        return
    yield from _server(server)
    if not is_whole(server):
        hint = "give its whole address, beginning with https://"
        yield _refuse(f"`{server.url}`, a relative server that only some operations have,", server.where, hint)


def _security(operation: Operation, schemes: Mapping[str, SecurityScheme]) -> Iterator[Finding]:
    """Yield an error where no alternative can be met, a note for each that cannot where another one can."""
    refused = []
    for alternative in operation.security:
        for requirement in alternative:
            what = unserved_scheme(schemes.get(requirement.scheme)) if requirement.scheme in schemes else None
            if what is not None:
                refused.append((f"`{requirement.scheme}`, {what},", requirement.where))
                break
        else:
            yield from _one_header([schemes[one.scheme] for one in alternative if one.scheme in schemes], alternative)
    if len(refused) < len(operation.security):
        for what, where in refused:
            yield note("not-generated", f"{what} cannot be generated yet: another alternative is used", where)
    else:
        for what, where in refused:
            yield _refuse(what, where)


def _one_header(schemes: Sequence[SecurityScheme], asked: Sequence[Requirement]) -> Iterator[Finding]:
    """Refuse schemes that are asked for together and want the same header field."""
    writing = [one for one in schemes if one.kind in ("http", "oauth2", "openIdConnect")]
    if len(writing) > 1:
        names = " and ".join(f"`{one.name}`" for one in writing)
        yield _refuse(f"{names} together, which both write `Authorization`,", asked[0].where)


def _operation(operation: Operation, schemas: Mapping[str, Schema], file: str) -> Iterator[Finding]:
    yield from keywords(operation.rest)
    for parameter in operation.parameters:
        yield from keywords(parameter.rest)
        yield from of_type(parameter.type)
        yield from parameter_shape(parameter, schemas)
    if operation.request_body is not None:
        yield from _body(operation.request_body, schemas, file)
    yield from misfits(operation, schemas)
    for response in operation.responses:
        yield from (
            note("not-generated", "nothing is generated for `links`", keyword.where)
            for keyword in response.rest
            if keyword.name == "links"
        )
        for header in response.headers:
            yield from of_type(header.type)
        for content in response.contents:
            yield from of_type(content.type)


def _body(body: RequestBody, schemas: Mapping[str, Schema], file: str) -> Iterator[Finding]:
    if not body.contents:
        yield _refuse("a request body without a media type", body.where)
    for content in body.contents:
        yield from of_type(content.type)
        kind, plain = family(content.media_type), bare(content.media_type)
        if kind == "multipart" and plain != "multipart/form-data":
            yield _refuse(f"a request body of the type {plain}", content.where, "multipart/form-data is served")
        elif kind in ("form", "multipart"):
            yield from body_members(content, schemas, file)
        charset = _charset(content.media_type)
        if kind != "binary" and charset not in _CHARSETS:
            yield _refuse(f"a request body in the charset {charset}", content.where, "utf-8 is what is sent")
        if plain.endswith("xml") and not isinstance(content.type, Any):
            yield note("not-checked", f"the caller writes {plain}: the client takes it as a text", content.where)


def _charset(media_type: str) -> str:
    """Return the charset that a media type names; utf-8 where it names none."""
    for parameter in media_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return _CHARSETS[0]
