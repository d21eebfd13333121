"""Model of BulkPatchResult."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model, link
from .._source import At, Source
from .bulk_patch_failure import BulkPatchFailure


class BulkPatchResult(Model, kw_only=True):
    """Outcome of patching several things at once."""

    __nested__: ClassVar[frozenset[str]] = frozenset(("failure",))

    failure: list[BulkPatchFailure]
    """What was not patched, and why."""

    success: list[int]
    """IDs of what was patched."""

    def __link__(self, source: Source, at: At) -> None:
        """Link this record, and the records in it, to the place they were read."""
        self.__source__ = source
        self.__at__ = at
        link(self.failure, source, (at, "failure"))
