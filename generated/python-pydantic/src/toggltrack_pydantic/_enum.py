"""Open enumerations: a value the package does not know is kept, not refused."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class OpenStrEnum(StrEnum):
    """Text with some known values; any other text is a member of its own."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        # Not remembered anywhere: a server could fill the memory with new values.
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether this value was documented when the package was made."""
        return type(self).__members__.get(self._name_) is self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return a schema that refuses no text, its values as examples."""
        found = handler(schema)
        inside = handler.resolve_ref_schema(found)
        inside["examples"] = inside.pop("enum", None) or [inside.pop("const")]
        return found


class OpenIntEnum(IntEnum):
    """Numbers with some known values; any other number is a member of its own."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_ = str(value)
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether this value was documented when the package was made."""
        return type(self).__members__.get(self._name_) is self

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return a schema of integers: in a union pydantic prefers a number to one."""
        return core_schema.no_info_after_validator_function(
            cls, core_schema.int_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return a schema that refuses no integer."""
        return {"title": cls.__name__, **handler(schema), "examples": [*map(int, cls)]}
