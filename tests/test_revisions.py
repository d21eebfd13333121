"""The files of git revisions: the bytes that were committed, of any name, and reasons where there are none."""

from __future__ import annotations

import gc
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hexapla.finding import FindingError
from hexapla.revisions import Revision, repository, split
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gits import QUIET, Git

HOSTILE = [
    *("a b.yaml", 'quo"te.yaml', "apo'strophe.yaml", "new\nline.yaml", "tab\t.yaml", "\x01.yaml", "-dash.yaml"),
    *("--output=x", "é.yaml", "ключ.yaml", "日本.yaml", "back\\slash.yaml", "$(id).yaml", "`id`.yaml", "a:b.yaml"),
    *("HEAD", "*.yaml", "[a].yaml", ":(top)x", "!x", "#x", "~x", " ", "x ", "missing", "a missing", "C:x"),
]


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Return an empty repository, which is the current folder."""
    made = Git(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    return made


def at(name: str = "HEAD") -> Revision:
    found = repository().revision(name)
    assert found is not None
    return found


def reason(revision: Revision, path: str) -> str:
    with pytest.raises(OSError, match=r".") as caught:
        revision.read(path)
    return str(caught.value.strerror)


# Names of revisions


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("main", ("main", None)),
        ("origin/main", ("origin/main", None)),
        ("HEAD~3", ("HEAD~3", None)),
        ("v1.2^{commit}", ("v1.2^{commit}", None)),
        ("main:spec/openapi.yaml", ("main", "spec/openapi.yaml")),
        ("main:a:b.yaml", ("main", "a:b.yaml")),
        ("main:new\nline", ("main", "new\nline")),
        ("main:", ("main", "")),
        (":spec/openapi.yaml", ("", "spec/openapi.yaml")),
        (":0:spec/openapi.yaml", ("", "spec/openapi.yaml")),
        (":1:spec/openapi.yaml", None),
        (":", ("", "")),
        ("main@{2024-01-01 10:00:00}:x", ("main@{2024-01-01 10:00:00}", "x")),
        ("HEAD^{/fix: it}", ("HEAD^{/fix: it}", None)),
        ("HEAD^{/fix: it}:a.yaml", ("HEAD^{/fix: it}", "a.yaml")),
        (r"C:\specs\openapi.yaml", None),
        ("C:/specs/openapi.yaml", None),
        ("c:openapi.yaml", ("c", "openapi.yaml")),
        ("--output=x", None),
        ("-", None),
        ("-n:x", None),
        ("", None),
        (".", None),
        ("..", None),
        ("./main", None),
        ("../main", None),
        ("/main", None),
        ("ma\nin", None),
        ("ma\rin:x", None),
        ("ma\x00in", None),
    ],
)
def test_what_a_word_may_mean(word: str, parts: tuple[str, str | None] | None) -> None:
    assert split(word) == parts


def test_revisions_of_every_kind(git: Git) -> None:
    for number in range(4):
        git.write("a.yaml", f"{number}")
        git.commit()
    git("tag", "v1.0", "HEAD~2")
    git("tag", "--annotate", "--message", "A tag", "v1.1", "HEAD~1")
    git("branch", "feature/é x".replace(" ", "-"), "HEAD~3")
    wanted = {
        **{"HEAD": "3", "main": "3", "@": "3", "HEAD~1": "2", "HEAD^^": "1", "v1.0": "1", "v1.1": "2"},
        **{"refs/tags/v1.1": "2", "heads/main": "3", "feature/é-x": "0", "main@{0}": "3", "HEAD^{/A commit}": "3"},
        git("rev-parse", "HEAD~3").strip(): "0",
        git("rev-parse", "--short", "v1.0").strip(): "1",
        git("rev-parse", "HEAD~2^{tree}").strip(): "1",
    }
    repo = repository()
    for name, text in wanted.items():
        revision = repo.revision(name)
        assert revision is not None, name
        assert (revision.read("a.yaml"), revision.shown("a.yaml")) == (text.encode(), f"{name}:a.yaml")


@pytest.mark.parametrize(
    "name",
    [
        "none",
        "HEAD~9",
        "a.yaml",
        "main:a.yaml",
        "HEAD..main",
        "@{0",
        "HEAD^{/A",
        "main^{",
        "^main",
        "--all",
        "-p",
        "main\nHEAD",
        "main\r",
        " ",
    ],
)
def test_what_is_no_revision(git: Git, name: str) -> None:
    git.write("a.yaml", "x")
    git.commit()
    repo = repository()
    assert repo.revision(name) is None
    revision = repo.revision("main")  # nothing that was asked before is answered now
    assert revision is not None
    assert revision.read("a.yaml") == b"x"


def test_a_name_that_is_short_for_several(git: Git) -> None:
    git.write("a", "x")
    git.commit()
    begun: set[str] = set()
    for number in range(2000):  # 65,536 beginnings: two of some hundred ids begin alike
        git.write("a", str(number))
        git("add", "a")
        short = git("write-tree")[:4]
        if short in begun:
            break
        begun.add(short)
    with pytest.raises(FindingError, match="short for several revisions") as caught:
        repository().revision(short)
    assert caught.value.findings[0].rule == "ambiguous-input"


# Files


def test_hostile_names(git: Git) -> None:
    for name in HOSTILE:
        git.write(name, f"text of {name!r}")
        git.write(f"{name}.d/{name}", f"below {name!r}")
    git.commit()
    for revision in (at(), at("")):
        for name in HOSTILE:
            assert revision.read(name).decode() == f"text of {name!r}"
            assert revision.read(f"{name}.d/{name}").decode() == f"below {name!r}"
            assert revision.path(revision.shown(name)) == name
        assert revision.listed(".") == sorted([*HOSTILE, *(f"{name}.d" for name in HOSTILE)])


def test_a_name_that_is_no_utf_8(git: Git) -> None:
    name = os.fsdecode(b"\xff\xfe.yaml")
    git.write(name, "x")
    git.commit()
    assert at().read(name) == b"x"
    assert at().listed(".") == [name]
    assert reason(at(), "\ud800.yaml") == "there is no such file in HEAD"


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda name: name.strip(".") and name.lower() != ".git" and len(name.encode()) < 100
)


@given(
    st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map(tuple), st.binary(max_size=300), max_size=6),
    st.lists(NAMES, max_size=2),
)
@settings(max_examples=25)
def test_a_file_that_is_committed_is_what_it_is_in_the_work_tree(
    files: dict[tuple[str, ...], bytes], seen_from: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        git = Git(Path(temporary))
        for path, data in files.items():
            if not any(path[:n] in files for n in range(1, len(path))):
                git.write("/".join(path), data)
        written = [path for path in git.folder.rglob("*") if path.is_file() and ".git" not in path.parts]
        here = git.folder.joinpath(*seen_from)
        if any(parent in written for parent in (here, *here.parents)):
            here = git.folder
        here.mkdir(parents=True, exist_ok=True)
        git.commit()
        repo = repository(str(here))
        for revision in (repo.revision("HEAD"), repo.revision("")):
            assert revision is not None
            for path in written:
                relative = os.path.relpath(path, here)
                assert revision.read(relative) == path.read_bytes()
                assert revision.kind(relative) == "file"
                assert revision.path(revision.shown(relative)) == relative
                beside = {other.relative_to(path.parent).parts[0] for other in written if path.parent in other.parents}
                assert revision.listed(os.path.relpath(path.parent, here)) == sorted(beside)


def test_large_and_empty_files(git: Git) -> None:
    big = os.urandom(3_000_000)
    git.write("big", big)
    git.write("empty", b"")
    git.write("ends", b"missing\n\n")
    git.commit()
    revision = at()
    assert [revision.read(name) for name in ("big", "empty", "ends", "big")] == [big, b"", b"missing\n\n", big]


def test_bytes_are_those_that_were_committed(git: Git) -> None:
    git.write(".gitattributes", "*.yaml eol=crlf\n")
    git.write("a.yaml", "a: 1\n")
    git.commit()
    (git.folder / "a.yaml").unlink()
    git("checkout", "--", "a.yaml")
    assert (git.folder / "a.yaml").read_bytes() == b"a: 1\r\n"
    assert at().read("a.yaml") == b"a: 1\n"


def test_the_index_is_what_is_staged(git: Git) -> None:
    git.write("spec/a.yaml", "committed")
    git.commit()
    git.write("spec/a.yaml", "staged")
    git.write("spec/new.yaml", "new")
    git("add", ".")
    git.write("spec/a.yaml", "edited")
    index = at("")
    assert (index.read("spec/a.yaml"), at().read("spec/a.yaml")) == (b"staged", b"committed")
    assert index.listed("spec") == ["a.yaml", "new.yaml"]
    assert (index.shown("spec/a.yaml"), index.said) == (":spec/a.yaml", "the index")
    assert reason(index, "b.yaml") == "there is no such file in the index"


def test_the_index_of_a_hook_is_the_one_it_is_told(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write("a.yaml", "staged")
    git("add", ".")
    (git.folder / ".git" / "next").write_bytes((git.folder / ".git" / "index").read_bytes())
    git.write("a.yaml", "staged later")
    git("add", ".")
    assert at("").read("a.yaml") == b"staged later"
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next")  # as in `git commit --all`
    monkeypatch.setenv("GIT_DIR", ".git")
    assert at("").read("a.yaml") == b"staged"


def test_a_conflict_is_not_in_the_index(git: Git) -> None:
    git.write("a.yaml", "0\n")
    git.commit()
    for branch, text in (("one", "1\n"), ("two", "2\n")):
        git("checkout", "--quiet", "-b", branch, "main")
        git.write("a.yaml", text)
        git.commit()
    git("merge", "--quiet", "one", check=False)
    assert reason(at(""), "a.yaml") == "there is no such file in the index"


def test_links_are_followed_inside_the_repository(git: Git) -> None:
    git.write("spec/real/a.yaml", "text")
    links = {"a.yaml": "spec/real/a.yaml", "spec/up.yaml": "../a.yaml", "there": "spec/real", "spec/loop": "loop"}
    links |= {
        "out": "../../outside.yaml",
        "absolute": "/etc/hostname",
        "gone": "nothing",
        "spec/dots": "real/../real/.",
    }
    for name, target in links.items():
        (git.folder / name).symlink_to(target)
    git.commit()
    for revision in (at(), at("")):
        for path in ("a.yaml", "spec/up.yaml", "there/a.yaml", "spec/dots/a.yaml"):
            assert revision.read(path) == b"text" == (git.folder / path).read_bytes(), path
        assert revision.listed("there") == ["a.yaml"]
        said = revision.said
        assert reason(revision, "spec/loop") == f"in {said} it is a link to itself"
        assert reason(revision, "out") == f"in {said} it is a link that leads out of the repository"
        assert reason(revision, "absolute") == f"in {said} it is a link that leads out of the repository"
        assert reason(revision, "gone") == f"there is no such file in {said}"
        assert revision.kind("gone") == revision.kind("spec/loop") == ""


def test_what_is_no_file(git: Git) -> None:
    git.write("spec/a.yaml", "x")
    git.write("spec-b.yaml", "x")
    git.commit()
    revision = at()
    assert revision.listed("") == ["spec", "spec-b.yaml"]  # git has them the other way round
    assert reason(revision, "b.yaml") == "there is no such file in HEAD"
    assert reason(revision, "spec/a.yaml/b.yaml") == "there is no such file in HEAD"
    assert reason(revision, "spec") == "it is a folder in HEAD"
    assert reason(revision, "../b.yaml") == "it lies outside of the repository, and so not in HEAD"
    assert reason(revision, "/etc/hostname") == "it lies outside of the repository, and so not in HEAD"
    assert reason(revision, "a\0b") == "there is no such file in HEAD"
    with pytest.raises(NotADirectoryError):
        revision.listed("spec/a.yaml")
    with pytest.raises(FileNotFoundError):
        revision.listed("none")
    assert [revision.kind(path) for path in ("spec", "spec/a.yaml", "x", ".", "..")] == [
        "folder",
        "file",
        "",
        "folder",
        "",
    ]
    assert revision.read(str(git.folder / "spec" / "a.yaml")) == b"x"


def test_a_submodule_is_named(git: Git, tmp_path: Path) -> None:
    other = Git(tmp_path / "other")
    other.write("a.yaml", "x")
    other.commit()
    git("submodule", "--quiet", "add", str(other.folder), "shared")
    git.commit()
    for revision in (at(), at("")):
        said = f"in {revision.said} it lies in a submodule, whose files are in another repository"
        assert reason(revision, "shared/a.yaml") == said
        with pytest.raises(OSError, match="submodule"):
            revision.listed("shared")


def test_a_pointer_of_large_file_storage_is_named(git: Git) -> None:
    git.write("a.yaml", f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n")
    git.commit()
    assert reason(at(), "a.yaml") == "in HEAD it is a pointer of Git LFS, whose text is not in the repository"


# Repositories


def test_paths_are_seen_from_the_current_folder(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write("spec/a.yaml", "x")
    git.write("service/deep/b.yaml", "y")
    git.commit()
    monkeypatch.chdir(git.folder / "service" / "deep")
    assert (at("").read("../../spec/a.yaml"), at("").read("b.yaml")) == (b"x", b"y")
    revision = at()
    assert (revision.read("../../spec/a.yaml"), revision.read("b.yaml"), revision.read("./b.yaml")) == (
        b"x",
        b"y",
        b"y",
    )
    assert (revision.shown("b.yaml"), revision.path("HEAD:spec/a.yaml")) == (
        "HEAD:service/deep/b.yaml",
        "../../spec/a.yaml",
    )
    assert (revision.top, repository().prefix) == ("../..", "service/deep")
    assert revision.path("main:spec/a.yaml") is None
    assert reason(revision, "../../../a.yaml") == "it lies outside of the repository, and so not in HEAD"


def test_a_folder_that_is_not_there_in_the_revision(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write("spec/a.yaml", "x")
    git.commit()
    (git.folder / "new").mkdir()
    monkeypatch.chdir(git.folder / "new")
    assert at().read("../spec/a.yaml") == b"x"


def test_a_repository_in_a_folder_of_a_hostile_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = Git(tmp_path / "line\nbreak é")
    git.write("a\nb/c.yaml", "x")
    git.commit()
    monkeypatch.chdir(git.folder / "a\nb")
    assert (at().read("c.yaml"), repository().prefix) == (b"x", "a\nb")
    assert at("").read("c.yaml") == b"x"


def test_a_folder_reached_by_a_link(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write("spec/a.yaml", "x")
    git.commit()
    (tmp_path / "link").symlink_to(git.folder)
    monkeypatch.chdir(tmp_path / "link" / "spec")
    assert (at().read("a.yaml"), at().shown("a.yaml")) == (b"x", "HEAD:spec/a.yaml")


def test_a_second_work_tree_and_a_bare_repository(git: Git, tmp_path: Path) -> None:
    git.write("a.yaml", "x")
    git.commit()
    git("worktree", "add", "--quiet", "--detach", str(tmp_path / "second"))
    git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    for folder in ("second", "bare"):
        revision = repository(str(tmp_path / folder)).revision("main")
        assert revision is not None
        assert revision.read("a.yaml") == b"x"


def test_ids_of_another_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = Git(tmp_path / "long", "--object-format=sha256")
    git.write("spec/a.yaml", "x")
    git.commit()
    monkeypatch.chdir(git.folder)
    assert (at().read("spec/a.yaml"), at("").read("spec/a.yaml")) == (b"x", b"x")


def test_a_shallow_clone_knows_that_it_is(git: Git, tmp_path: Path) -> None:
    for text in "12":
        git.write("a.yaml", text)
        git.commit()
    git("clone", "--quiet", "--depth=1", f"file://{git.folder}", str(tmp_path / "shallow"))
    shallow = repository(str(tmp_path / "shallow"))
    assert (shallow.shallow, repository().shallow) == (True, False)
    assert shallow.revision("HEAD~1") is None
    assert {"main", "origin/main"} <= set(shallow.names())
    assert shallow.remotes() == ["origin"]


def test_objects_that_are_missing(git: Git) -> None:
    git.write("spec/a.yaml", "x")
    git.write("spec/b.yaml", "y")
    git.commit()
    key = git("rev-parse", "HEAD:spec/a.yaml").strip()
    (git.folder / ".git" / "objects" / key[:2] / key[2:]).unlink()
    assert reason(at(), "spec/a.yaml") == "HEAD has it, but this clone does not"
    assert at().read("spec/b.yaml") == b"y"


def test_a_repository_that_is_broken(git: Git) -> None:
    git.write("a.yaml", "x" * 1000)
    git.commit()
    key = git("rev-parse", "HEAD:a.yaml").strip()
    path = git.folder / ".git" / "objects" / key[:2] / key[2:]
    path.chmod(0o600)
    path.write_bytes(b"no object")
    revision = at()
    with pytest.raises((FindingError, OSError)) as caught:
        revision.read("a.yaml")
    if isinstance(caught.value, FindingError):
        assert caught.value.findings[0].rule == "git-failed"


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FindingError, match="this folder is in no git repository"):
        repository()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FindingError, match="git is not installed"):
        repository()


def test_what_git_refuses_is_told_with_its_advice(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.commit()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(FindingError) as caught:
        repository()
    found = caught.value.findings[0]
    assert found.message == f"git fails: detected dubious ownership in repository at '{git.folder}'"
    assert found.hint == f"`git config --global --add safe.directory {git.folder}`"


def test_the_configuration_of_a_person_changes_nothing(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git.write("é.yaml", "x\r\n")
    git.commit()
    pager = tmp_path / "ran"
    config = tmp_path / "config"
    config.write_text(
        f"[core]\n\tpager = touch {pager}\n\tautocrlf = true\n\tquotepath = true\n\tfsmonitor = touch {pager}\n"
        f"[alias]\n\tcat-file = !touch {pager}\n\tls-files = !touch {pager}\n[color]\n\tui = always\n"
        f'[pager]\n\tcat-file = touch {pager}\n\tls-files = touch {pager}\n[diff "x"]\n\ttextconv = touch {pager}\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_PAGER", f"touch {pager}")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    before = (git.folder / ".git" / "index").read_bytes()
    assert (at().read("é.yaml"), at("").read("é.yaml")) == (b"x\r\n", b"x\r\n")
    assert repository().names() == ["main"]
    assert not pager.exists()
    assert (git.folder / ".git" / "index").read_bytes() == before


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """Return the commands that are run, all of which must have ended afterwards."""
    commands: list[list[str]] = []
    started: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def popen(command: list[str], **options: object) -> subprocess.Popen[bytes]:
        process: subprocess.Popen[bytes] = begin(command, **options)  # type: ignore[call-overload]
        commands.append(command)
        started.append(process)
        return process

    monkeypatch.setattr(subprocess, "Popen", popen)
    yield commands
    gc.collect()
    assert all(process.returncode is not None for process in started)


def test_two_processes_are_enough(git: Git, processes: list[list[str]]) -> None:
    for number in range(30):
        git.write(f"spec/{number % 5}/{number}.yaml", str(number))
    git.commit()
    processes.clear()
    repo = repository()
    for name in ("HEAD", "main"):
        revision = repo.revision(name)
        assert revision is not None
        for number in range(30):
            assert revision.read(f"spec/{number % 5}/{number}.yaml") == str(number).encode()
    assert [command[5] for command in processes] == ["rev-parse", "cat-file"]
    # Nothing that a person wrote is an argument.
    assert not any("HEAD" in word or "main" in word for command in processes for word in command)
