"""The plan: an `Api` and a `Style` to a `Package` in which every name, type and literal is a finished string.

Collisions of names are settled here, and so is what cannot be served. Knows neither Jinja nor files.
"""

from hexapla.plan.build import Names, build
from hexapla.plan.calls import Argument, Call, Lines
from hexapla.plan.declared import Declarable, Declared, Usage
from hexapla.plan.package import (
    AliasType,
    Each,
    EnumClass,
    EnumMember,
    Field,
    FieldModule,
    HeaderField,
    ModelModule,
    Package,
    Reason,
    RecordClass,
    ResourceModule,
)
from hexapla.plan.prune import prune
from hexapla.plan.shown import Program
from hexapla.plan.style import (
    AliasText,
    Formatter,
    Kind,
    MethodText,
    Prepared,
    SchemaName,
    SchemaNames,
    Style,
    TypeText,
    Uses,
)

__all__ = [
    "AliasText",
    "AliasType",
    "Argument",
    "Call",
    "Declarable",
    "Declared",
    "Each",
    "EnumClass",
    "EnumMember",
    "Field",
    "FieldModule",
    "Formatter",
    "HeaderField",
    "Kind",
    "Lines",
    "MethodText",
    "ModelModule",
    "Names",
    "Package",
    "Prepared",
    "Program",
    "Reason",
    "RecordClass",
    "ResourceModule",
    "SchemaName",
    "SchemaNames",
    "Style",
    "TypeText",
    "Usage",
    "Uses",
    "build",
    "prune",
]
