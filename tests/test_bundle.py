"""A description of many files as one: what it holds, that it is valid, and that it means the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hexapla.finding import Finding, FindingError, as_text, has_errors
from hexapla.load import bundle, load
from hexapla.model import Api, Keyword
from hexapla.source import Sources, parse, to_yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

CASES = Path(__file__).parent / "cases" / "bundle"
ROOT = Path(__file__).parents[1]


def from_disk(folder: Path) -> Sources:
    return Sources(lambda path: (folder / path).read_bytes())


PLACES = ("where", "places")


def is_component(value: object) -> bool:
    return isinstance(value, Keyword) and value.name.startswith("components/") and value.value is None


def stripped(value: object) -> object:
    """Return a model as plain data without places, and without the names of components in use: a bundle names more."""
    if isinstance(value, tuple | list):
        return [stripped(member) for member in value if not is_component(member)]
    if hasattr(value, "__match_args__"):
        named = ((name, getattr(value, name)) for name in value.__match_args__ if name not in PLACES)
        return {"": type(value).__name__, **{name: stripped(member) for name, member in named}}
    return value


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path, expect: Callable[[Path, str], None]) -> None:
    sources = from_disk(case)
    document, findings = bundle(sources, "openapi.yaml")
    expect(case / "expected.yaml", to_yaml(document))
    expect(case / "expected.txt", as_text(findings, sources.lines))


def meaning(api: Api) -> object:
    """Return what a client is made of. `rest` may hold references: what they name is not part of the model."""
    return [stripped(api.resources), sorted(json.dumps(stripped(schema), sort_keys=True) for schema in api.schemas)]


@pytest.mark.parametrize("folder", [ROOT / "spec", CASES / "many_files"], ids=["spec", "many files"])
def test_the_bundle_means_what_the_files_mean(folder: Path) -> None:
    sources = from_disk(folder)
    api, findings = load(sources, "openapi.yaml")
    document, bundle_findings = bundle(sources, "openapi.yaml")
    assert [f for f in (*findings, *bundle_findings) if str(f.severity) != "note"] == []
    for text in (to_yaml(document), json.dumps(document, ensure_ascii=False)):
        again, _ = load(Sources(lambda _, text=text: text.encode()), "openapi.yaml")
        assert meaning(again) == meaning(api)


def roots() -> Iterator[Path]:
    """Yield every description of the tests that has no error."""
    for file in (ROOT / "spec" / "openapi.yaml", *sorted((ROOT / "tests").rglob("*.yaml"))):
        if file.name == "openapi.yaml" or file.parent.name == "apis":
            try:
                findings = load(from_disk(file.parent), file.name)[1]
                findings += bundle(from_disk(file.parent), file.name)[1]
            except FindingError:
                continue
            if not has_errors(findings):
                yield file


@pytest.mark.parametrize("file", list(roots()), ids=lambda file: "/".join(file.parts[-3:]))
def test_a_bundle_loads_as_the_same_api(file: Path) -> None:
    sources = from_disk(file.parent)
    api, _ = load(sources, file.name)
    document, _ = bundle(sources, file.name)
    for text in (to_yaml(document), json.dumps(document, ensure_ascii=False), json.dumps(document)):
        again, _ = load(Sources(lambda _, text=text: text.encode()), file.name)
        assert stripped(again) == stripped(api)


def test_path_items_that_stand_in_each_other_twice_do_not_fill_the_memory() -> None:
    items = ",\n".join(
        f"p{n}: {{post: {{responses: {{}}, callbacks: {{c: {{a: {{$ref: '#/components/pathItems/p{n + 1}'}}, "
        f"b: {{$ref: '#/components/pathItems/p{n + 1}'}}}}}}}}}}"
        for n in range(40)
    )
    text = f"{HEAD}paths: {{/a: {{$ref: '#/components/pathItems/p0'}}}}\n"
    with pytest.raises(FindingError) as caught:
        one(f"{text}components: {{pathItems:\n{{{items},\np40: {{}}}}}}\n")
    assert [finding.rule for finding in caught.value.findings] == ["too-large"]


@pytest.mark.parametrize("folder", [ROOT / "spec", ROOT / "tests" / "apis"], ids=["spec", "pets"])
def test_a_bundle_is_valid_openapi(folder: Path) -> None:
    file = "pets.yaml" if folder.name == "apis" else "openapi.yaml"
    document, _ = bundle(from_disk(folder), file)
    faults = list(OpenAPIV31SpecValidator(document).iter_errors())
    assert faults == []


def test_bundling_a_bundle_changes_nothing() -> None:
    document, _ = bundle(from_disk(ROOT / "spec"), "openapi.yaml")
    again, findings = bundle(Sources(lambda _: to_yaml(document).encode()), "openapi.yaml")
    assert findings == ()
    assert again == document
    assert list(again) == list(document)


def references(value: Any) -> list[str]:  # noqa: ANN401
    if isinstance(value, list):
        return [ref for member in value for ref in references(member)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [
        ref for key, member in value.items() if key not in ("example", "x-foreign") for ref in references(member)
    ]


def test_every_reference_stays_inside() -> None:
    for folder in (ROOT / "spec", CASES / "many_files", CASES / "name_clash"):
        document, _ = bundle(from_disk(folder), "openapi.yaml")
        found = references(document)
        assert found
        for ref in found:
            assert ref.startswith("#/components/")
            at: Any = document
            for word in ref[2:].split("/"):
                at = at[word.replace("~1", "/").replace("~0", "~")]


def one(text: str) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    return bundle(Sources(lambda _: text.encode()), "openapi.yaml")


HEAD = "openapi: 3.1.1\ninfo: {title: a, version: '1'}\n"


def test_what_is_broken_is_told_and_the_rest_is_kept() -> None:
    document, findings = one(HEAD + "paths:\n  /a: {$ref: '#/gone'}\n  /b: {$ref: '#/paths/~1b'}\n  /c: {summary: c}\n")
    assert [f.rule for f in findings] == ["dangling-ref", "cyclic-ref"]
    assert document["paths"]["/c"] == {"summary": "c"}


def test_a_path_item_that_stands_in_itself_is_a_finding() -> None:
    callback = "{post: {callbacks: {done: {'{$url}': {$ref: '#/paths/~1a'}}}, responses: {}}}"
    _, findings = one(f"{HEAD}paths:\n  /a: {callback}\n")
    assert [f.rule for f in findings] == ["cyclic-ref"]
    assert findings[0].where is not None
    assert (findings[0].where.line, findings[0].message) == (
        *(4, "#/paths/~1a stands in what it names, and has no end"),
    )


def test_callbacks_webhooks_and_unused_components_are_kept() -> None:
    document, findings = one(
        f"{HEAD}webhooks: {{seen: {{$ref: '#/components/pathItems/seen'}}}}\npaths: {{}}\ncomponents:\n"
        "  pathItems: {seen: {post: {responses: {'200': {$ref: '#/components/responses/ok'}}}}}\n"
        "  responses: {ok: {description: ok}, unused: {description: x}}\n  x-own: 1\n"
    )
    assert findings == ()
    assert document["webhooks"]["seen"] == {"post": {"responses": {"200": {"$ref": "#/components/responses/ok"}}}}
    assert set(document["components"]) == {"pathItems", "responses", "x-own"}
    assert set(document["components"]["responses"]) == {"ok", "unused"}


def test_names_with_signs_are_escaped_in_references() -> None:
    document, _ = one(
        f"{HEAD}paths: {{}}\ncomponents: {{schemas: {{'a/b~c': {{}}, d: {{$ref: '#/components/schemas/a~1b~0c'}}}}}}\n"
    )
    assert document["components"]["schemas"]["d"] == {"$ref": "#/components/schemas/a~1b~0c"}


def test_the_printed_bundle_has_no_aliases() -> None:
    document, _ = bundle(from_disk(CASES / "many_files"), "openapi.yaml")
    text = to_yaml(document)
    assert "*" not in text
    assert parse("f", text.encode()).data() == document
