"""Members to a form: `application/x-www-form-urlencoded`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ._json import encode
from ._operation import Part
from ._parameters import elements, is_list, is_object, pairs, percent, reserved
from ._text import named, text_of

_PLAIN: Final = Part("")


def form(given: Mapping[str, object], parts: Iterable[Part] = ()) -> bytes:
    """Return the text of a form.

    A list is sent element by element, an object as JSON, unless a part says otherwise.
    A space is `%20`, which every server reads.

    Args:
        given: The members by name.
        parts: How members are written that are not written as is usual.

    Raises:
        ValueError: A member has no form here; the message begins with its name.
        TypeError: A member is nothing that can be sent.
    """
    how = {part.name: part for part in parts}
    written: list[str] = []
    for name, value in given.items():
        with named(name):
            found = _pairs(name, value, how.get(name, _PLAIN))
            written += [f"{percent(key)}={text}" for key, text in found]
    return "&".join(written).encode()


def _pairs(name: str, value: object, how: Part) -> Iterator[tuple[str, str]]:
    if how.style:
        write = reserved if how.reserved else percent
        yield from pairs(name, value, how.style, write, explode=how.explode)
    elif how.media_type.endswith("json") or is_object(value):
        yield name, percent(encode(value).decode())
    elif is_list(value):
        for item in elements(value):
            # A list in a list has no other form.
            text = encode(item).decode() if _is_nested(item) else text_of(item)
            yield name, percent(text)
    else:
        yield name, percent(text_of(value))


def _is_nested(value: object) -> bool:
    return is_list(value) or is_object(value)
