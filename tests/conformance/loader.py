"""Vectors from YAML: text in, records out; whatever is wrong is a finding with file, line and column.

What a key is compared with says the README of this folder; nothing in a vector is left unread in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

from hexapla.finding import Finding, FindingError, Location, as_text, error, ordered
from hexapla.source import Node, Sources

from tests.client.spec import JSON

from . import known
from .expected import read_expect
from .reading import Reader
from .vector import CATEGORIES, FAULTS, LEFT_OUT, NO_REPLY, OTHER_FILES, RAW, Exchange, Fault, Reply, Vector, Wanted

HERE: Final = Path(__file__).parent
FOLDER: Final = HERE / "vectors"

_KEYS: Final = (
    *("id", "documentation", "operation", "arguments", "options", "client", "pages", "exchanges", "expect"),
)
_OPTIONS: Final = ("timeout", "retries", "query", "headers", "body")
_CLIENT: Final = (
    *("on_deviation", "on_quota", "retries", "max_body", "credentials", "user_agent", "spent", "timeout"),
)
_CHOICES: Final = {"on_deviation": ("ignore", "warn", "raise", "collect"), "on_quota": ("raise", "wait")}
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load(folder: Path = FOLDER) -> list[Vector]:
    """Return the vectors of all files under a folder, in the order of the files' names.

    Raises:
        FindingError: a file or a vector is malformed.
    """
    vectors, findings, _ = examined(folder)
    if findings:
        raise FindingError(*findings)
    return vectors


def check(folder: Path = FOLDER) -> tuple[list[Vector], str]:
    """Return the vectors that are well formed, and what is wrong with the others as a text for people."""
    vectors, findings, sources = examined(folder)
    return vectors, as_text(findings, sources.lines)


def examined(folder: Path) -> tuple[list[Vector], list[Finding], Sources]:
    """Return the vectors that are well formed, what is wrong with the others, and where it was read."""
    sources = Sources(lambda path: (folder / path).read_bytes())
    reader = Reader()
    vectors: list[Vector] = []
    for path in sorted(folder.rglob("*.yaml")):
        try:
            root = sources.root(path.relative_to(folder).as_posix())
        except FindingError as problem:
            reader.findings += problem.findings
            continue
        vectors += _file(reader, root, path.stem)
    _unique(reader, vectors)
    return vectors, ordered(reader.findings), sources


def _file(reader: Reader, root: Node, category: str) -> Iterable[Vector]:
    if category not in (*CATEGORIES, *OTHER_FILES):
        reader.fault(
            "category", f"`{category}` is no category", root.where, near=(category, (*CATEGORIES, *OTHER_FILES))
        )
    for node in reader.elements(root, "a file of vectors"):
        before = len(reader.findings)
        vector = _vector(reader, node, category)
        if len(reader.findings) == before:
            yield vector


def _unique(reader: Reader, vectors: Iterable[Vector]) -> None:
    first: dict[str, Location] = {}
    for vector in vectors:
        at = first.setdefault(vector.id, vector.where)
        if at != vector.where:
            message = f"the id `{vector.id}` is taken by the vector at {at.file}:{at.line}"
            reader.findings.append(error("duplicate-id", message, vector.where))


def _vector(reader: Reader, node: Node, category: str) -> Vector:
    reader.mapping(node, _KEYS, "a vector", must=("id", "documentation", "operation", "exchanges", "expect"))
    name, operation = reader.text(node, "id"), reader.text(node, "operation")
    if node.get("id") and not _ID.fullmatch(name):
        reader.fault("bad-id", f"the id `{name}` is not in kebab-case", reader.at(node, "id"))
    said = reader.text(node, "documentation")
    if node.get("documentation") and not said.rstrip().endswith("."):
        reader.fault("documentation", "the documentation is no sentence", reader.at(node, "documentation"))
    expect = read_expect(reader, node.get("expect"))
    exchanges = tuple(
        _exchange(reader, one) for one in reader.elements(node.get("exchanges"), "`exchanges`", empty=True)
    )
    _arguments(reader, node, operation, is_mistake=expect.error == "invalid_argument")
    if expect.dump == "same" and not any(one.reply for one in exchanges):
        reader.fault("nothing-same", "no reply has a body that the dump could be the same as", node.key("expect"))
    if sum(_refused(one) for one in exchanges) not in (0, len(exchanges)):
        message = "where nobody listens no other exchange can happen: `refused` stands alone"
        reader.fault("refused", message, node.key("exchanges"))
    pages = reader.whole(node, "pages", least=1)
    if pages is not None and operation in known.operations() and not known.operations()[operation].is_paged:
        reader.fault("pages", f"`{operation}` does not come in pages", node.key("pages"))
    return Vector(
        id=name,
        category=category,
        where=reader.at(node, "id"),
        documentation=said,
        operation=operation,
        arguments=reader.object(node, "arguments"),
        options=_settings(reader, node, "options", _OPTIONS),
        client=_settings(reader, node, "client", _CLIENT),
        pages=pages,
        exchanges=exchanges,
        expect=expect,
    )


def _refused(one: Exchange) -> bool:
    return one.fault is not None and one.fault.name == "refused"


def _arguments(reader: Reader, node: Node, operation: str, *, is_mistake: bool) -> None:
    """Report an operation that the API does not have, and arguments that the operation does not have or lacks."""
    if node.get("operation") is None:
        return
    found = known.operations().get(operation)
    if found is None:
        message = f"the API has no operation `{operation}`"
        reader.fault("unknown-operation", message, reader.at(node, "operation"), near=(operation, known.operations()))
        return
    given = node.get("arguments")
    names = {name for name, _ in given.items()} if given else set()
    for name in sorted(names - found.arguments):
        assert given is not None
        message = f"`{operation}` has no argument `{name}`"
        reader.fault("unknown-argument", message, given.key(name), near=(name, found.arguments))
    for alternatives in () if is_mistake else found.must:
        if not names & set(alternatives):
            message = f"`{operation}` must be given `{'` or `'.join(alternatives)}`"
            reader.fault("missing-argument", message, node.key("arguments"))


def _settings(reader: Reader, node: Node, name: str, keys: tuple[str, ...]) -> dict[str, JSON]:
    """Return options of a call or settings of a client."""
    found = node.get(name)
    if found is None:
        return {}
    reader.mapping(found, keys, f"`{name}`")
    for key in ("timeout", "spent"):
        reader.number(found, key)
    for key in ("retries", "max_body"):
        reader.whole(found, key)
    for key in ("query", "body"):
        reader.items(found, key)
    for key in ("headers", "credentials"):
        for inner, value in reader.items(found, key):
            reader.is_text(value, f"`{inner}`")
    for key, choices in _CHOICES.items():
        reader.choice(found, key, choices)
    reader.text(found, "user_agent")
    return reader.object(node, name)


def _exchange(reader: Reader, node: Node) -> Exchange:
    reader.mapping(node, ("request", "reply", "fault"), "an exchange")
    fault = _fault(reader, node.get("fault"))
    name = fault.name if fault else ""
    if node.get("reply") is None and fault is None and isinstance(node.value, dict):
        reader.fault("no-answer", "the exchange has neither `reply` nor `fault`", node.where)
    if node.get("reply") is not None and name in NO_REPLY:
        reader.fault("reply-unsent", f"the fault `{name}` sends nothing of a reply", node.key("reply"))
    if (node.get("request") is None) is not (name == "refused") and isinstance(node.value, dict):
        why = "nothing arrives where nobody listens" if name == "refused" else "the exchange does not say its `request`"
        reader.fault("request", why, node.key("request"))
    request, reply = node.get("request"), node.get("reply")
    return Exchange(
        request=None if request is None else _wanted(reader, request),
        reply=None if reply is None else _reply(reader, reply),
        fault=fault,
    )


def _fault(reader: Reader, node: Node | None) -> Fault | None:
    if node is None:
        return None
    named = Node({"name": node}, node.file, node.line, node.column, node.start, node.end)
    given = node if isinstance(node.value, dict) else named
    name = reader.text(given, "name")
    if name not in FAULTS:
        reader.fault("unknown-fault", f"the server has no fault `{name}`", node.where, near=(name, FAULTS))
    else:
        reader.mapping(given, ("name", *FAULTS[name]), f"the fault `{name}`", must=("name",))
    reader.number(given, "seconds")
    reader.text(given, "text")
    reader.text(given, "location")
    return Fault(name, {key: cast("JSON", value.data()) for key, value in given.items() if key != "name"})


def _wanted(reader: Reader, node: Node) -> Wanted:
    reader.mapping(node, ("method", "path", "query", "headers", "body"), "a request", must=("method", "path"))
    path, body = reader.text(node, "path"), node.get("body")
    if node.get("path") and (not path.startswith("/") or "?" in path):
        reader.fault("path", "a path begins with `/` and ends before the query", reader.at(node, "path"))
    pairs = []
    for pair in reader.elements(node.get("query"), "`query`", empty=True):
        texts = [reader.is_text(one, "a name or value of a query") for one in reader.elements(pair, "a pair")]
        if len(texts) == 2:
            pairs.append((texts[0], texts[1]))
        else:
            reader.fault("pair", "a pair of a query is a name and a value", pair.where)
    return Wanted(
        method=reader.text(node, "method"),
        path=path,
        query=tuple(pairs),
        headers={name: reader.text_or_null(one, f"`{name}`") for name, one in reader.items(node, "headers")},
        body=LEFT_OUT if body is None else reader.text_or_null(body, "`body`"),
    )


def _reply(reader: Reader, node: Node) -> Reply:
    reader.mapping(node, ("status", "headers", "body", "base64"), "a reply")
    status = reader.whole(node, "status", least=100, most=999)
    headers: list[tuple[str, str | None]] = []
    for name, one in reader.items(node, "headers"):
        values = one.elements() if isinstance(one.value, list) else [one]
        headers += [(name, _header(reader, value, name)) for value in values]
    return Reply(status=200 if status is None else status, headers=tuple(headers), body=_bytes(reader, node))


def _header(reader: Reader, node: Node, name: str) -> str | None:
    text = reader.text_or_null(node, f"`{name}`")
    if text is not None and not all(" " <= letter <= "\xff" or letter == "\t" for letter in text):
        reader.fault(
            "bad-header", "a header cannot hold line breaks, nor letters that Latin-1 does not have", node.where
        )
        return ""
    return text


def _bytes(reader: Reader, node: Node) -> bytes:
    if node.get("body") is not None and node.get("base64") is not None:
        reader.fault("two-bodies", "the reply has both `body` and `base64`", node.key("base64"))
    text = reader.text(node, "body")
    try:
        return reader.base64(node, "base64") if node.get("base64") is not None else text.encode()
    except UnicodeEncodeError:
        reader.fault("no-utf8", "the body has no UTF-8 form: write it as `base64`", reader.at(node, "body"))
        return b""


__all__ = ["FOLDER", "HERE", "RAW", "check", "examined", "load"]
