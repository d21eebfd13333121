"""Objects: their properties, what else they may hold, and the names of both.

In: two objects. Out: facts. A property that only one side has is compared with what the other side says of members
it does not name; a property that goes while one of the same type comes, under a name alike, was renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from hexapla.diff.arrays import compared
from hexapla.diff.atoms import Object, is_any, is_never, label
from hexapla.diff.rest import rest
from hexapla.diff.saying import property_saying
from hexapla.diff.scope import Scope
from hexapla.diff.words import Effect, Place, Polarity, below, join
from hexapla.frozen import replace
from hexapla.model import JSON, Property, Type

LIKENESS = 0.6
"""How much two names must have in common to be one name that was changed."""


def objects(scope: Scope, old: Object, new: Object, place: Place) -> None:
    """Add what changed between two objects."""
    gone = [one for name, one in old.properties.items() if name not in new.properties]
    come = [one for name, one in new.properties.items() if name not in old.properties]
    for before, after in _renamed(gone, come):
        gone.remove(before)
        come.remove(after)
        _rename(scope, before, after, place)
    for one in gone:
        _one_side(scope, one, old, new, place, is_old=True)
    for name, after in new.properties.items():
        if name in old.properties:
            _property(scope, old.properties[name], after, place)
        elif after in come:
            _one_side(scope, after, old, new, place, is_old=False)
    if not old.patterns and not new.patterns:
        _additional(scope, old.additional, new.additional, place.down("additionalProperties"))
    rest(scope, old.rest, new.rest, place)


def _additional(scope: Scope, old: Type, new: Type, place: Place) -> None:
    if is_never(old) == is_never(new):
        if not is_never(old):
            compared(scope, old, new, place, "schema.additional-properties")
        return
    scope.at(place, old, new)
    effect: Effect = "narrows" if is_never(new) else "widens"
    said: list[JSON] = [False if is_never(one) else None if is_any(one) else label(one) for one in (old, new)]
    scope.fact(place, "schema.additional-properties", effect, said[0], said[1])


def only_of(old: Property | None, new: Property | None) -> Polarity | None:
    """Return the polarity a property matters to, where it is only read or only written on either side."""
    marks = {_mark(one) for one in (old, new) if one is not None}
    return marks.pop() if len(marks) == 1 else None


def _mark(one: Property) -> Polarity | None:
    if one.read_only == one.write_only:
        return None
    return "response" if one.read_only else "request"


def _at(place: Place, old: Property | None, new: Property | None) -> Place:
    """Return the place of a property."""
    named = new or old
    assert named is not None
    return Place(
        node=below(place.node, "properties", named.name),
        old=old.where if old else place.old,
        new=new.where if new else place.new,
        only=place.only or only_of(old, new),
        depth=place.depth + 1,
    )


def _property(scope: Scope, old: Property, new: Property, place: Place) -> None:
    there = _at(place, old, new)
    if old.required != new.required:
        effect: Effect = "narrows" if new.required else "widens"
        fact = scope.made(there, "schema.required", old.required, new.required, effect, name=new.name)
        scope.facts.append(replace(fact, required=new.required))
    access = [_access(one) for one in (old, new)]
    if access[0] != access[1]:
        rule = "schema.read-write-only"
        scope.facts.append(scope.made(there, rule, access[0], access[1], name=new.name, required=new.required))
    property_saying(scope, old, new, there)
    scope.types(old.type, new.type, there)


def _access(one: Property) -> JSON:
    words = [word for word, is_set in (("readOnly", one.read_only), ("writeOnly", one.write_only)) if is_set]
    return " ".join(words) or None


def _one_side(scope: Scope, one: Property, old: Object, new: Object, place: Place, *, is_old: bool) -> None:
    """Add a property that only one side has."""
    there = _at(place, one if is_old else None, None if is_old else one)
    rule = "schema.property-removed" if is_old else "schema.property-added"
    other = new.otherwise if is_old else old.otherwise
    base: list[Effect] = ["widens" if is_old else "narrows"] if one.required else []
    scope.at(there, one.type if is_old else other, other if is_old else one.type)
    said = _said(one)
    fact = scope.made(
        there, rule, said if is_old else None, None if is_old else said, name=one.name, required=one.required
    )
    if (new if is_old else old).varies:
        base.append("unknown")
    elif is_never(other) != is_never(one.type):
        base.append("narrows" if is_old == is_never(other) else "widens")
    elif is_any(other) and is_any(one.type):
        pass
    elif is_any(other):
        base.append("widens" if is_old else "narrows")
    else:
        probe = scope.probe()
        probe.types(one.type if is_old else other, other if is_old else one.type, there)
        scope.wait(fact, join([*base, probe.base()]), probe.wanted(), "join")
        return
    scope.facts.append(replace(fact, effect=join(base)))


def _said(one: Property) -> JSON:
    said: dict[str, JSON] = {"type": label(one.type), "required": one.required}
    if one.deprecated:
        said["deprecated"] = True
    if one.default is not None:
        said["default"] = one.default.value
    return said


def _renamed(gone: Sequence[Property], come: Sequence[Property]) -> list[tuple[Property, Property]]:
    """Return the properties that are the same under another name, as far as there is no doubt."""
    found: list[tuple[Property, Property]] = []
    only = len(gone) == 1 and len(come) == 1
    for sounds in (lambda a, b: _plain(a) == _plain(b), _sound):
        left = [one for one in gone if all(one is not pair[0] for pair in found)]
        right = [one for one in come if all(one is not pair[1] for pair in found)]
        fits = [[b for b in right if _alike(a, b) and (only or sounds(a.name, b.name))] for a in left]
        for one, candidates in zip(left, fits, strict=True):
            if len(candidates) == 1 and sum(candidates[0] in others for others in fits) == 1:
                found.append((one, candidates[0]))
    return found


def _alike(old: Property, new: Property) -> bool:
    """Say whether two properties differ in their names only, as far as values go."""
    return (old.type, old.required, _access(old)) == (new.type, new.required, _access(new)) and not is_any(old.type)


def _plain(name: str) -> str:
    """Return a name without its case and what joins its words."""
    return "".join(c for c in name.lower() if c.isalnum())


def _sound(old: str, new: str) -> bool:
    """Say whether two names have much in common."""
    one, other = _plain(old), _plain(new)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= LIKENESS


def _rename(scope: Scope, old: Property, new: Property, place: Place) -> None:
    there = _at(place, old, new)
    fact = scope.made(there, "schema.property-renamed", old.name, new.name, "both", name=new.name)
    scope.facts.append(replace(fact, required=new.required))
    property_saying(scope, old, new, there)
    scope.types(old.type, new.type, there)
