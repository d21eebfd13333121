"""The client of tests/apis/unions.yaml, generated once a session."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hexapla.finding import as_text, has_errors
from hexapla.format import format_files
from hexapla.load import load
from hexapla.plan import Names, build
from hexapla.render import render
from hexapla.source import Sources
from hexapla.styles import STYLES

ROOT = Path(__file__).parents[2]
STYLE = STYLES[0]


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the generated package."""
    sources = Sources(lambda path: (ROOT / "tests" / "apis" / path).read_bytes())
    api, findings = load(sources, "unions.yaml")
    assert not has_errors(findings), as_text(findings, sources.lines)
    package, findings = build(api, Names("unions", "Unions", "1.0.0", "https://example.com/unions"), STYLE)
    assert not has_errors(findings), as_text(findings, sources.lines)
    rendered = render(package, [str(ROOT / "templates" / STYLE.name)])
    assert STYLE.formatter is not None
    folder = tmp_path_factory.mktemp("unions")
    for path, content in {**rendered.copied, **format_files(rendered.made, STYLE.formatter)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "src"


@pytest.fixture(scope="session")
def unions(source: Path) -> Iterator[ModuleType]:
    """Return the generated package."""
    sys.path.insert(0, str(source))
    yield importlib.import_module("unions")
    sys.path.remove(str(source))
    for name in [name for name in sys.modules if name.partition(".")[0] == "unions"]:
        del sys.modules[name]
