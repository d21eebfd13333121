"""Edits of the small description, to be put together in pairs."""

from __future__ import annotations

from typing import Any, Final

from tests.diff.apis import Doc, Edit, I, S, answer, body, flow, get, post, writing

Row = tuple[str, Edit, Edit, str, str]


def same(doc: Doc) -> None:
    """Leave everything as it is."""


def reading(**changes: Any) -> Edit:  # noqa: ANN401
    return lambda doc: get(doc).update(changes)


def posting(**changes: Any) -> Edit:  # noqa: ANN401
    return lambda doc: post(doc).update(changes)


def root(**changes: Any) -> Edit:  # noqa: ANN401
    return lambda doc: doc.update(changes)


def moved(old: str, new: str, *edits: Edit) -> Edit:
    def edit(doc: Doc) -> None:
        doc["paths"][new] = doc["paths"].pop(old)
        for one in edits:
            one(doc)

    return edit


def parameter(name: str = "q", where: str = "query", /, **more: Any) -> Edit:  # noqa: ANN401
    schema = {} if "content" in more else {"schema": more.pop("schema", S)}
    return lambda doc: doc["paths"]["/pets/{id}"]["get"]["parameters"].append(
        {"name": name, "in": where, **schema, **more}
    )


def listed(name: str = "q", **more: Any) -> Edit:  # noqa: ANN401
    return parameter(name, schema={"type": "array", "items": S}, **more)


def path_id(**changes: Any) -> Edit:  # noqa: ANN401
    return lambda doc: get(doc)["parameters"][0].update(changes)


def renamed_id(doc: Doc) -> None:
    doc["paths"]["/pets/{pet}"] = doc["paths"].pop("/pets/{id}")
    doc["paths"]["/pets/{pet}"]["get"]["parameters"][0]["name"] = "pet"


def ordered(doc: Doc) -> None:
    get(doc)["parameters"].reverse()


def prefixed(doc: Doc) -> None:
    doc["servers"] = [{"url": "https://a.example"}]
    doc["paths"] = {f"/api{path}": item for path, item in doc["paths"].items()}


def dropped(path: str, method: str) -> Edit:
    def edit(doc: Doc) -> None:
        del doc["paths"][path][method]
        if not doc["paths"][path]:
            del doc["paths"][path]

    return edit


def more_methods(doc: Doc) -> None:
    doc["paths"]["/pets"]["put"] = {**writing(), "operationId": "pets.put"}


def unnamed(doc: Doc) -> None:
    del get(doc)["operationId"]


def response(status: str, value: Any) -> Edit:  # noqa: ANN401
    return lambda doc: get(doc)["responses"].update({status: value})


def statuses(*names: str) -> Edit:
    def edit(doc: Doc) -> None:
        ref = answer({"$ref": "#/components/schemas/Pet"})
        get(doc)["responses"] = {name: answer({"type": "object"}) if name[0] == "4" else ref for name in names}

    return edit


def headed(**header: Any) -> Edit:  # noqa: ANN401
    return lambda doc: get(doc)["responses"]["200"].update({"headers": {"X-Left": {"schema": I, **header}}})


def asks(*alternatives: Any) -> Edit:  # noqa: ANN401
    return reading(security=list(alternatives))


def scheme(name: str, /, **changes: Any) -> Edit:  # noqa: ANN401
    def edit(doc: Doc) -> None:
        get(doc)["security"] = [{name: []}]
        doc["components"]["securitySchemes"][name].update(changes)

    return edit


def flows(**changes: Any) -> Edit:  # noqa: ANN401
    return scheme("auth", flows={"clientCredentials": {**flow(), **changes}})


def scheme_renamed(doc: Doc) -> None:
    schemes = doc["components"]["securitySchemes"]
    schemes["token"] = schemes.pop("key")
    get(doc)["security"] = [{"token": []}]


def form(**encoding: Any) -> Edit:  # noqa: ANN401
    schema = {"type": "object", "properties": {"a": S, "b": S}}
    return posting(requestBody={"content": {"multipart/form-data": {"schema": schema, "encoding": encoding}}})


def patched(said: bool) -> Edit:
    step = {"type": "object", "properties": {"op": S, "path": S, "value": {}}, "required": ["op", "path"]}
    media = {"schema": {"type": "array", "items": step}, "x-json-patch": said}
    return posting(requestBody={"content": {"application/json-patch+json": media}})


def described(name: str, **more: Any) -> Edit:  # noqa: ANN401
    return lambda doc: doc["components"]["schemas"][name]["properties"]["age"].update(more)


def another_scheme(doc: Doc) -> None:
    doc["components"]["securitySchemes"]["other"] = {"type": "http", "scheme": "bearer"}


def refused(text: str) -> Edit:
    return response("404", {**answer({"type": "object"}), "x-messages": {"gone": text}})


def server(url: str = "https://{host}.example", **variable: Any) -> Edit:  # noqa: ANN401
    return root(servers=[{"url": url, "variables": {"host": {"default": "a", **variable}}}])


def hook(operation: Any, **more: Any) -> Edit:  # noqa: ANN401
    return root(webhooks={"born": {"post": {"operationId": "born", **operation}}, **more})


def called_back(doc: Doc) -> None:
    told = {"operationId": "told", "requestBody": body(S), "responses": {"200": answer()}}
    post(doc)["callbacks"] = {"done": {"{$request.body#/url}": {"post": told}}}


PAGED: Final = {"page": "page", "size": "size", "first": 1, "default": 10, "maximum": 50}
SIZED: Final = parameter("size", schema=I)


def paged(**changes: Any) -> Edit:  # noqa: ANN401
    def edit(doc: Doc) -> None:
        SIZED(doc)
        get(doc)["x-pagination"] = {**PAGED, **changes}
        get(doc)["responses"]["200"] = answer({"type": "array", "items": S})

    return edit


def unpaged(doc: Doc) -> None:
    paged()(doc)
    del get(doc)["x-pagination"]
