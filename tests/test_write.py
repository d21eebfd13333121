"""Files to a folder: only what the manifest lists is ever touched, and no folder is left half old and half new."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hexapla import write
from hexapla.finding import FindingError, as_text
from hexapla.write import MANIFEST, STAGE, Changes, compare, others, read_manifest, recover, refusals
from hexapla.write import folder as reading

OLD = {"a.py": b"a", "src/b.py": b"b", "src/deep/c.py": b"c"}
NEW = {"a.py": b"A", "src/b.py": b"b", "new/d.py": b"d"}


def state(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the manifest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name != MANIFEST}


def put(folder: Path, files: Mapping[str, bytes]) -> Changes:
    return write.put(str(folder), files, force=True)[0]


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(FindingError) as caught:
        call()
    return as_text(caught.value.findings, lambda _: ())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a folder that holds OLD."""
    folder = tmp_path / "out"
    put(folder, OLD)
    return folder


def test_a_folder_is_made(tmp_path: Path) -> None:
    changes = put(tmp_path / "new" / "out", OLD)
    assert changes == Changes(("a.py", "src/b.py", "src/deep/c.py"), (), (), (), (), (), ())
    assert state(tmp_path / "new" / "out") == OLD


def test_the_manifest_lists_every_file_and_nothing_else(out: Path) -> None:
    text = (out / MANIFEST).read_text()
    assert text == (
        '{\n  "files": {\n'
        '    "a.py": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",\n'
        '    "src/b.py": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",\n'
        '    "src/deep/c.py": "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6"\n'
        "  }\n}\n"
    )
    put(out, dict(reversed(OLD.items())))
    assert (out / MANIFEST).read_text() == text


def test_files_are_created_updated_removed_and_left(out: Path) -> None:
    changes = put(out, NEW)
    assert changes == Changes(
        created=("new/d.py",),
        updated=("a.py",),
        removed=("src/deep/c.py",),
        unchanged=("src/b.py",),
        edited=(),
        foreign=(),
        others=(),
    )
    assert changes.stale
    assert state(out) == NEW
    assert not (out / "src" / "deep").exists(), "a folder that is empty now is removed"
    assert set(read_manifest(str(out))) == set(NEW)


