"""What is told of a change, in words: every rule, every effect, every edit of the rows."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hexapla.diff import RULES, Accepted, Change, Fact, Symbol, Use
from hexapla.diff.conventions import CONVENTIONS
from hexapla.diff.guards import GUARDS
from hexapla.diff.phrases import values
from hexapla.diff.reasons import reason, symbols
from hexapla.diff.telling import Entry, entries, entry, groups, is_named, spans, versions
from hexapla.diff.titles import TITLES, title
from hexapla.diff.titles_schemas import SCHEMAS
from hexapla.diff.words import CLASSES, SCHEMA_RULES
from hexapla.finding import Location
from hexapla.frozen import replace
from hypothesis import HealthCheck, given, settings

from tests.diff.apis import I, S, body, pair
from tests.diff.reports import MARK, changes, edited, report_of, reports, row_reports
from tests.diff.review_edits import (
    described,
    dropped,
    headed,
    listed,
    moved,
    parameter,
    posting,
    reading,
    root,
    same,
    statuses,
)
from tests.diff.specs import compared, side
from tests.diff.specs import facts as facts_of
from tests.diff.test_rows import FREE, PETS
from tests.diff.test_rows import ROWS as SCHEMA_ROWS

ROWS = list(row_reports())


def schema_facts(rule: str, old: Any, new: Any) -> list[Fact]:  # noqa: ANN401
    beside = FREE if rule == "schema.discriminator" else PETS
    before, after = side({"X": old, **beside}), side({"X": new, **beside})
    assert before is not None
    assert after is not None
    return list(facts_of(*compared(before, after)))


def schema_rows() -> list[Fact]:
    return [
        fact
        for rule, one, other, *_ in SCHEMA_ROWS
        for old, new in ((one, other), (other, one))
        for fact in schema_facts(rule, old, new)
    ]


FACTS = [change.judged.fact for _, report in ROWS for change in report.changes] + schema_rows()

UNFIT = re.compile(r"\{'|': '|None\b|True\b|False\b|\(\)|<>|``|\bwas $|  | ,|\.$|object at 0x")
"""What no sentence for people has: values as Python writes them, gaps that nothing filled, a full stop."""


def test_every_rule_has_a_title_and_no_title_is_of_no_rule() -> None:
    assert RULES.keys() - TITLES.keys() == set()
    assert TITLES.keys() - RULES.keys() == set()
    assert SCHEMAS.keys() == {*SCHEMA_RULES, "schema.default", "schema.deprecated"}


def test_a_rule_without_a_title_fails() -> None:
    fact = FACTS[0]
    with pytest.raises(KeyError):
        title(replace(fact, rule="path.unheard-of"))


def test_every_rule_is_among_the_edits() -> None:
    assert {fact.rule for fact in FACTS} >= {one for one in RULES if not one.startswith("sdk.")}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_titles_of_every_rule_and_effect_are_sentences(rule: str) -> None:
    found = [fact for fact in FACTS if fact.rule == rule]
    for fact in found:
        for effect in RULES[rule].effects:
            text = title(replace(fact, effect=effect))
            assert not UNFIT.search(text), text
            assert text.count("`") % 2 == 0
            assert len(text.split()) > 2, text
            assert rule not in text, text
            assert fact.node not in text
            assert "\n" not in text


@pytest.mark.parametrize("fact", FACTS, ids=lambda of: f"{of.rule} {of.effect}")
def test_an_edit_and_the_same_undone_read_differently(fact: Fact) -> None:
    undone = replace(fact, before=fact.after, after=fact.before)
    # What changed is all that is said of words for people, and of an order.
    if fact.rule in ("docs.text", "docs.extension", "param.order-changed") and None not in (fact.before, fact.after):
        return
    # What came and what went have rules of their own, which name what they are about.
    opposite = re.sub("added|removed|required|optional|raised|lowered|extended|shortened|lifted", "", fact.rule)
    if opposite == fact.rule and fact.rule not in ("operation.deprecated", "operation.undeprecated"):
        assert title(undone) != title(fact)


def one_title(report: Any, rule: str) -> str:  # noqa: ANN401
    found = [one.title for one in entries(report) if one.rule == rule]
    assert len(found) == 1, [(one.rule, one.title) for one in entries(report)]
    return found[0]


REFS = [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]


@pytest.mark.parametrize(
    ("rule", "first", "second", "expected"),
    [
        (
            "param.became-required",
            parameter("limit"),
            parameter("limit", required=True),
            "the query parameter `limit` became required",
        ),
        ("param.removed", parameter("limit"), same, "the query parameter `limit` is gone"),
        (
            "param.moved",
            parameter("limit"),
            parameter("limit", "header"),
            "the parameter `limit` moved from the query to the headers",
        ),
        (
            "param.renamed",
            parameter("first_name"),
            parameter("firstName"),
            "the query parameter `first_name` is called `firstName` now",
        ),
        (
            "param.explode-changed",
            listed("ids"),
            listed("ids", explode=False),
            "the query parameter `ids` is written once for all of its values now, was once for each",
        ),
        (
            "param.default-changed",
            parameter(schema={**S, "default": "a"}),
            parameter(schema={**S, "default": None}),
            'the query parameter `q` is `null` now where it is left out, was `"a"`',
        ),
        ("path.removed", same, dropped("/pets", "post"), "`/pets` is gone (`POST`)"),
        ("path.renamed", same, moved("/pets", "/animals"), "the path `/pets` became `/animals`"),
        ("operation.deprecated", same, reading(deprecated=True), "`GET /pets/{id}` is deprecated now"),
        ("response.success-added", same, statuses("206"), "`GET /pets/{id}` answers 206 now"),
        ("response.error-removed", statuses("409"), same, "`GET /pets/{id}` is no longer said to fail with 409"),
        (
            "header.added",
            same,
            headed(schema=S),
            "the header `x-left` of the answer 200 of `GET /pets/{id}` is new",
        ),
        (
            "body.became-required",
            same,
            posting(requestBody={**body({"$ref": "#/components/schemas/NewPet"}), "required": True}),
            "the body of `POST /pets` became required",
        ),
        (
            "server.changed",
            same,
            root(servers=[{"url": "https://b.example/api"}]),
            "the server `https://a.example/api` became `https://b.example/api`",
        ),
        ("schema.default", described("Pet", default=1), described("Pet", default=2), "`Pet.age` is `2` now where it"),
        (
            "schema.number-range",
            described("Pet", minimum=1),
            described("Pet", minimum=0),
            "`Pet.age`: at least 0, was ",
        ),
    ],
)
def test_titles_above_schemas(rule: str, first: Any, second: Any, expected: str) -> None:  # noqa: ANN401
    assert one_title(edited(first, second), rule).startswith(expected)


@pytest.mark.parametrize(
    ("rule", "old", "new", "expected"),
    [
        ("schema.enum", {"enum": ["open", "sold"]}, {"enum": ["open"]}, '`X` may no longer be `"sold"`'),
        ("schema.enum", {"enum": ["open"]}, {"enum": ["open", "sold"]}, '`X` may be `"sold"` now'),
        ("schema.enum", S, {"enum": ["open", "sold"]}, '`X` may only be `"open"` or `"sold"` now'),
        ("schema.enum", {"enum": [1, 2]}, I, "`X` need no longer be one of `1` or `2`"),
        ("schema.const", {"const": "a"}, {"const": "b"}, '`X` must be `"b"` now, was `"a"`'),
        ("schema.number-range", {**I, "minimum": 1}, {**I, "minimum": 0}, "`X`: at least 0, was at least 1"),
        ("schema.number-range", I, {**I, "minimum": 1, "maximum": 5}, "`X`: at least 1 and at most 5, was any number"),
        (
            "schema.number-range",
            {"type": "number", "maximum": 5},
            {"type": "number", "exclusiveMaximum": 5},
            "`X`: less than 5, was at most 5",
        ),
        ("schema.length", S, {**S, "minLength": 1}, "`X`: at least 1 character, was any number"),
        (
            "schema.items-count",
            {"type": "array", "items": S, "maxItems": 2},
            {"type": "array", "items": S, "maxItems": 1},
            "`X`: at most 1 element, was at most 2 elements",
        ),
        ("schema.null", S, {"type": ["string", "null"]}, "`X` may be null now"),
        ("schema.type", I, {"type": "number"}, "`X` is `number` now, was `integer`"),
        ("schema.type", S, {"type": ["string", "integer"]}, "`X` may be `integer` now"),
        ("schema.format", S, {**S, "format": "date"}, "`X` has the format `date` now, had none"),
        (
            "schema.pattern",
            {**S, "pattern": "^a`b"},
            {**S, "pattern": "^b"},
            "`X` must match `^b` now, was `^a\\u0060b`",
        ),
        ("schema.union", {"anyOf": REFS}, {"anyOf": REFS[:1]}, "`X` may no longer be `B`"),
        (
            "schema.items",
            {"type": "array"},
            {"type": "array", "items": S},
            "`X[]` is `string` now, was anything",
        ),
        (
            "schema.additional-properties",
            {"type": "object", "properties": {"a": S}},
            {"type": "object", "properties": {"a": S}, "additionalProperties": False},
            "`X` takes no other properties any more",
        ),
        (
            "schema.property-added",
            {"type": "object", "properties": {"a": S}},
            {"type": "object", "properties": {"a": S, "b": I}, "required": ["b"]},
            "`X.b` is new and required",
        ),
        (
            "schema.property-renamed",
            {"type": "object", "properties": {"first_name": S, "b": I}},
            {"type": "object", "properties": {"firstName": S, "b": I}},
            "`X.first_name` is called `firstName` now",
        ),
        (
            "schema.key-rules",
            {"type": "object", "properties": {"a": S}},
            {"type": "object", "properties": {"a": S}, "dependentRequired": {"a": ["b"]}},
            'the rule of `X` for properties that need others is new: `{"a": ["b"]}`',
        ),
        (
            "schema.unhandled",
            {**S, "madeUp": 10**30},
            {**S, "madeUp": None},
            f"`madeUp` of `X` is not there now, was `{10**30}`; what that means cannot be told",
        ),
        ("docs.text", {**S, "description": "One."}, {**S, "description": "Two."}, "the description of `X` changed"),
    ],
)
def test_titles_of_schemas(rule: str, old: Any, new: Any, expected: str) -> None:  # noqa: ANN401
    assert expected in [title(fact) for fact in schema_facts(rule, old, new) if fact.rule == rule]


def test_a_name_that_looks_like_a_gap_stays_what_it_is() -> None:
    """A sentence is filled once: what fills a gap is not looked at again."""
    assert title(fact("docs.extension", "#/schemas/[]/x-{}", None, 1)) == "`x-{}` of `[]` is new"
    found = title(fact("server.added", "#/servers/{}", None, "[]{}<>"))
    assert found == "the server `[]{}<>` is new"


SDK = "#/sdk/python/"


@pytest.mark.parametrize(
    ("rule", "node", "before", "after", "expected"),
    [
        (
            "sdk.model-renamed",
            "models.Payment",
            "class Pay",
            "class Payment",
            "the model `models.Payment` in `python` is `class Payment` now, was `class Pay`",
        ),
        (
            "sdk.model-removed",
            "models.Refund",
            "class Refund",
            None,
            "the model `models.Refund` in `python` is gone, was `class Refund`",
        ),
        (
            "sdk.model-added",
            "models.Refund",
            None,
            "class Refund",
            "the model `models.Refund` in `python` is new: `class Refund`",
        ),
        (
            "sdk.name-changed",
            "models.Film.day_2",
            "day: str",
            "day_2: str",
            "`models.Film.day_2` in `python` is called otherwise, it is `day_2: str` now, was `day: str`",
        ),
        (
            "sdk.signature-changed",
            "films.get",
            "get(id: int)",
            "get(id: str)",
            "the signature of `films.get` in `python` is `get(id: str)` now, was `get(id: int)`",
        ),
        (
            "sdk.return-changed",
            "films.get",
            "get() -> A",
            "get() -> B",
            "`films.get` in `python` returns something else, it is `get() -> B` now, was `get() -> A`",
        ),
        (
            "sdk.field-changed",
            "models.Film.day",
            "day: str",
            "day: int",
            "`models.Film.day` in `python` is `day: int` now, was `day: str`",
        ),
        (
            "sdk.exception-changed",
            "films.get",
            "raises A",
            "raises B",
            "`films.get` in `python` is raised otherwise, it is `raises B` now, was `raises A`",
        ),
    ],
)
def test_titles_of_code(rule: str, node: str, before: Any, after: Any, expected: str) -> None:  # noqa: ANN401
    assert rule in RULES
    assert title(fact(rule, SDK + node, before, after)) == expected


def fact(rule: str, node: str, before: Any = None, after: Any = None) -> Fact:  # noqa: ANN401
    effect = RULES[rule].effects[0] if rule in RULES else "equal"
    return Fact(rule=rule, effect=effect, node=node, before=before, after=after, old=None, new=None, key="")


@pytest.mark.parametrize(
    ("node", "subject"),
    [
        ("#/schemas/Pet/properties/status", "Pet.status"),
        ("#/schemas/Pet/properties/tags/items/properties/a.b", "Pet.tags[].a.b"),
        ("#/schemas/Pet/properties/properties/additionalProperties/range", "Pet.properties.*"),
        ("#/schemas/Pet/prefixItems/1/Cat/properties/a", "Pet[1].a as Cat"),
        ("#/operations/GET ~1pets~1{id}/parameters/query/page", "GET /pets/{id} · query parameter page"),
        ("#/operations/GET ~1pets/responses/200/content/a~1b/schema/properties/a", "GET /pets · answer 200 · a/b · a"),
        ("#/operations/POST ~1pets/callbacks/POST {$url}/body", "POST /pets · callback POST {$url} · body"),
        ("#/webhooks/POST born/responses/default", "webhook POST born · default answer"),
        ("#/paths/~1pets", "/pets"),
        ("#/servers/https:~1~1{host}/variables/host/enum", "server https://{host} · variable host"),
        ("#/security/auth/flows/implicit", "security scheme auth · flow implicit"),
        ("#/info/title", "API"),
    ],
)  # fmt: skip
def test_subjects(node: str, subject: str) -> None:
    found = entry(Change(judged=replace(any_change().judged, fact=fact("schema.type", node, "a", "b"))))
    assert found.subject == subject


@pytest.mark.parametrize(
    ("subject", "title", "is_said"),
    [
        ("GET /pets · answer 410", "`GET /pets` may fail with 410 now", True),
        ("GET /pets · answer 41", "`GET /pets` may fail with 410 now", False),
        ("GET /pets · security", "`GET /pets` needs credentials now", True),
        ("GET /pets · body · application/json · a", "`a` of the body of `GET /pets` is gone", True),
        ("GET /pets · body · text/csv · a", "`a` of the body of `GET /pets` is gone", False),
        ("GET /pets · query parameter a", "the query parameter `a` is gone", False),
    ],
)
def test_where_an_edit_is_need_not_be_said_twice(subject: str, title: str, *, is_said: bool) -> None:
    assert is_named(replace(entry(any_change()), subject=subject, title=title)) is is_said


def any_change() -> Change:
    return edited(parameter("limit"), parameter("limit", required=True)).changes[0]


def test_reasons_name_who_is_concerned_and_what_had_a_say() -> None:
    found = {one.rule: one for one in entries(edited(parameter("limit"), parameter("limit", required=True)))}
    assert found["param.became-required"].why == ("narrows what callers send", "calls of before may lack it")
    found = {one.rule: one for one in entries(edited(parameter(deprecated=True), same))}
    why = found["param.removed"].why
    assert why[:3] == (
        "widens what callers send",
        "the argument vanishes",
        "on the wire non-breaking, to code breaking",
    )
    assert "announced: it was deprecated before it was removed (G6)" in why
    found = {one.rule: one for one in entries(edited(same, described("Spare", maximum=5)))}
    assert found["schema.number-range"].why[0] == "narrows the values there may be"
    assert "unreached: no operation uses it (G1)" in found["schema.number-range"].why


def test_every_guard_and_convention_has_its_reason() -> None:
    for one in (*GUARDS, *CONVENTIONS):
        assert one.because in reason(one.id)
    assert reason("V7")


def test_reach_is_grouped_and_counted() -> None:
    change = any_change()
    uses = tuple(Use(operation=f"GET /a{n}", polarity="response", status="200") for n in range(7))
    shared = replace(change.judged, fact=fact("schema.null", "#/schemas/Pet", False, True), reach=uses)
    assert entry(Change(judged=shared)).reach == ("received from `GET /a0` `200`, `GET /a1` `200` and 5 more",)
    sent = replace(shared, reach=(*uses[:1], Use(operation="POST /a", polarity="request")))
    assert entry(Change(judged=sent)).reach == ("received from `GET /a0` `200`", "sent to `POST /a`")
    hook = replace(shared, reach=(Use(operation="webhook POST born", polarity="response", flipped=True),))
    assert entry(Change(judged=hook)).reach == ("received by `webhook POST born`",)
    # The operation that the subject names is not named again.
    assert entry(change).reach == ()


def test_symbols_are_told_with_their_target() -> None:
    says = ("argument `limit` became required", "argument `page` is gone")
    one = Symbol(target="python", kind="method", name="pets.list", before="a", after="b", breaking=True, says=says)
    assert symbols([one]) == ("python  `pets.list(…)`: argument `limit` became required; argument `page` is gone",)
    gone = Symbol(target="python", kind="model", name="models.Pet", before="class Pet", after=None, breaking=True)
    assert symbols([gone]) == ("python  `models.Pet`: gone",)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (described("NewPet", minimum=0), described("NewPet", minimum=2), "was accepted and is not any more"),
        (described("Pet", minimum=2), described("Pet", minimum=0), "may be received now and could not before"),
        (described("Spare", minimum=0), described("Spare", minimum=2), "was valid and is not any more"),
    ],
)
def test_a_witness_is_told_by_who_sends(first: Any, second: Any, expected: str) -> None:  # noqa: ANN401
    told = [one.witness for one in entries(edited(first, second)) if one.rule == "schema.number-range"]
    assert len(told) == 1
    assert told[0].endswith(expected)


ACCEPTED = Accepted(fingerprint="0", reason="why\nnot", by="@me", until="2027-01-01", where=Location("a", 1))


def test_what_was_accepted_says_by_whom() -> None:
    change = replace(any_change(), accepted=ACCEPTED)
    assert entry(change).accepted == "accepted by `@me` until `2027-01-01`: `why\\nnot`"


def test_long_values_are_shown_where_they_differ() -> None:
    same_start = "x" * 200
    before, after = values(f"{same_start}old{same_start}", f"{same_start}new{same_start}", "docs.text")
    assert "old" in before
    assert "new" in after
    assert len(before) <= 80
    assert before.startswith("…")
    assert before.endswith("…")


def test_versions_name_what_forces_them() -> None:
    report = report_of(*pair(parameter("limit"), parameter("limit", required=True)))
    api, package = versions(report)
    assert (api.name, api.needs, package.name, package.needs) == ("API", "major", "python", "major")
    assert package.text == "1.2.0 -> 2.0.0 or higher"
    assert package.forced == "the query parameter `limit` became required"
    assert package.by == report.changes[0].judged.fingerprint
    assert not package.is_enough


def test_entries_come_in_the_order_of_the_changes() -> None:
    for _, report in ROWS:
        assert [one.id for one in entries(report)] == [one.judged.fingerprint for one in report.changes]


def texts(one: Entry) -> list[str]:
    found = [one.title, one.subject, one.before, one.after, one.witness, one.place, one.accepted]
    return [*found, *one.why, *one.reach, *one.symbols]


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(changes())
def test_no_text_of_a_description_acts_on_anything(change: Change) -> None:
    found = entry(change)
    for text in texts(found):
        assert not [
            c for c in text if unicodedata.category(c).startswith("C") or unicodedata.category(c) in ("Zl", "Zp")
        ]
        assert "##[" not in text
        assert not re.search(r"(?<!\S)::", text.replace("`", "."))
    for text in (found.title, found.witness, *found.why, *found.reach):
        assert text.count("`") % 2 == 0
        assert all(MARK not in part for part, is_code in spans(text) if not is_code), text


@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports())
def test_groups_hold_everything_that_means_something_the_worst_first(report: Any) -> None:  # noqa: ANN401
    found = entries(report)
    ranked = groups(found)
    assert [class_ for class_, _ in ranked] == [
        one for one in reversed(CLASSES) if one in {e.worst for e in found} - {"none"}
    ]
    assert sum(len(ones) for _, ones in ranked) == sum(one.worst != "none" for one in found)
    for _, ones in ranked:
        assert [bool(one.accepted) for one in ones] == sorted(bool(one.accepted) for one in ones)
