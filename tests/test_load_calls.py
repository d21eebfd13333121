"""What a call is made of, in all of OpenAPI's words: parameters, encodings, servers, security, pages, webhooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any as Anything

import pytest
from hexapla.finding import Finding, FindingError, Location
from hexapla.load.operations import made_id
from hexapla.model import (
    Api,
    Array,
    CursorPagination,
    Flow,
    Named,
    Operation,
    Parameter,
    Requirement,
    Scalar,
    SecurityScheme,
)
from hypothesis import given
from hypothesis import strategies as st

Load = Callable[[str | Mapping[str, str]], tuple[Api, tuple[Finding, ...]]]
Read = Callable[..., Operation]

HEAD = "openapi: 3.1.1\ninfo: {title: Pets, version: 1.2.3}\n"


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.strip("\n").split("\n"))


@pytest.fixture
def operation(load_text: Load) -> Read:
    """Return a function from the members of an operation to the operation; it stands for no errors and no warnings."""

    def read(text: str, path: str = "/pets", method: str = "get", tail: str = "") -> Operation:
        answers = "" if "responses:" in text else "\nresponses: {'204': {description: Done.}}"
        members = indented(f"operationId: pets.do\n{text}{answers}", 6)
        spec = f"{HEAD}paths:\n  {path}:\n    {method}:\n{members}{tail}"
        api, findings = load_text(spec)
        assert [finding for finding in findings if str(finding.severity) != "note"] == []
        return api.operations[0]

    return read


@pytest.mark.parametrize(
    ("location", "written", "style", "explode"),
    [
        ("path", "", "simple", False),
        ("path", "style: simple, explode: true", "simple", True),
        ("path", "style: label", "label", False),
        ("path", "style: matrix, explode: true", "matrix", True),
        ("query", "", "form", True),
        ("query", "explode: false", "form", False),
        ("query", "style: form", "form", True),
        ("query", "style: spaceDelimited", "spaceDelimited", False),
        ("query", "style: pipeDelimited, explode: true", "pipeDelimited", True),
        ("query", "style: deepObject", "deepObject", True),
        ("query", "style: deepObject, explode: true", "deepObject", True),
        ("header", "", "simple", False),
        ("header", "style: simple, explode: true", "simple", True),
        ("cookie", "", "form", True),
        ("cookie", "explode: false", "form", False),
    ],
)
def test_style_and_explode(operation: Read, location: str, written: str, style: str, explode: bool) -> None:
    members = f"name: a, in: {location}, schema: {{type: array}}, {'required: true, ' * (location == 'path')}{written}"
    read = operation(f"parameters: [{{{members}}}]", "/pets/{a}" if location == "path" else "/pets")
    assert [(p.location, p.style, p.explode) for p in read.parameters] == [(location, style, explode)]


def test_what_else_a_parameter_says(operation: Read) -> None:
    read = operation("""
parameters:
  - {name: a, in: query, allowReserved: true, allowEmptyValue: true, schema: {type: string}, x-other: 1}
  - {name: b, in: query, content: {application/json: {schema: {type: object, properties: {c: {}}}, example: {c: 1}}}}
  - {name: c, in: query, schema: {type: string}, examples: {one: {value: x}, none: {summary: y}, two: {value: z}}}
""")
    a, b, c = read.parameters
    assert (a.allow_reserved, a.allow_empty, a.content, [k.name for k in a.rest]) == (True, True, "", ["x-other"])
    assert (b.content, b.type, b.allow_reserved, b.allow_empty) == ("application/json", Named("PetsDoB"), False, False)
    assert b.example is not None
    assert b.example.value == {"c": 1}
    assert c.example is not None
    named = [("examples/one", {}), ("examples/none", {"summary": "y"}), ("examples/two", {})]
    assert (c.example.value, [(k.name, k.value) for k in c.rest]) == ("x", [("example", "z"), *named])


def test_a_reference_may_describe_what_it_refers_to(operation: Read) -> None:
    read = operation(
        "parameters: [{$ref: '#/components/parameters/a', description: Here.}]\n"
        "responses: {'200': {$ref: '#/components/responses/a', description: There.}}",
        tail="components:\n  parameters: {a: {name: a, in: query, description: Shared., schema: {type: string}}}\n"
        "  responses: {a: {description: Shared.}}\n",
    )
    assert (read.parameters[0].description, read.responses[0].description) == ("Here.", "There.")


def test_parameters_inside_a_segment(operation: Read) -> None:
    declared = ", ".join(f"{{name: {name}, in: path, required: true, schema: {{type: string}}}}" for name in "abc")
    read = operation(f"parameters: [{declared}]", "/x{a}.json/{b}:{c}")
    assert [part if isinstance(part, str) else part.name for part in read.path] == ["/x", "a", ".json/", "b", ":", "c"]
    assert read.template == "/x{a}.json/{b}:{c}"


@pytest.mark.parametrize("method", ["get", "put", "post", "delete", "options", "head", "patch", "trace"])
def test_methods(operation: Read, method: str) -> None:
    assert operation("summary: Do", method=method).method == method.upper()


def test_encodings(operation: Read) -> None:
    read = operation(
        """
