"""What the surface says of a change: which symbols, whether they break, in which words."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hexapla.diff import Planned, Symbol, surface, text_differs
from hexapla.diff.surface_sides import Side
from hexapla.finding import has_errors
from hexapla.frozen import replace
from hexapla.plan import admission, build, calls, faked, package, prune

from tests.diff.apis import Doc, Edit, I, S, answer, body, get, loaded, pair, post
from tests.diff.review_edits import called_back, hook, parameter, posting, reading, response, same
from tests.diff.surface_checks import NAMES, STYLE, Pair, check, planned


def moved(first: Edit, second: Edit) -> dict[str, Symbol]:
    """Return the symbols that moved between what two edits make of the small description, checked by griffe."""
    found = made(first, second)
    return {one.symbol.name: one.symbol for one in found.moved}


def made(first: Edit, second: Edit) -> Pair:
    sides = [planned(loaded(doc)) for doc in pair(first, second)]
    assert sides[0] is not None
    assert sides[1] is not None
    found = Pair(sides[0], sides[1])
    check(found)
    return found


def schema(name: str, value: Any) -> Edit:  # noqa: ANN401
    return lambda doc: doc["components"]["schemas"].update({name: value})


def member(name: str, value: Any, *, required: bool = False, of: str = "Pet") -> Edit:  # noqa: ANN401
    def edit(doc: Doc) -> None:
        found = doc["components"]["schemas"][of]
        found["properties"][name] = value
        if required:
            found["required"] = [*found.get("required", []), name]

    return edit


def both(*edits: Edit) -> Edit:
    def edit(doc: Doc) -> None:
        for one in edits:
            one(doc)

    return edit


REF: Final = {"$ref": "#/components/schemas/Pet"}
KIND: Final = {"type": "string", "enum": ["cat", "dog", "fox"]}
Q: Final = parameter
SENT: Final = posting(requestBody=body({"type": "array", "items": REF}))
"""Callers make pets of their own, too."""

ROWS: Final[list[tuple[str, Edit, Edit, dict[str, tuple[bool, tuple[str, ...]]]]]] = [
    ("nothing", same, same, {}),
    ("argument gone", Q(), same, {"pets.get": (True, ("argument `q` is gone",))}),
    ("argument new", same, Q(), {"pets.get": (False, ("argument `q` is new",))}),
    ("argument must", same, Q(required=True), {"pets.get": (True, ("argument `q` is new and must be given",))}),
    ("argument renamed", Q("old_q"), Q("new_q"), {"pets.get": (True, ("argument `old_q` is called `new_q`",))}),
    ("argument renamed on the wire only", Q("new_q"), Q("newQ"), {}),
    ("argument now must", Q(), Q(required=True), {"pets.get": (True, ("argument `q` must be given",))}),
    ("argument may be left out", Q(required=True), Q(), {"pets.get": (False, ("argument `q` may be left out",))}),
    (
        *("argument takes less", Q(schema={"type": ["string", "integer"]}), Q()),
        {"pets.get": (True, ("argument `q` takes `int` no longer",))},
    ),
    (
        *("argument takes more", Q(), Q(schema={"type": ["string", "integer"]})),
        {"pets.get": (False, ("argument `q` takes `int`, too",))},
    ),
    (
        *("argument takes null", Q(), Q(schema={"type": ["string", "null"]})),
        {"pets.get": (False, ("argument `q` takes `None`, too",))},
    ),
    (
        *("argument an enumeration no more", Q(schema=KIND), Q()),
        {
            "pets.get": (False, ("argument `q` takes `PetsGetQ` no longer",)),
            "models.PetsGetQ": (True, ("`PetsGetQ` is gone",)),
        },
    ),
    (
        *("argument by name", same, lambda doc: _to_query(doc)),
        {"pets.get": (True, ("argument `id` can be given by name only",))},
    ),
    (
        "returns more",
        response("200", answer(REF)),
        response("202", answer()),
        {"pets.get": (True, ("may return `None`, too",))},
    ),
    ("returns less", response("202", answer()), same, {"pets.get": (False, ("returns `None` no longer",))}),
    (
        *("returns something else", same, response("200", answer({"type": "array", "items": REF}))),
        {"pets.get": (True, ("returns `list[Pet]` instead of `Pet`",))},
    ),
    ("field gone", member("x", S), same, {"models.Pet.x": (True, ("`x` is gone",))}),
    ("field new", same, member("x", S), {"models.Pet.x": (False, ("`x` is new",))}),
    ("field must, only read", same, member("x", S, required=True), {"models.Pet.x": (False, ("`x` is new",))}),
    (
        *("field must, sent", SENT, both(SENT, member("x", S, required=True))),
        {"models.Pet.x": (True, ("`x` is new and must be given",))},
    ),
    (
        *(
            "read field may be null",
            member("x", S, required=True),
            member("x", {"type": ["string", "null"]}, required=True),
        ),
        {"models.Pet.x": (True, ("may be `None`, too",))},
    ),
    (
        *(
            "read field is never null",
            member("x", {"type": ["string", "null"]}, required=True),
            member("x", S, required=True),
        ),
        {"models.Pet.x": (False, ("is `None` no longer",))},
    ),
    (
        *("sent field is never null", both(SENT, member("x", {"type": ["string", "null"]}, required=True))),
        both(SENT, member("x", S, required=True)),
        {"models.Pet.x": (True, ("is `None` no longer",))},
    ),
    (
        "number for integer, read",
        member("x", I),
        member("x", {"type": "number"}),
        {"models.Pet.x": (True, ("is `float` instead of `int`",))},
    ),
    (
        "integer for number, read",
        member("x", {"type": "number"}),
        member("x", I),
        {"models.Pet.x": (False, ("is `int` instead of `float`",))},
    ),
    (
        "value gone",
        member("x", KIND),
        member("x", {**KIND, "enum": ["cat", "fox"]}),
        {"models.PetX.DOG": (True, ("`DOG` is gone",))},
    ),
    (
        "value new",
        member("x", {**KIND, "enum": ["cat", "fox"]}),
        member("x", KIND),
        {"models.PetX.DOG": (False, ("`DOG` is new",))},
    ),
    (
        *("numbers for texts", member("x", KIND), member("x", {"type": "integer", "enum": [1, 2]})),
        {
            "models.PetX": (True, ("is an enumeration of numbers, and was an enumeration of texts",)),
            **{f"models.PetX.{name}": (True, (f"`{name}` is gone",)) for name in ("CAT", "DOG", "FOX")},
            **{f"models.PetX.{name}": (False, (f"`{name}` is new",)) for name in ("VALUE_1", "VALUE_2")},
        },
    ),
    ("model gone", schema("More", {"type": "object"}), same, {"models.More": (True, ("`More` is gone",))}),
    ("order of a union", Q(schema={"type": ["string", "integer"]}), Q(schema={"type": ["integer", "string"]}), {}),
    ("words", same, reading(summary="Get it.", description="All of it."), {}),
    ("callback", same, called_back, {}),
]


def _to_query(doc: Doc) -> None:
    """Send what stood in the path in the query."""
    doc["paths"]["/pets/one"] = doc["paths"].pop("/pets/{id}")
    doc["paths"]["/pets/one"]["get"]["parameters"][0]["in"] = "query"


@pytest.mark.parametrize(("first", "second", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_rows(first: Edit, second: Edit, expected: dict[str, tuple[bool, tuple[str, ...]]]) -> None:
    found = moved(first, second)
    assert {name: (one.breaking, one.says) for name, one in found.items()} == expected


def test_a_signature_is_what_people_read() -> None:
    found = moved(same, both(Q(required=True), parameter("w", schema={"type": "array", "items": KIND})))
    symbol = found["pets.get"]
    assert symbol.before == "get(id: str, *, page: int = ...) -> Pet"
    assert symbol.after == "get(id: str, *, page: int = ..., q: str, w: Sequence[PetsGetWItem | str] = ...) -> Pet"
    assert (symbol.target, symbol.kind) == ("python", "method")


def test_a_renamed_component_is_one_symbol_with_the_old_name_before() -> None:
    def renamed(doc: Doc) -> None:
        doc["components"]["schemas"]["Animal"] = doc["components"]["schemas"].pop("Pet")
        get(doc)["responses"]["200"] = answer({"$ref": "#/components/schemas/Animal"})

    found = moved(same, renamed)
    assert {name: (one.before, one.after, one.breaking) for name, one in found.items()} == {
        "models.Animal": ("class Pet", "class Animal", True),
        # Who calls it and names no class is not concerned.
        "pets.get": ("get(id: str, *, page: int = ...) -> Pet", "get(id: str, *, page: int = ...) -> Animal", False),
    }


def test_without_a_review_a_renamed_thing_is_gone_and_new() -> None:
    def renamed(doc: Doc) -> None:
        doc["components"]["schemas"]["Pet"]["properties"]["label"] = doc["components"]["schemas"]["Pet"][
            "properties"
        ].pop("name")
        doc["components"]["schemas"]["Pet"]["required"] = ["label"]

    old, new = (planned(loaded(doc)) for doc in pair(same, renamed))
    assert old is not None
    assert new is not None
    alone = {one.symbol.name: (one.was, one.symbol.after) for one in surface("python", STYLE, old, new)}
    assert alone == {"models.Pet.name": ("models.Pet.name", None), "models.Pet.label": ("", "label: str")}
    known = {one.symbol.name: (one.was, one.symbol.after) for one in Pair(old, new).moved}
    assert known == {"models.Pet.label": ("models.Pet.name", "label: str")}


def test_a_method_that_moves_to_another_group_is_shown_with_its_group() -> None:
    found = made(same, reading(tags=["zoo"]))
    one = next(one for one in found.moved if one.symbol.kind == "method")
    assert (one.was, one.symbol.name) == ("pets.get", "zoo.get")
    assert one.symbol.before == "pets.get(id: str, *, page: int = ...) -> Pet"
    assert one.symbol.after == "zoo.get(id: str, *, page: int = ...) -> Pet"


def test_names_that_change_places_are_followed_by_what_they_fill() -> None:
    """The name `id_query` was another parameter's: by names alone nothing would be said of `id`."""
    found = moved(both(Q("id")), lambda doc: (Q("id")(doc), _path_named(doc, "pet"))[0])
    says = found["pets.get"].says
    assert set(says) == {"argument `id` is called `pet`", "argument `id_query` is called `id`"}
    assert found["pets.get"].breaking


