"""Reports for tests of what tells them: of edits of the small description, and of texts that mean harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hexapla.diff import RULES, Change, ChangeReport, Compared, Fact, Judged, Memory, Released, Symbol, Use, assemble
from hexapla.diff.changes import Accepted, Bump
from hexapla.diff.judge import Seen
from hexapla.diff.words import CLASSES, Witness
from hexapla.finding import Location
from hypothesis import strategies as st

from tests.diff.apis import Doc, Edit, loaded, pair, reviewed
from tests.diff.review_rows import ROWS

DAY: Final = "2026-01-31"
AT: Final = Location("pyproject.toml", 7, 1)


def report_of(old: Doc, new: Doc, *accepted: Accepted, symbols: tuple[Symbol, ...] = ()) -> ChangeReport:
    """Return the report of two descriptions; every breaking finding moves the symbols."""
    first, second = (Compared(label=label, api=loaded(doc), shown=lambda of: of) for label, doc in _labelled(old, new))
    found = [(one, symbols if one.worst == "breaking" else ()) for one in reviewed(old, new).judged]
    packages = [Released(target="python", before="1.2.0", after="1.2.0", differs=bool(found), where=AT)]
    return assemble(first, second, found, packages, Memory(entries=accepted, today=DAY))[0]


def _labelled(old: Doc, new: Doc) -> Iterator[tuple[str, Doc]]:
    yield from (("main", old), ("openapi.yaml", new))


def row_reports() -> Iterator[tuple[str, ChangeReport]]:
    """Yield the report of every edit of the rows, there and back."""
    for group, rows in ROWS.items():
        for name, first, second, *_ in rows:
            for one, other, way in ((first, second, "there"), (second, first, "back")):
                yield f"{group}: {name}, {way}", report_of(*pair(one, other))


def edited(first: Edit, second: Edit) -> ChangeReport:
    """Return the report of one edit."""
    return report_of(*pair(first, second))


MARK: Final = "ZQX"
"""Stands in every text that means harm."""

NASTY: Final = (
    *("\x1b[31m", "\x9b2J", "\u202e", "\u2066", "\r\n", "\n", "\t", "\x00", "\u2028", "\ud800", "\ufeff"),
    *("`", "``", "```\n", "|", "\\|", "<script>alert(1)</script>", "</details>", "<!--", "-->", "<img src=x>", "&lt;"),
    *("@octocat", "#12", "GH-12", "[x](http://evil.example)", "![x](y)", "https://evil.example", "a@evil.example"),
    *("::error file=x::y", " ::stop-commands::z", "##[error]", "%0A::error::x", ",title=x", "**", "~~", "_x_", "\\"),
    *("{}", "[]", "<>", " ", "", "\u200b", "日本語", "e\u0301", "x" * 300, "- x", "# x", "===", "1. x", "/", "~1"),
)
nasty = st.builds(lambda *parts: "".join(parts), *[st.sampled_from((*NASTY, "a", "status"))] * 3, st.just(MARK))
harmful = st.builds(lambda a, b: f"{a}{MARK}{b}", st.text(max_size=20), nasty)
text = st.one_of(nasty, harmful)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), text)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(text, inner, max_size=3)),
    max_leaves=6,
)
places = st.builds(Location, text, st.integers(0, 99999), st.integers(1, 999))
words = text.map(lambda one: one.replace("~", "~0").replace("/", "~1"))
ROOTS: Final = ("operations", "webhooks", "schemas", "paths", "servers", "security", "tags", "sdk")
STEPS: Final = (
    *("parameters", "query", "body", "content", "schema", "responses", "200", "headers", "encoding", "properties"),
    *("items", "additionalProperties", "prefixItems", "callbacks", "variables", "flows", "x-messages", "x-name"),
    *("values", "discriminator", "mapping", "default", "not", "if"),
)
steps = st.lists(st.one_of(words, st.sampled_from(STEPS)), max_size=5)
nodes = st.one_of(
    st.builds(lambda a, b, c: "/".join(["#", a, b, *c]), st.sampled_from(ROOTS), words, steps),
    words.map(lambda one: f"#/{one}"),
    st.just("#"),
)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Draw a fact of any rule that says anything at all."""
    rule = draw(st.sampled_from(sorted(RULES)))
    return Fact(
        rule=rule,
        effect=draw(st.sampled_from(RULES[rule].effects)),
        node=draw(nodes),
        before=draw(values),
        after=draw(values),
        old=draw(st.none() | places),
        new=draw(st.none() | places),
        key="",
        required=draw(st.booleans()),
    )


uses = st.builds(
    Use,
    operation=text,
    polarity=st.sampled_from(("request", "response")),
    status=st.sampled_from(("", "200", "default")),
    flipped=st.booleans(),
)
symbols = st.builds(
    Symbol,
    target=text,
    kind=st.sampled_from(("method", "model", "field")),
    name=text,
    before=st.none() | text,
    after=st.none() | text,
    breaking=st.booleans(),
    says=st.lists(text, max_size=2).map(tuple),
)
accepts = st.builds(Accepted, fingerprint=st.just(""), reason=text, by=text, until=st.just("") | text, where=places)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Draw a change of any rule, judged in any way."""
    wire, sdk = draw(st.sampled_from(CLASSES)), draw(st.sampled_from(CLASSES))
    polarities = draw(st.sampled_from(((), ("request",), ("response",), ("request", "response"))))
    judged = Judged(
        fact=draw(facts()),
        wire=wire,
        sdk=sdk,
        reach=tuple(draw(st.lists(uses, max_size=4))),
        seen=tuple(Seen(polarity=one, wire=wire, sdk=sdk) for one in polarities),
        guards=draw(st.sampled_from(((), ("G1",), ("G4", "G5")))),
        conventions=draw(st.sampled_from(((), ("V7",), ("V3",)))),
        witness=draw(st.none() | st.builds(Witness, values, st.sampled_from(("old", "new")))),
        fingerprint=f"{draw(st.integers(0, 16**12 - 1)):012x}",
    )
    return Change(
        judged=judged,
        resources=tuple(draw(st.lists(text, max_size=2))),
        symbols=tuple(draw(st.lists(symbols, max_size=9))),
        accepted=draw(st.none() | accepts),
    )


def bump(name: str, by: Change | None, version: str = "1.0.0") -> Bump:
    """Return the version of something that a change forces."""
    needs = "major" if by is not None else "none"
    return Bump(name=name, before=version, after=version, needs=needs, lowest=version, sufficient=by is None, by=by)


@st.composite
def reports(draw: st.DrawFn, most: int = 6) -> ChangeReport:
    """Draw a report full of texts that mean harm."""
    found = draw(st.lists(changes(), max_size=most))
    found.sort(key=lambda one: -CLASSES.index(one.worst))
    by = found[0] if found else None
    return ChangeReport(
        old=draw(text),
        new=draw(text),
        title=draw(text),
        verdict=found[0].worst if found else "none",
        api=bump(draw(text), by, draw(text)),
        packages=tuple(bump(draw(text), by, draw(text)) for _ in range(draw(st.integers(0, 2)))),
        changes=tuple(found),
        where=draw(st.none() | places),
    )
