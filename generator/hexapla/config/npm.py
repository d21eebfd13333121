"""What a package of npm, its client and its version may be called: what is wrong with a value."""

from __future__ import annotations

import re
from typing import Final

_NAME: Final = re.compile(r"(?:@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*")
_LONGEST: Final = 214
_NUMBER: Final = r"(?:0|[1-9][0-9]*)"
_BEFORE: Final = r"(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION: Final = re.compile(
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-{_BEFORE}(?:\.{_BEFORE})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
"""What Semantic Versioning 2.0.0 takes for a version."""

_MODULES: Final = frozenset(
    {
        *("assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram"),
        *("diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector", "module"),
        *("net", "os", "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream"),
        *("string_decoder", "sys", "timers", "tls", "trace_events", "tty", "url", "util", "v8", "vm", "wasi"),
        *("worker_threads", "zlib"),
    }
)
"""Modules of Node: a package of such a name cannot be imported, and npm publishes none."""

_GLOBALS: Final = frozenset(
    {
        *("AbortController", "AbortSignal", "AggregateError", "Array", "ArrayBuffer", "Atomics", "BigInt", "Blob"),
        *("Boolean", "Buffer", "Crypto", "DOMException", "DataView", "Date", "Error", "EvalError", "Event"),
        *("EventTarget", "File", "FormData", "Function", "Headers", "Infinity", "Intl", "Iterator", "JSON", "Map"),
        *("Math", "NaN", "Navigator", "Number", "Object", "Performance", "Promise", "Proxy", "RangeError"),
        *("ReferenceError", "Reflect", "RegExp", "Request", "Response", "Set", "SharedArrayBuffer", "Storage"),
        *("String", "Symbol", "SyntaxError", "TextDecoder", "TextEncoder", "TypeError", "URIError", "URL"),
        *("URLSearchParams", "Uint8Array", "WeakMap", "WeakRef", "WeakSet", "WebAssembly", "WebSocket"),
        *("AsyncIterable", "AsyncIterator", "Iterable", "Partial", "Readonly", "ReadonlyArray", "Record", "Window"),
    }
)
"""What is there everywhere: to import a client of such a name would hide it."""

_ARGUMENTS: Final = re.compile(r".*API.*Params")

TAKEN: Final = frozenset(
    {
        *("Answered", "ApiPromise", "Attempt", "BASE_URL", "Bounds", "CallOptions", "ClientOptions", "Clock", "Core"),
        *("Deviation", "DeviationKind", "Download", "Events", "FailNext", "Failure", "FakeClock", "FakeOptions"),
        *("FakeServer", "Fetch", "Header", "HeaderFields", "Key", "Lines", "Logger", "Middleware", "News", "Next"),
        *("OnDeviation", "OnQuota", "OperationId", "Page", "Pager", "QUOTA", "Quota", "RawReply", "RawStream"),
        *("Reason", "Records", "Reply", "Request", "RequestParams", "Respond", "SECURITY", "SENSITIVE", "Sent"),
        *("ServerEvent", "StoredRecord", "TABLE", "Transport", "USER_AGENT", "Upload", "Uploadable", "VARIABLES"),
        *("DeviationRow", "FakeCredentialsError", "TokenTransport", "TransportError", "VERSION"),
        *("ApiError", "BadRequestError", "CallAbortedError", "CallTimeoutError", "ClientClosedError"),
        *("ConflictError", "ConnectionFailedError", "CredentialsError", "DeviationError", "ForbiddenError"),
        *("GoneError", "NotFoundError", "OutcomeUnknownError", "PackageError", "PaymentRequiredError"),
        *("PlanRequiredError", "QuotaExceededError", "RateLimitedError", "ServerError", "StreamClosedError"),
        *("UnauthorizedError", "UnreadableResponseError"),
    }
)
"""Names that a client in TypeScript cannot have, nor what is called after it: every package has something so called."""


def package_fault(name: str) -> str | None:
    """Return what a package cannot be called so for, None where it can."""
    if not _NAME.fullmatch(name):
        return f"must be a name like petstore or @acme/petstore, not `{name}`"
    if len(name) > _LONGEST:
        return f"must be a name of at most {_LONGEST} letters"
    if name in _MODULES:
        return f"cannot be `{name}`, which is a module of Node"
    if name in ("node_modules", "favicon.ico"):
        return f"cannot be `{name}`, which npm takes for something else"
    return None


def client_fault(name: str) -> str | None:
    """Return what a client cannot be called so for, None where it can."""
    if {name, f"{name}Error"} & _GLOBALS:
        return f"cannot be `{name}`, which is built into JavaScript, as it is or with `Error` behind it"
    if {name, f"{name}Error", f"{name}Options", f"Fake{name}", f"Fake{name}Options"} & TAKEN:
        return f"cannot be `{name}`, which is the name of something else in every package"
    if _ARGUMENTS.fullmatch(name):
        return f"cannot be `{name}`: the arguments of methods have types that are called so"
    return None


def version_fault(version: str) -> str | None:
    """Return what is wrong with a version, None where nothing is."""
    if not _VERSION.fullmatch(version):
        return f"must be a version like 0.1.0 or 2.0.0-rc.1 (Semantic Versioning), not `{version}`"
    return None
