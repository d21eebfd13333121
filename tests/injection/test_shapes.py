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
    "python/pyproject.toml": b'[project]\nname = "a"\n',
    "python/README.md": b"# a\n\nText.\n\n```python\nimport a\n```\n",
    "python/src/a/models/x.py": MODEL,
}


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    assert old.encode() in BASE[path]
    return {**BASE, path: BASE[path].replace(old.encode(), new.encode())}


@pytest.mark.parametrize(
    ("old", "new"),
    [("Doc.", "Other."), ("class X", "class Y"), (" a: ", " b: "), ("import M", "import N"), ("(M)", "(Q)")],
)
def test_texts_and_names_make_no_difference(old: str, new: str) -> None:
    assert shape(changed("python/src/a/models/x.py", old, new)) == shape(BASE)


def test_nor_does_the_name_of_a_file_or_a_field_that_is_called_otherwise_on_the_wire() -> None:
    files = changed("python/src/a/models/x.py", "= None", '= msgspec.field(name="A-", default=None)')
    files["python/src/a/models/y.py"] = files.pop("python/src/a/models/x.py")
    assert shape(files) == shape(BASE)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("python/src/a/models/x.py", '    """Doc."""', '    """Doc."""\n    hacked()'),
        ("python/src/a/models/x.py", "from .._m import M", "from .._m import M\nimport os"),
        ("python/src/a/models/x.py", "from .._m import M", "from .._m import M\nfrom os import system"),
        ("python/src/a/models/x.py", "= None", "= hacked()"),
        ("python/src/a/models/x.py", "int | None", "int | hacked()"),
        ("python/src/a/models/x.py", '"""A."""', 'f"{hacked()}"'),
        ("python/pyproject.toml", 'name = "a"', 'name = "a"\n[tool.x]\ny = "b"'),
        ("python/pyproject.toml", 'name = "a"', 'name = ["a"]'),
        ("python/README.md", "Text.", "<script>"),
        ("python/README.md", "Text.", "Text.\n\n# More"),
        ("python/README.md", "Text.", "[a](javascript:b)"),
        ("python/README.md", "import a", "import a\nhacked()"),
    ],
)
def test_anything_else_does(path: str, old: str, new: str) -> None:
    assert shape(changed(path, old, new)) != shape(BASE)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("python/../x.py", b""),
        ("python/src/a/models/con.py", b""),
        ("python/src/a/models/X.py", b"\n"),
        ("python/src/a/models/y.py", b"'\x1b'"),
        ("python/src/a/models/y.py", "'\u202e'".encode()),
        ("python/src/a/models/y.py", b"a = "),
        ("python/src/a/models/y.py", b"'"),
        ("python/pyproject.toml", b"["),
    ],
)
def test_what_no_client_may_hold(path: str, text: bytes) -> None:
    with pytest.raises((AssertionError, SyntaxError, ValueError)):
        shape({**BASE, path: text})


def test_markup_that_is_escaped_or_code_is_no_markup() -> None:
    assert outline("a \\<b\\> \\[c\\] &lt; `<x>`") == outline("a b c d `y`")
