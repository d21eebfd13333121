"""Certificates, made for a test and accepted by the clients that it makes."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme


def certified(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, trusted: bool = True) -> ssl.SSLContext:
    """Return the context of a server of some name; its authority is trusted from now on, unless it is not to be."""
    authority = trustme.CA()
    shown = authority if trusted else trustme.CA()
    shown.cert_pem.write_to_path(folder / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(made)
    return made
