"""Schemas that are made of others: `allOf`, alternatives, bases and their children, files, names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hexapla.finding import Finding, as_text
from hexapla.model import (
    Alias,
    Any,
    Api,
    Array,
    Constraints,
    Default,
    Discriminator,
    Enumeration,
    Map,
    Named,
    Nullable,
    Record,
    Scalar,
    Schema,
    Type,
    Union,
)

Load = Callable[[str | Mapping[str, str]], tuple[Api, tuple[Finding, ...]]]
Read = Callable[..., dict[str, Schema]]

STRING, INTEGER, NUMBER = Scalar("string"), Scalar("integer"), Scalar("number")
REF = "$ref: '#/components/schemas"

PETS = """
Pet: {type: object, required: [name], properties: {name: {type: string}, owner: {properties: {id: {}}}}}
Cat: {type: object, required: [kind], properties: {kind: {const: cat}, claws: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {enum: [dog]}}}
Age: {type: integer, minimum: 0, maximum: 50}
Color: {type: string, enum: [red, green, blue]}
Either: {oneOf: [{REF/Cat'}, {REF/Dog'}]}
Some: {description: Anything.}
"""


def spec(text: str) -> str:
    lines = "".join(f"    {line}\n" for line in text.replace("REF", REF).strip("\n").split("\n"))
    return f"openapi: 3.1.1\ninfo: {{title: Pets, version: 1.0.0}}\npaths: {{}}\ncomponents:\n  schemas:\n{lines}"


@pytest.fixture
def read(load_text: Load) -> Read:
    """Return a function from schemas, beside those of `PETS`, to schemas by name; it stands for these findings."""

    def check(text: str, *messages: str, beside: str = PETS) -> dict[str, Schema]:
        api, findings = load_text(spec(beside + text.strip("\n")))
        assert len(findings) == len(messages), as_text(findings, lambda _: ())
        for message, finding in zip(messages, sorted(findings, key=lambda one: one.where or ("", 0, 0)), strict=True):
            assert message in f"{finding.severity} {finding.rule}: {finding.message}"
        return api.by_name()

    return check


def types(schema: Schema) -> dict[str, Type]:
    assert isinstance(schema, Record)
    return {one.name: one.type for one in schema.properties}


def required(schema: Schema) -> list[str]:
    assert isinstance(schema, Record)
    return [one.name for one in schema.properties if one.required]


def aliased(schema: Schema) -> Type:
    assert isinstance(schema, Alias)
    return schema.type


def union(schema: Schema) -> Union:
    of = aliased(schema)
    of = of.of if isinstance(of, Nullable) else of
    assert isinstance(of, Union)
    return of


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{allOf: [{REF/Pet'}]}", Named("Pet")),
        ("{allOf: [{REF/Pet'}], description: d, title: t, deprecated: true, default: {}, example: {}}", Named("Pet")),
        ("{allOf: [{allOf: [{REF/Pet'}]}]}", Named("Pet")),
        ("{allOf: [{REF/Pet'}, {}]}", Named("Pet")),
        ("{allOf: [{REF/Pet'}, true]}", Named("Pet")),
        ("{allOf: [{REF/Pet'}, {description: d}]}", Named("Pet")),
        ("{allOf: [{REF/Pet'}, {type: object}]}", Named("Pet")),
        ("{type: object, allOf: [{REF/Pet'}], additionalProperties: true}", Named("Pet")),
        ("{allOf: [{REF/Pet'}, {required: [name]}]}", Named("Pet")),
        ("{allOf: [{REF/Pet'}, {REF/Pet'}]}", Named("Pet")),
        ("{REF/Pet', required: [name]}", Named("Pet")),
        ("{REF/Pet', properties: {name: {type: string}}}", Named("Pet")),
        ("{type: object, allOf: [{REF/Either'}]}", Named("Either")),
        ("{anyOf: [{REF/Pet'}]}", Named("Pet")),
        ("{oneOf: [{allOf: [{REF/Pet'}]}]}", Named("Pet")),
        ("{anyOf: [{REF/Pet'}, {REF/Pet'}]}", Named("HolderIt")),
        ("{allOf: [{REF/Color'}]}", Named("Color")),
        ("{allOf: [{REF/Age'}], type: integer}", Named("Age")),
        ("{allOf: [{REF/Age'}], maximum: 9}", Scalar("integer", None, Constraints(minimum=0, maximum=9))),
        ("{REF/Age', maximum: 9}", Scalar("integer", None, Constraints(minimum=0, maximum=9))),
        ("{REF/Age', maximum: 99}", Scalar("integer", None, Constraints(minimum=0, maximum=50))),
        ("{allOf: [{type: number}, {type: [integer, string]}]}", INTEGER),
        (
            "{allOf: [{type: number}, {multipleOf: 4}, {multipleOf: 6}]}",
            Scalar("number", None, Constraints(multiple_of=12)),
        ),
        (
            "{allOf: [{type: string, minLength: 2}, {minLength: 1, pattern: a}], format: word}",
            Scalar("string", "word", Constraints(min_length=2, pattern="a")),
        ),
        (
            "{allOf: [{type: array, items: {type: number}}, {items: {type: integer}, minItems: 1}]}",
            Array(INTEGER, Constraints(min_items=1)),
        ),
        (
            "{allOf: [{type: array, uniqueItems: true}, {items: {type: string}}]}",
            Array(STRING, Constraints(unique_items=True)),
        ),
        (
            "{allOf: [{type: object, additionalProperties: {type: number}}, {additionalProperties: {type: integer}}]}",
            Map(INTEGER),
        ),
        ("{allOf: [{type: string}, {const: a}, {enum: [a, b]}]}", Scalar("string", const=Default("a"))),
        ("{allOf: [{enum: [a, b]}, {enum: [b, c]}]}", Scalar("string", const=Default("b"))),
        ("{allOf: []}", Any()),
        ("{allOf: [{REF/Some'}], type: string}", STRING),
    ],
)
def test_all_of_that_needs_no_name(read: Read, schema: str, expected: Type) -> None:
    assert types(read(f"Holder: {{properties: {{it: {schema}}}}}")["Holder"])["it"] == expected


def test_members_that_are_equal_are_one(read: Read) -> None:
    loaded = read("""
