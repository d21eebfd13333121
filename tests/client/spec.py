"""What the tests know of the API: the bundled document, read plainly.

In: the document that `hexapla.load.bundle` makes of the spec. Out: operations with their arguments, examples and
answers. Nothing here comes from the model, the plan or the generated code, so that an error there cannot excuse itself;
the rule by which a wire name becomes a Python name is written down once more for the same reason.
"""

from __future__ import annotations

import functools
import keyword
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, cast

from hexapla.load import bundle
from hexapla.source import Sources

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"
Schema: TypeAlias = Mapping[str, "JSON"]

ROOT: Final = Path(__file__).parents[2]
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True)
class Argument:
    """One argument of a method: where it travels, and under which names."""

    name: str
    wire: str
    place: str
    schema: Schema
    required: bool
    explode: bool = False
    example: JSON = None
    has_example: bool = False


@dataclass(frozen=True)
class Message:
    """A documented text of a refused call."""

    status: int
    reason: str
    text: str


@dataclass(frozen=True)
class Operation:
    """One method on one path."""

    id: str
    method: str
    path: str
    arguments: tuple[Argument, ...]
    body: str
    """How the body is given: empty, `members`, `patch` or `whole`."""
    body_required: bool
    body_schema: Schema
    body_example: JSON
    status: int
    result: Schema | None
    example: JSON
    messages: tuple[Message, ...]
    pagination: Mapping[str, JSON] | None

    def __str__(self) -> str:
        """Return the name pytest prints."""
        return self.id

    def of(self, place: str) -> tuple[Argument, ...]:
        """Return the arguments that travel in `path`, `query` or `body`."""
        return tuple(argument for argument in self.arguments if argument.place == place)

    @property
    def is_paged(self) -> bool:
        """Say whether the method returns a pager."""
        return self.pagination is not None


@functools.cache
def document() -> Schema:
    """Return the bundled document."""
    read, findings = bundle(Sources(lambda path: (ROOT / path).read_bytes()), "spec/openapi.yaml")
    assert not findings
    return cast("Schema", read)


@functools.cache
def operations() -> tuple[Operation, ...]:
    """Return every operation of the document."""
    return tuple(
        _operation(path, method, member(item, method))
        for path, item in member(document(), "paths").items()
        for method in METHODS
        if method in cast("Schema", item)
    )


def operation(name: str) -> Operation:
    """Return the operation with this operationId."""
    return next(one for one in operations() if one.id == name)


def member(of: JSON | Schema, name: str) -> dict[str, JSON]:
    """Return a member that is an object; an empty one where there is none."""
    found = cast("Mapping[str, JSON]", of).get(name, {})
    assert isinstance(found, dict)
    return found


def schemas() -> Mapping[str, JSON]:
    """Return the named schemas."""
    return member(member(document(), "components"), "schemas")


def follow(schema: Schema) -> tuple[str, Schema]:
    """Return a schema's name, empty for one that stands in place, and what it is behind its reference."""
    ref = schema.get("$ref")
    if not isinstance(ref, str):
        return "", schema
    name = ref.rpartition("/")[2]
    return name, cast("Schema", schemas()[name])


def kinds(schema: Schema) -> set[str]:
    """Return the JSON types a schema in place allows; none for a schema that allows any."""
    found = schema.get("type", [])
    return set(cast("list[str]", [found] if isinstance(found, str) else found))


def nullable(schema: Schema) -> bool:
    """Say whether null is valid."""
    schema = follow(schema)[1]
    return "null" in kinds(schema) or schema == {} or any(nullable(one) for one in alternatives(schema))


def alternatives(schema: Schema) -> list[Schema]:
    """Return the schemas of `anyOf` and `oneOf`."""
    return cast("list[Schema]", [*cast("list[JSON]", schema.get("anyOf", schema.get("oneOf", [])))])


def present(schema: Schema) -> tuple[str, Schema]:
    """Return a schema without its null: the name and the schema of what is there when something is there."""
    name, schema = follow(schema)
    others = [one for one in alternatives(schema) if kinds(one) != {"null"}]
    return present(others[0]) if len(others) == 1 else (name, schema)


def is_record(schema: Schema) -> bool:
    """Say whether values become models: objects with properties."""
    return "properties" in present(schema)[1]


def required(schema: Schema) -> Sequence[str]:
    """Return the keys that are always there."""
    return cast("list[str]", schema.get("required", []))


def properties(schema: Schema) -> dict[str, Schema]:
    """Return the properties of an object."""
    return cast("dict[str, Schema]", member(present(schema)[1], "properties"))


