"""Every operation is called with its examples: what arrives is what the description says."""

from __future__ import annotations

import email.policy
import functools
import json
import warnings
from email.parser import BytesParser
from typing import Any, Final, cast
from urllib.parse import parse_qs, quote

import pytest
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.validation.request import V30RequestParametersValidator, V31RequestParametersValidator
from werkzeug.datastructures import Headers, ImmutableMultiDict

from tests import remote

from .calling import (
    SECOND,
    Caller,
    Request,
    Server,
    arguments,
    example,
    is_json,
    is_list,
    members_of,
    method_of,
)
from .cases import CALLS, OLDER_CALLS, kinds_of, label, reply_of, sent_kinds
from .document import METHODS, Node, Operation, older, whole

PATHS: Final = {
    "charts.simple": "/charts/simple/north%20sea/1,2/a,b/x,1.5,y,-2/north=60,kind=depth",
    "charts.label": "/charts/label/.north/.1,2/.a.b/.x,1.5,y,-2/.north=60.kind=depth",
    "charts.matrix": "/charts/matrix/;sheet=north/;codes=1,2/;each=a;each=b/;point=x,1.5,y,-2/;north=60;kind=depth",
    "charts.sheet": "/sheets/N-1.json",
}
"""By the table of styles in OpenAPI."""

SEARCH: Final = (
    "q=fjord%20%26%20sound&on=2026-03-01&level=1&many=a&many=b%20c&few=1,2&spaced=a%20b&piped=a%7Cb"
    "&area=north,60,kind,depth&left=1&right=2&filter%5Bdepth%5D=7.5&filter%5Bquay%20name%5D=North"
    "&near=/a/b?c=d:e@f&draft=&shape=%5B59.9%2C10.7%5D"
)
FIELDS: Final = {
    "X-Sheet": "north",
    "X-Codes": "1,2",
    "X-Point": "north,60,kind,depth",
    "X-Spread": "north=60,kind=depth",
    "X-When": "2026-03-01T06:00:00Z",
    "X-Shape": "[59.9,10.7]",
    "Cookie": "theme=night; layers=depth,wind",
}


@pytest.mark.parametrize("models", [False, True], ids=["plain", "models"])
@pytest.mark.parametrize(("one", "kind"), sent_kinds(CALLS), ids=label)
def test_what_arrives(one: Operation, kind: str, models: bool, caller: Caller, server: Server) -> None:
    arrives(whole(), one, kind, caller, server, models=models)


@pytest.mark.parametrize(("one", "kind"), sent_kinds(OLDER_CALLS), ids=label)
def test_what_arrives_of_the_older_part(one: Operation, kind: str, older_caller: Caller, server: Server) -> None:
    arrives(older(), one, kind, older_caller, server, models=False)


def arrives(document: Node, one: Operation, kind: str, caller: Caller, server: Server, *, models: bool) -> None:
    """Assert that the examples are what is sent."""
    status, answer = next(iter(one.successes.items()))
    kinds = kinds_of(answer.get("content", {}), one)
    media = next(found for found in kinds if (one.name, found) not in SECOND)
    server.queue(reply_of(document, one, status, media))
    found = caller.call(method_of(one, kind), **arguments(document, one, kind, caller.package, models=models))
    if is_list(found):
        caller.pieces(found)
    elif not isinstance(found, remote.RemoteRecord) and hasattr(found, "close"):
        caller.run(found.close())
    request = server.request
    assert request.method == one.method
    assert request.path == "/base" + PATHS.get(one.name, path_of(document, one))
    assert_query(document, one, request)
    assert_fields(document, one, request)
    assert_body(document, one, kind, request)
    judge(document is whole(), one, request)


def path_of(document: Node, one: Operation) -> str:
    """Return a path of which every parameter is a scalar."""
    path = one.template
    for parameter in one.parameters:
        if parameter["in"] == "path":
            value = example(document, parameter)
            path = path.replace(f"{{{parameter['name']}}}", quote(text_of(value), safe=""))
    return path


def text_of(value: object) -> str:
    """Return the text of a scalar in an address."""
    return value if isinstance(value, str) else json.dumps(value)


def assert_query(document: Node, one: Operation, request: Request) -> None:
    target = request.target.partition("?")[2]
    if one.name == "charts.search":
        assert target == SEARCH
        return
    wanted: list[tuple[str, str]] = []
    for parameter in one.parameters:
        if parameter["in"] == "query":
            value = example(document, parameter)
            items = value if isinstance(value, list) else [value]
            wanted += [(parameter["name"], text_of(item)) for item in items]
    proof = [pair for pair in request.query if pair[0] == "ticket"]
    assert [pair for pair in request.query if pair not in proof] == wanted


