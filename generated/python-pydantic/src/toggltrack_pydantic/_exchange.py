"""What goes over the wire and comes back, as plain data without secrets in its repr."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote

import msgspec

MASK: Final = "***"
"""Stands for a secret."""
# A field with one of these in its name is taken for a secret: better one too many.
_SECRET: Final = ("auth", "cookie", "key", "password", "secret", "session", "token")


@functools.lru_cache(maxsize=256)
def is_secret(name: str) -> bool:
    """Tell whether something of this name, in lower case, is taken for a secret."""
    return any(word in name for word in _SECRET)


def is_success(status: int) -> bool:
    """Tell whether a status is one of success."""
    return 200 <= status < 300


class Headers(Mapping[str, str]):
    """Header fields by name, in any case; a field sent twice is joined by a comma."""

    __slots__ = ("_found", "_pairs", "_secrets")

    def __init__(
        self, pairs: Iterable[tuple[str, str]] = (), secrets: Iterable[str] = ()
    ) -> None:
        """Keep the pairs in the order given.

        Args:
            pairs: Names and values.
            secrets: Names of fields that are secret whatever they are called.
        """
        self._pairs = tuple(pairs)
        self._secrets = frozenset(name.lower() for name in secrets)
        self._found: dict[str, str] | None = None

    @property
    def _values(self) -> dict[str, str]:
        # Made when it is first asked for: most header fields nobody looks at.
        found = self._found
        if found is None:
            found = dict[str, str]()
            for name, value in self._pairs:
                key = name.lower()
                known = found.get(key)
                found[key] = value if known is None else f"{known}, {value}"
            self._found = found
        return found

    def __getitem__(self, name: str) -> str:
        """Return the value of a field; raise KeyError when there is none."""
        return self._values[name.lower()]

    def __contains__(self, name: object) -> bool:
        """Tell whether there is such a field."""
        return isinstance(name, str) and name.lower() in self._values

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in lower case, each once."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return the number of different names."""
        return len(self._values)

    def __repr__(self) -> str:
        """Show the fields with secret values masked."""
        return f"Headers({list(self.masked().pairs)!r})"

    def __reduce__(self) -> tuple[type[Headers], tuple[object, ...]]:
        """Copy and pickle as what it was made of."""
        return Headers, (self._pairs, self._secrets)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The fields as they were sent: order, case and repetition kept."""
        return self._pairs

    def masked(self) -> Headers:
        """Return a copy in which the values of secret fields are masked."""
        return Headers(
            (
                (name, MASK if self._is_secret(name.lower()) else value)
                for name, value in self._pairs
            ),
            self._secrets,
        )

    def _is_secret(self, name: str) -> bool:
        return name in self._secrets or is_secret(name)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """An HTTP request: what a transport sends and what an error or reply refers to.

    In errors and replies every secret is masked; only a transport sees it.

    Attributes:
        secrets: Names of header fields and query parameters that authenticate.
        grant: The security scheme whose token is still to be fetched and put in.
    """

    method: str
    url: str
    headers: Headers
    body: bytes | None = None
    secrets: frozenset[str] = frozenset()
    grant: str = ""

    def masked(self) -> Request:
        """Return this request without its secrets."""
        return Request(
            method=self.method,
            url=self._shown(),
            headers=self.headers.masked(),
            body=self.body,
            secrets=self.secrets,
            grant=self.grant,
        )

    def _shown(self) -> str:
        """Return the address, the values of secret parameters masked."""
        address, mark, query = self.url.partition("?")
        if not self.secrets:
            return self.url
        shown: list[str] = []
        for piece in query.split("&"):
            name = piece.partition("=")[0]
            is_known = unquote(name) in self.secrets
            shown.append(f"{name}={MASK}" if is_known else piece)
        return f"{address}{mark}{'&'.join(shown)}"

    def __str__(self) -> str:
        """Return method and address, for messages."""
        return f"{self.method} {self._shown()}"

    def __repr__(self) -> str:
        """Show method and address: header fields and body may hold secrets."""
        return f"Request({self})"


class RawReply(msgspec.Struct, frozen=True):
    """What a transport hands back: the status, the header fields and the whole body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def __repr__(self) -> str:
        """Show the status and the size: header fields and body may hold secrets."""
        return f"RawReply({self.status}, {len(self.body)} bytes)"


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One request of a call: a call that is tried again consists of several.

    Attributes:
        status: The status of the answer; None where none came.
        problem: What went wrong where no answer came; empty where one did.
        seconds: How long it took.
        waited: How long was waited before it.
    """

    status: int | None = None
    problem: str = ""
    seconds: float
    waited: float


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A response as it came: status, header fields, body, and what was asked.

    Attributes:
        attempts: The requests of the call; the last of them got this response.
    """

    status: int
    headers: Headers
    body: bytes
    request: Request
    attempts: tuple[Attempt, ...] = ()

    def __repr__(self) -> str:
        """Show the status and the size: header fields and body may hold secrets."""
        return f"Reply({self.status}, {len(self.body)} bytes, {self.request!r})"
