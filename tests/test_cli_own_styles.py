"""Styles of a project's own: what they change, what is told of one that does not work, and of templates beside ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hexapla.cli import run
from hexapla.cli.own_style import MEMBERS
from hexapla.plan import Formatter, TypeText
from hexapla.styles import STYLES

TESTS = Path(__file__).parent
CONFIG = """\
spec = "spec/openapi.yaml"

[targets.mine]
style = "house"
output = "generated/mine"
package = "petstore"
client = "Petstore"
version = "1.0.0"

[styles.house]
base = "python"
module = "styles/house.py"
templates = "styles/house"
"""
HOUSE = """\
from hexapla.styles.python import Python


class House(Python):
    def type_name(self, name: str) -> str:
        return super().type_name(f"house {name}")


STYLE = House()
"""

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
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project with a style of its own, which is the current one."""
    (tmp_path / "spec").mkdir()
    shutil.copy(TESTS / "apis" / "pets.yaml", tmp_path / "spec" / "openapi.yaml")
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    (tmp_path / "styles" / "house").mkdir(parents=True)
    (tmp_path / "styles" / "house.py").write_text(HOUSE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) >= 1, f"no `{old}` in {path}"
    path.write_text(text.replace(old, new, 1))


def source(project: Path) -> Path:
    return project / "generated" / "mine" / "src" / "petstore"


def test_a_style_changes_names_and_templates(project: Path, hexapla: Hexapla) -> None:
    (project / "styles" / "house" / "package").mkdir()
    (project / "styles" / "house" / "package" / "README.md.jinja").write_text("The house of {{ package.client }}.\n")
    assert hexapla("generate")[0] == 0
    assert "\nclass HousePet(" in (source(project) / "models" / "pet.py").read_text()
    assert (project / "generated" / "mine" / "README.md").read_text() == "The house of Petstore.\n"
    # What the style does not have is its base's.
    ours = TESTS.parent / "templates" / "python" / "package" / "src" / "PACKAGE" / "errors.py"
    assert (source(project) / "errors.py").read_bytes() == ours.read_bytes()
    assert hexapla("generate", "--check")[0] == 0
    assert hexapla("check")[0] == 0
    status, out, _ = hexapla("dump", "--stage", "plan")
    assert status == 0
    assert "HousePet" in json.dumps(json.loads(out))
    # Nothing is left beside the project's files, and nothing of it beside ours.
    assert not list((project / "styles").rglob("__pycache__"))
    assert not (TESTS.parent / "templates" / "house").exists()


def test_a_folder_of_the_target_stands_before_that_of_the_style(project: Path, hexapla: Hexapla) -> None:
    edit(project / "hexapla.toml", 'version = "1.0.0"', 'version = "1.0.0"\ntemplates = "first"')
    for folder, names in (("first", ("a", "b")), ("styles/house", ("b", "c")), ("styles/older", ("c", "d"))):
        for name in names:
            path = project / folder / "package" / f"{name}.txt.jinja"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{folder}\n")
    edit(project / "hexapla.toml", 'base = "python"', 'base = "older"')
    with (project / "hexapla.toml").open("a") as file:
        file.write('\n[styles.older]\nbase = "python"\nmodule = "styles/older.py"\ntemplates = "styles/older"\n')
    assert hexapla("generate")[0] == 0
    found = {name: (project / "generated" / "mine" / f"{name}.txt").read_text().strip() for name in "abcd"}
    assert found == {"a": "first", "b": "first", "c": "styles/house", "d": "styles/older"}


