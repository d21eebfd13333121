"""Specs to the model, feature by feature, from small specs written here."""

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
    Documented,
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

HEAD = "openapi: 3.1.1\ninfo: {title: Pets, version: 1.2.3, description: About pets.}\n"


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.strip("\n").split("\n"))


@pytest.fixture
def schemas(load_text: Load) -> Callable[[str], dict[str, Schema]]:
    """Return a function from `components/schemas` to the loaded schemas by name; it stands for no findings."""

    def read(text: str) -> dict[str, Schema]:
        api, findings = load_text(f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{indented(text, 4)}")
        assert findings == ()
        return api.by_name()

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{type: string}", Scalar("string")),
        ("{type: string, format: date-time}", Scalar("string", "date-time")),
        ("{type: integer, format: int64, minimum: 1}", Scalar("integer", "int64", Constraints(minimum=1))),
        ("{type: number, exclusiveMaximum: 1.5}", Scalar("number", None, Constraints(exclusive_maximum=1.5))),
        ("{type: boolean}", Scalar("boolean")),
        (
            "{type: string, pattern: '^a', maxLength: 3}",
            Scalar("string", None, Constraints(max_length=3, pattern="^a")),
        ),
        ("{type: [string, 'null']}", Nullable(Scalar("string"))),
        ("{type: ['null', array], items: {type: integer}}", Nullable(Array(Scalar("integer")))),
        ("{type: array, items: {type: string}}", Array(Scalar("string"))),
        ("{type: array}", Array(Any())),
        ("{items: {type: string}}", Array(Scalar("string"))),
        (
            "{type: array, items: {type: string}, minItems: 1, maxItems: 2, uniqueItems: true}",
            Array(Scalar("string"), Constraints(min_items=1, max_items=2, unique_items=True)),
        ),
        ("{type: object}", Map(Any())),
        ("{type: object, additionalProperties: true}", Map(Any())),
        ("{type: object, additionalProperties: {type: integer}}", Map(Scalar("integer"))),
        ("{}", Any()),
        ("true", Any()),
        ("{description: said}", Any()),
        ("{$ref: '#/components/schemas/Pet'}", Named("Pet")),
        ("{$ref: '#/components/schemas/MaybePet'}", Nullable(Named("MaybePet"))),
        ("{oneOf: [{$ref: '#/components/schemas/Pet'}, {type: 'null'}]}", Nullable(Named("Pet"))),
        ("{anyOf: [{type: string}, {type: integer}]}", Union((Scalar("string"), Scalar("integer")))),
        ("{oneOf: [{type: string}, {type: integer}]}", Union((Scalar("string"), Scalar("integer")), exclusive=True)),
        ("{type: [string, integer, 'null']}", Nullable(Union((Scalar("string"), Scalar("integer"))))),
    ],
)
def test_types(schemas: Callable[[str], dict[str, Schema]], text: str, expected: Type) -> None:
    loaded = schemas(
        "Pet: {type: object, properties: {}}\nCat: {type: object, properties: {}}\n"
        f"MaybePet: {{type: [object, 'null'], properties: {{}}}}\nHolder: {{properties: {{it: {text}}}}}\n"
    )
    holder = loaded["Holder"]
    assert isinstance(holder, Record)
    assert holder.properties[0].type == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{type: object, patternProperties: {a: {}}, minProperties: 1}", ["patternProperties", "minProperties"]),
        ("{type: object, required: [a]}", ["required"]),
        ("{type: number, enum: [1.5, 2]}", ["enum"]),
        ("{type: string, x-foreign: {a: [1]}, contentEncoding: base64}", ["x-foreign", "contentEncoding"]),
        ("{$ref: '#/components/schemas/Pet', minimum: 1, not: {}}", ["minimum", "not"]),
    ],
)
def test_what_the_types_cannot_say_rides_along(
    schemas: Callable[[str], dict[str, Schema]], text: str, names: list[str]
) -> None:
    holder = schemas(f"Pet: {{type: object, properties: {{}}}}\nHolder:\n  properties:\n    it: {text}\n")["Holder"]
    assert isinstance(holder, Record)
    rest = holder.properties[0].type.rest
    assert [keyword.name for keyword in rest] == names
    assert all(keyword.where.line == 9 for keyword in rest)


