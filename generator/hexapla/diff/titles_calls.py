"""What changed above schemas, in a sentence: paths, operations, parameters, bodies, responses, headers.

In: a fact and what it is about. Out: the sentence. A row each; what a row reads of `before` and `after` is what the
module that adds such facts puts there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hexapla.diff.phrases import code, data, differences, members, names, now, said, token, word
from hexapla.diff.subjects import Subject
from hexapla.diff.words import Fact
from hexapla.model import JSON

Title = Callable[[Fact, Subject], str]

_PLACES: Final = {"query": "the query", "header": "the headers", "path": "the path", "cookie": "the cookies"}
_PAGES: Final = {"first": "first page", "default": "size by default", "maximum": "size at most"}


def noun(text: str) -> Title:
    """Return a title that only names what it is about: the noun stands for `{}`."""
    return lambda _, of: text.replace("{}", of.noun)


def by_after(yes: str, no: str) -> Title:
    """Return a title of what is or is not."""
    return lambda fact, of: (yes if fact.after else no).replace("{}", of.noun)


def with_value(text: str) -> Title:
    """Return a title about what came or went: that stands for `[]`, the noun for `{}`."""

    def title(fact: Fact, of: Subject) -> str:
        value = fact.after if fact.before is None else fact.before
        return _filled(text, of.noun, names(value))

    return title


def from_to(text: str) -> Title:
    """Return a title about one word in place of another: what was stands for `<>`, what is for `[]`."""

    def title(fact: Fact, of: Subject) -> str:
        return _filled(text, of.noun, word(fact.after), word(fact.before))

    return title


def _filled(text: str, noun: str, after: str, before: str = "") -> str:
    """Return a text with its gaps filled at once: what fills one gap may look like another."""
    gaps = {"{}": noun, "[]": after, "<>": before}
    found, rest = "", text
    while rest:
        gap = rest[:2]
        found, rest = (found + gaps[gap], rest[2:]) if gap in gaps else (found + rest[0], rest[1:])
    return found


def _methods(value: JSON) -> str:
    """Return the methods of operations that are told as ``GET pets.get``."""
    found = value if isinstance(value, list) else []
    return names([said(one).partition(" ")[0] for one in found])


def _path(text: str) -> Title:
    return lambda fact, of: f"{of.noun} {text} ({_methods(fact.before if fact.after is None else fact.after)})"


def _tag(fact: Fact, of: Subject) -> str:
    if not fact.before:
        return f"{of.noun} is in the group {word(fact.after)} now, was in none"
    if not fact.after:
        return f"{of.noun} is in no group any more, was in {word(fact.before)}"
    return f"{of.noun} moved from the group {word(fact.before)} to {word(fact.after)}"


def _sunset(fact: Fact, of: Subject) -> str:
    if fact.after is None:
        return f"{of.noun} is no longer said to end, was on {word(fact.before)}"
    was = "was not said" if fact.before is None else f"was on {word(fact.before)}"
    return f"{of.noun} is said to end on {word(fact.after)}, {was}"


def _stability(fact: Fact, of: Subject) -> str:
    before, after = ("not said" if one is None else word(one) for one in (fact.before, fact.after))
    return f"the stability of {of.noun} is {after} now, was {before}"


def _paging(fact: Fact, of: Subject) -> str:
    before, after = (names(list[JSON](members(one).values())) for one in (fact.before, fact.after))
    if fact.before is None:
        return f"{of.noun} pages now, by {after}"
    if fact.after is None:
        return f"{of.noun} no longer pages, was by {before}"
    return f"{of.noun} pages by {after} now, was by {before}"


def _page_size(fact: Fact, of: Subject) -> str:
    return f"the pages of {of.noun}: {differences(fact.before, fact.after, _PAGES)}"


def _id(fact: Fact, of: Subject) -> str:
    return f"the operation id of {of.noun} {now(fact.before, fact.after)}"


def _moved(fact: Fact, of: Subject) -> str:
    before, after = (_PLACES.get(said(one), word(one)) for one in (fact.before, fact.after))
    name = of.noun.partition("parameter ")[2] or of.noun
    return f"the parameter {name} moved from {before} to {after}"


def _called(fact: Fact, of: Subject) -> str:
    kind = of.noun.partition("`")[0]
    return f"{kind}{word(fact.before)} is called {word(fact.after)} now"


def _written(fact: Fact, of: Subject) -> str:
    if fact.before is None:
        return f"{of.noun} is written as {word(fact.after)} now"
    if fact.after is None:
        return f"{of.noun} is no longer written as {word(fact.before)}"
    return f"{of.noun} is written as {word(fact.after)} now, was {word(fact.before)}"


def default(fact: Fact, of: Subject) -> str:
    """Tell of a default, a list of one where there is one: null may be one."""
    before, after = (data(one[0]) if isinstance(one, list) and one else "" for one in (fact.before, fact.after))
    if not before:
        return f"{of.noun} is {after} now where it is left out"
    if not after:
        return f"{of.noun} has no default any more, was {before}"
    return f"{of.noun} is {after} now where it is left out, was {before}"


def _part(fact: Fact, of: Subject) -> str:
    return f"{of.noun} is written in another way: {differences(fact.before, fact.after)}"


def _answers(yes: str, flipped: str) -> Title:
    """Return a title about a status; what is called by the server takes the answers."""

    def title(fact: Fact, of: Subject) -> str:
        status = token(said(fact.after if fact.before is None else fact.before))
        return _filled(flipped if of.flipped else yes, of.owner, status)

    return title


def _statuses(fact: Fact, of: Subject) -> str:
    return f"{of.owner} answers {word(fact.after)} now in place of {word(fact.before)}"


def _reason(text: str) -> Title:
    return lambda fact, of: f"{of.noun} {text} ({code(said(fact.before if fact.after is None else fact.after))})"


def _text(fact: Fact, of: Subject) -> str:
    return f"{of.noun} is worded {word(fact.after)} now, was {word(fact.before)}"


CALLS: Final[dict[str, Title]] = {
    "path.removed": _path("is gone"),
    "path.added": _path("is new"),
    "path.renamed": from_to("the path <> became []"),
    "path.param-renamed": _called,
    "path.prefix-moved": from_to("the path <> became [], at the same address as before"),
    "operation.removed": noun("{} is gone"),
    "operation.added": noun("{} is new"),
    "operation.id-changed": _id,
    "operation.id-added": from_to("{} has the operation id [] now, had none (<> was made up)"),
    "operation.id-removed": from_to("{} has no operation id any more, had <> ([] is made up)"),
    "operation.tag-changed": _tag,
    "operation.deprecated": noun("{} is deprecated now"),
    "operation.undeprecated": noun("{} is no longer deprecated"),
    "operation.sunset-shortened": _sunset,
    "operation.sunset-extended": _sunset,
    "operation.stability-lowered": _stability,
    "operation.stability-raised": _stability,
    "operation.pagination-changed": _paging,
    "operation.page-size-changed": _page_size,
    "param.added-required": noun("{} is new and required"),
    "param.added-optional": noun("{} is new"),
    "param.removed": noun("{} is gone"),
    "param.became-required": noun("{} became required"),
    "param.became-optional": noun("{} became optional"),
    "param.moved": _moved,
    "param.renamed": _called,
    "param.style-changed": from_to("{} is written in the style [] now, was <>"),
    "param.explode-changed": by_after(
        "{} is written once for each of its values now, was once for all",
        "{} is written once for all of its values now, was once for each",
    ),
    "param.content-changed": _written,
    "param.allow-reserved-changed": by_after(
        "reserved characters in {} are sent as they are now", "reserved characters in {} are percent-encoded now"
    ),
    "param.allow-empty-changed": by_after(
        "{} may be sent without a value now", "{} may no longer be sent without a value"
    ),
    "param.default-changed": default,
    "param.deprecated": by_after("{} is deprecated now", "{} is no longer deprecated"),
    "param.order-changed": noun("the parameters of {} stand in another order"),
    "body.added-required": with_value("{} is new and required ([])"),
    "body.added-optional": with_value("{} is new and optional ([])"),
    "body.removed": with_value("{} is gone ([])"),
    "body.became-required": noun("{} became required"),
    "body.became-optional": noun("{} became optional"),
    "body.media-added": with_value("{} may be [] now"),
    "body.media-removed": with_value("{} may no longer be []"),
    "body.schema-added": noun("{} has a schema now, was anything"),
    "body.schema-removed": noun("{} has no schema any more, may be anything now"),
    "body.encoding-changed": _part,
    "body.json-patch-changed": by_after("{} is marked as a JSON Patch now", "{} is no longer marked as a JSON Patch"),
    "response.success-removed": _answers("{} no longer answers []", "{} may no longer be answered with []"),
    "response.success-added": _answers("{} answers [] now", "{} may be answered with [] now"),
    "response.error-added": _answers("{} may fail with [] now", "{} may be refused with [] now"),
    "response.error-removed": _answers("{} is no longer said to fail with []", "{} may no longer be refused with []"),
    "response.default-added": _answers(
        "{} describes all other answers now ([])", "{} describes all other answers now ([])"
    ),
    "response.default-removed": _answers(
        "{} no longer describes all other answers ([])", "{} no longer describes all other answers ([])"
    ),
    "response.status-generalised": _statuses,
    "response.status-specialised": _statuses,
    "response.media-added": with_value("{} can be asked for as [] now"),
    "response.media-removed": with_value("{} can no longer be asked for as []"),
    "response.body-added": with_value("{} has a body now ([])"),
    "response.body-removed": with_value("{} has no body any more (was [])"),
    "response.stream-changed": lambda fact, of: f"{of.noun} is {names(fact.after)} now, was {names(fact.before)}",
    "response.reason-added": _reason("is new"),
    "response.reason-removed": _reason("is gone"),
    "response.reason-text-changed": _text,
    "header.removed": noun("{} is gone"),
    "header.became-optional": noun("{} became optional"),
    "header.added": noun("{} is new"),
    "header.became-required": noun("{} became required"),
    "header.deprecated": by_after("{} is deprecated now", "{} is no longer deprecated"),
}
"""The titles above schemas, by rule."""
