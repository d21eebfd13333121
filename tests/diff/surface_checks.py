"""What a surface must say, by what griffe reads in the two packages: nothing less, and nothing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

import griffe
from hexapla.diff import Attached, Moved, Planned, Review, attach, review, surface
from hexapla.finding import has_errors
from hexapla.model import Api
from hexapla.plan import Names, build
from hexapla.styles.python import Python

from tests.diff.griffe_trees import Tree, canonical, files, read, tree

STYLE: Final = Python()
NAMES: Final = Names("pets", "Pets", "1")
TARGET: Final = "python"
CLASSES: Final = ("model", "type")
Entry = tuple[str, str]

EXCUSED: Final = {
    griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT: "who leaves an argument out still may",
    griffe.BreakageKind.CLASS_REMOVED_BASE: "`Guarded` is a model that masks secrets; both are private",
}
"""Kinds of breakages of griffe's that break no code, each with the reason."""


def planned(api: Api, names: Names = NAMES) -> Planned | None:
    """Return a planned package, None where the description cannot be served."""
    package, findings = build(api, names, STYLE)
    return None if has_errors(findings) else Planned(api, package)


class Pair:
    """Two descriptions, their packages, and what is said of them."""

    def __init__(self, old: Planned, new: Planned) -> None:
        self.old, self.new = old, new
        self.review: Review = review(old.api, new.api)
        self.moved: tuple[Moved, ...] = surface(TARGET, STYLE, old, new, self.review)
        self.attached: Attached = attach(self.review, self.moved)

    def rules(self) -> dict[str, list[str]]:
        """Return the names of the symbols of each finding that has some."""
        return {one.fact.rule: [s.name for s in symbols] for one, symbols in self.attached if symbols}


def check(pair: Pair) -> None:
    """Fail unless griffe reads in the two packages exactly what is said, and breaks at nothing else."""
    texts = files(pair.old.package), files(pair.new.package)
    trees = tree(texts[0]), tree(texts[1])
    _differs_exactly(pair.moved, *trees)
    _breaks_at_nothing_else(pair.moved, *texts, trees[1])


def _differs_exactly(moved: Iterable[Moved], old: Tree, new: Tree) -> None:
    old, new = _plain(old), _plain(new)
    renamed = {
        one.was: one.symbol.name
        for one in moved
        if one.symbol.kind in CLASSES and one.symbol.before and one.symbol.after and one.was != one.symbol.name
    }
    gone = _entries(moved, old, is_old=True)
    come = _entries(moved, new, is_old=False)
    before = Counter(_called(entry, renamed, gone) for entry in old.items())
    told = Counter(_called(entry, renamed, gone) for entry in gone)
    after = Counter(new.items())
    assert before - after == told - come, f"gone: {_both(before - after, told - come)}"
    assert after - before == come - told, f"come: {_both(after - before, come - told)}"
    for one in moved:
        symbol = one.symbol
        assert (one.was, symbol.before) != (symbol.name, symbol.after), f"{symbol} did not move"
        assert one.inner, symbol
    lone = [
        {one.symbol.name for one in moved if one.symbol.kind in CLASSES and getattr(one.symbol, side) is None}
        for side in ("after", "before")
    ]
    for name in lone[0] & lone[1]:
        assert _inside(name, old) != _inside(name, new), f"{name} is told to be gone and new, and is the same"


def _both(found: Counter[Entry], told: Counter[Entry]) -> str:
    return f"not told {sorted(found - told)}, and told though it is not {sorted(told - found)}"


def _plain(of: Tree) -> Tree:
    """Return what is named in code: exports and the classes of groups follow from it, which is checked here."""
    exported = {name.removeprefix("models exports ") for name in of if name.startswith("models exports ")}
    models = {name.removeprefix("models.") for name in of if name.startswith("models.") and name.count(".") == 1}
    assert exported == models
    classes = {said for name, said in of.items() if name.startswith("resources.")}
    groups = {name_of(said) for name, said in of.items() if said == f"{name}: {name_of(said)}"}
    assert classes == {f"class {word}{group}" for group in groups for word in ("", "Async")}, (classes, groups)
    skipped = ("models exports ", "package exports ", "testing exports ", "resources.", "PackageError")
    return {name: canonical(said) for name, said in of.items() if not name.startswith(skipped)}