def _path_named(doc: Doc, name: str) -> None:
    doc["paths"][f"/pets/{{{name}}}"] = doc["paths"].pop("/pets/{id}")
    doc["paths"][f"/pets/{{{name}}}"]["get"]["parameters"][0]["name"] = name


def test_another_order_of_what_is_given_by_position_breaks() -> None:
    def two(first: str, second: str) -> Edit:
        def edit(doc: Doc) -> None:
            doc["paths"][f"/pets/{{{first}}}/{{{second}}}"] = doc["paths"].pop("/pets/{id}")
            places = [{"name": name, "in": "path", "required": True, "schema": S} for name in (first, second)]
            doc["paths"][f"/pets/{{{first}}}/{{{second}}}"]["get"]["parameters"] = places

        return edit

    found = moved(two("a", "b"), two("b", "a"))["pets.get"]
    assert (found.before, found.after) == ("get(a: str, b: str) -> Pet", "get(b: str, a: str) -> Pet")
    assert found.breaking
    assert found.says == ("argument `a` is number 2, and was number 1", "argument `b` is number 1, and was number 2")


def test_the_fake_of_a_package_is_named_in_tests() -> None:
    def zoo(parent: str) -> Edit:
        """Keep pets in workspaces, so that the fake has a collection of them and asks which workspaces there are."""

        def edit(doc: Doc) -> None:
            schemas = doc["components"]["schemas"]
            schemas["Toy"] = {"type": "object", "properties": {"id": I, "name": S}, "required": ["id"]}
            one, place = answer({"$ref": "#/components/schemas/Toy"}), {"in": "path", "required": True, "schema": I}
            above, own = {**place, "name": "above"}, {**place, "name": "toy_id"}
            several = answer({"type": "array", "items": {"$ref": "#/components/schemas/Toy"}})
            sent = body({"type": "object", "properties": {"name": S}})
            doc["paths"][f"/{parent}/{{above}}/toys"] = {
                "parameters": [above],
                "get": {"operationId": "toys.list", "tags": ["toys"], "responses": {"200": several}},
                "post": {
                    "operationId": "toys.create",
                    "tags": ["toys"],
                    "requestBody": sent,
                    "responses": {"200": one},
                },
            }
            doc["paths"][f"/{parent}/{{above}}/toys/{{toy_id}}"] = {
                "parameters": [above, own],
                "get": {"operationId": "toys.get", "tags": ["toys"], "responses": {"200": one}},
            }

        return edit

    found = moved(same, zoo("homes"))
    symbols = {name: one.after for name, one in found.items() if name.startswith("testing.")}
    assert symbols == {
        "testing.FakePets.toys": "toys: Records",
        "testing.FakePets(homes)": "*, homes: Iterable[int | str] | None = None",
    }
    again = moved(zoo("homes"), zoo("places"))
    assert {name: (one.after, one.breaking) for name, one in again.items()} == {
        "testing.FakePets(homes)": (None, True),
        "testing.FakePets(places)": ("*, places: Iterable[int | str] | None = None", False),
    }


