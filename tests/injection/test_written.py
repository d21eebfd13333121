"""A hostile description through the command line: what is written stays in its folder, and is a sound package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests import nodejs
from tests.typescript_package import compiled

from .conftest import described, judged
from .payloads import PAYLOADS
from .positions import Edit, around, encoded, inside

BIN: Final = Path(sys.executable).parent
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "petstore"
client = "Pets"
version = "1.0.0"

[targets.typescript]
style = "typescript"
output = "out-ts"
package = "petstore"
client = "Pets"
version = "1.0.0"
"""
PROGRAM: Final = "open('hacked', 'w').write('x')"
SCRIPT: Final = "process.getBuiltinModule('node:fs').writeFileSync('hacked', 'x')"
COCKTAILS: Final = (
    f'"""\n{PROGRAM}\n"""',
    f"'); {PROGRAM}; ('",
    f'\\"""\n{PROGRAM}\n\\"""',
    f"*/ {SCRIPT} /*`${{{SCRIPT}}}`\n{SCRIPT}//",
    # A name of any length is another matter.
    "".join(p for p in PAYLOADS if "{" not in p and len(p) < 4),
)
IMPORT: Final = """
import importlib, pkgutil, petstore
for module in pkgutil.walk_packages(petstore.__path__, "petstore."):
    importlib.import_module(module.name)
from petstore import models
print(sum(getattr(models, name) is not None for name in models.__all__))
"""


def call(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(nodejs.tools() / ".bin"), os.environ.get("PATH", "")])
    env = {**os.environ, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1", **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def outside(folder: Path) -> dict[str, bytes]:
    """Return the files beside a target's folder and hexapla's own, and above."""
    found = {}
    for path in folder.parent.rglob("*"):
        within = path.relative_to(folder.parent).as_posix()
        if path.is_file() and not within.startswith(("project/out/", "project/out-ts/", "project/.hexapla/")):
            found[within] = path.read_bytes()
    return found


WAYS: Final = {f"{form.__name__}-{n}": (c, form) for n, c in enumerate(COCKTAILS) for form in (around, inside)}


@pytest.fixture(scope="module", params=WAYS.values(), ids=WAYS)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a client was generated."""
    payload, form = request.param
    judge, every = judged("pets")
    order = sorted(judge.judge(every, form, payload).taken, key=lambda one: tuple(map(str, one.path)))
    text, _ = encoded(Edit(described("pets"), order, form(payload)).made(), described("pets"))
    folder = tmp_path_factory.mktemp("hostile") / "project"
    folder.mkdir()
    (folder / "openapi.yaml").write_bytes(text)
    (folder / "hexapla.toml").write_text(CONFIG)
    before = outside(folder)
    run = call(sys.executable, "-m", "hexapla", "generate", cwd=folder)
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert all(c.isprintable() or c in "\n\t" for c in said), ascii(said)
    assert outside(folder) == before
    return folder


def test_it_is_imported_and_nothing_runs(project: Path) -> None:
    run = call(sys.executable, "-W", "error", "-c", IMPORT, cwd=project, PYTHONPATH=str(project / "out" / "src"))
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) >= 4
    assert not [path for path in project.parent.rglob("hacked*")]


def test_its_typescript_compiles_and_nothing_runs(project: Path, tmp_path: Path) -> None:
    """Every module is imported; the driver and the programs that show how to call it compile beside it.

    At once and by the newest compiler, which takes a fraction of the time of others.
    """
    out, made = project / "out-ts", tmp_path / "made"
    options = {
        **{"noEmit": False, "rootDir": str(out), "outDir": str(made), "skipLibCheck": True},
        **{"types": ["node"], "typeRoots": [str(nodejs.tools() / "@types")]},
        "paths": {"petstore": [str(out / "src" / "index.ts")], "petstore/*": [str(out / "src" / "*" / "index.ts")]},
    }
    parts = [str(out / name) for name in ("src", "conformance", "examples")]
    config = {"extends": str(out / "tsconfig.json"), "compilerOptions": options, "include": parts}
    (tmp_path / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    run = compiled(tmp_path, compiler="typescript-newest")
    assert run.returncode == 0, run.stdout[-3000:]
    script = "for (const path of process.argv.slice(1)) await import(path);"
    modules = sorted((made / "src").rglob("*.js"))
    assert len(modules) > 40
    assert list((made / "conformance").glob("*.js"))
    run = nodejs.run([nodejs.node(), "--input-type=module", "-e", script, *modules], project)
    assert run.returncode == 0, run.stderr
    assert not [path for where in (project.parent, tmp_path) for path in where.rglob("hacked*")]


def test_its_linter_knows_every_name(project: Path) -> None:
    """Style is another matter: a docstring that is one long word cannot be wrapped."""
    out = project / "out"
    for arguments in (("check", "--select", "F,B018"), ("format", "--check", "src")):
        run = call(BIN / "ruff", *arguments, "--no-cache", "--config", "pyproject.toml", cwd=out)
        assert run.returncode == 0, run.stdout


def test_a_second_run_changes_nothing(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    run = call(sys.executable, "-m", "hexapla", "generate", "--check", cwd=project)
    assert run.returncode == 0, run.stdout + run.stderr
    after = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} <= {
        path for path in after if ".hexapla/" in path.as_posix()
    }


def test_refusals_are_printed_without_harm(tmp_path: Path) -> None:
    """Every position at once: a great many findings, each with its line."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "hexapla.toml").write_text(CONFIG)
    every = [one for one in judged("pets")[1] if one.path != ("openapi",)]
    for payload in ("\x1b]0;x\x07", "\u202e", "\r", "\x85", "\u2028", "\x9b31m"):
        text, _ = encoded(Edit(described("pets"), every, around(payload)).made(), described("pets"))
        (folder / "openapi.yaml").write_bytes(text)
        for flags in ((), ("--json",)):
            run = call(sys.executable, "-m", "hexapla", "generate", *flags, cwd=folder)
            said = run.stdout + run.stderr
            assert run.returncode in (1, 3), said[-500:]
            assert said.count("error") >= 1
            assert all(c.isprintable() or c in "\n\t" for c in said), ascii(said)[-500:]
    assert not list(folder.glob("out*"))
