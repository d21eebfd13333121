"""The page of a review: read by a parser of HTML, it tells every finding, asks nobody for anything and runs nothing.

What a browser makes of it is not tested here; what it needs from the page is: anchors, rules of the filters, contrast.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import pytest
from hexapla.diff.changes import Accepted, Bump, Change, ChangeReport
from hexapla.diff.judge import Judged, Seen
from hexapla.diff.ledger import Use
from hexapla.diff.page import USES, page
from hexapla.diff.symbols import Symbol
from hexapla.diff.words import CLASSES, Class, Fact, Witness, below
from hexapla.finding import FindingError, Location, printable
from hexapla.frozen import replace
from hexapla.render import render_review
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tinyhtml5.parser import HTMLParser

TEMPLATES: Final = Path(__file__).parents[2] / "templates" / "review"
OLD: Final = ["paths:", "  /pets:", "    get:", "      summary: List pets", "      x-size: 20", "      tags: [pets]"]
NEW: Final = [
    "paths:",
    "  /pets:",
    "    get:",
    "      summary: List all pets",
    "      x-size: 50",
    "      tags: [pets]",
]
COMPILED: Final = tempfile.TemporaryDirectory(prefix="hexapla-tests-")
NODE: Final = below("#/operations", "GET /pets")

Text = Callable[[], str]


def change(number: int, class_: Class = "breaking", text: Text = lambda: "word", **fields: object) -> Change:
    """Return a change with a text of its own in every place that has one."""
    fact = Fact(
        rule="docs.text",
        effect="equal",
        node=below(NODE, text()),
        before=text(),
        after=text(),
        old=Location("old.yaml", 3, 5),
        new=Location("new.yaml", 3, 5),
        key=str(number),
    )
    use = Use(operation=f"GET {text()}", polarity="response", status="200")
    judged = Judged(
        fact=fact,
        wire=class_,
        sdk=class_,
        reach=(use,),
        seen=(Seen(polarity="response", wire=class_, sdk=class_),),
        guards=(),
        conventions=(),
        witness=Witness({text(): [text()]}, "old"),
        fingerprint=f"{number:012x}",
    )
    symbol = Symbol(
        target=text(), kind="field", name=text(), before=text(), after=text(), breaking=True, says=(text(), text())
    )
    accepted = agreed(text(), text(), text())
    made = Change(judged=judged, resources=(text(),), symbols=(symbol,), accepted=accepted)
    return replace(made, **fields)


def agreed(reason: str, by: str, until: str) -> Accepted:
    return Accepted(fingerprint=f"{1:012x}", reason=reason, by=by, until=until, where=Location("a.yaml", 1))


def report(*changes: Change, text: Text = lambda: "word", verdict: Class = "breaking") -> ChangeReport:
    first = changes[0] if changes else None
    api, package = (
        Bump(
            name=text(),
            before=text(),
            after=text(),
            needs="major",
            lowest=text(),
            sufficient=False,
            by=first,
            unless="minor",
        )
        for _ in range(2)
    )
    return ChangeReport(
        old=text(), new=text(), title=text(), verdict=verdict, api=api, packages=(package,), changes=changes
    )


def plain(number: int, class_: Class = "breaking", **fields: object) -> Change:
    return change(number, class_, **{"accepted": None, "resources": ("pets",), **fields})


def lines(side: str, _: Location) -> Sequence[str]:
    return OLD if side == "old" else NEW


def written(of: ChangeReport, read: Callable[[str, Location], Sequence[str]] = lines) -> str:
    return render_review(page(of, read), str(TEMPLATES), COMPILED.name)


def parsed(text: str) -> Element:
    """Return a page as a tree; a browser would have nothing to mend."""
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(text)
    assert not parser.errors, parser.errors[:3]
    return tree


def having(tree: Element, class_: str) -> list[Element]:
    return [one for one in tree.iter() if class_ in one.get("class", "").split()]


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def only(found: list[Element]) -> Element:
    assert len(found) == 1, found
    return found[0]


def styles(tree: Element) -> str:
    return said(only(list(tree.iter("style"))))


def every_class() -> ChangeReport:
    changes = [plain(number, class_, resources=(f"r{number % 3}",)) for number, class_ in enumerate(CLASSES * 4)]
    return report(*changes, change(100), change(101, "docs-only"))


def test_every_finding_has_its_anchor_below_its_class() -> None:
    of = every_class()
    tree = parsed(written(of))
    found = {
        section.get("id"): [one.get("id") for one in having(section, "entry")] for section in having(tree, "class")
    }
    assert list(found) == list(reversed(CLASSES))
    for class_ in CLASSES:
        assert found[class_] == [one.judged.fingerprint for one in of.changes if one.worst == class_]


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    tree = parsed(written(every_class()))
    ids = [one.get("id", "") for one in tree.iter() if "id" in one.attrib]
    assert not [one for one, count in Counter(ids).items() if count > 1]
    targets = [one.get("href", "") for one in tree.iter("a")]
    assert targets
    assert {target[0] for target in targets} == {"#"}
    assert {target[1:] for target in targets} <= set(ids)
    named = [one.get("aria-labelledby") for one in tree.iter() if "aria-labelledby" in one.attrib]
    assert set(named) <= set(ids)
    assert {f"#{one.judged.fingerprint}" for one in every_class().changes} <= set(targets)


def test_findings_of_one_fingerprint_are_told_apart() -> None:
    tree = parsed(written(report(plain(1), plain(1), plain(2))))
    assert [one.get("id") for one in having(tree, "entry")] == [f"{1:012x}", f"{1:012x}-2", f"{2:012x}"]


def test_the_page_asks_nobody_for_anything_and_runs_nothing() -> None:
    text = written(every_class())
    tree = parsed(text)
    tags = {str(one.tag) for one in tree.iter()}
    assert not tags & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "svg",
        "video",
        "audio",
        "template",
    }
    attributes = {name for one in tree.iter() for name in one.attrib}
    assert not [
        name for name in attributes if name.startswith("on") or name in ("src", "srcset", "action", "background")
    ]
    assert not re.search(r"url\(|@import|expression\(|https?:", styles(tree))
    policy = only([one for one in tree.iter("meta") if one.get("http-equiv") == "Content-Security-Policy"])
    content = policy.get("content", "")
    assert content == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    # What stands before the policy would not be bound by it.
    assert text.index("Content-Security-Policy") < text.index("<style>")


def test_the_title_names_verdict_api_and_sides() -> None:
    of = replace(report(plain(1)), title="Pet <shop>", old="main", new="spec/a.yaml")
    tree = parsed(written(of))
    assert said(only(list(tree.iter("title")))) == "Breaking · Pet <shop> · main → spec/a.yaml"
    assert said(only(list(tree.iter("h1")))) == "Pet <shop>"
    assert only(list(tree.iter("html"))).get("lang") == "en"


def test_headings_go_down_by_one_and_landmarks_are_there() -> None:
    tree = parsed(written(every_class()))
    levels = [int(str(one.tag)[1]) for one in tree.iter() if re.fullmatch(r"h[1-6]", str(one.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert {"header", "main", "nav", "form"} <= {str(one.tag) for one in tree.iter()}
    assert only(having(tree, "skip")).get("href") == "#findings"


def test_what_was_accepted_is_shown_with_who_and_why() -> None:
    accepted = agreed("Nobody <used> it.", "Ada", "2027-01-31")
    tree = parsed(written(report(plain(1, accepted=accepted), plain(2))))
    first, second = having(tree, "entry")
    assert "accepted" in first.get("class", "").split()
    assert said(only(having(first, "by"))) == "Accepted by Ada, until 2027-01-31: Nobody <used> it."
    assert not having(second, "by")
    assert said(only(having(tree, "accepted-note"))) == "1 accepted: they stay visible, and do not count."
    assert said(only(having(only(having(tree, "class")), "tally"))) == "1 + 1 accepted"
    forever = replace(accepted, until="")
    (entry,) = having(parsed(written(report(plain(1, accepted=forever)))), "entry")
    assert said(only(having(entry, "by"))) == "Accepted by Ada: Nobody <used> it."


def test_each_class_and_each_resource_has_a_filter_and_a_target_is_never_hidden() -> None:
    of = report(*(plain(n, one, resources=(f"res {n}",) if n else ()) for n, one in enumerate(CLASSES)), change(9))
    tree = parsed(written(of))
    rules = styles(tree)
    inputs = {one.get("id", ""): one for one in tree.iter("input")}
    labels = {said(label): only(list(label.iter("input"))).get("id", "") for label in tree.iter("label")}
    assert all("checked" in one.attrib for name, one in inputs.items() if name.startswith("show-"))
    assert [name for name, one in inputs.items() if one.get("type") == "radio" and "checked" in one.attrib] == [
        "in-all"
    ]
    for class_ in (*CLASSES, "accepted"):
        assert f"show-{class_}" in inputs
        hidden = only_rule(rules, f".filter:has(#show-{class_}:not(:checked))")
        assert ":target" in hidden
    for n in range(1, len(CLASSES)):
        mark = labels[f"res {n} 1"].removeprefix("in-")
        hidden = only_rule(rules, f".filter:has(#in-{mark}:checked)")
        assert hidden.count(":target") == 2
        assert [one.get("id") for one in having(tree, mark) if one.tag == "article"] == [f"{n:012x}"]
    assert labels["elsewhere 1"]
    # The rules look for siblings: the form stands right before the findings.
    columns = only(having(tree, "columns"))
    assert [one.tag for one in columns] == ["form", "main"]


def only_rule(rules: str, start: str) -> str:
    found = [rule for rule in re.findall(r"[^{}]+\{[^{}]*\}", rules) if rule.strip().startswith(start)]
    assert len(found) == 1, (start, found)
    assert "display: none" in found[0]
    return str(found[0])


def test_changed_words_are_marked_on_both_sides() -> None:
    fact = replace(plain(1).judged.fact, node=f"{NODE}/summary", before="List pets", after="List all pets")
    made = plain(1, judged=replace(plain(1).judged, fact=fact))
    symbol = Symbol(target="py", kind="method", name="f", before="f(a: int)", after="f(a: str)", breaking=True)
    tree = parsed(written(report(replace(made, symbols=(symbol,)))))
    entry = only(having(tree, "entry"))
    old, new = only(having(entry, "pair"))
    assert said(only(having(old, "place"))) == "Old old.yaml:3:5"
    assert [(one.get("data-n"), said(one)) for one in having(old, "changed")] == [("4", "summary: List pets")]
    assert [(one.get("data-n"), said(one)) for one in having(new, "changed")] == [("4", "summary: List all pets")]
    assert [said(one) for one in new.iter("mark")] == ["all"]
    assert [said(one) for one in old.iter("mark")] == []
    symbols = only(having(entry, "symbols"))
    assert [(one.get("class"), [said(mark) for mark in one.iter("mark")]) for one in symbols.iter("pre")] == [
        ("old", ["int"]),
        ("new", ["str"]),
    ]


def test_a_side_that_has_nothing_says_so() -> None:
    made = plain(1)
    fact = replace(made.judged.fact, new=None)
    tree = parsed(written(report(replace(made, judged=replace(made.judged, fact=fact)))))
    assert said(only(having(tree, "note"))) == "Nothing of it is here."
    tree = parsed(written(report(plain(1)), lambda side, _: OLD if side == "old" else ()))
    assert said(only(having(tree, "note"))) == "The file cannot be shown."
    tree = parsed(written(report(plain(1)), lambda *_: ()))
    assert not having(tree, "pair")


def test_a_file_is_read_once_a_side() -> None:
    asked: list[tuple[str, str]] = []

    def read(side: str, where: Location) -> Sequence[str]:
        asked.append((side, where.file))
        return OLD

    written(report(plain(1), plain(2), plain(3)), read)
    assert sorted(asked) == [("new", "new.yaml"), ("old", "old.yaml")]


def test_many_places_are_listed_and_more_are_counted() -> None:
    uses = [Use(operation=f"GET /things/{n}", polarity="response", status="200") for n in range(USES + 5)]
    made = plain(1)
    tree = parsed(written(report(replace(made, judged=replace(made.judged, reach=tuple(uses))))))
    found = [said(one) for one in only(having(tree, "uses")).iter("li")]
    assert found[:2] == ["GET /things/0, response 200", "GET /things/1, response 200"]
    assert len(found) == USES + 1
    assert found[-1] == "and 5 more"
    flipped = Use(operation="webhook petBorn", polarity="response", flipped=True)
    reach = (flipped, *(replace(flipped, operation=f"webhook {n}", polarity="request", status="200") for n in "abc"))
    tree = parsed(written(report(replace(made, judged=replace(made.judged, reach=reach)))))
    found = [said(one) for one in only(having(tree, "uses")).iter("li")]
    assert found[:2] == ["webhook petBorn, request", "webhook a, response 200"]


def test_nothing_has_changed() -> None:
    of = report(verdict="none")
    tree = parsed(written(replace(of, api=replace(of.api, needs="none", sufficient=True, unless=None))))
    assert "Nothing that these descriptions say has changed." in said(only(having(tree, "verdict")))
    assert not list(tree.iter("form"))
    assert not having(tree, "entry")


def test_what_is_said_of_versions_is_shown() -> None:
    made = plain(1)
    of = report(made)
    api = replace(of.api, before="1.0.0", after="1.1.0", lowest="2.0.0")
    package = replace(of.packages[0], name="python", before="1.0.0", after="2.0.0", lowest="2.0.0", sufficient=True)
    tree = parsed(written(replace(of, api=api, packages=(package,))))
    first, second = next(tree.iter("tbody"))
    assert said(first).startswith(
        "API 1.0.0 → 1.1.0, too little: at least 2.0.0 major or minor, if what is only possible"
    )
    assert having(first, "short")
    assert not having(second, "short")
    assert said(second).startswith("python 1.0.0 → 2.0.0 major")
    assert [one.get("href") for one in first.iter("a")] == [f"#{made.judged.fingerprint}"]


def test_the_same_review_is_the_same_page() -> None:
    assert written(every_class()) == written(every_class())
    assert "\r" not in written(every_class())


def test_hostile_sizes_are_cut() -> None:
    huge = "x" * 1_000_000
    made = change(1, text=lambda: huge)
    text = written(report(made, text=lambda: "word"), lambda *_: [huge, "a: " + huge, *["- b"] * 100_000])
    small = written(report(change(1)))
    assert len(text) < len(small) + 100_000


def test_a_large_review_is_of_sane_size() -> None:
    text = written(report(*(plain(n, CLASSES[n % 5], resources=(f"r{n % 100}",)) for n in range(2_000))))
    assert len(text) < 2_000 * 5_000


PAYLOADS: Final = (
    *("<script>alert(1)</script>", "</style><script>", "</title><img src=x onerror=alert(1)>", '" onclick="x', "' x='"),
    *("<!--", "-->", "]]>", "&lt;", "&amp;lt;", "&#60;", "<mark>", "</article>", "javascript:alert(1)", "http://x.y"),
    *(
        "{{ 7 * 7 }}",
        "{% raw %}",
        "`<b>`",
        "a`<i>`b",
        "\x00",
        "\x1b[31m",
        "\u202e",
        "\u2028",
        "\ufeff",
        "\ud800",
        "\r\n",
    ),
    *("\t", "/", "~1", "#", "%", "\U0010ffff", "</p><p>", "<svg/onload=x>", "<plaintext>", "<![CDATA["),
)
HOSTILE: Final = st.sampled_from(PAYLOADS) | st.text(st.characters(), min_size=1, max_size=8)
PARTS: Final = ("mark", "code")
"""Tags inside a text: where they stand depends on its words."""


def shape(tree: Element) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield tags with their attributes, but for what depends on words and lines on purpose."""
    for one in tree.iter():
        classes = one.get("class", "").split()
        if one.tag in PARTS:
            assert not one.attrib
        elif classes in (["same"], ["changed"], ["gap"], ["none"]):
            assert set(one.attrib) == {"class", "data-n"}
            assert re.fullmatch(r"\d*", one.get("data-n", ""))
        elif classes != ["subject"]:
            kept = {name: value for name, value in one.attrib.items() if name != "style"}
            assert re.fullmatch(r"(--rows:\d+)?", one.get("style", ""))
            yield str(one.tag), tuple(sorted(kept.items()))


