"""What no style serves yet is an error at the line that asks for it: nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.finding import as_text, has_errors
from hexapla.load import load
from hexapla.plan import Names, build
from hexapla.source import Sources
from hexapla.styles import STYLES

CASES = Path(__file__).parent / "cases" / "unserved"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path, expect: Callable[[Path, str], None]) -> None:
    sources = Sources(lambda path: (case / path).read_bytes())
    api, findings = load(sources, "openapi.yaml")
    assert not has_errors(findings), as_text(findings, sources.lines)
    for style in STYLES:
        package, found = build(api, Names("pets", "Pets", "1.0.0"), style)
        assert has_errors(found)
        assert package.resources == (), "what is not fit to be rendered is empty"
        expect(case / "expected.txt", as_text(found, sources.lines))
