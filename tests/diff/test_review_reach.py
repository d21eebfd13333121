"""One edit is told once, with everything that it reaches; pairs of operations; what G3 turns around."""

from __future__ import annotations

import copy
from typing import Any

from hexapla.diff.judge import Judged

from tests.diff.apis import Doc, S, answer, base, body, get, only, post, reviewed, said, writing
from tests.diff.review_edits import asks, called_back, described, hook, parameter, root


def reach(found: Judged) -> list[tuple[str, str, str]]:
    return sorted((use.operation, use.polarity, use.status) for use in found.reach)


def two_ways(doc: Doc) -> None:
    """Let one schema be sent and received."""
    post(doc)["requestBody"] = body({"$ref": "#/components/schemas/Pet"})
    post(doc)["responses"] = {"200": answer({"$ref": "#/components/schemas/Pet"})}


def test_a_shared_schema_is_told_once() -> None:
    old, new = base(), base()
    two_ways(old)
    two_ways(new)
    described("Pet", maximum=5)(new)
    found = only(reviewed(old, new))
    assert found.fact.node == "#/schemas/Pet/properties/age/range"
    assert reach(found) == [
        ("GET /pets/{id}", "response", "200"),
        ("POST /pets", "request", ""),
        ("POST /pets", "response", "200"),
    ]
    assert [(one.polarity, one.wire) for one in found.seen] == [("request", "breaking"), ("response", "non-breaking")]


def test_a_shared_parameter_is_told_once() -> None:
    old, new = base(), base()
    for doc, kind in ((old, "integer"), (new, "number")):
        doc["components"]["parameters"] = {"Size": {"name": "size", "in": "query", "schema": {"type": kind}}}
        for operation in (get(doc), post(doc)):
            operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/Size"})
    found = only(reviewed(old, new))
    assert [name for name, _, _ in reach(found)] == ["GET /pets/{id}", "POST /pets"]


def test_security_of_all_is_told_once() -> None:
    new = base()
    new["security"] = [{"key": []}]
    found = only(reviewed(base(), new))
    assert found.fact.rule == "security.required"
    assert [name for name, _, _ in reach(found)] == ["GET /pets/{id}", "POST /pets"]


def test_edits_of_two_operations_are_two() -> None:
    new = base()
    for operation in (get(new), post(new)):
        operation.setdefault("parameters", []).append({"name": "q", "in": "query", "required": True, "schema": S})
    assert len(reviewed(base(), new).judged) == 2


def test_a_path_is_removed_once() -> None:
    old, new = base(), base()
    old["paths"]["/pets"]["put"] = {**writing(), "operationId": "pets.put"}
    del new["paths"]["/pets"]
    found = only(reviewed(old, new))
    assert found.fact.before == ["POST pets.create", "PUT pets.put"]
    assert [name for name, _, _ in reach(found)] == ["POST /pets", "PUT /pets"]
    assert found.fact.new is None
    assert found.fact.old is not None


def test_nothing_is_left() -> None:
    new = base()
    new["paths"] = {}
    assert {one[0] for one in said(reviewed(base(), new))} == {"path.removed"}


def test_announced_is_only_what_was_all_deprecated() -> None:
    old, new = base(), base()
    old["paths"]["/pets"]["put"] = {**writing(), "operationId": "pets.put", "deprecated": True}
    del new["paths"]["/pets"]
    assert only(reviewed(old, new)).wire == "breaking"
    post(old)["deprecated"] = True
    found = only(reviewed(old, new))
    assert (found.wire, found.sdk, found.guards) == ("non-breaking", "breaking", ("G6",))


def test_the_method_changes_under_one_id() -> None:
    new = base()
    new["paths"]["/pets"]["put"] = new["paths"]["/pets"].pop("post")
    assert sorted(one[0] for one in said(reviewed(base(), new))) == ["operation.added", "operation.removed"]


