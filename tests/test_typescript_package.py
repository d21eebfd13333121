"""The package in TypeScript as a person would publish it: what npm packs, its types for every compiler, its size."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests import nodejs, typescript_package
from tests.nodejs import run
from tests.testing.document import document, operations
from tests.typescript_package import GENERATED, HERE, NAME, ROOT, bundled, project

FORMATS: Final = ("esm", "cjs")
COMPILERS: Final = ("typescript-floor", "typescript", "typescript-newest")
"""The oldest compiler that the types promise to work with, the one that makes the package, and the newest."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what npm would publish."""
    folder = tmp_path_factory.mktemp("archive")
    found = run(["npm", "pack", "--ignore-scripts", "--pack-destination", folder, typescript_package.built()], folder)
    assert found.returncode == 0, found.stderr
    return next(folder.glob("*.tgz"))


@pytest.fixture(scope="module")
def package(archive: Path) -> Path:
    """Return what npm would install."""
    with tarfile.open(archive) as packed:
        packed.extractall(archive.parent, filter="data")
    return archive.parent / "package"


def manifest() -> dict[str, Any]:
    """Return the package.json."""
    found: dict[str, Any] = json.loads((GENERATED / "package.json").read_text(encoding="utf-8"))
    return found


# What is published


def test_what_is_packed(package: Path) -> None:
    """Sources, what they are compiled to in two formats with types, and nothing else."""
    assert {path.name for path in package.iterdir()} == {"LICENSE", "README.md", "dist", "package.json", "src"}
    sources = {path.relative_to(package / "src").with_suffix("") for path in package.rglob("src/**/*.ts")}
    assert Path("testing/fake") in sources
    for name in FORMATS:
        folder = package / "dist" / name
        for suffix in (".js", ".d.ts", ".js.map"):
            made = {path.relative_to(folder) for path in folder.rglob(f"*{suffix}")}
            assert made == {Path(f"{source}{suffix}") for source in sources}
    assert sources == {path.relative_to(GENERATED / "src").with_suffix("") for path in GENERATED.rglob("src/**/*.ts")}


def test_maps_lead_to_the_sources(package: Path) -> None:
    for path in package.rglob("*.map"):
        for source in json.loads(path.read_text())["sources"]:
            assert (path.parent / source).is_file(), f"{path}: {source}"


def test_every_entry_is_there_and_says_its_types_first(package: Path) -> None:
    whole = manifest()
    for name, entry in whole["exports"].items():
        if name == "./package.json":
            continue
        assert list(entry) == ["import", "require"]
        for condition, targets in entry.items():
            assert list(targets) == ["types", "default"]
            assert all((package / path).is_file() for path in targets.values()), (name, condition)
    assert all((package / whole[key]).is_file() for key in ("main", "module", "types"))
    assert "dependencies" not in whole
    assert "peerDependencies" not in whole
    assert whole["sideEffects"] is False
    assert whole["engines"] == {"node": ">=20"}


def test_publint_finds_nothing(archive: Path) -> None:
    found = run([nodejs.tools() / ".bin" / "publint", "run", "--strict", archive], archive.parent)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "All good!" in found.stdout


def test_arethetypeswrong_finds_nothing(archive: Path) -> None:
    found = run([nodejs.tools() / ".bin" / "attw", archive, "--format", "json"], archive.parent)
    assert found.returncode == 0, found.stdout[-3000:] + found.stderr
    told = json.loads(found.stdout)
    assert told.get("problems", {}) == {}
    assert told["analysis"]["problems"] == []
    entries = told["analysis"]["entrypoints"]
    assert set(entries) == {".", "./models", "./testing", "./package.json"}
    kinds = {kind for entry in entries.values() for kind in entry["resolutions"]}
    assert kinds == {"node10", "node16-cjs", "node16-esm", "bundler"}


# Users: each kind of module, each way of looking modules up, each compiler

