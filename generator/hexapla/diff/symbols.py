"""What code names of a generated package, and what became of it.

In: nothing. Out: the record. A symbol is told by its declaration before and after, in the words of its language.
"""

from __future__ import annotations

from typing import Literal

from hexapla.frozen import frozen

SymbolKind = Literal[
    "argument", "client", "error", "field", "header", "member", "method", "model", "reason", "resource", "type"
]
"""What a symbol is: `argument` is one of the client's constructor, `member` one of an enumeration, `header` a constant
for a header field, `reason` a documented reason of a refusal, `type` a name for a type."""


@frozen(kw_only=True)
class Symbol:
    """A symbol of a package that changed.

    Attributes:
        target: the name of the target in the configuration.
        name: how code says it, after the change (before it where it is gone): `pets.list`, `models.Pet.name`.
        before, after: its declaration: signature, annotation or value; None where it does not exist.
        breaking: whether code that named it may fail, or fail to type-check.
        says: what changed inside of it, one phrase each: ``argument `page` is gone``.
    """

    target: str
    kind: SymbolKind
    name: str
    before: str | None
    after: str | None
    breaking: bool
    says: tuple[str, ...] = ()
