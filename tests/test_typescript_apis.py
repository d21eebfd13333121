"""Descriptions with everything in them, in the style TypeScript: they compile, and their types bind callers.

That they send, read and refuse the same as the clients in Python is told by the tests of both, in `responses`,
`sending` and `harbor`.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from hexapla.plan import Names, build
from hexapla.styles.typescript import TypeScript

from tests import nodejs, remote

TESTS: Final = Path(__file__).parent
SPECS: Final = {
    "responses": (TESTS / "apis" / "responses.yaml", "Lights"),
    "sending": (TESTS / "sending" / "openapi.yaml", "Asked"),
    "harbor": (TESTS / "apis" / "harbor" / "openapi.yaml", "Harbor"),
    "harbor30": (TESTS / "apis" / "harbor" / "harbor30.json", "Harbor"),
}

USES: Final = {
    "harbor": """
import { Harbor, headers, type models } from "./index.js";
const client = new Harbor({ token: "t", region: "south", bucket: "charts", user: "u", password: "p" });
const ship: models.Ship = await client.ships.get("5f0c2d7e-0b1f-4a53-9d43-6f2b1c7a9e10");
const about = { name: "Alba", flag: "NO", alias: null };
const made: models.Ship | models.Ticket | undefined = await client.ships.create(about);
const names: (string | undefined)[] = [];
const ships = client.ships.list({ flags: ["DK", "SE"], self: true, class: 1 });
for await (const one of ships) names.push(one.name ?? undefined);
await client.charts.search({ q: "x", area: { north: 60 }, near: "a", shape: [59.9, 10.7], on: "2026-03-01" });
await client.charts.simple("north", [1], ["a"], { x: 1, y: 2 }, {});
const mark: models.Mark = await client.berths.setMark({ body: { colour: "red", chain: 1 } });
await client.cargoHolds.add({ body: { kind: "box", cargo_id: 1, contents: [] } });
await client.cargoHolds.photograph(1, {
  title: "Hold",
  cover: { content: new Uint8Array(1), name: "a.png", headers: { "X-Taken-At": "2026-03-01T06:00:00Z" } },
  words: ["a"],
});
await client.cargoHolds.import({ body: [] });
const heights: (number | undefined)[] = [];
for await (const event of await client.tides.live()) heights.push(event.data.height);
const file = await client.documents.download("a/b");
const bytes: Uint8Array = await file.bytes();
const response = await client.ships.get("x").withResponse();
const visits: number | undefined = headers.xVisits.of(response);
const gate: boolean | null = await client.gate.state({ timeout: 5 });
console.log(ship, made, names, mark, heights, bytes, visits, gate);
""",
    "sending": """
import { Asked, type Upload } from "./index.js";
const client = new Asked({ token: "t", region: "us" });
await client.path.simple("blue");
await client.path.simple(["blue"]);
await client.path.simple({ R: 1 });
await client.path.plain("a");
await client.query.all({ paint: { R: 1 }, deep: { name: "x" }, empty: "", plain: 1.5, at: new Date(0) });
await client.query.all({ kind: "only", at: "2026" });
await client.body.json({ name: "a", color: ["x"] });
await client.body.union({ body: { name: "x" } });
await client.body.union({ body: [1] });
const picture: Upload = { content: new Uint8Array(1), name: "a.png" };
await client.body.multipart({ file: new Blob(["x"]), picture, files: [new Uint8Array(1)], tags: ["a"], meta: [1] });
await client.body.binary({ body: picture });
await client.body.lines({ body: new Set([{ R: 1 }]) });
await client.names.all("p", { idQuery: "q", membersBody: { x: 1 } });
""",
}
WRONG: Final = {
    "harbor": """
await client.ships.get(5);
await client.ships.create({ flag: "NO" });
client.ships.list({ flags: [1] });
await client.charts.search({ area: {} });
await client.charts.search({ q: "x", shape: [1, 2, 3] });
await client.charts.simple("north", ["1"], ["a"], {}, {});
await client.cargoHolds.photograph(1, { title: "Hold", cover: "path.png" });
await client.incidents.report({ level: 1 });
await client.cargoHolds.label(1, { text: "x", color: "red" });
""",
    "sending": """
