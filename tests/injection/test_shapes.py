"""The judge itself: code that came of a text is seen, and another order or another name is not."""

from __future__ import annotations

import pytest

from .output import outline, shape

MODEL = b'''from .._m import M


class X(M):
    """Doc."""

    a: int | None = None
    """A."""
'''
BASE = {
    "pyproject.toml": b'[project]\nname = "a"\n',
    "README.md": b"# a\n\nText.\n\n```python\nimport a\n```\n",
    "src/a/models/x.py": MODEL,
}


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    assert old.encode() in BASE[path]
    return {**BASE, path: BASE[path].replace(old.encode(), new.encode())}


@pytest.mark.parametrize(
    ("old", "new"),
    [("Doc.", "Other."), ("class X", "class Y"), (" a: ", " b: "), ("import M", "import N"), ("(M)", "(Q)")],
)
def test_texts_and_names_make_no_difference(old: str, new: str) -> None:
    assert shape(changed("src/a/models/x.py", old, new)) == shape(BASE)


def test_nor_does_the_name_of_a_file_or_a_field_that_is_called_otherwise_on_the_wire() -> None:
    files = changed("src/a/models/x.py", "= None", '= msgspec.field(name="A-", default=None)')
    files["src/a/models/y.py"] = files.pop("src/a/models/x.py")
    assert shape(files) == shape(BASE)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("src/a/models/x.py", '    """Doc."""', '    """Doc."""\n    hacked()'),
        ("src/a/models/x.py", "from .._m import M", "from .._m import M\nimport os"),
        ("src/a/models/x.py", "from .._m import M", "from .._m import M\nfrom os import system"),
        ("src/a/models/x.py", "= None", "= hacked()"),
        ("src/a/models/x.py", "int | None", "int | hacked()"),
        ("src/a/models/x.py", '"""A."""', 'f"{hacked()}"'),
        ("pyproject.toml", 'name = "a"', 'name = "a"\n[tool.x]\ny = "b"'),
        ("pyproject.toml", 'name = "a"', 'name = ["a"]'),
        ("README.md", "Text.", "<script>"),
        ("README.md", "Text.", "Text.\n\n# More"),
        ("README.md", "Text.", "[a](javascript:b)"),
        ("README.md", "import a", "import a\nhacked()"),
    ],
)
def test_anything_else_does(path: str, old: str, new: str) -> None:
    assert shape(changed(path, old, new)) != shape(BASE)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("../x.py", b""),
        ("src/a/models/con.py", b""),
        ("src/a/models/X.py", b"\n"),
        ("src/a/models/y.py", b"'\x1b'"),
        ("src/a/models/y.py", "'\u202e'".encode()),
        ("src/a/models/y.py", b"a = "),
        ("src/a/models/y.py", b"'"),
        ("pyproject.toml", b"["),
    ],
)
def test_what_no_client_may_hold(path: str, text: bytes) -> None:
    with pytest.raises((AssertionError, SyntaxError, ValueError)):
        shape({**BASE, path: text})


def test_markup_that_is_escaped_or_code_is_no_markup() -> None:
    assert outline("a \\<b\\> \\[c\\] &lt; `<x>`") == outline("a b c d `y`")
