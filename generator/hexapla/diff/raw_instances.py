"""Whether a value fits keywords that ride along: a validator of plain JSON Schemas.

In: keywords, a value, and how to ask for a named schema. Out: yes, no, or None where it cannot be told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from hexapla.diff.ranges import exact, spelled
from hexapla.diff.truth import Truth, all_of, any_of, exactly_one, matches, not_
from hexapla.model import JSON, Keyword

Named = Callable[[str, JSON], Truth]
"""Returns whether a value is of a named schema."""

_APPLYING: Final = frozenset({"allOf", "anyOf", "oneOf", "if", "then", "else", "$ref", "dependentSchemas", "not"})


def fits_keywords(named: Named, rest: Sequence[Keyword], value: JSON, names: frozenset[str]) -> Truth:
    """Return whether a value fits keywords that ride along with a type whose own properties have these names."""
    layers: list[dict[str, JSON]] = [{}]
    for keyword in rest:
        layer = next((one for one in layers if keyword.name not in one), None)
        if layer is None:
            layers.append(layer := {})
        layer[keyword.name] = keyword.value
    properties: dict[str, JSON] = dict.fromkeys(sorted(names), True)
    return all_of(fits(named, {"properties": properties, **layer} if names else layer, value) for layer in layers)


def fits(named: Named, schema: JSON, value: JSON) -> Truth:
    """Return whether a value fits a plain schema."""
    if isinstance(schema, bool):
        return schema
    if not isinstance(schema, dict):
        return None
    if value is None and schema.get("nullable") is True:
        return True
    return all_of(_one(named, name, said, schema, value) for name, said in schema.items())


def _one(named: Named, name: str, said: JSON, schema: dict[str, JSON], value: JSON) -> Truth:
    """Return whether a value fits one keyword."""
    match name:
        case "$ref":
            return named(str(said).rpartition("/")[2].replace("~1", "/").replace("~0", "~"), value)
        case "$dynamicRef":
            return None
        case "type":
            return any(_is(word, value) for word in (said if isinstance(said, list) else [said]))
        case "enum":
            return isinstance(said, list) and spelled(value) in set(map(spelled, said))
        case "const":
            return spelled(said) == spelled(value)
        case "allOf" | "anyOf" | "oneOf":
            each = [fits(named, one, value) for one in said] if isinstance(said, list) else [None]
            return {"allOf": all_of, "anyOf": any_of, "oneOf": exactly_one}[name](each)
        case "not":
            return not_(fits(named, said, value))
        case "if":
            return _if(named, schema, value)
        case _:
            return _of_kind(named, name, said, schema, value)


def _if(named: Named, schema: dict[str, JSON], value: JSON) -> Truth:
    found = fits(named, schema["if"], value)
    then, otherwise = (fits(named, schema.get(name, True), value) for name in ("then", "else"))
    if found is None:
        return then if then == otherwise else None
    return then if found else otherwise


def _is(word: JSON, value: JSON) -> bool:
    match value:
        case None:
            return word == "null"
        case bool():
            return word == "boolean"
        case int():
            return word in ("integer", "number")
        case float():
            return word == "number" or (word == "integer" and value.is_integer())
        case str():
            return word == "string"
        case list():
            return word == "array"
        case dict():
            return word == "object"


def _of_kind(named: Named, name: str, said: JSON, schema: dict[str, JSON], value: JSON) -> Truth:
    match value:
        case bool() | None:
            return True
        case int() | float():
            return _number(name, said, value)
        case str():
            return _text(name, said, value)
        case list():
            return _array(named, name, said, schema, value)
        case dict():
            return _object(named, name, said, schema, value)


def _number(name: str, said: JSON, value: int | float) -> Truth:
    limit = exact(said) if isinstance(said, int | float) and not isinstance(said, bool) else None
    found = exact(value)
    if name not in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"):
        return True
    if limit is None or found is None:
        return None
    match name:
        case "minimum":
            return found >= limit
        case "maximum":
            return found <= limit
        case "exclusiveMinimum":
            return found > limit
        case "exclusiveMaximum":
            return found < limit
        case _:
            return None if limit <= 0 else (found / limit).denominator == 1


def _text(name: str, said: JSON, value: str) -> Truth:
    match name, said:
        case "minLength", int():
            return len(value) >= said
        case "maxLength", int():
            return len(value) <= said
        case "pattern", str():
            return matches(said, value)
        case _:
            return True


def _array(named: Named, name: str, said: JSON, schema: dict[str, JSON], value: list[JSON]) -> Truth:
    match name, said:
        case "minItems", int():
            return len(value) >= said
        case "maxItems", int():
            return len(value) <= said
        case "uniqueItems", True:
            return len(set(map(spelled, value))) == len(value)
        case "items", _:
            first = schema.get("prefixItems")
            start = len(first) if isinstance(first, list) else 0
            return all_of(fits(named, said, one) for one in value[start:])
        case "prefixItems", list():
            return all_of(fits(named, one, element) for one, element in zip(said, value, strict=False))
        case "contains", _:
            return _contains(named, said, schema, value)
        case "unevaluatedItems", _:
            return True if said is True else None
        case _:
            return True


def _contains(named: Named, said: JSON, schema: dict[str, JSON], value: list[JSON]) -> Truth:
    found = [fits(named, said, one) for one in value]
    low, high = schema.get("minContains", 1), schema.get("maxContains")
    sure, possible = found.count(True), found.count(True) + found.count(None)
    if isinstance(low, int) and possible < low:
        return False
    if isinstance(high, int) and sure > high:
        return False
    is_enough = not isinstance(low, int) or sure >= low
    return True if is_enough and (not isinstance(high, int) or possible <= high) else None


def _object(named: Named, name: str, said: JSON, schema: dict[str, JSON], value: dict[str, JSON]) -> Truth:
    match name, said:
        case "minProperties", int():
            return len(value) >= said
        case "maxProperties", int():
            return len(value) <= said
        case "required", list():
            return all(key in value for key in said)
        case "propertyNames", _:
            return all_of(fits(named, said, key) for key in value)
        case "properties", dict():
            return all_of(fits(named, one, value[key]) for key, one in said.items() if key in value)
        case "patternProperties", dict():
            return all_of(_pattern(named, pattern, one, value) for pattern, one in said.items())
        case "additionalProperties", _:
            return _others(named, said, schema, value)
        case "dependentRequired", dict():
            needs = [one for key, listed in said.items() if key in value and isinstance(listed, list) for one in listed]
            return all(one in value for one in needs)
        case "dependentSchemas", dict():
            return all_of(fits(named, one, value) for key, one in said.items() if key in value)
        case "unevaluatedProperties", _:
            if "additionalProperties" in schema:
                return True
            return None if _APPLYING & schema.keys() else _others(named, said, schema, value)
        case _:
            return True


def _pattern(named: Named, pattern: str, schema: JSON, value: dict[str, JSON]) -> Truth:
    found = []
    for key, one in value.items():
        match_ = matches(pattern, key)
        found.append(fits(named, schema, one) if match_ else True if match_ is False else None)
    return all_of(found)


def _others(named: Named, said: JSON, schema: dict[str, JSON], value: dict[str, JSON]) -> Truth:
    """Return whether the members fit that neither `properties` nor `patternProperties` name."""
    known, patterns = schema.get("properties"), schema.get("patternProperties")
    names = known if isinstance(known, dict) else {}
    found: list[Truth] = []
    for key, one in value.items():
        if key in names:
            continue
        hits = [matches(pattern, key) for pattern in patterns] if isinstance(patterns, dict) else []
        if True not in hits:
            found.append(None if None in hits else fits(named, said, one))
    return all_of(found)
