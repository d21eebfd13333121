"""The edit space above schemas: every field of the model, added, removed and changed, is told or is a listed waiver.

The edits are made on the model itself, so that a field which the loader fills in a way nobody thought of is seen too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from hexapla import model
from hexapla.diff import review
from hexapla.finding import Location
from hexapla.frozen import replace
from hexapla.model import (
    Any as AnyType,
)
from hexapla.model import (
    Api,
    Content,
    Credential,
    CursorPagination,
    Default,
    Documented,
    Encoding,
    Evidence,
    Example,
    ExternalDocs,
    Flow,
    Header,
    Keyword,
    Message,
    Operation,
    PagePagination,
    Parameter,
    Quota,
    RequestBody,
    Requirement,
    Resource,
    Response,
    Scalar,
    SecurityScheme,
    Server,
    ServerVariable,
)

AT: Final = Location("openapi.yaml", 1)
ELSEWHERE: Final = Location("openapi.yaml", 2)
S, N = Scalar("string"), Scalar("number")
REST: Final = (Keyword("x-other", 1, AT),)
OTHER_REST: Final = (Keyword("x-other", 2, AT),)
UNKNOWN_REST: Final = (Keyword("other", 2, AT),)
MARK, OTHER_MARK = Documented(because="a", where=AT), Documented(because="b", where=AT)

PARAMETER: Final = Parameter(
    name="q", location="query", type=S, required=False, style="form", explode=True, where=AT, rest=REST
)
HEADER: Final = Header(name="X-A", type=S, where=AT, rest=REST)
ENCODING: Final = Encoding(property="a", where=AT, media_types=("text/plain",), headers=(HEADER,), rest=REST)
CONTENT: Final = Content(media_type="multipart/form-data", type=S, where=AT, encodings=(ENCODING,), rest=REST)
BODY: Final = RequestBody(contents=(CONTENT,), required=False, where=AT, rest=REST)
ANSWER: Final = Response(
    status="200",
    description="Fine.",
    where=AT,
    headers=(HEADER,),
    contents=(Content(media_type="text/plain", type=S, where=AT),),
    messages=(Message("gone", "Gone.", AT),),
    rest=REST,
)
VARIABLE: Final = ServerVariable("host", "a", ("a", "b"), "Where.", AT)
SERVER: Final = Server(url="https://{host}.example", where=AT, variables=(VARIABLE,), rest=REST)
REQUIREMENT: Final = Requirement("auth", ("read",), AT)
FLOW: Final = Flow(kind="clientCredentials", where=AT, token_url="https://a", scopes=(("read", "Read."),), rest=REST)
SCHEME: Final = SecurityScheme(name="auth", kind="oauth2", where=AT, flows=(FLOW,), rest=REST)
CALLBACK: Final = Operation(id="told", method="POST", path=("{$url}",), where=AT, request_body=BODY)
OPERATION: Final = Operation(
    id="pets.list",
    method="GET",
    path=("/pets",),
    where=AT,
    server=SERVER,
    security=((REQUIREMENT,),),
    parameters=(PARAMETER,),
    request_body=BODY,
    responses=(ANSWER,),
    callbacks=(CALLBACK,),
    rest=REST,
)
OTHER_OPERATION: Final = replace(OPERATION, id="pets.put", method="PUT")
RESOURCE: Final = Resource("pets", "Pets.", (OPERATION, OTHER_OPERATION), AT, REST)
API: Final = Api(
    title="Pets",
    version="1",
    where=AT,
    servers=(SERVER,),
    security_schemes=(SCHEME,),
    resources=(RESOURCE,),
    webhooks=(replace(OPERATION, id="born", path=("born",), server=None, security=(), callbacks=()),),
    rest=REST,
)
PAGES: Final = PagePagination("page", "size", 1, 10, 20, AT)
CURSOR: Final = CursorPagination("q", "X-A", "", "", "", AT)


def with_operation(**changes: Any) -> Api:  # noqa: ANN401
    operations = (replace(OPERATION, **changes), OTHER_OPERATION)
    return replace(API, resources=(replace(RESOURCE, operations=operations),))


def with_parameter(of: Parameter) -> Api:
    return with_operation(parameters=(of,))


def with_body(of: RequestBody) -> Api:
    return with_operation(request_body=of)


def with_content(of: Content) -> Api:
    return with_body(replace(BODY, contents=(of,)))


def with_answer(of: Response) -> Api:
    return with_operation(responses=(of,))


def with_flow(of: Flow) -> Api:
    return replace(API, security_schemes=(replace(SCHEME, flows=(of,)),))


HOLDERS: Final[dict[str, Any]] = {
    "Api": (API, lambda of: of),
    "Resource": (RESOURCE, lambda of: replace(API, resources=(of,))),
    "Operation": (OPERATION, lambda of: replace(API, resources=(replace(RESOURCE, operations=(of, OTHER_OPERATION)),))),
    "Parameter": (PARAMETER, with_parameter),
    "RequestBody": (BODY, with_body),
    "Content": (CONTENT, with_content),
    "Encoding": (ENCODING, lambda of: with_content(replace(CONTENT, encodings=(of,)))),
    "Response": (ANSWER, with_answer),
    "Header": (HEADER, lambda of: with_answer(replace(ANSWER, headers=(of,)))),
    "Message": (ANSWER.messages[0], lambda of: with_answer(replace(ANSWER, messages=(of,)))),
    "Server": (SERVER, lambda of: replace(API, servers=(of,))),
    "ServerVariable": (VARIABLE, lambda of: replace(API, servers=(replace(SERVER, variables=(of,)),))),
    "SecurityScheme": (SCHEME, lambda of: replace(API, security_schemes=(of,))),
    "Flow": (FLOW, with_flow),
    "Requirement": (REQUIREMENT, lambda of: with_operation(security=((of,),))),
    "Credential": (
        Credential((("token", "{token}"),), (), AT),
        lambda of: replace(API, security_schemes=(replace(SCHEME, credentials=(of,)),)),
    ),
    "PagePagination": (PAGES, lambda of: with_operation(pagination=of)),
    "CursorPagination": (CURSOR, lambda of: with_operation(pagination=of)),
    "ExternalDocs": (ExternalDocs("https://a", "A", AT), lambda of: with_operation(docs=of)),
    "Quota": (Quota("X-A", "X-B", 402, AT), lambda of: replace(API, quota=of)),
    "Evidence": (Evidence("a", "Because.", AT), lambda of: replace(API, evidence=(of,))),
}
"""Of each class a value, and how it is put into a description."""

TEXT: Final = ("one", "two")
VALUES: Final[dict[str, tuple[Any, ...]]] = {
    # None at all is what operations say then, each for itself: it moves (tests/cases/diff/refactor.servers-*).
    "Api.servers": ((replace(SERVER, url="https://b.example"),), (SERVER, replace(SERVER, url="https://c.example"))),
    "Api.security_schemes": ((), (SCHEME, replace(SCHEME, name="other", kind="http", flows=()))),
    "Api.resources": ((), (replace(RESOURCE, name="zoo"),), (replace(RESOURCE, operations=(OPERATION,)),)),
    "Api.webhooks": ((), (*API.webhooks, replace(OPERATION, id="gone", path=("gone",)))),
    "Api.evidence": ((Evidence("a", "Because.", AT),),),
    "Api.quota": (Quota("X-A", "X-B", 402, AT),),
    "Resource.operations": ((OPERATION,), (OPERATION, OTHER_OPERATION, replace(OPERATION, path=("/other",)))),
    "Operation.method": ("POST",),
    "Operation.path": (("/others",),),
    "Operation.server": (None, replace(SERVER, url="https://own.example")),
    "Operation.security": ((), ((),), ((REQUIREMENT,), ())),
    "Operation.docs": (ExternalDocs("https://a", "", AT),),
    "Operation.parameters": ((), (PARAMETER, replace(PARAMETER, name="z", type=N))),
    "Operation.request_body": (None,),
    "Operation.responses": ((), (ANSWER, replace(ANSWER, status="404")), (ANSWER, replace(ANSWER, status="default"))),
    "Operation.pagination": (PAGES, CURSOR),
    "Operation.callbacks": ((), (CALLBACK, replace(CALLBACK, method="PUT"))),
    "Parameter.location": ("header", "cookie"),
    "Parameter.style": ("spaceDelimited",),
    "Parameter.content": ("application/json",),
    "Parameter.default": (Default(None), Default(1)),
    "RequestBody.contents": ((), (CONTENT, replace(CONTENT, media_type="text/plain", encodings=()))),
    "Content.media_type": ("text/plain",),
    "Content.encodings": ((), (ENCODING, replace(ENCODING, property="b"))),
    "Encoding.media_types": ((), ("text/csv",)),
    "Encoding.style": ("form",),
    "Encoding.explode": (True, False),
    "Encoding.property": ("b",),
    "Response.status": ("202", "2XX", "default"),
    "Response.contents": ((), (*ANSWER.contents, Content(media_type="text/csv", type=S, where=AT))),
    "Response.messages": ((), (*ANSWER.messages, Message("other", "Other.", AT))),
    "Operation.further": ((Server(url="https://c.example", where=AT),),),
    "Server.variables": ((), (VARIABLE, replace(VARIABLE, name="port"))),
    "ServerVariable.values": ((), ("a",), ("a", "b", "c")),
    "ServerVariable.default": ("b",),
    "SecurityScheme.flows": ((), (FLOW, replace(FLOW, kind="password"))),
    "SecurityScheme.credentials": ((Credential((("token", "{token}"),), (), AT),),),
    "Flow.kind": ("password",),
    "Flow.scopes": ((), (("read", "Read all."),), (("read", "Read."), ("write", "Write."))),
    "Requirement.scopes": ((), ("read", "write")),
    "Requirement.scheme": ("other",),
    "Credential.fields": ((), (("token", "{key}"),)),
    "Credential.env": ((("token", "TOKEN"),),),
    **{f"{name}.headers": ((), (HEADER, replace(HEADER, name="X-B"))) for name in ("Response", "Encoding")},
}
"""Other values of fields, where those of their kind will not do."""

WAIVERS: Final[dict[str, str]] = {
    "Api.schemas": "compared by pairs from where they are used; whole ones are names of the surface (sdk.model-*)",
    "Api.where": "a place",
    "Api.places": "places",
}
"""Fields whose edits are not told here, with the reason; `where` of everything is a place."""


def others(name: str, field: str, value: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Return other values of a field."""
    if f"{name}.{field}" in VALUES:
        return VALUES[f"{name}.{field}"]
    by_name: dict[str, tuple[Any, ...]] = {
        "rest": ((), OTHER_REST, (*REST, *UNKNOWN_REST)),
        "documented": (MARK,),
        "example": (Example(1, AT),),
        "type": (N, AnyType()),
        "alias": ("other",),
    }
    if field in by_name:
        return by_name[field]
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (value + 1,)
    assert isinstance(value, str), f"{name}.{field} needs other values"
    return (f"{value}2",)