requestBody:
  content:
    multipart/form-data:
      schema: {properties: {photo: {type: string, format: binary}, tags: {type: array, items: {type: string}}}}
      encoding:
        photo:
          contentType: image/png, image/*;q=1
          headers: {X-Name: {required: true, deprecated: true, description: N., schema: {type: string}, x-a: 1}}
        tags: {style: pipeDelimited, explode: false, allowReserved: true, x-b: 1}
    application/x-www-form-urlencoded: {schema: {type: object}, encoding: {any: {explode: true}}}
""",
        method="post",
    )
    assert read.request_body is not None
    multipart, form = read.request_body.contents
    photo, tags = multipart.encodings
    assert (photo.property, photo.media_types, photo.style, photo.explode) == (
        *("photo", ("image/png", "image/*;q=1"), None, None),
    )
    (header,) = photo.headers
    assert (header.name, header.type, header.required, header.deprecated, header.description) == (
        *("X-Name", Scalar("string"), True, True, "N."),
    )
    assert [k.name for k in header.rest] == ["x-a"]
    assert (tags.media_types, tags.style, tags.explode, tags.allow_reserved) == ((), "pipeDelimited", False, True)
    assert [k.name for k in tags.rest] == ["x-b"]
    assert form.encodings[0].explode is True


def test_media_types_keep_their_spelling(operation: Read) -> None:
    names = ["Application/JSON; Charset=utf-8", "text/*", "*/*", "application/vnd.a+json;v=1", 'text/plain; a="b c"']
    body = "".join(f"\n    {name!r}: {{}}" for name in names)
    read = operation(f"requestBody:\n  content:{body}", method="post")
    assert read.request_body is not None
    assert [content.media_type for content in read.request_body.contents] == names


def test_responses_by_code_range_and_default(operation: Read) -> None:
    read = operation("responses: {200: {description: A.}, '201': {description: B.}, 4XX: {description: C.}, "
                     "default: {description: D.}, x-other: 1}")  # fmt: skip
    assert [(r.status, r.description) for r in read.responses] == [
        *(("200", "A."), ("201", "B."), ("4XX", "C."), ("default", "D.")),
    ]


def test_headers_by_reference_and_with_content(operation: Read) -> None:
    read = operation(
        "responses: {'200': {description: A., headers: {X-A: {$ref: '#/components/headers/a', description: Here.}, "
        "X-B: {content: {application/json: {schema: {type: array, items: {type: integer}}}}}}}}",
        tail="components: {headers: {a: {description: Shared., schema: {type: integer}}}}\n",
    )
    a, b = read.responses[0].headers
    assert (a.name, a.type, a.description) == ("X-A", Scalar("integer"), "Here.")
    assert (b.type, [(k.name, k.value) for k in b.rest]) == (
        *(Array(Scalar("integer")), [("content", "application/json")]),
    )


def test_the_first_server_that_applies(load_text: Load) -> None:
    call = "{responses: {'204': {description: Done.}}, operationId: "
    api, findings = load_text(f"""{HEAD}
servers:
  - url: https://{{region}}.example.com:{{port}}/v1
    description: Live
    variables:
      region: {{enum: [eu, us], default: eu, description: Where.}}
      port: {{default: 8443}}
    x-other: 1
paths:
  /a: {{get: {call}a}}}}
  /b: {{servers: [{{url: https://b.example.com}}], get: {call}b}}, put: {call}c, servers: [{{url: /here}}]}}}}
""")
    assert findings == ()
    first, second, third = api.operations
    assert (first.server, second.server and second.server.url, third.server and third.server.url) == (
        *(api.servers[0], "https://b.example.com", "/here"),
    )
    (server,) = api.servers
    assert (server.url, server.description) == ("https://{region}.example.com:{port}/v1", "Live")
    region, port = server.variables
    assert (region.name, region.default, region.values, region.description) == ("region", "eu", ("eu", "us"), "Where.")
    assert (port.name, port.default, port.values) == ("port", "8443", ())
    assert [k.name for k in server.rest] == ["x-other"]


