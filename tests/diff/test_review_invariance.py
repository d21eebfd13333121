"""What is the same in other words says nothing, there and back is the same edit, and nothing hides inside a removal."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, Final

import pytest
from hexapla.diff import RULES, Comparison, review, side_of
from hexapla.diff.operations import compare_apis
from hexapla.diff.words import CLASSES, Class
from hexapla.load import load
from hexapla.model import Api
from hexapla.source import Sources

from tests.diff.apis import Doc, Edit, S, base, body, get, loaded, pair, post, reviewed, said
from tests.diff.review_edits import (
    called_back,
    dropped,
    headed,
    hook,
    parameter,
    posting,
    prefixed,
    reading,
    response,
    same,
)
from tests.diff.review_rows import ROWS

ROOT: Final = Path(__file__).parents[2]
SPECS: Final = [
    *sorted(path for path in (ROOT / "tests" / "apis").rglob("openapi.yaml")),
    *sorted((ROOT / "tests" / "apis").glob("*.yaml")),
    ROOT / "spec" / "openapi.yaml",
]


def read(path: Path) -> Api:
    api, _ = load(Sources(lambda name: (path.parent / name).read_bytes()), path.name)
    return api


@pytest.mark.parametrize("path", SPECS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_differs_from_itself(path: Path) -> None:
    assert review(read(path), read(path)).judged == ()


def test_the_specs_are_found() -> None:
    assert len(SPECS) > 4


# --- the same in other words


def shared_parameter(doc: Doc) -> None:
    doc["paths"]["/pets/{id}"]["parameters"] = [get(doc)["parameters"].pop(0)]


def parameter_of_the_path_last(doc: Doc) -> None:
    doc["paths"]["/pets/{id}"]["parameters"] = [get(doc)["parameters"].pop(1)]


def parameter_by_name(doc: Doc) -> None:
    doc["components"]["parameters"] = {"Id": get(doc)["parameters"][0]}
    get(doc)["parameters"][0] = {"$ref": "#/components/parameters/Id"}


def response_by_name(doc: Doc) -> None:
    doc["components"]["responses"] = {"Gone": get(doc)["responses"]["404"]}
    get(doc)["responses"]["404"] = {"$ref": "#/components/responses/Gone"}


def body_by_name(doc: Doc) -> None:
    doc["components"]["requestBodies"] = {"New": post(doc)["requestBody"]}
    post(doc)["requestBody"] = {"$ref": "#/components/requestBodies/New"}


def schema_inline(doc: Doc) -> None:
    post(doc)["requestBody"] = body(copy.deepcopy(doc["components"]["schemas"]["NewPet"]))


def security_everywhere(doc: Doc) -> None:
    doc["security"] = [{"key": []}]


def security_at_each(doc: Doc) -> None:
    get(doc)["security"] = post(doc)["security"] = [{"key": []}]


def tags_in_order(doc: Doc) -> None:
    doc["tags"] = [{"name": "zoo"}, {"name": "pets", "description": "Pets."}]


def tags_in_another_order(doc: Doc) -> None:
    tags_in_order(doc)
    doc["tags"].reverse()


def spelled(of: Any) -> Any:  # noqa: ANN401
    """Return a document with its keys in another order."""
    if isinstance(of, dict):
        return {key: spelled(of[key]) for key in reversed(of)}
    return [spelled(one) for one in of] if isinstance(of, list) else of


def keys_reversed(doc: Doc) -> None:
    changed = spelled(doc)
    doc.clear()
    doc.update(changed)


def media(*names: str) -> Edit:
    return posting(requestBody={"content": {name: {"schema": S} for name in names}})


def header_called(name: str) -> Edit:
    return parameter(name, "header")


def server_at_the_path(doc: Doc) -> None:
    doc["paths"]["/pets"]["servers"] = [{"url": "https://a.example/api"}]


SAME: Final[dict[str, tuple[Edit, Edit]]] = {
    "parameter of the path": (same, shared_parameter),
    "parameter of the path, another": (same, parameter_of_the_path_last),
    "parameter by name": (same, parameter_by_name),
    "response by name": (same, response_by_name),
    "body by name": (same, body_by_name),
    "schema inline": (same, schema_inline),
    "security of all": (security_everywhere, security_at_each),
    "order of tags": (tags_in_order, tags_in_another_order),
    "order of keys": (same, keys_reversed),
    "order of media types": (media("text/plain", "text/csv"), media("text/csv", "text/plain")),
    "spelling of media types": (media("text/plain; charset=utf-8"), media("Text/Plain;charset=UTF-8")),
    "case of headers": (header_called("X-A"), header_called("x-a")),
    "order of alternatives": (
        reading(security=[{"key": []}, {"basic": []}]),
        reading(security=[{"basic": []}, {"key": []}]),
    ),
    "order of scopes": (
        reading(security=[{"auth": ["read", "write"]}]),
        reading(security=[{"auth": ["write", "read"]}]),
    ),
    "prefix": (same, prefixed),
    "server of the path": (same, server_at_the_path),
    "slash behind a server": (same, lambda doc: doc["servers"][0].update(url="https://a.example/api/")),
    "wrapped text": (reading(summary="Get a pet."), reading(summary="Get a\npet.")),
}


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_the_same_in_other_words(name: str, back: bool) -> None:
    first, second = SAME[name]
    found = reviewed(*(pair(second, first) if back else pair(first, second)))
    assert found.verdict == "none", said(found)


def test_json_and_yaml_are_the_same() -> None:
    yaml = pytest.importorskip("yaml")
    texts = [json.dumps(base()), yaml.safe_dump(base())]
    apis = [load(Sources(lambda _, text=text: text.encode()), "openapi.yaml")[0] for text in texts]
    assert review(apis[0], apis[1]).judged == ()


# --- there and back

OPPOSITES: Final = {
    **{f"{word}.added": f"{word}.removed" for word in ("path", "operation", "webhook", "callback", "header", "server")},
    **{f"{word}-added": f"{word}-removed" for word in ("response.success", "response.error", "response.default")},
    **{f"{word}-added": f"{word}-removed" for word in ("response.media", "response.body", "body.media", "body.schema")},
    **{f"{word}-added": f"{word}-removed" for word in ("security.alternative", "security.scope", "operation.id")},
    **{f"{word}.became-required": f"{word}.became-optional" for word in ("param", "body", "header")},
    **{f"{word}.added-{how}": f"{word}.removed" for word in ("param", "body") for how in ("required", "optional")},
    "scheme.added": "scheme.removed",
    "response.reason-added": "response.reason-removed",
    "response.status-generalised": "response.status-specialised",
    "server.variable-narrowed": "server.variable-widened",
    "security.required": "security.lifted",
    "security.combined": "security.uncombined",
    "operation.deprecated": "operation.undeprecated",
    "operation.sunset-shortened": "operation.sunset-extended",
    "operation.stability-lowered": "operation.stability-raised",
    "schema.property-added": "schema.property-removed",
}
EDITS: Final = [
    pytest.param(first, second, id=f"{group}: {name}")
    for group, rows in ROWS.items()
    for name, first, second, *_ in rows
]


def told(old: Doc, new: Doc) -> list[tuple[str, str, str]]:
    before, after = loaded(old), loaded(new)
    ledger = compare_apis(before, after, Comparison(side_of(before), side_of(after)))
    return sorted((one.fact.rule, repr(one.fact.before), repr(one.fact.after)) for one in ledger.placed)


@pytest.mark.parametrize(("first", "second"), EDITS)
def test_there_and_back(first: Edit, second: Edit) -> None:
    turned = {**OPPOSITES, **{other: rule for rule, other in OPPOSITES.items()}}
    there, back = told(*pair(first, second)), told(*pair(second, first))
    found = [(turned.get(rule, rule), after, before) for rule, before, after in back]
    for word in ("param", "body"):  # what is removed does not say in its rule whether it was required
        found = [(rule.replace(f"{word}.added-required", f"{word}.added-optional"), *of) for rule, *of in found]
        there = [(rule.replace(f"{word}.added-required", f"{word}.added-optional"), *of) for rule, *of in there]
    assert sorted(there) == sorted(found)


def test_opposites_are_rules() -> None:
    assert {*OPPOSITES, *OPPOSITES.values()} <= RULES.keys()


# --- nothing hides in a removal


def worst(first: Edit, second: Edit) -> dict[str, Class]:
    found = reviewed(*pair(first, second)).judged
    return {
        contract: max((getattr(one, contract) for one in found), key=CLASSES.index, default="none")
        for contract in ("wire", "sdk")
    }


def without(*path: str) -> Edit:
    def edit(doc: Doc) -> None:
        of = get(doc)
        for word in path[:-1]:
            of = of[word]
        del of[path[-1]]

    return edit


def both(first: Edit, second: Edit) -> Edit:
    def edit(doc: Doc) -> None:
        first(doc)
        second(doc)

    return edit


def no_property(doc: Doc) -> None:
    del doc["components"]["schemas"]["Pet"]["properties"]["name"]
    doc["components"]["schemas"]["Pet"]["required"] = []


def sent(schema: Any) -> Edit:  # noqa: ANN401
    return posting(requestBody=body(schema))


DELIVERED: Final = hook({"requestBody": body({"type": "object", "properties": {"a": S}, "required": ["a"]})})
DELIVERED_LESS: Final = hook({"requestBody": body({"type": "object", "properties": {}})})

CHAINS: Final[dict[str, tuple[Edit, list[Edit]]]] = {
    "what is received": (
        headed(),
        [
            both(headed(), no_property),
            both(headed(), without("responses", "200", "content")),
            same,
            without("responses", "200"),
            dropped("/pets/{id}", "get"),
        ],
    ),
    "what is sent": (
        sent({"type": "object", "properties": {"a": S}}),
        [sent({"type": "object"}), lambda doc: (post(doc).pop("requestBody"), None)[1], dropped("/pets", "post")],
    ),
    "a parameter": (parameter(), [same, dropped("/pets/{id}", "get")]),
    "a webhook": (DELIVERED, [DELIVERED_LESS, hook({}), same]),
    "a callback": (called_back, [same, dropped("/pets", "post")]),
    "a status": (response("202", {"description": "Fine."}), [same, dropped("/pets/{id}", "get")]),
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_removal_is_not_milder_than_one_inside_it(name: str) -> None:
    first, chain = CHAINS[name]
    found = [worst(first, edit) for edit in chain]
    assert all(CLASSES.index(one["sdk"]) > 0 for one in found)
    for contract in ("wire", "sdk"):
        ranks = [CLASSES.index(one[contract]) for one in found]
        assert ranks == sorted(ranks), found
