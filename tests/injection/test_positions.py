"""Every position of a description takes every hostile text as a literal, or refuses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

import pytest
from hexapla.plan import Style
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import SPECS, described, judged
from .judge import Form, Judge
from .output import ON_TOP, generated, shape, sound
from .payloads import HARMLESS, PAYLOADS, SURROGATE, TEXT
from .positions import Edit, Position, alone, around, encoded, inside, positions

COUNTS: Final = {
    "pets": {"text": 236, "name": 106, "more": 126},
    "harbor": {"text": 1977, "name": 902, "more": 1112},
}
"""How many positions there are: who adds one sees that it is tested, and who loses one too."""

PROSE: Final = {"title", "summary", "description"}
BRACES: Final = tuple(payload for payload in PAYLOADS if "{" in payload or "}" in payload)
OTHERS: Final = tuple(payload for payload in PAYLOADS if payload not in BRACES)
COCKTAILS: Final = ("".join(BRACES), *("".join(OTHERS[start::3]) for start in range(3)))
"""Several at once, since Harbor is large; a brace is refused in so many places that braces have one of their own."""

PARTS: Final = 8
"""Into how many parts the positions of Harbor are divided."""


def prose(every: tuple[Position, ...]) -> set[Position]:
    """Return the positions of text for people: they take anything."""
    return {one for one in every if one.kind == "text" and one.path[-1] in PROSE and "example" not in one.path}


def test_how_many_positions_there_are(spec: str) -> None:
    assert Counter(one.kind for one in judged(spec)[1]) == COUNTS[spec]


def test_every_string_is_a_position(spec: str) -> None:
    """Counted a second way: all strings, and all keys of all objects that are no keyword's."""

    def strings(node: object) -> int:
        if isinstance(node, dict):
            return sum(map(strings, node.values()))
        return sum(map(strings, node)) if isinstance(node, list) else isinstance(node, str)

    every = judged(spec)[1]
    assert len(set(every)) == len(every)
    assert strings(described(spec)) == sum(one.kind == "text" for one in every)
    keywords = {str(one.path[-1]) for one in every if one.kind == "text" and isinstance(one.path[-1], str)}
    assert {"description", "operationId", "$ref", "url", "type", "pattern"} & keywords


@pytest.mark.parametrize("number", range(len(PAYLOADS)), ids=[ascii(payload)[:30] for payload in PAYLOADS])
def test_every_position_of_a_small_description(number: int) -> None:
    """An eighth of the payloads is tried where harmless text is refused, too."""
    hold("pets", around, PAYLOADS[number], thorough=number % 8 == 0)


@pytest.mark.parametrize("number", range(8))
def test_every_position_of_a_small_description_goes_on_in_hostility(number: int) -> None:
    hold("pets", inside, "".join(PAYLOADS[number::8]), thorough=number % 4 == 0)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_position_of_the_whole_vocabulary(part: int) -> None:
    """In parts: what harmless text does is found out once in each, and processes look at them side by side."""
    for number, cocktail in enumerate(COCKTAILS):
        hold("harbor", around, cocktail, thorough=number == 1, part=slice(part, None, PARTS))


@pytest.mark.parametrize("payload", COCKTAILS, ids=["braces", "others", "more", "most"])
@pytest.mark.parametrize("style", ON_TOP, ids=lambda style: style.name)
def test_every_position_of_a_style_on_top_of_another(style: Style, payload: str) -> None:
    every = judged("pets")[1]
    found = Judge(described("pets"), [style]).judge(every, around, payload, thorough=False)
    assert prose(every) <= found.taken | found.alone


def hold(name: str, form: Form, payload: str, *, thorough: bool, part: slice = slice(None)) -> None:
    """Judge the positions of a description, or a part of them, and see that none was left out."""
    judge, every = judged(name)
    every = every[part]
    found = judge.judge(every, form, payload, thorough=thorough)
    known = judge.harmless(frozenset(every), form)
    assert found.taken | found.alone | found.refused == (set(every) if thorough else known.taken | known.alone)
    assert prose(every) <= found.taken | found.alone