def test_who_makes_and_who_reads_a_schema() -> None:
    def edit(doc: Doc) -> None:
        schemas = doc["components"]["schemas"]
        schemas["Own"] = {"type": "object", "properties": {"inner": {"$ref": "#/components/schemas/Inner"}}}
        schemas["Inner"] = {"type": "object", "properties": {"a": S}}
        schemas["Told"] = {"type": "object", "properties": {"a": S}}
        post(doc)["requestBody"] = body({"$ref": "#/components/schemas/Own"})
        hook({"requestBody": body({"$ref": "#/components/schemas/Told"})})(doc)

    side = planned(loaded(pair(same, edit)[1]))
    assert side is not None
    found = Side(side, STYLE)
    said = {name: (found.gives(name), found.reads(name)) for name in ("Own", "Inner", "Told", "Pet", "Spare")}
    assert said == {
        "Own": (True, True),  # A body that becomes arguments is made by nobody; as a class it is there for all.
        "Inner": (True, False),
        "Told": (False, True),  # The server sends it.
        "Pet": (False, True),
        "Spare": (True, True),  # Nobody is known to use it.
    }


def test_whether_text_differs() -> None:
    old, new = (planned(loaded(doc)) for doc in pair(same, reading(summary="Other words.")))
    assert old is not None
    assert new is not None
    assert text_differs(old.package, new.package)
    assert not text_differs(old.package, replace(old.package, version='"2"'))
    assert not surface("python", STYLE, old, new)


