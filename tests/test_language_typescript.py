"""Text of a spec in TypeScript code: a literal is exactly the text, a comment only a comment, a name only a name.

Node reads what the generator writes, a batch of texts in each process.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hexapla.languages.typescript import (
    KEYWORDS,
    comment,
    constant,
    identifier,
    key,
    member,
    module_name,
    positional,
    string,
    type_name,
    value,
)
from hexapla.languages.typescript_types import array, parts, union
from hypothesis import example, given, settings
from hypothesis import strategies as st

ANY = st.text(alphabet=st.characters())  # surrogates included
SIGNS = st.lists(
    st.sampled_from(
        [
            *"\"\\'`\n\r\t #{}$%-:.ax@/*<>!",
            "*/",
            "/**",
            "${",
            "</script>",
            "<!--",
            "\\u",
            "{@link ",
            "@deprecated",
            "\n\n",
            "```",
            "\n```js\n",
            "\n```\n",
            *["\x00", "\ud800", "\udc00", "\u2028", "\u2029", "\u202e", "\U000e0001", "__proto__", "constructor"],
        ]
    )
).map("".join)
HOSTILE = ANY | SIGNS
NAMES = HOSTILE | st.sampled_from(sorted(KEYWORDS)) | st.sampled_from(["__proto__", "1", "2fa_enabled", "-1", "+1", ""])
BATCH = st.lists(HOSTILE, min_size=20, max_size=60)
TRICKY = ['"\\\n\x00\ud800\u2028\u202e\xa0', "</script><!--", "${a}`", "\ud83d\ude00", "*/ x", "__proto__"]


def node(code: str) -> Any:  # noqa: ANN401
    """Return the JSON that a module prints."""
    command = ["node", "--input-type=module", "-"]
    run = subprocess.run(command, input=code.encode(), capture_output=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr.decode(errors="replace")[-2000:]
    return json.loads(run.stdout)


def units(text: str) -> list[int]:
    """Return a text as a JavaScript engine has it."""
    octets = text.encode("utf-16-le", "surrogatepass")
    return [octets[place] + 256 * octets[place + 1] for place in range(0, len(octets), 2)]


def is_one_line(text: str) -> bool:
    return not {c for c in text if unicodedata.category(c)[0] == "C" or c in "\u2028\u2029"}


@settings(max_examples=15, deadline=None)
@given(BATCH)
@example(TRICKY)
def test_a_string_is_exactly_its_text(texts: Sequence[str]) -> None:
    literals = [string(text) for text in texts]
    for literal in literals:
        assert literal[0] == literal[-1] == '"'
        assert is_one_line(literal)
        assert "</" not in literal
        assert "<!" not in literal
    told = "Array.from({ length: t.length }, (_, i) => t.charCodeAt(i))"
    assert node(f"console.log(JSON.stringify([{', '.join(literals)}].map((t) => {told})))") == [*map(units, texts)]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False) | HOSTILE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE | st.just("__proto__"), inner, max_size=3),
    max_leaves=8,
)
READ = """
const read = (v) =>
  typeof v === "string" ? ["s", Array.from({ length: v.length }, (_, i) => v.charCodeAt(i))]
  : typeof v === "number" ? ["n", Object.is(v, -0) ? "-0" : String(v)]
  : Array.isArray(v) ? ["a", v.map(read)]
  : v !== null && typeof v === "object" ? ["o", Object.entries(v).map((pair) => pair.map(read))]
  : ["c", v];
