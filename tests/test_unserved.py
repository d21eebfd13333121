"""What no style serves yet is an error at its line; what is served in part is a note: nothing is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.finding import Finding, as_text, has_errors
from hexapla.frozen import replace
from hexapla.load import load
from hexapla.plan import Names, Package, Style, build
from hexapla.source import Sources
from hexapla.styles import STYLES

CASES = Path(__file__).parent / "cases"


def cases(folder: str) -> list[Path]:
    return sorted((CASES / folder).iterdir())


def built(case: Path) -> list[tuple[Package, tuple[Finding, ...], str]]:
    """Return what each style makes of a case: the package, the findings, and these as a person sees them.

    Which names clash is a matter of the language: that is told by the first style alone, and all else by every style.
    """
    sources = Sources(lambda path: (case / path).read_bytes())
    api, findings = load(sources, "openapi.yaml")
    assert not has_errors(findings), as_text(findings, sources.lines)
    made = [build(api, Names("pets", "Pets", "1.0.0"), style) for style in STYLES]
    told = made[0][1]
    for style, (_, found) in zip(STYLES[1:], made[1:], strict=True):
        assert unnamed(found, style) == unnamed(told, STYLES[0])
    return [(package, found, as_text(told, sources.lines)) for package, found in made]


def unnamed(found: tuple[Finding, ...], style: Style) -> list[Finding]:
    """Return findings but for those on names, in one order; what a style calls a file is no matter."""
    word = re.compile(rf"\ban? `{style.described_file}`")
    plain = [replace(one, message=word.sub("a file", one.message)) for one in found if one.rule != "name-clash"]
    return sorted(plain, key=repr)


@pytest.mark.parametrize("case", cases("unserved"), ids=lambda case: case.name)
def test_what_is_not_served(case: Path, expect: Callable[[Path, str], None]) -> None:
    for package, found, said in built(case):
        assert has_errors(found)
        assert package.resources == (), "what is not fit to be rendered is empty"
        expect(case / "expected.txt", said)


@pytest.mark.parametrize("case", cases("served"), ids=lambda case: case.name)
def test_what_is_served(case: Path, expect: Callable[[Path, str], None]) -> None:
    """With notes on what a client leaves to the server, or does in one of several ways."""
    for package, found, said in built(case):
        assert not has_errors(found), said
        assert package.resources
        expect(case / "expected.txt", said)
