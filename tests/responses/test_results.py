"""The value a method returns: by status, then by media type."""

from __future__ import annotations

import pytest

from .drivers import Driver
from .server import JSON_TYPE, Reply, Server

REPORT = b'{"id": 7, "text": "fog", "more": [1.50]}'
JOB = b'{"job": "print"}'


def kind(media_type: str) -> tuple[tuple[str, str], ...]:
    return (("Content-Type", media_type),)


@pytest.mark.parametrize(
    ("status", "body", "wanted"),
    [
        (200, REPORT, "Report"),
        (202, JOB, "Job"),
        (204, b"", "NoneType"),
        # Not documented: read as the first kind.
        (201, REPORT, "Report"),
        (299, REPORT, "Report"),
    ],
)
def test_the_status_chooses(status: int, body: bytes, wanted: str, server: Server, driver: Driver) -> None:
    server.queue(Reply(status, body))
    value = driver.call("reports.put", 7)
    assert driver.is_a(value, wanted)
    if value is not None:
        assert driver.lights.dump(value) == body
    assert server.request.values("accept") == ["application/json"]


@pytest.mark.parametrize("media_type", ["application/json; charset=latin-1", "application/x+json", "text/html", None])
def test_a_content_type_that_is_missing_or_wrong_is_passed_over(
    media_type: str | None, server: Server, driver: Driver
) -> None:
    server.queue(Reply(200, REPORT, kind(media_type) if media_type else ()))
    assert driver.call("reports.put", 7).id == 7


@pytest.mark.parametrize("body", [b"", b" \n", b"[]", b"null", b"[1"])
def test_a_body_of_another_kind_is_no_value(body: bytes, server: Server, driver: Driver) -> None:
    server.queue(Reply(200, body))
    with pytest.raises(driver.lights.UnreadableResponseError, match=r"reports\.put") as caught:
        driver.call("reports.put", 7)
    assert (caught.value.status, caught.value.body) == (200, body)


@pytest.mark.parametrize("status", [200, 201, 222])
def test_a_range_covers_its_statuses(status: int, server: Server, driver: Driver) -> None:
    server.queue(Reply(status, REPORT))
    assert driver.call("reports.get", 7).id == 7
    assert server.request.values("accept") == ["application/json, application/vnd.light+json"]


@pytest.mark.parametrize("status", [200, 203, 209])
def test_the_default_is_a_success_where_no_other_is_documented(status: int, server: Server, driver: Driver) -> None:
    server.queue(Reply(status, JOB), Reply(500, JOB), Reply(404, JOB))
    assert driver.call("reports.state", 7).job == "print"
    for wanted in (driver.lights.ServerError, driver.lights.NotFoundError):
        with pytest.raises(wanted):
            driver.call("reports.state", 7)


@pytest.mark.parametrize("status", [200, 203])
def test_equal_types_are_one(status: int, server: Server, driver: Driver) -> None:
    server.queue(Reply(status, REPORT))
    assert driver.call("reports.same", 7).text == "fog"


@pytest.mark.parametrize(
    ("status", "media_type", "body", "wanted"),
    [
        (203, "text/markdown", b"*fog*", "*fog*"),
        (203, "text/markdown; charset=ISO-8859-1", b"\xe6", "\xe6"),
        (203, 'text/markdown; charset="utf-16le"', "\u4e2d".encode("utf-16-le"), "\u4e2d"),
        (203, "text/markdown; charset=UTF-8", b"\xef\xbb\xbfx", "x"),
        (203, "text/markdown", b"", ""),
        (206, "image/png", b"\x89PNG\xff", b"\x89PNG\xff"),
        (206, "image/png", b"", b""),
    ],
)
def test_text_and_bytes(
    status: int, media_type: str, body: bytes, wanted: str | bytes, server: Server, driver: Driver
) -> None:
    server.queue(Reply(status, body, kind(media_type)))
    assert driver.call("reports.mixed", 7) == wanted
    assert server.request.values("accept") == ["application/json, text/markdown, image/*"]


@pytest.mark.parametrize(
    ("charset", "body"),
    [("utf-8", b"\xff"), ("no-such", b"x"), ("punycode", b"x"), ("idna", b"x"), ("hex", b"00"), ("ascii", b"\xc3\xa6")],
)
def test_text_that_is_none(charset: str, body: bytes, server: Server, driver: Driver) -> None:
    server.queue(Reply(200, body, kind(f"text/plain; charset={charset}")))
    with pytest.raises(driver.lights.UnreadableResponseError) as caught:
        driver.call("reports.text", 7)
    assert caught.value.body == body


def test_a_schema_in_xml_is_text(server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b"<report/>", kind("application/xml")))
    assert driver.call("reports.raw", 7) == "<report/>"
    assert server.request.values("accept") == ["application/xml"]


def test_another_media_type_is_another_method(server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b"fog", kind("text/plain")), Reply(200, b"%PDF", kind("application/pdf")))
    assert driver.call("reports.get_as_text", 7) == "fog"
    assert driver.read(driver.call("reports.get_as_pdf", 7)) == b"%PDF"
    assert [r.values("accept") for r in server.requests] == [["text/plain"], ["application/pdf"]]
    with pytest.raises((AttributeError, KeyError), match="get_as_xml"):
        driver.call("reports.get_as_xml", 7)


def test_of_a_head_no_body_is_read(server: Server, driver: Driver) -> None:
    head = Reply(200, b"", (JSON_TYPE, ("X-Revision", "3")))
    server.queue(lambda wire: wire.send(head.head(1000)) and None, lambda wire: wire.send(head.head(1000)) and None)
    assert driver.call("reports.check", 7) is None
    # The connection is used again: nobody waits for a body.
    assert driver.call("reports.check", 7) is None
    assert {r.method for r in server.requests} == {"HEAD"}


@pytest.mark.parametrize(
    ("status", "text", "reason", "values"),
    [
        (423, "The report is locked", "LOCKED", {}),
        (400, "12 reports are enough", "FULL", {"n": "12"}),
        (404, "The report is gone", "GONE", {}),
        # Of the range, since the status itself says nothing of it.
        (404, "The report is locked", "LOCKED", {}),
        (503, "The keeper sleeps", "ASLEEP", {}),
        (404, "The keeper sleeps", "ASLEEP", {}),
        (503, "The report is locked", None, {}),
        (423, "The report is gone", None, {}),
    ],
)
def test_reasons_of_ranges(
    status: int, text: str, reason: str | None, values: dict[str, str], server: Server, driver: Driver
) -> None:
    server.queue(Reply(status, text.encode(), kind("text/plain")))
    with pytest.raises(driver.lights.ApiError) as caught:
        driver.call("reports.put", 7)
    wanted = None if reason is None else getattr(driver.lights.Reason, reason)
    assert (caught.value.status, caught.value.reason, caught.value.reason_values) == (status, wanted, values)
