"""One way to call both clients: an operation and its arguments in, what the method returns out."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from types import TracebackType
from typing import Final, Protocol, Self, TypeAlias, TypeVar, cast

import toggltrack
from toggltrack import AsyncPager, AsyncToggl, Pager, Toggl, models

from .jsontext import Node, parse
from .spec import Operation, Schema, attribute, identifier, kinds, present, properties

T = TypeVar("T")
Arguments: TypeAlias = Mapping[str, object]

TOKEN: Final = "s3cr3t-t0k3n-of-n0b0dy"
BASE: Final = "/api/v9"


class Driver(Protocol):
    """A client behind one face."""

    @property
    def name(self) -> str:
        """Return which one it is."""
        ...

    @property
    def client(self) -> Toggl | AsyncToggl:
        """Return the client."""
        ...

    def call(self, operation: Operation, arguments: Arguments) -> object:
        """Call a method; of a pager, return the rows of one page."""
        ...

    def close(self) -> None:
        """Close the client."""
        ...


class SyncDriver:
    """The client without `await`."""

    name = "sync"

    def __init__(self, url: str, **settings: object) -> None:
        self.client = make(Toggl, url, settings)

    def call(self, operation: Operation, arguments: Arguments) -> object:
        """Call a method; of a pager, return the rows of one page."""
        result = _invoke(self.client, operation, arguments)
        if isinstance(result, Pager):
            return next(cast("Pager[object]", result).pages()).items
        return result

    def close(self) -> None:
        """Close the client."""
        self.client.close()


class AsyncDriver:
    """The client with `await`, on a loop of its own."""

    name = "async"

    def __init__(self, url: str, **settings: object) -> None:
        self.runner = asyncio.Runner()
        self.client = make(AsyncToggl, url, settings)

    def call(self, operation: Operation, arguments: Arguments) -> object:
        """Call a method; of a pager, return the rows of one page."""
        return self.run(self._call, operation, arguments)

    def run(self, function: Callable[..., Awaitable[T]], *arguments: object) -> T:
        """Await a function's result."""

        async def wait() -> T:
            return await function(*arguments)

        return self.runner.run(wait())

    async def _call(self, operation: Operation, arguments: Arguments) -> object:
        result = _invoke(self.client, operation, arguments)
        if isinstance(result, AsyncPager):
            return (await anext(cast("AsyncPager[object]", result).pages())).items
        assert inspect.isawaitable(result)
        return await cast("Awaitable[object]", result)

    def close(self) -> None:
        """Close the client and its loop."""
        self.run(self.client.close)
        self.runner.close()


class Both:
    """Both clients of one server."""

    def __init__(self, url: str, **settings: object) -> None:
        self.sync = SyncDriver(url, **settings)
        self.asynchronous = AsyncDriver(url, **settings)

    @property
    def each(self) -> tuple[SyncDriver, AsyncDriver]:
        """Return the two, to loop over."""
        return self.sync, self.asynchronous

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for driver in self.each:
            driver.close()


def make(kind: Callable[..., T], url: str, settings: Arguments) -> T:
    """Return a client of a loopback server; it tries nothing twice unless told to."""
    known = {"email", "password", "api_token"} & settings.keys()
    credentials = {} if known else {"api_token": TOKEN}
    return kind(**{"base_url": url + BASE, "timeout": 10.0, "retries": 0, **credentials, **settings})


def method_of(client: Toggl | AsyncToggl, operation: Operation) -> Callable[..., object]:
    """Return the client's method for an operation."""
    resource, _, method = operation.id.partition(".")
    found: Callable[..., object] = getattr(getattr(client, identifier(resource)), identifier(method))
    return found


def _invoke(client: Toggl | AsyncToggl, operation: Operation, arguments: Arguments) -> object:
    in_path = [argument.name for argument in operation.of("path")]
    rest = {name: value for name, value in arguments.items() if name not in in_path}
    return method_of(client, operation)(*(arguments[name] for name in in_path), **rest)


def model(name: str) -> Callable[..., object]:
    """Return the model class of a schema."""
    found: Callable[..., object] = getattr(models, name)
    return found


def native(schema: Schema, node: Node, *, typed: bool = False) -> object:
    """Return an argument for a JSON value: models for records, everything else as plain as it comes.

    With `typed` it is what an attribute holds: moments, days and members of enumerations are objects, too. A key the
    schema does not know cannot be given and is left out.
    """
    name, inner = present(schema)
    if node.is_object and "properties" in inner:
        return built(schema, node, typed=typed)
    if node.text.startswith("["):
        return [native(cast("Schema", inner.get("items", {})), item, typed=typed) for item in node.items]
    if not typed or node.is_null:
        return node.value
    if inner.get("format") == "date-time":
        return datetime.fromisoformat(str(node.value)[:19] + "+00:00")
    if inner.get("format") == "date":
        return date.fromisoformat(str(node.value))
    if "number" in kinds(inner):
        return float(node.text)
    return model(name)(node.value) if "enum" in inner else node.value


def built(schema: Schema, node: Node, *, typed: bool) -> object:
    """Return a model built by hand; a null that is no default is set, since None alone is left out."""
    name, inner = present(schema)
    known = {wire: properties(inner)[wire] for wire in node.members if wire in properties(inner)}
    places = {wire: attribute(inner, wire) for wire in known}
    record = model(name)(**{places[wire]: native(known[wire], node.members[wire], typed=typed) for wire in known})
    for wire in known:
        if node.members[wire].is_null:
            toggltrack.set_null(cast("models.Project", record), places[wire])
    return record


def example_arguments(operation: Operation) -> dict[str, object]:
    """Return the arguments that the examples of the spec give."""
    given = {
        one.name: native(one.schema, parse(json.dumps(one.example))) for one in operation.arguments if one.has_example
    }
    if operation.body == "patch":
        given |= patch_arguments(cast("list[Schema]", operation.body_example))
    return given


def patch_arguments(steps: list[Schema]) -> dict[str, object]:
    """Return the arguments that make the steps of a JSON Patch; what is empty is left out."""
    names = {op: [str(step["path"]).removeprefix("/") for step in steps if step["op"] == op] for op in ("remove",)}
    values = {
        op: {str(step["path"]).removeprefix("/"): step["value"] for step in steps if step["op"] == op}
        for op in ("replace", "add")
    }
    return {op: given for op, given in {**values, **names}.items() if given}
