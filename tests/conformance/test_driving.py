"""A driver that dies, hangs or says what is no answer is an error that tells so, and no case after it suffers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from .driving import TARGETS, Driver, DriverError, Started, Target, base_path, known_failures

CASE: Final = {"id": "a"}
ECHO: Final = """\
import json, os, sys
for line in sys.stdin:
    case = json.loads(line)
    do = case.get("do", "")
    print("said before", case["id"], file=sys.stderr, flush=True)
    if do == "die":
        sys.exit("last words")
    if do == "hang":
        sys.stdin.read()
    if do == "babble":
        print("babble", flush=True)
    elif do == "other":
        print('{"id": "b"}', flush=True)
    else:
        print(json.dumps({"id": case["id"], "environment": sorted(os.environ), "pid": os.getpid()}), flush=True)
"""

Make = Callable[[], Driver]


def target(name: str, *command: str) -> Target:
    return Target(name, Path(), lambda _: Started(command, {"OF_OURS": "1"}))


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    path = tmp_path / "echo.py"
    path.write_text(ECHO)
    with Driver(target("echo", sys.executable, str(path)), patience=1.5) as found:
        yield found


def test_a_process_is_kept(driver: Driver) -> None:
    assert driver.ask(CASE)["pid"] == driver.ask(CASE)["pid"]


def test_many_at_once_in_order(driver: Driver) -> None:
    cases = [{"id": str(number), "filling": "x" * 2000} for number in range(300)]
    assert [answer["id"] for answer in driver.ask_all(cases)] == [case["id"] for case in cases]


@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("die", "a: the driver died\n"),
        ("hang", "a: no answer within 1.5 s\n"),
        ("babble", "a: not the answer: 'babble\\n'\n"),
        ("other", "a: not the answer: "),
    ],
)
def test_what_is_no_answer(driver: Driver, do: str, said: str) -> None:
    pid = driver.ask(CASE)["pid"]
    with pytest.raises(DriverError) as caught:
        driver.ask({**CASE, "do": do})
    assert str(caught.value).startswith(said)
    assert "said before a" in str(caught.value)
    assert ("last words" in str(caught.value)) is (do == "die")
    # The next case has a new process, which knows nothing of what was.
    assert driver.ask(CASE)["pid"] != pid


def test_a_driver_that_cannot_begin() -> None:
    with Driver(target("none", sys.executable, "-c", "raise SystemExit('no such module')")) as driver:
        for _ in range(2):
            with pytest.raises(DriverError, match="no such module"):
                driver.ask(CASE)


def test_no_secret_and_no_proxy_of_the_machine_reaches_a_driver(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TOGGL_API_TOKEN", "https_proxy", "NO_PROXY", "NETRC", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, "x")
    names = driver.ask(CASE)["environment"]
    assert isinstance(names, list)
    assert "OF_OURS" in names
    assert not {"TOGGL_API_TOKEN", "https_proxy", "NO_PROXY", "NETRC", "SSL_CERT_FILE"} & {*map(str, names)}


def test_lists_of_known_failures_have_comments(tmp_path: Path) -> None:
    (tmp_path / "echo.txt").write_text("# Why\n\nfirst-id  # because\nsecond-id\n")
    assert known_failures(tmp_path, target("echo")) == {"first-id", "second-id"}


def test_targets() -> None:
    modes = {target.name: target.modes for target in TARGETS}
    both = ("sync", "async")
    assert modes == {"python": both, "python-pydantic": both, "typescript": ("async",)}
    assert all((target.folder / target.driver).is_file() for target in TARGETS)
    assert base_path() == "/api/v9"
