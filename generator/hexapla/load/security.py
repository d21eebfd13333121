"""Security schemes: how a caller proves who it is, and the ways to fill one (`x-credentials`)."""

from __future__ import annotations

import re
from typing import Final

from hexapla.frozen import replace
from hexapla.load.context import Context, plain, texts
from hexapla.load.keeping import beside, foreign, kept
from hexapla.model import Credential, Flow, Requirement, SecurityScheme
from hexapla.names import snake
from hexapla.source import Node, did_you_mean

_SCHEME: Final = ("type", "scheme", "in", "name", "description", "bearerFormat", "flows", "x-credentials")
_KINDS: Final = {
    "apiKey": ("in", "name"),
    "http": ("scheme",),
    "oauth2": (),
    "openIdConnect": ("openIdConnectUrl",),
    "mutualTLS": (),
}
"""Of each kind, the texts it must have."""
_PLACES: Final = ("query", "header", "cookie")
_FLOWS: Final = {
    "implicit": ("authorizationUrl",),
    "password": ("tokenUrl",),
    "clientCredentials": ("tokenUrl",),
    "authorizationCode": ("authorizationUrl", "tokenUrl"),
}
"""Of each flow, the addresses it must have."""
_OLD_FLOWS: Final = {"application": "clientCredentials", "accessCode": "authorizationCode"}
_FLOW: Final = ("authorizationUrl", "tokenUrl", "refreshUrl", "scopes")
_ARGUMENT: Final = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


def requirements(context: Context, node: Node) -> tuple[tuple[Requirement, ...], ...]:
    """Return the alternatives under `security` of a description or an operation."""
    found = node.get("security")
    if found is None or not context.sequence(found, "security"):
        return ()
    return tuple(
        tuple(
            Requirement(name, tuple(scope for scope, _ in context.texts(one, name, "security")), one.key(name))
            for name, _ in one.items()
        )
        for one in found.elements()
        if context.mapping(one, "an alternative of `security`")
    )


def security_schemes(context: Context, root: Node) -> tuple[SecurityScheme, ...]:
    """Return the security schemes of a description, in order."""
    components = root.get("components")
    found = components.get("securitySchemes") if components else None
    if found is None:
        return ()
    read = []
    for name, value in found.items():
        node = context.follow(value)
        if node is not None and context.mapping(node, f"security scheme `{name}`"):
            read.append(_scheme(context, found, name, value, node))
    return tuple(read)


def _scheme(context: Context, parent: Node, name: str, value: Node, node: Node) -> SecurityScheme:
    what = f"security scheme `{name}`"
    kind = context.required_text(node, "type", what)
    if kind and kind not in _KINDS:
        near = "write `type: http` and `scheme: basic`" if kind == "basic" else did_you_mean(kind, list(_KINDS))
        hint = near or f"one of {', '.join(_KINDS)}"
        context.error("unknown-security-type", f"`{kind}` is no type of a security scheme", node.key("type"), hint)
    for keyword in _KINDS.get(kind, ()):
        context.required_text(node, keyword, what)
    location = context.text(node, "in", what)
    if kind == "apiKey" and location and location not in _PLACES:
        hint = did_you_mean(location, _PLACES) or f"one of {', '.join(_PLACES)}"
        context.error("unknown-location", f"{what} cannot be in `{location}`", node.key("in"), hint)
    scheme = SecurityScheme(
        name=name,
        kind=kind,
        where=parent.key(name),
        scheme=context.text(node, "scheme", what),
        location=location,
        parameter=context.text(node, "name", what),
        description=context.description(value, node, what),
        flows=_flows(context, node, what) if kind == "oauth2" else (),
        rest=(
            *context.rest(node, _SCHEME, what, kept=("openIdConnectUrl",)),
            *(kept(node, ("bearerFormat",)) if kind == "oauth2" else kept(node, ("bearerFormat", "flows"))),
            *(foreign(node.get("flows"), "flows") if kind == "oauth2" else ()),
            *beside(context, value, node),
        ),
    )
    return _with_credentials(context, node, scheme)


def _flows(context: Context, node: Node, what: str) -> tuple[Flow, ...]:
    found = node.get("flows")
    if found is None:
        context.error("missing-keyword", f"{what} lacks `flows`", node.where)
    if found is None or not context.mapping(found, f"`flows` of {what}"):
        return ()
    read = []
    for kind, flow in found.items():
        if kind not in _FLOWS:
            if not kind.startswith("x-"):
                near = f"did you mean `{_OLD_FLOWS[kind]}`?" if kind in _OLD_FLOWS else did_you_mean(kind, list(_FLOWS))
                hint = near or f"one of {', '.join(_FLOWS)}"
                context.error("unknown-flow", f"`{kind}` is no flow of OAuth 2", found.key(kind), hint)
        elif context.mapping(flow, f"the flow `{kind}`"):
            read.append(_flow(context, found, kind, flow))
    return tuple(read)


def _flow(context: Context, parent: Node, kind: str, node: Node) -> Flow:
    what = f"the flow `{kind}`"
    for keyword in _FLOWS[kind]:
        context.required_text(node, keyword, what)
    scopes = node.get("scopes")
    named: tuple[tuple[str, str], ...] = ()
    if scopes is not None and context.mapping(scopes, f"`scopes` of {what}"):
        named = tuple((scope, context.text(scopes, scope, f"`scopes` of {what}")) for scope, _ in scopes.items())
    return Flow(
        kind=kind,
        where=parent.key(kind),
        token_url=context.text(node, "tokenUrl", what),
        authorization_url=context.text(node, "authorizationUrl", what),
        refresh_url=context.text(node, "refreshUrl", what),
        scopes=named,
        rest=context.rest(node, _FLOW, what),
    )


def parts(scheme: SecurityScheme) -> tuple[str, ...]:
    """Return what a way to fill a scheme may give; nothing where that is not known."""
    match scheme.kind, scheme.scheme.lower():
        case "http", "basic":
            return ("username", "password")
        case ("http", "bearer") | ("openIdConnect", _):
            return ("token",)
        case "oauth2", _:
            fetched = any(flow.kind == "clientCredentials" for flow in scheme.flows)
            return ("token", "client_id", "client_secret") if fetched else ("token",)
        case "apiKey", _ if scheme.parameter:
            return (snake(scheme.parameter),)
    return ()


def _with_credentials(context: Context, node: Node, scheme: SecurityScheme) -> SecurityScheme:
    found = node.get("x-credentials")
    if found is None or not context.sequence(found, "x-credentials"):
        return scheme
    known, ways = parts(scheme), []
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
            _check_way(context, scheme, way, ways[-1], known)
    return replace(scheme, credentials=tuple(ways))


def _check_way(context: Context, scheme: SecurityScheme, way: Node, read: Credential, known: tuple[str, ...]) -> None:
    """Report a part that the scheme does not have, and a variable for an argument that no part names."""
    kind = f"{scheme.scheme.lower()} authentication" if scheme.kind == "http" else f"`{scheme.name}` ({scheme.kind})"
    for part, _ in read.fields:
        if known and part not in known:
            hint = did_you_mean(part, known) or f"it has {' and '.join(known)}"
            context.error("unknown-keyword", f"{kind} has no `{part}`", way.key(part), hint)
    words = [word for _, text in read.fields for word in _ARGUMENT.findall(text)]
    for word, _ in read.env:
        if word not in words:
            message = f"no part of this way takes an argument `{word}`"
            context.error("unknown-parameter", message, (way.get("env") or way).key(word), did_you_mean(word, words))
