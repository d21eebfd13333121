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
from hexapla.model import JSON, Documented, Example, Keyword

_TEXTS: Final = frozenset({"example", "examples", "links", "bearerFormat", "externalDocs", "summary", "xml", "tags"})
"""Keywords that are words for people, or follow from what is compared elsewhere."""


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
    for name in sorted({*before, *after} - set(known)):
        if spelled(before.get(name)) == spelled(after.get(name)):
            continue
        found = [of[name][0] if len(of.get(name, ())) == 1 else of.get(name) for of in (before, after)]
        if name.startswith("x-"):
            ledger.add(spot.down(name), "docs.extension", "equal", *found)
        elif name in _TEXTS:
            ledger.add(spot.down(name), "docs.text", "equal", *found)
        else:
            ledger.add(spot.down(name), "schema.unhandled", "unknown", *found)


def _listed(keywords: Sequence[Keyword]) -> dict[str, list[JSON]]:
    found: dict[str, list[JSON]] = {}
    for keyword in keywords:
        found.setdefault(keyword.name, []).append(keyword.value)
    return found


def listed(words: Iterable[str]) -> JSON:
    """Return words as a list that can be told; their order says nothing."""
    return list[JSON](sorted(words))


def word(keywords: Sequence[Keyword], name: str) -> str:
    """Return the text of a keyword that rides along; empty where there is none."""
    return next((str(one.value) for one in keywords if one.name == name), "")
