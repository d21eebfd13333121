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
    Rule("page-not-text", "A page is text, Markdown or HTML; a PDF document, say, is not read."),
    Rule("page-not-utf-8", "A page is UTF-8 text, or UTF-16 with a byte order mark."),
    Rule("page-too-deep", "A page of HTML is nested no deeper than its parser allows, some 2,000 elements."),
    Rule("open-code", "Code that a fence begins in Markdown ends with one; otherwise it takes the rest of the page."),
    Rule("no-operation", "A page holds at least one operation: a method and a title, with a URL underneath."),
    Rule("no-url", "Under the heading of an operation stands its URL."),
    Rule("no-response", "An operation has at least one response; a page without is likely to be cut off."),
    Rule("unknown-line", "Every line of a page is understood, or reported."),
    Rule("more-prose", "A summary, or the text under a status, is one line; more are kept, and named."),
    Rule("bad-row", "A table row has as many cells as the header, a name of one word, a type, and true or false."),
    Rule("ambiguous-row", "A row, or a table of one cell per line, has one reading only; otherwise it is not read."),
    Rule("unknown-type", "A type is one of the known words; another is kept as it is printed."),
    Rule("stray-table", "A nested table has the name of an object in a table above it."),
    Rule("empty-table", "A table has rows; one without says nothing."),
    Rule("empty-status", "Something stands under a status: text, messages, or a table."),
    Rule("empty-list", "Under a line that announces messages stands a list of them."),
    Rule("repeated-section", "A section stands once in an operation; where it stands twice, both are read as one."),
    Rule("repeated-status", "A status stands once in an operation; where it stands twice, both are read as one."),
    Rule("unread-sample", "Of every code sample language, method and URL are read; otherwise nothing of it is."),
    Rule("repeated-operation", "An operation stands once on all pages."),
    Rule("bad-lock", "The lock has the shape in which `hexapla docs lock` writes it."),
)

SAMPLE_RULES: Final = (
    Rule("sample-method", "A code sample sends the method of its page."),
    Rule("sample-url", "A code sample goes to the URL of its page, and its query has names that a table has."),
    Rule("sample-credentials", "A code sample authenticates, unless the operation needs no credentials."),
    Rule("sample-body", "A code sample sends a body where the page has a table of one, and none otherwise."),
    Rule("sample-keys", "The body of a code sample has the fields of the page's tables."),
    Rule("sample-types", "The values in a code sample have the types of the page's tables."),
)

DRAFT_RULES: Final = (
    Rule("draft-guess", "What a draft guesses is told, and marked where it departs from the page."),
    Rule("draft-lacking", "A draft says what must be written into it before it is of use."),
    Rule("draft-impossible", "What OpenAPI or a mark cannot say of a page is left out of a draft, and told."),
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
