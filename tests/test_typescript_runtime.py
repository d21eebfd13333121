"""The runtime that every package in the style TypeScript carries: its types, its linters, its own unit tests."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
import trustme

from tests import nodejs
from tests.nodejs import run

ROOT: Final = Path(__file__).parents[1]
HERE: Final = ROOT / "tests" / "typescript"
SOURCE: Final = ROOT / "templates" / "typescript" / "package" / "src"


@pytest.fixture(scope="session")
def tools() -> Path:
    """Return the folder of the tools, installed as they are pinned."""
    return nodejs.tools()


@pytest.fixture(scope="module")
def work(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the runtime, what stands for the generated files, and the tests, compiled."""
    folder = tmp_path_factory.mktemp("typescript")
    (folder / "src" / "internal").mkdir(parents=True)
    for path in (*SOURCE.glob("*.ts"), *(SOURCE / "internal").glob("*.ts")):
        shutil.copyfile(path, folder / "src" / path.relative_to(SOURCE))
    shutil.copytree(HERE / "unit", folder / "unit")
    (folder / "unit" / "reasons.ts").rename(folder / "src" / "reasons.ts")
    base = (SOURCE / "internal" / "base.ts.jinja").read_text()
    (folder / "src" / "internal" / "base.ts").write_text(base.replace("{{ package.client }}", "Demo"))
    for name in ("tsconfig.json", "eslint.config.js", ".prettierrc.json"):
        shutil.copyfile(HERE / name, folder / name)
    (folder / "package.json").write_text('{"type": "module"}\n')
    (folder / "node_modules").symlink_to(tools)
    found = run([tools / ".bin" / "tsc", "-p", "."], folder)
    assert found.returncode == 0, found.stdout
    return folder


def test_the_compiler_finds_nothing_where_types_of_node_are_not_known(work: Path, tools: Path) -> None:
    narrow = work / "tsconfig.src.json"
    narrow.write_text('{"extends": "./tsconfig.json", "compilerOptions": {"types": []}, "include": ["src"]}\n')
    found = run([tools / ".bin" / "tsc", "-p", narrow, "--noEmit"], work)
    assert found.returncode == 0, found.stdout


def test_the_linter_finds_nothing(work: Path, tools: Path) -> None:
    found = run([tools / ".bin" / "eslint", "src", "unit"], work)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_formatter_would_change_nothing(work: Path, tools: Path) -> None:
    found = run([tools / ".bin" / "prettier", "--check", "src", "unit"], work)
    assert found.returncode == 0, found.stdout + found.stderr


def test_nothing_is_switched_off() -> None:
    wrong = ("eslint-disable", "@ts-", ": any", "as any", "<any", "prettier-ignore")
    for path in (*SOURCE.rglob("*.ts"), *(HERE / "unit").glob("*.ts")):
        text = path.read_text(encoding="utf-8")
        assert not [one for one in wrong if one in text], path


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the variables that tell of certificates: which there are, and whose are trusted."""
    folder = tmp_path_factory.mktemp("certificates")
    authority, nobody = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    for name, issuer, host in (
        ("trusted", authority, "127.0.0.1"),
        ("local", authority, "localhost"),
        ("other", authority, "elsewhere.invalid"),
        ("strange", nobody, "127.0.0.1"),
    ):
        issuer.issue_cert(host).private_key_and_cert_chain_pem.write_to_path(folder / f"{name}.pem")
    return {"HEXAPLA_TLS": str(folder), "NODE_EXTRA_CA_CERTS": str(folder / "authority.pem")}


def test_units(work: Path, certificates: dict[str, str]) -> None:
    tests = sorted((work / "out" / "unit").glob("*.test.js"))
    assert tests
    command = [nodejs.node(), "--test", "--test-reporter=tap", "--test-concurrency=2", *tests]
    found = run(command, work, certificates)
    assert "# SKIP" not in found.stdout
    failed = [line for line in found.stdout.splitlines() if line.strip().startswith("not ok")]
    assert found.returncode == 0, "\n".join(failed) + found.stdout[-8000:] + found.stderr
