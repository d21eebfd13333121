"""The servers in memory of both languages: the same calls are played on each, and what comes is held together.

A step is a mapping: `do` says what, `name` of which collection, as Python calls it; results are told in the words of
TypeScript, where the two differ.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final, cast

from hexapla.names import camel

from tests import nodejs, typescript_package

Step = dict[str, Any]
Steps = list[Step]

NOTED: Final[Step] = {"do": "noted"}
"""What the fake notes of all requests."""


class Both:
    """The servers in memory of one description: a module in Python, and a compiled package in TypeScript."""

    def __init__(self, package: ModuleType, client: str, dist: Path) -> None:
        self._package = package
        self._client = client
        program = typescript_package.HERE / "player" / "player.mjs"
        self._process = subprocess.Popen(
            [nodejs.node(), program, dist, client],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def check(self, steps: Steps, options: Step | None = None) -> list[Step]:
        """Hold both against each other, and return what came of the steps."""
        found, wanted = self._in_typescript(options or {}, steps), self._in_python(options or {}, steps)
        for step, one, other in zip(steps, map(_comparable, found), map(_comparable, wanted), strict=True):
            if step["do"] == "noted":
                assert one["value"] == other["value"]
            assert one == other, step
        return [_comparable(one) for one in wanted]

    def _in_typescript(self, options: Step, steps: Steps) -> list[Step]:
        told = [{**step, "name": camel(step["name"])} if "name" in step else step for step in steps]
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"options": options, "steps": told}) + "\n")
        self._process.stdin.flush()
        return cast("list[Step]", json.loads(self._process.stdout.readline()))

    def _in_python(self, options: Step, steps: Steps) -> list[Step]:
        clock = self._package.testing.FakeClock()
        fake = getattr(self._package.testing, f"Fake{self._client}")(**options, clock=clock)
        results: list[Step] = []
        for step in steps:
            try:
                results.append({"value": _played(self._package, fake, clock, step)})
            except self._package.errors.TransportError as problem:
                results.append({"error": type(problem).__name__, "sent": problem.sent})
            except ValueError:
                results.append({"error": "RangeError", "sent": None})
        return results


def _played(package: ModuleType, fake: Any, clock: Any, step: Step) -> Any:  # noqa: ANN401
    records = getattr(fake, step["name"]) if "name" in step else None
    match step["do"]:
        case "send":
            body = None if step["body"] is None else step["body"].encode()
            headers = package.Headers([(name, value) for name, value in step["headers"]])
            request = package.Request(method=step["method"], url=step["url"], headers=headers, body=body)
            answer = fake.send(request, timeout=1)
            return {"status": answer.status, "headers": answer.headers, "body": answer.body.decode()}
        case "add":
            return records.add(*step["where"], **step["members"])
        case "all" | "get" | "remove" as name:
            return getattr(records, name)(*step["where"])
        case "size":
            return len(records)
        case "fail":
            what, how = step["what"], step["how"]
            return fake.fail_next(**({"status": what} if isinstance(what, int) else {"error": what}), **how)
        case "respond":
            return fake.respond(step["operation"], **step["answer"])
        case "restore":
            return fake.restore(step["operation"])
        case "quota":
            return fake.quota(step["remaining"], step["seconds"], step.get("total"))
        case "skip":
            return clock.skip(step["seconds"])
        case "noted":
            rows = [
                (one, [[name, value] for name, all_ in one.query.items() for value in all_]) for one in fake.requests
            ]
            return [
                {"operation": one.operation, "method": one.method, "path": one.path, "query": query, "json": one.json}
                for one, query in rows
            ]
    raise AssertionError(step)


def comparable(results: Sequence[Step]) -> list[Step]:
    """Return results without what each may spell as it likes: numbers, white space, the order of names."""
    return [{**one, "value": _value(one["value"])} if "value" in one else dict(one) for one in results]


def _value(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict) and "headers" in value:
        body = value["body"]
        fields = {name.lower(): text for name, text in value["headers"]}
        length = fields.pop("content-length")
        try:
            return {
                "status": value["status"],
                "headers": fields,
                "json": json.loads(body),
                "true": _is_true(length, body),
            }
        except ValueError:
            return {"status": value["status"], "headers": fields, "body": body, "true": _is_true(length, body)}
    if isinstance(value, list) and value and isinstance(value[0], dict) and "query" in value[0]:
        return [{**row, "query": sorted(row["query"])} for row in value]
    return value


def _is_true(length: str, body: str) -> bool:
    return length == str(len(body.encode()))


def _comparable(result: Step) -> Step:
    """Return a result without what each may spell as it likes: numbers, white space, the order of names."""
    value = result.get("value")
    if isinstance(value, dict) and "headers" in value:
        body = value["body"]
        fields = {name.lower(): text for name, text in value["headers"]}
        assert fields.pop("content-length") == str(len(body.encode()))
        return {"value": {"status": value["status"], "headers": fields, **_body(body)}}
    if isinstance(value, list) and value and isinstance(value[0], dict) and "query" in value[0]:
        return {"value": [{**row, "query": sorted(row["query"])} for row in value]}
    return result


def _body(text: str) -> Step:
    try:
        return {"json": json.loads(text)}
    except ValueError:
        return {"body": text}


def send(method: str, url: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Step:
    """Return the step that sends a request, with credentials."""
    fields = [["Authorization", "x"], *([name, value] for name, value in (headers or {}).items())]
    return {"do": "send", "method": method, "url": url, "headers": fields, "body": body}


def statuses(results: Sequence[Step]) -> list[int]:
    """Return the statuses of the answers among results."""
    values = [one.get("value") for one in results]
    return [value["status"] for value in values if isinstance(value, dict) and "status" in value]
