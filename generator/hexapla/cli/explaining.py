"""`hexapla explain`: what a rule of the review is about, with an example that is reviewed as it is printed."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from typing import Final

from hexapla.cli.files import brought, read
from hexapla.cli.report import Report
from hexapla.diff import Change, Planned, attach, review, surface
from hexapla.diff.explain import Example, example_of, known, table
from hexapla.diff.explain import explain as told
from hexapla.diff.homes import at_home, homes
from hexapla.finding import Finding, error
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan import Names, build, prune
from hexapla.source import Sources, did_you_mean
from hexapla.styles import STYLES

_TEXTS: Final = ("old.yaml", "new.yaml")
_USAGE: Final = 2
_NAMES: Final = Names("example", "Example", "1.0.0", None)
"""What the client of an example is called."""


def explain(options: Namespace, report: Report) -> None:
    """Print what a rule, a guard or a convention is about; without one, all of them."""
    if options.rule is None:
        sys.stdout.write(table())
        return
    id_ = _meant(options.rule)
    if id_ is None:
        report.add([_unknown(options.rule)])
        report.fail(_USAGE)
    else:
        sys.stdout.write(told(id_, _example(example_of(id_))))


def _meant(word: str) -> str | None:
    """Return the id that is asked for; guards and conventions may be written small."""
    return next((id_ for id_ in known() if id_.lower() == word.lower()), None)


def _unknown(word: str) -> Finding:
    hint = did_you_mean(word, known()) or "`hexapla explain` lists them"
    if re.fullmatch("[0-9a-f]{12}", word):
        hint = "it is the id of a finding: its rule stands behind it, as in `2879deff5539  param.became-required`"
    elif not set(word) & set("._0123456789"):
        # The findings of other commands are called so.
        hint = "what other commands find is explained where it is found; `hexapla explain` lists what is here"
    return error("unknown-rule", f"`{word}` is no rule, guard or convention of `hexapla diff`", None, hint)


def _example(name: str) -> Example | None:
    """Return an example with its review; None where there is none."""
    folder = os.path.join(examples_root(), name)
    paths = [os.path.join(folder, text) for text in _TEXTS]
    if not all(map(os.path.isfile, paths)):
        return None
    old, new = (read(path).decode() for path in paths)
    before, after = (load(Sources(read), path)[0] for path in paths)
    return Example(old=old, new=new, changes=changes(before, after))


def changes(old: Api, new: Api) -> tuple[Change, ...]:
    """Return what the review of two descriptions says, and what moves in a client in the first of the styles."""
    found = review(old, new)
    style = STYLES[0]
    planned = [Planned(api, build(prune(api)[0], _NAMES, style)[0]) for api in (old, new)]
    moved = surface(style.name, style, planned[0], planned[1], found)
    known = homes(new, old)
    return tuple(
        Change(judged=judged, symbols=symbols, node=at_home(judged.fact.node, known))
        for judged, symbols in attach(found, moved, compared=True)
    )


def examples_root() -> str:
    """Return the folder of all examples: inside an installed package, or the cases of a checkout."""
    return brought(os.path.join("tests", "cases", "diff"), "examples")
