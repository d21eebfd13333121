"""Python: what a package holds, as declarations that people read, and how two types compare.

In: plan objects and types as text. Out: one line each, without what all of a kind have (`self`, `options`). A type is
taken apart only here: a union is cut outside of brackets, and a type fits another one as type checkers have it.
"""

from __future__ import annotations

import re
from typing import Final, assert_never

from hexapla.languages import symbols
from hexapla.languages.fitting import Bases, Fitting
from hexapla.languages.python_types import parts
from hexapla.plan import (
    AliasType,
    Argument,
    Call,
    Declarable,
    Declared,
    EnumClass,
    EnumMember,
    Field,
    HeaderField,
    Lines,
    Package,
    Reason,
    RecordClass,
    ResourceModule,
    Usage,
)

_QUOTED: Final = re.compile(r'"(\w[^"]*)"')
_WIDER: Final[dict[str, tuple[str, ...]]] = {
    "bool": ("int", "float"),
    "int": ("float",),
    "list": ("Sequence", "Iterable"),
    "tuple": ("Sequence", "Iterable"),
    "Sequence": ("Iterable",),
    "dict": ("Mapping",),
    "JSON": ("JSONLike",),
}
"""What takes the values of a type besides the type itself, by their bare names."""
_PLAIN: Final = frozenset({"bool", "float", "int", "str", "None"})


USAGE: Final = Usage(positions_have_names=True, members_have_names=True, open_values=False)


def shown(text: str) -> str:
    """Return a type as people read it: no quotes around what is defined later, builtins by their own names."""
    return _QUOTED.sub(r"\1", text).replace("builtins.", "")


def returned(call: Call) -> str:
    """Return the type of what a method returns, with the class around it."""
    if not call.wrapper:
        return shown(call.returns)
    return f"{call.wrapper}[{shown(call.item)}]" if call.item else call.wrapper


def signature(call: Call) -> str:
    """Return a method with its arguments; three dots stand for the default of what is not sent unless it is given."""
    given = [_argument(one) for one in call.positional]
    named = [_argument(one) for one in call.keywords]
    return f"{call.name}({', '.join([*given, *(['*'] if named else []), *named])}) -> {returned(call)}"


def _argument(of: Argument) -> str:
    default = "..." if of.unset else of.default
    return f"{of.name}: {shown(of.annotation)}{' = ' if default else ''}{default}"


def declaration(of: Declarable) -> str:
    """Return the line that declares something."""
    match of:
        case RecordClass(name=name):
            return f"class {name}"
        case EnumClass(name=name, integer=integer):
            return f"class {name}({'IntEnum' if integer else 'StrEnum'})"
        case AliasType(name=name, annotation=annotation):
            return f"{name} = {shown(annotation)}"
        case Field(name=name, annotation=annotation, default=default):
            return f"{name}: {shown(annotation)}{' = ' if default else ''}{default}"
        case EnumMember(name=name, value=value) | Reason(name=name, value=value):
            return f"{name} = {value}"
        case HeaderField(name=name, type=type_):
            return f"{name}: Header[{shown(type_)}]"
        case ResourceModule(attribute=attribute, class_name=class_name):
            return f"{attribute}: {class_name}"
        case _:
            assert_never(of)


def symbol(of: Declarable | Call, owner: str = "") -> str:
    """Return how code says something that is declared."""
    return symbols.symbol(of, owner, lambda one, whole: f"{whole}.{one.name}", "Reason")


def read(of: Field) -> str:
    """Return the type of what comes of reading an attribute: what is left out is its default."""
    return of.annotation


def others(of: RecordClass) -> str:
    """Return nothing: members without a name are no attributes."""
    del of
    return ""


def displaced(old: Call, new: Call) -> Lines:
    """Return nothing: the options are given by name."""
    del old, new
    return ()


def declared(package: Package) -> tuple[Declared, ...]:
    """Return what a package holds besides methods and models: its client, its errors, its fake."""
    client, fake = package.client, f"testing.Fake{package.client}"
    found = [
        Declared(kind="package", of="package", name=package.name, text=f"import {package.name}"),
        *(Declared(kind="client", of="client", name=one, text=f"class {one}") for one in (client, f"Async{client}")),
        Declared(kind="error", of="client", name=f"{client}Error", text=f"class {client}Error"),
        Declared(kind="client", of="client", name=fake, text=f"class Fake{client}"),
    ]
    for number, one in enumerate(package.credentials):
        text, is_named = f"{one.name}: str | None = None", number > 0
        found.append(_of_constructor(client, "credential", one.name, text, keyword=is_named))
    for variable in package.variables:
        text = f"{variable.name}: str = {variable.default}"
        found.append(_of_constructor(client, "variable", variable.name, text))
    text = "base_url: str" if package.needs_base_url else "base_url: str | None = None"
    found.append(_of_constructor(client, "server", "base_url", text, required=package.needs_base_url))
    if package.quota is not None:
        found.append(_of_constructor(client, "quota", "on_quota", 'on_quota: OnQuota = "raise"'))
        found.append(Declared(kind="client", of="quota", name=f"{client}.quota", text="quota: Quota | None"))
        quota = "quota(remaining: int, resets_in: float = 3600, total: int | None = None) -> None"
        found.append(Declared(kind="client", of="quota", name=f"{fake}.quota", text=quota))
    for keyword in package.fake.keywords:
        text = f"{keyword.name}: Iterable[int | str] | None = None"
        found.append(_of_constructor(fake, "fake", keyword.name, text))
    for kept in package.fake.collections:
        text = f"{kept.attribute}: Records"
        found.append(Declared(kind="resource", of="fake", name=f"{fake}.{kept.attribute}", text=text))
    return tuple(found)


def _of_constructor(
    owner: str, of: str, name: str, text: str, *, required: bool = False, keyword: bool = True
) -> Declared:
    """Return an argument of a constructor; a star stands before what can be given by name only."""
    line = f"*, {text}" if keyword else text
    return Declared(
        kind="argument", of=of, name=f"{owner}({name})", text=line, argument=name, required=required, keyword=keyword
    )


def _is_within(one: str, other: str, bases: Bases, others: Bases) -> bool:
    """Say whether one part of a union fits one part of another."""
    if one == other:
        return True
    (head, inner), (wide, outer) = _cut(one), _cut(other)
    if other in ("JSON", "JSONLike"):
        heads = ("list", "dict", "Sequence", "Mapping") if other == "JSONLike" else ("list", "dict")
        return one in (*_PLAIN, "JSON") or (head in heads and all(fits(part, other, bases, others) for part in inner))
    if wide != head and wide not in _WIDER.get(head, ()):
        return False
    if head == "tuple" and wide != head:
        inner = (" | ".join(inner),)
    return len(inner) == len(outer) and all(fits(a, b, bases, others) for a, b in zip(inner, outer, strict=True))


def _cut(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what stands before the brackets of a type, and the types inside."""
    head, bracket, rest = text.partition("[")
    if not bracket:
        return head, ()
    pieces, depth = [""], 0
    for c in rest[:-1]:
        depth += (c == "[") - (c == "]")
        if c == "," and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += c
    return head, tuple(piece.strip() for piece in pieces)


_FITTING: Final = Fitting(shown, parts, _is_within)
fits: Final = _FITTING.fits