def assert_fields(document: Node, one: Operation, request: Request) -> None:
    for parameter in one.parameters:
        if parameter["in"] == "header":
            text = FIELDS[parameter["name"]] if one.name == "charts.fields" else example(document, parameter)
            assert request.values(parameter["name"]) == [text], parameter["name"]
    if one.name == "charts.fields":
        assert request.values("Cookie") == [FIELDS["Cookie"]]


def assert_body(document: Node, one: Operation, kind: str, request: Request) -> None:
    if not kind:
        assert request.body == b""
        assert not request.values("Content-Type")
        return
    (sent,) = request.values("Content-Type")
    value = example(document, one.body["content"][kind])
    if isinstance(value, dict):
        hidden = [n for n, p in members_of(document, one.body["content"][kind]["schema"]).items() if p.get("readOnly")]
        value = {name: member for name, member in value.items() if name not in hidden}
    if kind == "multipart/form-data":
        assert parts_of(sent, request.body) == PARTS
    elif kind == "application/x-www-form-urlencoded":
        assert sent == kind
        assert parse_qs(request.body.decode(), strict_parsing=True) == FORMS[one.name]
    elif is_json(kind):
        assert sent == kind
        assert json.loads(request.body) == value
    else:
        assert sent.partition(";")[0] == kind
        assert request.body == value.encode()


FORMS: Final = {
    "cargo.weigh": {
        "weight": ["812.5"],
        "at": ["2026-03-01T06:00:00Z"],
        "scales": ["a", "b"],
        "seals": ["4|5"],
        "area[north]": ["60"],
        "area[kind]": ["A"],
    }
}
PARTS: Final = [
    ("title", "text/plain", None, b"Hold 2"),
    ("count", "text/plain", None, b"1"),
    ("place", "application/json", None, {"quay": "North"}),
    ("words", "text/plain", None, b"dry"),
    ("words", "text/plain", None, b"clean"),
    ("cover", "image/png", "cover", b"..."),
]


def parts_of(kind: str, body: bytes) -> list[tuple[str, str, str | None, Any]]:
    """Return name, media type, file name and content of all parts, as the mail parser of Python reads them."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    message = BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    found = []
    for part in message.iter_parts():
        assert part.get_content_disposition() == "form-data"
        content = cast("bytes", part.get_payload(decode=True))
        kind = part.get_content_type()
        name = str(part.get_param("name", header="content-disposition"))
        found.append((name, kind, part.get_filename(), json.loads(content) if is_json(kind) else content))
    return found


class Adapter:
    """A recorded request in the shape that openapi-core reads."""

    host_url = "https://harbor.example"

    def __init__(self, request: Request) -> None:
        self.method = request.method.lower()
        # Still encoded: a slash in a parameter would be another path.
        self.path = request.path.removeprefix("/base")
        self.content_type = "".join(request.values("content-type"))
        self.body = request.body or None
        cookies = [pair.split("=", 1) for pair in "".join(request.values("cookie")).split("; ") if pair]
        self.parameters = RequestParameters(
            query=ImmutableMultiDict([pair for pair in request.query if pair[1]]),
            header=Headers(list(request.headers)),
            cookie=ImmutableMultiDict([(name, value) for name, value in cookies]),
        )


@functools.cache
def core(*, new: bool) -> OpenAPI:
    """Return openapi-core, judging parameters by the bundle without its servers: nobody is asked at their addresses."""
    document = json.loads(json.dumps(whole() if new else older()))
    for item in (document, *document["paths"].values()):
        for one in (item, *(item[word] for word in METHODS if word in item)):
            one.pop("servers", None)
    judge = V31RequestParametersValidator if new else V30RequestParametersValidator
    return OpenAPI.from_dict(document, config=Config(request_validator_cls=judge))


BEYOND_JUDGES: Final = {"odds.scalar", "charts.label", "charts.matrix"}
"""openapi-core reads no parameter of several types, no path of these styles.

Bodies are equal to examples, and those fit their schemas."""


def judge(new: bool, one: Operation, request: Request) -> None:
    """Assert that openapi-core takes a request."""
    if one.name not in BEYOND_JUDGES:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            core(new=new).validate_request(cast("Any", Adapter(request)))
