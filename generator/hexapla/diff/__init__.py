"""The comparison of two descriptions.

In: two models. Out: what an edit does to the values that callers send and receive, as facts and verdicts; and a
review: every edit with what it means to callers.
"""

from __future__ import annotations

from hexapla.diff.atoms import Side, side_of
from hexapla.diff.attach import Attached, attach
from hexapla.diff.cases import Policy
from hexapla.diff.changes import Accepted, Bump, Change, ChangeReport
from hexapla.diff.compare import Comparison, compare_types
from hexapla.diff.judge import Judged, Seen
from hexapla.diff.ledger import Use
from hexapla.diff.report import Compared, Memory, Released, assemble
from hexapla.diff.reviewing import Review, review
from hexapla.diff.rules import RULES, Rule
from hexapla.diff.scope import Settings
from hexapla.diff.surface import surface, text_differs
from hexapla.diff.surface_words import Moved, Planned
from hexapla.diff.symbols import Symbol
from hexapla.diff.words import Class, Edge, Effect, Fact, Pair, Place, Polarity, Told, Verdict, Witness, flip, join

__all__ = [
    "RULES",
    "Accepted",
    "Attached",
    "Bump",
    "Change",
    "ChangeReport",
    "Class",
    "Compared",
    "Comparison",
    "Edge",
    "Effect",
    "Fact",
    "Judged",
    "Memory",
    "Moved",
    "Pair",
    "Place",
    "Planned",
    "Polarity",
    "Policy",
    "Released",
    "Review",
    "Rule",
    "Seen",
    "Settings",
    "Side",
    "Symbol",
    "Told",
    "Use",
    "Verdict",
    "Witness",
    "assemble",
    "attach",
    "compare_types",
    "flip",
    "join",
    "review",
    "side_of",
    "surface",
    "text_differs",
]
