"""The step that a version must take, for what changed.

In: changes and versions. Out: bumps. For the API it counts what a change means on the wire, for a package what it means
to code that is written against it: a package whose code is the same needs no release.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, assert_never

from hexapla.diff.changes import Bump, Change, Step
from hexapla.diff.words import CLASSES, Class
from hexapla.frozen import frozen

_CONFIGURED: Final = ("sdk.name-changed", "sdk.exception-changed")
STEPS: Final[tuple[Step, ...]] = ("none", "patch", "minor", "major")
_VERSION: Final = re.compile(r"(v?)(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:[-+].*|\.?[A-Za-z].*)?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?.*", re.ASCII)


@frozen
class Version:
    """A version in parts; `parts` is how many were written, `mark` what stood before them (`v`)."""

    mark: str
    numbers: tuple[int, int, int]
    parts: int

    def raised(self, step: Step) -> Version:
        """Return the lowest version that takes a step."""
        major, minor, patch = self.numbers
        match step:
            case "major":
                return Version(self.mark, (major + 1, 0, 0), self.parts)
            case "minor":
                return Version(self.mark, (major, minor + 1, 0), max(self.parts, 2))
            case "patch":
                return Version(self.mark, (major, minor, patch + 1), 3)
            case "none":
                return self
            case never:
                assert_never(never)

    def __str__(self) -> str:
        """Return the version as it is written."""
        return self.mark + ".".join(str(number) for number in self.numbers[: self.parts])


def version_of(text: str) -> Version | None:
    """Return a version in parts; None where it is a day, or none that has parts."""
    found = _VERSION.fullmatch(text)
    if found is None or _DAY.fullmatch(text):
        return None
    numbers = [int(part) for part in found.groups()[1:] if part is not None]
    major, minor, patch, *_ = (*numbers, 0, 0)
    return Version(found[1], (major, minor, patch), len(numbers))


def api_bump(title: str, before: str, after: str, changes: Sequence[Change]) -> Bump:
    """Return what the changes ask of the version of an API."""

    def step(change: Change) -> Step:
        # What means nothing to the wire but something to code is still another text of the description. The version
        # itself asks for none, nor does a target that is called otherwise: that stands in the configuration.
        wire, fact = change.judged.wire, change.judged.fact
        if fact.rule == "info.version" or (fact.rule in _CONFIGURED and fact.node.startswith("#/sdk/")):
            return "none"
        return "patch" if wire == "none" and change.worst != "none" else _STEP_OF[wire]

    return _bump(title, before, after, changes, step, lambda change: change.judged.wire)


def package_bump(target: str, before: str, after: str, changes: Sequence[Change], *, differs: bool) -> Bump:
    """Return what the changes ask of the version of a package.

    Args:
        target: the name of the target.
        before: the version of the package in the configuration of before.
        after: its version in the configuration of now.
        changes: all of them.
        differs: whether the code of the package differs at all, words included.
    """
    if not differs:
        return _settled(target, before, after, "none", None, None)
    moves = any(one.target == target for change in changes for one in change.symbols)

    def step(change: Change) -> Step:
        sdk = change.judged.sdk
        return "patch" if sdk == "non-breaking" and not moves else _STEP_OF[sdk]

    found = _bump(target, before, after, changes, step, lambda change: change.judged.sdk)
    return _settled(target, before, after, "patch", None, None) if found.needs == "none" else found


_STEP_OF: Final[dict[Class, Step]] = {
    "none": "none",
    "docs-only": "patch",
    "non-breaking": "minor",
    "possible": "major",
    "breaking": "major",
}


def _bump(
    name: str,
    before: str,
    after: str,
    changes: Sequence[Change],
    step: Callable[[Change], Step],
    judged: Callable[[Change], Class],
) -> Bump:
    """Return the step for the worst of what nobody accepted, and for the worst of it that is certain."""
    counting = [change for change in changes if change.accepted is None]
    by = max(counting, key=lambda change: (STEPS.index(step(change)), CLASSES.index(judged(change))), default=None)
    if by is None or step(by) == "none":
        return _settled(name, before, after, "none", None, None)
    if judged(by) != "possible":
        return _settled(name, before, after, step(by), by, None)
    certain = (step(change) for change in counting if judged(change) != "possible")
    # What is possible and accepted is at least no breaking change: a minor step.
    milder = max(("minor", *certain), key=STEPS.index)
    return _settled(name, before, after, step(by), by, milder)


def _settled(name: str, before: str, after: str, needs: Step, by: Change | None, unless: Step | None) -> Bump:
    """Return a bump; below 1.0 a breaking change takes a minor step, and whatever is milder a patch."""
    old, new = version_of(before), version_of(after)
    if old is not None and old.numbers[0] == 0:
        needs, unless = _early(needs), None if unless is None else _early(unless)
    lowest = before if needs == "none" else "" if old is None else str(old.raised(needs))
    sufficient = needs == "none" or before != after
    if old is not None and new is not None:
        sufficient = new.numbers >= old.raised(needs).numbers
    return Bump(
        name=name,
        before=before,
        after=after,
        needs=needs,
        lowest=lowest,
        sufficient=sufficient,
        by=by,
        unless=unless,
    )


def _early(step: Step) -> Step:
    match step:
        case "major":
            return "minor"
        case "minor" | "patch":
            return "patch"
        case "none":
            return "none"
        case never:
            assert_never(never)
