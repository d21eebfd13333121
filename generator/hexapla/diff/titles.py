"""What changed, in a sentence: the title of every rule.

In: a fact. Out: a sentence without a full stop, words of the description between backticks. A rule without a row here
has no title, and a test says so.
"""

from __future__ import annotations

from typing import Final

from hexapla.diff.phrases import code, differences, items, members, names, now, said, word
from hexapla.diff.subjects import Subject, about
from hexapla.diff.titles_calls import CALLS, Title, from_to, noun, with_value
from hexapla.diff.titles_schemas import SCHEMAS
from hexapla.diff.words import Fact
from hexapla.model import JSON

DECLARATION: Final = 160
"""Characters of a declaration that are shown."""

_FLOW: Final = ("tokens from", "authorization at", "refreshed at")
_QUOTA: Final = {"remaining": "what remains in", "resets_in": "its reset in", "status": "refused with"}
_SCHEME: Final = {"in": "sent in", "name": "named"}


def title(fact: Fact) -> str:
    """Return what changed, in a sentence."""
    return TITLES[fact.rule](fact, about(fact))


def _came(fact: Fact, what: str) -> str:
    """Tell that something is said now, or not any more, or otherwise."""
    if fact.before is None:
        return f"{what} is new"
    return f"{what} is gone" if fact.after is None else f"{what} changed"


def _text(fact: Fact, of: Subject) -> str:
    return _came(fact, f"{_leaf(of)} of {of.noun}")


def _leaf(of: Subject) -> str:
    """Return what people call a keyword: the words of OpenAPI as they are, names that somebody gave as such."""
    called = of.rest[-1] if of.rest else "text"
    shown = f"the {called}" if called.isascii() and called.isalpha() and called.islower() else code(called)
    match of.rest:
        case ("openapi",):
            return "the OpenAPI version"
        case ("values", value, _):
            return f"{shown} of the value {code(value)}"
        case _:
            return shown


def _required(fact: Fact, of: Subject) -> str:
    if [] in items(fact.before):
        return f"{of.owner} needs credentials now, could go without: {_ways(fact.after)}"
    return f"{of.owner} needs credentials now: {_ways(fact.after)}"


def _lifted(fact: Fact, of: Subject) -> str:
    if fact.after is None:
        return f"{of.owner} needs no credentials any more, was {_ways(fact.before)}"
    return f"{of.owner} may go without credentials now, was {_ways(fact.before)}"


def _ways(value: JSON) -> str:
    """Return alternatives: each is a list of schemes that are needed together."""
    found = value if isinstance(value, list) else []
    return " or ".join(names(one) for one in found if one)


def _combined(fact: Fact, of: Subject) -> str:
    return f"{of.owner} needs {names(fact.after)} now, was {names(fact.before)}"


def _scope(text: str) -> Title:
    def write(fact: Fact, of: Subject) -> str:
        scheme = names(list[JSON](of.rest[-2:-1]))
        return f"{of.owner} {text} {word(fact.after if fact.before is None else fact.before)} of {scheme}"

    return write


def _scheme(fact: Fact, of: Subject) -> str:
    return f"{of.noun} changed: {differences(fact.before, fact.after, _SCHEME)}"


def _flow(fact: Fact, of: Subject) -> str:
    if not isinstance(fact.before, list) or not isinstance(fact.after, list):
        if isinstance(fact.before, list) or isinstance(fact.after, list):
            return _came(fact, of.noun)
        return f"the OpenID Connect URL of {of.noun} {now(fact.before, fact.after)}"
    before, after = (dict(zip((*_FLOW, "scopes"), one, strict=False)) for one in (fact.before, fact.after))
    return f"{of.noun} changed: {differences(before, after, {one: one for one in _FLOW})}"


def _credentials(fact: Fact, of: Subject) -> str:
    before, after = (_fields(one) for one in (fact.before, fact.after))
    if fact.before is None:
        return f"{of.noun} is filled from {after} now"
    if fact.after is None:
        return f"{of.noun} is no longer filled from {before}"
    same = " in another way" if before == after else f", was {before}"
    return f"{of.noun} is filled from {after} now{same}"


def _fields(value: JSON) -> str:
    """Return the arguments of each way to fill a scheme."""
    ways = [list[JSON](members(members(one).get("fields")).values()) for one in items(value)]
    return " or ".join(names(one) for one in ways)


