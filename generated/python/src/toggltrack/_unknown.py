"""A record of a kind that the package does not know."""

from __future__ import annotations

from ._loads import loads
from ._model import Model, link_of


class Unknown(Model):
    """A record of a kind that this package does not know; `extra` has its members."""

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same: there are no attributes to compare."""
        return isinstance(other, Unknown) and _content(self) == _content(other)


def _content(record: Unknown) -> object:
    link = link_of(record)
    return {} if link is None else loads(link[0].slice(link[1]))
