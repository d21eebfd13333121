"""Examples and defaults: every operation has examples, and what is given fits its schema."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from hexapla.finding import Finding, Location, error, warning
from hexapla.lint.values import Checker
from hexapla.model import JSON, Api, Content, Keyword, Named, Operation, Parameter, Record, Schema, Type

_MOST: Final = 3
"""What one example breaks is told so many times where it is somebody else's: the first says the most."""


def examples_present(api: Api) -> Iterator[Finding]:
    """Parameters, request bodies and successful responses have an example."""
    for operation in api.operations:
        for parameter in operation.parameters:
            if parameter.example is None:
                yield error("no-example", f"parameter `{parameter.name}` has no example", parameter.where)
        for content in _contents(operation):
            if content.example is None:
                message = f"`{operation.id}` has a body without an example"
                yield error("no-example", message, content.where)


def examples_fit(api: Api) -> Iterator[Finding]:
    """An example or a default is valid against its schema, and shows nothing that the schema does not have."""
    checker = Checker(api.by_name(), house=True)
    for given in _given(api):
        for wrong in checker.misfits(given.value, given.type):
            yield error("bad-example", f"{given.what}{wrong}", given.where)


def broken_examples(api: Api) -> Iterator[Finding]:
    """Yield a warning for every example and default that breaks its schema: it does not change what is generated."""
    checker = Checker(api.by_name(), house=False)
    for given in _given(api):
        for wrong in islice(checker.misfits(given.value, given.type), _MOST):
            yield warning("bad-example", f"{given.what}{wrong}", given.where)


class _Given(NamedTuple):
    """A value that a description gives for a type."""

    what: str
    value: JSON
    type: Type
    where: Location


def _given(api: Api) -> Iterator[_Given]:
    calls = [*api.operations, *api.webhooks]
    for operation in (*calls, *(callback for call in calls for callback in call.callbacks)):
        for parameter in operation.parameters:
            yield from _of_parameter(parameter)
        for content in _contents(operation):
            yield from _of_content(content)
    for schema in api.schemas:
        yield from _of_schema(schema)


def _of_parameter(parameter: Parameter) -> Iterator[_Given]:
    what = f"the example of `{parameter.name}`"
    if parameter.example is not None and _is_checked(parameter.content, parameter.example.value):
        yield _Given(what, parameter.example.value, parameter.type, parameter.example.where)
    if not parameter.content:
        yield from _more(parameter.rest, what, parameter.type)
    if parameter.default is not None:
        yield _Given(f"the default of `{parameter.name}`", parameter.default.value, parameter.type, parameter.where)


def _of_content(content: Content) -> Iterator[_Given]:
    examples = [] if content.example is None else [(content.example.value, content.example.where)]
    examples += [(keyword.value, keyword.where) for keyword in content.rest if keyword.name == "example"]
    for value, where in examples:
        if _is_checked(content.media_type, value):
            yield _Given("the example", value, content.type, where)


def _of_schema(schema: Schema) -> Iterator[_Given]:
    whole: Type = Named(schema.name)
    yield from _more(schema.rest, f"the example of {schema.name}", whole)
    if isinstance(schema, Record):
        for one in schema.properties:
            what = f"`{one.name}` of {schema.name}"
            yield from _more(one.rest, f"the example of {what}", one.type)
            if one.default is not None:
                yield _Given(f"the default of {what}", one.default.value, one.type, one.where)


def _more(rest: tuple[Keyword, ...], what: str, of: Type) -> Iterator[_Given]:
    """Yield what rides along as `example`, and the elements of `examples`."""
    for keyword in rest:
        if keyword.name == "example":
            yield _Given(what, keyword.value, of, keyword.where)
        elif keyword.name == "examples" and isinstance(keyword.value, list):
            for value in keyword.value:
                yield _Given(what, value, of, keyword.where)


def _is_checked(media_type: str, value: JSON) -> bool:
    """Say whether an example is a value and not the text of a body: XML, say, is shown as it is sent."""
    subtype = media_type.partition(";")[0].strip().lower()
    return not isinstance(value, str) or not media_type or subtype.endswith(("/json", "+json"))


def _contents(operation: Operation) -> Iterator[Content]:
    if operation.request_body is not None:
        yield from operation.request_body.contents
    for response in operation.responses:
        yield from response.contents
