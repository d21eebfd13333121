"""Styles of a project's own, as its configuration has them: `[tool.hexapla.styles.NAME]`.

In: what was read of each. Out: of any style the ones that stand behind it. Knows none of the styles that come with the
program: what is not a style of the project is a word here.
"""

from __future__ import annotations

from collections.abc import Mapping

from hexapla.finding import Location
from hexapla.frozen import frozen


@frozen
class OwnStyle:
    """A style that a project has of its own.

    Attributes:
        base: the style it is made from, one of ours or of the project: whose templates stand behind its own.
        module: the file that defines it.
        templates: a folder that is searched before the templates of `base`; None for none.
        where: its table; the others are the places of its keys.
    """

    name: str
    base: str
    module: str
    templates: str | None
    where: Location
    at_base: Location
    at_module: Location
    at_templates: Location


def behind(name: str, styles: Mapping[str, OwnStyle]) -> tuple[OwnStyle, ...]:
    """Return the project's own styles that stand behind a name, itself first; each once, where they go in a circle."""
    found: dict[str, OwnStyle] = {}
    while name in styles and name not in found:
        found[name] = styles[name]
        name = styles[name].base
    return tuple(found.values())


def goes_in_a_circle(name: str, styles: Mapping[str, OwnStyle]) -> bool:
    """Say whether a style is made from itself in the end."""
    return behind(name, styles)[-1].base == name
