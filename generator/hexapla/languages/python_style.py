"""Python: what its styles have in common, a synchronous and an asynchronous client of the same names and types.

A style says what it is called, what its models are made of, and which names they cannot have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.languages import markdown
from hexapla.languages import python as language
from hexapla.languages import python_arguments as arguments
from hexapla.languages import python_declarations as declarations
from hexapla.languages import python_docstrings as docstrings
from hexapla.languages import python_layout as layout
from hexapla.languages import python_modules as modules
from hexapla.languages.python_imports import member_order
from hexapla.languages.python_types import ARGUMENT, ATTRIBUTE, RESULT, RUNTIME, alias_text, parts, runtime, type_text
from hexapla.languages.python_unions import prepare
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

WIDTH: Final = 88

FAKE: Final = ("fail_next", "quota", "requests", "respond", "restore", "send")
"""Methods and attributes that every fake server has."""

_RESERVED: Final[dict[Kind, frozenset[str]]] = {
    "arguments": frozenset({"self", "options", "patch"}),
    # Attributes of these names would hide the types in the annotations beside them.
    "attributes": language.BUILTIN_TYPES | {"classmethod", "frozenset"},
    "constructor": arguments.CONSTRUCTOR | {"self", "given", "where", "variables", "settings"},
    "fake": frozenset({"self", "base_url", "clock", "now", *FAKE}),
    "fields": RUNTIME,
    "members": frozenset({"mro"}),
    # Files that Windows cannot have.
    "modules": frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}),
    # A method may be called `list`: results are spelled `builtins.list`.
    "methods": language.BUILTIN_TYPES - {"list"},
    "resources": frozenset({"close", "aclose", "raw", "request", "quota", "deviation_report"}),
    "types": RUNTIME | {"Any", "None", "Self", "TracebackType", "Transport", "AsyncTransport"},
}


class PythonStyle:
    """A style of Python, but for its name and its models."""

    formatter = Formatter(
        # Whatever is passed over elsewhere is formatted: a package may be called `build`.
        command=(
            *("ruff", "format", "--isolated", "--no-cache", "--target-version", "py311"),
            *("--no-respect-gitignore", "--exclude", "*.none"),
        ),
        suffixes=(".py",),
        install="install it with `pip install ruff`",
    )

    string = staticmethod(language.string)
    key = staticmethod(language.string)
    value = staticmethod(language.value)
    long_string = staticmethod(layout.long_string)
    identifier = staticmethod(language.identifier)
    attribute_name = staticmethod(language.attribute_name)
    positional = staticmethod(language.identifier)
    module_name = staticmethod(language.identifier)
    stands_for = staticmethod(language.stands_for)
    type_name = staticmethod(language.type_name)
    constant = staticmethod(language.constant)
    field_name = staticmethod(language.constant)
    described_file = "File"
    prose = staticmethod(markdown.text)
    order = staticmethod(member_order)
    upload = staticmethod(arguments.upload)
    rows = staticmethod(arguments.rows)
    sequence = staticmethod(arguments.sequence)
    by_name = staticmethod(arguments.by_name)
    or_mapping = staticmethod(arguments.or_mapping)
    or_empty = staticmethod(arguments.or_empty)
    signature = staticmethod(declarations.signature)
    returned = staticmethod(declarations.returned)
    declaration = staticmethod(declarations.declaration)
    declared = staticmethod(declarations.declared)
    shown = staticmethod(declarations.shown)
    parts = staticmethod(parts)
    given = staticmethod(layout.given)
    fits = staticmethod(declarations.fits)
    symbol = staticmethod(declarations.symbol)
    read = staticmethod(declarations.read)
    others = staticmethod(declarations.others)
    displaced = staticmethod(declarations.displaced)
    usage = declarations.USAGE

    def docstring(self, text: str, indent: int, name: str) -> Lines:
        """Return a docstring that begins with one line: the first sentence, or the name where that is too long."""
        return language.docstring(text, WIDTH - indent - 6, f"{name}.")

    def comment(self, text: str, indent: int) -> Lines:
        """Return docstring lines that fit beside an indentation and the quotes."""
        return language.comment(text, WIDTH - indent - 6)

    def prepare(self, api: Api) -> Prepared:
        """Return a description without unions that the decoder cannot take apart but under names of their own."""
        return prepare(api)

    def alias(self, schema: Alias, names: SchemaNames, later: frozenset[str], *, is_chosen: bool) -> AliasText:
        """Return a name for a type."""
        return alias_text(schema, names, later, is_chosen=is_chosen)

    def attribute(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type of an attribute that is present."""
        return type_text(of, names, ATTRIBUTE)

    def result(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type a method returns: `list` by its full name, since a method may be called so."""
        return type_text(of, names, RESULT)

    def argument(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type an argument takes: any sequence for a list, a text for what has one."""
        return type_text(of, names, ARGUMENT)

    def example(self, resource: str, call: Call, positional: Sequence[str], named: Sequence[tuple[str, str]]) -> Lines:
        """Return a loop over a list, or a call whose result is printed; arguments on lines of their own if long."""
        given = layout.given(positional, named)
        return layout.example(f"client.{resource}.{call.name}", given, loop=call.returns.startswith("builtins.list"))

    def optional(self, text: str) -> str:
        """Return the type of an attribute that may be left out."""
        return text if text.endswith("| None") else f"{text} | None"

    def nothing(self) -> str:
        """Return the type of a method that returns nothing."""
        return "None"

    def binary(self) -> TypeText:
        """Return the type of bytes that are nothing else."""
        return TypeText("bytes")

    def either(self, texts: Sequence[str]) -> str:
        """Return a union, `None` last."""
        plain = dict.fromkeys(text.removesuffix(" | None") for text in texts)
        has_none = "None" in plain or any(text.endswith(" | None") for text in texts)
        return " | ".join([*(text for text in plain if text != "None"), *(["None"] if has_none else [])])

    def left_out(self) -> str:
        """Return the default of an argument that is not sent unless it is given."""
        return "UNSET"

    def patch_argument(self, name: str) -> TypeText:
        """Return a mapping of JSON values, or a sequence of names."""
        if name == "remove":
            return TypeText("Sequence[str]", runtime("Sequence"))
        return TypeText("Mapping[str, JSONLike]", runtime("Mapping", "JSONLike"))

    def reserved(self, kind: Kind) -> frozenset[str]:
        """Return names that things of a kind may not have."""
        return _RESERVED[kind]

    def template_text(self, pieces: Sequence[tuple[str, bool]]) -> str:
        """Return literals and names joined by `+`."""
        return " + ".join(text if is_name else language.string(text) for text, is_name in pieces) or '""'

    def method_doc(self, text: MethodText) -> Lines:
        """Return a Google docstring."""
        return docstrings.method(text, WIDTH - 8)

    resource_imports = staticmethod(modules.resource_imports)
    field_imports = staticmethod(modules.field_imports)

    def files(
        self,
        package: str,
        resources: Sequence[ResourceModule],
        models: Sequence[ModelModule],
        fields: FieldModule | None,
        programs: Sequence[Program],
    ) -> tuple[Each, ...]:
        """Return a file for each resource, each module of models and each program, and one for header fields."""
        root = f"src/{package}"
        return (
            *(Each("resource.py", f"{root}/resources/{resource.name}.py", resource) for resource in resources),
            *(Each("schema.py", f"{root}/models/{module.name}.py", module) for module in models),
            *([] if fields is None else [Each("headers.py", f"{root}/headers.py", fields)]),
            *(Each(f"{program.template}.py", f"examples/{program.file}.py", program) for program in programs),
        )