@settings(max_examples=50)
@given(texts=st.lists(HOSTILE, min_size=1, max_size=5), names=st.lists(HOSTILE, min_size=3, max_size=3, unique=True))
@example(texts=list(PAYLOADS), names=["<a>", "</style>", '"'])
def test_hostile_texts_make_the_same_page_with_other_words(texts: list[str], names: list[str]) -> None:
    rest = itertools.cycle(texts)
    # A text of white space alone is shown as nothing, on purpose.
    evil = made(lambda: f"{next(rest)}x", names)
    fair = made(lambda: "word", ["first", "second", "third"])
    assert Counter(drop_resources(shape(evil))) == Counter(drop_resources(shape(fair)))


def made(text: Text, names: Sequence[str]) -> Element:
    """Return the page of two changes with some text in every place that has one."""
    changes = change(1, text=text, resources=names[:2]), change(2, "docs-only", text=text, resources=names[2:])
    told = written(report(*changes, text=text), lambda *_: [*OLD[:3], *(f"      {text()}" for _ in range(4))])
    assert all(printable(line) == line for line in told.split("\n"))
    told.encode("utf-8")
    return parsed(told)


def drop_resources(found: Iterator[tuple[str, tuple[tuple[str, str], ...]]]) -> Iterator[object]:
    """Yield tags without the numbers of resources, which go by the alphabet."""
    for tag, attributes in found:
        if ("name", "resource") not in attributes:
            yield tag, tuple((name, re.sub(r"\br\d+\b", "", value).split()) for name, value in attributes).__repr__()


