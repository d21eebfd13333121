"""Proxies: which one is asked, what it is told, and what happens when it does not do as asked."""

from __future__ import annotations

import base64
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import CallTimeoutError, ConnectionFailedError, Toggl, TogglError
from toggltrack._proxy import Proxies, Proxy, proxies

from . import relays
from .certificates import certified
from .drivers import TOKEN, AsyncDriver, Driver, SyncDriver, example_arguments
from .server import Reply, Server, closed_port
from .spec import operation

DELETE = operation("projects.delete")
KINDS = [SyncDriver, AsyncDriver]
Kind = type[SyncDriver] | type[AsyncDriver]
USER, PASSWORD = "us@er", "pa:ss wörd"
QUOTED = "us%40er:pa%3Ass%20w%C3%B6rd@"
BASIC = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with an environment that names no proxy."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("REQUEST_METHOD", raising=False)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Return the context of a server at 127.0.0.1 whose certificate is accepted."""
    return certified(tmp_path, monkeypatch, "127.0.0.1")


@pytest.fixture(params=KINDS, ids=["sync", "async"])
def make(request: pytest.FixtureRequest) -> Iterator[Callable[..., Driver]]:
    """Return what makes clients, sync and then async."""
    made: list[Driver] = []

    def begin(url: str, **settings: object) -> Driver:
        made.append(request.param(url, **settings))
        return made[-1]

    yield begin
    for driver in made:
        driver.close()


def deleted(driver: Driver, server: Server) -> None:
    """Make two calls, over one connection."""
    server.queue(Reply(200, b"7"), Reply(200, b"8"))
    assert driver.call(DELETE, example_arguments(DELETE)) == 7
    assert driver.call(DELETE, example_arguments(DELETE)) == 8
    assert all(one.target.startswith("/api/v9/") for one in server.requests)
    assert not any("proxy-authorization" in one.names for one in server.requests)


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_proxy_forwards(
    make: Callable[..., Driver], encrypted: bool, trusted: ssl.SSLContext, server: Server
) -> None:
    with relays.Proxy(trusted if encrypted else None) as proxy:
        deleted(make(server.url, proxy=proxy.url(QUOTED)), server)
        assert all(line.startswith(f"DELETE {server.url}/api/v9/") for line in proxy.asked)
        assert len(proxy.asked) == 2
        assert {one["Proxy-Authorization"] for one in proxy.fields} == {BASIC}
        assert {one["Host"] for one in proxy.fields} == {f"127.0.0.1:{server.port}"}


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_proxy_opens_a_tunnel(
    make: Callable[..., Driver], encrypted: bool, trusted: ssl.SSLContext, server: Server
) -> None:
    """The proxy sees the host and nothing else; the host does not see the credentials for the proxy."""
    with relays.Encrypted(server.port, trusted) as host, relays.Proxy(trusted if encrypted else None) as proxy:
        deleted(make(host.url, proxy=proxy.url(QUOTED)), server)
        assert proxy.asked == [f"CONNECT 127.0.0.1:{host.port} HTTP/1.1"]
        assert proxy.fields == [{"Host": f"127.0.0.1:{host.port}", "Proxy-Authorization": BASIC}]


@pytest.mark.parametrize("credentials", [None, (USER.encode(), PASSWORD.encode())])
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_proxy_for_socks(
    make: Callable[..., Driver], scheme: str, credentials: tuple[bytes, bytes] | None, server: Server
) -> None:
    with relays.Socks(credentials) as proxy:
        # What is not asked for does no harm.
        told = QUOTED if credentials or scheme == "socks5h" else ""
        deleted(make(f"http://some.host.invalid:{server.port}", proxy=proxy.url(told, scheme)), server)
        deleted(make(server.url, proxy=proxy.url(told, scheme)), server)
        assert proxy.asked == [(3, b"some.host.invalid", server.port), (1, bytes((127, 0, 0, 1)), server.port)]


