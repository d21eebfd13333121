"""What moved in a package, and where the cause of it may stand: the words that the surface and `attach` share.

In: nothing. Out: records. A change inside a symbol names the places of the descriptions that may explain it, in tiers:
of the first tier that explains anything all counts, and nothing behind it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from hexapla.diff.symbols import Symbol
from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model import Api
from hexapla.plan import Package

SurfaceRule = Literal[
    "sdk.model-renamed",
    "sdk.model-removed",
    "sdk.model-added",
    "sdk.name-changed",
    "sdk.signature-changed",
    "sdk.return-changed",
    "sdk.field-changed",
    "sdk.exception-changed",
]
"""The rule under which a change is told that no edit explains."""


@frozen
class Planned:
    """A description and the package that was planned of it."""

    api: Api
    package: Package


@frozen(kw_only=True)
class AtOperation:
    """Findings in an operation: at a path below it and deeper (`parameters/query/page`), or anywhere in it.

    `rules` are beginnings of the rules that count; none for all that may change code.
    """

    operation: str
    tail: str = ""
    rules: tuple[str, ...] = ()


@frozen(kw_only=True)
class AtSchema:
    """Findings at a schema, by its name in either description: at a property (by wire name), or at none of them."""

    schema: str
    property: str | None = None
    rules: tuple[str, ...] = ()


@frozen(kw_only=True)
class AtPlace:
    """Findings about what stands at a place of one description: what is shared has one, wherever it is told."""

    place: Location
    is_old: bool
    rules: tuple[str, ...] = ()


@frozen(kw_only=True)
class AtNode:
    """Findings at a node of a review and below."""

    node: str
    rules: tuple[str, ...] = ()


@frozen(kw_only=True)
class AtSymbol:
    """The findings that explain another symbol, by its name (`models.Pet`)."""

    name: str


Anchor: TypeAlias = AtOperation | AtSchema | AtPlace | AtNode | AtSymbol
Tiers: TypeAlias = tuple[tuple[Anchor, ...], ...]


@frozen(kw_only=True)
class Inner:
    """A change inside a symbol.

    Attributes:
        says: what changed, as a phrase.
        breaking: whether code that named it may fail, or fail to type-check.
        rule: what it is called where no edit explains it.
        tiers: where its cause may stand, what is nearest first.
    """

    says: str
    breaking: bool
    rule: SurfaceRule
    tiers: Tiers = ()


@frozen(kw_only=True)
class Moved:
    """A symbol that moved, with all that finds its cause.

    Attributes:
        was: its name before; empty where it is new. `symbol.name` is that after, or before where it is gone.
        inner: what changed in it; never empty.
        old, new: the places of the descriptions that it is made of.
        group: what all methods of one operation share; empty for anything else.
    """

    symbol: Symbol
    was: str
    inner: tuple[Inner, ...]
    old: Location | None
    new: Location | None
    group: str = ""
