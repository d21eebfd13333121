"""An `Api` to the `Fake` of its package: routes, collections and constructor arguments as finished strings.

The route of every operation and the rules of a collection stand in literals alone: how many statements, arguments and
elements there are depends on the operations, their parameters and the collections, and on no text of the spec.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.finding import Finding
from hexapla.model import Api, Operation, Parameter
from hexapla.plan.access import Access
from hexapla.plan.credentials import served
from hexapla.plan.fake import Collection, find_collections
from hexapla.plan.fake_answers import Canned, json_text, missing, others, success
from hexapla.plan.fake_rules import filters_of, ignored, rules_of
from hexapla.plan.faked import Fake, FakeAnswer, FakeCollection, FakeKeyword, FakeRoute
from hexapla.plan.kinds import Schemas
from hexapla.plan.package import ResourceModule
from hexapla.plan.scope import Scope
from hexapla.plan.style import Style
from hexapla.plan.variants import family

_BODY: Final = 16
_RULES: Final = 12
"""Columns before a piece of a text in the table."""


def plan_fake(
    api: Api,
    planned: Sequence[ResourceModule],
    access: Access,
    style: Style,
    schemas: Schemas,
    findings: list[Finding],
) -> Fake:
    """Return the fake; a collection is called as the planned resource that it belongs to."""
    resources = {one.name: module.attribute for one, module in zip(api.resources, planned, strict=True)}
    collections = find_collections(api, schemas)
    names = Scope("the fake", style.reserved("fake"), findings)
    schemes = {scheme.name: scheme for scheme in api.security_schemes}
    routes = [_route(one, bool(w := served(one, schemes)) and all(w), access, style, schemas) for one in api.operations]
    return Fake(
        routes=tuple(routes),
        collections=tuple(_collection(one, resources, names, style, schemas) for one in collections),
        keywords=_keywords(collections, style, findings),
    )


def _route(operation: Operation, asks: bool, access: Access, style: Style, schemas: Schemas) -> FakeRoute:
    body = operation.request_body
    kinds = {family(content.media_type) for content in body.contents} if body is not None else set()
    return FakeRoute(
        id=style.string(operation.id),
        method=style.string(operation.method),
        path=tuple(style.string(text) for text in operation.texts),
        parameters=tuple(style.string(part.name) for part in operation.path if isinstance(part, Parameter)),
        server=access.server(operation),
        asks=asks,
        reads=kinds == {"json"},
        needs=body is not None and body.required,
        answer=_answer(success(operation, schemas), style),
        others=tuple(_answer(one, style) for one in others(operation, schemas)),
        missing=_answer(missing(operation), style),
    )


def _answer(canned: Canned, style: Style) -> FakeAnswer:
    return FakeAnswer(
        status=str(canned.status),
        media_type=style.string(canned.media_type),
        body=style.long_string(canned.body, _BODY),
    )


def _collection(
    one: Collection, resources: dict[str, str], names: Scope, style: Style, schemas: Schemas
) -> FakeCollection:
    last = next((part for part in reversed(one.path) if isinstance(part, str)), "")
    # The first of a resource has its name; the others stand behind it, which is no clash.
    wanted = resources.pop(one.resource, None) or style.identifier(f"{one.resource} {last.rpartition('/')[2]}")
    attribute = names.take(wanted, last, one.record.where)
    return FakeCollection(
        attribute=attribute,
        text=style.string(attribute),
        rules=style.long_string(json_text(rules_of(one, schemas)), _RULES),
        where=tuple(style.identifier(parameter.name) for parameter in one.where),
        roles=len(one.roles),
        doc=style.docstring(_said(one, schemas), 8, attribute),
    )


def _said(one: Collection, schemas: Schemas) -> str:
    """Return what works: a test that counts on a filter should know."""
    kept, others = [name for name, _ in filters_of(one, schemas)], ignored(one, schemas)
    said = ["The records that the server holds here."]
    if one.where:
        said.append(f"Which list of them is told by {_listed([parameter.name for parameter in one.where])}.")
    if kept:
        said.append(f"A list is narrowed by {_listed(kept)}.")
    if others:
        said.append(f"These make no difference to a list: {_listed(others)}.")
    if "create" not in one.roles:
        said.append("Until a test adds some, calls are answered with the examples of the description.")
    return " ".join(said)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _keywords(collections: Sequence[Collection], style: Style, findings: list[Finding]) -> tuple[FakeKeyword, ...]:
    """Return an argument for each kind of thing that the paths of collections begin with."""
    scope = Scope("the constructor of the fake", style.reserved("fake"), findings)
    made: dict[str, FakeKeyword] = {}
    for one in collections:
        before = one.path[0] if one.path else ""
        if not one.where or not isinstance(before, str) or before in made:
            continue
        parameter = one.where[0]
        wanted = before.rstrip("/").rpartition("/")[2] or parameter.name
        name = scope.take(style.identifier(wanted), wanted, parameter.where)
        said = f"The values of `{parameter.name}` that exist; without it, all."
        made[before] = FakeKeyword(
            name=name,
            before=style.string(before),
            doc=style.comment(f"{name}: {said}", 12),
            said=style.comment(said, 4),
        )
    return tuple(made.values())
