"""Large descriptions: complete, in time and memory that grow as they do, and free of cost until they are used.

No test looks at a clock: processor time of this process is held against processor time of this process, and what is
imported is counted.
"""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from hexapla.finding import FindingError, as_text, has_errors
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan import Names, Style, build
from hexapla.source import Sources
from hexapla.styles import STYLES

from tests.apis import synthetic

SMALL: Final = 50
LARGE: Final = 200
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "thing"
client = "Thing"
version = "1.0.0"
"""
COMPLETE: Final = """
import importlib, inspect, json, pkgutil, sys
import thing
from thing import models
for module in pkgutil.walk_packages(thing.__path__, "thing."):
    importlib.import_module(module.name)
methods = [
    name
    for module in pkgutil.iter_modules(thing.resources.__path__)
    for kind, found in vars(importlib.import_module(f"thing.resources.{module.name}")).items()
    if inspect.isclass(found) and found.__module__ == f"thing.resources.{module.name}"
    for name in vars(found)
    if not name.startswith("_")
]
print(json.dumps({"models": [getattr(models, name).__name__ for name in models.__all__], "methods": methods}))
"""
USED: Final = """
import sys
from thing import RawReply, Thing
class Transport:
    def send(self, request, *, timeout):
        return RawReply(200, (("Content-Type", "application/json"),), b"[]")
    def close(self):
        pass
