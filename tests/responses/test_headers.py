"""Header fields: typed, documented, and reachable whatever a method returns."""

from __future__ import annotations

import datetime
from types import ModuleType

import pytest

from .drivers import KINDS, Driver, Dynamic
from .server import JSON_TYPE, Reply, Server

MOMENT = datetime.datetime(1994, 11, 6, 8, 49, 37, tzinfo=datetime.UTC)


@pytest.fixture
def headers(lights: ModuleType) -> Dynamic:
    return lights.headers


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("X_REVISION", "3", 3),
        ("X_REVISION", "-3", -3),
        ("X_REVISION", "three", None),
        ("X_REVISION", "3.5", None),
        ("X_REVISION", "", None),
        ("X_REVISION", None, None),
        ("LAST_WRITTEN", "1994-11-06T10:49:37+02:00", MOMENT),
        (
            "LAST_WRITTEN",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            datetime.datetime(1994, 11, 6, 8, 49, 37, tzinfo=datetime.UTC),
        ),
        ("LAST_WRITTEN", "2026-01-02T03:04:05", None),
        ("LAST_WRITTEN", "yesterday", None),
        ("X_TAKEN", "2026-01-02", datetime.date(2026, 1, 2)),
        ("X_TAKEN", "2026-13-02", None),
        ("X_HANDS", "Ada", ["Ada"]),
        ("X_HANDS", "Ada , Bo,,", ["Ada", "Bo"]),
        ("X_HANDS", '"Ada, the \\"first\\"", Bo', ['Ada, the "first"', "Bo"]),
        ("X_HANDS", "", []),
        ("X_NEXT", "a, b", "a, b"),
    ],
)
def test_a_field_is_read(name: str, text: str | None, wanted: object, headers: Dynamic, lights: ModuleType) -> None:
    field = getattr(headers, name)
    fields = lights.Headers([] if text is None else [(field.name.upper(), text)])
    assert field.of(fields) == wanted
    assert field.name in repr(field)


def test_each_field_is_declared_once(headers: Dynamic) -> None:
    names = [name for name in vars(headers) if name.isupper()]
    assert names == ["X_REVISION", "LAST_WRITTEN", "X_HANDS", "X_LEFT", "X_TAKEN", "X_NEXT"]


def test_of_a_call_that_returns_nothing(server: Server, driver: Driver) -> None:
    server.queue(Reply(204, b"", (("X-Left", "4"),)), Reply(200, b"", (("X-Revision", "5"),)))
    response = driver.raw("reports.delete", 7)
    assert (response.value, response.status, response.body, driver.field("X_LEFT", response)) == (None, 204, b"", 4)
    assert driver.field("X_REVISION", driver.raw("reports.check", id=7)) == 5
    assert [request.method for request in server.requests] == ["DELETE", "HEAD"]


def test_of_a_call_that_returns_a_model(server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b'{"id": 7}', (JSON_TYPE, ("X-Revision", "2"))))
    response = driver.raw("reports.put", 7)
    assert (response.value.id, response.body) == (7, b'{"id": 7}')
    assert (
        driver.field("X_REVISION", response)
        == driver.field("X_REVISION", driver.response(response.value, response))
        == 2
    )
    assert response.request.url.endswith("/reports/7")
    assert "keeper" not in repr(response)


def test_of_one_page(server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b'[{"name": "a"}]', (JSON_TYPE, ("X-Next", "n"))))
    response = driver.raw("logs.by_header", after="m")
    assert [ship.name for ship in response.value] == ["a"]
    assert driver.field("X_NEXT", response) == "n"
    assert server.request.query == [("after", "m")]


def test_of_a_download_and_of_an_error(server: Server, driver: Driver) -> None:
    server.queue(*[Reply(200, b"x", (("X-Taken", "2026-01-02"),))] * 2, Reply(404, b"", (("X-Taken", "2026-01-03"),)))
    download = driver.call("files.get", 7)
    assert str(driver.field("X_TAKEN", download)) == "2026-01-02"
    assert driver.read(download) == b"x"
    response = driver.raw("files.get", 7)
    assert str(driver.field("X_TAKEN", response)) == "2026-01-02"
    assert driver.read(response.value) == b"x"
    with pytest.raises(driver.lights.NotFoundError) as caught:
        driver.raw("files.get", 7)
    assert str(driver.field("X_TAKEN", caught.value)) == "2026-01-03"


@pytest.mark.parametrize("driver", KINDS, indirect=True)
def test_raw_takes_the_clients_own_methods_only(server: Server, driver: Driver, lights: ModuleType) -> None:
    other = type(driver)(lights, server.url)
    for method in (other.method("reports.get"), len, driver.client.close):
        with pytest.raises(TypeError, match="resources"):
            driver.call("raw", method, 7)
    other.close()
    assert server.requests == []
