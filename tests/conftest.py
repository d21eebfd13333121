"""Shared by all tests: `--update`, the shared material, specs written in a test, and CI's refusal of skipped tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hexapla.finding import Finding, FindingError, as_text
from hexapla.load import load
from hexapla.model import Api
from hexapla.source import Sources
from hypothesis import settings

settings.register_profile("hexapla", deadline=None)  # a machine that is busy is no fault of what is tested
settings.load_profile("hexapla")

Expect = Callable[[Path, str], None]
LoadText = Callable[..., tuple[Api, tuple[Finding, ...]]]
Printed = Callable[[str | Mapping[str, str]], str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what the cases expect; review the diff")


@pytest.fixture(scope="session", autouse=True)
def _no_proxies() -> Iterator[None]:
    """Keep out the proxies of the environment, which clients would ask for the loopback server."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [one for one in os.environ if one.lower().endswith("_proxy")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """Say whether expected files are to be rewritten."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def expect(update: bool) -> Expect:
    """Return a function that holds a text against an expected file, or rewrites the file."""

    def check(path: Path, text: str) -> None:
        if update:
            path.write_text(text, encoding="utf-8", newline="\n")
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        assert text == wanted, f"{path} expects something else; review it with --update"

    return check


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of pages and recordings, which are not ours to publish."""
    named = os.environ.get("HEXAPLA_SHARED")
    if not named:
        pytest.skip("HEXAPLA_SHARED does not name the folder of the shared pages and recordings")
    folder = Path(named)
    assert folder.is_dir(), f"HEXAPLA_SHARED names {folder}, which is no folder"
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def load_text() -> LoadText:
    """Return a function from a spec (one text, or texts by file name, `openapi.yaml` first) to a model and findings."""

    def read(spec: str | Mapping[str, str]) -> tuple[Api, tuple[Finding, ...]]:
        return load(sources_of(spec), "openapi.yaml")

    return read


@pytest.fixture(scope="session")
def printed() -> Printed:
    """Return a function from a spec to its findings as a person sees them; its root may be `openapi.json` too."""

    def read(spec: str | Mapping[str, str]) -> str:
        sources = sources_of(spec)
        root = "openapi.json" if "openapi.json" in spec else "openapi.yaml"
        try:
            findings = load(sources, root)[1]
        except FindingError as problem:
            findings = problem.findings
        return as_text(findings, sources.lines)

    return read


def sources_of(spec: str | Mapping[str, str]) -> Sources:
    """Return sources that read the given texts and nothing else."""
    files = {"openapi.yaml": spec} if isinstance(spec, str) else spec

    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(2, "No such file or directory", path)
        return files[path].encode()

    return Sources(read)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a session that skipped a test where HEXAPLA_NO_SKIP is set. The workers of xdist leave it to their chief."""
    if _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why the session fails, and how many vectors there are where they were run."""
    ran = (getattr(report, "nodeid", "") for reports in terminalreporter.stats.values() for report in reports)
    if any(name.startswith("tests/conformance/test_vectors.py") for name in ran):
        # Here and not beside the vectors: the chief of xdist reads no other conftest than this.
        from tests.conformance.counting import counted

        terminalreporter.section("conformance vectors")
        terminalreporter.write("".join(f"{line}\n" for line in counted()))
    count = _skipped(config)
    if count:
        tests = f"{count} test{'' if count == 1 else 's'}"
        terminalreporter.write_line(f"HEXAPLA_NO_SKIP is set, and {tests} skipped: the session fails", red=True)


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("HEXAPLA_NO_SKIP") or reporter is None:
        return 0
    return len(reporter.stats.get("skipped", []))
