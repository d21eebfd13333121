"""Things that hold connections, and so can be neither copied nor pickled."""

from __future__ import annotations

from typing import NoReturn


class Unique:
    """What there is one of: copying and pickling it are refused."""

    def __reduce__(self) -> NoReturn:
        """Say what to do instead."""
        message = (
            f"{type(self).__name__} holds connections and can be neither copied nor "
            "pickled: make another one, in each process its own"
        )
        raise TypeError(message)
