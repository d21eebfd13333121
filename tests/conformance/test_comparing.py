"""A driver's answer that is not what a vector expects is reported, whatever is wrong with it."""

from __future__ import annotations

import base64
from typing import Any, Final

import pytest
from hexapla.finding import Location

from .comparing import NEUTRAL, Spelling, UnreadableError, alike, differences, resolve, said, same
from .vector import LEFT_OUT, Exchange, Expect, Reply, Vector, Wanted

BODY: Final = '{"id": 2, "rate": 1.50, "tags": ["a"], "new": null}'
DEVIATION: Final = {"pointer": "/rate", "kind": "type", "expected": "number", "actual": "string"}
QUOTA: Final = {"remaining": 29, "resets_in": 3600}
RIGHT: Final[dict[str, Any]] = {
    "dump": BODY,
    "value": {"id": 2, "rate": 1.5, "at": "2026-01-05T08:00:00+00:00", "name": {"$unreadable": True}},
    "deviations": [DEVIATION],
    "news": [{"pointer": "/new", "kind": "key"}],
    "attempts": 2,
    "waits": [0.5],
    "quota": QUOTA,
    "log": "DEBUG GET /a ***",
}
EXPECT: Final[dict[str, Any]] = {
    "dump": "same",
    "value": {
        "/rate": 1.5,
        "/id": 2.0,
        "/at": "2026-01-05T08:00:00.000Z",
        "/name": {"$unreadable": True},
        "/name/$unreadable": True,
    },
    "deviations": ({"pointer": "/rate", "kind": "type"},),
    "news": ({"pointer": "/new", "kind": "key"},),
    "attempts": 2,
    "waits": (0.5,),
    "quota": {"remaining": 29},
    "message_has": ("***",),
    "message_lacks": ("s3cr3t",),
}
ERROR: Final[dict[str, Any]] = {
    "name": "not_found",
    "message": "GET /a: 404",
    "status": 404,
    "reason": "no_such",
    "reason_values": {"n": "1"},
    "body": base64.b64encode(b'"gone"').decode(),
    "retry_after": 3.0,
    "attempts": 1,
    "waits": [],
    "quota": None,
    "deviations": [],
    "text": "NotFoundError('GET /a: 404')",
}
FAILING: Final[dict[str, Any]] = {
    "error": "not_found",
    "status": 404,
    "reason": "no_such",
    "reason_values": {"n": "1"},
    "body": '"g\\u006fne"',
    "retry_after": 3,
    "attempts": 1,
    "waits": (),
    "quota": None,
    "message_has": ("404",),
    "message_lacks": ("s3cr3t",),
}


def told(
    expect: dict[str, Any], answer: dict[str, Any], *bodies: str, status: int = 200, spelling: Spelling = NEUTRAL
) -> list[str]:
    request = Wanted("GET", "/a", (), {}, LEFT_OUT)
    exchanges = tuple(Exchange(request, Reply(status, (), body.encode()), None) for body in bodies or (BODY,))
    where = Location("secrets.yaml", 1)
    vector = Vector("a", "b", where, "", "c", {}, {}, {}, None, exchanges, Expect(**expect))
    return [*differences(vector, answer, spelling)]


def test_the_right_answers_are_right() -> None:
    assert told(EXPECT, RIGHT) == []
    assert told(FAILING, {"error": ERROR}) == []


