"""Every operation is answered with its examples: what a method returns is what the answer says."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import Enum
from types import ModuleType
from typing import Any

import msgspec
import pytest

from tests import remote

from .calling import KINDS, Caller, Given, Server, arguments, example, members_of, method_of
from .cases import CALLS, FILES, OLDER_CALLS, STREAMS, answers, kinds_of, label, reply_of, sent_kinds
from .document import Node, Operation, older, whole


@pytest.mark.parametrize(("one", "status", "kind"), answers(CALLS), ids=label)
def test_what_comes_back(one: Operation, status: str, kind: str, caller: Caller, server: Server) -> None:
    comes_back(whole(), one, status, kind, caller, server)


@pytest.mark.parametrize(("one", "status", "kind"), answers(OLDER_CALLS), ids=label)
def test_what_comes_back_of_the_older_part(
    one: Operation, status: str, kind: str, older_caller: Caller, server: Server
) -> None:
    comes_back(older(), one, status, kind, older_caller, server)


def comes_back(document: Node, one: Operation, status: str, kind: str, caller: Caller, server: Server) -> None:
    """Assert that an answer's example is what a method returns."""
    server.queue(reply_of(document, one, status, kind))
    sent = next(kinds_of(one.body.get("content", {}), one))
    given = arguments(document, one, sent, caller.package, models=False)
    found = caller.call(method_of(one, kind), **given)
    if not kind:
        assert found is None
        return
    value = example(document, one.responses[status]["content"][kind])
    if kind == "text/event-stream":
        first, second = caller.pieces(found)
        assert [(e.event, e.id) for e in (first, second)] == [("message", "1"), ("tide", "1")]
        for event in (first, second):
            says(caller, event.data, value)
    elif kind in STREAMS:
        lines = caller.pieces(found)
        assert len(lines) == 2
        for line in lines:
            says(caller, line, value)
    elif kind in FILES:
        assert caller.whole(found) == value.encode()
    elif "x-pagination" in one.raw:
        says(caller, caller.pieces(found), value["items"] if isinstance(value, dict) else value)
    else:
        says(caller, found, value)
    if kind not in FILES:
        accepted = "".join(server.requests[0].values("Accept"))
        assert kind.partition(";")[0] in accepted or "*/*" in accepted, accepted


def says(caller: Caller, found: Given, value: Any) -> None:  # noqa: ANN401
    """Assert that a value says what a JSON value does, attribute by attribute; and that `dump` says it too."""
    if isinstance(found, remote.RemoteRecord):
        # A member that deviates would be missing: what a model has is what its text says.
        assert found == value
        assert json.loads(caller.face.dump(found)) == value
        assert caller.face.deviations(found) == ()
    elif isinstance(found, msgspec.Struct):
        assert json.loads(caller.package.dump(found)) == value
        fields = {field.encode_name: field.name for field in msgspec.structs.fields(found)}
        for wire, name in fields.items():
            assert caller.package.has(found, name) == (wire in value), name
            says(caller, getattr(found, name), value[wire]) if wire in value else None
        assert dict(caller.package.extra(found)) == {key: value[key] for key in value if key not in fields}
    elif isinstance(found, list | tuple):
        assert isinstance(value, list)
        assert len(found) == len(value)
        for one, other in zip(found, value, strict=True):
            says(caller, one, other)
    elif isinstance(found, dict):
        assert found.keys() == value.keys()
        for key, one in found.items():
            says(caller, one, value[key])
    elif isinstance(found, datetime | date):
        assert found == type(found).fromisoformat(value)
    elif isinstance(found, Enum):
        assert found.value == value
    else:
        assert found == value
        assert not isinstance(value, bool) or found is value


@pytest.mark.parametrize("kind", KINDS)
def test_no_method_is_called_by_no_test(kind: str, running: Server, harbor: ModuleType) -> None:
    """Every public method of every resource is one of the above."""
    called = {method_of(one, sent) for one, sent in sent_kinds(CALLS)}
    called |= {method_of(one, got) for one, _, got in answers(CALLS)}
    with Caller(harbor, kind) as caller:
        tags = {name.partition(".")[0] for name in called}
        there = {f"{tag}.{name}" for tag in tags for name in dir(getattr(caller.client, tag)) if name[0] != "_"}
    assert there == called


def test_every_model_has_the_members_of_its_schema(harbor: ModuleType) -> None:
    """Else a member that is described would pass for one that is not."""
    checked = 0
    for name, schema in whole()["components"]["schemas"].items():
        model = getattr(harbor.models, {"ship_": "Ship2"}.get(name, name), None)
        if isinstance(model, type) and issubclass(model, msgspec.Struct):
            wires = {field.encode_name for field in msgspec.structs.fields(model)}
            assert wires == set(members_of(whole(), schema)), name
            checked += 1
    assert checked > 30
