"""The comparison of two descriptions.

In: two models. Out: what an edit does to the values that callers send and receive, as facts and verdicts.
"""

from __future__ import annotations

from hexapla.diff.atoms import Side, side_of
from hexapla.diff.compare import Comparison, compare_types
from hexapla.diff.scope import Settings
from hexapla.diff.words import Class, Edge, Effect, Fact, Pair, Place, Polarity, Told, Verdict, Witness, flip, join

__all__ = [
    "Class",
    "Comparison",
    "Edge",
    "Effect",
    "Fact",
    "Pair",
    "Place",
    "Polarity",
    "Settings",
    "Side",
    "Told",
    "Verdict",
    "Witness",
    "compare_types",
    "flip",
    "join",
    "side_of",
]