def name_of(declared: str) -> str:
    """Return the class of a group of methods: the one thing that ends so."""
    name = declared.partition(": ")[2]
    return name if "API" in name else "-"


def _called(entry: Entry, renamed: dict[str, str], gone: Counter[Entry]) -> Entry:
    """Return an object of before under the name that its class has now."""
    name, declared = entry
    owner = ".".join(name.split(".")[:2])
    return (renamed[owner] + name.removeprefix(owner), declared) if owner in renamed else entry


def _inside(name: str, of: Tree) -> dict[str, str]:
    return {one: said for one, said in of.items() if one == name or one.startswith(f"{name}.")}


def _entries(moved: Iterable[Moved], of: Tree, *, is_old: bool) -> Counter[Entry]:
    """Return what is said to be on one side and not on the other; a class that is gone takes what is in it along."""
    found: Counter[Entry] = Counter()
    for one in moved:
        symbol = one.symbol
        name, said = (one.was, symbol.before) if is_old else (symbol.name, symbol.after)
        other = symbol.after if is_old else symbol.before
        if said is None or (symbol.name == "pets" and symbol.kind == "client"):
            continue
        if symbol.kind == "method" and not said.startswith(f"{name.rpartition('.')[2]}("):
            said = said.partition(".")[2]
        whole = symbol.kind in CLASSES and (other is None or _kind(said) != _kind(other))
        said = canonical(said)
        if whole:
            inside = _inside(name, of)
            assert inside.get(name) == said, (name, said, inside)
            found.update(inside.items())
        else:
            assert of.get(name) == said, f"{name} is no `{said}` but `{of.get(name)}`"
            found[name, said] += 1
    return found


def _kind(declared: str) -> str:
    """Return what is declared: a record, an enumeration, a name for a type."""
    word = declared.split()[0] if declared.startswith("class ") else "alias"
    return f"{word} enum" if declared.endswith(("(StrEnum)", "(IntEnum)")) else word


def _breaks_at_nothing_else(
    moved: Iterable[Moved], old: dict[str, str], new: dict[str, str], tree_of_now: Tree
) -> None:
    breaking = {name for one in moved if one.symbol.breaking for name in (one.was, one.symbol.name)}
    for rest, text in old.items():
        if new.get(rest) == text:
            continue
        other = read(rest, new[rest]) if rest in new else griffe.Module(rest.rpartition("/")[2])
        for breakage in griffe.find_breaking_changes(read(rest, text), other):
            if breakage.kind not in EXCUSED:
                if breakage.obj.name.startswith("__"):
                    continue  # What the runtime reads: `__constants__`, `__nested__`.
                names = _names(rest, breakage.obj.path)
                if breakage.kind is griffe.BreakageKind.OBJECT_REMOVED and names[0] in tree_of_now:
                    continue  # A model that stands in another module is still imported from `models`.
                assert any(name in breaking for name in _owners(rest, names, breakage)), (rest, breakage, names)


def _names(rest: str, path: str) -> list[str]:
    """Return what a review calls an object, and what it is inside of."""
    folder, _, name = rest.rpartition("/")
    words = path.split(".")[1:]
    if folder == "resources":
        return [".".join([name, *words[1:]]), name]
    if folder in ("models", "testing"):
        return [".".join([folder, *words[:depth]]) for depth in range(len(words), 0, -1)]
    if rest in ("_client", "_async_client"):
        words = [words[0].removeprefix("Async"), *words[1:]]
        return [*words[1:2], ".".join(words)]
    return [".".join([name, *words]) if name == "headers" else ".".join(words)]


def _owners(rest: str, names: list[str], breakage: griffe.Breakage) -> list[str]:
    parameter = getattr(breakage, "old_value", None)
    if isinstance(parameter, griffe.Parameter) or isinstance(getattr(breakage, "new_value", None), griffe.Parameter):
        one = parameter if isinstance(parameter, griffe.Parameter) else breakage.new_value
        return [*names, *(f"{name.removesuffix('.__init__')}({one.name})" for name in names)]
    if rest == "__init__" and names[0] == "headers":
        return ["headers", *(_header for _header in names)]
    return names
