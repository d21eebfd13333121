"""Words of wire names, and the casings made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hexapla.names import camel, kebab, pascal, shouty, snake, words
from hypothesis import example, given
from hypothesis import strategies as st

ASCII = st.text(alphabet=st.characters(max_codepoint=127))
LETTERS = st.text(alphabet=st.characters(categories=["Lo"]), min_size=1, max_size=6).filter(
    lambda text: unicodedata.normalize("NFKD", text) == text
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("labor_cost", "labor_cost"),
        ("laborCost", "labor_cost"),
        ("LaborCost", "labor_cost"),
        ("LABOR_COST", "labor_cost"),
        ("labor-cost", "labor_cost"),
        ("labor cost", "labor_cost"),
        ("labor.cost", "labor_cost"),
        ("teDeletionMode", "te_deletion_mode"),
        ("X-Request-Id", "x_request_id"),
        ("HTTPServer", "http_server"),
        ("userID", "user_id"),
        ("userIDs", "user_ids"),
        ("IDs", "ids"),
        ("APIs", "apis"),
        ("sha256", "sha256"),
        ("UTF8", "utf8"),
        ("2fa_enabled", "2fa_enabled"),
        ("2FA", "2fa"),
        ("3DModel", "3d_model"),
        ("project_user_ids[]", "project_user_ids"),
        ("filter[name]", "filter_name"),
        ("$ref", "ref"),
        ("__x__", "x"),
        ("café", "cafe"),
        ("Ångström", "angstrom"),
        ("ﬁne", "fine"),
        ("中", "u4e2d"),
        ("中文", "u4e2d_u6587"),
        ("a中b", "a_u4e2d_b"),
        ("ß", "udf"),
        ("🙂", ""),
        ("", ""),
        ("../..", ""),
        ("a\nb\x00c", "a_b_c"),
    ],
)
def test_snake(name: str, expected: str) -> None:
    assert snake(name) == expected


@pytest.mark.parametrize(
    ("casing", "expected"),
    [(snake, "a_bc_2d"), (kebab, "a-bc-2d"), (shouty, "A_BC_2D"), (camel, "aBc2d"), (pascal, "ABc2d")],
)
def test_casings(casing: Callable[[str], str], expected: str) -> None:
    assert casing("a Bc 2d") == expected
    assert casing("") == ""


@given(st.text())
def test_words_are_lower_case_ascii(name: str) -> None:
    for word in words(name):
        assert re.fullmatch("[a-z0-9]+", word)


@given(st.text())
@example("_u1a_")
@example("中")
@example("2FA")
def test_snake_kebab_and_shouty_names_stay_what_they_are(name: str) -> None:
    assert snake(snake(name)) == snake(name)
    assert kebab(kebab(name)) == kebab(name)
    assert shouty(shouty(name)) == shouty(name)
    assert snake(shouty(name)) == snake(kebab(name)) == snake(name)


@given(ASCII)
def test_no_letter_and_no_digit_is_lost(name: str) -> None:
    assert "".join(words(name)) == re.sub("[^a-z0-9]", "", name.lower())


@given(LETTERS, LETTERS)
def test_letters_without_an_ascii_form_never_make_two_names_equal(one: str, other: str) -> None:
    assert (snake(one) == snake(other)) == (one == other)
    assert words(one) == tuple(f"u{ord(c):x}" for c in one)


@given(st.text(), st.text())
def test_a_separator_separates(one: str, other: str) -> None:
    assert words(f"{one} {other}") == words(one) + words(other)


@given(st.text())
def test_composed_and_decomposed_letters_are_one_name(name: str) -> None:
    assert words(unicodedata.normalize("NFC", name)) == words(unicodedata.normalize("NFD", name))
