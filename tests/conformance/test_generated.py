"""Cases that hypothesis makes, through the same drivers and the same server as the vectors.

HEXAPLA_EXAMPLES says how many of them are made over all; `make soak` makes 10,000, and other ones every time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Final, TypeVar, cast

from hexapla.finding import Location
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.client import strategies
from tests.client.arguments import Givens, arguments
from tests.client.jsontext import Speller, parse
from tests.client.spec import JSON, Operation, Schema, kinds, operation, operations, present

from .breaking import Broken, broken, news
from .conftest import Drivers
from .driving import Target, run
from .encoding import body_of, path_of, query_of, with_numbers_first
from .stage import Stage
from .vector import LEFT_OUT, Exchange, Expect, LeftOut, Reply, Vector, Wanted

T = TypeVar("T")
Test = TypeVar("Test", bound=Callable[..., None])

GIVEN: Final = "HEXAPLA_EXAMPLES" in os.environ
EXAMPLES: Final = int(os.environ.get("HEXAPLA_EXAMPLES", "200"))
ANSWERING: Final = [one for one in operations() if one.result is not None]
# Operations with a query are few, and have most of what can go wrong.
CALLED: Final = [*operations(), *(one for one in operations() if one.of("query") for _ in range(3))]
TYPED: Final = [one for one in ANSWERING if kinds(present(one.result or {})[1]) & {"object", "array"}]


def part(of_ten: int) -> Callable[[Test], Test]:
    """Return the settings of a property that has so many tenths of all examples."""
    found = settings(
        max_examples=max(EXAMPLES * of_ten // 10, 1),
        deadline=None,
        derandomize=not GIVEN,
        database=None,
        phases=tuple(Phase) if GIVEN else (Phase.explicit, Phase.generate),
        # The drivers are the same for all examples, and meant to be.
        suppress_health_check=[
            *(HealthCheck.too_slow, HealthCheck.data_too_large),
            *(HealthCheck.function_scoped_fixture, HealthCheck.differing_executors),
        ],
    )
    return cast("Callable[[Test], Test]", found)


def vector(one: Operation, arguments: dict[str, JSON], request: Wanted, body: str, expect: Expect) -> Vector:
    """Return a vector of one exchange."""
    return Vector(
        id="generated",
        category="generated",
        where=Location("generated", 0),
        documentation="",
        operation=one.id,
        arguments=arguments,
        options={},
        client={},
        pages=1 if one.is_paged else None,
        exchanges=(Exchange(request, Reply(one.status, (), body.encode()), None),),
        expect=expect,
    )


def plain(one: Operation) -> dict[str, JSON]:
    """Return the arguments that must be given, as the examples of the description have them."""
    steps: dict[str, JSON] = {"replace": {"active": True}} if one.body == "patch" else {}
    needed = {each.wire or each.name: each.example for each in one.arguments if each.required or each.place == "path"}
    return {**needed, **steps}


def key(one: Operation, name: str) -> str:
    """Return what the suite calls an argument; what makes a patch is called so everywhere."""
    return next((each.wire or each.name for each in one.arguments if each.name == name), name)


def answered(one: Operation, text: str, expect: Expect) -> Vector:
    """Return a call with plain arguments, answered by a text."""
    given = plain(one)
    path = path_of(one, given)
    return vector(one, given, Wanted(one.method, path, (), {}, LEFT_OUT), text, expect)


def any_of(
    some: list[Operation], what: Callable[[Operation], st.SearchStrategy[T]]
) -> st.SearchStrategy[tuple[str, T]]:
    """Return one of some operations by its id, with something that is made for it."""
    return st.sampled_from(some).flatmap(lambda one: st.tuples(st.just(one.id), what(one)))


def broken_bodies(one: Operation) -> st.SearchStrategy[Broken]:
    """Return answers with wrong values in them."""
    schema = cast("Schema", one.result)
    return broken(schema, strategies.present_shapes(schema))


def play(one: Vector, target: Target, drivers: Drivers, stage: Stage) -> None:
    """Assert that a vector holds in every mode."""
    for mode in target.modes:
        problems = run(one, mode, drivers(target, mode), stage)
        assert not problems, f"{mode}:\n" + "\n".join(problems)


def test_a_conforming_answer_loses_nothing(target: Target, drivers: Drivers, stage: Stage) -> None:
    @part(4)
    @given(any_of(ANSWERING, strategies.bodies))
    def check(case: tuple[str, str]) -> None:
        one, text = operation(case[0]), case[1]
        new = tuple(news(cast("Schema", one.result), parse(text)))
        play(answered(one, text, Expect(dump="same", news=new)), target, drivers, stage)

    check()


def test_a_broken_answer_deviates_where_it_is_broken_and_loses_nothing(
    target: Target, drivers: Drivers, stage: Stage
) -> None:
    @part(3)
    @given(any_of(TYPED, broken_bodies), st.integers(0, 2**16))
    def check(case: tuple[str, Broken], seed: int) -> None:
        one, body = operation(case[0]), case[1]
        text = Speller(seed).text(body.shape)
        new = tuple(news(cast("Schema", one.result), parse(text)))
        expect = Expect(dump="same", news=new, deviations=body.deviations)
        play(answered(one, text, expect), target, drivers, stage)

    check()


def test_arguments_arrive_as_they_are_given(target: Target, drivers: Drivers, stage: Stage) -> None:
    @part(3)
    @given(any_of(CALLED, arguments))
    def check(case: tuple[str, Givens]) -> None:
        one, givens = operation(case[0]), case[1]
        given = {key(one, name): value.plain for name, value in givens.items()}
        text = "" if one.result is None else json.dumps(one.example)
        body = body_of(one, with_numbers_first(given) if target.spelling.has_numbers_first else given)
        nothing = None if isinstance(body, LeftOut) else LEFT_OUT
        wanted = Wanted(one.method, path_of(one, given), query_of(one, given), {}, nothing, body)
        play(vector(one, given, wanted, text, Expect(dump="same")), target, drivers, stage)

    check()


def test_steps_go_out_in_the_order_that_the_language_knows(target: Target, drivers: Drivers, stage: Stage) -> None:
    one = operation("projects.patch_many")
    steps: JSON = {"b": 1, "10": 2, "": 3, "9": 4, "01": 5, "4294967294": 6, "4294967295": 7, "-1": 8}
    given: dict[str, JSON] = {"workspace_id": 1, "project_ids": [2], "replace": steps}
    body = body_of(one, with_numbers_first(given) if target.spelling.has_numbers_first else given)
    assert isinstance(body, list)
    paths = ["/9", "/10", "/4294967294", "/b", "/", "/01", "/4294967295", "/-1"]
    assert not target.spelling.has_numbers_first or [cast("dict[str, str]", step)["path"] for step in body] == paths
    path = path_of(one, {"workspace_id": 1, "project_id": [2]})
    wanted = Wanted(one.method, path, (), {}, LEFT_OUT, body)
    play(vector(one, given, wanted, '{"success": [2], "failure": []}', Expect(dump="same")), target, drivers, stage)
