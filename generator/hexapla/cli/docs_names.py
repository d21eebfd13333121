"""What code calls the things of a spec in the configured clients: for reports about documentation.

In: a configuration and a model. Out: names, each with its target; nothing for what a target does not serve.
"""

from __future__ import annotations

from collections.abc import Iterator

from hexapla.cli.produce import plan
from hexapla.cli.styling import blamed, find_style
from hexapla.config import Config
from hexapla.diff.surface_sides import Method, Side
from hexapla.diff.surface_words import Planned
from hexapla.finding import has_errors
from hexapla.model import Api, Operation, Parameter
from hexapla.plan import RecordClass


class Clients:
    """The packages of all targets, planned once; a package that cannot be planned has no names."""

    def __init__(self, config: Config, api: Api) -> None:
        self._sides: list[tuple[str, Side]] = []
        for target in config.targets:
            style = find_style(target)
            package, _, findings = plan(api, target, style, partial=True)
            if not has_errors(findings):
                with blamed(target):
                    self._sides.append((target.name, Side(Planned(api, package), style)))

    def method(self, operation: Operation) -> list[str]:
        """Return the method of an operation, in each target."""
        return [f"{target}: {_method(one)}" for target, _, one in self._methods(operation)]

    def argument(self, operation: Operation, parameter: Parameter) -> list[str]:
        """Return the argument of a parameter, in each target."""
        found = []
        for target, side, one in self._methods(operation):
            key = side.style.string(parameter.name)
            names = [argument.name for argument in one.call.arguments if key in argument.keys]
            found.append(f"{target}: {_method(one)}({names[0]})" if names else f"{target}: {_method(one)}")
        return found

    def attribute(self, schema: str, name: str) -> list[str]:
        """Return the model of a schema and its attribute, in each target."""
        found = []
        for target, side in self._sides:
            model = side.classes.get(schema)
            if model is None:
                continue
            wire = side.style.string(name)
            fields = model.fields if isinstance(model, RecordClass) else ()
            names = [field.name for field in fields if field.wire == wire]
            found.append(f"{target}: {model.name}.{names[0]}" if names else f"{target}: {model.name}")
        return found

    def _methods(self, operation: Operation) -> Iterator[tuple[str, Side, Method]]:
        for target, side in self._sides:
            for methods in side.methods.values():
                yield from ((target, side, one) for one in methods if one.operation.id == operation.id)


def _method(of: Method) -> str:
    return f"{of.resource.attribute}.{of.call.name}"
