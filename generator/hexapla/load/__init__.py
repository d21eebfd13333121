"""A spec to the model: `load(sources, file)` reads an OpenAPI description and returns an `Api` and findings.

Malformed input is a finding at its line, and loading goes on, so that one run tells everything that is wrong. What
the type algebra of the model cannot say is kept as `rest`, never dropped. Inline objects get their names here.
"""

from __future__ import annotations

import re
from typing import Final, cast

from hexapla.finding import Finding, FindingError, Location, error
from hexapla.load.bundle import bundle
from hexapla.load.checks import check
from hexapla.load.context import Context, Dialect
from hexapla.load.dialect import check_dialect
from hexapla.load.grammar import SECTIONS
from hexapla.load.keeping import kept, under, unused
from hexapla.load.marks import evidence
from hexapla.load.naming import collect
from hexapla.load.operations import Defaults, Operations
from hexapla.load.paths import Paths
from hexapla.load.schemas import Schemas
from hexapla.load.security import requirements, security_schemes
from hexapla.load.servers import servers
from hexapla.model import Api, Keyword, Quota
from hexapla.source import Node, Sources

__all__ = ["bundle", "load"]

_ROOT: Final = (
    "openapi",
    "info",
    "jsonSchemaDialect",
    "servers",
    "webhooks",
    "paths",
    "components",
    "security",
    "tags",
    "externalDocs",
    "x-evidence",
    "x-quota",
)
_INFO: Final = ("title", "summary", "description", "termsOfService", "contact", "license", "version")
_SCHEMAS: Final = ("https://spec.openapis.org/oas/3.1/dialect/", "https://json-schema.org/draft/2020-12/schema")
"""What schemas are read as; the first is followed by a date or `base`."""


def load(sources: Sources, file: str) -> tuple[Api, tuple[Finding, ...]]:
    """Read the description that begins in `file`.

    Raises:
        FindingError: the root file cannot be read, is no mapping, or is no OpenAPI 3.0 or 3.1.
    """
    root = sources.root(file)
    context = Context(sources, _dialect(root))
    title, version, description, besides = _info(context, root)
    _check_root(context, root)
    others = _components(context, root)
    schemas = Schemas(context, collect(context, root))
    schemas.load_components()
    check_dialect(context, root)
    listed = servers(context, root)
    defaults = Defaults(listed[0] if listed else None, requirements(context, root))
    paths = Paths(context, Operations(context, schemas, defaults), root)
    resources, webhooks = paths.resources(), paths.webhooks()
    rest = (*context.rest(root, _ROOT, "a description"), *besides, *others, *paths.rest())
    api = Api(
        title=title,
        version=version,
        where=root.where,
        openapi=_version(root),
        description=description,
        places=_places(root),
        servers=listed,
        security_schemes=security_schemes(context, root),
        resources=resources,
        webhooks=webhooks,
        schemas=schemas.finish(),
        evidence=evidence(context, root),
        quota=_quota(context, root),
        rest=(*kept(root, ("externalDocs", "jsonSchemaDialect")), *rest, *unused(context, root)),
    )
    check(context, api)
    return api, tuple(dict.fromkeys(context.findings))


def _dialect(root: Node) -> Dialect:
    """Return which OpenAPI a description is written in.

    Raises:
        FindingError: it is not one that is read.
    """
    if not isinstance(root.value, dict):
        raise FindingError(error("not-openapi", f"a description is a mapping, not {root.kind}", root.where))
    version = root.get("openapi")
    if version is None:
        hint = "the first line is `openapi: 3.1.1`"
        if root.get("swagger") is not None:
            hint = "Swagger 2.0 must be converted first"
        raise FindingError(
            error("not-openapi", "no `openapi` version: this is no OpenAPI description", root.where, hint)
        )
    if isinstance(version.value, list | dict):
        raise FindingError(error("not-openapi", f"`openapi` must be a version, not {version.kind}", version.where))
    # Without quotes 3.1 is a number, and means the same.
    found = re.fullmatch(r"(3\.[01])(?:\.[0-9].*)?", str(version.value))
    if found is None:
        later = re.match(r"3\.[2-9]", str(version.value)) is not None
        near = "write `openapi: 3.1.1` if it uses nothing that is new" if later else None
        message = f"OpenAPI {version.value} is not read; 3.0 and 3.1 are"
        raise FindingError(error("not-openapi", message, version.where, near))
    return cast("Dialect", found[1])


def _check_root(context: Context, root: Node) -> None:
    """Report what came with 3.1 in an older description, and schemas in a language that is not read."""
    components = root.get("components")
    places = [(root, "webhooks"), (root, "jsonSchemaDialect"), *([(components, "pathItems")] if components else [])]
    for node, name in places if context.dialect == "3.0" else ():
        if node.get(name) is not None:
            hint = "it came with 3.1: write `openapi: 3.1.1`"
            context.error("unknown-keyword", f"OpenAPI 3.0 has no `{name}`", node.key(name), hint)
    dialect = context.text(root, "jsonSchemaDialect", "a description")
    if dialect and not dialect.startswith(_SCHEMAS):
        message = f"schemas are read as JSON Schema 2020-12, not as {dialect}"
        context.warning("schema-dialect", message, root.key("jsonSchemaDialect"))


def _version(root: Node) -> str:
    version = root.get("openapi")
    return "" if version is None else str(version.value)


def _places(root: Node) -> tuple[tuple[str, Location], ...]:
    info = root.get("info")
    return () if info is None else tuple((name, info.key(name)) for name, _ in info.items())


def _info(context: Context, root: Node) -> tuple[str, str, str, tuple[Keyword, ...]]:
    """Return title, version, description, and what else is said there."""
    info, what = root.get("info"), "info"
    if info is None:
        context.error("missing-keyword", "a description needs `info`", root.where)
    if info is None or not context.mapping(info, what):
        return "", "", "", ()
    rest = (*kept(info, ("summary", "termsOfService", "contact", "license")), *context.rest(info, _INFO, what))
    title, version = context.required_text(info, "title", what), context.required_text(info, "version", what)
    return title, version, context.text(info, "description", what), under("info", rest)


def _components(context: Context, root: Node) -> tuple[Keyword, ...]:
    """Check the sections of components; return what else stands there."""
    components = root.get("components")
    if components is None or not context.mapping(components, "components"):
        return ()
    sections = (*SECTIONS.values(), "pathItems")
    rest = context.rest(components, sections, "components")
    for name, section in components.items():
        if name in sections:
            context.mapping(section, f"`{name}` of components")
    return under("components", rest)


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
