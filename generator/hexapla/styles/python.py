"""The Python style: msgspec models, a synchronous and an asynchronous client."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, assert_never

from hexapla.languages import python as language
from hexapla.languages import python_docstrings as docstrings
from hexapla.languages.python_imports import import_lines
from hexapla.model import Any, Array, Map, Named, Nullable, Scalar, Type, Union
from hexapla.plan import (
    Call,
    Each,
    EnumClass,
    Formatter,
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
_TYPES: Final = ".._types"
_OWN_TYPES: Final = frozenset(
    {
        # fmt: off
        "Any",
        "AsyncCore",
        "AsyncPager",
        "At",
        "Call",
        "ClassVar",
        "Core",
        "Date",
        "Final",
        "Guarded",
        "JSON",
        "JSONLike",
        "Mapping",
        "Message",
        "Model",
        "None",
        "OpenIntEnum",
        "OpenStrEnum",
        "Operation",
        "Options",
        "Pager",
        "Paging",
        "Reason",
        "Sequence",
        "Source",
        "Timestamp",
        "TypeAlias",
        "Unset",
        # fmt: on
    }
)


class Python:
    """The style `python`."""

    name = "python"
    formatter = Formatter(
        command=("ruff", "format", "--quiet", "--isolated", "--no-cache", "--target-version", "py311"),
        suffixes=(".py",),
        install="install it with `pip install ruff`",
    )

    string = staticmethod(language.string)
    value = staticmethod(language.value)
    identifier = staticmethod(language.identifier)
    type_name = staticmethod(language.type_name)
    constant = staticmethod(language.constant)

    def comment(self, text: str, indent: int) -> Lines:
        """Return docstring lines that fit beside an indentation and the quotes."""
        return language.comment(text, WIDTH - indent - 6)

    def attribute(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type of an attribute that is present."""
        return self._type(of, names, "list")

    def result(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type a method returns: `list` by its full name, since a method may be called so."""
        return self._type(of, names, "builtins.list")

    def argument(self, of: Type, names: SchemaNames) -> TypeText:
        """Return the type an argument takes: any sequence for a list, a text for what has one."""
        match of:
            case Scalar(kind="string", format=str(format_)) if format_ in _FORMATS:
                return TypeText(f"{_FORMATS[format_]} | str", frozenset({(_TYPES, _FORMATS[format_])}))
            case Scalar(kind=kind):
                return TypeText(_SCALARS[kind])
            case Array(item=item):
                inner = self.argument(item, names)
                return TypeText(f"Sequence[{inner.text}]", inner.uses | {("collections.abc", "Sequence")})
            case Map(value=value):
                inner = self.argument(value, names)
                return TypeText(f"Mapping[str, {inner.text}]", inner.uses | {("collections.abc", "Mapping")})
            case Named(name=name):
                known = names[name]
                text = f"{known.name} | {known.text_type}" if known.text_type else known.name
                return TypeText(text, frozenset({(f"..models.{known.module}", known.name)}))
            case Nullable(of=inner_type):
                inner = self.argument(inner_type, names)
                return TypeText(f"{inner.text} | None", inner.uses)
            case Union() | Any():
                return TypeText("JSONLike", frozenset({(_TYPES, "JSONLike")}))
            case _:
                assert_never(of)

    def _type(self, of: Type, names: SchemaNames, list_: str) -> TypeText:
        match of:
            case Scalar(kind="string", format=str(format_)) if format_ in _FORMATS:
                return TypeText(_FORMATS[format_], frozenset({(_TYPES, _FORMATS[format_])}))
            case Scalar(kind=kind):
                return TypeText(_SCALARS[kind])
            case Array(item=item):
                inner = self._type(item, names, list_)
                uses = {("builtins", "")} if list_ != "list" else set()
                return TypeText(f"{list_}[{inner.text}]", inner.uses | uses)
            case Map(value=value):
                inner = self._type(value, names, list_)
                return TypeText(f"dict[str, {inner.text}]", inner.uses)
            case Named(name=name):
                known = names[name]
                return TypeText(known.name, frozenset({(f"..models.{known.module}", known.name)}))
            case Nullable(of=inner_type):
                inner = self._type(inner_type, names, list_)
                return TypeText(f"{inner.text} | None", inner.uses)
            case Union() | Any():
                return TypeText("JSON", frozenset({(_TYPES, "JSON")}))
            case _:
                assert_never(of)

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
            return TypeText("Sequence[str]", frozenset({("collections.abc", "Sequence")}))
        return TypeText("Mapping[str, JSONLike]", frozenset({("collections.abc", "Mapping"), (_TYPES, "JSONLike")}))

    def prose(self, text: str) -> str:
        """Return text for Markdown."""
        return language.inert(" ".join(re.sub(r"([\\\\`*_{}\\[\\]<>#|])", r"\\\\\\1", text).split()))

    def reserved_methods(self) -> frozenset[str]:
        """Return names that a method of a resource may not have."""
        return frozenset()

    def reserved_resources(self) -> frozenset[str]:
        """Return names that a resource may not have on the client."""
        return frozenset({"close", "aclose", "raw", "request", "quota"})

    def reserved_members(self) -> frozenset[str]:
        """Return names that a member of an enumeration may not have."""
        return frozenset({"mro"})

    def reserved_arguments(self) -> frozenset[str]:
        """Return names that an argument of a method may not have."""
        return frozenset({"self", "options"})

    def reserved_attributes(self) -> frozenset[str]:
        """Return names that would hide a type in the annotations of the same class."""
        return language.BUILTIN_TYPES

    def reserved_types(self) -> frozenset[str]:
        """Return names that a model may not have: types of its module's own imports and of every annotation."""
        return _OWN_TYPES

    def template_text(self, pieces: Sequence[tuple[str, bool]]) -> str:
        """Return literals and names joined by `+`."""
        return " + ".join(text if is_name else language.string(text) for text, is_name in pieces) or '""'

    def method_doc(self, text: MethodText, *, is_async: bool) -> Lines:
        """Return a Google docstring."""
        return docstrings.method(text, WIDTH - 8)

    def model_imports(
        self, module: str, uses: Uses, enums: Sequence[EnumClass], records: Sequence[RecordClass], *, has_alias: bool
    ) -> Lines:
        """Return import lines for a module of models: what it defines itself is left out."""
        fields = [field for record in records for field in record.fields]
        needed = {(".._enum", "OpenIntEnum" if enum.integer else "OpenStrEnum") for enum in enums} | {
            (".._model", "Guarded" if record.sensitive else "Model") for record in records
        }
        if any(record.nested for record in records):
            needed |= {("typing", "ClassVar"), (".._source", "At"), (".._source", "Source")}
        if any(field.nested == "deep" or (field.nested and field.required) for field in fields):
            needed.add((".._model", "link"))
        if any(record.sensitive for record in records):
            needed.add(("typing", "ClassVar"))
        if any(field.renamed for field in fields):
            needed.add(("msgspec", ""))
        if has_alias:
            needed.add(("typing", "TypeAlias"))
        return import_lines(
            (wanted.replace("..models.", "."), name) for wanted, name in uses | needed if wanted != f"..models.{module}"
        )

    def resource_imports(self, uses: Uses, calls: Sequence[Call]) -> Lines:
        """Return import lines for a module of methods."""
        needed = {("typing", "Final"), (".._core", "AsyncCore"), (".._core", "Core")}
        needed |= {(".._operation", name) for name in ("Call", "Operation", "Options")}
        if any(call.paging for call in calls):
            needed |= {(".._operation", "Paging"), (".._pager", "AsyncPager"), (".._pager", "Pager")}
        if any(argument.default for call in calls for argument in call.arguments):
            needed |= {(".._unset", "UNSET"), (".._unset", "Unset")}
        if any(call.body and call.body.is_patch for call in calls):
            needed.add((".._patch", "patch"))
        if any(call.messages for call in calls):
            needed |= {(".._messages", "Message"), ("..reasons", "Reason")}
        return import_lines(uses | needed)

    def files(
        self, package: str, resources: Sequence[ResourceModule], models: Sequence[ModelModule]
    ) -> tuple[Each, ...]:
        """Return a file for each resource and each module of models."""
        root = f"src/{package}"
        return (
            *(Each("resource.py", f"{root}/resources/{resource.name}.py", resource) for resource in resources),
            *(Each("schema.py", f"{root}/models/{module.name}.py", module) for module in models),
        )
