"""The page of a review as records of plain strings, booleans and tuples: all that its templates see.

In: nothing. Out: the records.
"""

from __future__ import annotations

from hexapla.diff.marking import Piece
from hexapla.diff.sides import Row
from hexapla.diff.words import Class
from hexapla.frozen import frozen


@frozen
class Span:
    """A part of a sentence; `is_code` where it is a word of the description."""

    text: str
    is_code: bool


Sentence = tuple[Span, ...]


@frozen(kw_only=True)
class Column:
    """What one description has (`side`: `old`, `new`); `note` is said where it has nothing to show."""

    side: str
    label: str
    place: str
    rows: tuple[Row, ...]
    has_rows: bool
    note: str


@frozen(kw_only=True)
class SymbolView:
    """A symbol of a package, its declarations with changed words marked."""

    target: str
    kind: str
    name: str
    is_breaking: bool
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    has_before: bool
    has_after: bool
    says: tuple[Sentence, ...]


@frozen(kw_only=True)
class AcceptedView:
    """Who expected a finding, why, and until when; what is not said is empty."""

    by: str
    reason: str
    until: str
    has_until: bool


@frozen(kw_only=True)
class EntryView:
    """A finding.

    Attributes:
        id: its fingerprint; a second finding of the same fingerprint has a number behind it.
        marks: the words by which the style sheet picks it: its class, its resources, whether it is accepted.
        is_alike: whether it means the same on the wire and to code.
        row_count: the rows of either column, as a number.
    """

    id: str
    fingerprint: str
    marks: str
    rule: str
    wire: str
    sdk: str
    is_alike: bool
    title: Sentence
    subject: Sentence
    has_subject: bool
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    has_values: bool
    has_before: bool
    has_after: bool
    why: tuple[Sentence, ...]
    reach: tuple[Sentence, ...]
    uses: tuple[str, ...]
    use_count: str
    has_uses: bool
    symbols: tuple[SymbolView, ...]
    symbol_count: str
    has_symbols: bool
    witness: Sentence
    has_witness: bool
    resources: str
    has_resources: bool
    columns: tuple[Column, Column]
    row_count: str
    has_excerpt: bool
    is_open: bool
    is_accepted: bool
    accepted: AcceptedView


@frozen(kw_only=True)
class SectionView:
    """The findings of a class.

    Attributes:
        marks: the words by which the style sheet picks it: its class, the resources of its findings.
        tally: how many there are, those apart that somebody accepted.
    """

    id: str
    marks: str
    label: str
    says: str
    count: str
    tally: str
    entries: tuple[EntryView, ...]


@frozen(kw_only=True)
class ResourceView:
    """A resource to filter by; `mark` is that of its findings."""

    mark: str
    name: str
    count: str


@frozen(kw_only=True)
class VersionView:
    """What is told of a version."""

    name: str
    text: str
    needs: str
    is_enough: bool
    is_forced: bool
    forced: Sentence
    by: str
    has_unless: bool
    unless: str


@frozen(kw_only=True)
class View:
    """The page."""

    title: str
    api: str
    old: str
    new: str
    verdict: Class
    verdict_says: str
    versions: tuple[VersionView, ...]
    sections: tuple[SectionView, ...]
    has_findings: bool
    resources: tuple[ResourceView, ...]
    has_resources: bool
    accepted_count: str
    has_accepted: bool
