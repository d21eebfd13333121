"""What comes out of holding pages against a spec, while it is collected.

In: single judgements: what a page states, what the spec says, what a mark claims. Out: findings at the spec's lines,
which marks were judged, which properties stand on which pages, how often a reading rule applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
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

    `where` is the spec's node, `lock` the line of the page's fact.
    """

    key: str
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
        self._findings: list[Finding] = []
        self._held: set[Location] = set()
        self._present: set[Location] = set()
        self._missing: dict[Location, tuple[str, list[Use]]] = {}

    def applied(self, rule: Rule) -> None:
        """Count a reading rule."""
        self.rules[rule.name] += 1

    def add(self, rule: str, message: str, where: Location, lock: Location | None, hint: str | None = None) -> None:
        """Add a finding at a line of the spec; its message names the line of the lock, where there is one."""
        named = f"{message} ({place(lock)})" if lock else message
        self._findings.append(error(rule, named, where, hint))

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
    ) -> bool:
        """Judge a claim and say whether spec or mark agree with the page; `marked` is what the mark says of it."""
        if marked is None or mark is None:
            if same(claim.stated, claim.own):
                return True
            message = f"{claim.what}: the page says `{claim.stated}`, the spec `{claim.own}`"
            hint = f"follow the page, or mark it: x-documented: {{{claim.key}: {quoted(claim.stated)}, because: ...}}"
            self.add("docs-departure", message, claim.where, claim.lock, hint)
            return False
        if not same(claim.stated, marked):
            message = f"{claim.what}: the mark says that the page says `{marked}`, and it says `{claim.stated}`"
            self.add("docs-mark-false", message, mark.where, claim.lock)
            return False
        if same(claim.stated, claim.own):
            message = f"{claim.what}: page and spec both say `{claim.own}`, so `{claim.key}` marks nothing"
            self.add("docs-mark-idle", message, mark.where, claim.lock)
        return True

    def present(self, property_: Property) -> None:
        """Note that a property stands on a page."""
        self._present.add(property_.where)

    def missing(self, property_: Property, path: str, use: Use) -> None:
        """Note that a property does not stand on a page that uses its schema."""
        self._missing.setdefault(property_.where, (path, []))[1].append(use)

    def findings(self) -> Iterator[Finding]:
        """Yield all findings: a property on no page is one, a property missing on some pages one at each of those."""
        yield from self._findings
        for where, (path, uses) in self._missing.items():
            if where in self._present:
                hint = f"if the schema is right: x-documented: {{lacks: [{path}], because: ...}}"
                for use in uses:
                    message = f"{use.what}: other pages have `{path}`, this one has not ({place(use.lock)})"
                    yield error("docs-undocumented", message, use.where, hint)
            else:
                use, more = uses[0], f" and {len(uses) - 1} more" if len(uses) > 1 else ""
                message = f"no page has `{path}`: {use.what} ({place(use.lock)}){more}"
                yield error("docs-undocumented", message, where, "mark it: x-documented: {absent: true, because: ...}")


def place(where: Location) -> str:
    """Return `file:line`."""
    return f"{where.file}:{where.line}"


def quoted(text: str) -> str:
    """Return a text as it stands in a flow mapping of YAML."""
    return text if text.replace(" ", "").replace("_", "").isalnum() else "'" + text.replace("'", "''") + "'"
