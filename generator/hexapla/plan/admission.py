"""What a planned client is let in by: the arguments of its constructor that fill credentials and addresses.

Finished strings and booleans, as in `package`, which holds these.
"""

from __future__ import annotations

from hexapla.frozen import frozen
from hexapla.plan.calls import Lines


@frozen(kw_only=True)
class CredentialArgument:
    """A constructor argument that authenticates; `env` is the variable that may stand in for it, a literal or empty.

    `doc` begins with the name, `said` is the same without it; `key` is what the description calls it, a literal.
    """

    name: str
    text: str
    env: str
    doc: Lines
    said: Lines = ()
    key: str = ""


@frozen(kw_only=True)
class CredentialWay:
    """One way to fill a security scheme.

    Attributes:
        scheme: its name, as a literal.
        names, arguments: the arguments it takes, as names and as literals; `optional` those it takes besides.
        parameters: the names of all of them.
        env: tells for prose which variables stand in for the arguments; empty where none do.
        kind: what is made of them: basic, bearer, key or grant (a client that fetches its tokens).
        takes: what that is made of, as expressions.
    """

    scheme: str
    names: tuple[str, ...]
    arguments: tuple[str, ...]
    optional: tuple[str, ...]
    parameters: tuple[str, ...]
    env: str
    kind: str
    takes: tuple[str, ...]

    @property
    def extras(self) -> tuple[str, ...]:
        """Return the names of the arguments that it takes besides."""
        return self.parameters[len(self.names) :]


@frozen(kw_only=True)
class Security:
    """Alternatives of security schemes, as literals: what an operation asks for by default, and whatever any does."""

    default: tuple[tuple[str, ...], ...]
    alternatives: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class ServerArgument:
    """A constructor argument that fills a variable of an address; all but `name` and `doc` are literals.

    `values` lists what it may be; empty for anything. `doc` begins with the name, `said` is the same without it.
    """

    name: str
    text: str
    default: str
    values: tuple[str, ...]
    doc: Lines
    said: Lines = ()
