"""The rules of the program's own shape, enforced: who imports whom, who touches files, how long things are.

`faults` looks at one module's syntax tree, so that planted violations test the checker itself.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PROGRAM: Final = ROOT / "generator" / "hexapla"

LAYERS: Final = {
    "frozen": (),
    "finding": ("frozen",),
    "names": (),
    "source": ("finding",),
    "revisions": ("frozen", "finding"),
    "config": ("frozen", "finding", "source"),
    "model": ("frozen", "finding"),
    "load": ("frozen", "finding", "names", "source", "model"),
    "lint": ("finding", "names", "model"),
    "plan": ("frozen", "finding", "names", "model"),
    "languages": ("frozen", "names", "model", "plan"),
    "styles": ("frozen", "model", "plan", "languages"),
    "diff": ("frozen", "finding", "names", "model", "plan"),
    "docs": ("frozen", "finding", "names", "source", "model", "diff"),
    "render": ("frozen", "finding", "plan"),
    "format": ("finding", "plan"),
    "write": ("frozen", "finding"),
    "cli": (
        *("frozen", "finding", "names", "source", "config", "model", "load", "lint", "plan", "styles", "docs"),
        *("revisions", "diff", "render", "format", "write", "", "cli"),
    ),
    "__main__": ("cli",),
    "": (),
}
"""Of each part of the program, bottom up, the parts it may import; the empty name is the package `hexapla` itself."""

ONLY_IN: Final = {
    "yaml": {"source"},
    "jinja2": {"render"},
    "lxml": {"docs"},
    "subprocess": {"format", "revisions"},
    "argparse": {"cli"},
    "socket": set(),
    "urllib.request": set(),
    "http.client": set(),
    "random": set(),
}
"""Modules that belong to one part: nobody else imports them."""

WRITERS: Final = {"write", "cli", "format", "render"}
"""Who may write files; `format` only into a temporary folder of its own, `render` only compiled templates."""

CLOCKS: Final = {"cli"}
"""Who may look at the clock; what is generated never depends on it."""

LINES: Final = 350
FUNCTION_LINES: Final = 40
STYLE_LINES: Final = 200
TEMPLATE_LINES: Final = 120

LONG_FILES: Final[dict[str, int]] = {}
"""Files that are a table."""

LONG_FUNCTIONS: Final[dict[str, int]] = {}
"""Functions that are longer for a reason, by `path:name`."""

LONG_STYLES: Final[dict[str, int]] = {}
LONG_TEMPLATES: Final[dict[str, int]] = {}

MUTABLE: Final = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS: Final = {"list", "dict", "set", "defaultdict", "Counter", "deque", "OrderedDict", "bytearray"}
WRITING: Final = {
    **dict.fromkeys(("write_text", "write_bytes", "touch", "unlink", "rmdir"), "a method of a path"),
    **dict.fromkeys(("os.replace", "os.remove", "os.rename", "os.unlink", "os.rmdir", "os.mkdir"), "the file system"),
    **dict.fromkeys(("os.makedirs", "os.symlink", "os.link", "shutil.rmtree", "shutil.copy"), "the file system"),
    **dict.fromkeys(("shutil.copyfile", "shutil.copytree", "shutil.move", "os.truncate"), "the file system"),
}


def part_of(path: Path) -> str:
    """Return the part of the program that a file belongs to."""
    return path.relative_to(PROGRAM).parts[0].removesuffix(".py").replace("__init__", "")


def faults(part: str, tree: ast.Module, own: str = "") -> Iterator[str]:
    """Yield every rule that a module breaks; `own` is the module's name inside its part."""
    for node in ast.walk(tree):
        for module in imported(node):
            yield from import_faults(part, own, module)
        if isinstance(node, ast.Call):
            yield from call_faults(part, node)
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: `global {', '.join(node.names)}`"
    yield from state_faults(tree)


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        assert node.module is not None
        # `from hexapla import styles` names a part; `from hexapla.finding import error` names one already.
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def import_faults(part: str, own: str, module: str) -> Iterator[str]:
    for name, homes in ONLY_IN.items():
        if (module == name or module.startswith(f"{name}.")) and part not in homes:
            yield f"imports {name}"
    words = module.split(".")
    if words[0] != "hexapla":
        return
    target = words[1] if len(words) > 1 and words[1] in LAYERS else ""
    if target == part:
        if part == "styles" and own not in ("__init__", "") and words[2:3] != [own]:
            yield f"a style imports another part of the styles: {module}"
    elif target not in LAYERS[part]:
        yield f"{part or 'hexapla'} imports {module}"