COLOURS: Final = (TEMPLATES / "colours.css").read_text()
SHEETS: Final = "".join((TEMPLATES / f"{name}.css").read_text() for name in ("page", "entry", "filter"))
TEXT: Final = 4.5
PARTS_OF_CONTROLS: Final = 3.0
LINES_OF_CODE: Final = ("old-line", "new-line")
PAIRS: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        *("ground", "raised", "code", "old-word", "new-word", *LINES_OF_CODE),
        *("docs-soft", "breaking-soft", "possible-soft", "fine-soft"),
    ),
    "quiet": ("ground", "raised", "code", *LINES_OF_CODE),
    "link": ("ground", "code"),
    "breaking": ("ground", "breaking-soft", "old-line"),
    "possible": ("ground", "possible-soft"),
    "fine": ("ground", "fine-soft", "new-line"),
    "docs": ("ground", "docs-soft"),
}
"""What is written in which colour on which."""


def palettes() -> dict[str, dict[str, str]]:
    light, _, dark = COLOURS.partition("@media screen and (prefers-color-scheme: dark)")
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", text))
        for name, text in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(name: str) -> None:
    palette = palettes()[name]
    low = {
        (text, ground): round(contrast(palette[text], palette[ground]), 2)
        for text, grounds in PAIRS.items()
        for ground in grounds
        if contrast(palette[text], palette[ground]) < TEXT
    }
    assert not low
    for part, ground in itertools.product(("control", "focus"), ("ground", "raised")):
        assert contrast(palette[part], palette[ground]) >= PARTS_OF_CONTROLS, (part, ground)


