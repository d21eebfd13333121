"""`[tool.hexapla]` of pyproject.toml, or hexapla.toml, to targets.

In: a folder to begin in. Out: a frozen `Config`, with paths as the person's shell would write them. An unknown key, a
missing one, one of the wrong kind or a name that would break what is made is a finding at its line. Knows no style: a
target's style is a word here.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from hexapla.config import names
from hexapla.config.own import OwnStyle, behind, goes_in_a_circle
from hexapla.finding import Finding, FindingError, Location, error
from hexapla.frozen import frozen

_TOP: Final = {"spec": True, "lock": False, "targets": False, "styles": False}
_STYLE: Final = {"base": True, "module": True, "templates": False}
_TARGET: Final = {
    "style": True,
    "output": True,
    "package": True,
    "client": True,
    "version": True,
    "repository": False,
    "templates": False,
}


@frozen
class Target:
    """One client to generate: a style, an output folder and names.

    Attributes:
        client: the class name of the client and the prefix of its base error.
        package: the package's name, as importers write it.
        templates: a folder that is searched before the style's own templates; None for none.
        at_templates: where it is named.
        own: the project's own styles that stand behind `style`, itself first; none where it is one of ours.
        beside: the names of all styles of the project's own.
    """

    name: str
    style: str
    output: str
    package: str
    client: str
    version: str
    where: Location
    repository: str | None = None
    templates: str | None = None
    at_templates: Location = Location("", 0)
    own: tuple[OwnStyle, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """Return the name of the style of ours that the target's is made from in the end."""
        return self.own[-1].base if self.own else self.style


@frozen
class Config:
    """The configuration; paths are relative to where the command was started.

    Attributes:
        lock: the lock of the documentation, None where there is none to hold the spec against.
        styles: those of the project's own.
    """

    file: str
    directory: str
    spec: str
    lock: str | None
    targets: tuple[Target, ...]
    styles: tuple[OwnStyle, ...] = ()


def find(start: str = ".") -> Config:
    """Return the configuration of the nearest folder upwards that has one.

    Raises:
        FindingError: there is none, or it is malformed.
    """
    folder = os.path.abspath(start)
    while True:
        near = os.path.normpath(os.path.join(start, os.path.relpath(folder, os.path.abspath(start))))
        config = of(near, _bytes)
        if config is not None:
            return config
        parent = os.path.dirname(folder)
        if parent == folder:
            hint = "`hexapla init` writes one for the spec of this folder"
            raise FindingError(error("no-configuration", "no hexapla.toml and no [tool.hexapla] found", None, hint))
        folder = parent


def of(folder: str, read: Callable[[str], bytes]) -> Config | None:
    """Return the configuration that lies in a folder, of the work tree or of a revision; None where there is none.

    Raises:
        FindingError: it is malformed.
    """
    for name in ("hexapla.toml", "pyproject.toml"):
        path = os.path.normpath(os.path.join(folder, name))
        try:
            data = read(path)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            continue
        if name == "hexapla.toml" or re.search(rb"^\s*\[+\s*tool\s*\.\s*hexapla\b", data, re.MULTILINE):
            return parse(path, data)
    return None


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def parse(path: str, data: bytes) -> Config:
    """Read a configuration.

    Raises:
        FindingError: it is no TOML, or a key is unknown, missing or of the wrong kind.
    """
    document = toml(path, data)
    text = data.decode("utf-8")
    reader = _Reader(path, text)
    prefix: tuple[str, ...] = () if os.path.basename(path) == "hexapla.toml" else ("tool", "hexapla")
    table: object = document
    for name in prefix:
        table = table.get(name, {}) if isinstance(table, dict) else {}
    config = reader.config(table if isinstance(table, dict) else {}, prefix)
    if reader.findings:
        raise FindingError(*reader.findings)
    return config


