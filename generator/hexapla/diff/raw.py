"""Plain JSON Schemas, as they ride along under `not`, `contains` and their like: which of two holds the other.

In: two schemas as plain JSON. Out: an effect, `unknown` where the words that differ cannot be ordered. References are
compared by what they are called; what they name is compared by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from hexapla.diff.atoms import SAYING, is_text
from hexapla.diff.ranges import compare_steps, compare_values, spelled, step_of
from hexapla.diff.words import Effect, by_inclusion, flip, join
from hexapla.model import JSON


def compare_raw(old: JSON, new: JSON) -> Effect:
    """Return the effect of one plain schema in place of another."""
    if same(old, new):
        return "equal"
    before, after = _members(old), _members(new)
    if before is None or after is None:
        return by_inclusion(after is None, before is None)
    if ("$ref" in before) != ("$ref" in after):
        return "unknown"  # what it refers to is not at hand: the same, it may be, under a name
    differing = [n for n in {**before, **after} if spelled(before.get(n)) != spelled(after.get(n))]
    if len(differing) > 1 and any(name.startswith(("unevaluated", "if")) for name in (*before, *after)):
        return "unknown"  # what these ask depends on the others
    return join(compare_keyword(name, before, after) for name in differing)


_UNORDERED: Final = frozenset({"anyOf", "oneOf", "allOf", "enum", "required", "type"})
"""Keywords whose elements may stand in any order."""

_BY_NAME: Final = frozenset({"properties", "patternProperties", "dependentSchemas", "dependentRequired", "$defs"})
"""Keywords whose members are named by people."""


def same(old: JSON, new: JSON) -> bool:
    """Say whether two values are the same, but for the order in which a schema lists what has none."""
    return spelled(old) == spelled(new) or spelled(canonical(old)) == spelled(canonical(new))


def canonical(schema: JSON, *, texts: bool = True) -> JSON:
    """Return a plain schema with what has no order in one order; without what is for people if that is wanted."""
    if isinstance(schema, list):
        return [canonical(one, texts=texts) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made: dict[str, JSON] = {}
    for name, value in schema.items():
        if not texts and is_text(name):
            continue
        if name in _BY_NAME and isinstance(value, dict):
            made[name] = {key: canonical(one, texts=texts) for key, one in value.items()}
        elif name in _UNORDERED and isinstance(value, list):
            listed = value if name == "enum" else [canonical(one, texts=texts) for one in value]
            made[name] = sorted(listed, key=spelled)
        else:
            made[name] = value if name in ("const", "default", "example", "examples") else canonical(value, texts=texts)
    return made


def _members(schema: JSON) -> dict[str, JSON] | None:
    """Return the keywords of a schema; None for one that no value fits."""
    if schema is False or schema == {"not": {}} or schema == {"not": True}:
        return None
    members = schema if isinstance(schema, dict) else {}
    found = {name: value for name, value in members.items() if name not in SAYING and not name.startswith("x-")}
    if "const" in found and "enum" not in found:
        found["enum"] = [found.pop("const")]
    return found


def compare_keyword(name: str, old: dict[str, JSON], new: dict[str, JSON]) -> Effect:
    """Return the effect of a keyword that two schemas say differently, the other keywords being equal."""
    rule = _RULES.get(name)
    if rule is None:
        return "unknown"
    return rule(old.get(name), new.get(name), old, new)


_Rule = Callable[[JSON, JSON, dict[str, JSON], dict[str, JSON]], Effect]


def _bound(sign: int) -> _Rule:
    """Return the rule of a bound: a lower one for 1, an upper one for -1."""

    def rule(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
        if any(one is not None and not _is_number(one) for one in (old, new)):
            return "unknown"
        if not _is_number(old) or not _is_number(new):
            return by_inclusion(_is_number(new), _is_number(old))
        assert isinstance(old, int | float)
        assert isinstance(new, int | float)
        return by_inclusion((new - old) * sign > 0, (new - old) * sign < 0)

    return rule


def _is_number(value: JSON) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _listing(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    """Compare `enum`: what is listed is let in."""
    if not isinstance(old, list) or not isinstance(new, list):
        return by_inclusion(isinstance(new, list), isinstance(old, list))
    return compare_values(old, new)


def _const(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    return by_inclusion("const" in after, "const" in before)


def _demanding(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    """Compare `required`: what is listed is demanded."""
    return flip(compare_values(old if isinstance(old, list) else [], new if isinstance(new, list) else []))


def _type(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    first, second = (_words(value) for value in (old, new))
    return by_inclusion(not first <= second, not second <= first)


def _words(of: JSON) -> set[str]:
    listed = of if isinstance(of, list) else [of] if of is not None else list(_KINDS)
    words = {str(word) for word in listed}
    return words | {"integer"} if "number" in words else words


_KINDS: Final = ("string", "number", "integer", "boolean", "object", "array", "null")


def _steps(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    first, second = (value if isinstance(value, int | float) else None for value in (old, new))
    return compare_steps(step_of("number", first), step_of("number", second))


def _set(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    """Compare what narrows where it is said, and cannot be ordered where both say it."""
    if old is not None and new is not None:
        return "unknown"
    if True in (old, new) or {} in (old, new):
        return "equal"
    return by_inclusion(new is not None, old is not None)


def _flag(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    return by_inclusion(new is True and old is not True, old is True and new is not True)


def _schema(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    return compare_raw({} if old is None else old, {} if new is None else new)


def _contains(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    said = (old is not None) + (new is not None)
    bounds = [name for name in ("minContains", "maxContains") if name in before or name in after]
    if said < 2:
        lax = before.get("minContains") == 0 or after.get("minContains") == 0
        return "unknown" if lax else _set(old, new, before, after)
    found = _schema(old, new, before, after)
    return "unknown" if "maxContains" in bounds and found != "equal" else found


def _not(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    return flip(compare_raw(False if old is None else old, False if new is None else new))


def _if(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    is_same = old is not None and new is not None and compare_raw(old, new) == "equal"
    return "equal" if is_same else "unknown"


def _then(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    return _schema(old, new, before, after) if "if" in before and "if" in after else "unknown"


def _additional(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    return _schema(old, new, before, after)


_CLOSING: Final = ("additionalProperties", "unevaluatedProperties")


def _named(*closing: str) -> _Rule:
    """Return the rule of schemas by name: of properties, of patterns, of what else is asked beside a property.

    Args:
        closing: keywords about all that is not named, which a name more or less makes another set.
    """

    def rule(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
        first, second = (value if isinstance(value, dict) else {} for value in (old, new))
        beside = [side.get(name) for side in (before, after) for name in closing]
        if set(first) != set(second) and any(one not in (None, True, {}) for one in beside):
            return "unknown"
        return join(_one(first.get(name, {}), second.get(name, {})) for name in {**first, **second})

    return rule


def _one(old: JSON, new: JSON) -> Effect:
    if isinstance(old, list) or isinstance(new, list):
        return _demanding(old, new, {}, {})
    return compare_raw(old, new)


def _all(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    """Compare `allOf`: more schemas let in less."""
    return _demanding(old, new, before, after)


def _any(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    """Compare `anyOf`: more schemas let in more, one is as good as its place in the list."""
    narrow = [isinstance(listed, list) and not any(_members(one) == {} for one in listed) for listed in (old, new)]
    if not all(narrow):
        return by_inclusion(narrow[1], narrow[0])
    assert isinstance(old, list)
    assert isinstance(new, list)
    if len(old) == len(new):
        return join(compare_raw(one, other) for one, other in zip(old, new, strict=True))
    return compare_values(old, new)


def _one_of(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    """Compare `oneOf`: what one branch loses another may gain, so that only equal ones can be ordered."""
    return "equal" if _places(old, new, before, after) == "equal" else _set(old, new, before, after)


def _places(old: JSON, new: JSON, before: dict[str, JSON], after: dict[str, JSON]) -> Effect:
    """Compare `prefixItems`, where the elements behind them are the same."""
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return "unknown"
    return join(compare_raw(one, other) for one, other in zip(old, new, strict=True))


def _rules() -> Iterator[tuple[str, _Rule]]:
    yield "minContains", lambda old, new, a, b: _bound(1)(1 if old is None else old, 1 if new is None else new, a, b)
    for name in ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"):
        yield name, _bound(1)
    for name in ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"):
        yield name, _bound(-1)
    for name in ("items", "propertyNames", "contentSchema"):
        yield name, _schema
    yield from (("properties", _named(*_CLOSING, "patternProperties")), ("patternProperties", _named(*_CLOSING)))
    yield from (("dependentSchemas", _named()), ("dependentRequired", _named()))
    for name in ("pattern", "$ref", "$dynamicRef", "unevaluatedProperties", "unevaluatedItems"):
        yield name, _set
    yield from (("enum", _listing), ("const", _const), ("required", _demanding), ("type", _type), ("allOf", _all))
    yield from (("multipleOf", _steps), ("uniqueItems", _flag), ("contains", _contains), ("not", _not))
    yield from (
        ("if", _if),
        ("then", _then),
        ("else", _then),
        ("anyOf", _any),
        ("prefixItems", _places),
        ("oneOf", _one_of),
        ("additionalProperties", _additional),
    )


_RULES: Final = dict(_rules())


def references(value: JSON) -> Iterator[str]:
    """Yield the names of the schemas that a plain schema refers to."""
    match value:
        case dict():
            for key, one in value.items():
                if key == "$ref" and isinstance(one, str):
                    yield one.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
                else:
                    yield from references(one)
        case list():
            for one in value:
                yield from references(one)
        case _:
            return
