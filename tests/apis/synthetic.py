"""A made-up API of any size, for questions of scale: `python -m tests.apis.synthetic 1000 openapi.yaml`.

N operations on N schemas, the same bytes every time. What stands in it is what large descriptions consist of: tags of
twenty-five operations, five methods on a collection and its items, records of twenty to forty properties with prose,
bounds, formats and examples, enumerations, lists, maps, records in records, small circles, shared parameters and
errors. Whatever a thing says follows from its own number alone: a larger API begins with all of a smaller one.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Data: TypeAlias = "dict[str, JSON]"

GROUP: Final = 25
"""Operations of a tag, and schemas that belong to it."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST: Final = _words(
    """
    amber brisk cedar dusky early fabled gentle hidden ivory jolly keen lunar mellow noble olive polar
    quiet rustic solar tidal upland velvet windy young
    """
)
_THINGS: Final = _words(
    """
    anchor barrel cargo depot engine freight gauge hangar invoice journal kiosk ledger manifest notice
    order parcel quota route shipment tariff unit vessel
    """
)
_PARTS: Final = ("", "Line", "Visit", "Permit", "Claim")
"""What a tag has collections of."""
_KINDS: Final = ("", "State", "Origin", "Summary", "Contact")
"""What schemas each collection has: its own, an enumeration, two records that stand in it, and one that repeats it."""
_MEMBERS: Final = _words(
    """
    label remark weight height volume balance currency priority sequence batch colour locale margin
    deadline opened closed checked owner partner contract reference rating capacity altitude latitude
    longitude voltage pressure duration interval threshold discount penalty deposit license category
    region terminal berth season
    """
)
_ROLES: Final = ("", "first", "last", "planned", "actual", "total", "default", "former")
_STATES: Final = (
    *("draft", "open", "pending", "accepted", "refused", "paused", "resumed", "delayed", "cancelled", "settled"),
    *("archived", "expired", "in-transit", "on hold", "unknown"),
)
_VERBS: Final = ("records", "limits", "describes", "follows", "replaces", "precedes", "explains", "settles")
_PROSE: Final = (
    "The {0} that the {1} {2} while a {3} is under way.",
    "Set by the {1} when it {2} the {0}; read by everyone who handles the {3}.",
    "How the {0} of a {3} is counted. It {2} the {1} and never changes afterwards.",
    "Which {0} the {3} belongs to, as the {1} {2} it at the end of a day.",
    "Whatever the {1} {2} of the {0}, in the words of the {3}'s owner: nothing is shortened.",
)


def document(size: int) -> Data:
    """Return a description of `size` operations and `size` schemas."""
    tags = range(-(-size // GROUP))
    operations = list(_operations(size))
    paths: dict[str, JSON] = {}
    for path, method, operation in operations:
        item = paths.setdefault(path, {})
        assert isinstance(item, dict)
        item[method] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Synthetic harbour",
            "version": "1.0.0",
            "description": f"A made-up API of {size} operations.",
        },
        "servers": [{"url": "https://synthetic.example.com/v1"}],
        "security": [{"basic": []}],
        "tags": [{"name": _tag(tag), "description": _prose(random.Random(tag), 2)} for tag in tags],
        "paths": paths,
        "components": {
            "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}},
            "parameters": _parameters(),
            "responses": _errors(),
            "schemas": {_name(number): _schema(number, size) for number in range(size)},
        },
    }


def _tag(tag: int) -> str:
    """Return the name of a tag, as `amber-anchor`; the names repeat with a number behind them."""
    round_, which = divmod(tag, len(_FIRST) * len(_THINGS))
    word = f"{_FIRST[which % len(_FIRST)]}-{_THINGS[which // len(_FIRST)]}"
    return f"{word}-{round_ + 1}" if round_ else word


def _pascal(tag: int) -> str:
    return "".join(word.capitalize() for word in _tag(tag).split("-"))


def _name(number: int) -> str:
    """Return the name of a schema: `AmberAnchorVisitState`."""
    tag, place = divmod(number, GROUP)
    return f"{_pascal(tag)}{_PARTS[place // 5]}{_KINDS[place % 5]}"


def _ref(number: int) -> Data:
    return {"$ref": f"#/components/schemas/{_name(number)}"}


def _prose(chance: random.Random, sentences: int) -> str:
    return " ".join(
        chance.choice(_PROSE).format(
            chance.choice(_MEMBERS), chance.choice(_THINGS), chance.choice(_VERBS), chance.choice(_THINGS)
        )
        for _ in range(sentences)
    )


