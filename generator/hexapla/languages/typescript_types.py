"""TypeScript: types as text, the shapes by which the runtime reads values, and where the names in both come from.

Types are gone when code runs, so each type has a second text: a shape, an expression of `internal/shapes.ts`. Names of
models are bare in modules of models, and stand behind `models.` elsewhere: so no model hides a name of a client.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from hexapla.frozen import frozen, replace
from hexapla.languages.typescript import key, string
from hexapla.model import Alias, Any, Array, Map, Named, Nullable, Scalar, ScalarKind, Tuple, Type, Union
from hexapla.plan import AliasText, SchemaNames, TypeText, Uses
from hexapla.plan.circles import names_of

MODELS: Final = "models"
"""What the models are called outside of their own modules."""

OPEN: Final = "{ [name: string]: "
CLOSE: Final = " }"
"""What stands around the type of the members of an object that is written out."""

_SCALARS: Final[dict[ScalarKind, str]] = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}
_TIMES: Final = ("date", "date-time")
_BIG: Final = ("int64", "uint64")


@frozen
class Spelling:
    """How types are written in one place.

    Attributes:
        prefix: what stands before the name of a model.
        readonly: whether lists and maps are only read: what is given to a method is not changed.
        any: the word for any value.
        later: schemas that are defined further down: an object of what names them is written out, since the short
            form would have the compiler look at them at once.
    """

    prefix: str
    readonly: bool
    any: str = "unknown"
    later: frozenset[str] = frozenset()


ATTRIBUTE: Final = Spelling("", readonly=False)
RESULT: Final = Spelling(f"{MODELS}.", readonly=False)
ARGUMENT: Final = Spelling(f"{MODELS}.", readonly=True)


def shape_name(model: str) -> str:
    """Return the name of a model's shape: no type begins with a small letter."""
    return f"shapeOf{model}"


def type_text(of: Type, names: SchemaNames, spelling: Spelling) -> TypeText:
    """Return a type as text, its shape, and the names that both take from elsewhere."""
    match of:
        case Scalar():
            return _scalar(of, spelling)
        case Array(item=item):
            # The compiler looks at the elements of a list, and of a tuple, later than at the list.
            inner = type_text(item, names, replace(spelling, later=frozenset()))
            return TypeText(
                array(inner.text, readonly=spelling.readonly), inner.uses, f'{{ kind: "array", of: {inner.shape} }}'
            )
        case Tuple(items=items, more=more):
            return _tuple(items, more, names, replace(spelling, later=frozenset()))
        case Map(value=inner_type):
            inner = type_text(inner_type, names, spelling)
            is_later = bool(spelling.later & set(names_of(inner_type)))
            text = f"{OPEN}{inner.text}{CLOSE}" if is_later else mapping(inner.text, readonly=spelling.readonly)
            return TypeText(text, inner.uses, f'{{ kind: "map", of: {inner.shape} }}')
        case Named(name=name):
            known = names[name]
            shape = shape_name(known.name)
            home = f"../models/{known.module}.js"
            return TypeText(
                f"{spelling.prefix}{known.name}",
                frozenset({("../models/index.js", MODELS) if spelling.prefix else (home, known.name), (home, shape)}),
                f"() => {shape}",
            )
        case Nullable(of=inner_type):
            inner = type_text(inner_type, names, spelling)
            return TypeText(union([inner.text, "null"]), inner.uses, f'{{ kind: "nullable", of: {inner.shape} }}')
        case Union():
            return _union(of, names, spelling)
        case Any():
            return TypeText(spelling.any, shape='"any"')
        case _:
            assert_never(of)


def _scalar(of: Scalar, spelling: Spelling) -> TypeText:
    shape = f'"{of.kind}"'
    if of.kind == "string" and of.format in _TIMES:
        return TypeText(
            "Date | string" if spelling.readonly and of.format == "date-time" else "string", shape=f'"{of.format}"'
        )
    if of.kind == "integer" and (spelling.readonly or of.format in _BIG):
        return TypeText("number | bigint", shape=shape)
    return TypeText(_SCALARS[of.kind], shape=shape)


