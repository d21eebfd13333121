"""A generated TypeScript client, called from Python: what it returns, throws and sends is judged by the same tests.

A process of Node runs tests/typescript/caller.mjs over a compiled package. Names are those of the Python client: both
plans are made of one description, and what is the same thing in both is called by the one and found by the other.
"""

from __future__ import annotations

import ast
import atexit
import base64
import contextlib
import json
import mimetypes
import re
import subprocess
from collections.abc import Generator, Iterable, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

import msgspec
from hexapla.finding import as_text, has_errors
from hexapla.frozen import frozen
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan import Argument, Call, Names, Package, build
from hexapla.render import render
from hexapla.source import Sources
from hexapla.styles.python import Python
from hexapla.styles.typescript import TypeScript

from tests import nodejs

ROOT: Final = Path(__file__).parents[1]
CALLER: Final = ROOT / "tests" / "typescript" / "caller.mjs"
TEMPLATES: Final = ROOT / "templates" / "typescript"
UNITS: Final = {"timeout": 1000}
"""Settings that are seconds in Python."""

Dynamic: TypeAlias = Any
"""What comes out of another process has no type that a checker could know."""


class Missing:
    """What `undefined` becomes where it matters: it is no null."""

    def __repr__(self) -> str:
        return "undefined"

    def __bool__(self) -> bool:
        return False


class Held:
    """A member that cannot be read as documented."""


@frozen
class Route:
    """One method in both clients."""

    path: tuple[str, ...]
    positional: tuple[str, ...]
    named: Mapping[str, str]
    takes_names: bool


def camel(name: str) -> str:
    """Return a name of Python's as TypeScript spells it."""
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name.rstrip("_"))


def snake(name: str) -> str:
    """Return a name of TypeScript's as Python spells it."""
    return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name)


def model(spec: Path) -> Api:
    """Return a description that has no faults."""
    sources = Sources(lambda path: (spec.parent / path).read_bytes())
    api, findings = load(sources, spec.name)
    assert not has_errors(findings), as_text(findings, sources.lines)
    return api


def plans(spec: Path, client: str) -> tuple[Package, Package]:
    """Return the plans of both clients of a description; neither has anything to refuse."""
    api, names = model(spec), Names("thing", client, "1.0.0", "https://example.com/thing")
    (python, said), (typescript, said_too) = build(api, names, Python()), build(api, names, TypeScript())
    assert not has_errors((*said, *said_too)), as_text((*said, *said_too), {})
    return python, typescript


def written(package: Package, folder: Path) -> Path:
    """Return a folder with a package in it, as the templates have it."""
    rendered = render(package, [str(TEMPLATES)])
    for path, text in {**rendered.copied, **rendered.made}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    return folder


def _routes(python: Package, typescript: Package) -> dict[str, Route]:
    found = {}
    for one, other in zip(python.resources, typescript.resources, strict=True):
        for call, twin in zip(one.calls, other.calls, strict=True):
            assert call.id == twin.id
            found[f"{one.attribute}.{call.name}"] = _route(other.attribute, call, twin)
    return found


def _route(attribute: str, call: Call, twin: Call) -> Route:
    names = {_keys(argument): argument.name for argument in twin.arguments}
    own = {argument.name: names[_keys(argument)] for argument in call.arguments}
    positional = tuple(argument.name for argument in call.arguments if not argument.keyword)
    assert [own[name] for name in positional] == [argument.name for argument in twin.positional]
    return Route((attribute, twin.name), positional, own, bool(twin.keywords))


def _keys(argument: Argument) -> tuple[str, ...]:
    """Return what an argument is called in the description, whether a language puts that in quotes or not."""
    return tuple(ast.literal_eval(key) if key[0] in "\"'" else key for key in argument.keys)


