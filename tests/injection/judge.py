"""Hostile text in many positions at once, until each of them is known to hold a literal or to refuse the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hexapla.finding import Finding, Severity
from hexapla.plan import Style

from .output import JUDGED, Files, Shape, differences, generated, plans, shape, sound
from .payloads import HARMLESS
from .positions import Edit, Line, Path, Position, Text, encoded, find

Form = Callable[[str], Text]
Positions = frozenset[Position]

NOWHERE: Final[Line] = ((), False)


@dataclass(frozen=True)
class Split:
    """Positions by what they make of a text.

    Attributes:
        taken: they take it, all at once.
        alone: each takes it where no other position has it.
        refused: it is a finding there.
    """

    taken: Positions
    alone: Positions
    refused: Positions


class Judge:
    """Judges positions of one description.

    A position takes a text where a client comes of it. That client has the shape of the one that a harmless text makes
    in the same positions; where harmless text is refused (a path that does not begin with `/`) it is the shape of the
    client of the description as it is.
    """

    def __init__(self, document: Mapping[str, Any], styles: Sequence[Style] = JUDGED) -> None:
        self._document = document
        self._styles = styles
        self._known: dict[tuple[Form, Positions], Split] = {}
        self._shapes: dict[tuple[Form, Positions], Shape] = {}

    def judge(self, every: Iterable[Position], form: Form, payload: str, *, thorough: bool = True) -> Split:
        """Return what the positions make of a text.

        Args:
            every: the positions.
            form: how the text is put there.
            payload: the text.
            thorough: whether also those are tried that refuse a harmless text: most of the time goes there.

        Raises:
            AssertionError: the text changed the client's shape, or what is printed acts on a terminal.
        """
        everything = frozenset(every)
        known = self.harmless(everything, form)
        plain, tried = known.taken, everything if thorough else known.taken | known.alone
        own = frozenset(one for one in tried if _has_own_syntax(self._document, one, payload))
        for one in own:
            files = self._made(frozenset((one,)), form, payload)
            if isinstance(files, Mapping):
                sound(files)
        first = self._split(plain - own, form, payload)
        others = self._split(tried - plain - own, form, payload)
        self._compare(first.taken, form, payload)
        alone = own
        for one in first.alone | others.alone | others.taken:
            # What others took together may be a name and what refers to it: one without the other is refused.
            if not self._faults(frozenset((one,)), form, payload):
                self._compare(frozenset((one,)), form, payload)
                alone |= {one}
        return Split(first.taken, alone, tried - first.taken - alone)

    def harmless(self, every: Positions, form: Form) -> Split:
        """Return what the positions make of a harmless text."""
        key = (form, every)
        if key not in self._known:
            self._known[key] = self._split(every, form, HARMLESS)
        return self._known[key]

    def _split(self, every: Iterable[Position], form: Form, payload: str) -> Split:
        taken, refused, unsure = set(every), set[Position](), set[Position]()
        while taken and (faults := self._faults(frozenset(taken), form, payload)):
            exact, near = blamed(taken, faults)
            if not exact and not near:
                near = self._searched(taken, form, payload)
            refused |= exact
            unsure |= near
            taken -= exact | near
        alone = {one for one in unsure if not self._faults(frozenset((one,)), form, payload)}
        return Split(frozenset(taken), frozenset(alone), frozenset(refused | unsure - alone))

    def _searched(self, some: set[Position], form: Form, payload: str) -> set[Position]:
        """Return the position without which those before it would not refuse the text."""
        order = sorted(some, key=str)
        good, bad = 0, len(order)
        while bad - good > 1:
            middle = (good + bad) // 2
            if self._faults(frozenset(order[:middle]), form, payload):
                bad = middle
            else:
                good = middle
        return {order[good]}

    def _faults(self, chosen: Positions, form: Form, payload: str) -> list[Line]:
        """Return where a text is refused; nothing where a client comes of it."""
        text, lines = self._edited(chosen, form, payload)
        found = plans(text, styles=self._styles)
        if not isinstance(found, tuple):
            return []
        return [lines.get(one.where.line, NOWHERE) if one.where else NOWHERE for one in found if _is_error(one)]

    def _compare(self, chosen: Positions, form: Form, payload: str) -> None:
        """Hold the client of a hostile text against that of a harmless one in some positions."""
        files = self._made(chosen, form, payload)
        assert isinstance(files, Mapping)
        key = (form, chosen)
        if key not in self._shapes:
            self._shapes[key] = shape(self._plain(chosen, form))
        if shape(files) != self._shapes[key]:
            raise AssertionError(differences(files, self._plain(chosen, form)))

    def _plain(self, chosen: Positions, form: Form) -> Files:
        files = self._made(chosen, form, HARMLESS)
        # Of several positions each takes harmless text; of one alone that is seen here.
        plain = files if isinstance(files, Mapping) or len(chosen) > 1 else self._made(frozenset(), form, "")
        assert isinstance(plain, Mapping), [one.message for one in plain]
        return plain

    def _made(self, chosen: Positions, form: Form, payload: str) -> Files | tuple[Finding, ...]:
        return generated(self._edited(chosen, form, payload)[0], styles=self._styles)

    def _edited(self, chosen: Positions, form: Form, payload: str) -> tuple[bytes, Mapping[int, Line]]:
        where = sorted(chosen, key=lambda one: (tuple(map(str, one.path)), one.kind))
        return encoded(Edit(self._document, where, form(payload)).made(), self._document)


def _has_own_syntax(document: Mapping[str, Any], position: Position, payload: str) -> bool:
    """Say whether a payload means something to who wrote the description: it makes an argument or a group more.

    A word in braces is an argument of `x-credentials`; the id of an operation without a tag names its group before a
    dot, and a path does so before a slash.
    """
    path = position.path
    if "x-credentials" in path:
        return bool(re.search(r"\{[A-Za-z_]\w*\}", payload))
    if path[-1:] == ("operationId",):
        return "." in payload and not find(document, path[:-1]).get("tags")
    if path[:1] == ("paths",) and len(path) == 2:
        operations = [one for one in find(document, path).values() if isinstance(one, dict)]
        return bool(re.search(r"[/.]", payload)) and any(not one.get("tags") for one in operations)
    return False


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def blamed(chosen: Iterable[Position], faults: list[Line]) -> tuple[set[Position], set[Position]]:
    """Return the positions that findings point at, else those that stand around or under what they point at."""
    lines = set(faults)
    exact = {one for one in chosen if (one.path, one.kind == "more") in lines}
    if exact:
        return exact, set()
    return set(), {one for path, _ in lines for one in _near(chosen, path)}


def _near(chosen: Iterable[Position], path: Path) -> set[Position]:
    """Return the positions that a finding at a path is most likely to come of."""
    # A security scheme that nobody serves is refused where an operation asks for it.
    named = ("components", "securitySchemes", *path[-1:])
    tries = (
        {one for one in chosen if one.kind == "text" and one.path[:-1] in (path, named)},
        {one for one in chosen if one.kind == "name" and one.path == path[: len(one.path)]},
        {one for one in chosen if one.kind == "text" and one.path[:-1] in (path[:-1], path[:-2])},
    )
    return next((some for some in tries if some), set())
