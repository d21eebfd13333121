"""What changed in schemas, in a sentence.

In: a fact and what it is about. Out: the sentence. A fact has a value on one side only where something came or went; a
keyword that rides along unchanged, while what it refers to changed, has the same names on both.
"""

from __future__ import annotations

from typing import Final

from hexapla.diff.phrases import as_json, data, either, items, listed, members, names, now, said, token, word
from hexapla.diff.subjects import Subject
from hexapla.diff.titles_calls import Title, by_after, default
from hexapla.diff.words import Fact
from hexapla.model import JSON

_BOUNDS: Final = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
}
_KEYS: Final = {
    "propertyNames": "for the names of properties",
    "patternProperties": "for properties by the look of their names",
    "dependentRequired": "for properties that need others",
    "dependentSchemas": "for what follows from a property",
    "unevaluatedProperties": "for properties that nothing describes",
    "unevaluatedItems": "for elements that nothing describes",
}


def _leaf(of: Subject) -> str:
    return of.rest[0] if of.rest else ""


def _type(fact: Fact, of: Subject) -> str:
    if fact.before is None:
        return f"{of.noun} may be {word(fact.after)} now"
    if fact.after is None:
        return f"{of.noun} may no longer be {word(fact.before)}"
    if as_json(fact.before) == as_json(fact.after):
        return f"{of.noun} is {word(fact.after)} made of other values now"
    return f"{of.noun} {now(fact.before, fact.after)}"


def _format(fact: Fact, of: Subject) -> str:
    called = "format" if _leaf(of) in ("", "format") else word(_leaf(of))
    if fact.before is None:
        return f"{of.noun} has the {called} {word(fact.after)} now, had none"
    if fact.after is None:
        return f"{of.noun} has no {called} any more, was {word(fact.before)}"
    return f"the {called} of {of.noun} {now(fact.before, fact.after)}"


def _enum(fact: Fact, of: Subject) -> str:
    if fact.before is not None and fact.after is not None:
        return f"{of.noun} may only be {listed(fact.after)} now, was {listed(fact.before)}"
    if fact.after is not None:
        is_more = fact.effect == "widens"
        return f"{of.noun} may {'' if is_more else 'only '}be {listed(fact.after)} now"
    if fact.effect == "narrows":
        return f"{of.noun} may no longer be {listed(fact.before)}"
    return f"{of.noun} need no longer be one of {listed(fact.before)}"


def _const(fact: Fact, of: Subject) -> str:
    if fact.before is None:
        return f"{of.noun} must be {_one(fact.after)} now"
    if fact.after is None:
        return f"{of.noun} need no longer be {_one(fact.before)}"
    return f"{of.noun} must be {_one(fact.after)} now, was {_one(fact.before)}"


def _one(value: JSON) -> str:
    return data(value[0]) if isinstance(value, list) and len(value) == 1 else data(value)


def _range(fact: Fact, of: Subject) -> str:
    before, after = (_bounds(one, _leaf(of)) for one in (fact.before, fact.after))
    return f"{of.noun}: {after}, was {before}"


def _bounds(value: JSON, leaf: str) -> str:
    found = value if isinstance(value, dict) else {} if value is None else {leaf: value}
    parts = [f"{_BOUNDS.get(name) or token(name)} {_number(one)}" for name, one in found.items()]
    return either(parts or ["any number"], "and")


def _number(value: JSON) -> str:
    return f"{value}" if isinstance(value, int) and abs(value) < 10**18 else word(value)


def _count(fact: Fact, of: Subject) -> str:
    before, after = (_counts(one, _leaf(of), fact.rule) for one in (fact.before, fact.after))
    return f"{of.noun}: {after}, was {before}"


def _counts(value: JSON, leaf: str, rule: str) -> str:
    found = value if isinstance(value, dict) else {} if value is None else {leaf: value}
    one = {"schema.length": "character", "schema.properties-count": "property"}.get(rule, "element")
    limits = {name: limit for name, limit in found.items() if limit is not None}
    if limits == {"maxItems": 0}:
        return "empty"
    parts = [f"{'at least' if name.startswith('min') else 'at most'} {_many(of, one)}" for name, of in limits.items()]
    return either(parts or ["any number"], "and")


