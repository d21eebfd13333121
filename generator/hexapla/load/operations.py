"""Paths to resources and their operations."""

from __future__ import annotations

import re
from typing import Final

from hexapla.finding import Location
from hexapla.load.context import Context
from hexapla.load.marks import documented
from hexapla.load.parameters import Parts
from hexapla.load.schemas import Schemas
from hexapla.model import ExternalDocs, Operation, PagePagination, Pagination, Parameter, Requirement, Resource, Server
from hexapla.names import pascal
from hexapla.source import Node, did_you_mean

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
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
    "deprecated",
    "security",
    "servers",
    "x-documented",
    "x-internal",
    "x-pagination",
)
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


class Paths:
    """Loads the operations of a description."""

    def __init__(self, context: Context, schemas: Schemas, root: Node, server: Server | None) -> None:
        self._context = context
        self._parts = Parts(context, schemas)
        self._root = root
        self._server = server
        self._security = self.requirements(root)
        self._ids: dict[str, Node] = {}
        self._shapes: dict[str, str] = {}

    def resources(self) -> tuple[Resource, ...]:
        """Return the resources: tags in the order the root lists them, then others as they appear."""
        by_tag: dict[str, list[Operation]] = {}
        for tag, operation in self._operations():
            by_tag.setdefault(tag, []).append(operation)
        listed = self._tags()
        order = [*(name for name in listed if name in by_tag), *(name for name in by_tag if name not in listed)]
        return tuple(
            Resource(
                name,
                (listed[name].text("description") or "") if name in listed else "",
                tuple(by_tag[name]),
                listed[name].where if name in listed else by_tag[name][0].where,
            )
            for name in order
        )

    def _tags(self) -> dict[str, Node]:
        context, what = self._context, "a tag"
        tags = self._root.get("tags")
        if tags is None or not context.sequence(tags, "tags"):
            return {}
        found = [tag for tag in tags.elements() if context.mapping(tag, what)]
        for tag in found:
            context.rest(tag, ("name", "description", "externalDocs"), what)
        return {context.required_text(tag, "name", what): tag for tag in found}

    def _operations(self) -> list[tuple[str, Operation]]:
        paths = self._root.get("paths")
        found: list[tuple[str, Operation]] = []
        if paths is None or not self._context.mapping(paths, "paths"):
            return found
        for template, node in paths.items():
            if template.startswith("x-"):
                continue
            item = self._context.follow(node)
            if item is None or not self._context.mapping(item, f"path item {template}"):
                continue
            self._check_template(template, paths.key(template))
            self._context.rest(item, _ITEM, f"path item {template}")
            for method, operation in item.items():
                if method in METHODS and self._context.mapping(operation, f"{method.upper()} {template}"):
                    found.append(self._operation(template, method, item, operation))
        return found

    def _check_template(self, template: str, where: Location) -> None:
        shape = _PLACEHOLDER.sub("{}", template)
        if not template.startswith("/"):
            self._context.error("bad-path", f"the path `{template}` must begin with /", where)
        if odd := re.search(r"[?#\s{}]", shape.replace("{}", "")):
            hint = "a query is declared under `parameters`" if odd[0] == "?" else None
            self._context.error("bad-path", f"`{odd[0]}` may not stand in the path `{template}`", where, hint)
        if shape in self._shapes:
            message = f"`{template}` and `{self._shapes[shape]}` differ in a parameter name only: OpenAPI forbids it"
            self._context.error("same-path", message, where, "give both operations one path item")
        self._shapes.setdefault(shape, template)

    def _operation(self, template: str, method: str, item: Node, node: Node) -> tuple[str, Operation]:
        context = self._context
        what = f"{method.upper()} {template}"
        id_ = self._id(node, what)
        owner = pascal(id_)
        parameters = self._merged(item, node, owner, what)
        tags = context.texts(node, "tags", what)
        tag = tags[0][0] if tags else id_.partition(".")[0]
        operation = Operation(
            id=id_,
            method=method.upper(),
            path=self._path(template, parameters, node, what),
            where=item.key(method),
            server=self._own_server(node) or self._own_server(item) or self._server,
            security=self._security if node.get("security") is None else self.requirements(node),
            summary=context.text(node, "summary", what),
            description=context.text(node, "description", what),
            deprecated=context.flag(node, "deprecated", what),
            internal=context.flag(node, "x-internal", what),
            docs=self._docs(node),
            parameters=parameters,
            request_body=self._parts.request_body(node.get("requestBody"), owner),
            responses=self._parts.responses(node.get("responses"), owner, node),
            pagination=self._pagination(node, parameters),
            documented=documented(context, node),
            rest=context.rest(node, _OPERATION, what, kept=("callbacks",)),
        )
        return tag, operation

    def _docs(self, node: Node) -> ExternalDocs | None:
        context, what = self._context, "externalDocs"
        docs = node.get(what)
        if docs is None or not context.mapping(docs, what):
            return None
        context.rest(docs, ("url", "description"), what)
        return ExternalDocs(
            context.required_text(docs, "url", what), context.text(docs, "description", what), docs.where
        )

    def _id(self, node: Node, what: str) -> str:
        id_ = self._context.required_text(node, "operationId", what)
        if id_ in self._ids:
            first = self._ids[id_].where
            message = f"the operationId `{id_}` stands a second time, first in {first.file}:{first.line}"
            self._context.error("duplicate-operation-id", message, node.key("operationId"))
        self._ids.setdefault(id_, node)
        return id_

    def _merged(self, item: Node, node: Node, owner: str, what: str) -> tuple[Parameter, ...]:
        """Return the operation's parameters, those of the path item first unless the operation declares them again."""
        own = self._parts.parameters(node.get("parameters"), owner)
        seen: dict[tuple[str, str], Parameter] = {}
        for parameter in own:
            if (parameter.location, parameter.name) in seen:
                message = f"{what} declares the {parameter.location} parameter `{parameter.name}` twice"
                self._context.error("duplicate-parameter", message, parameter.where)
            seen[parameter.location, parameter.name] = parameter
        shared = self._parts.parameters(item.get("parameters"), owner)
        return (*(p for p in shared if (p.location, p.name) not in seen), *own)

    def _path(
        self, template: str, parameters: tuple[Parameter, ...], node: Node, what: str
    ) -> tuple[str | Parameter, ...]:
        declared = {p.name: p for p in parameters if p.location == "path"}
        parts: list[str | Parameter] = []
        for number, piece in enumerate(_PLACEHOLDER.split(template)):
            if number % 2 == 0:
                parts.extend([piece] if piece else [])
            elif piece in declared:
                parts.append(declared[piece])
            else:
                hint = did_you_mean(piece, list(declared)) or "declare it under `parameters`"
                message = f"{what}: no path parameter `{piece}` is declared"
                self._context.error("undeclared-path-parameter", message, node.where, hint)
        used = _PLACEHOLDER.findall(template)
        for name in dict.fromkeys(name for name in used if used.count(name) > 1):
            self._context.error("repeated-path-parameter", f"{what}: `{{{name}}}` stands twice in the path", node.where)
        for name, parameter in declared.items():
            if name not in used:
                message = f"the path parameter `{name}` does not stand in {template}"
                self._context.error("unused-path-parameter", message, parameter.where)
        return tuple(parts)

    def requirements(self, node: Node) -> tuple[tuple[Requirement, ...], ...]:
        """Return the alternatives under `security`."""
        found = node.get("security")
        if found is None or not self._context.sequence(found, "security"):
            return ()
        context = self._context
        return tuple(
            tuple(
                Requirement(name, tuple(scope for scope, _ in context.texts(one, name, "security")), one.key(name))
                for name, _ in one.items()
            )
            for one in found.elements()
            if context.mapping(one, "an alternative of `security`")
        )

    def _pagination(self, node: Node, parameters: tuple[Parameter, ...]) -> Pagination | None:
        context, what = self._context, "x-pagination"
        found = node.get(what)
        if found is None or not context.mapping(found, what):
            return None
        context.rest(found, ("page", "size", "first", "default", "maximum"), what)
        read = PagePagination(
            page=context.required_text(found, "page", what),
            size=context.required_text(found, "size", what),
            first=self._whole(found, "first"),
            default=self._whole(found, "default"),
            maximum=self._whole(found, "maximum"),
            where=node.key(what),
        )
        names = [p.name for p in parameters if p.location == "query"]
        for key, name in (("page", read.page), ("size", read.size)):
            if name and name not in names:
                member = found.get(key) or found
                message = f"`{name}` is no query parameter of this operation"
                context.error("unknown-parameter", message, member.where, did_you_mean(name, names))
        return read

    def _own_server(self, node: Node) -> Server | None:
        servers = node.get("servers")
        if servers is None or not self._context.sequence(servers, "servers") or not servers.elements():
            return None
        first = servers.elements()[0]
        return Server(url=self._context.required_text(first, "url", "a server"), where=first.where)

    def _whole(self, node: Node, name: str) -> int:
        value = self._context.whole(node, name, "x-pagination")
        if node.get(name) is None:
            self._context.error("missing-keyword", f"x-pagination lacks `{name}`", node.where)
        return value or 0
