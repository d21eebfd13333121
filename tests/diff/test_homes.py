"""Where people find an edit: through whatever holds a schema that nobody named."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hexapla.diff.homes import at_home, homes
from hexapla.diff.telling import entries

from tests.diff.apis import Doc, Edit, I, S, answer, body, get, loaded, pair, post
from tests.diff.reports import report_of

KIND: Final = {"type": "string", "enum": ["cat", "dog"]}
LESS: Final = {"type": "string", "enum": ["cat"]}


def obj(**properties: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"type": "object", "properties": properties}


def asked(schema: Any) -> Edit:  # noqa: ANN401
    return lambda doc: get(doc)["parameters"].append({"name": "mood", "in": "query", "schema": schema})


def answered(schema: Any) -> Edit:  # noqa: ANN401
    return lambda doc: get(doc)["responses"].update({"200": answer(schema)})


def sent(schema: Any) -> Edit:  # noqa: ANN401
    return lambda doc: post(doc).update(requestBody=body(schema))


def named(schema: Any) -> Edit:  # noqa: ANN401
    return lambda doc: doc["components"]["schemas"]["Pet"]["properties"].update(extra=schema)


def told(first: Edit, second: Edit) -> list[tuple[str, str]]:
    return [(one.title, one.subject) for one in entries(report_of(*pair(first, second)))]


@pytest.mark.parametrize(
    ("old", "new", "title", "subject"),
    [
        (
            asked(KIND),
            asked(LESS),
            'the query parameter `mood` may no longer be `"dog"`',
            "GET /pets/{id} · query parameter mood",
        ),
        (
            asked({"type": "array", "items": KIND}),
            asked({"type": "array", "items": LESS}),
            'each element of the query parameter `mood` may no longer be `"dog"`',
            "GET /pets/{id} · query parameter mood · []",
        ),
        (
            answered(obj(page=obj(total=I))),
            answered(obj(page=obj(total=S))),
            "`page.total` of the answer 200 of `GET /pets/{id}` is `string` now, was `integer`",
            "GET /pets/{id} · answer 200 · application/json · page.total",
        ),
        (
            sent(obj(rows={"type": "array", "items": obj(price=I)})),
            sent(obj(rows={"type": "array", "items": obj(price=S)})),
            "`rows[].price` of the body of `POST /pets` is `string` now, was `integer`",
            "POST /pets · body · application/json · rows[].price",
        ),
        (
            named(obj(street=I)),
            named(obj(street=S)),
            "`Pet.extra.street` is `string` now, was `integer`",
            "Pet.extra.street",
        ),
    ],
)
def test_an_edit_in_a_schema_without_a_name_is_told_where_it_is(old: Edit, new: Edit, title: str, subject: str) -> None:
    assert told(old, new) == [(title, subject)]


def test_what_has_a_name_is_told_under_it() -> None:
    def refer(kind: Any) -> Edit:  # noqa: ANN401
        def edit(doc: Doc) -> None:
            doc["components"]["schemas"]["Mood"] = kind
            asked({"$ref": "#/components/schemas/Mood"})(doc)

        return edit

    assert told(refer(KIND), refer(LESS)) == [('`Mood` may no longer be `"dog"`', "Mood")]


def test_what_allof_merges_into_others_stands_once() -> None:
    def edit(kind: Any) -> Edit:  # noqa: ANN401
        def change(doc: Doc) -> None:
            base = {"$ref": "#/components/schemas/Pet"}
            doc["components"]["schemas"]["Cat"] = {"allOf": [base, obj(lives=I)]}
            named(obj(mood=kind))(doc)
            answered({"$ref": "#/components/schemas/Cat"})(doc)

        return change

    assert told(edit(KIND), edit(LESS)) == [('`Pet.extra.mood` may no longer be `"dog"`', "Pet.extra.mood")]


def test_what_is_referred_to_from_two_places_has_no_home() -> None:
    def shared(doc: Doc) -> None:
        doc["components"]["schemas"]["PetExtra"] = KIND
        named({"$ref": "#/components/schemas/PetExtra"})(doc)

    def twice(doc: Doc) -> None:
        shared(doc)
        asked({"$ref": "#/components/schemas/PetExtra"})(doc)

    once, both = (loaded(pair(edit, edit)[0]) for edit in (shared, twice))
    assert homes(once) == {"PetExtra": "#/schemas/Pet/properties/extra"}
    assert "PetExtra" not in homes(both)


def test_a_circle_of_homes_ends() -> None:
    known = {"A": "#/schemas/B/properties/a", "B": "#/schemas/A/properties/b"}
    assert at_home("#/schemas/A/values", known).startswith("#/schemas/")
    assert at_home("#/operations/GET ~1pets", known) == "#/operations/GET ~1pets"


def test_what_a_property_says_of_the_schema_in_it_is_told_once() -> None:
    found = told(named(KIND), named({**KIND, "description": "How it feels."}))
    assert found == [("the description of `Pet.extra` is new", "Pet.extra")]
