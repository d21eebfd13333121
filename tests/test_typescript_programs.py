"""The programs and the README of the package in TypeScript compile strictly and run as they stand, on its own fake."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from tests import nodejs, typescript_package
from tests.typescript_package import GENERATED, NAME, OTHER, OTHERS, built_of, project

EXAMPLES: Final = GENERATED / "examples"
ARGUMENTS: Final = {"list-rows": ["7"], "create-one": ["7"], "patch-many": ["7", "1,2,3"]}
WRAPPER: Final = """\
export * from "{dist}/index.js";
import {{ writeFileSync }} from "node:fs";
import {{ Toggl as Real }} from "{dist}/index.js";
import {{ FakeToggl }} from "{dist}/testing/index.js";

const fake = new FakeToggl();
const {{ rows = [], faults = [], retries = 2 }} = JSON.parse(process.env.ORDERS ?? "{{}}");
for (const row of rows) fake.projects.add(...row);
for (const [what, how] of faults) fake.failNext(what, how);
// What nobody described is answered as well.
const send = async (request, bounds) => {{
  const reply = await fake.send(request, bounds);
  return reply.status === 404 ? {{ ...reply, status: 200 }} : reply;
}};
process.on("exit", () => {{
  const requests = fake.requests.map((one) => [one.operation, Object.fromEntries(one.query)]);
  writeFileSync("told.json", JSON.stringify({{ requests, rows: fake.projects.all() }}));
}});

/** The client, whose server is in memory where it was given no other. */
export class Toggl extends Real {{
  constructor(options = {{}}) {{
    const own = options.transport ?? (options.fetch ? undefined : {{ send }});
    super({{ retries, ...options, transport: own }});
  }}
}}
"""


def faked(folder: Path) -> None:
    """Put a package in the place of the installed one, in a project that is compiled, whose clients ask the fake."""
    dist = typescript_package.built() / "dist" / "esm"
    installed = folder / "node_modules" / NAME
    installed.unlink()
    installed.mkdir()
    (installed / "index.js").write_text(WRAPPER.format(dist=dist))
    (installed / "testing.js").write_text(f'export * from "{dist}/testing/index.js";\n')
    exports = {".": "./index.js", "./testing": "./testing.js"}
    (installed / "package.json").write_text(json.dumps({"name": NAME, "type": "module", "exports": exports}))


def start(
    folder: Path, program: str, words: Sequence[str] = (), orders: Mapping[str, Any] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program as a person does."""
    variables = {"ORDERS": json.dumps(orders or {}), "TOGGL_API_TOKEN": "t0k3n"}
    return nodejs.run([nodejs.node(), f"out/{program}.js", *words], folder, variables)


def told(folder: Path) -> dict[str, Any]:
    """Return what the fake was asked, and what it holds."""
    found: dict[str, Any] = json.loads((folder / "told.json").read_text())
    return found


# Programs


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with the programs, compiled."""
    files = {path.name: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.ts")}
    folder = project(tmp_path_factory.mktemp("programs"), files)
    found = typescript_package.compiled(folder)
    assert found.returncode == 0, found.stdout
    faked(folder)
    return folder


def test_every_program_is_here() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == set(ARGUMENTS)


def test_a_list(programs: Path) -> None:
    rows = [[place, {"name": "Harbour website", "active": number != 3}] for number in range(160) for place in (7, 8)]
    ran = start(programs, "list-rows", ["7"], {"rows": rows})
    assert ran.returncode == 0, ran.stderr
    # Of the workspace that was named, what the filter lets through, over two pages.
    assert len(re.findall(r"name: 'Harbour website'", ran.stdout)) == 159
    assert [query.get("page") for _, query in told(programs)["requests"]] == [None, "2"]


def test_a_creation(programs: Path) -> None:
    ran = start(programs, "create-one", ["7"])
    assert ran.stdout.startswith("made: {"), ran.stdout + ran.stderr
    assert [row["name"] for row in told(programs)["rows"]] == ["Harbour newsletter"]


@pytest.mark.parametrize(
    ("what", "how", "said"),
    [
        (403, {"json": "User does not have access to this resource."}, "refused: 403 no_access"),
        (403, {"json": "x"}, "refused: 403 POST "),
        (429, {"headers": {"Retry-After": "61"}}, "refused: 429 again in 61000 ms"),
        ("reset", {}, "perhaps: POST "),
        ("timeout", {}, "perhaps: POST "),
        ("connect", {}, "failed: POST "),
    ],
)
def test_a_creation_that_fails_says_how(what: int | str, how: dict[str, Any], said: str, programs: Path) -> None:
    ran = start(programs, "create-one", ["7"], {"faults": [[what, {**how, "times": 3}]], "retries": 0})
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(said)


def test_a_patch_that_fails_in_part(programs: Path) -> None:
    rows = [[7, {"name": name}] for name in ("a", "b")]
    ran = start(programs, "patch-many", ["7", "1,2,999"], {"rows": rows})
    assert ran.returncode == 0, ran.stderr
    assert "success: [ 1, 2 ]" in ran.stdout
    assert "id: 999" in ran.stdout
    assert {row["color"] for row in told(programs)["rows"]} == {"#9e5bd9"}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_without_arguments_a_program_says_which(name: str, programs: Path) -> None:
    ran = start(programs, name)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"usage: node {name}.ts WORKSPACE_ID")
    assert told(programs)["requests"] == []


# The README

PRELUDE: Final = """\
import { Toggl, type models, type Pager } from "toggltrack";