def test_a_style_is_made_from_another_and_imports_what_is_beside_it(project: Path, hexapla: Hexapla) -> None:
    (project / "styles" / "words.py").write_text("WORD = 'great'\n")
    (project / "styles" / "manor.py").write_text(
        "from .house import House\nfrom .words import WORD\n\n\nclass Manor(House):\n"
        "    def type_name(self, name: str) -> str:\n"
        "        return super().type_name(f'{WORD} {name}')\n\n\nSTYLE = Manor()\n"
    )
    edit(project / "hexapla.toml", 'style = "house"', 'style = "manor"')
    with (project / "hexapla.toml").open("a") as file:
        file.write('\n[styles.manor]\nbase = "house"\nmodule = "styles/manor.py"\n')
    assert hexapla("generate")[0] == 0
    assert "\nclass HouseGreatPet(" in (source(project) / "models" / "pet.py").read_text()
    # What is imported counts as much as the module itself.
    (project / "styles" / "words.py").write_text("WORD = 'small'\n")
    assert hexapla("generate")[0] == 0
    assert "\nclass HouseSmallPet(" in (source(project) / "models" / "pet.py").read_text()
    edit(project / "styles" / "manor.py", "from .words import WORD\n", "")
    edit(project / "styles" / "manor.py", "        return", "        from .words import WORD\n        return")
    (project / "styles" / "words.py").write_text("WORD = 'grand'\n")
    assert hexapla("generate")[0] == 0
    assert "\nclass HouseGrandPet(" in (source(project) / "models" / "pet.py").read_text()
    edit(project / "styles" / "manor.py", "from .house", "from .word import WORD\nfrom .house")
    status, _, err = hexapla("generate")
    assert status == 1
    assert err.startswith(
        "styles/manor.py:1:1: error own-style: the style `manor` fails: ModuleNotFoundError: No module named '.word'\n"
    )


@pytest.mark.parametrize(
    "path", ["styles/house.py", "styles/house/package/X.txt", "styles/house/parts/readme_testing.jinja"]
)
def test_a_change_is_noticed(project: Path, hexapla: Hexapla, path: str) -> None:
    hexapla("generate")
    assert "unchanged) in generated/mine" in hexapla("generate")[1]
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    if path.endswith(".py"):
        edit(project / path, "house {name}", "mouse {name}")  # as many bytes, and within the same second
    else:
        (project / path).write_text("x\n")
    assert "updated" in (out := hexapla("generate")[1]) or "created" in out
    assert "unchanged) in generated/mine" in hexapla("generate")[1]
    edit(project / "hexapla.toml", '\ntemplates = "styles/house"', "")
    changed = hexapla("generate")[1]
    assert ("updated" in changed or "removed" in changed) == (not path.endswith(".py"))


def test_a_base_that_changed_is_noticed(project: Path, hexapla: Hexapla) -> None:
    hexapla("generate")
    edit(project / "hexapla.toml", 'base = "python"', 'base = "python-pydantic"')
    assert "updated" in hexapla("generate")[1]


