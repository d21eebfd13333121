"""What a newer page asks of one node of the spec: the changes it is told by, a ready edit or what to decide.

In: nothing. Out: the records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_spec import Uses, Ways
from hexapla.docs.edits import Step, Way
from hexapla.docs.edits_text import EditError
from hexapla.docs.lock import Lock
from hexapla.finding import Finding, Location
from hexapla.frozen import frozen, replace
from hexapla.model import Api, Operation, Parameter
from hexapla.source import Node


class Names(Protocol):
    """What code calls things in the generated clients; docs knows no plan."""

    def method(self, operation: Operation) -> Sequence[str]:
        """Return the method of an operation, in each target."""

    def argument(self, operation: Operation, parameter: Parameter) -> Sequence[str]:
        """Return the argument of a parameter, in each target."""

    def attribute(self, schema: str, name: str) -> Sequence[str]:
        """Return the model of a schema and its attribute, in each target."""


Texts = Mapping[str, str]


@frozen(kw_only=True)
class Spec:
    """A spec as it stands.

    Attributes:
        texts: of its files, by path.
        roots: the nodes of these.
        load: returns the model of other texts, and what is wrong with them.
    """

    api: Api
    texts: Texts
    roots: Mapping[str, Node]
    load: Callable[[Texts], tuple[Api, Sequence[Finding]]]


@frozen
class Context:
    """All that an edit is found from: the spec, and the rows of all pages before and now."""

    api: Api
    ways: Ways
    old: Uses
    new: Uses
    old_lock: Lock
    new_lock: Lock

    @property
    def is_old(self) -> bool:
        """Say whether the spec is OpenAPI 3.0."""
        return self.api.openapi.startswith("3.0")

    def node(self, where: Location) -> Way:
        """Return the way to a node of the spec.

        Raises:
            EditError: it stands in several places, or was made of several.
        """
        return _found(self.ways.node(where))

    def member(self, where: Location) -> Way:
        """Return the way to a member of the spec.

        Raises:
            EditError: it stands in several places, or was made of several.
        """
        return _found(self.ways.member(where))


def _found(way: Way | None) -> Way:
    if way is None:
        raise EditError("the spec makes it of several parts: edit it by hand")
    return way


class UndecidedError(EditError):
    """Raised where somebody must decide between edits that are known."""

    def __init__(self, why: str, *options: str, choices: Sequence[Sequence[Step]] = ()) -> None:
        super().__init__(why, *options)
        self.choices = tuple(tuple(steps) for steps in choices)


def undecided(made: Entry, problem: EditError) -> Entry:
    """Return an entry with what to decide."""
    choices = problem.choices if isinstance(problem, UndecidedError) else ()
    return replace(made, decide=str(problem), options=problem.options, choices=choices)


@frozen(kw_only=True)
class Entry:
    """What became of one node.

    Attributes:
        spec: where it stands in the spec, or what it belongs into.
        nodes: the paths by which a review tells of it.
        steps: a ready edit.
        decide: what a person must decide; empty where nothing is to be decided.
        options: what there is to choose from.
        choices: the edits of the first options, empty for one that is not known.
        notes: what else is to be looked at.
        operation, parameter, schema, member: what code knows of it.
    """

    changes: tuple[Change, ...]
    spec: Location | None = None
    nodes: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    decide: str = ""
    options: tuple[str, ...] = ()
    choices: tuple[tuple[Step, ...], ...] = ()
    notes: tuple[str, ...] = ()
    operation: Operation | None = None
    parameter: Parameter | None = None
    schema: str = ""
    member: str = ""
