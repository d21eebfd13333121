"""The planned fake of an API: what a transport needs that plays the server in tests of a package's users.

Finished strings and booleans, as in `package`, which holds one of these. What a collection does is one text in JSON:
the runtime reads it, and no word of a spec decides about the shape of code.
"""

from __future__ import annotations

from hexapla.frozen import frozen
from hexapla.plan.calls import Lines


@frozen(kw_only=True)
class FakeAnswer:
    """A canned response: the status, the media type as a literal, the body as literals that are one text together."""

    status: str
    media_type: str
    body: Lines

    @property
    def is_long(self) -> bool:
        """Say whether the body takes more than one line."""
        return len(self.body) > 1


@frozen(kw_only=True)
class FakeRoute:
    """An operation as the server sees it.

    Attributes:
        id, method: as literals.
        path: the texts around the parameters, as literals; `parameters` their names on the wire, as literals.
        server: the address of an operation with a server of its own, as a literal; empty for the client's.
        asks: whether credentials must be sent.
        reads: whether a JSON body is read; `needs` whether one must be sent.
        answer: the documented success; `others` the same in other media types.
        missing: what is answered where the thing in the path does not exist.
    """

    id: str
    method: str
    path: Lines
    parameters: Lines
    server: str
    asks: bool
    reads: bool
    needs: bool
    answer: FakeAnswer
    others: tuple[FakeAnswer, ...]
    missing: FakeAnswer


@frozen(kw_only=True)
class FakeCollection:
    """Records that operations create, read and change.

    Attributes:
        attribute: what the fake calls it; `text` the same as a literal.
        rules: what the operations do, in JSON: literals that are one text together.
        where: the names of the parameters that tell which list of records is meant.
        roles: how many operations work on it.
    """

    attribute: str
    text: str
    rules: Lines
    where: Lines
    roles: int
    doc: Lines

    @property
    def is_long(self) -> bool:
        """Say whether the rules take more than one line."""
        return len(self.rules) > 1


@frozen(kw_only=True)
class FakeKeyword:
    """An argument of the fake's constructor: which things exist; `before` is the text before them in a path.

    `doc` tells of it behind its name, `said` without.
    """

    name: str
    before: str
    doc: Lines
    said: Lines


@frozen(kw_only=True)
class Fake:
    """Everything the templates see of the fake."""

    routes: tuple[FakeRoute, ...] = ()
    collections: tuple[FakeCollection, ...] = ()
    keywords: tuple[FakeKeyword, ...] = ()

    @property
    def shown(self) -> FakeCollection | None:
        """Return the collection that a README shows: the one that most can be done to, None where there is none."""
        return max(self.collections, key=lambda one: one.roles, default=None)