def _many(count: JSON, one: str) -> str:
    return f"{_number(count)} {one if count == 1 else _plural(one)}"


def _plural(one: str) -> str:
    return "properties" if one == "property" else f"{one}s"


def _multiple(fact: Fact, of: Subject) -> str:
    before, after = (
        "any number" if one is None else f"a multiple of {_number(one)}" for one in (fact.before, fact.after)
    )
    return f"{of.noun}: {after}, was {before}"


def _pattern(fact: Fact, of: Subject) -> str:
    if fact.before is None:
        return f"{of.noun} must match {word(fact.after)} now"
    if fact.after is None:
        return f"{of.noun} need no longer match {word(fact.before)}"
    return f"{of.noun} must match {word(fact.after)} now, was {word(fact.before)}"


def _element(fact: Fact, of: Subject) -> str:
    if _leaf(of) == "count" or isinstance(fact.after if fact.before is None else fact.before, dict):
        return _count(fact, of)
    return _anything(fact, of.noun)


def _anything(fact: Fact, of: str) -> str:
    before, after = ("anything" if one is None else word(one) for one in (fact.before, fact.after))
    return f"{of} is {after} now, was {before}"


def _others(fact: Fact, of: Subject) -> str:
    parent = _parent(of.noun)
    if fact.after is False:
        return f"{parent} takes no other properties any more"
    if fact.before is False:
        kind = "" if fact.after is None else f", each {word(fact.after)}"
        return f"{parent} may have other properties now{kind}"
    return _anything(fact, f"every other property of {parent}")


def _parent(of: str) -> str:
    """Return the noun of what the other properties are of."""
    return of.removeprefix("`*` of ") if of.startswith("`*` of ") else of.replace(".*`", "`", 1)


def _contains(fact: Fact, of: Subject) -> str:
    before, after = (_contained(one) for one in (fact.before, fact.after))
    if fact.before is None:
        return f"{of.noun} must contain {after} now"
    if fact.after is None:
        return f"{of.noun} need no longer contain {before}"
    return f"{of.noun} must contain {after} now, was {before}"


def _contained(value: JSON) -> str:
    found = members(value)
    return data(found["contains"]) if found.keys() == {"contains"} else data(value)


def _property(text: str) -> Title:
    return lambda fact, of: f"{of.noun} {text}{' and required' if fact.required and text == 'is new' else ''}"


def _renamed(fact: Fact, of: Subject) -> str:
    return f"{_was(of.noun, said(fact.after), said(fact.before))} is called {word(fact.after)} now"


def _was(of: str, after: str, before: str) -> str:
    """Return the noun of a property under the name that it had."""
    shown, found = (word(one)[1:-1] for one in (after, before))
    head, _, tail = of.rpartition(f"{shown}`")
    return f"{head}{found}`{tail}" if head else word(before)


_ACCESS: Final = {
    "": "sent and received",
    "readOnly": "only received",
    "writeOnly": "only sent",
    "readOnly writeOnly": "both read-only and write-only",
}


def _access(fact: Fact, of: Subject) -> str:
    before, after = (_ACCESS.get(said(one or ""), word(one)) for one in (fact.before, fact.after))
    return f"{of.noun} is {after} now, was {before}"


def _key_rule(fact: Fact, of: Subject) -> str:
    about = f"the rule of {of.noun} {_KEYS.get(_leaf(of)) or f'in {word(_leaf(of))}'}"
    if fact.before is None:
        return f"{about} is new: {data(fact.after)}"
    if fact.after is None:
        return f"{about} is gone: {data(fact.before)}"
    return f"{about} is {data(fact.after)} now, was {data(fact.before)}"