def test_what_is_up_to_date_is_not_touched(out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    changes = put(out, OLD)
    assert not changes.stale
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_comparing_writes_nothing(out: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    compare(str(out), NEW)
    compare(str(tmp_path / "nowhere"), NEW)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_file_that_is_gone_is_created_again(out: Path) -> None:
    (out / "src" / "b.py").unlink()
    assert put(out, OLD).created == ("src/b.py",)
    assert state(out) == OLD


def test_an_edited_file_is_refused(out: Path) -> None:
    (out / "a.py").write_text("mine")
    (out / "src" / "deep" / "c.py").write_text("mine too")
    changes = compare(str(out), NEW)
    assert (changes.edited, changes.removed, changes.updated) == (("a.py", "src/deep/c.py"), (), ())
    assert changes.stale
    assert as_text(refusals("out", changes), lambda _: ()) == (
        "out/a.py: error edited-file: this generated file was edited since\n"
        "  hint: keep your copy elsewhere, or run with --force to replace it\n"
        "out/src/deep/c.py: error edited-file: this generated file was edited since\n"
        "  hint: keep your copy elsewhere, or run with --force to replace it\n"
    )


def test_an_edit_that_makes_a_file_what_is_wanted_is_no_edit(out: Path) -> None:
    (out / "a.py").write_text("A")
    changes = put(out, NEW)
    assert (changes.edited, changes.unchanged) == ((), ("a.py", "src/b.py"))


def test_a_file_of_a_person_in_the_way_is_refused(out: Path) -> None:
    (out / "new").mkdir()
    (out / "new" / "d.py").write_text("mine")
    changes = compare(str(out), NEW)
    assert changes.foreign == ("new/d.py",)
    assert as_text(refusals("out", changes), lambda _: ()) == (
        "out/new/d.py: error foreign-file: a generated file belongs here\n"
        "  hint: keep your copy elsewhere, or run with --force to replace it\n"
    )


def test_force_replaces_what_was_edited_or_in_the_way(out: Path) -> None:
    (out / "a.py").write_text("mine")
    (out / "src" / "deep" / "c.py").write_text("mine")
    (out / "new").mkdir()
    (out / "new" / "d.py").write_text("mine")
    put(out, NEW)
    assert state(out) == NEW


def test_another_file_of_a_person_is_left_alone_and_named(out: Path) -> None:
    (out / "src" / "deep" / "notes.txt").write_text("mine")
    (out / "uv.lock").write_text("mine")
    changes = put(out, NEW)
    assert changes.others == ("src/deep/notes.txt", "uv.lock")
    assert as_text(others("out", changes), lambda _: ()) == (
        "out/src/deep/notes.txt: note other-file: not generated, left alone\n"
        "out/uv.lock: note other-file: not generated, left alone\n"
    )
    assert state(out) == {**NEW, "src/deep/notes.txt": b"mine", "uv.lock": b"mine"}


def test_a_folder_that_was_never_ours_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years")
    (tmp_path / "a.py").write_text("mine")
    changes = compare(str(tmp_path), NEW)
    assert (changes.foreign, changes.others) == (("a.py",), ("thesis.txt",))


@pytest.mark.parametrize("cache", ["__pycache__", ".mypy_cache", "deep/.ruff_cache", "dist", "build", "x.egg-info"])
def test_caches_do_not_count(out: Path, cache: str) -> None:
    (out / cache).mkdir(parents=True)
    (out / cache / "x").write_text("x")
    assert compare(str(out), OLD).others == ()


def test_a_package_may_be_called_build(tmp_path: Path) -> None:
    files = {"src/build/a.py": b"a", "src/dist/b.py": b"b"}
    put(tmp_path, files)
    assert not compare(str(tmp_path), files).stale


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"files": []}', '{"files": 3}', "{", "\x00", '{"files": {"../../etc/passwd": "x"}}'],
)
def test_a_malformed_manifest_is_refused(out: Path, text: str) -> None:
    (out / MANIFEST).write_text(text)
    said = refused(lambda: compare(str(out), NEW))
    assert "error bad-manifest: this is not a manifest" in said or "would be written outside" in said
    assert state(out) == OLD


@pytest.mark.parametrize(
    "path", ["a/./b.py", "a//b.py", "a/", "x\0.py", "x\ud800.py", f"{STAGE}/commit.json", MANIFEST]
)
def test_a_path_that_no_generated_file_can_have_is_refused(out: Path, path: str) -> None:
    assert "error bad-path: " in refused(lambda: put(out, {**NEW, path: b"x"}))
    assert state(out) == OLD


@pytest.mark.parametrize("path", ["../x.py", "src/../../x.py", "/x.py", "..", ""])
def test_a_path_cannot_leave_the_folder(out: Path, path: str) -> None:
    said = refused(lambda: put(out, {**NEW, path: b"x"}))
    assert f"error outside: `{path}` would be written outside {out}" in said
    assert state(out) == OLD
    assert sorted(p.name for p in out.parent.iterdir()) == ["out"]


def test_names_that_differ_in_case_only_are_refused(out: Path) -> None:
    assert "error case-clash: `src/b.py` and `src/B.py` are one file where the file system ignores case\n" in refused(
        lambda: put(out, {**NEW, "src/B.py": b"", "src/b.py": b""})
    )
    assert state(out) == OLD


@pytest.mark.parametrize(
    ("first", "second"), [("straße.py", "STRASSE.py"), ("É/a.py", "e\u0301/A.py"), ("\u017f", "S")]
)
def test_case_is_that_of_all_letters(out: Path, first: str, second: str) -> None:
    assert "error case-clash: " in refused(lambda: put(out, {**NEW, first: b"", second: b""}))
    assert state(out) == OLD


