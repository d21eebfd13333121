"""Operations to methods: arguments, body, result, documented refusals."""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.finding import Finding, Location
from hexapla.model import (
    Array,
    Enumeration,
    Named,
    Nullable,
    Operation,
    Parameter,
    Property,
    Schema,
    Type,
)
from hexapla.plan import prose
from hexapla.plan.access import Access
from hexapla.plan.arguments import PATCH, Arguments
from hexapla.plan.calls import Call, MessageRow
from hexapla.plan.fields import declared_names
from hexapla.plan.kinds import Schemas
from hexapla.plan.messages import pieces
from hexapla.plan.results import plan_result
from hexapla.plan.returned import Returned
from hexapla.plan.scope import X_NAME, Scope
from hexapla.plan.style import MethodText, SchemaNames, Style, TypeText
from hexapla.plan.variants import Variant, variants


class Methods:
    """Plans the methods of one resource; gathers the names they use from elsewhere."""

    def __init__(
        self,
        schemas: Sequence[Schema],
        names: SchemaNames,
        style: Style,
        findings: list[Finding],
        resource: str,
        access: Access,
    ) -> None:
        self._schemas = {schema.name: schema for schema in schemas}
        self._names = names
        self._style = style
        self._findings = findings
        self._access = access
        self._methods = Scope(f"resource `{resource}`", style.reserved("methods"), findings)
        self.uses: set[tuple[str, str]] = set()

    def calls(self, operations: Sequence[Operation], reasons: dict[str, str]) -> tuple[Call, ...]:
        """Return operations as methods, one for each way of speaking; `reasons` gives the member of each reason."""
        spoken = [variant for operation in operations for variant in variants(operation)]
        # Main ones first: another media type of one operation takes no name from another operation.
        order = sorted(range(len(spoken)), key=lambda number: spoken[number].suffix != "")
        taken = self._methods.take_all([self._wanted(spoken[number]) for number in order])
        names = [name for _, name in sorted(zip(order, taken, strict=True))]
        constants = Scope("the constants", frozenset(), [])  # nobody sees them: no note
        return tuple(
            self._call(
                variant,
                name,
                constants.take(self._style.constant(name), variant.operation.id, variant.operation.where),
                reasons,
            )
            for variant, name in zip(spoken, names, strict=True)
        )

    def _wanted(self, variant: Variant) -> tuple[str, str, Location]:
        operation = variant.operation
        wanted = operation.id.rpartition(".")[2]
        suffix = f" {variant.suffix}" if variant.suffix else ""
        return self._style.identifier(wanted + suffix), operation.id, operation.where

    def _call(self, variant: Variant, name: str, constant: str, reasons: dict[str, str]) -> Call:
        style, operation = self._style, variant.operation
        arguments = Arguments(self, operation)
        result = plan_result(operation, style, self._schemas, self._findings)
        returned = Returned(self, result)
        security = self._access.security(operation)
        return Call(
            name=name,
            constant=constant,
            id=style.string(operation.id),
            key=style.string(f"{operation.id} {variant.suffix}".rstrip()),
            method=style.string(operation.method),
            path=tuple(style.string(part) for part in operation.texts),
            path_arguments=tuple(arguments.of_parameter[p.name] for p in operation.path if isinstance(p, Parameter)),
            arguments=tuple(arguments.all),
            query=arguments.sent(operation, "query"),
            headers=arguments.sent(operation, "header"),
            cookies=arguments.sent(operation, "cookie"),
            spellings=arguments.spellings(operation),
            body=arguments.body,
            paging=result.paging,
            cursor=result.cursor,
            returns=returned.type,
            reads=returned.body,
            how=result.how,
            wrapper=result.wrapper,
            item=returned.item,
            answers=returned.answers,
            accept="" if not result.accept else style.string(result.accept),
            server=self._access.server(operation),
            own_security=security is not None,
            security=security or (),
            messages=self._messages(operation, reasons),
            doc=style.method_doc(self._text(operation, arguments, returned)),
            deprecated=operation.deprecated,
            shape=returned.shape,
        )

    def result(self, of: Type) -> str:
        """Return the type a method returns."""
        return self.use(self._style.result(of, self._names))

    def shape(self, of: Type) -> str:
        """Return by what a runtime reads what a method returns, where types are not there when code runs."""
        return self._style.result(of, self._names).shape

    def argument(self, of: Type) -> TypeText:
        """Return the type an argument takes."""
        return self._style.argument(of, self._names)

    def describe(self, of: Property | Parameter) -> str:
        """Return what an argument means, with the values it takes."""
        said = prose.describe(of, self._style)
        for name in _enumerations(of.type):
            schema = self._schemas[name]
            if isinstance(schema, Enumeration):
                said += f" {prose.values_of(schema, self._style)}"
        return said

    def scope(self, operation: Operation) -> Scope:
        """Return the scope of a method's arguments; those of a patch have their names in any case."""
        body = operation.request_body
        patched = body is not None and any(content.json_patch for content in body.contents[:1])
        reserved = self._style.reserved("arguments") | frozenset(name for name, _ in PATCH if patched)
        return Scope(f"`{operation.id}`", reserved, self._findings, hint=X_NAME)

    @property
    def style(self) -> Style:
        """Return the style."""
        return self._style

    @property
    def schemas(self) -> Schemas:
        """Return the schemas by name."""
        return self._schemas

    def use(self, text: TypeText) -> str:
        """Return a type's text, and remember what it takes from elsewhere."""
        self.uses |= text.uses
        return text.text

    def _messages(self, operation: Operation, reasons: dict[str, str]) -> tuple[MessageRow, ...]:
        return tuple(
            MessageRow(status=self._status(response.status), reason=reasons[message.reason], pieces=row)
            for response in operation.responses
            for message in response.messages
            for row in pieces(message.text, self._style)
        )

    def _status(self, status: str) -> str:
        """Return a status as a number, a range or `default` as a text."""
        return status if status.isdigit() else self._style.string(status)

    def _text(self, operation: Operation, arguments: Arguments, returned: Returned) -> MethodText:
        return MethodText(
            id=operation.id,
            summary=prose.sentence(operation.summary) or f"Call {operation.id}.",
            description=operation.description,
            arguments=tuple((argument.name, said) for argument, said in arguments.documented),
            returns=returned.said,
            fields=declared_names(operation),
            errors=prose.errors_of(operation),
            page=prose.page_of(operation),
            deprecated=operation.deprecated,
            named=frozenset(argument.name for argument in arguments.all if argument.keyword),
        )


def _enumerations(of: Type) -> list[str]:
    match of:
        case Named(name=name):
            return [name]
        case Array(item=inner) | Nullable(of=inner):
            return _enumerations(inner)
        case _:
            return []
