"""What a draft says of single traits of a page, derived from the conventions of the spec and not from output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hexapla.docs import OperationFacts, read
from hexapla.docs.draft import Draft, draft
from hexapla.docs.draft_ids import Call, named
from hexapla.docs.draft_library import Library, Use
from hexapla.docs.draft_text import draft_yaml
from hexapla.docs.draft_types import form_of, narrowed, read_type
from hexapla.docs.draft_words import Keys, is_ids, singular
from hexapla.docs.facts import FieldRow, ParameterRow, ResponseFacts
from hexapla.docs.samples_facts import SampleBody, SampleFacts, SampleField
from hexapla.finding import Location, Severity, has_errors
from hexapla.source import parse

from tests.docs.drafting import drafted, held, loaded, operation
from tests.docs.printing import WHERE


def facts(method: str = "GET", path: str = "/lamps/{lamp_id}", **more: Any) -> OperationFacts:  # noqa: ANN401
    lamp = ParameterRow("lamp_id", "integer", True, "-", 3)
    rows = (FieldRow(None, "id", "integer", "-", 9),)
    given = {"path_params": (lamp,), "responses": (ResponseFacts("200", fields=rows),), "heading": "Lamps"}
    return OperationFacts(method, path, "A lamp", "Reads a lamp.", WHERE, **{**given, **more})


def quiet(*given: OperationFacts) -> Draft:
    """Return a draft that has no fault and accounts for its facts."""
    made = draft(given)
    assert not has_errors(made.findings), made.findings
    assert held(given, made) == []
    return made


def only(made: Draft) -> dict[str, Any]:
    """Return the only operation."""
    paths = made.document["paths"]
    assert isinstance(paths, Mapping)
    [[found]] = [list(item.values()) for item in paths.values() if isinstance(item, Mapping)]
    return dict(found)


def notes(made: Draft) -> list[str]:
    return [finding.message for finding in made.findings if "authenticates" not in finding.message]


# -- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "is_list", "wanted"),
    [
        ("GET", "lamps", True, "lamps.list"),
        ("POST", "lamps", False, "lamps.create"),
        ("GET", "lamps/{id}", False, "lamps.get"),
        ("PUT", "lamps/{id}", False, "lamps.update"),
        ("PATCH", "lamps/{id}", False, "lamps.patch"),
        ("DELETE", "lamps/{id}", False, "lamps.delete"),
        ("PATCH", "lamps/{lamp_ids}", False, "lamps.patch_many"),
        ("DELETE", "lamps/{lampIds}", False, "lamps.delete_many"),
        ("PUT", "lamps", False, "lamps.update_many"),
        ("GET", "rates/{level}/{level_id}", True, "rates.list"),
        ("GET", "towers/{id}/statistics", False, "towers.statistics"),
        ("POST", "towers/{id}/lock", False, "towers.lock"),
        ("POST", "towers/{id}/locks", False, "locks.create"),
        ("GET", "v1/towers/{id}", False, "towers.get"),
        ("HEAD", "lamps/{id}", False, "lamps.head"),
    ],
)
def test_an_operation_is_called_by_its_method_and_path(method: str, path: str, is_list: bool, wanted: str) -> None:
    [name] = named([Call(method, tuple(path.split("/")), "Any title", "Heading", is_list, True)])
    assert name.id == wanted


def test_no_two_operations_have_one_name_and_words_of_the_path_come_before_numbers() -> None:
    paths = ["lamps", "towers/{tower_id}/lamps", "ports/{port_id}/lamps", "ports/{port_id}/towers/{tower_id}/lamps"]
    names = named([Call("GET", tuple(path.split("/")), "List", "Lamps", True, True) for path in paths])
    assert [name.id for name in names] == [
        "lamps.list",
        "lamps.list_of_tower",
        "lamps.list_of_port",
        "lamps.list_by_tower_id",
    ]


def test_a_path_without_words_is_called_after_the_heading() -> None:
    [name] = named([Call("GET", ("{id}",), "Any", "Old lamps", False, True)])
    assert name.id == "old_lamps.get"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("project_users", "project_user"), ("entries", "entry"), ("statuses", "status"), ("status", "status"),
     ("classes", "class"), ("boxes", "box"), ("bus", "bus"), ("analysis", "analysis"), ("data", "data"), ("s", "s")],
)  # fmt: skip
def test_singular(word: str, wanted: str) -> None:
    assert singular(word) == wanted


def test_ids() -> None:
    assert all(map(is_ids, ["ids", "lamp_ids", "lampIds", "lamp_ids[]"]))
    assert not any(map(is_ids, ["id", "kids", "lamp_id", "rapids"]))


def test_one_text_has_one_key_and_one_key_has_one_text() -> None:
    keys = Keys("message")
    texts = ["Too long", "too  long", "Too long!", "", "404", "Too long"]
    found = [keys.of(text) for text in texts]
    assert found[0] == found[5] == "too_long"
    assert len(set(found[:5])) == 5
    assert all(key[0].isalpha() for key in found)


# -- types and prose ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "schema"),
    [
        ("string", "string", {"type": "string"}),
        ("Array of integer", "Array of integer", {"type": "array", "items": {"type": "integer"}}),
        ("array", "array", {"type": "array"}),
        ("Array of Array of string", "Array of Array of string",
         {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}),
        ("Object", "object", {"type": "object"}),
        ("int64", "integer", {"type": "integer"}),
        ("file", "any", {}),
        ("Array of file", "array", {"type": "array"}),
        ("integer[]", "Array of integer", {"type": "array", "items": {"type": "integer"}}),
    ],
)  # fmt: skip
def test_types(text: str, word: str, schema: dict[str, object]) -> None:
    assert read_type(text).word == word
    assert read_type(text).schema() == schema


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("string", 'How. Can be "a-b", "c", "d"', {"enum": ["a-b", "c", "d"]}),
        ("string", "must be one of 'a', 'b'", {"enum": ["a", "b"]}),
        ("string", "Can be 'a' or 'b'", {"enum": ["a", "b"]}),
        ("string", "You may send 'all' as well.", {}),
        ("string", "One of: red, green, blue.", {"enum": ["red", "green", "blue"]}),
        ("string", "Level(day|week)", {"enum": ["day", "week"]}),
        ("integer", "One of 1, 2", {"enum": [1, 2]}),
        ("integer", "Lamps on a page, default 50. Cannot exceed 90.", {"default": 50, "maximum": 90}),
        ("integer", "Between 1 and 7", {"minimum": 1, "maximum": 7}),
        ("integer", "Between 7 and 1", {}),
        ("integer", "Default 9, maximum 5", {"maximum": 5}),
        ("number", "At least 0.5", {}),
        ("number", "At least 5", {"minimum": 5}),
        ("string", "Maximum 255 characters", {"maxLength": 255}),
        ("string", "Maximum 255", {}),
        ("boolean", "Default is true", {"default": True}),
        ("boolean", "Lit by default", {}),
        ("boolean", "default 7", {}),
        ("string", "Default: 'red'", {"default": "red"}),
        ("integer", "the 10 best of v2.1", {}),
    ],
)
def test_prose_narrows_a_type(kind: str, text: str, wanted: dict[str, object]) -> None:
    assert narrowed(kind, text) == wanted


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("created_at", "", ("date-time", True)),
        ("at", "When", ("date-time", True)),
        ("createdAt", "", ("date-time", True)),
        ("end_date", "Last day", ("date", True)),
        ("day", "As YYYY-MM-DD", ("date", False)),
        ("day", "In RFC3339", ("date-time", False)),
        ("flat", "", None),
        ("update", "", None),
        ("chat", "", None),
    ],
)
def test_dates(name: str, text: str, wanted: tuple[str, bool] | None) -> None:
    assert form_of(name, text) == wanted


def test_long_prose_is_read_in_linear_time() -> None:
    for text in ("default" + " " * 200_000, "can be " * 50_000, "one of a" + ", a" * 100_000 + " !", "max of" * 50_000):
        narrowed("string", text)
        narrowed("integer", text)
        form_of("x", text)


# -- schemas -----------------------------------------------------------------------------------------------------------


def test_schemas_are_equal_whatever_their_descriptions_say() -> None:
    library = Library()
    one = library.add(
        {"type": "object", "properties": {"a": {"type": "string", "description": "x"}}}, Use("answer", "lamps", "get")
    )
    two = library.add({"type": "object", "properties": {"a": {"type": "string"}}}, Use("answer", "lamps", "list"))
    other = library.add(
        {"type": "object", "properties": {"description": {"type": "string"}}}, Use("request", "lamps", "create")
    )
    last = library.add({"type": "object", "properties": {}}, Use("request", "lamps", "update"))
    assert one == two
    assert len({one, other, last}) == 3
    assert library.names() == ["Lamp", "LampCreate", "LampUpdate"]


def test_a_table_of_two_operations_is_one_schema_called_after_the_resource() -> None:
    rows = (FieldRow(None, "id", "integer", "-", 9), FieldRow(None, "watts", "number", "null", 10))
    item = (
        FieldRow(None, "items", "Array of object", "-", 8),
        *(FieldRow("items", r.name, r.type, r.description, 9) for r in rows),
    )
    made = quiet(
        facts("GET", responses=(ResponseFacts("200", fields=rows),)),
        facts("GET", "/lamps", path_params=(), responses=(ResponseFacts("200", fields=item),)),
    )
    components = made.document["components"]
    assert components == {
        "schemas": {
            "Lamp": {"type": "object", "properties": {"id": {"type": "integer"}, "watts": {"type": ["number", "null"]}}}
        }
    }
    listed: Any = operation(made, "lamps.list")["responses"]
    assert listed["200"]["content"] == {
        "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Lamp"}}}
    }


def test_a_nullable_record_refers_to_its_schema() -> None:
    rows = (FieldRow(None, "keeper", "object", "null", 9), FieldRow("keeper", "name", "string", "-", 10))
    made = quiet(facts(responses=(ResponseFacts("200", fields=rows),)))
    components: Any = made.document["components"]
    assert components["schemas"]["Lamp"]["properties"]["keeper"] == {
        "anyOf": [{"$ref": "#/components/schemas/LampKeeper"}, {"type": "null"}]
    }


def test_a_row_that_contradicts_itself_is_any_value_and_marked() -> None:
    rows = (FieldRow(None, "a", "string", "-", 9), FieldRow(None, "a", "integer", "-", 10))
    made = quiet(facts(responses=(ResponseFacts("200", fields=rows),)))
    response = only(made)["responses"]["200"]
    assert response["x-documented"] == {
        "lacks": ["a"],
        "omitted": [{"name": "a", "type": "string"}],
        "because": "rows-contradict",
    }


def test_an_object_of_a_strange_type_with_a_table_is_a_record_all_the_same() -> None:
    rows = (FieldRow(None, "keeper", "KeeperObject", "Who", 9), FieldRow("keeper", "name", "string", "-", 10))
    made = quiet(facts(responses=(ResponseFacts("200", fields=rows),)))
    schemas: Any = made.document["components"]["schemas"]  # type: ignore[index,call-overload]
    assert schemas["Lamp"]["properties"]["keeper"]["x-documented"]["type"] == "KeeperObject"
    assert schemas["LampKeeper"]["properties"] == {"name": {"type": "string"}}
    keeper = next(schema for schema in loaded(made).schemas if schema.name == "Lamp")
    assert "LampKeeper" in str(keeper)


# -- parameters --------------------------------------------------------------------------------------------------------


def test_a_required_filter_of_a_get_is_questioned_and_no_other() -> None:
    rows = (ParameterRow("lit", "boolean", True, "-", 5),)
    [_, lit] = only(quiet(facts(query_params=rows)))["parameters"]
    assert "required" not in lit
    assert lit["x-documented"] == {"required": True, "because": "filters-optional"}
    [_, lit] = only(quiet(facts("DELETE", query_params=rows)))["parameters"]
    assert lit == {"name": "lit", "in": "query", "required": True, "schema": {"type": "boolean"}}


def test_a_parameter_that_no_table_declares_is_typed_by_its_name() -> None:
    made = quiet(facts(path="/a/{lamp_id}/{name}/{x_ids}", path_params=()))
    types = {one["name"]: one["schema"] for one in only(made)["parameters"]}
    assert types == {
        "lamp_id": {"type": "integer"},
        "name": {"type": "string"},
        "x_ids": {"type": "array", "items": {"type": "integer"}},
    }
    assert all(
        one["x-documented"] == {"absent": True, "because": "path-undeclared"} for one in only(made)["parameters"]
    )
    assert sum("no table declares" in note for note in notes(made)) == 3


def test_a_parameter_that_the_url_lacks_goes_into_the_query() -> None:
    made = quiet(facts(path="/lamps"))
    assert only(made)["parameters"] == [
        {"name": "lamp_id", "in": "query", "schema": {"type": "integer"},
         "x-documented": {"in": "path", "required": True, "because": "path-not-in-url"}}
    ]  # fmt: skip


def test_operations_of_one_path_share_its_parameter_and_callers_see_their_own() -> None:
    ids = ParameterRow("lamp_ids", "string", True, "-", 3)
    made = quiet(facts("PATCH", "/lamps/{lamp_ids}", path_params=(ids,)), facts("PUT"))
    assert list(made.document["paths"]) == ["/lamps/{lamp_id}"]  # type: ignore[arg-type]
    patched: Any = operation(made, "lamps.patch_many")["parameters"]
    assert patched[0]["x-name"] == "lamp_ids"
    assert patched[0]["x-documented"]["name"] == "lamp_ids"


def test_two_urls_that_swap_the_names_of_their_parameters_share_those_of_the_first() -> None:
    rows = tuple(ParameterRow(name, "string", True, "-", 3) for name in ("x", "y"))
    made = quiet(facts("GET", "/a/{x}/{y}", path_params=rows), facts("PUT", "/a/{y}/{x}", path_params=rows))
    assert list(made.document["paths"]) == ["/a/{x}/{y}"]  # type: ignore[arg-type]
    first, second = ([*one["parameters"]] for one in (operation(made, "a.get"), operation(made, "a.update")))  # type: ignore[misc]
    assert [one.get("x-name") for one in first] == [None, None]
    assert [(one["name"], one["x-name"]) for one in second] == [("x", "y"), ("y", "x")]


# -- statuses ----------------------------------------------------------------------------------------------------------


def test_bare_phrases_are_no_messages_and_the_same_text_has_the_same_key() -> None:
    said = ResponseFacts("400", messages=("Bad Request", "No lamp %d", "no lamp"))
    made = quiet(
        facts(responses=(ResponseFacts("200", "Ok"), said, ResponseFacts("404", "No lamp %d"))),
        facts("PUT", responses=(ResponseFacts("200", "Ok"), said)),
    )
    first: Any = operation(made, "lamps.get")["responses"]
    second: Any = operation(made, "lamps.update")["responses"]
    assert first["400"]["x-messages"] == second["400"]["x-messages"]
    assert list(first["400"]["x-messages"].values()) == ["No lamp %d", "no lamp"]
    assert first["404"]["x-messages"] == {"no_lamp": "No lamp %d"}


def test_a_text_of_two_lines_is_no_message() -> None:
    made = quiet(facts(responses=(ResponseFacts("200", "Ok"), ResponseFacts("404", "No lamp.\nLook again."))))
    assert only(made)["responses"]["404"] == {"description": "No lamp.\nLook again."}


def test_a_success_that_the_page_lacks_is_added_and_marked() -> None:
    made = quiet(facts("DELETE", responses=(ResponseFacts("404", "No lamp"),)))
    assert list(only(made)["responses"]) == ["200", "404"]
    assert only(made)["responses"]["200"]["x-documented"] == {"absent": True, "because": "answer-absent"}
    quiet(facts(responses=()))


def test_an_answer_without_a_table_is_open_for_a_get_and_empty_else() -> None:
    nothing = (ResponseFacts("200", "Done."),)
    assert only(quiet(facts(responses=nothing)))["responses"]["200"]["content"] == {"application/json": {"schema": {}}}
    assert "content" not in only(quiet(facts("PUT", responses=nothing)))["responses"]["200"]


def test_a_body_of_a_get_is_kept() -> None:
    rows = (FieldRow(None, "name", "string", "-", 5),)
    made = quiet(facts(body=rows))
    assert only(made)["requestBody"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/LampGetInput"
    }
    assert any("body for this GET" in note for note in notes(made))


STEP = (
    FieldRow(None, "items", "Array of object", "-", 5),
    FieldRow("items", "op", "string", "-", 6),
    FieldRow("items", "path", "string", "-", 7),
    FieldRow("items", "value", "object", "-", 8),
)


def test_a_json_patch_is_one_in_a_patch_only() -> None:
    content = only(quiet(facts("PATCH", body=STEP)))["requestBody"]["content"]["application/json"]
    assert content["x-json-patch"] is True
    assert "x-json-patch" not in only(quiet(facts("PUT", body=STEP)))["requestBody"]["content"]["application/json"]


def test_a_patch_without_a_table_is_a_json_patch_where_messages_say_so() -> None:
    said = ResponseFacts("400", messages=("Unknown op",))
    made = quiet(facts("PATCH", responses=(ResponseFacts("200", "Ok"), said)))
    assert only(made)["requestBody"]["x-documented"] == {"absent": True, "because": "patch-body-absent"}
    assert "requestBody" not in only(quiet(facts("PATCH")))


def test_a_body_that_only_a_sample_has_is_taken_from_it() -> None:
    body = SampleBody(
        "object", (SampleField("watts", "number"), SampleField("at.x", "string"), SampleField("when", "any"))
    )
    made = quiet(facts("PUT", samples=(SampleFacts("Go", 7, body=body),)))
    assert only(made)["requestBody"]["x-documented"] == {"absent": True, "because": "body-by-sample"}
    components: Any = made.document["components"]
    assert components["schemas"]["LampUpdate"]["properties"] == {"watts": {"type": "number"}, "when": {}}
    assert any("the Go sample" in note for note in notes(made))


# -- servers, security, text -------------------------------------------------------------------------------------------

PAGE = """\
Lamps
GET A lamp.
https://a.example/api/v1/lamps
Reads.
curl https://a.example/api/v1/lamps {sample}
Response
200
Ok
"""


BASIC = {"type": "http", "scheme": "basic"}


@pytest.mark.parametrize(
    ("sample", "wanted"),
    [
        (
            "-u <email>:<password>",
            {"basic": {**BASIC, "x-credentials": [{"username": "{email}", "password": "{password}"}]}},
        ),
        (
            "-u '<API token>:key'",
            {"basic": {**BASIC, "x-credentials": [{"username": "{api_token}", "password": "key"}]}},
        ),
        ("-u me:secret", {"basic": BASIC}),
        ('-H "Authorization: Bearer <token>"', {"bearer": {"type": "http", "scheme": "bearer"}}),
        ('-H "X-Api-Key: <key>"', {"x_api_key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"}}),
        ('-H "Content-Type: <type>"', None),
    ],
)
def test_samples_tell_how_calls_authenticate(sample: str, wanted: dict[str, object] | None) -> None:
    made = drafted(PAGE.replace("{sample}", sample))
    components = made.document.get("components", {})
    assert isinstance(components, Mapping)
    assert components.get("securitySchemes") == wanted
    assert ("security" in made.document) == (wanted is not None)
    loaded(made)


def test_the_server_ends_where_the_version_does_and_another_host_is_told() -> None:
    other = PAGE.replace("a.example/api/v1/lamps", "b.example/api/v1/towers")
    made = drafted(PAGE, PAGE.replace("/lamps", "/keepers"), other)
    assert made.document["servers"] == [{"url": "https://a.example/api/v1"}]
    assert operation(made, "towers.list")["servers"] == [{"url": "https://b.example/api/v1"}]
    assert any("b.example" in note for note in notes(made))


def test_a_page_without_a_host_is_a_warning() -> None:
    assert [f.rule for f in draft([facts()]).findings if f.severity is Severity.WARNING] == ["draft-lacking"]


HOSTILE: Sequence[str] = (
    "'",
    '"',
    "\\",
    "#",
    ": ",
    "- ",
    "? ",
    "{{ x }}",
    "%",
    "&a *a",
    "!!x",
    "|",
    ">",
    "\x85",
    "\u2028",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_page_is_data(text: str) -> None:
    row = FieldRow(None, "a", "string", f"x {text} y" * 20, 9)
    said = ResponseFacts("200", text, (text,), (row,))
    made = draft([OperationFacts("GET", "/a", text, text, WHERE, responses=(said,), heading=text)])
    assert parse("openapi.yaml", draft_yaml(made.document).encode()).data() == made.document
    loaded(made)


def test_findings_name_the_lines_of_the_page() -> None:
    page = PAGE.replace(
        "Response\n",
        "Parameters\nQuery\nname | type | required | description |\nlit | boolean | true | - |\nResponse\n",
    )
    read_facts, _ = read([("page.txt", page.encode())])
    [finding] = [f for f in draft(read_facts).findings if "`lit`" in f.message]
    assert finding.where == Location("page.txt", 9)
