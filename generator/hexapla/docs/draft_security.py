"""How calls of a draft authenticate: what the code samples of the pages send.

In: the facts of operations, and the bytes of their pages: facts keep the way of a sample, and not the words for its
credentials. Out: security schemes by name, each of which is enough for a call.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from hexapla.docs.draft_notes import Notes
from hexapla.docs.draft_words import word_of
from hexapla.docs.emit import Data
from hexapla.docs.facts import OperationFacts
from hexapla.docs.samples_facts import NONE
from hexapla.finding import Location

_PART: Final = r"(<[^<>\n]{1,40}>|[\w.-]{1,40})"
_USER: Final = re.compile(rf"(?:^|\s)(?:-u|--user)[ =]+[\"']?{_PART}:{_PART}(?=[\s\"'\\]|$)", re.MULTILINE)
_BEARER: Final = re.compile(r"Authorization[\"']?\s*[:,]\s*[\"'`]?Bearer\s", re.IGNORECASE)
_HEADER: Final = re.compile(r"(?:-H|--header)[ =]+[\"']([A-Za-z][A-Za-z0-9-]{1,60}):\s*[<{$]")
_OTHERS: Final = frozenset({"authorization", "content-type", "accept", "user-agent"})


def security(facts: Sequence[OperationFacts], pages: Mapping[str, bytes], notes: Notes) -> dict[str, Data]:
    """Return the security schemes that the samples show."""
    texts = {file: html.unescape(data.decode("utf-8", "replace")) for file, data in pages.items()}
    ways = {sample.auth for operation in facts for sample in operation.samples} - {NONE}
    users = [(file, match) for file, text in texts.items() for match in _USER.finditer(text)]
    found: dict[str, Data] = {}
    if users or "basic" in ways:
        found["basic"] = {"type": "http", "scheme": "basic", **_credentials(match for _, match in users)}
    if "bearer" in ways or any(_BEARER.search(text) for text in texts.values()):
        found["bearer"] = {"type": "http", "scheme": "bearer"}
    names = dict.fromkeys(match[1] for text in texts.values() for match in _HEADER.finditer(text))
    for name in names:
        if name.lower() not in _OTHERS:
            found[word_of(name, "key")] = {"type": "apiKey", "in": "header", "name": name}
    if facts:
        _tell(facts, texts, found, notes)
    return found


def _tell(facts: Sequence[OperationFacts], texts: Mapping[str, str], found: Mapping[str, Data], notes: Notes) -> None:
    """Tell which schemes are taken, at the first sample that shows one."""
    where = facts[0].where
    for file, text in texts.items():
        first = _USER.search(text) or _BEARER.search(text) or _HEADER.search(text)
        if found and first:
            start = text.rfind("\n", 0, first.start(1) if first.lastindex else first.start()) + 1
            where = Location(file, text.count("\n", 0, start) + 1)
            break
    if found:
        notes.guess(f"the samples authenticate so, and every call is taken to: {', '.join(found)}", where)
    else:
        notes.guess("no sample shows how a call authenticates, so none does", where, "declare `security`, if it should")


def _credentials(users: Iterable[re.Match[str]]) -> dict[str, Data]:
    """Return the ways to fill a basic scheme, as samples print placeholders for them."""
    ways = dict.fromkeys((_value(match[1]), _value(match[2])) for match in users)
    said: list[Data] = [{"username": user, "password": password} for user, password in ways if "{" in user + password]
    return {"x-credentials": said} if said else {}


def _value(text: str) -> str:
    """Return a constructor argument for a placeholder; what is none stays what it is."""
    return f"{{{word_of(text, 'value')}}}" if text.startswith("<") else text
