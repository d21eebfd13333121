"""The rows above schemas as edits: what is told on the way there and on the way back.

Expected classes are those of the study's tables (research/diff.md), wire then sdk: B breaking, P possible,
S non-breaking, D words only, - nothing.
"""

from __future__ import annotations

from typing import Final

from tests.diff.apis import I, S, answer, body, get
from tests.diff.review_edits import (
    Row,
    another_scheme,
    asks,
    called_back,
    dropped,
    flows,
    form,
    headed,
    hook,
    listed,
    more_methods,
    moved,
    ordered,
    paged,
    parameter,
    patched,
    path_id,
    posting,
    prefixed,
    reading,
    refused,
    renamed_id,
    response,
    root,
    same,
    scheme,
    scheme_renamed,
    server,
    statuses,
    unnamed,
    unpaged,
)
from tests.diff.review_rows_of_models import MODELS

ONE: Final = {"requestBody": body({"type": "object", "properties": {"a": S}})}
TWO: Final = {"requestBody": body({"type": "object", "properties": {"a": S, "b": S}, "required": ["b"]})}
OPERATIONS: Final[list[Row]] = [
    ("path", same, dropped("/pets", "post"), "path.removed B B", "path.added S S"),
    ("method", more_methods, same, "operation.removed B B", "operation.added S S"),
    ("template", same, moved("/pets", "/animals"), "path.renamed B S", "path.renamed B S"),
    ("path parameter", same, renamed_id, "path.param-renamed - B", "path.param-renamed - B"),
    (
        *("path parameter that holds", path_id(**{"x-name": "pet"})),
        lambda doc: (path_id(**{"x-name": "pet"})(doc), renamed_id(doc))[0],
        *("path.param-renamed - -", "path.param-renamed - -"),
    ),
    (
        "prefix",
        same,
        prefixed,
        "path.prefix-moved - -\npath.prefix-moved - -",
        "path.prefix-moved - -\npath.prefix-moved - -",
    ),
    ("id", same, reading(operationId="pets.read"), "operation.id-changed - B", "operation.id-changed - B"),
    ("no id", same, unnamed, "operation.id-removed - B", "operation.id-added - B"),
    ("tag", same, reading(tags=["zoo"]), "operation.tag-changed - B", "operation.tag-changed - B"),
    ("deprecated", same, reading(deprecated=True), "operation.deprecated S S", "operation.undeprecated S S"),
    (
        *("sunset", reading(**{"x-sunset": "2027-01-01"}), reading(**{"x-sunset": "2026-01-01"})),
        *("operation.sunset-shortened P S", "operation.sunset-extended S S"),
    ),
    (
        *("stability", same, reading(**{"x-stability-level": "beta"})),
        *("operation.stability-lowered P -", "operation.stability-raised S -"),
    ),
    ("paging", unpaged, paged(), "operation.pagination-changed - B", "operation.pagination-changed - B"),
    ("page size", paged(), paged(default=20), "operation.page-size-changed - S", "operation.page-size-changed - S"),
]
PARAMETERS: Final[list[Row]] = [
    ("required", same, parameter(required=True), "param.added-required B B", "param.removed P B"),
    ("optional", same, parameter(), "param.added-optional S S", "param.removed P B"),
    ("now required", parameter(), parameter(required=True), "param.became-required B B", "param.became-optional S S"),
    ("moved", parameter(), parameter("q", "header"), "param.moved B S", "param.moved B S"),
    ("renamed", parameter("first_name"), parameter("firstName"), "param.renamed B B", "param.renamed B B"),
    (
        *("renamed but not to callers", parameter("a", **{"x-name": "c"}), parameter("b", **{"x-name": "c"})),
        *("param.renamed B S", "param.renamed B S"),
    ),
    ("x-name", parameter(), parameter(**{"x-name": "c"}), "sdk.name-changed - B", "sdk.name-changed - B"),
    (
        *("style", listed(style="pipeDelimited", explode=False), listed(style="spaceDelimited", explode=False)),
        *("param.style-changed B S", "param.style-changed B S"),
    ),
    ("explode", listed(), listed(explode=False), "param.explode-changed B S", "param.explode-changed B S"),
    (
        *("content", parameter(), parameter(content={"application/json": {"schema": S}})),
        *("param.content-changed B S", "param.content-changed B S"),
    ),
    (
        *("reserved", parameter(), parameter(allowReserved=True)),
        *("param.allow-reserved-changed P S", "param.allow-reserved-changed P S"),
    ),
    (
        *("empty", parameter(), parameter(allowEmptyValue=True)),
        *("param.allow-empty-changed P S", "param.allow-empty-changed P S"),
    ),
    (
        *("default", parameter(schema={**I, "default": 1}), parameter(schema={**I, "default": 2})),
        *("param.default-changed P S", "param.default-changed P S"),
    ),
    ("deprecated", parameter(), parameter(deprecated=True), "param.deprecated S S", "param.deprecated S S"),
    ("announced", parameter(deprecated=True), same, "param.removed S B", "param.added-optional S S"),
    ("order", same, ordered, "param.order-changed - -", "param.order-changed - -"),
    ("type", parameter(schema=I), parameter(schema={"type": "number"}), "schema.type S S", "schema.type B B"),
]
BODIES: Final[list[Row]] = [
    (
        "required",
        reading(),
        reading(requestBody={**body(S), "required": True}),
        "body.added-required B B",
        "body.removed P B",
    ),
    ("optional", reading(), reading(requestBody=body(S)), "body.added-optional S S", "body.removed P B"),
    (
        *("now required", posting(requestBody=body(S)), posting(requestBody={**body(S), "required": True})),
        *("body.became-required B B", "body.became-optional S S"),
    ),
    (
        "media type",
        posting(requestBody=body(S)),
        posting(requestBody={"content": {**body(S)["content"], "text/plain": {"schema": S}}}),
        *("body.media-added S S", "body.media-removed B B"),
    ),
    (
        *("schema", posting(requestBody={"content": {"application/json": {}}}), posting(requestBody=body(I))),
        *("body.schema-added B B", "body.schema-removed S B"),
    ),
    (
        *("encoding", form(), form(a={"contentType": "text/plain"})),
        *("body.encoding-changed B S", "body.encoding-changed B S"),
    ),
    (
        *("part header", form(a={"headers": {}}), form(a={"headers": {"X-A": {"schema": S, "required": True}}})),
        *("header.added B B", "header.removed S S"),
    ),
    ("patch", patched(False), patched(True), "body.json-patch-changed - B", "body.json-patch-changed - B"),
    (
        "type",
        posting(requestBody=body({"type": "object", "properties": {"a": S}})),
        posting(requestBody=body({"type": "object", "properties": {"a": S, "b": S}, "required": ["b"]})),
        *("schema.property-added B B", "schema.property-removed P B"),
    ),
]
RESPONSES: Final[list[Row]] = [
    ("success", same, response("202", answer()), "response.success-added P B", "response.success-removed B B"),
    ("error", same, response("409", answer()), "response.error-added S S", "response.error-removed S S"),
    ("default", same, response("default", answer()), "response.default-added S P", "response.default-removed S P"),
    (
        *("range", same, statuses("2XX", "404")),
        *("response.status-generalised P S", "response.status-specialised S S"),
    ),
    (
        *("range of errors", same, statuses("200", "4XX")),
        *("response.status-generalised S S", "response.status-specialised S S"),
    ),
    (
        "media type",
        response("200", answer(S)),
        response("200", {"description": "Fine.", "content": {**body(S)["content"], "text/csv": {"schema": S}}}),
        *("response.media-added S P", "response.media-removed B B"),
    ),
    (
        "body",
        response("200", answer()),
        response("200", answer(S)),
        "response.body-added S B",
        "response.body-removed B B",
    ),
    (
        *("stream", response("200", answer(S)), response("200", answer(S, "text/event-stream"))),
        *("response.stream-changed B B", "response.stream-changed B B"),
    ),
    ("header", same, headed(), "header.added S S", "header.removed B B"),
    ("header required", headed(), headed(required=True), "header.became-required S S", "header.became-optional B B"),
    ("header deprecated", headed(), headed(deprecated=True), "header.deprecated S S", "header.deprecated S S"),
    ("header type", headed(), headed(schema={"type": "number"}), "schema.type B B", "schema.type S S"),
    (
        *("reason", same, response("404", {**answer({"type": "object"}), "x-messages": {"gone": "Gone."}})),
        *("response.reason-added D S", "response.reason-removed D B"),
    ),
    (
        "type",
        response("200", answer(I)),
        response("200", answer({"type": "number"})),
        "schema.type B B",
        "schema.type S S",
    ),
    ("error type", response("404", answer(I)), response("404", answer(S)), "schema.type P P", "schema.type P P"),
]
REASONS: Final[list[Row]] = [
    ("text", refused("Gone."), refused("Lost."), *["response.reason-text-changed D P"] * 2),
]
SECURITY: Final[list[Row]] = [
    ("required", same, asks({"key": []}), "security.required B B", "security.lifted S S"),
    ("no more free", asks({}, {"key": []}), asks({"key": []}), "security.required B B", "security.lifted S S"),
    (
        *("alternative", asks({"key": []}), asks({"key": []}, {"basic": []})),
        *("security.alternative-added S S", "security.alternative-removed B B"),
    ),
    (
        *("combined", asks({"key": []}), asks({"key": [], "basic": []})),
        *("security.combined B B", "security.uncombined S S"),
    ),
    (
        *("scope", asks({"auth": ["read"]}), asks({"auth": ["read", "write"]})),
        *("security.scope-added B S", "security.scope-removed S S"),
    ),
    ("key", scheme("key"), scheme("key", name="X-Token"), "scheme.changed B B", "scheme.changed B B"),
    ("place", scheme("key"), scheme("key", **{"in": "query"}), "scheme.changed B B", "scheme.changed B B"),
    ("kind", scheme("basic"), scheme("basic", scheme="bearer"), "scheme.changed B B", "scheme.changed B B"),
    ("flow", flows(), flows(tokenUrl="https://b.example"), "scheme.flow-changed P S", "scheme.flow-changed P S"),
    (
        "flow unused",
        same,
        lambda doc: (flows(tokenUrl="https://b.example")(doc), get(doc).pop("security"))[0],
        "scheme.flow-changed - S",
        "scheme.flow-changed - S",
    ),
    ("renamed", asks({"key": []}), scheme_renamed, "scheme.renamed - B", "scheme.renamed - B"),
    ("another scheme", same, another_scheme, "scheme.added - S", "scheme.removed - B"),
    (
        *("credentials", scheme("key"), scheme("key", **{"x-credentials": [{"x_key": "{token}"}]})),
        *("scheme.credentials-changed - B", "scheme.credentials-changed - B"),
    ),
]
SERVERS: Final[list[Row]] = [
    ("host", same, root(servers=[{"url": "https://b.example/api"}]), "server.changed P P", "server.changed P P"),
    (
        *("another", same, root(servers=[{"url": "https://a.example/api"}, {"url": "https://b.example"}])),
        *("server.added S S", "server.removed P P"),
    ),
    (
        *("own", same, reading(servers=[{"url": "https://b.example"}])),
        *("server.changed P P", "server.changed P P"),
    ),
    (
        "values",
        server(enum=["a", "b"]),
        server(enum=["a"]),
        "server.variable-narrowed B B",
        "server.variable-widened S S",
    ),
    ("any value", server(), server(enum=["a"]), "server.variable-narrowed B B", "server.variable-widened S S"),
    ("default of a variable", server(), server(default="b"), "server.changed P P", "server.changed P P"),
]
HOOKS: Final[list[Row]] = [
    ("webhook", same, hook(ONE), "webhook.added S S", "webhook.removed B B"),
    ("callback", same, called_back, "callback.added S S", "callback.removed B B"),
    ("payload", hook(ONE), hook(TWO), "schema.property-added S S", "schema.property-removed B B"),
    (
        *("payload at all", hook({}), hook({"requestBody": {**body(S), "required": True}})),
        *("body.added-required S S", "body.removed B B"),
    ),
    (
        *("answer", hook({"responses": {"200": answer(I)}}), hook({"responses": {"200": answer({"type": "number"})}})),
        *("schema.type S S", "schema.type B B"),
    ),
    (
        *("header", hook({}), hook({"parameters": [{"name": "X-A", "in": "header", "schema": S}]})),
        *("param.added-optional S S", "param.removed P B"),
    ),
    (
        "statuses of the answer",
        hook({"responses": {"200": answer()}}),
        hook({"responses": {"200": answer(), "202": answer()}}),
        *("response.success-added S B", "response.success-removed B B"),
    ),
]
SAYING: Final[list[Row]] = [
    ("summary", same, reading(summary="Get."), "docs.text D D", "docs.text D D"),
    ("extension", same, reading(**{"x-other": 1}), "docs.extension D D", "docs.extension D D"),
    ("version", same, root(info={"title": "Pets", "version": "2"}), "info.version D D", "info.version D D"),
    ("tag", same, root(tags=[{"name": "pets", "description": "All pets."}]), "docs.text D D", "docs.text D D"),
    (
        *("quota", same, root(**{"x-quota": {"remaining": "X-A", "resets_in": "X-B", "status": 402}})),
        *("api.quota-changed - P", "api.quota-changed - P"),
    ),
]
ROWS: Final[dict[str, list[Row]]] = {
    "operations": OPERATIONS,
    "parameters": PARAMETERS,
    "bodies": BODIES,
    "responses": RESPONSES,
    "reasons": REASONS,
    "security": SECURITY,
    "servers": SERVERS,
    "hooks": HOOKS,
    "saying": SAYING,
    "models": MODELS,
}
