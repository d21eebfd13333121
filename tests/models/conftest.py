"""The clients of tests/apis/unions.yaml, generated once a session."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hexapla import styles
from hexapla.finding import as_text, has_errors
from hexapla.format import format_files
from hexapla.load import load
from hexapla.plan import Names, build
from hexapla.render import render
from hexapla.source import Sources

ROOT = Path(__file__).parents[2]


def generated(folder: Path, style: str, name: str) -> Path:
    """Generate a package of a style into a folder; return where it can be imported from."""
    found = styles.find(style)
    assert found is not None
    sources = Sources(lambda path: (ROOT / "tests" / "apis" / path).read_bytes())
    api, findings = load(sources, "unions.yaml")
    assert not has_errors(findings), as_text(findings, sources.lines)
    package, findings = build(api, Names(name, "Unions", "1.0.0", "https://example.com/unions"), found)
    assert not has_errors(findings), as_text(findings, sources.lines)
    rendered = render(package, [str(ROOT / "templates" / one) for one in (found.name, found.base) if one])
    assert found.formatter is not None
    for path, content in {**rendered.copied, **format_files(rendered.made, found.formatter)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "src"


@contextlib.contextmanager
def imported(source: Path, name: str) -> Iterator[ModuleType]:
    """Import a package, and forget it in the end."""
    sys.path.insert(0, str(source))
    yield importlib.import_module(name)
    sys.path.remove(str(source))
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        del sys.modules[module]


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the generated package."""
    return generated(tmp_path_factory.mktemp("unions"), "python", "unions")


@pytest.fixture(scope="session")
def unions(source: Path) -> Iterator[ModuleType]:
    """Return the generated package."""
    with imported(source, "unions") as found:
        yield found


@pytest.fixture(scope="session")
def pydantic_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the same with models of pydantic."""
    return generated(tmp_path_factory.mktemp("unions_pydantic"), "python-pydantic", "unions_pydantic")


@pytest.fixture(scope="session")
def pydantic_unions(pydantic_source: Path) -> Iterator[ModuleType]:
    """Return the package with models of pydantic."""
    with imported(pydantic_source, "unions_pydantic") as found:
        yield found