def toml(path: str, data: bytes) -> dict[str, object]:
    """Return what a TOML file says.

    Raises:
        FindingError: it is no TOML.
    """
    try:
        text = data.decode("utf-8")
        return tomllib.loads(text)
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        where = Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise FindingError(error("config-syntax", f"byte 0x{data[problem.start]:02x} is no UTF-8", where)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        said, _, place = str(problem).partition(" (at ")
        found = re.search(r"line (\d+), column (\d+)", place)
        where = Location(path, int(found[1]), int(found[2])) if found else Location(path, text.count("\n") + 1)
        raise FindingError(error("config-syntax", said, where)) from None


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.directory = os.path.dirname(path) or "."
        self.findings: list[Finding] = []

    def config(self, table: Mapping[str, object], prefix: tuple[str, ...]) -> Config:
        self.check(table, _TOP, prefix, skip=("targets", "styles"))
        styles = self.styles(self.tables(table, prefix, "styles"))
        named = self.tables(table, prefix, "targets")
        read = [self.target(name, value, section, styles) for name, value, section in named]
        spec, lock = table.get("spec"), table.get("lock")
        config = Config(
            file=self.path,
            directory=self.directory,
            spec=self.relative(spec if isinstance(spec, str) else ""),
            lock=self.relative(lock) if isinstance(lock, str) else None,
            targets=tuple(read),
            styles=tuple(styles.values()),
        )
        self.outputs([target for target in read if target.output])
        return config

    def tables(
        self, table: Mapping[str, object], prefix: tuple[str, ...], key: str
    ) -> list[tuple[str, Mapping[str, object], tuple[str, ...]]]:
        """Return each table of a table: its name, what it holds, and its section."""
        named = table.get(key, {})
        if not isinstance(named, dict):
            self.findings.append(error("config-value", f"`{key}` must be a table", self.locate(prefix, key)))
            return []
        found: list[tuple[str, Mapping[str, object], tuple[str, ...]]] = []
        for name, value in named.items():
            if isinstance(value, dict):
                found.append((name, value, (*prefix, key, name)))
            else:
                where = self.locate((*prefix, key), name)
                self.findings.append(error("config-value", f"`{name}` must be a table", where))
        return found

    def styles(self, named: Sequence[tuple[str, Mapping[str, object], tuple[str, ...]]]) -> dict[str, OwnStyle]:
        found: dict[str, OwnStyle] = {}
        for name, table, section in named:
            self.check(table, _STYLE, section)
            read = {key: text for key, text in table.items() if isinstance(text, str)}
            if (fault := names.style_fault(name)) is not None:
                self.findings.append(error("config-value", f"a style {fault}", self.locate(section)))
            found[name] = OwnStyle(
                name=name,
                base=read.get("base", ""),
                module=self.relative(read.get("module", "")),
                templates=self.relative(read["templates"]) if "templates" in read else None,
                where=self.locate(section),
                at_base=self.locate(section, "base"),
                at_module=self.locate(section, "module"),
                at_templates=self.locate(section, "templates"),
            )
        for own in found.values():
            if goes_in_a_circle(own.name, found):
                message = f"the style `{own.name}` is made from itself"
                self.findings.append(error("config-value", message, own.at_base, "name a style that was there before"))
        return found

    def target(
        self, name: str, table: Mapping[str, object], section: tuple[str, ...], styles: Mapping[str, OwnStyle]
    ) -> Target:
        self.check(table, _TARGET, section)
        read = {key: text for key, text in table.items() if isinstance(text, str)}
        own = behind(read.get("style", ""), styles)
        for key, fault in _faults(read, own[-1].base if own else read.get("style", "")):
            self.findings.append(error("config-value", f"`{key}` {fault}", self.locate(section, key)))
        templates = read.get("templates")
        return Target(
            name=name,
            style=read.get("style", ""),
            output=self.relative(read.get("output", "")),
            package=read.get("package", ""),
            client=read.get("client", ""),
            version=read.get("version", ""),
            where=self.locate(section),
            repository=read.get("repository"),
            templates=None if templates is None else self.relative(templates),
            at_templates=self.locate(section, "templates"),
            own=own,
            beside=tuple(styles),
        )

    def outputs(self, targets: Sequence[Target]) -> None:
        """Report targets that share a folder (they would remove each other's files) or own the whole project."""
        project = os.path.abspath(self.directory)
        folders = {target.name: os.path.normcase(os.path.abspath(target.output)) for target in targets}
        for number, target in enumerate(targets):
            folder = folders[target.name]
            for other in targets[:number]:
                if _holds(folder, folders[other.name]) or _holds(folders[other.name], folder):
                    message = f"the targets `{other.name}` and `{target.name}` write into one folder"
                    hint = "give each a folder of its own, neither inside the other"
                    self.findings.append(error("config-value", message, target.where, hint))
            if _holds(folder, os.path.normcase(project)):
                message = f"the output of `{target.name}` must be a folder of its own"
                self.findings.append(error("config-value", message, target.where))

    def check(
        self, table: Mapping[str, object], known: Mapping[str, bool], section: tuple[str, ...], skip: Sequence[str] = ()
    ) -> None:
        name = ".".join(section) or "the file"
        for key, value in table.items():
            where = self.locate(section, key)
            if key not in known:
                from hexapla.source import did_you_mean

                hint = did_you_mean(key, list(known)) or f"known are {', '.join(known)}"
                self.findings.append(error("config-key", f"`{key}` is no key of {name}", where, hint))
            elif key not in skip and not isinstance(value, str):
                self.findings.append(error("config-value", f"`{key}` must be a text", where))
            elif value == "":
                self.findings.append(error("config-value", f"`{key}` is empty", where))
        for key, required in known.items():
            if required and key not in table:
                self.findings.append(error("config-key", f"{name} lacks `{key}`", self.locate(section)))

    def locate(self, section: tuple[str, ...], key: str | None = None) -> Location:
        """Return the line of a section or of a key in it, as far as plain TOML tables go; else line 1."""
        header = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(rf"[\"']?{re.escape(s)}[\"']?" for s in section) + r"\s*\]")
        start = next((i for i, line in enumerate(self.lines) if section and header.match(line)), -1 if section else 0)
        if start < 0:
            return self.locate(section[:-1], section[-1]) if section else Location(self.path, 1, 1)
        if key is None:
            return Location(self.path, start + 1, 1)
        for i in range(start + (1 if section else 0), len(self.lines)):
            line = self.lines[i]
            if line.lstrip().startswith("["):
                break
            if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
                return Location(self.path, i + 1, len(line) - len(line.lstrip()) + 1)
        return Location(self.path, start + 1, 1)

    def relative(self, path: str) -> str:
        return os.path.normpath(os.path.join(self.directory, path)) if path else path


def _faults(read: Mapping[str, str], style: str) -> list[tuple[str, str]]:
    """Return what is wrong with the texts of a target, by key; an empty one is reported already.

    `style` is the one of ours that it is made from: it knows what its language takes.
    """
    judged = {
        "style": names.style_fault,
        "package": lambda text: names.package_fault(text, style),
        "client": lambda text: names.client_fault(text, style),
        "version": lambda text: names.version_fault(text, style),
        "repository": names.repository_fault,
    }
    return [(key, fault) for key, judge in judged.items() if read.get(key) and (fault := judge(read[key])) is not None]


def _holds(folder: str, other: str) -> bool:
    return folder == other or other.startswith(folder.rstrip(os.sep) + os.sep)
