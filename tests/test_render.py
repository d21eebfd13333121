"""Templates see a package and nothing else; a broken one is a finding at its line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.finding import FindingError, Location
from hexapla.load import load
from hexapla.plan import Each, Names, Package, build
from hexapla.render import render
from hexapla.source import Sources
from hexapla.styles import STYLES

TESTS = Path(__file__).parent
Folder = Callable[..., str]


@pytest.fixture(scope="module")
def package() -> Package:
    api, _ = load(Sources(lambda path: (TESTS / path).read_bytes()), "apis/pets.yaml")
    return build(api, Names("petstore", "Pets", "1.0.0"), STYLES[0])[0]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a function that writes template files and returns their folder; `each` templates are there anyway."""

    def write(name: str = "style", **files: str) -> str:
        every = {f"each/{one}.py.jinja": "{{ item.name }}\n" for one in ("resource", "schema")}
        shown = ("list", "list_async", "create", "patch")
        every |= {f"each/example_{one}.py.jinja": "{{ item.file }}\n" for one in shown}
        for path, text in {**every, **{key.replace("__", "/"): text for key, text in files.items()}}.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        return str(tmp_path / name)

    return write


def only(folders: list[str], package: Package) -> dict[str, bytes]:
    rendered = render(package, folders)
    files = {**rendered.copied, **rendered.made}
    return {path: text for path, text in files.items() if not path.startswith(("src/petstore/", "examples/"))}


def test_a_template_is_rendered_and_anything_else_is_copied(folder: Folder, package: Package) -> None:
    style = folder(**{"package__a.txt.jinja": "{{ package.name }}\n", "package__b.txt": "{{ package.name }}\r\n"})
    rendered = render(package, [style])
    assert rendered.copied == {"b.txt": b"{{ package.name }}\r\n"}
    assert rendered.made["a.txt"] == b"petstore\n"


def test_paths_hold_the_name_of_the_package(folder: Folder, package: Package) -> None:
    style = folder(**{"package__src__PACKAGE_x__a.py": "", "package__x__PACKAGE__PACKAGE.py.jinja": ""})
    assert sorted(only([style], package)) == ["src/petstore_x/a.py", "x/petstore/petstore.py"]


def test_the_driver_lies_beside_the_package(folder: Folder, package: Package) -> None:
    style = folder(**{"package__a.py": "", "driver__driver.py.jinja": "{{ package.name }}\n", "parts__x.jinja": ""})
    assert only([style], package) == {"a.py": b"", "conformance/driver.py": b"petstore\n"}


def test_each_resource_and_each_module_of_models_has_a_file(folder: Folder, package: Package) -> None:
    made = render(package, [folder()]).made
    assert {path: text.decode().strip() for path, text in made.items()} == {
        "src/petstore/resources/pets.py": "pets",
        "src/petstore/resources/keepers.py": "keepers",
        "src/petstore/models/kind.py": "kind",
        "src/petstore/models/level.py": "level",
        "src/petstore/models/sizes.py": "sizes",
        "src/petstore/models/pet.py": "pet",
        "examples/list_rows.py": "list_rows",
        "examples/list_rows_async.py": "list_rows_async",
        "examples/create_one.py": "create_one",
        "examples/patch_many.py": "patch_many",
    }
    assert all(isinstance(each, Each) for each in package.each)


def test_templates_loop_branch_and_indent(folder: Folder, package: Package) -> None:
    text = (
        "{% for r in package.resources %}\n{% if loop.first %}\nfirst {{ r.name | indent(4) }}\n"
        "{% else %}\nthen {{ r.name }}\n{% endif %}\n{% endfor %}\n"
    )
    assert only([folder(**{"package__a.jinja": text})], package) == {"a": b"first pets\nthen keepers\n"}


def test_nothing_is_escaped_and_the_last_line_break_is_kept(folder: Folder, package: Package) -> None:
    style = folder(**{"package__a.jinja": "<{{ package.title }}>\n\n", "package__b.jinja": "x"})
    assert only([style], package) == {"a": b'<"Pet shelter">\n\n', "b": b"x"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ok\n{{ package.nmae }}\n", "'hexapla.plan.package.Package object' has no attribute 'nmae'"),
        ("ok\n{{ item }}\n", "'item' is undefined"),
        ("ok\n{{ package.name | upper }}\n", "No filter named 'upper'"),
        ("ok\n{% if x is defined %}{% endif %}\n", "No test named 'defined'"),
        ("ok\n{{ range(3) }}\n", "'range' is undefined"),
        ("ok\n{% for %}\n", "Expected an expression, got 'end of statement block'"),
        ("ok\n{{ 1 + 'a' }}\n", "unsupported operand type(s) for +"),
        ("ok\n{{ 1 / 0 }}\n", "division by zero"),
        ("ok\n{% include 'gone.jinja' %}\n", "'gone.jinja' not found in search path"),
        ("ok\n{{ package.name }\n", "unexpected '}'"),
    ],
)
def test_a_broken_template_is_a_finding_at_its_line(folder: Folder, package: Package, text: str, said: str) -> None:
    style = folder(**{"package__a.txt.jinja": text})
    with pytest.raises(FindingError) as caught:
        render(package, [style])
    (finding,) = caught.value.findings
    assert finding.rule == "bad-template"
    assert said in finding.message
    assert finding.where == Location(os.path.join(style, "package", "a.txt.jinja"), 2, 1)


