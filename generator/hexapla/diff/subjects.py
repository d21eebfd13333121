"""What an edit is about, in people's words: the path of a fact, read from its root.

In: the path of a fact (`#/operations/GET ~1pets/parameters/query/page`). Out: where it is, as steps
(`GET /pets`, `query parameter page`), a noun for a sentence, and the keywords at the end that stand for no place.
"""

from __future__ import annotations

from typing import Final

from hexapla.diff.atoms import SAYING
from hexapla.diff.phrases import code, plain, token
from hexapla.diff.rest import RULES as KEYWORDS
from hexapla.diff.words import Fact
from hexapla.frozen import frozen, replace

_LEAVES: Final = frozenset({*KEYWORDS, *SAYING, "discriminator", "range", "length", "count", "values"})
"""Words of a path inside a schema that name no part of a value."""

_WRITTEN: Final = ("style", "explode", "content", "allowReserved", "allowEmptyValue")
"""Words of a path behind a parameter that are about how it is written."""

_AS_LEAF: Final = ("docs.text", "docs.extension", "schema.unhandled")
"""Rules of keywords that may have any name: the last word is one."""


@frozen(kw_only=True)
class Subject:
    """What an edit is about.

    Attributes:
        steps: where it is, from the outside in, without backticks.
        noun: it, in a sentence, with the words of the description between backticks.
        owner: the operation it lies in, likewise; the noun itself where it is in none.
        rest: the words of the path that are left.
        flipped: whether the server makes the call.
        method: the operation, as uses call it; empty outside of operations.
    """

    steps: tuple[str, ...]
    noun: str
    owner: str
    rest: tuple[str, ...] = ()
    flipped: bool = False
    method: str = ""

    def down(self, step: str, noun: str, rest: tuple[str, ...]) -> Subject:
        """Return a subject inside of this one."""
        return replace(self, steps=(*self.steps, step), noun=noun, rest=rest)


def subject(fact: Fact) -> str:
    """Return where an edit is: ``GET /pets/{id} · query parameter page``."""
    return " · ".join(about(fact).steps)


def about(fact: Fact) -> Subject:
    """Return what an edit is about."""
    words = tuple(one.replace("~1", "/").replace("~0", "~") for one in fact.node.removeprefix("#").split("/")[1:])
    leaf = words[-1:] if fact.rule in _AS_LEAF else ()
    found = _about(words[: len(words) - len(leaf)])
    return replace(found, rest=(*found.rest, *leaf))


def _about(words: tuple[str, ...]) -> Subject:
    match words:
        case ("operations", name, *rest):
            return _operation(_root(name, "", tuple(rest), method=name))
        case ("webhooks", name, *rest):
            return _operation(_root(name, "webhook ", tuple(rest), flipped=True, method=f"webhook {name}"))
        case ("schemas", name, *rest):
            return _schema(name, tuple(rest))
        case ("paths", name, *rest):
            return _root(name, "", tuple(rest))
        case ("servers", name, "variables", variable, *rest):
            return _root(name, "server ", tuple(rest), "the server ").down(
                f"variable {plain(variable)}", f"the server variable {code(variable)}", tuple(rest)
            )
        case ("servers", name, *rest):
            return _root(name, "server ", tuple(rest), "the server ")
        case ("security", name, *rest):
            return _scheme(_root(name, "security scheme ", tuple(rest), "the security scheme "))
        case ("tags", name, *rest):
            return _root(name, "tag ", tuple(rest), "the tag ")
        case ("sdk", target, name, *rest):
            noun = f"{code(name)} in {code(target)}"
            return Subject(steps=(plain(target), plain(name)), noun=noun, owner=noun, rest=tuple(rest))
        case ("info", *rest):
            return Subject(steps=("API",), noun="the API", owner="the API", rest=tuple(rest))
        case _:
            return Subject(steps=("API",), noun="the API", owner="the API", rest=words)


def _root(
    name: str, step: str, rest: tuple[str, ...], noun: str | None = None, *, flipped: bool = False, method: str = ""
) -> Subject:
    called = f"{'the ' if flipped else ''}{step if noun is None else noun}{code(name)}"
    steps = (f"{step}{plain(name)}",)
    return Subject(steps=steps, noun=called, owner=called, rest=rest, flipped=flipped, method=method)


