"""Exit status, help, JSON, and what happens where input or output is not what it should be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.cli import run
from hexapla.cli.report import UNREADABLE
from hexapla.source import parse

TESTS = Path(__file__).parent
CONFIG = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "generated"
package = "petstore"
client = "Petstore"
version = "1.0.0"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the current one."""
    shutil.copy(TESTS / "apis" / "pets.yaml", tmp_path / "openapi.yaml")
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


Hexapla = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hexapla(capsys: pytest.CaptureFixture[str]) -> Hexapla:
    """Return a function from arguments to status, output and findings."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            status = run(arguments)
        except SystemExit as leaving:  # argparse's own
            status = int(str(leaving.code))
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-m", "hexapla", *arguments], capture_output=True, check=False, env=env)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", ["init", "generate", "check", "diff", "explain", "new-style", "bundle", "dump", "docs", "--version"]),
        (
            "",
            ["`hexapla init` writes one.", "Exit status: 0 no error, 1 errors, 2 wrong usage, 3 an input could not be"],
        ),
        ("init", ["SPEC", "--json", "write a configuration that generates a client from it."]),
        ("generate", ["TARGET", "--check", "--force", "--json", "Files a person put or edited are never overwritten."]),
        ("generate", ["--partial", "leave out what cannot be served yet, with a warning, and count it"]),
        ("check", ["--json", "--partial", "House rules, documentation accounted for, generated output up to date."]),
        ("dump", ["--stage {source,model,plan}", "--target NAME", "--json"]),
        ("schema", ["{extensions,diff,drift}", "--json", "saved beside a spec, lets editors check them"]),
        ("diff", ["OLD", "[NEW]", "--format {terminal,markdown,html,json,github}", "default: the work tree"]),
        ("diff", ["--fail-on {breaking,possible,any,never}", "Exit status: 0 nothing as bad as --fail-on"]),
        ("diff", ["hexapla.accept.yaml beside the configuration", "hexapla diff old.yaml new.json"]),
        ("explain", ["[RULE]", "who leaves the table (guards G1 to G7, conventions V1 to V8)"]),
        ("bundle", ["--format", "{json,yaml}", "--json"]),
        ("new-style", ["NAME", "--from", "STYLE", "--json"]),
        ("docs", ["read", "lock", "check", "drift", "draft"]),
        ("docs drift", ["PAGE", "--format {terminal,markdown,json}", "--apply", "Exit status: 0 nothing changed"]),
        ("docs draft", ["PAGE", "--format {json,yaml}", "--output FILE", "Every guess is marked for the curator"]),
        ("docs read", ["PAGE", "--format", "--json"]),
        ("docs lock", ["PAGE", "--json"]),
        ("docs check", ["--summary", "--json"]),
    ],
)
def test_help(hexapla: Hexapla, command: str, said: list[str]) -> None:
    status, out, err = hexapla(*command.split(), "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"usage: hexapla {command}".rstrip())
    for part in said:
        assert part in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "command", "said"),
    [
        (
            "frobnicate",
            "",
            "there is no command `frobnicate`: known are init, generate, check, diff, explain, new-style, "
            "bundle, dump, schema, docs",
        ),
        ("generat", "", "there is no command `generat`: did you mean `generate`?"),
        ("docs chekc", "", "there is no command `docs chekc`: did you mean `check`?"),
        ("docs xyz", "", "there is no command `docs xyz`: known are read, lock, check, drift, draft"),
        ("docs", " docs", "the following arguments are required: COMMAND"),
        ("docs read", " docs read", "the following arguments are required: PAGE"),
        ("generate --forc", " generate", "there is no argument `--forc`: did you mean `--force`?"),
        ("generate --frob", " generate", "there is no argument `--frob`"),
        ("check python", " check", "there is no argument `python`"),
        ("init a b", " init", "there is no argument `b`"),
        ("docs check --sumary", " docs check", "there is no argument `--sumary`: did you mean `--summary`?"),
        ("--versoin", "", "there is no argument `--versoin`: did you mean `--version`?"),
        ("bundle --format xml", " bundle", "argument --format: invalid choice: 'xml' (choose from"),
        ("diff", " diff", "the following arguments are required: OLD"),
        ("diff main --fail-on all", " diff", "argument --fail-on: invalid choice: 'all' (choose from"),
        ("diff a b c", " diff", "there is no argument `c`"),
        ("dump", " dump", "the following arguments are required: --stage"),
        ("dump --stage models", " dump", "argument --stage: invalid choice: 'models' (choose from"),
    ],
)
def test_wrong_usage(hexapla: Hexapla, arguments: str, command: str, said: str) -> None:
    status, out, err = hexapla(*arguments.split())
    assert (status, out) == (2, "")
    assert err.startswith(f"usage: hexapla{command} [-h]")
    assert f"\nhexapla{command}: error: {said}" in err
    assert err.endswith(f"\n  hint: `hexapla{command} --help` tells what there is\n")


def test_a_word_before_the_command_is_no_riddle(hexapla: Hexapla) -> None:
    """Options of commands stand behind them."""
    status, _, err = hexapla("--json", "generate")
    assert status == 2
    assert "there is no argument `--json`" in err


def test_a_process_without_output_is_no_fault(project: Path) -> None:
    command = f"{sys.executable} -m hexapla generate >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0
    assert (project / "generated" / "pyproject.toml").exists()


def test_no_command_prints_the_help(hexapla: Hexapla) -> None:
    status, out, err = hexapla()
    assert (status, err) == (2, "")
    assert "commands:" in out


def test_version(hexapla: Hexapla) -> None:
    from importlib.metadata import version

    assert hexapla("--version") == (0, f"hexapla {version('hexapla')}\n", "")


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("command", ["generate", "check", "bundle"])
@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("hexapla.toml", "openapi.yaml", "gone.yaml", "unreadable-file"),
        ("hexapla.toml", "openapi.yaml", ".", "unreadable-file"),
        ("hexapla.toml", "openapi.yaml", "a\\u0000b", "unreadable-file"),
        ("hexapla.toml", "spec =", "spec", "config-syntax"),
        ("openapi.yaml", "info: {", "info: [", "yaml-syntax"),
        ("openapi.yaml", "title: Pet", "title: \x1b", "yaml-character"),
        ("openapi.yaml", "openapi: 3.1.1", "openapi: 4.0.0", "not-openapi"),
    ],
)
def test_input_that_cannot_be_read(
    project: Path, hexapla: Hexapla, command: str, file: str, old: str, new: str, rule: str
) -> None:
    change(project, file, old, new)
    if command == "bundle" and rule == "not-openapi":
        return  # other versions are bundled as well
    status, out, err = hexapla(command)
    assert (status, out) == (3, "")
    assert f"error {rule}: " in err
    assert not (project / "generated").exists()
    assert rule in UNREADABLE


def test_no_configuration(tmp_path: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "isfile", lambda _: False)
    status, _, err = hexapla("generate")
    assert status == 3
    assert err == (
        "error no-configuration: no hexapla.toml and no [tool.hexapla] found\n"
        "  hint: `hexapla init` writes one for the spec of this folder\n1 error\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "arguments", "said"),
    [
        ("", "", "generate pyton", "hexapla.toml has no target `pyton`\n  hint: did you mean `python`?\n"),
        ("", "", "generate x y python", "hint: known are python\nerror no-target: hexapla.toml has no target `y`\n"),
        ('style = "python"', 'style = "pyton"', "generate", ":3:1: error unknown-style: there is no style `pyton`"),
        ('style = "python"', 'style = "rust"', "generate", "  hint: known are python, python-pydantic, typescript\n"),
        ("[targets.python]", "[targets.pyton]\nx = 1", "generate", "error config-key: `x` is no key of targets.pyton"),
        (CONFIG[CONFIG.index("\n[") :], "", "generate", "error no-target: hexapla.toml names no target\n  hint: add"),
        ("", "", "docs check", "error no-lock: hexapla.toml names no lock to check\n"),
        ("", "", "docs lock openapi.yaml", "error no-lock: hexapla.toml names no lock to write\n"),
    ],
)  # fmt: skip
def test_what_the_configuration_does_not_have(
    project: Path, hexapla: Hexapla, old: str, new: str, arguments: str, said: str
) -> None:
    change(project, "hexapla.toml", old, new)
    status, out, err = hexapla(*arguments.split())
    assert (status, out) == (1, "")
    assert said in err


def test_findings_as_json(project: Path, hexapla: Hexapla) -> None:
    change(project, "openapi.yaml", "tame, in: query", "tame, in: querry")
    status, out, err = hexapla("generate", "--json")
    assert (status, out) == (1, "")
    assert json.loads(err) == [
        {
            "rule": "unknown-location",
            "severity": "error",
            "message": "parameter `tame` cannot be in `querry`",
            "file": "openapi.yaml",
            "line": 33,
            "column": 28,
            "hint": "did you mean `query`?",
        }
    ]


def test_no_findings_as_json(project: Path, hexapla: Hexapla) -> None:
    status, out, err = hexapla("bundle", "--json", "--format", "json")
    assert (status, json.loads(err)) == (0, [])
    assert json.loads(out)["info"]["title"] == "Pet shelter"


def test_the_bundle_in_both_formats(project: Path, hexapla: Hexapla) -> None:
    _, yaml, _ = hexapla("bundle")
    _, text, _ = hexapla("bundle", "--format", "json")
    assert parse("f", yaml.encode()).data() == json.loads(text)


def test_a_bundle_of_broken_references_is_not_printed(project: Path, hexapla: Hexapla) -> None:
    change(project, "openapi.yaml", "components/responses/forbidden", "components/responses/forbiden")
    status, out, err = hexapla("bundle")
    assert (status, out) == (1, "")
    assert "hint: did you mean `forbidden`?" in err


def test_output_is_utf_8_whatever_the_terminal_is(project: Path) -> None:
    change(project, "openapi.yaml", "Pet shelter", "Tierheim für Känguruhs")
    run_ = program("bundle", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert run_.returncode == 0, run_.stderr
    assert "Tierheim für Känguruhs" in run_.stdout.decode()
    assert b"\r" not in run_.stdout


def test_findings_suit_a_terminal_that_knows_ascii_only(project: Path) -> None:
    change(project, "openapi.yaml", "in: query", "in: quérry")
    run_ = program("generate", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert run_.returncode == 1
    assert b"qu\\xe9rry" in run_.stderr


def test_what_a_spec_says_does_not_act_on_the_terminal(project: Path, hexapla: Hexapla) -> None:
    change(project, "openapi.yaml", "in: query", 'in: "\\e[31mred\\u202e"')
    _, _, err = hexapla("generate")
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert "cannot be in `\\x1b[31mred\\u202e`" in err


@pytest.mark.parametrize("arguments", ["bundle", "bundle --format json", "--help"])
def test_a_reader_that_goes_away_is_no_fault(project: Path, arguments: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "hexapla", *arguments.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_is_told(project: Path) -> None:
    with open("/dev/full", "wb") as full:
        run_ = subprocess.run(
            [sys.executable, "-m", "hexapla", "bundle"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run_.returncode == 1
    assert run_.stderr.decode().startswith("error input-output: No space left on device")


def test_the_installed_command_is_the_module(project: Path) -> None:
    command = Path(sys.executable).with_name("hexapla")
    run_ = subprocess.run([command, "bundle"], capture_output=True, check=False)
    assert run_.stdout == program("bundle").stdout
    assert run_.stdout