def test_what_a_path_with_a_new_name_says_is_compared() -> None:
    new = base()
    new["paths"]["/animals/{id}"] = new["paths"].pop("/pets/{id}")
    get_ = new["paths"]["/animals/{id}"]["get"]
    get_["parameters"].append({"name": "q", "in": "query", "required": True, "schema": S})
    assert sorted(one[0] for one in said(reviewed(base(), new))) == ["param.added-required", "path.renamed"]


def test_a_prefix_and_a_host_that_move() -> None:
    new = base()
    new["servers"] = [{"url": "https://b.example"}]
    new["paths"] = {f"/api{path}": item for path, item in new["paths"].items()}
    rules = {one[0] for one in said(reviewed(base(), new))}
    assert "server.changed" in rules
    assert not rules & {"path.removed", "path.added", "operation.removed", "operation.added"}


def test_a_prefix_that_moves_for_some_only() -> None:
    new = base()
    new["servers"] = [{"url": "https://a.example"}]
    new["paths"]["/api/pets"] = new["paths"].pop("/pets")
    found = {one.fact.rule: one.wire for one in reviewed(base(), new).judged}
    assert found == {"path.prefix-moved": "none", "server.changed": "possible"}


def delivered(schema: Any, name: str = "Pet") -> Doc:  # noqa: ANN401
    doc = base()
    hook({"requestBody": body({"$ref": f"#/components/schemas/{name}"})})(doc)
    doc["components"]["schemas"][name] = schema
    return doc


def test_a_schema_that_a_webhook_sends_is_received() -> None:
    schema = copy.deepcopy(base()["components"]["schemas"]["Spare"])
    more = copy.deepcopy(schema)
    more["required"] = ["name", "age"]
    old, new = delivered(schema, "Spare"), delivered(more, "Spare")
    found = only(reviewed(old, new))
    assert reach(found) == [("webhook POST born", "response", "")]
    assert (found.wire, found.guards) == ("non-breaking", ("G3",))
    assert only(reviewed(new, old)).wire == "breaking"


def test_a_callback_sends_what_is_received() -> None:
    old, new = base(), base()
    called_back(old)
    called_back(new)
    item = post(new)["callbacks"]["done"]["{$request.body#/url}"]["post"]
    item["requestBody"] = body({"type": "integer"})
    found = only(reviewed(old, new))
    assert found.fact.rule == "schema.type"
    assert found.fact.node.startswith("#/operations/POST ~1pets/callbacks/")
    assert found.guards == ("G3",)


def test_alternatives_are_each_told() -> None:
    old, new = base(), base()
    asks({"key": []}, {"basic": []})(old)
    asks({"key": []}, {"auth": []})(new)
    assert sorted(said(reviewed(old, new))) == [
        ("security.alternative-added", "non-breaking", "non-breaking"),
        ("security.alternative-removed", "breaking", "breaking"),
    ]


def test_another_default_server() -> None:
    old, new = base(), base()
    urls = [{"url": "https://a.example"}, {"url": "https://b.example"}]
    root(servers=urls)(old)
    root(servers=urls[::-1])(new)
    assert said(reviewed(old, new)) == [("server.changed", "possible", "possible")]


def test_two_parameters_that_are_no_rename() -> None:
    old, new = base(), base()
    parameter("color")(old)
    parameter("weight", schema={"type": "integer"})(new)
    assert sorted(one[0] for one in said(reviewed(old, new))) == ["param.added-optional", "param.removed"]


def test_default_is_a_success_where_nothing_else_is_declared() -> None:
    old, new = base(), base()
    for doc, kind in ((old, "integer"), (new, "string")):
        get(doc)["responses"] = {"default": answer({"type": kind})}
    assert only(reviewed(old, new)).wire == "breaking"
    for doc in (old, new):
        get(doc)["responses"]["200"] = answer()
    assert only(reviewed(old, new)).wire == "possible"
