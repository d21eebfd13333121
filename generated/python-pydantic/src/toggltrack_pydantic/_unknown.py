"""A record of a kind that the package does not know."""

from __future__ import annotations

from ._model import Model


class Unknown(Model):
    """A record of a kind that this package does not know; `extra` has its members."""
