"""Shared by the tests of drafts: a draft of pages or facts, what the loader makes of it, what `docs check` says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hexapla.docs import OperationFacts, check, lock_text, parse_lock, read
from hexapla.docs.draft import Draft, draft
from hexapla.docs.draft_text import draft_yaml
from hexapla.docs.facts import ParameterRow
from hexapla.docs.samples_facts import SampleBody, SampleFacts, SampleField
from hexapla.finding import Finding, Severity, has_errors
from hexapla.load import load
from hexapla.model import Api
from hexapla.source import parse
from hypothesis import strategies as st

from tests.conftest import sources_of
from tests.docs.printing import PATHS, WORD, pages
from tests.docs.test_properties import WILD


def drafted(*texts: str) -> Draft:
    """Return the draft of pages; their facts must be whole."""
    named = {f"page{number}.txt": text.encode() for number, text in enumerate(texts)}
    facts, findings = read(list(named.items()))
    assert not has_errors(findings), findings
    return draft(facts, named)


def loaded(made: Draft) -> Api:
    """Return the model of a draft, which must have no fault."""
    text = draft_yaml(made.document)
    assert parse("openapi.yaml", text.encode()).data() == made.document
    api, findings = load(sources_of(text), "openapi.yaml")
    assert [f for f in findings if f.severity is not Severity.NOTE] == []
    return api


def held(facts: Sequence[OperationFacts], made: Draft) -> list[Finding]:
    """Return what `docs check` says of a draft against the lock of the same facts."""
    locked, findings = parse_lock(parse("docs.lock.yaml", lock_text(facts).encode()))
    assert not findings
    # What samples say against their own page is no matter of the spec.
    return [finding for finding in check(loaded(made), locked).findings if finding.severity is Severity.ERROR]


def operation(made: Draft, id_: str) -> Mapping[str, object]:
    """Return an operation of a draft."""
    paths = made.document["paths"]
    assert isinstance(paths, Mapping)
    items = [item for item in paths.values() if isinstance(item, Mapping)]
    [found] = [one for item in items for one in item.values() if isinstance(one, Mapping) and one["operationId"] == id_]
    return found


# -- facts with parameters in their paths ------------------------------------------------------------------------------


FIELDS = st.builds(
    SampleField,
    st.one_of(WORD, st.sampled_from(["a.b", "", '"', "é"])),
    st.sampled_from(["any", "string", "Array of any"]),
)
BODIES = st.builds(SampleBody, st.sampled_from(["object", "array", ""]), st.lists(FIELDS, max_size=3).map(tuple))
SAMPLES = st.lists(
    st.builds(
        SampleFacts,
        st.just("cURL"),
        st.just(1),
        auth=st.sampled_from(["none", "basic", "key"]),
        body=st.none() | BODIES,
    ),
    max_size=2,
).map(tuple)


@st.composite
def addressed(draw: st.DrawFn, hostile: bool = False) -> list[OperationFacts]:
    """Draw facts whose URLs have parameters: declared in the right table, in another one, or in none."""
    made = []
    for facts in draw(pages(hostile)):
        names = draw(
            st.lists(st.builds("{}{}".format, WORD, st.sampled_from(["", "_id", "_ids"])), max_size=2, unique=True)
        )
        base = draw(st.sampled_from(["", "/api/v9"]))
        path = (
            base
            + draw(PATHS)
            + "".join(f"/{{{name}}}" + draw(st.sampled_from(["", "/" + draw(WORD)])) for name in names)
        )
        rows = []
        for name in names:
            kind = draw(st.sampled_from(["string", "integer", "array", "object", "Array of integer"]))
            rows.append(ParameterRow(name + draw(st.sampled_from(["", "", "[]"])), kind, draw(st.booleans()), "-", 0))
        in_path = draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []
        made.append(
            replace(
                facts,
                path=path,
                samples=draw(SAMPLES),
                path_params=(*facts.path_params, *in_path),
                query_params=(
                    *facts.query_params,
                    *(row for row in rows if row not in in_path and draw(st.booleans())),
                ),
            )
        )
    return made


@st.composite
def wild(draw: st.DrawFn) -> list[OperationFacts]:
    """Draw facts with any texts, of operations that OpenAPI can have."""
    methods = st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"])
    sites = draw(st.lists(st.tuples(methods, PATHS), min_size=2, max_size=2, unique=True))
    found = draw(WILD)
    return [replace(facts, method=method, path=path) for facts, (method, path) in zip(found, sites, strict=False)]
