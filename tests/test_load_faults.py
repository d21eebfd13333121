"""Malformed specs: every fault is a case folder; all faults of a spec are told at once, sorted, and nothing crashes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases" / "load"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_fault(case: Path, expect: Callable[[Path, str], None], printed: Callable[..., str]) -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in case.iterdir() if path.suffix != ".txt"}
    text = printed(files)
    assert text
    expect(case / "expected.txt", text)
