"""Large descriptions: `hexapla generate` against openapi-python-client on the same input, by turns, as a table.

Time is that of the whole command, formatter included, median of three; memory is the largest of its processes. Both
write into an empty folder, and both format with the ruff of this environment. Processor time stands beside the clock's
because it hardly changes on a machine that is busy.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.apis import synthetic

ROOT: Final = Path(__file__).parents[2]
THEIRS: Final = ROOT / ".venv-bench" / "bin" / "openapi-python-client"
"""What `make bench` installs, in an environment of its own."""
SIZES: Final = (100, 300, 1000)
RUNS: Final = 3
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "ours"
package = "synthetic"
client = "Synthetic"
version = "1.0.0"
"""


@dataclass(frozen=True)
class Cost:
    """What a run of a command took."""

    seconds: float
    processor: float
    megabytes: float


def table() -> Iterator[str]:
    """Yield the lines of a Markdown table, each as soon as it is known."""
    yield "| operations and schemas | YAML | hexapla | openapi-python-client | ratio: time | CPU | memory |"
    yield "|---|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as name:
        _turn(_prepared(Path(name) / "warm", SIZES[0]))  # modules and templates are compiled once
        for size in SIZES:
            yield _row(size, _prepared(Path(name) / str(size), size))


def _prepared(folder: Path, size: int) -> Path:
    folder.mkdir()
    synthetic.write(size, folder / "openapi.yaml")
    (folder / "hexapla.toml").write_text(CONFIG, encoding="utf-8")
    return folder


def _row(size: int, folder: Path) -> str:
    turns = [_turn(folder) for _ in range(RUNS)]
    ours, theirs = _median([turn[0] for turn in turns]), _median([turn[1] for turn in turns])
    megabytes = (folder / "openapi.yaml").stat().st_size / 1e6
    cells = [f"{size:,}", f"{megabytes:.1f} MB", _cell(ours), _cell(theirs)]
    for name in ("seconds", "processor", "megabytes"):
        cells.append("-" if ours is None or theirs is None else f"{getattr(ours, name) / getattr(theirs, name):.2f}")
    return f"| {' | '.join(cells)} |"


def _cell(cost: Cost | None) -> str:
    if cost is None:
        return "not installed"
    return f"{cost.seconds:.1f} s ({cost.processor:.1f} s CPU), {cost.megabytes:.0f} MB"


def _median(costs: list[Cost | None]) -> Cost | None:
    found = [cost for cost in costs if cost is not None]
    if not found:
        return None
    return Cost(
        statistics.median(cost.seconds for cost in found),
        statistics.median(cost.processor for cost in found),
        statistics.median(cost.megabytes for cost in found),
    )


def _turn(folder: Path) -> tuple[Cost | None, Cost | None]:
    """Run both once, with nothing left of an earlier turn."""
    for made in ("ours", "theirs", ".hexapla"):
        shutil.rmtree(folder / made, ignore_errors=True)
    ours = run(folder, sys.executable, "-m", "hexapla", "generate")
    theirs = None
    if THEIRS.exists():
        theirs = run(folder, str(THEIRS), "generate", "--path", "openapi.yaml", "--output-path", "theirs")
    return ours, theirs


def run(folder: Path, *command: str) -> Cost:
    """Return what a command took that was run in a folder."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    # The usage of the process and of those it waited for, the formatter among them.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(
        seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    )
