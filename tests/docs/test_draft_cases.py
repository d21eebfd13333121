"""Drafts of pages of our own: a case is a folder with page.txt, expected.yaml (document), expected.txt (findings)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.docs import read
from hexapla.docs.draft import draft
from hexapla.docs.draft_text import draft_yaml
from hexapla.docs.rules import DRAFT_RULES
from hexapla.finding import as_text, has_errors
from hexapla.source import parse

from tests.docs.drafting import held
from tests.docs.test_pages import CASES as PAGES
from tests.docs.test_pages import OLDER, SHAPES, page_of

CASES = sorted(path.parent for path in (Path(__file__).parents[1] / "cases" / "docs_draft").glob("*/page.txt"))


@pytest.mark.parametrize("folder", CASES, ids=[case.name for case in CASES])
def test_case(folder: Path, expect: Callable[[Path, str], None]) -> None:
    page = (folder / "page.txt").read_bytes()
    facts, _ = read([("page.txt", page)])
    made = draft(facts, {"page.txt": page})
    text = draft_yaml(made.document)
    expect(folder / "expected.yaml", text)
    expect(folder / "expected.txt", as_text(made.findings, lambda _: page.decode().split("\n")))
    assert {finding.rule for finding in made.findings} <= {rule.name for rule in DRAFT_RULES}
    assert parse("openapi.yaml", text.encode()).data() == made.document
    assert max(map(len, text.splitlines())) <= 120
    assert (held(facts, made) == []) is not has_errors(made.findings)


@pytest.mark.parametrize("name", SHAPES + OLDER)
def test_one_endpoint_in_every_shape_is_one_draft(name: str) -> None:
    """The host is found in every shape too, which facts do not keep; each case has its own samples."""
    bars, other = (page_of(PAGES / case).read_bytes() for case in ("bars", name))
    wanted, found = (draft(read([("page", page)])[0], {"page": page}).document for page in (bars, other))
    assert found["paths"] == wanted["paths"]
    schemas = [one["components"]["schemas"] for one in (found, wanted)]  # type: ignore[index,call-overload]
    assert schemas[0] == schemas[1]
    assert found["servers"] in ([{"url": "https://lights.example/api/v2"}], [{"url": "https://a.example/api/v2"}])
