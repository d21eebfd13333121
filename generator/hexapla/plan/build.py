"""An `Api`, a target's names and a `Style` to a `Package` of finished strings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hexapla.finding import Finding, Location, error, has_errors
from hexapla.frozen import frozen
from hexapla.model import Api, Record
from hexapla.plan import prose
from hexapla.plan.access import Access
from hexapla.plan.admission import Security
from hexapla.plan.calls import Lines
from hexapla.plan.credentials import alternatives, plan_security, unknown_schemes
from hexapla.plan.examples import choose, plan_examples
from hexapla.plan.fake_package import plan_fake
from hexapla.plan.faked import Fake
from hexapla.plan.fields import plan_fields
from hexapla.plan.methods import Methods
from hexapla.plan.models import LONGEST, file_name, name_schemas, plan_models
from hexapla.plan.package import ModelModule, Package, Quota, Reason, ResourceModule
from hexapla.plan.programs import Programs
from hexapla.plan.reach import modelled
from hexapla.plan.scope import Scope
from hexapla.plan.serve import unserved
from hexapla.plan.servers import plan_addresses
from hexapla.plan.shown import Example, Program
from hexapla.plan.style import SchemaNames, Style


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
    findings: list[Finding] = [*_missing(api), *unserved(api, style.described_file), *unknown_schemes(api)]
    if has_errors(findings):
        return _empty(names, style), tuple(findings)
    api = (prepared := style.prepare(api)).api
    schema_names = name_schemas(api.schemas, schemas := modelled(api), style, findings)
    models = plan_models(schemas, schema_names, style, findings, prepared.chosen)
    reasons = _reasons(api, style, findings)
    access = _access(api, style, findings)
    resources = _resources(api, names.client, schema_names, style, findings, reasons, access)
    fields = plan_fields(api, schema_names, style, findings)
    examples, programs = _shown(api, names.package, resources, models, access, style)
    return Package(
        name=names.package,
        client=names.client,
        version=style.string(names.version),
        title=style.string(api.title),
        title_text=style.prose(api.title),
        doc=style.comment(api.description, 0),
        base_url=style.string(access.addresses.base),
        needs_base_url=access.addresses.needed,
        base_url_doc=style.comment(f"{style.identifier('base_url')}: {access.addresses.said}", 8),
        base_url_said=style.comment(access.addresses.said, 4),
        variables=access.addresses.variables,
        repository=style.string(names.repository) if names.repository else "",
        clone_url=style.string(_clone_url(names.repository)) if names.repository else "",
        pages=tuple(style.prose(page) for page in prose.pages_of(api)),
        credentials=access.schemes.arguments,
        ways=access.schemes.ways,
        security=alternatives(api, access.schemes.default, style),
        quota=_quota(api, style),
        sensitive=_sensitive(api, style),
        reasons=tuple(Reason(name=reason.name, value=style.string(reason.value), doc=reason.doc) for reason in reasons),
        resources=resources,
        models=models,
        examples=examples,
        fields=fields,
        fake=plan_fake(api, resources, access, style, api.by_name(), findings),
        each=style.files(names.package, resources, models, fields, programs),
    ), tuple(findings)


def _shown(
    api: Api,
    package: str,
    resources: Sequence[ResourceModule],
    models: Sequence[ModelModule],
    access: Access,
    style: Style,
) -> tuple[tuple[Example, ...], tuple[Program, ...]]:
    chosen, schemas = choose(api.operations, resources, style), api.by_name()
    return plan_examples(chosen, style, schemas), Programs(package, access, models, style, schemas).plan(chosen)


def _access(api: Api, style: Style, findings: list[Finding]) -> Access:
    """Return credentials and servers: their arguments stand beside each other in the constructor."""
    scope = Scope("the constructor", style.reserved("constructor"), findings)
    schemes = plan_security(api, style, scope)
    return Access(api, schemes, plan_addresses(api, style, scope), style)


def _clone_url(repository: str) -> str:
    """Return the address that git clones from: servers of git take that of a page with `.git` behind it."""
    is_page = repository.startswith(("http://", "https://")) and not repository.endswith(".git")
    return f"git+{repository.rstrip('/')}.git" if is_page else repository


def _quota(api: Api, style: Style) -> Quota | None:
    if api.quota is None:
        return None
    return Quota(
        remaining=style.string(api.quota.remaining),
        resets_in=style.string(api.quota.resets_in),
        status=str(api.quota.status),
    )


def _sensitive(api: Api, style: Style) -> Lines:
    """Return the names of members that are secrets, wherever they stand."""
    records = [schema for schema in api.schemas if isinstance(schema, Record)]
    names = {one.name for record in records for one in record.properties if one.sensitive}
    return tuple(style.string(name) for name in sorted(names))


def _missing(api: Api) -> Iterator[Finding]:
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
        needs_base_url=False,
        base_url_doc=(),
        variables=(),
        repository="",
        pages=(),
        credentials=(),
        ways=(),
        security=Security(default=(), alternatives=()),
        quota=None,
        sensitive=(),
        reasons=(),
        resources=(),
        models=(),
        examples=(),
        fields=None,
        fake=Fake(),
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


def _file(attribute: str, style: Style) -> str:
    """Return a module's name: the attribute's, unless it has capitals, which some file systems do not tell apart."""
    return attribute if attribute.islower() and len(attribute) <= LONGEST else file_name(attribute, style)


def _resources(
    api: Api,
    client: str,
    names: SchemaNames,
    style: Style,
    findings: list[Finding],
    reasons: Sequence[Reason],
    access: Access,
) -> tuple[ResourceModule, ...]:
    told = {reason.value: reason.name for reason in reasons}
    attributes = Scope("the client", style.reserved("resources"), findings)
    # The class of a resource stands beside the models it imports, and is imported beside the client.
    held = (*(name.name for name in names.values()), client, f"Async{client}")
    classes = Scope("the resources", style.reserved("types"), findings, held=held, joint="")
    # Nobody sees them: no note.
    files = Scope("the modules of resources", style.reserved("modules"), [])
    planned = []
    for resource in api.resources:
        methods = Methods(api.schemas, names, style, findings, resource.name, access)
        calls = methods.calls(resource.operations, told)
        attribute = attributes.take(style.identifier(resource.name), resource.name, resource.where)
        class_name = classes.take(f"{style.type_name(resource.name)}API", resource.name, resource.where)
        planned.append(
            ResourceModule(
                name=files.take(_file(attribute, style), resource.name, resource.where),
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
