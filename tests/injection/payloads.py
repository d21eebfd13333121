"""Hostile text."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

PAYLOADS: Final = (
    # What ends a literal, a comment or a line in some language.
    *('"', "'", '"""', "'''", '""""', "\\", "\\\\", '\\"', '"\\', "\n", "\r\n", "\t", "\\\n", "#", "*/", "//"),
    # What acts on a terminal, hides, or that encodings disagree about.
    *("\x00", "\x1b[31m", "\x7f", "\x85", "\x0c", "\u202e", "\u2028", "\ufeff", "\ufffe", "e\u0301"),
    # Templates, formats, placeholders.
    *("{{ 7 * 7 }}", "{% raw %}", "#}", "{#", "%s", "%d", "${x}", "{0.__class__}", "\\N{BULLET}", "\\u0022"),
    # Programs.
    '"""\nimport os\nos.system("x")\n"""',
    '")\nimport os  # ',
    "'); hacked(); ('",
    '\\"""\nhacked()\n"""',
    '"\n[tool.x]\ny = "',
    *("lambda: 0", "__import__('os')", "# type: ignore", "# noqa", "-->", "<!--"),
    *("*/ hacked(); /*", "*/\nhacked();\n/**", "`${hacked()}`", '"});hacked();({a:"', "*\\/", "\u2029"),
    *("@ts-ignore", "// @ts-nocheck", "@deprecated", "@internal", "@param x", "{@link x}", "/// <reference path='x'/>"),
    *("eslint-disable", "//# sourceMappingURL=x"),
    # Markup.
    *("</script><script>alert(1)</script>", "](javascript:alert(1))", "`x`", "```\n", "<img src=x>", "- a", "| a |"),
    *("\n\n# Heading\n", "&lt;b&gt;", "![x](http://x)", "](http://x.example/)", "**x**"),
    # Names that mean something.
    *("../../../etc/x", "a/b", "..", "con", "~", "self", "class", "None", "__init__", "__all__", "Model", "list"),
    *("__proto__", "constructor", "prototype", "toString", "then", "await", "arguments", "Promise", "undefined"),
    # Letters, and none.
    *("\u4e2d\u6587", "\U0001d499", "\u0131", "\xdf", " ", ""),
)

SURROGATE: Final = "\ud800"
"""Half a character: no text in any encoding. A description that holds one is refused as a whole."""

HARMLESS: Final = "Zq"
"""What the hostile text is held against: it changes a name as any other text does."""

TEXT: Final = st.lists(st.sampled_from(PAYLOADS) | st.text(max_size=3), min_size=1, max_size=4).map("".join)