WRONG: Final[dict[str, list[tuple[Any, str]]]] = {
    "dump": [
        ("{}", "dump: "),
        (None, "dump: "),
        (BODY.replace("1.50", "1.5"), "dump: 1.50 expected at `/rate`, not 1.5"),
        (BODY.replace('"a"', '"b"'), "dump: 'a' expected at `/tags/0`, not 'b'"),
        ("{", "dump: "),
    ],
    "value": [
        ({**RIGHT["value"], "rate": None}, "value /rate: 1.5 expected, not null"),
        ({**RIGHT["value"], "id": "2"}, "value /id: 2.0 expected, not 2"),
        ({**RIGHT["value"], "id": True}, "value /id: "),
        ({**RIGHT["value"], "at": "2026-01-05T09:00:00+01:00"}, "value /at: "),
        ({key: value for key, value in RIGHT["value"].items() if key != "rate"}, "value /rate: 1.5 expected, there is"),
    ],
    "deviations": [
        ([], "deviations: "),
        ([DEVIATION, DEVIATION], "deviations: "),
        ([{**DEVIATION, "kind": "null"}], "deviations: "),
        ([{**DEVIATION, "pointer": "/rates"}], "deviations: "),
    ],
    "news": [([], "news: "), ([{"pointer": "/new", "kind": "value"}], "news: ")],
    "attempts": [(1, "attempts: 2 expected, not 1"), (None, "attempts: ")],
    "waits": [([], "waits: "), ([0.7], "waits: "), ([0.5, 0.5], "waits: ")],
    "quota": [(None, "quota: "), ({"remaining": 28}, "quota: ")],
    "log": [("GET /a", "message: '***' is missing"), ("*** s3cr3t", "message: 's3cr3t' must not be printed")],
}


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_result_is_reported(key: str) -> None:
    for value, problem in WRONG[key]:
        found = told(EXPECT, {**RIGHT, key: value})
        assert found, f"{key}: {value!r} is taken"
        assert all(one.startswith(problem) for one in found[:1])


ERRORS: Final[dict[str, list[tuple[Any, str]]]] = {
    "name": [("gone", "error: not_found expected, not gone: GET /a: 404")],
    "status": [(405, "status: 404 expected, not 405"), (None, "status: ")],
    "reason": [(None, "reason: no_such expected, not null")],
    "reason_values": [({}, "reason_values: ")],
    "body": [(None, "body: "), ("", "body: "), (base64.b64encode(b"gone").decode(), "body: ")],
    "retry_after": [(None, "retry_after: "), (4, "retry_after: 3 expected, not 4")],
    "attempts": [(2, "attempts: 1 expected, not 2")],
    "waits": [([1], "waits: ")],
    "quota": [(QUOTA, "quota: ")],
    "deviations": [([DEVIATION], "deviations: ")],
    "message": [("GET /a", "message: '404' is missing"), ("404 s3cr3t", "message: 's3cr3t' must not be printed")],
    "text": [("log: s3cr3t", "message: 's3cr3t' must not be printed")],
}


@pytest.mark.parametrize("key", ERRORS)
def test_a_wrong_error_is_reported(key: str) -> None:
    for value, problem in ERRORS[key]:
        found = told(FAILING, {"error": {**ERROR, key: value}})
        assert len(found) == 1, f"{key}: {value!r} is taken"
        assert found[0].startswith(problem)


def test_an_error_for_a_result_and_the_other_way_round() -> None:
    assert told(EXPECT, {"error": ERROR}) == ["the call failed: not_found: GET /a: 404"]
    assert told(FAILING, RIGHT) == [f"error: not_found expected, but the call returned {BODY}"]


def test_a_crash_of_the_driver_is_reported_whatever_is_expected() -> None:
    for expect in (EXPECT, FAILING):
        assert told(expect, {"crash": "KeyError"}) == ["the driver itself failed: KeyError"]


def test_what_is_left_out_is_not_compared_but_deviations_and_news_are() -> None:
    bare = {"dump": "same"}
    assert told(bare, {**RIGHT, "deviations": [], "news": []}) == []
    assert len(told(bare, RIGHT)) == 2
    assert told({"error": "not_found"}, {"error": ERROR}) == []


