"""Descriptions of OpenAPI that lie where they usually lie.

In: a folder, of the work tree or of a revision. Out: paths of the files in it that are descriptions.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final, Literal, Protocol

from hexapla.finding import FindingError
from hexapla.source import Node, Sources

FOLDERS: Final = (
    *("", "api", "apis", "definitions", "doc", "docs", "etc", "openapi", "schema", "schemas", "spec", "specs"),
    *("specification", "src"),
)
"""Where a spec is looked for."""


class Origin(Protocol):
    """Where files are read from: the work tree, or a revision."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; an OSError says why there are none."""

    def listed(self, folder: str) -> list[str]:
        """Return the names in a folder; an OSError says why there are none."""

    def kind(self, path: str) -> Literal["file", "folder", ""]:
        """Say what lies at a path."""

    def shown(self, path: str) -> str:
        """Return a path as people see it."""


class WorkTree:
    """The files that lie on the disk."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        with open(path, "rb") as file:
            return file.read()

    def listed(self, folder: str) -> list[str]:
        """Return the names in a folder."""
        return os.listdir(folder or ".")

    def kind(self, path: str) -> Literal["file", "folder", ""]:
        """Say what lies at a path; a pipe is a file."""
        return "folder" if os.path.isdir(path) else "file" if os.path.exists(path) else ""

    def shown(self, path: str) -> str:
        """Return the path."""
        return path


def found(origin: Origin, start: str = "") -> Iterator[str]:
    """Yield the files of the usual folders that are descriptions of OpenAPI, `start` being where these lie."""
    for folder in FOLDERS:
        try:
            listed = sorted(origin.listed(os.path.join(start, folder)))
        except OSError:
            continue
        for name in listed:
            path = os.path.join(start, folder, name)
            if name.endswith((".yaml", ".yml", ".json")) and _is_description(origin, path):
                yield path


def root_of(origin: Origin, path: str) -> Node | None:
    """Return the root of a description, None where a file is none; raises where it cannot be read."""
    root = Sources(origin.read).root(path)
    return root if root.get("openapi") is not None else None


def _is_description(origin: Origin, path: str) -> bool:
    try:
        data = origin.read(path)
    except OSError:
        return False
    if re.search(rb"""(?:^|[{,\s])["']?openapi["']?\s*:""", data) is None:  # it is not worth while to parse it
        return False
    try:
        return root_of(origin, path) is not None
    except FindingError:
        # It says that it is one, at the beginning of a line; what is wrong with it will be told.
        return re.search(rb"""^["']?openapi["']?\s*:""", data, re.MULTILINE) is not None
