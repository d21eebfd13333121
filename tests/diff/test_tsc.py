"""The TypeScript compiler and the surface agree: on every case, both ways, and on edits of everything.

A program that uses all of the old package is compiled against the new one. What does not compile any more is told to
break, and what is told to break does not compile: unit by unit, so that nothing hides behind anything else.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from hexapla.diff import Moved, Planned, review, surface
from hexapla.finding import has_errors
from hexapla.frozen import frozen
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan import Names, build
from hexapla.source import Sources

from tests.diff.apis import loaded, pair
from tests.diff.mutations import document, mutated, mutations
from tests.diff.review_rows import ROWS
from tests.diff.test_surface import ROWS as DETAILS
from tests.diff.tsc_programs import STYLE, Line, program, sources, templates, unit_of
from tests.nodejs import node, tools

CASES: Final = Path(__file__).parents[1] / "cases" / "diff"
APIS: Final = ("unions.yaml", "pets.yaml", "responses.yaml")
JUDGE: Final = Path(__file__).with_name("judge.cjs")
NAMES: Final = Names("pets", "Pets", "1.0.0")
EDITED: Final = 40
_MISSING: Final = (2305, 2614, 2694, 2724)
"""Codes of the compiler: a module or a namespace has no such member."""
_MEMBER: Final = re.compile(r"member (?:named )?'(\w+)'")


@frozen
class Pair:
    """Two packages by the name of what was edited."""

    name: str
    old: Planned
    new: Planned

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Return what is said of them."""
        return surface("typescript", STYLE, self.old, self.new, review(self.old.api, self.new.api))


def planned(api: Api) -> Planned | None:
    package, findings = build(api, NAMES, STYLE)
    return None if has_errors(findings) else Planned(api, package)


def read(text: bytes) -> Planned | None:
    api, findings = load(Sources(lambda _: text), "openapi.yaml")
    return None if has_errors(findings) else planned(api)


def both_ways(name: str, old: Planned | None, new: Planned | None) -> Iterator[Pair]:
    """Yield a pair in both directions; nothing where the two packages are the same."""
    if old is not None and new is not None and old.package != new.package:
        yield Pair(name, old, new)
        yield Pair(f"{name}, back", new, old)


def cases() -> Iterator[Pair]:
    for folder in sorted(CASES.glob("*/")):
        sides = []
        for name in ("old.yaml", "new.yaml"):
            api, findings = load(Sources(lambda path: Path(path).read_bytes()), str(folder / name))
            sides.append(None if has_errors(findings) else planned(api))
        yield from both_ways(folder.name, *sides)


def rows() -> Iterator[Pair]:
    for group, listed in ROWS.items():
        for name, first, second, *_ in listed:
            yield from both_ways(f"{group}: {name}", *(planned(loaded(doc)) for doc in pair(first, second)))


def details() -> Iterator[Pair]:
    for name, first, second, _ in DETAILS:
        yield from both_ways(name, *(planned(loaded(doc)) for doc in pair(first, second)))


def edits() -> Iterator[Pair]:
    """Yield edits of larger descriptions, the same in every run."""
    drawn = random.Random(7)
    for name in APIS:
        doc = document(name)
        old, every = read(json.dumps(doc).encode()), mutations(doc)
        for _ in range(EDITED):
            some = drawn.sample(every, drawn.randint(1, 3))
            try:
                new = read(json.dumps(mutated(doc, some)).encode())
            except (AttributeError, IndexError, KeyError, TypeError):
                continue
            yield from both_ways(f"{name}: {', '.join(word for word, _ in some)}", old, new)


def judged(pairs: list[Pair], folder: Path) -> list[tuple[list[Line], list[tuple[int, int, str]]]]:
    """Return the programs of the old packages, each with what the compiler says of it and the new package."""
    files: dict[str, str] = {}
    programs: dict[str, list[Line]] = {}
    for number, one in enumerate(pairs):
        own, shared = sources(one.new.package, folder)
        files |= {f"/packages/{number}/{path}": text for path, text in own.items()}
        files = {**{path.replace("src/", "/runtime/", 1): text for path, text in shared.items()}, **files}
        programs[f"/programs/{number}.ts"] = program(one.old, f"../packages/{number}/src")
    files |= {path: "\n".join(text for _, text in lines) for path, lines in programs.items()}
    asked = json.dumps({"files": files, "runtime": "/runtime", "programs": list(programs)})
    command = [node(), "--max-old-space-size=3000", str(JUDGE), str(tools() / "typescript")]
    run = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    return [(lines, said[path]) for path, lines in programs.items()]


def faults(one: Pair, lines: list[Line], said: list[tuple[int, int, str]]) -> Iterator[str]:
    """Yield in what the compiler and the surface differ."""
    broken: dict[str, str] = {}
    unsure: set[str] = set()
    # A class that is called otherwise is told by itself, and so is one that took its name.
    moved = {m.was for m in one.moved if m.symbol.kind in ("model", "type") and m.was not in ("", m.symbol.name)}
    for number, code, message in said:
        unit, text = lines[number]
        if (moved & set(re.findall(r"models\.\w+", text))) - {unit.replace("model ", "models.")}:
            unsure.add(unit)
            continue
        found = _MEMBER.search(message)
        if code in _MISSING and found and not unit.startswith(("client", "resource", "reason", "header")):
            # A model that is gone is told by itself; what else is wrong in such a line nobody can say.
            unsure.add(unit)
            unit = f"model {found[1]}"
        broken.setdefault(unit, f"{lines[number][1]}  // {message}")
    told: dict[str, list[str]] = {}
    for symbol in one.moved:
        if symbol.symbol.breaking:
            told.setdefault(unit_of(symbol), []).extend(symbol.symbol.says)
    told.pop("", None)
    for unit in broken.keys() - told.keys():
        yield f"{one.name}: {unit or 'all'} breaks and is not told: {broken[unit]}"
    records = {of.name for side in (one.old, one.new) for module in side.package.models for of in module.records}
    # To an interface without members any object may be given.
    bare = {of.name for module in one.new.package.models for of in module.records if not of.fields}
    unsure |= {f"model {name}" for name in bare}
    for unit in told.keys() - broken.keys() - unsure:
        if all(_is_alike(says, records) for says in told[unit]):
            continue
        yield f"{one.name}: {unit} is told to break and does not: {told[unit]}"


def _is_alike(says: str, records: set[str]) -> bool:
    """Say whether an object came in beside, or for, another one: to the compiler they are the same if they look so."""
    words = set(re.findall(r"\w+", says))
    return says.endswith((", too", "no longer", "`")) and bool((records | {"Record"}) & words)


@pytest.mark.parametrize("of", [cases, rows, details, edits])
def test_the_compiler_agrees(of: Callable[[], Iterator[Pair]], tmp_path: Path) -> None:
    pairs = list(of())
    assert len(pairs) > 50
    programs = judged(pairs, templates(tmp_path))
    found = [fault for one, (lines, said) in zip(pairs, programs, strict=True) for fault in faults(one, lines, said)]
    assert not found, "\n".join(found)
