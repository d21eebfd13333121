"""Words of a description and values of JSON as people read them: on one line, short, and harmless in a terminal.

In: texts and values from anywhere. Out: text. What stands between backticks (`code`) has none inside: they are escaped,
as are control characters, marks that turn the direction of writing, and line ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from hexapla.finding import printable
from hexapla.model import JSON

LONGEST: Final = 80
"""Characters of a value that are shown."""

MANY: Final = 6
"""Values of a list that are shown."""


_COMMAND: Final = re.compile(r"(?<!\S)::|##(?=\[)")
"""What a GitHub runner takes for a command, in any line that a program prints: `::` in front, `##[` anywhere."""


def clean(text: str) -> str:
    """Return a text on one line, with what acts on a terminal or on a runner escaped."""
    shown = printable(text).replace("\t", "\\t")
    return _COMMAND.sub(lambda found: f"\\x{ord(found[0][0]):x}{found[0][1:]}", shown)


def short(text: str, most: int = LONGEST) -> str:
    """Return a text cut in its middle."""
    if len(text) <= most:
        return text
    head = (most - 1) // 2
    return f"{text[:head]}…{text[len(text) - (most - 1 - head) :]}"


def plain(text: str, most: int = LONGEST) -> str:
    """Return a word of a description as it is shown without backticks around it."""
    return short(clean(text), most).replace("`", "\\u0060")


def code(text: str, most: int = LONGEST) -> str:
    """Return a word of a description between backticks."""
    return f"`{plain(text, most)}`"


def token(text: str) -> str:
    """Return a word that is one of a few by rights, and stands between backticks where it is none of them."""
    is_plain = text.isascii() and text.replace("-", "").isalnum() and len(text) < 24
    return text if is_plain else code(text)


def as_json(value: JSON) -> str:
    """Return a value as JSON spells it."""
    return json.dumps(value, ensure_ascii=False)


def said(value: JSON) -> str:
    """Return what a fact says: a text as it is, all else as JSON."""
    return value if isinstance(value, str) else as_json(value)


def data(value: JSON) -> str:
    """Return a value that callers send or receive, as JSON between backticks."""
    return code(as_json(value))


def word(value: JSON) -> str:
    """Return what a fact says between backticks."""
    return code(said(value))


def either(values: Iterable[str], last: str = "or") -> str:
    """Return a list in words: ``a, b or c``; of many the first."""
    found = list(values)
    if len(found) > MANY:
        found = [*found[: MANY - 1], f"{len(found) - MANY + 1} more"]
        last = "and"
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} {last} {found[-1]}" if found else "nothing"


def items(value: JSON) -> list[JSON]:
    """Return a list, or a value as the only one of a list."""
    return value if isinstance(value, list) else [value]


def members(value: JSON) -> dict[str, JSON]:
    """Return the members of an object; none of what is no object."""
    return value if isinstance(value, dict) else {}


def now(before: JSON, after: JSON) -> str:
    """Return how a value changed: ``is `b` now, was `a` ``."""
    if before is None:
        return f"is {word(after)} now"
    if after is None:
        return f"is no longer {word(before)}"
    return f"is {word(after)} now, was {word(before)}"


def differences(before: JSON, after: JSON, words: Mapping[str, str] | None = None) -> str:
    """Return the members that two objects do not share: ``name `b`, was `a`; type gone``.

    Args:
        before: the object that was.
        after: the object that is.
        words: what people call the members, where that is something else.
    """
    old, new = members(before), members(after)
    found: list[str] = []
    for name in {**old, **new}:
        called = (words or {}).get(name) or token(name)
        if name not in new:
            found.append(f"{called} no longer {word(old[name])}")
        elif name not in old:
            found.append(f"{called} {word(new[name])}")
        elif as_json(old[name]) != as_json(new[name]):
            found.append(f"{called} {word(new[name])}, was {word(old[name])}")
    return "; ".join(found) or "in another order"


def listed(value: JSON) -> str:
    """Return values that callers send or receive, each between backticks."""
    return either(map(data, items(value)))


def names(value: JSON, last: str = "and") -> str:
    """Return words of a description, each between backticks."""
    return either(map(word, items(value)), last)


_WRAPPED: Final = ("param.default-changed", "schema.default")
_VALUES: Final = ("schema.enum", "schema.const", "server.variable-narrowed", "server.variable-widened")
_KEYWORDS: Final = ("schema.additional-properties", "schema.key-rules", "schema.conditional", "schema.items")
_SECURITY: Final = ("security.required", "security.lifted")
_DATA: Final = ("docs.extension", "schema.unhandled", "schema.const")
_YES: Final = {
    "required": ("optional", "required"),
    "optional": ("optional", "required"),
    "deprecated": ("in use", "deprecated"),
    "null": ("not null", "null"),
    "unique-items": ("equal elements", "elements that differ"),
    "explode": ("once for all", "once for each"),
    "": ("no", "yes"),
}
"""What is said of what is not, and of what is, by the end of a rule's name."""


def values(before: JSON, after: JSON, rule: str) -> tuple[str, str]:
    """Return what was and what is, short, where the two differ; empty for nothing."""
    first, second = ("" if one is None else _value(one, rule) for one in (before, after))
    alike = (number for number, (a, b) in enumerate(zip(first, second, strict=False)) if a != b)
    same = next(alike, min(len(first), len(second)))
    start = same - LONGEST // 4 if max(len(first), len(second)) > LONGEST and first and second else 0
    return plain(_from(first, start)), plain(_from(second, start))


def _from(text: str, start: int) -> str:
    """Return a text without its beginning; what is behind the part that can be shown goes too."""
    if start <= 0:
        return text
    return f"…{text[start : start + LONGEST - 2]}{'…' if len(text) > start + LONGEST - 2 else ''}"


def _value(of: JSON, rule: str) -> str:
    if isinstance(of, bool) and rule not in _DATA and rule not in _KEYWORDS:
        return next(words[of] for end, words in _YES.items() if rule.removesuffix("-changed").endswith(end))
    if rule in _WRAPPED and isinstance(of, list) and len(of) == 1:
        return as_json(of[0])
    if rule in _VALUES and isinstance(of, list):
        return ", ".join(map(as_json, of))
    if rule in _SECURITY and isinstance(of, list):
        return " or ".join(" and ".join(map(said, items(one))) or "nothing" for one in of)
    if rule == "docs.text" and isinstance(of, str):
        return " ".join(of.split())
    if rule not in _DATA and isinstance(of, dict) and isinstance(of.get("required"), bool):
        rest = [said(one) for name, one in of.items() if name not in ("required", "deprecated", "default")]
        return f"{' '.join(rest)}, {'required' if of['required'] else 'optional'}"
    if rule not in _DATA and isinstance(of, list) and all(isinstance(one, str) for one in of):
        return ", ".join(map(said, of))
    if rule not in _DATA and isinstance(of, dict) and not any(isinstance(one, dict | list) for one in of.values()):
        return ", ".join(f"{name} {said(one)}" for name, one in of.items())
    return as_json(of) if rule in _DATA else said(of)


def joined(parts: Sequence[str]) -> str:
    """Return phrases as one: ``a and b``."""
    return either(parts, "and")