def _tuple(items: Sequence[Type], more: Type | None, names: SchemaNames, spelling: Spelling) -> TypeText:
    inner = [type_text(item, names, spelling) for item in items]
    uses: Uses = frozenset().union(*(one.uses for one in inner))
    shapes = ", ".join(one.shape for one in inner)
    texts, shape = [one.text for one in inner], f'{{ kind: "tuple", of: [{shapes}] }}'
    if more is not None:
        rest = type_text(more, names, spelling)
        # The first elements may be missing, and the runtime has no shape of such a list but that of its elements.
        texts, uses = [*(f"({text})?" for text in texts), f"...{array(rest.text)}"], uses | rest.uses
        shapes = ", ".join([*(one.shape for one in inner), rest.shape])
        shape = f'{{ kind: "array", of: {{ kind: "union", of: [{shapes}] }} }}'
    text = f"[{', '.join(texts)}]"
    return TypeText(f"readonly {text}" if spelling.readonly else text, uses, shape)


def _union(of: Union, names: SchemaNames, spelling: Spelling) -> TypeText:
    inner = [type_text(one, names, spelling) for one in of.members]
    uses: Uses = frozenset().union(*(one.uses for one in inner))
    shape = f'kind: "union", of: [{", ".join(one.shape for one in inner)}]'
    if of.discriminator is not None:
        tags = {wire: type_text(Named(name), names, spelling) for wire, name in of.discriminator.mapping}
        uses |= frozenset().union(*(one.uses for one in tags.values()))
        rows = ", ".join(f"{key(wire)}: {one.shape}" for wire, one in tags.items())
        shape += f", tag: {string(of.discriminator.property)}, tags: {{ {rows} }}"
        inner = [*inner, *tags.values()]
    text = union([one.text for one in inner])
    # An enumeration is open: beside any text it says nothing.
    covered = {f"{spelling.prefix}{one.name}" for one in names.values() if one.text_type in parts(text)}
    text = union(part for part in parts(text) if part not in covered)
    if text == "unknown":
        uses = frozenset(use for use in uses if use[1].startswith(shape_name("")))
    return TypeText(text, uses, f"{{ {shape} }}")


def parts(text: str) -> list[str]:
    """Cut a union into its parts; what stands in brackets or in quotes is one of them."""
    return cut(text, "|")


def cut(text: str, sign: str = ",") -> list[str]:
    """Cut a text at a sign that stands neither in brackets nor in quotes."""
    found, depth, quoted, escaped = [""], 0, False, False
    for c in text:
        if quoted:
            quoted, escaped = escaped or c != '"', not escaped and c == "\\"
        elif c == '"':
            quoted = True
        elif c == sign and depth == 0:
            found[-1] = found[-1].rstrip()
            found.append("")
            continue
        else:
            depth += (c in "([{<") - (c in ")]}>")
        found[-1] += c if found[-1] or c != " " else ""
    return found


def union(texts: Iterable[str]) -> str:
    """Return a union, each part once and `null` and `undefined` last; what nobody knows takes everything."""
    found = dict.fromkeys(part for text in texts for part in parts(text))
    if "unknown" in found:
        return "unknown"
    last = [word for word in ("null", "undefined") if word in found]
    return " | ".join([*(part for part in found if part not in last), *last])


def array(text: str, *, readonly: bool = False) -> str:
    """Return a list of elements."""
    inner = f"({text})" if len(parts(text)) > 1 or text.startswith("readonly ") else text
    return f"readonly {inner}[]" if readonly else f"{inner}[]"


def mapping(text: str, *, readonly: bool = False) -> str:
    """Return an object whose keys are data."""
    return f"Readonly<Record<string, {text}>>" if readonly else f"Record<string, {text}>"


def alias_text(schema: Alias, names: SchemaNames, later: frozenset[str]) -> AliasText:
    """Return an alias as text, with its shape; `later` are schemas of its module that are defined further down."""
    whole = type_text(schema.type, names, replace(ATTRIBUTE, later=later))
    return AliasText(whole.text, whole.uses, shape=whole.shape)
