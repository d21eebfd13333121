"""1,000 Projects to JSON and back, against msgspec alone and against other libraries; and what reading them costs."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec
from toggltrack import Toggl, dump, models

from .decode import ROWS, Canned, bare, page
from .race import Race
from .rivals import Rival


def races(rivals: list[Rival]) -> Iterator[Race]:
    """Yield the races: what came, what a caller built, others' models, attributes."""
    body = page(nested=False)
    client = Toggl("t", transport=Canned(body))
    decoder = msgspec.json.Decoder(list[bare("Project")])  # type: ignore[misc]
    plain, came = decoder.decode(body), next(client.projects.list(1).pages()).items
    names = [field.name for field in msgspec.structs.fields(models.Project)]
    built = [models.Project(**{name: getattr(row, name) for name in names}) for row in came]
    encode = msgspec.json.Encoder().encode

    def bare_texts() -> object:
        return [encode(row) for row in plain]

    easy = Toggl("t", transport=Canned(without_nulls(body)))

    def decoded() -> object:
        return next(easy.projects.list(1).pages()).items

    yield Race(f"encode {ROWS} Projects as they came / bare Struct", lambda: [*map(dump, came)], bare_texts, 5.0, 40)
    yield Race(f"encode {ROWS} Projects a caller built / bare Struct", lambda: [*map(dump, built)], bare_texts, 5.0, 40)
    # Without the nulls, which not everybody can read where the description does not allow them.
    kind = without_nulls(body)
    for rival in rivals:
        rows = rival.decode(kind)
        yield Race(
            f"decode {ROWS} Projects / {rival.name}",
            decoded,
            lambda r=rival: r.decode(kind),  # type: ignore[misc]
            1.0,
            15,
        )
        yield Race(
            f"encode {ROWS} Projects a caller built / {rival.name}",
            lambda: [*map(dump, built)],
            lambda r=rival, rows=rows: r.encode(rows),  # type: ignore[misc]
            2.0,
            15,
        )
    yield _reading(came)


def without_nulls(body: bytes) -> bytes:
    """Return a page in which what was null is left out."""
    rows = [{name: value for name, value in row.items() if value is not None} for row in json.loads(body)]
    return json.dumps(rows, separators=(",", ":")).encode()


class _Slotted:
    """What reading an attribute costs at least."""

    __slots__ = ("active", "id", "name", "workspace_id")

    def __init__(self, row: models.Project) -> None:
        self.active, self.id, self.name, self.workspace_id = row.active, row.id, row.name, row.workspace_id


def _reading(came: list[models.Project]) -> Race:
    slotted = [_Slotted(row) for row in came]

    def ours() -> None:
        for _ in range(20):
            for row in came:
                row.active, row.id, row.name, row.workspace_id  # noqa: B018

    def theirs() -> None:
        for _ in range(20):
            for row in slotted:
                row.active, row.id, row.name, row.workspace_id  # noqa: B018

    return Race("read four attributes of 1,000 Projects / a slotted class", ours, theirs, 1.1, 40)
