"""Parameters to the text they have in a path, a query, a header field or a cookie.

The styles are those of OpenAPI 3.1. What is written can be told apart again: a value
that holds what stands between elements is refused where it would not be encoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, TypeAlias, cast
from urllib.parse import quote

from ._json import dump, encode
from ._loads import loads
from ._model import Model
from ._operation import Spelling
from ._text import named, text_of
from ._unset import Unset

Encode: TypeAlias = Callable[[str], str]
"""From a text to what stands for it where it is sent."""

_Shape: TypeAlias = "str | list[str] | dict[str, str]"

PATH: Final = Spelling("path", "", "simple")
QUERY: Final = Spelling("query", "", "form", explode=True)
HEADER: Final = Spelling("header", "", "simple")
COOKIE: Final = Spelling("cookie", "", "form", explode=True)

# Between the elements of a list; other styles take a comma.
_BETWEEN: Final = {"spaceDelimited": " ", "pipeDelimited": "|"}
# What a reserved character may do in a query without ending it or a parameter.
_RESERVED: Final = "!$'()*,/:;=?@"
_ENCODED: Final = re.compile(r"(%[0-9A-Fa-f]{2})")
_OCTETS: Final = re.compile(r"[!#-+\--:<-\[\]-~]*").fullmatch
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def in_path(name: str, value: object, how: Spelling = PATH) -> str:
    """Return what a value is in a path, with which no path can climb.

    Raises:
        ValueError: It has no form there; the message begins with the name.
        TypeError: It is nothing that can stand there.
    """
    if type(value) is int and how is PATH:
        # Most are numbers, which can do no harm.
        return str(value)
    with named(name):
        if how.style == "json":
            return percent(_json(value))
        shape = _shape(_fitting(value, how))
        # An empty one would ask for another path; `..` is a step up even when encoded.
        if any(text in ("", ".", "..") for text in _texts(shape)):
            message = f"{value!r} cannot stand in an address"
            raise ValueError(message)
        if how.style == "label":
            return "." + _simple(shape, "." if how.explode else ",", how, percent)
        if how.style == "matrix":
            return _matrix(how.wire or name, shape, how)
        return _simple(shape, ",", how, percent)


def in_query(name: str, value: object, how: Spelling = QUERY) -> list[str]:
    """Return the pieces of a query that a value makes.

    Raises:
        ValueError: It has no form there; the message begins with the name.
        TypeError: It is nothing that can stand there.
    """
    write = reserved if how.reserved else percent
    with named(name):
        plain = _fitting(value, how)
        found = pairs(name, plain, how.style, write, explode=how.explode)
        return [f"{percent(key)}={text}" for key, text in found]


def in_header(name: str, value: object, how: Spelling = HEADER) -> str:
    """Return the value of a header field.

    Raises:
        ValueError: It has no form there; the message begins with the name.
        TypeError: It is nothing that can stand there.
    """
    with named(name):
        if how.style == "json":
            return _NOT_ASCII.sub(_escaped, _json(value))
        return _simple(_shape(_fitting(value, how)), ",", how, str)


def in_cookie(name: str, value: object, how: Spelling = COOKIE) -> list[str]:
    """Return the pairs of a cookie field that a value makes.

    Raises:
        ValueError: It has no form there; the message begins with the name.
        TypeError: It is nothing that can stand there.
    """
    write = percent if how.style == "json" else _octets
    with named(name):
        plain = _fitting(value, how)
        found = pairs(name, plain, how.style, write, explode=how.explode)
        for key, _ in found:
            if not _NAME(key):
                message = f"{key!r} cannot be the name of a cookie"
                raise ValueError(message)
        return [f"{key}={text}" for key, text in found]


def pairs(
    name: str, value: object, style: str, write: Encode, *, explode: bool
) -> list[tuple[str, str]]:
    """Return the names, as they are, and the values, encoded, that a value makes.

    Args:
        name: The name of the parameter.
        value: What it is.
        style: OpenAPI's word, or json.
        write: What encodes a text.
        explode: Whether each element stands for itself.

    Raises:
        ValueError: It has no form that can be told apart again.
        TypeError: It is nothing that can be written in this style.
    """
    if style == "json":
        return [(name, write(_json(value)))]
    if style == "deepObject":
        return [(key, write(text)) for key, text in _deep(name, value)]
    shape = _shape(value)
    if isinstance(shape, str):
        return [(name, write(shape))]
    if not explode:
        between = write(_BETWEEN[style]) if style in _BETWEEN else ","
        return [(name, _joined(_flat(shape), between, write))]
    if isinstance(shape, list):
        return [(name, write(text)) for text in shape]
    return [(key, write(text)) for key, text in shape.items()]


def percent(text: str) -> str:
    """Return a text with everything encoded that is not unreserved."""
    return quote(text, safe="")


def reserved(text: str) -> str:
    """Return a text with reserved characters and encoded ones left as they are.

    What would end the parameter or the query is encoded all the same.
    """
    parts = _ENCODED.split(text)
    return "".join(
        part if number % 2 else quote(part, safe=_RESERVED)
        for number, part in enumerate(parts)
    )


def opened(value: object) -> object:
    """Return a model as a mapping by the names on the wire, anything else as it is."""
    return loads(dump(value)) if isinstance(value, Model) else value


def is_object(value: object) -> bool:
    """Tell whether a value is sent by its members."""
    return isinstance(value, Mapping | Model)


def is_list(value: object) -> bool:
    """Tell whether a value is sent as a list."""
    return isinstance(value, Sequence | Set) and not isinstance(
        value, str | bytes | bytearray
    )


def elements(value: object) -> list[object]:
    """Return the elements of a list.

    Raises:
        ValueError: There are none: nothing at all would be sent.
    """
    items = list(cast("Iterable[object]", value))
    if not items:
        message = "an empty list cannot be sent"
        raise ValueError(message)
    return items


def members(value: object) -> dict[str, object]:
    """Return the members of a mapping that are set.

    Raises:
        ValueError: There are none: nothing at all would be sent.
        TypeError: A name is no text.
    """
    found: dict[str, object] = {}
    for key, item in cast("Mapping[object, object]", value).items():
        if not isinstance(key, str):
            message = f"a name is text, not {key!r}"
            raise TypeError(message)
        if not isinstance(item, Unset):
            found[key] = item
    if not found:
        message = "an empty object cannot be sent"
        raise ValueError(message)
    return found


def _fitting(value: object, how: Spelling) -> object:
    """Return a value; an object only where the parameter is spelled out to be one."""
    if how in (PATH, QUERY, HEADER, COOKIE) and is_object(value):
        message = f"{type(value).__name__} cannot be sent as text"
        raise TypeError(message)
    return value


def _shape(value: object) -> _Shape:
    plain = opened(value)
    if isinstance(plain, Mapping):
        found = members(cast("object", plain))
        return {key: text_of(item) for key, item in found.items()}
    if is_list(plain):
        return [text_of(item) for item in elements(plain)]
    return text_of(plain)


def _texts(shape: _Shape) -> Iterable[str]:
    return [shape] if isinstance(shape, str) else _flat(shape)


def _flat(shape: list[str] | dict[str, str]) -> list[str]:
    if isinstance(shape, list):
        return shape
    return [text for pair in shape.items() for text in pair]


def _simple(shape: _Shape, between: str, how: Spelling, write: Encode) -> str:
    if isinstance(shape, str):
        return write(shape)
    if isinstance(shape, dict) and how.explode:
        return _joined(_equations(shape, write), between, str)
    return _joined(_flat(shape), between, write)


def _matrix(name: str, shape: _Shape, how: Spelling) -> str:
    key = percent(name)
    if isinstance(shape, str) or not how.explode:
        return f";{key}={_simple(shape, ',', how, percent)}"
    if isinstance(shape, list):
        return "".join(f";{key}={percent(text)}" for text in shape)
    return "".join(f";{one}" for one in _equations(shape, percent))


def _equations(shape: Mapping[str, str], write: Encode) -> list[str]:
    for key in shape:
        if "=" in write(key):
            message = f"{key!r} holds `=`, which ends a name"
            raise ValueError(message)
    return [f"{write(key)}={write(text)}" for key, text in shape.items()]


def _joined(texts: Iterable[str], between: str, write: Encode) -> str:
    written = [write(text) for text in texts]
    for text in written:
        if between in text:
            message = f"{text!r} holds {between!r}, which stands between elements"
            raise ValueError(message)
    return between.join(written)


def _deep(key: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield a value name by name: `a[b]` for a member, `a[0]` for a row."""
    plain = opened(value)
    if isinstance(plain, Mapping):
        for name, item in members(cast("object", plain)).items():
            if "[" in name or "]" in name:
                message = f"{name!r} holds a bracket, which ends a name"
                raise ValueError(message)
            yield from _deep(f"{key}[{name}]", item)
    elif is_list(plain):
        for number, item in enumerate(elements(plain)):
            yield from _deep(f"{key}[{number}]", item)
    else:
        yield key, text_of(plain)


def _octets(text: str) -> str:
    """Return the value of a cookie; what it cannot hold is refused, never encoded."""
    if not _OCTETS(text):
        message = (
            "a cookie holds ASCII letters, digits and signs, without spaces, quotes, "
            "commas, semicolons and backslashes"
        )
        raise ValueError(message)
    return text


def _json(value: object) -> str:
    return encode(value).decode()


def _escaped(found: re.Match[str]) -> str:
    """Return a character as JSON spells it in ASCII."""
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
