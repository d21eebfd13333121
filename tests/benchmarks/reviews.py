"""`hexapla diff` of descriptions that differ in fifty edits, as a table; and of this repository's own spec.

Time and memory are those of the whole command, both descriptions read and both packages planned; median of three. That
cost grows as the description does is told by the last column: seconds an operation, held against the smallest.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.apis import synthetic
from tests.apis.synthetic_edits import edited
from tests.benchmarks.scale import CONFIG, ROOT, Cost, run

SIZES: Final = (100, 300, 1000)
EDITS: Final = 50
RUNS: Final = 3
SECONDS: Final = 10
MEGABYTES: Final = 500
OWN_SECONDS: Final = 1
OWN_EDITS: Final = (
    ("size: per_page", "size: page_size"),
    ("name: per_page", "name: page_size"),
    ("billable: ", "billed: "),
    ("List the projects", "All projects"),
)


def table() -> Iterator[str]:
    """Yield the lines of a Markdown table, each as soon as it is known."""
    yield f"| compared, {EDITS} edits | YAML | time | CPU | memory | CPU an operation |"
    yield "|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = _own(folder / "own")
        _cost(own)  # modules are compiled once
        cost = _cost(own)
        told = "within" if cost.processor < OWN_SECONDS else "MISSED"
        yield f"| our own spec, {len(OWN_EDITS)} edits | | {_cells(cost)} | {told} {OWN_SECONDS} s |"
        least = 0.0
        for size in SIZES:
            cost, megabytes = _large(folder / str(size), size)
            each = cost.processor / size
            least = least or each
            fits = cost.processor < SECONDS and cost.megabytes < MEGABYTES
            told = "within" if fits else "MISSED"
            yield f"| {size:,} operations | {megabytes:.1f} MB | {_cells(cost)} | {each / least:.2f} ({told}) |"


def _cells(cost: Cost) -> str:
    return f"{cost.seconds:.2f} s | {cost.processor:.2f} s | {cost.megabytes:.0f} MB"


def _own(folder: Path) -> Path:
    """Return a folder with our spec as it is, and edited."""
    for side in ("old", "new"):
        shutil.copytree(ROOT / "spec", folder / side)
    for old, new in OWN_EDITS:
        file = folder / "new" / "resources" / "projects.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    (folder / "hexapla.toml").write_text(CONFIG.replace("openapi.yaml", "new/openapi.yaml"), encoding="utf-8")
    return folder


def _large(folder: Path, size: int) -> tuple[Cost, float]:
    document = synthetic.document(size)
    for side, data in (("old", document), ("new", edited(document, EDITS))):
        (folder / side).mkdir(parents=True)
        (folder / side / "openapi.yaml").write_text(synthetic.to_yaml(data), encoding="utf-8")
    (folder / "hexapla.toml").write_text(CONFIG.replace("openapi.yaml", "new/openapi.yaml"), encoding="utf-8")
    return _cost(folder), (folder / "old" / "openapi.yaml").stat().st_size / 1e6


def _cost(folder: Path) -> Cost:
    command = (sys.executable, "-m", "hexapla", "diff", "old/openapi.yaml", "new/openapi.yaml", "--fail-on", "never")
    costs = [run(folder, *command) for _ in range(RUNS)]
    return Cost(
        *(statistics.median(getattr(one, name) for one in costs) for name in ("seconds", "processor", "megabytes"))
    )