ANSWERS = {
    b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n": "407 Proxy Authentication Required",
    b"HTTP/1.1 502 Bad Gateway\r\n\r\n": "502 Bad Gateway",
    b"SSH-2.0-OpenSSH\r\n\r\n": "does not talk HTTP",
    b"HTTP/1.1 200 OK\r\n\r\nHello": "before it was told",
    b"HTTP/1.1 200 OK\r\n": "closed the connection",
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000: "does not end",
}


@pytest.mark.parametrize("answer", ANSWERS, ids=ANSWERS.values())
def test_a_proxy_that_opens_no_tunnel(make: Callable[..., Driver], answer: bytes, server: Server) -> None:
    """Nothing was sent to the host; the message names the proxy and shows no credentials."""
    with relays.Proxy(answer=answer) as proxy:
        driver = make("https://some.host.invalid", proxy=proxy.url(QUOTED))
        with pytest.raises(ConnectionFailedError, match=ANSWERS[answer]) as caught:
            driver.call(DELETE, example_arguments(DELETE))
    assert not caught.value.sent
    assert f"the proxy {proxy.url()}" in str(caught.value)
    assert_hidden(caught.value)


SOCKS = [
    ((b"a", b"b"), "", 0, "wants credentials"),
    ((b"a", b"b"), QUOTED, 0, "refuses the user name or the password"),
    (None, "", 5, "connection refused"),
    (None, "", 99, "error 99"),
]


@pytest.mark.parametrize(("wanted", "told", "refusal", "said"), SOCKS)
def test_a_proxy_for_socks_that_refuses(
    make: Callable[..., Driver], wanted: tuple[bytes, bytes] | None, told: str, refusal: int, said: str
) -> None:
    with relays.Socks(wanted, refusal) as proxy:
        driver = make("http://some.host.invalid", proxy=proxy.url(told))
        with pytest.raises(ConnectionFailedError, match=said) as caught:
            driver.call(DELETE, example_arguments(DELETE))
    assert not caught.value.sent
    assert_hidden(caught.value)


def assert_hidden(error: BaseException | None) -> None:
    """Assert that no error of a chain shows the credentials."""
    while error is not None:
        shown = f"{error!r} {error} {error.args!r}"
        assert not any(secret in shown for secret in (USER, PASSWORD, QUOTED, BASIC, TOKEN))
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("scheme", ["http", "https", "socks5"])
@pytest.mark.parametrize("target", ["http://some.host.invalid", "https://some.host.invalid"])
def test_a_proxy_that_is_not_there(make: Callable[..., Driver], scheme: str, target: str) -> None:
    port = closed_port()
    driver = make(target, proxy=f"{scheme}://127.0.0.1:{port}")
    with pytest.raises(ConnectionFailedError, match=f"the proxy {scheme}://127.0.0.1:{port}.*refused") as caught:
        driver.call(DELETE, example_arguments(DELETE))
    assert not caught.value.sent


@pytest.mark.parametrize("scheme", ["http", "https", "socks5"])
@pytest.mark.parametrize("how", ["stalls", "drips"])
def test_a_proxy_that_is_slow(make: Callable[..., Driver], scheme: str, how: str) -> None:
    """The time of a call holds while it is connected, too."""
    drops = {"http": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000, "https": b"\x16\x03\x03\x3f\xff", "socks5": b"\x05"}

    def work(sock: socket.socket, stopping: threading.Event) -> None:
        for byte in drops[scheme]:
            if how == "drips":
                sock.sendall(bytes((byte,)))
            if stopping.wait(0.02):
                return
        stopping.wait(20)

    with relays.Silent(work) as proxy:
        driver = make("https://some.host.invalid", proxy=f"{scheme}://127.0.0.1:{proxy.port}", timeout=0.3)
        with pytest.raises(CallTimeoutError, match=r"no connection in time.* within 0\.3 seconds") as caught:
            driver.call(DELETE, example_arguments(DELETE))
    assert not caught.value.sent


