"""Types of the algebra in the Python style: what annotations say, what msgspec takes, and which unions are choices."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

import pytest
from hexapla.finding import Location
from hexapla.frozen import replace
from hexapla.languages.python_types import ARGUMENT, ATTRIBUTE, type_text
from hexapla.languages.python_unions import prepare
from hexapla.model import (
    Alias,
    Api,
    Array,
    Constraints,
    Default,
    Discriminator,
    Enumeration,
    EnumValue,
    Map,
    Named,
    Nullable,
    Property,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)
from hexapla.model import Any as Anything
from hexapla.plan.models import name_schemas, nesting, plan_models
from hexapla.styles import STYLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

STYLE = STYLES[0]
HERE = Location("a.yaml", 1)
STRING, INTEGER, NUMBER, BOOLEAN, NULL = (
    Scalar(kind)
    for kind in ("string", "integer", "number", "boolean", "null")  # type: ignore[arg-type]
)
TIME, DAY = Scalar("string", "date-time"), Scalar("string", "date")


def record(name: str, *keys: str) -> Record:
    return Record(name=name, properties=tuple(Property(name=key, type=INTEGER, where=HERE) for key in keys), where=HERE)


def enumeration(name: str, *values: str | int) -> Enumeration:
    kind = Scalar("integer" if isinstance(values[0], int) else "string")
    return Enumeration(name=name, values=tuple(EnumValue(v, HERE) for v in values), type=kind, where=HERE)


def alias(name: str, of: Type) -> Alias:
    return Alias(name=name, type=of, where=HERE)


KNOWN: tuple[Schema, ...] = (
    record("A", "a", "b"),
    record("B", "b", "c"),
    enumeration("Color", "red", "blue"),
    enumeration("Size", "s", "m"),
    enumeration("Level", 1, 2),
    alias("Text", STRING),
    alias("Code", Union((STRING, INTEGER))),
    alias("Rows", Array(Named("A"))),
    alias("Bag", Map(INTEGER)),
    alias("Maybe", Nullable(Array(STRING))),
    alias("Either", Union((Named("A"), Named("B")))),
    alias("Tagged", Union((Named("A"), Named("B")), discriminator=Discriminator("k", (("a", "A"), ("b", "B"))))),
    alias("Tree", Union((STRING, Array(Named("Tree"))))),
    alias("Chain", Nullable(Map(Named("Link")))),
    alias("Link", Array(Named("Chain"))),
)


def api_of(*schemas: Schema) -> Api:
    return Api(title="a", version="1", where=HERE, schemas=(*KNOWN, *schemas))


def annotated(of: Type, spelling: object = ATTRIBUTE) -> str:
    """Return the annotation of an attribute of a type."""
    holder = Record(name="Holder", properties=(Property(name="x", type=of, where=HERE),), where=HERE)
    api = prepare(api_of(holder)).api
    names = name_schemas(api.schemas, api.schemas, STYLE, [])
    found = api.by_name()["Holder"]
    assert isinstance(found, Record)
    return type_text(found.properties[0].type, names, spelling).text  # type: ignore[arg-type]


FIXED = Constraints(min_items=2)


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (NULL, "None"),
        (Scalar("string", "binary"), "str"),
        (Scalar("string", "byte"), "str"),
        (Scalar("integer", "int64"), "int"),
        (Scalar("string", const=Default("x")), "str"),
        (Anything(), "JSON"),
        (Nullable(NULL), "None"),
        (Union((INTEGER, NUMBER)), "int | float"),
        (Union((STRING, INTEGER, BOOLEAN, NULL)), "str | int | bool | None"),
        (Union((TIME, STRING)), "str"),
        (Union((TIME, DAY)), "str"),
        (Union((TIME, Scalar("string", "date-time", Constraints(max_length=30)))), "Timestamp"),
        (Union((DAY, INTEGER)), "Date | int"),
        (Union((Named("Color"), STRING)), "Color"),
        (Union((Named("Color"), TIME)), "str"),
        (Union((Named("Color"), Named("Size"))), "str"),
        (Union((Named("Level"), INTEGER)), "Level"),
        (Union((Named("Level"), NUMBER)), "Level | float"),
        (Union((Scalar("string", const=Default("auto")), INTEGER)), "str | int"),
        (Union((Named("Text"), STRING)), "str"),
        (Union((Named("Code"), BOOLEAN)), "str | int | bool"),
        (Union((STRING, Array(STRING))), "str | list[str]"),
        (Union((STRING, Named("A"))), "str | A"),
        (Union((Named("A"), Named("A"))), "A"),
        (Union((Nullable(Named("A")), NULL)), "A | None"),
        (Union((STRING, Anything())), "JSON"),
        (Union((Named("Maybe"), STRING)), "Maybe | str"),
        (Union((Union((STRING, INTEGER)), Union((INTEGER, BOOLEAN)))), "str | int | bool"),
        (Union((Named("A"), Named("B"))), "HolderX"),
        (Nullable(Union((Named("A"), Named("B")))), "HolderX | None"),
        (Array(Union((Named("A"), Named("B"), NULL))), "list[HolderXItem | None]"),
        (Union((Named("A"), Map(INTEGER))), "HolderX"),
        (Union((Array(STRING), Array(INTEGER))), "HolderX"),
        (Union((Named("Either"), STRING)), "HolderX"),
        (Union((Named("Tagged"), NULL)), "Tagged | None"),
        (Map(Named("Tree")), "dict[str, Tree]"),
        (Tuple((NUMBER, NUMBER), None, FIXED), "tuple[float, float]"),
        (Tuple((NUMBER, STRING), Anything(), replace(FIXED, max_items=2)), "tuple[float, str]"),
        (Tuple((), None), "tuple[()]"),
        (Tuple((NUMBER, NUMBER), None), "list[float]"),
        (Tuple((INTEGER,), STRING, Constraints(min_items=1)), "list[int | str]"),
        (Tuple((INTEGER, STRING), Anything(), FIXED), "list[JSON]"),
        (Tuple((Named("A"), Named("B")), STRING), "list[HolderXItem]"),
        (Tuple((Union((Named("A"), Named("B"))), STRING), None, FIXED), "tuple[HolderX1, str]"),
    ],
)
def test_an_annotation(of: Type, text: str) -> None:
    assert annotated(of) == text


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (Union((TIME, INTEGER)), "Timestamp | str | int"),
        (Nullable(Named("Color")), "Color | str | None"),
        (Array(Union((Named("Color"), NULL))), "Sequence[Color | str | None]"),
        (Tuple((DAY, NUMBER), None, FIXED), "tuple[Date | str, float]"),
        (Tuple((INTEGER,), STRING), "Sequence[int | str]"),
    ],
)
def test_what_an_argument_takes(of: Type, text: str) -> None:
    assert annotated(of, ARGUMENT) == text


def texts_of(*schemas: Schema) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return of each alias the text for checkers and the members for the runtime."""
    prepared = prepare(api_of(*schemas))
    names = name_schemas(prepared.api.schemas, prepared.api.schemas, STYLE, [])
    modules = plan_models(prepared.api.schemas, names, STYLE, [], prepared.chosen)
    return {one.name: (one.annotation, one.members) for module in modules for one in module.aliases}