FAULTS: dict[str, tuple[str | None, str]] = {
    "missing": (None, "hexapla.toml:12:1: error own-style: there is no file styles/house.py, which is to define"),
    "empty": ("", "styles/house.py: error own-style: it defines no `STYLE`\n  hint: end it with `STYLE = MyStyle()`"),
    "no STYLE": (
        HOUSE.replace("STYLE =", "pass #"),
        "styles/house.py: error own-style: it defines no `STYLE`\n  hint: end it with `STYLE = House()`",
    ),
    "another case": (
        HOUSE.replace("STYLE =", "Style ="),
        "styles/house.py: error own-style: it defines no `STYLE`\n  hint: end it with `STYLE = Style`",
    ),
    "syntax": ("def f(:\n", "styles/house.py:1:7: error own-style: SyntaxError: invalid syntax\n  | def f(:\n"),
    "no text": (b"a\xff".decode("latin-1"), "styles/house.py:1:"),
    "raises": (
        "import os\n\n\ndef f() -> None:\n    raise ValueError('no\\x1b good')\n\n\nf()\n",
        "styles/house.py:5:1: error own-style: the style `house` fails: ValueError: no\\x1b good\n"
        "  |     raise ValueError('no\\x1b good')\n",
    ),
    "says nothing": (
        "raise ValueError\n",
        "styles/house.py:1:1: error own-style: the style `house` fails: ValueError\n",
    ),
    "leaves": (
        "import sys\nsys.exit(0)\n",
        "styles/house.py:2:1: error own-style: the style `house` fails: SystemExit",
    ),
    "misses a module": (
        "import nope\n",
        "styles/house.py:1:1: error own-style: the style `house` fails: ModuleNotFound",
    ),
    "the class": (
        HOUSE.replace("House()", "House"),
        "styles/house.py:9:1: error own-style: `STYLE` is the class `House`, and not an object of it\n"
        "  | STYLE = House\n  | ^\n  hint: write `STYLE = House()`",
    ),
    "no style": (
        "STYLE = 1\n",
        "styles/house.py:1:1: error own-style: `STYLE` is no whole style: it lacks `",
    ),
    "another name": (
        HOUSE.replace("(Python):\n", "(Python):\n    name = 'castle'\n\n"),
        "styles/house.py:11:1: error own-style: it calls itself `castle`, and the configuration `house`\n",
    ),
    "no method": (
        HOUSE.replace("    def type_name", "    comment = 'x'\n\n    def type_name"),
        "styles/house.py:11:1: error own-style: `comment` must be a method\n",
    ),
    "no formatter": (
        HOUSE.replace("(Python):\n", "(Python):\n    formatter = 'ruff'\n\n"),
        "styles/house.py:11:1: error own-style: `formatter` must be Formatter | None\n",
    ),
    "a property that fails": (
        HOUSE.replace("(Python):\n", "(Python):\n    @property\n    def formatter(self): return 1 / 0\n\n"),
        "styles/house.py:6:1: error own-style: the style `house` fails: ZeroDivisionError: division by zero\n",
    ),
    "fails later": (
        HOUSE.replace("super()", "supper()"),
        "styles/house.py:6:1: error own-style: the style `house` fails in `type_name`: NameError: name 'supper'",
    ),
    "other arguments": (
        HOUSE.replace("self, name: str", "self"),
        "styles/house.py:5:1: error own-style: the style `house` fails in `type_name`: TypeError: ",
    ),
    "answers with nothing": (
        HOUSE.replace("return", ""),
        "styles/house.py:5:1: error own-style: the style `house` returns None from `type_name`, where str is needed\n",
    ),
    "answers with a list": (
        HOUSE.replace("def type_name(self, name: str) -> str:", "def comment(self, text, indent):").replace(
            'super().type_name(f"house {name}")', "[text]"
        ),
        "styles/house.py:5:1: error own-style: the style `house` returns list from `comment`, where "
        "tuple[str, ...] is needed\n",
    ),
    "answers with what cannot be planned": (
        HOUSE.replace("def type_name(self, name: str) -> str:", "def prepare(self, api):")
        .replace('super().type_name(f"house {name}")', "Prepared(None)")
        .replace("\n", "\nfrom hexapla.plan import Prepared\n", 1),
        "styles/house.py: error own-style: nothing can be made of what the style `house` says: AttributeError: ",
    ),
    "answers nonsense": (
        HOUSE.replace("def type_name(self, name: str) -> str:", "def order(self, name):").replace(
            'super().type_name(f"house {name}")', "(1, (('a', 'b'),))"
        ),
        "styles/house.py:5:1: error own-style: the style `house` returns tuple from `order`, where "
        "tuple[int, tuple[tuple[str, int], ...]] is needed\n",
    ),
}


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("command", ["generate", "check", "dump --stage plan"])
def test_a_style_that_does_not_work(project: Path, hexapla: Hexapla, text: str | None, said: str, command: str) -> None:
    module = project / "styles" / "house.py"
    if text is None:
        module.unlink()
    else:
        module.write_text(text, encoding="latin-1")
    status, _, err = hexapla(*command.split())
    assert status == 1
    assert err[err.index("own-style") - len("error ") :].split(" ")[1] == "own-style:"
    assert f"\n{said}" in f"\n{err}"
    assert "Traceback" not in err
    assert not (project / "generated").exists()


def test_a_template_that_is_not_there_is_named(project: Path, hexapla: Hexapla) -> None:
    text = HOUSE.replace("def type_name(self, name: str) -> str:", "def files(self, *given):")
    text = text.replace('super().type_name(f"house {name}")', "(Each('nowhere.py', 'x.py', None),)")
    (project / "styles" / "house.py").write_text(f"from hexapla.plan import Each\n{text}")
    status, _, err = hexapla("generate")
    assert status == 1
    assert "error bad-template: each/nowhere.py.jinja: " in err
    assert "not found" in err


@pytest.mark.parametrize("member", [name for name in MEMBERS if name not in ("name", "base")])
def test_a_part_that_is_lacking_is_named(project: Path, hexapla: Hexapla, member: str) -> None:
    (project / "styles" / "house.py").write_text(
        "from hexapla.styles.python import Python\n\n\nclass House: ...\n\n\nSTYLE = House()\n"
        f"for name in dir(Python):\n    if name not in ({member!r}, 'name', '__class__', '__dict__'):\n"
        "        try: setattr(House, name, getattr(Python, name))\n        except (TypeError, AttributeError): pass\n"
        f"setattr(House, {member[:-1]!r}, 1)\n"
    )
    _, _, err = hexapla("generate")
    assert f"error own-style: `STYLE` is no whole style: it lacks `{member}`\n" in err


