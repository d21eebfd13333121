"""What a caller gave to the constructor to the header fields that authenticate."""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from .errors import CredentialsError


class Way(msgspec.Struct, frozen=True):
    """One way to authenticate: the arguments it takes, and what it makes of them."""

    arguments: tuple[str, ...]
    make: Callable[..., Mapping[str, str]]
    """Takes every credential of the constructor by name; those not given are empty."""

    def told(self, variables: Mapping[str, str]) -> str:
        """Return how a caller can choose this way, for messages."""
        arguments = " and ".join(f"{name}=" for name in self.arguments)
        names = [variables[name] for name in self.arguments if name in variables]
        if len(names) < len(self.arguments):
            return arguments
        return f"{arguments} (or the variable {' and '.join(names)})"


def basic(username: str, password: str) -> Mapping[str, str]:
    """Return the header field of HTTP Basic authentication.

    Raises:
        CredentialsError: The user name holds a colon, which would end it.
    """
    if ":" in username:
        message = "a user name cannot hold a colon"
        raise CredentialsError(message)
    pair = f"{username}:{password}".encode()
    token = binascii.b2a_base64(pair, newline=False).decode()
    return {"Authorization": f"Basic {token}"}


def choose(
    ways: Sequence[Way],
    given: Mapping[str, str | None],
    variables: Mapping[str, str],
    environment: Mapping[str, str],
) -> Mapping[str, str]:
    """Return the header fields of the way that a caller chose.

    Args:
        ways: The ways to authenticate.
        given: Every credential of the constructor; None where it was not given.
        variables: By argument, the variable that stands in when nothing is given.
        environment: The variables of the process.

    Raises:
        CredentialsError: They are missing, incomplete or of more than one way.
    """
    if not ways:
        return {}
    values = {name: value for name, value in given.items() if value is not None}
    empty = [name for name, value in values.items() if not value]
    if empty:
        message = f"{empty[0]}= is empty"
        raise CredentialsError(message)
    if not values:
        return _read(ways, given, variables, environment)
    for way in ways:
        if values.keys() == set(way.arguments):
            return way.make(**{**dict.fromkeys(given, ""), **values})
    raise CredentialsError(_problem(ways, values, variables))


def _read(
    ways: Sequence[Way],
    given: Iterable[str],
    variables: Mapping[str, str],
    environment: Mapping[str, str],
) -> Mapping[str, str]:
    read = {name: environment.get(variables[name], "") for name in variables}
    for way in ways:
        if all(read.get(name) for name in way.arguments):
            return way.make(**{**dict.fromkeys(given, ""), **read})
    choices = "; or ".join(way.told(variables) for way in ways)
    message = f"no credentials: give {choices}"
    raise CredentialsError(message)


def _problem(
    ways: Sequence[Way], values: Mapping[str, str], variables: Mapping[str, str]
) -> str:
    given = " and ".join(f"{name}=" for name in values)
    for way in ways:
        missing = [f"{name}=" for name in way.arguments if name not in values]
        if len(missing) + len(values) == len(way.arguments):
            return f"{given} given, but {' and '.join(missing)} missing"
    choices = "; or ".join(way.told(variables) for way in ways)
    return f"{given} given, but they exclude each other: give {choices}"
