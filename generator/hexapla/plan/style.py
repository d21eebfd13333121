"""What a style must know so that `build` can plan a package with it.

A style is the only thing that turns text of a spec into text of a language: `string` makes a literal, `comment` lines
of documentation, `identifier` and its kin names. Everything else is composed of what these return.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, TypeAlias

from hexapla.frozen import frozen
from hexapla.model import JSON, Alias, Api, Type
from hexapla.plan.calls import Call, Lines
from hexapla.plan.declared import Surface
from hexapla.plan.package import (
    AliasType,
    Each,
    EnumClass,
    FieldModule,
    ModelModule,
    RecordClass,
    ResourceModule,
)
from hexapla.plan.shown import Program


@frozen
class Formatter:
    """A command that formats the files of a folder in place; the folder is appended to its arguments."""

    command: tuple[str, ...]
    suffixes: tuple[str, ...]
    install: str


Uses: TypeAlias = frozenset[tuple[str, str]]
"""Names taken from elsewhere: (module, name); an empty name means the module itself."""


@frozen
class TypeText:
    """A type as text, and the names it takes from elsewhere.

    `shape` is an expression by which a runtime reads a value; empty where the type itself is there when code runs.
    """

    text: str
    uses: Uses = frozenset()
    shape: str = ""


@frozen
class AliasText:
    """A name for a type as text.

    Attributes:
        text: the type.
        uses: the names it takes from elsewhere.
        members: the types the runtime must choose between; empty where the decoder does by itself.
        tag: the property whose value chooses, as a literal; empty for none.
        tags: the type that each value chooses, by the value as a literal.
        shape: as of `TypeText`.
    """

    text: str
    uses: Uses = frozenset()
    members: tuple[str, ...] = ()
    tag: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    shape: str = ""


@frozen
class Prepared:
    """A description in the types that a style has, and the aliases whose values its runtime must choose between."""

    api: Api
    chosen: frozenset[str] = frozenset()


@frozen
class SchemaName:
    """What a schema becomes: its name, the module it stands in, and the plain type of an enumeration's values."""

    name: str
    module: str
    text_type: str = ""


SchemaNames: TypeAlias = Mapping[str, SchemaName]
"""Of each schema of the model, by its name there, what it becomes."""


@frozen
class MethodText:
    """What a method's documentation says, before a style lays it out.

    Attributes:
        id: the operationId.
        arguments: name and lines of each argument.
        returns: what comes back, in a word or two; empty for nothing.
        fields: the header fields that responses are documented to have.
        errors: the documented statuses and what they mean.
        page: the documentation page and the heading on it.
        named: the names of the arguments that can be given by name only.
    """

    id: str
    summary: str
    description: str
    arguments: tuple[tuple[str, str], ...]
    returns: str
    fields: tuple[str, ...]
    errors: tuple[tuple[str, str], ...]
    page: str
    deprecated: bool
    named: frozenset[str] = frozenset()


Kind = Literal[
    "arguments", "attributes", "constructor", "fake", "fields", "members", "methods", "modules", "resources", "types"
]
"""What a name is for: arguments of a method, attributes of a record, members of an enumeration, ..."""


