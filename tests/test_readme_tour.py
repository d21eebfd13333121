"""The tour of the README: from a page to a client, and on when the page changes; run as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
CHANGED: Final = {"hexapla docs drift lamps.txt\n"}
"""Blocks that end with status 1, as something changed."""


def blocks() -> list[tuple[str, str | None]]:
    """Return each block of commands with the text that is shown below it, None where none is."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = re.search(r"^## From a page to a client.*?\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert section is not None
    found = re.findall(r"^```bash\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", section[1], re.MULTILINE | re.DOTALL)
    return [(commands, shown or None) for commands, shown in found]


def test_the_tour(tmp_path: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    who = {
        f"GIT_{role}_{what}": f"{role.lower()}@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    env = {**os.environ, **who, "PATH": path, "COLUMNS": "80"}
    shown_count = 0
    for commands, shown in blocks():
        # A command that fails ends its block; `&&` and pipes are those of the reader's shell.
        run = subprocess.run(
            ["bash", "-ec", commands], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )
        wanted = 1 if any(commands.endswith(one) for one in CHANGED) else 0
        assert run.returncode == wanted, f"{commands}\n{run.stdout}\n{run.stderr}"
        if shown is not None:
            shown_count += 1
            assert run.stdout == shown
    assert shown_count == 3
    client = tmp_path / "generated" / "python" / "src" / "lamps"
    assert "brightness: int | None" in (client / "models" / "lamp.py").read_text()
    assert "COLOR_NOT_KNOWN" in (client / "reasons.py").read_text()