@pytest.mark.parametrize("servers", ["", "servers: []\n"])
def test_no_server(load_text: Load, servers: str) -> None:
    api, findings = load_text(f"{HEAD}{servers}paths: {{/a: {{get: {{operationId: a, responses: {{2XX: {{}}}}}}}}}}\n")
    assert findings == ()
    assert (api.servers, api.operations[0].server) == ((), None)


def schemes(load_text: Load, text: str) -> dict[str, SecurityScheme]:
    api, findings = load_text(f"{HEAD}paths: {{}}\ncomponents:\n  securitySchemes:\n{indented(text, 4)}")
    assert findings == ()
    return {scheme.name: scheme for scheme in api.security_schemes}


def test_security_schemes(load_text: Load) -> None:
    found = schemes(
        load_text,
        """
query: {type: apiKey, in: query, name: api_key}
cookie: {type: apiKey, in: cookie, name: session}
digest: {type: http, scheme: Digest}
bearer: {type: http, scheme: bearer, bearerFormat: JWT}
oidc: {type: openIdConnect, openIdConnectUrl: 'https://example.com/.well-known'}
tls: {type: mutualTLS}
oauth:
  type: oauth2
  flows:
    clientCredentials: {tokenUrl: 'https://example.com/token', refreshUrl: /again, scopes: {read: Read., write: ''}}
    authorizationCode: {tokenUrl: /token, authorizationUrl: /auth, scopes: {}, x-other: 1}
    implicit: {authorizationUrl: /auth}
""",
    )
    assert [(s.kind, s.scheme, s.location, s.parameter) for s in found.values()] == [
        ("apiKey", "", "query", "api_key"),
        ("apiKey", "", "cookie", "session"),
        ("http", "Digest", "", ""),
        ("http", "bearer", "", ""),
        ("openIdConnect", "", "", ""),
        ("mutualTLS", "", "", ""),
        ("oauth2", "", "", ""),
    ]
    machine, code, implicit = found["oauth"].flows
    assert machine == Flow(
        kind="clientCredentials",
        where=machine.where,
        token_url="https://example.com/token",
        refresh_url="/again",
        scopes=(("read", "Read."), ("write", "")),
    )
    assert (code.token_url, code.authorization_url, [k.name for k in code.rest]) == ("/token", "/auth", ["x-other"])
    assert (implicit.kind, implicit.where.line) == ("implicit", 17)
    assert [k.name for k in found["oidc"].rest] == ["openIdConnectUrl"]


def test_ways_to_fill_every_kind(load_text: Load) -> None:
    found = schemes(
        load_text,
        """
key: {type: apiKey, in: header, name: X-Api-Key, x-credentials: [{x_api_key: 'k {key}', env: {key: KEY}}]}
bearer: {type: http, scheme: bearer, x-credentials: [{token: '{t}'}]}
oidc: {type: openIdConnect, openIdConnectUrl: /a, x-credentials: [{token: '{t}'}]}
oauth:
  type: oauth2
  flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}
  x-credentials: [{token: '{t}'}, {client_id: '{id}', client_secret: '{secret}'}]
""",
    )
    ways = {name: [way.fields for way in scheme.credentials] for name, scheme in found.items()}
    assert ways == {
        "key": [(("x_api_key", "k {key}"),)],
        "bearer": [(("token", "{t}"),)],
        "oidc": [(("token", "{t}"),)],
        "oauth": [(("token", "{t}"),), (("client_id", "{id}"), ("client_secret", "{secret}"))],
    }
    assert found["key"].credentials[0].env == (("key", "KEY"),)


def test_security_of_an_operation(load_text: Load) -> None:
    call = "responses: {'204': {description: Done.}}"
    api, findings = load_text(f"""{HEAD}
security: [{{a: []}}, {{b: [read], c: []}}]
paths:
  /a: {{get: {{operationId: a, {call}}}, put: {{operationId: b, security: [], {call}}}}}
  /b: {{get: {{operationId: c, security: [{{}}, {{c: []}}], {call}}}}}
webhooks: {{seen: {{post: {{}}, put: {{security: [{{a: []}}]}}}}}}
""")
    assert findings == ()

    def names(operation: Operation) -> list[list[tuple[str, tuple[str, ...]]]]:
        return [[(one.scheme, one.scopes) for one in way] for way in operation.security]

    first, second, third = api.operations
    assert names(first) == [[("a", ())], [("b", ("read",)), ("c", ())]]
    assert names(second) == []
    assert names(third) == [[], [("c", ())]]
    assert first.security[0][0] == Requirement("a", (), Location("openapi.yaml", 4, 13))
    assert [names(webhook) for webhook in api.webhooks] == [[], [[("a", ())]]]