def test_what_cannot_be_planned_is_not_compared() -> None:
    side = planned(loaded(pair(same, same)[0]))
    assert side is not None
    nothing = replace(side, package=replace(side.package, resources=(), models=()))
    assert surface("python", STYLE, side, nothing) == ()


def test_what_one_side_cannot_serve_is_not_compared() -> None:
    """An operation that is left out is told where it is planned: its method is neither gone nor new."""

    def odd(*, is_served: bool) -> Edit:
        def edit(doc: Doc) -> None:
            sent = body({"type": "object"}, "application/json" if is_served else "multipart/mixed")
            refused = {"description": "No.", "x-messages": {"so": "So."}, "headers": {"X-Odd": {"schema": S}}}
            responses = {"200": answer({"$ref": "#/components/schemas/Only"}), "409": refused}
            odd = {"operationId": "odd.get", "tags": ["odd"], "requestBody": sent, "responses": responses}
            doc["paths"]["/odd"] = {"post": odd}
            doc["components"]["schemas"]["Only"] = {"type": "object", "properties": {"a": S}}

        return edit

    apis = [loaded(doc) for doc in pair(odd(is_served=True), both(odd(is_served=False), member("x", S)))]
    sides = []
    for api in apis:
        served, _ = prune(api)
        plan, findings = build(served, NAMES, STYLE)
        assert not has_errors(findings)
        sides.append(Planned(api, plan))
    assert [side.package.calls for side in sides] == [3, 2]
    names = {one.symbol.name for one in surface("python", STYLE, *sides)}
    assert names == {"models.Pet.x"}
    assert {one.symbol.name for one in surface("python", STYLE, *sides[::-1])} == {"models.Pet.x"}


