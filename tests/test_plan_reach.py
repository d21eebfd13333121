"""Which schemas become models: whatever a caller meets, wherever in the description it stands."""

from __future__ import annotations

import pytest
from hexapla.finding import Location
from hexapla.model import (
    Alias,
    Api,
    Array,
    Content,
    Discriminator,
    Header,
    Named,
    Operation,
    Property,
    Record,
    RequestBody,
    Resource,
    Response,
    Scalar,
    Type,
    Union,
)
from hexapla.plan.reach import modelled

HERE = Location("a.yaml", 1)


def content(of: Type) -> Content:
    return Content(media_type="application/json", type=of, where=HERE)


def operation(
    *, body: Type | None = None, responses: tuple[Response, ...] = (), callbacks: tuple[Operation, ...] = ()
) -> Operation:
    request = None if body is None else RequestBody(contents=(content(body),), required=True, where=HERE)
    return Operation(
        id="a.b",
        method="POST",
        path=("/a",),
        where=HERE,
        request_body=request,
        responses=responses,
        callbacks=callbacks,
    )


def response(status: str, *types: Type, header: Type | None = None) -> Response:
    headers = () if header is None else (Header(name="X-A", type=header, where=HERE),)
    return Response(
        status=status, description="a", where=HERE, headers=headers, contents=tuple(content(of) for of in types)
    )


def record(name: str, *others: str) -> Record:
    properties = tuple(Property(name=other, type=Named(other), where=HERE) for other in others)
    return Record(name=name, properties=properties, where=HERE)


SCHEMAS = (
    record("Body", "Part"),
    record("Part", "Deep"),
    record("Deep"),
    record("Alone", "Body"),
    Alias(
        name="Either",
        type=Union((Named("Part"),), discriminator=Discriminator("k", (("a", "Part"), ("b", "Hidden")))),
        where=HERE,
    ),
    record("Hidden"),
)


def models(*operations: Operation, webhooks: tuple[Operation, ...] = (), schemas: tuple[str, ...] = ()) -> list[str]:
    """Return what becomes a model beside operations whose bodies are spelled out of every schema."""
    kept = tuple(schema for schema in SCHEMAS if not schemas or schema.name in schemas)
    bodies = tuple(operation(body=Named(schema.name)) for schema in kept if isinstance(schema, Record))
    resource = Resource(name="a", description="", operations=(*bodies, *operations), where=HERE)
    api = Api(title="a", version="1", where=HERE, resources=(resource,), webhooks=webhooks, schemas=kept)
    return [schema.name for schema in modelled(api)]


BARE = ("Body", "Part", "Deep")


def test_what_only_bodies_consist_of_is_no_model() -> None:
    assert models(schemas=BARE) == ["Part", "Deep"]
    assert models(schemas=("Deep",)) == []


@pytest.mark.parametrize(
    "met",
    [
        operation(responses=(response("200", Named("Body")),)),
        operation(responses=(response("404", Array(Named("Body"))),)),
        operation(responses=(response("default", Named("Body")),)),
        operation(responses=(response("204", header=Named("Body")),)),
        operation(callbacks=(operation(body=Named("Body")),)),
        operation(callbacks=(operation(responses=(response("200", Named("Body")),)),)),
        operation(callbacks=(operation(callbacks=(operation(body=Named("Body")),)),)),
    ],
)
def test_what_a_caller_meets_is_one(met: Operation) -> None:
    assert models(met, schemas=BARE) == ["Body", "Part", "Deep"]


def test_what_a_server_sends_to_a_webhook_is_one() -> None:
    assert models(webhooks=(operation(body=Named("Body")),), schemas=BARE) == ["Body", "Part", "Deep"]


def test_what_a_value_of_a_union_may_choose_is_one() -> None:
    met = operation(responses=(response("200", Named("Either")),))
    assert "Hidden" in models(met, schemas=("Part", "Deep", "Either", "Hidden"))


def test_what_no_operation_refers_to_stays_with_all_it_names() -> None:
    lonely = Record(
        name="Lonely",
        properties=(Property(name="x", type=Named("Body"), where=HERE),),
        where=HERE,
        additional=Scalar("string"),
    )
    resource = Resource(name="a", description="", operations=(operation(body=Named("Body")),), where=HERE)
    api = Api(title="a", version="1", where=HERE, resources=(resource,), schemas=(*SCHEMAS[:3], lonely))
    assert [schema.name for schema in modelled(api)] == ["Body", "Part", "Deep", "Lonely"]
