"""Both kinds of client behind one face, and calls made of the examples in the description."""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import inspect
import json
import re
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias

from tests import remote

from .document import FOLDER, Node, Operation, follow

if TYPE_CHECKING:
    from tests.client.server import Reply, Request, Server
else:
    # Packages of tests import no other.
    _spec = importlib.util.spec_from_file_location(
        "harbor_loopback", Path(__file__).parents[1] / "client" / "server.py"
    )
    _module = importlib.util.module_from_spec(_spec)
    sys.modules[_spec.name] = _module
    _spec.loader.exec_module(_module)
    Reply, Request, Server = _module.Reply, _module.Request, _module.Server

__all__ = [
    "ALL",
    "KINDS",
    "Caller",
    "Reply",
    "Request",
    "Server",
    "arguments",
    "example",
    "is_json",
    "is_list",
    "members_of",
    "method_of",
]

Given: TypeAlias = Any
"""What a generated package makes or takes: it is imported too late for types."""

KINDS: Final = ("sync", "async")
ALL: Final = (*KINDS, "typescript")
SPECS: Final = {"harbor_client": "openapi.yaml", "harbor30_client": "harbor30.json"}
CREDENTIALS: Final[Mapping[str, dict[str, str]]] = {
    "bearer": {"token": "t0k"},
    "key": {"x_harbor_key": "k3y"},
    "tenant": {"x_harbor_tenant": "t3n"},
    "ticket": {"ticket": "t1c&k t"},
    "session": {"harbor_session": "s3s"},
    "basic": {"user": "u", "password": "p:w"},
    "machine": {"machine_token": "m4c"},
}
"""By security scheme, what the constructor takes for it."""

RESOURCES: Final = {"Cargo & Holds": "cargo_holds", "2nd watch": "n2nd_watch", "": "default"}
"""By tag; all others are called as they are."""

METHODS: Final = {
    "GET /health": "get_health",
    "GET /tides/now": "get_tides_now",
    "listStations": "list_stations",
    "cargo.import": "import_",
    "crew.list": "list_2",
}
"""By operation; all others are called as the last word of their id."""

SECOND: Final = {
    ("cargo.import", "text/csv"): "import_with_csv",
    ("cargo.manifest", "text/csv"): "manifest_as_csv",
    ("charts.sheet", "text/csv"): "sheet_as_csv",
}
"""Methods for what is sent or answered in another media type."""

NAMES: Final = {
    "StartTime<": "start_time_query",
    "self": "self_",
    "options": "options_",
    "class": "class_",
    "None": "none",
    "2fa_enabled": "n2fa_enabled",
    "+1": "plus_1",
    "-1": "minus_1",
}
"""Arguments that are not called as what they fill, once that is in snake case."""

KINDS_OF: Final = {
    ("berths.moor", "ship"): "Ship2",
    ("berths.moor", "lines"): "list:BerthsMoorRequestLinesItem",
    ("ships.drop_anchor", "chain"): "AnchorChain",
    ("cargo.photograph", "place"): "PlacesAddress",
    ("cargo.weigh", "area"): "Area",
    ("incidents.report", "mark"): "Mark",
    ("cargo.import", "body"): "list:ManifestRow",
}
"""Members of bodies that are models: where no mapping is taken in their place."""

OR_MAPPING: Final = {
    ("charts.simple", "point"): "ChartsSimplePoint",
    ("charts.label", "point"): "ChartsLabelPoint",
    ("charts.matrix", "point"): "ChartsMatrixPoint",
    ("charts.search", "window"): "ChartsSearchWindow",
    ("charts.search", "filter"): "ChartsSearchFilter",
    ("charts.search", "area"): "Area",
    ("charts.simple", "spread"): "Area",
    ("charts.label", "spread"): "Area",
    ("charts.matrix", "spread"): "Area",
    ("charts.fields", "X-Point"): "Area",
    ("charts.fields", "X-Spread"): "Area",
    ("berths.set_mark", "body"): "Mark",
    ("cargo.add", "body"): "Cargo",
    ("cargo.check", "body"): "Rule",
    ("pilots.register", "body"): "Party",
    ("crew.sign_on", "body"): "CrewSignOnRequest",
}
"""Arguments that take a model or a mapping."""


