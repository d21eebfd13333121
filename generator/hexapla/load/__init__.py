"""A spec to the model: `load(sources, file)` reads an OpenAPI description and returns an `Api` and findings.

Malformed input is a finding at its line, and loading goes on, so that one run tells everything that is wrong. What
the type algebra of the model cannot say is kept as `rest`, never dropped. Inline objects get their names here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hexapla.finding import Finding, FindingError, error
from hexapla.load.bundle import bundle
from hexapla.load.context import Context, plain, texts
from hexapla.load.grammar import SECTIONS
from hexapla.load.marks import evidence
from hexapla.load.naming import collect
from hexapla.load.operations import Paths
from hexapla.load.schemas import Schemas
from hexapla.model import (
    Alias,
    Api,
    Credential,
    Named,
    Nullable,
    Quota,
    Schema,
    SecurityScheme,
    Server,
    Type,
    Union,
)
from hexapla.source import Node, Sources, did_you_mean

__all__ = ["bundle", "load"]

_ROOT: Final = (
    "openapi",
    "info",
    "jsonSchemaDialect",
    "servers",
    "paths",
    "components",
    "security",
    "tags",
    "externalDocs",
    "x-evidence",
    "x-quota",
)
_INFO: Final = ("title", "summary", "description", "termsOfService", "contact", "license", "version")
_SCHEME: Final = ("type", "scheme", "in", "name", "description", "bearerFormat", "flows", "x-credentials")


def load(sources: Sources, file: str) -> tuple[Api, tuple[Finding, ...]]:
    """Read the description that begins in `file`.

    Raises:
        FindingError: the root file cannot be read, is no mapping, or is no OpenAPI 3.1.
    """
    root = sources.root(file)
    context = Context(sources)
    _check_root(root)
    title, version, description = _info(context, root)
    _check_components(context, root)
    schemas = Schemas(context, collect(context, root))
    servers = _servers(context, root)
    resources = Paths(context, schemas, root, servers[0] if servers else None).resources()
    loaded = schemas.finish()
    _check_aliases(context, loaded)
    api = Api(
        title=title,
        version=version,
        where=root.where,
        description=description,
        servers=servers,
        security_schemes=_security_schemes(context, root),
        resources=resources,
        schemas=loaded,
        evidence=evidence(context, root),
        quota=_quota(context, root),
        rest=context.rest(root, _ROOT, "a description", kept=("webhooks",)),
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
    if isinstance(version.value, list | dict):
        raise FindingError(error("not-openapi", f"`openapi` must be a version, not {version.kind}", version.where))
    if not re.fullmatch(r"3\.1(\..*)?", str(version.value)):
        raise FindingError(error("not-openapi", f"OpenAPI {version.value} is not read; 3.1 is", version.where))


def _info(context: Context, root: Node) -> tuple[str, str, str]:
    """Return title, version and description."""
    info, what = root.get("info"), "info"
    if info is None:
        context.error("missing-keyword", "a description needs `info`", root.where)
    if info is None or not context.mapping(info, what):
        return "", "", ""
    context.rest(info, _INFO, what)
    title, version = context.required_text(info, "title", what), context.required_text(info, "version", what)
    return title, version, context.text(info, "description", what)


def _check_components(context: Context, root: Node) -> None:
    components = root.get("components")
    if components is None or not context.mapping(components, "components"):
        return
    sections = (*SECTIONS.values(), "pathItems")
    context.rest(components, sections, "components")
    for name, section in components.items():
        if name in sections:
            context.mapping(section, f"`{name}` of components")


def _servers(context: Context, root: Node) -> tuple[Server, ...]:
    found = root.get("servers")
    if found is None or not context.sequence(found, "servers"):
        return ()
    what = "a server"
    servers = []
    for node in found.elements():
        if context.mapping(node, what):
            context.rest(node, ("url", "description"), what, kept=("variables",))
            url = context.required_text(node, "url", what)
            servers.append(Server(url=url, description=context.text(node, "description", what), where=node.where))
    return tuple(servers)


def _security_schemes(context: Context, root: Node) -> tuple[SecurityScheme, ...]:
    components = root.get("components")
    found = components.get("securitySchemes") if components else None
    if found is None:
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
                rest=context.rest(node, _SCHEME, what, kept=("openIdConnectUrl",)),
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
            named = texts(variables) if isinstance(variables, dict) else ()
            ways.append(Credential(texts(fields), named, way.where))
            _check_way(context, node, way, ways[-1])
    return tuple(ways)


def _check_way(context: Context, scheme: Node, way: Node, read: Credential) -> None:
    """Report a part that the scheme does not have, and a variable for an argument that no part names."""
    parts = ("username", "password") if (scheme.text("scheme") or "").lower() == "basic" else ()
    for part, _ in read.fields:
        if parts and part not in parts:
            hint = did_you_mean(part, parts) or f"it has {' and '.join(parts)}"
            context.error("unknown-keyword", f"basic authentication has no `{part}`", way.key(part), hint)
    words = [word for _, text in read.fields for word in re.findall(r"\{([A-Za-z_][A-Za-z0-9_]*)\}", text)]
    for word, _ in read.env:
        if word not in words:
            message = f"no part of this way takes an argument `{word}`"
            context.error("unknown-parameter", message, (way.get("env") or way).key(word), did_you_mean(word, words))


def _quota(context: Context, root: Node) -> Quota | None:
    found = root.get("x-quota")
    if found is None or not context.mapping(found, "x-quota"):
        return None
    context.rest(found, ("remaining", "resets_in", "status"), "x-quota")
    status = context.whole(found, "status", "x-quota")
    if found.get("status") is None:
        context.error("missing-keyword", "x-quota lacks `status`", found.where)
    return Quota(
        context.required_text(found, "remaining", "x-quota"),
        context.required_text(found, "resets_in", "x-quota"),
        status or 0,
        root.key("x-quota"),
    )


def _check_aliases(context: Context, schemas: tuple[Schema, ...]) -> None:
    """Report a schema that is, by references alone, itself: no value would ever settle what it is."""
    aliases = {s.name: s for s in schemas if isinstance(s, Alias)}
    for alias in aliases.values():
        seen: set[str] = set()
        waiting = list(_is(alias.type))
        while waiting:
            name = waiting.pop()
            if name in aliases and name not in seen:
                seen.add(name)
                waiting.extend(_is(aliases[name].type))
        if alias.name in seen:
            context.error("cyclic-ref", f"schema `{alias.name}` is defined as itself", alias.where)


def _is(of: Type) -> Iterator[str]:
    """Iterate over the schemas that a value of a type is a value of."""
    match of:
        case Named(name=name):
            yield name
        case Nullable(of=inner):
            yield from _is(inner)
        case Union(members=members):
            for member in members:
                yield from _is(member)
        case _:
            return
