"""Random JSON Schemas as plain JSON, and values for them. Knows nothing of the model, nor of how schemas are loaded."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

NAMES = ("A", "B", "C", "D")
KEYS = ("a", "b", "kind")
TEXTS = ("", "a", "cat", "dog", "x1", "long text")
REF = "#/components/schemas/"

refs = st.sampled_from(NAMES).map(lambda name: {"$ref": REF + name})
scalars: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [
            *({"type": "string"}, {"type": "string", "minLength": 2}, {"type": "string", "maxLength": 4}),
            *({"type": "string", "pattern": "a"}, {"type": "string", "format": "date-time"}),
            *({"type": "integer"}, {"type": "integer", "minimum": 1}, {"type": "number", "maximum": 5}),
            *({"type": "number", "exclusiveMinimum": 0}, {"type": "integer", "multipleOf": 3}, {"type": "boolean"}),
            *({"type": "null"}, {"type": ["string", "null"]}, {"type": ["integer", "string"], "minimum": 2}),
            *({"type": ["number", "null"], "minimum": 2}, {"const": "cat"}, {"const": 1}, {"const": None}),
            *({"const": True}, {"enum": ["cat", "dog"]}, {"enum": ["cat"]}, {"enum": [1, 2, 3]}, {"enum": [1.5, 2]}),
            *({"enum": ["cat", 1, None]}, {"enum": ["a", "", None]}, {"type": "string", "enum": ["dog", "x1"]}),
            *({"enum": [True, False]}, {"enum": [None]}, {"type": "string", "const": "dog"}, {}, True),
            {"oneOf": [{"const": "cat", "description": "It purrs."}, {"const": "dog"}]},
        ]
    )
)


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    plain = st.fixed_dictionaries(
        {"properties": st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)},
        optional={
            "type": st.sampled_from(["object", "object", ["object", "null"]]),
            "required": st.lists(st.sampled_from(KEYS), unique=True, max_size=2),
            "additionalProperties": st.booleans() | inner,
            "minProperties": st.just(1),
            "title": st.sampled_from(["Cat", "A thing"]),
        },
    )
    chosen = st.builds(
        lambda value, more: {
            "type": "object",
            "required": ["kind"],
            "properties": {**more, "kind": {"const": value}},
        },
        st.sampled_from(TEXTS),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=2),
    )
    maps = st.fixed_dictionaries({"type": st.just("object")}, optional={"additionalProperties": inner})
    return plain | chosen | maps


def arrays(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    plain = st.fixed_dictionaries(
        {"type": st.sampled_from(["array", "array", ["array", "null"]])},
        optional={"items": inner, "minItems": st.integers(0, 2), "uniqueItems": st.booleans()},
    )
    tuples = st.fixed_dictionaries(
        {"type": st.just("array"), "prefixItems": st.lists(inner, min_size=1, max_size=2)},
        optional={"items": inner | st.just(False)},
    )
    return plain | tuples


def composed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, min_size=1, max_size=3)
    alike = st.lists(objects(inner) | refs, min_size=1, max_size=3) | some
    words = st.sampled_from(["oneOf", "anyOf"])
    return st.one_of(
        st.builds(lambda members: {"allOf": members}, alike),
        st.builds(lambda word, members: {word: members}, words, some),
        st.builds(lambda word, members: {word: [*members, {"type": "null"}]}, words, some),
        st.builds(lambda base, members: {**base, "allOf": members}, objects(inner), alike),
        st.builds(lambda base, word, members: {**base, word: members}, objects(inner), words, some),
        st.builds(lambda members, key: {"allOf": [*members, {"required": [key]}]}, alike, st.sampled_from(KEYS)),
        st.builds(lambda base, ref: {**base, **ref}, objects(inner), refs),
        st.builds(lambda ref, note: {"allOf": [ref], "description": note}, refs, st.sampled_from(TEXTS)),
        st.just(
            {"type": "object", "properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}
        ),
    )


schemas: st.SearchStrategy[Any] = st.recursive(
    scalars | refs, lambda inner: objects(inner) | objects(inner) | arrays(inner) | composed(inner), max_leaves=6
)


def document(components: dict[str, Any], paths: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "openapi": "3.1.1",
        "info": {"title": "Any", "version": "1"},
        "paths": paths or {},
        "components": {"schemas": components},
    }


documents = st.fixed_dictionaries({name: schemas for name in NAMES}).map(document)


def typed(schema: Any) -> Any:  # noqa: ANN401
    """Return a schema that says of what has properties that it is an object, which is always meant."""
    if isinstance(schema, list):
        return [typed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    said = {key: typed(value) for key, value in schema.items()}
    is_schema = isinstance(schema.get("properties"), dict) and "type" not in schema
    return {**said, "type": "object"} if is_schema else said


class Sampler:
    """Makes values that are likely ones of a schema; a judge of JSON Schema has the last word."""

    def __init__(self, root: dict[str, Any], draw: Any) -> None:  # noqa: ANN401
        self.schemas = root["components"]["schemas"]
        self.draw = draw
        self.left = 60  # steps, so that what refers to itself comes to an end

    def value(self, schema: Any, depth: int = 0) -> Any:  # noqa: ANN401
        parts = self.parts(schema, depth)
        for part in parts:
            if "const" in part:
                return part["const"]
            if "enum" in part:
                return self.draw(st.sampled_from(part["enum"]))
        kinds = self.kinds(parts)
        kind = self.draw(st.sampled_from(kinds)) if kinds else "any"
        match kind:
            case "string":
                return self.draw(st.sampled_from(TEXTS))
            case "integer":
                return self.draw(st.integers(-1, 6))
            case "number":
                return self.draw(st.sampled_from([-1, 0, 1.5, 2, 3, 6.0]))
            case "boolean":
                return self.draw(st.booleans())
            case "null":
                return None
            case "array":
                return self.array(parts, depth)
            case "object":
                return self.object(parts, depth)
            case _:
                return self.draw(st.sampled_from(["a", 1, None, True, {}, [], {"a": 1}]))

    def parts(self, schema: Any, depth: int) -> list[dict[str, Any]]:  # noqa: ANN401
        """Return schemas all of which a value is to fit: alternatives are chosen."""
        self.left -= 1
        if depth > 6 or self.left < 0 or not isinstance(schema, dict):
            return []
        found = [schema]
        if "$ref" in schema:
            found += self.parts(self.schemas[schema["$ref"].rpartition("/")[2]], depth + 1)
        for one in schema.get("allOf", ()):
            found += self.parts(one, depth + 1)
        for word in ("oneOf", "anyOf"):
            if word in schema:
                found += self.parts(self.draw(st.sampled_from(schema[word])), depth + 1)
        return found

    def kinds(self, parts: list[dict[str, Any]]) -> list[str]:
        left: set[str] | None = None
        for part in parts:
            guess = "object" if "properties" in part else None
            said = part.get("type", guess)
            if said is not None:
                words = {said} if isinstance(said, str) else set(said)
                left = words if left is None else left & words or left
        return sorted(left or ())

    def array(self, parts: list[dict[str, Any]], depth: int) -> list[Any]:
        prefix = next((part["prefixItems"] for part in parts if "prefixItems" in part), [])
        items = [part["items"] for part in parts if part.get("items", False) is not False]
        inner = items[0] if len(items) == 1 else {"allOf": items}
        closed = any(part.get("items") is False for part in parts)
        count = 0 if self.left < 0 else self.draw(st.integers(0, 3))
        more = [] if closed else [self.value(inner, depth + 1) for _ in range(max(0, count - len(prefix)))]
        return [self.value(one, depth + 1) for one in prefix[:count]] + more

    def object(self, parts: list[dict[str, Any]], depth: int) -> dict[str, Any]:
        said: dict[str, list[Any]] = {}
        for part in parts:
            for key, one in part.get("properties", {}).items():
                said.setdefault(key, []).append(one)
        required = {key for part in parts for key in part.get("required", ())}
        extra = [part["additionalProperties"] for part in parts if "additionalProperties" in part]
        value = {}
        for key in KEYS:
            if key in required or (key in said and self.left > 0 and self.draw(st.booleans())):
                value[key] = self.value({"allOf": said.get(key, [])}, depth + 1)
        if False not in extra and self.left > 0 and self.draw(st.booleans()):
            value["more"] = self.value({"allOf": [one for one in extra if isinstance(one, dict)]}, depth + 1)
        return value