def call_faults(part: str, call: ast.Call) -> Iterator[str]:
    name = ast.unparse(call.func)
    if part not in WRITERS:
        last = name.rpartition(".")[2]
        method = "." in name and name not in ("os.open", "io.open", "os.fdopen")
        if last == "open" or name == "os.fdopen":
            position = call.args[0 if method else 1 :]
            mode = next((k.value for k in call.keywords if k.arg == "mode"), position[0] if position else None)
            if mode is not None and not (isinstance(mode, ast.Constant) and mode.value in ("r", "rb")):
                yield f"line {call.lineno}: opens a file for writing"
        elif name in WRITING or last in ("write_text", "write_bytes", "touch", "unlink"):
            yield f"line {call.lineno}: changes files with {name}"
    if part not in CLOCKS and name in ("time.time", "time.perf_counter", "datetime.now", "datetime.datetime.now"):
        yield f"line {call.lineno}: looks at the clock"
    if part not in ("cli", "__main__") and name in ("print", "os.getenv", "os.environ.get", "sys.exit"):
        yield f"line {call.lineno}: {name}"


def state_faults(tree: ast.Module) -> Iterator[str]:
    """Yield module-level names that hold something that can be changed and are not declared final."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                annotation = ""
            case ast.AnnAssign(target=ast.Name(id=name), value=value, annotation=of) if value is not None:
                annotation = ast.unparse(of)
            case _:
                continue
        mutable = isinstance(value, MUTABLE) or (
            isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] in MUTABLE_CALLS
        )
        if mutable and name != "__all__" and not annotation.startswith("Final"):
            yield f"line {node.lineno}: `{name}` is module state that can be changed, and not Final"


def long_functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield functions with their lengths, docstrings not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            text = ast.get_docstring(node, clean=False)
            documentation = (first.end_lineno or 0) - first.lineno + 1 if text is not None else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - documentation


MODULES: Final = sorted(PROGRAM.rglob("*.py"))
TEMPLATES: Final = sorted(p for p in (ROOT / "templates").rglob("*") if p.is_file() and "__pycache__" not in p.parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROGRAM)))
def test_module(path: Path) -> None:
    part = part_of(path)
    assert part in LAYERS, f"{part} is not in the table of layers"
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    relative = path.relative_to(PROGRAM).as_posix()
    found = [f"{relative}: {fault}" for fault in faults(part, tree, path.stem)]
    lines, most = len(text.splitlines()), LONG_FILES.get(relative, STYLE_LINES if part == "styles" else LINES)
    if lines > LONG_STYLES.get(relative, most):
        found.append(f"{relative}: {lines} lines, more than {most}")
    for name, length in long_functions(tree):
        if length > LONG_FUNCTIONS.get(f"{relative}:{name}", FUNCTION_LINES):
            found.append(f"{relative}: {name} has {length} lines, more than {FUNCTION_LINES}")
    assert ast.get_docstring(tree), f"{relative} does not say what goes in and what comes out"
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template(path: Path) -> None:
    relative = path.relative_to(ROOT / "templates").as_posix()
    lines = len(path.read_text(encoding="utf-8").splitlines())
    limit = TEMPLATE_LINES if path.suffix == ".jinja" else LINES
    assert lines <= LONG_TEMPLATES.get(relative, limit), f"{relative}: {lines} lines, more than {limit}"


def test_the_table_is_bottom_up() -> None:
    order = list(LAYERS)
    for part, allowed in LAYERS.items():
        above = {*order[: order.index(part)], "", part}
        assert set(allowed) <= above, f"{part} may import what stands below it"


def test_nobody_imports_the_command_line() -> None:
    assert [part for part, allowed in LAYERS.items() if "cli" in allowed] == ["cli", "__main__"]


def test_every_part_exists_or_is_still_to_come() -> None:
    present = {part_of(path) for path in MODULES}
    assert set(LAYERS) == present


def test_exceptions_are_still_needed() -> None:
    for relative in (*LONG_FILES, *LONG_STYLES):
        most = STYLE_LINES if relative in LONG_STYLES else LINES
        assert len((PROGRAM / relative).read_text().splitlines()) > most, f"{relative} needs no exception any more"
    for key, most in LONG_FUNCTIONS.items():
        relative, _, name = key.partition(":")
        lengths = dict(long_functions(ast.parse((PROGRAM / relative).read_text())))
        assert FUNCTION_LINES < lengths.get(name, 0) <= most, f"{key} needs no exception any more"


def test_no_word_of_the_api_in_program_and_templates() -> None:
    arguments = ["grep", "-ril", "--include=*", "--exclude-dir=__pycache__", "toggl", "generator", "templates"]
    run = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stdout + run.stderr
    names = [path for folder in ("generator", "templates") for path in (ROOT / folder).rglob("*toggl*")]
    assert not names


def test_the_program_has_no_name_of_its_own_for_the_shared_material() -> None:
    for path in MODULES:
        assert "../shared" not in path.read_text(encoding="utf-8"), path


PLANTED: Final = {
    ("names", "import hexapla.load\n"): "names imports hexapla.load",
    ("finding", "from hexapla import names\n"): "finding imports hexapla.names",
    ("load", "def f():\n    from hexapla.plan import build\n"): "load imports hexapla.plan.build",
    ("lint", "import yaml\n"): "imports yaml",
    ("lint", "from yaml.nodes import Node\n"): "imports yaml",
    ("plan", "import jinja2.ext\n"): "imports jinja2",
    ("load", "from lxml import etree\n"): "imports lxml",
    ("write", "import subprocess\n"): "imports subprocess",
    ("frozen", "from hexapla.finding import error\n"): "frozen imports hexapla.finding.error",
    ("render", "from hexapla.model import Api\n"): "render imports hexapla.model.Api",
    ("languages", "from hexapla.styles import STYLES\n"): "languages imports hexapla.styles.STYLES",
    ("styles", "from hexapla.styles.ruby import Ruby\n"): (
        "a style imports another part of the styles: hexapla.styles.ruby.Ruby"
    ),
    ("write", "from hexapla.cli import run\n"): "write imports hexapla.cli.run",
    ("load", "import urllib.request\n"): "imports urllib.request",
    ("load", "with open('x', 'w') as f: pass\n"): "line 1: opens a file for writing",
    ("load", "with open('x', mode='ab') as f: pass\n"): "line 1: opens a file for writing",
    ("load", "Path('x').open('w')\n"): "line 1: opens a file for writing",
    ("load", "def f(p, m):\n    return open(p, m)\n"): "line 2: opens a file for writing",
    ("docs", "Path('x').write_text('y')\n"): "line 1: changes files with Path('x').write_text",
    ("docs", "os.makedirs('x')\n"): "line 1: changes files with os.makedirs",
    ("load", "CACHE = {}\n"): "line 1: `CACHE` is module state that can be changed, and not Final",
    ("load", "SEEN: set[str] = set()\n"): "line 1: `SEEN` is module state that can be changed, and not Final",
    ("load", "def f():\n    global x\n"): "line 2: `global x`",
    ("plan", "stamp = time.time()\n"): "line 1: looks at the clock",
    ("plan", "def f():\n    print('x')\n"): "line 2: print",
    ("plan", "here = os.environ.get('X')\n"): "line 1: os.environ.get",
}


@pytest.mark.parametrize(("part", "text"), PLANTED, ids=[text.strip().splitlines()[-1].strip() for _, text in PLANTED])
def test_a_planted_violation_is_found(part: str, text: str) -> None:
    assert list(faults(part, ast.parse(text), "python")) == [PLANTED[part, text]]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("load", "KNOWN: Final = {'a': 1}\n"),
        ("load", "with open('x', 'rb') as f: pass\n"),
        ("load", "with open('x') as f: pass\n"),
        ("source", "def f():\n    import yaml\n"),
        ("styles", "from hexapla.styles.python import Python\n"),
        ("write", "os.replace('a', 'b')\n"),
        ("load", "__all__ = ['x']\n"),
    ],
)
def test_what_is_allowed_is_not_found(part: str, text: str) -> None:
    assert list(faults(part, ast.parse(text), "python")) == []


def test_a_long_function_is_found() -> None:
    body = "\n".join(f"    x = {number}" for number in range(41))
    documented = '    """Say.\n\n    More.\n    """\n'
    assert list(long_functions(ast.parse(f"def f():\n{documented}{body}\n"))) == [("f", 42)]


def test_code_of_a_project_is_run_in_one_place() -> None:
    """`frozen` writes the methods of records; a style of a project's own is a file of its code."""
    names = ("exec", "eval", "compile", "__import__", "importlib.import_module")
    found = {
        path.relative_to(PROGRAM).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names
    }
    assert found == {"frozen.py", "cli/own_style.py"}