def edits() -> Iterator[Any]:
    for name, (value, put) in HOLDERS.items():
        for field in type(value).__match_args__:
            if field == "where" or f"{name}.{field}" in WAIVERS:
                continue
            for number, other in enumerate(others(name, field, getattr(value, field))):
                edited = replace(value, **{field: other})
                yield pytest.param(put(value), put(edited), id=f"{name}.{field} {number}")


def test_the_holders_are_whole() -> None:
    for name, (value, put) in HOLDERS.items():
        assert review(put(value), put(value)).judged == (), name


@pytest.mark.parametrize(("old", "new"), list(edits()))
def test_no_field_is_passed_over(old: Api, new: Api) -> None:
    assert review(old, new).judged, "the edit vanished"
    assert review(new, old).judged, "the edit undone vanished"


def test_every_class_of_calls_is_walked() -> None:
    from hexapla.model import api, operations

    named = {
        name
        for module in (api, operations)
        for name, one in vars(module).items()
        if isinstance(one, type) and one.__module__ == module.__name__
    }
    assert named == HOLDERS.keys(), "a class of the model has no edits"
    assert all(hasattr(model, name) for name in named)


def test_places_are_no_edits() -> None:
    assert review(API, replace(API, where=ELSEWHERE)).judged == ()


def test_unknown_keywords_are_unhandled() -> None:
    (found,) = review(API, replace(API, rest=(*REST, *UNKNOWN_REST))).judged
    assert (found.fact.rule, found.wire) == ("schema.unhandled", "possible")
