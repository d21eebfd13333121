"""The style `python-pydantic`: the client of the Python style, with models of pydantic.

Its templates are those of the Python style, but for what makes, reads and writes models.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.languages.python_imports import import_lines
from hexapla.languages.python_style import PythonStyle
from hexapla.languages.python_types import runtime
from hexapla.plan import AliasType, EnumClass, Kind, Lines, RecordClass, Uses

_OF_BASE: Final = frozenset(
    {
        *("construct", "copy", "dict", "from_orm", "json", "model_computed_fields", "model_config", "model_construct"),
        *("model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields", "model_fields_set"),
        *("model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate"),
        *("model_validate_json", "model_validate_strings", "parse_file", "parse_obj", "parse_raw", "schema"),
        *("schema_json", "update_forward_refs", "validate"),
        # Of the class of all models:
        *("mro", "register"),
    }
)
"""What every model of pydantic has: a field of such a name would hide it, or be refused."""


class PythonPydantic(PythonStyle):
    """The style `python-pydantic`."""

    name = "python-pydantic"
    base: str | None = "python"

    def reserved(self, kind: Kind) -> frozenset[str]:
        """Return names that things of a kind may not have."""
        match kind:
            case "attributes":
                return super().reserved(kind) | _OF_BASE
            case "types":
                return super().reserved(kind) | {"Field"}
            case _:
                return super().reserved(kind)

    def model_imports(
        self,
        module: str,
        uses: Uses,
        enums: Sequence[EnumClass],
        records: Sequence[RecordClass],
        aliases: Sequence[AliasType],
    ) -> Lines:
        """Return import lines for a module of models: what it defines itself is left out."""
        needed = uses
        for enum in enums:
            needed |= runtime("OpenIntEnum" if enum.integer else "OpenStrEnum")
        for record in records:
            needed |= runtime("Model")
            is_told = record.nested or record.sensitive or record.constants
            needed |= runtime("ClassVar") if is_told else frozenset()
            needed |= runtime("JSON", "Mapping") if record.constants else frozenset()
            needed |= runtime("TypeForm", "TYPE_CHECKING") if record.additional else frozenset()
            if any(field.renamed for field in record.fields):
                needed |= {("pydantic", "Field")}
        if any(alias.members for alias in aliases):
            needed |= runtime("TYPE_CHECKING")
        if aliases:
            needed |= runtime("TypeAlias")
        return import_lines(
            (wanted.replace("..models.", "."), name) for wanted, name in needed if wanted != f"..models.{module}"
        )
