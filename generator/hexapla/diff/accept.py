"""What somebody wrote down as expected, held against the findings.

In: findings with their symbols, entries of an accept file, the day. Out: changes, and findings about entries that are
of no use any more. Accepted changes stay in sight; they count neither for the verdict nor for a version.
"""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.diff.changes import Accepted, Change
from hexapla.finding import Finding, warning
from hexapla.frozen import replace


def accept(changes: Sequence[Change], entries: Sequence[Accepted], today: str) -> tuple[list[Change], list[Finding]]:
    """Return the changes, those marked that an entry names, and a warning for each entry that names none.

    Args:
        changes: of a review.
        entries: of the accept file, no two with one fingerprint.
        today: the day, as `2026-01-31`: an entry counts to the end of the day it names.
    """
    known = {entry.fingerprint: entry for entry in entries}
    found = {change.judged.fingerprint for change in changes}
    valid = {name: entry for name, entry in known.items() if not entry.until or today <= entry.until}
    marked = [replace(change, accepted=valid.get(change.judged.fingerprint)) for change in changes]
    stale = [_stale(entry) for name, entry in known.items() if name not in found]
    ended = [_ended(entry) for name, entry in known.items() if name in found and name not in valid]
    return marked, [*stale, *ended]


def _stale(entry: Accepted) -> Finding:
    message = f"no finding of this review is `{entry.fingerprint}`"
    hint = "remove it, once what it accepted is part of every version that is compared"
    return warning("accept.stale", message, entry.where, hint)


def _ended(entry: Accepted) -> Finding:
    message = f"`{entry.fingerprint}` was accepted until {entry.until}, and counts again"
    return warning("accept.ended", message, entry.where, "look at the finding again: another day, or another change")
