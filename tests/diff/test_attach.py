"""Which finding explains what moved, and what becomes of a finding by what it moves."""

from __future__ import annotations

import copy
from typing import Any, Final

import pytest
from hexapla.diff import Policy, attach, review
from hexapla.diff.judge import fingerprint
from hexapla.diff.rules import RULES
from hexapla.diff.words import CLASSES, Class
from hypothesis import assume, given, settings

from tests.diff.apis import Doc, Edit, I, S, answer, body, get, post
from tests.diff.mutations import Mutation, mutated
from tests.diff.review_edits import headed, hook, parameter, path_id, posting, reading, response, root, same, scheme
from tests.diff.surface_checks import Pair, planned
from tests.diff.test_griffe import APIS, DOCUMENTS, edited, read_or_none
from tests.diff.test_surface import KIND, REF, both, made, member, schema


def told(first: Edit, second: Edit) -> dict[str, list[str]]:
    """Return the symbols of each finding that has some, by its rule and node."""
    return {
        f"{one.fact.rule} {one.fact.node}": sorted(symbol.name for symbol in symbols)
        for one, symbols in made(first, second).attached
        if symbols
    }


def renamed_schema(old: str, new: str) -> Edit:
    def edit(doc: Doc) -> None:
        schemas = doc["components"]["schemas"]
        schemas[new] = schemas.pop(old)
        _point(doc, old, new)

    return edit


def _point(node: Any, old: str, new: str) -> None:  # noqa: ANN401
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if key == "$ref" and value == f"#/components/schemas/{old}":
            node[key] = f"#/components/schemas/{new}"
        _point(value, old, new)


def inlined(doc: Doc) -> None:
    """Write the pet in place of the reference to it."""
    get(doc)["responses"]["200"] = answer(doc["components"]["schemas"].pop("Pet"))


def many_pets(doc: Doc) -> None:
    """Let three more methods return pets."""
    for name in ("a", "b", "c"):
        doc["paths"][f"/{name}"] = {"get": {**copy.deepcopy(get(doc)), "operationId": f"pets.{name}", "parameters": []}}


GET: Final = "#/operations/GET ~1pets~1{id}"
POST: Final = "#/operations/POST ~1pets"
SHARED: Final = parameter("shared", schema=S)


def shared(schema_: Any) -> Edit:  # noqa: ANN401
    """Let two operations have one parameter."""

    def edit(doc: Doc) -> None:
        doc["components"]["parameters"] = {"Shared": {"name": "shared", "in": "query", "schema": schema_}}
        for one in (get(doc), post(doc)):
            one.setdefault("parameters", []).append({"$ref": "#/components/parameters/Shared"})

    return edit


