"""Files to a folder: only what the manifest lists is ever touched, and no folder is left half old and half new."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hexapla import write
from hexapla.finding import FindingError, as_text
from hexapla.write import MANIFEST, STAGE, Changes, apply, compare, others, read_manifest, recover, refusals

OLD = {"a.py": b"a", "src/b.py": b"b", "src/deep/c.py": b"c"}
NEW = {"a.py": b"A", "src/b.py": b"b", "new/d.py": b"d"}


def state(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the manifest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name != MANIFEST}


def put(folder: Path, files: Mapping[str, bytes]) -> Changes:
    changes = compare(str(folder), files)
    apply(str(folder), files, changes)
    return changes


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
        "out/a.py:1:1: error edited-file: this generated file was edited since\n"
        "  hint: keep your copy elsewhere, or run with --force to replace it\n"
        "out/src/deep/c.py:1:1: error edited-file: this generated file was edited since\n"
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
        "out/new/d.py:1:1: error foreign-file: a generated file belongs here\n"
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
        "out/src/deep/notes.txt:1:1: note other-file: not generated, left alone\n"
        "out/uv.lock:1:1: note other-file: not generated, left alone\n"
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


@pytest.mark.parametrize("path", ["../x.py", "src/../../x.py", "/x.py", "..", ""])
def test_a_path_cannot_leave_the_folder(out: Path, path: str) -> None:
    said = refused(lambda: put(out, {**NEW, path: b"x"}))
    assert f"error outside: `{path}` would be written outside {out}" in said
    assert state(out) == OLD
    assert sorted(p.name for p in out.parent.iterdir()) == ["out"]


def test_names_that_differ_in_case_only_are_refused(out: Path) -> None:
    assert "error case-clash: `src/B.py` and `src/b.py` are one file" in refused(
        lambda: compare(str(out), {"src/B.py": b"", "src/b.py": b""})
    )


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


def test_recovering_where_nothing_happened(out: Path, tmp_path: Path) -> None:
    recover(str(out))
    recover(str(tmp_path / "nowhere"))
    assert state(out) == OLD


def test_a_folder_that_cannot_be_written_is_a_finding(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    changes = compare(str(out), NEW)
    monkeypatch.setattr(write.os, "makedirs", refuse)
    said = refused(lambda: apply(str(out), NEW, changes))
    assert said == f"error cannot-write: cannot write {out / STAGE}: Permission denied\n"
    assert state(out) == OLD


def test_a_file_that_cannot_be_read_is_a_finding(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = open

    def refuse(path: str, mode: str) -> object:
        if str(path).endswith("b.py"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, mode)

    monkeypatch.setitem(write.__dict__, "open", refuse)
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
