"""What is wrong with a vector is told with its place; what is right is read as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hexapla.finding import FindingError

from . import known
from .__main__ import main
from .loader import check, load
from .vector import LEFT_OUT, Fault, Reply

GOOD: Final = """\
- id: projects-get
  documentation: One sentence.
  operation: projects.get
  arguments: {workspace_id: 1, project_id: 2}
  exchanges:
    - request: {method: GET, path: /api/v9/workspaces/1/projects/2}
      reply: {status: 200, body: '{"id": 2}'}
  expect: {dump: same}
"""

WRONG: Final = {
    "an unknown key": ("  expect:", "  wait: 1\n  expect:", "8:3: error unknown-key: a vector has no key `wait`"),
    "a missing key": ("  documentation: One sentence.\n", "", "1:3: error missing-key: a vector lacks `documentation`"),
    "no kebab-case": ("id: projects-get", "id: projects.get", "1:7: error bad-id: the id `projects.get` is not"),
    "no sentence": ("sentence.", "sentence", "2:18: error documentation: the documentation is no sentence"),
    "an unknown operation": (
        "operation: projects.get",
        "operation: projects.gets",
        "3:14: error unknown-operation: the API has no operation `projects.gets`",
    ),
    "an unknown argument": (
        "project_id: 2",
        "project_id: 2, page: 1",
        "4:47: error unknown-argument: `projects.get` has no argument `page`",
    ),
    "a missing argument": (
        ", project_id: 2",
        "",
        "4:3: error missing-argument: `projects.get` must be given `project_id`",
    ),
    "pages of what does not page": (
        "  exchanges:",
        "  pages: 1\n  exchanges:",
        "5:3: error pages: `projects.get` does not come in pages",
    ),
    "no page": ("  exchanges:", "  pages: 0\n  exchanges:", "5:10: error no-number: `pages` is a whole number of 1"),
    "an unknown option": (
        "  exchanges:",
        "  options: {timeouts: 1}\n  exchanges:",
        "5:13: error unknown-key: `options` has no key `timeouts`",
    ),
    "an unknown setting": (
        "  exchanges:",
        "  client: {on_deviation: warm}\n  exchanges:",
        "5:26: error unknown-value: `on_deviation` is one of ignore, warn, raise, collect, not `warm`",
    ),
    "a relative path": ("path: /api", "path: api", "6:36: error path: a path begins with `/`"),
    "a query in the path": ("projects/2}", "projects/2?a=1}", "6:36: error path: a path begins with `/` and ends"),
    "a pair of one": (
        "projects/2}",
        "projects/2, query: [[a]]}",
        "6:77: error pair: a pair of a query is a name and a value",
    ),
    "a number in a query": (
        "projects/2}",
        "projects/2, query: [[a, 1]]}",
        "6:81: error no-text: a name or value of a query is a text, not a number: put it into quotes",
    ),
    "no answer": ("      reply: {status: 200, body: '{\"id\": 2}'}\n", "", "6:7: error no-answer: the exchange has"),
    "an unknown fault": (
        "reply: {status: 200, body: '{\"id\": 2}'}",
        "fault: clos",
        "7:14: error unknown-fault: the server has no fault `clos`",
    ),
    "an unknown setting of a fault": (
        "reply: {status: 200, body: '{\"id\": 2}'}",
        "fault: {name: stall, seconds: 1}",
        "7:28: error unknown-key: the fault `stall` has no key `seconds`",
    ),
    "a reply that is not sent": (
        "      reply",
        "      fault: close\n      reply",
        "8:7: error reply-unsent: the fault `close` sends nothing of a reply",
    ),
    "a request that nobody hears": (
        "reply: {status: 200, body: '{\"id\": 2}'}",
        "fault: refused",
        "6:7: error request: nothing arrives where nobody listens",
    ),
    "two bodies": ("body: '", "base64: aGk=, body: '", "7:28: error two-bodies: the reply has both"),
    "no base64": ("body: '{\"id\": 2}'", "base64: '?'", "7:36: error bad-base64: `base64` is not in base64"),
    "a line break in a header": (
        "status: 200",
        'status: 200, headers: {X: "a\\r\\nb"}',
        "7:41: error bad-header: a header cannot hold",
    ),
    "a status of another world": ("status: 200", "status: 20", "7:23: error no-number: `status` is a whole number"),
    "no outcome": ("{dump: same}", "{attempts: 1}", "8:11: error no-outcome: `expect` has neither"),
    "two outcomes": ("{dump: same}", "{dump: same, error: api}", "8:12: error unknown-key: `expect` of an error has"),
    "no JSON": ("{dump: same}", "{dump: '{'}", "8:18: error bad-dump: `dump` is `same`, null or a JSON text"),
    "an unknown error": ("{dump: same}", "{error: teapot}", "8:19: error unknown-value: `error` is one of api"),
    "no pointer": (
        "{dump: same}",
        "{dump: same, value: {id: 2}}",
        "8:36: error bad-pointer: a JSON pointer is empty or begins with `/`: `id`",
    ),
    "an unknown kind": (
        "{dump: same}",
        "{dump: same, deviations: [{pointer: /id, kind: typo}]}",
        "8:58: error unknown-value: `kind` is one of type, format, null, missing, not `typo`",
    ),
    "nothing to be the same as": (
        "reply: {status: 200, body: '{\"id\": 2}'}",
        "fault: close",
        "8:3: error nothing-same: no reply has a body that the dump could be the same as",
    ),
    "a key that stands twice": (
        "  expect:",
        "  id: x\n  expect:",
        "8:3: error duplicate-key: the key `id` stands twice",
    ),
    "no list": (GOOD, "id: 1\n", "1:1: error no-list: a file of vectors is a list, not a mapping"),
    "no vector": (GOOD, "- 1\n", "1:3: error no-mapping: a vector is a mapping, not a number"),
}


def written(folder: Path, text: str, name: str = "secrets.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    old, new, said = WRONG[name]
    assert old in GOOD
    vectors, problems = check(written(tmp_path, GOOD.replace(old, new, 1)))
    assert f"secrets.yaml:{said}" in problems
    assert not vectors


def test_a_name_that_is_near_is_hinted_at(tmp_path: Path) -> None:
    said = check(written(tmp_path, GOOD.replace("dump: same", "dmup: same")))[1]
    assert "hint: did you mean `dump`?" in said


def test_an_id_belongs_to_one_vector_of_all_files(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "dates.yaml")
    said = check(written(tmp_path, GOOD))[1]
    assert "secrets.yaml:1:7: error duplicate-id: the id `projects-get` is taken by the vector at dates.yaml:1" in said


def test_a_file_is_called_as_a_category(tmp_path: Path) -> None:
    said = check(written(tmp_path, GOOD, "secret.yaml"))[1]
    assert "secret.yaml:1:1: error category: `secret` is no category" in said
    assert "did you mean `secrets`?" in said


def test_one_wrong_vector_does_not_hide_another(tmp_path: Path) -> None:
    vectors, said = check(written(tmp_path, GOOD + GOOD.replace("projects-get", "b").replace("same", "'['") + "- 1\n"))
    assert [vector.id for vector in vectors] == ["projects-get"]
    assert said.count(" error ") == 2
    with pytest.raises(FindingError):
        load(tmp_path)


def test_a_vector_is_read_as_it_stands(tmp_path: Path) -> None:
    text = """\
