"""House rules: an `Api` to findings about how our own specs are written. They run in `hexapla check` only.

A rule is a function from an `Api` to findings, and a row of RULES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from hexapla.finding import Finding
from hexapla.lint.examples import broken_examples, examples_fit, examples_present
from hexapla.lint.rules import (
    described,
    documentation_linked,
    ids_name_resource,
    messages_agree,
    pagination_sound,
    schema_names,
    summaries,
)
from hexapla.model import Api

__all__ = ["RULES", "Rule", "broken_examples", "lint"]

Rule = Callable[[Api], Iterator[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    ids_name_resource,
    summaries,
    documentation_linked,
    described,
    schema_names,
    messages_agree,
    pagination_sound,
    examples_present,
    examples_fit,
)


def lint(api: Api) -> tuple[Finding, ...]:
    """Return what every house rule finds."""
    return tuple(finding for rule in RULES for finding in rule(api))