class Caller:
    """A client; what it returns is awaited, and what comes in pieces is gathered."""

    def __init__(
        self, package: ModuleType, kind: str, credentials: Mapping[str, str] | None = None, **settings: Given
    ) -> None:
        """Make the client, with all credentials unless some are given."""
        self.package = package
        self.kind = kind
        if credentials is None:
            credentials = {name: value for given in CREDENTIALS.values() for name, value in given.items()}
        self._runner = asyncio.Runner()
        if kind == "typescript":
            self.remote = remote.remote(FOLDER / SPECS[package.__name__], "Harbor")
            self.face = remote.Face(self.remote)
            with remote.translated(package):
                self.client: Given = remote.Client(self.remote, **credentials, **settings)
            return
        made = package.Harbor if kind == "sync" else package.AsyncHarbor
        self.client = made(**credentials, **settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.kind != "typescript":
            self.run(self.client.close())
        self._runner.close()

    def run(self, found: Given) -> Given:
        """Return a result, awaited where it must be."""

        async def awaited() -> Given:
            return await found

        return self._runner.run(awaited()) if inspect.isawaitable(found) else found

    def call(self, path: str, /, *positional: Given, **named: Given) -> Given:
        """Return what a method returns, as it is."""
        if self.kind == "typescript":
            with remote.translated(self.package):
                return self.client.call(path, *positional, **named)
        resource, _, name = path.partition(".")
        return self.run(getattr(getattr(self.client, resource), name)(*positional, **named))

    def is_a(self, found: Given, name: str) -> bool:
        """Say whether a value is a model of that name; in TypeScript: one that it has nothing against."""
        if not isinstance(found, remote.RemoteRecord):
            return type(found).__name__ == name
        return self.face.deviations(found) == self.face.news(found) == ()

    def whole(self, found: Given) -> Given:
        """Return all bytes of a file."""
        return found.bytes() if self.kind == "typescript" else self.run(found.read())

    def pieces(self, found: Given) -> list[Given]:
        """Return everything in what is iterated over."""

        async def gathered() -> list[Given]:
            return [one async for one in found]

        if self.kind == "typescript":
            with remote.translated(self.package):
                return list(self.remote.ask("all", of=found.of))
        return list(found) if self.kind == "sync" else self._runner.run(gathered())


def is_list(found: Given) -> bool:
    """Say whether a method returned a list in pages, of which nothing is asked for yet."""
    if isinstance(found, remote.Instance):
        return found.kind == "Pager"
    return not isinstance(found, remote.RemoteRecord) and hasattr(found, "pages")


def method_of(one: Operation, kind: str = "") -> str:
    """Return the resource and the method that make a call."""
    tag = (one.raw.get("tags") or [""])[0]
    name = SECOND.get((one.name, kind)) or METHODS.get(one.name) or one.name.rpartition(".")[2]
    return f"{RESOURCES.get(tag, tag)}.{name}"


def example(document: Node, holder: Node) -> Any:  # noqa: ANN401
    """Return the example of a parameter, a header or a media type."""
    if "example" in holder:
        return holder["example"]
    if "content" in holder:
        (inside,) = holder["content"].values()
        return example(document, inside)
    return follow(document, next(iter(holder["examples"].values())))["value"]


def is_json(kind: str) -> bool:
    """Say whether a media type is JSON."""
    essence = kind.partition(";")[0]
    return essence == "application/json" or essence.endswith("+json")


def members_of(document: Node, schema: Node) -> dict[str, Node]:
    """Return the properties of an object, with all that it is made of."""
    schema = follow(document, schema)
    found = {name: {} if member is True else member for name, member in schema.get("properties", {}).items()}
    for part in schema.get("allOf", ()):
        found |= members_of(document, part)
    return found


def arguments(document: Node, one: Operation, kind: str, package: ModuleType, *, models: bool) -> dict[str, Given]:
    """Return the arguments that the examples make; with `models`, objects as models and moments as datetimes."""
    typed = functools.partial(_typed, package, document, models=models)
    found = {
        _name(parameter["name"]): typed((one.name, parameter["name"]), parameter.get("schema", {}), value)
        for parameter in one.parameters
        if (value := example(document, parameter)) is not None
    }
    if not kind:
        return found
    media = one.body["content"][kind]
    value, schema = example(document, media), media["schema"]
    if not isinstance(value, dict) or (one.name, "body") in OR_MAPPING:
        binary = kind.startswith("application/") and not is_json(kind)
        return {**found, "body": value.encode() if binary else typed((one.name, "body"), schema, value)}
    for wire, member in members_of(document, schema).items():
        if wire in value and not member.get("readOnly"):
            name = _name(wire)
            inner = typed((one.name, wire), member, value[wire])
            found[f"{name}_body" if name in found else name] = inner.encode() if _is_file(member) else inner
    return found


def _is_file(schema: Node) -> bool:
    return schema.get("format") == "binary"


def _name(wire: str) -> str:
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", wire)
    return NAMES.get(wire) or re.sub(r"\W", "_", snake).lower()


def _typed(
    package: ModuleType, document: Node, at: tuple[str, str], schema: Node, value: Given, *, models: bool
) -> Given:
    kind = KINDS_OF.get(at) or (OR_MAPPING.get(at) if models else None)
    if kind is not None and not isinstance(value, str):
        text = json.dumps(value)
        inner = getattr(package.models, kind.removeprefix("list:"))
        return package.load(list[inner] if kind.startswith("list:") else inner, text)
    schema = follow(document, schema)
    if models and schema.get("format") in ("date", "date-time"):
        return (date if schema["format"] == "date" else datetime).fromisoformat(value)
    return value
