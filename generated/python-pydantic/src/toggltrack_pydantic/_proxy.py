"""Proxies: which one a request goes through, from an argument or the environment."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

_PORTS: Final = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
# Each part has one byte for its length in the protocol of SOCKS.
_LONGEST: Final = 255


class Proxy(msgspec.Struct, frozen=True):
    """A proxy, and the credentials for it, which no message shows."""

    scheme: str
    host: str
    port: int
    username: str | None = None
    password: str = ""

    def __str__(self) -> str:
        """Return scheme, host and port, for messages."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    def __repr__(self) -> str:
        """Show no credentials."""
        return f"Proxy({self})"

    @property
    def authorization(self) -> tuple[tuple[str, str], ...]:
        """The header field with the credentials, if there are any."""
        if self.username is None:
            return ()
        both = f"{self.username}:{self.password}".encode()
        return (("Proxy-Authorization", f"Basic {base64.b64encode(both).decode()}"),)

    def forwards(self, scheme: str) -> bool:
        """Tell whether requests are handed to it, and not put through a tunnel."""
        return scheme == "http" and self.scheme in ("http", "https")


class Proxies:
    """The proxies by the scheme of an address, and the hosts that need none."""

    def __init__(self, by_scheme: Mapping[str, Proxy], bypass: str) -> None:
        """Keep them.

        Args:
            by_scheme: The proxies; `all` is for schemes that have none of their own.
            bypass: Hosts as `NO_PROXY` has them.
        """
        self._by_scheme = by_scheme
        named = [host.strip().lower() for host in bypass.split(",")]
        self._bypass = [_host_and_port(host) for host in named if host]

    def of(self, url: str) -> Proxy | None:
        """Return the proxy for an address, if it has one."""
        if not self._by_scheme:
            return None
        parts = urlsplit(url)
        proxy = self._by_scheme.get(parts.scheme) or self._by_scheme.get("all")
        port = parts.port or _PORTS.get(parts.scheme)
        return None if self._needs_none(parts.hostname or "", port) else proxy

    def _needs_none(self, host: str, port: int | None) -> bool:
        """Tell whether a host is among those that need no proxy."""
        for name, only in self._bypass:
            is_meant = name in ("*", host) or host.endswith(f".{name}")
            if is_meant and only in (None, port):
                return True
        return False


def _host_and_port(text: str) -> tuple[str, int | None]:
    """Return what `NO_PROXY` names: a host or domain, and a port if it has one."""
    name, colon, port = text.rpartition(":")
    # An address of IPv6 has colons of its own, unless it stands in brackets.
    is_port = colon and port.isdecimal() and (":" not in name or name.endswith("]"))
    host = name if is_port else text
    host = host.strip("[]").removeprefix("*.").lstrip(".")
    return host, int(port) if is_port else None


def proxies(argument: str | None) -> Proxies:
    """Return the proxies that a client is to use.

    Args:
        argument: The URL of a proxy for all requests; empty for none; None for those
            that the environment names.

    Raises:
        ValueError: A URL is none of a proxy that can be used.
    """
    if argument is not None:
        found = {"all": _parsed(argument, "proxy=")} if argument else {}
        return Proxies(found, "")
    if not any(name.lower().endswith("_proxy") for name in os.environ):
        return Proxies({}, "")
    # Imported here: it is large, and most have no proxy.
    from urllib.request import getproxies_environment

    # It knows which spelling counts, and that `HTTP_PROXY` may come from a request.
    named = getproxies_environment()
    wanted = [scheme for scheme in ("http", "https") if named.get(scheme)]
    if len(wanted) < 2 and named.get("all"):
        wanted.append("all")
    return Proxies(
        {scheme: _parsed(named[scheme], _variable(scheme)) for scheme in wanted},
        named.get("no", ""),
    )


def _variable(scheme: str) -> str:
    """Return the name of the environment variable, as it is spelled."""
    name = f"{scheme}_proxy"
    spelled = [one for one in os.environ if one.lower() == name]
    return f"the environment variable {name if name in spelled else spelled[0]}"


def _parsed(url: str, where: str) -> Proxy:
    """Return a proxy; a URL without scheme is one of http://."""
    wanted = "must be the URL of a proxy: http://, https:// or socks5://, and a host"
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname, parts.port
    except ValueError:
        message = f"{where} {wanted}; it is no URL"
        # Without its cause, which may show the URL, and with it the credentials.
        raise ValueError(message) from None
    if parts.scheme not in _PORTS:
        message = f"{where} {wanted}, not {parts.scheme}://"
        raise ValueError(message)
    if not host or port == 0 or not host.isascii() or not host.isprintable():
        message = f"{where} {wanted}; it has no host that can be asked"
        raise ValueError(message)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        message = f"{where} {wanted}, and nothing behind it"
        raise ValueError(message)
    name = None if parts.username is None else unquote(parts.username)
    password = unquote(parts.password or "")
    if max(len((name or "").encode()), len(password.encode())) > _LONGEST:
        message = f"{where}: user name and password may have {_LONGEST} bytes each"
        raise ValueError(message)
    return Proxy(parts.scheme, host, port or _PORTS[parts.scheme], name, password)
