"""TypeScript: what a package holds, as declarations that people read, and how two types compare.

In: plan objects and types as text. Out: one line each, without what all of a kind have (`options`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, assert_never

from hexapla.languages.typescript_types import MODELS, parts
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
    Package,
    Reason,
    RecordClass,
    ResourceModule,
)

Bases = Mapping[str, str]

_PREFIX: Final = re.compile(rf'("(?:[^"\\]|\\.)*")|\b{MODELS}\.')
_DEEPEST: Final = 6
_OBJECTS: Final = (
    ("{ [name: string]: ", " }"),
    ("Record<string, ", ">"),
    ("Readonly<Record<string, ", ">>"),
)


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
    for keyword in package.fake.keywords:
        text = f"{keyword.name}?: Iterable<number | string>"
        found.append(_option(fake, "fake", keyword.name, text))
    for kept in package.fake.collections:
        text = f"{kept.attribute}: Records"
        found.append(Declared(kind="resource", of="fake", name=f"{fake}.{kept.attribute}", text=text))
    return tuple(found)


def _option(owner: str, of: str, name: str, text: str, *, required: bool = False) -> Declared:
    return Declared(kind="argument", of=of, name=f"{owner}({name})", text=text, argument=name, required=required)


def fits(of: str, into: str, bases: Bases, others: Bases) -> bool:
    """Say whether every value of a type is one of another type; the arguments are those of `Style.fits`."""
    wanted = _spread(shown(into), others)
    return "unknown" in wanted or all(_has_place(one, wanted, bases, others, 0) for one in parts(shown(of)))


def _spread(text: str, bases: Bases) -> list[str]:
    """Return the parts of a union, and those of what they stand for."""
    found: dict[str, None] = {}
    waiting = [(part, 0) for part in parts(text)]
    while waiting:
        part, depth = waiting.pop()
        found[part] = None
        if part in bases and depth < _DEEPEST:
            waiting.extend((inner, depth + 1) for inner in parts(shown(bases[part])))
    return list(found)


def _has_place(one: str, wanted: list[str], bases: Bases, others: Bases, depth: int) -> bool:
    if any(_is_within(one, other, bases, others) for other in wanted):
        return True
    if one not in bases or depth >= _DEEPEST:
        return False
    return all(_has_place(part, wanted, bases, others, depth + 1) for part in parts(shown(bases[one])))


def _is_within(one: str, other: str, bases: Bases, others: Bases) -> bool:
    """Say whether one part of a union fits one part of another: a list that is only read takes any list."""
    if one == other or other == "unknown":
        return True
    if one.startswith('"') and other == "string":
        return True
    if one.startswith("readonly ") and not other.startswith("readonly "):
        return False
    if one.startswith("Readonly<") and not other.startswith("Readonly<"):
        return False
    bare, wide = one.removeprefix("readonly "), other.removeprefix("readonly ")
    if bare.endswith("[]") and wide.endswith("[]"):
        return fits(_bare(bare[:-2]), _bare(wide[:-2]), bases, others)
    bare, wide = _members(one), _members(other)
    return bool(bare and wide) and fits(bare, wide, bases, others)


def _members(text: str) -> str:
    """Return the type of the members of an object whose keys are data; empty for anything else."""
    for head, tail in _OBJECTS:
        if text.startswith(head) and text.endswith(tail):
            return text[len(head) : -len(tail)]
    return ""


def _bare(text: str) -> str:
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text
