"""The rules of this stage, each with one sentence.

In: nothing. Out: the reading rules, by which a page that differs from the spec still says the same (counted, never
marked), and the rules of the findings, for `hexapla explain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what it says."""

    name: str
    says: str


NULL: Final = Rule("null-is-nullable", "A description that is the word `null` means that the value may be null.")
ITEMS: Final = Rule(
    "items-is-array", "A table whose only row is an array `items`, with a table of that name, means a bare array."
)
LOST: Final = Rule(
    "lost-name",
    "A row that begins with `string` and ends in an empty cell lost its name, `email`, to mail obfuscation.",
)
PROSE: Final = Rule(
    "prose-narrows", "Enums, formats, ranges, defaults and limits narrow the type that the page prints, on its words."
)

READING_RULES: Final = (NULL, ITEMS, LOST, PROSE)

PAGE_RULES: Final = (
    Rule("page-not-utf-8", "A page is UTF-8 text."),
    Rule("no-operation", "A page holds at least one operation: a method and a title, with a URL underneath."),
    Rule("no-url", "Under the heading of an operation stands its URL."),
    Rule("no-response", "An operation has at least one response; a page without is likely to be cut off."),
    Rule("unknown-line", "Every line of a page is understood, or reported."),
    Rule("more-prose", "A summary, or the text under a status, is one line; more are kept, and named."),
    Rule("bad-row", "A table row has as many cells as the header, a name of one word, a type, and true or false."),
    Rule("ambiguous-row", "A row of glued cells can be split in one way only; otherwise it is not read."),
    Rule("unknown-type", "A type is one of the known words; another is kept as it is printed."),
    Rule("stray-table", "A nested table has the name of an object in a table above it."),
    Rule("empty-table", "A table has rows; one without says nothing."),
    Rule("empty-status", "Something stands under a status: text, messages, or a table."),
    Rule("empty-list", "Under a line that announces messages stands a list of them."),
    Rule("repeated-section", "A section stands once in an operation; where it stands twice, both are read as one."),
    Rule("repeated-status", "A status stands once in an operation; where it stands twice, both are read as one."),
    Rule("repeated-operation", "An operation stands once on all pages."),
    Rule("bad-lock", "The lock has the shape in which `hexapla docs lock` writes it."),
)

CHECK_RULES: Final = (
    Rule("docs-missing", "Everything the documentation states stands in the spec."),
    Rule("docs-undocumented", "Everything in the spec stands in the documentation, or is marked as absent there."),
    Rule("docs-departure", "Where the spec departs from the documentation, a mark says what the page says."),
    Rule("docs-mark-false", "A mark says what the page says."),
    Rule("docs-mark-idle", "A mark is removed when nothing departs any more, or when no page is held against it."),
    Rule("docs-mark-contradiction", "`absent` and `unknown` stand alone in a mark."),
    Rule("docs-mark-misplaced", "A mark says what can be said of its node: no status of a property."),
    Rule("docs-heading", "The description of `externalDocs` is the heading of the operation on its page."),
    Rule("docs-evidence-missing", "`because` is a key of x-evidence."),
    Rule("docs-evidence-unused", "Every sentence of x-evidence is the reason of a mark."),
)
