"""Which credentials a caller gave, and whether they will do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ._credentials import Credentials, Proof, Security, Way
from .errors import CredentialsError


def choose(
    security: Security,
    given: Mapping[str, str | None],
    environment: Mapping[str, str],
) -> Credentials:
    """Return what the credentials of a caller prove.

    Args:
        security: The ways to authenticate.
        given: Every credential of the constructor; None where it was not given.
        environment: The variables of the process.

    Raises:
        CredentialsError: They are missing, incomplete or of more than one way.
    """
    values = {name: value for name, value in given.items() if value is not None}
    empty = [name for name, value in values.items() if not value]
    if empty:
        message = f"{empty[0]}= is empty"
        raise CredentialsError(message)
    chosen = _chosen(security, values)
    read = {name: environment.get(of, "") for name, of in security.variables.items()}
    ways = {**_read(security, read, chosen, any_=not values), **chosen}
    _check(security, values, ways)
    everything = {**dict.fromkeys(given, ""), **read, **values}
    return Credentials(
        security, {scheme: _proof(way, everything) for scheme, way in ways.items()}
    )


def _proof(way: Way, values: Mapping[str, str]) -> Proof:
    return way.make(**values)


def _chosen(security: Security, values: Mapping[str, str]) -> dict[str, Way]:
    """Return by scheme the way that the caller chose."""
    chosen: dict[str, Way] = {}
    for way in sorted(security.ways, key=lambda one: -len(one.arguments)):
        if values.keys() >= set(way.arguments):
            before = chosen.setdefault(way.scheme, way)
            if not set(way.arguments) <= set(before.arguments):
                raise CredentialsError(_exclusive(security, values))
    used = {
        name
        for way in chosen.values()
        for name in (*way.arguments, *way.optional)
        if name in values
    }
    for name in values:
        if name not in used:
            raise CredentialsError(_problem(security, values, chosen, name))
    return chosen


def _read(
    security: Security,
    read: Mapping[str, str],
    chosen: Mapping[str, Way],
    *,
    any_: bool,
) -> dict[str, Way]:
    """Return by scheme the way that the environment fills.

    What a caller gave counts alone; the environment completes it at most.
    """
    wanted = {
        scheme
        for alternative in security.alternatives
        for scheme in alternative
        if any_ or any(one in chosen for one in alternative)
    }
    found: dict[str, Way] = {}
    for way in security.ways:
        if way.scheme in wanted and all(read.get(name) for name in way.arguments):
            found.setdefault(way.scheme, way)
    return found


def _check(
    security: Security, values: Mapping[str, str], ways: Mapping[str, Way]
) -> None:
    """Refuse credentials with which no call could be made."""
    if any(
        all(scheme in ways for scheme in alternative)
        for alternative in security.alternatives
    ):
        return
    if not security.ways:
        return
    choices = security.told(security.alternatives)
    said = _listed(values)
    problem = f"{said} given, which is not enough" if values else "no credentials"
    message = f"{problem}: give {choices}"
    raise CredentialsError(message)


def _problem(
    security: Security, values: Mapping[str, str], chosen: Mapping[str, Way], left: str
) -> str:
    """Return what is wrong with an argument that fills nothing."""
    for way in security.ways:
        if way.scheme not in chosen and left in (*way.arguments, *way.optional):
            missing = [f"{name}=" for name in way.arguments if name not in values]
            return f"{left}= given, but {' and '.join(missing)} missing"
    return _exclusive(security, values)


def _exclusive(security: Security, values: Mapping[str, str]) -> str:
    choices = security.told(security.alternatives)
    return f"{_listed(values)} given, but they exclude each other: give {choices}"


def _listed(names: Iterable[str]) -> str:
    return " and ".join(f"{name}=" for name in names)