client = Thing(username="a", password="b", transport=Transport())
seen = [sorted(name for name in sys.modules if name.startswith("thing"))]
assert list(client.amber_anchor.list_amber_anchor()) == []
seen.append(sorted(name for name in sys.modules if name.startswith("thing")))
from thing import models
seen.append(sorted(name for name in sys.modules if name.startswith("thing")))
print(seen)
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Return a function from a size to the folder of its client."""
    made: dict[int, Path] = {}

    def generate(size: int) -> Path:
        if size not in made:
            folder = made[size] = tmp_path_factory.mktemp(f"synthetic-{size}")
            synthetic.write(size, folder / "openapi.yaml")
            (folder / "hexapla.toml").write_text(CONFIG, encoding="utf-8")
            said = call(folder, "-m", "hexapla", "generate")
            assert f"{size} of {size} operations" in said
        return made[size] / "out"

    return generate


def call(folder: Path, *arguments: str, **environment: str) -> str:
    run = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stderr == ""
    return run.stdout


def test_the_synthetic_api_is_the_same_every_time_in_both_spellings(tmp_path: Path) -> None:
    synthetic.write(30, tmp_path / "a.yaml")
    synthetic.write(30, tmp_path / "a.json")
    sources = Sources(lambda path: Path(path).read_bytes())
    read = [sources.root(str(tmp_path / name)).data() for name in ("a.yaml", "a.json")]
    assert read[0] == read[1] == synthetic.document(30)


def test_a_larger_synthetic_api_begins_with_a_smaller_one() -> None:
    small, large = synthetic.document(50), synthetic.document(75)
    assert isinstance(small["paths"], dict)
    assert isinstance(large["paths"], dict)
    assert list(small["paths"].items()) == list(large["paths"].items())[: len(small["paths"])]


def test_nothing_of_a_large_api_is_missing(generated: Callable[[int], Path]) -> None:
    out = generated(LARGE)
    found = json.loads(call(out, "-W", "error", "-c", COMPLETE, PYTHONPATH=str(out / "src")))
    wanted = synthetic.document(LARGE)
    assert isinstance(wanted["components"], dict)
    assert isinstance(wanted["components"]["schemas"], dict)
    assert set(wanted["components"]["schemas"]) <= set(found["models"])
    assert len(wanted["components"]["schemas"]) == LARGE
    ids = re.findall(r'"operationId": "(\w+)"', json.dumps(wanted))
    assert len(ids) == LARGE
    snake = [re.sub("(?<!^)([A-Z])", r"_\1", one).lower() for one in ids]
    # Each stands in the class with `await` and in the one without.
    assert sorted(found["methods"]) == sorted([*snake, *snake])


def test_what_is_imported_does_not_depend_on_how_much_there_is(generated: Callable[[int], Path]) -> None:
    seen = [call(generated(size), "-c", USED, PYTHONPATH=str(generated(size) / "src")) for size in (SMALL, LARGE)]
    assert "amber_anchor" in seen[0]
    assert seen[0] == seen[1]


Spec: TypeAlias = Mapping[str, object]
TEXT: Final = {"type": "string"}


def of(schemas: Spec, paths: Spec | None = None) -> Spec:
    """Return a description of schemas; an operation returns the first."""
    first = {"$ref": f"#/components/schemas/{next(iter(schemas))}"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Large", "version": "1"},
        "servers": [{"url": "https://large.example.com"}],
        "paths": paths or {"/a": {"get": operation("a.get", first)}},
        "components": {"schemas": schemas},
    }


def operation(name: str, schema: Spec, **more: object) -> Spec:
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": name,
        "tags": ["a"],
        **more,
        "responses": {"200": {"description": "A thing.", "content": content}},
    }


def record(properties: Spec) -> Spec:
    return {"type": "object", "properties": properties}


def ref(name: str) -> Spec:
    return {"$ref": f"#/components/schemas/{name}"}


def many_properties(count: int) -> Spec:
    names = [f"property_{number}" for number in range(count)]
    return of({"A": {**record(dict.fromkeys(names, TEXT)), "required": names}})


def many_values(count: int) -> Spec:
    return of({"A": {"type": "string", "enum": [f"value {number}" for number in range(count)]}})


def many_members(count: int) -> Spec:
    kinds = {f"M{number}": record({"kind": {"const": f"m{number}"}, f"only_{number}": TEXT}) for number in range(count)}
    return of({"A": record({"one": {"oneOf": [ref(name) for name in kinds]}}), **kinds})


def many_operations_of_one_tag(count: int) -> Spec:
    return of(
        {"A": record({})}, {f"/a/{number}": {"get": operation(f"get_{number}", ref("A"))} for number in range(count)}
    )


def many_operations_without_an_id(count: int) -> Spec:
    plain = {name: value for name, value in operation("", ref("A")).items() if name != "operationId"}
    return of({"A": record({})}, {f"/a/x{number}": {"get": plain} for number in range(count)})


def many_parameters(count: int) -> Spec:
    listed = [{"name": f"by_{number}", "in": "query", "schema": TEXT} for number in range(count)]
    return of({"A": record({})}, {"/a": {"get": operation("a.get", ref("A"), parameters=listed)}})


def a_long_description(count: int) -> Spec:
    return of({"A": {**record({"b": {**TEXT, "description": "word " * count}}), "description": "A word. " * count}})


def one_circle(count: int) -> Spec:
    return of({f"C{number}": record({"next": ref(f"C{(number + 1) % count}")}) for number in range(count)})


def a_chain_of_names(count: int) -> Spec:
    chain = {f"C{number}": ref(f"C{number + 1}") for number in range(count)}
    return of({"A": record({"b": ref("C0")}), **chain, f"C{count}": TEXT})


def many_children(count: int) -> Spec:
    children = {f"C{number}": {"allOf": [ref("A"), record({f"c{number}": TEXT})]} for number in range(count)}
    return of({"A": record({"a": TEXT}), **children})


def names_that_clash(count: int) -> Spec:
    names = [f"b{'_' * (1 + number % 50)}c{'-' * (number // 50)}" for number in range(count)]
    return of({"A": record({name: record({"d": TEXT}) for name in names})})


def missing_schemas(count: int) -> Spec:
    known = {f"Known{number}": record({}) for number in range(count)}
    return of({"A": record({f"b{number}": ref(f"Knwon{number}") for number in range(count)}), **known})


def misspelt_words(count: int) -> Spec:
    return of({"A": record({f"b{number}": {"type": "strnig"} for number in range(count)})})


HUGE: Final[tuple[tuple[Callable[[int], Spec], int], ...]] = (
    (many_properties, 5_000),
    (many_values, 20_000),
    (many_members, 300),
    (many_operations_of_one_tag, 1_000),
    (many_operations_without_an_id, 1_000),
    (many_parameters, 2_000),
    (a_long_description, 200_000),
    (one_circle, 1_000),
    (a_chain_of_names, 2_000),
    (many_children, 1_000),
    (names_that_clash, 1_000),
    (missing_schemas, 400),
    (misspelt_words, 800),
)
TIMES: Final = 4
MOST: Final = 9.0
"""Four times as much may take nine times as long; what is quadratic takes sixteen times."""
SLACK: Final = 0.05
"""Seconds that a small thing takes whatever its size."""


LANGUAGES: Final = tuple(style for style in STYLES if style.base is None)
"""A style that is made from another plans as that one does."""


def planned(files: dict[str, bytes], style: Style) -> tuple[Api, int]:
    """Load and plan a description, and print what was found; return how much there is of it."""

    def read(path: str) -> bytes:
        return files[path]

    sources = Sources(read)
    api, findings = load(sources, next(iter(files)))
    assert findings == () or as_text(findings, sources.lines)
    if has_errors(findings):
        return api, len(findings)
    package, more = build(api, Names("thing", "Thing", "1.0.0"), style)
    assert not has_errors(more), more[:1]
    return api, package.model_count + package.calls


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Switch the collector off, as the command line does."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def cost(files: dict[str, bytes], style: Style = STYLES[0]) -> float:
    """Return processor seconds of this process."""
    started = time.process_time()
    planned(files, style)
    return time.process_time() - started


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("style", LANGUAGES, ids=lambda style: style.name)
@pytest.mark.parametrize(("make", "count"), HUGE, ids=[make.__name__ for make, _ in HUGE])
def test_one_huge_thing_costs_what_it_holds(make: Callable[[int], Spec], count: int, style: Style) -> None:
    small, large = ({"openapi.json": json.dumps(make(size)).encode()} for size in (count // TIMES, count))
    assert cost(large, style) < MOST * cost(small, style) + SLACK


@pytest.mark.usefixtures("uncollected")
def test_many_files_cost_what_they_hold() -> None:
    def files(count: int) -> dict[str, bytes]:
        whole = of({"A": record({f"b{number}": {"$ref": f"f{number}.json#/B"} for number in range(count)})})
        parts = {f"f{number}.json": json.dumps({"B": record({"c": TEXT})}).encode() for number in range(count)}
        return {"openapi.json": json.dumps(whole).encode(), **parts}

    assert cost(files(1_000)) < MOST * cost(files(1_000 // TIMES)) + SLACK


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("style", LANGUAGES, ids=lambda style: style.name)
def test_a_large_api_costs_what_it_holds(style: Style) -> None:
    small, large = (
        {"openapi.yaml": synthetic.to_yaml(synthetic.document(size)).encode()} for size in (100, 100 * TIMES)
    )
    assert planned(large, style)[1] > (TIMES - 1) * planned(small, style)[1]
    assert cost(large, style) < 2 * TIMES * cost(small, style)


def test_a_hint_is_found_among_many_names() -> None:
    text = {"openapi.json": json.dumps(missing_schemas(400)).encode()}
    sources = Sources(lambda path: text[path])
    findings = load(sources, "openapi.json")[1]
    assert [finding.hint for finding in findings[:3]] == [f"did you mean `Known{number}`?" for number in range(3)]


def test_a_file_is_read_once_for_all_its_findings() -> None:
    text = {"openapi.json": json.dumps(misspelt_words(10)).encode()}
    sources, asked = Sources(lambda path: text[path]), []

    def lines(file: str) -> Sequence[str]:
        asked.append(file)
        return sources.lines(file)

    assert as_text(load(sources, "openapi.json")[1], lines).count("`strnig` is no type") == 10
    assert asked == ["openapi.json"]


def test_what_is_far_too_deep_is_refused() -> None:
    text = {"openapi.json": b'{"openapi": "3.1.0", "x-deep": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"}
    with pytest.raises(FindingError, match="nested deeper"):
        Sources(lambda path: text[path]).root("openapi.json")
