"""Operations: which of one description stands for which of the other.

In: the operations of two descriptions. Out: pairs, those that are gone, those that came. First by method and template
with the names of parameters left out, then by the address with the server's, then by the id.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from hexapla.diff.servers import base, shape
from hexapla.frozen import frozen
from hexapla.model import Operation


@frozen
class Paired:
    """What stands for what."""

    pairs: tuple[tuple[Operation, Operation], ...]
    gone: tuple[Operation, ...]
    come: tuple[Operation, ...]


def paired(old: Sequence[Operation], new: Sequence[Operation], *, is_called: bool = True) -> Paired:
    """Return the pairs of operations, in the order of the new ones.

    `is_called` tells whether clients make these calls; the name of a webhook is all that it is known by.
    """
    left, right = list(old), list(new)
    found: list[tuple[Operation, Operation]] = []
    keys: tuple[Callable[[Operation], Hashable], ...] = (
        lambda one: (one.method, shape(one)),
        lambda one: (one.method, base(one) + shape(one)),
        lambda one: (one.method, one.id),
    )
    for key in keys if is_called else keys[:1]:
        by_key: dict[Hashable, list[Operation]] = {}
        for one in left:
            by_key.setdefault(key(one), []).append(one)
        rest = []
        for other in right:
            candidates = by_key.get(key(other))
            if candidates:
                found.append((candidates.pop(0), other))
            else:
                rest.append(other)
        taken = {id(one) for one, _ in found}
        left, right = [one for one in left if id(one) not in taken], rest
    order = {id(one): number for number, one in enumerate(new)}
    pairs = sorted(found, key=lambda pair: order[id(pair[1])])
    return Paired(tuple(pairs), tuple(left), tuple(right))
