"""Every spelling of a schema to the type it means, from small specs written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hexapla.finding import Finding, Location
from hexapla.model import (
    Alias,
    Any,
    Api,
    Array,
    Constraints,
    Default,
    Enumeration,
    EnumValue,
    Map,
    Named,
    Nullable,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)

Load = Callable[[str | Mapping[str, str]], tuple[Api, tuple[Finding, ...]]]
Read = Callable[..., dict[str, Schema]]

STRING, INTEGER, NUMBER, BOOLEAN, NULL = (
    *(Scalar("string"), Scalar("integer"), Scalar("number"), Scalar("boolean"), Scalar("null")),
)
REF = "$ref: '#/components/schemas"

PETS = f"""
Pet: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}
Cat: {{type: object, required: [kind], properties: {{kind: {{const: cat}}, claws: {{type: integer}}}}}}
Dog: {{type: object, required: [kind], properties: {{kind: {{type: string, enum: [dog]}}}}}}
MaybePet: {{type: [object, 'null'], properties: {{name: {{type: string}}}}}}
MaybeText: {{type: [string, 'null']}}
Age: {{type: integer, minimum: 0, default: 3, readOnly: true}}
Color: {{type: string, enum: [red, blue]}}
Either: {{oneOf: [{{{REF}/Cat'}}, {{{REF}/Dog'}}]}}
Null: {{type: 'null'}}
"""


def spec(text: str, version: str = "3.1.1") -> str:
    lines = "".join(f"    {line}\n" for line in text.strip("\n").split("\n"))
    return f"openapi: {version}\ninfo: {{title: Pets, version: 1.0.0}}\npaths: {{}}\ncomponents:\n  schemas:\n{lines}"


@pytest.fixture
def read(load_text: Load) -> Read:
    """Return a function from `components/schemas` to schemas by name; it stands for these rules of findings."""

    def check(text: str, *rules: str, version: str = "3.1.1") -> dict[str, Schema]:
        api, findings = load_text(spec(text, version))
        assert sorted({finding.rule for finding in findings}) == sorted(rules), findings
        return api.by_name()

    return check


@pytest.fixture
def it(read: Read) -> Callable[..., Type]:
    """Return a function from a schema to its type as a property `it` of `Holder`, beside the schemas of `PETS`."""

    def check(schema: str, *rules: str) -> Type:
        holder = read(f"{PETS}Holder: {{properties: {{it: {schema.replace('REF', REF)}}}}}", *rules)["Holder"]
        assert isinstance(holder, Record)
        return holder.properties[0].type

    return check


def record(schema: Schema) -> Record:
    assert isinstance(schema, Record)
    return schema


def union(schema: Schema) -> Union:
    of = schema.type if isinstance(schema, Alias) else None
    of = of.of if isinstance(of, Nullable) else of
    assert isinstance(of, Union)
    return of


def types(schema: Schema) -> dict[str, Type]:
    return {one.name: one.type for one in record(schema).properties}


def required(schema: Schema) -> list[str]:
    return [one.name for one in record(schema).properties if one.required]


def bounded(**bounds: float) -> Scalar:
    return Scalar("integer", None, Constraints(**bounds))  # type: ignore[arg-type]


def const(value: str | float | bool, kind: str = "string") -> Scalar:
    return Scalar(kind, const=Default(value))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: [string, 'null']}", Nullable(STRING)),
        ("{type: ['null', string]}", Nullable(STRING)),
        ("{type: 'null'}", NULL),
        ("{type: ['null']}", NULL),
        ("{const: null}", NULL),
        ("{enum: [null]}", NULL),
        ("{enum: [a, b, null]}", Nullable(Named("HolderIt"))),
        ("{enum: [a, null]}", Nullable(const("a"))),
        ("{type: string, enum: [a, b, null]}", Nullable(Named("HolderIt"))),
        ("{oneOf: [{type: string}, {type: 'null'}]}", Nullable(STRING)),
        ("{anyOf: [{type: 'null'}, {type: string}]}", Nullable(STRING)),
        ("{oneOf: [{type: string}, {enum: [null]}]}", Nullable(STRING)),
        ("{oneOf: [{type: string}, {const: null}]}", Nullable(STRING)),
        ("{oneOf: [{REF/Pet'}, {REF/Null'}]}", Nullable(Named("Pet"))),
        ("{oneOf: [{REF/Pet'}, {type: 'null'}]}", Nullable(Named("Pet"))),
        ("{oneOf: [{type: 'null'}]}", NULL),
        ("{anyOf: [{type: 'null'}, {type: 'null'}]}", NULL),
        ("{REF/MaybePet'}", Nullable(Named("MaybePet"))),
        ("{REF/MaybeText'}", Nullable(Named("MaybeText"))),
        ("{REF/Null'}", Named("Null")),
        ("{allOf: [{REF/MaybePet'}]}", Nullable(Named("MaybePet"))),
        ("{allOf: [{REF/MaybeText'}, {maxLength: 3}]}", Nullable(Scalar("string", None, Constraints(max_length=3)))),
        ("{allOf: [{REF/MaybeText'}, {type: string}]}", STRING),
        ("{anyOf: [{REF/MaybeText'}, {type: integer}]}", Nullable(Named("HolderIt"))),
        ("{anyOf: [{type: [string, 'null']}, {type: integer}]}", Nullable(Union((STRING, INTEGER)))),
        ("{type: [string, integer, 'null']}", Nullable(Union((STRING, INTEGER)))),
        ("{type: array, items: {type: [integer, 'null']}}", Array(Nullable(INTEGER))),
        ("{anyOf: [{REF/MaybePet'}, {REF/Cat'}]}", Nullable(Named("HolderIt"))),
        ("{type: object, anyOf: [{REF/MaybePet'}, {REF/Cat'}]}", Named("HolderIt")),
        ("{type: object, anyOf: [{REF/Pet'}, {REF/Cat'}, {type: 'null'}]}", Nullable(Named("HolderIt"))),
    ],
)
def test_null(it: Callable[..., Type], schema: str, expected: Type) -> None:
    assert it(schema) == expected


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string, nullable: true}", Nullable(STRING)),
        ("{type: string, nullable: false}", STRING),
        ("{nullable: true}", Any()),
        ("{nullable: true, allOf: [{REF/Pet'}]}", Nullable(Named("Pet"))),
        ("{nullable: true, anyOf: [{REF/Pet'}]}", Nullable(Named("Pet"))),
        ("{type: object, nullable: true, allOf: [{REF/Pet'}]}", Nullable(Named("Pet"))),
        ("{allOf: [{REF/Pet'}, {nullable: true}]}", Nullable(Named("Pet"))),
        ("{allOf: [{nullable: true, allOf: [{REF/Pet'}]}]}", Nullable(Named("Pet"))),
        ("{oneOf: [{REF/Pet'}, {REF/Other'}], nullable: true}", Nullable(Named("HolderIt"))),
        ("{type: string, enum: [a, b], nullable: true}", Nullable(Named("HolderIt"))),
        ("{type: array, items: {type: integer, nullable: true}}", Array(Nullable(INTEGER))),
        ("{type: string, enum: [a], nullable: true}", Nullable(const("a"))),
        ("{type: integer, minimum: 2, exclusiveMinimum: true}", bounded(exclusive_minimum=2)),
        ("{type: integer, minimum: 2, exclusiveMinimum: false}", bounded(minimum=2)),
        ("{type: integer, maximum: 2, exclusiveMaximum: true}", bounded(exclusive_maximum=2)),
        ("{REF/Age', description: Old.}", Named("Age")),
    ],
)
def test_openapi_30(read: Read, schema: str, expected: Type) -> None:
    loaded = read(
        "Pet: {type: object, properties: {name: {type: string}}}\nOther: {type: object, properties: {b: {}}}\n"
        f"Age: {{type: integer}}\nHolder: {{properties: {{it: {schema.replace('REF', REF)}}}}}",
        version="3.0.3",
    )
    assert types(loaded["Holder"])["it"] == expected


@pytest.mark.parametrize(
    ("version", "schema", "expected", "message"),
    [
        ("3.0.3", "{type: [string, 'null']}", Nullable(STRING), "has one `type` a schema"),
        ("3.0.3", "{type: 'null'}", NULL, "has no type `null`"),
        ("3.0.3", "{const: a}", const("a"), "has no `const`"),
        ("3.0.3", "{type: integer, exclusiveMinimum: 2}", None, "is true or false in OpenAPI 3.0"),
        ("3.0.3", "{REF/Text', nullable: true}", Named("Text"), "ignores `nullable` beside `$ref`"),
        ("3.0.3", "{REF/Text', maxLength: 2}", Named("Text"), "ignores `maxLength` beside `$ref`"),
        ("3.1.0", "{type: string, nullable: true}", Nullable(STRING), "is of OpenAPI 3.0"),
        ("3.1.0", "{allOf: [{REF/Text'}], nullable: true}", Nullable(Named("Text")), "is of OpenAPI 3.0"),
        ("3.1.0", "{REF/Text', nullable: true}", Nullable(Named("Text")), "is of OpenAPI 3.0"),
        ("3.1.0", "{type: integer, minimum: 2, exclusiveMinimum: true}", None, "is a number in OpenAPI 3.1"),
    ],
)
def test_words_of_the_other_openapi_are_read_and_told(
    load_text: Load, version: str, schema: str, expected: Type | None, message: str
) -> None:
    text = f"Text: {{type: string}}\nHolder: {{properties: {{it: {schema.replace('REF', REF)}}}}}"
    api, findings = load_text(spec(text, version))
    assert [(str(one.severity), one.where.line if one.where else 0) for one in findings] == [("warning", 7)]
    assert message in findings[0].message
    assert findings[0].hint
    of = types(api.by_name()["Holder"])["it"]
    assert of == (expected or Scalar("integer", None, Constraints(exclusive_minimum=2)))


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{const: a}", const("a")),
        ("{type: string, const: a, format: word}", Scalar("string", "word", const=Default("a"))),
        ("{const: 1}", const(1, "integer")),
        ("{type: number, const: 1}", const(1, "number")),
        ("{type: integer, const: 1.0}", const(1, "integer")),
        ("{const: 1.5}", const(1.5, "number")),
        ("{const: true}", const(True, "boolean")),
        ("{const: ''}", const("")),
        ("{enum: [a]}", const("a")),
        ("{type: boolean, enum: [true]}", const(True, "boolean")),
        ("{type: number, enum: [1.5]}", const(1.5, "number")),
        ("{enum: [1, 2]}", Named("HolderIt")),
        ("{enum: ['']}", const("")),
    ],
)
def test_constants(it: Callable[..., Type], schema: str, expected: Type) -> None:
    assert it(schema) == expected
    assert repr(it(schema)) == repr(expected)  # 1 and 1.0 are equal


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{enum: [1.5, 2]}", NUMBER),
        ("{type: number, enum: [1, 2]}", NUMBER),
        ("{enum: [true, false]}", BOOLEAN),
        ("{enum: [a, 1, true]}", Union((STRING, INTEGER, BOOLEAN))),
        ("{enum: [a, 1, null]}", Nullable(Union((STRING, INTEGER)))),
        ("{type: [string, integer], enum: [a, 1]}", Union((STRING, INTEGER))),
        ("{enum: [[1], [2]]}", Array(Any())),
        ("{enum: [{a: 1}, {a: 2}]}", Map(Any())),
        ("{const: [1]}", Array(Any())),
    ],
)
def test_values_that_make_no_enumeration_ride_along(it: Callable[..., Type], schema: str, expected: Type) -> None:
    of = it(schema)
    inner = of.of if isinstance(of, Nullable) else of
    assert [keyword.name for keyword in inner.rest] == ["const" if "const" in schema else "enum"]
    bare = expected.of if isinstance(expected, Nullable) else expected
    assert type(inner)(*[getattr(inner, name) for name in inner.__match_args__ if name != "rest"]) == bare or (
        isinstance(inner, Union) and isinstance(bare, Union) and inner.members == bare.members
    )
    assert isinstance(of, Nullable) == isinstance(expected, Nullable)


def test_enumerations(read: Read) -> None:
    loaded = read(
        """
