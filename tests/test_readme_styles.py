"""The chapter of the README on styles of one's own, run as it stands there: the style it makes passes every vector."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
CHAPTER: Final = ROOT / "README.md"
HEADING: Final = "## Styles of your own\n"


def chapter() -> str:
    """Return the chapter; lines in blocks that look like headings end nothing."""
    lines: list[str] = []
    is_block = False
    for line in CHAPTER.read_text(encoding="utf-8").partition(HEADING)[2].splitlines(keepends=True):
        if line.startswith("## ") and not is_block:
            break
        is_block ^= line.startswith("```")
        lines.append(line)
    return "".join(lines)


def blocks() -> list[tuple[str, str | None]]:
    """Return each block of commands with the text that is shown below it, None where none is."""
    found = re.findall(r"^```bash\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", chapter(), re.MULTILINE | re.DOTALL)
    return [(commands, shown or None) for commands, shown in found]


def test_the_chapter(tmp_path: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = {**os.environ, "PATH": path, "CHECKOUT": str(ROOT), "COLUMNS": "80"}
    shown_count = 0
    for commands, shown in blocks():
        # A command that fails ends its block, a pipe is as its last command.
        run = subprocess.run(
            ["bash", "-ec", commands], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, f"{commands}\n{run.stdout}\n{run.stderr}"
        if shown is not None:
            shown_count += 1
            assert run.stdout == shown
    assert shown_count == 4
    passed = re.fullmatch(r"acme: (\d+) of (\d+) vectors pass\n", run.stdout)
    assert passed is not None
    assert passed[1] == passed[2]
    assert int(passed[1]) > 900
    assert (tmp_path / "generated" / "python" / "SECURITY.md").read_text().startswith("Report ")
