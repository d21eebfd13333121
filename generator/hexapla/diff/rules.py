"""The rules as a table: what each is about, what its facts may do to a set, and what it means to generated code.

In: nothing. Out: the rows. What an edit means on the wire follows from its effect and from who sends; see `judge`.
"""

from __future__ import annotations

from typing import Final

from hexapla.diff.words import SCHEMA_RULES, Class, Effect
from hexapla.frozen import frozen


@frozen(kw_only=True)
class Rule:
    """A row.

    Attributes:
        effects: what facts of this rule may do to the set of what is sent.
        sdk: what it means to code that is written against a client; None where that is what it means on the wire.
        holds: the same, where code calls it what it called it before, or where all packages were compared and none of
            their symbols moved; None where that makes no difference.
        chosen: whether callers choose among what there is (G4): then losing one narrows, whoever sends it.
        docs: whether it is words for people only.
        why: a reason, in a few words.
    """

    id: str
    effects: tuple[Effect, ...]
    why: str
    sdk: Class | None = None
    holds: Class | None = None
    chosen: bool = False
    docs: bool = False


def _row(
    id_: str,
    effects: str,
    why: str,
    sdk: Class | None = None,
    *,
    holds: Class | None = None,
    chosen: bool = False,
    docs: bool = False,
) -> Rule:
    known: tuple[Effect, ...] = ("equal", "narrows", "widens", "both", "unknown")
    wanted = known if effects == "any" else tuple(effect for effect in known if effect in effects.split())
    return Rule(id=id_, effects=wanted, why=why, sdk=sdk, holds=holds, chosen=chosen, docs=docs)


_SDK_OF_SCHEMAS: Final[dict[str, Class]] = {
    "schema.property-removed": "breaking",
    "schema.property-renamed": "breaking",
}

_EFFECTS_OF_SCHEMAS: Final = {
    "schema.property-renamed": "both",
    "schema.read-write-only": "equal",
    "schema.unhandled": "equal unknown",
}
"""What facts of rules of schemas may do, where that is not anything."""

_ABOUT: Final[dict[str, str]] = {
    "schema.type": "the kinds of value",
    "schema.null": "whether null is a value",
    "schema.format": "how a text is read; some formats make another type of it in generated code",
    "schema.enum": "the values that are listed",
    "schema.const": "the only value there is",
    "schema.number-range": "the bounds of a number",
    "schema.multiple-of": "what a number is a multiple of",
    "schema.length": "how long a text is",
    "schema.pattern": "what a text looks like; two patterns cannot be ordered",
    "schema.items-count": "how many elements a list has",
    "schema.unique-items": "whether the elements of a list are all different",
    "schema.items": "the elements of a list",
    "schema.prefix-items": "the first elements of a list, each by its place",
    "schema.contains": "what some element of a list must be",
    "schema.property-added": "a property more",
    "schema.property-removed": "a property less; its attribute vanishes",
    "schema.property-renamed": "the same value under another key; its attribute is renamed",
    "schema.required": "whether a property is always there",
    "schema.read-write-only": "a property that is only received, or only sent: on the other side it comes or goes",
    "schema.additional-properties": "the values under keys that nobody named",
    "schema.properties-count": "how many keys an object has",
    "schema.key-rules": "which keys may stand in an object, alone and together",
    "schema.union": "the alternatives there are",
    "schema.discriminator": "the key and its values by which an alternative is known",
    "schema.conditional": "what holds under a condition",
    "schema.unhandled": "a keyword or a shape that cannot be ordered",
}
"""What each rule of schemas is about."""

