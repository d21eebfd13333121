"""Which credentials will do: the rules of the constructor, over made-up schemes."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from .asked import Given

ALWAYS = ((),)


@pytest.fixture(scope="module")
def part(package: ModuleType) -> ModuleType:
    """Return the modules of credentials, as one."""
    found = ModuleType("part")
    for name in ("_credentials", "_choice"):
        vars(found).update(vars(importlib.import_module(f"{package.__name__}.{name}")))
    return found


def security(part: ModuleType, alternatives: tuple[tuple[str, ...], ...], **env: str) -> Given:
    """Return ways to fill the schemes `one`, `two` (a pair) and `both` (either of two)."""

    def way(scheme: str, *names: str) -> Given:
        def make(**given: str) -> Given:
            return part.Proof(headers={scheme: "+".join(given[name] for name in names)})

        return part.Way(scheme, names, make)

    ways = (way("one", "a"), way("two", "b", "c"), way("both", "d"), way("both", "e"))
    return part.Security(ways=ways, variables=env, default=alternatives, alternatives=alternatives)


def filled(part: ModuleType, asks: Given, given: dict[str, str], environment: dict[str, str]) -> dict[str, str]:
    """Return the header fields of the first alternative that is filled."""
    arguments = {**dict.fromkeys("abcde"), **given}
    chosen = part.choose(asks, arguments, environment)
    return dict(chosen.proof("a call", None).headers)


ONE_OR_TWO = (("one",), ("two",))
TOGETHER = (("one", "two"),)


@pytest.mark.parametrize(
    ("asks", "env", "given", "environment", "expected"),
    [
        (ONE_OR_TWO, {}, {"a": "1"}, {}, {"one": "1"}),
        (ONE_OR_TWO, {}, {"b": "1", "c": "2"}, {}, {"two": "1+2"}),
        (ONE_OR_TWO, {}, {"a": "0", "b": "1", "c": "2"}, {}, {"one": "0"}),
        (TOGETHER, {}, {"a": "0", "b": "1", "c": "2"}, {}, {"one": "0", "two": "1+2"}),
        # The environment stands in where nothing is given,
        (ONE_OR_TWO, {"a": "A"}, {}, {"A": "env"}, {"one": "env"}),
        (ONE_OR_TWO, {"b": "B", "c": "C"}, {}, {"B": "1", "C": "2"}, {"two": "1+2"}),
        # completes what is given,
        (TOGETHER, {"a": "A"}, {"b": "1", "c": "2"}, {"A": "env"}, {"one": "env", "two": "1+2"}),
        # and is never put before it.
        (ONE_OR_TWO, {"a": "A"}, {"b": "1", "c": "2"}, {"A": "env"}, {"two": "1+2"}),
        (ONE_OR_TWO, {"a": "A"}, {"a": "mine"}, {"A": "env"}, {"one": "mine"}),
        ((*ALWAYS, *ONE_OR_TWO), {}, {"a": "1"}, {}, {"one": "1"}),
        ((*ALWAYS, *ONE_OR_TWO), {}, {}, {}, {}),
        ((("both",),), {"d": "D", "e": "E"}, {}, {"E": "env"}, {"both": "env"}),
    ],
)
def test_what_will_do(
    part: ModuleType,
    asks: tuple[tuple[str, ...], ...],
    env: dict[str, str],
    given: dict[str, str],
    environment: dict[str, str],
    expected: dict[str, str],
) -> None:
    assert filled(part, security(part, asks, **env), given, environment) == expected


@pytest.mark.parametrize(
    ("asks", "env", "given", "environment", "said"),
    [
        (ONE_OR_TWO, {}, {}, {}, "no credentials: give a=; or b= and c="),
        (ONE_OR_TWO, {"a": "A"}, {}, {}, "no credentials: give a= (or the variable A); or b= and c="),
        (ONE_OR_TWO, {"a": "A"}, {}, {"A": ""}, "no credentials: give a= (or the variable A); or b= and c="),
        (ONE_OR_TWO, {}, {"b": "1"}, {}, "b= given, but c= missing"),
        (TOGETHER, {}, {"a": "1"}, {}, "a= given, which is not enough: give a= and b= and c="),
        ((*ALWAYS, *ONE_OR_TWO), {}, {"c": "1"}, {}, "c= given, but b= missing"),
        ((("both",),), {}, {"d": "1", "e": "2"}, {}, "d= and e= given, but they exclude each other: give d=; or e="),
        (ONE_OR_TWO, {}, {"a": ""}, {}, "a= is empty"),
    ],
)
def test_what_will_not_do(
    part: ModuleType,
    asks: tuple[tuple[str, ...], ...],
    env: dict[str, str],
    given: dict[str, str],
    environment: dict[str, str],
    said: str,
) -> None:
    with pytest.raises(part.CredentialsError) as caught:
        filled(part, security(part, asks, **env), given, environment)
    assert str(caught.value) == said


def test_no_security_at_all(part: ModuleType) -> None:
    assert filled(part, part.Security(), {}, {}) == {}
