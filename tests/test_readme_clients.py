"""The chapter of the README on the clients: its calls run as they stand, and its counts are those of the suite."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests import nodejs
from tests.conformance.counting import per_category
from tests.conformance.driving import base_path
from tests.conformance.loader import check
from tests.conformance.stage import Stage
from tests.conformance.vector import LEFT_OUT, Exchange, Reply, Wanted

ROOT: Final = Path(__file__).parents[1]
API: Final = "/workspaces/7/projects"
PROMISES: Final = {
    "loses nothing": ("big_integers", "number_spelling", "dates"),
    "survives a server that deviates, and says so": ("wrong_types", "unknown_news", "broken_json"),
    "sends only what the caller gave": (
        *("requests", "query_arrays", "patch", "absent_null_empty", "documented", "options"),
    ),
    "typed errors": ("statuses", "error_bodies", "empty_bodies", "encodings"),
    "retries what is safe": ("retries", "retry_after"),
    "bounds time and size": ("timeouts",),
    "respects a quota": ("quota", "payment"),
    "pages lazily": ("pages",),
    "guards secrets and paths": ("secrets", "path_escaping"),
}
"""Which categories of vectors hold a client to which promise."""


def chapter() -> str:
    """Return the text of the chapter."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## The clients\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def block(language: str) -> str:
    """Return the one block of code in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```\n", chapter(), re.MULTILINE | re.DOTALL)
    return str(found)


def exchange(wanted: Wanted, status: int, body: str) -> Exchange:
    """Return what must be asked, and what is answered."""
    return Exchange(wanted, Reply(status=status, body=body.encode()), None)


def wanted(method: str, path: str, query: tuple[tuple[str, str], ...] = (), body: str | None = None) -> Wanted:
    """Return a request."""
    return Wanted(method=method, path=base_path() + path, query=query, headers={}, body=body, value=LEFT_OUT)


EXCHANGES: Final = (
    exchange(
        wanted("GET", API, (("active", "true"),)),
        200,
        '[{"id": 5, "name": "Pier", "workspace_id": 7}, {"id": 6, "name": "Quay", "workspace_id": 7}]',
    ),
    exchange(
        wanted("POST", API, body='{"name": "Lighthouse", "active": true}'),
        200,
        '{"id": 8, "name": "Lighthouse", "workspace_id": 7}',
    ),
    exchange(
        wanted("PUT", f"{API}/8", body='{"client_id": null}'), 403, '"User does not have access to this resource."'
    ),
)
PRINTED: Final = "5 Pier\n6 Quay\n403 no_access\n"


def python(folder: Path, url: str, package: str, target: str) -> subprocess.CompletedProcess[str]:
    """Run the block of Python, the client of which is told where the server is."""
    code = block("python")
    assert "from toggltrack import" in code
    (folder / "sitecustomize.py").write_text(
        f"import functools, {package}\n{package}.Toggl = functools.partial({package}.Toggl, base_url={url!r})\n"
    )
    (folder / "calls.py").write_text(code.replace("from toggltrack import", f"from {package} import"))
    path = os.pathsep.join([str(folder), str(ROOT / "generated" / target / "src")])
    return subprocess.run(
        [sys.executable, "calls.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "TOGGL_API_TOKEN": "t0k3n", "NO_PROXY": "*"},
        capture_output=True,
        text=True,
        check=False,
    )


def typescript(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    """Compile and run the block of TypeScript, the client of which is told where the server is."""
    package = nodejs.built(ROOT / "generated" / "typescript")
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "toggltrack").symlink_to(package)
    (folder / "node_modules" / "@types").symlink_to(nodejs.tools() / "@types")
    (folder / "package.json").write_text('{"type": "module"}\n')
    (folder / "calls.ts").write_text(block("typescript"))
    compiler = [nodejs.tools() / ".bin" / "tsc", "--strict", "--target", "es2022", "--module", "nodenext", "calls.ts"]
    done = nodejs.run(compiler, folder)
    assert done.returncode == 0, done.stdout
    # What stands for the package hands on all of it, and another address.
    (folder / "node_modules" / "toggltrack").unlink()
    (folder / "node_modules" / "toggltrack").mkdir()
    (folder / "node_modules" / "toggltrack" / "package.json").write_text(
        '{"type": "module", "exports": "./index.js"}\n'
    )
    (folder / "node_modules" / "toggltrack" / "index.js").write_text(
        f'export * from "{package}/dist/esm/index.js";\n'
        f'import {{ Toggl as Real }} from "{package}/dist/esm/index.js";\n'
        f'export class Toggl extends Real {{ constructor() {{ super({{ baseUrl: "{url}" }}); }} }}\n'
    )
    return nodejs.run([nodejs.node(), "calls.js"], folder, {"TOGGL_API_TOKEN": "t0k3n", "NO_PROXY": "*"})


Run = Callable[[Path, str], subprocess.CompletedProcess[str]]
STYLES: Final[dict[str, Run]] = {
    "python": lambda folder, url: python(folder, url, "toggltrack", "python"),
    "python-pydantic": lambda folder, url: python(folder, url, "toggltrack_pydantic", "python-pydantic"),
    "typescript": typescript,
}


@pytest.mark.parametrize("style", STYLES)
def test_the_three_calls(style: str, tmp_path: Path) -> None:
    with Stage() as stage:
        scene = stage.play(EXCHANGES)
        done = STYLES[style](tmp_path, scene.url + base_path())
        assert stage.end(scene) == [], done.stdout + done.stderr
        assert not stage.strays
    assert (done.returncode, done.stdout) == (0, PRINTED), done.stderr


def test_every_vector_belongs_to_a_promise_and_the_counts_are_right() -> None:
    counts = per_category(check()[0])
    assert sorted(name for names in PROMISES.values() for name in names) == sorted(counts)
    rows = re.findall(r"^\| ([^|]+) \| (\d*) \|", chapter(), re.MULTILINE)
    said = {promise: number for promise, number in rows if number}
    assert said == {promise: str(sum(counts[name] for name in names)) for promise, names in PROMISES.items()}


def test_no_target_is_known_to_fail_a_vector() -> None:
    folder = ROOT / "tests" / "conformance" / "known_failing"
    lines = [line for path in folder.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [line for line in lines if line.partition("#")[0].strip()]
