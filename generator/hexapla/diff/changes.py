"""The whole of a review, as every renderer takes it.

In: nothing. Out: the records: each edit with its judgement, the symbols it moves and whether somebody accepted it; the
versions it asks for.
"""

from __future__ import annotations

from typing import Literal

from hexapla.diff.judge import Judged
from hexapla.diff.symbols import Symbol
from hexapla.diff.words import Class, Fact
from hexapla.finding import Location
from hexapla.frozen import frozen, replace

Step = Literal["none", "patch", "minor", "major"]
"""A part of a version, least first."""


@frozen(kw_only=True)
class Accepted:
    """What somebody wrote down about a finding that was expected: `until` is a day, or empty for good."""

    fingerprint: str
    reason: str
    by: str
    until: str
    where: Location


@frozen(kw_only=True)
class Change:
    """An edit with all that is known of it.

    Attributes:
        resources: the resources of the operations it reaches, in the order of the description.
        symbols: what it changes in the packages of the configured targets.
        accepted: who expected it, where somebody did: it is shown, and counts no more.
        node: where people find it: as the node of its fact, but through what holds a schema that nobody named.
    """

    judged: Judged
    resources: tuple[str, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    accepted: Accepted | None = None
    node: str = ""

    @property
    def worst(self) -> Class:
        """Return the worse of the two classes."""
        return self.judged.worst

    @property
    def told(self) -> Fact:
        """Return the fact at the node where people find it."""
        fact = self.judged.fact
        return replace(fact, node=self.node) if self.node else fact


@frozen(kw_only=True)
class Bump:
    """The step that a version must take.

    Attributes:
        name: of the target, or the title of the API.
        before: the version of before.
        after: the version that is given now; the same as before where nobody changed it yet.
        needs: the step that the changes ask for.
        lowest: the lowest version that takes it; empty where the version of before is none that has steps.
        sufficient: whether the version that is given now takes it.
        by: the change that forces it; None where nothing does.
        unless: the milder step that is enough where what is only possible is accepted; None where there is none.
    """

    name: str
    before: str
    after: str
    needs: Step
    lowest: str
    sufficient: bool
    by: Change | None = None
    unless: Step | None = None


@frozen(kw_only=True)
class ChangeReport:
    """A review as it is told.

    Attributes:
        old, new: what the two descriptions are called: a path, or a revision.
        title: of the API.
        verdict: the worst class of what nobody accepted.
        api: the version of the API.
        packages: the versions of the packages of the configured targets.
        changes: every edit, the worst first: those that were accepted, and those that mean nothing, among them.
        where: the new description, where what is gone from it is told; None where that is no file.
    """

    old: str
    new: str
    title: str
    verdict: Class
    api: Bump
    packages: tuple[Bump, ...]
    changes: tuple[Change, ...]
    where: Location | None = None
