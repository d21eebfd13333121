"""`hexapla new-style`: a style of the project's own, made from one that is there.

In: a name, and the style it begins as. Out: a module with nothing in it but what it is for, a folder with one template,
and both in the configuration with a target that uses them, where a person would have put them: it is read back before
it is written. Nothing that is there is changed or replaced.
"""

from __future__ import annotations

import contextlib
import json
import keyword
import os
import re
import shutil
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from hexapla import config as configuration
from hexapla.cli.files import read
from hexapla.cli.styling import find_style, template_folders
from hexapla.config import Config, Target
from hexapla.config.names import style_fault
from hexapla.config.own import behind
from hexapla.finding import FindingError, Location, error
from hexapla.frozen import frozen, replace
from hexapla.names import words

_FOLDER: Final = "styles"
"""Where styles stand that are made from one of ours; one that is made from another stands beside that."""
_TEMPLATE: Final = "package/LICENSE.jinja"
"""The template to begin with: every style has it, and it seldom changes."""
_KEPT: Final = "it is left as it is; give the style another name"


@frozen(kw_only=True)
class _New:
    """What is to be made, with paths relative to the configuration.

    Attributes:
        base: a target as if it had the style it is made from.
        like: the target that the new one is a copy of, but for style and output.
        stem: the name of the module and of the folder of templates.
    """

    name: str
    config: Config
    base: Target
    like: Target
    folder: str
    stem: str

    def at(self, *path: str) -> str:
        """Return a path as the person's shell would write it."""
        return os.path.normpath(os.path.join(self.config.directory, *path))

    @property
    def module(self) -> str:
        """Return the module's path, with `/` in it."""
        return f"{self.folder}{self.stem}.py"

    @property
    def templates(self) -> str:
        """Return the folder of templates."""
        return f"{self.folder}{self.stem}"


def new_style(name: str, base: str) -> None:
    """Write a style, a template and a target.

    Raises:
        FindingError: there is no style to begin with, something of this name is there already, or nothing can be
            written.
    """
    new = _asked(name, base, configuration.find())
    # A style that does not work is no beginning.
    class_name, imported = _origin(new)
    text, table = _configured(new)
    _refuse_existing(new, table["output"])
    template = _template(new)
    files = {
        new.at(new.module): _module(new, class_name, imported).encode(),
        new.at(new.templates, _TEMPLATE): template,
    }
    with _undone_where_it_fails() as made:
        for path, data in files.items():
            _create(path, data, made)
        _replace(new.config.file, text)
    print(f"wrote {' and '.join(files)}, and in {new.config.file} the style and the target `{name}`")
    print(f"next: `hexapla generate {name}` writes {new.at(table['output'])}, for now as `{base}` would")
    print(f"then: change names and types in {new.at(new.module)}, all else by templates in {new.at(new.templates)}")


def _asked(name: str, base: str, config: Config) -> _New:
    fault = style_fault(name)
    if fault is not None:
        raise FindingError(error("own-style", f"a style {fault}"))
    for kind, named in (("style", config.styles), ("target", config.targets)):
        for one in named:
            if one.name == name:
                raise FindingError(error("exists", f"there is a {kind} `{name}` already", one.where, _KEPT))
    own = {one.name: one for one in config.styles}
    like = next((target for target in config.targets if target.style == base), next(iter(config.targets), None))
    if like is None:
        hint = "add [tool.hexapla.targets.NAME], or begin with `hexapla init`"
        raise FindingError(error("no-target", f"{config.file} names no target to make another one like", None, hint))
    chain = behind(base, own)
    beside = tuple(own)
    target = replace(like, style=base, own=chain, beside=beside, templates=None, where=Location(config.file, 0))
    stem = name.replace("-", "_")
    stem = f"{stem}_style" if keyword.iskeyword(stem) else stem
    folder = os.path.dirname(os.path.relpath(chain[0].module, config.directory)) if chain else _FOLDER
    folder = f"{folder.replace(os.sep, '/')}/" if folder else ""
    return _New(name=name, config=config, base=target, like=like, folder=folder, stem=stem)


def _origin(new: _New) -> tuple[str, str]:
    """Return the class to make the style's from, and the line that imports it."""
    style = find_style(new.base)
    _find_no_other(new)
    if not new.base.own:
        made = type(style)
        return made.__name__, f"from {made.__module__} import {made.__name__}"
    from hexapla.cli.own_style import class_of

    own = new.base.own[0]
    stem = os.path.splitext(os.path.basename(own.module))[0]
    named = class_of(own)
    if named is None or not stem.isidentifier() or keyword.iskeyword(stem):
        message = f"no class of the style `{own.name}` can be imported from {own.module}"
        hint = "the file needs a name that Python can import, and a class of which STYLE is an object"
        raise FindingError(error("own-style", message, own.at_module, hint))
    return named, f"from .{stem} import {named}"


def _find_no_other(new: _New) -> None:
    from hexapla import styles

    if styles.find(new.name) is not None:
        message = f"`{new.name}` is the name of a style that comes with this program"
        raise FindingError(error("exists", message, None, "give yours another name"))


def _refuse_existing(new: _New, output: str) -> None:
    paths = [new.at(path) for path in (new.module, new.templates, output)]
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        message = "this is there already"
        raise FindingError(*(error("exists", message, Location(path, 0), _KEPT) for path in there))


