"""Patch several projects at once."""

from __future__ import annotations

import sys

from toggltrack_pydantic import Toggl


def main(client: Toggl, workspace_id: int, project_ids: list[int]) -> None:
    """Change what is named and nothing else.

    Where some things are changed and others are not, that is data and no error.
    """
    result = client.projects.patch_many(
        workspace_id, project_ids, replace={"color": "#9e5bd9"}
    )
    print("failure:", result.failure)
    print("success:", result.success)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python patch_many.py WORKSPACE_ID PROJECT_IDS,...")
    with Toggl() as client:
        main(client, int(sys.argv[1]), [int(text) for text in sys.argv[2].split(",")])
