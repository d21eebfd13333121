"""The Python style: msgspec models, a synchronous and an asynchronous client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from hexapla.frozen import frozen
from hexapla.languages import markdown
from hexapla.languages import python as language
from hexapla.languages import python_docstrings as docstrings
from hexapla.languages import python_layout as layout
from hexapla.languages.python_imports import import_lines
from hexapla.model import Any, Array, Map, Named, Nullable, Scalar, Tuple, Type, Union
from hexapla.plan import (
    Call,
    Each,
    EnumClass,
    Formatter,
    Kind,
    Lines,
    MethodText,
    ModelModule,
    RecordClass,
    ResourceModule,
    SchemaNames,
    TypeText,
    Uses,
)

WIDTH: Final = 88
_SCALARS: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_FORMATS: Final = {"date-time": "Timestamp", "date": "Date"}
_RUNTIME: Final = {
    "typing": ("Final", "ClassVar", "TypeAlias"),
    "collections.abc": ("Mapping", "Sequence"),
    ".._core": ("AsyncCore", "Core"),
    ".._enum": ("OpenIntEnum", "OpenStrEnum"),
    ".._messages": ("Message",),
    ".._model": ("Guarded", "Model", "link"),
    ".._operation": ("Answer", "Call", "Cursor", "Operation", "Options", "Paging", "Part", "Spelling"),
    ".._pager": ("AsyncPager", "Pager"),
    ".._patch": ("patch",),
    ".._stream": ("AsyncDownload", "AsyncEvents", "AsyncLines", "Download", "Events", "Lines"),
    ".._source": ("At", "Source"),
    ".._types": ("Date", "JSON", "JSONLike", "Timestamp"),
    ".._unset": ("UNSET", "Unset"),
    "..reasons": ("Reason",),
}
"""Modules of the runtime and the standard library, and the names generated modules take from them."""
_HOME: Final = {name: module for module, names in _RUNTIME.items() for name in names}


_RESERVED: Final[dict[Kind, frozenset[str]]] = {
    "arguments": frozenset({"self", "options", "patch"}),
    # Attributes of these names would hide the types in the annotations beside them.
    "attributes": language.BUILTIN_TYPES | {"msgspec"},
    "constructor": frozenset({"self", "base_url", "timeout", "transport", "user_agent", "given", "where", "basic"}),
    "members": frozenset({"mro"}),
    # A method may be called `list`: results are spelled `builtins.list`.
    "methods": language.BUILTIN_TYPES - {"list"},
    "resources": frozenset({"close", "aclose", "raw", "request", "quota"}),
    "types": frozenset(_HOME) | {"Any", "None", "Self", "TracebackType", "Transport", "AsyncTransport"},
}


def _uses(*names: str) -> Uses:
    return frozenset((_HOME[name], name) for name in names)


@frozen
class _Spelling:
    """How types are written in one place; `or_text` adds the text that a date or an enumeration has."""

    array: str
    mapping: str
    any: str
    or_text: bool


_ATTRIBUTE: Final = _Spelling("list", "dict", "JSON", or_text=False)
_RESULT: Final = _Spelling("builtins.list", "dict", "JSON", or_text=False)
_ARGUMENT: Final = _Spelling("Sequence", "Mapping", "JSONLike", or_text=True)


class Python:
    """The style `python`."""

    name = "python"
    formatter = Formatter(
        command=("ruff", "format", "--isolated", "--no-cache", "--target-version", "py311"),
        suffixes=(".py",),
        install="install it with `pip install ruff`",
    )

    string = staticmethod(language.string)
    value = staticmethod(language.value)
    identifier = staticmethod(language.identifier)
    type_name = staticmethod(language.type_name)
    constant = staticmethod(language.constant)
    prose = staticmethod(markdown.text)

    def docstring(self, text: str, indent: int, name: str) -> Lines:
        """Return a docstring that begins with one line: the first sentence, or the name where that is too long."""
        return language.docstring(text, WIDTH - indent - 6, f"{name}.")

    def comment(self, text: str, indent: int) -> Lines:
        """Return docstring lines that fit beside an indentation and the quotes."""
        return language.comment(text, WIDTH - indent - 6)

    def attribute(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type of an attribute that is present."""
        return _type(of, names, _ATTRIBUTE)

    def result(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type a method returns: `list` by its full name, since a method may be called so."""
        return _type(of, names, _RESULT)

    def argument(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type an argument takes: any sequence for a list, a text for what has one."""
        return _type(of, names, _ARGUMENT)

    def example(self, resource: str, call: Call, positional: Sequence[str], named: Sequence[tuple[str, str]]) -> Lines:
        """Return a loop over a list, or a call whose result is printed; arguments on lines of their own if long."""
        arguments = [*positional, *(f"{name}={value}" for name, value in named)]
        return layout.example(
            f"client.{resource}.{call.name}", arguments, loop=call.returns.startswith("builtins.list")
        )

    def optional(self, text: str) -> str:
        """Return the type of an attribute that may be left out."""
        return text if text.endswith("| None") else f"{text} | None"

    def nothing(self) -> str:
        """Return the type of a method that returns nothing."""
        return "None"

    def left_out(self) -> str:
        """Return the default of an argument that is not sent unless it is given."""
        return "UNSET"

    def patch_argument(self, name: str) -> TypeText:
        """Return a mapping of JSON values, or a sequence of names."""
        if name == "remove":
            return TypeText("Sequence[str]", _uses("Sequence"))
        return TypeText("Mapping[str, JSONLike]", _uses("Mapping", "JSONLike"))

    def reserved(self, kind: Kind) -> frozenset[str]:
        """Return names that things of a kind may not have."""
        return _RESERVED[kind]

    def template_text(self, pieces: Sequence[tuple[str, bool]]) -> str:
        """Return literals and names joined by `+`."""
        return " + ".join(text if is_name else language.string(text) for text, is_name in pieces) or '""'

    def method_doc(self, text: MethodText) -> Lines:
        """Return a Google docstring."""
        return docstrings.method(text, WIDTH - 8)

    def model_imports(
        self, module: str, uses: Uses, enums: Sequence[EnumClass], records: Sequence[RecordClass], *, has_alias: bool
    ) -> Lines:
        """Return import lines for a module of models: what it defines itself is left out."""
        fields = [field for record in records for field in record.fields]
        needed = uses
        for enum in enums:
            needed |= _uses("OpenIntEnum" if enum.integer else "OpenStrEnum")
        for record in records:
            needed |= _uses("Guarded", "ClassVar") if record.sensitive else _uses("Model")
            needed |= _uses("ClassVar", "At", "Source") if record.nested else frozenset()
        if any(field.nested == "deep" or (field.nested and field.required) for field in fields):
            needed |= _uses("link")
        if any(field.renamed for field in fields):
            needed |= {("msgspec", "")}
        if has_alias:
            needed |= _uses("TypeAlias")
        return import_lines(
            (wanted.replace("..models.", "."), name) for wanted, name in uses | needed if wanted != f"..models.{module}"
        )

    def resource_imports(self, uses: Uses, calls: Sequence[Call]) -> Lines:
        """Return import lines for a module of methods."""
        needed = uses | _uses("Final", "AsyncCore", "Core", "Call", "Operation", "Options")
        for call in calls:
            if call.wrapper:
                needed |= _uses(call.wrapper, f"Async{call.wrapper}")
            if call.answers:
                needed |= _uses("Answer")
            if call.spellings:
                needed |= _uses("Spelling")
            if call.body and call.body.parts:
                needed |= _uses("Part")
            if call.paging or call.cursor:
                needed |= _uses("Paging" if call.paging else "Cursor")
        if any(argument.default for call in calls for argument in call.arguments):
            needed |= _uses("UNSET", "Unset")
        if any(call.body and call.body.is_patch for call in calls):
            needed |= _uses("patch")
        if any(call.messages for call in calls):
            needed |= _uses("Message", "Reason")
        return import_lines(needed)

    def files(
        self, package: str, resources: Sequence[ResourceModule], models: Sequence[ModelModule]
    ) -> tuple[Each, ...]:
        """Return a file for each resource and each module of models."""
        root = f"src/{package}"
        return (
            *(Each("resource.py", f"{root}/resources/{resource.name}.py", resource) for resource in resources),
            *(Each("schema.py", f"{root}/models/{module.name}.py", module) for module in models),
        )


def _type(of: Type, names: SchemaNames, spelling: _Spelling) -> TypeText:
    match of:
        case Scalar(kind="string", format=str(format_)) if format_ in _FORMATS:
            text = f"{_FORMATS[format_]} | str" if spelling.or_text else _FORMATS[format_]
            return TypeText(text, _uses(_FORMATS[format_]))
        case Scalar(kind=kind):
            return TypeText(_SCALARS[kind])
        case Array(item=item):
            inner = _type(item, names, spelling)
            return TypeText(f"{spelling.array}[{inner.text}]", inner.uses | _generic(spelling.array))
        case Map(value=value):
            inner = _type(value, names, spelling)
            return TypeText(f"{spelling.mapping}[str, {inner.text}]", inner.uses | _generic(spelling.mapping))
        case Named(name=name):
            known = names[name]
            text = f"{known.name} | {known.text_type}" if known.text_type and spelling.or_text else known.name
            return TypeText(text, frozenset({(f"..models.{known.module}", known.name)}))
        case Nullable(of=inner_type):
            inner = _type(inner_type, names, spelling)
            return TypeText(f"{inner.text} | None", inner.uses)
        case Union() | Tuple() | Any():
            return TypeText(spelling.any, _uses(spelling.any))
        case _:
            assert_never(of)


def _generic(name: str) -> Uses:
    """Return what must be imported for a generic type: nothing for `list` and `dict`."""
    return (
        frozenset({("builtins", "")}) if name.startswith("builtins.") else _uses(name) if name in _HOME else frozenset()
    )