def test_a_tunnel_that_fails_keeps_no_place_in_the_pool(make: Callable[..., Driver], server: Server) -> None:
    """More often than a pool has places."""
    with relays.Proxy(answer=b"HTTP/1.1 403 No\r\n\r\n") as proxy:
        driver = make("https://some.host.invalid", proxy=proxy.url(), timeout=20)
        for _ in range(120):
            with pytest.raises(ConnectionFailedError, match="403"):
                driver.call(DELETE, example_arguments(DELETE))


@pytest.mark.parametrize("kind", KINDS)
def test_the_environment_names_a_proxy(kind: Kind, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read when the client is made; an empty argument keeps it out."""
    with relays.Proxy() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url(QUOTED))
        drivers = [kind(server.url), kind(server.url, proxy="")]
        monkeypatch.delenv("HTTP_PROXY")
        drivers.append(kind(server.url))
        for number, driver in enumerate(drivers):
            deleted(driver, server)
            driver.close()
            assert len(proxy.asked) == 2, number


A, B, C = (f"http://{name}.invalid:8080" for name in "abc")
CHOICES: list[tuple[dict[str, str], str, str | None]] = [
    ({}, "http://x", None),
    ({"http_proxy": A}, "http://x", A),
    ({"http_proxy": A}, "https://x", None),
    ({"https_proxy": A}, "https://x", A),
    ({"all_proxy": A}, "https://x", A),
    ({"all_proxy": A, "https_proxy": B}, "https://x", B),
    ({"all_proxy": A, "https_proxy": B}, "http://x", A),
    ({"HTTP_PROXY": A}, "http://x", A),
    ({"HTTP_PROXY": A, "http_proxy": B}, "http://x", B),
    ({"HTTP_PROXY": A, "http_proxy": ""}, "http://x", None),
    ({"HTTP_PROXY": A, "REQUEST_METHOD": "GET"}, "http://x", None),
    ({"HTTP_PROXY": A, "http_proxy": B, "REQUEST_METHOD": "GET"}, "http://x", B),
    ({"HTTPS_PROXY": A, "REQUEST_METHOD": "GET"}, "https://x", A),
    ({"http_proxy": "a.invalid:8080"}, "http://x", A),
    ({"all_proxy": A, "no_proxy": "*"}, "http://x", None),
    ({"all_proxy": A, "no_proxy": "y, *"}, "http://x", None),
    ({"all_proxy": A, "NO_PROXY": "x"}, "http://x", None),
    ({"all_proxy": A, "no_proxy": "y,x"}, "http://x/path", None),
    ({"all_proxy": A, "no_proxy": "x"}, "http://yx", A),
    ({"all_proxy": A, "no_proxy": "X.org"}, "http://a.x.ORG", None),
    ({"all_proxy": A, "no_proxy": ".x.org"}, "http://x.org", None),
    ({"all_proxy": A, "no_proxy": "*.x.org"}, "http://a.x.org", None),
    ({"all_proxy": A, "no_proxy": "x.org"}, "http://ax.org", A),
    ({"all_proxy": A, "no_proxy": "x:81"}, "http://x:81", None),
    ({"all_proxy": A, "no_proxy": "x:81"}, "http://x:82", A),
    ({"all_proxy": A, "no_proxy": "x:443"}, "https://x", None),
    ({"all_proxy": A, "no_proxy": "::1"}, "http://[::1]:80", None),
    ({"all_proxy": A, "no_proxy": "[::1]:80"}, "http://[::1]", None),
    ({"all_proxy": A, "no_proxy": "[::1]:81"}, "http://[::1]", A),
    ({"all_proxy": A, "no_proxy": ""}, "http://x", A),
    ({"http_proxy": A, "https_proxy": B, "all_proxy": "gopher://x"}, "https://x", B),
    ({"ftp_proxy": "what ever"}, "https://x", None),
]


@pytest.mark.parametrize(("variables", "url", "wanted"), CHOICES)
def test_which_proxy_the_environment_means(
    variables: dict[str, str], url: str, wanted: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = proxies(None).of(url)
    assert (None if found is None else str(found)) == wanted


def test_the_argument_stands_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("all_proxy", A)
    assert str(proxies(C).of("http://x")) == C
    assert proxies("").of("http://x") is None


WRONG = [
    ("ftp://host", "ftp://"),
    ("socks4://host", "socks4://"),
    ("http://", "no host"),
    ("http://host:99999", "no URL"),
    ("http://host:0", "no host"),
    ("http://[host", "no URL"),
    ("http://host/path", "nothing behind"),
    ("http://hö.st", "no host"),
    (f"socks5://u:{'x' * 256}@host", "255 bytes"),
]


@pytest.mark.parametrize(("url", "said"), WRONG)
def test_a_proxy_that_cannot_be(url: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the argument or the variable, as it is spelled."""
    url = url if "@" in url else url.replace("://", f"://{QUOTED}")
    with pytest.raises(ValueError, match=said) as by_argument:
        Toggl("t", proxy=url)
    assert str(by_argument.value).startswith("proxy=")
    monkeypatch.setenv("HTTPS_proxy", url)
    with pytest.raises(ValueError, match=said) as by_variable:
        Toggl("t")
    assert str(by_variable.value).startswith("the environment variable HTTPS_proxy")
    for error in (by_argument.value, by_variable.value):
        assert_hidden(error)


def test_no_repr_and_no_log_shows_the_credentials(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    with relays.Proxy() as proxy, caplog.at_level(logging.DEBUG):
        driver = SyncDriver(server.url, proxy=proxy.url(QUOTED))
        deleted(driver, server)
        shown = f"{driver.client!r} {driver.client._core!r} {vars(driver.client._core)!r}"
        driver.close()
    parsed = proxies(proxy.url(QUOTED)).of("http://x")
    for secret in (USER, PASSWORD, QUOTED, BASIC):
        assert secret not in shown + caplog.text + repr(parsed) + str(parsed)


def test_netrc_is_not_read(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("default login someone password something\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with relays.Proxy() as proxy:
        driver = SyncDriver(server.url, proxy=proxy.url())
        deleted(driver, server)
        driver.close()
        assert not any("Proxy-Authorization" in one for one in proxy.fields)
    assert "someone" not in base64.b64decode(server.requests[0].values("authorization")[0].split()[1]).decode()


HOSTS = st.from_regex(r"[a-z]{1,3}(\.[a-z]{1,3}){0,2}", fullmatch=True)


@given(HOSTS, st.lists(HOSTS, max_size=4), st.booleans())
def test_a_host_needs_no_proxy_if_it_or_its_domain_is_named(host: str, named: list[str], spaced: bool) -> None:
    proxy = Proxy("http", "p", 1)
    found = Proxies({"all": proxy}, (" , " if spaced else ",").join(named)).of(f"http://{host}/")
    labels = host.split(".")
    domains = {".".join(labels[start:]) for start in range(len(labels))}
    assert found is (None if domains & set(named) else proxy)


@pytest.mark.parametrize("kind", KINDS)
def test_a_certificate_for_another_name_is_refused_through_a_tunnel(
    kind: Kind, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = certified(tmp_path, monkeypatch, "other.invalid")
    with relays.Encrypted(server.port, other) as host, relays.Proxy() as proxy:
        driver = kind(host.url, proxy=proxy.url())
        with pytest.raises(TogglError, match=r"the certificate of 127.0.0.1 is not accepted") as caught:
            driver.call(DELETE, example_arguments(DELETE))
        assert isinstance(caught.value, ConnectionFailedError)
        assert not caught.value.sent
        driver.close()
