"""The line that says what is being done: on a terminal only, after a while only, and gone at the end."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hexapla.cli.progress import WIDTH, Progress

TESTS = Path(__file__).parent
CONFIG = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "petstore"
client = "Petstore"
version = "1.0.0"
"""


class Terminal(io.StringIO):
    """A terminal that tells when something is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        done = super().write(text)
        self.written.set()
        return done

    def wait_for(self, text: str) -> None:
        """Wait until a text was written."""
        while text not in self.getvalue():
            self.written.wait(0.1)
            self.written.clear()

    @property
    def shown(self) -> str:
        """Return what stands on the line."""
        line = ""
        for part in self.getvalue().split("\r"):
            line = part + line[len(part) :]
        return line.rstrip()


def test_what_is_done_is_shown_and_erased() -> None:
    terminal = Terminal()
    with Progress(terminal, wait=0) as progress:
        progress.say("python: rendering 1 of 1,204 files")
        assert terminal.written.wait(60)
        assert terminal.shown == "python: rendering 1 of 1,204 files"
        terminal.written.clear()
        progress.say("done")
        assert terminal.written.wait(60)
        terminal.wait_for("done")
        assert terminal.shown == "done", "nothing of a longer line is left"
    assert terminal.shown == ""
    assert "\n" not in terminal.getvalue()


def test_the_line_is_out_of_the_way_of_what_is_printed() -> None:
    terminal = Terminal()
    with Progress(terminal, wait=0) as progress:
        progress.say("python: planning")
        assert terminal.written.wait(60)
        progress.clear()
        assert terminal.shown == ""
        progress.say("other: planning")
        terminal.wait_for("other")
    assert terminal.shown == ""


def test_nothing_is_shown_before_a_while() -> None:
    terminal = Terminal()
    with Progress(terminal, wait=3600) as progress:
        progress.say("python: planning")
        progress.clear()
    assert terminal.getvalue() == ""


def test_a_line_fits_any_terminal() -> None:
    terminal = Terminal()
    with Progress(terminal, wait=0) as progress:
        progress.say("reading " + "x" * 300)
        assert terminal.written.wait(60)
    assert all(len(part) <= WIDTH for part in terminal.getvalue().split("\r"))


@pytest.mark.parametrize("hidden", ["no terminal", "not wanted"])
def test_nothing_is_shown_elsewhere(hidden: str) -> None:
    stream = io.StringIO() if hidden == "no terminal" else Terminal()
    with Progress(stream, shown=hidden != "not wanted", wait=0) as progress:
        progress.say("python: planning")
        assert progress._hands is None
    assert stream.getvalue() == ""


def test_it_is_erased_where_a_run_fails() -> None:
    terminal = Terminal()

    def fail() -> None:
        with Progress(terminal, wait=0) as progress:
            progress.say("python: planning")
            assert terminal.written.wait(60)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert terminal.shown == ""


SLOW = """
import sys, time
from hexapla.cli import progress, produce, run
progress.Progress.__init__.__kwdefaults__["wait"] = 0.0
real = produce.plan
def plan(*arguments, **named):
    time.sleep(1)
    return real(*arguments, **named)
produce.plan = plan
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "terminal", "shown"),
    [("generate", True, True), ("generate --json", True, False), ("generate", False, False)],
)
def test_generate_on_a_terminal(tmp_path: Path, arguments: str, terminal: bool, shown: bool) -> None:
    """A terminal of the system's: the line is there, and erased; standard output has none of it."""
    pty = pytest.importorskip("pty")
    shutil.copy(TESTS / "apis" / "pets.yaml", tmp_path / "openapi.yaml")
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    ours, theirs = pty.openpty() if terminal else os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, *arguments.split()], cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 1000):
                said += part
        except OSError:  # how a terminal ends
            pass
        assert process.stdout is not None
        out = process.stdout.read().decode()
    os.close(ours)
    assert process.returncode == 0
    assert re.fullmatch(r"python: 6 of 6 operations, .*\n", out)
    assert (b"\rpython: planning" in said) == shown
    if shown:
        last = said.decode().rpartition("\rpython: planning")[2]
        assert re.match(r" *\r *\r", last) or "\r " in last
