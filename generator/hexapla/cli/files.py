"""Files that commands read: bytes as they are, pages, and what the program brings along."""

from __future__ import annotations

import os

import hexapla
from hexapla.finding import FindingError, error


def read(path: str) -> bytes:
    """Return the bytes of a file; how every command reads its input."""
    with open(path, "rb") as file:
        return file.read()


def page(path: str) -> bytes:
    """Return the bytes of a documentation page.

    Raises:
        FindingError: it cannot be read.
    """
    try:
        return read(path)
    except OSError as problem:
        message = f"cannot read {path}: {problem.strerror}"
        raise FindingError(error("unreadable-file", message)) from None


def brought(checkout: str, installed: str) -> str:
    """Return a folder that the program brings along.

    Args:
        checkout: its path from the root of a checkout.
        installed: its name inside an installed package.
    """
    package = os.path.dirname(os.path.abspath(hexapla.__file__))
    above = os.path.dirname(package)
    # A checkout is looked at first: an editable install may leave an old copy inside the package.
    folder = os.path.join(os.path.dirname(above), checkout)
    is_checkout = os.path.basename(above) == "generator" and os.path.isdir(folder)
    return folder if is_checkout else os.path.join(package, installed)
