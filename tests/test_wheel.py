"""A wheel of this program works outside the checkout: in an empty folder, with its own templates."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFIG = """\
[tool.hexapla]
spec = "openapi.yaml"

[tool.hexapla.targets.python]
style = "python"
output = "out"
package = "petstore"
client = "Petstore"
version = "1.0.0"
"""


def call(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HEXAPLA_"))}
    env = {**kept, **environment}
    run = subprocess.run(arguments, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
    return run


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    call(sys.executable, *build, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel installed."""
    folder = tmp_path_factory.mktemp("site") / "packages"
    install = ("-m", "pip", "install", "--no-deps", "--no-index", "--no-compile", "--target", str(folder), str(wheel))
    call(sys.executable, *install, cwd=folder.parent)
    return folder


def isolated(installed: Path) -> dict[str, str]:
    """Return an environment in which the installed copy is found before the editable one."""
    return {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}


def test_the_wheel_holds_the_program_its_templates_its_examples_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    templates = {
        f"hexapla/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    program = {
        path.relative_to(ROOT / "generator").as_posix()
        for pattern in ("*.py", "*.schema.json", "py.typed")
        for path in (ROOT / "generator" / "hexapla").rglob(pattern)
    }
    examples = {
        f"hexapla/examples/{path.relative_to(ROOT / 'tests' / 'cases' / 'diff').as_posix()}"
        for path in (ROOT / "tests" / "cases" / "diff").rglob("*.yaml")
        if not path.parent.name.startswith("refactor.")
    }
    assert names == templates | program | examples
    assert templates
    assert examples


def test_the_installed_program_generates_a_client(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "apis" / "pets.yaml", tmp_path / "openapi.yaml")
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    env = isolated(installed)
    where = "import hexapla, hexapla.cli.styling as p; print(hexapla.__file__); print(p.templates_root())"
    run = call(sys.executable, "-c", where, cwd=tmp_path, **env)
    module, templates = run.stdout.splitlines()
    assert Path(module).is_relative_to(installed)
    assert Path(templates) == installed / "hexapla" / "templates"
    # A folder of the person's own that is called as ours must not be taken for a checkout.
    (installed.parent / "templates").mkdir(exist_ok=True)
    run = call(sys.executable, "-m", "hexapla", "generate", cwd=tmp_path, **env)
    assert run.stdout.startswith("python: 6 of 6 operations")
    assert "unchanged) in out" in call(sys.executable, "-m", "hexapla", "generate", cwd=tmp_path, **env).stdout
    schema = call(sys.executable, "-m", "hexapla", "schema", cwd=tmp_path, **env).stdout
    assert schema == (ROOT / "generator" / "hexapla" / "extensions.schema.json").read_text()
    assert call(sys.executable, "-m", "hexapla", "check", cwd=tmp_path, **env).returncode == 0
    script = "import petstore; c = petstore.Petstore('t'); print(c); print(petstore.models.Pet(id=1, name='Rex').name)"
    run = call(sys.executable, "-c", script, cwd=tmp_path, PYTHONPATH=str(tmp_path / "out" / "src"))
    assert run.stdout == "Petstore(base_url='https://pets.example.com/v2')\nRex\n"


def test_a_project_without_a_checkout_has_a_style_of_its_own(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "apis" / "pets.yaml", tmp_path / "openapi.yaml")
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    env = isolated(installed)
    call(sys.executable, "-m", "hexapla", "new-style", "house", "--from", "python", cwd=tmp_path, **env)
    assert call(sys.executable, "-m", "hexapla", "generate", cwd=tmp_path, **env).returncode == 0
    assert (tmp_path / "generated" / "house" / "README.md").read_bytes() == (
        tmp_path / "out" / "README.md"
    ).read_bytes()
    assert not (installed / "hexapla" / "templates" / "house").exists()


def test_the_installed_program_explains_what_the_checkout_explains(installed: Path, tmp_path: Path) -> None:
    for word in ("schema.enum", "G5"):
        there = call(sys.executable, "-m", "hexapla", "explain", word, cwd=tmp_path, **isolated(installed)).stdout
        assert there == call(sys.executable, "-m", "hexapla", "explain", word, cwd=tmp_path).stdout
        assert "Example:" in there


def test_the_installed_program_makes_what_the_checkout_makes(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "apis" / "pets.yaml", tmp_path / "openapi.yaml")
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    call(sys.executable, "-m", "hexapla", "generate", cwd=tmp_path, **isolated(installed))
    call(sys.executable, "-m", "hexapla", "generate", "--check", cwd=tmp_path)


def test_the_wheel_names_command_and_license(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = {
            name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name
        }
    assert "hexapla = hexapla.__main__:main" in info["entry_points.txt"]
    assert "MIT License" in info["LICENSE"]
    assert "Requires-Python: >=3.11" in info["METADATA"]
