"""What schemas and properties say besides their values: texts, marks, defaults, examples.

In: two schemas or two properties. Out: facts without an effect. Examples and titles are texts for people; a default is
a convention of its own (V6), and `deprecated` announces an end.
"""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.diff.atoms import is_text
from hexapla.diff.ranges import spelled
from hexapla.diff.scope import Scope
from hexapla.diff.words import Place
from hexapla.frozen import replace
from hexapla.model import JSON, Default, Documented, Enumeration, Keyword, Property, Record, Row, Schema


def saying(scope: Scope, old: Schema, new: Schema, place: Place) -> None:
    """Add what changed in what two schemas say of themselves."""
    titles = tuple(one.title if isinstance(one, Record) else "" for one in (old, new))
    _text(scope, place, "title", *titles)
    _text(scope, place, "description", old.description, new.description)
    _deprecated(scope, place, old.deprecated, new.deprecated)
    _documented(scope, place, old.documented, new.documented)
    if not isinstance(old, Record | Enumeration) or type(old) is not type(new):
        remarks(scope, place, old.rest, new.rest)


def property_saying(scope: Scope, old: Property, new: Property, place: Place) -> None:
    """Add what changed in what two properties say besides their types."""
    _text(scope, place, "description", old.description, new.description)
    _deprecated(scope, place, old.deprecated, new.deprecated)
    _documented(scope, place, old.documented, new.documented)
    remarks(scope, place, old.rest, new.rest)
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


def remarks(scope: Scope, place: Place, old: Sequence[Keyword], new: Sequence[Keyword]) -> None:
    """Add what changed in texts that ride along: examples, what is said of schemas without a name of their own."""
    # Most keywords are as they were, and written as they were: to see that takes no look at what they say.
    if repr([(one.name, one.value) for one in old]) == repr([(one.name, one.value) for one in new]):
        return
    old, new = without_samples(old, new)
    for name in dict.fromkeys(one.name for one in (*old, *new)):
        if not is_text(name):
            continue
        said = [[one for one in rest if one.name == name] for rest in (old, new)]
        values = [sorted((one.value for one in of), key=spelled) for of in said]
        if spelled(values[0]) != spelled(values[1]):
            where = [of[0].where if of else None for of in said]
            there = place.down(*(word.replace("~1", "/").replace("~0", "~") for word in name.split("/")))
            there = replace(there, old=where[0] or place.old, new=where[1] or place.new)
            rule = "docs.extension" if name.rpartition("/")[2].startswith("x-") else "docs.text"
            before, after = (of[0] if len(of) == 1 else of or None for of in values)
            scope.fact(there, rule, "equal", before, after)


def without_samples(old: Sequence[Keyword], new: Sequence[Keyword]) -> tuple[Sequence[Keyword], Sequence[Keyword]]:
    """Return keywords without an `example` that the other side has as its only one of `examples`: 3.1 writes it so."""
    if not any(one.name.endswith("example") for one in (*old, *new)):
        return old, new
    said = [{one.name: spelled(one.value) for one in of} for of in (old, new)]
    gone: list[set[str]] = [set(), set()]
    for number, of in enumerate((old, new)):
        for one in of:
            other = said[1 - number]
            is_same = other.get(f"{one.name}s") == spelled([one.value]) and one.name not in other
            if one.name.rpartition("/")[2] == "example" and is_same and f"{one.name}s" not in said[number]:
                gone[number].add(one.name)
                gone[1 - number].add(f"{one.name}s")
    first, second = ([one for one in of if one.name not in gone[n]] for n, of in enumerate((old, new)))
    return first, second


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
