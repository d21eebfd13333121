"""The plan: an `Api` and a `Style` to a `Package` in which every name, type and literal is a finished string.

Collisions of names are settled here, and so is what cannot be served. Knows neither Jinja nor files.
"""

from hexapla.plan.build import Names, build
from hexapla.plan.calls import Call, Lines
from hexapla.plan.package import Each, EnumClass, ModelModule, Package, RecordClass, ResourceModule
from hexapla.plan.style import Formatter, Kind, MethodText, SchemaName, SchemaNames, Style, TypeText, Uses

__all__ = [
    "Call",
    "Each",
    "EnumClass",
    "Formatter",
    "Kind",
    "Lines",
    "MethodText",
    "ModelModule",
    "Names",
    "Package",
    "RecordClass",
    "ResourceModule",
    "SchemaName",
    "SchemaNames",
    "Style",
    "TypeText",
    "Uses",
    "build",
]
