"""A spec to the model: `load(sources, file)` reads an OpenAPI description and returns an `Api` and findings.

Malformed input is a finding at its line, and loading goes on, so that one run tells everything that is wrong. What
the type algebra of the model cannot say is kept as `rest`, never dropped. Inline objects get their names here.
"""

from __future__ import annotations

from typing import Final

from hexapla.finding import Finding, FindingError, error
from hexapla.load.bundle import bundle
from hexapla.load.context import Context, plain, texts
from hexapla.load.marks import evidence
from hexapla.load.naming import collect
from hexapla.load.operations import Paths
from hexapla.load.schemas import Schemas
from hexapla.model import Alias, Api, Credential, Named, Nullable, Quota, Schema, SecurityScheme, Server
from hexapla.source import Node, Sources

__all__ = ["bundle", "load"]

_ROOT: Final = (
    "openapi",
    "info",
    "jsonSchemaDialect",
    "servers",
    "paths",
    "webhooks",
    "components",
    "security",
    "tags",
    "externalDocs",
    "x-evidence",
    "x-quota",
)
_SCHEME: Final = ("type", "scheme", "in", "name", "description", "bearerFormat", "flows", "x-credentials")


def load(sources: Sources, file: str) -> tuple[Api, tuple[Finding, ...]]:
    """Read the description that begins in `file`.

    Raises:
        FindingError: the root file cannot be read, is no mapping, or is no OpenAPI 3.1.
    """
    root = sources.root(file)
    context = Context(sources)
    _check_root(root)
    info = root.get("info")
    if info is None or not context.mapping(info, "info"):
        context.error("missing-keyword", "a description needs `info`", root.where)
        info = root
    schemas = Schemas(context, collect(context, root))
    servers = _servers(context, root)
    resources = Paths(context, schemas, root, servers[0].url if servers else "").resources()
    loaded = schemas.finish()
    _check_aliases(context, loaded)
    api = Api(
        title=context.required_text(info, "title", "info"),
        version=context.required_text(info, "version", "info"),
        where=root.where,
        description=context.text(info, "description", "info"),
        servers=servers,
        security_schemes=_security_schemes(context, root),
        resources=resources,
        schemas=loaded,
        evidence=evidence(context, root),
        quota=_quota(context, root),
        rest=context.rest(root, tuple(name for name in _ROOT if name != "webhooks"), "a description"),
    )
    return api, tuple(dict.fromkeys(context.findings))


def _check_root(root: Node) -> None:
    if not isinstance(root.value, dict):
        raise FindingError(error("not-openapi", f"a description is a mapping, not {root.kind}", root.where))
    version = root.get("openapi")
    if version is None:
        hint = "Swagger 2.0 must be converted first" if root.get("swagger") else "the first line is `openapi: 3.1.1`"
        raise FindingError(
            error("not-openapi", "no `openapi` version: this is no OpenAPI description", root.where, hint)
        )
    if not str(version.value).startswith("3.1"):
        message = f"OpenAPI {version.value} is not read; 3.1 is"
        raise FindingError(error("not-openapi", message, version.where))


def _servers(context: Context, root: Node) -> tuple[Server, ...]:
    found = root.get("servers")
    if found is None or not context.sequence(found, "servers"):
        return ()
    what = "a server"
    return tuple(
        Server(context.required_text(node, "url", what), context.text(node, "description", what), node.where)
        for node in found.elements()
        if context.mapping(node, what)
    )


def _security_schemes(context: Context, root: Node) -> tuple[SecurityScheme, ...]:
    components = root.get("components")
    found = components.get("securitySchemes") if components else None
    if found is None or not context.mapping(found, "securitySchemes"):
        return ()
    schemes = []
    for name, value in found.items():
        node, what = context.follow(value), f"security scheme `{name}`"
        if node is None or not context.mapping(node, what):
            continue
        schemes.append(
            SecurityScheme(
                name=name,
                kind=context.required_text(node, "type", what),
                where=found.key(name),
                scheme=context.text(node, "scheme", what),
                location=context.text(node, "in", what),
                parameter=context.text(node, "name", what),
                description=context.text(node, "description", what),
                credentials=_credentials(context, node),
                rest=context.rest(node, _SCHEME, what),
            )
        )
    return tuple(schemes)


def _credentials(context: Context, node: Node) -> tuple[Credential, ...]:
    found = node.get("x-credentials")
    if found is None or not context.sequence(found, "x-credentials"):
        return ()
    ways = []
    for way in found.elements():
        if context.mapping(way, "a way of x-credentials"):
            env = way.get("env")
            variables = plain(env) if env is not None and context.mapping(env, "`env` of x-credentials") else {}
            fields = {key: plain(value) for key, value in way.items() if key != "env"}
            for key, value in fields.items():
                if not isinstance(value, str):
                    context.error("wrong-kind", f"`{key}` of x-credentials must be a text", way.key(key))
            ways.append(Credential(texts(fields), texts(variables) if isinstance(variables, dict) else (), way.where))
    return tuple(ways)


def _quota(context: Context, root: Node) -> Quota | None:
    found = root.get("x-quota")
    if found is None or not context.mapping(found, "x-quota"):
        return None
    context.rest(found, ("remaining", "resets_in", "status"), "x-quota")
    status = context.whole(found, "status", "x-quota")
    if status is None:
        context.error("missing-keyword", "x-quota lacks `status`", found.where)
    return Quota(
        context.required_text(found, "remaining", "x-quota"),
        context.required_text(found, "resets_in", "x-quota"),
        status or 0,
        root.key("x-quota"),
    )


def _check_aliases(context: Context, schemas: tuple[Schema, ...]) -> None:
    """Report a schema that is, by references alone, itself."""
    aliases = {s.name: s for s in schemas if isinstance(s, Alias)}
    for alias in aliases.values():
        seen, at = {alias.name}, alias
        while True:
            of = at.type.of if isinstance(at.type, Nullable) else at.type
            following = aliases.get(of.name) if isinstance(of, Named) else None
            if following is None:
                break
            if following.name in seen:
                context.error("cyclic-ref", f"schema `{alias.name}` is defined as itself", alias.where)
                break
            seen.add(following.name)
            at = following
