"""The keywords that ride along: what the type algebra has no word for.

In: those of two types. Out: facts by the rows of the rules. What cannot be ordered is unknown, and what no rule is
about is unhandled: nothing is passed over in silence. A schema that a kept keyword refers to is watched: if it
changes, nobody can tell what that does here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.diff.atoms import SAYING
from hexapla.diff.ranges import compare_values, lost, spelled
from hexapla.diff.raw import compare_keyword, compare_raw, references
from hexapla.diff.scope import Scope, moved
from hexapla.diff.words import Effect, Pair, Place, by_inclusion, flip, join
from hexapla.model import JSON, Keyword

RULES: Final[dict[str, str]] = {
    **dict.fromkeys(("enum",), "schema.enum"),
    **dict.fromkeys(("const",), "schema.const"),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), "schema.number-range"),
    **dict.fromkeys(("minLength", "maxLength"), "schema.length"),
    **dict.fromkeys(("minItems", "maxItems"), "schema.items-count"),
    **dict.fromkeys(("minProperties", "maxProperties"), "schema.properties-count"),
    **dict.fromkeys(
        ("propertyNames", "patternProperties", "dependentRequired", "dependentSchemas"), "schema.key-rules"
    ),
    **dict.fromkeys(("unevaluatedProperties", "unevaluatedItems"), "schema.key-rules"),
    **dict.fromkeys(("contains", "minContains", "maxContains"), "schema.contains"),
    **dict.fromkeys(("if", "then", "else", "not"), "schema.conditional"),
    **dict.fromkeys(("oneOf", "anyOf"), "schema.union"),
    **dict.fromkeys(("format", "contentEncoding", "contentMediaType", "contentSchema"), "schema.format"),
    "multipleOf": "schema.multiple-of",
    "pattern": "schema.pattern",
    "uniqueItems": "schema.unique-items",
    "items": "schema.items",
    "prefixItems": "schema.prefix-items",
    "additionalProperties": "schema.additional-properties",
    "required": "schema.required",
    "type": "schema.type",
}
"""The rule of each keyword that may ride along; `schema.unhandled` for any other."""

_CONTAINS: Final = ("contains", "minContains", "maxContains")
_CONDITION: Final = ("if", "then", "else")

Listed = dict[str, list[Keyword]]


def rest(scope: Scope, old: Sequence[Keyword], new: Sequence[Keyword], place: Place) -> None:
    """Add what changed in keywords that ride along."""
    if not old and not new:
        return
    before, after = _listed(old), _listed(new)
    for family in (_CONTAINS, _CONDITION):
        if any(name in family for name in (*before, *after)):
            _family(scope, before, after, family, place)
    for name in {**before, **after}:
        if name not in (*_CONTAINS, *_CONDITION):
            _keyword(scope, name, before, after, place)


def _listed(keywords: Sequence[Keyword]) -> Listed:
    found: Listed = {}
    for one in keywords:
        found.setdefault(one.name, []).append(one)
    return found


def _keyword(scope: Scope, name: str, before: Listed, after: Listed, place: Place) -> None:
    old, new = ([one.value for one in side.get(name, ())] for side in (before, after))
    there = _there(place, name, before, after)
    if sorted(map(spelled, old)) == sorted(map(spelled, new)):
        _watch(scope, there, RULES.get(name, "schema.unhandled"), old)
        return
    rule, effect = _judged(name, old, new, before, after)
    shown = [lost(old, new), lost(new, old)] if len(old) > 1 or len(new) > 1 else [old, new]
    first, second = (values[0] if len(values) == 1 else values or None for values in shown)
    scope.fact(there, rule, effect, first, second)


def _there(place: Place, name: str, before: Listed, after: Listed) -> Place:
    old, new = (side[name][0].where if name in side else None for side in (before, after))
    return moved(place.down(name), old or place.old, new or place.new)


def _judged(name: str, old: list[JSON], new: list[JSON], before: Listed, after: Listed) -> tuple[str, Effect]:
    """Return the rule and the effect of a keyword that is not what it was."""
    if name.startswith("x-"):
        return "docs.extension", "equal"
    if name in SAYING:
        return "docs.text", "equal"
    if name == "discriminator":
        return "schema.discriminator", _discriminator(old, new)
    rule = RULES.get(name)
    if rule is None:
        return "schema.unhandled", "unknown"
    if len(old) < 2 and len(new) < 2:
        return rule, compare_keyword(name, _plain(before), _plain(after))
    # Each one narrows by itself: those that are gone let more in, new ones less.
    effect = flip(compare_values(old, new))
    return rule, "unknown" if effect == "both" else effect


def _plain(side: Listed) -> dict[str, JSON]:
    return {name: keywords[0].value for name, keywords in side.items()}


def _discriminator(old: list[JSON], new: list[JSON]) -> Effect:
    """Compare what tells the children of a base apart: the property that does so makes another shape of any value."""
    first, second = (values[0] if values and isinstance(values[0], dict) else {} for values in (old, new))
    if not first or not second:
        return "equal"
    if first.get("propertyName") != second.get("propertyName"):
        return "both"
    one, other = (side.get("mapping") for side in (first, second))
    rows = [side if isinstance(side, dict) else {} for side in (one, other)]
    changed = any(rows[0][value] != rows[1][value] for value in rows[0].keys() & rows[1].keys())
    return join(
        [
            by_inclusion(bool(rows[0].keys() - rows[1].keys()), bool(rows[1].keys() - rows[0].keys())),
            "both" if changed else "equal",
        ]
    )


def _family(scope: Scope, before: Listed, after: Listed, family: Sequence[str], place: Place) -> None:
    """Add what changed in keywords that mean something together only."""
    first, second = (
        {name: value for name, value in _plain(side).items() if name in family} for side in (before, after)
    )
    head = family[0]
    there = _there(place, head, before, after)
    rule = RULES[head]
    many = any(len(side.get(name, ())) > 1 for side in (before, after) for name in family)
    if many:
        old, new = ([[one.value for one in side.get(name, ())] for name in family] for side in (before, after))
        if spelled(list(old)) != spelled(list(new)):
            scope.fact(there, rule, "unknown", dict(first), dict(second))
        return
    if spelled(first) == spelled(second):
        _watch(scope, there, rule, [first])
        return
    if head in first and head in second:
        effect = compare_raw(first, second)
    elif head == "if":
        effect = by_inclusion(len(second) > 1 and head in second, len(first) > 1 and head in first)
    else:
        effect = by_inclusion(_asks(second), _asks(first))
    scope.fact(there, rule, effect, dict(first) or None, dict(second) or None)


def _asks(contains: dict[str, JSON]) -> bool:
    """Say whether `contains` and its bounds ask for anything."""
    return "contains" in contains and not (contains.get("minContains") == 0 and "maxContains" not in contains)


def _watch(scope: Scope, place: Place, rule: str, values: Sequence[JSON]) -> None:
    """Add a fact to wait for: what an unchanged keyword refers to may change."""
    known = scope.known
    names = dict.fromkeys(name for value in values for name in references(value))
    pairs = [Pair(name, name) for name in names if name in known.old.schemas and name in known.new.schemas]
    if pairs:
        said: JSON = [pair.old for pair in pairs]
        scope.wait(scope.made(place, rule, said, said), "equal", pairs, "any")
