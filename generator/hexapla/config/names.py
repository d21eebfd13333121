"""What the names and texts of a target may be: questions to ask of one value, each answered by what is wrong with it.

Shared by whoever reads a configuration and whoever writes one. What is refused depends on the language of the style,
which is only a word here: the one of ours that a style of the project's own is made from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

LANGUAGES: Final[Mapping[str, str]] = {"python": "python", "python-pydantic": "python", "typescript": "typescript"}
"""The language of each style; a test holds it against the styles."""

PACKAGE: Final = re.compile(r"[a-z][a-z0-9_]*")
CLIENT: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
STYLE: Final = re.compile(r"[a-z][a-z0-9_-]*")
_VERSION: Final = re.compile(
    r"v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*"
    r"(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?[0-9]*)?"
    r"(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?"
    r"(?:[-_.]?dev[-_.]?[0-9]*)?"
    r"(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?",
    re.IGNORECASE | re.ASCII,
)
"""What PEP 440 takes for a version, in any of its spellings."""
_URL: Final = re.compile(r"https?://[^/\s?#\"\\<>^`{|}]+(?:[/?#][^\s\"\\<>^`{|}]*)?")

TAKEN: Final = frozenset(
    {
        *("Any", "Attempt", "Clock", "Core", "Deviation", "DeviationWarning", "Middleware", "News", "OnDeviation"),
        *("AsyncHttpx2Transport", "Httpx2Transport", "Iterable", "OnQuota", "QUOTA", "Quota", "SENSITIVE", "Settings"),
        *("Core", "Download", "Event", "Events", "File", "Header", "Headers", "JSON", "JSONLike", "Lines"),
        *("Options", "Page", "Pager", "RawCalls", "RawReply", "RawStream", "Reason", "Reply", "Request", "Response"),
        *("Self", "StreamingTransport", "TracebackType", "Transport", "TypeAlias", "UNSET", "Unknown", "Unset"),
        *("Upload",),
        # With `Error` behind it, as the base of all errors is called:
        *("Api", "BadRequest", "CallTimeout", "ClientClosed", "Conflict", "ConnectionFailed", "Credentials"),
        *("Deviation", "Forbidden", "Gone", "NotFound", "OutcomeUnknown", "Package", "PaymentRequired"),
        *("PlanRequired", "QuotaExceeded", "RateLimited", "Server", "StreamClosed", "Unauthorized"),
        *("UnreadableResponse",),
    }
)
"""Names that a client in Python cannot have, since every client package has something else of that name."""


def package_fault(name: str, style: str) -> str | None:
    """Return what a package cannot be called so for, None where it can."""
    language = LANGUAGES.get(style)
    if language == "typescript":
        from hexapla.config import npm

        return npm.package_fault(name)
    if not PACKAGE.fullmatch(name):
        return f"must be a name like petstore, not `{name}`"
    return _python_package_fault(name) if language == "python" else None


def _python_package_fault(name: str) -> str | None:
    import builtins
    import keyword
    import sys

    if keyword.iskeyword(name):
        return f"cannot be `{name}`, which is a keyword of Python"
    if hasattr(builtins, name):
        return f"cannot be `{name}`, which is built into Python"
    if name in sys.stdlib_module_names:
        return f"cannot be `{name}`, which is a module of Python's standard library"
    return None


def client_fault(name: str, style: str) -> str | None:
    """Return what a client cannot be called so for, None where it can."""
    if not CLIENT.fullmatch(name):
        return f"must be a name like Petstore, not `{name}`"
    language = LANGUAGES.get(style)
    if language == "typescript":
        from hexapla.config import npm

        return npm.client_fault(name)
    return _python_client_fault(name) if language == "python" else None


def _python_client_fault(name: str) -> str | None:
    import builtins
    import keyword

    if keyword.iskeyword(name):
        return f"cannot be `{name}`, which is a keyword of Python"
    if hasattr(builtins, name) or hasattr(builtins, f"{name}Error"):
        return f"cannot be `{name}`, which is built into Python, as it is or with `Error` behind it"
    if {name, name.removeprefix("Async"), name.removesuffix("Error")} & TAKEN:
        return f"cannot be `{name}`, which is the name of something else in every package"
    return None


def style_fault(name: str) -> str | None:
    """Return what no style is called so for, None where one may be."""
    return None if STYLE.fullmatch(name) else f"must be a word like python, not `{name}`"


def version_fault(version: str, style: str) -> str | None:
    """Return what is wrong with a version, None where nothing is."""
    language = LANGUAGES.get(style)
    if language == "typescript":
        from hexapla.config import npm

        return npm.version_fault(version)
    if language == "python" and not _VERSION.fullmatch(version):
        return f"must be a version like 0.1.0 or 2.0rc1 (PEP 440), not `{version}`"
    return None


def repository_fault(url: str) -> str | None:
    """Return what is wrong with the address of a repository, None where nothing is."""
    if _URL.fullmatch(url) and url.isprintable():
        return None
    return f"must be an address like https://example.com/petstore, not `{url}`"