ROWS: Final[list[tuple[str, Edit, Edit, dict[str, list[str]]]]] = [
    ("argument", parameter(), same, {f"param.removed {GET}/parameters/query/q": ["pets.get"]}),
    (
        *("two edits, each with its own", parameter("a"), parameter("zzz", schema=I)),
        {
            f"param.removed {GET}/parameters/query/a": ["pets.get"],
            f"param.added-optional {GET}/parameters/query/zzz": ["pets.get"],
        },
    ),
    (
        *("a shared parameter", shared(S), shared(I)),
        {f"schema.type {GET}/parameters/query/shared": ["pets.create", "pets.get"]},
    ),
    (
        *("a member of the body", member("x", S, of="NewPet"), same),
        {"schema.property-removed #/schemas/NewPet/properties/x": ["pets.create"]},
    ),
    (
        *("a member of what is sent and of what is received", both(member("x", S), posting(requestBody=body(REF)))),
        posting(requestBody=body(REF)),
        {"schema.property-removed #/schemas/Pet/properties/x": ["models.Pet.x", "pets.create"]},
    ),
    ("field", same, member("x", S), {"schema.property-added #/schemas/Pet/properties/x": ["models.Pet.x"]}),
    (
        *("a model that comes with a field", same, member("x", {"type": "object", "properties": {"y": S}})),
        {"schema.property-added #/schemas/Pet/properties/x": ["models.Pet.x", "models.PetX"]},
    ),
    (
        *("models that come with each other", same),
        member("x", {"type": "object", "properties": {"y": {"type": "object", "properties": {"z": KIND}}}}),
        {
            "schema.property-added #/schemas/Pet/properties/x": [
                "models.Pet.x",
                "models.PetX",
                "models.PetXy",
                "models.PetXyz",
            ]
        },
    ),
    (
        *("a value of an enumeration", member("x", KIND), member("x", {**KIND, "enum": ["cat", "fox"]})),
        {"schema.enum #/schemas/PetX": ["models.PetX.DOG"]},
    ),
    (
        *("an enumeration of an argument", parameter(schema=KIND), parameter()),
        {f"schema.enum {GET}/parameters/query/q": ["models.PetsGetQ", "pets.get"]},
    ),
    ("a header", headed(), same, {f"header.removed {GET}/responses/200/headers/x-left": ["headers.X_LEFT"]}),
    (
        *("a header with its response", same, response("201", {**answer(REF), "headers": {"X-A": {"schema": I}}})),
        {f"response.success-added {GET}/responses/201": ["headers.X_A"]},
    ),
    (
        *("a reason with its response", same, response("410", {**answer(), "x-messages": {"gone": "Gone."}})),
        {f"response.error-added {GET}/responses/410": ["Reason.GONE"]},
    ),
    (
        "quota",
        same,
        root(**{"x-quota": {"remaining": "A", "resets_in": "B", "status": 402}}),
        {
            "api.quota-changed #/x-quota": ["Pets(on_quota)", "Pets.quota", "testing.FakePets.quota"],
        },
    ),
    ("credentials", same, scheme("key"), {f"security.required {GET}/security": ["Pets(x_key)"]}),
    (
        *(
            "a variable of the address",
            same,
            root(servers=[{"url": "https://{h}.a", "variables": {"h": {"default": "x"}}}]),
        ),
        {"server.changed #/servers/https:~1~1{h}.a/variables/h": ["Pets(h)"]},
    ),
    (
        *("a webhook with its payload", same, hook({"requestBody": body({"type": "object", "properties": {"a": S}})})),
        {"webhook.added #/webhooks/POST born": ["models.BornRequest"]},
    ),
    (
        *("an operation with all it brings", same),
        lambda doc: doc["paths"].update(
            {"/zoo": {"get": {**reading_zoo(), "tags": ["zoo"], "operationId": "zoo.get"}}}
        ),
        {"path.added #/paths/~1zoo": ["models.ZooGetResponse", "models.ZooGetResponseKind", "zoo", "zoo.get"]},
    ),
    (
        *("a renamed component and all that names it", many_pets, both(many_pets, renamed_schema("Pet", "Animal"))),
        {"sdk.model-renamed #/sdk/python/models.Animal": ["models.Animal", "pets.a", "pets.b", "pets.c", "pets.get"]},
    ),
    (
        "inline",
        same,
        inlined,
        {"sdk.model-renamed #/sdk/python/models.PetsGetResponse": ["models.PetsGetResponse", "pets.get"]},
    ),
    (
        *(
            "a nested name follows its owner",
            member("x", KIND),
            both(member("x", KIND), renamed_schema("Pet", "Animal")),
        ),
        {
            "sdk.model-renamed #/sdk/python/models.Animal": [
                *("models.Animal", "models.Animal.x", "models.AnimalX", "pets.get"),
            ]
        },
    ),
    (
        *("a nested name follows the id", inlined, both(inlined, reading(operationId="pets.read"))),
        {f"operation.id-changed {GET}/operationId": ["models.PetsReadResponse", "pets.read"]},
    ),
    (
        *("a name that another one takes", member("first-name", S), member("firstName", S)),
        {"schema.property-renamed #/schemas/Pet/properties/firstName": []},
    ),
    (
        *("collision of attributes", member("firstName", S), both(member("first_name", S), member("firstName", S))),
        {
            "schema.property-added #/schemas/Pet/properties/first_name": ["models.Pet.first_name"],
            "sdk.name-changed #/sdk/python/models.Pet.first_name_2": ["models.Pet.first_name_2"],
        },
    ),
    (
        *("a path parameter", same, lambda doc: both(path_id(name="pet"), lambda d: _moved(d))(doc)),
        {"path.param-renamed #/operations/GET ~1pets~1{pet}/parameters/path/pet": ["pets.get"]},
    ),
    (
        "an unused model",
        same,
        schema("More", {"type": "object"}),
        {"sdk.model-added #/sdk/python/models.More": ["models.More"]},
    ),
]


