"""The law: every class follows from effect and polarity, but where a convention that is listed says otherwise."""

from __future__ import annotations

from itertools import product
from typing import Any, Final, get_args

import pytest
from hexapla.diff.cases import Policy, case_of, derived, strict
from hexapla.diff.conventions import CONVENTIONS
from hexapla.diff.guards import GUARDS
from hexapla.diff.judge import at_use, judge
from hexapla.diff.ledger import Placed, Use
from hexapla.diff.rules import RULES
from hexapla.diff.words import CLASSES, Class, Effect, Fact, Polarity, flip

from tests.diff.apis import base, get, only, reviewed
from tests.diff.review_edits import described, parameter, reading, response, scheme

EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)
POLARITIES: Final[tuple[Polarity, ...]] = get_args(Polarity)
POLICIES: Final = (Policy(open_enums=False), Policy(open_enums=True, baked_defaults=True))

EXCEPTIONS: Final[dict[str, set[str]]] = {
    "V1": {"schema.property-added", "param.added-optional", "body.added-optional", "header.added"},
    "V2": {"schema.property-removed", "param.removed"},
    "V3": {"schema.property-removed", "param.removed", "body.removed"},
    "V4": {
        *("response.success-added", "response.success-removed", "response.error-added", "response.error-removed"),
        *("response.default-added", "response.default-removed", "response.status-generalised"),
    },
    "V5": {"schema.enum"},
    "V6": {"param.default-changed", "schema.default"},
    "V8": {
        *("operation.deprecated", "operation.undeprecated", "operation.sunset-extended"),
        *("operation.stability-raised", "param.deprecated", "header.deprecated", "schema.deprecated"),
    },
}
"""Who may leave the principle: a rule that is not listed and does, and one that is listed and does not, fail."""


def fact(rule: str, effect: Effect = "equal", **more: Any) -> Fact:  # noqa: ANN401
    plain = {"node": "#/x", "before": None, "after": 1, "old": None, "new": None, "key": ""}
    return Fact(rule=rule, effect=effect, **{**plain, **more})


def cases() -> list[tuple[str, Effect, Polarity, bool, bool, Policy]]:
    return [
        (rule.id, effect, polarity, error, required, policy)
        for rule in RULES.values()
        for effect in rule.effects
        for polarity, error, required, policy in product(POLARITIES, (False, True), (False, True), POLICIES)
    ]


def test_every_class_is_derived_or_a_listed_exception() -> None:
    left: dict[str, set[str]] = {}
    for rule, effect, polarity, error, required, policy in cases():
        use = Use(operation="GET /", polarity=polarity, error=error)
        of = fact(rule, effect, required=required, extensible=required)
        case = case_of(Placed(fact=of, uses=(use,)), use, policy)
        outcome, guards, conventions = at_use(case)
        wire = derived(case.rule, case.fact.effect, case.polarity)
        lowered: Class = "possible" if "G5" in guards and wire == "breaking" else wire
        if outcome.wire != lowered:
            (name,) = conventions
            left.setdefault(name, set()).add(rule)
    assert left == EXCEPTIONS


def test_the_principle() -> None:
    assert {(e, p): strict(e, p) for e, p in product(EFFECTS, POLARITIES)} == {
        ("equal", "request"): "none",
        ("equal", "response"): "none",
        ("narrows", "request"): "breaking",
        ("narrows", "response"): "non-breaking",
        ("widens", "request"): "non-breaking",
        ("widens", "response"): "breaking",
        ("both", "request"): "breaking",
        ("both", "response"): "breaking",
        ("unknown", "request"): "possible",
        ("unknown", "response"): "possible",
    }


@pytest.mark.parametrize("effect", EFFECTS)
def test_who_receives_sees_the_edit_undone(effect: Effect) -> None:
    assert strict(effect, "request") == strict(flip(effect), "response")


def test_names_are_unique() -> None:
    assert [one.id for one in GUARDS] == [f"G{number}" for number in range(1, 8)]
    assert len({one.id for one in CONVENTIONS}) == len(CONVENTIONS)
    assert {one.id for one in CONVENTIONS} == EXCEPTIONS.keys()


def test_no_rule_is_without_an_effect() -> None:
    assert all(rule.effects for rule in RULES.values())


SCHEMA: Final = "schema.type"
REQUEST: Final = Use(operation="GET /", polarity="request")
RESPONSE: Final = Use(operation="GET /", polarity="response", status="200")


def judged(of: Fact, *uses: Use, policy: Policy | None = None, **more: Any) -> tuple[Class, Class, tuple[str, ...]]:  # noqa: ANN401
    found = judge(Placed(fact=of, uses=uses, **more), policy or Policy())
    return found.wire, found.sdk, (*found.guards, *found.conventions)


def test_both_are_told_where_the_reach_is_mixed() -> None:
    found = judge(Placed(fact=fact(SCHEMA, "widens"), uses=(REQUEST, RESPONSE)), Policy())
    assert found.wire == "breaking"
    assert [(one.polarity, one.wire) for one in found.seen] == [("request", "non-breaking"), ("response", "breaking")]


