"""Python import lines, in the order isort and ruff want."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from hexapla.names import natural


def import_lines(uses: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return import lines as isort orders them.

    Args:
        uses: (module, name) pairs; a name `` means `import module`; relative modules begin with a dot.
    """
    from_modules: dict[str, set[str]] = {}
    plain: set[str] = set()
    for module, name in uses:
        if name:
            from_modules.setdefault(module, set()).add(name)
        else:
            plain.add(module)
    groups: dict[int, list[str]] = {}
    for module in sorted(plain):
        groups.setdefault(_group(module), []).append(f"import {module}")
    for module in sorted(from_modules, key=_module_order):
        names = ", ".join(sorted(from_modules[module], key=member_order))
        groups.setdefault(_group(module), []).append(f"from {module} import {names}")
    lines: list[str] = []
    for group in sorted(groups):
        lines.extend(["", *groups[group]] if lines else groups[group])
    return tuple(lines)


_Natural: TypeAlias = tuple[tuple[str, int], ...]
_THIRD_PARTY: Final = ("msgspec", "httpcore2", "pydantic")


def _group(module: str) -> int:
    if module == "__future__":
        return 0
    if module.startswith("."):
        return 3
    return 2 if module.partition(".")[0] in _THIRD_PARTY else 1


def _module_order(module: str) -> tuple[int, _Natural]:
    dots = len(module) - len(module.lstrip("."))
    return -dots, natural(module.lstrip("."))


def member_order(name: str) -> tuple[int, _Natural]:
    """Return what names from one module are sorted by: constants, classes, the rest."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, natural(name)