def _moved(doc: Doc) -> None:
    doc["paths"]["/pets/{pet}"] = doc["paths"].pop("/pets/{id}")


def reading_zoo() -> Doc:
    kind = {"type": "object", "properties": {"kind": KIND}}
    return {"responses": {"200": answer(kind)}}


@pytest.mark.parametrize(("first", "second", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_rows(first: Edit, second: Edit, expected: dict[str, list[str]]) -> None:
    assert told(first, second) == {key: names for key, names in expected.items() if names}


def judged(found: Pair) -> dict[str, tuple[Class, Class]]:
    return {one.fact.rule: (one.wire, one.sdk) for one, _ in found.attached}


def test_a_finding_is_raised_to_what_its_symbols_are() -> None:
    """Nothing is asked for any more: good news on the wire, and the constructor lost an argument."""
    lifted = made(scheme("key"), same)
    before = {one.fact.rule: (one.wire, one.sdk) for one in lifted.review.judged}
    assert before == {"security.lifted": ("non-breaking", "non-breaking")}
    assert judged(lifted) == {"security.lifted": ("non-breaking", "breaking")}
    assert [one.fingerprint for one, _ in lifted.attached] == [one.fingerprint for one in lifted.review.judged]


def test_a_finding_is_not_raised_for_what_another_one_did() -> None:
    found = made(parameter("gone", schema=I), parameter("q"))
    classes = judged(found)
    assert classes["param.added-optional"] == ("non-breaking", "non-breaking")
    assert classes["param.removed"][1] == "breaking"
    symbols = {one.fact.rule: symbols[0] for one, symbols in found.attached}
    assert symbols["param.added-optional"].says == ("argument `q` is new",)
    assert not symbols["param.added-optional"].breaking
    assert symbols["param.removed"].says == ("argument `gone` is gone",)
    assert symbols["param.removed"].breaking


def test_what_is_no_promise_is_possible_at_most() -> None:
    unstable = reading(**{"x-stability-level": "draft"})
    found = made(both(unstable, parameter()), unstable)
    assert judged(found) == {"param.removed": ("possible", "possible")}


def test_residual_findings_are_findings() -> None:
    found = made(same, renamed_schema("Pet", "Animal"))
    (one, _), *more = found.attached
    assert not more
    assert (one.fact.rule, one.wire, one.sdk) == ("sdk.model-renamed", "none", "breaking")
    assert (one.fact.before, one.fact.after) == ("class Pet", "class Animal")
    assert one.fact.old is not None
    assert one.fact.new is not None
    assert one.fingerprint == fingerprint(one.fact)
    assert one.reach == ()


def test_two_targets_have_residuals_of_their_own() -> None:
    found = made(same, renamed_schema("Pet", "Animal"))
    twice = [type(one)(**{f: getattr(one, f) for f in one.__match_args__}) for one in found.moved]
    other = [_of_target(one, "other") for one in twice]
    nodes = {one.fact.node for one, _ in attach(found.review, [*found.moved, *other])}
    assert nodes == {"#/sdk/python/models.Animal", "#/sdk/other/models.Animal"}


def _of_target(one: Any, target: str) -> Any:  # noqa: ANN401
    from hexapla.frozen import replace

    return replace(one, symbol=replace(one.symbol, target=target))


def test_nothing_moved_is_the_review() -> None:
    found = made(same, reading(summary="Other."))
    assert found.attached == tuple((one, ()) for one in found.review.judged)


@given(edited())
@settings(max_examples=40, deadline=None)
def test_everything_that_moved_is_told_and_nothing_twice(of: tuple[str, list[Mutation], bool]) -> None:
    name, edits, is_back = of
    try:
        doc = mutated(DOCUMENTS[name], edits)
    except (AttributeError, IndexError, KeyError, TypeError):
        assume(False)
    sides = [planned(api) if api is not None else None for api in (read_or_none(DOCUMENTS[name]), read_or_none(doc))]
    old, new = sides[::-1] if is_back else sides
    assume(old is not None and new is not None)
    assert old is not None
    assert new is not None
    found = Pair(old, new)
    every = [symbol for _, symbols in found.attached for symbol in symbols]
    assert {one.name for one in every} == {one.symbol.name for one in found.moved}
    for one in found.moved:
        said = {
            phrase
            for symbol in every
            if (symbol.kind, symbol.name) == (one.symbol.kind, one.symbol.name)
            for phrase in symbol.says
        }
        assert set(one.symbol.says) <= said
    known = {one.fingerprint: one for one in found.review.judged}
    assert len(found.attached) == len({(one.fingerprint, one.fact.old, one.fact.new) for one, _ in found.attached})
    ranks = [CLASSES.index(one.worst) for one, _ in found.attached]
    assert ranks == sorted(ranks, reverse=True)
    for one, symbols in found.attached:
        assert len(symbols) == len({(symbol.kind, symbol.name, symbol.before) for symbol in symbols})
        was = known.get(one.fingerprint)
        if was is None:
            assert symbols
            assert one.fact.rule in RULES
            assert one.sdk == ("breaking" if any(symbol.breaking for symbol in symbols) else "non-breaking")
        else:
            assert CLASSES.index(one.sdk) >= CLASSES.index(was.sdk)
            assert one.wire == was.wire
        if any(symbol.breaking for symbol in symbols) and not {"G5", "G7"} & set(one.guards):
            assert one.sdk == "breaking"


def test_the_documents_are_there() -> None:
    assert set(DOCUMENTS) == set(APIS)
    assert review(*(read_or_none(DOCUMENTS["pets.yaml"]) for _ in range(2)), None, Policy()).judged == ()  # type: ignore[arg-type]


def kept(doc: Doc) -> None:
    """Let toys be made, listed and read, so that a fake of the client keeps them."""
    schemas, toy = doc["components"]["schemas"], {"$ref": "#/components/schemas/Toy"}
    schemas["Toy"] = {"type": "object", "properties": {"id": I, "name": S}, "required": ["id"]}
    several, own = answer({"type": "array", "items": toy}), {"in": "path", "name": "id", "required": True, "schema": I}
    made = {"requestBody": body({"type": "object", "properties": {"name": S}}), "responses": {"200": answer(toy)}}
    doc["paths"]["/toys"] = {
        "get": {"operationId": "toys.list", "tags": ["toys"], "responses": {"200": several}},
        "post": {"operationId": "toys.create", "tags": ["toys"], **made},
    }
    doc["paths"]["/toys/{id}"] = {
        "parameters": [own],
        "get": {"operationId": "toys.get", "tags": ["toys"], "responses": {"200": answer(toy)}},
    }


def test_a_collection_of_the_fake_is_gone_because_of_its_own_calls() -> None:
    """An edit of something else that is received is not to blame."""

    def less(doc: Doc) -> None:
        kept(doc)
        for path, method in (("/toys", "get"), ("/toys", "post"), ("/toys/{id}", "get")):
            doc["paths"][path][method]["responses"] = {"204": answer()}
        doc["components"]["schemas"]["Pet"]["properties"]["age"] = S

    found = told(kept, less)
    blamed = {key for key, names in found.items() if "testing.FakePets.toys" in names}
    assert blamed
    assert not [key for key in blamed if "/toys" not in key and "~1toys" not in key], blamed


def test_a_method_that_is_gone_is_not_explained_by_a_media_type_that_came() -> None:
    def takes(media: str) -> Edit:
        json = {"schema": {"type": "object", "properties": {"name": S}}}
        return lambda doc: post(doc).update(requestBody={"content": {"application/json": json, media: {"schema": S}}})

    found = told(takes("text/plain"), takes("text/csv"))
    kinds = {key.partition(" ")[0]: set(names) for key, names in found.items()}
    assert kinds["body.media-added"]
    assert kinds["body.media-removed"]
    assert not kinds["body.media-added"] & kinds["body.media-removed"]
