"""What the package in TypeScript costs to load, against a program of Node that does nothing, and what it weighs."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from tests import nodejs
from tests.typescript_package import NAME, built, bundled, project

from .race import Race

BUNDLES: Final = {
    "import { Toggl }": f'export {{ Toggl }} from "{NAME}";',
    "all of it": f'export * from "{NAME}";',
    "all of it, and its fake": f'export * from "{NAME}"; export * from "{NAME}/testing";',
}


def races() -> Iterator[Race]:
    """Yield the races."""
    with tempfile.TemporaryDirectory() as name:
        folder = project(Path(name) / "user", {})

        def run(*arguments: str) -> None:
            subprocess.run([nodejs.node(), *arguments], cwd=folder, check=True)

        module = ("--input-type=module", "-e")
        ways = {"import": (*module, f"import '{NAME}'"), "require": ("-e", f"require('{NAME}')")}
        for way, arguments in ways.items():
            nothing = (*arguments[:-1], "")
            yield Race(
                f"node: {way} {NAME} / nothing",
                partial(run, *arguments),
                partial(run, *nothing),
                bound=3.0,
                runs=21,
            )


def table() -> Iterator[str]:
    """Yield the sizes of bundles: minified by esbuild, packed by gzip -9."""
    with tempfile.TemporaryDirectory() as name:
        folder = project(Path(name) / "user", {})
        for title, source in BUNDLES.items():
            size = bundled(folder, source)
            yield f"{title:40} {(folder / 'o.js').stat().st_size:8,} bytes, packed {size:7,}"
        esm = built() / "dist" / "esm"
        core = f'export {{ Core }} from "{esm}/internal/core.js"; export * from "{esm}/errors.js";'
        yield f"{'the runtime alone':40} {'':8}        packed {bundled(folder, core):7,}"
