"""What a style must know so that `build` can plan a package with it.

A style is the only thing that turns text of a spec into text of a language: `string` makes a literal, `comment` lines
of documentation, `identifier` and its kin names. Everything else is composed of what these return.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from hexapla.model import JSON, Type
from hexapla.plan.package import Each, Lines, ModelModule, ResourceModule


@dataclass(frozen=True, slots=True)
class Formatter:
    """A command that formats the files of a folder in place; the folder is appended to its arguments."""

    command: tuple[str, ...]
    suffixes: tuple[str, ...]
    install: str


@dataclass(frozen=True, slots=True)
class TypeText:
    """A type as text, and the names it takes from elsewhere: (module, name) pairs."""

    text: str
    uses: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class MethodText:
    """What a method's documentation says, before a style lays it out.

    Attributes:
        arguments: name and lines of each argument.
        returns: what comes back, in a word or two; empty for nothing.
        errors: the error classes and when they are raised, documented ones first.
        page: the documentation page and the heading on it.
    """

    summary: str
    description: str
    arguments: tuple[tuple[str, str], ...]
    returns: str
    errors: tuple[tuple[str, str], ...]
    page: str
    deprecated: bool


class Style(Protocol):
    """One way of producing a client."""

    @property
    def name(self) -> str:
        """Return the word a target's configuration uses, and the name of the template folder."""

    @property
    def formatter(self) -> Formatter | None:
        """Return the formatter of the language, None for none."""

    def string(self, text: str) -> str:
        """Return a literal of exactly this text."""

    def value(self, value: JSON) -> str:
        """Return a literal of a JSON value."""

    def comment(self, text: str, width: int) -> Lines:
        """Return the text as lines of documentation that cannot end the comment they stand in."""

    def identifier(self, name: str) -> str:
        """Return the name of an attribute, an argument or a method."""

    def type_name(self, name: str) -> str:
        """Return the name of a class."""

    def constant(self, name: str) -> str:
        """Return the name of a constant or of an enumeration's member."""

    def attribute(self, of: Type, names: Mapping[str, str]) -> TypeText:
        """Return the type of an attribute that is present; `names` gives the class of each schema."""

    def argument(self, of: Type, names: Mapping[str, str]) -> TypeText:
        """Return the type an argument takes: the attribute's type, or its text."""

    def reserved_arguments(self) -> frozenset[str]:
        """Return names that an argument of a method may not have."""

    def reserved_attributes(self) -> frozenset[str]:
        """Return names that an attribute of a record may not have."""

    def reserved_types(self) -> frozenset[str]:
        """Return names that a class may not have."""

    def template_text(self, pieces: Sequence[tuple[str, bool]]) -> str:
        """Return an expression of literal texts and (where the flag is true) names, joined."""

    def method_doc(self, text: MethodText, *, is_async: bool) -> Lines:
        """Return the documentation of a method, laid out as the language does."""

    def imports(self, uses: frozenset[tuple[str, str]], module: str) -> Lines:
        """Return finished import lines for a module that uses these names."""

    def files(
        self, package: str, resources: Sequence[ResourceModule], models: Sequence[ModelModule]
    ) -> tuple[Each, ...]:
        """Return the files that are rendered once per resource or module of models."""