PAGED = """
parameters: [{name: after, in: query, schema: {type: string}}, {name: limit, in: query, schema: {type: integer}}]
responses:
  '200':
    description: A page.
    headers: {X-Next: {schema: {type: string}}}
    content:
      application/json:
        schema:
          properties:
            meta: {oneOf: [{type: object, properties: {next: {type: [string, 'null']}}}, {type: 'null'}]}
            data/rows: {type: array, items: {type: integer}}
"""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{cursor: after, next_header: x-next}", ("after", "x-next", "", "", "")),
        ("{cursor: after, next_header: X-Next, items: /data~1rows, size: limit}", None),
        ("{cursor: after, next: /meta/next, items: /data~1rows}", ("after", "", "/meta/next", "/data~1rows", "")),
        ("{cursor: after, next: /meta/next, items: /data~1rows, size: limit}", None),
    ],
)
def test_pages_by_cursor(operation: Read, written: str, expected: tuple[str, ...] | None) -> None:
    found = operation(f"x-pagination: {written}\n{PAGED}").pagination
    assert isinstance(found, CursorPagination)
    read = found.cursor, found.next_header, found.next_pointer, found.items_pointer, found.size
    if expected is None:
        assert (found.cursor, found.items_pointer, found.size) == ("after", "/data~1rows", "limit")
    else:
        assert read == expected
    assert found.where == Location("openapi.yaml", 7, 7)


def test_webhooks_and_callbacks(load_text: Load) -> None:
    api, findings = load_text(f"""{HEAD}
servers: [{{url: https://example.com}}]
paths:
  /subscribe:
    post:
      operationId: subscribe
      responses: {{'204': {{description: Done.}}}}
      callbacks:
        onData:
          '{{$request.body#/url}}/data':
            post: {{requestBody: {{content: {{application/json: {{schema: {{properties: {{a: {{}}}}}}}}}}}}}}
            put: {{operationId: changed}}
          x-other: 1
          '{{$request.body#/other}}': {{post: {{}}}}
        shared: {{$ref: '#/components/callbacks/shared'}}
  /again:
    post:
      operationId: again
      responses: {{'204': {{description: Done.}}}}
      callbacks: {{shared: {{$ref: '#/components/callbacks/shared'}}}}
webhooks:
  New Pet: {{post: {{requestBody: {{content: {{application/json: {{schema: {{properties: {{b: {{}}}}}}}}}}}}}}}}
  gone: {{$ref: '#/components/pathItems/gone'}}
components:
  pathItems: {{gone: {{delete: {{operationId: pets.gone, callbacks: {{deeper: {{}}}}}}}}}}
  callbacks: {{shared: {{'{{$url}}': {{get: {{operationId: shared.get}}}}}}}}
""")
    assert findings == ()
    assert [operation.id for operation in api.operations] == ["subscribe", "again"]
    subscribe, again = api.operations
    assert [(c.id, c.method, c.path) for c in subscribe.callbacks] == [
        ("post_subscribe_on_data", "POST", ("{$request.body#/url}/data",)),
        ("changed", "PUT", ("{$request.body#/url}/data",)),
        ("post_subscribe_on_data_3", "POST", ("{$request.body#/other}",)),
        ("shared.get", "GET", ("{$url}",)),
    ]
    assert [c.id for c in again.callbacks] == ["shared.get"]
    assert [(w.id, w.method, w.path, w.server) for w in api.webhooks] == [
        ("post_new_pet", "POST", ("New Pet",), None),
        ("pets.gone", "DELETE", ("gone",), None),
    ]
    assert [k.name for k in api.webhooks[1].rest] == ["callbacks"]
    assert {"PostSubscribeOnDataRequest", "PostNewPetRequest"} <= set(api.by_name())


