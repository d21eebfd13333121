"""TypeScript: the import lines of a generated module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from hexapla.frozen import replace
from hexapla.languages.typescript_arguments import INHERITED
from hexapla.languages.typescript_types import CLOSE, MODELS, OPEN, mapping, parts, union
from hexapla.names import natural
from hexapla.plan import AliasType, Call, EnumClass, Field, Lines, ModelModule, RecordClass, Uses

_SHAPE: Final = re.compile(r"\bshapeOf\w+")
_NAME: Final = re.compile(r"\b[A-Z]\w*")
_RECORD: Final = mapping("").removesuffix(">")
_WRAPPERS: Final = {
    "Pager": "../internal/pager.js",
    "Download": "../internal/download.js",
    "Lines": "../internal/lines.js",
    "Events": "../internal/events.js",
}
_VALUES: Final = re.compile(r"[a-z]\w*")
"""What is there when code runs: types begin with a capital letter."""


def import_lines(uses: Iterable[tuple[str, str]]) -> Lines:
    """Return import lines, sorted; what is only a type is imported as one."""
    modules: dict[str, set[str]] = {}
    for module, name in uses:
        modules.setdefault(module, set()).add(name)
    return tuple(_line(module, modules[module]) for module in sorted(modules, key=_order))


def _order(module: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    return -module.count("../"), natural(module)


def _line(module: str, names: set[str]) -> str:
    if names == {MODELS}:
        return f'import type * as {MODELS} from "{module}";'
    wanted = sorted(names, key=member_order)
    if not any(_VALUES.fullmatch(name) for name in wanted):
        return f'import type {{ {", ".join(wanted)} }} from "{module}";'
    shown = [name if _VALUES.fullmatch(name) else f"type {name}" for name in wanted]
    return f'import {{ {", ".join(shown)} }} from "{module}";'


def member_order(name: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return what names from one module are sorted by."""
    return 0 if name[:1].isupper() else 1, natural(name)


def model_imports(
    module: str,
    uses: Uses,
    enums: Sequence[EnumClass],
    records: Sequence[RecordClass],
    aliases: Sequence[AliasType],
) -> Lines:
    """Return import lines for a module of models: what it defines itself is left out."""
    shapes = "../internal/shapes.js"
    told = [field.annotation for record in records for field in record.fields]
    told += [alias.annotation for alias in aliases]
    # Beside members of other types an object's further members have no type but `unknown`.
    told += [record.additional for record in records if not record.fields]
    named = set(_NAME.findall(" ".join(told)))
    needed = {(module, name) for module, name in uses if _SHAPE.fullmatch(name) or name in named}
    if enums:
        needed.add((shapes, "EnumShape"))
    if records:
        needed.add((shapes, "RecordShape"))
    if aliases:
        needed.add((shapes, "Shape"))
    own = f"../models/{module}.js"
    return import_lines((wanted.replace("../models/", "./"), name) for wanted, name in needed if wanted != own)


def settled(module: ModelModule) -> ModelModule:
    """Return a module in which the shapes of members that every object has keep their types.

    The compiler takes a text in the place of `toString` for any text, whatever type the table has. And objects are
    written out in those aliases alone that stand for themselves.
    """
    records = tuple(replace(one, fields=tuple(map(_settled, one.fields))) for one in module.records)
    at_once = {one.name: frozenset(_at_once(one.annotation)) for one in module.aliases}
    aliases = tuple(
        one if _is_circular(one.name, at_once) else replace(one, annotation=_short(one.annotation))
        for one in module.aliases
    )
    return replace(module, records=records, aliases=aliases)


def _at_once(text: str) -> Iterator[str]:
    """Yield the names that the compiler looks at when it meets a type: not those of a list's elements."""
    for part in parts(text):
        if part.startswith(OPEN):
            yield from _at_once(part.removeprefix(OPEN).removesuffix(CLOSE))
        elif part.startswith(_RECORD):
            yield from _at_once(part.removeprefix(_RECORD).removesuffix(">"))
        elif _NAME.fullmatch(part):
            yield part


def _is_circular(name: str, at_once: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a name is reached from itself."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        found = at_once.get(waiting.pop(), frozenset())
        waiting.extend(found - seen)
        seen |= found
    return name in seen


def _short(text: str) -> str:
    """Return a type whose objects are not written out."""
    return union(
        mapping(_short(part.removeprefix(OPEN).removesuffix(CLOSE))) if part.startswith(OPEN) else part
        for part in parts(text)
    )


def _settled(field: Field) -> Field:
    is_text = field.name in INHERITED and field.shape.startswith('"')
    return replace(field, shape=f"{field.shape} as const") if is_text else field


def field_imports(uses: Uses) -> Lines:
    """Return import lines for the module of header fields, which stands one folder higher than the others."""
    needed = {*uses, ("../internal/headers.js", "header")}
    return import_lines((f"./{wanted.removeprefix('../')}", name) for wanted, name in needed)


def resource_imports(uses: Uses, calls: Sequence[Call]) -> Lines:
    """Return import lines for a module of methods."""
    told = " ".join(shape for call in calls for shape in (call.shape, *(answer.shape for answer in call.answers)))
    shapes = set(_SHAPE.findall(told))
    texts = " ".join([*_returned(calls), *(one.annotation for call in calls for one in call.arguments)])
    named = {*shapes, *re.findall(r"\w+", texts)}
    needed = {(module, name) for module, name in uses if name in named}
    needed |= {("../internal/core.js", "Core"), ("../internal/operation.js", "CallOptions")}
    needed.add(("../internal/operation.js", "Operation"))
    needed |= {(_WRAPPERS[call.wrapper], call.wrapper) for call in calls if call.wrapper}
    needed |= {(_WRAPPERS[call.wrapper], f"open{call.wrapper}") for call in calls if call.wrapper and not call.is_lazy}
    if any(not call.wrapper for call in calls):
        needed.add(("../internal/promise.js", "ApiPromise"))
    if any(_has_members(call) for call in calls):
        needed.add(("../internal/naming.js", "onWire"))
    if any(call.body and call.body.is_patch for call in calls):
        needed.add(("../internal/patch.js", "patch"))
    if any(call.messages for call in calls):
        needed.add(("../reasons.js", "reasons"))
    return import_lines(needed)


def _has_members(call: Call) -> bool:
    """Say whether arguments are sent under names of their own."""
    is_object = call.body is not None and call.body.is_fields and not call.body.is_patch
    return bool(call.query or call.headers or call.cookies) or is_object


def _returned(calls: Sequence[Call]) -> list[str]:
    """Return the types that methods return, and what they are made of."""
    return [text for call in calls for text in (call.returns, call.item)]
