"""An `Api`, a target's names and a `Style` to a `Package` of finished strings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hexapla.finding import Finding, Location, error
from hexapla.frozen import frozen
from hexapla.model import Api, Credential
from hexapla.plan import prose
from hexapla.plan.examples import plan_examples
from hexapla.plan.methods import Methods
from hexapla.plan.models import name_schemas, plan_models
from hexapla.plan.package import (
    CredentialArgument,
    CredentialWay,
    Package,
    Quota,
    Reason,
    ResourceModule,
)
from hexapla.plan.reach import modelled
from hexapla.plan.scope import Scope
from hexapla.plan.serve import unserved
from hexapla.plan.style import SchemaNames, Style

_BASIC: Final = (("username", "{username}"), ("password", "{password}"))
"""How basic authentication is filled where the spec says nothing."""


@frozen
class Names:
    """What a target calls its client."""

    package: str
    client: str
    version: str
    repository: str | None = None


def build(api: Api, names: Names, style: Style) -> tuple[Package, tuple[Finding, ...]]:
    """Return the package, and findings: what cannot be served (errors), names that clash (notes).

    Where a finding is an error the package is not fit to be rendered.
    """
    findings: list[Finding] = [*_missing(api), *unserved(api), *_unknown_schemes(api)]
    if findings:
        return _empty(names, style), tuple(findings)
    schemas = modelled(api)
    schema_names = name_schemas(schemas, style, findings)
    models = plan_models(schemas, schema_names, style, findings)
    reasons = _reasons(api, style, findings)
    resources = _resources(api, names.client, schema_names, style, findings, {r.value: r.name for r in reasons})
    credentials, ways = _credentials(api, style, findings)
    package = Package(
        name=names.package,
        client=names.client,
        version=style.string(names.version),
        title=style.string(api.title),
        title_text=style.prose(api.title),
        doc=style.comment(api.description, 0),
        base_url=style.string(api.servers[0].url),
        repository=names.repository or "",
        pages=tuple(style.prose(page) for page in prose.pages_of(api)),
        credentials=credentials,
        ways=ways,
        quota=None
        if api.quota is None
        else Quota(
            remaining=style.string(api.quota.remaining),
            resets_in=style.string(api.quota.resets_in),
            status=str(api.quota.status),
        ),
        reasons=tuple(Reason(name=reason.name, value=style.string(reason.value), doc=reason.doc) for reason in reasons),
        resources=resources,
        models=models,
        examples=plan_examples(api.operations, resources, style),
        each=style.files(names.package, resources, models),
    )
    return package, tuple(findings)


def _missing(api: Api) -> Iterator[Finding]:
    if not api.servers:
        yield error("no-server", "the description names no server", api.where, "add `servers` with a URL")
    if not api.operations:
        yield error("no-operation", "the description has no operation", api.where)


def _empty(names: Names, style: Style) -> Package:
    nothing = style.string("")
    return Package(
        name=names.package,
        client=names.client,
        version=nothing,
        title=nothing,
        title_text="",
        doc=(),
        base_url=nothing,
        repository="",
        pages=(),
        credentials=(),
        ways=(),
        quota=None,
        reasons=(),
        resources=(),
        models=(),
        examples=(),
        each=(),
    )


def _reasons(api: Api, style: Style, findings: list[Finding]) -> tuple[Reason, ...]:
    """Return every reason, sorted by name, with the texts that mean it; `value` is still the plain text."""
    scope = Scope("the reasons", style.reserved("members"), findings)
    texts: dict[str, dict[str, None]] = {}
    places: dict[str, Location] = {}
    for operation in api.operations:
        for response in operation.responses:
            for message in response.messages:
                texts.setdefault(message.reason, {})[message.text] = None
                places.setdefault(message.reason, message.where)
    return tuple(
        Reason(
            name=scope.take(style.constant(reason), reason, places[reason]),
            value=reason,
            doc=style.comment(" / ".join(prose.sentence(text) for text in texts[reason]), 4),
        )
        for reason in sorted(texts)
    )


def _resources(
    api: Api, client: str, names: SchemaNames, style: Style, findings: list[Finding], reasons: dict[str, str]
) -> tuple[ResourceModule, ...]:
    attributes = Scope("the client", style.reserved("resources"), findings)
    # The class of a resource stands beside the models it imports, and is imported beside the client.
    held = (*(name.name for name in names.values()), client, f"Async{client}")
    classes = Scope("the resources", style.reserved("types"), findings, held=held, joint="")
    planned = []
    for resource in api.resources:
        methods = Methods(api.schemas, names, style, findings, resource.name)
        calls = methods.calls(resource.operations, reasons)
        attribute = attributes.take(style.identifier(resource.name), resource.name, resource.where)
        class_name = classes.take(f"{style.type_name(resource.name)}API", resource.name, resource.where)
        planned.append(
            ResourceModule(
                name=attribute,
                attribute=attribute,
                class_name=class_name,
                async_class_name=classes.take(f"Async{class_name}", resource.name, resource.where),
                doc=style.docstring(
                    prose.sentence(resource.description) or f"Methods of {resource.name}.", 4, resource.name
                ),
                imports=style.resource_imports(frozenset(methods.uses), calls),
                calls=calls,
            )
        )
    return tuple(planned)


def _credentials(
    api: Api, style: Style, findings: list[Finding]
) -> tuple[tuple[CredentialArgument, ...], tuple[CredentialWay, ...]]:
    """Return the constructor's arguments and the ways in which they authenticate."""
    used = {r.scheme for o in api.operations for alternative in o.security for r in alternative}
    schemes = [scheme for scheme in api.security_schemes if scheme.name in used]
    scope = Scope("the constructor", style.reserved("constructor"), findings)
    arguments: dict[str, CredentialArgument] = {}
    ways: list[CredentialWay] = []
    for scheme in schemes:
        for way in scheme.credentials or (Credential(_BASIC, (), scheme.where),):
            env = dict(way.env)
            placed = {part: _template(text) for part, text in way.fields}
            words = list(dict.fromkeys(word for template in placed.values() for word, is_name in template if is_name))
            for word in words:
                if word not in arguments:
                    name = scope.take(style.identifier(word), word, way.where)
                    arguments[word] = _credential(word, name, env.get(word), style)
            ways.append(_way(placed, words, env, arguments, style))
    return tuple(arguments.values()), tuple(ways)