def test_a_record(schemas: Callable[[str], dict[str, Schema]]) -> None:
    loaded = schemas("""
Pet:
  type: object
  title: A pet
  description: What is fed.
  deprecated: true
  required: [id]
  additionalProperties: {type: integer}
  properties:
    id: {type: integer, description: Number., readOnly: true, x-internal: true, x-name: number}
    secret: {type: string, writeOnly: true, x-sensitive: true, default: null, deprecated: true}
  oneOf: [{required: [id]}, {required: [secret]}]
  x-documented: {absent: true, because: key}
Closed: {properties: {a: {}}, additionalProperties: false}
Open: {properties: {a: {}}}
""")
    pet = loaded["Pet"]
    assert isinstance(pet, Record)
    assert (pet.title, pet.description, pet.deprecated) == ("A pet", "What is fed.", True)
    assert (pet.additional, pet.closed) == (Scalar("integer"), False)
    assert [keyword.name for keyword in pet.rest] == ["oneOf"]
    assert pet.documented == Documented("key", Location("openapi.yaml", 17, 7), absent=True)
    first, second = pet.properties
    assert (first.name, first.alias, first.required, first.read_only, first.internal) == ("id", "number", *[True] * 3)
    assert (first.description, first.sensitive, first.default) == ("Number.", False, None)
    assert (second.required, second.write_only, second.sensitive, second.deprecated) == (False, True, True, True)
    assert second.default == Default(None)
    closed, open_ = loaded["Closed"], loaded["Open"]
    assert isinstance(closed, Record)
    assert isinstance(open_, Record)
    assert (closed.closed, closed.additional, open_.closed, open_.additional) == (True, None, False, None)


def test_enumerations(schemas: Callable[[str], dict[str, Schema]]) -> None:
    loaded = schemas("""
Color: {type: string, enum: [red, 'on', null], description: Paint.}
Level: {enum: [1, 2]}
Day: {type: integer, enum: [0, 6], format: int32}
Holder: {properties: {color: {$ref: '#/components/schemas/Color'}, mood: {enum: [glad, sad]}}}
""")
    color, level, day = loaded["Color"], loaded["Level"], loaded["Day"]
    assert isinstance(color, Enumeration)
    assert isinstance(level, Enumeration)
    assert isinstance(day, Enumeration)
    assert ([v.value for v in color.values], color.type) == (["red", "on"], Scalar("string"))
    assert ([v.value for v in level.values], level.type) == ([1, 2], Scalar("integer"))
    assert day.type == Scalar("integer", "int32")
    holder = loaded["Holder"]
    assert isinstance(holder, Record)
    assert [p.type for p in holder.properties] == [Nullable(Named("Color")), Named("HolderMood")]
    assert isinstance(loaded["HolderMood"], Enumeration)


def test_inline_objects_are_named_by_what_they_stand_in(load_text: Load) -> None:
    api, findings = load_text(
        HEAD
        + """
paths:
  /pets:
    post:
      operationId: pets.create
      parameters: [{name: mood, in: query, schema: {enum: [glad, sad]}}]
      requestBody: {content: {application/json: {schema: {properties: {owner: {properties: {name: {}}}}}}}}
      responses:
        '201': {description: a, content: {application/json: {schema: {type: array, items: {properties: {a: {}}}}}}}
        '400': {description: a, content: {application/json: {schema: {properties: {b: {}}}}}}
components:
  schemas:
    Pet: {properties: {tags: {type: object, additionalProperties: {properties: {c: {}}}}}}
"""
    )
    assert findings == ()
    assert [schema.name for schema in api.schemas] == [
        "Pet",
        "PetTagsValue",
        "PetsCreateMood",
        "PetsCreateRequest",
        "PetsCreateResponseItem",
        "PetsCreate400",
        "PetsCreateRequestOwner",
    ]


def test_a_schema_that_refers_to_itself(schemas: Callable[[str], dict[str, Schema]]) -> None:
    loaded = schemas("""
Node: {properties: {children: {type: array, items: {$ref: '#/components/schemas/Node'}}}}
Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
""")
    node, tree = loaded["Node"], loaded["Tree"]
    assert isinstance(node, Record)
    assert node.properties[0].type == Array(Named("Node"))
    assert isinstance(tree, Alias)
    assert tree.type == Array(Named("Tree"))


