"""One operation: of a path, of a webhook, of a callback."""

from __future__ import annotations

import re
from typing import Final

from hexapla.finding import Location
from hexapla.frozen import frozen, replace
from hexapla.load.bodies import Bodies
from hexapla.load.context import Context, plain
from hexapla.load.keeping import beside, foreign, kept, under, way
from hexapla.load.marks import documented
from hexapla.load.pagination import pagination
from hexapla.load.parameters import Parameters
from hexapla.load.schemas import Schemas
from hexapla.load.security import requirements
from hexapla.load.servers import own_servers
from hexapla.model import JSON, ExternalDocs, Keyword, Operation, Parameter, Requirement, Server
from hexapla.names import pascal, snake
from hexapla.source import Node, did_you_mean

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_SHARED: Final = ("summary", "description", "servers")
"""What a path item says of those operations that do not say it themselves."""
_ITEM: Final = (*METHODS, "summary", "description", "servers", "parameters", "$ref")
_OPERATION: Final = (
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
    "x-documented",
    "x-internal",
    "x-pagination",
)


@frozen
class Site:
    """Where operations stand.

    Attributes:
        name: the path, the name of a webhook, the expression of a callback.
        outgoing: whether a client makes these calls: under a path. The others the server makes.
        words: what the id of an operation without one is made of, besides its method.
    """

    name: str
    outgoing: bool
    words: str

    def called(self, method: str) -> str:
        """Return what a message calls an operation."""
        return f"{method.upper()} {self.name}"


@frozen
class Defaults:
    """What holds for every operation that says nothing else."""

    server: Server | None
    security: tuple[tuple[Requirement, ...], ...]


def made_id(method: str, words: str) -> str:
    """Return the id of an operation without one: `get_pets_by_id` of GET and `/pets/{id}`, and of nothing else."""
    spelled = PLACEHOLDER.sub(r" by \1 ", words)
    return snake(f"{method} {spelled}")


