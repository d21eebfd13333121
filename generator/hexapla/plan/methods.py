"""Operations to methods: arguments, body, result, documented refusals."""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.finding import Finding
from hexapla.model import (
    Array,
    Content,
    Enumeration,
    Named,
    Nullable,
    Operation,
    PagePagination,
    Parameter,
    Property,
    Record,
    Response,
    Scalar,
    Schema,
    Type,
)
from hexapla.plan import prose
from hexapla.plan.messages import pieces
from hexapla.plan.package import Argument, Body, BodyField, Call, MessageRow, Paging, QueryField
from hexapla.plan.scope import X_NAME, Scope
from hexapla.plan.style import MethodText, SchemaNames, Style, TypeText

_PATCH = (
    ("replace", "Members to replace, by name: JSON values. At least one of the three must be given."),
    ("add", "Members to add, by name: JSON values."),
    ("remove", "Names of members to remove."),
)


class Methods:
    """Plans the methods of one resource; gathers the names they use from elsewhere."""

    def __init__(
        self, schemas: Sequence[Schema], names: SchemaNames, style: Style, findings: list[Finding], resource: str
    ) -> None:
        self._schemas = {schema.name: schema for schema in schemas}
        self._names = names
        self._style = style
        self._findings = findings
        self._methods = Scope(f"resource `{resource}`", style.reserved("methods"), findings)
        self._constants = Scope("the constants", frozenset(), [])  # nobody sees them: no note
        self.uses: set[tuple[str, str]] = set()

    def call(self, operation: Operation, reasons: dict[str, str]) -> Call:
        """Return one operation as a method; `reasons` gives the member of each reason."""
        arguments = _Arguments(self, operation)
        wanted = operation.id.rpartition(".")[2]
        name = self._methods.take(self._style.identifier(wanted), operation.id, operation.where)
        result, paging = self._result(operation), self._paging(operation, arguments)
        returns = "" if result is None else self._use(self._style.result(result, self._names))
        text = self._text(operation, arguments, result, paged=paging is not None)
        return Call(
            name=name,
            constant=self._constants.take(self._style.constant(name), operation.id, operation.where),
            id=self._style.string(operation.id),
            method=self._style.string(operation.method),
            path=tuple(self._style.string(part) for part in _around(operation)),
            path_arguments=tuple(arguments.of_parameter[p.name] for p in operation.path if isinstance(p, Parameter)),
            arguments=tuple(arguments.all),
            query=tuple(
                QueryField(wire=self._style.string(p.name), argument=arguments.of_query[p.name], explode=p.explode)
                for p in operation.parameters
                if p.location == "query"
            ),
            body=arguments.body,
            paging=paging,
            returns=returns or self._style.nothing(),
            messages=self._messages(operation, reasons),
            doc=self._style.method_doc(text),
            deprecated=operation.deprecated,
        )

    def argument(self, of: Type) -> str:
        """Return the type an argument takes."""
        return self._use(self._style.argument(of, self._names))

    def describe(self, of: Property | Parameter) -> str:
        """Return what an argument means, with the values it takes."""
        said = prose.describe(of, self._style)
        for name in _enumerations(of.type):
            schema = self._schemas[name]
            if isinstance(schema, Enumeration):
                said += f" {prose.values_of(schema, self._style)}"
        return said

    def record(self, of: Type) -> Record | None:
        """Return the record a body consists of, None where it is something else."""
        schema = self._schemas.get(of.name) if isinstance(of, Named) else None
        return schema if isinstance(schema, Record) else None

    def scope(self, operation: Operation) -> Scope:
        """Return the scope of a method's arguments; those of a patch have their names in any case."""
        body = operation.request_body
        patched = body is not None and any(content.json_patch for content in body.contents[:1])
        reserved = self._style.reserved("arguments") | frozenset(name for name, _ in _PATCH if patched)
        return Scope(f"`{operation.id}`", reserved, self._findings, hint=X_NAME)

    @property
    def style(self) -> Style:
        """Return the style."""
        return self._style

    def _use(self, text: TypeText) -> str:
        self.uses |= text.uses
        return text.text

    @staticmethod
    def _result(operation: Operation) -> Type | None:
        content = _success(operation)
        if content is None:
            return None
        # A bare value is an acknowledgement: where it is missing the call was done all the same.
        return Nullable(content.type) if isinstance(content.type, Scalar) else content.type

    def _paging(self, operation: Operation, arguments: _Arguments) -> Paging | None:
        found, result = operation.pagination, self._result(operation)
        if not isinstance(found, PagePagination) or not isinstance(result, Array):
            return None
        return Paging(
            page=arguments.of_query[found.page],
            size=arguments.of_query[found.size],
            page_wire=self._style.string(found.page),
            size_wire=self._style.string(found.size),
            first=str(found.first),
            default=str(found.default),
            maximum=str(found.maximum),
            item=self._use(self._style.attribute(result.item, self._names)),
        )

    def _messages(self, operation: Operation, reasons: dict[str, str]) -> tuple[MessageRow, ...]:
        return tuple(
            MessageRow(status=response.status, reason=reasons[message.reason], pieces=row)
            for response in operation.responses
            for message in response.messages
            for row in pieces(message.text, self._style)
        )

    def _text(self, operation: Operation, arguments: _Arguments, result: Type | None, *, paged: bool) -> MethodText:
        success = next((r for r in operation.responses if r.status.startswith("2")), None)
        returns = ""
        if result is not None and success is not None:
            returns = prose.sentence(success.description)
            if isinstance(result, Nullable) and isinstance(result.of, Scalar):
                returns = f"{returns} None where the answer is empty."
            if paged:
                returns = f"{returns} Pages are asked for as they are needed."
        return MethodText(
            id=operation.id,
            summary=prose.sentence(operation.summary) or f"Call {operation.id}.",
            description=operation.description,
            arguments=tuple((argument.name, said) for argument, said in arguments.documented),
            returns=returns,
            errors=prose.errors_of(operation),
            page=prose.page_of(operation),
            deprecated=operation.deprecated,
        )


