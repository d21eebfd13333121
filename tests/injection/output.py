"""A client in memory, and its shape: what is left of it without the text of literals, comments and names.

Names change the order of things (files, imports, sorted tables), so a module's shape is how often each statement
occurs in it, and a client's shape how often each module does.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from hexapla.finding import Finding, FindingError, as_text, has_errors
from hexapla.load import load
from hexapla.plan import Names, Package, Style, build
from hexapla.render import render
from hexapla.source import Sources
from hexapla.styles import STYLES

from .compiler import compiler

TEMPLATES: Final = Path(__file__).parents[2] / "templates"
COMPILED: Final = tempfile.TemporaryDirectory(prefix="hexapla-tests-")
NAMES: Final = Names("petstore", "Pets", "1.0.0")

_PYTHON: Final = re.compile(r"(?:[A-Za-z0-9_]+/)*(?:[a-z0-9_]+\.py|[A-Z]+(?:\.md)?|pyproject\.toml)")
PLACES: Final = {
    "python": _PYTHON,
    "python-pydantic": _PYTHON,
    "typescript": re.compile(r"(?:[A-Za-z0-9_-]+/)*(?:[A-Za-z0-9_-]+(?:\.test)?\.(?:ts|mjs|json)|[A-Z]+(?:\.md)?)"),
}
"""What the files of a style are called."""
JUDGED: Final = tuple(style for style in STYLES if style.name in PLACES and style.base is None)
ON_TOP: Final = tuple(style for style in STYLES if style.name in PLACES and style.base is not None)
"""Styles whose templates are another one's for the most part: a few texts are enough."""

Files: TypeAlias = Mapping[str, bytes]
Shape: TypeAlias = Mapping[tuple[str, str], int]


def generated(
    texts: bytes | Mapping[str, bytes], names: Names = NAMES, styles: Sequence[Style] = JUDGED
) -> Files | tuple[Finding, ...]:
    """Return the files of a client in each style, not yet formatted, or the findings that stand in the way of one.

    What would be printed to a person is held to be printable in any case.
    """
    planned = plans(texts, names, styles)
    if isinstance(planned, tuple):
        return planned
    files: dict[str, bytes] = {}
    for package, style in planned:
        folders = [str(TEMPLATES / name) for name in (style.name, style.base) if name]
        made = render(package, folders, COMPILED.name).made
        files |= {f"{style.name}/{path}": text for path, text in made.items()}
    return files


def plans(
    texts: bytes | Mapping[str, bytes], names: Names = NAMES, styles: Sequence[Style] = JUDGED
) -> list[tuple[Package, Style]] | tuple[Finding, ...]:
    """Return a package for each style, or the findings that stand in the way of one."""
    folder = {"openapi.yaml": texts} if isinstance(texts, bytes) else texts

    def read(path: str) -> bytes:
        if path not in folder:
            raise FileNotFoundError(2, "No such file or directory", path)
        return folder[path]

    sources = Sources(read)
    try:
        api, findings = load(sources, "openapi.yaml")
    except FindingError as problem:
        return printable(problem.findings, sources)
    if has_errors(findings):
        return printable(findings, sources)
    planned = []
    for style in styles:
        package, said = build(api, names, style)
        printable((*findings, *said), sources)
        if has_errors(said):
            return said
        planned.append((package, style))
    return planned


def printable(findings: tuple[Finding, ...], sources: Sources) -> tuple[Finding, ...]:
    """Return findings that no terminal acts on."""
    shown = as_text(findings, sources.lines)
    odd = {c for c in shown if not c.isprintable() and c not in "\n\t"}
    assert not odd, ascii(odd)
    return findings


DEVICES: Final = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""File names that a system keeps for itself, whatever their suffix."""


def sound(files: Files) -> None:
    """Stand for what is true of any output: files in their place that can be read, and nothing that acts."""
    seen: dict[str, str] = {}
    texts = {path: text.decode() for path, text in files.items()}
    for path, text in texts.items():
        style, _, place = path.partition("/")
        assert PLACES[style].fullmatch(place), path
        assert Path(path).stem.lower() not in DEVICES, path
        assert seen.setdefault(path.lower(), path) == path, f"{path} and {seen[path.lower()]}"
        odd = {c for c in text if not c.isprintable() and c != "\n"}
        assert not odd, f"{path}: {odd!a}"
        if path.endswith(".toml"):
            tomllib.loads(text)
    scripts = [text for path, text in texts.items() if path.endswith(SCRIPTS)]
    compiler().read(scripts)
    for text in scripts:
        compiler().shape(text)


def shape(files: Files) -> Shape:
    """Return the shape of a client: of every file its kind and a hash of its shape."""
    sound(files)
    return Counter((kind(path), _hashed(path, text.decode())) for path, text in files.items())


@functools.lru_cache(maxsize=4096)
def _hashed(path: str, text: str) -> str:
    return hashlib.sha256(one(path, text).encode()).hexdigest()


def kind(path: str) -> str:
    """Return a path without the names that come from a description."""
    return re.sub(r"/(models|resources)/(?!__init__|index\.)[\w-]+\.(py|ts)$", r"/\1/*.\2", path)


SCRIPTS: Final = (".ts", ".mjs")


def one(path: str, text: str) -> str:
    """Return the shape of a file; what is Python must compile."""
    if path.endswith(".py"):
        compile(text, path, "exec", dont_inherit=True)
        return statements(ast.parse(text))
    if path.endswith(SCRIPTS):
        return compiler().shape(text)
    if path.endswith(".md"):
        return outline(text)
    if path.endswith(".toml"):
        return str(keys(tomllib.loads(text)))
    if path.endswith(".json"):
        return str(keys(json.loads(text)))
    return text


def keys(value: object) -> object:
    """Return a table's keys, and of what kind their values are."""
    if isinstance(value, dict):
        return {key: keys(member) for key, member in value.items()}
    return [keys(member) for member in value] if isinstance(value, list) else type(value).__name__


