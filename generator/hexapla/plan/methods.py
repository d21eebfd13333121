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
    Record,
    Scalar,
    Schema,
    Type,
)
from hexapla.plan import prose
from hexapla.plan.arguments import PATCH, Arguments
from hexapla.plan.calls import Answer, Call, MessageRow
from hexapla.plan.messages import pieces
from hexapla.plan.results import Result, plan_result
from hexapla.plan.scope import X_NAME, Scope
from hexapla.plan.style import MethodText, SchemaNames, Style, TypeText
from hexapla.plan.variants import Variant, successes, variants


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
        self.uses: set[tuple[str, str]] = set()

    def calls(self, operations: Sequence[Operation], reasons: dict[str, str]) -> tuple[Call, ...]:
        """Return operations as methods, one for each way of speaking; `reasons` gives the member of each reason."""
        spoken = [variant for operation in operations for variant in variants(operation)]
        names = self._methods.take_all([self._wanted(variant) for variant in spoken])
        constants = Scope("the constants", frozenset(), [])  # nobody sees them: no note
        return tuple(
            self._call(
                variant.operation,
                name,
                constants.take(self._style.constant(name), variant.operation.id, variant.operation.where),
                reasons,
            )
            for variant, name in zip(spoken, names, strict=True)
        )

    def _wanted(self, variant: Variant) -> tuple[str, str, Location]:
        operation = variant.operation
        wanted = operation.id.rpartition(".")[2]
        suffix = f" as {variant.suffix}" if variant.suffix else ""
        return self._style.identifier(wanted + suffix), operation.id, operation.where

    def _call(self, operation: Operation, name: str, constant: str, reasons: dict[str, str]) -> Call:
        style = self._style
        arguments = Arguments(self, operation)
        result = plan_result(operation, style)
        return Call(
            name=name,
            constant=constant,
            id=style.string(operation.id),
            method=style.string(operation.method),
            path=tuple(style.string(part) for part in _around(operation)),
            path_arguments=tuple(arguments.of_parameter[p.name] for p in operation.path if isinstance(p, Parameter)),
            arguments=tuple(arguments.all),
            query=arguments.sent(operation, "query"),
            headers=arguments.sent(operation, "header"),
            cookies=arguments.sent(operation, "cookie"),
            spellings=arguments.spellings(operation),
            body=arguments.body,
            paging=result.paging,
            cursor=result.cursor,
            returns=style.nothing() if result.type is None else self.use(style.result(result.type, self._names)),
            how=result.how,
            wrapper=result.wrapper,
            item="" if result.item_type is None else self.use(style.result(result.item_type, self._names)),
            answers=self._answers(result),
            accept="" if not result.accept else style.string(result.accept),
            server="",
            own_security=False,
            security=(),
            messages=self._messages(operation, reasons),
            doc=style.method_doc(self._text(operation, arguments, result)),
            deprecated=operation.deprecated,
        )

    def _answers(self, result: Result) -> tuple[Answer, ...]:
        style = self._style
        return tuple(
            Answer(
                status=style.string(status),
                media_type=style.string(media_type),
                type=style.nothing() if of is None else self.use(style.result(of, self._names)),
            )
            for status, media_type, of in result.answers
        )

    def argument(self, of: Type) -> str:
        """Return the type an argument takes."""
        return self.use(self._style.argument(of, self._names))

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
        reserved = self._style.reserved("arguments") | frozenset(name for name, _ in PATCH if patched)
        return Scope(f"`{operation.id}`", reserved, self._findings, hint=X_NAME)

    @property
    def style(self) -> Style:
        """Return the style."""
        return self._style

    def use(self, text: TypeText) -> str:
        """Return a type's text, and remember what it takes from elsewhere."""
        self.uses |= text.uses
        return text.text

    def _messages(self, operation: Operation, reasons: dict[str, str]) -> tuple[MessageRow, ...]:
        return tuple(
            MessageRow(status=response.status, reason=reasons[message.reason], pieces=row)
            for response in operation.responses
            for message in response.messages
            for row in pieces(message.text, self._style)
        )

    def _text(self, operation: Operation, arguments: Arguments, result: Result) -> MethodText:
        success = next(iter(successes(operation)), None)
        returns = ""
        if result.type is not None and success is not None:
            returns = prose.sentence(success.description)
            if isinstance(result.type, Nullable) and isinstance(result.type.of, Scalar):
                returns = f"{returns} None where the answer is empty."
            if result.wrapper == "Pager":
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
