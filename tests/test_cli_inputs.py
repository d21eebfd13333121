"""The words of `hexapla diff OLD [NEW]`: what each names, where it is shown, what is told where it names nothing."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Final

import pytest
from hexapla import config as configuration
from hexapla.cli.inputs import Input, lines_of, resolve
from hexapla.finding import FindingError, as_text, error
from hexapla.revisions import Repository
from hexapla.source import parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gits import QUIET, Git


def spec(title: str, version: str = "3.1.1", *, more: str = "") -> str:
    return f"openapi: {version}\ninfo: {{title: {title}, version: '1'}}\npaths: {{}}\n{more}"


def toml(path: str) -> str:
    return f'spec = "{path}"\n'


NEITHER: Final = "`{}` is no file, folder or git revision"
MISSING: Final = "{} cannot be read: there is no such file in main"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [one for one in os.environ if one.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is in no repository, the current one."""
    folder = tmp_path / "plain"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Return a repository whose configured spec was edited since it was committed; the current folder."""
    made = Git(tmp_path / "repository")
    made.write("hexapla.toml", toml("spec/openapi.yaml"))
    made.write("spec/openapi.yaml", spec("Old"))
    made.commit()
    made.write("spec/openapi.yaml", spec("New"))
    monkeypatch.chdir(made.folder)
    return made


def today() -> configuration.Config | None:
    try:
        return configuration.find()
    except FindingError:
        return None


def pair(old: str, new: str | None = None) -> tuple[Input, Input]:
    return resolve(old, new, today())


def one(word: str) -> Input:
    """Return what a word names, beside something that is always there."""
    other = Path(os.devnull)
    return resolve(word, str(other), today())[0]


def title(found: Input) -> str:
    return found.load()[0].title


def refused(old: str, new: str | None = None) -> tuple[str, str, str | None]:
    """Return rule, message and hint of the only finding."""
    with pytest.raises(FindingError) as caught:
        pair(old, new)
    (found,) = caught.value.findings
    return found.rule, found.message, found.hint


def place(found: Input) -> str:
    return str(found.shown(found.load()[0].where))


# A revision and the work tree


@pytest.mark.parametrize("word", ["main", "HEAD", "HEAD~0", "@", "refs/heads/main", "main^{tree}", "HEAD:", ":"])
def test_a_revision_is_compared_with_the_work_tree(git: Git, word: str) -> None:
    old, new = pair(word)
    assert (title(old), title(new)) == ("Old", "New")
    assert (old.label, new.label) == (word, "spec/openapi.yaml")
    assert place(old) == f"{'' if word == ':' else word.removesuffix(':')}:spec/openapi.yaml:1:1"
    assert place(new) == "spec/openapi.yaml:1:1"
    assert (old.root, new.root, old.said, new.said) == ("spec/openapi.yaml", "spec/openapi.yaml", (), ())
    assert new.config == today()
    assert old.config == today()


@pytest.mark.parametrize(
    ("word", "wanted", "root"),
    [
        ("main:spec/openapi.yaml", "Old", "spec/openapi.yaml"),
        ("main:./spec/openapi.yaml", "Old", "spec/openapi.yaml"),
        (":spec/openapi.yaml", "Old", "spec/openapi.yaml"),
        (":0:spec/openapi.yaml", "Old", "spec/openapi.yaml"),
        ("main:spec", "Old", "spec/openapi.yaml"),
        ("spec/openapi.yaml", "New", "spec/openapi.yaml"),
        ("./spec/../spec/openapi.yaml", "New", "spec/openapi.yaml"),
        ("spec", "New", "spec/openapi.yaml"),
        ("spec/", "New", "spec/openapi.yaml"),
        (".", "New", "spec/openapi.yaml"),
    ],
)
def test_words_of_every_kind(git: Git, word: str, wanted: str, root: str) -> None:
    found = one(word)
    assert (title(found), found.root, found.label, found.config) == (wanted, root, word, today())


def test_two_revisions(git: Git) -> None:
    git.commit()
    old, new = pair("HEAD~1", "HEAD")
    assert (title(old), title(new), place(old), place(new)) == (
        *("Old", "New", "HEAD~1:spec/openapi.yaml:1:1", "HEAD:spec/openapi.yaml:1:1"),
    )


def test_the_index_beside_the_work_tree(git: Git) -> None:
    git.write("spec/openapi.yaml", spec("Staged"))
    git("add", ".")
    git.write("spec/openapi.yaml", spec("Edited"))
    assert [title(found) for found in pair("HEAD", ":")] == ["Old", "Staged"]
    assert [title(found) for found in pair(":")] == ["Staged", "Edited"]


def test_from_a_folder_below(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    (git.folder / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(git.folder / "deep" / "down")
    old, new = pair("main")
    assert (title(old), title(new)) == ("Old", "New")
    assert (place(old), place(new)) == ("main:spec/openapi.yaml:1:1", "../../spec/openapi.yaml:1:1")
    assert title(one("main:spec/openapi.yaml")) == title(one("main:../../spec/openapi.yaml")) == "Old"


def test_a_project_in_a_folder_of_its_own(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write("services/pets/pyproject.toml", '[tool.hexapla]\nspec = "api/pets.yaml"\n')
    git.write("services/pets/api/pets.yaml", spec("Pets"))
    git.commit()
    git.write("services/pets/api/pets.yaml", spec("Animals"))
    monkeypatch.chdir(git.folder / "services" / "pets")
    old, new = pair("main")
    assert (title(old), title(new)) == ("Pets", "Animals")
    assert (place(old), place(new)) == ("main:services/pets/api/pets.yaml:1:1", "api/pets.yaml:1:1")
    assert old.config == new.config == today()
    monkeypatch.chdir(git.folder)
    found = one("main:services/pets")
    assert (title(found), found.config and found.config.file) == ("Pets", "services/pets/pyproject.toml")
    assert title(one("services/pets")) == "Animals"


def test_a_folder_with_a_configuration_of_its_own(git: Git) -> None:
    git.write("pets/hexapla.toml", toml("b.yaml"))
    for name in ("a", "b"):
        git.write(f"pets/{name}.yaml", spec(name))
    git.commit()
    for word in ("pets", "main:pets"):
        found = one(word)
        assert (title(found), found.config and found.config.file) == ("b", "pets/hexapla.toml")


def test_a_revision_with_a_configuration_and_today_none(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write("deep/openapi.yaml", spec("Deep"))
    git.commit()
    (git.folder / "hexapla.toml").unlink()
    monkeypatch.chdir(git.folder / "deep")
    old, new = pair("HEAD~1", "openapi.yaml")
    assert (title(old), title(new)) == ("Old", "Deep")
    assert (old.config and old.config.spec, new.config) == ("../spec/openapi.yaml", None)


# The configuration as it was


def test_the_configuration_of_the_revision_names_the_spec(git: Git) -> None:
    git("mv", "spec/openapi.yaml", "spec/api.yaml")
    git.write("hexapla.toml", toml("spec/api.yaml"))
    old, new = pair("main")
    assert (place(old), place(new)) == ("main:spec/openapi.yaml:1:1", "spec/api.yaml:1:1")
    assert (old.config and old.config.spec, new.config and new.config.spec) == ("spec/openapi.yaml", "spec/api.yaml")
    assert (old.said, new.said) == ((), ())


def test_the_configuration_of_the_revision_may_be_of_the_other_kind(git: Git) -> None:
    git("rm", "--quiet", "--cached", "hexapla.toml")
    (git.folder / "hexapla.toml").unlink()
    git.write("pyproject.toml", '[tool.hexapla]\nspec = "new.yaml"\n')
    git.write("new.yaml", spec("Moved"))
    assert [title(found) for found in pair("main")] == ["Old", "Moved"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, None),
        ('spec = "spec/openapi.yaml"\nnew = 1\n', "`new` is no key of the file"),
        ("spec = \n", "Invalid value"),
    ],
    ids=["none", "an unknown key", "no TOML"],
)
def test_without_one_it_is_the_spec_of_today(git: Git, text: str | None, message: str | None) -> None:
    git("rm", "--quiet", "--cached", "hexapla.toml")
    if text is None:
        (git.folder / "hexapla.toml").unlink()
    else:
        git.write("hexapla.toml", text)
    git.write("spec/openapi.yaml", spec("Then"))
    git.write("other.yaml", spec("Another"))
    git.commit()
    git.write("hexapla.toml", toml("spec/openapi.yaml"))
    old, _ = pair("main")
    assert (title(old), old.config) == ("Then", None)
    assert [f.message for f in old.said] == (
        [] if message is None else [f"the configuration of main is not used: {message}"]
    )
    if message:
        printed = as_text(old.said, old.lines)
        assert printed.startswith("main:hexapla.toml:")
        assert f"  | {(text or '').splitlines()[-1]}\n" in printed


def test_without_that_it_is_the_only_one_there_is(git: Git) -> None:
    git("mv", "spec/openapi.yaml", "spec/renamed.yaml")
    git.commit()
    git.write("hexapla.toml", toml("api.yaml"))
    git.write("api.yaml", spec("Now"))
    old, new = pair("main")
    assert [title(found) for found in (old, new)] == ["New", "Now"]
    message = "spec/openapi.yaml is not in main: main:spec/renamed.yaml is read"
    assert [finding.message for finding in old.said] == [message]
    assert [finding.message for finding in old.load()[1]] == [message]


def test_the_only_one_is_looked_for_in_the_project_before_the_top(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write("pets/old.yaml", spec("Pets"))
    git.commit()
    git.write("pets/hexapla.toml", toml("new.yaml"))
    git.write("pets/new.yaml", spec("New pets"))
    monkeypatch.chdir(git.folder / "pets")
    assert [place(found) for found in pair("main")] == ["main:pets/old.yaml:1:1", "new.yaml:1:1"]
    # Of before the folder was made there is only what lies at the top.
    assert [place(found) for found in pair("main~1")] == ["main~1:spec/openapi.yaml:1:1", "new.yaml:1:1"]


def test_several_at_a_revision_are_named(git: Git) -> None:
    git("mv", "spec/openapi.yaml", "spec/renamed.yaml")
    git.write("docs/other.json", json.dumps(parse("x", spec("Other").encode()).data()))
    git.commit()
    with pytest.raises(FindingError) as caught:
        pair("main")
    before = "spec/openapi.yaml is not in main, and this may be the spec, and it is not the only one in main"
    assert [(str(f.where), f.rule, f.message, f.hint) for f in caught.value.findings] == [
        ("main:docs/other.json", "ambiguous-input", before, "name it: `main:docs/other.json`"),
        ("main:spec/renamed.yaml", "ambiguous-input", before, "name it: `main:spec/renamed.yaml`"),
    ]


def test_none_at_a_revision(git: Git) -> None:
    git("rm", "--quiet", "-f", "spec/openapi.yaml")
    git.commit()
    message = (
        "spec/openapi.yaml is not in main, and no description of OpenAPI is found in main, nor in its spec/, api/, "
        "docs/ and their like"
    )
    assert refused("main", "spec") == ("no-input", message, "name it: `main:path/to/openapi.yaml`")


def test_a_spec_outside_of_the_repository(git: Git) -> None:
    git.write("hexapla.toml", toml("../elsewhere.yaml"))
    git.commit()
    git.write("../elsewhere.yaml", spec("Elsewhere"))
    message = "../elsewhere.yaml lies outside of the repository, and so not in main"
    assert refused("main") == ("no-input", message, "name a file, or `main:path/to/openapi.yaml`")


# What is compared where NEW is left out


def test_a_file_or_folder_is_compared_with_the_configured_spec(git: Git, tmp_path: Path) -> None:
    git.write("../elsewhere/openapi.yaml", spec("Elsewhere"))
    for word in ("../elsewhere/openapi.yaml", "../elsewhere", str(tmp_path / "elsewhere" / "openapi.yaml")):
        old, new = pair(word)
        assert (title(old), title(new), old.config, new.config) == ("Elsewhere", "New", None, today())
    assert place(pair("../elsewhere/openapi.yaml")[0]) == "../elsewhere/openapi.yaml:1:1"


@pytest.mark.parametrize("word", ["spec/openapi.yaml", "./spec/openapi.yaml", "spec", "."])
def test_the_configured_spec_is_not_compared_with_itself(git: Git, word: str) -> None:
    hint = "name a revision, as in `hexapla diff HEAD`, or two files"
    assert refused(word) == ("no-input", f"{word} is what it would be compared with", hint)
    assert [title(found) for found in pair(word, word)] == ["New", "New"]


def test_another_file_of_a_revision_is_told(git: Git) -> None:
    git.write("other.yaml", spec("Other"))
    git.commit()
    old, new = pair("main:other.yaml")
    assert (title(old), title(new)) == ("Other", "New")
    (said,) = new.said
    assert said.message == "main:other.yaml is compared with spec/openapi.yaml, which the configuration names"
    assert said.hint == "`hexapla diff main:other.yaml other.yaml` compares it with the file of that name"
    assert pair("main:spec/openapi.yaml")[1].said == ()


def test_without_a_configuration_a_path_is_compared_with_itself(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    (git.folder / "hexapla.toml").unlink()
    assert [title(found) for found in pair("main:spec/openapi.yaml")] == ["Old", "New"]
    assert [title(found) for found in pair("main:spec")] == ["Old", "New"]
    monkeypatch.chdir(git.folder / "spec")
    assert [title(found) for found in pair("main:spec/openapi.yaml")] == ["Old", "New"]
    assert [title(found) for found in pair("main:./openapi.yaml")] == ["Old", "New"]
    (git.folder / "spec" / "openapi.yaml").unlink()
    rule, message, hint = refused("main:./openapi.yaml")
    assert (rule, message) == ("no-input", "openapi.yaml is not in the work tree")
    assert hint == "name what to compare it with: `hexapla diff main:./openapi.yaml path/to/openapi.yaml`"


@pytest.mark.parametrize("word", ["main", "spec/openapi.yaml", "spec"])
def test_without_a_configuration_anything_else_needs_two(git: Git, word: str) -> None:
    (git.folder / "hexapla.toml").unlink()
    hint = f"name it: `hexapla diff {word} path/to/openapi.yaml`, or `.` for the only one of this folder"
    assert refused(word) == ("no-input", "no configuration says what to compare it with", hint)
    assert title(pair(word, ".")[1]) == "New"


# Words that mean two things, or none


@pytest.mark.parametrize(("kind", "make"), [("file", "write"), ("folder", "mkdir")])
def test_a_path_that_is_a_revision_too(git: Git, kind: str, make: str) -> None:
    if make == "write":
        git.write("main", spec("A file"))
    else:
        git.write("main/openapi.yaml", spec("A folder"))
    rule, message, hint = refused("main")
    assert (rule, message) == ("ambiguous-input", f"`main` is a {kind} here, and also a revision")
    assert hint == f"write `./main` for the {kind}, or `main:spec/openapi.yaml` for the revision"
    assert title(one("./main")) == f"A {kind}"
    assert title(one("main:spec/openapi.yaml")) == "Old"


def test_a_path_that_is_a_revision_without_a_spec(git: Git) -> None:
    git("checkout", "--quiet", "--orphan", "bare")
    git("rm", "--quiet", "-rf", ".")
    git.write("bare", spec("A file"))
    git.commit()
    git.write("hexapla.toml", toml("bare"))
    git("checkout", "--quiet", "--orphan", "none")
    git("rm", "--quiet", "--cached", "bare")
    git("commit", "--quiet", "--allow-empty", "--message", "Nothing")
    git.write("none", spec("None"))
    assert refused("none")[2] == "write `./none` for the file, or `none^{tree}` for the revision"


def test_what_is_near_is_what_can_be_compared(git: Git) -> None:
    git.write("mains_", "")
    git.write("maine/openapi.yaml", spec("Maine"))
    assert refused("mains", "spec")[2] == "did you mean `maine`? or did you mean `main`?"


def test_a_file_whose_name_is_a_path_at_a_revision(git: Git) -> None:
    git.write("main:spec/openapi.yaml", spec("Strange"))
    git.write("main:none.yaml", spec("Stranger"))
    git.write(":spec/openapi.yaml", spec("Index"))
    rule, message, hint = refused("main:spec/openapi.yaml", "spec")
    assert (rule, message) == ("ambiguous-input", "`main:spec/openapi.yaml` is a file here, and also a revision")
    assert hint == "write `./main:spec/openapi.yaml` for the file, or `main^{tree}:spec/openapi.yaml` for the revision"
    assert title(one("./main:spec/openapi.yaml")) == "Strange"
    assert title(one("main^{tree}:spec/openapi.yaml")) == "Old"
    assert title(one("main:none.yaml")) == "Stranger"
    assert (refused(":spec/openapi.yaml")[2] or "").endswith("or `:0:spec/openapi.yaml` for the revision")


@pytest.mark.parametrize(
    ("word", "message", "hint"),
    [
        ("mian", NEITHER, "did you mean `main`?"),
        ("spec/opnapi.yaml", NEITHER, "did you mean `spec/openapi.yaml`?"),
        ("./spec/opnapi.yaml", "there is no file or folder `{}`", "did you mean `./spec/openapi.yaml`?"),
        ("mian:spec", "there is no revision `mian`", "did you mean `main`?"),
        ("main:spec/opnapi.yaml", MISSING, "did you mean `main:spec/openapi.yaml`?"),
        ("main:openapi.yaml", MISSING, "did you mean `main:spec/openapi.yaml`?"),
        ("main:hexpla.toml", MISSING, "did you mean `main:hexapla.toml`?"),
        ("main:none/openapi.yml", MISSING, None),
        ("main:../x.yaml", "../x.yaml cannot be read: it lies outside of the repository, and so not in main", None),
        ("HEAD~7", NEITHER, "`git log --all --oneline --decorate` lists what there is"),
        ("HEAD..main", NEITHER, "name two revisions: `hexapla diff HEAD main`"),
        ("main..", NEITHER, "name two revisions: `hexapla diff main HEAD`"),
        ("main...HEAD", NEITHER, "name two revisions: `hexapla diff $(git merge-base main HEAD) HEAD`"),
        ("--output=x", "there is no file or folder `{}` (a revision does not begin with a dash)", None),
        ("C:\\x.yaml", "there is no file or folder `{}`", None),
        ("", "there is no file or folder ``", None),
    ],
)
def test_what_names_nothing(git: Git, word: str, message: str, hint: str | None) -> None:
    assert refused(word, "spec") == ("no-input", message.format(word), hint)


def test_a_path_from_here_that_git_counts_from_the_top(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(git.folder / "spec")
    hint = "paths begin at the top of the repository; from here it is `main:./openapi.yaml`"
    assert refused("main:openapi.yaml")[2] == hint


def test_a_branch_that_was_only_fetched(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("branch", "feature")
    git("clone", "--quiet", ".", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    assert refused("feature")[2] == "did you mean `origin/feature`?"
    assert refused("v1.2")[2] == "`git fetch origin v1.2`, then name it FETCH_HEAD"
    assert title(one("origin/feature")) == "Old"


def test_a_shallow_clone_tells_what_to_fetch(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("branch", "feature")
    git.commit()
    git("clone", "--quiet", "--depth=1", "--branch=feature", f"file://{git.folder}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    for word in ("main", "origin/main"):
        hint = "this clone is shallow: `git fetch --depth=1 origin main`, then name it FETCH_HEAD"
        assert refused(word)[2] == hint
    assert refused("featur")[2] == (
        "did you mean `feature`? or this clone is shallow: `git fetch --depth=1 origin featur`, then name it FETCH_HEAD"
    )
    assert refused("HEAD~1")[2] == "this clone is shallow: `git fetch --unshallow` fetches its history"
    Git(tmp_path / "shallow", begin=False)("fetch", "--quiet", "--depth=1", "origin", "main")
    assert [title(found) for found in pair("HEAD", "FETCH_HEAD")] == ["Old", "New"]


def test_without_a_repository(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plain / "a.yaml").write_text(spec("A"))
    (plain / "b.json").write_text(json.dumps(parse("x", spec("B", "3.0.3").encode()).data()))
    assert [title(found) for found in pair("a.yaml", "b.json")] == ["A", "B"]
    message = "there is no file or folder `main`, and this folder is in no git repository"
    assert refused("main", "a.yaml") == ("no-input", message, None)
    monkeypatch.setenv("PATH", str(plain))
    assert [title(found) for found in pair("a.yaml", "b.json")] == ["A", "B"]
    message = "there is no file or folder `main`, and git is not installed"
    assert refused("main", "a.yaml") == ("no-input", message, "install it, or name files and folders")


def test_a_folder_with_several_descriptions_or_none(plain: Path) -> None:
    for name in ("a.yaml", "b.yml"):
        (plain / name).write_text(spec("A"))
    (plain / "empty").mkdir()
    with pytest.raises(FindingError) as caught:
        pair(".", "a.yaml")
    assert [(str(f.where), f.hint) for f in caught.value.findings] == [
        ("a.yaml", "name it: `a.yaml`"),
        ("b.yml", "name it: `b.yml`"),
    ]
    message = "no description of OpenAPI is found in empty, nor in its spec/, api/, docs/ and their like"
    assert refused("empty", "a.yaml") == ("no-input", message, "name it: `empty/path/to/openapi.yaml`")


def test_a_path_that_exists_needs_no_revision(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Repository, name: str) -> None:
        raise FindingError(error("ambiguous-input", f"`{name}` is short for several revisions"))

    monkeypatch.setattr(Repository, "revision", refuse)
    git.write("abcd", spec("A file"))
    assert title(one("abcd")) == "A file"
    assert refused("abce", "spec")[1] == "`abce` is short for several revisions"


# Standard input


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.parametrize("as_json", [False, True], ids=["yaml", "json"])
def test_standard_input(git: Git, monkeypatch: pytest.MonkeyPatch, as_json: bool) -> None:
    text = spec("Typed")
    typed(monkeypatch, json.dumps(parse("x", text.encode()).data()) if as_json else text)
    old, new = pair("-")
    assert (title(old), title(new), old.label, old.config) == ("Typed", "New", "standard input", today())
    assert place(old) == "<stdin>:1:1"
    typed(monkeypatch, text)
    assert [title(found) for found in pair("main", "-")] == ["Old", "Typed"]
    assert refused("-", "-") == ("no-input", "standard input can be only one of the two", None)


def test_standard_input_that_is_closed(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-") == ("unreadable-file", "standard input is closed", None)


def test_references_of_standard_input_are_seen_from_here(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write("parts.yaml", "Size: {type: string, enum: [S, L]}\n")
    typed(
        monkeypatch,
        spec("Typed", more="components: {schemas: {Named: {type: array, items: {$ref: 'parts.yaml#/Size'}}}}\n"),
    )
    api, findings = pair("-")[0].load()
    assert ([schema.name for schema in api.schemas], findings) == (["Named", "Size"], ())


# What is found is shown with its line


def test_faults_are_shown_with_their_line_wherever_they_are(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    text = spec("Broken").replace("paths: {}", "paths: {/a: {$ref: 'items.yaml#/a'}}")
    git.write("spec/openapi.yaml", text)
    git.write("spec/items.yaml", "a: {get: 1}\n")
    git.commit()
    git.write("spec/items.yaml", "# moved\n  \na: {get: [2]}\n")
    (git.folder / "deep").mkdir()
    monkeypatch.chdir(git.folder / "deep")
    old, new = pair("main")
    findings = [finding for found in (old, new) for finding in found.load()[1]]
    printed = as_text(findings, lines_of(old, new))
    assert "main:spec/items.yaml:1:10: error" in printed
    assert "  | a: {get: 1}\n  |          ^\n" in printed
    assert "../spec/items.yaml:3:10: error" in printed
    assert "  | a: {get: [2]}\n  |          ^\n" in printed
    assert as_text(findings, lines_of(new, old)) == printed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("openapi: 3.1.1\ninfo: [\n", "main:spec/openapi.yaml:2:8: error yaml-syntax: "),
        ("", "main:spec/openapi.yaml:1:1: error empty-file: the file is empty\n"),
        ("swagger: '2.0'\n", "main:spec/openapi.yaml:1:1: error not-openapi: "),
        (
            f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n",
            "main:spec/openapi.yaml: error unreadable-file: cannot read spec/openapi.yaml: in main it is a pointer of "
            "Git LFS, whose text is not in the repository\n",
        ),
    ],
    ids=["no YAML", "empty", "Swagger", "a pointer"],
)
def test_what_cannot_be_read_at_all_is_shown_too(git: Git, text: str, said: str) -> None:
    git.write("spec/openapi.yaml", text)
    git.commit()
    git.write("spec/openapi.yaml", spec("New"))
    old, _ = pair("main")
    with pytest.raises(FindingError) as caught:
        old.load()
    printed = as_text(caught.value.findings, old.lines)
    assert printed.startswith(said)
    if not text.startswith("version"):  # of a file that cannot be read there is no line
        assert f"  | {text.splitlines()[-1] if text else ''}\n" in printed


def test_a_reference_to_a_file_that_the_revision_lacks(git: Git) -> None:
    git.write(
        "spec/openapi.yaml",
        spec("Old", more="components: {schemas: {A: {type: array, items: {$ref: 'new.yaml#/B'}}}}\n"),
    )
    git.commit()
    git.write("spec/new.yaml", "B: {type: string}\n")
    old, new = pair("main")
    printed = as_text(old.load()[1], old.lines)
    assert "cannot read spec/new.yaml: there is no such file in main\n  | components: {schemas" in printed
    assert new.load()[1] == ()


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=10).filter(
    lambda name: name.strip(".") and name.lower() != ".git"
)


@given(NAMES, NAMES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_of_any_name_is_read_at_a_revision(git: Git, folder: str, name: str) -> None:
    path = f"any/{folder}/{name}.yaml"
    git.write(path, spec("Any"))
    git.commit()
    git.write(path, spec("Other"))
    old = one(f"main:{path}")
    assert (title(old), place(old).startswith("main:any/")) == ("Any", True)
    assert next(iter(old.lines(f"main:{path}"))) == "openapi: 3.1.1"
    assert title(one(path)) == "Other"
    assert title(one(f"./{path}")) == "Other"


PIECES: Final = (
    "main",
    "HEAD",
    "spec",
    "openapi.yaml",
    ":",
    "/",
    "./",
    "..",
    "~1",
    "^",
    "{",
    "}",
    "@",
    "-",
    "0",
    "\n",
    " ",
)


@given(st.text(max_size=12) | st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_word_is_an_input_or_a_finding(git: Git, word: str) -> None:
    if word == "-":
        return
    try:
        old, new = resolve(word, None, today())
    except FindingError as problem:
        rules = {finding.rule for finding in problem.findings}
    else:
        rules = {old.root, new.root}
    assert rules in ({"no-input"}, {"ambiguous-input"}, {"spec/openapi.yaml"})
