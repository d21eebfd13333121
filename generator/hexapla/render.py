"""A planned package and a style's templates to text, and a review to its page. The only module that imports jinja2.

In: a `Package` of finished strings, and template folders searched in order (a house style's before ours); or the view
of a review. Out: files by path; or a page of HTML, in which every text is escaped. Templates loop, branch on a boolean
and print: no filter but `indent`, no test, no global, and an undefined name is an error.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hexapla.finding import FindingError, Location, error
from hexapla.frozen import frozen

if TYPE_CHECKING:
    import jinja2

    from hexapla.plan.package import Package

ROLES: Final = {"package": "", "driver": "conformance/"}
"""Folders of templates that are rendered file by file, and the folders of the output that they fill."""
PACKAGE = "PACKAGE"
"""A segment of a template's path that stands for the package's name."""
SUFFIX = ".jinja"
REVIEW: Final = "page.html.jinja"
"""The template of a review's page; it includes the others."""
_CACHES: Final = ("__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache")
"""Folders of tools that ran over templates; they are none."""


@frozen
class Rendered:
    """The files of a package by path, with `/` between segments and lines ended by LF.

    Attributes:
        copied: files that stand as they are in the templates, formatted already.
        made: files that were rendered, to be formatted.
        used: the names of the templates that were rendered or included.
    """

    copied: dict[str, bytes]
    made: dict[str, bytes]
    used: frozenset[str] = frozenset()


def render(
    package: Package, folders: Sequence[str], cache: str | None = None, tick: Callable[[int, int], None] | None = None
) -> Rendered:
    """Render a package.

    Args:
        package: what the templates see.
        folders: template folders, the first one that has a template counts.
        cache: a folder for compiled templates, made when it is first written; None for none.
        tick: is told before each file how many are done, and of how many.

    Raises:
        FindingError: a template folder is missing, or a template is broken.
    """
    _present(folders)
    environment = _environment(folders, cache)
    copied: dict[str, bytes] = {}
    made: dict[str, bytes] = {}
    names = _names(folders)
    tell = tick or (lambda done, of: None)
    for plain, name in names:
        tell(len(made) + len(copied), len(names) + len(package.each))
        role, _, rest = plain.partition("/")
        path = ROLES[role] + rest.replace(PACKAGE, package.name)
        if name.endswith(SUFFIX):
            made[path] = _render(environment, name, {"package": package})
        else:
            copied[path] = _copy(folders, name)
    for each in package.each:
        tell(len(made) + len(copied), len(names) + len(package.each))
        made[each.path] = _render(environment, f"each/{each.template}{SUFFIX}", {"package": package, "item": each.item})
    return Rendered(copied, made, frozenset(name for _, name in environment.cache or ()))


def render_review(view: object, folder: str, cache: str | None = None) -> str:
    """Return the page of a review.

    Args:
        view: what the templates see, as `view`.
        folder: the folder of the templates of reviews.
        cache: a folder for compiled templates, as of `render`.

    Raises:
        FindingError: the folder is missing, or a template is broken.
    """
    _present([folder])
    return _render(_environment([folder], cache, is_html=True), REVIEW, {"view": view}).decode("utf-8")


def _present(folders: Sequence[str]) -> None:
    for folder in folders:
        if not os.path.isdir(folder):
            raise FindingError(error("no-templates", f"there is no template folder {folder}"))


def _names(folders: Sequence[str]) -> list[tuple[str, str]]:
    """Return the files of all roles, sorted, each without and with its suffix: the first folder's counts."""
    found: dict[str, str] = {}
    for folder, role in itertools.product(folders, ROLES):
        for name in files_of(folder, role):
            found.setdefault(name.removesuffix(SUFFIX), name)
    return sorted(found.items())


def files_of(folder: str, below: str = "") -> Iterator[str]:
    """Yield the files of a folder of templates, or of one below it, by their paths; not those of tools."""
    for directory, folders, names in os.walk(os.path.join(folder, below)):
        folders[:] = (name for name in folders if name not in _CACHES)
        relative = os.path.relpath(directory, folder).replace(os.sep, "/")
        for name in sorted(names):
            if not name.endswith(".pyc"):
                yield posixpath.normpath(posixpath.join(relative, name))


def _copy(folders: Sequence[str], name: str) -> bytes:
    for folder in folders:
        path = os.path.join(folder, *name.split("/"))
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return file.read()
    raise AssertionError(f"{name} was listed and is gone")


def _environment(folders: Sequence[str], cache: str | None, *, is_html: bool = False) -> jinja2.Environment:
    import jinja2

    bytecode = None
    if cache is not None:
        with contextlib.suppress(OSError):  # compiled templates save time, and nothing else
            os.makedirs(cache, exist_ok=True)
            bytecode = jinja2.FileSystemBytecodeCache(cache) if os.access(cache, os.W_OK) else None
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=is_html,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=bytecode,
    )
    environment.filters = {"indent": environment.filters["indent"]}
    environment.tests = {}
    environment.globals = {}
    return environment


def _render(environment: jinja2.Environment, name: str, values: dict[str, object]) -> bytes:
    import jinja2

    try:
        return environment.get_template(name).render(values).encode("utf-8")
    except jinja2.TemplateSyntaxError as problem:
        where = Location(problem.filename or name, problem.lineno, 1)
        raise FindingError(error("bad-template", problem.message or "not a template", where)) from problem
    except Exception as problem:  # a template can raise anything, say by adding a text to a number
        message = f"{name}: {problem}" if isinstance(problem, jinja2.TemplateError) else f"{name}: {problem!r}"
        raise FindingError(error("bad-template", message, _inside(problem))) from problem


def _inside(problem: BaseException) -> Location | None:
    """Return the line of the template that was being rendered, from the traceback jinja rewrites."""
    trace, found = problem.__traceback__, None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(SUFFIX):
            found = Location(file, trace.tb_lineno, 1)
        trace = trace.tb_next
    return found
