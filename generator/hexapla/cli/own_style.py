"""A style of a project's own: a file of its code to a `Style` that cannot break the program.

In: what the configuration says of it. Out: its `STYLE`, of which every answer is looked at before it is used. Whatever
is wrong with it, now or when it is asked, is a finding at the line of the project's file. The file is run as it lies in
the work tree; it may import what is installed and, by `from .other import Other`, files beside it.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType, UnionType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from hexapla.config.own import OwnStyle
from hexapla.finding import Finding, FindingError, Location, error
from hexapla.plan import Style
from hexapla.source import did_you_mean

NAME: Final = "STYLE"
"""What a module of a style calls it."""
GIVEN: Final = ("name", "base")
"""Members of a style that the configuration gives."""
MEMBERS: Final = {
    name: member
    for part in reversed(Style.__mro__)
    if part.__module__.startswith("hexapla.")
    for name, member in vars(part).items()
    if not name.startswith("_")
}
"""What a style must have: methods and properties of the protocol, by name."""


def load_style(own: OwnStyle) -> Style:
    """Return a style of the project.

    Raises:
        FindingError: its module is missing, fails, or defines none.
    """
    module = _Module(own)
    style = module.load()
    try:
        findings = _faults(style, module)
    except Exception as problem:  # of a property, say
        raise FindingError(module.failed(problem, "fails")) from None
    if findings:
        raise FindingError(*findings)
    return cast("Style", _Guarded(style, module))


def class_of(own: OwnStyle) -> str | None:
    """Return the class of which a style is an object, as others may import it from its module; None where they cannot.

    Raises:
        FindingError: its module is missing, fails, or defines no style.
    """
    module = _Module(own)
    made = type(module.load())
    return made.__name__ if module.names.get(made.__name__) is made else None


class _Module:
    """The file of a style, and the places in it."""

    def __init__(self, own: OwnStyle) -> None:
        self.own = own
        self.names: Mapping[str, object] = {}
        self._siblings = _Siblings(own.module)

    def load(self) -> object:
        """Run the file and return what it calls `STYLE`."""
        own = self.own
        if not os.path.isfile(own.module):
            message = f"there is no file {own.module}, which is to define the style `{own.name}`"
            raise FindingError(error("own-style", message, own.at_module, "`hexapla new-style` writes one"))
        try:
            names = self.names = vars(self._siblings.load())
        # What the project's code raises is its own matter, even where it ends the program.
        except (Exception, SystemExit) as problem:
            raise FindingError(self.failed(problem, "fails")) from None
        if NAME not in names:
            classes = [name for name, value in names.items() if isinstance(value, type)]
            near = [name for name in names if name.lower() == NAME.lower()]
            hint = f"end it with `{NAME} = {near[0] if near else f'{classes[-1]}()' if classes else 'MyStyle()'}`"
            raise FindingError(error("own-style", f"it defines no `{NAME}`", Location(own.module, 0), hint))
        return names[NAME]

    def line(self, name: str) -> Location:
        """Return where the file assigns a name last; the file as a whole where it does not."""
        with open(self.own.module, "rb") as file:
            body = ast.parse(file.read()).body
        lines = [
            node.lineno
            for node in body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for one in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(one, ast.Name) and one.id == name
        ]
        return Location(self.own.module, lines[-1] if lines else 0)

    def failed(self, problem: BaseException, done: str, by: object = None) -> Finding:
        """Return what to tell of something that was raised: at the last line of the project's code that had to do."""
        name, said = type(problem).__name__, str(problem)
        if isinstance(problem, SyntaxError) and problem.filename in self._siblings.files:
            where = Location(problem.filename or "", problem.lineno or 1, max(problem.offset or 1, 1))
            return error("own-style", f"{name}: {problem.msg}", where)
        trace, found = problem.__traceback__, self.defined(by)
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in self._siblings.files:
                found = Location(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            trace = trace.tb_next
        told = f"{name}: {said.replace(f'{self._siblings.package}.', '.')}" if said else name
        return error("own-style", f"the style `{self.own.name}` {done}: {told}", found)

    def defined(self, what: object) -> Location:
        """Return where the project's code defines a function; the file as a whole where it does not."""
        code = getattr(getattr(what, "__func__", what), "__code__", None)
        if isinstance(code, CodeType) and code.co_filename in self._siblings.files:
            return Location(code.co_filename, code.co_firstlineno)
        return Location(self.own.module, 0)


class _Siblings(Loader):
    """Finds the modules of one folder, as those of a package: what a file imports from beside it, at once or later on.

    They are read by ourselves: Python would keep compiled ones beside them, and would take one that was changed within
    a second for the one it knows.
    """

    def __init__(self, path: str) -> None:
        self.package = f"hexapla_style_{hashlib.sha256(os.path.abspath(path).encode()).hexdigest()[:8]}"
        self.files: set[str] = {path}
        self._folder = os.path.dirname(path)
        stem = os.path.splitext(os.path.basename(path))[0].replace(".", "_")
        self._main = f"{self.package}.{stem}", path

    def load(self) -> ModuleType:
        """Run the file anew, and with it what it imports from beside it."""
        for name in [name for name in sys.modules if name.partition(".")[0] == self.package]:
            del sys.modules[name]
        others = [one for one in sys.meta_path if not (isinstance(one, _Siblings) and one.package == self.package)]
        sys.meta_path[:] = [self, *others]
        return importlib.import_module(self._main[0])

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module is loaded, None for one that is none of these."""
        if name == self.package:
            return ModuleSpec(name, self, is_package=True)
        package, _, stem = name.rpartition(".")
        file = self._main[1] if name == self._main[0] else os.path.join(self._folder, f"{stem}.py")
        return ModuleSpec(name, self, origin=file) if package == self.package and os.path.isfile(file) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Leave it to Python to make the empty module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the file of a module."""
        file = module.__spec__.origin if module.__spec__ else None
        if file is not None:
            self.files.add(file)
            module.__file__ = file
            with open(file, "rb") as source:
                code = compile(source.read(), file, "exec", dont_inherit=True)
            exec(code, vars(module))


def _faults(style: object, module: _Module) -> list[Finding]:
    where = module.line(NAME)
    if isinstance(style, type):
        message = f"`{NAME}` is the class `{style.__name__}`, and not an object of it"
        return [error("own-style", message, where, f"write `{NAME} = {style.__name__}()`")]
    missing = [name for name in MEMBERS if not hasattr(style, name) and name not in GIVEN]
    if missing:
        named = ", ".join(f"`{name}`" for name in missing[:5]) + (
            f" and {len(missing) - 5} more" if missing[5:] else ""
        )
        near = [name for name in dir(style) if not name.startswith("_") and name not in MEMBERS]
        hint = did_you_mean(missing[0], near) or "make its class one of a style that is there: `class Mine(Python):`"
        return [error("own-style", f"`{NAME}` is no whole style: it lacks {named}", where, hint)]
    kinds = {name: _wrong(style, name) for name in MEMBERS if name not in GIVEN}
    found = [error("own-style", f"`{name}` must be {kind}", where) for name, kind in kinds.items() if kind]
    own = {**vars(type(style)), **getattr(style, "__dict__", {})}
    if own.get("name", module.own.name) != module.own.name:
        message = f"it calls itself `{own['name']}`, and the configuration `{module.own.name}`"
        found.append(error("own-style", message, where, "leave its `name` out"))
    return found


def _wrong(style: object, name: str) -> str:
    """Return what a member must be and is not; empty where it is."""
    value, member = getattr(style, name), MEMBERS[name]
    if not isinstance(member, property):
        return "" if callable(value) else "a method"
    wanted = _answer(member.fget)
    return "" if _fits(value, wanted) else _of(wanted)


def _answer(method: object) -> object:
    """Return the type that a method of the protocol returns."""
    return get_type_hints(method)["return"]


class _Guarded:
    """A style of which every answer is looked at. It has the name and the base that the configuration gives it."""

    def __init__(self, style: object, module: _Module) -> None:
        self._style = style
        self._module = module
        self.name = module.own.name
        self.base = module.own.base

    def __getattr__(self, name: str) -> object:
        found = getattr(self._style, name)
        if name not in MEMBERS or isinstance(MEMBERS[name], property):
            return found
        method = self._looked_at(name, found)
        setattr(self, name, method)  # the next time it is there
        return method

    def _looked_at(self, name: str, method: Callable[..., object]) -> Callable[..., object]:
        module, wanted = self._module, _answer(MEMBERS[name])

        def call(*given: object, **named: object) -> object:
            try:
                answer = method(*given, **named)
            except FindingError:
                raise
            except Exception as problem:
                raise FindingError(module.failed(problem, f"fails in `{name}`", method)) from None
            if not _fits(answer, wanted):
                told = f"returns {_of(type(answer))} from `{name}`, where {_of(wanted)} is needed"
                message = f"the style `{module.own.name}` {told}"
                raise FindingError(error("own-style", message, module.defined(method)))
            return answer

        return call


def _fits(value: object, wanted: Any) -> bool:  # noqa: ANN401
    """Say whether a value is of a type, as far as the protocol of styles uses types."""
    origin, of = get_origin(wanted), get_args(wanted)
    if origin is None:
        return isinstance(value, wanted)
    if origin is UnionType:
        return any(_fits(value, one) for one in of)
    if not isinstance(value, origin) or isinstance(value, str):
        return False
    if origin is tuple and of[-1] is not Ellipsis:
        values = cast("tuple[object, ...]", value)
        return len(values) == len(of) and all(_fits(one, kind) for one, kind in zip(values, of, strict=True))
    return not isinstance(value, Mapping) and all(_fits(one, of[0]) for one in cast("Sequence[object]", value))


def _of(wanted: Any) -> str:  # noqa: ANN401
    """Return a type as people write it."""
    of = [_of(one) for one in get_args(wanted) if one is not Ellipsis]
    if not of:
        return "None" if wanted is type(None) else str(wanted.__name__)
    if get_origin(wanted) is UnionType:
        return " | ".join(of)
    end = ", ..." if get_args(wanted)[-1] is Ellipsis else ""
    return f"{get_origin(wanted).__name__}[{', '.join(of)}{end}]"
