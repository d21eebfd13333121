"""Which operation of a spec a page is about.

In: operations of an `Api` and of a lock. Out: those that belong together, by method and the shape of their paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from hexapla.docs.lock import LockedOperation
from hexapla.model import Operation, Parameter

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")

Shapes = Mapping[tuple[str, str], Sequence[Operation]]


def by_shape(operations: Iterable[Operation]) -> Shapes:
    """Return operations by method and the shape of their paths."""
    found: dict[tuple[str, str], list[Operation]] = {}
    for operation in operations:
        found.setdefault((operation.method, shape_of(path_of(operation))), []).append(operation)
    return found


def path_of(operation: Operation) -> str:
    """Return the path behind the host: that of the server, then the template."""
    return urlsplit(operation.server.url if operation.server else "").path.rstrip("/") + operation.template


def shape_of(path: str) -> str:
    """Return a path without the names of its parameters and without a query."""
    return PLACEHOLDER.sub("{}", path.partition("?")[0])


def nearest(shapes: Shapes, locked: LockedOperation) -> Operation | None:
    """Return the operation of the page's method and shape; of several the one whose parameters its URL names."""
    candidates = shapes.get((locked.method, shape_of(locked.path)), ())
    if not candidates:
        return None
    wanted = PLACEHOLDER.findall(locked.path)
    return max(candidates, key=lambda operation: sum(map(is_called, path_parameters(operation), wanted)))


def path_parameters(operation: Operation) -> list[Parameter]:
    """Return the parameters of the path, in its order."""
    return [part for part in operation.path if isinstance(part, Parameter)]


def is_called(parameter: Parameter, name: str) -> bool:
    """Say whether a URL may name the parameter so: by its name, its alias, or the page's other name for it."""
    other = parameter.documented.name if parameter.documented else None
    return name in (parameter.name, parameter.alias, (other or parameter.name).removesuffix("[]"))