def _operation(of: Subject) -> Subject:
    """Read on inside an operation."""
    match of.rest:
        case ("parameters", location, name, *rest):
            step = f"{plain(location)} parameter {plain(name)}"
            there = of.down(step, f"the {token(location)} parameter {code(name)}", ())
            return replace(there, rest=tuple(rest)) if rest and rest[0] in _WRITTEN else _typed(there, tuple(rest))
        case ("body", *rest):
            return _carried(of.down("body", f"the body of {of.owner}", tuple(rest)))
        case ("responses", status, *rest):
            if status == "default":
                return _carried(of.down("default answer", f"the default answer of {of.owner}", tuple(rest)))
            return _carried(
                of.down(f"answer {plain(status)}", f"the answer {token(status)} of {of.owner}", tuple(rest))
            )
        case ("callbacks", name, *rest):
            noun = f"the callback {code(name)} of {of.owner}"
            there = of.down(f"callback {plain(name)}", noun, tuple(rest))
            return _operation(replace(there, owner=noun, flipped=True, method=f"callback {name}"))
        case ("server", "variables", name, *rest):
            return of.down(f"server variable {plain(name)}", f"the server variable {code(name)}", tuple(rest))
        case ("server" | "security" as word, *rest):
            return of.down(word, of.noun, tuple(rest))
        case _:
            return of


def _carried(of: Subject) -> Subject:
    """Read on inside of what is sent: media types, schemas, parts of forms, headers."""
    match of.rest:
        case ("content", media, *rest):
            return _carried(of.down(plain(media), of.noun, tuple(rest)))
        case ("schema", *rest):
            return _typed(of, tuple(rest))
        case ("encoding", name, *rest):
            noun = f"the part {code(name)} of {of.noun}"
            return _carried(of.down(f"part {plain(name)}", noun, tuple(rest)))
        case ("headers", name, *rest):
            there = of.down(f"header {plain(name)}", f"the header {code(name)} of {of.noun}", ())
            return _typed(there, tuple(rest))
        case ("x-messages", reason, *rest):
            noun = f"the reason {code(reason)} of {of.noun}"
            return of.down(f"reason {plain(reason)}", noun, tuple(rest))
        case _:
            return of


def _scheme(of: Subject) -> Subject:
    match of.rest:
        case ("flows", kind, *rest):
            return of.down(f"flow {plain(kind)}", f"the flow {code(kind)} of {of.noun}", tuple(rest))
        case _:
            return of


def _typed(of: Subject, words: tuple[str, ...]) -> Subject:
    """Read on inside a type that has no name."""
    path, branches, rest = _path("", words)
    part = "each element" if path == "[]" else code(path)
    noun = f"{part} of {of.noun}" if path else of.noun
    found = replace(of, noun=noun, rest=rest, steps=(*of.steps, *((plain(path),) if path else ())))
    return _branched(found, branches)


def _schema(name: str, words: tuple[str, ...]) -> Subject:
    """Read a path inside a schema that has a name."""
    path, branches, rest = _path(name, words)
    found = Subject(steps=(plain(path),), noun=code(path), owner=code(path), rest=rest)
    return _branched(found, branches)


def _branched(of: Subject, branches: tuple[str, ...]) -> Subject:
    if not branches:
        return of
    steps = (*of.steps[:-1], f"{of.steps[-1]} as {' '.join(map(plain, branches))}")
    return replace(of, steps=steps, noun=f"{of.noun} as {' '.join(map(code, branches))}")


def _path(path: str, words: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return a path as people write it, the branches of unions on the way, and the words that are left."""
    branches: tuple[str, ...] = ()
    while words:
        match words:
            case ("properties", name, *rest):
                path += f".{name}" if path else name
            case ("prefixItems", number, *rest):
                path += f"[{number}]"
            case ("items", *rest):
                path += "[]"
            case ("additionalProperties", *rest):
                path += ".*" if path else "*"
            case (word, *rest) if word in _LEAVES or word.startswith("x-"):
                break
            case (word, *rest):
                branches = (*branches, word)
        words = tuple(rest)
    return path, branches, words
