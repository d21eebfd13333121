"""A spec, its pages and its lock in memory, for tests of drift: tests/cases/docs_drift."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hexapla.docs import check, parse_lock, read
from hexapla.docs.drift import Drift
from hexapla.docs.drift import drift as compared
from hexapla.docs.drift_entry import Spec
from hexapla.docs.lock import lock, text_of
from hexapla.finding import Finding, FindingError
from hexapla.load import load
from hexapla.model import Api, Operation, Parameter
from hexapla.source import Sources, parse

FOLDER = Path(__file__).parents[1] / "cases" / "docs_drift"
LOCK = "docs.lock.yaml"
SPEC = {name: (FOLDER / name).read_text() for name in ("openapi.yaml", "lamps.yaml", "keepers.yaml")}
PAGES = {name: (FOLDER / name).read_text() for name in ("lamps.txt", "keepers.txt")}


class Names:
    """Names of code as a made-up target would have them."""

    def method(self, operation: Operation) -> Sequence[str]:
        return [f"x: {operation.id}"]

    def argument(self, operation: Operation, parameter: Parameter) -> Sequence[str]:
        return [f"x: {operation.id}({parameter.name})"]

    def attribute(self, schema: str, name: str) -> Sequence[str]:
        return [f"x: {schema}.{name}" if name else f"x: {schema}"]


def loaded(texts: Mapping[str, str]) -> tuple[Api, Sequence[Finding]]:
    try:
        return load(Sources(lambda path: texts[path].encode()), next(iter(texts)))
    except FindingError as problem:
        raise AssertionError([str(one) for one in problem.findings]) from None


@dataclass
class Project:
    """What lies in a folder; `apply` does what `--apply` does."""

    texts: dict[str, str] = field(default_factory=lambda: dict(SPEC))
    lock: str = ""

    def __post_init__(self) -> None:
        self.lock = self.lock or locked(PAGES)

    def api(self) -> Api:
        api, findings = loaded(self.texts)
        assert not [one for one in findings if one.severity == "error"], findings
        return api

    def drift(self, pages: Mapping[str, str]) -> Drift:
        facts, findings = read([(name, text.encode()) for name, text in pages.items()])
        assert not [one for one in findings if one.severity == "error"], findings
        roots = {file: parse(file, text.encode()) for file, text in self.texts.items()}
        spec = Spec(api=self.api(), texts=self.texts, roots=roots, load=loaded)
        old, faults = parse_lock(parse(LOCK, self.lock.encode()))
        assert not faults
        return compared(spec, old, lock(facts), lambda file: pages[file].split("\n"), lambda api: Names())

    def apply(self, found: Drift) -> None:
        self.texts |= found.texts
        self.lock = text_of(found.lock)

    def check(self) -> list[Finding]:
        old, _ = parse_lock(parse(LOCK, self.lock.encode()))
        return list(check(self.api(), old).findings)


def locked(pages: Mapping[str, str]) -> str:
    return text_of(lock(read([(name, text.encode()) for name, text in pages.items()])[0]))


def edited(text: str, edits: Sequence[Mapping[str, object]]) -> str:
    """Return a text after edits: each replaces a text that stands there `times` times (once unless told)."""
    for edit in edits:
        old, new, times = str(edit["old"]), str(edit["new"]), edit.get("times", 1)
        assert text.count(old) == times, f"{text.count(old)} times in the text: {old}"
        text = text.replace(old, new)
    return text