await client.path.simple(1.5);
await client.query.all({ empty: "x" });
await client.body.json({});
await client.body.json({ name: "a", id: 1 });
await client.body.multipart({ file: "path.txt" });
await client.body.binary({ body: "text" });
await client.body.lines({ body: 5 });
await client.names.all("p", { membersBody: { x: "y" } });
await client.header.all({ xFlag: "yes" });
""",
}


@pytest.mark.parametrize("name", SPECS)
def test_nothing_is_refused_and_the_package_compiles(name: str) -> None:
    """The build fails on whatever the strictest compiler finds."""
    found = remote.remote(*SPECS[name])
    assert (found.folder / "dist" / "cjs" / "index.js").exists()
    assert len(found.routes) > 20


@pytest.mark.parametrize("name", USES)
def test_a_right_use_is_right_and_every_wrong_line_is_found(name: str, tmp_path: Path) -> None:
    built = remote.remote(*SPECS[name]).folder
    shutil.copytree(built, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("dist", "node_modules"))
    (tmp_path / "node_modules").symlink_to(nodejs.tools())
    use, wrong = USES[name].lstrip(), WRONG[name].lstrip()
    (tmp_path / "src" / "use.ts").write_text(use + wrong)
    told = nodejs.run([nodejs.tools() / ".bin" / "tsc", "--noEmit", "-p", "."], tmp_path).stdout
    first = len(use.splitlines()) + 1
    found = {line.split("(")[1].split(",")[0] for line in told.splitlines() if line.startswith("src/use.ts")}
    assert found == {str(first + number) for number in range(len(wrong.splitlines()))}, told


CIRCLES: Final = """
openapi: 3.1.1
info: {title: Circles, version: "1"}
servers: [{url: "https://circles.example.com"}]
paths:
  /all: {get: {operationId: all.get, responses: {"200": {description: All., content: {application/json: {schema:
    {$ref: "#/components/schemas/All"}}}}}}}
components:
  schemas:
    All: {type: object, properties: {a: {$ref: "#/components/schemas/Alone"}, c: {$ref: "#/components/schemas/Choice"},
      r: {$ref: "#/components/schemas/Rows"}, p: {$ref: "#/components/schemas/Plain"}}}
    Alone: {type: object, additionalProperties: {$ref: "#/components/schemas/Alone"}}
    Choice: {oneOf: [{type: string}, {$ref: "#/components/schemas/Branch"}]}
    Branch: {type: object, additionalProperties: {$ref: "#/components/schemas/Choice"}}
    Rows: {type: object, additionalProperties: {$ref: "#/components/schemas/Row"}}
    Row: {type: array, items: {oneOf: [{type: integer}, {$ref: "#/components/schemas/Rows"}]}}
    Plain: {type: object, additionalProperties: {type: array, items: {$ref: "#/components/schemas/Plain"}}}
"""


def test_a_strict_linter_finds_nothing_in_generated_code(tmp_path: Path) -> None:
    """What is copied as it is, is judged by itself; here is what descriptions make, and what they make of it."""
    (tmp_path / "circles.yaml").write_text(CIRCLES)
    specs = {name: path for name, (path, _) in SPECS.items() if name != "harbor30"}
    specs |= {name: TESTS / "apis" / f"{name}.yaml" for name in ("pets", "unions", "clashes")}
    specs["circles"] = tmp_path / "circles.yaml"
    for name, path in specs.items():
        package, _ = build(remote.model(path), Names(name, "Other", "1.0.0", ""), TypeScript())
        remote.written(package, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(nodejs.tools())
    (tmp_path / "package.json").write_text('{"type": "module"}\n')
    shutil.copyfile(TESTS / "typescript" / "eslint.config.js", tmp_path / "eslint.config.js")
    judged = ["errors.ts", "client.ts", "headers.ts", "reasons.ts", "resources", "models"]
    files = [f"{name}/src/{one}" for name in specs for one in judged if (tmp_path / name / "src" / one).exists()]
    found = nodejs.run([nodejs.tools() / ".bin" / "eslint", *files], tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr
    aliases = (tmp_path / "circles" / "src" / "models").glob("*.ts")
    text = "\n".join(path.read_text() for path in aliases)
    # What stands for itself by way of a list has the short form.
    assert {one for one in ("Alone", "Branch", "Rows", "Plain") if f"interface {one} " in text} == {"Alone", "Branch"}
    told = nodejs.run([nodejs.tools() / ".bin" / "tsc", "--noEmit", "-p", "circles"], tmp_path)
    assert told.returncode == 0, told.stdout


HEAD: Final = "openapi: 3.1.1\ninfo: {title: a, version: '1'}\n"
CALL: Final = "paths: {/a: {get: {operationId: a.b, responses: {'204': {description: Done.}}}}}\n"


@pytest.mark.parametrize(("servers", "path"), [("servers: [{url: /v1}]\n", "/v1"), ("", "")], ids=["relative", "none"])
def test_an_address_that_is_not_told_must_be_given(servers: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(HEAD + servers + CALL)
    package, _ = build(remote.model(tmp_path / "spec.yaml"), Names("thing", "Asked", "1.0.0", ""), TypeScript())
    folder = remote.written(package, tmp_path / "package")
    (folder / "node_modules").symlink_to(nodejs.tools())
    use = 'import { Asked } from "./index.js";\nnew Asked({ baseUrl: "http://x" });\nnew Asked({});\nnew Asked();\n'
    (folder / "src" / "use.ts").write_text(use)
    told = nodejs.run([nodejs.tools() / ".bin" / "tsc", "--noEmit", "-p", "."], folder).stdout
    places = [line.split(",")[0] for line in told.splitlines() if line.startswith("src/")]
    assert places == ["src/use.ts(3", "src/use.ts(4"], told
    text = (folder / "src" / "client.ts").read_text()
    assert ("It must hold the path" in text) == bool(path)
    assert "which its description does not say" in " ".join(text.split())
