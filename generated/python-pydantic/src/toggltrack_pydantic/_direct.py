"""Calls of endpoints that the package does not know, by method and path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal
from urllib.parse import unquote

from ._operation import Call, Operation, Options
from ._types import JSONLike
from ._unset import Unset

_METHOD: Final = re.compile(r"[A-Za-z]+")
# What RFC 3986 has in a path; anything else is to be encoded by the caller, who alone
# knows whether a percent sign is one or begins a code.
_PATH: Final = re.compile(r"(?:/(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)+", re.ASCII)


def direct(
    method: str,
    path: str,
    query: Mapping[str, object] | None,
    json: JSONLike | Unset,
    content: bytes | None,
    options: Options | None,
) -> Call[None]:
    """Return the call of an endpoint.

    Raises:
        ValueError: The method or the path is none, or there are two bodies.
    """
    if not _METHOD.fullmatch(method):
        message = f"method: {method!r} is no method of HTTP"
        raise ValueError(message)
    if not _PATH.fullmatch(path):
        message = (
            f"path: {path!r} is no path: it begins with a slash, and what it holds is "
            "encoded (urllib.parse.quote); give parameters as query="
        )
        raise ValueError(message)
    if any(unquote(step) in (".", "..") for step in path.split("/")):
        message = f"path: {path!r} leaves its place"
        raise ValueError(message)
    if content is not None and not isinstance(json, Unset):
        message = "give json= or content=, not both"
        raise ValueError(message)
    kind: Literal["json", "binary"] = "json" if content is None else "binary"
    media_type = "application/json" if kind == "json" else "application/octet-stream"
    operation = Operation[None](
        id=f"{method.upper()} {path}",
        method=method.upper(),
        path=(path,),
        result=None,
        body=kind,
        media_type=media_type,
        accept="application/json, */*;q=0.5",
    )
    body: object = json if content is None else content
    return Call(operation, query=query or {}, body=body, options=options)
