"""A review put together: what was judged, the symbols it moves, what was accepted, the versions it asks for.

In: two models, judged findings with their symbols, the accept file's entries, the versions of the packages. Out: a
`ChangeReport`, and findings about the accept file and the versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from hexapla.diff.accept import accept
from hexapla.diff.bump import api_bump, package_bump
from hexapla.diff.cases import worst
from hexapla.diff.changes import Accepted, Bump, Change, ChangeReport
from hexapla.diff.homes import at_home, homes
from hexapla.diff.judge import Judged
from hexapla.diff.promises import called
from hexapla.diff.symbols import Symbol
from hexapla.diff.words import key_of
from hexapla.finding import Finding, Location, warning
from hexapla.frozen import frozen, replace
from hexapla.model import Api


@frozen(kw_only=True)
class Compared:
    """One of two descriptions: what it is called, its model, and how its places are shown to people."""

    label: str
    api: Api
    shown: Callable[[Location], Location]


@frozen(kw_only=True)
class Released:
    """A package of a configured target.

    Attributes:
        before: its version in the configuration of before; `after` in that of now.
        differs: whether its code differs at all, words included.
        where: the target in the configuration of now.
    """

    target: str
    before: str
    after: str
    differs: bool
    where: Location


@frozen(kw_only=True)
class Memory:
    """What was accepted, and the day it is."""

    entries: tuple[Accepted, ...] = ()
    today: str = ""


def assemble(
    old: Compared,
    new: Compared,
    found: Iterable[tuple[Judged, tuple[Symbol, ...]]],
    packages: Sequence[Released],
    memory: Memory,
) -> tuple[ChangeReport, list[Finding]]:
    """Return a review as it is told, and warnings: entries that accept nothing, versions that fall short."""
    groups = _groups(old.api, new.api)
    known = homes(new.api, old.api)
    made = [_change(_shown(judged, old, new), symbols, groups, known) for judged, symbols in found]
    changes, findings = accept(_once(made), memory.entries, memory.today)
    api = api_bump(new.api.title, old.api.version, new.api.version, changes)
    bumps = [package_bump(one.target, one.before, one.after, changes, differs=one.differs) for one in packages]
    places = [_of_the_version(new, changes), *(one.where for one in packages)]
    report = ChangeReport(
        old=old.label,
        new=new.label,
        title=new.api.title,
        verdict=worst(tuple(change.worst for change in changes if change.accepted is None)),
        api=api,
        packages=tuple(bumps),
        changes=tuple(changes),
        where=new.shown(new.api.where),
    )
    return report, [*findings, *_short(zip([api, *bumps], places, strict=True))]


def _groups(old: Api, new: Api) -> Mapping[str, str]:
    """Return the resource of each operation, of before where there is none now."""
    return {
        called(operation): group.name for api in (old, new) for group in api.resources for operation in group.operations
    }


def _change(judged: Judged, symbols: tuple[Symbol, ...], groups: Mapping[str, str], known: Mapping[str, str]) -> Change:
    names = dict.fromkeys(groups[use.operation] for use in judged.reach if use.operation in groups)
    return Change(judged=judged, resources=tuple(names), symbols=symbols, node=at_home(judged.fact.node, known))


def _once(made: Iterable[Change]) -> list[Change]:
    """Return changes, each told once: what a schema without a name says is what the property says that holds it."""
    found: dict[object, Change] = {}
    for change in made:
        fact, judged = change.told, change.judged
        key: object = change.judged.fingerprint, len(found)
        if fact.effect == "equal":
            key = key_of(fact.rule, fact.node, fact.before, fact.after), judged.wire, judged.sdk
        first = found.setdefault(key, change)
        if first is not change:
            symbols = tuple(dict.fromkeys((*first.symbols, *change.symbols)))
            found[key] = replace(first, symbols=symbols)
    return list(found.values())


def _shown(judged: Judged, old: Compared, new: Compared) -> Judged:
    """Return a judged fact with its places as people see them."""
    fact = judged.fact
    before = None if fact.old is None else old.shown(fact.old)
    after = None if fact.new is None else new.shown(fact.new)
    return replace(judged, fact=replace(fact, old=before, new=after))


def _of_the_version(new: Compared, changes: Sequence[Change]) -> Location:
    """Return where the version of the API stands, where it is another one; else the description."""
    facts = (change.judged.fact for change in changes if change.judged.fact.rule == "info.version")
    return next((fact.new for fact in facts if fact.new is not None), new.shown(new.api.where))


def _short(bumps: Iterable[tuple[Bump, Location]]) -> Iterable[Finding]:
    """Yield a warning for each version that was raised, and not far enough.

    One that was not raised at all says nothing: most changes are made between two versions.
    """
    for bump, where in bumps:
        if not bump.sufficient and bump.before != bump.after:
            least = f"at least {bump.lowest}" if bump.lowest else "another one"
            message = f"{bump.name}: {bump.before} became {bump.after}, and the changes ask for {least} ({bump.needs})"
            yield warning("bump.insufficient", message, where, "`hexapla diff` tells which change forces it")
