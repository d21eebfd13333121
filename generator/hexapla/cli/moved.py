"""What a change moves in the packages of the configured targets: both packages are planned, and none is written.

In: two models, the configurations of before and of now. Out: the symbols that moved and the versions, and what could
not be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hexapla.cli.produce import plan
from hexapla.cli.styling import blamed, find_style
from hexapla.config import Config, Target
from hexapla.diff import Moved, Planned, Released, Review, surface, text_differs
from hexapla.finding import Finding, FindingError, Location, Severity, has_errors, note, warning
from hexapla.frozen import frozen, replace
from hexapla.model import Api
from hexapla.plan import Package, Style


@frozen(kw_only=True)
class Moves:
    """What moved, of every target; `findings` say what could not be compared."""

    moved: tuple[Moved, ...] = ()
    packages: tuple[Released, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def whole(self) -> bool:
        """Say whether there are packages, and all of them were compared as a whole."""
        return bool(self.packages) and not self.findings


@frozen
class Side:
    """One of two descriptions: its model, its configuration if it has one, how its places are shown."""

    api: Api
    config: Config | None
    shown: Callable[[Location], Location]


def moves(old: Side, new: Side, found: Review) -> Moves:
    """Return what moved in the packages of the targets of now.

    What the review `found` tells which schema or property is another one under a new name.
    A target that was configured already is planned under the names it had: another class name is a change to callers.
    """
    known = {target.name: target for target in old.config.targets} if old.config else {}
    moved: list[Moved] = []
    packages: list[Released] = []
    findings: list[Finding] = []
    for target in new.config.targets if new.config else ():
        try:
            with blamed(target):
                one = _compared(old, new, known.get(target.name, target), target, found)
        except FindingError as problem:
            if not target.own:
                raise
            findings += _without_style(target, problem, new)
            continue
        moved += one.moved
        packages += one.packages
        findings += one.findings
    findings += _gone(known, new.config)
    return Moves(moved=tuple(moved), packages=tuple(packages), findings=tuple(dict.fromkeys(findings)))


def _compared(old: Side, new: Side, earlier: Target, target: Target, found: Review) -> Moves:
    """Return what moved in the package of a target, which `earlier` was."""
    style = find_style(target)
    first, said = _planned(old, earlier, style)
    second, also = _planned(new, target, style)
    if first is None or second is None:
        failed = note("not-compared", f"the package of `{target.name}` is not compared", target.where)
        return Moves(findings=(*said, *also, failed))
    moved = surface(target.name, style, Planned(old.api, first), Planned(new.api, second), found)
    released = Released(
        target=target.name,
        before=earlier.version,
        after=target.version,
        differs=text_differs(first, second),
        where=target.where,
    )
    return Moves(moved=tuple(moved), packages=(released,), findings=(*said, *also))


def _without_style(target: Target, problem: FindingError, side: Side) -> Iterable[Finding]:
    """Yield what keeps a package from being compared: a style of one's own is code, and never run but as it lies here.

    The configuration may be one of a revision, and name a style that is not in the work tree.
    """
    for one in problem.findings:
        is_configured = one.where is not None and one.where.file == target.where.file
        where = side.shown(one.where) if one.where is not None and is_configured else one.where
        yield replace(one, severity=Severity.WARNING, where=where)
    message = f"the package of `{target.name}` is not compared: its style is taken from the work tree, and fails there"
    yield note("not-compared", message, side.shown(target.where))


def _gone(known: Mapping[str, Target], config: Config | None) -> Iterable[Finding]:
    """Yield a warning for each target that is configured no longer: whoever has its package gets no other."""
    kept = {target.name for target in config.targets} if config else set(known)
    for name, target in known.items():
        if name not in kept:
            message = f"the target `{name}` is configured no longer: nothing is told of its package `{target.package}`"
            yield warning("not-compared", message)


def _planned(side: Side, target: Target, style: Style) -> tuple[Package | None, Iterable[Finding]]:
    """Return the plan of a package without what cannot be served, and warnings of what that is."""
    package, _, findings = plan(side.api, target, style, partial=True)
    told = [
        replace(
            one,
            severity=Severity.NOTE if one.severity is Severity.NOTE else Severity.WARNING,
            where=None if one.where is None else side.shown(one.where),
        )
        for one in findings
        # What is called otherwise is told by `generate`; which operations are not compared is told here.
        if one.severity is not Severity.NOTE or one.rule == "left-out"
    ]
    return (None if has_errors(findings) else package), told
