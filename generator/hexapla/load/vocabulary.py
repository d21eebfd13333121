"""The keywords of a schema, sorted by what they do: tables, and no code that depends on anything."""

from __future__ import annotations

from typing import Final

from hexapla.model import ScalarKind

KINDS: Final[dict[str, ScalarKind]] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
"""Words of `type` that make a scalar; `null` is told apart."""

TYPES: Final = (*KINDS, "object", "array", "null")

ANNOTATIONS: Final = ("title", "description", "deprecated", "default", "example", "examples", "readOnly", "writeOnly")
OURS: Final = ("x-documented", "x-internal", "x-name", "x-sensitive")

INHERITED: Final = ("default", "readOnly", "writeOnly", "x-sensitive")
"""What a schema says for the property that refers to it; the other annotations are about the schema itself."""

SHAPE: Final = (
    *("$ref", "allOf", "oneOf", "anyOf", "type", "nullable", "enum", "const"),
    *("properties", "required", "additionalProperties", "patternProperties", "items", "prefixItems"),
)
"""What makes a type another one."""

FORMAT: Final = ("format", "contentMediaType", "contentEncoding")

OF_KIND: Final[dict[str, tuple[str, ...]]] = {
    "string": ("minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType", "contentSchema"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "array": (
        *("items", "prefixItems", "minItems", "maxItems", "uniqueItems"),
        *("contains", "minContains", "maxContains", "unevaluatedItems"),
    ),
    "object": (
        *("properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties"),
        *("maxProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties"),
    ),
}
"""Keywords that speak of values of one kind only; an integer is a number."""

BOUNDS: Final = (
    *("minLength", "maxLength", "pattern", *OF_KIND["number"]),
    *("minItems", "maxItems", "uniqueItems"),
)
"""What narrows a scalar or an array and has a place in the model."""

KEPT: Final = (
    *("not", "if", "then", "else", "contains", "minContains", "maxContains"),
    *("propertyNames", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas"),
    *("unevaluatedItems", "unevaluatedProperties", "contentEncoding", "contentMediaType", "contentSchema"),
    *("$id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment", "$defs"),
    *("externalDocs", "xml"),
)
"""What else JSON Schema and OpenAPI have: it rides along."""

OWN: Final = ("$id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary", "$comment", "$defs", "externalDocs", "xml")
"""What is about the place where it stands, and says nothing of what refers to it."""

READ: Final = (*ANNOTATIONS, *OURS, *SHAPE, *BOUNDS, "format", "discriminator")

SPREAD: Final = frozenset({*SHAPE, *BOUNDS, "format"} - {"nullable"})
"""What stands beside alternatives and is true of each of them; the rest is said of all of them together."""

NARROWING: Final = frozenset({*BOUNDS, *KEPT, *ANNOTATIONS, *OURS, "required"} - {"$dynamicRef", *FORMAT})
"""What an alternative may hold that only narrows what stands beside it."""

NUMBER_FORMATS: Final = frozenset(
    {
        *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64, 128)),
        *("float", "double", "decimal", "decimal128", "number", "integer", "long", "sf-integer", "sf-decimal"),
    }
)
"""Formats that belong to numbers, where a type could be a text too."""
