"""Create a project."""

from __future__ import annotations

import sys

from toggltrack_pydantic import Toggl, TogglError
from toggltrack_pydantic.errors import ApiError, OutcomeUnknownError


def main(client: Toggl, workspace_id: int) -> None:
    """Make the call once, and tell apart how it can fail."""
    try:
        result = client.projects.create(
            workspace_id, name="Harbour newsletter", active=True, auto_estimates=False
        )
    except ApiError as error:
        # Refused: nothing was made. The reason is the documented text, if it is one.
        print("refused:", error.status, error.reason or error)
    except OutcomeUnknownError as error:
        # It was sent, and no answer came: look whether it was made before trying again.
        print("perhaps:", error)
    except TogglError as error:
        # Everything else: no connection, no time, an answer that nobody can read.
        print("failed:", error)
    else:
        print("made:", result)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python create_one.py WORKSPACE_ID")
    with Toggl() as client:
        main(client, int(sys.argv[1]))
