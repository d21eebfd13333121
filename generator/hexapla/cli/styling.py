"""The style of a target and the folders of its templates: ours, or the project's own, which stand before ours.

In: a target. Out: a `Style`, and folders in the order in which they are searched. A project's own style is code of the
project, loaded from the work tree; what is wrong with it is a finding at its line.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hexapla.cli.files import brought
from hexapla.config import Target
from hexapla.finding import FindingError, Location, error

if TYPE_CHECKING:
    from hexapla.plan import Style


def find_style(target: Target) -> Style:
    """Return the style of a target.

    Raises:
        FindingError: there is no such style, or it is one of the project's own and does not work.
    """
    root = root_style(target)
    if not target.own:
        return root
    from hexapla.cli.own_style import load_style

    return load_style(target.own[0])


def root_style(target: Target) -> Style:
    """Return the style of ours that a target's style is made from in the end; its own, where that is one of ours.

    Raises:
        FindingError: there is none of that name, or one of the project's own has the name of one of ours.
    """
    from hexapla import styles
    from hexapla.source import did_you_mean

    known = [style.name for style in styles.STYLES]
    for own in target.own:
        if own.name in known:
            message = f"`{own.name}` is the name of a style that comes with this program"
            raise FindingError(error("own-style", message, own.where, "give yours another name"))
    found = styles.find(target.root)
    if found is None:
        near = (*known, *target.beside)
        hint = did_you_mean(target.root, near) or f"known are {', '.join(near)}"
        where = target.own[-1].at_base if target.own else target.where
        raise FindingError(error("unknown-style", f"there is no style `{target.root}`", where, hint))
    return found


@contextlib.contextmanager
def blamed(target: Target) -> Iterator[None]:
    """Raise what goes wrong within as a finding about the target's style, where that is one of the project's own.

    Each answer of such a style is of the right kind; all of them together may still make no sense.

    Raises:
        FindingError: something went wrong.
    """
    try:
        yield
    except FindingError:
        raise
    except Exception as problem:
        if not target.own:
            raise
        message = f"nothing can be made of what the style `{target.style}` says: {type(problem).__name__}: {problem}"
        raise FindingError(error("own-style", message, Location(target.own[0].module, 0))) from None


def template_folders(target: Target) -> list[str]:
    """Return the folders to search for templates: the target's own, its style's, those of the styles behind it.

    Raises:
        FindingError: one that the configuration names does not exist, or there is no such style.
    """
    own = list(own_folders(target))
    for folder, where in own:
        if not os.path.isdir(folder):
            is_file = os.path.exists(folder)
            message = f"{folder} is no folder" if is_file else f"there is no template folder {folder}"
            raise FindingError(error("no-templates", message, where))
    return [*(folder for folder, _ in own), *_brought(root_style(target))]


def own_folders(target: Target) -> Iterator[tuple[str, Location]]:
    """Yield the template folders that the configuration names, and where it does."""
    if target.templates is not None:
        yield target.templates, target.at_templates
    for own in target.own:
        if own.templates is not None:
            yield own.templates, own.at_templates


def _brought(style: Style) -> Iterator[str]:
    from hexapla import styles

    behind: Style | None = style
    while behind is not None:
        yield os.path.join(templates_root(), behind.name)
        behind = None if behind.base is None else styles.find(behind.base)


def compiled(target: Target) -> str:
    """Return where compiled templates are kept: beside those of ours, as Python keeps compiled modules."""
    return os.path.join(templates_root(), target.root, "__pycache__")


def templates_root() -> str:
    """Return the folder of all templates: inside an installed package, or at the root of a checkout."""
    return brought("templates", "templates")
