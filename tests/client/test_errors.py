"""A refused call: the error class by status, the body whatever it is, and the documented reason by its text."""

from __future__ import annotations

import json
import pickle
import re
from typing import Any, cast

import pytest
import toggltrack
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import ApiError, Reason, TogglError, UnreadableResponseError, errors

from . import strategies
from .drivers import Both, Driver, example_arguments
from .server import JSON_TYPE, Reply, Server
from .spec import JSON, Message, Operation, document, identifier, member, operation, operations

GET = operation("projects.get")
CLASSES = {
    **{400: "BadRequestError", 401: "UnauthorizedError", 402: "PaymentRequiredError", 403: "ForbiddenError"},
    **{404: "NotFoundError", 409: "ConflictError", 410: "GoneError", 429: "RateLimitedError"},
    **{500: "ServerError", 502: "ServerError", 503: "ServerError", 504: "ServerError", 599: "ServerError"},
    **{300: "ApiError", 303: "ApiError", 405: "ApiError", 408: "ApiError", 418: "ApiError", 422: "ApiError"},
}
SENTENCE = "Custom project colors available only for premium plans"
DEEP = b"[" * 100_000
BODIES: dict[bytes, object] = {
    b'"Custom project colors available only for premium plans"': SENTENCE,
    b' "Time entry already stopped"\n': "Time entry already stopped",
    b'{"error": {"message": "no", "codes": [1, 2.50]}}': {"error": {"message": "no", "codes": [1, 2.5]}},
    b"[]": [],
    b"null": None,
    b"false": False,
    b"0": 0,
    b"": None,
    b"  ": None,
    b"Forbidden": None,
    b"<html><head><title>429 Too Many Requests</title></head>\r\n<body>nginx</body></html>": None,
    b'"cut off': None,
    b'{"error": ': None,
    b"\xff\xfe\x00": None,
    b"\x1f\x8b\x08\x00": None,
    DEEP: None,
    b'"' + b"x" * 100_000 + b'"': "x" * 100_000,
}


def refused(server: Server, driver: Driver, reply: Reply, one: Operation = GET) -> ApiError:
    """Return the error of a call that the server refuses."""
    server.queue(reply)
    with pytest.raises(ApiError) as caught:
        driver.call(one, example_arguments(one))
    return caught.value


@pytest.mark.parametrize("status", CLASSES)
def test_a_status_has_a_class(status: int, server: Server, both: Both) -> None:
    for driver in both.each:
        error = refused(server, driver, Reply(status, b'"no"', (JSON_TYPE, ("X-Trace", "t1"))))
        assert type(error).__name__ == CLASSES[status]
        assert type(error) is getattr(toggltrack, CLASSES[status])
        assert (error.status, error.body, error.json) == (status, b'"no"', "no")
        assert error.headers["x-TRACE"] == "t1"
        assert error.request.method == "GET"
        assert error.request.url == f"{server.url}{server.request.target}"
        assert isinstance(error, TogglError)
        assert str(status) in str(error)


def test_every_error_is_in_one_tree_and_hides_no_builtin() -> None:
    import builtins

    found = {name: value for name, value in vars(errors).items() if isinstance(value, type)}
    raised = {name: value for name, value in found.items() if issubclass(value, BaseException)}
    assert {"CredentialsError", "UnreadableResponseError", "OutcomeUnknownError"} < raised.keys()
    for name, value in raised.items():
        assert issubclass(value, TogglError)
        assert name.endswith("Error")
        assert not hasattr(builtins, name)
        if value.__module__ == errors.__name__:
            assert getattr(toggltrack, name) is value


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:20]))
@pytest.mark.parametrize("status", [400, 402, 403, 429, 500])
def test_any_body_of_a_refusal_is_read(body: bytes, status: int, server: Server, both: Both) -> None:
    for kind in (JSON_TYPE, ("Content-Type", "text/html"), ("X-None", "")):
        error = refused(server, both.sync, Reply(status, body, (kind,)))
        assert error.body == body
        assert error.json == BODIES[body]
        assert error.reason is None
        assert error.reason_values == {}
    error = refused(server, both.asynchronous, Reply(status, body))
    assert (error.body, error.json) == (body, BODIES[body])
    assert len(str(error)) < 1000
    assert "\n" not in str(error)


@strategies.examples(150)
@given(st.binary(max_size=60), st.sampled_from([400, 401, 402, 403, 404, 409, 429, 500, 503]))
def test_no_body_breaks_the_error(running: Server, both: Both, body: bytes, status: int) -> None:
    error = refused(running, both.sync, Reply(status, body))
    assert (error.status, error.body) == (status, body)
    assert str(error).isprintable()
    assert type(pickle.loads(pickle.dumps(error))) is type(error)


@pytest.mark.parametrize(
    ("left", "name"),
    [
        ("0", "QuotaExceededError"),
        ("-3", "QuotaExceededError"),
        ("1", "PlanRequiredError"),
        ("29", "PlanRequiredError"),
        (None, "PaymentRequiredError"),
        ("", "PaymentRequiredError"),
        ("soon", "PaymentRequiredError"),
        ("nan", "PaymentRequiredError"),
    ],
)
def test_402_has_two_meanings(left: str | None, name: str, server: Server) -> None:
    """Told apart by the quota that is left, under the header's name that the spec gives; else the base stands."""
    quota = member(document(), "x-quota")
    assert quota["status"] == 402
    headers = () if left is None else ((str(quota["remaining"]), left), (str(quota["resets_in"]), "1200"))
    # Clients of their own: one that knows its quota to be spent sends nothing more.
    with Both(server.url) as both:
        for driver in both.each:
            error = refused(server, driver, Reply(402, json.dumps(SENTENCE).encode(), (JSON_TYPE, *headers)))
            assert type(error).__name__ == name
            assert isinstance(error, toggltrack.PaymentRequiredError)


