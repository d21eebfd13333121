"""The lines of Markdown: what they are, and their text without markup."""

from __future__ import annotations

import pytest
from hexapla.docs.lines import Kind, Line, split_lines
from hexapla.docs.markdown import is_markdown, mark


def lines_of(page: str) -> list[Line]:
    return mark(split_lines("page.md", page))[0]


def kinds(page: str) -> list[tuple[str, str]]:
    return [(line.kind.name, line.text) for line in lines_of(page)]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a **b** c", "a b c"),
        ("`a*b\\|`", "a*b\\|"),
        (r"\*a\* \| \# \\ \<b\>", r"*a* | # \ <b>"),
        ("a * b ** c", "a * b ** c"),
        ("[a](https://x.example/y) b", "a b"),
        ("![a](b.png)", "!a"),
        ("<https://a.example/{b}>", "https://a.example/{b}"),
        ("-u <email>:<password>", "-u <email>:<password>"),
        ("a &lt;b&gt; &amp;amp; &#65; &nosuch; &", "a <b> &amp; A &nosuch; &"),
        ("a<br>b<br/>c", "a b c"),
        ("__a_b__", "__a_b__"),
        ("`a", "`a"),
        ("a\\", "a\\"),
        ("C:\\a", "C:\\a"),
    ],
)
def test_inline_markup(written: str, text: str) -> None:
    assert kinds(f"Then {written}") == [("TEXT", f"Then {text}")]


def test_kinds() -> None:
    page = "# a\n## b ##\n###### c#\n#d\n- e\n* f\n+ g\n• h\n1. i\n2) j\n-k\n\n---\n***\n"
    page += "```py\n# l\n~~~\n```\n~~~\nm\n~~~~\nn"
    assert kinds(page) == [
        *[("TITLE", "a"), ("HEADING", "b"), ("HEADING", "c#"), ("TEXT", "#d")],
        *[("ITEM", one) for one in "efghij"],
        *[("TEXT", "-k"), ("CODE", "# l"), ("CODE", "~~~"), ("CODE", "m"), ("TEXT", "n")],
    ]


def test_a_table_ends_at_a_blank_line_and_where_something_else_begins() -> None:
    head = "name | type | description\n--- | --- | ---\n"
    row = (Kind.ROW, ("a", "string", "b | c"))
    for after in ("\n\nd | e", "\n## d | e", "\n- d | e"):
        lines = lines_of(f"{head}a | string | b \\| c{after}")
        assert [(line.kind, line.cells) for line in lines[1:2]] == [row]
        assert lines[2].kind is not Kind.ROW
        assert lines[2].text == "d | e"
    assert lines_of(f"{head}a | string | b \\| c\nd | e")[2].cells == ("d", "e")


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | string | b |", ("a", "string", "b")),
        ("|a|string||", ("a", "string", "")),
        (r"| a \\| b | c |", ("a \\", "b", "c")),
        (r"| a \| b | c |", ("a | b", "c")),
        ("| `a` | **b** | c<br>d |", ("a", "b", "c d")),
    ],
)
def test_rows(row: str, cells: tuple[str, ...]) -> None:
    assert lines_of(f"| name | type | description |\n|---|---|---|\n{row}")[1].cells == cells


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("## GET A", True),
        ("# **`GET` A**", True),
        ("### Response ###", True),
        ("**Parameters**", True),
        ("| name | type | description |", True),
        ("name | type | description\n---|:-:|---", True),
        ("name | type | description |\n---|---|---|", False),
        ("name | type | description", False),
        ("# a comment of a sample", False),
        ("#Response", False),
        ("```\ncode\n```", False),
        ("* One", False),
    ],
)
def test_pages_of_markdown_are_known(page: str, markdown: bool) -> None:
    assert is_markdown(split_lines("page", page)) is markdown