class _Arguments:
    """The arguments of one method: path first, then query, then body."""

    def __init__(self, methods: Methods, operation: Operation) -> None:
        self._methods = methods
        self._scope = methods.scope(operation)
        self.all: list[Argument] = []
        self.documented: list[tuple[Argument, str]] = []
        self.of_parameter: dict[str, str] = {}
        self.of_query: dict[str, str] = {}
        for part in operation.path:
            if isinstance(part, Parameter):
                self.of_parameter[part.name] = self._take(part, keyword=False)
        for parameter in operation.parameters:
            if parameter.location == "query":
                self.of_query[parameter.name] = self._take(parameter, keyword=True)
        self.body = self._body(operation)

    def _take(self, of: Property | Parameter, *, keyword: bool, required: bool | None = None) -> str:
        style = self._methods.style
        name = self._scope.take(style.identifier(of.alias or of.name), of.name, of.where)
        needed = of.required if required is None else required
        self._add(name, self._methods.argument(of.type), keyword, needed, self._methods.describe(of))
        return name

    def _add(self, name: str, annotation: str, keyword: bool, required: bool, said: str) -> None:
        style = self._methods.style
        argument = Argument(
            name=name,
            annotation=annotation,
            default="" if required else style.left_out(),
            keyword=keyword,
            doc=style.comment(said, 8),
        )
        self.all.append(argument)
        self.documented.append((argument, said))

    def _body(self, operation: Operation) -> Body | None:
        body = operation.request_body
        if body is None or not body.contents:
            return None
        content, style = body.contents[0], self._methods.style
        media_type = style.string(content.media_type)
        if content.json_patch:
            return self._patch(media_type)
        record = self._methods.record(content.type)
        if record is None:
            return self._whole(content, media_type, body.required, body.description, operation)
        fields = [
            BodyField(
                wire=style.string(one.name),
                argument=self._take(one, keyword=True, required=one.required and body.required),
            )
            for one in record.properties
            if not one.read_only
        ]
        return Body(
            media_type=media_type,
            required=body.required,
            is_fields=True,
            is_patch=False,
            fields=tuple(fields),
            value="",
        )

    def _patch(self, media_type: str) -> Body:
        for name, said in _PATCH:
            text = self._methods.style.patch_argument(name)
            self._methods.uses |= text.uses
            self._add(name, text.text, True, False, said)
        return Body(media_type=media_type, required=True, is_fields=False, is_patch=True, fields=(), value="")

    def _whole(self, content: Content, media_type: str, required: bool, said: str, operation: Operation) -> Body:
        name = self._scope.take("body", "the request body", operation.where)
        self._add(name, self._methods.argument(content.type), True, required, prose.sentence(said) or "The body.")
        return Body(media_type=media_type, required=required, is_fields=False, is_patch=False, fields=(), value=name)


def _success(operation: Operation) -> Content | None:
    """Return the content of the first successful response that has one."""
    successes: list[Response] = [r for r in operation.responses if r.status.startswith("2") and r.contents]
    return successes[0].contents[0] if successes else None


def _around(operation: Operation) -> list[str]:
    """Return the texts before, between and after the path's parameters."""
    texts = [""]
    for part in operation.path:
        if isinstance(part, str):
            texts[-1] += part
        else:
            texts.append("")
    return texts


def _enumerations(of: Type) -> list[str]:
    match of:
        case Named(name=name):
            return [name]
        case Array(item=inner) | Nullable(of=inner):
            return _enumerations(inner)
        case _:
            return []