def test_a_near_name_is_told(project: Path, hexapla: Hexapla) -> None:
    edit(project / "hexapla.toml", 'style = "house"', 'style = "hause"')
    assert "error unknown-style: there is no style `hause`\n" in (err := hexapla("generate")[2])
    assert "  hint: did you mean `house`?\n" in err
    edit(project / "hexapla.toml", 'style = "hause"', 'style = "house"')
    edit(project / "hexapla.toml", 'base = "python"', 'base = "pyton"')
    status, _, err = hexapla("generate")
    assert status == 1
    assert err.startswith("hexapla.toml:11:1: error unknown-style: there is no style `pyton`\n")
    assert "  hint: did you mean `python`?\n" in err


@pytest.mark.parametrize("name", [style.name for style in STYLES])
def test_a_style_has_no_name_of_ours(project: Path, hexapla: Hexapla, name: str) -> None:
    text = (project / "hexapla.toml").read_text().replace("styles.house", f"styles.{name}")
    text = text.replace('base = "python"', 'base = "another"')
    (project / "hexapla.toml").write_text(text.replace('style = "house"', f'style = "{name}"'))
    status, _, err = hexapla("generate")
    assert status == 1
    assert err.startswith(
        f"hexapla.toml:10:1: error own-style: `{name}` is the name of a style that comes with this program\n"
    )


def test_a_folder_that_is_missing(project: Path, hexapla: Hexapla) -> None:
    (project / "styles" / "house").rmdir()
    assert hexapla("generate")[2].startswith(
        "hexapla.toml:13:1: error no-templates: there is no template folder styles/house\n"
    )
    (project / "styles" / "house").write_text("")
    assert hexapla("generate")[2].startswith("hexapla.toml:13:1: error no-templates: styles/house is no folder\n")
    # It went away after a run that worked.
    (project / "styles" / "house").unlink()
    (project / "styles" / "house").mkdir()
    assert hexapla("generate")[0] == 0
    (project / "styles" / "house").rmdir()
    assert hexapla("generate")[0] == 1


WARNED = {
    "package/readme.txt": ("warning near-template", "did you mean `package/README.md.jinja`?"),
    "package/src/PACKAGE/_lines.pyi": ("warning near-template", "did you mean `package/src/PACKAGE/_lines.py`?"),
    "package/src/PACKAGE/_async-client.py.jinja": (
        "warning near-template",
        "did you mean `package/src/PACKAGE/_async_client.py.jinja`?",
    ),
    "package/src/petstore/_text.py": ("warning near-template", "did you mean `package/src/PACKAGE/_text.py`?"),
    "package/src/PACKAGE/_credentails.py": ("note near-template", "did you mean `_credentials.py`?"),
    "packages/README.md.jinja": ("warning unused-template", "did you mean `package/README.md.jinja`?"),
    "each/resource.py": ("warning unused-template", "did you mean `each/resource.py.jinja`?"),
    "parts/operations.jinja": ("warning unused-template", "did you mean `parts/operation.jinja`?"),
    "README.md": (
        "warning unused-template",
        "files of the package stand in package/, driver/; others are used where a template includes them",
    ),
}


