"""Edits of a synthetic description, of many kinds and spread all over it, for benchmarks and tests of reviews.

In: a document as `synthetic.document` makes it, and how many edits. Out: another document; the first stays as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.apis.synthetic import Data

Edit = Callable[[Any], bool]
"""Edits a schema or an operation in place, and says whether it could."""


def edited(document: Data, count: int) -> Data:
    """Return a document that differs in `count` edits, evenly spread over operations and schemas."""
    made = copy.deepcopy(document)
    places = list(_places(made))
    done = 0
    for number in range(count):
        # Beginning at each its share, the first place that has what the next kind of edit needs.
        start = number * len(places) // count
        kinds = [SCHEMA_EDITS, OPERATION_EDITS]
        for kind, place in places[start:]:
            edits = kinds[kind]
            if edits[number % len(edits)](place):
                done += 1
                break
    assert done == count, f"only {done} of {count} edits found a place"
    return made


def _places(document: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401
    schemas = list(document["components"]["schemas"].values())
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    for schema, operation in zip(schemas, operations, strict=True):
        yield 0, schema
        yield 1, operation


def _members(schema: Any) -> list[str]:  # noqa: ANN401
    return [name for name, of in schema.get("properties", {}).items() if "type" in of and name != "id"]


def _property_removed(schema: Any) -> bool:  # noqa: ANN401
    if found := _members(schema):
        del schema["properties"][found[-1]]
        schema["required"] = [name for name in schema.get("required", ()) if name != found[-1]]
    return bool(found)


def _property_added(schema: Any) -> bool:  # noqa: ANN401
    if found := "properties" in schema:
        schema["properties"]["brand_new"] = {"type": "string"}
    return found


def _property_of_another_type(schema: Any) -> bool:  # noqa: ANN401
    if found := _members(schema):
        schema["properties"][found[0]] = {"type": "array", "items": {"type": "boolean"}}
    return bool(found)


def _value_removed(schema: Any) -> bool:  # noqa: ANN401
    return "enum" in schema and bool(schema["enum"].pop())


def _value_added(schema: Any) -> bool:  # noqa: ANN401
    return "enum" in schema and schema["enum"].append("brand_new") is None


def _described(schema: Any) -> bool:  # noqa: ANN401
    schema["description"] = "Another text."
    return True


def _filter_removed(operation: Any) -> bool:  # noqa: ANN401
    return len(operation.get("parameters", ())) > 3 and bool(operation["parameters"].pop())


def _filter_required(operation: Any) -> bool:  # noqa: ANN401
    found = [one for one in operation.get("parameters", ()) if one.get("in") == "query"]
    for one in found[-1:]:
        one["required"] = True
    return bool(found)


def _refusal_gone(operation: Any) -> bool:  # noqa: ANN401
    return operation["responses"].pop("403", None) is not None


def _renamed(operation: Any) -> bool:  # noqa: ANN401
    operation["operationId"] += "Again"
    return True


def _summarised(operation: Any) -> bool:  # noqa: ANN401
    operation["summary"] = "Another summary"
    return True


SCHEMA_EDITS: Final[tuple[Edit, ...]] = (
    *(_property_removed, _value_removed, _property_added, _described, _property_of_another_type, _value_added),
)
OPERATION_EDITS: Final[tuple[Edit, ...]] = (*(_filter_removed, _filter_required, _refusal_gone, _renamed, _summarised),)
