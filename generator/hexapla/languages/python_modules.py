"""Python: the import lines of a generated module."""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.languages.python_imports import import_lines
from hexapla.languages.python_types import runtime
from hexapla.plan import AliasType, Call, EnumClass, Lines, RecordClass, Uses


def model_imports(
    module: str,
    uses: Uses,
    enums: Sequence[EnumClass],
    records: Sequence[RecordClass],
    aliases: Sequence[AliasType],
) -> Lines:
    """Return import lines for a module of models: what it defines itself is left out."""
    fields = [field for record in records for field in record.fields]
    needed = uses
    for enum in enums:
        needed |= runtime("OpenIntEnum" if enum.integer else "OpenStrEnum")
    for record in records:
        needed |= runtime("Guarded", "ClassVar") if record.sensitive else runtime("Model")
        needed |= runtime("ClassVar", "At", "Source") if record.nested else frozenset()
        needed |= runtime("ClassVar", "JSON", "Mapping") if record.constants else frozenset()
        needed |= runtime("TypeForm") if record.additional else frozenset()
    if any(field.nested == "deep" or (field.nested and field.required) for field in fields):
        needed |= runtime("link")
    if any(field.renamed for field in fields):
        needed |= {("msgspec", "")}
    if any(alias.members for alias in aliases):
        needed |= runtime("TYPE_CHECKING")
    if aliases:
        needed |= runtime("TypeAlias")
    return import_lines(
        (wanted.replace("..models.", "."), name) for wanted, name in uses | needed if wanted != f"..models.{module}"
    )


def field_imports(uses: Uses) -> Lines:
    """Return import lines for the module of header fields, which stands one folder higher than the others."""
    needed = uses | runtime("Final", "Header")
    return import_lines(
        (wanted.removeprefix(".") if wanted.startswith("..") else wanted, name) for wanted, name in needed
    )


def resource_imports(uses: Uses, calls: Sequence[Call]) -> Lines:
    """Return import lines for a module of methods."""
    needed = uses | runtime("Final", "AsyncCore", "Core", "Call", "Operation", "Options")
    for call in calls:
        if call.wrapper:
            needed |= runtime(call.wrapper, f"Async{call.wrapper}")
        if call.answers:
            needed |= runtime("Answer")
        if call.spellings:
            needed |= runtime("Spelling")
        if call.body and call.body.parts:
            needed |= runtime("Part")
        if call.paging or call.cursor:
            needed |= runtime("Paging" if call.paging else "Cursor")
    if any(argument.unset for call in calls for argument in call.arguments):
        needed |= runtime("UNSET", "Unset")
    if any(call.body and call.body.is_patch for call in calls):
        needed |= runtime("patch")
    if any(call.messages for call in calls):
        needed |= runtime("Message", "Reason")
    return import_lines(needed)
