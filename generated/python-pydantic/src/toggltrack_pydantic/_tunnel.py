"""What is said to a proxy before it passes bytes on: HTTP's CONNECT, and SOCKS 5.

A generator yields what is to be written, be it nothing, and gets what was then read: no
bytes where the proxy closed the connection. So it serves with and without `await`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Generator
from typing import Final, TypeAlias

import httpcore2

from ._proxy import Proxy

Talk: TypeAlias = Generator[bytes, bytes, None]
_LONGEST_HEAD: Final = 64 * 1024
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([0-9]{3})(?: ([^\r\n]*))?\r?\n")
_REFUSALS: Final = {
    1: "general failure",
    2: "not allowed",
    3: "network unreachable",
    4: "host unreachable",
    5: "connection refused",
    6: "timed out",
    7: "command not supported",
    8: "kind of address not supported",
}


def tunnel(proxy: Proxy, host: str, port: int) -> Talk:
    """Return the talk after which a proxy passes bytes to a host."""
    talk = _connect if proxy.scheme in ("http", "https") else _socks
    return talk(proxy, host, port)


def _connect(proxy: Proxy, host: str, port: int) -> Talk:
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    fields = (("Host", target), *proxy.authorization)
    lines = [f"CONNECT {target} HTTP/1.1", *(": ".join(field) for field in fields)]
    head = yield "\r\n".join([*lines, "", ""]).encode("ascii")
    while b"\r\n\r\n" not in head:
        if len(head) > _LONGEST_HEAD:
            raise _failed(proxy, "its answer does not end")
        more = yield b""
        if not more:
            raise _failed(proxy, "it closed the connection")
        head += more
    status = _STATUS.match(head)
    if status is None:
        raise _failed(proxy, "it does not talk HTTP")
    if not status[1].startswith(b"2"):
        said = b" ".join(part for part in status.groups() if part).decode("latin-1")
        raise _failed(proxy, f"asked for {target}, it answered {said}")
    if head.partition(b"\r\n\r\n")[2]:
        raise _failed(proxy, "it talks before it was told anything")


def _socks(proxy: Proxy, host: str, port: int) -> Talk:
    has_name = proxy.username is not None
    ways = b"\x05\x02\x00\x02" if has_name else b"\x05\x01\x00"
    chosen = yield from _read(proxy, ways, 2)
    if chosen[0] != 5:
        raise _failed(proxy, "it does not talk SOCKS 5")
    if chosen[1] == 2 and proxy.username is not None:
        parts = (proxy.username.encode(), proxy.password.encode())
        told = b"".join(bytes((len(part),)) + part for part in parts)
        if (yield from _read(proxy, b"\x01" + told, 2))[1] != 0:
            raise _failed(proxy, "it refuses the user name or the password")
    elif chosen[1] != 0:
        wants = "another kind of credentials" if has_name else "credentials"
        raise _failed(proxy, f"it wants {wants}")
    asked = b"\x05\x01\x00" + _address(host) + port.to_bytes(2, "big")
    answer = yield from _read(proxy, asked, 5)
    if answer[1] != 0:
        why = _REFUSALS.get(answer[1], f"error {answer[1]}")
        raise _failed(proxy, f"asked for {host}:{port}, it answered: {why}")
    # The address that it uses itself: read, so that nothing of it is left.
    length = {1: 10, 3: 7 + answer[4], 4: 22}.get(answer[3])
    if length is None:
        raise _failed(proxy, "it does not talk SOCKS 5")
    yield from _rest(proxy, answer, length)


def _address(host: str) -> bytes:
    """Return a host as SOCKS has it; a name is looked up by the proxy."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = host.encode("ascii")
        return bytes((3, len(name))) + name
    return bytes((1 if address.version == 4 else 4,)) + address.packed


def _read(proxy: Proxy, told: bytes, size: int) -> Generator[bytes, bytes, bytes]:
    """Tell something, and return at least so many bytes of the answer."""
    got = yield told
    if not got:
        raise _failed(proxy, "it closed the connection")
    return (yield from _rest(proxy, got, size))


def _rest(proxy: Proxy, got: bytes, size: int) -> Generator[bytes, bytes, bytes]:
    """Return an answer once so many bytes of it are there."""
    while len(got) < size:
        more = yield b""
        if not more:
            raise _failed(proxy, "it closed the connection")
        got += more
    return got


def _failed(proxy: Proxy, why: str) -> httpcore2.ProxyError:
    return httpcore2.ProxyError(f"the proxy {proxy} did not connect: {why}")