def _union(fact: Fact, of: Subject) -> str:
    match fact.before, fact.after:
        case "oneOf", "anyOf":
            return f"{of.noun} may fit several of its branches at once now, had to fit one"
        case "anyOf", "oneOf":
            return f"{of.noun} must fit one of its branches only now, could fit several"
        case "overlap", "overlap":
            return f"which branch a value of {of.noun} fits is another one, since the branches changed"
        case _:
            return _type(fact, of)


def _discriminator(fact: Fact, of: Subject) -> str:
    before, after = members(fact.before), members(fact.after)
    if len(of.rest) > 1 and (before or after):
        value = word(next(iter({**before, **after})))
        first, second = (names(list[JSON](one.values())) for one in (before, after))
        if not after:
            return f"{of.noun}: the value {value} no longer stands for {first}"
        was = f", was {first}" if before else ""
        return f"{of.noun}: the value {value} stands for {second} now{was}"
    if fact.before is None:
        return f"the branches of {of.noun} are told apart by {word(fact.after)} now"
    if fact.after is None:
        return f"the branches of {of.noun} are no longer told apart by {word(fact.before)}"
    return f"the branches of {of.noun} are told apart by {word(fact.after)} now, was {word(fact.before)}"


def _conditional(fact: Fact, of: Subject) -> str:
    if _leaf(of) == "not":
        if fact.before is None:
            return f"{of.noun} must not fit {data(fact.after)} now"
        if fact.after is None:
            return f"{of.noun} may fit {data(fact.before)} now"
        return f"{of.noun} must not fit {data(fact.after)} now, was {data(fact.before)}"
    if fact.before is None:
        return f"a condition on {of.noun} is new: {data(fact.after)}"
    if fact.after is None:
        return f"a condition on {of.noun} is gone: {data(fact.before)}"
    return f"a condition on {of.noun} is {data(fact.after)} now, was {data(fact.before)}"


def _unhandled(fact: Fact, of: Subject) -> str:
    keyword = word(_leaf(of))
    before, after = ("not there" if one is None else data(one) for one in (fact.before, fact.after))
    return f"{keyword} of {of.noun} is {after} now, was {before}; what that means cannot be told"


def _watched(otherwise: Title) -> Title:
    """Return a title that also tells of what an unchanged keyword refers to."""

    def title(fact: Fact, of: Subject) -> str:
        if of.rest and fact.before is not None and as_json(fact.before) == as_json(fact.after):
            if fact.before == "overlap":
                return otherwise(fact, of)
            return f"{either(map(word, items(fact.after)), 'and')} changed, which {word(_leaf(of))} of {of.noun} names"
        return otherwise(fact, of)

    return title


SCHEMAS: Final[dict[str, Title]] = {
    rule: _watched(title)
    for rule, title in (
        ("schema.type", _type),
        ("schema.null", by_after("{} may be null now", "{} may no longer be null")),
        ("schema.format", _format),
        ("schema.enum", _enum),
        ("schema.const", _const),
        ("schema.number-range", _range),
        ("schema.multiple-of", _multiple),
        ("schema.length", _count),
        ("schema.pattern", _pattern),
        ("schema.items-count", _count),
        ("schema.unique-items", by_after("the elements of {} must differ now", "the elements of {} may be equal now")),
        ("schema.items", _element),
        ("schema.prefix-items", _element),
        ("schema.contains", _contains),
        ("schema.property-added", _property("is new")),
        ("schema.property-removed", _property("is gone")),
        ("schema.property-renamed", _renamed),
        ("schema.required", by_after("{} became required", "{} became optional")),
        ("schema.read-write-only", _access),
        ("schema.additional-properties", _others),
        ("schema.properties-count", _count),
        ("schema.key-rules", _key_rule),
        ("schema.union", _union),
        ("schema.discriminator", _discriminator),
        ("schema.conditional", _conditional),
        ("schema.unhandled", _unhandled),
        ("schema.default", default),
        ("schema.deprecated", by_after("{} is deprecated now", "{} is no longer deprecated")),
    )
}
"""The titles of schemas, by rule."""
