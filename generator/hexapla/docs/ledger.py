"""What comes out of holding pages against a spec, while it is collected.

In: single judgements: what a page states, what the spec says, what a mark claims. Out: findings at the spec's lines,
which marks were judged, which properties stand on which pages, how often a reading rule applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hexapla.docs.rules import Rule
from hexapla.docs.words import Schemas
from hexapla.finding import Finding, Location, error
from hexapla.model import Documented, Property


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a page is held against the spec: in words, in the spec, in the lock."""

    what: str
    where: Location
    lock: Location


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the page, the spec and perhaps a mark say. `key` is the mark's word for it.

    `use` says on which page, `what` of what; `where` is the spec's node, `lock` the line of the page's fact.
    """

    key: str
    use: str
    what: str
    stated: str
    own: str
    where: Location
    lock: Location


class Ledger:
    """Collects judgements."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.rules: Counter[str] = Counter()
        self.undocumented_operations = 0
        self._findings: dict[tuple[str, str, Location, str | None], list[str]] = {}
        self._held: set[Location] = set()
        self._present: set[Location] = set()
        self._missing: dict[Location, tuple[str, list[Use]]] = {}

    def applied(self, rule: Rule) -> None:
        """Count a reading rule."""
        self.rules[rule.name] += 1

    def add(
        self, rule: str, use: str, message: str, where: Location, lock: Location | None, hint: str | None = None
    ) -> None:
        """Add a finding at a line of the spec; what many pages say of one line in the same words is one finding.

        Args:
            rule: the rule that is broken.
            use: on which page, and where there.
            message: what is wrong.
            where: the line of the spec.
            lock: the line of the lock, None where no fact is concerned.
            hint: what to do.
        """
        named = f"{use} ({place(lock)})" if lock else use
        self._findings.setdefault((rule, message, where, hint), []).append(named)

    def hold(self, mark: Documented | None) -> None:
        """Note that a page was held against a mark."""
        if mark:
            self._held.add(mark.where)

    def is_held(self, mark: Documented) -> bool:
        """Say whether any page was held against a mark."""
        return mark.where in self._held

    def compare(
        self,
        claim: Claim,
        mark: Documented | None,
        marked: str | None,
        same: Callable[[str, str], bool] = str.__eq__,
    ) -> None:
        """Judge a claim; `marked` is what the mark says the page says, None where it says nothing of it."""
        if marked is None or mark is None:
            if same(claim.stated, claim.own):
                return
            message = f"{claim.what}: the page says `{claim.stated}`, the spec `{claim.own}`"
            hint = f"follow the page, or mark it: x-documented: {{{claim.key}: {quoted(claim.stated)}, because: ...}}"
            self.add("docs-departure", claim.use, message, claim.where, claim.lock, hint)
        elif not same(claim.stated, marked):
            message = f"{claim.what}: the mark says that the page says `{marked}`, and it says `{claim.stated}`"
            self.add("docs-mark-false", claim.use, message, mark.where, claim.lock)
        elif same(claim.stated, claim.own):
            message = f"{claim.what}: page and spec both say `{claim.own}`, so `{claim.key}` marks nothing"
            self.add("docs-mark-idle", claim.use, message, mark.where, claim.lock)

    def present(self, property_: Property) -> None:
        """Note that a property stands on a page."""
        self._present.add(property_.where)

    def missing(self, property_: Property, path: str, use: Use) -> None:
        """Note that a property does not stand on a page that uses its schema."""
        self._missing.setdefault(property_.where, (path, []))[1].append(use)

    def findings(self) -> Iterator[Finding]:
        """Yield all findings: a property on no page is one, a property missing on some pages one at each of those."""
        for (rule, message, where, hint), uses in self._findings.items():
            yield error(rule, f"{message}: {_listed(uses)}", where, hint)
        for where, (path, uses_of_it) in self._missing.items():
            if where in self._present:
                hint = f"if the schema is right: x-documented: {{lacks: [{path}], because: ...}}"
                for use in uses_of_it:
                    message = f"other pages have `{path}`, this one has not: {use.what} ({place(use.lock)})"
                    yield error("docs-undocumented", message, use.where, hint)
            else:
                message = f"no page has `{path}`: {_listed([f'{use.what} ({place(use.lock)})' for use in uses_of_it])}"
                yield error("docs-undocumented", message, where, "mark it: x-documented: {absent: true, because: ...}")


def _listed(uses: Sequence[str]) -> str:
    return uses[0] + (f", and {len(uses) - 1} more" if len(uses) > 1 else "")


def place(where: Location) -> str:
    """Return `file:line`."""
    return f"{where.file}:{where.line}"


def quoted(text: str) -> str:
    """Return a text as it stands in a flow mapping of YAML."""
    return text if text.replace(" ", "").replace("_", "").isalnum() else "'" + text.replace("'", "''") + "'"
