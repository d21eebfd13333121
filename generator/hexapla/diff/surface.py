"""What a change of a description moves in a package: every name that code may use, with its declarations.

In: two planned packages of one target, and the review of their descriptions. Out: the symbols that moved, each with the
places where its cause may stand; see `attach`.
"""

from __future__ import annotations

from hexapla.diff.reviewing import Review
from hexapla.diff.surface_client import client
from hexapla.diff.surface_common import common
from hexapla.diff.surface_methods import methods
from hexapla.diff.surface_models import models
from hexapla.diff.surface_sides import Side
from hexapla.diff.surface_words import Moved, Planned
from hexapla.diff.surface_world import World
from hexapla.frozen import replace
from hexapla.plan import Package, Style


def surface(target: str, style: Style, old: Planned, new: Planned, review: Review | None = None) -> tuple[Moved, ...]:
    """Return what moved in the package of a target.

    Args:
        target: the name of the target in the configuration.
        style: the style that both packages were planned with.
        old: the description and the package of before; what a package leaves out is not compared.
        new: those of now.
        review: what came of comparing the descriptions: which schema and which property is another one under a new
            name. Without it, what is called otherwise is gone and new.
    """
    # A description that cannot be planned has a package without anything, as was told where it was planned.
    if old.package == new.package or not old.package.resources or not new.package.resources:
        return ()
    both = common(old, new, style)
    if both is None:
        return ()
    old, new = both
    world = World(target, Side(old, style, is_old=True), Side(new, style), review)
    return (*models(world), *methods(world), *client(world))


def text_differs(old: Package, new: Package) -> bool:
    """Say whether the code of two packages differs at all, words for people included; their versions aside."""
    return replace(old, version="") != replace(new, version="")