def _credential(word: str, name: str, variable: str | None, style: Style) -> CredentialArgument:
    return CredentialArgument(
        name=name,
        text=style.string(name),
        env="" if variable is None else style.string(variable),
        doc=style.comment(_said(word, variable), 8),
    )


def _way(
    placed: Mapping[str, Sequence[tuple[str, bool]]],
    words: Sequence[str],
    env: Mapping[str, str],
    arguments: Mapping[str, CredentialArgument],
    style: Style,
) -> CredentialWay:
    """Return one way: `placed` holds the parts of the scheme as texts and words."""

    def filled(part: str) -> str:
        pieces = placed.get(part, ())
        return style.template_text([(arguments[text].name if is_word else text, is_word) for text, is_word in pieces])

    return CredentialWay(
        names=tuple(arguments[word].name for word in words),
        env=" and ".join(style.prose(env[word]) for word in words if word in env),
        arguments=tuple(arguments[word].text for word in words),
        username=filled("username"),
        password=filled("password"),
    )


def _unknown_schemes(api: Api) -> Iterator[Finding]:
    known = {scheme.name for scheme in api.security_schemes}
    for operation in api.operations:
        for alternative in operation.security:
            for requirement in alternative:
                if requirement.scheme not in known:
                    message = f"`{requirement.scheme}` is no security scheme of this description"
                    yield error("unknown-security-scheme", message, requirement.where)


def _template(text: str) -> list[tuple[str, bool]]:
    """Cut `{word}` templates: (text, whether it names an argument)."""
    parts = re.split(r"\{([A-Za-z_][A-Za-z0-9_]*)\}", text)
    return [(part, number % 2 == 1) for number, part in enumerate(parts) if part or number % 2 == 1]


def _said(word: str, variable: str | None) -> str:
    plain = word.replace("_", " ")
    return f"The {plain}; by default that of the variable {variable}." if variable else f"The {plain}."