_ROWS: Final = (
    _row("path.removed", "narrows", "an address less; its methods vanish"),
    _row("path.added", "widens", "an address more"),
    _row("path.renamed", "both", "the same operations under another template", "breaking", holds="non-breaking"),
    _row(
        "path.param-renamed", "equal", "the template means the same, the argument is renamed", "breaking", holds="none"
    ),
    _row("path.prefix-moved", "equal", "the server's address and the template give the same address"),
    _row("operation.removed", "narrows", "an operation less; its method vanishes"),
    _row("operation.added", "widens", "an operation more"),
    _row("operation.id-changed", "equal", "the name of the method is made of it", "breaking", holds="none"),
    _row("operation.id-added", "equal", "the name of the method was made of method and path", "breaking", holds="none"),
    _row(
        "operation.id-removed",
        "equal",
        "the name of the method is made of method and path now",
        "breaking",
        holds="none",
    ),
    _row("operation.tag-changed", "equal", "the group that the method stands in", "breaking", holds="docs-only"),
    _row("operation.deprecated", "equal", "a warning appears"),
    _row("operation.undeprecated", "equal", "a warning disappears"),
    _row("operation.sunset-shortened", "unknown", "a promise is withdrawn", "non-breaking"),
    _row("operation.sunset-extended", "equal", "a promise grows"),
    _row("operation.stability-lowered", "unknown", "a promise is withdrawn", "none"),
    _row("operation.stability-raised", "equal", "a promise grows", "none"),
    _row("operation.pagination-changed", "equal", "whether and how the method pages", "breaking"),
    _row("operation.page-size-changed", "equal", "how many rows a page has", "non-breaking"),
    _row("param.added-required", "narrows", "every call of before lacks it"),
    _row("param.added-optional", "narrows", "an argument with a default"),
    _row("param.removed", "widens", "the argument vanishes", "breaking"),
    _row("param.became-required", "narrows", "calls of before may lack it"),
    _row("param.became-optional", "widens", "it may be left out"),
    _row("param.moved", "both", "it stands elsewhere in the request", "breaking", holds="non-breaking"),
    _row("param.renamed", "both", "the same value under another name", "breaking", holds="non-breaking"),
    _row("param.style-changed", "both", "other bytes are sent", "non-breaking"),
    _row("param.explode-changed", "both", "other bytes are sent", "non-breaking"),
    _row("param.content-changed", "both", "other bytes are sent", "non-breaking"),
    _row("param.allow-reserved-changed", "unknown", "some values are written in another way", "non-breaking"),
    _row("param.allow-empty-changed", "unknown", "some values are written in another way", "non-breaking"),
    _row("param.default-changed", "equal", "what is left out means something else"),
    _row("param.deprecated", "equal", "a warning appears or disappears"),
    _row("param.order-changed", "equal", "arguments are passed by their names"),
    _row("body.added-required", "narrows", "calls of before lack it"),
    _row("body.added-optional", "narrows", "an argument with a default"),
    _row("body.removed", "widens", "the argument vanishes", "breaking"),
    _row("body.became-required", "narrows", "calls of before may lack it"),
    _row("body.became-optional", "widens", "it may be left out"),
    _row("body.media-added", "widens", "a media type more"),
    _row("body.media-removed", "narrows", "a media type less"),
    _row("body.schema-added", "narrows", "anything was sent before"),
    _row("body.schema-removed", "widens", "anything may be sent now; the arguments or the model vanish", "breaking"),
    _row("body.encoding-changed", "both", "other bytes of a part are sent", "non-breaking"),
    _row("body.json-patch-changed", "equal", "how the method takes its changes", "breaking"),
    _row("response.success-removed", "narrows", "an outcome that was promised is gone"),
    _row("response.success-added", "widens", "callers of before do not know this outcome", "breaking"),
    _row("response.error-added", "widens", "calls may fail in ways that nobody listed"),
    _row("response.error-removed", "narrows", "calls may fail in ways that nobody listed"),
    _row("response.default-added", "widens", "what is not listed has a shape now", "possible"),
    _row("response.default-removed", "narrows", "what is not listed has no shape any more", "possible"),
    _row("response.status-generalised", "unknown", "more statuses may come", "non-breaking"),
    _row("response.status-specialised", "narrows", "fewer statuses come", "non-breaking"),
    _row("response.media-added", "widens", "what is asked for by default may be another", "possible", chosen=True),
    _row("response.media-removed", "narrows", "it can be asked for no longer", chosen=True),
    _row("response.body-added", "narrows", "the method returned nothing", "breaking"),
    _row("response.body-removed", "widens", "the method returns nothing"),
    _row("response.stream-changed", "both", "the answer is read in another way"),
    _row("response.reason-added", "equal", "a documented text more", "non-breaking", docs=True),
    _row("response.reason-removed", "equal", "a name that code compares with is gone", "breaking", docs=True),
    _row("response.reason-text-changed", "equal", "the text by which a refusal is known", "possible", docs=True),
    _row("header.removed", "widens", "callers rely on it"),
    _row("header.became-optional", "widens", "it may be missing"),
    _row("header.added", "narrows", "a header more"),
    _row("header.became-required", "narrows", "it is always there"),
    _row("header.deprecated", "equal", "a warning appears or disappears"),
    _row("security.required", "narrows", "calls without credentials fail"),
    _row("security.lifted", "widens", "calls need no credentials"),
    _row("security.alternative-added", "widens", "another way to prove who calls", chosen=True),
    _row("security.alternative-removed", "narrows", "a way less to prove who calls", chosen=True),
    _row("security.combined", "narrows", "more to send"),
    _row("security.uncombined", "widens", "less to send"),
    _row("security.scope-added", "narrows", "tokens of before lack it", "non-breaking"),
    _row("security.scope-removed", "widens", "tokens need it no longer", "non-breaking"),
    _row("scheme.changed", "both", "other bytes, other arguments"),
    _row("scheme.flow-changed", "unknown", "the old way to a token may fail", "non-breaking"),
    _row("scheme.renamed", "equal", "it means the same; the argument's name may change", "breaking", holds="none"),
    _row("scheme.credentials-changed", "equal", "the arguments of the client", "breaking"),
    _row("scheme.added", "widens", "it can be asked for"),
    _row("scheme.removed", "equal", "nobody asks for it any more", "breaking"),
    _row("server.changed", "unknown", "the default differs; who sets it is not affected", chosen=True),
    _row("server.removed", "unknown", "the default may differ; who sets it is not affected", chosen=True),
    _row("server.added", "widens", "an address more", chosen=True),
    _row("server.variable-narrowed", "narrows", "a value is accepted no longer", chosen=True),
    _row("server.variable-widened", "widens", "a value more is accepted", chosen=True),
    _row("webhook.removed", "narrows", "deliveries that are expected stop", chosen=True),
    _row("webhook.added", "widens", "something more to subscribe to", chosen=True),
    _row("callback.removed", "narrows", "deliveries that are expected stop", chosen=True),
    _row("callback.added", "widens", "something more to subscribe to", chosen=True),
    _row("sdk.name-changed", "equal", "what code calls it", "breaking", holds="none"),
    _row("sdk.model-renamed", "equal", "what code calls a model", "breaking"),
    _row("sdk.model-removed", "equal", "a model less", "breaking"),
    _row("sdk.model-added", "equal", "a model more", "non-breaking"),
    _row("sdk.signature-changed", "equal", "what code gives, and how", "breaking"),
    _row("sdk.return-changed", "equal", "what code gets", "breaking"),
    _row("sdk.field-changed", "equal", "what code reads and sets", "breaking"),
    _row("sdk.exception-changed", "equal", "what code catches, and compares with", "breaking"),
    _row("api.quota-changed", "equal", "what the client reads of what remains", "possible"),
    _row("schema.default", "equal", "what is left out means something else"),
    _row("schema.deprecated", "equal", "a warning appears or disappears"),
    _row("docs.text", "equal", "words for people", docs=True),
    _row("docs.extension", "equal", "an extension that nothing here acts on", docs=True),
    _row("info.version", "equal", "see the bump", docs=True),
)

RULES: Final[dict[str, Rule]] = {
    **{one.id: one for one in _ROWS},
    **{
        id_: _row(
            *(id_, _EFFECTS_OF_SCHEMAS.get(id_, "any"), _ABOUT[id_], _SDK_OF_SCHEMAS.get(id_)),
            holds="non-breaking" if id_ == "schema.property-renamed" else None,
            docs=id_ == "schema.format",
        )
        for id_ in SCHEMA_RULES
    },
}
"""The rows by id. Rules of generated code alone (`sdk.model-...`) need plans, and are told elsewhere."""
