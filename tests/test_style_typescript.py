"""The TypeScript style: what it makes of other specs compiles, and types bind callers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hexapla.finding import as_text, has_errors
from hexapla.load import load
from hexapla.plan import Names, Package, build
from hexapla.render import render
from hexapla.source import Sources
from hexapla.styles.python import Python
from hexapla.styles.typescript import TypeScript

from tests import nodejs

TESTS = Path(__file__).parent
TEMPLATES = TESTS.parent / "templates" / "typescript"
CLIENTS = {"pets": "Pets", "unions": "Unions", "clashes": "Clash"}


def plan_of(api: str) -> Package:
    sources = Sources(lambda path: (TESTS / path).read_bytes())
    model, findings = load(sources, f"apis/{api}.yaml")
    assert not has_errors(findings), as_text(findings, sources.lines)
    package, said = build(model, Names("thing", CLIENTS[api], "1.0.0", "https://example.com/thing"), TypeScript())
    assert not has_errors(said), as_text(said, sources.lines)
    return package


@pytest.fixture(scope="module", params=CLIENTS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a package, as the templates have it."""
    folder = tmp_path_factory.mktemp(request.param)
    rendered = render(plan_of(request.param), [str(TEMPLATES)])
    for path, text in {**rendered.copied, **rendered.made}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    return folder


NOTED = """
openapi: 3.1.1
info: {title: a, version: '1'}
servers: [{url: "https://a.example.com"}]
paths:
  /a:
    post:
      operationId: a.b
      requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {f: {type: string,
        contentMediaType: image/png}, kind: {$ref: "#/components/schemas/Kind"}}},
        encoding: {f: {headers: {X-A: {schema: {type: string}}}}}}}}
      responses: {"204": {description: Done., headers: {X-Left: {schema: {type: integer}},
        x_left: {schema: {type: string}}, Shape-Of-X: {schema: {type: string}}}}}
components: {schemas: {Kind: {type: string, enum: [red, Red, RED]}}}
"""


def test_notes_say_what_the_package_has() -> None:
    """Members of an enumeration are literals there: none of their names clashes, whatever is so in Python."""
    model, _ = load(Sources(lambda _: NOTED.encode()), "a.yaml")
    (package, noted), (_, by_python) = (
        build(model, Names("a", "A", "1.0.0"), style) for style in (TypeScript(), Python())
    )
    told = [one.message for one in noted]
    assert [one for one in told if "Kind" in one] == []
    assert len([one for one in by_python if "`Kind`" in one.message]) == 2
    assert [one for one in told if "X-A" in one] == [
        "the header `X-A` of `f` is the caller's: an `Upload` takes header fields"
    ]
    assert any("a `File` takes header fields" in one.message for one in by_python)
    # In camelCase, as all that is no type; the names of shapes are imported beside them.
    assert package.fields is not None
    assert [one.name for one in package.fields.fields] == ["xLeft", "xLeft_2", "shapeOfX_"]


def compiled(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return nodejs.run([nodejs.tools() / ".bin" / "tsc", *arguments], folder)


def test_it_compiles_under_the_strictest_rules(made: Path) -> None:
    run = compiled(made, "--noEmit", "-p", ".")
    assert run.returncode == 0, run.stdout + run.stderr


USE = """\
import { %s } from "./index.js";
import type { models } from "./index.js";
const client = new %s({ token: "t" });
const pet: models.Pet = await client.pets.create({ name: "Rex" }, { timeout: 5_000, retries: 0 });
const named: string = pet.name;
const born: string | null | undefined = pet.born;
const pets = client.pets.list({ perPage: 50, bornSince: "2026-01-02" });
for await (const one of pets) console.log(one.id + 1, named, born);
await client.pets.patchMany([1, 2], { replace: { color: 1 }, remove: ["tags"] });
await client.pets.delete(pet.id);
"""
WRONG = {
    "a required member is missing": "await client.pets.create({});",
    "a member is misspelt": 'await client.pets.create({ name: "Rex", knd: "dog" });',
    "an argument is of another type": 'await client.pets.get("7");',
    "a member may be missing": "pet.kind.length;",
    "a member may be null": "const x: string | undefined = pet.born;",
}


def test_callers_are_told_what_is_wrong_and_nothing_else(tmp_path: Path) -> None:
    rendered = render(plan_of("pets"), [str(TEMPLATES)])
    for path, text in {**rendered.copied, **rendered.made}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text)
    use = USE % ("Pets", "Pets")
    (tmp_path / "src" / "use.ts").write_text(use + "".join(f"{line}\n" for line in WRONG.values()))
    run = compiled(tmp_path, "--noEmit", "-p", ".")
    first = len(use.splitlines()) + 1
    told = {int(line.partition("(")[2].partition(",")[0]) for line in run.stdout.splitlines() if "error TS" in line}
    lines = {first + number: said for number, said in enumerate(WRONG)}
    assert told == set(lines), run.stdout


STYLE = TypeScript()


@pytest.mark.parametrize(
    ("of", "into", "expected"),
    [
        ("string", "string | null", True),
        ("string | null", "string", False),
        ('"cat"', "string", True),
        ("string", '"cat"', False),
        ("Pet[]", "readonly Pet[]", True),
        ("readonly Pet[]", "Pet[]", False),
        ("string[]", "readonly (string | number)[]", True),
        ("Record<string, number>", "Readonly<Record<string, number | bigint>>", True),
        ("Readonly<Record<string, number>>", "Record<string, number>", True),
        ("number | bigint", "unknown", True),
        ("Kind", "string", True),
        ("string", "Kind", False),
        ("Pet", "Either", True),
    ],
)
def test_a_type_fits_another_as_the_compiler_has_it(of: str, into: str, expected: bool) -> None:
    assert STYLE.fits(of, into, {"Kind": "string"}, {"Either": "Pet | null"}) is expected


def test_what_a_package_holds_is_shown_as_people_read_it() -> None:
    package = plan_of("pets")
    calls = {call.id: STYLE.signature(call) for resource in package.resources for call in resource.calls}
    assert calls['"pets.get"'] == "get(petId: number | bigint): Promise<Pet>"
    assert calls['"pets.delete"'] == "delete(petId: number | bigint): Promise<void>"
    assert calls['"pets.list"'] == (
        "list(params?: { page?: number | bigint; perPage?: number | bigint; kinds?: readonly Kind[]; "
        "bornSince?: string; tame?: boolean }): Pager<Pet>"
    )
    records = {record.name: record for module in package.models for record in module.records}
    assert [STYLE.declaration(field) for field in records["Pet"].fields][:3] == [
        "id: number",
        "name: string",
        "kind?: Kind | null",
    ]
    options = [one.text for one in STYLE.declared(package) if one.kind == "argument"]
    assert options[:2] == ["token?: string", "email?: string"]