def _template(new: _New) -> bytes:
    for folder in template_folders(new.base):
        path = os.path.join(folder, *_TEMPLATE.split("/"))
        if os.path.isfile(path):
            data = read(path)
            said = (
                f"{{# It stands for the `{_TEMPLATE}` of the style `{new.base.style}`, as it has the same path. #}}\n"
            )
            return data if data.startswith(b"{#") else said.encode() + data
    raise FindingError(error("no-templates", f"the style `{new.base.style}` has no {_TEMPLATE}"))


def _module(new: _New, base: str, imported: str) -> str:
    word = "".join(word.capitalize() for word in words(new.name))
    name = f"{word}Style" if word == base or keyword.iskeyword(word) else word
    return _MODULE.format(
        style=new.name, base=new.base.style, folder=new.stem, word=word.lower(), name=name, of=base, imported=imported
    )


_MODULE: Final = '''\
"""The style `{style}`, made from `{base}`.

What the class below does not say is as in `{of}`. Its methods give names
(`type_name`, `identifier`, `attribute_name`), types (`attribute`, `argument`,
`result`), documentation (`docstring`, `method_doc`) and files; `hexapla.plan.Style`
says of each what it is asked and must return. All else stands in templates: a file in
{folder}/ replaces the one of the same path. What they see is printed by
`hexapla dump --stage plan --target {style}`.
"""

from __future__ import annotations

{imported}


class {name}({of}):
    """What is not as in `{base}`; so far everything is."""

    # For instance models with a word before their names:
    #
    # def type_name(self, name: str) -> str:
    #     """Return the name of a class."""
    #     return super().type_name(f"{word} {{name}}")


STYLE = {name}()
'''


def _configured(new: _New) -> tuple[bytes, dict[str, str]]:
    """Return the configuration with the style and the target, and what the target's table holds."""
    file, before = new.config.file, read(new.config.file)
    prefix = () if os.path.basename(file) == "hexapla.toml" else ("tool", "hexapla")
    wanted: Any = configuration.toml(file, before)
    ours: Any = wanted
    for key in prefix:
        ours = ours[key]
    like: dict[str, str] = deepcopy(ours["targets"][new.like.name])
    folder = os.path.dirname(like["output"].rstrip("/")) or "generated"
    target = {**like, "style": new.name, "output": f"{folder}/{new.name}"}
    style = {"base": new.base.style, "module": new.module, "templates": new.templates}
    ours.setdefault("styles", {})[new.name] = style
    ours["targets"][new.name] = target
    end = "\r\n" if b"\r\n" in before else "\n"
    added = end.join(
        [*_table((*prefix, "styles", new.name), style), "", *_table((*prefix, "targets", new.name), target)]
    )
    for after in _spliced(before.decode(), added, end, prefix):
        try:
            if configuration.toml(file, after.encode()) == wanted:
                break
        except FindingError:  # tables written in one line, say, to which nothing can be added
            continue
    else:
        hint = f"write these tables with headers, as in [{'.'.join((*prefix, 'targets', new.like.name))}]"
        raise FindingError(error("cannot-write", "nothing can be added to this table", new.like.where, hint))
    try:
        configuration.parse(file, after.encode())
    except FindingError as problem:
        message = f"no target can be made like `{new.like.name}`: {problem.findings[0].message}"
        raise FindingError(error("cannot-write", message, new.like.where)) from None
    return after.encode(), target


def _table(section: tuple[str, ...], values: Mapping[str, str]) -> list[str]:
    quoted = ((key, json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")) for key, value in values.items())
    return [f"[{'.'.join(section)}]", *(f"{key} = {value}" for key, value in quoted)]


def _spliced(text: str, added: str, end: str, prefix: tuple[str, ...]) -> list[str]:
    """Return the text with something added behind the last of our tables, and with the same at the end."""
    lines = text.splitlines(keepends=True)
    ours = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(prefix) + r"\b" if prefix else r"\s*\[")
    last = max((number for number, line in enumerate(lines) if ours.match(line)), default=len(lines) - 1)
    at = next((n for n in range(last + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    while at > last + 1 and re.match(r"\s*(#|$)", lines[at - 1]):
        at -= 1
    # A comment that stands below a table without a gap is of that table.
    while at < len(lines) and lines[at].lstrip().startswith("#"):
        at += 1
    found = []
    for number in (at, len(lines)):
        before = "".join(lines[:number])
        gap = "" if before.endswith("\n") else end
        found.append(f"{before}{gap}{end}{added}{end}{''.join(lines[number:])}")
    return found


@contextlib.contextmanager
def _undone_where_it_fails() -> Any:  # noqa: ANN401
    """Give a list of paths, and remove what it holds then where something cannot be written."""
    made: list[str] = []
    try:
        yield made
    except OSError as problem:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                os.rmdir(path) if os.path.isdir(path) else os.remove(path)
        message = f"cannot write {problem.filename or made[-1]}: {problem.strerror}"
        raise FindingError(error("cannot-write", message)) from None


def _create(path: str, data: bytes, made: list[str]) -> None:
    folders = [os.path.dirname(path)]
    while folders[-1] and not os.path.isdir(folders[-1]):
        folders.append(os.path.dirname(folders[-1]))
    for folder in reversed(folders[:-1]):
        os.mkdir(folder)
        made.append(folder)
    with open(path, "xb") as file:
        made.append(path)
        file.write(data)


def _replace(path: str, data: bytes) -> None:
    """Replace a file in one step, where it really lies, with the rights it has."""
    real = os.path.realpath(path)
    half = f"{real}.{os.getpid()}"
    try:
        with open(half, "xb") as file:
            file.write(data)
        shutil.copymode(real, half)
        os.replace(half, real)
    except OSError:
        with contextlib.suppress(OSError):
            os.remove(half)
        raise
