"""Generated Python packages as griffe reads them: every public object with its declaration.

The files are read by griffe and by nothing of ours: what is public in them is found by walking, so what a template
prints besides is in the tree, too. Declarations are then written as a symbol of a review writes them.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import griffe
from hexapla.plan import Package
from hexapla.render import render

ROOT: Final = Path(__file__).parents[2]
TEMPLATES: Final = str(ROOT / "templates" / "python")
COMPILED: Final = str(ROOT / "templates" / "python" / "__pycache__")
MADE: Final = re.compile(
    r"src/(?P<package>\w+)/(?P<rest>(models|resources)/\w+|reasons|headers|_client|_async_client|_base|testing/_fake|testing/__init__|__init__)\.py"
)
FIXED: Final = ("self", "options")
SETTINGS: Final = {
    *("timeout", "retries", "on_deviation", "middleware", "max_body", "log_bodies", "transport", "proxy"),
    *("user_agent", "clock", "now", "self"),
}
"""Arguments of constructors that no description moves; where they stand is checked by `test_what_is_fixed`."""
Tree = dict[str, str]


def files(package: Package) -> dict[str, str]:
    """Return the modules of a package that are made of a description, by their paths inside of it."""
    made = render(package, [TEMPLATES], COMPILED).made
    found = {match["rest"]: text for path, text in made.items() if (match := MADE.fullmatch(path))}
    return {rest: text.decode() for rest, text in found.items()}


def tree(made: dict[str, str]) -> Tree:
    """Return the public objects of a package: name as a review says it, declaration."""
    found: Tree = {}
    for rest, text in made.items():
        for name, declared in _module(rest, text):
            # Both kinds of clients have the same methods: they must say the same.
            assert found.setdefault(name, declared) == declared, (name, declared, found[name])
    return found


@functools.lru_cache(maxsize=4096)
def _module(rest: str, text: str) -> tuple[tuple[str, str], ...]:
    return tuple(_objects(rest, read(rest, text)))


@functools.lru_cache(maxsize=4096)
def read(rest: str, text: str) -> griffe.Module:
    path = Path(f"{rest}.py")
    return griffe.visit(rest.rpartition("/")[2], path, text)


def _objects(rest: str, module: griffe.Module) -> Iterator[tuple[str, str]]:
    folder, _, name = rest.rpartition("/")
    for member in module.members.values():
        if member.name.startswith("_"):
            continue
        if member.is_alias:
            if name == "__init__" and member.name not in ("TYPE_CHECKING", "annotations", "Final", "lazy"):
                yield f"{folder or 'package'} exports {member.name}", member.name
            continue
        if folder == "resources":
            assert isinstance(member, griffe.Class)
            yield from _resource(name, member)
        elif rest in ("_client", "_async_client"):
            assert isinstance(member, griffe.Class)
            yield from _client(member)
        elif isinstance(member, griffe.Class):
            prefix = "" if rest in ("reasons", "_base") else f"{folder}."
            yield from _class(prefix, member)
        else:
            assert isinstance(member, griffe.Attribute), member
            yield _constant(folder, name, member)


def _resource(name: str, of: griffe.Class) -> Iterator[tuple[str, str]]:
    is_async = of.name.startswith("Async")
    yield f"resources.{name}.{of.name}", f"class {of.name}"
    for member in _public(of):
        assert isinstance(member, griffe.Function)
        declared = _function(member)
        if is_async:
            head, arrow, tail = declared.rpartition(" -> ")
            declared = head + arrow + re.sub(r"^Async(?=(Pager|Download|Events|Lines)\b)", "", tail)
        is_lazy = declared.rpartition(" -> ")[2].startswith("Pager")
        assert ("async" in member.labels) is (is_async and not is_lazy), declared
        yield f"{name}.{member.name}", declared


def _client(of: griffe.Class) -> Iterator[tuple[str, str]]:
    is_async = of.name.startswith("Async")
    name = of.name.removeprefix("Async")
    yield of.name, f"class {of.name}"
    yield from _constructor(name, of)
    for member in _public(of):
        if isinstance(member, griffe.Attribute):
            annotation = str(member.annotation)
            if member.name == "quota":
                yield f"{name}.quota", f"quota: {annotation}"
            else:
                annotation = annotation.removeprefix("Async") if is_async else annotation
                yield member.name, f"{member.name}: {annotation}"
        else:
            assert member.name in ("close", "__init__"), member


def _constructor(name: str, of: griffe.Class) -> Iterator[tuple[str, str]]:
    made = of.members["__init__"]
    assert isinstance(made, griffe.Function)
    for one in made.parameters:
        if one.name not in SETTINGS:
            default = "" if one.default is None else f" = {one.default}"
            star = "*, " if one.kind is griffe.ParameterKind.keyword_only else ""
            yield f"{name}({one.name})", f"{star}{one.name}: {one.annotation}{default}"


def _class(prefix: str, of: griffe.Class) -> Iterator[tuple[str, str]]:
    bases = {"OpenStrEnum": "(StrEnum)", "OpenIntEnum": "(IntEnum)"}
    name = f"{prefix}{of.name}"
    said = "".join(bases.get(str(base), "") for base in of.bases)
    if name != "Reason":
        yield name, f"class {of.name}{said}"
    if prefix == "testing.":
        yield from _constructor(name, of)
    for member in _public(of):
        if isinstance(member, griffe.Function):
            assert prefix == "testing.", member
            yield f"{name}.{member.name}", _function(member)
            continue
        assert isinstance(member, griffe.Attribute), member
        if said or name == "Reason":
            yield f"{name}.{member.name}", f"{member.name} = {member.value}"
        else:
            default = _default(str(member.value)) if member.value is not None else ""
            equals = " = " if default else ""
            yield f"{name}.{member.name}", f"{member.name}: {member.annotation}{equals}{default}"


def _default(value: str) -> str:
    """Return the default of an attribute, also of one whose name on the wire is another one."""
    if not value.startswith("msgspec.field("):
        return value
    _, found, rest = value.removesuffix(")").partition(", default=")
    return rest if found else ""


def _constant(folder: str, name: str, of: griffe.Attribute) -> tuple[str, str]:
    annotation = str(of.annotation)
    if folder == "models":
        assert annotation == "TypeAlias" or annotation == "None", (of.name, annotation)
        return f"models.{of.name}", f"{of.name} = {_unquoted(str(of.value))}"
    if name == "_base":
        return of.name, f"{of.name}: {annotation}"
    assert name == "headers", of
    return f"headers.{of.name}", f"{of.name}: {annotation.removeprefix('Final[').removesuffix(']')}"


@functools.lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """Return a declaration in one spelling: griffe has its own quotes, and what is named has no order."""
    if text.startswith("class "):
        return text
    star = "*, " if text.startswith("*, ") else ""
    if " -> " not in text:
        return star + ast.unparse(_InOrder().visit(ast.parse(text.removeprefix(star))))
    made = _InOrder().visit(ast.parse(f"def {text}: ...").body[0])
    assert isinstance(made, ast.FunctionDef)
    named = sorted(zip(made.args.kwonlyargs, made.args.kw_defaults, strict=True), key=lambda pair: pair[0].arg)
    made.args.kwonlyargs, made.args.kw_defaults = [one for one, _ in named], [default for _, default in named]
    return ast.unparse(made)


class _InOrder(ast.NodeTransformer):
    """Sorts the members of unions: their order means nothing."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        parts = sorted(ast.unparse(node).split(" | ")) if isinstance(node.op, ast.BitOr) else []
        if not parts or any(part.count("[") != part.count("]") for part in parts):
            return node  # A union inside of another type was sorted already.
        return ast.parse(" | ".join(parts), mode="eval").body


def _unquoted(text: str) -> str:
    return re.sub(r"""(["'])(\w[^"']*)\1""", r"\2", text)


def _public(of: griffe.Class) -> Iterator[griffe.Object | griffe.Alias]:
    for member in of.members.values():
        if not member.name.startswith("_"):
            yield member


def _function(of: griffe.Function) -> str:
    parts, has_star = [], False
    for one in of.parameters:
        if one.name in FIXED:
            continue
        if one.kind is griffe.ParameterKind.keyword_only and not has_star:
            parts.append("*")
            has_star = True
        default = "" if one.default is None else f" = {one.default}"
        annotation = str(one.annotation)
        if annotation.startswith("Unset | "):
            assert default == " = UNSET", one
            annotation, default = annotation.removeprefix("Unset | "), " = ..."
        parts.append(f"{one.name}: {annotation}{default}")
    return f"{of.name}({', '.join(parts)}) -> {_unquoted(str(of.returns)).replace('builtins.', '')}"
