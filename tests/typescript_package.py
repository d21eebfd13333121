"""The package in TypeScript that tests look at, and projects that use it as its users do.

It is `generated/typescript`; `HEXAPLA_TYPESCRIPT` names another folder with a package of the same name.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from hexapla.finding import has_errors
from hexapla.load import load
from hexapla.plan import Names, build
from hexapla.render import render
from hexapla.source import Sources
from hexapla.styles.typescript import TypeScript

from tests import nodejs

ROOT: Final = Path(__file__).parents[1]
GENERATED: Final = Path(os.environ.get("HEXAPLA_TYPESCRIPT", ROOT / "generated" / "typescript")).resolve()
NAME: Final = "toggltrack"
OTHER: Final = "faked"
"""The package of any other description."""
OTHERS: Final = {
    "harbor": ("harbor/openapi.yaml", "Harbor"),
    "pets": ("pets.yaml", "Pets"),
    "clashes": ("clashes.yaml", "Other"),
    "responses": ("responses.yaml", "Other"),
    "unions": ("unions.yaml", "Other"),
}
"""Other descriptions: their files under `apis`, and what their clients are called."""
HERE: Final = ROOT / "tests" / "typescript"


def built() -> Path:
    """Return the compiled package."""
    return nodejs.built(GENERATED)


def built_of(name: str, folder: Path) -> Path:
    """Return the compiled package of another description, as the templates have it."""
    file, client = OTHERS[name]
    path = ROOT / "tests" / "apis" / file
    model, findings = load(Sources(lambda one: (path.parent / one).read_bytes()), path.name)
    assert not has_errors(findings)
    package, said = build(model, Names(OTHER, client, "1.0.0"), TypeScript())
    assert not has_errors(said)
    rendered = render(package, [str(ROOT / "templates" / "typescript")])
    for place, text in {**rendered.copied, **rendered.made}.items():
        if not place.startswith("conformance/"):
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(text)
    return nodejs.built(folder)


def project(
    folder: Path,
    files: Mapping[str, str],
    kind: str = "module",
    module: str = "NodeNext",
    types: str = "node",
    package: Path | None = None,
) -> Path:
    """Return a folder with a project that has installed the package, and strict settings for `tsc`.

    The types that are known without an import are those of Node (`node`) and those of a browser (`dom`), or both. Where
    a package is given, it is installed under the name in its package.json.
    """
    modules = folder / "node_modules"
    modules.mkdir(parents=True)
    place = modules / (NAME if package is None else OTHER)
    place.symlink_to(package or built())
    for name in ("@types", "undici-types"):
        (modules / name).symlink_to(nodejs.tools() / name)
    (folder / "package.json").write_text(f'{{"type": "{kind}"}}\n')
    base = (HERE / "tsconfig.json").read_text(encoding="utf-8")
    settings = base.replace('"rootDir": ".",', '"rootDir": ".", "skipLibCheck": false,').replace('"src", "unit"', '"."')
    if "node" not in types:
        settings = settings.replace('"types": ["node"]', '"types": []')
    if types == "node":
        settings = settings.replace('"lib": ["ES2022", "DOM", "DOM.Iterable"]', '"lib": ["ES2022"]')
    if kind == "commonjs":
        settings = settings.replace('"verbatimModuleSyntax": true,', "")
    if module == "Bundler":
        settings = settings.replace('"module": "NodeNext"', '"module": "ESNext"')
        settings = settings.replace('"moduleResolution": "NodeNext"', '"moduleResolution": "Bundler"')
    (folder / "tsconfig.json").write_text(settings)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@cache
def compilers() -> Path:
    """Return a folder with the oldest and the newest compiler: they cannot stand beside the one that is used.

    npm installs one program of a name in a folder, and all of them are called `tsc`.
    """
    pins = [HERE / "compilers" / name for name in ("package.json", "package-lock.json")]
    whole = hashlib.sha256(b"".join(path.read_bytes() for path in pins)).hexdigest()
    folder = ROOT / ".hexapla" / f"compilers-{whole[:16]}"
    folder.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / ".ready").exists():
            for path in pins:
                shutil.copyfile(path, folder / path.name)
            found = nodejs.run(["npm", "ci", "--no-audit", "--no-fund"], folder)
            assert found.returncode == 0, found.stdout + found.stderr
            (folder / ".ready").touch()
    return folder / "node_modules"


def compiled(folder: Path, *arguments: str, compiler: str = "typescript") -> subprocess.CompletedProcess[str]:
    """Return what the compiler says of a project; what it makes lies in `out`."""
    modules = nodejs.tools() if compiler == "typescript" else compilers()
    return nodejs.run([nodejs.node(), modules / compiler / "bin" / "tsc", "-p", ".", *arguments], folder)


def bundled(folder: Path, source: str) -> int:
    """Return how many bytes a program of a project is, bundled for a browser as `o.js`, minified and packed."""
    (folder / "entry.js").write_text(source, encoding="utf-8")
    command = ["esbuild", "entry.js", "--bundle", "--minify", "--format=esm", "--platform=browser", "--outfile=o.js"]
    found = nodejs.run([nodejs.tools() / ".bin" / command[0], *command[1:]], folder)
    assert found.returncode == 0, found.stderr
    return len(gzip.compress((folder / "o.js").read_bytes(), 9, mtime=0))
