"""`hexapla diff` as a person runs it: what is compared, in what form it is told, and the status."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from hexapla.cli import run
from hexapla.cli.review import THRESHOLDS, Format
from jsonschema import Draft202012Validator

TESTS = Path(__file__).parent
CONFIG = """\
spec = "new.yaml"

[targets.python]
style = "python"
output = "generated/python"
package = "petstore"
client = "Petstore"
version = "1.0.0"
"""
WORSE = ("name: tame, in: query,", "name: tame, in: query, required: true,")
DEFAULT = ("integer, default: 20, maximum: 100}", "integer, default: 10, maximum: 100}")
WORDS = ("summary: List pets", "summary: All pets")

Hexapla = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hexapla(capsys: pytest.CaptureFixture[str]) -> Hexapla:
    """Return a function from arguments to status, output and findings."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with a spec of before and one of now, which are the same."""
    for name in ("old.yaml", "new.yaml"):
        shutil.copy(TESTS / "apis" / "pets.yaml", tmp_path / name)
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new))


def told(hexapla: Hexapla, *arguments: str) -> Any:  # noqa: ANN401
    return json.loads(hexapla("diff", "old.yaml", *arguments, "--format", "json")[1])


def test_the_same_description_twice(folder: Path, hexapla: Hexapla) -> None:
    status, out, err = hexapla("diff", "old.yaml", "new.yaml")
    assert (status, err) == (0, "")
    assert len(out.splitlines()) == 1, "nothing changed is said in one line"
    found = told(hexapla, "new.yaml")
    assert (found["verdict"], found["findings"]) == ("none", [])
    assert found["bump"]["api"]["needs"] == found["bump"]["packages"][0]["needs"] == "none"


def test_the_work_tree_is_the_new_one_by_itself(folder: Path, hexapla: Hexapla) -> None:
    edit(folder / "new.yaml", *WORSE)
    assert told(hexapla) == told(hexapla, "new.yaml")
    assert hexapla("diff", "old.yaml")[0] == 1


def test_a_breaking_change(folder: Path, hexapla: Hexapla) -> None:
    edit(folder / "new.yaml", *WORSE)
    status, out, err = hexapla("diff", "old.yaml", "new.yaml")
    assert (status, err) == (1, "")
    assert "param.became-required" in out
    assert "new.yaml:" in out
    found = told(hexapla)
    (finding,) = found["findings"]
    assert (finding["rule"], finding["wire"], finding["sdk"]) == ("param.became-required", "breaking", "breaking")
    assert finding["reach"], "it says which operations are concerned"
    assert [(one["target"], one["name"]) for one in finding["symbols"]] == [("python", "pets.list")]
    assert found["bump"]["api"]["needs"] == "major"
    assert found["bump"]["api"]["lowest"] == "3.0.0"
    assert found["bump"]["packages"][0]["lowest"] == "2.0.0"


@pytest.mark.parametrize(
    ("edits", "status"),
    [
        ((), {"breaking": 0, "possible": 0, "any": 0, "never": 0}),
        ((WORDS,), {"breaking": 0, "possible": 0, "any": 1, "never": 0}),
        ((DEFAULT,), {"breaking": 0, "possible": 1, "any": 1}),
        ((WORSE,), {"breaking": 1, "possible": 1, "any": 1, "never": 0}),
    ],
)
def test_what_fails(folder: Path, hexapla: Hexapla, edits: tuple[tuple[str, str], ...], status: dict[str, int]) -> None:
    for one in edits:
        text = (folder / "new.yaml").read_text()
        assert one[0] in text
        (folder / "new.yaml").write_text(text.replace(*one))
    for word, wanted in status.items():
        assert hexapla("diff", "old.yaml", "new.yaml", "--fail-on", word)[0] == wanted, word


def test_every_word_for_a_threshold_and_every_form_is_offered(hexapla: Hexapla) -> None:
    with pytest.raises(SystemExit):
        run(["diff", "--help"])
    for words in (list(THRESHOLDS), get_args(Format)):
        for word in words:
            with pytest.raises(SystemExit):
                run(["diff", "a", "b", "--format" if word in get_args(Format) else "--fail-on", word, "--help"])


@pytest.mark.parametrize("form", get_args(Format))
def test_every_form_tells_it(folder: Path, hexapla: Hexapla, form: str) -> None:
    edit(folder / "new.yaml", *WORSE)
    status, out, err = hexapla("diff", "old.yaml", "new.yaml", "--format", form)
    assert (status, err) == (1, "")
    assert "tame" in out
    assert out.endswith("\n")
    assert "\x1b" not in out, "nobody looks on: no colours"


def test_json_is_what_its_schema_says(folder: Path, hexapla: Hexapla) -> None:
    edit(folder / "new.yaml", *WORSE)
    edit(folder / "new.yaml", *WORDS)
    schema = json.loads(hexapla("schema", "diff")[1])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(told(hexapla))


