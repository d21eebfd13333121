"""List the projects of a workspace."""

from __future__ import annotations

import asyncio
import sys

from toggltrack_pydantic import AsyncToggl


async def main(client: AsyncToggl, workspace_id: int) -> None:
    """Print every row; a page is asked for when its first row is wanted."""
    rows = client.projects.list(
        workspace_id, name="Harbour website", sort_pinned=True, active=True
    )
    async for row in rows:
        print(row)


async def run() -> None:
    """Make a client, and close it at the end."""
    async with AsyncToggl() as client:
        await main(client, int(sys.argv[1]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python list_rows_async.py WORKSPACE_ID")
    asyncio.run(run())