@pytest.mark.parametrize(
    ("bodies", "dump", "right"),
    [
        (("",), None, True),
        (("null",), None, True),
        ((" \n",), None, True),
        (("{}",), None, False),
        (("",), "{}", False),
        (("5.0",), "5", True),
        (("5.0",), "6", False),
        (("[5.0]",), "[5]", False),
        (('[{"a":1}]', "[]", '[{"a":2}, 3]'), '[{"a":1},{"a":2},3]', True),
        (('[{"a":1}]', '[{"a":2}]'), '[{"a":2}]', False),
        (('{"a":1}', '{"b":2}'), '{"b":2}', True),
        (("\ufeff{}",), "{}", True),
        (('{"a":1,"a":2}',), '{"a":2,"a":1}', True),
        (('{"a":1,"a":2}',), '{"a":2}', False),
    ],
)
def test_what_is_the_same_as_the_replies(bodies: tuple[str, ...], dump: str | None, right: bool) -> None:
    assert (told({"dump": "same"}, {"dump": dump}, *bodies) == []) is right


def test_a_reply_that_was_a_failure_is_none_that_a_dump_is_the_same_as() -> None:
    request = Wanted("GET", "/a", (), {}, LEFT_OUT)
    replies = [Reply(503, (), b"[1]"), Reply(200, (), b"[2]")]
    exchanges = tuple(Exchange(request, reply, None) for reply in replies)
    one = Vector("a", "b", Location("c", 1), "", "d", {}, {}, {}, None, exchanges, Expect(dump="same"))
    assert [*differences(one, {"dump": "[2]"})] == []


@pytest.mark.parametrize("text", ["", "{", "[1,]", "NaN", "Infinity", "01", "{} {}", "[" * 100_000])
def test_what_is_no_json(text: str) -> None:
    with pytest.raises(UnreadableError):
        said(text)


@pytest.mark.parametrize(
    ("one", "two", "right"),
    [
        ("1e2", "100", False),
        ("-0", "0", False),
        ('"\\ud83d\\ude00"', '"😀"', True),
        ('{"b": 1, "a": [true, null]}', '{"a":[true,null],"b":1}', True),
        ('{"a": 1}', '{"a": 1, "b": null}', False),
        ("true", "1", False),
        ("plain", "plain", True),
        ("plain", "Plain", False),
    ],
)
def test_texts_that_say_the_same(one: str, two: str, right: bool) -> None:
    assert same(one, two) is right


def test_values_that_are_alike() -> None:
    assert alike(9007199254740993, 9007199254740993)
    assert not alike(9007199254740993, 9007199254740992)
    assert not alike(9007199254740993, 9007199254740992.0)
    assert alike([1, {"a": 2.0}], [1.0, {"a": 2}])
    assert not alike([], {})
    assert not alike(False, 0)
    assert not alike("1", 1)
    assert not alike(None, False)


def test_pointers_are_followed() -> None:
    value: Any = {"a/b": [{"~": 1}], "": 2}
    assert resolve(value, "") == value
    assert resolve(value, "/a~1b/0/~0") == 1
    assert resolve(value, "/") == 2
    for nowhere in ("/a", "/a~1b/1", "/a~1b/x", "//x"):
        assert resolve(value, nowhere) is LEFT_OUT


def test_words_are_spelled_as_a_style_does_and_in_no_other() -> None:
    spelling = Spelling({"user_id": ("userId", "id of a user")})
    for text, right, spelled in (("user_id", True, False), ("userId", False, True), ("id of a user", False, True)):
        answer = {"error": {**ERROR, "message": f"{text}: wrong"}}
        wanted = {**FAILING, "message_has": ("user_id", "wrong")}
        assert (told(wanted, answer, status=404) == []) is right
        assert (told(wanted, answer, status=404, spelling=spelling) == []) is spelled


def test_moments_in_small_letters_are_those_of_a_style_that_has_texts() -> None:
    wanted = {"dump": None, "value": {"/at": "2026-01-05T08:00:01Z"}}
    texts = Spelling(has_moments_as_texts=True)
    for found, right in (("2026-01-05t08:00:01z", True), ("2026-01-05t08:00:02z", False), ("none", False)):
        answer = {"dump": None, "value": {"at": found}}
        assert told(wanted, answer, "null")
        assert (told(wanted, answer, "null", spelling=texts) == []) is right