def test_every_text_of_the_whole_vocabulary_goes_on_in_hostility() -> None:
    judge, every = judged("harbor")
    texts = [one for one in every if one.kind == "text"]
    found = judge.judge(texts, inside, "".join(OTHERS), thorough=False)
    assert len(found.taken) > 0.5 * len(texts)
    assert prose(every) <= found.taken | found.alone


_WORDS: Final = {"$ref", "in", "scheme", "style", "page", "size"}
NEVER: Final = {
    "pets": _WORDS | {"type"},
    "harbor": _WORDS | {"cursor", "items", "mapping", "next", "next_header"},
}
"""Texts that are words of OpenAPI or names of something else: any other text is refused."""


def test_what_refuses_a_harmless_text(spec: str) -> None:
    """Text that is for people or for the wire is taken: else nothing above would have been looked at."""
    judge, every = judged(spec)
    found = judge.harmless(frozenset(one for one in every if one.kind == "text"), inside)
    held, refused = ({one.slot for one in some} for some in (found.taken | found.alone, found.refused))
    assert refused - held == NEVER[spec]


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_payload_and_nothing_else(data: st.DataObject) -> None:
    """A name that is empty, a keyword or a device: here the shape may differ, since two things may become one."""
    name = data.draw(st.sampled_from(sorted(SPECS)))
    some = data.draw(st.lists(st.sampled_from(judged(name)[1]), min_size=1, max_size=3, unique=True))
    payload = data.draw(st.sampled_from(PAYLOADS))
    files = generated(encoded(Edit(described(name), some, alone(payload)).made(), described(name))[0])
    if isinstance(files, Mapping):
        sound(files)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_mixes(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SPECS)))
    document = described(name)
    some = data.draw(st.lists(st.sampled_from(judged(name)[1]), min_size=1, max_size=30, unique=True))
    texts = data.draw(st.lists(TEXT, min_size=1, max_size=5))
    hostile = Edit(document, some, lambda number, old: f"{texts[number % len(texts)]}n{number}{texts[0]}").made()
    files = generated(encoded(hostile, document)[0])
    if isinstance(files, Mapping):
        sound(files)
        plain = generated(encoded(Edit(document, some, around(HARMLESS)).made(), document)[0])
        placeholders = any("{" in text for text in texts)
        if isinstance(plain, Mapping) and not placeholders:
            assert shape(files) == shape(plain)


def test_half_a_character_is_refused(spec: str) -> None:
    document, every = described(spec), judged(spec)[1]
    for one in every[:: len(every) // 20]:
        found = generated(encoded(Edit(document, [one], around(SURROGATE)).made(), document)[0])
        assert not isinstance(found, Mapping), one


def test_names_are_changed_with_what_refers_to_them() -> None:
    """The tests above would be empty if every changed name were refused as dangling."""
    document = {
        "paths": {"/a/{b}": {"get": {"parameters": [{"name": "b", "in": "path"}], "security": [{"key": ["s"]}]}}},
        "components": {
            "schemas": {"A": {"properties": {"b": {"$ref": "#/components/schemas/A"}}, "required": ["b"]}},
            "securitySchemes": {"key": {"type": "oauth2", "flows": {"x": {"scopes": {"s": "S"}}}}},
        },
        "servers": [{"url": "https://{v}", "variables": {"v": {"default": "d"}}}],
    }
    names = [one for one in positions(document) if one.kind == "name" or one.path[-1:] == ("name",)]
    made = Edit(document, names, lambda number, old: f"~{old}/").made()
    schema = made["components"]["schemas"]["~A/"]
    assert schema == {"properties": {"~b/": {"$ref": "#/components/schemas/~0A~1"}}, "required": ["~b/"]}
    (template,) = made["paths"]
    assert template == "~/a/{~b/}/"
    assert made["paths"][template]["get"]["security"] == [{"~key/": ["~s/"]}]
    assert made["servers"] == [{"url": "https://{~v/}", "variables": {"~v/": {"default": "d"}}}]
