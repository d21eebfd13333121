"""The generated client as formatters, linters, type checkers and the import see it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from .document import whole

BIN = Path(sys.executable).parent
USE = """
import datetime

from harbor_client import AsyncHarbor, Download, File, Harbor
from harbor_client.models import Anchor, Area, Beacon, Box, Buoy, Flag, Incident, Party, Person, Pilot, Ship, Ticket

client = Harbor("token", region="south", bucket="charts", user="u", password="p")
ship: Ship = client.ships.get("5f0c2d7e-0b1f-4a53-9d43-6f2b1c7a9e10")
made: Ship | Ticket = client.ships.create(name="Alba", flag=Flag.NO, alias=None)
names: list[str] = [ship.name for ship in client.ships.list(flags=["DK", Flag.SE], self_=True, class_=1)]
client.charts.search(q="x", area=Area(north=60), near="a", shape=(59.9, 10.7), on=datetime.date(2026, 3, 1))
client.charts.simple("north", [1], ["a"], {"x": 1, "y": 2}, Area())
mark: Buoy | Beacon = client.berths.set_mark(body={"colour": "red", "chain": 1})
box = client.cargo_holds.add(body=Box(kind="box", cargo_id=1, contents=[]))
client.cargo_holds.photograph(1, title="Hold", cover=File(b"x", "a.png"), words=["a"])
pilots: list[Pilot] = client.n2nd_watch.list(rank="*")
party: Party = client.n2nd_watch.register(body=Person(party="Person", name="Ada"))
anchor: Anchor = client.ships.drop_anchor("x", weight=1)
report: Incident = client.incidents.report(level=1, mark=None, costs={"2026": 1})
file: Download = client.documents.download("a/b")
heights: list[float] = [event.data.height for event in client.tides.live()]


async def run(other: AsyncHarbor) -> None:
    async for cargo in other.cargo_holds.list(limit=2):
        print(cargo)
    gate: bool | None = await other.gate.state()
    print(gate)
"""
WRONG = """
from harbor_client import Harbor
from harbor_client.models import Area

client = Harbor("token")
client.ships.get(5)
client.ships.create(flag="NO")
client.ships.list(flags=[1])
client.charts.search(area=Area())
client.charts.search(q="x", shape=(1.0, 2.0, 3.0))
client.charts.simple("north", ["1"], ["a"], {}, Area())
client.cargo_holds.photograph(1, title="Hold", cover="path.png")
client.incidents.report(level=1)
client.cargo_holds.label(1, text="x", color="red")
"""
SPREAD = {"FlaggedShipInput", "Label", "ShipChange", "ShipInput", "Weighing"}
"""Schemas of bodies alone: their members are arguments, and no model is needed."""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session", params=["folder", "older_folder"])
def made(request: pytest.FixtureRequest) -> Path:
    """Return the folder of each of the clients."""
    found: Path = request.getfixturevalue(request.param)
    return found


def test_linter_and_formatters(made: Path) -> None:
    for command in (
        ("ruff", "check", "--no-cache", "--config", "pyproject.toml", "."),
        ("ruff", "format", "--no-cache", "--check", "--config", "pyproject.toml", "."),
        ("black", "--quiet", "--check", "src"),
    ):
        done = run(BIN / command[0], *command[1:], cwd=made)
        assert done.returncode == 0, done.stdout + done.stderr


def test_mypy(made: Path, tmp_path: Path) -> None:
    done = run(BIN / "mypy", "--strict", "--cache-dir", tmp_path / "cache", "src", cwd=made)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pyright(made: Path) -> None:
    done = run(BIN / "pyright", "--pythonpath", sys.executable, cwd=made)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_a_right_use_is_right_and_every_wrong_line_is_found(folder: Path, tmp_path: Path, tool: str) -> None:
    for name, text in (("use", USE), ("wrong", WRONG)):
        (tmp_path / f"{name}.py").write_text(text)
    source = folder / "src"
    if tool == "mypy":
        (tmp_path / "mypy.ini").write_text(f"[mypy]\nstrict = True\nmypy_path = {source}\n")
        told = run(BIN / "mypy", "--cache-dir", tmp_path / "cache", "use.py", "wrong.py", cwd=tmp_path).stdout
    else:
        config = {"include": ["."], "extraPaths": [str(source)], "typeCheckingMode": "strict"}
        # Whether an answer is used is no question of types.
        (tmp_path / "pyrightconfig.json").write_text(json.dumps({**config, "reportUnusedExpression": "none"}))
        told = run(BIN / "pyright", "--pythonpath", sys.executable, cwd=tmp_path).stdout
    assert "use.py:" not in told, told
    found = {line.split(":")[1] for line in told.splitlines() if "wrong.py:" in line and "error" in line}
    assert found == {str(number) for number in range(6, 15)}, told


def test_every_module_is_imported_without_a_warning(made: Path) -> None:
    files = sorted((made / "src").rglob("*.py"))
    names = [".".join(path.relative_to(made / "src").with_suffix("").parts).removesuffix(".__init__") for path in files]
    assert len(names) > 100
    lines = "\n".join(f"import {name}" for name in names)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", lines], cwd=made / "src", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_model_reads_json(harbor: ModuleType) -> None:
    """Not one fails to make its decoder; each refuses a text that is no JSON, and nothing but for that."""
    names = [name for name in dir(harbor.models) if name[0].isupper() and name != "TYPE_CHECKING"]
    assert {"Ship", "Ship2", "PlacesAddress", "Odds", "Cargo", "Rule", "Position"} <= set(names)
    assert set(whole()["components"]["schemas"]) - {*names, "ship_"} == SPREAD
    for name in names:
        kind: Any = getattr(harbor.models, name)
        with pytest.raises(ValueError, match="JSON"):
            harbor.load(kind, b"?")