class Operations:
    """Loads operations."""

    def __init__(self, context: Context, schemas: Schemas, defaults: Defaults) -> None:
        self._context = context
        self._bodies = Bodies(context, schemas)
        self._parameters = Parameters(context, schemas, self._bodies)
        self._defaults = defaults
        self._ids: dict[str, tuple[Node, Location]] = {}
        self.made: list[tuple[str, Location]] = []
        """Ids that were made here, of operations that a client calls."""

    def item(self, site: Site, node: Node) -> list[tuple[Node, Operation]]:
        """Return the operations of a path item, each with its node; a path item that is none is reported."""
        context, what = self._context, f"path item {site.name}"
        item = context.follow(node, beside=False) if context.mapping(node, what) else None
        if item is None or not context.mapping(item, what):
            return []
        for name in context.beside(node) if item is not node else ():
            hint = "write it where $ref points to"
            context.error("beside-ref", f"OpenAPI does not say what `{name}` means beside $ref", node.key(name), hint)
        shared = (*context.rest(item, _ITEM, what), *self._beside(node, item))
        # What is said beside the reference to a path item is said here of all its operations.
        said = [context.text(node, key, what) or context.text(item, key, what) for key in ("summary", "description")]
        return [
            (operation, self._operation(site, method, item, operation, (said[0], said[1]), shared))
            for method, operation in item.items()
            if method in METHODS and context.mapping(operation, site.called(method))
        ]

    def _operation(
        self, site: Site, method: str, item: Node, node: Node, said: tuple[str, str], shared: tuple[Keyword, ...]
    ) -> Operation:
        context, what = self._context, site.called(method)
        id_ = self._id(site, method, item, node)
        owner = pascal(id_)
        parameters, ignored = self._merged(item, node, owner, what)
        body = self._bodies.request_body(node.get("requestBody"), owner)
        answers = node.get("responses")
        if answers is None and site.outgoing:
            context.warning("no-response", f"{what} does not say what it answers", node.where, "add `responses`")
        responses = self._bodies.responses(answers, owner, what)
        servers = own_servers(context, node) or own_servers(context, item)
        server = servers[0] if servers else None
        hidden = kept(item, [name for name in _SHARED if node.get(name) is not None])
        security = self._defaults.security if site.outgoing else ()
        return Operation(
            id=id_,
            method=method.upper(),
            path=self._path(site.name, parameters, node, what) if site.outgoing else (site.name,),
            where=item.key(method),
            server=server or (self._defaults.server if site.outgoing else None),
            further=servers[1:],
            security=security if node.get("security") is None else requirements(context, node),
            summary=context.text(node, "summary", what) or said[0],
            description=context.text(node, "description", what) or said[1],
            deprecated=context.flag(node, "deprecated", what),
            internal=context.flag(node, "x-internal", what),
            docs=self._docs(node),
            parameters=parameters,
            request_body=body,
            responses=responses,
            pagination=pagination(context, node, parameters, responses),
            callbacks=self._callbacks(site, node, id_),
            documented=documented(context, node),
            rest=(*self._rest(site, node, what), *ignored, *under("path", (*shared, *hidden))),
        )

    def _beside(self, node: Node, item: Node) -> tuple[Keyword, ...]:
        """Return what stands beside the reference to a path item, and the texts there that it stands before."""
        read = ("$ref/summary", "$ref/description")
        found = (one for one in beside(self._context, node, item) if one.name not in read)
        hidden = [name for name in _SHARED[:2] if item is not node and node.get(name) is not None]
        return (*found, *kept(item, hidden, "$ref/"))

    def _rest(self, site: Site, node: Node, what: str) -> tuple[Keyword, ...]:
        """Return what an operation says besides."""
        context, docs = self._context, node.get("externalDocs")
        # What the server calls has no callbacks of its own in the model: they ride along.
        known = [name for name in _OPERATION if site.outgoing or name != "callbacks"]
        rest = context.rest(node, known, what, kept=("callbacks",))
        callbacks = node.get("callbacks")
        outgoing = callbacks.items() if site.outgoing and callbacks is not None else ()
        inner = (self._of_callback(name, one) for name, one in outgoing)
        return (
            *rest,
            *self._tags(site, node),
            *foreign(docs, "externalDocs"),
            *foreign(node.get("responses"), "responses"),
            *(keyword for one in inner for keyword in one),
        )

    def _of_callback(self, name: str, node: Node) -> tuple[Keyword, ...]:
        """Return what a callback says besides the calls that it is made of."""
        target = self._context.follow(node)
        found = () if target is None else (*foreign(target), *beside(self._context, node, target))
        if target is not None and target is not node:
            found = (*found, *kept(node, ["description"], "$ref/"))  # a callback has no text of its own
        return tuple(
            replace(one, name=f"{way('callbacks', name)}/{one.name.removeprefix('callbacks/')}") for one in found
        )

    @staticmethod
    def _tags(site: Site, node: Node) -> tuple[Keyword, ...]:
        """Return the tags that head no group: all but the first, and any of what the server calls."""
        found = kept(node, ("tags",))
        if not site.outgoing or not found or not isinstance(found[0].value, list):
            return () if site.outgoing else found
        further = [tag for tag in found[0].value if isinstance(tag, str) and tag.strip()][1:]
        return (replace(found[0], value=list[JSON](further)),) if further else ()

    def _docs(self, node: Node) -> ExternalDocs | None:
        context, what = self._context, "externalDocs"
        docs = node.get(what)
        if docs is None or not context.mapping(docs, what):
            return None
        context.rest(docs, ("url", "description"), what)
        return ExternalDocs(
            context.required_text(docs, "url", what), context.text(docs, "description", what), docs.where
        )

    def _id(self, site: Site, method: str, item: Node, node: Node) -> str:
        given = node.get("operationId")
        id_, where = made_id(method, site.words), item.key(method)
        if given is not None:
            id_, where = self._context.required_text(node, "operationId", site.called(method)), node.key("operationId")
        elif site.outgoing:
            self.made.append((id_, where))
        if id_ in self._ids:
            self._check_id(id_, site, node, where)
        self._ids.setdefault(id_, (node, where))
        return id_

    def _check_id(self, id_: str, site: Site, node: Node, where: Location) -> None:
        """Report an id that stands a second time. One callback that several operations have is one thing."""
        first, place = self._ids[id_]
        if id_ and (first is not node or site.outgoing):
            made = node.get("operationId") is None
            said = "made of method and path, stands a second time" if made else "stands a second time"
            message = f"the operationId `{id_}`{',' if made else ''} {said}, first in {place.file}:{place.line}"
            hint = "give this operation an operationId" if made else None
            self._context.error("duplicate-operation-id", message, where, hint)

    def _merged(
        self, item: Node, node: Node, owner: str, what: str
    ) -> tuple[tuple[Parameter, ...], tuple[Keyword, ...]]:
        """Return the operation's parameters, and those that are left out.

        Those of the path item come first unless the operation declares them again.
        """
        own, ignored = self._parameters.listed(node.get("parameters"), owner), self._parameters.ignored
        seen: dict[tuple[str, str], Parameter] = {}
        for parameter in own:
            if _key(parameter) in seen:
                message = f"{what} declares the {parameter.location} parameter `{parameter.name}` twice"
                self._context.error("duplicate-parameter", message, parameter.where)
            seen[_key(parameter)] = parameter
        shared = self._parameters.listed(item.get("parameters"), owner)
        ignored = [*self._parameters.ignored, *ignored]
        for parameter, at in zip(shared, self._parameters.nodes, strict=True):
            if _key(parameter) in seen:
                named = way("path", "parameters", parameter.location, parameter.name)
                ignored.append(Keyword(named, plain(at), at.where))
        return (*(p for p in shared if _key(p) not in seen), *own), tuple(ignored)

    def _path(
        self, template: str, parameters: tuple[Parameter, ...], node: Node, what: str
    ) -> tuple[str | Parameter, ...]:
        declared = {p.name: p for p in parameters if p.location == "path"}
        parts: list[str | Parameter] = []
        for number, piece in enumerate(PLACEHOLDER.split(template)):
            if number % 2 == 0:
                parts.extend([piece] if piece else [])
            elif piece in declared:
                parts.append(declared[piece])
            else:
                hint = did_you_mean(piece, list(declared)) or "declare it under `parameters`"
                message = f"{what}: no path parameter `{piece}` is declared"
                self._context.error("undeclared-path-parameter", message, node.where, hint)
        used = PLACEHOLDER.findall(template)
        for name in dict.fromkeys(name for name in used if used.count(name) > 1):
            self._context.error("repeated-path-parameter", f"{what}: `{{{name}}}` stands twice in the path", node.where)
        for name, parameter in declared.items():
            if name not in used:
                message = f"the path parameter `{name}` does not stand in {template}"
                self._context.error("unused-path-parameter", message, parameter.where)
        return tuple(parts)

    def _callbacks(self, site: Site, node: Node, id_: str) -> tuple[Operation, ...]:
        """Return the calls that the server makes because of one that a client makes."""
        context, found = self._context, node.get("callbacks")
        if not site.outgoing or found is None or not context.mapping(found, "callbacks"):
            return ()
        read: list[Operation] = []
        for name, value in found.items():
            callback = context.follow(value)
            if callback is None or not context.mapping(callback, f"callback `{name}`"):
                continue
            for number, (expression, item) in enumerate(callback.items(), 1):
                if not expression.startswith("x-"):
                    words = f"{id_} {name}" if number == 1 else f"{id_} {name} {number}"
                    read.extend(made for _, made in self.item(Site(expression, False, words), item))
        return tuple(read)


def _key(parameter: Parameter) -> tuple[str, str]:
    """Return what two parameters of one operation may not share; case means nothing in the name of a header."""
    name = parameter.name
    return parameter.location, name.lower() if parameter.location == "header" else name