Same: {anyOf: [{REF/Pet'}, {REF/Pet'}]}
Texts: {oneOf: [{type: string}, {type: string}]}
Three: {oneOf: [{type: string}, {REF/Pet'}, {type: string}]}
""")
    assert aliased(loaded["Same"]) == Named("Pet")
    assert aliased(loaded["Texts"]) == STRING
    assert union(loaded["Three"]).members == (STRING, Named("Pet"))


def test_all_of_objects_is_one_record(read: Read) -> None:
    loaded = read("""
Lion:
  description: A big one.
  allOf:
    - {REF/Pet'}
    - {type: object, description: A cat., required: [mane], properties: {mane: {type: string}, name: {maxLength: 9}}}
    - {required: [owner]}
    - {title: Lion, properties: {owner: {properties: {phone: {}}}}, additionalProperties: false}
""")
    lion = loaded["Lion"]
    assert isinstance(lion, Record)
    assert types(lion) == {
        "name": Scalar("string", None, Constraints(max_length=9)),
        "owner": Named("LionOwner"),
        "mane": STRING,
    }
    assert required(lion) == ["name", "owner", "mane"]
    assert (lion.description, lion.title, lion.closed, lion.where.line) == ("A big one.", "Lion", True, 14)
    assert [one.where.line for one in lion.properties] == [17, 19, 17]
    assert list(types(loaded["LionOwner"])) == ["id", "phone"]


def test_what_is_about_a_schema_itself_is_not_about_those_made_of_it(read: Read) -> None:
    loaded = read(
        "Old: {title: Old, deprecated: true, description: Older., x-foreign: 1, $comment: c, properties: {}}\n"
        "New: {allOf: [{REF/Old'}, {properties: {a: {}}}]}",
    )
    new = loaded["New"]
    assert isinstance(new, Record)
    assert (new.title, new.deprecated, new.description, new.rest) == ("", False, "Older.", ())


def test_a_closed_part_closes_the_whole(read: Read) -> None:
    loaded = read("""
One: {allOf: [{properties: {a: {}}, additionalProperties: false}, {properties: {b: {}}}]}
Two: {allOf: [{properties: {a: {}}, additionalProperties: false}, {additionalProperties: {type: string}}]}
Open: {allOf: [{properties: {a: {}}, additionalProperties: true}, {additionalProperties: {type: string}}]}
""")
    one, two, open_ = loaded["One"], loaded["Two"], loaded["Open"]
    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert isinstance(open_, Record)
    assert (one.closed, list(types(one))) == (True, ["a", "b"])
    assert (two.closed, two.additional) == (True, None)
    assert (open_.closed, open_.additional) == (False, STRING)


def test_what_lies_in_a_shared_property_is_one_model(read: Read) -> None:
    loaded = read(
        "Early: {allOf: [{REF/Late'}, {properties: {a: {}}}]}\nLate: {properties: {x: {properties: {y: {}}}}}"
    )
    assert types(loaded["Early"])["x"] == types(loaded["Late"])["x"] == Named("LateX")


def test_parts_that_are_written_apart(read: Read) -> None:
    loaded = read("""
Beside: {REF/Pet', properties: {more: {type: string}}, required: [more]}
Only: {allOf: [{REF/Pet'}, {required: [owner]}]}
Deep: {allOf: [{allOf: [{REF/Only'}, {properties: {deep: {}}}]}]}
Untyped: {allOf: [{required: [a]}, {properties: {a: {type: string}}}]}
""")
    assert (list(types(loaded["Beside"])), required(loaded["Beside"])) == (["name", "owner", "more"], ["name", "more"])
    assert required(loaded["Only"]) == ["name", "owner"]
    assert (list(types(loaded["Deep"])), required(loaded["Deep"])) == (["name", "owner", "deep"], ["name", "owner"])
    assert required(loaded["Untyped"]) == ["a"]


def test_parts_that_contradict_each_other(read: Read) -> None:
    read("Bad: {allOf: [{type: string}, {type: integer}]}", "error contradiction: `type` is integer here and string")
    read("Bad: {allOf: [{enum: [a]}, {enum: [b]}]}", "error contradiction: this `enum` has no value of the other")
    read("Bad: {allOf: [{const: a}, {const: b}]}", "error contradiction: this `const` is another one")
    read("Bad: {allOf: [{const: a}, {enum: [b, c]}]}", "error contradiction: `const` is no value of `enum`")
    read("Bad: {allOf: [{type: string, format: date}, {format: time}]}", "warning contradiction: `format` is time here")
    read("Bad: {type: integer, const: a}", "error contradiction: `const` is a text, and `type` is integer")
    read(
        "Bad: {allOf: [{REF/Pet'}, {properties: {name: {type: integer}}}]}",
        "error contradiction: `type` is integer here and string elsewhere",
    )


def test_keywords_that_cannot_be_united_ride_along(read: Read) -> None:
    loaded = read("It: {allOf: [{type: string, pattern: a, not: {const: x}}, {pattern: b, not: {const: y}}]}")
    of = aliased(loaded["It"])
    assert isinstance(of, Scalar)
    assert of.constraints.pattern == "a"
    assert [(one.name, one.value) for one in of.rest] == [
        ("not", {"const": "x"}),
        ("pattern", "b"),
        ("not", {"const": "y"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A: {allOf: [{REF/A'}, {properties: {a: {}}}]}",
        "A: {allOf: [{REF/B'}, {properties: {a: {}}}]}\nB: {allOf: [{REF/A'}, {properties: {b: {}}}]}",
        "A: {allOf: [{REF/B'}]}\nB: {allOf: [{REF/A'}]}",
        "A: {REF/A', properties: {a: {}}}",
        "A: {anyOf: [{REF/A'}, {type: string}]}",
        "A: {anyOf: [{REF/B'}, {type: 'null'}]}\nB: {REF/A'}",
    ],
)
def test_a_schema_made_of_itself_is_a_finding(load_text: Load, text: str) -> None:
    _, findings = load_text(spec(text))
    assert {finding.rule for finding in findings} == {"cyclic-ref"}


def test_schemas_that_hold_themselves(read: Read) -> None:
    loaded = read("""
Node: {allOf: [{REF/Base'}, {properties: {next: {REF/Node'}, all: {type: array, items: {REF/Node'}}}}]}
Base: {properties: {by: {type: object, additionalProperties: {REF/Node'}}, self: {REF/Base'}}}
Left: {properties: {x: {REF/Left'}}}
Right: {properties: {x: {REF/Right'}, y: {}}}
Both: {allOf: [{REF/Left'}, {REF/Right'}]}
Lefts: {type: array, items: {REF/Lefts'}}
Rights: {type: array, items: {REF/Rights'}}
Lists: {allOf: [{REF/Lefts'}, {REF/Rights'}]}
Json: {oneOf: [{type: string}, {type: array, items: {REF/Json'}}, {type: object, additionalProperties: {REF/Json'}}]}
""")
    assert types(loaded["Node"]) == {
        "by": Map(Named("Node")),
        "self": Named("Base"),
        "next": Named("Node"),
        "all": Array(Named("Node")),
    }
    assert types(loaded["Both"])["x"] == Named("BothX")
    assert types(loaded["BothX"])["x"] == Named("BothX")
    assert aliased(loaded["Lists"]) == Array(Array(Named("ListsItemItem")))
    assert union(loaded["Json"]).members == (STRING, Array(Named("Json")), Map(Named("Json")))


@pytest.mark.parametrize(
    ("link", "rules"),
    [
        ("{REF/A%d'}", set()),
        ("{allOf: [{REF/A%d'}], description: d}", set()),
        ("{anyOf: [{REF/A%d'}, {type: 'null'}]}", set()),
        ("{type: array, items: {REF/A%d'}}", set()),
        ("{oneOf: [{REF/A%d'}, {type: integer}]}", set()),
        ("{allOf: [{REF/A%d'}, {minLength: 1}]}", {"too-deep"}),
    ],
)
def test_long_chains(load_text: Load, link: str, rules: set[str]) -> None:
    count = 1000
    chain = "".join(f"A{number}: {link % (number + 1)}\n" for number in range(count))
    api, findings = load_text(spec(f"{chain}A{count}: {{type: [string, 'null']}}"))
    assert {finding.rule for finding in findings} == rules
    assert len(api.schemas) == count + 1


def test_a_union_inline_has_a_name_unless_it_is_of_scalars(read: Read) -> None:
    loaded = read("""
Holder:
  properties:
    texts: {oneOf: [{type: string}, {type: integer}, {const: true}]}
    mixed: {anyOf: [{REF/Pet'}, {type: string}, {type: 'null'}]}
    list: {type: array, items: {oneOf: [{REF/Pet'}, {type: array, items: {}}]}}
    nested: {anyOf: [{type: string}, {oneOf: [{type: integer}, {anyOf: [{type: number}, {type: 'null'}]}]}]}
    any: {anyOf: [{type: string}, {}]}
""")
    of = types(loaded["Holder"])
    assert of["texts"] == Union((STRING, INTEGER, Scalar("boolean", const=Default(True))), exclusive=True)
    assert of["mixed"] == Nullable(Named("HolderMixed"))
    assert aliased(loaded["HolderMixed"]) == Union((Named("Pet"), STRING))
    assert of["list"] == Array(Named("HolderListItem"))
    nested = of["nested"]
    assert isinstance(nested, Nullable)
    assert isinstance(nested.of, Union)
    assert (nested.of.members, nested.of.exclusive) == ((STRING, INTEGER, NUMBER), False)
    assert "anyOf" in {keyword.name for keyword in nested.of.rest}  # a whole number is both, and so is none of them
    assert isinstance(of["any"], Any)
    assert [keyword.name for keyword in of["any"].rest] == ["anyOf"]


def test_names_of_members(read: Read) -> None:
    loaded = read("""
Shape:
  oneOf:
    - {title: Circle, properties: {r: {}}}
    - {title: A long title, properties: {a: {}}}
    - {properties: {kind: {const: square}, s: {}}}
    - {title: Pet, properties: {p: {}}}
    - {type: array, items: {properties: {i: {}}}}
    - {REF/Cat'}
    - {properties: {kind: {const: square}, t: {}}}
""")
    assert union(loaded["Shape"]).members == (
        *(Named("Circle"), Named("Shape2"), Named("ShapeSquare"), Named("ShapePet"), Array(Named("Shape5Item"))),
        *(Named("Cat"), Named("Shape7")),
    )


def test_a_member_added_at_the_end_renames_none(load_text: Load) -> None:
    members = ["{properties: {a: {}}}", "{type: array, items: {properties: {b: {}}}}", "{properties: {k: {const: v}}}"]
    before = load_text(spec(f"U: {{oneOf: [{', '.join(members)}]}}"))[0].by_name()
    members.append("{properties: {c: {}}}")
    after = load_text(spec(f"U: {{oneOf: [{', '.join(members)}]}}"))[0].by_name()
    assert union(after["U"]).members[:3] == union(before["U"]).members


def test_unions_in_unions_are_flat(read: Read) -> None:
    loaded = read("""
Wild: {anyOf: [{REF/Pet'}, {REF/Tame'}, {type: 'null'}]}
Tame: {oneOf: [{REF/Age'}, {REF/Color'}]}
All: {oneOf: [{REF/Wild'}, {REF/Color'}]}
Kept: {oneOf: [{REF/Told'}, {REF/Pet'}]}
Told: {oneOf: [{REF/Cat'}, {REF/Dog'}], discriminator: {propertyName: kind}}
Chosen: {oneOf: [{REF/Wild'}, {REF/Dog'}], discriminator: {propertyName: kind}}
""")
    assert union(loaded["Chosen"]).members == (Named("Wild"), Named("Dog"))
    assert aliased(loaded["All"]) == Nullable(Union((Named("Pet"), Named("Age"), Named("Color")), exclusive=True))
    assert union(loaded["Kept"]).members == (Named("Told"), Named("Pet"))


def test_alternatives_beside_properties(read: Read) -> None:
    loaded = read("""
Beside: {type: object, required: [id], properties: {id: {type: integer}}, oneOf: [{REF/Cat'}, {properties: {n: {}}}]}
Typed: {type: object, oneOf: [{REF/Cat'}, {REF/Dog'}]}
Ready: {required: [kind], oneOf: [{REF/Cat'}, {REF/Dog'}]}
Needs: {type: object, properties: {a: {}, b: {}}, anyOf: [{required: [a]}, {required: [b]}]}
Bounds: {type: string, anyOf: [{minLength: 3}, {pattern: a}]}
Inside: {allOf: [{REF/Either'}, {properties: {extra: {}}}]}
Chosen: {allOf: [{REF/Either'}, {properties: {kind: {const: cat}}}]}
Product:
  allOf:
    - oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]
    - oneOf: [{properties: {c: {}}}, {type: string}, {properties: {d: {}}}]
One: {type: object, properties: {a: {}}, oneOf: [{required: [a]}]}
""")
    assert union(loaded["Beside"]).members == (Named("BesideCat"), Named("Beside2"))
    assert (list(types(loaded["BesideCat"])), required(loaded["BesideCat"])) == (
        ["id", "kind", "claws"],
        ["id", "kind"],
    )
    assert list(types(loaded["Beside2"])) == ["id", "n"]
    assert union(loaded["Typed"]).members == union(loaded["Ready"]).members == (Named("Cat"), Named("Dog"))
    needs, bounds = loaded["Needs"], aliased(loaded["Bounds"])
    assert isinstance(needs, Record)
    assert (list(types(needs)), required(needs), [k.name for k in needs.rest]) == (["a", "b"], [], ["anyOf"])
    assert isinstance(bounds, Scalar)
    assert [keyword.name for keyword in bounds.rest] == ["anyOf"]
    assert union(loaded["Inside"]).members == (Named("InsideCat"), Named("InsideDog"))
    assert list(types(loaded["InsideDog"])) == ["extra", "kind"]
    assert aliased(loaded["Chosen"]) == Named("Cat")  # no dog is a cat
    assert [list(types(loaded[of.name])) for of in union(loaded["Product"]).members if isinstance(of, Named)] == [
        *(["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"]),
    ]
    assert required(loaded["One"]) == ["a"]


def test_discriminators(read: Read) -> None:
    loaded = read("""
Told: {oneOf: [{REF/Cat'}, {REF/Dog'}, {REF/Pet'}], discriminator: {propertyName: kind}}
Mapped:
  anyOf: [{REF/Cat'}, {REF/Dog'}, {REF/Pet'}]
  discriminator:
    propertyName: kind
    mapping: {kitty: Cat, puss: '#/components/schemas/Cat', pet: './openapi.yaml#/components/schemas/Pet'}
Outer: {oneOf: [{REF/Mapped'}, {REF/Age'}], discriminator: {propertyName: kind}}
Two: {oneOf: [{REF/Cat'}, {REF/Pet'}]}
Mixed: {oneOf: [{REF/Cat'}, {REF/Dog'}, {type: string}]}
Open: {oneOf: [{REF/Cat'}, {REF/Dog'}, {type: object}]}
Loose: {oneOf: [{REF/Cat'}, {properties: {kind: {const: ox}}}]}
Puss: {REF/Cat'}
Named: {oneOf: [{REF/Puss'}, {REF/Dog'}], discriminator: {propertyName: kind, mapping: {kitty: Cat, cat: Dog}}}
Wide: {oneOf: [{REF/Cat'}, {REF/Dog'}], discriminator: {propertyName: kind, mapping: {dog: Cat}}}
""")
    assert union(loaded["Loose"]).discriminator is None
    assert union(loaded["Named"]).discriminator == Discriminator("kind", (("kitty", "Puss"), ("cat", "Dog")))
    assert union(loaded["Wide"]).discriminator == Discriminator("kind", (("dog", "Cat"),))
    assert union(loaded["Told"]).discriminator == Discriminator(
        "kind", (("cat", "Cat"), ("dog", "Dog"), ("Pet", "Pet"))
    )
    mapped = (("kitty", "Cat"), ("puss", "Cat"), ("pet", "Pet"), ("dog", "Dog"))
    assert union(loaded["Mapped"]).discriminator == Discriminator("kind", mapped)
    outer = union(loaded["Outer"]).discriminator
    assert outer == Discriminator("kind", (*((value, "Mapped") for value, _ in mapped), ("Age", "Age")))
    inferred = Discriminator("kind", (("cat", "Cat"), ("dog", "Dog")))
    assert union(loaded["Either"]).discriminator == union(loaded["Mixed"]).discriminator == inferred
    assert union(loaded["Two"]).discriminator is None
    assert union(loaded["Open"]).discriminator is None


def test_discriminators_that_name_something_else(read: Read) -> None:
    one = "It: {{oneOf: [{{REF/Cat'}}], discriminator: {{propertyName: kind, mapping: {{a: {}}}}}}}"
    two = one.replace("[{{REF/Cat'}}]", "[{{REF/Cat'}}, {{REF/Dog'}}]")
    read(two.format("Dgo"), "error dangling-ref: the mapping names `Dgo`")
    read(two.format("'#/components/schemas/Dgo'"), "error dangling-ref: the mapping names `#/components/schemas/Dgo`")
    read(two.format("nowhere.yaml"), "error dangling-ref: the mapping names `nowhere.yaml`")
    loaded = read(two.format("Pet"), "warning unknown-member: the mapping names `Pet`")
    assert union(loaded["It"]).discriminator == Discriminator("kind", (("cat", "Cat"), ("dog", "Dog")))
    read(two.format("3"), "error wrong-kind: `a` of mapping must be a text")
    read("It: {oneOf: [{REF/Cat'}, {REF/Dog'}], discriminator: {mapping: {}}}", "error missing-keyword")


FAMILY = """
Animal:
  type: object
  required: [kind]
  discriminator: {propertyName: kind%s}
  properties: {kind: {type: string}, home: {properties: {place: {}}}}
Cat: {allOf: [{REF/Animal'}, {properties: {claws: {type: integer}}}]}
Dog: {allOf: [{REF/Animal'}], properties: {kind: {const: dog}}}
Lion: {allOf: [{REF/Cat'}, {properties: {mane: {}}}]}
Ox: {allOf: [{REF/Animal'}], description: A child by its name alone.}
Holder:
  properties:
    any: {REF/Animal'}
    wrapped: {allOf: [{REF/Animal'}], description: d}
    more: {allOf: [{REF/Animal'}, {properties: {more: {}}}]}
    list: {type: array, items: {REF/Animal'}}
"""


def test_a_base_stands_for_its_children(read: Read) -> None:
    loaded = read(FAMILY % "", beside="")
    animal = union(loaded["Animal"])
    assert animal.members == (Named("Cat"), Named("Dog"), Named("Lion"), Named("Ox"))
    rows = (("Cat", "Cat"), ("dog", "Dog"), ("Lion", "Lion"), ("Ox", "Ox"))
    assert animal.discriminator == Discriminator("kind", rows)
    assert list(types(loaded["Ox"])) == ["kind", "home"]
    assert types(loaded["Cat"]) == {"kind": STRING, "home": Named("AnimalHome"), "claws": INTEGER}
    assert types(loaded["Dog"]) == {"kind": Scalar("string", const=Default("dog")), "home": Named("AnimalHome")}
    assert list(types(loaded["Lion"])) == ["kind", "home", "claws", "mane"]
    assert required(loaded["Lion"]) == ["kind"]
    assert types(loaded["Holder"]) == {
        "any": Named("Animal"),
        "wrapped": Named("Animal"),
        "more": Named("HolderMore"),
        "list": Array(Named("Animal")),
    }
    assert list(types(loaded["HolderMore"])) == ["kind", "home", "more"]


def test_a_base_that_is_a_value_itself(read: Read) -> None:
    loaded = read(FAMILY % ", mapping: {beast: Animal, puss: Cat}", beside="")
    animal = union(loaded["Animal"])
    assert animal.members == (Named("Cat"), Named("Dog"), Named("Lion"), Named("AnimalBase"))
    assert animal.discriminator is not None
    assert dict(animal.discriminator.mapping) == {"beast": "AnimalBase", "puss": "Cat", "dog": "Dog", "Lion": "Lion"}
    assert list(types(loaded["AnimalBase"])) == ["kind", "home"]
    assert aliased(loaded["Ox"]) == Named("Animal")  # the mapping leaves it out, and it says nothing of its own


def test_a_base_without_children_is_a_record(read: Read) -> None:
    loaded = read("Alone: {properties: {kind: {}}, discriminator: {propertyName: kind}}\nIt: {REF/Alone'}")
    alone = loaded["Alone"]
    assert isinstance(alone, Record)
    assert [keyword.name for keyword in alone.rest] == ["discriminator"]
    assert aliased(loaded["It"]) == Named("Alone")


def test_a_base_below_a_base(read: Read) -> None:
    loaded = read(
        """
Top: {properties: {t: {}}, discriminator: {propertyName: t, mapping: {m: Middle}}}
Middle: {allOf: [{REF/Top'}], discriminator: {propertyName: u}}
Leaf: {allOf: [{REF/Middle'}, {properties: {leaf: {}}}]}
""",
        beside="",
    )
    assert union(loaded["Top"]).members == (Named("MiddleBase"), Named("Leaf"))
    assert union(loaded["Middle"]).members == (Named("Leaf"), Named("MiddleBase"))
    assert list(types(loaded["MiddleBase"])) == ["t"]


def test_alternatives_that_are_children_of_the_union(read: Read) -> None:
    loaded = read(
        """
Animal:
  properties: {kind: {type: string}}
  oneOf: [{REF/Cat'}, {REF/Dog'}]
  discriminator: {propertyName: kind}
Cat: {allOf: [{REF/Animal'}, {properties: {claws: {}}}]}
Dog: {allOf: [{REF/Animal'}, {properties: {tail: {}}}]}
""",
        beside="",
    )
    assert union(loaded["Animal"]).members == (Named("Cat"), Named("Dog"))
    assert list(types(loaded["Cat"])) == ["kind", "claws"]


def test_schemas_in_several_files(load_text: Load) -> None:
    api, findings = load_text(
        {
            "openapi.yaml": spec("Zoo: {properties: {a: {$ref: 'animals/animal.yaml'}}}"),
            "animals/animal.yaml": "oneOf: [{$ref: cat.yaml}, {$ref: 'more.yaml#/Dog'}]\n"
            "discriminator: {propertyName: kind, mapping: {c: cat.yaml, d: './more.yaml#/Dog'}}\n",
            "animals/cat.yaml": "allOf: [{$ref: 'more.yaml#/Base'}, {properties: {friend: {$ref: animal.yaml}}}]\n",
            "animals/more.yaml": "Base:\n  properties:\n    kind: {type: string}\n"
            "    zoo: {$ref: '../openapi.yaml#/components/schemas/Zoo'}\n"
            "Dog: {allOf: [{$ref: '#/Base'}, {required: [kind]}]}\n",
        }
    )
    assert findings == ()
    loaded = api.by_name()
    assert union(loaded["animal"]).discriminator == Discriminator("kind", (("c", "cat"), ("d", "Dog")))
    assert types(loaded["cat"]) == {"kind": STRING, "zoo": Named("Zoo"), "friend": Named("animal")}
    assert required(loaded["Dog"]) == ["kind"]
    assert loaded["cat"].where.file == "animals/cat.yaml"
    assert [one.where.file for one in loaded["cat"].properties] == [  # type: ignore[union-attr]
        *("animals/more.yaml", "animals/more.yaml", "animals/cat.yaml"),
    ]


def test_inline_names_that_clash(load_text: Load) -> None:
    api, findings = load_text(
        spec(
            "Pet: {properties: {a_b: {properties: {x: {}}}, aB: {properties: {y: {}}}, owner: {enum: [a, b]}}}\n"
            "PetOwner: {type: string}"
        )
    )
    assert [str(finding.severity) for finding in findings] == ["note", "note"]
    assert types(api.by_name()["Pet"]) == {
        "a_b": Named("PetAB"),
        "aB": Named("OpenapiPetAb"),
        "owner": Named("OpenapiPetOwner"),
    }


def test_what_only_operations_refer_to_comes_behind_what_lies_in_components(load_text: Load) -> None:
    answer = "{description: d, content: {application/json: {schema: {$ref: PetOwner.yaml}}}}"
    operation = f"paths: {{/pets: {{get: {{operationId: pets, responses: {{'200': {answer}}}}}}}}}"
    text = spec("Pet: {properties: {owner: {properties: {a: {}}}}}").replace("paths: {}", operation)
    api, findings = load_text({"openapi.yaml": text, "PetOwner.yaml": "properties: {b: {}}\n"})
    assert [finding.rule for finding in findings] == ["schema-name-clash"]
    assert types(api.by_name()["Pet"]) == {"owner": Named("PetOwner")}
    assert list(types(api.by_name()["PetOwnerPetOwner"])) == ["b"]


def test_a_family_in_files_that_only_operations_refer_to(load_text: Load) -> None:
    answer = "{description: d, content: {application/json: {schema: {$ref: 'pets.yaml#/Pet'}}}}"
    answers = f"{{'200': {answer}, '201': {answer.replace('/Pet', '/Cat')}}}"
    operation = f"paths: {{/pets: {{get: {{operationId: pets, responses: {answers}}}}}}}"
    files = {
        "openapi.yaml": spec("It: {}").replace("paths: {}", operation),
        "pets.yaml": "Pet:\n  properties: {k: {properties: {a: {}}}}\n"
        "  discriminator: {propertyName: k, mapping: {c: Cat}}\n"
        "Cat: {allOf: [{$ref: '#/Pet'}, {properties: {b: {}}}]}\n",
    }
    api, findings = load_text(files)
    assert findings == ()
    loaded = api.by_name()
    assert union(loaded["Pet"]).discriminator == Discriminator("k", (("c", "Cat"),))
    assert types(loaded["Cat"]) == {"k": Named("PetK"), "b": Any()}
    assert [schema.name for schema in api.schemas] == ["It", "Pet", "Cat", "PetK"]


def test_a_reference_into_a_component_takes_its_name(load_text: Load) -> None:
    text = "Pet: {properties: {owner: {properties: {x: {}}}, tags: {type: array, items: {enum: [a, b]}}}}\n"
    refs = "Other: {properties: {o: {REF/Pet/properties/owner'}, t: {REF/Pet/properties/tags/items'}}}"
    api, findings = load_text(spec(text + refs))
    assert findings == ()
    assert types(api.by_name()["Other"]) == {"o": Named("PetOwner"), "t": Named("PetTagsItem")}
    assert [schema.name for schema in api.schemas] == ["Pet", "Other", "PetOwner", "PetTagsItem"]


def test_a_title_in_an_operation_is_behind_the_operation(load_text: Load) -> None:
    body = "{content: {application/json: {schema: {oneOf: [{title: Tail, properties: {a: {}}}, {type: string}]}}}}"
    operation = f"{{put: {{operationId: pet, requestBody: {body}, responses: {{'204': {{description: d}}}}}}}}"
    api, _ = load_text(spec("It: {}").replace("paths: {}", f"paths: {{/pets: {operation}}}"))
    assert [schema.name for schema in api.schemas] == ["It", "PetRequest", "PetRequestTail"]


def test_models_of_components_come_before_those_of_operations(load_text: Load) -> None:
    body = (
        "{content: {application/json: {schema: {oneOf: [{title: Tail, properties: {a: {}}}, {properties: {b: {}}}]}}}}"
    )
    done = "responses: {'204': {description: d}}"
    operation = f"paths: {{/pets: {{put: {{operationId: pet, requestBody: {body}, {done}}}}}}}"
    text = spec("Pet: {oneOf: [{title: Tail, properties: {c: {}}}, {properties: {d: {}}}]}").replace(
        "paths: {}", operation
    )
    api, findings = load_text(text)
    assert findings == ()
    assert [schema.name for schema in api.schemas] == [
        "Pet",
        "Tail",
        "Pet2",
        "PetRequest",
        "PetRequestTail",
        "PetRequest2",
    ]


def test_enumerations_keep_their_names_inside_all_of(read: Read) -> None:
    loaded = read("Holder: {properties: {c: {allOf: [{REF/Color'}, {enum: [red, blue]}]}}}")
    assert types(loaded["Holder"])["c"] == Named("HolderC")
    narrowed = loaded["HolderC"]
    assert isinstance(narrowed, Enumeration)
    assert [one.value for one in narrowed.values] == ["red", "blue"]
