"""The places of a description where text stands, and descriptions with other text there.

In: the JSON tree of a bundle. Out: positions, found without any code of ours. There are three kinds: a `text` is a
string value; a `name` is a key that the author of a description is free in (a property, a schema, a path); a `more` is
an object of OpenAPI that may be given a key that nobody knows.

A name is changed together with what refers to it, for else there would be a dangling reference and nothing to look at.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
Kind = Literal["text", "name", "more"]

DATA: Final = {"example", "default", "value", "const", "enum"}
"""Keywords whose value is data, with keys of its own at any depth."""

MAPS: Final = {
    *("paths", "webhooks", "pathItems", "schemas", "responses", "requestBodies", "headers", "securitySchemes", "links"),
    *("properties", "patternProperties", "dependentSchemas", "$defs", "content", "encoding", "variables", "mapping"),
    *("scopes", "x-messages", "x-evidence", "env"),
    # Lists in some places, maps in others.
    *("parameters", "examples"),
}
"""Keywords whose value is a map from free names."""

TEXTS: Final = {"mapping", "scopes", "x-messages", "env"}
"""Maps from free names to texts."""

SECTIONS: Final = {
    *("schemas", "responses", "parameters", "requestBodies", "headers", "examples", "links", "callbacks"),
}


@dataclass(frozen=True)
class Position:
    """A place: of a text its path, of a name the path that ends in it, of more the path of the object."""

    kind: Kind
    path: Path

    @property
    def slot(self) -> str:
        """Return what kind of place it is: the keyword that it stands under."""
        words = [str(word) for word in self.path if isinstance(word, str)] or [""]
        if self.kind == "name" or words[-2:-1] in [[word] for word in TEXTS]:
            words.pop()
        return words[-1]


def positions(document: Mapping[str, Any]) -> tuple[Position, ...]:
    """Return every position of a description, in order."""
    return tuple(_object(document, ()))


def _object(node: Any, path: Path) -> Iterator[Position]:  # noqa: ANN401
    """An object of OpenAPI or JSON Schema, or a list of them: its keys are keywords."""
    if isinstance(node, str):
        yield Position("text", path)
    elif isinstance(node, list):
        for number, element in enumerate(node):
            yield from _object(element, (*path, number))
    elif isinstance(node, dict):
        yield Position("more", path)
        for key, value in node.items():
            yield from _member(key, value, (*path, key))


def _member(key: str, value: Any, path: Path) -> Iterator[Position]:  # noqa: ANN401
    if key in DATA or (key == "examples" and isinstance(value, list)):
        yield from _data(value, path)
    elif key == "security" and isinstance(value, list):
        for number, requirement in enumerate(value):
            yield from _data(requirement, (*path, number))
    elif key == "callbacks" and isinstance(value, dict):
        for name, expressions in value.items():
            yield Position("name", (*path, name))
            yield from _map(expressions, (*path, name))
    elif key in MAPS and isinstance(value, dict):
        yield from _map(value, path)
    else:
        yield from _object(value, path)


def _map(node: Mapping[str, Any], path: Path) -> Iterator[Position]:
    for key, value in node.items():
        yield Position("name", (*path, key))
        yield from _object(value, (*path, key))


def _data(node: Any, path: Path) -> Iterator[Position]:  # noqa: ANN401
    if isinstance(node, str):
        yield Position("text", path)
    elif isinstance(node, list):
        for number, element in enumerate(node):
            yield from _data(element, (*path, number))
    elif isinstance(node, dict):
        for key, value in node.items():
            yield Position("name", (*path, key))
            yield from _data(value, (*path, key))


Text: TypeAlias = Callable[[int, str], str]
"""Makes the new text of the position of a number out of the old one."""


def around(payload: str) -> Text:
    """Return text that begins and ends with a payload, and has nothing of the old text."""
    return lambda number, old: f"{payload}n{number}{payload}"


def inside(payload: str) -> Text:
    """Return text that goes on with a payload where the old one ends: what asks for a form is still in form."""
    return lambda number, old: f"{old}{payload}n{number}{payload}"


def alone(payload: str) -> Text:
    """Return the payload and nothing else."""
    return lambda number, old: payload


class Edit:
    """A description with other text in some of its positions."""

    def __init__(self, document: Mapping[str, Any], every: Iterable[Position], text: Text) -> None:
        self._document = document
        self._new: dict[tuple[Kind, Path], str] = {}
        for number, position in enumerate(every):
            match position.kind:
                case "text":
                    new = text(number, str(find(document, position.path)))
                case "name":
                    new = text(number, str(position.path[-1]))
                case "more":
                    new = text(number, "x-")
            self._new[position.kind, position.path] = new
        self._refs = dict(self._references())
        self._schemes = self._renamed("components", "securitySchemes")
        self._tags = self._by_value(("tags", None, "name"))
        self._scopes = {
            p[-1]: new for (kind, p), new in self._new.items() if kind == "name" and p[-2:-1] == ("scopes",)
        }
        self._parameters = self._parameter_names()
        self._properties = self._property_names()

    def made(self) -> dict[str, Any]:
        """Return the description."""
        made: dict[str, Any] = self._rebuilt(self._document, ())
        return made

    def _references(self) -> Iterator[tuple[str, str]]:
        for (kind, path), new in self._new.items():
            if kind == "name" and len(path) == 3 and path[0] == "components" and path[1] in SECTIONS:
                section, name = str(path[1]), str(path[2])
                yield pointer(section, name), pointer(section, new)

    def _renamed(self, *start: str) -> dict[str, str]:
        return {str(path[-1]): new for (kind, path), new in self._new.items() if kind == "name" and path[:-1] == start}

    def _by_value(self, form: tuple[str | None, ...]) -> dict[str, str]:
        return {
            str(find(self._document, path)): new
            for (kind, path), new in self._new.items()
            if kind == "text"
            and len(path) == len(form)
            and all(want in (None, have) for want, have in zip(form, path, strict=True))
        }

    def _parameter_names(self) -> dict[tuple[str, str], str]:
        """Return the new names of parameters by old name and place: of one name there is one new name."""
        found: dict[tuple[str, str], str] = {}
        for (kind, path), new in self._new.items():
            if kind == "text" and path[-1] == "name" and path[0] != "tags":
                owner = find(self._document, path[:-1])
                if "in" in owner and "type" not in owner:
                    found.setdefault((owner["name"], owner["in"]), new)
        return found

    def _property_names(self) -> dict[str, str]:
        """Return the new names of properties by old name, where there is one property of a name."""
        named = [(str(p[-1]), new) for (kind, p), new in self._new.items() if kind == "name" and p[-2] == "properties"]
        times = Counter(old for old, _ in named)
        return {old: new for old, new in named if times[old] == 1}

    def _rebuilt(self, node: Any, path: Path) -> Any:  # noqa: ANN401
        if isinstance(node, str):
            return self._new.get(("text", path)) or self._linked(node, path)
        if isinstance(node, list):
            return [self._rebuilt(element, (*path, number)) for number, element in enumerate(node)]
        if not isinstance(node, dict):
            return node
        made = {self._key(key, node, path): self._rebuilt(value, (*path, key)) for key, value in node.items()}
        more = self._new.get(("more", path))
        if more is not None:
            made[more] = more
        if "in" in node and "name" in node and (node["name"], node["in"]) in self._parameters:
            made["name"] = self._parameters[node["name"], node["in"]]
        return made

    def _key(self, key: str, node: Mapping[str, Any], path: Path) -> str:
        new = self._new.get(("name", (*path, key)), key)
        if path and path[-1] == "paths":
            return self._filled(new, "path")
        if len(path) >= 2 and path[-2] == "security" and new == key:
            return self._schemes.get(key, key)
        return new

    def _filled(self, template: str, place: str) -> str:
        for (name, where), new in self._parameters.items():
            if where == place:
                template = template.replace(f"{{{name}}}", f"{{{new}}}")
        return template

    def _linked(self, text: str, path: Path) -> str:
        """Return a text that follows the names it uses."""
        last = path[-1]
        if last == "$ref" or path[-2:-1] == ("mapping",):
            named = self._new.get(("name", ("components", "schemas", text)), text) if last != "$ref" else text
            return self._refs.get(text, named)
        if path[-2:-1] == ("required",):
            return self._new.get(("name", (*path[:-2], "properties", text)), text)
        if path[-2:-1] == ("tags",) and isinstance(last, int):
            return self._tags.get(text, text)
        if len(path) >= 3 and path[-4:-3] == ("security",):
            return self._scopes.get(text, text)
        if len(path) >= 2 and path[-2] == "x-pagination":
            return self._paged(text, path)
        if last == "default" and path[-3:-2] == ("variables",):
            words = find(self._document, path[:-1]).get("enum", [])
            at = words.index(text) if text in words else -1
            return self._new.get(("text", (*path[:-1], "enum", at)), text)
        if last == "url":
            variables = (*path[:-1], "variables")
            for (kind, where), new in self._new.items():
                if kind == "name" and where[:-1] == variables:
                    text = text.replace(f"{{{where[-1]}}}", f"{{{new}}}")
        return text

    def _paged(self, text: str, path: Path) -> str:
        """Return what `x-pagination` names: a parameter, a header of an answer, or a pointer to a property."""
        if text.startswith("/"):
            return "".join(f"/{_token(self._properties.get(word, word))}" for word in text.split("/")[1:])
        for (kind, where), new in self._new.items():
            if kind == "name" and where[-2:] == ("headers", text) and where[: len(path) - 2] == path[:-2]:
                return new
        return self._parameters.get((text, "query"), text)


def _token(word: str) -> str:
    return word.replace("~", "~0").replace("/", "~1")


def pointer(section: str, name: str) -> str:
    """Return a reference to a component."""
    return f"#/components/{section}/{_token(name)}"


def find(node: Any, path: Path) -> Any:  # noqa: ANN401
    """Return what stands at a path."""
    for key in path:
        node = node[key]
    return node


_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML forbids, and what UTF-8 does."""


