"""The lines of HTML: what they are, what is left out, and where they stand."""

from __future__ import annotations

import pytest
from hexapla.docs.html_lines import read_html
from hexapla.docs.hypertext import is_html
from hexapla.docs.lines import Kind
from hypothesis import given
from hypothesis import strategies as st


def kinds(page: str) -> list[tuple[str, str]]:
    return [(line.kind.name, line.text) for line in read_html("page", page)[0]]


def places(page: str) -> list[tuple[str, int, int]]:
    return [(line.text, line.where.line, line.where.column) for line in read_html("page", page)[0]]


def test_hidden_tabs_of_samples_are_read_in_their_order() -> None:
    page = """<ul role="tablist"><li>cURL<li>Go</ul>
<div role="tabpanel"><pre>curl x
  -d 'a  b'</pre></div>
<div role="tabpanel" hidden><pre><code><span>go()</span><br><span>end</span></code></pre><button>Copy</button></div>"""
    texts = ["- cURL", "- Go", "curl x", "-d 'a  b'", "go()", "end"]
    assert kinds(page) == [("CODE", text) for text in texts]


@pytest.mark.parametrize(
    "page",
    [
        "<p hidden>x</p>",
        "<p aria-hidden=true>x</p>",
        "<p style='color: red; display: none'>x</p>",
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<nav>x</nav>",
        "<noscript>x</noscript>",
        "<a class='b hash-link'>x</a>",
        "<button>x</button>",
        "<!-- x -->",
        "<svg><text>x</text></svg>",
        "<p>\u200b\u2060&#8203;</p>",
        "<p>x</p>",
    ],
)
def test_what_is_no_part_of_the_page_is_left_out(page: str) -> None:
    assert kinds(f"{page}<article>a</article>") == [("TEXT", "a")]
    assert kinds(f"<article>a{'' if page == '<p>x</p>' else page}</article>") == [("TEXT", "a")]


def test_kinds() -> None:
    page = "<h1>a<br>b</h1><h3>c</h3><p>d <b>e</b>\n f&nbsp;g</p><ul><li>h<p>i</p></li></ul><pre>j</pre>k<hr>l"
    assert kinds(page) == [
        *[("TITLE", "a"), ("TITLE", "b"), ("HEADING", "c"), ("TEXT", "d e f g"), ("ITEM", "h"), ("ITEM", "i")],
        *[("CODE", "j"), ("TEXT", "k"), ("TEXT", "l")],
    ]


def test_cells() -> None:
    page = "<table><tr><th>a<th>b</tr><tr><td> c<br>d </td><td><p>e</p><p>f</p><ul><li>g</ul></td></tr><tr></table>"
    lines = read_html("page", page)[0]
    assert [(line.kind, line.cells) for line in lines] == [(Kind.ROW, ("a", "b")), (Kind.ROW, ("c d", "e f g"))]


def test_a_text_is_found_behind_a_tag_and_not_inside_of_one() -> None:
    page = "<p title='b a'>a</p><p id=b>\n  b c</p><p>&amp;</p><pre>d\n e</pre><table><tr><td><td x=f>f</table>"
    assert places(page) == [
        ("a", 1, 16),
        ("b c", 2, 3),
        ("&", 2, 3),  # spelt otherwise in the file: the place of what stands before
        ("d", 2, 27),
        ("e", 3, 1),
        (" | f", 3, 32),
    ]


WORDS = st.text("abcxyz", min_size=1, max_size=5)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8), st.sampled_from(["", "\n"]))
def test_every_text_has_its_place(words: list[tuple[str, str]], end: str) -> None:
    page = "<html>" + end.join(f"<p class={label} title='{text}'>{text}</p>" for label, text in words)
    lines = page.split("\n")
    found = places(page)
    assert [text for text, _, _ in found] == [text for _, text in words]
    assert all(lines[line - 1][column - 1 :].startswith(f"{text}</p>") for text, line, column in found)
    assert len({(line, column) for _, line, column in found}) == len(words)


def test_a_page_far_down_has_the_right_lines() -> None:
    """The parser counts no lines beyond 65,535."""
    assert places("<html>" + "\n" * 70_000 + "<p>a</p>\n<p>b") == [("a", 70_001, 4), ("b", 70_002, 4)]


@pytest.mark.parametrize(
    ("page", "html"),
    [
        ("<!doctype html>", True),
        ("\n <!-- a --> <HTML lang=en>", True),
        ('<?xml version="1.0"?><html>', True),
        ("<body>", True),
        ("<h2>GET A</h2>", True),
        ("<table><tr><td>a</td></tr></table>", True),
        ('y">a</p></div><h2>GET A</h2><table><tr><td>a</td></tr></table>', True),
        ("", False),
        ("GET A", False),
        ("<https://a.example/x>", False),
        ("<!-- a -->\n# Page\n\n## GET A", False),
        ("<div align=center>\n\n# Page\n", False),
        ("# Page\n```\n<table></td></table>\n```", False),
        ("<!--", False),
        ("<", False),
    ],
)
def test_pages_of_html_are_known(page: str, html: bool) -> None:
    assert is_html(page) is html
