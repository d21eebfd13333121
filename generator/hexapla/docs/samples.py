"""The code samples of a page as facts: the request that each of them sends.

In: the lines between an operation's summary and its tables. Out: of each sample the language, and method, path, query,
body, credentials and content type of its request; findings for samples that could not be read. Never raises, and takes
time linear in the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hexapla.docs.facts import OperationFacts
from hexapla.docs.samples_facts import NONE, SampleBody, SampleFacts, SampleField
from hexapla.docs.samples_languages import CURL, LANGUAGES, TABS, UNKNOWN, Language
from hexapla.docs.samples_url import url_of
from hexapla.docs.samples_values import value
from hexapla.finding import Finding, Location, note

_ESCAPED: Final = re.compile(r"\\([{}\[\]_<>$*#`])")
_METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_SCHEME: Final = re.compile(r"authorization\b[^\n]{0,60}?\b(basic|bearer)\b", re.IGNORECASE)
_AUTH: Final = (
    ("basic", re.compile(r"basic_?auth\b|\bauth\s*[=:]\s*[({\w]|https?://[^\s/@'\"]{1,200}@", re.IGNORECASE)),
    ("bearer", re.compile(r"bearer_?auth\b", re.IGNORECASE)),
    ("header", re.compile(r"\bauthorization\b[\"']?\]?\s*(?:=>|[:,=])", re.IGNORECASE)),
    ("key", re.compile(r"\b(?:api[-_]?key|(?:auth|access)[-_]token)\b[\"']?\]?\s*(?:=>|[:,=])", re.IGNORECASE)),
)
_USER: Final = re.compile(r"(?:^|\s)(?:-u|--user)(?:[\s=]|(?=[\"'<\w]))", re.MULTILINE)
_CONTENT_TYPE: Final = re.compile(
    r"content[-_]type[\"']?\]?\s*(?:=>|[:,=])\s*[\"'`]?([\w.+-]{1,60}/[\w.+-]{1,60})", re.IGNORECASE
)

# What languages put around a value that they send.
_WRAP: Final = re.compile(
    r"(?:JSON\.(?:stringify|generate|dump)\(|json\.(?:dumps|Marshal)\(|\[\]byte\(|(?:strings|bytes)\.New\w+\(|"
    r"map\[string\](?:interface\{\}|any|string)|(?:serde_json::)?json!\(|Some\(|&|\br?#+|[bfr](?=[\"'])|\$|\s)*[\"'`]{0,3}\s*"
)
_NAME: Final = re.compile(r"[A-Za-z_]\w{0,60}(?![\w.(])")
_FORM: Final = re.compile(r"(?:^|\s)(?:-F|--form)\s+[\"']?([\w.\[\]-]{1,100})=", re.MULTILINE)
_PAIRS: Final = re.compile(r"[\"']?([\w.\[\]-]{1,100}=[^\s\"']*)")
_MOST_PAIRS: Final = 200

_LANGUAGE: Final = "nothing in it tells a language that is read"
_BODY: Final = "its body is cut off, or stands elsewhere, or is none that is known"


def read(lines: Iterable[tuple[str, int]]) -> tuple[SampleFacts, ...]:
    """Read code samples.

    Args:
        lines: the text of each line, and its number on the page.

    Returns:
        The samples in the page's order, also those that could not be read.
    """
    return tuple(_sample(language, texts, line) for language, texts, line in _blocks(lines))


def unread(facts: Iterable[OperationFacts]) -> list[Finding]:
    """Return a finding for the samples of each page that could not be read: one for each language and reason."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for operation in facts:
        for sample in operation.samples:
            why = sample.unread or (_BODY if sample.body == SampleBody("") else "")
            if why:
                found.setdefault((operation.where.file, sample.language, why), []).append(sample.line)
    return [
        note(
            "unread-sample",
            f"{_called(language)} is not {'wholly ' * (why == _BODY)}read: {why}{_more(lines)}",
            Location(file, lines[0]),
        )
        for (file, language, why), lines in found.items()
    ]


