"""What comes in several answers or pieces, and every member of every union."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import msgspec
import pytest

from tests import remote

from .calling import Caller, Reply, Server
from .document import whole

JSON: Final = ("Content-Type", "application/json")
SHIP: Final = {"ship_id": "5f0c2d7e-0b1f-4a53-9d43-6f2b1c7a9e10", "name": "Alba", "flag": "NO"}


def label(value: object) -> str:
    return value if isinstance(value, str) else ""


def queries(server: Server) -> list[dict[str, str]]:
    return [dict(request.query) for request in server.requests]


def test_a_cursor_in_a_header(caller: Caller, server: Server) -> None:
    rows = [{**SHIP, "name": name} for name in "abc"]
    pages = (Reply(200, json.dumps(rows[:2]).encode(), (JSON, ("X-Next-Cursor", "n&2"))),)
    server.queue(*pages, Reply(200, json.dumps(rows[2:]).encode(), (JSON,)))
    found = caller.pieces(caller.call("ships.list", limit=2, self_=True))
    assert [ship.name for ship in found] == ["a", "b", "c"]
    first = {"limit": "2", "self": "true"}
    assert queries(server) == [first, {**first, "cursor": "n&2"}]


def test_a_cursor_in_the_body(caller: Caller, server: Server) -> None:
    pages = [
        {"items": [{"kind": "box", "cargo_id": 1}], "page": {"next": "n/2", "total": 2}},
        {"items": [{"kind": "bulk", "cargo_id": 2}], "page": {"next": None, "total": 2}},
    ]
    server.queue(*(Reply(200, json.dumps(page).encode()) for page in pages))
    found = caller.pieces(caller.call("cargo_holds.list", cursor="n1"))
    assert [one.cargo_id for one in found] == [1, 2]
    assert all(caller.is_a(one, name) for one, name in zip(found, ["Box", "Bulk"], strict=True))
    assert [query["cursor"] for query in queries(server)] == ["n1", "n/2"]


def test_pages_by_number(caller: Caller, server: Server) -> None:
    rows = [{"berth": f"N-{number}", "depth": 1} for number in range(3)]
    server.queue(*(Reply(200, json.dumps(page).encode()) for page in (rows[:2], rows[2:])))
    found = caller.pieces(caller.call("berths.list", per_page=2))
    assert [berth.berth for berth in found] == ["N-0", "N-1", "N-2"]
    assert [query.get("page", "0") for query in queries(server)] == ["0", "1"]


MEMBERS: Final[list[tuple[str, str, object]]] = [
    ("Cargo", "Box", {"kind": "box", "cargo_id": 1, "contents": [{"kind": "drum", "cargo_id": 2, "litres": 3}]}),
    ("Cargo", "Tank", {"kind": "tank", "cargo_id": 1, "litres": 2.5}),
    ("Cargo", "Tank", {"kind": "drum", "cargo_id": 1, "litres": 2.5}),
    ("Cargo", "Bulk", {"kind": "bulk", "cargo_id": 1, "goods": "grain"}),
    ("Party", "Person", {"party": "Person", "name": "Ada", "contact": {"phone": "1"}}),
    ("Party", "Company", {"party": "Company", "name": "Sound", "fleet": [SHIP]}),
    ("Mark", "Buoy", {"colour": "RED", "chain": 1}),
    ("Mark", "Beacon", {"colour": "Red", "height": 1}),
    ("Contact", "Mail", {"mail": "a@harbor.example"}),
    ("Contact", "Telephone", {"phone": "1"}),
    ("CrewMember", "Master", {"role": "master", "name": "Ida", "licence": "A1"}),
    ("CrewMember", "Mate", {"role": "mate", "name": "Ole", "watch": 1}),
    ("CrewMember", "Bosun", {"role": "Bosun", "name": "Per", "whistle": True}),
    ("CrewSignOnRequest", "Master", {"role": "master", "name": "Ida", "licence": "A1"}),
    ("CrewSignOnRequest", "Mate", {"role": "mate", "name": "Ole", "watch": 1}),
    ("CrewSignOnRequest", "Bosun", {"role": "Bosun", "name": "Per", "whistle": True}),
    ("Rule", "EveryRule", {"every": ["dry", {"not": "oil"}]}),
    ("Rule", "NotRule", {"not": {"every": []}}),
    ("Rule", "str", "dry"),
    ("Word", "str", "three"),
    ("Word", "int", 3),
    ("TidesHistoryResponse", "Reading", {"at": "2026-03-01T06:00:00Z", "height": 1}),
    ("TidesHistoryResponse", "TideTable", {"day": "2026-03-01", "waters": []}),
    ("OddsMaybeResponse", "Area", {"north": 60}),
    ("OddsMaybeResponse", "tuple", [59.9, 10.7]),
    ("IncidentsEvidenceResponseItem", "Ship2", {"name": "Alba"}),
    ("IncidentsEvidenceResponseItem", "Buoy", {"colour": "red", "chain": 2}),
    ("IncidentsEvidenceResponseItem", "Beacon", {"colour": "red", "height": 2}),
    ("IncidentsEvidenceResponseItem", "list", ["a", "b"]),
]
"""Union, the member that a value is, and the value."""


@pytest.mark.parametrize(
    ("union", "member", "value"), MEMBERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_member_of_a_union_goes_there_and_back(union: str, member: str, value: object, harbor: ModuleType) -> None:
    kind: Any = getattr(harbor.models, union)
    found = harbor.load(kind, json.dumps(value))
    assert type(found).__name__ == member
    if isinstance(found, msgspec.Struct):
        assert json.loads(harbor.dump(found)) == value
        # Made by hand it has no text that it could repeat.
        names = {field.encode_name: field.name for field in msgspec.structs.fields(found)}
        again = type(found)(**{name: getattr(found, name) for wire, name in names.items() if wire in dict(value)})  # type: ignore[call-overload]
        assert json.loads(harbor.dump(again)) == value
    else:
        assert json.loads(msgspec.json.encode(found)) == value


@pytest.mark.parametrize(
    ("union", "value"),
    [
        ("Cargo", {"kind": "crate", "cargo_id": 1}),
        ("Party", {"party": "Crew", "name": "x"}),
        ("CrewMember", {"role": "cook", "name": "Eva"}),
    ],
)
def test_a_member_that_is_not_described_is_kept(union: str, value: dict[str, object], harbor: ModuleType) -> None:
    found = harbor.load(getattr(harbor.models, union), json.dumps(value))
    assert isinstance(found, harbor.Unknown)
    assert json.loads(harbor.dump(found)) == value


SENT: Final = {
    "Cargo": "cargo_holds.add",
    "Party": "n2nd_watch.register",
    "Mark": "berths.set_mark",
    "Rule": "cargo_holds.check",
}


@pytest.mark.parametrize(("union", "member", "value"), [one for one in MEMBERS if one[0] in SENT])
def test_a_member_of_a_union_is_sent_and_answered(
    union: str, member: str, value: object, caller: Caller, server: Server
) -> None:
    text = json.dumps(value).encode()
    status = 200 if union in ("Mark", "Rule") else 201
    for given in (value, caller.package.load(getattr(caller.package.models, union), text)):
        server.queue(Reply(status, text))
        found = caller.call(SENT[union], body=given)
        assert json.loads(server.request.body) == value
        assert caller.is_a(found, member)
        assert not isinstance(found, remote.RemoteRecord) or found == value


def test_a_download_is_saved(caller: Caller, server: Server, tmp_path: Path) -> None:
    fields = (("Content-Type", "application/pdf"), ("Content-Disposition", 'attachment; filename="p.pdf"'))
    server.queue(*[Reply(200, b"%PDF-1\xff", fields)] * 2)
    assert b"".join(caller.pieces(caller.call("documents.download", "a/b"))) == b"%PDF-1\xff"
    if caller.kind == "typescript":
        return
    saved = caller.run(caller.call("documents.download", "a/b").save(tmp_path))
    assert saved == tmp_path / "p.pdf"
    assert saved.read_bytes() == b"%PDF-1\xff"


def test_one_of_two_lines_is_another_member(caller: Caller, server: Server) -> None:
    lines = [{"at": "2026-03-01T06:00:00Z", "height": 1}, {"day": "2026-03-01", "waters": []}]
    body = "\n".join(map(json.dumps, lines)).encode()
    server.queue(Reply(200, body, (("Content-Type", "application/jsonl"),)))
    found = caller.pieces(caller.call("tides.history"))
    assert all(caller.is_a(one, name) for one, name in zip(found, ["Reading", "TideTable"], strict=True))


def test_fields_of_an_answer(caller: Caller, server: Server) -> None:
    fields = {"ETag": '"a"', "X-Seen-At": "2026-03-01T06:00:00Z", "X-Visits": "3", "X-Berths": "N-1, N-4"}
    server.queue(Reply(200, json.dumps(SHIP).encode(), (JSON, *fields.items())))
    if caller.kind == "typescript":
        answer = caller.client.call("ships.get", SHIP["ship_id"], raw=True)
        field = functools.partial(caller.face.field, answer=answer)
    else:
        answer = caller.package.response_of(caller.call("ships.get", SHIP["ship_id"]))
        field = lambda name: getattr(caller.package.headers, name).of(answer)  # noqa: E731
    assert field("E_TAG") == '"a"'
    assert field("X_VISITS") == 3
    assert field("X_BERTHS") == ["N-1", "N-4"]
    assert str(field("X_SEEN_AT")) in ("2026-03-01T06:00:00Z", "2026-03-01 06:00:00+00:00")
    assert field("X_PRINTED_AT") is None


ODDS: Final[dict[str, tuple[str, object]]] = {
    "n2fa_enabled": ("2fa_enabled", True),
    "plus_1": ("+1", 1),
    "minus_1": ("-1", 2),
    "links": ("_links", {"self": {"href": "/a"}}),
    "init": ("__init__", "a"),
    "self_": ("self", "b"),
    "options_": ("options", "c"),
    "class_": ("class", "d"),
    "none": ("None", "e"),
    "list": ("list", ["f"]),
    "start_time": ("StartTime", "2026-03-01T06:00:00Z"),
    "start_time_body": ("StartTime<", "2026-03-02T06:00:00Z"),
    "created_at": ("created-at", "2026-03-03T06:00:00Z"),
    "created_at_body": ("created_at", "2026-03-04T06:00:00Z"),
    "gro_udf_e": ("Größe", 1.5),
    "value": ("", "g"),
    "ref_like": ("$ref-like", "h"),
    "must_be_null": ("must_be_null", None),
    "maybe_listed": ("maybe_listed", None),
    "maybe_one_of": ("maybe_one_of", 3),
    "maybe_any_of": ("maybe_any_of", -1),
    "maybe_enum": ("maybe_enum", None),
    "maybe_named": ("maybe_named", "calm"),
    "word": ("word", 3),
    "several": ("several", ["a"]),
    "code": ("code", "NO12"),
    "rank": ("rank", ""),
    "only": ("only", "only"),
    "version": ("version", 2),
    "truth": ("truth", True),
    "anything": ("anything", {"a": [1, None]}),
    "everything": ("everything", None),
    "free": ("free", {"a": 1}),
    "matrix": ("matrix", [[1, 2.5], []]),
    "nested": ("nested", {"a": [[1, 2]]}),
    "track": ("track", [{"colour": "Red", "chain": 1}]),
    "by_place": ("by_place", {"a": {"colour": "red", "height": 2}}),
    "time": ("time", "06:00:00"),
    "duration": ("duration", "P1D"),
    "number": ("number", "1.50"),
    "big": ("big", 2**64),
    "ratio": ("ratio", 0.5),
    "address": ("address", "127.0.0.1"),
}
"""By argument, the member of the body that it fills."""


def test_every_odd_member_arrives_and_is_read(caller: Caller, server: Server) -> None:
    schema = whole()["components"]["schemas"]["Odds"]
    assert [wire for wire, _ in ODDS.values()] == list(schema["properties"])
    wanted = {**dict(ODDS.values()), "more": 7}
    server.queue(Reply(200, json.dumps(wanted).encode()))
    given = {name: value for name, (_, value) in ODDS.items()}
    found = caller.call("odds.echo", **given, more_members={"more": 7})
    assert json.loads(server.request.body) == wanted
    if isinstance(found, remote.RemoteRecord):
        assert found == wanted
        assert caller.face.deviations(found) == ()
        return
    fields = {field.encode_name: field.name for field in msgspec.structs.fields(found)}
    assert list(fields) == list(schema["properties"])
    assert caller.package.extra(found) == {"more": 7}
    for wire, name in fields.items():
        assert caller.package.has(found, name), wire
    assert found.by_place["a"].height == 2
    assert found.nested == {"a": [(1.0, 2.0)]}
    assert (found.big, found.must_be_null, found.gro_udf_e) == (2**64, None, 1.5)