# The reasons

PLACEHOLDER = re.compile(r"%d|%s|\{[A-Za-z][^{}]*\}")
DOCUMENTED = [(one, message) for one in operations() for message in one.messages]
WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12)


def filled(text: str, draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """Return a documented text as a server sends it, and what must be captured, by its name in snake_case."""
    values: dict[str, str] = {}
    count: dict[str, int] = {}

    def fill(found: re.Match[str]) -> str:
        number = found[0] == "%d"
        name = {"%d": "n", "%s": "s"}.get(found[0]) or identifier(found[0].strip("{}"))
        count[name] = count.get(name, 0) + 1
        value = str(draw(st.integers(-(10**20), 10**20))) if number else draw(WORDS)
        values[name if count[name] == 1 else f"{name}_{count[name]}"] = value
        return value

    return PLACEHOLDER.sub(fill, text), values


@pytest.mark.parametrize(("one", "message"), DOCUMENTED, ids=lambda value: getattr(value, "reason", str(value)))
def test_a_documented_text_has_its_reason(one: Operation, message: Message, running: Server, both: Both) -> None:
    @st.composite
    def answers(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
        return filled(message.text, draw)

    @strategies.examples(10 if PLACEHOLDER.search(message.text) else 1)
    @given(answers())
    def check(answer: tuple[str, dict[str, str]]) -> None:
        text, values = answer
        for body in (json.dumps(text), json.dumps(text, ensure_ascii=False) + "\n", text):
            for driver in both.each:
                error = refused(running, driver, Reply(message.status, body.encode()), one)
                assert error.reason == message.reason
                assert error.reason is Reason(message.reason)
                assert error.reason_values == values
                assert text in str(error)

    check()


def test_every_documented_reason_is_a_member_and_no_other() -> None:
    assert {reason.value for reason in Reason} == {message.reason for _, message in DOCUMENTED}


@pytest.mark.parametrize(("one", "message"), DOCUMENTED[::5], ids=lambda value: getattr(value, "reason", str(value)))
def test_another_text_has_no_reason(one: Operation, message: Message, server: Server, both: Both) -> None:
    for text in ("no such text", f"Sorry. {message.text}", message.text.swapcase(), ""):
        error = refused(server, both.sync, Reply(message.status, json.dumps(text).encode()), one)
        assert error.reason is None
    # The same text with a status that does not have it says nothing.
    assert refused(server, both.sync, Reply(418, json.dumps(message.text).encode()), one).reason is None


@pytest.mark.parametrize(("one", "message"), [row for row in DOCUMENTED if row[1].text.endswith(":")])
def test_a_text_that_ends_in_a_colon_goes_on(one: Operation, message: Message, server: Server, both: Both) -> None:
    for text in (message.text, f"{message.text} /color", f"{message.text}x\ny"):
        error = refused(server, both.sync, Reply(message.status, json.dumps(text).encode()), one)
        assert error.reason == message.reason
        assert "".join(error.reason_values.values()).strip() == text.removeprefix(message.text).strip()


def test_hostile_texts_take_no_time(server: Server, both: Both) -> None:
    import time

    started = time.process_time()
    for one, message in DOCUMENTED:
        cut = PLACEHOLDER.split(message.text)
        text = cut[0] + "'. P/ " * 600 + cut[-1][:-1]
        refused(server, both.sync, Reply(message.status, json.dumps(text).encode()), one)
    assert time.process_time() - started < 30


# Bodies that do not fit

UNFIT: dict[str, list[str]] = {
    "projects.get": ["", "null", "[]", "1", '"x"', '{"id": "1", "name": "a", "workspace_id": 1', "<html>", "{'id': 1}"],
    "projects.list": ["null", "{}", '[{"id": "1"}', "[", "nul", "[]]", '[{"id":1,"name":"a",}]', "[1,]", "[NaN]"],
    "projects.delete": ["{}", "[]", '"x"', "1.5", "1 2", "\x00"],
    "projects.patch_many": ["[]", '"x"', '{"success": 1, "failure": []'],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in UNFIT.items() for text in texts])
def test_a_body_that_does_not_fit(name: str, text: str, server: Server, both: Both) -> None:
    one = operation(name)
    for driver in both.each:
        server.queue(Reply(200, text.encode()))
        with pytest.raises(UnreadableResponseError) as caught:
            driver.call(one, example_arguments(one))
        assert (caught.value.status, caught.value.body) == (200, text.encode())
        assert caught.value.request.method == one.method
        assert name in str(caught.value)
        assert str(caught.value).isprintable()
        twin = pickle.loads(pickle.dumps(caught.value))
        assert (type(twin), str(twin), twin.body) == (type(caught.value), str(caught.value), caught.value.body)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff",
        b'"\xff"',
        b'{"name": "a", \xff}',
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\xef\xbb\xbf{}",
        b'["\xc3"]',
        DEEP,
        DEEP.replace(b"[", b'{"a":'),
    ],
)
def test_a_body_that_is_no_text(body: bytes, server: Server, both: Both) -> None:
    for driver in both.each:
        server.queue(Reply(200, body))
        with pytest.raises(UnreadableResponseError) as caught:
            driver.call(GET, example_arguments(GET))
        assert caught.value.body == body


@pytest.mark.parametrize("status", [400, 500])
def test_the_message_stands_on_one_line(status: int, server: Server, both: Both) -> None:
    body: JSON = "line\r\nfeed\x1b[31m\u2028\x00" + "y" * 5000
    error = refused(server, both.sync, Reply(status, json.dumps(body).encode()))
    assert str(error).isprintable()
    assert len(str(error)) < 600
    assert cast("Any", error.json) == body
