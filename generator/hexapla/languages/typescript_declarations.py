"""TypeScript: what a package holds, as declarations that people read, and how two types compare.

In: plan objects and types as text. Out: one line each, without what all of a kind have (`options`).
"""

from __future__ import annotations

import re
from typing import Final, assert_never

from hexapla.languages import symbols
from hexapla.languages.fitting import Bases, Fitting
from hexapla.languages.typescript import member
from hexapla.languages.typescript_types import MODELS, cut, parts, union
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

_PREFIX: Final = re.compile(rf'("(?:[^"\\]|\\.)*")|\b{MODELS}\.')
_WRAPPERS: Final = ("AsyncIterable", "Events", "Header", "Iterable", "Lines", "Pager", "Promise")
"""Types whose values hold, or come to, values of another type, which nobody puts into them."""
_WIDER: Final = (
    (re.compile(r'"(?:[^"\\]|\\.)*"'), "string"),
    (re.compile(r"-?[0-9][0-9.e+-]*"), "number"),
    (re.compile(r"-?[0-9]+n"), "bigint"),
    (re.compile(r"true|false"), "boolean"),
    (re.compile(r"undefined"), "void"),
)
"""Literals, and the types they belong to."""
_OBJECTS: Final = (
    ("{ [name: string]: ", " }"),
    ("Record<string, ", ">"),
    ("Readonly<Record<string, ", ">>"),
)


USAGE: Final = Usage(positions_have_names=False, members_have_names=False, open_values=True)


def shown(text: str) -> str:
    """Return a type as people read it: models by their own names."""
    return _PREFIX.sub(lambda found: found[1] or "", text)


def returned(call: Call) -> str:
    """Return the type of what a method returns, with the class around it."""
    if not call.wrapper:
        return f"Promise<{shown(call.returns)}>"
    wrapped = f"{call.wrapper}<{shown(call.item)}>" if call.item else call.wrapper
    return wrapped if call.is_lazy else f"Promise<{wrapped}>"


def signature(call: Call) -> str:
    """Return a method with its arguments: those given by name stand in an object."""
    given = [_argument(one) for one in call.positional]
    if call.keywords:
        named = "; ".join(_argument(one) for one in call.keywords)
        given.append(f"params{'' if call.needs_keywords else '?'}: {{ {named} }}")
    return f"{call.name}({', '.join(given)}): {returned(call)}"


def _argument(of: Argument) -> str:
    return f"{of.name}{'?' if of.default else ''}: {shown(of.annotation)}"


def declaration(of: Declarable) -> str:
    """Return the line that declares something."""
    match of:
        case RecordClass(name=name):
            return f"interface {name}"
        case EnumClass(name=name, integer=integer):
            return f"type {name}: {'number' if integer else 'string'}"
        case AliasType(name=name, annotation=annotation):
            return f"type {name} = {shown(annotation)}"
        case Field(name=name, annotation=annotation, required=required):
            return f"{name}{'' if required else '?'}: {shown(annotation)}"
        case EnumMember(value=value) | Reason(value=value):
            return value
        case HeaderField(name=name, type=type_):
            return f"{name}: Header<{shown(type_)}>"
        case ResourceModule(attribute=attribute, class_name=class_name):
            return f"{attribute}: {class_name}"
        case _:
            assert_never(of)


def symbol(of: Declarable | Call, owner: str = "") -> str:
    """Return how code says something that is declared; a member of an enumeration is its value."""
    return symbols.symbol(of, owner, _inside_of, "reasons")


def _inside_of(one: Field | EnumMember, owner: str) -> str:
    return f"{one.value} of {owner}" if isinstance(one, EnumMember) else member(owner, one.name)


def read(of: Field) -> str:
    """Return the type of what comes of reading a member."""
    return of.annotation if of.required else union([of.annotation, "undefined"])


def others(of: RecordClass) -> str:
    """Return the type of members without a name: beside others it is that of anything."""
    return "unknown" if of.additional and of.fields else of.additional


def displaced(old: Call, new: Call) -> Lines:
    """Return that the options, which stand last, are another argument now: an object came before them, or is gone."""
    before, after = (len(one.positional) + bool(one.keywords) + 1 for one in (old, new))
    if before == after or len(old.positional) != len(new.positional):
        return ()  # A path argument that came or went is told by itself.
    return (f"`options` is argument number {after}, and was number {before}",)


