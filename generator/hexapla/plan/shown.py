"""Planned examples: calls that the README shows, and programs that a person can run.

Finished strings and booleans, as in `package`, which holds them.
"""

from __future__ import annotations

from hexapla.frozen import frozen
from hexapla.plan.calls import Lines


@frozen(kw_only=True)
class Example:
    """A call for the README: what it does, as prose, and the lines of code that make it.

    Attributes:
        method: what is called, from the client on; `given` the arguments, finished.
        is_paged: whether rows come in pages.
        is_bare: whether none of the arguments is shown that are given by name.
    """

    title: str
    lines: Lines
    method: str
    given: Lines
    is_paged: bool
    is_bare: bool


@frozen(kw_only=True)
class ProgramArgument:
    """A word of the command line that becomes an argument.

    Attributes:
        name: of the argument; `word` what usage calls it.
        position: which word it is, counted from 1; `index` the same, counted from 0.
        is_integer, is_number: what it is read as; a text if neither.
        is_many: whether it is several, with commas between them.
    """

    name: str
    word: str
    position: str
    index: str
    is_integer: bool
    is_number: bool
    is_many: bool


@frozen(kw_only=True)
class ProgramSetting:
    """An argument of the constructor, and the environment variable that it is read from, a literal."""

    name: str
    variable: str


@frozen(kw_only=True)
class Program:
    """A program that makes one call.

    Attributes:
        file: the file's name without its ending; `template` what it is rendered from, without one, too.
        doc: what it does.
        arguments: what stands on the command line; `count` is how many there are, `words` how many with the program's
            own name.
        settings: what the client is given from the environment; nothing where it looks there by itself.
        method: what is called, from the client on; `given` the arguments, finished.
        is_paged: whether rows come in pages.
        result: attributes of the result that are printed one by one; empty for the result as a whole.
        returns: whether there is a result.
    """

    file: str
    template: str
    doc: Lines
    arguments: tuple[ProgramArgument, ...]
    words: str
    count: str
    settings: tuple[ProgramSetting, ...]
    method: str
    given: Lines
    is_paged: bool
    result: Lines
    returns: bool