def test_what_is_accepted_counts_no_more_and_stays_in_sight(folder: Path, hexapla: Hexapla) -> None:
    edit(folder / "new.yaml", *WORSE)
    (finding,) = told(hexapla)["findings"]
    entry = f"- fingerprint: {finding['fingerprint']}\n  reason: nobody leaves it out\n  by: ada\n"
    (folder / "hexapla.accept.yaml").write_text(entry)
    status, out, err = hexapla("diff", "old.yaml", "new.yaml", "--fail-on", "any")
    assert (status, err) == (0, "")
    assert "nobody leaves it out" in out
    found = told(hexapla)
    assert found["verdict"] == "none"
    where = {"file": "hexapla.accept.yaml", "line": 1, "column": 3}
    accepted = {"reason": "nobody leaves it out", "by": "ada", "until": None, "where": where}
    assert found["findings"][0]["accepted"] == accepted
    assert found["bump"]["api"]["needs"] == "none"
    (folder / "hexapla.accept.yaml").write_text(entry + "  until: 2000-01-01\n")
    status, _, err = hexapla("diff", "old.yaml", "new.yaml")
    assert status == 1
    assert "hexapla.accept.yaml:1:3: warning accept.ended" in err
    edit(folder / "new.yaml", WORSE[1], WORSE[0])
    (folder / "hexapla.accept.yaml").write_text(entry)
    status, _, err = hexapla("diff", "old.yaml", "new.yaml")
    assert status == 0
    assert "hexapla.accept.yaml:1:3: warning accept.stale" in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b\n", "hexapla.accept.yaml is a list of entries, not a mapping"),
        ("- word\n", "an entry is a mapping, not a text"),
        ("- {fingerprint: 0123456789ab, reason: r}\n", "an entry lacks `by`"),
        ("- {fingerprint: 0123456789ab, reason: r, by: b, untill: 2030-01-01}\n", "did you mean `until`?"),
        ("- {fingerprint: 0123456789ab, reason: r, by: b, until: soon}\n", "`soon` is no day"),
        ("- {fingerprint: 0123456789ab, reason: r, by: b, until: 2030-02-30}\n", "`2030-02-30` is no day"),
        ("- {fingerprint: 0123, reason: r, by: b}\n", "`0123` is no fingerprint"),
        ("- {fingerprint: [], reason: r, by: b}\n", "`fingerprint` must be a text, not a list"),
        ("- {fingerprint: 0123456789ab, reason: '', by: b}\n", "`reason` is empty"),
        (
            "- {fingerprint: 0123456789ab, reason: r, by: b}\n- {fingerprint: 0123456789ab, reason: r, by: b}\n",
            "`0123456789ab` stands in line 1 already",
        ),
    ],
)
def test_a_malformed_accept_file(folder: Path, hexapla: Hexapla, text: str, said: str) -> None:
    (folder / "hexapla.accept.yaml").write_text(text)
    status, out, err = hexapla("diff", "old.yaml", "new.yaml")
    assert (status, out) == (3, "")
    assert said in err
    assert "hexapla.accept.yaml:" in err


@pytest.mark.parametrize("text", ["", "\n", "# nothing is accepted\n", "[]\n"])
def test_an_accept_file_without_entries(folder: Path, hexapla: Hexapla, text: str) -> None:
    (folder / "hexapla.accept.yaml").write_text(text)
    assert hexapla("diff", "old.yaml", "new.yaml") == (0, "old.yaml -> new.yaml: nothing changed\n", "")


def project(at: Path, config: str) -> str:
    """Make a project of its own in a folder, with the same spec; return its name."""
    at.mkdir()
    shutil.copy(TESTS / "apis" / "pets.yaml", at / "new.yaml")
    (at / "hexapla.toml").write_text(config)
    return at.name


def test_a_target_that_is_called_otherwise_asks_nothing_of_the_api(folder: Path, hexapla: Hexapla) -> None:
    config = CONFIG.replace("petstore", "zoo").replace("Petstore", "Zoo")
    names = [project(folder / name, text) for name, text in (("before", CONFIG), ("after", config))]
    found = json.loads(hexapla("diff", *names, "--format", "json")[1])
    assert found["bump"]["api"]["needs"] == "none"
    assert found["bump"]["packages"][0]["needs"] == "major"
    # What stands inside the client is not told once more.
    assert {one["sdk"] for one in found["findings"]} == {"breaking"}


def test_a_target_that_is_gone_is_told(folder: Path, hexapla: Hexapla) -> None:
    config = CONFIG.replace("targets.python", "targets.other")
    names = [project(folder / name, text) for name, text in (("before", CONFIG), ("after", config))]
    status, _, err = hexapla("diff", *names)
    assert status == 0
    assert "warning not-compared: the target `python` is configured no longer" in err
    assert hexapla("diff", *reversed(names))[2].count("configured no longer") == 1
    assert hexapla("diff", names[0], names[0])[2] == ""