def test_every_colour_is_in_both_palettes_and_every_colour_of_text_is_checked() -> None:
    light, dark = palettes().values()
    assert set(light) == set(dark)
    used = set(re.findall(r"var\(--([a-z-]+)\)", SHEETS))
    assert used - {"tone", "soft", "rows"} <= set(light)
    assert set(light) <= used
    written_in = set(re.findall(r"(?<![a-z-])color: var\(--([a-z-]+)\)", SHEETS))
    tones = set(re.findall(r"--tone: var\(--([a-z-]+)\)", SHEETS)) - {"control"}  # of what was accepted: only an edge
    assert (written_in | tones) - {"tone"} == set(PAIRS)
    softs = set(re.findall(r"--soft: var\(--([a-z-]+)\)", SHEETS))
    assert softs <= set(PAIRS["text"])
    assert not re.search(r"#[0-9a-f]{3,8}\b", SHEETS.replace("#show-", "").replace("#in-", "")), "a colour of its own"


def test_a_view_that_lacks_something_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(FindingError) as caught:
        render_review(None, str(TEMPLATES))
    assert caught.value.findings[0].rule == "bad-template"
    with pytest.raises(FindingError) as caught:
        render_review(page(report(), lines), str(tmp_path / "gone"))
    assert caught.value.findings[0].rule == "no-templates"


def test_rendering_needs_no_plan_and_jinja_only_when_it_renders() -> None:
    script = (
        "import sys, hexapla.render\n"
        "print([name for name in sys.modules if name.split('.')[0] == 'jinja2' or name.startswith('hexapla.plan')])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
