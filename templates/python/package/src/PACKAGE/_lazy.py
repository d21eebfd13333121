"""Modules whose names are loaded when they are first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazy(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Return what a module needs to load its names late.

    Args:
        package: The name of the module.
        homes: By name, the module inside the package that defines it; empty where the
            name is that of a module itself.

    Returns:
        The module's `__getattr__`, `__dir__` and `__all__`.
    """
    names = sorted(homes)

    def load(name: str) -> object:
        if name not in homes:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message, name=name)
        module = import_module(f".{homes[name] or name}", package)
        value: object = getattr(module, name) if homes[name] else module
        # Kept, so that this is asked only once.
        setattr(sys.modules[package], name, value)
        return value

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *names})

    return load, listed, names