class Style(Surface, Protocol):
    """One way of producing a client."""

    @property
    def name(self) -> str:
        """Return the word a target's configuration uses, and the name of the template folder."""

    @property
    def base(self) -> str | None:
        """Return the name of the style whose templates stand behind this one's, None for none."""

    @property
    def formatter(self) -> Formatter | None:
        """Return the formatter of the language, None for none."""

    def string(self, text: str) -> str:
        """Return a literal of exactly this text."""

    def key(self, wire: str) -> str:
        """Return the name of a member as it stands in a literal of an object."""

    def long_string(self, text: str, indent: int) -> Lines:
        """Return literals that are exactly this text together, one a line behind an indentation; one where it fits."""

    def value(self, value: JSON) -> str:
        """Return a literal of a JSON value."""

    def comment(self, text: str, indent: int) -> Lines:
        """Return the text as lines of documentation that cannot end the comment they stand in.

        `indent` is how many columns stand before each line.
        """

    def docstring(self, text: str, indent: int, name: str) -> Lines:
        """Return documentation lines that begin with one that can stand alone; `name` is what is documented."""

    def identifier(self, name: str) -> str:
        """Return the name of an attribute, an argument or a method."""

    def attribute_name(self, wire: str, alias: str) -> str:
        """Return the name of an attribute for a member; `alias` is what the spec has it called instead, or empty."""

    def positional(self, name: str) -> str:
        """Return the name of an argument that may be given by position."""

    def module_name(self, name: str) -> str:
        """Return the name of a module."""

    def stands_for(self, wire: str) -> bool:
        """Say whether an attribute can stand for a member of this name on the wire."""

    def type_name(self, name: str) -> str:
        """Return the name of a class."""

    def constant(self, name: str) -> str:
        """Return the name of a constant or of an enumeration's member."""

    def field_name(self, name: str) -> str:
        """Return the name of what reads a header field."""

    @property
    def described_file(self) -> str:
        """Return the type of a file that is sent with more than its bytes."""

    def prepare(self, api: Api) -> Prepared:
        """Return a description in types that the language has; types that need a name get one."""

    def alias(self, schema: Alias, names: SchemaNames, later: frozenset[str], *, is_chosen: bool) -> AliasText:
        """Return a name for a type; `later` are the schemas of its module that are defined further down."""

    def order(self, name: str) -> tuple[int, tuple[tuple[str, int], ...]]:
        """Return what names from one module are sorted by."""

    def attribute(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type of an attribute that is present."""

    def result(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type of what a method returns."""

    def argument(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type an argument takes: the attribute's type, or its text."""

    def reserved(self, kind: Kind) -> frozenset[str]:
        """Return names that things of a kind may not have."""

    def template_text(self, pieces: Sequence[tuple[str, bool]]) -> str:
        """Return an expression of literal texts and (where the flag is true) names, joined."""

    def method_doc(self, text: MethodText) -> Lines:
        """Return the documentation of a method, laid out as the language does."""

    def given(self, positional: Sequence[str], named: Sequence[tuple[str, str]]) -> Lines:
        """Return arguments as they stand between the brackets of a call."""

    def example(self, resource: str, call: Call, positional: Sequence[str], named: Sequence[tuple[str, str]]) -> Lines:
        """Return lines of code that make a call of a client called `client` and show what comes back."""

    def optional(self, text: str) -> str:
        """Return the type of an attribute that may be left out."""

    def nothing(self) -> str:
        """Return the type of a method that returns nothing."""

    def binary(self) -> TypeText:
        """Return the type of bytes that are nothing else."""

    def either(self, texts: Sequence[str]) -> str:
        """Return the type of a value that has one of these types; equal ones count once."""

    def left_out(self) -> str:
        """Return the default of an argument that is not sent unless it is given."""

    def upload(self, *, pieces: bool = False) -> TypeText:
        """Return the type of a file to send; with `pieces` it may come in pieces."""

    def rows(self, text: TypeText) -> TypeText:
        """Return the type of values that are sent one by one."""

    def sequence(self, text: TypeText) -> TypeText:
        """Return the type of a list of values."""

    def by_name(self, text: TypeText) -> TypeText:
        """Return the type of values by name."""

    def or_mapping(self, text: TypeText) -> TypeText:
        """Return the type of an object, or of its members by their names on the wire."""

    def or_empty(self, text: TypeText) -> TypeText:
        """Return the type of a value, or of a text without letters."""

    def patch_argument(self, name: str) -> TypeText:
        """Return the type of `replace` and `add` (values by name) or `remove` (names)."""

    def prose(self, text: str) -> str:
        """Return text for a README: nothing in it acts as markup."""

    def model_imports(
        self,
        module: str,
        uses: Uses,
        enums: Sequence[EnumClass],
        records: Sequence[RecordClass],
        aliases: Sequence[AliasType],
    ) -> Lines:
        """Return finished import lines of a module of models that uses these names besides what its kind needs."""

    def field_imports(self, uses: Uses) -> Lines:
        """Return finished import lines of the module of header fields."""

    def resource_imports(self, uses: Uses, calls: Sequence[Call]) -> Lines:
        """Return finished import lines of a module of methods."""

    def files(
        self,
        package: str,
        resources: Sequence[ResourceModule],
        models: Sequence[ModelModule],
        fields: FieldModule | None,
        programs: Sequence[Program],
    ) -> tuple[Each, ...]:
        """Return the files that are rendered once per resource, module of models or program, and that of fields."""
