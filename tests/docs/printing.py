"""Facts drawn at random, and pages that print them in every shape; and by a rule of its own what a shape cannot tell.

Nothing here knows how pages are read. A shape is a function from facts to the text of a page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hexapla.docs import OperationFacts
from hexapla.docs.facts import FieldRow, ParameterRow, ResponseFacts
from hexapla.finding import Location
from hypothesis import strategies as st

WHERE = Location("page.txt", 1)
Rows = Sequence[ParameterRow] | Sequence[FieldRow]
SCALAR_WORDS = ["string", "integer", "number", "boolean", "array", "Array of integer", "Array of Array of string"]
OBJECT_WORDS = ["object", "Object", "Array of object"]

# -- facts -------------------------------------------------------------------------------------------------------------

LETTERS = "kmpquvwxyz"  # they form no type word
WORD = st.text(LETTERS, min_size=1, max_size=6)
TAME_NAMES = st.builds("".join, st.tuples(WORD, st.sampled_from(["", "_x", "[]", "-k", "2", ".z", "_string"])))
HOSTILE_NAMES = st.sampled_from(
    [
        "string",
        "number",
        "object",
        "array",
        "name",
        "type",
        "mystring",
        "stringy",
        "integer_id",
        "true",
        "email",
        "null",
    ]
)
MORE = [
    "string",
    "Array of object",
    "1 | 2",
    "GET",
    "200",
    "{6}",
    "'",
    "é",
    "x",
    "**b**",
    "`c`",
    "<i>",
    "&lt;",
    "\\",
    "\\|",
]
PROSE = st.builds(
    lambda first, more: " ".join([first.capitalize(), *more]), WORD, st.lists(st.sampled_from(MORE), max_size=3)
)
TITLES = st.builds(lambda first, more: " ".join([first.capitalize(), *more]), WORD, st.lists(WORD, max_size=2))
HOSTILE = st.builds(
    lambda first, rest: f"{first} {rest}".strip(),
    st.sampled_from(
        ["string", "true", "Array of object", "object", "| x", "# x", "- x", "* x", "1. x", "nulls", "falsey"]
    ),
    st.one_of(st.just(""), PROSE),
)


def descriptions(hostile: bool) -> st.SearchStrategy[str]:
    tame = st.one_of(st.sampled_from(["-", "null"]), PROSE)
    return st.one_of(tame, HOSTILE, st.just("")) if hostile else tame


def names(hostile: bool) -> st.SearchStrategy[str]:
    return st.one_of(TAME_NAMES, HOSTILE_NAMES) if hostile else TAME_NAMES


def parameters(hostile: bool) -> st.SearchStrategy[tuple[ParameterRow, ...]]:
    row = st.builds(
        ParameterRow,
        names(hostile),
        st.sampled_from(SCALAR_WORDS),
        st.booleans(),
        descriptions(hostile),
        st.just(0),
        st.just(False),
        st.booleans(),
    )
    return st.lists(row, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn, hostile: bool, table: str | None = None, depth: int = 2) -> list[FieldRow]:
    """Draw the rows of a table, then those of the nested tables, depth first."""
    rows: list[FieldRow] = []
    below: list[FieldRow] = []
    if table is None and draw(st.booleans()):
        return [FieldRow(None, "items", "Array of object", "-", 0), *draw(tables(hostile, "items", 1))]
    for name in draw(st.lists(names(hostile), min_size=1, max_size=3, unique=True)):
        nested = depth > 0 and draw(st.integers(0, 2)) == 0 and name not in ("string",)
        kind = draw(st.sampled_from(OBJECT_WORDS if nested else SCALAR_WORDS))
        rows.append(FieldRow(table, name, kind, draw(descriptions(hostile)), 0, False, draw(st.booleans())))
        if nested:
            below += draw(tables(hostile, name, depth - 1))
    return rows + below


def fields(hostile: bool) -> st.SearchStrategy[tuple[FieldRow, ...]]:
    return st.one_of(st.just(()), tables(hostile).map(tuple))


@st.composite
def responses(draw: st.DrawFn, hostile: bool) -> tuple[ResponseFacts, ...]:
    found = []
    for status in draw(st.lists(st.sampled_from(["200", "201", "400", "404"]), min_size=1, max_size=3, unique=True)):
        text = draw(st.one_of(st.just(""), PROSE))
        messages, rows = draw(st.lists(PROSE, max_size=2)), draw(fields(hostile))
        found.append(ResponseFacts(status, text or ("" if messages or rows else "Ok"), tuple(messages), rows))
    return tuple(found)


PATHS = st.lists(WORD, min_size=1, max_size=3).map(lambda words: "/" + "/".join(words))


@st.composite
def operations(draw: st.DrawFn, hostile: bool) -> OperationFacts:
    return OperationFacts(
        method=draw(st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"])),
        path=draw(PATHS),
        title=draw(PROSE),
        summary=draw(PROSE),
        where=WHERE,
        path_params=draw(parameters(hostile)),
        query_params=draw(parameters(hostile)),
        body=draw(fields(hostile)),
        responses=draw(responses(hostile)),
        heading=draw(st.sampled_from(["Lamps", "Towers"])),
    )


def pages(hostile: bool = False) -> st.SearchStrategy[list[OperationFacts]]:
    many = st.lists(operations(hostile), min_size=1, max_size=3, unique_by=lambda o: (o.method, o.path))
    return many.map(lambda found: sorted(found, key=lambda o: o.heading))


# -- shapes in plain text ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plain:
    """A plain shape: how a row is printed on lines, the rule under a header, the sign of an item, words of headers."""

    row: Callable[[Sequence[str]], list[str]]
    rule: str = ""
    bullet: str = "- "
    lower: bool = False
    older: bool = False
    null: Callable[[str], list[str]] = lambda kind: [f"{kind} | null"]

    def __call__(self, facts: Sequence[OperationFacts]) -> str:
        return "\n".join(self.lines(facts))

    def lines(self, facts: Sequence[OperationFacts]) -> Iterator[str]:
        heading = None
        for o in facts:
            yield from [o.heading] if o.heading != heading else []
            heading = o.heading
            yield from (f"{o.method} {o.title}", f"https://a.example{o.path}", o.summary, "- cURL", "curl x", "a | b |")
            yield from ('-d \'{"a": "string"}\'', "200", "", "Parameters")
            for section, rows in (("Path", o.path_params), ("Query", o.query_params)):
                yield from (section, *self.parameters(rows)) if rows else ()
            yield from ("Body", *self.tables(o.body)) if o.body else ()
            yield "Response"
            for response in o.responses:
                yield from (response.status, response.text)
                yield from ["Possible errors:"] * bool(response.messages)
                yield from (f"{self.bullet}{text}" for text in response.messages)
                yield from self.tables(response.fields)

    def header(self, words: Sequence[str]) -> list[str]:
        return [*self.row(words), *([self.rule * len(words)] if self.rule else [])]

    def parameters(self, rows: Sequence[ParameterRow]) -> Iterator[str]:
        yield from self.header(["name", "type", "required", "description"])
        for r in rows:
            yield from self.row([r.name, *self.type(r), "true" if r.required else "false", r.description])

    def tables(self, rows: Sequence[FieldRow]) -> Iterator[str]:
        words = ["name", "type", "description"] if self.lower else ["Name", "Type", "Description"]
        last: object = ...
        bare = self.older and [r for r in rows if r.table is None] == [
            FieldRow(None, "items", "Array of object", "-", 0)
        ]
        for r in rows:
            if bare and r.table is None:
                yield "Array of:"
                continue
            if r.table != last:
                yield from [r.table] if r.table and not (bare and last is ...) else []
                yield from self.header(words)
            last = r.table
            yield from self.row([r.name, *self.type(r), r.description])

    def type(self, row: ParameterRow | FieldRow) -> list[str]:
        return self.null(row.type) if row.nullable else [row.type]


def barred(cells: Sequence[str]) -> list[str]:
    return ["".join(cell.replace("|", "\\|") + " | " for cell in cells).rstrip()]


def glued(cells: Sequence[str]) -> list[str]:
    return ["".join(cells)]


def spaced(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell for cell in cells if cell)]


def tabbed(cells: Sequence[str]) -> list[str]:
    return ["\t".join(cells)]


def stacked(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]


# -- Markdown and HTML -------------------------------------------------------------------------------------------------


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>&])", r"\\\1", text)


def markdown(facts: Sequence[OperationFacts]) -> str:
    return "\n".join(_markdown(facts))


def open_markdown(facts: Sequence[OperationFacts]) -> str:
    """Print tables without bars at their ends, sections in bold, URLs as code, items with stars."""
    page = re.sub(r"^\|(.*)\|$", r"\1", markdown(facts), flags=re.MULTILINE)
    page = re.sub(r"^#{3,} (Parameters|Path|Query|Body|Response)$", r"**\1**", page, flags=re.MULTILINE)
    page = re.sub(r"^(https://\S+)$", r"`\1`", page, flags=re.MULTILINE)
    return re.sub(r"^- ", "* ", page, flags=re.MULTILINE)


def _markdown(facts: Sequence[OperationFacts]) -> Iterator[str]:
    heading = None
    for o in facts:
        yield from [f"# {o.heading}", ""] if o.heading != heading else []
        heading = o.heading
        yield from (f"## {o.method} {escaped(o.title)}", "", f"https://a.example{o.path}", "", escaped(o.summary), "")
        yield from ("```bash", "curl x \\", "Response", "200", "# Path", "| a | b |", "```", "", "### Parameters", "")
        for section, rows in (("Path", o.path_params), ("Query", o.query_params)):
            if rows:
                yield from (f"#### {section}", "", "| name | type | required | description |", "|:--|---|:-:|--:|")
                yield from (bars(r.name, kind(r), "true" if r.required else "false", r.description) for r in rows)
        yield from (("#### Body", "", *_markdown_tables(o.body)) if o.body else ())
        yield "### Response"
        for response in o.responses:
            yield from (f"#### {response.status}", "", escaped(response.text), "")
            yield from ["Possible error messages:"] * bool(response.messages)
            yield from (f"- {escaped(text)}" for text in response.messages)
            yield from _markdown_tables(response.fields)


def _markdown_tables(rows: Sequence[FieldRow]) -> Iterator[str]:
    last: object = ...
    for r in rows:
        if r.table != last:
            yield from ["", f"**{r.table}**", ""] if r.table else [""]
            yield from ["| Name | Type | Description |", "| --- | --- | --- |"]
        last = r.table
        yield bars(r.name, kind(r), r.description)


def bars(*cells: str) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def kind(row: ParameterRow | FieldRow) -> str:
    return f"{row.type} | null" if row.nullable else row.type


def webpage(facts: Sequence[OperationFacts]) -> str:
    return "\n".join(_webpage(facts))


def minified(facts: Sequence[OperationFacts]) -> str:
    return "".join(_webpage(facts))


def _webpage(facts: Sequence[OperationFacts]) -> Iterator[str]:
    esc = html.escape
    link = '<a class="hash-link" href="#x" aria-label="Direct link">\u200b</a>'
    yield "<!doctype html><html><head><title>Lamps &amp; Towers</title><style>p { color: red }</style></head><body>"
    yield "<nav><ul><li><a href='/'>GET Menu</a></li></ul></nav><script>var x = '<h2>GET Nothing</h2>';</script>"
    yield "<div id=root><main><article>"
    heading = None
    for o in facts:
        yield from [f"<header><h1>{esc(o.heading)}</h1></header>"] if o.heading != heading else []
        heading = o.heading
        yield f"<h2 class=anchor id=x>{o.method} <!-- x -->{esc(o.title)}{link}</h2><p>https://a.example{o.path}</p>"
        yield f"<p>{esc(o.summary)}</p><div><ul role=tablist><li role=tab>cURL</li><li role=tab>Go</li></ul>"
        yield "<div role=tabpanel><pre><code><span>curl x</span><br><span>Response</span><br></code></pre></div>"
        yield "<div role=tabpanel hidden><pre>200\nPath</pre><button>Copy</button></div></div><h3>Parameters</h3>"
        for section, rows in (("Path", o.path_params), ("Query", o.query_params)):
            cells = [[r.name, kind(r), "true" if r.required else "false", r.description] for r in rows]
            yield from [f"<h4>{section}{link}</h4>", _table("name type required description", cells)] if rows else []
        yield from ("<h4>Body</h4>", *_web_tables(o.body)) if o.body else ()
        yield "<h3>Response</h3>"
        for response in o.responses:
            yield f"<details open><summary>{response.status}</summary><p>{esc(response.text)}</p>"
            if response.messages:
                yield "<p>Possible errors:</p><ul>" + "".join(f"<li><p>{esc(m)}</p></li>" for m in response.messages)
                yield "</ul>"
            yield from (*_web_tables(response.fields), "</details>")
    yield "</article></main></div><footer>Copyright</footer></body></html>"


def _web_tables(rows: Sequence[FieldRow]) -> Iterator[str]:
    groups: list[tuple[str | None, list[list[str]]]] = []
    for r in rows:
        if not groups or groups[-1][0] != r.table:
            groups.append((r.table, []))
        groups[-1][1].append([r.name, kind(r), r.description])
    for table, cells in groups:
        yield f"<p><strong>{html.escape(table)}</strong></p>" if table else ""
        yield _table("Name Type Description", cells)


def _table(words: str, rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{word}</th>" for word in words.split())
    body = "\n".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


# -- what a shape cannot tell ------------------------------------------------------------------------------------------

ALL_TYPES = ["string", "integer", "number", "boolean", "array", "object", "Object"]


def is_type(text: str) -> bool:
    while text.startswith("Array of "):
        text = text[len("Array of ") :]
    return text in ALL_TYPES


def splits(text: str, flagged: bool) -> set[tuple[str, ...]]:
    """Return every way to cut glued cells apart, by trying all of them; a name is one word."""
    found = set()
    flags = ("true", "false") if flagged else ("",)
    for a in range(len(text)):
        for b in range(a + 1, len(text) + 1):
            if not is_type(text[a:b]) or " " in text[:a]:
                continue
            for null in ("", " | null"):
                rest = text[b:]
                if null != " | null" and rest.startswith(" | null"):
                    continue
                found |= {
                    (text[:a], text[a:b] + null, flag, rest[len(null) + len(flag) :].strip())
                    for flag in flags
                    if rest.startswith(null + flag)
                }
    # The name that is lost leaves nothing: it was the word `email`.
    return {
        s for s in found if not s[0].endswith("_") and (s[0] or (s[1].startswith("string") and not s[3][:1].islower()))
    }


def ways(cells: Sequence[str], flagged: bool) -> int:
    """Return in how many ways cells on lines of their own can be rows, empty cells having no line; at most 2."""
    width = 4 if flagged else 3
    if not cells:
        return 1
    count = 0
    for size in range(2, width + 1):
        row = cells[:size]
        if len(row) < size:
            continue
        typed = len(row) > 1 and is_type(row[1].removesuffix(" | null"))
        full = typed and " " not in row[0] and (not flagged or row[2:3] in (["true"], ["false"])) and size >= width - 1
        lost = row[0] == "string" and size == width - 1 and (row[1] in ("true", "false") if flagged else not typed)
        count += ways(cells[size:], flagged) * (full + lost)
    return min(count, 2)
