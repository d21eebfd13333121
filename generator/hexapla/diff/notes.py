"""What a description says besides what is sent: texts, examples, marks, and keywords that ride along.

In: two values at a spot. Out: facts. A keyword that is an extension is told as one, a text as a text, and what no
rule is about is unhandled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from hexapla.diff.ledger import Ledger, Spot
from hexapla.diff.ranges import spelled
from hexapla.diff.saying import mark
from hexapla.diff.words import Effect
from hexapla.finding import Location
from hexapla.model import JSON, Documented, Example, Keyword

_TEXTS: Final = frozenset(
    {
        *("example", "examples", "links", "bearerFormat", "externalDocs", "summary", "tags", "jsonSchemaDialect"),
        *("style", "explode", "allowReserved", "allowEmptyValue", "flows", "$ref"),
    }
)
"""Keywords that are words for people, mean nothing where they stand, or follow from what is compared elsewhere."""


def text(ledger: Ledger, spot: Spot, name: str, before: str, after: str) -> None:
    """Add a text that is another one; how its lines are broken is of no account."""
    if before.split() != after.split():
        ledger.add(spot.down(name), "docs.text", "equal", before or None, after or None)


def value(ledger: Ledger, spot: Spot, rule: str, name: str, before: JSON, after: JSON) -> None:
    """Add a value that is another one, by a rule of what changes no set of values."""
    if spelled(before) != spelled(after):
        ledger.add(spot.down(name), rule, "equal", before, after)


def example(ledger: Ledger, spot: Spot, old: Example | None, new: Example | None) -> None:
    """Add an example that is another one."""
    before, after = ([one.value] if one is not None else None for one in (old, new))
    value(ledger, spot, "docs.text", "example", before, after)


def documented(ledger: Ledger, spot: Spot, old: Documented | None, new: Documented | None) -> None:
    """Add a mark of a departure that is another one."""
    value(ledger, spot, "docs.extension", "x-documented", mark(old), mark(new))


def rest(ledger: Ledger, spot: Spot, old: Sequence[Keyword], new: Sequence[Keyword], known: Sequence[str] = ()) -> None:
    """Add what changed in keywords that ride along, but those that are judged elsewhere."""
    before, after = _listed(old), _listed(new)
    samples = spelled(_values(before, "example")) != spelled(_values(after, "example"))
    for name in sorted({*before, *after} - set(known)):
        said = [_values(of, name) for of in (before, after)]
        is_sample = name.startswith("examples/") and not (said[0] and said[1])
        if spelled(said[0]) == spelled(said[1]) or (is_sample and samples):
            continue  # an example that came or went is told by its value
        found = [one[0] if len(one) == 1 else one or None for one in said]
        where = [_where(before, after, name), _where(after, before, name)]
        here = spot.down(*_words(name), old=where[0] or spot.old, new=where[1] or spot.new)
        ledger.add(here, *_rule(name), *found)


def _where(of: dict[str, list[Keyword]], other: dict[str, list[Keyword]], name: str) -> Location | None:
    """Return the place of a keyword; of several, that of one which the other side does not have."""
    known, listed = [spelled(keyword.value) for keyword in other.get(name, ())], of.get(name, [])
    for one in listed:
        if spelled(one.value) not in known:
            return one.where
        known.remove(spelled(one.value))
    return listed[0].where if listed else None


def _words(name: str) -> list[str]:
    return [word.replace("~1", "/").replace("~0", "~") for word in name.split("/")]


def _rule(name: str) -> tuple[str, Effect]:
    """Return the rule of a keyword by its name, and the effect; what stands further inside is for people only."""
    if name.rpartition("/")[2].startswith("x-"):
        return "docs.extension", "equal"
    if name in _TEXTS or "/" in name:
        return "docs.text", "equal"
    return "schema.unhandled", "unknown"


def _listed(keywords: Sequence[Keyword]) -> dict[str, list[Keyword]]:
    found: dict[str, list[Keyword]] = {}
    for keyword in keywords:
        found.setdefault(keyword.name, []).append(keyword)
    return found


def _values(of: dict[str, list[Keyword]], name: str) -> list[JSON]:
    """Return what is said under a name; where several say it their order says nothing."""
    return sorted((keyword.value for keyword in of.get(name, ())), key=spelled)


def listed(words: Iterable[str]) -> JSON:
    """Return words as a list that can be told; their order says nothing."""
    return list[JSON](sorted(words))


def word(keywords: Sequence[Keyword], name: str) -> str:
    """Return the text of a keyword that rides along; empty where there is none."""
    return next((str(one.value) for one in keywords if one.name == name), "")