class Remote:
    """A process with a compiled package, and both plans of its description; a session has one for each."""

    def __init__(self, spec: Path, client: str) -> None:
        python, typescript = plans(spec, client)
        self.client = client
        self.routes = _routes(python, typescript)
        pairs = zip(
            (*python.credentials, *python.variables), (*typescript.credentials, *typescript.variables), strict=True
        )
        self.settings = {one.name: other.name for one, other in pairs}
        self.reasons = {one.name: json.loads(one.value) for one in python.reasons}
        fields = zip(
            () if python.fields is None else python.fields.fields,
            () if typescript.fields is None else typescript.fields.fields,
            strict=True,
        )
        self.fields = {one.name: other.name for one, other in fields}
        with TemporaryDirectory() as folder:
            self.folder = nodejs.built(written(typescript, Path(folder)))
        self._errors: dict[str, type[RemoteError]] = {"Error": RemoteError}
        self._process = subprocess.Popen(
            [nodejs.node(), str(CALLER), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        atexit.register(self.close)

    def close(self) -> None:
        """End the process: it reads to the end of what it is told."""
        self._process.communicate()

    def ask(self, do: str, **asked: Dynamic) -> Dynamic:
        """Have something done; return what comes of it, raise what is thrown."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"do": do, **asked}) + "\n")
        stdin.flush()
        line = stdout.readline()
        assert line, "the process of the client has ended"
        answer = json.loads(line)
        if "error" in answer:
            raise self._error(answer["error"])
        return self._read(answer["value"])

    def inner(self, module: str, name: str, *arguments: Dynamic) -> Dynamic:
        """Return what a function of a module inside the package returns."""
        found = self.ask("inner", module=f"internal/{module}", name=name, args=[sent(one) for one in arguments])
        return None if found is MISSING else found

    def cut(self, module: str, name: str, pieces: list[bytes]) -> Dynamic:
        """Return what something that takes the pieces of a body makes of them."""
        return self.ask("cut", module=f"internal/{module}", name=name, pieces=[sent(one) for one in pieces])

    def error(self, name: str) -> type[RemoteError]:
        """Return the class of an error, whatever it is derived from."""
        return self._kind(self.ask("chain", name=name))

    def _kind(self, chain: list[str]) -> type[RemoteError]:
        kind: type[RemoteError] = RemoteError
        # From the root down, so that each class is derived from the one above it.
        for name in reversed([one for one in chain if one not in ("Object", "Error")]):
            kind = self._errors.setdefault(name, type(name, (kind,), {}))
        return kind

    def _error(self, told: Dynamic) -> RemoteError:
        assert isinstance(told, dict), told
        error = self._kind(told["chain"])(told["message"])
        for name, value in told["props"].items():
            found = self._read(value)
            setattr(error, snake(name), None if found is MISSING else found)
        error.__cause__ = None if told["cause"] is None else self._error(told["cause"])
        return error

    def _read(self, told: Dynamic) -> Dynamic:
        if not isinstance(told, dict):
            return told
        match told["$"]:
            case "undefined":
                return MISSING
            case "held":
                return Held()
            case "bigint":
                return int(told["v"])
            case "number":
                return float(told["v"].replace("Infinity", "inf"))
            case "bytes":
                return base64.b64decode(told["v"])
            case "list":
                return RemoteList(map(self._read, told["v"]), told["of"])
            case "object":
                members = {name: self._read(value) for name, value in told["v"].items()}
                return RemoteRecord(members, told["of"])
            case _:
                return Instance(self, told["of"], told["class"])


MISSING: Final = Missing()


class RemoteError(Exception):
    """What the client threw; its members are attributes."""

    def __getattr__(self, name: str) -> Dynamic:
        raise AttributeError(name)


def as_python(error: RemoteError, package: Dynamic) -> Exception:
    """Return the same error of the client in Python: what both throw, one test can expect."""
    name = type(error).__name__
    kind: Dynamic = {"TypeError": TypeError, "RangeError": ValueError}.get(name) or getattr(package, name, RemoteError)
    made: Exception = kind.__new__(kind)
    made.args = (str(error),)
    vars(made).update(vars(error))
    made.__cause__ = error
    return made


@contextlib.contextmanager
def translated(package: Dynamic) -> Generator[None]:
    """Raise what is thrown in the other process as the same error of the client in Python."""
    try:
        yield
    except RemoteError as error:
        raise as_python(error, package) from error


class Instance:
    """Something that lives in the other process: its attributes are looked up there, its methods called there."""

    def __init__(self, remote: Remote, of: int, kind: str) -> None:
        self.remote, self.of, self.kind = remote, of, kind

    def __getattr__(self, name: str) -> Dynamic:
        found = self.remote.ask("get", of=self.of, name=camel(name))
        if isinstance(found, Instance) and found.kind == "function":
            return Method(self, camel(name))
        return None if found is MISSING else found

    def __repr__(self) -> str:
        return f"{self.kind}({self.of})"


@frozen
class Method:
    """A method of something in the other process."""

    holder: Instance
    name: str

    def __call__(self, *arguments: Dynamic) -> Dynamic:
        args = [sent(one) for one in arguments]
        return self.holder.remote.ask("call", of=self.holder.of, path=[self.name], args=args)


class RemoteRecord:
    """An object of the other process, its members as they were when it was handed over."""

    def __init__(self, members: Mapping[str, Dynamic], of: int) -> None:
        self.members, self.of = members, of

    def __getattr__(self, name: str) -> Dynamic:
        for one in (name, camel(name)):
            if one in self.members:
                return None if self.members[one] is MISSING else self.members[one]
        return None

    def __getitem__(self, name: str) -> Dynamic:
        return self.members[name]

    def __eq__(self, other: object) -> bool:
        return (other.members if isinstance(other, RemoteRecord) else other) == self.members

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"RemoteRecord({self.members!r})"


class RemoteList(list[Dynamic]):
    """A list of the other process, its elements as they were when it was handed over."""

    def __init__(self, rows: Iterable[Dynamic], of: int) -> None:
        super().__init__(rows)
        self.of = of


@frozen
class Stand:
    """Something that only the other process can make: a function, a transport."""

    kind: str
    given: Mapping[str, Dynamic]


@frozen
class Moment:
    """A moment that is given as a `Date`."""

    text: str


def file_of(file: Dynamic) -> Mapping[str, Dynamic]:
    """Return a file of the client in Python as the object that it is in TypeScript."""
    content = file.content
    own = content.name if isinstance(content, Path) else None
    given = {"content": content.read_bytes() if isinstance(content, Path) else content}
    given |= {"name": file.name or own, "mediaType": file.media_type, "headers": file.headers or None}
    return {name: value for name, value in given.items() if value is not None}


@frozen
class Pieces:
    """A body that is given in pieces."""

    pieces: tuple[Dynamic, ...]


def sent(value: Dynamic) -> Dynamic:
    """Return a value as the other process reads it."""
    match value:
        case Instance() | RemoteRecord() | RemoteList():
            return {"$": "thing", "of": value.of}
        case Missing():
            return {"$": "undefined"}
        case bool() | str() | None:
            return value
        case int() if abs(value) > 2**53 - 1:
            return {"$": "bigint", "v": str(value)}
        case float() if value != value:
            return {"$": "number", "v": "NaN"}
        case int() | float():
            return value
        case bytes():
            return {"$": "bytes", "v": base64.b64encode(value).decode()}
        case datetime() if value.tzinfo is None:
            raise TypeError("a moment without an offset is nothing in TypeScript")
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case Stand():
            return {"$": value.kind, **value.given}
        case Moment():
            return {"$": "date", "v": value.text}
        case Path():
            kind = mimetypes.guess_type(value.name)[0] or "application/octet-stream"
            return sent({"content": value.read_bytes(), "name": value.name, "mediaType": kind})
        case msgspec.Struct():
            return sent(msgspec.json.decode(msgspec.json.encode(value)))
        case _ if type(value).__name__ == "File":
            return sent(file_of(value))
        case Pieces():
            return {"$": "pieces", "v": [sent(one) for one in value.pieces]}
        case Mapping():
            return {"$": "object", "v": [[name, sent(one)] for name, one in value.items()]}
        case _:
            return [sent(one) for one in value]


class Client:
    """A client in the other process, by the names of the Python client."""

    def __init__(self, remote: Remote, **settings: Dynamic) -> None:
        self.remote = remote
        known = remote.settings
        options = {known.get(name) or camel(name): _unit(name, value) for name, value in settings.items()}
        made: Instance = remote.ask("make", name=remote.client, args=[sent(options)])
        self.of = made.of

    def asked(self, method: str, /, *arguments: Dynamic, raw: bool = False, **named: Dynamic) -> dict[str, Dynamic]:
        """Return what the other process is asked, to call a method."""
        route = self.remote.routes[method]
        options = named.pop("options", None)
        values = {**dict(zip(route.positional, arguments, strict=False)), **named}
        assert len(arguments) <= len(route.positional), "an argument too many"
        unknown = values.keys() - route.named.keys()
        if unknown:
            raise TypeError(f"{method} takes no {', '.join(sorted(unknown))}")
        args = [values.get(name, MISSING) for name in route.positional]
        if route.takes_names:
            args.append({route.named[name]: value for name, value in values.items() if name not in route.positional})
        if options is not None:
            args.append(_options(options))
        return {"of": self.of, "path": list(route.path), "args": [sent(one) for one in args], "raw": raw}

    def call(self, method: str, /, *arguments: Dynamic, raw: bool = False, **named: Dynamic) -> Dynamic:
        """Return what a method returns; None for nothing."""
        found = self.remote.ask("call", **self.asked(method, *arguments, raw=raw, **named))
        return None if found is MISSING else found

    def together(self, calls: list[dict[str, Dynamic]]) -> Dynamic:
        """Make calls at the same time."""
        return self.remote.ask("together", all=calls)


def _options(given: Dynamic) -> dict[str, Dynamic]:
    """Return the settings of a call, which may be those of the client in Python."""
    names = ("query", "headers", "body", "timeout", "retries")
    found = given if isinstance(given, dict) else {name: getattr(given, name) for name in names}
    return {camel(name): _unit(name, value) for name, value in found.items() if value is not None}


def _unit(name: str, value: Dynamic) -> Dynamic:
    return value * UNITS[name] if name in UNITS and value is not None else value


class Face:
    """The package in the other process, as tests use the one in Python: errors, functions, reasons, header fields."""

    def __init__(self, remote: Remote) -> None:
        self.remote = remote

    def __getattr__(self, name: str) -> Dynamic:
        if name.endswith("Error"):
            return self.remote.error(name)
        raise AttributeError(name)

    @cached_property
    def Reason(self) -> Dynamic:  # noqa: N802
        return type("Reason", (), self.remote.reasons)

    @staticmethod
    def Options(**given: Dynamic) -> dict[str, Dynamic]:  # noqa: N802
        return given

    def dump(self, value: Dynamic) -> bytes:
        text: str = self.remote.inner("write", "dump", value)
        return text.encode()

    def deviations(self, value: Dynamic) -> tuple[Dynamic, ...]:
        return tuple(self.remote.ask("function", name="deviations", args=[sent(value)]))

    def news(self, value: Dynamic) -> tuple[Dynamic, ...]:
        return tuple(self.remote.ask("function", name="news", args=[sent(value)]))

    def extra(self, value: RemoteRecord) -> dict[str, Dynamic]:
        """Return members that are not documented: they stand among the others."""
        names = [one.pointer.removeprefix("/") for one in self.news(value) if one["kind"] == "key"]
        return {name: value[name] for name in names if "/" not in name}

    def field(self, name: str, answer: Dynamic) -> Dynamic:
        """Return a header field of an answer."""
        found = self.remote.ask("field", name=self.remote.fields[name], args=[sent(answer)])
        return None if found is MISSING else found


def remote(spec: Path, client: str) -> Remote:
    """Return the process of a description's client; made once, and not tried again where it cannot be."""
    found = _made(spec, client)
    if isinstance(found, AssertionError):
        raise found
    return found


@cache
def _made(spec: Path, client: str) -> Remote | AssertionError:
    try:
        return Remote(spec, client)
    except AssertionError as error:
        return error
