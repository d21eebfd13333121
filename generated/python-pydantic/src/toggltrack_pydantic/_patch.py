"""The arguments of a JSON Patch method to the operations of RFC 6902."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ._types import JSONLike
from ._unset import Unset


def patch(
    replace: Mapping[str, JSONLike] | Unset,
    add: Mapping[str, JSONLike] | Unset,
    remove: Sequence[str] | Unset,
) -> list[Mapping[str, JSONLike]]:
    """Return the body of a JSON Patch: replacements, then additions, then removals.

    Raises:
        ValueError: There is nothing to change.
    """
    body: list[Mapping[str, JSONLike]] = []
    for op, values in (("replace", replace), ("add", add)):
        if not isinstance(values, Unset):
            for name, value in values.items():
                body.append({"op": op, "path": _pointer(name), "value": value})
    if not isinstance(remove, Unset):
        # A single name would otherwise be taken for a sequence of letters.
        names = [remove] if isinstance(remove, str) else remove
        body += [{"op": "remove", "path": _pointer(name)} for name in names]
    if not body:
        message = "give at least one name in replace, add or remove"
        raise ValueError(message)
    return body


def _pointer(name: str) -> str:
    if name.startswith("/"):
        # A pointer already, for instance to a member of a member.
        return name
    return "/" + name.replace("~", "~0").replace("/", "~1")
