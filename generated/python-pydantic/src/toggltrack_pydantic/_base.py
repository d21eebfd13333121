"""The base of all errors, whose name is the client's."""

from __future__ import annotations

from typing import TypeAlias


class TogglError(Exception):
    """The base of all errors of this package."""

    def __str__(self) -> str:
        """Return the message alone; what else was given are attributes."""
        return str(self.args[0]) if self.args else ""

    def __repr__(self) -> str:
        """Show the message alone: a body or a header field may hold anything."""
        return f"{type(self).__name__}({str(self)!r})"


PackageError: TypeAlias = TogglError
"""The name by which the modules know it that are the same in every package."""
