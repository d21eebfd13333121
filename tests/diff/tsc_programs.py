"""Programs in TypeScript that use all of a package: every method with every argument, every member with its type.

In: a planned package. Out: lines of code, each with the unit it speaks of: a method, a model, the client. A unit breaks
where the compiler finds an error in one of its lines, and what a review says of symbols is said of their units.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from hexapla.diff import Moved, Planned
from hexapla.diff.surface_sides import Side
from hexapla.languages.typescript import member
from hexapla.plan import AliasType, Argument, Call, EnumClass, Package, RecordClass, ResourceModule
from hexapla.render import render
from hexapla.styles.typescript import TypeScript

STYLE: Final = TypeScript()
TEMPLATES: Final = Path(__file__).parents[2] / "templates" / "typescript"
MADE: Final = re.compile(
    r"src/((models|resources)/[\w-]+|reasons|headers|client|index|internal/(about|base)|testing/(fake|table|index))\.ts"
)
_PARTS: Final = re.compile(r'("(?:[^"\\]|\\.)*")|(?<![\w.$])([A-Za-z_$][\w$]*)')
_MODEL: Final = re.compile(r"models\.(\w+)")
Line = tuple[str, str]
"""A unit, and a line of code that speaks of it."""


def templates(folder: Path) -> Path:
    """Return a folder with the templates of what programs import, and no others: to render them all takes long."""
    for part in ("each", "parts", "package/src"):
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(TEMPLATES / part, folder / part, ignore=skipped, dirs_exist_ok=True)
    return folder


def sources(package: Package, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the modules of a package that are made of its description, and those that all packages share."""
    made = render(package, [str(folder)], str(folder / "__pycache__"))
    own = {path: text.decode() for path, text in made.made.items() if MADE.fullmatch(path)}
    shared = {path: text.decode() for path, text in made.copied.items()}
    shared |= {path: text.decode() for path, text in made.made.items() if path.startswith("src/internal/")}
    shared["src/reasons.ts"] = own["src/reasons.ts"]
    return own, shared


def program(planned: Planned, package: str) -> list[Line]:
    """Return a program that uses all of a package; it is imported from a folder."""
    side = Side(planned, STYLE)
    of = planned.package
    return [
        ("", f'import type * as models from "{package}/models/index.js";'),
        *(("", f'import type {{ {name} }} from "{package}/{home}.js";') for name, home in _FIXED),
        ("client", f'import {{ {of.client}, {of.client}Error }} from "{package}/index.js";'),
        *((f"reason {one.name}", f'import {{ reasons }} from "{package}/index.js";') for one in of.reasons[:1]),
        *((_header(one.name), f'import {{ headers }} from "{package}/index.js";') for one in _fields(of)[:1]),
        ("", "declare function given<T>(): T;"),
        *_client(of),
        *_fake(of, package),
        *(line for resource in of.resources for line in _resource(resource, of.client, package)),
        *(line for schema, one in side.classes.items() for line in _class(side, schema, one)),
        *_constants(of),
    ]


_FIXED: Final = (
    ("Quota", "internal/quota"),
    ("Header", "internal/headers"),
    ("CallOptions", "internal/operation"),
    ("ApiPromise", "internal/promise"),
    ("Pager", "internal/pager"),
    ("Download", "internal/download"),
    ("Lines", "internal/lines"),
    ("Events", "internal/events"),
    ("Uploadable", "internal/files"),
)
"""What every package has; an import that nothing uses is no error."""


def _fields(of: Package) -> Sequence[object]:
    return of.fields.fields if of.fields else ()


def _header(name: str) -> str:
    return f"header {name}"


def _client(of: Package) -> Iterator[Line]:
    base = "baseUrl: given<string>()"
    names = [*(one.name for one in of.credentials), *(one.name for one in of.variables)]
    for name in names:
        rest = f", {base}" if of.needs_base_url else ""
        yield "client", f"new {of.client}({{ {name}: given<string>(){rest} }});"
    yield "client", f"new {of.client}({{ {base} }});"
    if not of.needs_base_url:
        yield "client", f"new {of.client}();"
    yield "client", f"const client = new {of.client}({{ {base} }});"
    yield "client", f"export const failed = given<unknown>() instanceof {of.client}Error;"
    if of.quota is not None:
        yield "client", "export const quota: Quota | undefined = client.quota;"


def _fake(of: Package, package: str) -> Iterator[Line]:
    name = f"Fake{of.client}"
    yield "fake", f'import {{ {name} }} from "{package}/testing/index.js";'
    yield "fake", f"const fake = new {name}();"
    for keyword in of.fake.keywords:
        yield "fake", f"new {name}({{ {keyword.name}: [1, given<string>(), 2n] }});"
    for kept in of.fake.collections:
        keys = ", ".join("1" for _ in kept.where)
        yield "fake", f"fake.{kept.attribute}.all({keys});"
    if of.quota is not None:
        yield "fake", "fake.quota(1, 2, 3);"


