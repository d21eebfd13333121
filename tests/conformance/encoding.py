"""What a request must look like, computed from the bundled description and the arguments alone.

Arguments are JSON values by the names of the suite. Written once more, and apart from every client.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, cast

from tests.client.spec import JSON, Argument, Operation

from .driving import base_path
from .vector import LEFT_OUT, LeftOut

UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def path_of(one: Operation, given: Mapping[str, JSON]) -> str:
    """Return the path: everything but unreserved characters encoded, lists joined by commas."""
    path = base_path() + one.path
    for argument in one.of("path"):
        value = given[argument.wire]
        rows = value if isinstance(value, list) else [value]
        path = path.replace("{" + argument.wire + "}", ",".join(encoded(text_of(row)) for row in rows))
    return path


def query_of(one: Operation, given: Mapping[str, JSON]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of the query, decoded, in the order of the description."""
    pairs: list[tuple[str, str]] = []
    for argument in one.of("query"):
        if argument.wire in given:
            pairs += [(argument.wire, text) for text in _texts(argument, given[argument.wire])]
    return tuple(pairs)


def body_of(one: Operation, given: Mapping[str, JSON]) -> JSON | LeftOut:
    """Return the body as a JSON value; LEFT_OUT where none is sent."""
    if one.body == "patch":
        steps: list[JSON] = [
            {"op": op, "path": _pointer(name), "value": value}
            for op in ("replace", "add")
            for name, value in cast("dict[str, JSON]", given.get(op, {})).items()
        ]
        names = cast("list[str]", given.get("remove", []))
        steps += [{"op": "remove", "path": _pointer(name)} for name in names]
        return steps
    of_body = [argument.wire for argument in one.of("body")]
    if one.body == "members" and (one.body_required or any(wire in given for wire in of_body)):
        return {wire: given[wire] for wire in of_body if wire in given}
    if one.body == "whole" and "body" in given:
        return given["body"]
    return LEFT_OUT


def with_numbers_first(given: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return arguments in the order in which a language has them that puts names which are indices first.

    Only the steps of a JSON Patch have an order that is sent.
    """
    steps = {name: value for name, value in given.items() if name in ("replace", "add") and isinstance(value, dict)}
    return {**given, **{name: dict(sorted(value.items(), key=_index)) for name, value in steps.items()}}


def _index(member: tuple[str, JSON]) -> tuple[bool, int]:
    name = member[0]
    is_index = name.isascii() and name.isdigit() and str(int(name)) == name and int(name) < 2**32 - 1
    return (False, int(name)) if is_index else (True, 0)


def encoded(text: str) -> str:
    """Return a text, percent-encoded as RFC 3986 has it."""
    return "".join(chr(byte) if byte in UNRESERVED else f"%{byte:02X}" for byte in text.encode())


def text_of(value: JSON) -> str:
    """Return the text of a scalar in an address."""
    return value if isinstance(value, str) else json.dumps(value)


def _texts(argument: Argument, value: JSON) -> list[str]:
    rows = [text_of(row) for row in (value if isinstance(value, list) else [value])]
    return rows if argument.explode else [",".join(rows)]


def _pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")