def declared(package: Package) -> tuple[Declared, ...]:
    """Return what a package holds besides methods and models: its client, its errors, its fake."""
    client, fake = package.client, f"Fake{package.client}"
    found = [
        Declared(kind="package", of="package", name=package.name, text=f'import "{package.name}"'),
        Declared(kind="client", of="client", name=client, text=f"class {client}"),
        Declared(kind="error", of="client", name=f"{client}Error", text=f"class {client}Error"),
        Declared(kind="client", of="client", name=fake, text=f"class {fake}"),
    ]
    for one in package.credentials:
        found.append(_option(client, "credential", one.name, f"{one.name}?: string"))
    for variable in package.variables:
        found.append(_option(client, "variable", variable.name, f"{variable.name}?: string"))
    mark = "" if package.needs_base_url else "?"
    found.append(_option(client, "server", "baseUrl", f"baseUrl{mark}: string", required=package.needs_base_url))
    if package.quota is not None:
        found.append(_option(client, "quota", "onQuota", "onQuota?: OnQuota"))
        found.append(Declared(kind="client", of="quota", name=f"{client}.quota", text="quota: Quota | undefined"))
        quota = "quota(remaining: number, resetsIn?: number, total?: number): void"
        found.append(Declared(kind="client", of="quota", name=f"{fake}.quota", text=quota))
    for keyword in package.fake.keywords:
        text = f"{keyword.name}?: Iterable<bigint | number | string>"
        found.append(_option(fake, "fake", keyword.name, text))
    for kept in package.fake.collections:
        keys = ", ".join(f"{name}: Key" for name in kept.where)
        text = f"{kept.attribute}: Records<[{keys}]>"
        found.append(Declared(kind="resource", of="fake", name=f"{fake}.{kept.attribute}", text=text))
    return tuple(found)


def _option(owner: str, of: str, name: str, text: str, *, required: bool = False) -> Declared:
    return Declared(kind="argument", of=of, name=f"{owner}({name})", text=text, argument=name, required=required)


def _is_within(one: str, other: str, bases: Bases, others: Bases) -> bool:
    """Say whether one part of a union fits one part of another: a list that is only read takes any list."""
    if one == other or other == "unknown":
        return True
    if any(other == wide and literal.fullmatch(one) for literal, wide in _WIDER):
        return True
    if one.startswith("readonly ") and not other.startswith(("readonly ", "Iterable<")):
        return False
    bare, wide = one.removeprefix("readonly "), other.removeprefix("readonly ")
    if bare.startswith("[") and wide.startswith("["):
        return _is_tuple(bare, wide, bases, others)
    inner, outer = _elements(bare), _elements(wide) or (_inside(wide) if wide.startswith("Iterable<") else "")
    if inner and outer:
        return fits(inner, outer, bases, others)
    inner, outer = _members(one), _members(other)
    if not inner and one.partition("<")[0] == other.partition("<")[0] in _WRAPPERS:
        inner, outer = _inside(one), _inside(other)
    return bool(inner and outer) and fits(inner, outer, bases, others)


def _is_tuple(one: str, other: str, bases: Bases, others: Bases) -> bool:
    """Say whether a list that begins with certain elements fits another one."""
    (inner, rest), (outer, more) = _places(one), _places(other)
    for number in range(max(len(inner), len(outer))):
        text, is_optional = inner[number] if number < len(inner) else (rest, True)
        wide, may_miss = outer[number] if number < len(outer) else (more, True)
        if (is_optional and not may_miss) or (text and not (wide and fits(text, wide, bases, others))):
            return False
    return not rest or bool(more and fits(rest, more, bases, others))


def _places(text: str) -> tuple[list[tuple[str, bool]], str]:
    """Return the first elements of a list, each with whether it may be missing, and the type of those behind them."""
    found = cut(text[1:-1]) if text != "[]" else []
    rest = _bare(found.pop()[3:-2]) if found and found[-1].startswith("...") else ""
    return [(_bare(one.removesuffix("?")), one.endswith("?")) for one in found], rest


def _elements(text: str) -> str:
    """Return the type of the elements of a list; empty for anything else."""
    if text.endswith("[]"):
        return _bare(text[:-2])
    is_tuple = text.startswith("[") and text.endswith("]") and "..." not in text
    return " | ".join(cut(text[1:-1])) if is_tuple else ""


def _members(text: str) -> str:
    """Return the type of the members of an object whose keys are data; empty for anything else."""
    for head, tail in _OBJECTS:
        if text.startswith(head) and text.endswith(tail):
            return text[len(head) : -len(tail)]
    return ""


def _inside(text: str) -> str:
    return text.partition("<")[2][:-1]


def _bare(text: str) -> str:
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


_FITTING: Final = Fitting(shown, parts, _is_within)
fits: Final = _FITTING.fits
