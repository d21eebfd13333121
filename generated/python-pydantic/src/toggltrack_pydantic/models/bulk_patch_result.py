"""Model of BulkPatchResult."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .bulk_patch_failure import BulkPatchFailure


class BulkPatchResult(Model):
    """Outcome of patching several things at once."""

    __nested__: ClassVar[frozenset[str]] = frozenset(("failure",))

    failure: list[BulkPatchFailure]
    """What was not patched, and why."""

    success: list[int]
    """IDs of what was patched."""