@pytest.mark.parametrize("kind", ["items", "additionalProperties", "anyOf"])
def test_schemas_as_deep_as_a_file_may_be(load_text: Load, kind: str) -> None:
    open_, close = ("{anyOf: [{}, ", "]}") if kind == "anyOf" else (f"{{{kind}: ", "}")
    depth = 90 if kind == "anyOf" else 190
    extra = "type: object, " if kind == "additionalProperties" else ""
    text = open_.replace("{", "{" + extra, 1) * depth + "{type: string}" + close * depth
    api, _ = load_text(f"{HEAD}paths: {{}}\ncomponents: {{schemas: {{Deep: {text}}}}}\n")
    assert [schema.name for schema in api.schemas] == ["Deep"]


def test_resources_follow_the_order_of_the_tags(load_text: Load) -> None:
    done = "responses: {'204': {description: Done.}}"
    api, _ = load_text(
        HEAD
        + f"""
tags: [{{name: owners, description: People.}}, {{name: unused}}, {{name: pets}}]
paths:
  /pets: {{get: {{operationId: pets.list, tags: [pets], {done}}}}}
  /toys: {{get: {{operationId: toys.list, {done}}}}}
  /owners: {{get: {{operationId: owners.list, tags: [owners], {done}}}, x-note: 1}}
  /pets/1: {{get: {{operationId: pets.first, tags: [pets], {done}}}}}
"""
    )
    assert [(r.name, r.description, [o.id for o in r.operations]) for r in api.resources] == [
        ("owners", "People.", ["owners.list"]),
        ("pets", "", ["pets.list", "pets.first"]),
        ("toys", "", ["toys.list"]),
    ]


def test_the_whole_description(load_text: Load) -> None:
    api, findings = load_text(
        HEAD
        + """
servers: [{url: https://api.example.com/v1, description: Live}, {url: https://test.example.com}]
security: [{basic: []}]
x-evidence: {key: Because of this.}
x-quota: {remaining: X-Left, resets_in: X-In, status: 402}
x-foreign: 1
webhooks: {}
paths: {}
components:
  securitySchemes:
    basic:
      type: http
      scheme: basic
      x-credentials: [{username: '{token}', password: t, env: {token: PET_TOKEN}}, {username: '{a}', password: '{b}'}]
    key: {type: apiKey, in: header, name: X-Key, description: A key.}
"""
    )
    assert findings == ()
    assert (api.title, api.version, api.description) == ("Pets", "1.2.3", "About pets.")
    assert [server.url for server in api.servers] == ["https://api.example.com/v1", "https://test.example.com"]
    assert [(e.key, e.text) for e in api.evidence] == [("key", "Because of this.")]
    assert api.quota is not None
    assert (api.quota.remaining, api.quota.resets_in, api.quota.status) == ("X-Left", "X-In", 402)
    assert [keyword.name for keyword in api.rest] == ["x-foreign"]
    basic, key = api.security_schemes
    assert (basic.kind, basic.scheme, key.location, key.parameter) == ("http", "basic", "header", "X-Key")
    first, second = basic.credentials
    assert (first.fields, first.env) == ((("username", "{token}"), ("password", "t")), (("token", "PET_TOKEN"),))
    assert second.env == ()


def test_every_place_is_in_the_file_it_stands_in(load_text: Load) -> None:
    files = {
        "openapi.yaml": HEAD + "paths:\n  /pets: {$ref: parts/pets.yaml#/item}\n",
        "parts/pets.yaml": "item:\n  get:\n    operationId: pets.list\n    responses:\n"
        "      '200':\n        description: All.\n        content:\n          application/json:\n"
        "            schema: {$ref: ../schemas/pet.yaml}\n",
        "schemas/pet.yaml": "type: object\nproperties:\n  name: {type: string}\n",
    }
    api, findings = load_text(files)
    assert findings == ()
    assert api.operations[0].where == Location("parts/pets.yaml", 2, 3)
    pet = api.by_name()["pet"]
    assert isinstance(pet, Record)
    assert pet.properties[0].where == Location("schemas/pet.yaml", 3, 3)
    lines = {file: text.count("\n") for file, text in files.items()}
    for where in places(api):
        assert 1 <= where.line <= lines[where.file]


def places(value: object) -> list[Location]:
    if isinstance(value, Location):
        return [value]
    if isinstance(value, tuple):
        return [place for member in value for place in places(member)]
    if hasattr(value, "__match_args__"):
        return [place for name in value.__match_args__ for place in places(getattr(value, name))]
    return []
