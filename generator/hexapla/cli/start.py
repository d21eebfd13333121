"""`hexapla init`: a configuration for the spec that lies in this folder.

In: a folder. Out: `[tool.hexapla]` at the end of its pyproject.toml, or a hexapla.toml of its own, in both cases one
that works: it is read back before it is written. Nothing is asked, and nothing that is there is changed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Final

from hexapla import config as configuration
from hexapla.cli.discovery import WorkTree, found, root_of
from hexapla.cli.files import read
from hexapla.cli.report import Report
from hexapla.config import names as rules
from hexapla.finding import FindingError, Location, error
from hexapla.names import words
from hexapla.source import Node

_OWN: Final = "hexapla.toml"
_PROJECT: Final = "pyproject.toml"
_JOINTS: Final = {"typescript": "-"}
"""What stands between the words of a package's name, where it is no `_`, by the language."""
_LONGEST: Final = 40
_NO_NAME: Final = re.compile(r"api|apis|http|https|openapi|rest|restful|spec|specification|swagger|the|v[0-9]+")
_HINT: Final = "name it: `hexapla init path/to/openapi.yaml`"


def init(spec: str | None, style: str, report: Report) -> None:
    """Write a configuration.

    Args:
        spec: the root file of the spec; None for the only one that is found.
        style: of its only target.
        report: of the command.

    Raises:
        FindingError: there is a configuration already, no spec or more than one is found, or nothing can be written.
    """
    _refuse_existing()
    path = spec or _only(list(found(WorkTree())))
    root = root_of(WorkTree(), path)
    if root is None:
        hint = "a description of OpenAPI begins with `openapi: 3.1.1`"
        raise FindingError(error("not-openapi", f"{path} is no description of OpenAPI", Location(path, 0), hint))
    top, target = _values(path, root, style)
    values = {**top, "targets": {style: target}}
    file = _append(values) or _create(values)
    print(f"wrote {file}: a client `{target['client']}` in the package `{target['package']}`, of {top['spec']}")
    print(f"next: `hexapla generate` writes it to {target['output']}")


def _refuse_existing() -> None:
    hint = "it is left as it is; change it by hand"
    for name in (_OWN, _PROJECT):
        data = _read(name)
        if data is None:
            continue
        if name == _OWN:
            raise FindingError(error("configured", "there is a configuration already", Location(name, 1), hint))
        tool = configuration.toml(name, data).get("tool")
        if isinstance(tool, dict) and "hexapla" in tool:
            lines = data.decode().splitlines()
            line = next((n for n, text in enumerate(lines, 1) if re.search(r"\bhexapla\b", text)), 1)
            raise FindingError(error("configured", "there is a configuration already", Location(name, line), hint))


def _only(specs: list[str]) -> str:
    if not specs:
        message = "no description of OpenAPI is found here, nor in spec/, api/, docs/ and their like"
        raise FindingError(error("no-spec", message, None, _HINT))
    if len(specs) > 1:
        message = "this may be the spec, and it is not the only one"
        raise FindingError(*(error("many-specs", message, Location(path, 1), _HINT) for path in specs))
    return specs[0]


def _values(path: str, root: Node, style: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the configuration says: of the spec, and of its only target."""
    info = root.get("info")
    title = (info.text("title") if info else None) or ""
    version = (info.text("version") if info else None) or ""
    package, client = call(title, os.path.splitext(os.path.basename(path))[0], style)
    spec = os.path.relpath(path).replace(os.sep, "/")
    locks = (os.path.join(os.path.dirname(path), "docs.lock.yaml"), "docs.lock.yaml")
    lock = next((lock for lock in locks if os.path.isfile(lock)), None)
    target = {
        "style": style,
        "output": f"generated/{style}",
        "package": package,
        "client": client,
        "version": version if version and rules.version_fault(version, style) is None else "0.1.0",
    }
    locked = {} if lock is None else {"lock": os.path.relpath(lock).replace(os.sep, "/")}
    return {"spec": spec, **locked}, target


def call(title: str, stem: str, style: str) -> tuple[str, str]:
    """Return names for a package and its client, after the title of an API or else the name of its file."""
    for text in (title, stem):
        found = [word for word in words(text) if not _NO_NAME.fullmatch(word)]
        while len("_".join(found)) > _LONGEST and len(found) > 1:
            found.pop()
        if found:
            break
    found = [found[0][:_LONGEST], *found[1:]] if found else ["api", "client"]
    if found[0][0].isdigit():
        found.insert(0, "api")
    joint = _JOINTS.get(rules.LANGUAGES.get(style, ""), "_")
    while rules.package_fault(joint.join(found), style) or rules.client_fault(_pascal(found), style):
        found.append("client")
    return joint.join(found), _pascal(found)


def _pascal(found: list[str]) -> str:
    return "".join(word.capitalize() for word in found)


def _append(values: Mapping[str, object]) -> str | None:
    """Put the configuration behind what pyproject.toml holds; None where there is none, or where it does not fit in."""
    before = _read(_PROJECT)
    if before is None:
        return None
    end = "\r\n" if b"\r\n" in before else "\n"
    gap = "" if not before else end if before.endswith(b"\n") else end * 2
    added = (gap + _text(values, "tool.hexapla").replace("\n", end)).encode()
    try:
        whole = configuration.toml(_PROJECT, before + added)
        tool = whole.pop("tool", {})
        if not isinstance(tool, dict) or tool.pop("hexapla", None) != values:
            return None
        configuration.parse(_PROJECT, before + added)
    except FindingError:  # a table written in one line, say, to which nothing can be added
        return None
    _write(_PROJECT, "ab", added, len(before))
    return _PROJECT


def _create(values: Mapping[str, object]) -> str:
    data = _text(values, "").encode()
    configuration.parse(_OWN, data)
    _write(_OWN, "xb", data, None)
    return _OWN


def _text(values: Mapping[str, object], prefix: str) -> str:
    """Return the tables of a configuration."""
    lines = [f"[{prefix}]"] if prefix else []
    lines += [f"{key} = {_string(value)}" for key, value in values.items() if isinstance(value, str)]
    targets = values["targets"]
    assert isinstance(targets, dict)
    for name, target in targets.items():
        lines += ["", f"[{prefix}.targets.{name}]" if prefix else f"[targets.{name}]"]
        lines += [f"{key} = {_string(value)}" for key, value in target.items()]
    return "\n".join(lines) + "\n"


def _string(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        message = "the name of the spec's file is no text"
        raise FindingError(error("bad-path", message, None, "give it another name")) from None
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(path: str) -> bytes | None:
    try:
        return read(path)
    except (FileNotFoundError, IsADirectoryError):
        return None
    except OSError as problem:
        raise FindingError(error("unreadable-file", f"cannot read {path}: {problem.strerror}")) from None


def _write(path: str, mode: str, data: bytes, before: int | None) -> None:
    """Write a file, or the end of one of so many bytes; where that fails it is as it was."""
    try:
        with open(path, mode, buffering=0) as file:
            try:
                if file.write(data) != len(data):
                    raise OSError(28, "No space left on device", path)
            except OSError:
                file.truncate(before or 0)
                raise
    except OSError as problem:
        if before is None and not isinstance(problem, FileExistsError) and os.path.isfile(path):
            os.remove(path)
        raise FindingError(error("cannot-write", f"cannot write {path}: {problem.strerror}")) from None
