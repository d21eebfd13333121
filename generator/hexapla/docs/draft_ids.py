"""What operations are called: `resource.method`, from methods and paths; titles where those do not tell two apart.

In: the operations of the pages, with their paths cut at slashes. Out: a resource and a method for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hexapla.docs.draft_paths import BASE
from hexapla.docs.draft_words import is_ids, is_plural, resource_word, singular, unused, word_of

_ITEM: Final = {"GET": "get", "POST": "create", "PUT": "update", "PATCH": "patch", "DELETE": "delete"}
_MANY: Final = {"PUT": "update_many", "PATCH": "patch_many", "DELETE": "delete_many"}
_ALL: Final = {"GET": "list", "POST": "create", **_MANY}
_STOP: Final = frozenset({"a", "an", "the", "of", "for", "in", "to", "from", "and", "or", "by", "given", "get", "list"})


@dataclass(frozen=True, slots=True)
class Call:
    """An operation as far as its name is concerned; `segments` are those behind the server, without empty ones."""

    method: str
    segments: tuple[str, ...]
    title: str
    heading: str
    answers_list: bool
    answers_record: bool

    @property
    def literals(self) -> list[str]:
        """The segments that are words, and no versions."""
        return [part for part in self.segments if "{" not in part and not BASE.fullmatch(part)]

    @property
    def is_item(self) -> bool:
        """Whether the path ends with a parameter."""
        return bool(self.segments) and "{" in self.segments[-1]


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an operation."""

    resource: str
    method: str

    @property
    def id(self) -> str:
        """The `operationId`."""
        return f"{self.resource}.{self.method}"


def named(calls: Sequence[Call]) -> list[Name]:
    """Return the names of operations, none of them twice.

    Of those that would have one name, the one with the shortest path has it; the others tell what else stands in
    their paths, then in their titles.
    """
    below = Counter(call.segments[:at] for call in calls for at in range(1, len(call.segments)))
    beside = Counter(call.segments for call in calls)
    wished = [_wished(call, below[call.segments] > 0 or beside[call.segments] > 1) for call in calls]
    taken: set[str] = set()
    made: dict[int, Name] = {}
    for index in sorted(range(len(calls)), key=lambda i: (len(calls[i].segments), i)):
        name = wished[index]
        tries = [name.method, *_longer(calls[index], name)]
        full = unused([f"{name.resource}.{one}" for one in tries], taken)
        taken.add(full)
        made[index] = Name(name.resource, full.removeprefix(f"{name.resource}."))
    return [made[index] for index in range(len(calls))]


def _wished(call: Call, has_more: bool) -> Name:
    """Return the name that an operation would have alone; `has_more`: its path has other operations, or longer ones."""
    literals = [resource_word(part) for part in call.literals]
    resource = next((word for word in reversed(literals) if word), "") or resource_word(call.heading) or "root"
    method = call.method.lower()
    if call.is_item:
        several = is_ids(call.segments[-1].strip("{}")) or is_plural(call.segments[-1].strip("{}"))
        if call.method == "GET" and (call.answers_list or several):
            return Name(resource, "list")
        return Name(resource, (_MANY.get(call.method) if several else None) or _ITEM.get(call.method, method))
    parent = literals[-2] if len(literals) > 1 else ""
    if parent and not has_more and resource and _acts(call, resource):
        return Name(parent, resource)
    if not call.answers_list and not (literals and is_plural(resource)):
        return Name(resource, _ITEM.get(call.method, method))
    return Name(resource, _ALL.get(call.method, method))


def _acts(call: Call, last: str) -> bool:
    """Say whether the last word of a path is what is done with the thing before it, or what is asked of it."""
    if call.method == "GET":
        return not call.answers_list and (call.answers_record or not is_plural(last))
    return call.method == "POST" and not is_plural(last)


def _longer(call: Call, name: Name) -> list[str]:
    """Return names for an operation that another one has the name of, the best first."""
    others = [resource_word(part) for part in call.literals]
    around = [word for word in others if word and word != name.resource and word != name.method]
    under = [resource_word(part.strip("{}")) for part in call.segments if "{" in part]
    told = [word for word in word_of(call.title, "", 12).split("_") if word and word not in _STOP]
    own = {name.resource, singular(name.resource), *name.resource.split("_"), *singular(name.resource).split("_")}
    new = [word for word in told if word not in own and word not in name.method.split("_")]
    method = name.method
    return [
        *(f"{method}_of_{singular(word)}" for word in reversed(around)),
        *(f"{method}_by_{word}" for word in reversed(under) if word),
        *([f"{method}_{'_'.join(new[:2])}"] if new else []),
        *(f"{method}_{call.method.lower()}" for _ in [0] if method != call.method.lower()),
        method,
    ]
