"""Values to JSON: refuses what would arrive as something else.

A datetime without time zone and a number that is not finite have no JSON form; the
plain encoder would send a guess. Models are written with the keys they came with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from pydantic_core import to_json

from ._decode import decoder
from ._fields import Field, fields_of
from ._loads import loads
from ._model import Model, link_of
from ._partial import ABSENT, peek
from ._scalars import encode_scalar
from ._source import At, Source, joined, members_of, rows_of, segment
from ._unset import Unset


def dump(record: Model) -> bytes:
    """Return the JSON text of a model.

    A model that nobody changed gives the very bytes the server sent. Of a changed one,
    the changed attributes are written over the original: keys the package does not
    know, the order of keys and the spelling of numbers stay. An attribute that is None
    is written as null if it is in `model_fields_set`, as it is where the server sent
    the key or you set the attribute, and else left out. What the server sent where an
    attribute could not be read stays until you set the attribute.

    Args:
        record: A model, from a response or built by hand.

    Returns:
        The text of a JSON object.

    Raises:
        ValueError: A datetime has no time zone, or a number is not finite.
    """
    link = link_of(record)
    original, before = None, dict[str, bytes]()
    if link is not None:
        original = link[0].slice(link[1])
        # The quick way: most records that are dumped were not changed at all.
        if _in_place(record, *link) and _is_same(record, original):
            return original
        before = members_of(original) if original.startswith(b"{") else {}
    after = {**before}
    for field in fields_of(type(record)).values():
        _write(record, field, before, after)
    _write_extra(record, before, after)
    if original is not None and after == before:
        return original
    return joined(after)


def _write(
    record: Model, field: Field, before: Mapping[str, bytes], after: dict[str, bytes]
) -> None:
    """Write one attribute, or take it away."""
    value, old = peek(record, field.name), before.get(field.wire)
    if value is ABSENT or (value is None and _is_unread(record, field, old)):
        return
    if field.name in record.model_fields_set:
        after[field.wire] = encode(value, old)
    elif value == field.default and (value is None or link_of(record) is not None):
        # What is always the same is written for a person, and not put into the mouth
        # of a server that left it out.
        after.pop(field.wire, None)
    else:
        after[field.wire] = encode(value, old)


def _write_extra(
    record: Model, before: Mapping[str, bytes], after: dict[str, bytes]
) -> None:
    """Write the members that are no attributes; take away those that are gone."""
    names = fields_of(type(record))
    known = {field.wire for field in names.values()}
    more = record.model_extra or {}
    for key in before:
        # Of two keys of one name pydantic forgets one as soon as the other is set.
        if key not in known and key not in more and key not in names:
            del after[key]
    for key, value in more.items():
        if key not in known:
            old = before.get(key)
            if old is None or not _is_plainly(old, value):
                after[key] = encode(value, old)


def _is_plainly(old: bytes, value: object) -> bool:
    """Tell whether a text is read as this value, which may have no text of its own."""
    # In a repr, unlike for `==`, true, 1 and 1.0 are three.
    return repr(loads(old)) == repr(value)


def _is_unread(record: Model, field: Field, old: bytes | None) -> bool:
    """Tell whether an attribute is None because it could not be read."""
    if old == b"null":
        return False
    if old is None:
        # The server left out what it has to send; it is not for us to say null there.
        link = link_of(record)
        if link is None or not link[0].deviations:
            return False
        pointer = link[0].pointer(link[1]) + segment(field.wire)
        return bool(link[0].below(pointer))
    # Imported here: nearly always the server's text says null too, or was replaced.
    from ._lenient import fits

    return not fits(field.type, old)


def _in_place(value: object, source: Source, at: At) -> bool:
    """Tell whether every record in a value is still linked as it was when decoded."""
    if isinstance(value, Model):
        fields = fields_of(type(value))
        places = [(peek(value, name), fields[name].wire) for name in value.__nested__]
        if value.__additional__() is not None:
            places += [(one, key) for key, one in (value.model_extra or {}).items()]
        return link_of(value) == (source, at) and all(
            _in_place(one, source, (at, wire)) for one, wire in places
        )
    if isinstance(value, list):
        rows = enumerate(cast("list[object]", value))
        return all(_in_place(row, source, (at, index)) for index, row in rows)
    if isinstance(value, tuple):
        return _in_place(list(cast("tuple[object, ...]", value)), source, at)
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return all(_in_place(item, source, (at, key)) for key, item in items)
    return True


def _is_same(record: Model, original: bytes) -> bool:
    """Tell whether all members are there, and have the value that the server sent."""
    try:
        return _plain(decoder(type(record)).decode(original)) == _plain(record)
    except (ValueError, TypeError, AttributeError):
        return False


def _plain(record: object) -> bytes:
    """Return the text of a model's values; null and infinity are two."""
    values = cast("Model", record).model_dump(exclude_unset=True)
    return to_json(values, inf_nan_mode="constants")


def encode(value: object, old: bytes | None = None) -> bytes:
    """Return the JSON text of a value.

    Args:
        value: Anything JSON has a form for, models included. Members of a mapping that
            are UNSET are left out.
        old: The text the server sent in this place. What still says the same keeps
            this spelling.

    Raises:
        ValueError: A datetime has no time zone, or a number is not finite.
    """
    if isinstance(value, Model):
        return dump(value)
    if isinstance(value, Mapping):
        return _encode_mapping(cast("Mapping[object, object]", value), old)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray):
        return _encode_sequence(cast("Sequence[object]", value), old)
    return encode_scalar(value, old)


def _encode_mapping(value: Mapping[object, object], old: bytes | None) -> bytes:
    old = old if old is not None and old.startswith(b"{") else None
    before = {} if old is None else members_of(old)
    after: dict[str, bytes] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            message = f"a key in JSON is text, not {key!r}"
            raise TypeError(message)
        if not isinstance(item, Unset):
            after[key] = encode(item, before.get(key))
    if old is not None and after == before:
        return old
    return joined(after)


def _encode_sequence(value: Sequence[object], old: bytes | None) -> bytes:
    old = old if old is not None and old.startswith(b"[") else None
    before = [] if old is None else rows_of(old)
    missing = [None] * (len(value) - len(before))
    pairs = zip(value, [*before, *missing], strict=False)
    after = [encode(item, text) for item, text in pairs]
    if old is not None and after == before:
        return old
    return b"[%b]" % b",".join(after)