def test_a_template_that_is_no_text_is_a_finding(folder: Folder, package: Package) -> None:
    style = Path(folder(**{"package__a.jinja": "x"}))
    (style / "package" / "a.jinja").write_bytes(b"\xff")
    with pytest.raises(FindingError) as caught:
        render(package, [str(style)])
    assert "package/a.jinja" in caught.value.findings[0].message


def test_a_missing_template_is_a_finding(folder: Folder, package: Package) -> None:
    style = Path(folder())
    (style / "each" / "schema.py.jinja").unlink()
    with pytest.raises(FindingError) as caught:
        render(package, [str(style)])
    assert "'each/schema.py.jinja' not found" in caught.value.findings[0].message


def test_a_missing_folder_is_a_finding(folder: Folder, package: Package, tmp_path: Path) -> None:
    with pytest.raises(FindingError) as caught:
        render(package, [str(tmp_path / "gone"), folder()])
    (finding,) = caught.value.findings
    assert (finding.rule, finding.message) == ("no-templates", f"there is no template folder {tmp_path / 'gone'}")


def test_a_house_folder_is_searched_first(folder: Folder, package: Package) -> None:
    ours = folder(
        **{
            "package__a.jinja": "our a, {% include 'parts/x' %}\n",
            "package__b.jinja": "our b\n",
            "package__c": "our c\n",
            "package__d.jinja": "our d\n",
            "parts__x": "our part",
        }
    )
    house = folder(
        "house", **{"parts__x": "house part", "package__b.jinja": "house b\n", "package__c": "house c\n"},
        **{"package__d": "house d\n", "package__e": "house e\n", "each__schema.py.jinja": "house\n"},
    )  # fmt: skip
    assert only([house, ours], package) == {
        "a": b"our a, house part",
        "b": b"house b\n",
        "c": b"house c\n",
        "d": b"house d\n",
        "e": b"house e\n",
    }
    made = render(package, [house, ours]).made
    assert made["src/petstore/models/pet.py"] == b"house\n"


def test_compiled_templates_are_kept_and_change_nothing(folder: Folder, package: Package, tmp_path: Path) -> None:
    style = folder(**{"package__a.jinja": "{{ package.name }}\n"})
    cache = tmp_path / "deep" / "cache"
    first = render(package, [style], str(cache))
    assert first == render(package, [style]) == render(package, [style], str(cache))
    kept = list(cache.iterdir())
    assert kept
    for file in kept:
        file.write_bytes(b"damaged")
    assert render(package, [style], str(cache)) == first
    (Path(style) / "package" / "a.jinja").write_text("changed\n")
    assert render(package, [style], str(cache)).made["a"] == b"changed\n"


@pytest.mark.parametrize("trouble", ["a file", "read-only"])
def test_a_cache_that_cannot_be_written_costs_nothing(
    folder: Folder, package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    cache = tmp_path / "cache"
    if trouble == "a file":
        cache.write_text("in the way")
    else:
        monkeypatch.setattr(os, "access", lambda *_: False)
    assert render(package, [folder()], str(cache)) == render(package, [folder()])
    assert not cache.is_dir() or not list(cache.iterdir())


def test_rendering_twice_gives_the_same(package: Package) -> None:
    style = str(TESTS.parent / "templates" / "python")
    first, second = render(package, [style]), render(package, [style])
    assert (first.copied, first.made) == (second.copied, second.made)
    assert all(b"\r" not in text for text in (*first.copied.values(), *first.made.values()))


def test_what_tools_leave_among_templates_is_none(folder: Folder, package: Package) -> None:
    caches = {f"package__src__{name}__x": "x" for name in (".ruff_cache", ".mypy_cache", ".pytest_cache")}
    assert sorted(only([folder(**{"package__a.txt": "", **caches})], package)) == ["a.txt"]
    written = folder("other", **{"package/__pycache__/a.pyc": "", "package/.github/a.yml": ""})
    assert sorted(only([written], package)) == [".github/a.yml"]


def test_who_waits_is_told_how_many_files_are_done(folder: Folder, package: Package) -> None:
    told: list[tuple[int, int]] = []
    rendered = render(
        package, [folder(**{"package__a.txt.jinja": "", "package__b.txt": ""})], None, lambda *n: told.append(n)
    )
    files = len(rendered.copied) + len(rendered.made)
    assert told == [(number, files) for number in range(files)]