USE: Final = (HERE / "consumer" / "use.ts").read_text(encoding="utf-8")
SETTINGS: Final = {"esm": ("module", "NodeNext"), "cjs": ("commonjs", "NodeNext"), "bundler": ("module", "Bundler")}


@pytest.fixture(scope="module", params=SETTINGS)
def user(request: pytest.FixtureRequest, package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project of a user that has installed the package."""
    kind, module = SETTINGS[request.param]
    files = {"use.ts": USE, "mistakes.ts": mistakes()}
    folder = project(tmp_path_factory.mktemp(request.param), files, kind, module, "dom")
    (folder / "node_modules" / NAME).unlink()
    (folder / "node_modules" / NAME).symlink_to(package)
    return folder


def mistakes() -> str:
    """Return a program of which every line that is marked is wrong."""
    return (HERE / "consumer" / "mistakes.ts").read_text(encoding="utf-8")


@pytest.mark.parametrize("compiler", COMPILERS)
def test_every_compiler_takes_the_types_and_refuses_mistakes(user: Path, compiler: str) -> None:
    found = typescript_package.compiled(user, "--outDir", f"out-{compiler}", compiler=compiler)
    told = [line for line in found.stdout.splitlines() if "error TS" in line]
    assert [line for line in told if not line.startswith("mistakes.ts(")] == []
    lines = {int(line.partition("(")[2].partition(",")[0]) for line in told}
    wanted = {number for number, line in enumerate(mistakes().splitlines(), 1) if "// wrong: " in line}
    assert len(wanted) > 15
    assert lines == wanted, found.stdout


@pytest.mark.parametrize("program", [nodejs.node, nodejs.floor], ids=["node", "floor"])
@pytest.mark.parametrize("kind", ["esm", "cjs"])
def test_a_program_runs_with_import_and_with_require(
    kind: str, program: Callable[[], str], package: Path, tmp_path: Path
) -> None:
    module, resolution = SETTINGS[kind]
    folder = project(tmp_path / "user", {"use.ts": USE}, module, resolution, "node")
    (folder / "node_modules" / NAME).unlink()
    (folder / "node_modules" / NAME).symlink_to(package)
    found = typescript_package.compiled(folder)
    assert found.returncode == 0, found.stdout
    assert ("require(" in (folder / "out" / "use.js").read_text()) is (kind == "cjs")
    ran = run([program(), "out/use.js"], folder)
    assert (ran.returncode, ran.stdout.splitlines()[-1:]) == (0, ["used"]), ran.stdout + ran.stderr


# Style


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources and the examples, with the settings of the linter."""
    folder = project(tmp_path_factory.mktemp("workshop"), {})
    for name in ("src", "examples"):
        shutil.copytree(GENERATED / name, folder / name)
    shutil.copyfile(HERE / "eslint.config.js", folder / "eslint.config.js")
    for path in nodejs.tools().iterdir():
        if not (folder / "node_modules" / path.name).exists():
            (folder / "node_modules" / path.name).symlink_to(path)
    return folder


def test_the_linter_finds_nothing(workshop: Path) -> None:
    found = run([nodejs.tools() / ".bin" / "eslint", "src", "examples"], workshop)
    assert found.returncode == 0, found.stdout[-4000:] + found.stderr


def test_the_formatter_would_change_nothing(workshop: Path) -> None:
    found = run(["prettier", "--no-config", "--print-width=100", "--check", "src", "examples"], workshop)
    assert found.returncode == 0, found.stdout + found.stderr


def test_no_finding_is_silenced() -> None:
    wrong = ("eslint-disable", "@ts-", ": any", "as any", "<any", "prettier-ignore", "/* istanbul", "/* c8")
    for path in (*GENERATED.rglob("src/**/*.ts"), *GENERATED.rglob("examples/*.ts")):
        text = path.read_text(encoding="utf-8")
        assert not [one for one in wrong if one in text], path


COMMENT: Final = re.compile(r"  /\*\*\n((?:   \*.*\n)+?)   \*/\n  (\w+)\(", re.MULTILINE)


def test_a_method_says_what_the_spec_says() -> None:
    """Its arguments, the errors to expect with their reasons, and the page it is documented on."""
    texts = [path.read_text(encoding="utf-8") for path in GENERATED.rglob("src/resources/*.ts")]
    comments = [" ".join(found[1].replace("*", " ").split()) for text in texts for found in COMMENT.finditer(text)]
    whole = document(ROOT / "spec" / "openapi.yaml")
    for one in operations(ROOT / "spec" / "openapi.yaml"):
        raw = whole["paths"][one.template][one.method.lower()]
        page = f"See {raw['externalDocs']['url']} ({raw['externalDocs']['description']})"
        (comment,) = (text for text in comments if page in text)
        assert comment.count("@param") >= len(one.path()) + 1
        for status, response in one.responses.items():
            if not status.startswith("2"):
                named = rf"@throws {CLASSES.get(status, 'ServerError')} (- )?{status}: "
                assert re.search(named, comment), (one.id, status)
            for reason in response.get("x-messages", {}):
                assert f"`{reason}`" in comment, (one.id, reason)


CLASSES: Final = {
    **{"400": "BadRequestError", "401": "UnauthorizedError", "402": "PaymentRequiredError", "403": "ForbiddenError"},
    **{"404": "NotFoundError", "409": "ConflictError", "410": "GoneError", "429": "RateLimitedError"},
}


# Size


def test_the_readme_tells_the_size_of_the_runtime(package: Path, tmp_path: Path) -> None:
    folder = project(tmp_path / "user", {})
    core = f'export {{ Core }} from "{package}/dist/esm/internal/core.js";'
    size = bundled(folder, f'{core} export * from "{package}/dist/esm/errors.js";')
    whole = bundled(folder, f'export {{ Toggl }} from "{NAME}";')
    text = (GENERATED / "README.md").read_text(encoding="utf-8")
    found = re.search(r"about (\d+) kB, minified and gzipped", text)
    assert found is not None
    assert abs(int(found[1]) - size / 1000) < 1.5, (size, whole)


def test_a_bundle_holds_only_what_its_client_calls(package: Path, tmp_path: Path) -> None:
    """This API has no files, no lines, no events and fetches no tokens: what reads them stays behind."""
    bundled(folder := project(tmp_path / "user", {}), f'export {{ Toggl }} from "{NAME}";')
    text = (folder / "o.js").read_text(encoding="utf-8")
    for name, word in {
        "download": "a part of the body was read already",
        "save": "no file can be saved here",
        "lines": "a line is over",
        "events": "an event is over",
        "stream": "the answer is closed",
        "oauth": "no token:",
        "tokens": "without a token",
        "disposition": "iso-8859-1",
    }.items():
        assert word in (package / "dist" / "esm" / "internal" / f"{name}.js").read_text(encoding="utf-8")
        assert word not in text, name


def test_what_is_for_tests_is_in_no_bundle(package: Path, tmp_path: Path) -> None:
    folder = project(tmp_path / "user", {})
    bundled(folder, f'export * from "{NAME}";')
    text = (folder / "o.js").read_text(encoding="utf-8")
    # A message of the fake, and whatever would fetch a module: modules of Node are asked for where there are some.
    assert "as the test wants it" not in text
    assert not re.findall(r"\b(?:import *[\"'`({*\w]|require *\(|from *[\"'`]).{30}", text)
    assert "node:" in text


def test_the_settings_of_the_compiler_are_strict() -> None:
    settings = json.loads((GENERATED / "tsconfig.json").read_text(encoding="utf-8"))["compilerOptions"]
    for name in ("strict", "exactOptionalPropertyTypes", "noUncheckedIndexedAccess", "isolatedModules"):
        assert settings[name] is True
    assert settings["skipLibCheck"] is False
    assert settings["types"] == []
