"""The Python style: msgspec models, a synchronous and an asynchronous client."""

from __future__ import annotations

from hexapla.languages import python_modules as modules
from hexapla.languages.python_style import PythonStyle
from hexapla.plan import Kind


class Python(PythonStyle):
    """The style `python`."""

    name = "python"
    base: str | None = None

    model_imports = staticmethod(modules.model_imports)

    def reserved(self, kind: Kind) -> frozenset[str]:
        """Return names that things of a kind may not have: no attribute hides the module that makes the others."""
        return super().reserved(kind) | ({"msgspec"} if kind == "attributes" else set())
