"""Griffe on the two generated packages and the surface agree: on every row, on every case, on edits of everything.

What griffe reads in the old tree and not in the new one is exactly what is told to be gone or changed, and the other
way round; and what breaks by griffe's rules is told to break.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import griffe
import pytest
from hexapla.diff import Planned
from hexapla.finding import has_errors
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan import Names
from hexapla.render import render
from hexapla.source import Sources
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.diff.apis import Doc, Edit, loaded, pair
from tests.diff.griffe_trees import SETTINGS, TEMPLATES, files, read, tree
from tests.diff.mutations import Mutation, document, mutated, mutations
from tests.diff.review_rows import ROWS
from tests.diff.surface_checks import Pair, check, planned

CASES: Final = Path(__file__).parents[1] / "cases" / "diff"
APIS: Final = ("unions.yaml", "pets.yaml", "clashes.yaml", "responses.yaml", "harbor/harbor30.json")


def rows() -> Iterator[Any]:
    for group, listed in ROWS.items():
        for name, first, second, *_ in listed:
            yield pytest.param(first, second, id=f"{group}: {name}")


@pytest.mark.parametrize(("first", "second"), list(rows()))
def test_rows(first: Edit, second: Edit) -> None:
    old, new = (planned(loaded(doc)) for doc in pair(first, second))
    assert old is not None
    assert new is not None
    check(Pair(old, new))
    check(Pair(new, old))


@pytest.mark.parametrize("folder", sorted(CASES.glob("*/")), ids=lambda folder: folder.name)
def test_cases(folder: Path) -> None:
    old, new = (planned_file(folder / name) for name in ("old.yaml", "new.yaml"))
    if old is None or new is None:
        pytest.skip("the package of one of the two cannot be planned")
    check(Pair(old, new))


def planned_file(path: Path) -> Planned | None:
    api, findings = load(Sources(lambda name: Path(name).read_bytes()), str(path))
    return None if has_errors(findings) else planned(api)


DOCUMENTS: Final[dict[str, Doc]] = {name: document(name) for name in APIS}
EDITS: Final[dict[str, list[Mutation]]] = {name: mutations(doc) for name, doc in DOCUMENTS.items()}


def read_or_none(doc: Doc) -> Api | None:
    text = json.dumps(doc).encode()
    api, findings = load(Sources(lambda _: text), "openapi.yaml")
    return None if has_errors(findings) else api


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Mutation], bool]:
    name = draw(st.sampled_from(APIS))
    edits = draw(st.lists(st.sampled_from(EDITS[name]), min_size=1, max_size=3))
    return name, edits, draw(st.booleans())


@given(edited())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_edits_of_everything(of: tuple[str, list[Mutation], bool]) -> None:
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
    check(Pair(old, new))


def test_every_kind_of_edit_can_be_drawn() -> None:
    words = {edit.rpartition(" ")[0] for listed in EDITS.values() for edit, _ in listed}
    assert len(words) >= 40, sorted(words)


def same_client(first: Names, second: Names) -> Pair:
    api = loaded(pair(lambda _: None, lambda _: None)[0])
    old, new = planned(api, first), planned(api, second)
    assert old is not None
    assert new is not None
    return Pair(old, new)


def test_other_names_of_the_target_are_told() -> None:
    found = same_client(Names("pets", "Pets", "1"), Names("zoo", "Zoo", "1"))
    said = {(one.was, one.symbol.name, one.symbol.breaking) for one in found.moved}
    assert {("pets", "zoo", True), ("Pets", "Zoo", True), ("AsyncPets", "AsyncZoo", True)} <= said
    assert {("PetsError", "ZooError", True), ("testing.FakePets", "testing.FakeZoo", True)} <= said
    # What stands in a client under another name moves with it, and is not told once more.
    assert not {name for name, _, breaking in said if not breaking}
    assert not same_client(Names("pets", "Pets", "1"), Names("pets", "Pets", "2")).moved


def test_a_whole_package_is_what_its_files_are(tmp_path: Path) -> None:
    """The checks read file by file; griffe reads a package as it is imported, and finds the same."""
    side = planned(loaded(pair(lambda _: None, lambda _: None)[0]))
    assert side is not None
    made = render(side.package, [TEMPLATES])
    for path, text in {**made.copied, **made.made}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text)
    whole = griffe.load("pets", search_paths=[tmp_path / "src"], allow_inspection=False)
    parts = files(side.package)
    for rest, text in parts.items():
        module = whole if rest == "__init__" else whole[rest.removesuffix("/__init__").replace("/", ".")]
        names = {name for name, one in module.members.items() if not isinstance(one, griffe.Module)}
        assert set(read(rest, text).members) <= names, rest
    # No public module is made that the checks do not read.
    public = {
        path for path in made.made if path.startswith("src/") and not any(p[0] == "_" for p in path.split("/")[2:])
    }
    seen = {f"src/pets/{rest}.py" for rest in parts}
    assert public - seen == set()


def test_what_is_fixed() -> None:
    """Settings are arguments of every client, as no description moves them: the same in two unlike packages."""
    found = []
    for name in ("unions.yaml", "pets.yaml"):
        api = read_or_none(copy.deepcopy(DOCUMENTS[name]))
        assert api is not None
        side = planned(api)
        assert side is not None
        client = read("_client", files(side.package)["_client"]).members["Pets"]
        made = client.members["__init__"]
        assert isinstance(made, griffe.Function)
        found.append(
            [(one.name, str(one.annotation), str(one.default)) for one in made.parameters if one.name in SETTINGS]
        )
    assert found[0] == found[1]
    assert {name for name, _, _ in found[0]} >= SETTINGS - {"now"}


def test_the_trees_are_no_empty_ones() -> None:
    side = planned(loaded(pair(lambda _: None, lambda _: None)[0]))
    assert side is not None
    found = tree(files(side.package))
    assert found["pets.get"] == "get(id: str, *, page: int = ...) -> Pet"
    assert found["models.Pet.age"] == "age: int | None = None"
    assert found["Pets(base_url)"] == "*, base_url: str | None = None"
