"""Shared by the tests of docs: the folders of cases, and the real pages where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

CASES = Path(__file__).parents[1] / "cases" / "docs"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        cases = sorted(path.parent for path in CASES.glob("*/page.*"))
        metafunc.parametrize("case", cases, ids=[case.name for case in cases])


@pytest.fixture(scope="session")
def real_pages(shared: Path) -> list[tuple[str, bytes]]:
    """Return the two pages this project began with; they are not ours to publish."""
    return [(name, (shared / "docs" / name).read_bytes()) for name in ("projects.txt", "workspaces.txt")]
