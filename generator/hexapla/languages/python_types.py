"""Python: types as text, and where the names in them come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from hexapla.frozen import frozen, replace
from hexapla.languages.python import string
from hexapla.model import Alias, Any, Array, Map, Named, Nullable, Scalar, ScalarKind, Tuple, Type, Union
from hexapla.plan import AliasText, SchemaNames, TypeText, Uses
from hexapla.plan.circles import names_of

_SCALARS: Final[dict[ScalarKind, str]] = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}
_FORMATS: Final = {"date-time": "Timestamp", "date": "Date"}
_RUNTIME: Final = {
    "typing": ("TYPE_CHECKING", "Final", "ClassVar", "Literal", "TypeAlias"),
    "collections.abc": ("Iterable", "Mapping", "Sequence"),
    ".._core": ("AsyncCore", "Core"),
    ".._files": ("Upload",),
    ".._enum": ("OpenIntEnum", "OpenStrEnum"),
    ".._messages": ("Message",),
    ".._headers": ("Header",),
    ".._model": ("Guarded", "Model", "link"),
    ".._operation": ("Answer", "Call", "Cursor", "Operation", "Options", "Paging", "Part", "Spelling"),
    ".._pager": ("AsyncPager", "Pager"),
    ".._patch": ("patch",),
    ".._download": ("AsyncDownload", "Download"),
    ".._stream": ("AsyncEvents", "AsyncLines", "Events", "Lines"),
    ".._source": ("At", "Source"),
    ".._types": ("Date", "JSON", "JSONLike", "Timestamp", "TypeForm"),
    ".._unknown": ("Unknown",),
    ".._unset": ("UNSET", "Unset"),
    "..reasons": ("Reason",),
}
"""Modules of the runtime and the standard library, and the names generated modules take from them."""
_HOME: Final = {name: module for module, names in _RUNTIME.items() for name in names}
RUNTIME: Final = frozenset(_HOME)
"""The names that generated modules take from elsewhere."""


def runtime(*names: str) -> Uses:
    """Return what must be imported for names of the runtime."""
    return frozenset((_HOME[name], name) for name in names)


@frozen
class Spelling:
    """How types are written in one place.

    Attributes:
        array, mapping, any: the words for a list, a map and any value.
        or_text: whether the text that a date or an enumeration has is one of the types.
        later: schemas that are defined further down: what names them stands in quotes.
    """

    array: str
    mapping: str
    any: str
    or_text: bool
    later: frozenset[str] = frozenset()


ATTRIBUTE: Final = Spelling("list", "dict", "JSON", or_text=False)
RESULT: Final = Spelling("builtins.list", "dict", "JSON", or_text=False)
ARGUMENT: Final = Spelling("Sequence", "Mapping", "JSONLike", or_text=True)


def type_text(of: Type, names: SchemaNames, spelling: Spelling) -> TypeText:
    """Return a type as text, with the names it takes from elsewhere."""
    match of:
        case Scalar(kind="string", format=str(format_)) if format_ in _FORMATS:
            text = f"{_FORMATS[format_]} | str" if spelling.or_text else _FORMATS[format_]
            return TypeText(text, runtime(_FORMATS[format_]))
        case Scalar(kind=kind):
            return TypeText(_SCALARS[kind])
        case Array(item=item):
            inner = _inside([item], names, spelling)
            return TypeText(f"{spelling.array}[{inner.text}]", inner.uses | _generic(spelling.array))
        case Tuple(items=items):
            inner = _inside(items, names, spelling)
            return TypeText(f"tuple[{inner.text or '()'}]", inner.uses)
        case Map(value=value):
            inner = _inside([value], names, spelling)
            return TypeText(f"{spelling.mapping}[str, {inner.text}]", inner.uses | _generic(spelling.mapping))
        case Named(name=name):
            known = names[name]
            text = f"{known.name} | {known.text_type}" if known.text_type and spelling.or_text else known.name
            return TypeText(text, frozenset({(f"..models.{known.module}", known.name)}))
        case Nullable(of=inner_type):
            return _joined([inner_type, Scalar("null")], names, spelling)
        case Union(members=members, discriminator=tag):
            return _joined(members, names, spelling, is_open=tag is not None)
        case Any():
            return TypeText(spelling.any, runtime(spelling.any))
        case _:
            assert_never(of)


def _joined(members: Sequence[Type], names: SchemaNames, spelling: Spelling, *, is_open: bool = False) -> TypeText:
    """Return a union, each part of it once and `None` last."""
    texts = [type_text(member, names, spelling) for member in members]
    found = dict.fromkeys(part for one in texts for part in parts(one.text))
    has_none = found.pop("None", "") is None
    used: Uses = frozenset().union(*(one.uses for one in texts))
    if is_open:
        found["Unknown"], used = None, used | runtime("Unknown")
    return TypeText(" | ".join([*found, *(["None"] if has_none else [])]), used)


def parts(text: str) -> list[str]:
    """Cut a union into its parts; what stands in brackets is one of them."""
    found, depth = [""], 0
    for word in text.split(" "):
        if word == "|" and depth == 0:
            found.append("")
            continue
        found[-1] += f" {word}" if found[-1] else word
        depth += word.count("[") - word.count("]")
    return found


def _inside(items: Sequence[Type], names: SchemaNames, spelling: Spelling) -> TypeText:
    """Return what stands in the brackets of a generic type, in quotes where it names what is defined later."""
    texts = []
    for item in items:
        is_later = bool(spelling.later & set(names_of(item)))
        inner = type_text(item, names, replace(spelling, later=frozenset()) if is_later else spelling)
        texts.append(TypeText(string(inner.text), inner.uses) if is_later else inner)
    return TypeText(", ".join(one.text for one in texts), frozenset().union(*(one.uses for one in texts)))


def _generic(name: str) -> Uses:
    """Return what must be imported for a generic type: nothing for `list` and `dict`."""
    if name.startswith("builtins."):
        return frozenset({("builtins", "")})
    return runtime(name) if name in _HOME else frozenset()


def alias_text(schema: Alias, names: SchemaNames, later: frozenset[str], *, is_chosen: bool) -> AliasText:
    """Return an alias as text; of one that is chosen also its members, as the runtime tells them apart.

    Args:
        schema: the alias.
        names: what schemas are called.
        later: schemas of the same module that are defined further down.
        is_chosen: whether the decoder cannot tell the members apart.
    """
    whole = type_text(schema.type, names, replace(ATTRIBUTE, later=later))
    if not is_chosen:
        return AliasText(whole.text, whole.uses)
    bare = schema.type.of if isinstance(schema.type, Nullable) else schema.type
    among = bare.members if isinstance(bare, Union) else (bare,)
    rest = [one for one in among if isinstance(one, Scalar)]
    if isinstance(schema.type, Nullable):
        rest.append(Scalar("null"))
    texts = [type_text(one, names, ATTRIBUTE).text for one in among if not isinstance(one, Scalar)]
    if rest:
        texts.append(_joined(rest, names, ATTRIBUTE).text)
    tag = bare.discriminator if isinstance(bare, Union) else None
    return AliasText(
        whole.text,
        whole.uses,
        members=tuple(texts),
        tag="" if tag is None else string(tag.property),
        tags=() if tag is None else tuple((string(value), names[name].name) for value, name in tag.mapping),
    )