"""


def told(data: Any) -> Any:  # noqa: ANN401
    """Return what `read` tells of a value, numbers as texts that Python reads."""
    match data:
        case str():
            return ["s", units(data)]
        case bool() | None:
            return ["c", data]
        case int() | float():
            return ["n", data]
        case list():
            return ["a", [told(element) for element in data]]
        case _:
            return ["o", sorted(([told(name), told(one)] for name, one in data.items()), key=repr)]


def numbered(read: Any) -> Any:  # noqa: ANN401
    """Return what node told with numbers as numbers and members sorted."""
    kind, data = read
    match kind:
        case "n":
            return [kind, float(data.replace("Infinity", "inf"))]
        case "a":
            return [kind, [numbered(one) for one in data]]
        case "o":
            return [kind, sorted(([numbered(name), numbered(one)] for name, one in data), key=repr)]
        case _:
            return read


@settings(max_examples=15, deadline=None)
@given(st.lists(VALUES, min_size=5, max_size=20))
@example([{"__proto__": {"a": [True, None]}}, 1e300, -0.0, 5e-324, float("inf")])
def test_a_value_is_exactly_its_data(data: list[Any]) -> None:
    read = node(f"{READ}console.log(JSON.stringify(read({value(data)})))")
    assert numbered(read) == numbered(json.loads(json.dumps(told_texts(data))))


def told_texts(data: Any) -> Any:  # noqa: ANN401
    """Return what node should tell: numbers as texts."""
    kind, found = told(data)
    match kind:
        case "n":
            return [kind, repr(float(found)).replace("inf", "Infinity")]
        case "a":
            return [kind, [told_texts(one) for one in data]]
        case "o":
            return [kind, [[["s", units(name)], told_texts(one)] for name, one in data.items()]]
        case _:
            return [kind, found]


def test_a_whole_number_that_no_number_holds_is_a_bigint() -> None:
    assert value([2**53 - 1, 2**53, -(2**53)]) == "[9007199254740991, 9007199254740992n, -9007199254740992n]"


@settings(max_examples=15, deadline=None)
@given(BATCH)
@example([*TRICKY, "a *", "*", "/", "@deprecated x", "see {@link x}", "`@a {@link b`", "- a\n- @b"])
def test_a_comment_is_only_a_comment(texts: Sequence[str]) -> None:
    code = []
    for number, text in enumerate(texts):
        lines = comment(text, 40)
        for line in lines:
            assert is_one_line(line)
            assert "*/" not in line
            # A tag begins with a sign that no letter stands before.
            assert not re.search(r"(?<![A-Za-z0-9\\])@", line), line
        code.append("/**\n" + "".join(f" * {line}\n" for line in lines) + f" */\nfound.push({number});\n")
    assert node(f"const found = [];\n{''.join(code)}console.log(JSON.stringify(found))") == [*range(len(texts))]


@settings(max_examples=15, deadline=None)
@given(st.lists(NAMES, min_size=20, max_size=60))
@example([*sorted(KEYWORDS), *TRICKY])
def test_a_name_is_only_a_name(texts: Sequence[str]) -> None:
    for text in texts:
        assert re.fullmatch(r"[a-z][A-Za-z0-9]*", identifier(text))
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]*", type_name(text))
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]*", constant(text))
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", module_name(text))
    variables = "".join(f"{{ const {positional(text)} = 1; }}\n" for text in texts)
    members = ", ".join(f"Object.keys({{ {key(text)}: 1 }})" for text in texts)
    methods = "".join(
        f"(class {{ {identifier(text)}() {{}} }});\n" for text in texts if identifier(text) != "constructor"
    )
    units_of = "Array.from({ length: k.length }, (_, i) => k.charCodeAt(i))"
    code = f"{variables}{methods}console.log(JSON.stringify([{members}].map(([k]) => {units_of})))"
    assert node(code) == [units(text) for text in texts]


@settings(max_examples=10, deadline=None)
@given(st.lists(NAMES, min_size=20, max_size=40))
def test_a_member_is_read_by_its_name(texts: Sequence[str]) -> None:
    reads = ", ".join(
        f"(() => {{ const o = {{ {key(text)}: 7 }}; return {member('o', key(text))}; }})()" for text in texts
    )
    assert node(f"console.log(JSON.stringify([{reads}]))") == [7] * len(texts)


def test_a_block_of_code_keeps_its_lines() -> None:
    text = "Call it so:\n\n```ts\nconst x = {\n  a: 1, /* one */\n};\n\n@sealed class A {}\n```\nAnd\nthen."
    assert comment(text, 40) == (
        *("Call it so:", "", "```ts", "const x = {", "  a: 1, /* one *\\/", "};", "", "\\@sealed class A {}"),
        *("```", "", "And then."),
    )
    # What is not closed is no block.
    assert comment("a\n```ts\nb", 40) == ("a ```ts b",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("string", ["string"]),
        ("Date | string", ["Date", "string"]),
        ('"a | b" | "c\\" | d" | null', ['"a | b"', '"c\\" | d"', "null"]),
        ("(string | null)[] | number", ["(string | null)[]", "number"]),
        ("{ [name: string]: number | null }", ["{ [name: string]: number | null }"]),
    ],
)
def test_a_union_is_cut_outside_of_brackets_and_quotes(text: str, found: list[str]) -> None:
    assert parts(text) == found


def test_a_union_has_each_part_once_and_null_last() -> None:
    assert union(["null", "string | null", "number"]) == "string | number | null"
    assert union(["string", "unknown", "null"]) == "unknown"
    assert array("string | null", readonly=True) == "readonly (string | null)[]"
    assert array(array("string", readonly=True)) == "(readonly string[])[]"
