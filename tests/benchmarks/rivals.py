"""The same records as others have them: pydantic models, and what openapi-python-client makes of our bundle."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pydantic

from tests.client.spec import Schema, document, kinds, member, present, properties, required

from .scale import THEIRS

SITE: Final = sorted(THEIRS.parents[1].glob("lib/python3*/site-packages"))
"""Where the libraries are that the other generator's clients need."""


@dataclass(frozen=True)
class Rival:
    """How another library reads and writes a list of Projects."""

    name: str
    decode: Callable[[bytes], list[Any]]
    encode: Callable[[list[Any]], object]
    import_: str
    """A program that imports it and makes a client; empty for none."""


@contextlib.contextmanager
def rivals() -> Iterator[list[Rival]]:
    """Return those that are installed."""
    adapter = pydantic.TypeAdapter(list[pydantic_model("Project")])  # type: ignore[misc]
    found = [
        Rival(
            "pydantic",
            adapter.validate_json,
            lambda rows: [row.model_dump_json(exclude_unset=True) for row in rows],
            "",
        )
    ]
    if not THEIRS.exists() or not SITE:
        yield found
        return
    with tempfile.TemporaryDirectory() as name:
        path = _generated(Path(name))
        sys.path[:0], places = [str(path.parent)], list(sys.path)
        sys.path.append(str(SITE[0]))
        try:
            project = importlib.import_module(f"{path.name}.models.project").Project
        finally:
            sys.path[:] = places
        program = f"import sys; sys.path += {[str(path.parent), str(SITE[0])]!r}; import {path.name} as theirs; "
        found.append(
            Rival(
                "openapi-python-client",
                lambda body: [project.from_dict(row) for row in json.loads(body)],
                lambda rows: [json.dumps(row.to_dict()) for row in rows],
                f"{program}theirs.AuthenticatedClient('http://127.0.0.1', 't').get_httpx_client()",
            )
        )
        yield found


def _generated(folder: Path) -> Path:
    """Return the folder of the package that the other generator makes."""
    (folder / "openapi.json").write_text(json.dumps(document()), encoding="utf-8")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(THEIRS), "generate", "--path", "openapi.json", "--output-path", "theirs"]
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return next(path.parent for path in (folder / "theirs").glob("*/__init__.py"))


@cache
def pydantic_model(name: str) -> type[pydantic.BaseModel]:
    """Return a model with the fields of a schema; unknown keys are kept, as a client must."""
    from .decode import type_of

    schema: Schema = {"$ref": f"#/components/schemas/{name}"}
    always = required(present(schema)[1])
    fields: dict[str, Any] = {}
    for wire, below in properties(schema).items():
        found: Any = _type(below, type_of)
        fields[wire] = (found, ...) if wire in always else (found | None, None)
    return pydantic.create_model(name, __config__=pydantic.ConfigDict(extra="allow"), **fields)


def _type(schema: Schema, plain: Callable[[Schema], object]) -> object:
    name, inner = present(schema)
    if "properties" in inner:
        return pydantic_model(name)
    if "enum" in inner:
        return str
    if next(iter(kinds(inner) - {"null"})) == "array":
        return list[_type(member(inner, "items"), plain)]  # type: ignore[misc]
    return plain(schema)
