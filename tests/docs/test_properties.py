"""What holds for any page and any facts: what is printed reads back, nothing raises, nothing is swallowed."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from hexapla.docs import OperationFacts, as_data, facts_yaml, lock_text, parse_lock
from hexapla.docs.facts import FieldRow, ParameterRow, ResponseFacts
from hexapla.docs.lock import lock
from hexapla.source import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.docs.printing import WHERE, pages

ANY = st.text(max_size=12)
WILD_PARAMETERS = st.lists(st.builds(ParameterRow, ANY, ANY, st.booleans(), ANY, st.just(1), st.booleans()), max_size=2)
WILD_FIELDS = st.lists(st.builds(FieldRow, st.none() | ANY, ANY, ANY, ANY, st.just(1), st.booleans()), max_size=2).map(
    tuple
)
WILD_RESPONSE = st.builds(
    ResponseFacts, st.sampled_from(["200", "404"]), ANY, st.lists(ANY, max_size=2).map(tuple), WILD_FIELDS
)
WILD = st.lists(
    st.builds(
        OperationFacts,
        ANY,
        ANY,
        ANY,
        ANY,
        st.just(WHERE),
        WILD_PARAMETERS.map(tuple),
        WILD_PARAMETERS.map(tuple),
        WILD_FIELDS,
        st.lists(WILD_RESPONSE, max_size=2, unique_by=lambda r: r.status).map(tuple),
    ),
    max_size=2,
)


def plain(value: Any) -> Any:  # noqa: ANN401
    """Return dataclasses as data, without places."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return drop(asdict(value))


def drop(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: drop(part) for key, part in value.items() if key != "where"}
    return [drop(part) for part in value] if isinstance(value, list | tuple) else value


@given(WILD)
def test_the_lock_parses_back(facts: list[OperationFacts]) -> None:
    found, findings = parse_lock(parse("docs.lock.yaml", lock_text(facts).encode()))
    assert not findings
    assert plain(found.operations) == plain(lock(facts).operations)


@settings(max_examples=300)
@given(WILD)
def test_facts_as_yaml_parse_back(facts: list[OperationFacts]) -> None:
    data = as_data(facts)
    assert parse("facts.yaml", facts_yaml(data).encode()).data() == data


@settings(max_examples=1000)
@given(st.text() | st.from_regex(r"\A[-+0-9._:eExXobaTZ ~!&*?|>%@`{}\[\],#'\"]{1,8}\Z"))
def test_any_text_survives_in_any_place(text: str) -> None:
    data = {"a": text, "b": [text, {"c": text}, [text], [[text, {"e": [text]}]]], "d": {"e": {"f": text}}}
    assert parse("x.yaml", facts_yaml(data).encode()).data() == data


def test_text_survives_readers_of_older_yaml() -> None:
    import yaml

    texts = ["yes", "No", "on", "y", "012", "1_000", "1:30", "2024-01-01", "0b1", "0x1F", "1e3", "~", "null", ".5", "="]
    assert yaml.safe_load(facts_yaml(texts)) == texts


@given(pages(), st.data())
def test_a_line_more_changes_only_its_operation(facts: list[OperationFacts], data: st.DataObject) -> None:
    """The lock is made for diffs: one operation that changes leaves the text of the others alone."""
    at = data.draw(st.integers(0, len(facts) - 1))
    changed = [replace(o, title=o.title + " now") if i == at else o for i, o in enumerate(facts)]
    before, after = lock_text(facts).splitlines(), lock_text(changed).splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
