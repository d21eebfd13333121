"""What the client sends for generated arguments: valid by the bundle, as openapi-core reads it, and what was given."""

from __future__ import annotations

import functools
import json
import struct
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from urllib.parse import unquote

import pytest
from hypothesis import given
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

from . import strategies
from .arguments import Given, Givens, arguments
from .drivers import BASE, Both
from .jsontext import parse
from .server import Reply, Request, Server
from .spec import JSON, Argument, Operation, document, kinds, operations, present


class Adapter:
    """A recorded request in the shape openapi-core reads, and into which it writes what the path holds."""

    host_url = "https://api.track.toggl.com"

    def __init__(self, request: Request) -> None:
        self.method = request.method.lower()
        self.path = unquote(request.path, errors="strict")
        self.content_type = "".join(request.values("content-type"))
        self.body = request.body or None
        self.parameters = RequestParameters(
            # openapi-core refuses a text that is empty, although a string may be.
            query=ImmutableMultiDict([pair for pair in request.query if pair[1]]),
            header=Headers(list(request.headers)),
            cookie=ImmutableMultiDict(),
        )


@functools.cache
def judge() -> OpenAPI:
    """Return openapi-core, reading the bundle."""
    return OpenAPI.from_dict(cast("dict[Any, Any]", document()))


def valid(request: Request) -> None:
    """Assert that a request is valid: path, query, body and security."""
    judge().validate_request(cast("Any", Adapter(request)))


ANSWERS: Mapping[str, bytes] = {
    one.id: b"" if one.result is None else json.dumps(one.example).encode() for one in operations()
}


@pytest.mark.parametrize("one", operations(), ids=str)
def test_generated_arguments_arrive(one: Operation, running: Server, both: Both) -> None:
    @strategies.examples(40)
    @given(arguments(one))
    def check(givens: Givens) -> None:
        for driver in both.each:
            running.queue(Reply(one.status, ANSWERS[one.id]))
            driver.call(one, {name: argument.value for name, argument in givens.items()})
            request = running.request
            valid(request)
            assert request.method == one.method
            assert request.path == path_of(one, givens)
            assert request.query == query_of(one, givens)
            assert_body(one, givens, request)

    check()


def path_of(one: Operation, givens: Givens) -> str:
    """Return the path as it must be on the wire: everything but unreserved characters encoded."""
    path = BASE + one.path
    for argument in one.of("path"):
        plain = givens[argument.name].plain
        texts = [text_of(item) for item in (plain if isinstance(plain, list) else [plain])]
        path = path.replace("{" + argument.wire + "}", ",".join(map(encoded, texts)))
    return path


def encoded(text: str) -> str:
    """Return a text, percent-encoded as RFC 3986 has it."""
    unreserved = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    return "".join(chr(byte) if byte in unreserved else f"%{byte:02X}" for byte in text.encode())


def query_of(one: Operation, givens: Givens) -> list[tuple[str, str]]:
    """Return the pairs that must be on the wire, decoded, in the order of the spec; nothing else may be there."""
    pairs: list[tuple[str, str]] = []
    for argument in one.of("query"):
        if argument.name in givens:
            pairs += [(argument.wire, text) for text in texts_of(argument, givens[argument.name].plain)]
    return pairs


def texts_of(argument: Argument, plain: JSON) -> list[str]:
    """Return the values of one query parameter, as `style: form` spells them."""
    items = [text_of(item) for item in (plain if isinstance(plain, list) else [plain])]
    return items if argument.explode else [",".join(items)]


def text_of(plain: JSON) -> str:
    """Return the text of a scalar in an address."""
    return plain if isinstance(plain, str) else json.dumps(plain)


def assert_body(one: Operation, givens: Givens, request: Request) -> None:
    """Assert that the body is what was given: left out is left out, null is null, every value is equal."""
    given_none = not any(argument.name in givens for argument in one.of("body"))
    if not one.body or (given_none and not one.body_required):
        assert request.body == b""
        assert not request.values("content-type")
        return
    assert request.values("content-type") == ["application/json"]
    sent = parse(request.body.decode()).value
    if one.body == "members":
        wanted: JSON = {
            argument.wire: givens[argument.name].plain for argument in one.of("body") if argument.name in givens
        }
        types = {argument.wire: present(argument.schema)[1].get("format") for argument in one.of("body")}
        moments = [wire for wire, format_ in types.items() if format_ == "date-time"]
        sent, wanted = _as_moments(sent, moments), _as_moments(wanted, moments)
    elif one.body == "patch":
        wanted = steps(givens)
    else:
        wanted = givens[one.of("body")[0].name].plain
    assert equal(sent, wanted), f"{sent!r} was sent for {wanted!r}"


def _as_moments(body: JSON, wires: list[str]) -> JSON:
    members = cast("dict[str, JSON]", body)
    return {
        key: datetime.fromisoformat(value).timestamp() if key in wires and isinstance(value, str) else value
        for key, value in members.items()
    }


def steps(givens: Givens) -> list[JSON]:
    """Return the JSON Patch that the arguments make, pointers escaped as RFC 6901 has it."""
    found: list[JSON] = []
    for op in ("replace", "add"):
        values = cast("dict[str, JSON]", givens.get(op, Given({}, {})).plain)
        found += [{"op": op, "path": pointer(name), "value": value} for name, value in values.items()]
    names = cast("list[str]", givens.get("remove", Given([], [])).plain)
    found += [{"op": "remove", "path": pointer(name)} for name in names]
    return found


def pointer(name: str) -> str:
    """Return the pointer to a member."""
    return "/" + name.replace("~", "~0").replace("/", "~1")


def equal(one: JSON, two: JSON) -> bool:
    """Say whether two JSON values are the same; a float to its last bit, and never a boolean for a number."""
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(equal(one[key], two[key]) for key in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(equal(a, b) for a, b in zip(one, two, strict=True))
    if isinstance(two, float) and isinstance(one, int | float):
        return struct.pack("d", one) == struct.pack("d", two)
    return type(one) is type(two) and one == two


@pytest.mark.parametrize("one", operations(), ids=str)
def test_the_examples_of_the_spec_are_valid(one: Operation) -> None:
    """The judge itself: it takes the example and refuses it without its credentials or with a wrong body."""
    query = tuple((a.wire, text) for a in one.of("query") if a.has_example for text in texts_of(a, a.example))
    examples = {a.name: Given(a.example, a.example) for a in one.of("path")}
    target = path_of(one, examples) + "?" + "&".join(f"{encoded(name)}={encoded(text)}" for name, text in query)
    body = json.dumps(one.body_example).encode() if one.body else b""
    headers = (("Authorization", "Basic dDphcGlfdG9rZW4="), ("Content-Type", "application/json"))
    valid(Request(one.method, target, headers, body))
    with pytest.raises(Exception, match="Security"):
        valid(Request(one.method, target, headers[1:], body))
    if one.body and kinds(present(one.body_schema)[1]):
        with pytest.raises(Exception, match="body"):
            valid(Request(one.method, target, headers, b'"no such body"'))