@pytest.mark.parametrize("path", WARNED)
def test_a_template_that_replaces_none_and_looks_as_if_it_should(project: Path, hexapla: Hexapla, path: str) -> None:
    place = project / "styles" / "house" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("")
    assert hexapla("generate")[0] == 0
    rule, hint = WARNED[path]
    # It is told again where nothing is made anew.
    for _ in range(2):
        assert f"styles/house/{path}: {rule}: " in (err := hexapla("generate")[2])
        assert f"\n  hint: {hint}\n" in err
    made = project / "generated" / "mine" / path.removeprefix("package/").replace("PACKAGE", "petstore")
    assert made.with_suffix(made.suffix.removesuffix(".jinja")).exists() == (
        path.startswith("package/") or path == "README.md"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package/NEWS.md", "x"),
        ("package/.gitignore", "x"),
        ("package/src/PACKAGE/_house.py", '"""It is a file more."""\n'),
        ("package/README.md", "as it is"),  # in place of one that is rendered
        ("package/src/PACKAGE/errors.py.jinja", '"""{{ package.name }}."""\n'),  # the other way round
        ("parts/readme_testing.jinja", "{% include 'parts/house.jinja' %}"),
        ("parts/driver_quota.jinja", ""),  # this API has no quota, and others of the same style may
        (".notes/x", ""),
    ],
)
def test_a_template_of_ones_own_or_in_place_of_another_is_no_fault(
    project: Path, hexapla: Hexapla, path: str, text: str
) -> None:
    folder = project / "styles" / "house"
    for name, content in (
        (path, text),
        ("parts/house.jinja" if "include" in text else path, text if "inc" not in text else "x"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    status, _, err = hexapla("generate")
    assert status == 0
    assert "template" not in err


def test_compiled_templates_of_two_projects_do_not_mix(
    project: Path, hexapla: Hexapla, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their templates have the same paths, relative to where the command runs, and are kept in one place."""
    other = project.parent / f"{project.name}-other"
    shutil.copytree(project, other)
    for folder, text in ((project, "one"), (other, "two"), (project, "one")):
        monkeypatch.chdir(folder)
        (folder / "styles" / "house" / "package").mkdir(exist_ok=True)
        (folder / "styles" / "house" / "package" / "README.md.jinja").write_text(f"{{{{ package.name }}}} {text}\n")
        shutil.rmtree(folder / ".hexapla", ignore_errors=True)
        assert hexapla("generate")[0] == 0
        assert (folder / "generated" / "mine" / "README.md").read_text() == f"petstore {text}\n"


def git(*arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_a_review_of_a_client_in_a_style_of_ones_own(project: Path, hexapla: Hexapla) -> None:
    git("init", "-q")
    git("add", "--all")
    git("commit", "-q", "-m", "x")
    edit(project / "spec" / "openapi.yaml", "operationId: pets.delete", "operationId: pets.release")
    status, out, err = hexapla("diff", "HEAD")
    assert "mine  major  1.0.0 -> 2.0.0 or higher\n" in out
    assert "`pets.delete" in out
    assert "own-style" not in err
    # A schema that is new has the name that the style of today gives it.
    edit(
        project / "spec" / "openapi.yaml",
        "    Pet:",
        "    Pet2: {type: object, properties: {a: {type: string}}}\n    Pet:",
    )
    assert status == hexapla("diff", "HEAD")[0]


def test_a_review_says_that_a_style_is_not_there(project: Path, hexapla: Hexapla) -> None:
    git("init", "-q")
    git("add", "--all")
    git("commit", "-q", "-m", "x")
    with (project / "hexapla.toml").open("a") as file:
        file.write(
            '\n[targets.plain]\nstyle = "python"\noutput = "plain"\npackage = "p"\nclient = "P"\nversion = "1"\n'
        )
    edit(project / "spec" / "openapi.yaml", "operationId: pets.delete", "operationId: pets.release")
    (project / "styles" / "house.py").rename(project / "house.py")
    status, out, err = hexapla("diff", "HEAD", "--fail-on", "never")
    assert status == 0
    assert "hexapla.toml:12:1: warning own-style: there is no file styles/house.py" in err
    said = "the package of `mine` is not compared: its style is taken from the work tree, and fails there"
    assert f"hexapla.toml:3:1: note not-compared: {said}\n" in err
    assert "\nplain  major  1 -> 2 or higher\n" in out  # the others are compared
    # Of a revision, too: code of one that is not checked out is never run.
    edit(project / "hexapla.toml", "styles/house.py", "house.py")
    status, _, err = hexapla("diff", "HEAD", "HEAD", "--fail-on", "never")
    assert status == 0
    assert "HEAD:hexapla.toml:12:1: warning own-style: there is no file styles/house.py" in err
    assert f"HEAD:hexapla.toml:3:1: note not-compared: {said}\n" in err


def test_a_style_that_fails_in_a_review_is_a_finding(project: Path, hexapla: Hexapla) -> None:
    git("init", "-q")
    git("add", "--all")
    git("commit", "-q", "-m", "x")
    text = HOUSE.replace("def type_name(self, name: str) -> str:", "def signature(self, call):").replace(
        "super()", "sup()"
    )
    (project / "styles" / "house.py").write_text(text)
    edit(project / "spec" / "openapi.yaml", "operationId: pets.delete", "operationId: pets.release")
    status, out, err = hexapla("diff", "HEAD", "--fail-on", "never")
    assert status == 0
    assert "styles/house.py:6:1: warning own-style: the style `house` fails in `signature`: NameError: " in err
    assert "hexapla.toml:3:1: note not-compared: the package of `mine` is not compared: its style " in err
    assert "release" in out
    # Nor is what raises nothing by itself a traceback.
    text = HOUSE.replace("def type_name(self, name: str) -> str:", "def declared(self, package):")
    text = text.replace("super().type_name(f", "(Declared(kind=None, of=None, name=None, text=None),) or (")
    (project / "styles" / "house.py").write_text(f"from hexapla.plan import Declared\n{text}")
    status, out, err = hexapla("diff", "HEAD", "--fail-on", "never")
    assert status == 0
    assert "styles/house.py: warning own-style: nothing can be made of what the style `house` says: " in err


def test_nothing_that_is_unchanged_runs_code_of_the_project(project: Path, hexapla: Hexapla) -> None:
    with (project / "styles" / "house.py").open("a") as file:
        file.write('open("ran", "a").close()\n')
    hexapla("generate")
    (project / "ran").unlink()
    assert "unchanged) in generated/mine" in hexapla("generate")[1]
    assert not (project / "ran").exists()


def test_a_style_answers_as_the_protocol_says_wherever_it_is_asked(project: Path, hexapla: Hexapla) -> None:
    """The guard around it lets everything through that ours return."""
    (project / "styles" / "house.py").write_text(HOUSE.split("    def")[0] + "    pass\n\n\nSTYLE = House()\n")
    names = sorted(path.stem for path in (TESTS / "apis").glob("*.yaml"))
    assert names
    for name in names:
        shutil.copy(TESTS / "apis" / f"{name}.yaml", project / "spec" / "openapi.yaml")
        shutil.rmtree(project / "generated", ignore_errors=True)
        status, _, err = hexapla("generate", "--partial")
        assert status == 0, f"{name}: {err}"
        mine = {p.relative_to(project): p.read_bytes() for p in (project / "generated").rglob("*") if p.is_file()}
        edit(project / "hexapla.toml", 'style = "house"', 'style = "python"')
        assert hexapla("generate", "--partial")[0] == 0
        assert "unchanged" in hexapla("generate", "--partial")[1]
        assert mine == {
            p.relative_to(project): p.read_bytes() for p in (project / "generated").rglob("*") if p.is_file()
        }
        edit(project / "hexapla.toml", 'style = "python"', 'style = "house"')


FORMS: Sequence[tuple[object, object, bool]] = [
    ("a", str, True),
    (1, str, False),
    (None, str, False),
    (True, bool, True),
    ((), tuple[str, ...], True),
    (("a", "b"), tuple[str, ...], True),
    (["a"], tuple[str, ...], False),
    ("ab", tuple[str, ...], False),
    (("a", 1), tuple[str, ...], False),
    (frozenset({"a"}), frozenset[str], True),
    ({"a"}, frozenset[str], False),
    (["a"], Sequence[str], True),
    (("a",), Sequence[str], True),
    ("ab", Sequence[str], False),
    ({"a": 1}, Sequence[str], False),
    ((1, (("a", 1),)), tuple[int, tuple[tuple[str, int], ...]], True),
    ((1,), tuple[int, tuple[tuple[str, int], ...]], False),
    (TypeText("int"), TypeText, True),
    ("int", TypeText, False),
    (None, Formatter | None, True),
    (Formatter((), (), ""), Formatter | None, True),
    ("ruff", Formatter | None, False),
    (Formatter((), (), ""), TypeText, False),
]


@pytest.mark.parametrize(("value", "wanted", "fits"), FORMS)
def test_what_fits(value: object, wanted: object, fits: bool) -> None:
    from hexapla.cli import own_style

    assert own_style._fits(value, wanted) is fits


def test_a_project_is_generated_by_a_process_of_its_own(project: Path) -> None:
    command = [sys.executable, "-m", "hexapla", "generate"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONHASHSEED": "3"}
    )
    assert done.returncode == 0, done.stderr
    assert "\nclass HousePet(" in (source(project) / "models" / "pet.py").read_text()