def test_one_is_for_what_a_review_finds(folder: Path, hexapla: Hexapla) -> None:
    edit(folder / "hexapla.toml", 'style = "python"', 'style = "cobol"')
    assert hexapla("diff", "old.yaml")[0] == 3
    edit(folder / "hexapla.toml", 'style = "cobol"', 'stile = "python"')
    assert hexapla("diff", "old.yaml")[0] == 3
    assert hexapla("diff", "no-such-thing")[0] == 3


@pytest.mark.parametrize("fingerprint", ["012345678901", "1234567890e1", "000000000000", "abcdefabcdef"])
def test_a_fingerprint_is_read_as_it_is_spelled(folder: Path, hexapla: Hexapla, fingerprint: str) -> None:
    (folder / "hexapla.accept.yaml").write_text(f"- {{fingerprint: {fingerprint}, reason: r, by: b}}\n")
    status, _, err = hexapla("diff", "old.yaml", "new.yaml")
    assert status == 0
    assert f"no finding of this review is `{fingerprint}`" in err


def test_a_description_that_cannot_be_read(folder: Path, hexapla: Hexapla) -> None:
    (folder / "new.yaml").write_text("openapi: 3.1.1\npaths: [\n")
    status, out, err = hexapla("diff", "old.yaml", "new.yaml")
    assert (status, out) == (3, "")
    assert "new.yaml:" in err


def test_a_fault_of_now_is_an_error_and_one_of_before_a_warning(folder: Path, hexapla: Hexapla) -> None:
    edit(folder / "old.yaml", "name: tame, in: query,", "name: tame, in: querry,")
    status, out, err = hexapla("diff", "old.yaml", "new.yaml", "--fail-on", "never")
    assert status == 0
    assert "tame" in out
    assert "old.yaml:33:28: warning" in err
    assert "the old description is faulty here" in err
    status, out, err = hexapla("diff", "new.yaml", "old.yaml", "--fail-on", "never")
    assert (status, out) == (3, "")
    assert "old.yaml:33:28: error" in err


def test_an_address_is_not_fetched(folder: Path, hexapla: Hexapla) -> None:
    for words in (["https://pets.example.com/openapi.yaml"], ["old.yaml", "https://pets.example.com/openapi.yaml"]):
        status, out, err = hexapla("diff", *words)
        assert (status, out) == (3, "")
        assert "error no-input: `https://pets.example.com/openapi.yaml` is not fetched" in err
        assert "hint: save the description and name its file" in err


def test_two_descriptions_without_a_project(folder: Path, hexapla: Hexapla) -> None:
    (folder / "hexapla.toml").unlink()
    edit(folder / "new.yaml", *WORSE)
    found = told(hexapla, "new.yaml")
    assert found["bump"]["packages"] == []
    assert found["findings"][0]["symbols"] == []


def test_a_version_that_falls_short(folder: Path, hexapla: Hexapla) -> None:
    edit(folder / "new.yaml", *WORSE)
    edit(folder / "new.yaml", "version: 2.0.0", "version: 2.1.0")
    _, _, err = hexapla("diff", "old.yaml", "new.yaml")
    assert "new.yaml:3:28: warning bump.insufficient" in err
    assert "warning bump.insufficient: Pet shelter: 2.0.0 became 2.1.0, and the changes ask for at least 3.0.0" in err
    edit(folder / "new.yaml", "version: 2.1.0", "version: 3.0.0")
    assert hexapla("diff", "old.yaml", "new.yaml")[2] == ""


def test_what_is_found_besides_is_data_on_standard_error(folder: Path, hexapla: Hexapla) -> None:
    (folder / "hexapla.accept.yaml").write_text("- {fingerprint: 0123456789ab, reason: r, by: b}\n")
    _, out, err = hexapla("diff", "old.yaml", "new.yaml", "--json", "--format", "json")
    assert json.loads(out)["verdict"] == "none"
    assert [one["rule"] for one in json.loads(err)] == ["accept.stale"]


def test_yaml_and_json_mixed(folder: Path, hexapla: Hexapla) -> None:
    (folder / "new.json").write_text(hexapla_bundle(folder))
    status, out, err = hexapla("diff", "old.yaml", "new.json", "--fail-on", "any")
    assert (status, err) == (0, ""), out


def hexapla_bundle(folder: Path) -> str:
    command = [sys.executable, "-m", "hexapla", "bundle", "--format", "json"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True).stdout


def test_a_reader_who_goes_away(folder: Path) -> None:
    edit(folder / "new.yaml", *WORSE)
    command = f"{sys.executable} -m hexapla diff old.yaml --format html | head -c 1"
    run_ = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=True, text=True)
    assert run_.stderr == ""
