"""A first OpenAPI document from documentation pages, for a curator to go over; a client can be generated at once.

In: the facts of pages, and the pages' bytes for the hosts of their URLs. Out: an OpenAPI 3.1.1 document as plain
data, and findings: every guess is a note at its line of the page and a mark in the document, what OpenAPI cannot say is
an error. Where there is no error, `docs check` finds nothing wrong with the document, held against the same pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from hexapla.docs.draft_answers import Answers
from hexapla.docs.draft_bodies import Bodies, is_bare_array
from hexapla.docs.draft_ids import Call, Name, named
from hexapla.docs.draft_library import Library, linked
from hexapla.docs.draft_notes import Notes
from hexapla.docs.draft_parameters import Parameters
from hexapla.docs.draft_paths import Site, Sites, sites
from hexapla.docs.draft_security import security
from hexapla.docs.emit import Data
from hexapla.docs.facts import OperationFacts
from hexapla.docs.lock import LockedOperation, lock
from hexapla.docs.tree import grow
from hexapla.finding import Finding, Location

_SUMMARY: Final = 120
_PAGING: Final = re.compile(r"page", re.IGNORECASE)
_SIZE: Final = re.compile(r"per_?page|page_?size|limit", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as plain data, and what a curator should know about it."""

    document: dict[str, Data]
    findings: tuple[Finding, ...]


def draft(facts: Sequence[OperationFacts], pages: Mapping[str, bytes] | None = None) -> Draft:
    """Draft a document.

    Args:
        facts: of all pages, in the order wanted.
        pages: the bytes of the pages, by their paths as the facts have them.

    Returns:
        The document, and findings at the pages' lines.
    """
    notes = Notes()
    found = sites(facts, pages or {}, notes)
    locked = lock(site.facts for site in found.sites).operations
    names = named([_call(site, lock) for site, lock in zip(found.sites, locked, strict=True)])
    library = Library()
    bodies = Bodies(library, notes)
    answers = Answers(bodies, library, notes)
    host = _host(found, notes)
    safe = security([site.facts for site in found.sites], pages or {}, notes)
    paths: dict[str, dict[str, Data]] = {}
    for site, lock_, name in zip(found.sites, locked, names, strict=True):
        operation = _operation(site, lock_, name, answers, notes)
        if site.host and site.host != host:
            operation["servers"] = [{"url": site.host + found.base}]
        paths.setdefault(site.template, {})[site.facts.method.lower()] = operation
    schema_names = library.names()
    components: dict[str, Data] = {"schemas": library.schemas(schema_names)} if schema_names else {}
    components |= {"securitySchemes": safe} if safe else {}
    document: dict[str, Data] = {
        "openapi": "3.1.1",
        "info": {"title": _title(found, host), "version": "0.1.0"},
        "servers": [{"url": host + found.base or "/"}],
        **({"security": [{scheme: []} for scheme in safe]} if safe else {}),
        "tags": [{"name": resource} for resource in dict.fromkeys(name.resource for name in names)],
        "paths": {path: linked(item, schema_names) for path, item in paths.items()},
        **({"components": components} if components else {}),
    }
    evidence = notes.evidence()
    if evidence:
        document["x-evidence"] = evidence
    return Draft(document, tuple(notes.findings()))


def _call(site: Site, locked: LockedOperation) -> Call:
    """Return what names an operation; its path is cut where the server ends."""
    success = [response.fields for response in locked.responses if response.status.startswith("2")]
    rows = next((fields for fields in success if fields), ())
    facts = site.facts
    is_list = is_bare_array(grow(rows)[0]) if rows else False
    # The names of its own URL: that several are meant shows in these.
    own = iter(site.own)
    parts = tuple(
        f"{{{next(own)}}}" if re.search(r"\{.*\}", part) else part for part in site.template.split("/") if part
    )
    return Call(facts.method, parts, facts.title, facts.heading, is_list, bool(rows))


def _operation(site: Site, locked: LockedOperation, name: Name, answers: Answers, notes: Notes) -> dict[str, Data]:
    facts = site.facts
    made: dict[str, Data] = {"operationId": name.id, "tags": [name.resource], **_described(facts)}
    heading = " ".join(f"{facts.method} {facts.title}".split())
    file = quote(re.split(r"[/\\]", facts.where.file)[-1])
    made["externalDocs"] = {"url": file or ".", "description": heading}
    parameters = Parameters(site, notes).listed()
    if parameters:
        made["parameters"] = parameters
        _paging(facts, notes)
    body = answers.request(facts, locked, name)
    if body:
        made["requestBody"] = body
    made["responses"] = answers.responses(facts, locked, name)
    return made


def _described(facts: OperationFacts) -> dict[str, Data]:
    """Return the summary, of one short line, and the description, where the page says more."""
    text = "" if facts.summary == "-" else facts.summary.strip()
    first = text.split("\n")[0].strip()
    if text and first == text and len(text) <= _SUMMARY:
        return {"summary": text if ". " in text else text.removesuffix(".") or text}
    summary: dict[str, Data] = {"summary": facts.title} if facts.title.strip() else {}
    return {**summary, **({"description": text} if text else {})}


def _host(found: Sites, notes: Notes) -> str:
    """Return the host that most operations have."""
    hosts = [site.host for site in found.sites if site.host]
    if not hosts:
        if found.sites:
            message = "no URL with a host was found: write the server into the document"
            notes.lacking(message, found.sites[0].facts.where)
        return ""
    most = max(dict.fromkeys(hosts), key=hosts.count)
    for site in found.sites:
        if site.host and site.host != most:
            notes.guess(f"the server of this operation is {site.host}, that of most others {most}", site.facts.where)
    return most


def _title(found: Sites, host: str) -> str:
    headings = [heading for site in found.sites if (heading := " ".join(site.facts.heading.split()))]
    few = list(dict.fromkeys(headings))[:3]
    return " and ".join(few) if few else re.sub(r"https?://", "", host) or "API"


def _paging(facts: OperationFacts, notes: Notes) -> None:
    """Tell of what looks like pages; which is the first of them no page says, and a wrong guess would lose rows."""
    if facts.method != "GET":
        return
    numbers = [row for row in facts.query_params if row.type == "integer"]
    page = next((row for row in numbers if _PAGING.fullmatch(row.name)), None)
    size = next((row for row in numbers if _SIZE.fullmatch(row.name)), None)
    if page and size:
        message = f"`{page.name}` and `{size.name}` look like numbered pages: which is the first is not documented"
        hint = f"if it is 1: x-pagination: {{page: {page.name}, size: {size.name}, first: 1}}"
        notes.guess(message, Location(facts.where.file, page.line), hint)