def _server(fact: Fact, of: Subject) -> str:
    """Tell of another server: one of all, that of an operation, or a variable in its address."""
    if "variable" in of.noun:
        if of.rest[-1:] == ("default",):
            return f"{of.noun} is {word(fact.after)} by default now, was {word(fact.before)}"
        return _came(fact, of.noun)
    before, after = ("the address of all" if one is None else word(one) for one in (fact.before, fact.after))
    if of.method:
        return f"{of.owner} is called at {after} now, was {before}"
    if of.steps == ("API",):
        return f"the first server is {after} now, was {before}"
    return f"the server {before} became {after}"


def _narrowed(fact: Fact, of: Subject) -> str:
    if fact.before is None:
        return f"{of.noun} may only be {names(fact.after, 'or')} now"
    return f"{of.noun} may no longer be {names(fact.before, 'or')}"


def _widened(fact: Fact, of: Subject) -> str:
    if fact.before is None:
        return f"{of.noun} may be {names(fact.after, 'or')} now"
    return f"{of.noun} may be anything now, was {names(fact.before, 'or')}"


def _quota(fact: Fact, of: Subject) -> str:
    if fact.before is None or fact.after is None:
        return _came(fact, f"the quota of {of.noun}")
    return f"the quota of {of.noun} changed: {differences(fact.before, fact.after, _QUOTA)}"


def _name(fact: Fact, of: Subject) -> str:
    """Tell of a name in code: one that the description gives (`x-name`), or a declaration."""
    if of.rest[-1:] != ("x-name",):
        return _declared("{} is called otherwise, it is")(fact, of)
    if not fact.before:
        return f"{of.noun} is called {word(fact.after)} in code now"
    if not fact.after:
        return f"{of.noun} is no longer called {word(fact.before)} in code"
    return f"{of.noun} is called {word(fact.after)} in code now, was {word(fact.before)}"


def _declared(changed: str, kind: str = "") -> Title:
    """Return a title about a declaration in code, by what to say of one that changed: `{}` stands for what it is of."""

    def write(fact: Fact, of: Subject) -> str:
        before, after = (code(said(one), DECLARATION) for one in (fact.before, fact.after))
        if fact.before is None:
            return f"{kind}{of.noun} is new: {after}"
        if fact.after is None:
            return f"{kind}{of.noun} is gone, was {before}"
        return f"{changed.replace('{}', of.noun)} {after} now, {'as' if before == after else 'was'} {before}"

    return write


_OTHERS: Final[dict[str, Title]] = {
    "security.required": _required,
    "security.lifted": _lifted,
    "security.alternative-added": lambda fact, of: f"{of.owner} may be called with {names(fact.after)} now",
    "security.alternative-removed": lambda fact, of: f"{of.owner} may no longer be called with {names(fact.before)}",
    "security.combined": _combined,
    "security.uncombined": _combined,
    "security.scope-added": _scope("needs the scope"),
    "security.scope-removed": _scope("no longer needs the scope"),
    "scheme.changed": _scheme,
    "scheme.flow-changed": _flow,
    "scheme.renamed": from_to("the security scheme <> is called [] now"),
    "scheme.credentials-changed": _credentials,
    "scheme.added": noun("{} is new"),
    "scheme.removed": noun("{} is gone"),
    "server.changed": _server,
    "server.removed": with_value("the server [] is gone"),
    "server.added": with_value("the server [] is new"),
    "server.variable-narrowed": _narrowed,
    "server.variable-widened": _widened,
    "webhook.removed": noun("{} is gone"),
    "webhook.added": noun("{} is new"),
    "callback.removed": noun("{} is gone"),
    "callback.added": noun("{} is new"),
    "sdk.name-changed": _name,
    "sdk.model-renamed": _declared("the model {} is", "the model "),
    "sdk.model-removed": _declared("the model {} is", "the model "),
    "sdk.model-added": _declared("the model {} is", "the model "),
    "sdk.field-changed": _declared("{} is"),
    "sdk.signature-changed": _declared("the signature of {} is"),
    "sdk.return-changed": _declared("{} returns something else, it is"),
    "sdk.exception-changed": _declared("{} is raised otherwise, it is"),
    "api.quota-changed": _quota,
    "docs.text": _text,
    "docs.extension": _text,
    "info.version": lambda fact, of: f"the version of the API is {word(fact.after)} now, was {word(fact.before)}",
}

TITLES: Final[dict[str, Title]] = {**CALLS, **SCHEMAS, **_OTHERS}
"""The title of every rule, by its id."""