def records() -> list[str]:
    """Return the names of the schemas that answers hold as models, at any depth."""
    found: dict[str, None] = {}
    for one in operations():
        if one.result is not None:
            _reach(one.result, found)
    return sorted(found)


def _reach(schema: Schema, found: dict[str, None]) -> None:
    name, inner = present(schema)
    if name in found:
        return
    if "properties" in inner:
        found[name] = None
    for below in (*properties(inner).values(), member(inner, "items"), *alternatives(inner)):
        if below:
            _reach(below, found)


def identifier(wire: str) -> str:
    """Return the Python name of a wire name: snake_case, a digit in front and keywords made legal."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", " ", wire)
    name = "_".join(spaced.lower().split())
    name = f"_{name}" if name[:1].isdigit() else name
    return f"{name}_" if keyword.iskeyword(name) else name


def attribute(schema: Schema, wire: str) -> str:
    """Return the attribute of a model in which a property stands."""
    alias = properties(schema)[wire].get("x-name", wire)
    name = identifier(cast("str", alias))
    return f"{name}_" if name in {"bool", "dict", "float", "int", "list", "str"} else name


def _operation(path: str, method: str, item: Schema) -> Operation:
    content = member(member(item, "requestBody"), "content")
    media = cast("Schema", next(iter(content.values()), {}))
    success = sorted(key for key in member(item, "responses") if key.startswith("2"))[0]
    answer = _response(member(member(item, "responses"), success))
    answered = cast("Schema | None", next(iter(member(answer, "content").values()), None))
    return Operation(
        id=cast("str", item["operationId"]),
        method=method.upper(),
        path=path,
        arguments=tuple(_arguments(path, item, media)),
        body=_body_kind(media),
        body_required=bool(member(item, "requestBody").get("required")),
        body_schema=member(media, "schema"),
        body_example=media.get("example"),
        status=int(success),
        result=None if answered is None else member(answered, "schema"),
        example=None if answered is None else answered["example"],
        messages=tuple(_messages(member(item, "responses"))),
        pagination=cast("Mapping[str, JSON] | None", item.get("x-pagination")),
    )


def _response(response: Schema) -> Schema:
    ref = response.get("$ref")
    if not isinstance(ref, str):
        return response
    return member(member(member(document(), "components"), "responses"), ref.rpartition("/")[2])


def _messages(responses: Schema) -> Iterator[Message]:
    for status in responses:
        for reason, text in member(_response(member(responses, status)), "x-messages").items():
            yield Message(int(status), reason, cast("str", text))


def _body_kind(media: Schema) -> str:
    if not media:
        return ""
    if media.get("x-json-patch"):
        return "patch"
    return "members" if is_record(member(media, "schema")) else "whole"


def _arguments(path: str, item: Schema, media: Schema) -> Iterator[Argument]:
    taken = {"self": 1, "options": 1}
    parameters = cast("list[Schema]", [*cast("list[JSON]", item.get("parameters", []))])
    # In the order in which the URL names them, which need not be the order of the declarations.
    in_path = {one["name"]: one for one in parameters if one["in"] == "path"}
    for wire in re.findall(r"\{([^}]*)\}", path):
        yield _parameter(in_path[wire], taken)
    for one in parameters:
        if one["in"] == "query":
            yield _parameter(one, taken)
    kind, schema = _body_kind(media), member(media, "schema")
    if kind == "whole":
        needed = bool(member(item, "requestBody").get("required"))
        yield Argument("body", "", "body", schema, needed, False, media.get("example"), True)
    if kind != "members":
        return
    example = cast("Schema", media["example"])
    for wire, below in properties(schema).items():
        if below.get("readOnly"):
            continue
        name = _take(taken, cast("str", below.get("x-name", wire)))
        needed = wire in required(present(schema)[1])
        yield Argument(name, wire, "body", below, needed, False, example.get(wire), wire in example)


def _parameter(one: Schema, taken: dict[str, int]) -> Argument:
    wire, place = cast("str", one["name"]), cast("str", one["in"])
    name = _take(taken, cast("str", one.get("x-name", wire)))
    style = one.get("style", "simple" if place == "path" else "form")
    assert style == ("simple" if place == "path" else "form"), f"{wire}: no test for style {style}"
    explode = bool(one.get("explode", style == "form"))
    schema, needed = member(one, "schema"), bool(one.get("required"))
    return Argument(name, wire, place, schema, needed, explode, one.get("example"), "example" in one)


def _take(taken: dict[str, int], wire: str) -> str:
    name = identifier(wire)
    count = taken[name] = taken.get(name, 0) + 1
    return name if count == 1 else f"{name}_{count}"