def _schema(number: int, size: int) -> Data:
    chance = random.Random(f"schema {number}")
    if _KINDS[number % 5] == "State":
        states: list[JSON] = list(chance.sample(_STATES, chance.randrange(3, 12)))
        return {"type": "string", "description": _prose(chance, 1), "enum": states}
    properties: dict[str, JSON] = {"id": {"type": "integer", "description": "Its number.", "readOnly": True}}
    for role, member in _chosen(chance):
        properties[f"{role}_{member}" if role else member] = _property(chance, member, number)
    required = [name for name in properties if name == "id" or chance.random() < 0.15]
    properties |= {name: of for name, other, of in _links(chance, number) if other < size}
    return {
        "type": "object",
        "description": _prose(chance, 3) + ("\n\n" + _prose(chance, 2) if chance.random() < 0.3 else ""),
        "required": list(required),
        "properties": properties,
    }


def _chosen(chance: random.Random) -> list[tuple[str, str]]:
    every = [(role, member) for member in _MEMBERS for role in _ROLES]
    return chance.sample(every, chance.randrange(20, 37))


def _links(chance: random.Random, number: int) -> Iterator[tuple[str, int, JSON]]:
    """Yield properties that hold other schemas, each with the number of the other.

    A collection's record holds the other four; its fourth and fifth hold the record again, and so are circles. Of other
    tags only small things are referred to, as in APIs that refer to the rest by its number.
    """
    tag, place = divmod(number, GROUP)
    part, kind = divmod(place, 5)
    first = number - kind
    if kind == 0:
        yield "state", first + 1, _ref(first + 1)
        yield "origin", first + 2, {**_ref(first + 2), "description": "Where it came from."}
        yield "summaries", first + 3, {"type": "array", "items": _ref(first + 3), "description": "By day."}
        yield "contacts", first + 4, {"type": "object", "additionalProperties": _ref(first + 4)}
        yield "children", first, {"type": "array", "items": _ref(first), "maxItems": 100, "description": "Parts of it."}
    elif kind == 2 and tag:
        other = chance.randrange(tag) * GROUP + 5 * chance.randrange(5) + 1
        yield "source_state", other, _ref(other)
    elif kind >= 3 and part < 4:
        yield "belongs_to", first, _ref(first)


def _property(chance: random.Random, member: str, number: int) -> Data:
    said: Data = {"description": _prose(chance, chance.choice((1, 1, 2)))}
    if chance.random() < 0.05:
        said["deprecated"] = True
    match chance.randrange(12):
        case 0 | 1:
            return {"type": "string", "maxLength": chance.choice((40, 80, 255)), **said, "example": f"a {member}"}
        case 2:
            return {"type": ["string", "null"], **said}
        case 3:
            return {"type": "integer", "minimum": 0, "maximum": chance.randrange(10, 5000), **said, "example": 3}
        case 4:
            return {"type": "number", **said, "example": 12.5}
        case 5:
            return {"type": "boolean", "default": False, **said}
        case 6:
            return {"type": "string", "format": "date-time", **said, "example": "2026-03-04T05:06:07Z"}
        case 7:
            return {"type": ["string", "null"], "format": "date", **said}
        case 8:
            return {"type": "array", "items": {"type": "string"}, **said}
        case 9:
            return {"type": "string", "format": chance.choice(("email", "uri", "uuid")), **said}
        case 10:
            return {"type": "object", "additionalProperties": {"type": "string"}, **said}
        case _:
            if number % 3:
                return {"type": ["integer", "null"], **said}
            return {"type": "string", "enum": list(chance.sample(_STATES, 3)), **said}