export const client = new Toggl();
export const pager: Pager<models.Project> = client.projects.list(1);
export const model: models.Project = await client.projects.create(1, { name: "Site" });
"""
SPOKEN_OF: Final = ("client", "pager", "model")
"""What blocks speak of as if it were at hand."""


def blocks(package: Path = GENERATED) -> list[str]:
    """Return the programs of a README, each with what it speaks of."""
    text = (package / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^```ts\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [with_prelude(one) for one in found]


def with_prelude(block: str) -> str:
    missing = [name for name in SPOKEN_OF if re.search(rf"\b{name}\b", block) and f"const {name} " not in block]
    line = f'import {{ {", ".join(missing)} }} from "./prelude.js";\n' if missing else ""
    # A block of statements alone is a module, too.
    return f"{line}{block}export {{}};\n"


@pytest.fixture(scope="module")
def readme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with a program of each block, compiled."""
    files = {f"block{number}.ts": block for number, block in enumerate(blocks())}
    folder = project(tmp_path_factory.mktemp("readme"), {"prelude.ts": PRELUDE, **files})
    # What a block makes is for its reader to use.
    found = typescript_package.compiled(folder, "--noUnusedLocals", "false")
    assert found.returncode == 0, found.stdout
    faked(folder)
    return folder


def test_the_readme_has_many_blocks_and_no_other_language() -> None:
    text = (GENERATED / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^```(\w+)$", text, re.MULTILINE)) == {"ts", "sh"}
    assert len(blocks()) > 12


@pytest.mark.parametrize("number", range(len(blocks())))
def test_a_block_of_the_readme_runs(number: int, readme: Path) -> None:
    ran = start(readme, f"block{number}", orders={"rows": [[1, {"name": "Site"}], [421, {"id": 2030012}]]})
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout


DECLARED: Final = """\
import type {{ {client}, Pager }} from "{package}";
export declare const client: {client};
export declare const pager: Pager<object>;
export declare const model: object;
"""


@pytest.mark.parametrize("name", OTHERS)
def test_programs_and_readmes_of_other_descriptions_compile(name: str, tmp_path: Path) -> None:
    package = built_of(name, tmp_path / "package")
    programs = {path.name: path.read_text(encoding="utf-8") for path in (package / "examples").iterdir()}
    files = {f"block{number}.ts": block for number, block in enumerate(blocks(package))}
    assert programs
    assert len(files) > 10
    prelude = DECLARED.format(client=OTHERS[name][1], package=OTHER)
    folder = project(tmp_path / "user", {"prelude.ts": prelude, **programs, **files}, package=package)
    found = typescript_package.compiled(folder, "--noUnusedLocals", "false", "--noEmit")
    assert found.returncode == 0, found.stdout


def test_the_first_block_is_the_one_of_a_beginner() -> None:
    assert blocks()[0].startswith(f'import {{ Toggl }} from "{NAME}";')
    assert "new Toggl()" in blocks()[0]


def test_every_option_and_function_of_the_readme_exists() -> None:
    """A name in backquotes that looks like one of the package is one."""
    text = (GENERATED / "README.md").read_text(encoding="utf-8")
    sources = "\n".join(path.read_text(encoding="utf-8") for path in GENERATED.rglob("src/**/*.ts"))
    words = set(re.findall(r"`([A-Za-z]\w+)(?:\(\w*\))?`", text))
    assert len(words) > 60
    outside = {"fetch", "structuredClone", "require", "import", "strict", "model", "console"}
    settings = {"exactOptionalPropertyTypes", "noUncheckedIndexedAccess", "moduleResolution", "NodeNext", "Bundler"}
    unknown = {word for word in words - outside - settings if not re.search(rf"\b{word}\b", sources)}
    assert unknown == set()
