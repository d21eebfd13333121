"""List the projects of a workspace."""

from __future__ import annotations

import sys

from toggltrack_pydantic import Toggl


def main(client: Toggl, workspace_id: int) -> None:
    """Print every row; a page is asked for when its first row is wanted."""
    rows = client.projects.list(
        workspace_id, name="Harbour website", sort_pinned=True, active=True
    )
    for row in rows:
        print(row)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python list_rows.py WORKSPACE_ID")
    with Toggl() as client:
        main(client, int(sys.argv[1]))
