"""A page in headless Chromium: where the browser is, and a page opened in it that reaches nothing but this machine.

The browser comes with the tools of npm, packed in the package itself (`@sparticuz/chromium`), so that nothing else is
downloaded and nobody need be root; where it is not among them, one that is installed is taken.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests import nodejs

_PACKED: Final = Path("@sparticuz", "chromium", "bin")
_UNPACKED: Final = nodejs.ROOT / ".hexapla" / "chromium"
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_UNPACK: Final = """
const { createReadStream, createWriteStream } = require("node:fs");
const { pipeline } = require("node:stream");
const [from, to] = process.argv.slice(1);
pipeline(createReadStream(from), require("node:zlib").createBrotliDecompress(), createWriteStream(to), (error) => {
  if (error) throw error;
});
"""
_FLAGS: Final = (
    "--headless=new",
    # As root, and where a container grants no sandbox of its own.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    # Nothing is looked up, fetched or told but what the page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-default-browser-check",
)
_PATIENCE: Final = 30.0
"""Seconds in which a browser that was asked to end does so."""


@cache
def chromium() -> tuple[str, Mapping[str, str]]:
    """Return the browser and the variables that it needs; a test is skipped where there is none."""
    packed = nodejs.tools() / _PACKED
    if packed.is_dir():
        return unpacked(packed, _UNPACKED)
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("Chromium is not installed: `make` installs it")
    return found, {}


def unpacked(packed: Path, folder: Path) -> tuple[str, Mapping[str, str]]:
    """Return the browser of the package, unpacked once, and its libraries where the machine has none of them."""
    folder.mkdir(parents=True, exist_ok=True)
    browser, size = folder / "chromium", str((packed / "chromium.br").stat().st_size)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = folder / "size"
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != size:
            _decompress(packed / "chromium.br", browser)
            browser.chmod(0o755)
            _decompress(packed / "al2023.tar.br", folder / "libraries.tar")
            with tarfile.open(folder / "libraries.tar") as libraries:
                libraries.extractall(folder, filter="data")
            stamp.write_text(size, encoding="utf-8")
    for variables in ({}, {"LD_LIBRARY_PATH": str(folder / "lib")}):
        run = subprocess.run([browser, "--version"], env={**os.environ, **variables}, capture_output=True, check=False)
        if run.returncode == 0:
            return str(browser), variables
    raise AssertionError(run.stderr.decode(errors="replace"))


def _decompress(packed: Path, to: Path) -> None:
    run = nodejs.run([nodejs.node(), "-e", _UNPACK, packed, to], to.parent)
    assert run.returncode == 0, run.stderr


@contextlib.contextmanager
def opened(url: str, folder: Path) -> Iterator[None]:
    """Have a page open; what the browser keeps lies in a folder."""
    browser_path, needed = chromium()
    command = [browser_path, *_FLAGS, f"--user-data-dir={folder / 'profile'}", url]
    places = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    variables = {**os.environ, **needed, **places}
    with (folder / "said.txt").open("wb") as said:
        # A group of its own: the browser has children, which go with it.
        browser = subprocess.Popen(command, stdout=said, stderr=said, env=variables, start_new_session=True)
        try:
            yield
        finally:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(browser.pid, sign)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    browser.wait(_PATIENCE)
                    break
