"""A caller's program: both type checkers must accept it, and it runs (`test_package` does the one and the other)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import assert_type

from toggltrack import (
    JSON,
    ApiError,
    AsyncPager,
    AsyncToggl,
    Options,
    Page,
    Pager,
    QuotaExceededError,
    RawReply,
    Reason,
    Reply,
    Request,
    Toggl,
    TogglError,
    dump,
    extra,
    has,
    response_of,
    set_null,
    unset,
)
from toggltrack.models import BulkPatchResult, Project, ProjectRecurrenceInput, ProjectStatus, RateChangeMode

WORKSPACE = 4210001


def read(toggl: Toggl) -> None:
    """Read a list in all its ways, and a record."""
    found = toggl.projects.list(WORKSPACE, active=True, statuses=[ProjectStatus.ACTIVE, "upcoming"], user_ids=(1, 2))
    assert_type(found, Pager[Project])
    for project in found:
        assert_type(project, Project)
        break
    for page in toggl.projects.list(WORKSPACE).pages():
        assert_type(page, Page[Project])
        assert_type(page.items, list[Project])
        assert_type(page.response, Reply)
        break
    assert_type(toggl.projects.list(WORKSPACE).first(), Project | None)
    project = toggl.projects.get(WORKSPACE, project_id=1, options=Options(timeout=5, query={"x": 1}))
    assert_type(project.name, str)
    assert_type(project.rate, float | None)
    assert_type(project.at, datetime | None)
    assert_type(project.end_date, date | None)
    if project.status is not None:
        assert_type(project.status, ProjectStatus)
        assert_type(project.status.is_known, bool)
        print(project.status == "active", project.status.upper())
    for period in project.recurring_parameters or []:
        assert_type(period.estimated_seconds, int | None)


def write(toggl: Toggl) -> None:
    """Create, update, patch and delete."""
    project = toggl.projects.create(
        WORKSPACE,
        name="Site",
        start_date=date(2026, 1, 5),
        end_date="2026-12-31",
        rate=90,
        rate_change_mode=RateChangeMode.START_TODAY,
        recurring_parameters=ProjectRecurrenceInput(period="monthly"),
    )
    assert_type(toggl.projects.update(WORKSPACE, project.id, client_id=None, rate_change_mode="override-all"), Project)
    result = toggl.projects.patch_many(WORKSPACE, [1, 2], replace={"color": "#ff0000"}, remove=["client_id"])
    assert_type(result, BulkPatchResult)
    assert_type(result.success, list[int])
    print([row.message for row in result.failure])
    assert_type(toggl.projects.delete(WORKSPACE, project.id, te_deletion_mode="unassign"), int | None)
    toggl.rates.create(
        WORKSPACE,
        amount=92.5,
        level="project",
        level_id=1,
        type="billable_rates",
        start=datetime(2026, 3, 5, tzinfo=UTC),
    )
    toggl.users.update(WORKSPACE, 1, body={"fullname": "Mara Ilves", "tags": [1, None, {"x": 1.5}]})


def edit(project: Project) -> bytes:
    """Change a record, and ask what no attribute answers."""
    project.name = "Other"
    project.status = ProjectStatus("archived")
    project.rate = None
    set_null(project, "color")
    unset(project, "end_date")
    twin = copy.deepcopy(project)
    unknown: dict[str, JSON] | Mapping[str, object] = extra(twin)
    print(has(twin, "rate"), unknown, response_of(twin).headers.get("content-type"))
    return dump(twin)


def refused(toggl: Toggl) -> str | None:
    """Tell failures apart."""
    try:
        toggl.workspaces.get(WORKSPACE)
    except QuotaExceededError as error:
        return error.headers.get("x-toggl-quota-resets-in")
    except ApiError as error:
        assert_type(error.reason, Reason | None)
        assert_type(error.reason_values, Mapping[str, str])
        return f"{error.status} {error.request.url}" if error.reason is Reason.NO_ACCESS else None
    except TogglError as error:
        return str(error)
    return None


async def awaited(toggl: AsyncToggl) -> None:
    """Do the same with `await`."""
    async with toggl:
        pager = toggl.projects.list(WORKSPACE)
        assert_type(pager, AsyncPager[Project])
        async for project in pager:
            assert_type(project, Project)
            break
        assert_type(await toggl.projects.list(WORKSPACE).first(), Project | None)
        assert_type(await toggl.projects.get(WORKSPACE, 1), Project)
        assert_type(await toggl.projects.delete(WORKSPACE, 1), int | None)


class Recorder:
    """A transport of one's own."""

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Answer without a network."""
        return RawReply(200, (("Content-Type", "application/json"),), b"[]")


def main(toggl: Toggl) -> None:
    """Run everything but what is awaited."""
    read(toggl)
    write(toggl)
    print(edit(toggl.projects.get(WORKSPACE, 1)), refused(toggl))
    with Toggl("t", transport=Recorder(), timeout=1.5) as offline:
        assert list(offline.projects.list(WORKSPACE)) == []
