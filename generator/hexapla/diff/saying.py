"""What schemas and properties say besides their values: texts, marks, defaults, examples.

In: two schemas or two properties. Out: facts without an effect. Examples and titles are texts for people; a default is
a convention of its own (V6), and `deprecated` announces an end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.diff.ranges import spelled
from hexapla.diff.scope import Scope
from hexapla.diff.words import Place
from hexapla.frozen import replace
from hexapla.model import JSON, Default, Documented, Enumeration, Keyword, Property, Record, Row, Schema

_EXAMPLES: Final = ("example", "examples")


def saying(scope: Scope, old: Schema, new: Schema, place: Place) -> None:
    """Add what changed in what two schemas say of themselves."""
    titles = tuple(one.title if isinstance(one, Record) else "" for one in (old, new))
    _text(scope, place, "title", *titles)
    _text(scope, place, "description", old.description, new.description)
    _deprecated(scope, place, old.deprecated, new.deprecated)
    _documented(scope, place, old.documented, new.documented)
    if not isinstance(old, Record | Enumeration) or type(old) is not type(new):
        examples(scope, place, old.rest, new.rest)


def property_saying(scope: Scope, old: Property, new: Property, place: Place) -> None:
    """Add what changed in what two properties say besides their types."""
    _text(scope, place, "description", old.description, new.description)
    _deprecated(scope, place, old.deprecated, new.deprecated)
    _documented(scope, place, old.documented, new.documented)
    examples(scope, place, old.rest, new.rest)
    default(scope, place, old.default, new.default)
    for name, before, after in (
        ("x-name", old.alias, new.alias),
        ("x-sensitive", old.sensitive, new.sensitive),
        ("x-internal", old.internal, new.internal),
    ):
        if before != after:
            scope.fact(place.down(name), "docs.extension", "equal", before, after)


def default(scope: Scope, place: Place, old: Default | None, new: Default | None) -> None:
    """Add a default that is another one, or comes or goes."""
    before, after = _wrapped(old), _wrapped(new)
    if (before is None) != (after is None) or spelled(before) != spelled(after):
        scope.fact(place.down("default"), "schema.default", "equal", before, after)


def _wrapped(of: Default | None) -> JSON:
    """Return a default as a list of one, since null is a default too."""
    return None if of is None else [of.value]


def examples(scope: Scope, place: Place, old: Sequence[Keyword], new: Sequence[Keyword]) -> None:
    """Add examples that are others than before."""
    for name in _EXAMPLES:
        before, after = (next((one.value for one in rest if one.name == name), None) for rest in (old, new))
        if spelled(before) != spelled(after):
            scope.fact(place.down(name), "docs.text", "equal", before, after)


def enumeration(scope: Scope, place: Place, old: Enumeration, new: Enumeration) -> None:
    """Add what changed in what is said of the values of an enumeration."""
    before = {value.value: value for value in old.values}
    for value in new.values:
        was = before.get(value.value)
        if was is not None:
            there = replace(place.down("values", str(value.value)), old=was.where, new=value.where)
            _text(scope, there, "description", was.description, value.description)


def _text(scope: Scope, place: Place, name: str, before: str, after: str) -> None:
    if before != after:
        scope.fact(place.down(name), "docs.text", "equal", before or None, after or None)


def _deprecated(scope: Scope, place: Place, before: bool, after: bool) -> None:
    if before != after:
        scope.fact(place.down("deprecated"), "schema.deprecated", "equal", before, after)


def _documented(scope: Scope, place: Place, old: Documented | None, new: Documented | None) -> None:
    before, after = mark(old), mark(new)
    if before != after:
        scope.fact(place.down("x-documented"), "docs.extension", "equal", before, after)


def mark(of: Documented | None) -> JSON:
    """Return a mark without its place."""
    if of is None:
        return None
    said: dict[str, JSON] = {}
    for name in Documented.__match_args__:
        value = getattr(of, name)
        if name == "omitted":
            value = [[row.name, row.type] for row in value if isinstance(row, Row)]
        if name != "where" and value not in (None, False, (), []):
            said[name] = list(value) if isinstance(value, tuple) else value
    return said
