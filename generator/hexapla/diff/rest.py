"""The keywords that ride along: what the type algebra has no word for.

In: those of two types. Out: facts by the rows of the rules. What cannot be ordered is unknown, and what no rule is
about is unhandled: nothing is passed over in silence. A schema that a kept keyword refers to is watched: if it
changes, nobody can tell what that does here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.diff.atoms import is_text
from hexapla.diff.ranges import compare_values, lost, spelled
from hexapla.diff.raw import canonical, compare_keyword, compare_raw, references, same
from hexapla.diff.saying import without_samples
from hexapla.diff.scope import Scope, moved
from hexapla.diff.words import Effect, Pair, Place, by_inclusion, flip, join
from hexapla.frozen import replace
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
    "properties": "schema.key-rules",
    "$dynamicRef": "schema.type",
    "type": "schema.type",
}
"""The rule of each keyword that may ride along; `schema.unhandled` for any other."""

_CONTAINS: Final = ("contains", "minContains", "maxContains")
_CONDITION: Final = ("if", "then", "else")

_SCHEMAS: Final = (
    *("not", "contains", "propertyNames", "items", "additionalProperties", "contentSchema", "oneOf", "anyOf"),
    *("unevaluatedProperties", "unevaluatedItems", "if", "then", "else", "prefixItems"),
)
"""Keywords whose values are schemas, and hold no names of properties."""

Listed = dict[str, list[Keyword]]


def rest(scope: Scope, old: Sequence[Keyword], new: Sequence[Keyword], place: Place) -> None:
    """Add what changed in keywords that ride along."""
    if not old and not new:
        return
    before, after = map(_listed, without_samples(old, new))
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
    if _same(name, old, new):
        _watch(scope, there, RULES.get(name, "schema.unhandled"), old)
        return
    written = old, new
    meant = _meant(before), _meant(after)
    old, new = ([one.value for one in side.get(name, ())] for side in meant)
    for one, other in ((old, new), (written[0], new), (old, written[1])):  # a circle is spelled out once
        if _same(name, one, other):
            _watch(scope, there, RULES.get(name, "schema.unhandled"), [*one, *other])
            return
    rule, effect = _judged(name, old, new, *meant)
    if name == "xml" and (scope.known.old.xml or scope.known.new.xml):
        rule, effect = "schema.format", "unknown"  # other bytes, where anything is written so
    elif rule not in ("docs.text", "docs.extension") and _same(name, *(_wordless(name, of) for of in (old, new))):
        rule, effect = "docs.text", "equal"
    old, new = written
    shown = [lost(old, new), lost(new, old)] if len(old) > 1 or len(new) > 1 else [old, new]
    first, second = (values[0] if len(values) == 1 else values or None for values in shown)
    scope.fact(there, rule, effect, first, second)


def _meant(side: Listed) -> Listed:
    """Return keywords with what they refer to in place of references."""
    return {
        name: [one if one.meant is None else replace(one, value=one.meant) for one in of] for name, of in side.items()
    }


def _same(name: str, old: list[JSON], new: list[JSON]) -> bool:
    """Say whether a keyword says the same; where several say it their order says nothing."""
    one, other = (sorted(spelled(canonical({name: value})) for value in of) for of in (old, new))
    return one == other


def _wordless(name: str, of: list[JSON]) -> list[JSON]:
    """Return the values of a keyword without what is for people inside them."""
    if name not in _SCHEMAS:
        return of
    return [canonical(one, texts=False) for one in of]


def _there(place: Place, name: str, before: Listed, after: Listed) -> Place:
    old, new = (side[name][0].where if name in side else None for side in (before, after))
    return moved(place.down(name), old or place.old, new or place.new)


def _judged(name: str, old: list[JSON], new: list[JSON], before: Listed, after: Listed) -> tuple[str, Effect]:
    """Return the rule and the effect of a keyword that is not what it was."""
    if name.rpartition("/")[2].startswith("x-"):
        return "docs.extension", "equal"
    if is_text(name):
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
    differing = next((name for name in family if spelled(first.get(name)) != spelled(second.get(name))), head)
    there = replace(_there(place, differing, before, after), node=place.down(head).node)
    rule = RULES[head]
    many = any(len(side.get(name, ())) > 1 for side in (before, after) for name in family)
    if many:
        old, new = ([[one.value for one in side.get(name, ())] for name in family] for side in (before, after))
        if spelled(list(old)) != spelled(list(new)):
            scope.fact(there, rule, "unknown", dict(first), dict(second))
        return
    if same(dict(first), dict(second)):
        _watch(scope, there, rule, [first])
        return
    one, other = (
        {name: value for name, value in _plain(_meant(side)).items() if name in family} for side in (before, after)
    )
    for left, right in ((one, other), (first, other), (one, second)):
        if same(dict(left), dict(right)):
            _watch(scope, there, rule, [left, right])
            return
    if head in one and head in other:
        effect = compare_raw(one, other)
    elif head == "if":
        effect = by_inclusion(len(other) > 1 and head in other, len(one) > 1 and head in one)
    else:
        effect = by_inclusion(_asks(other), _asks(one))
    if same(canonical(dict(one), texts=False), canonical(dict(other), texts=False)):
        rule = "docs.text"
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