- id: all-of-it
  documentation: One sentence.
  operation: projects.list
  arguments: {workspace_id: 9007199254740993, active: null, user_ids: [1, 2]}
  options: {timeout: 0.5, query: {x: 1}}
  client: {on_deviation: warn, credentials: {}}
  pages: 2
  exchanges:
    - request: {method: GET, path: /a, query: [[k, ''], [k, v]], headers: {A: b, C: null}, body: null}
      reply: {headers: {Set-Cookie: [a, b], Content-Type: null}, base64: 'gA =='}
    - request: {method: GET, path: /b, body: ''}
      fault: {name: drip_body, seconds: 0.1}
  expect: {error: not_found, status: null, reason: null, body: '', message_has: [a], attempts: 2, waits: [0.5]}
"""
    (vector,) = load(written(tmp_path, text))
    assert vector.arguments == {"workspace_id": 9007199254740993, "active": None, "user_ids": [1, 2]}
    assert (vector.options, vector.client) == (
        {"timeout": 0.5, "query": {"x": 1}},
        {"on_deviation": "warn", "credentials": {}},
    )
    assert (vector.category, vector.pages, vector.is_refused) == ("secrets", 2, False)
    first, second = vector.exchanges
    assert first.request is not None
    assert second.request is not None
    assert first.request.query == (("k", ""), ("k", "v"))
    assert first.request.headers == {"A": "b", "C": None}
    assert (first.request.body, second.request.body) == (None, "")
    assert first.reply == Reply(200, (("Set-Cookie", "a"), ("Set-Cookie", "b"), ("Content-Type", None)), b"\x80")
    assert second.fault == Fault("drip_body", {"seconds": 0.1})
    expect = vector.expect
    assert (expect.error, expect.status, expect.reason, expect.body) == ("not_found", None, None, "")
    assert (expect.attempts, expect.waits, expect.message_has) == (2, (0.5,), ("a",))
    assert (expect.quota, expect.retry_after, expect.reason_values) == (LEFT_OUT, LEFT_OUT, LEFT_OUT)


def test_arguments_go_by_wire_name_and_by_the_name_callers_see() -> None:
    found = known.operations()["projects.patch_many"]
    assert found.arguments == {"workspace_id", "project_id", "project_ids", "replace", "add", "remove"}
    assert found.must == (("workspace_id",), ("project_id", "project_ids"))


def test_check_as_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(written(tmp_path, GOOD))]) == 0
    assert "1 vectors: 1 of 31 operations, 1 of 111 statuses" in capsys.readouterr().out
    assert main(["check", str(written(tmp_path, "- 1\n"))]) == 1
    assert "secrets.yaml:1:3: error no-mapping" in capsys.readouterr().err
    assert main(["chekc"]) == 2