def test_names_that_differ_in_how_accents_are_encoded_only_are_refused(out: Path) -> None:
    composed, taken_apart = "src/é.py", unicodedata.normalize("NFD", "src/é.py")
    assert composed != taken_apart
    said = refused(lambda: put(out, {**NEW, composed: b"", taken_apart: b""}))
    assert "are one file where the file system ignores accents\n" in said
    assert state(out) == OLD


def test_a_file_that_would_be_a_folder_as_well_is_refused(out: Path) -> None:
    said = refused(lambda: put(out, {**NEW, "new": b""}))
    assert said == "error path-clash: `new` would be a file and the folder of `new/d.py`\n"
    assert state(out) == OLD


@pytest.mark.parametrize("path", [f"{'x' * 300}.py", f"src/{'é' * 128}", f"{'d' * 256}/a.py"])
def test_a_name_that_no_file_can_have_is_refused_before_anything_is_written(out: Path, path: str) -> None:
    said = refused(lambda: put(out, {**NEW, path: b""}))
    assert said == (
        f"error long-name: `{path}` is too long for a name of a file in {out}\n"
        "  hint: give what it is named after a shorter name\n"
    )
    assert state(out) == OLD


def test_the_longest_names_are_written(out: Path) -> None:
    files = {f"{'x' * 252}.py": b"1", f"{'é' * 127}/{'d' * 255}": b"2"}
    put(out, files)
    assert state(out) == files


def test_a_path_that_is_too_long_as_a_whole_changes_nothing(out: Path) -> None:
    said = refused(lambda: put(out, {**NEW, "/".join(["d" * 250] * 20): b""}))
    assert "File name too long" in said
    assert state(out) == OLD
    assert not (out / STAGE).exists()


def test_a_file_may_become_a_folder_and_back(out: Path) -> None:
    put(out, {"a.py/x.py": b"x", "src": b"s"})
    assert state(out) == {"a.py/x.py": b"x", "src": b"s"}
    put(out, OLD)
    assert state(out) == OLD


