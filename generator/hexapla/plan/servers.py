"""Servers to the address of the client, the arguments that fill its variables, and addresses of single operations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hexapla.frozen import frozen
from hexapla.model import Api, Operation, Server, ServerVariable
from hexapla.plan import prose
from hexapla.plan.admission import ServerArgument
from hexapla.plan.scope import Scope
from hexapla.plan.style import Style

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")


@frozen(kw_only=True)
class Addresses:
    """Where a client sends its requests.

    Attributes:
        base: the first server's address with `{argument}` for its variables; empty where a caller must give it.
        needed: whether a caller must give it.
        said: what the documentation says about it.
        variables: the arguments that fill the variables of all addresses.
        own: by its URL, the address of a server that only some operations have.
    """

    base: str
    needed: bool
    said: str
    variables: tuple[ServerArgument, ...]
    own: dict[str, str]

    def of(self, operation: Operation) -> str:
        """Return the address of an operation with a server of its own, empty for the others."""
        return "" if operation.server is None else self.own.get(operation.server.url, "")


def is_whole(server: Server) -> bool:
    """Say whether the URL of a server says where it is: a relative one depends on where the description lies."""
    return "://" in default_url(server)


def default_url(server: Server) -> str:
    """Return the URL of a server with the defaults of its variables."""
    values = {variable.name: variable.default for variable in server.variables}
    return _VARIABLE.sub(lambda found: values.get(found[1], found[1]), server.url)


def plan_addresses(api: Api, style: Style, scope: Scope) -> Addresses:
    """Return the addresses; `scope` holds the names of the constructor's arguments."""
    first = api.servers[0] if api.servers else None
    base = first if first is not None and is_whole(first) else None
    plain = [o for o in api.operations if o.server is None or first is None or o.server.url == first.url]
    own = {
        o.server.url: o.server
        for o in api.operations
        if o.server is not None and is_whole(o.server) and (first is None or o.server.url != first.url)
    }
    needed = base is None and any(o.server is None or o.server.url not in own for o in plain)
    variables = _Variables(style, scope)
    address = "" if base is None else variables.filled(base)
    if base is None and not needed:
        address = variables.filled(next(iter(own.values())))
    return Addresses(
        base=address,
        needed=needed,
        said=_said(api.servers, first if needed else None, needed=needed, moved=bool(own)),
        own={url: variables.filled(server) for url, server in own.items()},
        variables=tuple(variables.arguments.values()),
    )


class _Variables:
    """Gathers arguments: a variable is one argument wherever it is the same."""

    def __init__(self, style: Style, scope: Scope) -> None:
        self._style = style
        self._scope = scope
        self.arguments: dict[tuple[str, str, tuple[str, ...]], ServerArgument] = {}

    def filled(self, server: Server) -> str:
        """Return an address with names of arguments in its braces."""
        names = {variable.name: self._argument(variable).name for variable in server.variables}
        return _VARIABLE.sub(lambda found: f"{{{names.get(found[1], found[1])}}}", server.url)

    def _argument(self, variable: ServerVariable) -> ServerArgument:
        key = (variable.name, variable.default, variable.values)
        if key not in self.arguments:
            style = self._style
            name = self._scope.take(style.identifier(variable.name), variable.name, variable.where)
            self.arguments[key] = ServerArgument(
                name=name,
                text=style.string(name),
                default=style.string(variable.default),
                values=tuple(style.string(value) for value in variable.values),
                doc=style.comment(f"{name}: {_meaning(variable, style)}", 8),
                said=style.comment(_meaning(variable, style), 4),
            )
        return self.arguments[key]


def _meaning(variable: ServerVariable, style: Style) -> str:
    said = prose.sentence(variable.description) or f"The `{variable.name}` of the address."
    listed = f" One of {', '.join(style.value(value) for value in variable.values)}." if variable.values else ""
    return f"{said}{listed}"


def _said(servers: Sequence[Server], relative: Server | None, *, needed: bool, moved: bool) -> str:
    """Return what the documentation says about the base address."""
    if needed:
        said = ["Where the API is, which its description does not say."]
        if relative is not None:
            said.append(f"It must hold the path `{relative.url}`, too.")
    else:
        said = ["Where the API is, if not at its documented address."]
    if moved:
        said.append("All requests go there, also those that have a documented address of their own.")
    others = [server for server in servers[0 if needed else 1 :] if is_whole(server)]
    if others:
        said.append(f"Also documented: {'; '.join(map(_named, others))}.")
    return " ".join(said)


def _named(server: Server) -> str:
    return f"{server.url} ({server.description.strip().rstrip('.')})" if server.description.strip() else server.url
