"""Operations that speak several media types to operations that speak one each way.

A method takes one kind of body and returns one kind of result. What an operation offers besides is a method of its
own (`export` and `export_as_csv`), unless it says the same in another spelling: JSON beside a form of the same schema.
A method's name depends on its media type alone, so that a media type that is added renames no other method.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from hexapla.frozen import frozen, replace
from hexapla.model import Any, Content, Operation, Response
from hexapla.names import snake

Family = Literal["json", "form", "multipart", "text", "binary", "lines", "events"]
"""How a body is written."""

_LINES: Final = (
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/jsonlines",
    "application/json-lines",
    "application/json-seq",
)
_JSON: Final = ("application/json", "text/json", "*/*", "application/*")
_XML_OR_YAML: Final = ("+xml", "/xml", "+yaml", "/yaml", "/x-yaml")
_WORDS: Final = {
    "application/x-www-form-urlencoded": "form",
    "multipart/form-data": "multipart",
    "application/octet-stream": "bytes",
    "text/plain": "text",
    "text/event-stream": "events",
    "*/*": "any",
    **dict.fromkeys(_LINES, "lines"),
}
"""Media types whose own name is no word that a caller would use."""


@frozen
class Variant:
    """An operation in one way of speaking; `suffix` (`as csv`) tells it from the others, empty for the main one."""

    suffix: str
    operation: Operation


def bare(media_type: str) -> str:
    """Return a media type without parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def family(media_type: str) -> Family:
    """Return how a body of a media type is written; what is unknown is bytes."""
    plain = bare(media_type)
    if plain in _LINES or plain.endswith("+json-seq"):
        return "lines"
    if plain in _JSON or plain.endswith("+json"):
        return "json"
    if plain == "application/x-www-form-urlencoded":
        return "form"
    if plain.startswith("multipart/"):
        return "multipart"
    if plain == "text/event-stream":
        return "events"
    return "text" if plain.startswith("text/") or plain.endswith(_XML_OR_YAML) else "binary"


def variants(operation: Operation) -> tuple[Variant, ...]:
    """Return the main way of speaking first, then the other bodies and the other results in the order of the spec."""
    answers = successes(operation)
    sent = _groups(operation.request_body.contents if operation.request_body else (), ())
    order = _order(content for response in answers for content in response.contents)
    got = [_groups(response.contents, order) for response in answers]
    ways: list[tuple[str, str, Operation]] = [("", "", _narrowed(operation, sent[:1], answers, got, ""))]
    for group in sent[1:]:
        ways.append(("with", bare(group[0].media_type), _narrowed(operation, [group], answers, got, "")))
    others = {bare(group[0].media_type): None for groups in got for group in groups[1:]}
    for media_type in others:
        ways.append(("as", media_type, _narrowed(operation, sent[:1], answers, got, media_type)))
    return tuple(_named(ways))


def successes(operation: Operation) -> list[Response]:
    """Return the responses of success; `default` counts where no other does."""
    found = [response for response in operation.responses if response.status.startswith("2")]
    return found or [response for response in operation.responses if response.status == "default"]


def _order(contents: Iterable[Content]) -> tuple[str, ...]:
    """Return the media types in the order in which they are preferred: JSON, then as the spec has them."""
    found = dict.fromkeys(bare(content.media_type) for content in contents)
    return tuple(sorted(found, key=lambda media_type: family(media_type) != "json"))


def _groups(contents: Sequence[Content], order: Sequence[str]) -> list[list[Content]]:
    """Return contents that say the same together, what is preferred first."""
    order = order or _order(contents)
    groups: list[list[Content]] = []
    for content in sorted(contents, key=lambda content: order.index(bare(content.media_type))):
        for group in groups:
            if _says_the_same(group[0], content):
                group.append(content)
                break
        else:
            groups.append([content])
    return groups


def _says_the_same(one: Content, other: Content) -> bool:
    """Say whether two media types spell the same values: streams and files are no spelling of a value."""
    families = {family(one.media_type), family(other.media_type)}
    described = not isinstance(one.type, Any) and not families & {"binary", "lines", "events"}
    return one.type == other.type and (described or len(families) == 1)


def _narrowed(
    operation: Operation,
    sent: Sequence[Sequence[Content]],
    answers: Sequence[Response],
    got: Sequence[Sequence[Sequence[Content]]],
    wanted: str,
) -> Operation:
    """Return an operation with one body, and of each success the content that is wanted, else its main one."""
    body = operation.request_body
    if body is not None and sent:
        body = replace(body, contents=(sent[0][0],))
    chosen = {
        response.status: replace(response, contents=_chosen(groups, wanted))
        for response, groups in zip(answers, got, strict=True)
    }
    responses = tuple(chosen.get(response.status, response) for response in operation.responses)
    return replace(operation, request_body=body, responses=responses)


def _chosen(groups: Sequence[Sequence[Content]], wanted: str) -> tuple[Content, ...]:
    """Return a content and those that are read the very same way: `application/json` and `application/vnd.x+json`."""
    if not groups:
        return ()
    group = next((group for group in groups if bare(group[0].media_type) == wanted), groups[0])
    kind = family(group[0].media_type)
    return tuple(content for content in group if family(content.media_type) == kind)


def _named(ways: Sequence[tuple[str, str, Operation]]) -> Iterable[Variant]:
    """Yield the ways with suffixes; where two media types have one word, the later is told by its whole name."""
    taken: set[str] = set()
    for joint, media_type, operation in ways:
        suffix = f"{joint} {_word(media_type)}" if joint else ""
        if suffix in taken:
            suffix = f"{joint} {snake(media_type)}"
        taken.add(suffix)
        yield Variant(suffix, operation)


def _word(media_type: str) -> str:
    kind, _, name = media_type.partition("/")
    return _WORDS.get(media_type) or snake(name.removeprefix("x-")) or snake(kind) or "other"
