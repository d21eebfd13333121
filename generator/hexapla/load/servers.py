"""`servers`: base addresses and their variables."""

from __future__ import annotations

import re
from typing import Final

from hexapla.load.context import Context
from hexapla.load.keeping import under, way
from hexapla.model import Keyword, Server, ServerVariable
from hexapla.source import Node, did_you_mean

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")


def servers(context: Context, parent: Node) -> tuple[Server, ...]:
    """Return the servers that a description, a path item or an operation lists, in order."""
    found = parent.get("servers")
    if found is None or not context.sequence(found, "servers"):
        return ()
    return tuple(_server(context, node) for node in found.elements() if context.mapping(node, "a server"))


def own_servers(context: Context, parent: Node) -> tuple[Server, ...]:
    """Return the servers of a path item or an operation, of which the first one is used."""
    listed = servers(context, parent)
    for other in listed[1:]:
        context.note("other-server", f"{other.url} is not used here: the first server is", other.where)
    return listed


def _server(context: Context, node: Node) -> Server:
    what = "a server"
    url = context.required_text(node, "url", what)
    variables, besides = _variables(context, node)
    _check_url(context, node, url, variables)
    return Server(
        url=url,
        description=context.text(node, "description", what),
        variables=variables,
        where=node.where,
        rest=(*context.rest(node, ("url", "description", "variables"), what), *besides),
    )


def _check_url(context: Context, node: Node, url: str, variables: tuple[ServerVariable, ...]) -> None:
    place = node.get("url")
    if place is None or not url:
        return
    if odd := re.search(r"[?#\s{}]", _VARIABLE.sub("", url)):
        context.error("bad-server", f"`{odd[0]}` may not stand in the address of a server", place.where)
    used, declared = _VARIABLE.findall(url), [variable.name for variable in variables]
    for name in dict.fromkeys(used):
        if name not in declared:
            hint = did_you_mean(name, declared) or "declare it under `variables`"
            context.error("undeclared-server-variable", f"no variable `{name}` is declared", place.where, hint)
    for variable in variables:
        if variable.name not in used:
            message = f"the variable `{variable.name}` does not stand in {url}"
            context.warning("unused-server-variable", message, variable.where)


def _variables(context: Context, node: Node) -> tuple[tuple[ServerVariable, ...], tuple[Keyword, ...]]:
    """Return the variables of a server, and what else is said of them."""
    found = node.get("variables")
    if found is None or not context.mapping(found, "`variables` of a server"):
        return (), ()
    read: list[ServerVariable] = []
    rest: list[Keyword] = []
    for name, variable in found.items():
        what = f"the variable `{name}` of a server"
        if not context.mapping(variable, what):
            continue
        rest.extend(under(way("variables", name), context.rest(variable, ("enum", "default", "description"), what)))
        default, values = _default(context, variable, what), _values(context, variable, what)
        if default is not None and values and default not in values:
            hint = did_you_mean(default, values) or f"one of {', '.join(values)}"
            message = f"`{default}` is no value of `{name}`"
            context.error("unknown-default", message, variable.key("default"), hint)
        description = context.text(variable, "description", what)
        read.append(ServerVariable(name, default or "", values, description, found.key(name)))
    return tuple(read), tuple(rest)


def _default(context: Context, variable: Node, what: str) -> str | None:
    node = variable.get("default")
    if node is None:
        context.error("missing-keyword", f"{what} lacks `default`", variable.where)
        return None
    return _text(context, node, f"`default` of {what}")


def _values(context: Context, variable: Node, what: str) -> tuple[str, ...]:
    node = variable.get("enum")
    if node is None or not context.sequence(node, f"`enum` of {what}"):
        return ()
    if not node.elements():
        context.error("bad-enum", "this enum lists no value", node.where)
    read = (_text(context, element, f"a value of {what}") for element in node.elements())
    return tuple(dict.fromkeys(value for value in read if value is not None))


def _text(context: Context, node: Node, what: str) -> str | None:
    """Return a text; a whole number (a port, say) stands for its digits."""
    match node.value:
        case str() as text:
            return text
        case int() as number if not isinstance(number, bool):
            return str(number)
    context.error("wrong-kind", f"{what} must be a text, not {node.kind}", node.where, "put it into quotes")
    return None