def test_choices_and_plain_aliases() -> None:
    found = texts_of()
    assert found["Code"] == ("str | int", ())
    assert found["Rows"] == ("list[A]", ())
    assert found["Either"] == ("A | B", ("A", "B"))
    assert found["Tagged"] == ("A | B | Unknown", ("A", "B"))
    assert found["Tree"] == ('str | list["Tree"]', ("list[Tree]", "str"))
    assert found["Chain"] == ('dict[str, "Link"] | None', ("dict[str, Link]", "None"))
    assert found["Link"] == ("list[Chain]", ("list[Chain]",))


def test_a_value_may_choose_what_the_union_does_not_list() -> None:
    tag = Discriminator("k", (("a", "A"), ("c", "C")))
    found = texts_of(record("C", "c"), alias("More", Union((Named("A"),), discriminator=tag)))
    assert found["More"] == ("A | C | Unknown", ("A", "C"))


def test_what_stands_for_nothing_but_itself_is_an_error() -> None:
    loop = (alias("One", Union((Named("Two"), STRING))), alias("Two", Union((Named("One"), INTEGER))))
    prepared = prepare(api_of(*loop))
    names = name_schemas(prepared.api.schemas, prepared.api.schemas, STYLE, [])
    findings: list[Any] = []
    plan_models(prepared.api.schemas, names, STYLE, findings, prepared.chosen)
    assert [finding.rule for finding in findings] == ["endless-type", "endless-type"]


@pytest.mark.parametrize(
    ("of", "how"),
    [
        (STRING, ""),
        (Named("A"), "one"),
        (Array(Named("A")), "list"),
        (Named("Rows"), "deep"),
        (Map(Array(Named("A"))), "deep"),
        (Named("Either"), "deep"),
        (Named("Tree"), ""),
        (Tuple((STRING, Named("A")), None), "deep"),
    ],
)
def test_where_records_lie(of: Type, how: str) -> None:
    assert nesting(of, {schema.name: schema for schema in KNOWN}) == how


# What msgspec takes