def _resource(of: ResourceModule, client: str, package: str) -> Iterator[Line]:
    unit = f"resource {of.attribute}"
    yield unit, f'import type {{ {of.class_name} }} from "{package}/index.js";'
    yield unit, f"export const of_{of.attribute}: {of.class_name} = client.{of.attribute};"
    for call in of.calls:
        yield from _method(of.attribute, call)


def _method(attribute: str, call: Call) -> Iterator[Line]:
    unit = f"method {attribute}.{call.name}"
    method = f"client.{attribute}.{call.name}"
    options = "given<CallOptions>()"
    returned = f"ApiPromise<{call.returns}>"
    if call.wrapper:
        returned = f"{call.wrapper}<{call.item}>" if call.item else call.wrapper
        returned = returned if call.is_lazy else f"Promise<{returned}>"
    first = [_given(one) for one in call.positional]
    named = [_object(call.keywords)] if call.keywords else []
    name = re.sub(r"\W", "_", f"{attribute}_{call.name}")
    yield unit, f"export const all_{name}: {returned} = {method}({', '.join([*first, *named, options])});"
    least = [_object([one for one in call.keywords if not one.default])] if call.needs_keywords else []
    yield unit, f"{method}({', '.join([*first, *least])});"
    needed = first[: max((n for n, one in enumerate(call.positional, 1) if not one.default), default=0)]
    if len(needed) < len(first) and not least:
        yield unit, f"{method}({', '.join(needed)});"
    for one in call.keywords:
        alone = [each for each in call.keywords if not each.default or each is one]
        yield unit, f"{method}({', '.join([*first, _object(alone)])});"


def _given(of: Argument) -> str:
    return f"given<{of.annotation}>()"


def _object(of: Sequence[Argument]) -> str:
    return f"{{ {', '.join(f'{one.name}: {_given(one)}' for one in of)} }}"


def _class(side: Side, schema: str, of: RecordClass | EnumClass | AliasType) -> Iterator[Line]:
    unit, name = f"model {of.name}", f"models.{of.name}"
    reads, gives = side.reads(schema), side.gives(schema)
    yield unit, f"export const named_{of.name} = given<{name}>();"
    match of:
        case RecordClass():
            yield from _record(side, of, reads=reads, gives=gives)
        case EnumClass():
            plain = "number" if of.integer else "string"
            yield unit, f"export const read_{of.name} = (x: {name}): {plain} => x;"
            for number, text in enumerate([f"given<{plain}>()", *(one.value for one in of.members)]):
                yield unit, f"export const given_{of.name}_{number}: {name} = {text};"
        case AliasType():
            text = outside(side, of.annotation)
            if reads:
                yield unit, f"export const read_{of.name} = (x: {name}): {text} => x;"
            if gives:
                yield unit, f"export const given_{of.name}: {name} = given<{text}>();"


def _record(side: Side, of: RecordClass, *, reads: bool, gives: bool) -> Iterator[Line]:
    unit, name = f"model {of.name}", f"models.{of.name}"
    for number, one in enumerate(of.fields if reads else ()):
        text = outside(side, one.annotation) + ("" if one.required else " | undefined")
        yield unit, f"export const read_{of.name}_{number} = (x: {name}): {text} => {member('x', one.name)};"
    if of.additional:
        text = "unknown" if of.fields else outside(side, of.additional)
        yield unit, f'export const more_{of.name} = (x: {name}): {text} | undefined => x["no such name"];'
    if gives:
        rows = [(one, f"{one.name}: given<{outside(side, one.annotation)}>()") for one in of.fields]
        for which, chosen in (("all", rows), ("least", [row for row in rows if row[0].required])):
            made = ", ".join(text for _, text in chosen)
            yield unit, f"export const {which}_{of.name}: {name} = {{ {made} }};"


def _constants(of: Package) -> Iterator[Line]:
    for reason in of.reasons:
        yield f"reason {reason.name}", f"export const reason_{reason.name}: {reason.value} = reasons.{reason.name};"
    for field in of.fields.fields if of.fields else ():
        yield _header(field.name), f"export const header_{field.name}: Header<{field.type}> = headers.{field.name};"


def outside(side: Side, text: str) -> str:
    """Return a type of a module of models as it is written elsewhere."""

    def one(found: re.Match[str]) -> str:
        return found[1] or (f"models.{found[2]}" if found[2] in side.named else found[2])

    return _PARTS.sub(one, text)


def unit_of(moved: Moved) -> str:
    """Return the unit that a symbol belongs to, by what it was called; empty for one that no program uses."""
    kind, name = moved.symbol.kind, moved.was or moved.symbol.name
    if "Fake" in name:
        return "fake"
    if kind == "client" and "import" in (moved.symbol.before or ""):
        return ""
    match kind:
        case "method" | "resource" | "reason" | "header":
            return f"{kind} {name.partition('.')[2] if kind in ('reason', 'header') else name}"
        case "model" | "type" | "field" | "member":
            found = _MODEL.search(name)
            assert found is not None, name
            return f"model {found[1]}"
        case "client" | "argument" | "error":
            return "client"