def statements(tree: ast.Module) -> str:
    """Return the statements of a module, sorted, without texts and names."""
    # Whether a module needs msgspec for more than its base class is a matter of names, too: see `visit_AnnAssign`.
    body = [statement for statement in tree.body if ast.unparse(statement) != "import msgspec"]
    bare = [ast.dump(_Bare().visit(statement)) for statement in body]
    return "\n".join(sorted(bare))


class _Bare(ast.NodeTransformer):
    """Takes texts and names away; what stands where a name may stand stays what it is."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """A text with arguments in it, and nothing that is worked out, is a text."""
        parts = [part for part in node.values if isinstance(part, ast.FormattedValue)]
        plain = all(isinstance(part.value, ast.Name) and part.format_spec is None for part in parts)
        return ast.Constant("") if plain else self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name("_", node.ctx)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return ast.Attribute(self.visit(node.value), "_", node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = "_"
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        node.arg = node.arg and "_"
        return self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        # What is imported from elsewhere is never a name of the description.
        return ast.ImportFrom("_", [ast.alias("_") for _ in node.names], node.level) if node.level else node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = "_"
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = "_"
        return self.generic_visit(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        node.name = "_"
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """A field whose name is not that of the wire says so: that is a matter of names."""
        call = node.value
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "msgspec.field":
            rest = {word.arg: word.value for word in call.keywords}
            assert isinstance(rest.pop("name"), ast.Constant)
            node.value = rest.pop("default", None)
            assert not rest
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A documented message is cut at its placeholders, which are for its author to write."""
        if isinstance(node.func, ast.Name) and node.func.id == "Message":
            assert not node.keywords
            assert all(isinstance(part, ast.Constant | ast.Attribute | ast.Tuple) for part in node.args)
            assert all(isinstance(word, ast.Constant) for p in node.args if isinstance(p, ast.Tuple) for word in p.elts)
            return ast.Constant("message")
        return self.generic_visit(node)


_INERT: Final = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:amp|lt|gt|quot|#\d+);")
_CODE: Final = re.compile("`[^`\\n]+`")
_MARKS: Final = re.compile(r"[<>\[\]`*_|!]|^ *(?:#+|[-+]|\d+[.)]|={3,}|-{3,}|>) |^    ")


def outline(text: str) -> str:
    """Return the markup of a Markdown text, and the shape of the programs in it."""
    prose, *fenced = re.split(r"^```", text, flags=re.MULTILINE)
    found = [marks(prose)]
    assert len(fenced) % 2 == 0, "a block of code is not closed"
    for block, after in zip(fenced[::2], fenced[1::2], strict=True):
        language, _, code = block.partition("\n")
        found += [f"```{language}", program(language, code), marks(after)]
    return "\n".join(found)


def program(language: str, code: str) -> str:
    """Return the shape of a program."""
    if language == "python":
        return statements(ast.parse(code))
    return compiler().shape(code, is_shown=True) if language in ("ts", "typescript", "js", "javascript") else code


def marks(prose: str) -> str:
    """Return the signs that Markdown or HTML acts on, line by line."""
    lines = (" ".join(_MARKS.findall(line)) for line in _CODE.sub("`", _INERT.sub("", prose)).split("\n"))
    return "\n".join(lines)


def differences(mine: Files, theirs: Files) -> list[Any]:
    """Return what only one of two clients has: for a person who looks for the reason."""
    said: list[Any] = []
    shapes = [
        Counter((kind(path), one(path, text.decode())) for path, text in files.items()) for files in (mine, theirs)
    ]
    only, others = list(shapes[0] - shapes[1]), list(shapes[1] - shapes[0])
    for path, text in only:
        if path.endswith(SCRIPTS):
            told = [
                Counter(
                    "\n".join(compiler().outline(t.decode()) for p, t in files.items() if kind(p) == path).split("\n")
                )
                for files in (mine, theirs)
            ]
            said.append((path, list(told[0] - told[1])[:2], list(told[1] - told[0])[:2]))
            continue
        near = next((other for where, other in others if where == path), "")
        here, there = Counter(text.split("\n")), Counter(near.split("\n"))
        said.append((path, list(here - there)[:2], list(there - here)[:2]))
    return said[:3]
