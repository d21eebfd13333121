"""Old and new side by side: the lines of both excerpts in rows that face each other, changed words marked.

In: two excerpts. Out: rows of plain text in pieces, no more than a reader takes in: what is the same is left out but
for a line around what is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final, Literal

from hexapla.diff.brackets import Line
from hexapla.diff.excerpt import Excerpt
from hexapla.diff.marking import Piece, clipped, marked, opcodes
from hexapla.finding import printable
from hexapla.frozen import frozen, replace

ROWS: Final = 14
"""Rows that are shown of an edit."""

CHARACTERS: Final = 240
"""Characters that are shown of a line."""

_COMPARED: Final = 40_000
"""Lines of one excerpt times those of the other: as many are compared."""

_UNCHANGED: Final = 4
"""Lines that are shown where none of them changed: the edit lies elsewhere, in what they refer to."""

_BRIDGED: Final = 2
"""Lines that are the same and shown all the same: to say that they are left out would take as much room."""

Kind = Literal["same", "changed", "gap", "none"]
"""What a row of a side is: a line that both have, one that changed, lines left out, nothing that faces the other."""


@frozen
class Row:
    """A row of one side; `number` is that of the line, empty where it has none."""

    kind: Kind
    number: str = ""
    pieces: tuple[Piece, ...] = ()


_NONE: Final = Row("none")


@frozen
class _Facing:
    """Two lines that face each other, not yet laid out; of a gap, how many lines are left out as their numbers."""

    kind: Kind
    old: Line | None
    new: Line | None


def side_by_side(old: Excerpt, new: Excerpt, most: int = ROWS) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows of both sides, as many on each; a side without any line has none."""
    old, new = _dedented(old), _dedented(new)
    facing = _facing(old, new)
    facing = [*facing[:most], _left(facing[most:])] if len(facing) > most + 1 else facing
    rows = [_rows(one) for one in facing]
    left, right = tuple(row for row, _ in rows), tuple(row for _, row in rows)
    return left if old.lines else (), right if new.lines else ()


def _facing(old: Excerpt, new: Excerpt) -> list[_Facing]:
    if 0 <= old.depth < new.depth and old.lines:
        return [_Facing("same", old.lines[0], None), *_alone((), new.lines)]
    if 0 <= new.depth < old.depth and new.lines:
        return [_Facing("same", None, new.lines[0]), *_alone(old.lines, ())]
    if not old.lines or not new.lines:
        return _alone(old.lines, new.lines)
    texts = [line.text for line in old.lines], [line.text for line in new.lines]
    found: list[_Facing] = []
    for tag, i, j, k, m in opcodes(*texts, most=_COMPARED):
        kind: Kind = "same" if tag == "equal" else "changed"
        pairs = zip_longest(old.lines[i:j], new.lines[k:m])
        found.extend(_Facing(kind, a, b) for a, b in pairs)
    return _around(found)


def _alone(old: Sequence[Line], new: Sequence[Line]) -> list[_Facing]:
    """Return what one side has and the other has not."""
    return [_Facing("changed", a, b) for a, b in zip_longest(old, new)]


def _around(facing: Sequence[_Facing]) -> list[_Facing]:
    """Return lines without what is the same, but for the first one and a line around each that is not."""
    changed = [at for at, one in enumerate(facing) if one.kind != "same"]
    if not changed:
        return [*facing[:_UNCHANGED], _left(facing[_UNCHANGED:])] if len(facing) > _UNCHANGED + 1 else list(facing)
    kept = {0, *(at + step for at in changed for step in (-1, 0, 1) if 0 <= at + step < len(facing))}
    found: list[_Facing] = []
    start = 0
    for at in [*sorted(kept), len(facing)]:
        left = facing[start:at]
        found.extend(left if len(left) <= _BRIDGED else [_left(left)])
        found.extend(facing[at : at + 1])
        start = at + 1
    return found


def _left(facing: Sequence[_Facing]) -> _Facing:
    """Return what stands for lines that are left out."""
    sides = [(one.old for one in facing), (one.new for one in facing)]
    kinds = [one.kind for one in facing]
    old, new = (
        Line(sum(line.number if kind == "gap" else 1 for line, kind in zip(side, kinds, strict=True) if line), "")
        for side in sides
    )
    return _Facing("gap", old, new)


def _rows(facing: _Facing) -> tuple[Row, Row]:
    old, new = facing.old, facing.new
    if facing.kind == "gap":
        return _gap(old), _gap(new)
    texts = [None if line is None else _shown(line.text) for line in (old, new)]
    pieces: Sequence[Sequence[Piece]]
    if facing.kind == "changed" and texts[0] is not None and texts[1] is not None:
        pieces = marked(texts[0], texts[1])
    else:
        pieces = [(Piece(text or ""),) for text in texts]
    left, right = (
        _NONE if line is None else Row(facing.kind, _number(line), clipped(of, CHARACTERS))
        for line, of in zip((old, new), pieces, strict=True)
    )
    return left, right


def _gap(lines: Line | None) -> Row:
    count = lines.number if lines else 0
    return Row("gap", "", (Piece(f"{count} {'line' if count == 1 else 'lines'}"),)) if count else _NONE


def _number(line: Line) -> str:
    return str(line.number) if line.number else ""


def _shown(text: str) -> str:
    """Return a line as it is shown: nothing in it acts, and what indents it is spaces."""
    bare = text.lstrip(" \t")
    margin = text[: len(text) - len(bare)].replace("\t", "  ")
    return margin + printable(bare.rstrip())


def _dedented(of: Excerpt) -> Excerpt:
    """Return an excerpt without the white space that all of its lines begin with, and without empty lines."""
    lines = [line for line in of.lines if line.text.strip()]
    margin = min((len(line.text) - len(line.text.lstrip(" \t")) for line in lines), default=0)
    return replace(of, lines=tuple(Line(line.number, line.text[margin:]) for line in lines))