def _called(language: str) -> str:
    return "this code sample" if language == UNKNOWN.name else f"this sample of {language}"


def _more(lines: Sequence[int]) -> str:
    more = len(lines) - 1
    return f"; nor {'is' if more == 1 else 'are'} {more} more of this page" if more else ""


def _blocks(lines: Iterable[tuple[str, int]]) -> Iterator[tuple[Language, list[str], int]]:
    """Yield the lines of each sample: it begins where the language changes, and where its first line comes again."""
    language: Language | None = None
    texts: list[str] = []
    begun = 0
    for text, line in lines:
        if TABS.fullmatch(text):
            continue
        told = next((known for known in LANGUAGES if known.sign.match(text)), None)
        if language is None and told is None and UNKNOWN.sign.match(text):
            told = UNKNOWN
        if told and (told is not language or told is CURL or text == texts[0]):
            if language:
                yield language, texts, begun
            language, texts, begun = told, [], line
        texts.append(text)
    if language:
        yield language, texts, begun


def _sample(language: Language, lines: Sequence[str], line: int) -> SampleFacts:
    if language.method is None:
        return SampleFacts(language.name, line, unread=_LANGUAGE)
    text = _ESCAPED.sub(r"\1", "\n".join(lines))
    url = url_of(text)
    method = _method(language, text)
    if url is None:
        return SampleFacts(language.name, line, unread="it has no whole URL")
    if not method:
        return SampleFacts(language.name, line, unread="its method does not stand in it")
    found = _CONTENT_TYPE.search(text)
    return SampleFacts(
        language=language.name,
        line=line,
        method=method,
        path=url[0],
        query=url[1],
        auth=_auth(language, text),
        content_type=found[1].lower() if found else "",
        body=_body(language, text),
    )


def _method(language: Language, text: str) -> str:
    found = language.method.search(text) if language.method else None
    word = next((group for group in found.groups() if group), "").upper() if found else ""
    if found is None:
        word = next((method for sign, method in language.fallback if sign.search(text)), "")
    return word if word in _METHODS else ""


def _auth(language: Language, text: str) -> str:
    if language is CURL and _USER.search(text):
        return "basic"
    scheme = _SCHEME.search(text)
    if scheme:
        return scheme[1].lower()
    return next((name for name, sign in _AUTH if sign.search(text)), NONE)


# -- bodies ------------------------------------------------------------------------------------------------------------


def _body(language: Language, text: str) -> SampleBody | None:
    for found in language.body.finditer(text) if language.body else ():
        at = _wrapped(text, found.end())
        if at == len(text) or text[at] != ")":
            return _given(text, at) or SampleBody("")
    names = [found[1] for found in _FORM.finditer(text)] if language is CURL else []
    return _form(names) if names else None


def _wrapped(text: str, at: int) -> int:
    found = _WRAP.match(text, at)
    return found.end() if found else at


def _given(text: str, at: int, *, named: bool = False) -> SampleBody | None:
    """Return the body that stands at a place, or that a name there was given before."""
    if text.startswith(("{", "["), at):
        if re.compile(r"[{\[\s]*\\\"").match(text, at):  # JSON in a text in double quotes
            return value(text[at:].replace('\\"', '"'), 0)
        return value(text, at)
    pairs = _PAIRS.match(text, at)
    if pairs:
        return _form([pair.partition("=")[0] for pair in pairs[1].split("&")])
    name = _NAME.match(text, at)
    if name and not named:
        given = re.search(rf"\b{name[0]}\b(?:, *\w+)?(?:: [\w<>:]+)?\s*:?=(?!=)\s*", text)
        return _given(text, _wrapped(text, given.end()), named=True) if given else None
    return None


def _form(names: Sequence[str]) -> SampleBody:
    fields = (SampleField(name, "any") for name in dict.fromkeys(names[:_MOST_PAIRS]) if name)
    return SampleBody("object", tuple(fields))