@pytest.mark.parametrize("blocked", ["a folder", "an empty folder", "a file above", "a link above"])
def test_what_no_file_can_replace_is_found_before_anything_is_written(out: Path, tmp_path: Path, blocked: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    match blocked:
        case "a folder":
            (out / "new" / "d.py").mkdir(parents=True)
            (out / "new" / "d.py" / "mine.txt").write_text("mine")
        case "an empty folder":
            (out / "new" / "d.py").mkdir(parents=True)
        case "a file above":
            (out / "new").write_text("mine")
        case _:
            (out / "new").symlink_to(elsewhere)
    assert "error in-the-way: " in refused(lambda: put(out, NEW))
    assert (out / "a.py").read_bytes() == b"a"
    assert list(elsewhere.iterdir()) == []
    assert not (out / STAGE).exists()


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("mine")
    (out / "a.py").unlink()
    (out / "a.py").symlink_to(elsewhere)
    assert compare(str(out), NEW).edited == ("a.py",)
    put(out, NEW)
    assert elsewhere.read_text() == "mine"
    assert state(out) == NEW


def test_a_link_to_nowhere_in_place_of_a_file_is_refused_until_forced(out: Path, tmp_path: Path) -> None:
    (out / "new").mkdir()
    (out / "new" / "d.py").symlink_to(tmp_path / "nowhere.txt")
    assert compare(str(out), NEW).foreign == ("new/d.py",)
    assert "error foreign-file: " in as_text(write.put(str(out), NEW)[1], lambda _: ())
    put(out, NEW)
    assert not (tmp_path / "nowhere.txt").exists()
    assert state(out) == NEW


def test_a_link_to_a_folder_in_place_of_a_file_is_replaced_and_not_followed(out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    (out / "new").mkdir()
    (out / "new" / "d.py").symlink_to(elsewhere)
    assert compare(str(out), NEW).foreign == ("new/d.py",)
    put(out, NEW)
    assert (elsewhere / "mine.txt").read_text() == "mine"
    assert state(out) == NEW


def test_a_link_in_place_of_a_folder_of_ours_is_not_followed(out: Path, tmp_path: Path) -> None:
    """Neither to write there nor to remove what is no longer generated."""
    (out / "src").rename(tmp_path / "elsewhere")
    (out / "src").symlink_to(tmp_path / "elsewhere")
    assert "error in-the-way: this stands where the generated file src/b.py belongs" in refused(lambda: put(out, NEW))
    put(out, {"a.py": b"A"})
    assert state(tmp_path / "elsewhere") == {"b.py": b"b", "deep/c.py": b"c"}


def test_a_link_in_place_of_the_stage_is_refused(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.txt").write_text("mine")
    (out / STAGE).symlink_to(tmp_path / "elsewhere")
    said = refused(lambda: put(out, NEW))
    assert f"{out / STAGE}: error in-the-way: this stands where files are staged before they are written" in said
    assert state(tmp_path / "elsewhere") == {"mine.txt": b"mine"}


def test_a_link_to_the_folder_itself_is_followed(out: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(out)
    put(tmp_path / "link", NEW)
    assert state(out) == NEW


def test_what_is_no_file_is_left_alone_and_not_read(out: Path) -> None:
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(out)  # the path of a socket must be short
        listening.bind("pipe")
        os.chdir(here)
    assert compare(str(out), OLD).others == ("pipe",)
    assert not compare(str(out), OLD).stale


def test_a_file_in_place_of_the_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert "error cannot-write: " in refused(lambda: put(tmp_path / "out", NEW))
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_that_was_made_for_nothing_is_removed_again(tmp_path: Path) -> None:
    assert "error outside: " in refused(lambda: put(tmp_path / "a" / "b", {"../x": b""}))
    assert list(tmp_path.iterdir()) == []


READ_ONLY = """
import os, sys
from hexapla import write
from hexapla.finding import FindingError, as_text
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)  # the rights of a file mean nothing to its lord
try:
    write.put(sys.argv[1], {"a.py": b"A"}, force=True)
except FindingError as problem:
    print(as_text(problem.findings, lambda _: ()), end="")
"""


@pytest.mark.parametrize("locked", ["the folder", "a folder in it"])
def test_a_read_only_folder_is_a_finding(locked: str) -> None:
    # Not below pytest's own folder, which nobody else may enter.
    folder = Path(tempfile.mkdtemp(prefix="hexapla-"))
    folder.chmod(0o755)
    out = folder / "out"
    put(out, OLD)
    (out if locked == "the folder" else out / "src").chmod(0o555)
    if locked != "the folder" and os.geteuid() == 0:
        os.chown(out, 65534, 65534)
    try:
        run = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(out)], capture_output=True, text=True, check=True, cwd=folder
        )
        assert run.stdout.startswith("error cannot-write: cannot write ")
        assert run.stdout.endswith(": Permission denied\n")
        assert state(out) == OLD
        assert not (out / STAGE).exists()
    finally:
        shutil.rmtree(folder)


def test_recovering_where_nothing_happened(out: Path, tmp_path: Path) -> None:
    recover(str(out))
    recover(str(tmp_path / "nowhere"))
    assert state(out) == OLD


def test_a_folder_that_cannot_be_written_is_a_finding(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "makedirs", refuse)
    said = refused(lambda: write.put(str(out), NEW))
    assert said == f"error cannot-write: cannot write {out}: Permission denied\n"
    assert state(out) == OLD


def test_a_file_that_cannot_be_read_is_a_finding(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = open

    def refuse(path: str, mode: str) -> object:
        if str(path).endswith("b.py"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, mode)

    monkeypatch.setitem(reading.__dict__, "open", refuse)
    assert refused(lambda: compare(str(out), NEW)) == (
        f"error cannot-write: cannot read {out / 'src' / 'b.py'}: Permission denied\n"
    )


def test_an_order_that_leads_outside_is_not_followed(out: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    (out / STAGE).mkdir()
    (out / STAGE / "commit.json").write_text(json.dumps({"replaced": [], "removed": ["../victim.txt"]}))
    assert "error outside: `../victim.txt`" in refused(lambda: recover(str(out)))
    assert victim.read_text() == "mine"
