"""What a caller gave to the constructor to what proves, in a request, who asks."""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from .errors import CredentialsError

Alternative: TypeAlias = tuple[str, ...]
"""Security schemes that are asked for together."""


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What a token is fetched with."""

    client_id: str
    client_secret: str
    token_url: str
    scope: str = ""

    def __repr__(self) -> str:
        """Show where tokens come from."""
        return f"Grant({self.token_url})"


class Proof(msgspec.Struct, frozen=True):
    """What a request carries because of who asks."""

    headers: Mapping[str, str] = {}
    query: Mapping[str, str] = {}
    cookies: Mapping[str, str] = {}
    grants: Mapping[str, Grant] = {}
    """By security scheme; its token is fetched when it is needed."""

    def __repr__(self) -> str:
        """Show nothing: all of it is secret."""
        return "Proof()"

    def plus(self, other: Proof) -> Proof:
        """Return what both carry."""
        return Proof(
            headers={**self.headers, **other.headers},
            query={**self.query, **other.query},
            cookies={**self.cookies, **other.cookies},
            grants={**self.grants, **other.grants},
        )

    @property
    def secrets(self) -> frozenset[str]:
        """The names of header fields and query parameters that are secret."""
        return frozenset({*self.headers, *self.query})


NOTHING: Final = Proof()


class Way(msgspec.Struct, frozen=True):
    """One way to fill a security scheme."""

    scheme: str
    arguments: tuple[str, ...]
    """The arguments of the constructor that it takes."""
    make: Callable[..., Proof]
    """Takes every credential of the constructor by name; those not given are empty."""
    optional: tuple[str, ...] = ()
    """Arguments that it takes as well where they are given."""

    def told(self, variables: Mapping[str, str]) -> str:
        """Return how a caller can choose this way, for messages."""
        arguments = " and ".join(f"{name}=" for name in self.arguments)
        names = [variables[name] for name in self.arguments if name in variables]
        if len(names) < len(self.arguments):
            return arguments
        return f"{arguments} (or the variable {' and '.join(names)})"


class Security(msgspec.Struct, frozen=True, kw_only=True):
    """How callers of this API prove who they are."""

    ways: tuple[Way, ...] = ()
    variables: Mapping[str, str] = {}
    """By argument, the variable that stands in when nothing is given."""
    default: tuple[Alternative, ...] = ()
    """What an operation asks for that says nothing else."""
    alternatives: tuple[Alternative, ...] = ()
    """Whatever any operation asks for."""

    def told(self, wanted: Iterable[Alternative]) -> str:
        """Return what to give for one of several alternatives, for messages."""
        choices = [
            " and ".join(self._choice(scheme) for scheme in alternative)
            for alternative in wanted
            if alternative
        ]
        return "; or ".join(dict.fromkeys(choices))

    def _choice(self, scheme: str) -> str:
        ways = [way.told(self.variables) for way in self.ways if way.scheme == scheme]
        return "; or ".join(ways) or "what this client cannot give"


class Credentials:
    """The proofs that a caller's credentials make, by security scheme."""

    def __init__(self, security: Security, proofs: Mapping[str, Proof]) -> None:
        """Keep the proofs; nothing is fetched yet."""
        self._security = security
        self._proofs = proofs

    def __repr__(self) -> str:
        """Show which schemes are filled."""
        return f"Credentials({', '.join(self._proofs)})"

    @property
    def grants(self) -> Mapping[str, Grant]:
        """What tokens are fetched with, by security scheme."""
        found = (proof.grants.items() for proof in self._proofs.values())
        return {scheme: grant for grants in found for scheme, grant in grants}

    def proof(self, operation: str, own: Sequence[Alternative] | None) -> Proof:
        """Return what a request carries: the first alternative that is filled.

        Args:
            operation: What is called, for messages.
            own: The alternatives of the operation; None for those of the API.

        Raises:
            CredentialsError: None of them is filled.
        """
        wanted = self._security.default if own is None else own
        for alternative in wanted:
            if alternative and all(scheme in self._proofs for scheme in alternative):
                proof = NOTHING
                for scheme in alternative:
                    proof = proof.plus(self._proofs[scheme])
                return proof
        if wanted and all(wanted):
            message = (
                f"{operation} needs credentials: give {self._security.told(wanted)}"
            )
            raise CredentialsError(message)
        return NOTHING


def basic(username: str, password: str) -> Proof:
    """Return the proof of HTTP Basic authentication.

    Raises:
        CredentialsError: The user name holds a colon, which would end it.
    """
    if ":" in username:
        message = "a user name cannot hold a colon"
        raise CredentialsError(message)
    return Proof(headers={"Authorization": f"Basic {pair(username, password)}"})


def pair(username: str, password: str) -> str:
    """Return a user name and a password as HTTP Basic authentication spells them."""
    both = f"{username}:{password}".encode()
    return binascii.b2a_base64(both, newline=False).decode()


def bearer(argument: str, token: str) -> Proof:
    """Return the proof of a token.

    Raises:
        CredentialsError: It cannot stand in a header field.
    """
    return key(argument, "header", "Authorization", token, "Bearer ")


def key(argument: str, place: str, name: str, value: str, before: str = "") -> Proof:
    """Return the proof of a key in a header field, the query or a cookie.

    Raises:
        CredentialsError: It cannot stand there.
    """
    if place == "query":
        return Proof(query={name: value})
    if any(letter in value for letter in ";," if place == "cookie"):
        message = f"{argument}= holds what ends a cookie"
        raise CredentialsError(message)
    if place == "cookie":
        return Proof(cookies={name: _checked(argument, value)})
    return Proof(headers={name: before + _checked(argument, value)})


def grant(
    scheme: str,
    client_id: str,
    client_secret: str,
    scope: str,
    token_url: str,
    documented: str,
) -> Proof:
    """Return the proof of a client that fetches tokens for itself."""
    return Proof(
        grants={
            scheme: Grant(
                client_id=client_id,
                client_secret=client_secret,
                token_url=token_url or documented,
                scope=scope,
            )
        }
    )


def _checked(argument: str, value: str) -> str:
    """Return a value that may stand in a header field."""
    if not value.isascii() or not value.isprintable() or value != value.strip():
        message = f"{argument}= holds more than printable ASCII, or space around it"
        raise CredentialsError(message)
    return value