One: {type: string, enum: [only]}
Empty: {enum: ['', a, null]}
Twice: {enum: [a, b, a]}
Whole: {type: integer, enum: [1.0, 2]}
Told: {oneOf: [{const: cat, description: It purrs.}, {const: dog, title: Barks}, {const: ox}]}
Numbers: {oneOf: [{const: 1}, {const: 2}]}
""",
        "bad-enum",
    )
    values = {name: s.values for name, s in loaded.items() if isinstance(s, Enumeration)}
    assert {name: [one.value for one in found] for name, found in values.items()} == {
        "One": ["only"],
        "Empty": ["", "a"],
        "Twice": ["a", "b"],
        "Whole": [1, 2],
        "Told": ["cat", "dog", "ox"],
        "Numbers": [1, 2],
    }
    assert [one.description for one in values["Told"]] == ["It purrs.", "Barks", ""]
    assert values["Told"][0] == EnumValue("cat", Location("openapi.yaml", 10, 28), "It purrs.")


def test_constants_that_are_no_enumeration_stay_alternatives(it: Callable[..., Type]) -> None:
    assert it("{anyOf: [{const: a}, {type: string}]}") == Union((const("a"), STRING))
    assert it("{oneOf: [{const: a}, {const: 1}]}") == Union((const("a"), const(1, "integer")), exclusive=True)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{prefixItems: [{type: string}, {type: integer}]}", Tuple((STRING, INTEGER), Any())),
        ("{type: array, prefixItems: [{type: string}], items: false}", Tuple((STRING,), None)),
        ("{type: array, prefixItems: [{type: string}], items: {type: number}}", Tuple((STRING,), NUMBER)),
        ("{type: array, prefixItems: [{type: string}], items: true}", Tuple((STRING,), Any())),
        (
            "{type: array, prefixItems: [{type: string}, {properties: {a: {}}}], items: {properties: {b: {}}}}",
            Tuple((STRING, Named("HolderItItem2")), Named("HolderItItem")),
        ),
        (
            "{prefixItems: [{}], minItems: 1, maxItems: 2}",
            Tuple((Any(),), Any(), Constraints(min_items=1, max_items=2)),
        ),
        (
            "{allOf: [{type: array, items: {type: integer}}, {prefixItems: [{minimum: 3}]}]}",
            Tuple((Scalar("integer", None, Constraints(minimum=3)),), INTEGER),
        ),
    ],
)
def test_tuples(it: Callable[..., Type], schema: str, expected: Type) -> None:
    assert it(schema) == expected


@pytest.mark.parametrize(
    ("schema", "expected", "keywords"),
    [
        ("{type: object}", Map(Any()), []),
        ("{type: object, additionalProperties: true}", Map(Any()), []),
        ("{type: object, additionalProperties: {}}", Map(Any()), []),
        ("{additionalProperties: {type: string}}", Map(STRING), []),
        ("{type: object, additionalProperties: {properties: {a: {}}}}", Map(Named("HolderItValue")), []),
        ("{type: object, patternProperties: {'^x': {type: string}}}", Map(STRING), ["patternProperties"]),
        (
            "{type: object, patternProperties: {'^x': {type: string}}, additionalProperties: false}",
            *(Map(STRING), ["patternProperties", "additionalProperties"]),
        ),
        (
            "{type: object, patternProperties: {'^x': {type: string}, '^y': {type: integer}}}",
            *(Map(Union((STRING, INTEGER))), ["patternProperties"]),
        ),
        (
            "{type: object, patternProperties: {'^x': {type: string}}, additionalProperties: {REF/Pet'}}",
            *(Map(Named("HolderItValue")), ["patternProperties", "additionalProperties"]),
        ),
        (
            "{type: object, propertyNames: {minLength: 2}, minProperties: 1, required: [a]}",
            *(Map(Any()), ["propertyNames", "minProperties", "required"]),
        ),
    ],
)
def test_maps(it: Callable[..., Type], schema: str, expected: Map, keywords: list[str]) -> None:
    of = it(schema)
    assert isinstance(of, Map)
    assert (of.value, [keyword.name for keyword in of.rest]) == (expected.value, keywords)


def test_other_members_of_a_record(read: Read) -> None:
    loaded = read(f"""
