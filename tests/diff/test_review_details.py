"""What is easily got wrong: pairs that are none, edits that are one, and who is concerned."""

from __future__ import annotations

import copy

import pytest
from hexapla.diff import Policy, Review

from tests.diff.apis import I, S, answer, base, body, get, only, post, reviewed, said
from tests.diff.review_edits import hook, parameter, reading, response, scheme


def rules(found: Review) -> list[str]:
    return sorted(one[0] for one in said(found))


def test_a_webhook_is_known_by_its_name() -> None:
    old, new = base(), base()
    hook({"requestBody": body(S)})(old)
    new["webhooks"] = {"reborn": {"post": {"operationId": "born", "requestBody": body(S)}}}
    assert rules(reviewed(old, new)) == ["webhook.added", "webhook.removed"]


def test_a_scheme_that_only_a_webhook_asks_for_is_reached() -> None:
    old, new = base(), base()
    for doc in (old, new):
        hook({"security": [{"key": []}]})(doc)
    new["components"]["securitySchemes"]["key"]["name"] = "X-Token"
    found = only(reviewed(old, new))
    assert (found.fact.rule, found.wire, found.guards) == ("scheme.changed", "breaking", ("G3",))


def test_an_own_server_with_a_prefix_that_moved() -> None:
    old, new = base(), base()
    post(old)["servers"] = [{"url": "https://own.example/v1"}]
    post(new)["servers"] = [{"url": "https://own.example"}]
    new["paths"]["/v1/pets"] = new["paths"].pop("/pets")
    assert said(reviewed(old, new)) == [("path.prefix-moved", "none", "none")]


def test_a_prefix_that_moved_from_every_server() -> None:
    old, new = base(), base()
    for doc, prefix in ((old, "/api"), (new, "")):
        doc["servers"] = [{"url": f"https://{name}.example{prefix}"} for name in "ab"]
    new["paths"] = {f"/api{path}": item for path, item in new["paths"].items()}
    assert said(reviewed(old, new)) == [("path.prefix-moved", "none", "none")] * 2


def test_another_server_concerns_those_that_have_none_of_their_own() -> None:
    old, new = base(), base()
    post(new)["servers"] = copy.deepcopy(old["servers"])
    new["servers"] = [{"url": "https://b.example/api"}]
    found = only(reviewed(old, new))
    assert (found.fact.rule, [use.operation for use in found.reach]) == ("server.changed", ["GET /pets/{id}"])


def test_a_server_that_nobody_uses_any_more_does_not_vanish() -> None:
    old, new = base(), base()
    for of in (get, post):
        of(new)["servers"] = copy.deepcopy(old["servers"])
    new["servers"] = [{"url": "https://b.example/api"}]
    found = only(reviewed(old, new))
    assert (found.fact.rule, found.wire, found.guards) == ("server.added", "none", ("G1", "G4"))


def test_a_parameter_of_a_media_type_beside_the_same_without_it() -> None:
    """Of one media type that stands twice neither is lost."""
    old, new = base(), base()
    for doc, schema in ((old, S), (new, I)):
        content = {"application/json": {"schema": S}, "application/json; charset=utf-8": {"schema": schema}}
        post(doc)["requestBody"] = {"content": content}
    assert rules(reviewed(old, new)) == ["schema.type"]


def test_a_value_that_shows_a_property_has_all_that_was_declared() -> None:
    old, new = base(), base()
    old["components"]["schemas"]["NewPet"]["properties"]["tag"] = {"type": "object", "properties": {"a": S}}
    new["components"]["schemas"]["NewPet"] = {**old["components"]["schemas"]["NewPet"], "required": ["name", "kind"]}
    new["components"]["schemas"]["NewPet"]["properties"] = {
        **old["components"]["schemas"]["NewPet"]["properties"],
        "kind": S,
    }
    shown = only(reviewed(old, new)).witness
    assert shown is not None
    assert isinstance(shown.value, dict)
    assert shown.value.keys() == {"name", "age", "tag"}


@pytest.mark.parametrize("name", ["Pet", "NewPet"])
def test_no_value_shows_what_happens_to_a_key_that_nobody_declared(name: str) -> None:
    old, new = base(), base()
    properties = new["components"]["schemas"][name]["properties"]
    properties["aged"] = properties.pop("age")
    assert only(reviewed(old, new)).witness is None
    del properties["aged"]
    assert only(reviewed(old, new)).witness is None


