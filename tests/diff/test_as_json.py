"""A review as data: what its schema promises, for every edit of the rows and for texts of any kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, get_args

import jsonschema
import pytest
from hexapla.diff import ChangeReport, Symbol
from hexapla.diff.as_json import as_json, spelled
from hexapla.diff.changes import Accepted, Step
from hexapla.diff.conventions import CONVENTIONS
from hexapla.diff.guards import GUARDS
from hexapla.diff.rules import RULES
from hexapla.diff.symbols import SymbolKind
from hexapla.diff.telling import Sides
from hexapla.diff.words import CLASSES, Effect, Polarity
from hexapla.finding import Location
from hypothesis import HealthCheck, given, settings

from tests.diff.apis import pair
from tests.diff.reports import edited, report_of, reports, row_reports
from tests.diff.review_edits import described, parameter, same

SCHEMA: Final[Any] = json.loads(
    (Path(__file__).parents[2] / "generator" / "hexapla" / "diff.schema.json").read_text(encoding="utf-8")
)
VALIDATOR: Final = jsonschema.Draft202012Validator(SCHEMA)
FINDING: Final[Any] = SCHEMA["$defs"]["finding"]["properties"]


def told(report: ChangeReport) -> Any:  # noqa: ANN401
    """Return a report as it comes out of JSON again."""
    found = json.loads(json.dumps(as_json(report), allow_nan=False))
    VALIDATOR.validate(found)
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_object_is_closed_asks_for_all_and_is_described() -> None:
    def walk(of: Any) -> None:  # noqa: ANN401
        if isinstance(of, dict):
            if of.get("type") == "object":
                assert of["additionalProperties"] is False
                assert sorted(of["required"]) == sorted(of["properties"])
                for name, one in of["properties"].items():
                    assert one.get("description") or "$ref" in one, name
            for one in of.values():
                walk(one)
        if isinstance(of, list):
            for one in of:
                walk(one)

    walk(SCHEMA)


def test_the_lists_of_the_schema_are_those_of_the_program() -> None:
    defs = SCHEMA["$defs"]
    assert defs["class"]["enum"] == list(CLASSES)
    assert defs["polarity"]["enum"] == list(get_args(Polarity))
    assert defs["step"]["enum"] == list(get_args(Step))
    assert FINDING["effect"]["enum"] == list(get_args(Effect))
    assert FINDING["polarity"]["enum"] == list(get_args(Sides))
    assert FINDING["symbols"]["items"]["properties"]["kind"]["enum"] == list(get_args(SymbolKind))
    assert FINDING["guards"]["items"]["enum"] == [one.id for one in GUARDS]
    assert FINDING["conventions"]["items"]["enum"] == sorted({"V7", *(one.id for one in CONVENTIONS)})


def test_every_rule_has_an_id_of_its_form() -> None:
    one = jsonschema.Draft202012Validator(FINDING["rule"])
    assert [rule for rule in RULES if not one.is_valid(rule)] == []


def test_the_keys_that_were_promised() -> None:
    finding = told(edited(parameter("limit"), parameter("limit", required=True)))["findings"][0]
    promised = "rule class wire sdk effect polarity node before after where reach symbols witness guards conventions"
    assert finding.keys() >= {*promised.split(), "fingerprint", "accepted"}


def test_a_finding_in_full() -> None:
    symbol = Symbol(target="python", kind="method", name="pets.get", before="a", after="b", breaking=True, says=("c",))
    docs = pair(described("NewPet", maximum=9), described("NewPet", maximum=5))
    id_ = report_of(*docs).changes[0].judged.fingerprint
    note = Accepted(fingerprint=id_, reason="agreed", by="me", until="", where=Location("hexapla.accept.yaml", 3, 5))
    report = report_of(*docs, note, symbols=(symbol,))
    fact = report.changes[0].judged.fact
    assert fact.old is not None
    assert fact.new is not None
    assert told(report)["findings"] == [
        {
            "rule": "schema.number-range",
            "class": "breaking",
            "wire": "breaking",
            "sdk": "breaking",
            "effect": "narrows",
            "polarity": "request",
            "node": "#/schemas/NewPet/properties/age/range",
            "title": "`NewPet.age`: at most 5, was at most 9",
            "subject": "NewPet.age",
            "why": ["narrows what callers send"],
            "before": {"maximum": 9},
            "after": {"maximum": 5},
            "where": {
                "old": {"file": "openapi.yaml", "line": fact.old.line, "column": fact.old.column},
                "new": {"file": "openapi.yaml", "line": fact.new.line, "column": fact.new.column},
            },
            "reach": [
                {"operation": "POST /pets", "polarity": "request", "status": None, "error": False, "flipped": False}
            ],
            "resources": ["pets"],
            "symbols": [
                {
                    "target": "python",
                    "kind": "method",
                    "name": "pets.get",
                    "before": "a",
                    "after": "b",
                    "breaking": True,
                    "says": ["c"],
                }
            ],
            "witness": {"value": 6, "valid_in": "old"},
            "guards": [],
            "conventions": [],
            "fingerprint": id_,
            "accepted": {
                "reason": "agreed",
                "by": "me",
                "until": None,
                "where": {"file": "hexapla.accept.yaml", "line": 3, "column": 5},
            },
        }
    ]


def test_the_bump() -> None:
    report = edited(parameter("limit"), parameter("limit", required=True))
    found = told(report)
    id_ = report.changes[0].judged.fingerprint
    assert found["verdict"] == "breaking"
    assert found["bump"]["packages"] == [
        {
            "name": "python",
            "before": "1.2.0",
            "after": "1.2.0",
            "needs": "major",
            "lowest": "2.0.0",
            "sufficient": False,
            "by": id_,
            "unless": None,
        }
    ]
    assert found["bump"]["api"]["name"] == "Pets"


def test_nothing_changed() -> None:
    assert told(edited(same, same))["findings"] == []


@pytest.mark.parametrize("name_and_report", list(row_reports()), ids=lambda of: of[0])
def test_the_edits_of_the_rows(name_and_report: tuple[str, ChangeReport]) -> None:
    report = name_and_report[1]
    assert [one["fingerprint"] for one in told(report)["findings"]] == [
        one.judged.fingerprint for one in report.changes
    ]


def test_numbers_that_json_has_no_word_for_are_text() -> None:
    assert spelled([float("inf"), {"a": float("-inf")}, 1.5, 10**40]) == ["inf", {"a": "-inf"}, 1.5, 10**40]
    assert spelled(float("nan")) == "nan"


@settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports())
def test_any_text_is_valid(report: ChangeReport) -> None:
    found = told(report)
    assert [one["fingerprint"] for one in found["findings"]] == [one.judged.fingerprint for one in report.changes]
    ranks = [CLASSES.index(one["class"]) for one in found["findings"]]
    assert ranks == sorted(ranks, reverse=True)
    assert as_json(report) == as_json(report)