@pytest.mark.parametrize(
    ("tags", "id_", "name"),
    [
        ("[Cats & Dogs]", "a", "Cats & Dogs"),
        ("['1st', other]", "a", "1st"),
        ("[Ünïcode]", "a.b", "Ünïcode"),
        ("[]", "pets.list", "pets"),
        ("[]", "list", "default"),
        ("[]", ".list", "default"),
        ("[]", "a.b.c", "a"),
    ],
)
def test_the_group_of_an_operation(load_text: Load, tags: str, id_: str, name: str) -> None:
    api, _ = load_text(
        f"{HEAD}paths: {{/a: {{get: {{operationId: {id_}, tags: {tags}, responses: {{2XX: {{}}}}}}}}}}\n"
    )
    assert [resource.name for resource in api.resources] == [name]


@pytest.mark.parametrize(
    ("method", "path", "id_"),
    [
        ("get", "/pets/{id}", "get_pets_by_id"),
        ("post", "/pets", "post_pets"),
        ("get", "/", "get"),
        ("get", "/Time-Entries/{petId}.json", "get_time_entries_by_pet_id_json"),
        ("patch", "/a/{b}:act", "patch_a_by_b_act"),
        ("get", "/日本", "get_u65e5_u672c"),
    ],
)
def test_an_id_made_of_method_and_path(load_text: Load, method: str, path: str, id_: str) -> None:
    assert made_id(method, path) == id_
    names = [word.split("}")[0] for word in path.split("{")[1:]]
    declared = ", ".join(f"{{name: {name}, in: path, required: true, schema: {{type: string}}}}" for name in names)
    spec = f"{HEAD}paths: {{'{path}': {{parameters: [{declared}], {method}: {{responses: {{2XX: {{}}}}}}}}}}\n"
    api, findings = load_text(spec)
    assert [operation.id for operation in api.operations] == [id_]
    assert [(f.rule, str(f.severity)) for f in findings] == [("made-operation-id", "note")]


PATHS = st.lists(
    st.lists(st.sampled_from(["/pets", "/{id}", "/a-b", "/x.json", "/Über", "/v1", "/{aB}"]), unique=True, max_size=3),
    min_size=1,
    max_size=5,
    unique_by=lambda path: "".join(path).lower(),
)


@given(PATHS, st.integers(0, 4))
def test_adding_an_operation_renames_no_other(load_text: Load, paths: list[list[str]], at: int) -> None:
    def ids(chosen: list[list[str]]) -> dict[str, str]:
        api, _ = load_text(f"{HEAD}paths: {{{', '.join(item(path) for path in chosen)}}}\n")
        return {operation.where.file + operation.summary: operation.id for operation in api.operations}

    def item(path: list[str]) -> str:
        template = "".join(path) or "/"
        names = [word[2:-1] for word in path if word.startswith("/{")]
        declared = ", ".join(f"{{name: {name}, in: path, required: true, schema: {{}}}}" for name in names)
        return f"'{template}': {{summary: '{template}', parameters: [{declared}], get: {{responses: {{2XX: {{}}}}}}}}"

    every = ids(paths)
    assert len(every) == len(paths)
    fewer = ids(paths[:at] + paths[at + 1 :])
    assert fewer.items() <= every.items()


VERSIONS = {"3.0.0": True, "3.0.4": True, "'3.1'": True, "3.1": True, "3.0": True, "3.1.2-rc1": True, "3.0.x": False}


@pytest.mark.parametrize("version", VERSIONS)
def test_versions(load_text: Load, version: str) -> None:
    spec = f"openapi: {version}\ninfo: {{title: a, version: '1'}}\npaths: {{}}\n"
    if VERSIONS[version]:
        assert load_text(spec)[1] == ()
    else:
        with pytest.raises(FindingError):
            load_text(spec)


def test_the_members_of_a_path_item_hold_for_its_operations(load_text: Load) -> None:
    api, findings = load_text(f"""{HEAD}
paths:
  /a:
    summary: Above
    description: For all.
    parameters: [{{name: a, in: query, schema: {{type: string}}}}, {{name: A, in: header, schema: {{type: string}}}}]
    get: {{operationId: a, summary: Own, responses: {{2XX: {{}}}}}}
    put:
      operationId: b
      parameters: [{{name: a, in: header, required: true, schema: {{type: string}}}}]
      responses: {{2XX: {{}}}}
""")
    assert findings == ()
    get, put = api.operations
    assert [(o.summary, o.description) for o in (get, put)] == [("Own", "For all."), ("Above", "For all.")]

    def named(parameters: tuple[Parameter, ...]) -> list[Anything]:
        return [(p.location, p.name, p.required) for p in parameters]

    assert named(get.parameters) == [("query", "a", False), ("header", "A", False)]
    assert named(put.parameters) == [("query", "a", False), ("header", "a", True)]
