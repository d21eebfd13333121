"""JSON Patch on the members of a record (RFC 6902), and members that are refused."""

from __future__ import annotations

from typing import Final

import msgspec

from .._types import JSON
from ._rules import Rules, misfit

_OPS: Final = ("add", "remove", "replace")


class RefusedError(Exception):
    """A body that makes no sense; the message is what is answered."""


class Step(msgspec.Struct, frozen=True):
    """One change of a record: a member is set, or taken away."""

    name: str
    value: JSON
    removes: bool


def checked(name: str, value: JSON, rules: Rules) -> None:
    """Raise RefusedError where a member cannot be what it is."""
    wanted = misfit(rules.kinds[name], value)
    if wanted is not None:
        message = f"{name}: {wanted} is expected"
        raise RefusedError(message)


def member_of(body: JSON, rules: Rules) -> list[Step]:
    """Return the steps of a patch.

    Raises:
        RefusedError: The body is no patch, or changes what cannot be changed.
    """
    if not isinstance(body, list) or not body:
        message = "a JSON Patch is expected: a list of op, path and value"
        raise RefusedError(message)
    return [_step(one, rules) for one in body]


def _step(one: JSON, rules: Rules) -> Step:
    op, path = (one.get("op"), one.get("path")) if isinstance(one, dict) else ("", "")
    if op not in _OPS or not isinstance(path, str) or not path.startswith("/"):
        message = f"op is one of {', '.join(_OPS)}, and path begins with a slash"
        raise RefusedError(message)
    name = path[1:].replace("~1", "/").replace("~0", "~")
    if name not in rules.kinds or name in rules.fixed:
        message = f"{path} cannot be patched"
        raise RefusedError(message)
    removes = op == "remove"
    if removes and name in rules.required:
        message = f"{path} cannot be removed"
        raise RefusedError(message)
    if not removes and (not isinstance(one, dict) or "value" not in one):
        message = f"{op} {path} needs a value"
        raise RefusedError(message)
    value = one.get("value") if isinstance(one, dict) else None
    checked(name, value, rules)
    return Step(name, value, removes)


def applied(row: dict[str, JSON], steps: list[Step]) -> None:
    """Change a record; a member that is not there can be set and removed as well."""
    for step in steps:
        if step.removes:
            row.pop(step.name, None)
        else:
            row[step.name] = step.value
