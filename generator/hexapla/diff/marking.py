"""Which words of a text changed: two texts in, both in pieces with whether each is marked out.

Texts may be of any length and made by anybody: what is compared is bounded, and where it is more than that, all that
lies between the first and the last difference is marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from hexapla.frozen import frozen

MOST_WORDS: Final = 40_000
"""Words of one text times those of the other: as many are compared."""

LONGEST: Final = 4_000
"""Characters of a text that are looked at."""

_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE: Final = 0.3
"""Texts of which less is the same have nothing to do with each other: pieces that happen to agree help nobody."""

Opcode = tuple[str, int, int, int, int]


@frozen
class Piece:
    """A piece of a text; `marked` where it changed."""

    text: str
    marked: bool = False


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two texts in pieces, those marked that the other has not."""
    if old == new:
        return _plain(old), _plain(new)
    words = _WORD.findall(old[:LONGEST]), _WORD.findall(new[:LONGEST])
    steps = opcodes(*words, most=MOST_WORDS)
    if _agreement(words[0], steps) < _ALIKE * min(_weight(words[0]), _weight(words[1])):
        return _whole(old[:LONGEST]), _whole(new[:LONGEST])
    left = _pieces(words[0], [(step[0], step[1], step[2]) for step in steps])
    right = _pieces(words[1], [(step[0], step[3], step[4]) for step in steps])
    return left, right


def opcodes(old: Sequence[str], new: Sequence[str], most: int) -> list[Opcode]:
    """Return the steps from one sequence to another, as difflib says them.

    What both have in front and behind is taken off first: most edits are small. Of what is left, `most` is the product
    of both lengths that is compared; more than that is one step.
    """
    front = _shared(old, new)
    back = _shared(old[front:][::-1], new[front:][::-1])
    a, b = old[front : len(old) - back], new[front : len(new) - back]
    found: list[Opcode] = [("equal", 0, front, 0, front)] if front else []
    if len(a) * len(b) > most:
        found.append(("replace", front, front + len(a), front, front + len(b)))
    elif a or b:
        steps = SequenceMatcher(_is_filling, a, b, autojunk=False).get_opcodes()
        found.extend((tag, front + i, front + j, front + k, front + m) for tag, i, j, k, m in steps)
    if back:
        found.append(("equal", len(old) - back, len(old), len(new) - back, len(new)))
    return found


def _is_filling(text: str) -> bool:
    """Say whether a text is brackets, commas and the like: that it is on both sides says nothing by itself."""
    return not any(map(str.isalnum, text))


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many items both begin with."""
    return next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _weight(words: Sequence[str]) -> int:
    return sum(len(word) for word in words if not word.isspace())


def _agreement(words: Sequence[str], steps: Sequence[Opcode]) -> int:
    """Return how much of a text is the same in the other; a single bracket or comma counts as little as it says."""
    return sum(_weight(words[step[1] : step[2]]) for step in steps if step[0] == "equal")


def _pieces(words: Sequence[str], parts: Sequence[tuple[str, int, int]]) -> tuple[Piece, ...]:
    """Return the words of one side as pieces; a gap between two marked words is marked with them."""
    flat = [Piece("".join(words[i:j]), tag != "equal") for tag, i, j in parts if j > i]
    ends = [False, *(piece.marked for piece in flat), False]
    bridged = [
        Piece(piece.text, piece.marked or (piece.text.isspace() and before and after))
        for piece, before, after in zip(flat, ends, ends[2:], strict=False)
    ]
    return _joined(bridged)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces, neighbours of one kind as one."""
    starts = [0, *(at for at, (a, b) in enumerate(pairwise(pieces), 1) if a.marked != b.marked), len(pieces)]
    runs = [pieces[a:b] for a, b in pairwise(starts) if b > a]
    return tuple(Piece("".join(piece.text for piece in run), run[0].marked) for run in runs)


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text[:LONGEST]),) if text else ()


def _whole(text: str) -> tuple[Piece, ...]:
    """Return a text as one marked piece, without the white space around it."""
    inner = text.strip()
    if not inner:
        return _plain(text)
    before, _, after = text.partition(inner)
    return tuple(piece for piece in (Piece(before), Piece(inner, True), Piece(after)) if piece.text)


def clipped(pieces: Sequence[Piece], most: int) -> tuple[Piece, ...]:
    """Return pieces of which little enough is left to be read: each marked piece keeps its beginning, others both ends.

    Args:
        pieces: of one line.
        most: about as many characters are left.
    """
    if sum(len(piece.text) for piece in pieces) <= most:
        return tuple(pieces)
    found: list[Piece] = []
    room = most
    for at, piece in enumerate(pieces):
        if room <= 0:
            return (*found, Piece("…"))
        share = min(max(most // 3, 16), max(room, 16))
        cut = _ended(piece.text, share) if piece.marked or at == 0 == len(pieces) - 1 else _middle(piece.text, share)
        found.append(Piece(cut, piece.marked))
        room -= len(cut)
    return tuple(found)


def _ended(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _middle(text: str, most: int) -> str:
    half = (most - 1) // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"
