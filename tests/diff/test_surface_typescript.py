"""What a change moves in TypeScript, in its words and by its rules, and what the same change means to Python."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hexapla.diff import Moved, Planned, review, surface
from hexapla.finding import has_errors
from hexapla.plan import Names, Style, build
from hexapla.styles.python import Python
from hexapla.styles.typescript import TypeScript

from tests.diff.apis import Doc, Edit, S, answer, body, get, loaded, pair
from tests.diff.review_edits import parameter, posting, renamed_id, response, same

KIND: Final = {"type": "string", "enum": ["cat", "dog", "fox"]}
BAG: Final = {"$ref": "#/components/schemas/Bag"}
REF: Final = {"$ref": "#/components/schemas/Pet"}
STYLES: Final[tuple[Style, ...]] = (TypeScript(), Python())
Q: Final = parameter
Told = dict[str, tuple[bool, tuple[str, ...]]]


def member(name: str, value: Any, *, required: bool = False) -> Edit:  # noqa: ANN401
    def edit(doc: Doc) -> None:
        pet = doc["components"]["schemas"]["Pet"]
        pet["properties"][name] = value
        pet["required"] = [*pet["required"], *([name] if required else [])]

    return edit


def alone(doc: Doc) -> None:
    """Leave the method no argument that is given by name."""
    get(doc)["parameters"] = [one for one in get(doc)["parameters"] if one["in"] == "path"]


def together(*edits: Edit) -> Edit:
    def edit(doc: Doc) -> None:
        for one in edits:
            one(doc)

    return edit


def told(style: Style, first: Edit, second: Edit) -> Told:
    sides = []
    for doc in pair(first, second):
        api = loaded(doc)
        package, findings = build(api, Names("pets", "Pets", "1.0.0"), style)
        assert not has_errors(findings)
        sides.append(Planned(api, package))
    found: tuple[Moved, ...] = surface("t", style, *sides, review(sides[0].api, sides[1].api))
    return {one.symbol.name: (one.symbol.breaking, one.symbol.says) for one in found}


NULLABLE: Final = {"type": ["string", "null"]}
SENT: Final = posting(requestBody=body({"type": "array", "items": REF}))
ROWS: Final[list[tuple[str, Edit, Edit, Told, Told]]] = [
    (
        *("a path argument is called otherwise", same, renamed_id),
        {"pets.get": (False, ("argument `id` is called `pet`",))},
        {"pets.get": (True, ("argument `id` is called `pet`",))},
    ),
    (
        *("a named argument is called otherwise", Q("old_q"), Q("new_q")),
        {"pets.get": (True, ("argument `oldQ` is called `newQ`",))},
        {"pets.get": (True, ("argument `old_q` is called `new_q`",))},
    ),
    (
        *("a second named argument", same, Q("per_page")),
        {"pets.get": (False, ("argument `perPage` is new",))},
        {"pets.get": (False, ("argument `per_page` is new",))},
    ),
    (
        *("the first named argument: options stood there", alone, same),
        {"pets.get": (True, ("argument `page` is new", "`options` is argument number 3, and was number 2"))},
        {"pets.get": (False, ("argument `page` is new",))},
    ),
    (
        *("an argument that must be given now", Q(), Q(required=True)),
        {"pets.get": (True, ("argument `q` must be given",))},
        {"pets.get": (True, ("argument `q` must be given",))},
    ),
    (
        *("an argument of another type", Q(), Q(schema={"type": "integer"})),
        {"pets.get": (True, ("argument `q` takes `number | bigint` instead of `string`",))},
        {"pets.get": (True, ("argument `q` takes `int` instead of `str`",))},
    ),
    (
        *(
            "a member that may be missing, and might be null",
            member("x", NULLABLE, required=True),
            member("x", NULLABLE),
        ),
        {"models.Pet.x": (True, ("may be `undefined`, too", "may be left out"))},
        {"models.Pet.x": (False, ("may be left out",))},
    ),
    (
        *("a member that is always there", member("x", S), member("x", S, required=True)),
        {"models.Pet.x": (False, ("is `null` no longer", "must be given"))},
        {"models.Pet.x": (False, ("is `None` no longer", "must be given"))},
    ),
    (
        *("a member of another type", member("x", {"type": "number"}), member("x", S)),
        {"models.Pet.x": (True, ("is `string` instead of `number`",))},
        {"models.Pet.x": (True, ("is `str` instead of `float`",))},
    ),
    (
        *("a member that is no name", member("x-y", S), same),
        {'models.Pet["x-y"]': (True, ('`"x-y"` is gone',))},
        {"models.Pet.x_y": (True, ("`x_y` is gone",))},
    ),
    (
        *("a value less: all are open", member("x", KIND), member("x", {**KIND, "enum": ["cat", "fox"]})),
        {'"dog" of models.PetX': (False, ('`"dog"` is gone',))},
        {"models.PetX.DOG": (True, ("`DOG` is gone",))},
    ),
    (
        *(
            "a value more",
            member("x", {**KIND, "enum": ["cat", "dog"]}),
            member("x", {**KIND, "enum": ["cat", "dog", "a b"]}),
        ),
        {'"a b" of models.PetX': (False, ('`"a b"` is new',))},
        {"models.PetX.A_B": (False, ("`A_B` is new",))},
    ),
    (
        *("a text became an enumeration", Q(), Q(schema=KIND)),
        {
            "pets.get": (False, ("argument `q` takes `PetsGetQ` instead of `string`",)),
            "models.PetsGetQ": (False, ("`PetsGetQ` is new",)),
        },
        {
            "pets.get": (False, ("argument `q` takes `PetsGetQ`, too",)),
            "models.PetsGetQ": (False, ("`PetsGetQ` is new",)),
        },
    ),
    (
        *("answers that may be empty", response("200", answer(REF)), response("202", answer())),
        {"pets.get": (True, ("returns `Promise<Pet | undefined>` instead of `Promise<Pet>`",))},
        {"pets.get": (True, ("may return `None`, too",))},
    ),
    (
        *("a reason less", response("403", {**answer(), "x-messages": {"no_access": "No access."}}), same),
        {"reasons.NoAccess": (True, ("`NoAccess` is gone",))},
        {"Reason.NO_ACCESS": (True, ("`NO_ACCESS` is gone",))},
    ),
    (
        *("a member that must be given", SENT, together(SENT, member("x", S, required=True))),
        {"models.Pet.x": (True, ("`x` is new and must be given",))},
        {"models.Pet.x": (True, ("`x` is new and must be given",))},
    ),
]


@pytest.mark.parametrize(
    ("first", "second", "typescript", "python"), [pytest.param(*row[1:], id=row[0]) for row in ROWS]
)
def test_each_language_has_its_rules(first: Edit, second: Edit, typescript: Told, python: Told) -> None:
    assert told(STYLES[0], first, second) == typescript
    assert told(STYLES[1], first, second) == python


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (S, {"type": "number"}, (True, ("other members are `number` instead of `string`",))),
        (S, NULLABLE, (True, ("other members may be `null`, too",))),
        (NULLABLE, S, (False, ("other members are `null` no longer",))),
        (None, S, (False, ("other members are `string`",))),
        (S, None, (True, ("other members can no longer be read",))),
    ],
)
def test_members_without_a_name_are_seen_in_typescript_only(
    before: Doc | None, after: Doc | None, expected: tuple[bool, tuple[str, ...]]
) -> None:
    def record(of: Doc | None) -> Edit:
        def edit(doc: Doc) -> None:
            found: Doc = {"type": "object", "properties": {}}
            doc["components"]["schemas"]["Bag"] = found | ({} if of is None else {"additionalProperties": of})
            get(doc)["responses"]["200"] = answer({"type": "object", "properties": {"bag": BAG}})

        return edit

    assert told(STYLES[0], record(before), record(after)) == {"models.Bag": expected}
    assert told(STYLES[1], record(before), record(after)) == {}