def test_what_is_of_two_branches_is_told_where_that_is_the_worst_of_it() -> None:
    old, new = base(), base()
    for doc, names in ((old, ("Pet",)), (new, ("Pet", "Spare"))):
        doc["components"]["schemas"]["Spare"]["properties"] = {"name": S, "years": I}
        doc["components"]["schemas"]["Any"] = {"oneOf": [{"$ref": f"#/components/schemas/{one}"} for one in names]}
        post(doc)["requestBody"] = body({"$ref": "#/components/schemas/Any"})
    there, back = (sorted(one[:2] for one in said(reviewed(*of))) for of in ((old, new), (new, old)))
    assert there == [("schema.union", "non-breaking"), ("schema.union", "possible")]
    assert back == [("schema.union", "breaking")]


def test_a_closed_object_declares_that_there_is_no_more() -> None:
    old, new = base(), base()
    for doc in (old, new):
        doc["components"]["schemas"]["NewPet"]["additionalProperties"] = False
    del new["components"]["schemas"]["NewPet"]["properties"]["age"]
    shown = only(reviewed(old, new)).witness
    assert shown is not None
    assert shown.valid_in == "old"
    assert isinstance(shown.value, dict)
    assert "age" in shown.value


def test_parameters_with_nothing_in_common_but_their_type() -> None:
    old, new = base(), base()
    for name in ("color", "size"):
        parameter(name)(old)
    for name in ("weight", "kind"):
        parameter(name)(new)
    assert "param.renamed" not in rules(reviewed(old, new))


def test_two_parameters_whose_names_are_spelled_in_another_way() -> None:
    old, new = base(), base()
    for name in ("first_name", "last_name"):
        parameter(name)(old)
    for name in ("firstName", "lastName"):
        parameter(name)(new)
    found = reviewed(old, new).judged
    assert [(one.fact.before, one.fact.after) for one in found] == [
        ("first_name", "firstName"),
        ("last_name", "lastName"),
    ]


def test_the_case_of_a_key_in_a_header_is_of_no_account() -> None:
    old, new = base(), base()
    scheme("key", name="X-Key")(old)
    scheme("key", name="x-key")(new)
    assert reviewed(old, new).judged == ()


def test_a_text_that_is_shared_is_told_once() -> None:
    old, new = base(), base()
    for doc, text in ((old, "Gone."), (new, "Lost.")):
        doc["components"]["responses"] = {"Gone": {"description": text}}
        for operation in (get(doc), post(doc)):
            operation["responses"]["404"] = {"$ref": "#/components/responses/Gone"}
    assert len(only(reviewed(old, new)).reach) == 2


def test_open_enums_are_still_enums() -> None:
    old, new = base(), base()
    old["components"]["schemas"]["Pet"]["properties"]["age"] = {"type": "string", "enum": ["a", "b"]}
    new["components"]["schemas"]["Pet"]["properties"]["age"] = S
    assert only(reviewed(old, new, Policy(open_enums=True))).wire == "breaking"


def test_a_stream_beside_what_was_there_is_a_media_type_more() -> None:
    old, new = base(), base()
    response("200", {"description": "Fine.", "content": {**body(S)["content"], **body(S, "text/plain")["content"]}})(
        old
    )
    more = {**body(S)["content"], **body(S, "text/event-stream")["content"]}
    response("200", {"description": "Fine.", "content": more})(new)
    assert rules(reviewed(old, new)) == ["response.media-added", "response.media-removed"]


def test_a_first_sunset_is_a_promise_withdrawn() -> None:
    new = base()
    reading(**{"x-sunset": "2027-01-01"})(new)
    assert said(reviewed(base(), new)) == [("operation.sunset-shortened", "possible", "non-breaking")]


def test_what_is_only_read_is_followed_on_one_side() -> None:
    old, new = base(), base()
    for doc in (old, new):
        doc["components"]["schemas"]["Holder"] = {
            "type": "object",
            "properties": {"spare": {"allOf": [{"$ref": "#/components/schemas/Spare"}], "readOnly": True}},
        }
        ref = {"$ref": "#/components/schemas/Holder"}
        post(doc)["requestBody"] = body(ref)
        post(doc)["responses"] = {"200": answer(ref)}
    new["components"]["schemas"]["Spare"]["properties"]["age"]["maximum"] = 5
    found = only(reviewed(old, new))
    assert [(use.operation, use.polarity) for use in found.reach] == [("POST /pets", "response")]
    assert found.wire == "non-breaking"
