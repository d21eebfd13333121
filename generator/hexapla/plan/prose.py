"""What a client's documentation says about a property, a parameter or an operation, in plain sentences.

Composed of what the spec states: description, bounds, allowed values, defaults, marks. The style lays it out.
"""

from __future__ import annotations

from typing import Final

from hexapla.model import (
    Api,
    Array,
    Constraints,
    Enumeration,
    Map,
    Nullable,
    Operation,
    Parameter,
    Property,
    Response,
    Scalar,
    Schema,
    Type,
)
from hexapla.plan.style import Style
from hexapla.plan.variants import successes

_FORMAT_WORDS: Final = {"email": "An e-mail address.", "uri": "A URL.", "uri-reference": "A URL or a part of one."}


def describe(of: Property | Parameter, style: Style) -> str:
    """Return the description of a property or a parameter, with its bounds, default and marks."""
    sentences = [sentence(of.description), *_always(of.type, style), *_bounds(of.type)]
    if of.default is not None:
        sentences.append(f"Default: {style.value(of.default.value)}.")
    if of.deprecated:
        sentences.append("Deprecated.")
    if of.internal:
        sentences.append("For the API's own use.")
    if of.documented is not None and of.documented.unknown:
        sentences.append("Documented so; not confirmed.")
    return " ".join(s for s in sentences if s) or "Not described by the documentation."


def sentence(text: str) -> str:
    """Return the text ended by a full stop, if it is not ended already."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:" else f"{text}."


def _always(of: Type, style: Style) -> list[str]:
    """Return what a value always is."""
    inner = of.of if isinstance(of, Nullable) else of
    if not isinstance(inner, Scalar) or inner.const is None:
        return []
    return [f"Always `{style.value(inner.const.value)}`{f' or {style.value(None)}' if inner is not of else ''}."]


def _bounds(of: Type) -> list[str]:
    match of:
        case Nullable(of=inner):
            return _bounds(inner)
        case Scalar(constraints=bounds, format=format_):
            return [_FORMAT_WORDS.get(format_ or "", ""), *_limits(bounds)]
        case Array(constraints=bounds, item=item):
            return [*_limits(bounds), *_bounds(item)]
        case Map(value=value):
            return _bounds(value)
        case _:
            return []


def _limits(bounds: Constraints) -> list[str]:
    rows: tuple[tuple[str, object | None], ...] = (
        ("At least", bounds.minimum),
        ("At most", bounds.maximum),
        ("More than", bounds.exclusive_minimum),
        ("Less than", bounds.exclusive_maximum),
        ("A multiple of", bounds.multiple_of),
    )
    said = [f"{word} {limit}." for word, limit in rows if limit is not None]
    lengths = (
        ("At least", bounds.min_length, "character"),
        ("At most", bounds.max_length, "character"),
        ("At least", bounds.min_items, "element"),
        ("At most", bounds.max_items, "element"),
    )
    said += [f"{word} {limit} {unit}{'' if limit == 1 else 's'}." for word, limit, unit in lengths if limit is not None]
    if bounds.pattern is not None:
        said.append(f"Must match `{bounds.pattern}`.")
    return said


def values_of(schema: Enumeration, style: Style) -> str:
    """Return the allowed values as a sentence."""
    return f"One of {', '.join(style.value(v.value) for v in schema.values)}."


def schema_text(schema: Schema) -> str:
    """Return the description of a schema."""
    said = sentence(schema.description) or f"Schema {schema.name}."
    return f"{said} Deprecated." if schema.deprecated else said


def errors_of(operation: Operation) -> tuple[tuple[str, str], ...]:
    """Return the documented statuses of refused calls, and what they mean."""
    good = [response.status for response in successes(operation)]
    return tuple(
        (response.status, _refusal(response)) for response in operation.responses if response.status not in good
    )


def _refusal(response: Response) -> str:
    said = sentence(response.description)
    if not response.messages:
        return said
    reasons = ", ".join(f"`{message.reason}`" for message in response.messages)
    word = "Reason" if len(response.messages) == 1 else "Reasons"
    return f"{said} {word}: {reasons}."


def page_of(operation: Operation) -> str:
    """Return the documentation page and the heading on it."""
    if operation.docs is None:
        return ""
    heading = f" ({operation.docs.description})" if operation.docs.description else ""
    return f"{operation.docs.url}{heading}"


def pages_of(api: Api) -> tuple[str, ...]:
    """Return every documentation page the operations name, in order, each once."""
    return tuple(dict.fromkeys(o.docs.url for o in api.operations if o.docs is not None))
