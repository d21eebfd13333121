"""The types that pages print, as schemas; and what prose narrows them to.

In: the word of a type, a name, a description. Out: a schema, and the word that `docs check` has for it: where that is
not the word of the page, the schema is a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hexapla.docs.emit import Data
from hexapla.docs.words import NULL

SchemaData = dict[str, Data]

_ARRAY: Final = re.compile(r"array(?: of (.+))?|(.+)\[\]", re.IGNORECASE | re.DOTALL)
_DEPTH: Final = 8
_KINDS: Final = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "object": "object",
    "any": "any",
    "text": "string",
    "str": "string",
    "int": "integer",
    "int32": "integer",
    "int64": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "bool": "boolean",
    "date": "date",
    "datetime": "date-time",
    "date-time": "date-time",
    "timestamp": "date-time",
    "map": "object",
    "json": "any",
}
_MOMENTS: Final = ("date", "date-time")


@dataclass(frozen=True, slots=True)
class Printed:
    """A type as a page prints it: so many lists of a kind; `any` is the kind of what nobody knows."""

    kind: str
    lists: int = 0
    form: str | None = None

    @property
    def word(self) -> str:
        """The word that `docs check` has for it."""
        word = self.kind
        for _ in range(self.lists):
            word = "array" if word == "any" else f"Array of {word}"
        return word

    def schema(self, of: SchemaData | None = None) -> SchemaData:
        """Return the schema; `of` is the innermost one, where more is known of it."""
        made: SchemaData = dict(of) if of is not None else scalar(self)
        for _ in range(self.lists):
            made = {"type": "array", "items": made} if made else {"type": "array"}
        return made


def scalar(printed: Printed) -> SchemaData:
    """Return the schema of the kind alone."""
    if printed.kind == "any":
        return {}
    return {"type": printed.kind, **({"format": printed.form} if printed.form else {})}


def read_type(text: str) -> Printed:
    """Return what the word of a type means."""
    lists, rest = 0, " ".join(text.split())
    while lists < _DEPTH and (found := _ARRAY.fullmatch(rest)):
        lists, rest = lists + 1, found[1] or found[2] or "any"
    kind = _KINDS.get(rest.lower(), "any")
    return Printed("string", lists, kind) if kind in _MOMENTS else Printed(kind, lists)


def nullable(schema: SchemaData) -> SchemaData:
    """Return a schema that null is valid against as well."""
    if "$ref" in schema:
        return {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}]}
    if "type" not in schema:
        return schema
    made = {**schema, "type": [schema["type"], "null"]}
    values = schema.get("enum")
    return {**made, "enum": [*values, None]} if isinstance(values, list) else made


def stated(text: str, null: bool) -> str:
    """Return what a page says of a type, as `docs check` holds it."""
    return text + (NULL if null else "")


# -- prose -------------------------------------------------------------------------------------------------------------

_NUMBER: Final = r"(-?\d{1,12}(?:\.\d{1,6})?)(?![\w%.]*\w)"
_QUOTED: Final = r"\"[^\"\s]{1,40}\"|'[^'\s]{1,40}'|`[^`\s]{1,40}`"
_CHOICE: Final = re.compile(
    rf"(?:can be|must be|may be|one of|either|values?(?: are)?|options?(?: are)?)[:\s]+(?:one of[:\s]+)?(?:either\s+)?"
    rf"((?:{_QUOTED})(?:(?:\s*[,|/]\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+)(?:{_QUOTED}))+)",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"(?:can be|one of|values are|options are)(?: one of)?:?\s+"
    r"([\w-]{1,40}(?:\s*[,|]\s*(?:or\s+)?[\w-]{1,40})+(?:,?\s+or\s+[\w-]{1,40})?)\s*(?:[.;)]|$)",
    re.IGNORECASE,
)
_BARS: Final = re.compile(r"\(([\w-]{1,40}(?:\|[\w-]{1,40})+)\)")
_DEFAULT: Final = re.compile(
    rf"\bdefaults?(?:\s+(?:is|to|value is|value))?\s*[:=]?\s*(?:({_QUOTED})|{_NUMBER}|\b(true|false)\b)", re.IGNORECASE
)
_MAXIMUM: Final = re.compile(
    rf"(?:\bmaximum|\bmax\.?|cannot exceed|must not exceed|at most|no more than)(?:\s+(?:is|of|value|length))*"
    rf"\s*[:=]?\s*{_NUMBER}(\s+char)?",
    re.IGNORECASE,
)
_MINIMUM: Final = re.compile(
    rf"(?:\bminimum|\bmin\.?|at least|no less than)(?:\s+(?:is|of|value|length))*\s*[:=]?\s*{_NUMBER}(\s+char)?",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    rf"(?:between|in the range|ranges? from)\s+{_NUMBER}\s+(?:and|to)\s+{_NUMBER}", re.IGNORECASE
)
_DAY: Final = re.compile(r"YYYY-MM-DD(?!\s*T|\s*HH)", re.IGNORECASE)
_MOMENT: Final = re.compile(r"RFC ?3339|ISO ?8601|YYYY-MM-DD\s*T", re.IGNORECASE)
_DAY_NAME: Final = re.compile(r"(?:.*_)?(?:date|day|birthday)|(?:start|end)Date")
_MOMENT_NAME: Final = re.compile(r"(?:.*_)?(?:at|timestamp|datetime|last_updated|last_modified)|[a-z]+(?:At|Timestamp)")


def form_of(name: str, description: str) -> tuple[str, bool] | None:
    """Return the format of a text that is a date or a moment, and whether that is only a guess."""
    description = " ".join(description.split())
    if _MOMENT.search(description):
        return "date-time", False
    if _DAY.search(description):
        return "date", False
    if _MOMENT_NAME.fullmatch(name):
        return "date-time", True
    return ("date", True) if _DAY_NAME.fullmatch(name) else None


def narrowed(kind: str, description: str) -> SchemaData:
    """Return what the words of a description add to a kind: values, a default, a range."""
    description = " ".join(description.split())  # so that no run of blanks makes a pattern slow
    found: SchemaData = {}
    values = _values(kind, description)
    if values:
        found["enum"] = [*values]
    if kind in ("integer", "number", "string") and not values:
        found |= _range(kind, description)
    default = _DEFAULT.search(description)
    value = _value(kind, default[1][1:-1] if default[1] else default[2] or default[3]) if default else None
    if value is not None and _fits(value, found):
        found["default"] = value
    return found


def _values(kind: str, description: str) -> list[str | int]:
    choice, listed = _CHOICE.search(description), _LISTED.search(description) or _BARS.search(description)
    texts: list[str] = []
    if choice:
        texts = [text[1:-1] for text in re.findall(_QUOTED, choice[1])]
    elif listed:
        texts = [text for text in re.findall(r"[\w-]+", listed[1]) if text.lower() not in ("or", "and")]
    if len(set(texts)) < 2:
        return []
    if kind == "string":
        return list(dict.fromkeys(texts))
    if kind == "integer" and all(re.fullmatch(r"-?\d{1,12}", text, re.ASCII) for text in texts):
        return list(dict.fromkeys(int(text) for text in texts))
    return []


def _range(kind: str, description: str) -> SchemaData:
    between = _BETWEEN.search(description)
    low, high = _MINIMUM.search(description), _MAXIMUM.search(description)
    if kind == "string":
        lengths = {
            name: int(float(match[1]))
            for name, match in (("minLength", low), ("maxLength", high))
            if match and match[2]
        }
        return {**lengths} if _rising(*lengths.values()) else {}
    least = between[1] if between else low[1] if low and not low[2] else None
    most = between[2] if between else high[1] if high and not high[2] else None
    limits = {
        name: number
        for name, text in (("minimum", least), ("maximum", most))
        if text is not None and (number := _value(kind, text)) is not None
    }
    return {**limits} if _rising(*(float(str(limit)) for limit in limits.values())) else {}


def _rising(low: float = 0, high: float | None = None) -> bool:
    return high is None or low <= high


def _value(kind: str, text: str | None) -> str | int | bool | None:
    """Return a value of a kind, None where the text is none; numbers with a fraction are left to people."""
    if text is None:
        return None
    match kind:
        case "string":
            return text
        case "integer" | "number" if re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
            return int(text)
        case "boolean" if text.lower() in ("true", "false"):
            return text.lower() == "true"
        case _:
            return None


def _fits(value: str | int | bool, schema: SchemaData) -> bool:
    """Say whether a default is valid against what else was found."""
    values = schema.get("enum")
    if isinstance(values, list):
        return value in values
    if isinstance(value, bool):
        return True
    size = len(value) if isinstance(value, str) else value
    limits = [
        schema.get(name) for name in (("minLength", "maxLength") if isinstance(value, str) else ("minimum", "maximum"))
    ]
    low, high = limits
    return (not isinstance(low, int) or low <= size) and (not isinstance(high, int) or size <= high)