Line: TypeAlias = tuple[Path, bool]
"""What stands in a line: the path of a member in the description as it was, and whether it is one that was added."""


def encoded(document: Mapping[str, Any], original: Mapping[str, Any]) -> tuple[bytes, dict[int, Line]]:
    """Return JSON that a YAML parser reads, a member a line, and what each line holds."""
    lines: list[str] = []
    held: dict[int, Line] = {}

    def write(node: Any, old: Any, line: Line, head: str, tail: str) -> None:  # noqa: ANN401
        held[len(lines) + 1] = line
        if not isinstance(node, dict | list) or not node:
            lines.append(head + _json(node) + tail)
            return
        members = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
        olds = list(old.items() if isinstance(old, dict) else enumerate(old)) if isinstance(old, dict | list) else []
        lines.append(head + ("{" if isinstance(node, dict) else "["))
        for number, (key, value) in enumerate(members):
            known, was = olds[number] if number < len(olds) else (None, None)
            own = f"{_json(key)}: " if isinstance(node, dict) else ""
            below = (line[0], True) if known is None else ((*line[0], known), line[1])
            write(value, was, below, own, "," if number + 1 < len(members) else "")
        lines.append(("}" if isinstance(node, dict) else "]") + tail)

    write(document, original, ((), False), "", "")
    return "\n".join(lines).encode(), held


def _json(value: object) -> str:
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))
