"""The TypeScript style: plain objects typed by interfaces, one client of promises, no dependency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.languages import markdown
from hexapla.languages import typescript as language
from hexapla.languages import typescript_arguments as arguments
from hexapla.languages import typescript_declarations as declarations
from hexapla.languages import typescript_docs as docs
from hexapla.languages import typescript_layout as layout
from hexapla.languages import typescript_modules as modules
from hexapla.languages.typescript_types import ARGUMENT, ATTRIBUTE, RESULT, alias_text, parts, type_text
from hexapla.model import Alias, Api, Type
from hexapla.plan import (
    AliasText,
    Call,
    Each,
    FieldModule,
    Formatter,
    Kind,
    Lines,
    MethodText,
    ModelModule,
    Prepared,
    Program,
    ResourceModule,
    SchemaNames,
    TypeText,
)

WIDTH: Final = 100
_STARS: Final = 3
"""Columns that stand before each line of a comment."""


class TypeScript:
    """The style `typescript`."""

    name = "typescript"
    base: str | None = None
    formatter = Formatter(
        command=("prettier", "--write", "--no-config", "--no-editorconfig", "--print-width=100", "--log-level=warn"),
        suffixes=(".ts", ".json"),
        install="install it with `npm install --save-dev prettier`",
    )

    string = staticmethod(language.string)
    key = staticmethod(language.key)
    value = staticmethod(language.value)
    long_string = staticmethod(layout.long_string)
    identifier = staticmethod(language.identifier)
    attribute_name = staticmethod(language.attribute_name)
    positional = staticmethod(language.positional)
    module_name = staticmethod(language.module_name)
    stands_for = staticmethod(language.stands_for)
    type_name = staticmethod(language.type_name)
    constant = staticmethod(language.constant)
    field_name = staticmethod(language.field_name)
    described_file = "Upload"
    prose = staticmethod(markdown.text)
    order = staticmethod(modules.member_order)
    upload = staticmethod(arguments.upload)
    rows = staticmethod(arguments.rows)
    sequence = staticmethod(arguments.sequence)
    by_name = staticmethod(arguments.by_name)
    or_mapping = staticmethod(arguments.or_mapping)
    or_empty = staticmethod(arguments.or_empty)
    patch_argument = staticmethod(arguments.patch_argument)
    optional = staticmethod(arguments.optional)
    either = staticmethod(arguments.either)
    template_text = staticmethod(layout.template_text)
    given = staticmethod(layout.given)
    signature = staticmethod(declarations.signature)
    returned = staticmethod(declarations.returned)
    declaration = staticmethod(declarations.declaration)
    declared = staticmethod(declarations.declared)
    shown = staticmethod(declarations.shown)
    parts = staticmethod(parts)
    fits = staticmethod(declarations.fits)
    symbol = staticmethod(declarations.symbol)
    read = staticmethod(declarations.read)
    others = staticmethod(declarations.others)
    displaced = staticmethod(declarations.displaced)
    usage = declarations.USAGE
    model_imports = staticmethod(modules.model_imports)
    resource_imports = staticmethod(modules.resource_imports)
    field_imports = staticmethod(modules.field_imports)

    def docstring(self, text: str, indent: int, name: str) -> Lines:
        """Return the lines of a comment; the name where there is no text."""
        return self.comment(text or f"{name}.", indent)

    def comment(self, text: str, indent: int) -> Lines:
        """Return the lines of a comment that fit beside an indentation and the stars."""
        return language.comment(text, WIDTH - indent - _STARS)

    def prepare(self, api: Api) -> Prepared:
        """Return a description as it is: the language has a type for each of its types.

        All aliases count as chosen: an alias may name itself, but not stand for itself.
        """
        return Prepared(api, frozenset(one.name for one in api.schemas if isinstance(one, Alias)))

    def alias(self, schema: Alias, names: SchemaNames, later: frozenset[str], *, is_chosen: bool) -> AliasText:
        """Return a name for a type."""
        del is_chosen
        return alias_text(schema, names, later)

    def attribute(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type of a member that is present."""
        return type_text(of, names, ATTRIBUTE)

    def result(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type of what a method returns: models stand behind `models.`."""
        return type_text(of, names, RESULT)

    def argument(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type an argument takes: lists and maps that are only read."""
        found = type_text(of, names, ARGUMENT)
        return TypeText(found.text, frozenset(use for use in found.uses if not use[1].startswith("shapeOf")))

    def example(self, resource: str, call: Call, positional: Sequence[str], named: Sequence[tuple[str, str]]) -> Lines:
        """Return a loop over a list, or a call whose result is printed."""
        given = layout.given(positional, named)
        is_list = arguments.is_list(call.returns)
        return layout.example(f"client.{resource}.{call.name}", given, loop=is_list, pages=call.is_lazy)

    def nothing(self) -> str:
        """Return the type of a method that returns nothing."""
        return "void"

    def binary(self) -> TypeText:
        """Return the type of bytes that are nothing else."""
        return TypeText("Uint8Array", shape='"bytes"')

    def left_out(self) -> str:
        """Return the default of an argument that is not sent unless it is given."""
        return "undefined"

    def reserved(self, kind: Kind) -> frozenset[str]:
        """Return names that things of a kind may not have."""
        return arguments.RESERVED[kind]

    def method_doc(self, text: MethodText) -> Lines:
        """Return a TSDoc comment."""
        return docs.method(text, WIDTH - 2 - _STARS)

    def files(
        self,
        package: str,
        resources: Sequence[ResourceModule],
        models: Sequence[ModelModule],
        fields: FieldModule | None,
        programs: Sequence[Program],
    ) -> tuple[Each, ...]:
        """Return a file for each resource, module of models and program, and one for header fields.

        There is one client, whose calls are all awaited: so there is no second program for that.
        """
        del package
        return (
            *(Each("resource.ts", f"src/resources/{resource.name}.ts", resource) for resource in resources),
            *(Each("schema.ts", f"src/models/{module.name}.ts", modules.settled(module)) for module in models),
            *([] if fields is None else [Each("headers.ts", "src/headers.ts", fields)]),
            *(
                Each(f"{program.template}.ts", f"examples/{program.file}.ts", program)
                for program in programs
                if program.template != "example_list_async"
            ),
        )
