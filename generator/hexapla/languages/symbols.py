"""How code says what a package declares, as far as languages agree: by names and dots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, assert_never

from hexapla.plan import (
    AliasType,
    Call,
    Declarable,
    EnumClass,
    EnumMember,
    Field,
    HeaderField,
    Reason,
    RecordClass,
    ResourceModule,
)

MODELS: Final = "models"
"""What models stand behind."""


def symbol(of: Declarable | Call, owner: str, inside: Callable[[Field | EnumMember, str], str], reasons: str) -> str:
    """Return how code says something that is declared.

    Args:
        of: what is declared.
        owner: as of `Style.symbol`.
        inside: says what is inside of a class, of which it is given the name with what it stands behind.
        reasons: what reasons stand behind.
    """
    match of:
        case RecordClass(name=name) | EnumClass(name=name) | AliasType(name=name):
            return f"{MODELS}.{name}"
        case Field() | EnumMember():
            return inside(of, f"{MODELS}.{owner}")
        case Reason(name=name):
            return f"{reasons}.{name}"
        case HeaderField(name=name):
            return f"headers.{name}"
        case ResourceModule(attribute=attribute):
            return attribute
        case Call(name=name):
            return f"{owner}.{name}"
        case _:
            assert_never(of)