def _example(number: int) -> Data:
    """Return a value of a record: what it requires."""
    record = _schema(number, number + 1)
    properties, required = record["properties"], record["required"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    return {str(name): _value(properties[str(name)]) for name in required}


def _value(schema: JSON) -> JSON:
    match schema:
        case {"example": value} | {"enum": [value, *_]}:
            return value
        case {"type": ["string", "null"] | ["integer", "null"]}:
            return None
        case {"type": "integer"}:
            return 7
        case {"type": "boolean"}:
            return True
        case {"type": "array"}:
            return ["a text"]
        case {"type": "object"}:
            return {"key": "a text"}
        case {"format": str(name)}:
            return {"email": "a@example.com", "uri": "https://example.com/a"}.get(
                name, "6f1d6a2e-7d0c-4b52-9d7e-0f3f6a1c2b3d"
            )
        case _:
            raise AssertionError(schema)


def _parameters() -> Data:
    number: Data = {"type": "integer", "default": 1}
    page: Data = {"name": "page", "in": "query", "description": "Which page.", "schema": number}
    size: Data = {
        "name": "per_page",
        "in": "query",
        "description": "How many rows a page has.",
        "schema": {"type": "integer", "default": 50, "maximum": 200},
    }
    return {"page": page, "per_page": size}


def _errors() -> Data:
    problem: Data = {
        "type": "object",
        "properties": {"message": {"type": "string"}, "code": {"type": "integer"}},
        "required": ["message"],
    }
    texts = {"400": "The request makes no sense.", "403": "Not allowed.", "404": "No such thing.", "429": "Too many."}
    return {
        f"error_{status}": {"description": text, "content": {"application/json": {"schema": problem}}}
        if status == "400"
        else {"description": text}
        for status, text in texts.items()
    }


def _operations(size: int) -> Iterator[tuple[str, str, Data]]:
    """Yield path, method and operation."""
    for number in range(size):
        tag, place = divmod(number, GROUP)
        part, verb = divmod(place, 5)
        record = number - verb
        words = re.sub("(?<!^)([A-Z])", r"-\1", f"{_pascal(tag)}{_PARTS[part]}").lower()
        path = f"/{_tag(tag)}s" + (f"/{_PARTS[part].lower()}s" if part else "")
        operation: Data = {
            "operationId": f"{('list', 'create', 'get', 'update', 'delete')[verb]}{_name(record)}",
            "tags": [_tag(tag)],
            "summary": f"{('List', 'Create', 'Get', 'Update', 'Delete')[verb]} {words.replace('-', ' ')}",
        }
        chance = random.Random(f"operation {number}")
        operation["description"] = _prose(chance, 4) + "\n\n" + _prose(chance, 3)
        match verb:
            case 0:
                yield path, "get", operation | _list(chance, record, size)
            case 1:
                yield path, "post", operation | _change(record, "201")
            case _:
                key: Data = {
                    "name": f"{words.replace('-', '_')}_id",
                    "in": "path",
                    "required": True,
                    "description": "Which one.",
                    "schema": {"type": "integer"},
                }
                change = _change(record, "200") if verb == 3 else _answer(record, "200") if verb == 2 else _gone()
                method = ("get", "patch", "delete")[verb - 2]
                yield f"{path}/{{{key['name']}}}", method, operation | {"parameters": [key]} | change


def _list(chance: random.Random, record: int, size: int) -> Data:
    filters: list[JSON] = [{"$ref": "#/components/parameters/page"}, {"$ref": "#/components/parameters/per_page"}]
    if record + 1 < size:
        states: Data = {"type": "array", "items": _ref(record + 1)}
        filters.append(
            {"name": "states", "in": "query", "description": "Keep those in these states.", "schema": states}
        )
    for member in chance.sample(_MEMBERS, chance.randrange(4, 9)):
        schema: Data = {"type": chance.choice(("string", "integer", "boolean"))}
        filters.append({"name": f"by_{member}", "in": "query", "description": _prose(chance, 2), "schema": schema})
    rows: Data = {"type": "array", "items": _ref(record)}
    return {
        "parameters": filters,
        "x-pagination": {"page": "page", "size": "per_page", "first": 1, "default": 50, "maximum": 200},
        "responses": {
            "200": {"description": "One page.", "content": {"application/json": {"schema": rows}}},
            **_refusals("400", "403", "429"),
        },
    }


def _change(record: int, status: str) -> Data:
    content: Data = {"application/json": {"schema": _ref(record), "example": _example(record)}}
    return {
        "requestBody": {"required": True, "description": "The whole record.", "content": content},
        **_answer(record, status),
    }


def _answer(record: int, status: str) -> Data:
    content: Data = {"application/json": {"schema": _ref(record), "example": _example(record)}}
    return {"responses": {status: {"description": "The record.", "content": content}, **_refusals("400", "403", "404")}}


def _gone() -> Data:
    return {"responses": {"204": {"description": "It is gone."}, **_refusals("403", "404")}}


def _refusals(*statuses: str) -> Data:
    return {status: {"$ref": f"#/components/responses/error_{status}"} for status in statuses}


_PLAIN: Final = re.compile(r"[A-Za-z/](?:[A-Za-z0-9 _./'{}-]|,(?= )|;(?= )|:(?=[^ ]))*(?<! )")
_WORDS: Final = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def to_yaml(data: JSON) -> str:
    """Return YAML in block style: a hundred times faster than a library, for the few kinds of text that stand here."""
    return "".join(_lines(data, "")).lstrip("\n") + "\n"


def _lines(data: JSON, indent: str) -> Iterator[str]:
    match data:
        case dict() if data:
            for key, value in data.items():
                yield f"\n{indent}{_scalar(key, indent)}:"
                yield from _lines(value, f"{indent}  ")
        case list() if data:
            for value in data:
                # The first member of a mapping stands beside its dash.
                yield f"\n{indent}-"
                text = "".join(_lines(value, f"{indent}  "))
                yield f" {text.lstrip()}" if isinstance(value, dict | list) and value else text
        case _:
            yield f" {_scalar(data, indent)}"


def _scalar(data: JSON, indent: str) -> str:
    if not isinstance(data, str):
        return json.dumps(data)
    if "\n" in data:
        return "|-\n" + "\n".join(f"{indent}{line}".rstrip() for line in data.split("\n"))
    return data if _PLAIN.fullmatch(data) and data not in _WORDS else json.dumps(data)


def write(size: int, file: Path) -> None:
    """Write a description of a size; the suffix says whether as YAML or as JSON."""
    data = document(size)
    text = json.dumps(data, indent=2) + "\n" if file.suffix == ".json" else to_yaml(data)
    file.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str]) -> int:
    """Write one file."""
    size, file = arguments
    write(int(size), Path(file))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