def test_unreached() -> None:
    assert judged(fact(SCHEMA, "narrows")) == ("none", "breaking", ("G1",))


def test_read_only_in_what_is_sent() -> None:
    of = fact(SCHEMA, "both", only="response")
    assert judged(of, REQUEST) == ("none", "none", ("G2",))
    assert judged(of, REQUEST, RESPONSE) == ("breaking", "breaking", ("G2",))


def test_errors_are_lowered() -> None:
    error = Use(operation="GET /", polarity="response", status="404", error=True)
    assert judged(fact(SCHEMA, "both"), error) == ("possible", "possible", ("G5",))
    assert judged(fact(SCHEMA, "both"), error, RESPONSE)[0] == "breaking"


def test_announced() -> None:
    of = fact("operation.removed", "narrows")
    assert judged(of, REQUEST, deprecated=True) == ("non-breaking", "breaking", ("G6",))
    assert judged(of, REQUEST, deprecated=True, sunset="2026-06-01") == ("breaking", "breaking", ())
    for today, wire in (("2026-05-31", "breaking"), ("2026-06-01", "non-breaking")):
        policy = Policy(today=today)
        assert judged(of, REQUEST, deprecated=True, sunset="2026-06-01", policy=policy)[0] == wire


def test_an_announced_property() -> None:
    of = fact("schema.property-removed", "widens", before={"deprecated": True}, required=True)
    assert judged(of, RESPONSE) == ("non-breaking", "breaking", ("G6",))


@pytest.mark.parametrize(("level", "wire"), [("draft", "possible"), ("beta", "breaking"), ("odd", "breaking")])
def test_unstable(level: str, wire: Class) -> None:
    use = Use(operation="GET /", polarity="request", level=level)
    assert judged(fact(SCHEMA, "narrows"), use)[0] == wire


def test_the_old_level_counts() -> None:
    old, new = base(), base()
    parameter(required=True)(new)
    get(new)["x-stability-level"] = "draft"
    assert {one.wire for one in reviewed(old, new).judged} == {"breaking", "possible"}
    get(old)["x-stability-level"] = "draft"
    assert only(reviewed(old, new)).guards == ("G7",)


def test_open_enums() -> None:
    old, new = base(), base()
    for doc, values in ((old, ["a"]), (new, ["a", "b"])):
        doc["components"]["schemas"]["Pet"]["properties"]["age"] = {"type": "string", "enum": values}
    assert only(reviewed(old, new)).wire == "breaking"
    found = only(reviewed(old, new, Policy(open_enums=True)))
    assert (found.wire, found.sdk, found.conventions) == ("breaking", "non-breaking", ("V5",))
    for doc in (old, new):
        doc["components"]["schemas"]["Pet"]["properties"]["age"]["x-extensible-enum"] = True
    found = only(reviewed(old, new))
    assert (found.wire, found.sdk, found.conventions) == ("non-breaking", "non-breaking", ("V5",))
    del old["components"]["schemas"]["Pet"]["properties"]["age"]["x-extensible-enum"]
    assert {one.wire for one in reviewed(old, new).judged} == {"breaking", "docs-only"}


def test_defaults_in_signatures() -> None:
    old, new = base(), base()
    for doc, value in ((old, 1), (new, 2)):
        parameter(schema={"type": "integer", "default": value})(doc)
    assert only(reviewed(old, new, Policy(baked_defaults=True))).sdk == "breaking"


def test_groups_and_order_by_policy() -> None:
    old, new = base(), base()
    reading(tags=["zoo"])(new)
    assert only(reviewed(old, new, Policy(grouped=False))).sdk == "docs-only"
    new = base()
    get(new)["parameters"].reverse()
    assert only(reviewed(old, new, Policy(positional=True))).sdk == "breaking"


def test_a_review_begins_with_the_worst() -> None:
    old, new = base(), base()
    for edit in (described("Pet", maximum=5), parameter(required=True), reading(summary="Get."), scheme("key")):
        edit(new)
    found = reviewed(old, new)
    order = [CLASSES.index(one.worst) for one in found.judged]
    assert order == sorted(order, reverse=True)
    assert found.verdict == "breaking"


def test_a_fingerprint_is_made_of_the_edit_alone() -> None:
    old, new, other = base(), base(), base()
    response("202", {"description": "Fine."})(new)
    response("202", {"description": "Accepted, and more."})(other)
    one, two = (only(reviewed(old, doc)) for doc in (new, other))
    assert one.fingerprint == two.fingerprint
    assert len(one.fingerprint) == 12
    response("203", {"description": "Fine."})(other)
    assert len({found.fingerprint for found in reviewed(old, other).judged}) == 2


def test_a_witness_is_told() -> None:
    old, new = base(), base()
    described("Pet", maximum=5)(old)
    found = only(reviewed(old, new))
    assert found.witness is not None
    assert found.witness.valid_in == "new"
