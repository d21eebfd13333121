"""What a package declares, as people read it and as code uses it: what a style must know to compare two packages.

The other half of `Style`, which makes one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, TypeAlias

from hexapla.frozen import frozen
from hexapla.plan.calls import Call, Lines
from hexapla.plan.package import (
    AliasType,
    EnumClass,
    EnumMember,
    Field,
    HeaderField,
    Package,
    Reason,
    RecordClass,
    ResourceModule,
)

Declarable: TypeAlias = RecordClass | EnumClass | AliasType | Field | EnumMember | Reason | HeaderField | ResourceModule
"""What a line of code declares."""


@frozen(kw_only=True)
class Declared:
    """What code names of a package besides methods and models.

    Attributes:
        kind: what it is: the package, a client, an argument of a constructor, an error, a group of records.
        of: what it is made of: the target's names (`package`, `client`), a credential, a variable of an address, a
            server, the quota, or the fake.
        name: how code says it; `text` the line that declares it.
        argument: the name of an argument; `required`, `keyword`: whether it must be given, and whether by name only.
    """

    kind: Literal["package", "client", "argument", "error", "resource"]
    of: str
    name: str
    text: str
    argument: str = ""
    required: bool = False
    keyword: bool = True


@frozen(kw_only=True)
class Usage:
    """How code uses what is declared, as far as a change of it may break some.

    Attributes:
        positions_have_names: whether what can be given by position can be given by its name as well.
        members_have_names: whether code names the members of enumerations, and not only their values.
        open_values: whether a type checker takes any text (number) for a value of every enumeration of such.
    """

    positions_have_names: bool
    members_have_names: bool
    open_values: bool


class Surface(Protocol):
    """What a package declares, in the words of its language."""

    @property
    def usage(self) -> Usage:
        """Return how code uses what is declared."""

    def signature(self, call: Call) -> str:
        """Return a method as people read it: name, arguments, what it returns; nothing that all methods have."""

    def returned(self, call: Call) -> str:
        """Return the type of what a method returns, with the class around it."""

    def declaration(self, of: Declarable) -> str:
        """Return the line that declares something."""

    def declared(self, package: Package) -> tuple[Declared, ...]:
        """Return what a package holds besides methods and models."""

    def shown(self, text: str) -> str:
        """Return a type as people read it: types that mean the same are written the same."""

    def parts(self, text: str) -> Sequence[str]:
        """Return the members of a union; of any other type the type itself."""

    def fits(self, of: str, into: str, bases: Mapping[str, str], others: Mapping[str, str]) -> bool:
        """Say whether every value of a type is one of another.

        `bases` tells what the values of names in `of` are, too: of an alias its type, of an enumeration text or a
        number; `others` what names in `into` stand for: of an alias its type.
        """

    def symbol(self, of: Declarable | Call, owner: str = "") -> str:
        """Return how code says something that is declared.

        `owner` is the class of an attribute and of a member of an enumeration, and the resource of a method.
        """

    def read(self, of: Field) -> str:
        """Return the type of what comes of reading an attribute."""

    def others(self, of: RecordClass) -> str:
        """Return the type of the members of a record that have no name, as far as code sees it; empty for nothing."""

    def displaced(self, old: Call, new: Call) -> Lines:
        """Return what breaks callers of a method though all its arguments are as they were, as phrases."""