SILENT: Final = {
    "docs": {
        *("Argument.doc", "Call.doc", "CredentialArgument.doc", "EnumClass.doc", "EnumMember.doc", "Field.doc"),
        *("HeaderField.doc", "ModelModule.doc", "Package.base_url_doc", "Package.doc", "Package.examples"),
        *("Package.pages", "Package.repository", "Package.title", "Package.title_text", "Reason.doc"),
        *("RecordClass.doc", "ResourceModule.doc", "ServerArgument.doc", "AliasType.doc", "Call.deprecated"),
        *("FakeCollection.doc", "FakeKeyword.doc", "CredentialWay.env", "Package.base_url_said"),
        *(
            "CredentialArgument.said",
            "ServerArgument.said",
            "FakeKeyword.said",
            "Package.clone_url",
            "Argument.deprecated",
            "Field.deprecated",
            "EnumClass.plain",
        ),
    },
    "how a request is written or a reply is read: no name of it is in code": {
        *("Call.method", "Call.path", "Call.path_arguments", "Call.query", "Call.headers", "Call.cookies"),
        *("Call.spellings", "Call.body", "Call.paging", "Call.cursor", "Call.reads", "Call.how", "Call.answers"),
        *("Call.accept", "Call.server", "Call.own_security", "Call.security", "Call.messages", "Field.renamed"),
        *("Field.nested", "Field.sensitive", "Field.constant", "RecordClass.nested"),
        *("RecordClass.sensitive", "AliasType.members", "AliasType.tag", "AliasType.tags"),
        *(
            "Package.base_url",
            "Package.security",
            "Package.sensitive",
            "CredentialArgument.text",
            "CredentialArgument.key",
        ),
        *("CredentialArgument.env", "CredentialWay.arguments", "CredentialWay.optional", "CredentialWay.names"),
        *("CredentialWay.kind", "CredentialWay.takes", "ServerArgument.text", "ServerArgument.values"),
        *("FakeCollection.text", "FakeCollection.rules", "FakeCollection.where", "FakeCollection.roles"),
        *("FakeKeyword.before", "Fake.routes", "Package.each", "AliasType.shape", "Call.shape", "Field.shape"),
        *("RecordClass.shape", "HeaderField.shape"),
    },
    "private, or not part of a package": {"Call.constant", "Argument.keys", "Package.version"},
    "where a class stands: it is imported from `models`": {"ModelModule.name", "ModelModule.exports"},
    "import lines": {"ModelModule.imports", "ResourceModule.imports", "FieldModule.imports"},
}
"""Fields of plan objects that code names nothing of, by why."""

TOLD: Final = {
    *("Field.required", "RecordClass.additional"),
    *("Argument.name", "Argument.annotation", "Argument.default", "Argument.unset", "Argument.keyword"),
    *("Call.name", "Call.id", "Call.key", "Call.arguments", "Call.returns", "Call.wrapper", "Call.item"),
    *("EnumMember.name", "EnumMember.value", "EnumClass.name", "EnumClass.integer", "EnumClass.members"),
    *("Field.name", "Field.wire", "Field.annotation", "Field.default", "RecordClass.name", "RecordClass.fields"),
    *("AliasType.name", "AliasType.annotation", "ModelModule.enums", "ModelModule.records", "ModelModule.aliases"),
    *("ResourceModule.name", "ResourceModule.attribute", "ResourceModule.class_name"),
    *("ResourceModule.async_class_name", "ResourceModule.calls", "Reason.name", "Reason.value"),
    *("CredentialArgument.name", "CredentialWay.scheme", "CredentialWay.parameters", "ServerArgument.name"),
    *("ServerArgument.default", "HeaderField.name", "HeaderField.wire", "HeaderField.type", "FieldModule.fields"),
    *("Package.name", "Package.client", "Package.needs_base_url", "Package.variables", "Package.credentials"),
    *("Package.ways", "Package.quota", "Package.reasons", "Package.resources", "Package.models", "Package.fields"),
    *("Package.fake", "Fake.collections", "Fake.keywords", "FakeCollection.attribute", "FakeKeyword.name"),
}
"""Fields that the surface looks at: pairs by them, or tells them."""
INNER: Final = (
    *("Sent", "Spelling", "BodyField", "Part", "Body", "Paging", "Cursor", "Answer", "MessagePiece", "MessageRow"),
    *("Security", "Quota", "Each", "FakeAnswer", "FakeRoute"),
)
"""Records that lie in fields that are not named in code."""


def fields() -> Iterator[str]:
    for module in (admission, calls, package, faked):
        for name, one in inspect.getmembers(module, inspect.isclass):
            if one.__module__ == module.__name__ and name not in INNER:
                yield from (f"{name}.{field}" for field in one.__match_args__)


def test_every_field_of_a_plan_is_told_or_has_no_surface() -> None:
    silent = set().union(*SILENT.values())
    assert silent & TOLD == set()
    assert set(fields()) == silent | TOLD
