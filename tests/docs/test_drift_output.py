"""What drift looks like: in a terminal, as Markdown, as data; and nothing of a page acts anywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import hexapla
import jsonschema
import pytest
from hexapla.docs.drift import Drift
from hexapla.docs.drift_json import as_json
from hexapla.docs.drift_markdown import LONGEST, markdown, text_of
from hexapla.docs.drift_terminal import terminal
from hypothesis import given
from hypothesis import strategies as st

from tests.docs.drifting import PAGES, Project
from tests.docs.test_drift_cases import NAMES, applied

SCHEMA = json.loads((Path(hexapla.__file__).parent / "drift.schema.json").read_text())


def hostile() -> Drift:
    return applied("hostile")[0]


@pytest.mark.parametrize("name", NAMES)
def test_data_has_the_documented_shape(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = as_json(applied(name)[0], ["lamps.txt"])
    jsonschema.validate(found, SCHEMA)
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("name", NAMES)
def test_a_terminal_is_readable_at_80_columns(name: str) -> None:
    for line in terminal(applied(name)[0], 80, colour=False).splitlines():
        is_edit = re.match(r"    [-+] ", line)
        assert len(line) <= 80 or is_edit or " " not in line.strip(), line
        assert line.isprintable()


def test_colours_only_where_they_are_wanted() -> None:
    found = applied("parameter_retyped")[0]
    plain, coloured = terminal(found, 80, colour=False), terminal(found, 80, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_nothing_of_a_page_is_markup() -> None:
    text = markdown(hostile())
    outside = re.sub(r"```diff\n.*?\n  ```", "", text, flags=re.DOTALL)
    outside = re.sub(r"`[^`]*`", "", outside)
    assert "<" not in outside
    assert "@" not in outside
    assert "](" not in outside


def test_a_fence_holds_what_has_fences() -> None:
    project = Project()
    page = PAGES["lamps.txt"].replace("- This tower is full.\n", "- This tower is full.\n- ```` and ```js\n")
    text = markdown(project.drift({"lamps.txt": page}))
    fences = re.findall(r"^  (`{3,})", text, flags=re.MULTILINE)
    assert fences == ["`" * 5, "`" * 5]


def test_markdown_is_never_too_long() -> None:
    rows = "".join(f"field_{'x' * 40}_{number} | string | - |\n" for number in range(900))
    page = PAGES["lamps.txt"].replace("notes | string | Notes |\n", f"notes | string | Notes |\n{rows}")
    found = Project().drift({"lamps.txt": page})
    text = markdown(found)
    assert len(text) < LONGEST
    listed = sum(line.startswith("- **") for line in text.splitlines())
    assert f"and {len(found.entries) - listed} more" in text
    assert len(found.entries) == 900


@given(st.text(max_size=40))
def test_any_text_is_only_text(text: str) -> None:
    found = text_of(text)
    outside = re.sub(r"`[^`]*`", "", found)
    assert "\n" not in found
    assert "`" not in outside
    assert "@" not in outside
    assert not re.search(r"(?<!\\)[<*_#\[\]!|~&$]", outside)


def test_every_kind_of_change_has_a_case() -> None:
    kinds = {change.kind for name in NAMES for one in applied(name)[0].entries for change in one.entry.changes}
    wanted = set(SCHEMA["$defs"]["change"]["properties"]["kind"]["enum"])
    assert wanted == kinds
