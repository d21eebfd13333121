"""What both type checkers must refuse: every line marked `wrong`, and no other. Nothing here is ever run."""

from __future__ import annotations

from toggltrack import AsyncToggl, Options, Toggl, dump, extra, has
from toggltrack.models import Project, ProjectRecurrence, ProjectStatus


def arguments(toggl: Toggl) -> None:
    """Give wrong arguments."""
    toggl.projects.get(1)  # wrong: one is missing
    toggl.projects.get(1, 2, 3)  # wrong: one too many
    toggl.projects.get(1, "2")  # wrong: text for a number
    toggl.projects.get(1, None)  # wrong: null in a path
    toggl.projects.list(1, True)  # wrong: only by name
    toggl.projects.list(1, active="yes")  # wrong: text for a boolean
    toggl.projects.list(1, name=None)  # wrong: null in a query
    toggl.projects.list(1, user_ids=5)  # wrong: one for a list
    toggl.projects.list(1, statuses=["active", 5])  # wrong: a number among texts
    toggl.projects.list(1, no_such_filter=1)  # wrong: no such argument
    toggl.projects.create(1, nam="Site")  # wrong: misspelt
    toggl.projects.create(1, name=None)  # wrong: null where none is taken
    toggl.projects.create(1, start_date=5)  # wrong: a number for a date
    toggl.projects.create(1, recurring_parameters={"period": "monthly"})  # wrong: no model
    toggl.projects.create(1, recurring_parameters=ProjectRecurrence())  # wrong: another model
    toggl.project_users.create(1, user_id=2)  # wrong: a required one is missing
    toggl.projects.patch_many(1, 2, remove=["x"])  # wrong: one for a list
    toggl.projects.patch_many(1, [2], remove={"x": 1})  # wrong: a mapping for names
    toggl.projects.patch_many(1, [2], replace={"x": object()})  # wrong: no JSON
    toggl.projects.get(1, 2, options={"timeout": 5})  # wrong: no Options
    toggl.rates.create(1, amount="5", level="project", level_id=1, type="billable_rates")  # wrong: text for a number


def results(toggl: Toggl) -> None:
    """Use results wrongly."""
    toggl.project.get(1, 2)  # wrong: no such resource
    toggl.projects.fetch(1, 2)  # wrong: no such method
    toggl.projects.list(1)[0]  # wrong: a pager is no list
    project = toggl.projects.get(1, 2)
    project.no_such_field  # wrong: no such attribute  # noqa: B018
    project.rate + 1  # wrong: may be None
    project.at.year  # wrong: may be None  # noqa: B018
    project.name = None  # wrong: never None
    project.status = "active"  # wrong: a text is no member
    project.id = "1"  # wrong: a text for a number
    project.status == ProjectStatus.NO_SUCH  # wrong: no such member  # noqa: B015
    Project(name="Site")  # wrong: the rest of what is required is missing
    Project(1, "Site", 2)  # wrong: only by name
    dump("project")  # wrong: no model
    has(project)  # wrong: a name is missing
    extra(toggl)  # wrong: no model


def clients() -> None:
    """Make clients wrongly."""
    Toggl(5)  # wrong: a number for a token
    Toggl("token", "me@example.com")  # wrong: only by name
    Toggl(token="t")  # wrong: no such argument
    Toggl("t", transport=object())  # wrong: no transport
    Options(5)  # wrong: only by name
    Options(timeout="5")  # wrong: a text for a number


async def awaited(plain: Toggl, toggl: AsyncToggl) -> None:
    """Wait for what is no awaitable, and do not wait for what is one."""
    toggl.projects.get(1, 2).name  # wrong: not awaited  # noqa: B018
    await plain.projects.get(1, 2)  # wrong: nothing to await
    await toggl.projects.list(1)  # wrong: a pager is not awaited
    for row in toggl.projects.list(1):  # wrong: needs `async for`
        del row
    async for row in plain.projects.list(1):  # wrong: needs `for`
        del row
