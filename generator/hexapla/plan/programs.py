"""Programs that a person can run: the calls of the README, with what differs between accounts left to the caller.

In: the operations that the README shows. Out: a program for each, and one with `await`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hexapla.finding import Finding
from hexapla.model import JSON, Array, Operation, Parameter, Scalar
from hexapla.names import snake
from hexapla.plan import prose
from hexapla.plan.access import Access
from hexapla.plan.calls import Call
from hexapla.plan.examples import Chosen, named_arguments, sample
from hexapla.plan.kinds import Schemas
from hexapla.plan.package import ModelModule
from hexapla.plan.paging import resolved
from hexapla.plan.scope import Scope
from hexapla.plan.shown import Program, ProgramArgument, ProgramSetting
from hexapla.plan.style import Style

_LONGEST: Final = 40
"""Letters of a text that is shown: what is longer has no line of code to stand on."""
_OWN: Final = frozenset({"client", "console", "error", "main", "process", "result", "row", "rows", "text"})
"""Names that the programs need for themselves."""


class Programs:
    """Plans programs around the calls of one API."""

    def __init__(
        self, package: str, access: Access, models: Sequence[ModelModule], style: Style, schemas: Schemas
    ) -> None:
        self._package = package
        self._access = access
        self._records = {record.name: record for module in models for record in module.records}
        self._style = style
        self._schemas = schemas

    def plan(self, chosen: Chosen) -> tuple[Program, ...]:
        """Return a program for each kind of call that the API has."""
        return tuple(self._all(chosen))

    def _all(self, chosen: Chosen) -> Iterator[Program]:
        if chosen.listed is not None:
            yield self._program("list_rows", "example_list", *chosen.listed)
            yield self._program("list_rows_async", "example_list_async", *chosen.listed)
        if chosen.created is not None:
            yield self._program("create_one", "example_create", *chosen.created)
        if chosen.patched is not None:
            yield self._program("patch_many", "example_patch", *chosen.patched)

    def _program(self, file: str, template: str, operation: Operation, resource: str, call: Call) -> Program:
        style, notes = self._style, list[Finding]()
        scope = Scope("the example", style.reserved("arguments") | _OWN, notes)
        arguments: list[ProgramArgument] = []
        given: list[str] = []
        parts = [part for part in operation.path if isinstance(part, Parameter)]
        for part, name in zip(parts, call.path_arguments, strict=True):
            argument = self._argument(part, name, scope, len(arguments) + 1)
            arguments.extend([argument] if argument else [])
            value = part.example.value if part.example else sample(part.type, self._schemas)
            given.append(argument.name if argument else style.value(value))
        named = [
            (name, style.value(_cut(value))) for name, value in named_arguments(operation, call, style, self._schemas)
        ]
        record = self._records.get(call.returns)
        return Program(
            file=style.module_name(file),
            template=template,
            doc=style.docstring(prose.sentence(operation.summary) or f"{operation.id}.", 0, operation.id),
            arguments=tuple(arguments),
            words=str(len(arguments) + 1),
            count=str(len(arguments)),
            settings=tuple(self._settings()),
            method=f"{resource}.{call.name}",
            given=style.given(given, named),
            is_paged=call.is_lazy,
            result=tuple(field.name for field in record.fields) if record else (),
            returns=call.returns != style.nothing(),
        )

    def _argument(self, parameter: Parameter, wanted: str, scope: Scope, position: int) -> ProgramArgument | None:
        """Return the word of the command line that fills a parameter; None where one word is not enough."""
        of = resolved(parameter.type, self._schemas)
        item = resolved(of.item, self._schemas) if isinstance(of, Array) else of
        if not isinstance(item, Scalar) or item.const is not None or item.kind not in ("integer", "number", "string"):
            return None
        name = scope.take(wanted, parameter.name, parameter.where)
        return ProgramArgument(
            name=name,
            word=snake(name).upper(),
            position=str(position),
            index=str(position - 1),
            is_integer=item.kind == "integer",
            is_number=item.kind == "number",
            is_many=item is not of,
        )

    def _settings(self) -> Iterator[ProgramSetting]:
        """Yield what the client must be given, where the environment does not give it by itself."""
        ways = self._access.schemes.ways
        if ways and not any(way.env for way in ways):
            for name in ways[0].names:
                yield self._setting(name)
        if self._access.addresses.needed:
            yield self._setting("base_url")

    def _setting(self, name: str) -> ProgramSetting:
        # A package's name may have signs that no variable has: `@acme/pet-store`.
        variable = re.sub(r"\W+", "_", f"{self._package}_{name}").strip("_").upper()
        return ProgramSetting(name=self._style.identifier(name), variable=self._style.string(variable))


def _cut(value: JSON) -> JSON:
    """Return a value whose texts fit on a line."""
    match value:
        case str():
            return value if len(value) <= _LONGEST else value[:_LONGEST]
        case list():
            return [_cut(item) for item in value]
        case dict():
            return {name: _cut(item) for name, item in value.items()}
        case _:
            return value