NAMED = st.sampled_from(KNOWN).map(lambda schema: Named(schema.name))
LEAVES = st.one_of(st.sampled_from([STRING, INTEGER, NUMBER, BOOLEAN, NULL, TIME, DAY]), NAMED)
TYPES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Array),
        inner.map(Map),
        inner.map(lambda of: of if isinstance(of, Nullable) else Nullable(of)),
        st.lists(inner, min_size=1, max_size=4).map(lambda members: Union(tuple(members))),
        st.builds(
            lambda items, more, fixed: Tuple(tuple(items), more, FIXED if fixed else Constraints()),
            st.lists(inner, min_size=2, max_size=2),
            st.none() | inner,
            st.booleans(),
        ),
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401
    """Return the runtime's modules, copied out of the templates."""
    import importlib
    import shutil

    folder = tmp_path_factory.mktemp("runtime")
    files = Path(__file__).parents[1] / "templates" / "python" / "package" / "src" / "PACKAGE"
    shutil.copytree(files, folder / "bare_runtime", ignore=shutil.ignore_patterns("*.jinja", "__init__.py"))
    (folder / "bare_runtime" / "__init__.py").touch()
    sys.path.insert(0, str(folder))
    yield {name: importlib.import_module(f"bare_runtime.{name}") for name in ("_union", "_decode", "_model", "_types")}
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.startswith("bare_runtime")]:
        del sys.modules[name]


def namespace(schemas: Sequence[Schema], chosen: frozenset[str], runtime: dict[str, Any]) -> dict[str, Any]:
    """Return what a module of these schemas would define at run time."""
    import msgspec

    names = name_schemas(schemas, schemas, STYLE, [])
    scope: dict[str, Any] = {**vars(runtime["_types"]), "Unknown": runtime["_union"].Unknown}
    for schema in schemas:
        if isinstance(schema, Record):
            fields = [(one.name, int | None, None) for one in schema.properties]
            scope[names[schema.name].name] = msgspec.defstruct(
                schema.name, fields, bases=(runtime["_model"].Model,), kw_only=True
            )
        elif isinstance(schema, Enumeration):
            values = {f"V{n}": one.value for n, one in enumerate(schema.values)}
            kind: Any = IntEnum if schema.type.kind == "integer" else StrEnum
            scope[names[schema.name].name] = kind(schema.name, values)
    for module in plan_models(schemas, names, STYLE, [], chosen):
        for one in module.aliases:
            if one.members:
                members = eval(f"lambda: ({', '.join(one.members)},)", scope)
                tags = {json.loads(value): kind for value, kind in one.tags}
                tag = json.loads(one.tag) if one.tag else ""
                # The names of a module's globals are looked up when the first value comes.
                chooser = (lambda known: lambda: {value: scope[kind] for value, kind in known.items()})(tags)
                scope[one.name] = runtime["_union"].choice("x", one.name, members, tag=tag, tags=chooser)
    for module in _ordered(plan_models(schemas, names, STYLE, [], chosen)):
        for one in module.aliases:
            if not one.members:
                scope[one.name] = eval(one.annotation, scope)
    return scope


def _ordered(modules: Sequence[Any]) -> list[Any]:
    """Return modules behind those they import, as Python would run them."""
    homes = {module.name: module for module in modules}
    ordered: list[Any] = []

    def visit(module: Any) -> None:  # noqa: ANN401
        if module in ordered:
            return
        for line in module.imports:
            if line.startswith("from .") and not line.startswith("from .."):
                visit(homes[line.split()[1][1:]])
        ordered.append(module)

    for module in modules:
        visit(module)
    return ordered


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(of=TYPES)
def test_every_type_has_a_decoder(of: Type, runtime: dict[str, Any]) -> None:
    """Of whatever types a description consists, msgspec takes what they become, alone and as a result."""
    prepared = prepare(api_of(alias("Thing", of), record("Last")))
    scope = namespace(prepared.api.schemas, prepared.chosen, runtime)
    read = runtime["_decode"].decoder(scope["Thing"])
    for member in of.members if isinstance(of, Union) else (of,):
        for text in SAMPLES.get(member, ()):
            value = read.decode(text.encode())
            if isinstance(member, Scalar) and member not in (TIME, DAY):
                assert value == json.loads(text)


SAMPLES = {
    STRING: ['"a"', '""'],
    INTEGER: ["5", "18446744073709551617"],
    NUMBER: ["1.5"],
    BOOLEAN: ["true"],
    NULL: ["null"],
    TIME: ['"2024-05-02T00:03:40Z"'],
    DAY: ['"2024-05-02"'],
    Named("A"): ['{"a": 1, "x": 2}', "{}"],
    Named("Tree"): ['["a", ["b"]]', '"a"'],
    Named("Rows"): ['[{"a": 1}]', "[]"],
    Named("Maybe"): ["null", '["a"]'],
    Named("Tagged"): ['{"k": "a"}', '{"k": "new", "x": []}'],
    Named("Chain"): ["null", '{"a": [null, {"b": []}]}'],
}