Closed: {{type: object, additionalProperties: false}}
Patterns: {{properties: {{a: {{}}}}, patternProperties: {{'^x': {{type: string}}}}, additionalProperties: false}}
Both: {{properties: {{}}, patternProperties: {{'^x': {{type: string}}}}, additionalProperties: {{{REF}/Closed'}}}}
Inline: {{properties: {{a: {{}}}}, additionalProperties: {{properties: {{b: {{}}}}}}}}
""")
    closed, patterns = record(loaded["Closed"]), record(loaded["Patterns"])
    assert (closed.properties, closed.closed, closed.additional) == ((), True, None)
    assert (patterns.closed, patterns.additional, [k.name for k in patterns.rest]) == (
        *(False, STRING, ["patternProperties", "additionalProperties"]),
    )
    assert record(loaded["Both"]).additional == Named("BothValue")
    assert union(loaded["BothValue"]).members == (STRING, Named("Closed"))
    assert record(loaded["Inline"]).additional == Named("InlineValue")


@pytest.mark.parametrize(
    ("schema", "keywords"),
    [
        ("{not: {type: string}}", ["not"]),
        ("{type: string, not: {const: a}, contentEncoding: base64}", ["not", "contentEncoding"]),
        ("{type: object, if: {}, then: {}, else: {}}", ["if", "then", "else"]),
        (
            "{type: array, contains: {}, minContains: 2, unevaluatedItems: false}",
            ["contains", "minContains", "unevaluatedItems"],
        ),
        (
            "{type: object, dependentRequired: {a: [b]}, dependentSchemas: {}}",
            ["dependentRequired", "dependentSchemas"],
        ),
        ("{$dynamicRef: '#node'}", ["$dynamicRef"]),
        ("{type: string, minimum: 3}", ["minimum"]),
        ("{minimum: 3, maxLength: 2}", ["minimum", "maxLength"]),
        ("{type: string, contentMediaType: text/html}", ["contentMediaType"]),
        ("{oneOf: [{required: [a]}, {required: [b]}]}", ["oneOf"]),
        ("false", ["not"]),
        ("{REF/Pet', minimum: 1, minProperties: 2}", ["minimum", "minProperties"]),
        ("{allOf: [{REF/Pet'}, {not: {}}], x-foreign: 1}", ["x-foreign", "not"]),
    ],
)
def test_what_only_narrows_rides_along(it: Callable[..., Type], schema: str, keywords: list[str]) -> None:
    assert [keyword.name for keyword in it(schema).rest] == keywords


def test_a_schema_that_nothing_fits(it: Callable[..., Type]) -> None:
    (keyword,) = it("false").rest
    assert (keyword.name, keyword.value, keyword.where.line) == ("not", {}, 15)
    assert it("true") == Any()


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string, contentMediaType: application/octet-stream}", Scalar("string", "binary")),
        ("{contentMediaType: application/octet-stream}", Scalar("string", "binary")),
        ("{type: string, format: binary}", Scalar("string", "binary")),
    ],
)
def test_bytes(it: Callable[..., Type], schema: str, expected: Type) -> None:
    assert it(schema) == expected


def test_encoded_bytes_are_a_text(it: Callable[..., Type]) -> None:
    of = it("{type: string, contentMediaType: application/octet-stream, contentEncoding: base64}")
    assert isinstance(of, Scalar)
    assert (of.format, [k.name for k in of.rest]) == (None, ["contentMediaType", "contentEncoding"])


def test_several_kinds_have_each_what_is_said_of_it(read: Read) -> None:
    loaded = read("""
Both: {type: [string, integer], maxLength: 3, minimum: 2, format: int64, minItems: 4}
Mixed: {type: [object, string, array], properties: {a: {}}, required: [a], items: {type: string}, format: date}
Every: {type: [string, number, integer, boolean, object, array, 'null']}
Whole: {type: [integer, number]}
""")
    assert union(loaded["Both"]).members == (
        Scalar("string", None, Constraints(max_length=3)),
        Scalar("integer", "int64", Constraints(minimum=2)),
    )
    assert [keyword.name for keyword in union(loaded["Both"]).rest] == ["minItems"]
    assert union(loaded["Mixed"]).members == (Named("MixedObject"), Scalar("string", "date"), Array(STRING))
    assert required(loaded["MixedObject"]) == ["a"]
    assert loaded["Every"] == Alias(name="Every", type=Any(), where=loaded["Every"].where)
    assert loaded["Whole"] == Alias(name="Whole", type=NUMBER, where=loaded["Whole"].where)


def test_what_is_required_and_not_declared(read: Read) -> None:
    loaded = read("Pet: {type: object, required: [name, tail], properties: {name: {}}}", "unknown-required")
    tail = record(loaded["Pet"]).properties[1]
    assert (tail.name, tail.type, tail.required, tail.where.line) == ("tail", Any(), True, 6)


def test_what_a_schema_says_for_the_property_that_refers_to_it(read: Read) -> None:
    loaded = read(f"""
Age: {{type: integer, default: 3, readOnly: true, description: Years., deprecated: true}}
Old: {{{REF}/Age', description: Ages., deprecated: true}}
Holder:
  properties:
    plain: {{{REF}/Age'}}
    chain: {{{REF}/Old'}}
    own: {{{REF}/Age', default: 5, readOnly: false, description: Mine., deprecated: true}}
    wrapped: {{allOf: [{{{REF}/Age'}}], writeOnly: true, description: Wrapped.}}
    beside: {{allOf: [{{{REF}/Age'}}, {{description: Beside., default: 7}}]}}
""")
    said = {
        one.name: (one.default, one.read_only, one.write_only, one.description, one.deprecated)
        for one in record(loaded["Holder"]).properties
    }
    assert said == {
        "plain": (Default(3), True, False, "", False),
        "chain": (Default(3), True, False, "", False),
        "own": (Default(5), False, False, "Mine.", True),
        "wrapped": (Default(3), True, True, "Wrapped.", False),
        "beside": (Default(7), True, False, "Beside.", False),
    }
    assert all(of == Named("Age") or of == Named("Old") for of in types(loaded["Holder"]).values())
