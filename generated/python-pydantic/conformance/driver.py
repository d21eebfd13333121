"""Makes the calls of the conformance suite.

A case comes in on each line as JSON, and what came of it goes out on a line. It uses
nothing of the package but what everybody may use, and is no part of the package.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import io
import json
import logging
import math
import sys
import traceback
import warnings
from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Mapping,
    Sequence,
)
from datetime import date
from enum import Enum
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple, cast

import toggltrack_pydantic as package
from toggltrack_pydantic.testing import FakeClock

BEGIN: Final = 1767225600.0
"""What time it is when a case begins: 2026-01-01 00:00:00 UTC."""


class CaseClock(FakeClock):
    """A clock of which only waiting changes the date; its chance is always 1."""

    def time(self) -> float:
        """Return the seconds since 1970."""
        return BEGIN + sum(self.waits)


class Case:
    """One case.

    Attributes:
        operation: What is called; `keywords` are its arguments.
        pages: How many pages are read; None for all.
        seen: The deviations that the client told of.
        attempts: How many requests made the result; None where nothing tells.
        quota: What the client knows of the quota in the end.
    """

    def __init__(self, said: Mapping[str, object]) -> None:
        """Read a case; a name that is not known is a fault of the case."""
        self.is_async = said["mode"] == "async"
        name = cast("str", said["operation"])
        self.operation = {**RAW, **OPERATIONS}[name]
        self.keywords = self._keywords(said)
        self.pages = cast("int | None", said.get("pages"))
        self.clock = CaseClock()
        self.seen: list[package.Deviation] = []
        self.attempts: int | None = None
        self.quota: object = None
        client = dict(cast("Mapping[str, object]", said.get("client") or {}))
        self.spent = client.pop("spent", None)
        self.settings = self._settings(client) | {"base_url": said["base_url"]}

    def _keywords(self, said: Mapping[str, object]) -> dict[str, object]:
        names = self.operation.names
        given = cast("Mapping[str, object]", said.get("arguments") or {})
        keywords = {names[name]: native(value) for name, value in given.items()}
        options = cast("Mapping[str, object]", said.get("options") or {})
        make = cast("Callable[..., package.Options]", package.Options)
        return {**keywords, "options": make(**options)} if options else keywords

    def _settings(self, client: dict[str, object]) -> dict[str, object]:
        credentials = cast("dict[str, object]", client.pop("credentials", {}))
        if client.get("on_deviation", "collect") == "collect":
            client["on_deviation"] = self.seen.append
        return {"clock": self.clock, "proxy": "", **client, **credentials}

    def count(self, reply: package.Reply) -> None:
        """Add the requests that it took to get a reply."""
        self.attempts = (self.attempts or 0) + len(reply.attempts)

    def told(self) -> dict[str, object]:
        """Return what is to be told of results and errors alike."""
        return {"waits": self.clock.waits, "quota": _quota(self.quota)}


def native(value: object) -> object:
    """Return a JSON value as a caller would give it; `$base64` stands for bytes."""
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        if list(members) == ["$base64"]:
            return base64.b64decode(cast("str", members["$base64"]))
        return {name: native(item) for name, item in members.items()}
    if isinstance(value, list):
        return [native(item) for item in cast("list[object]", value)]
    return value


def _quota(quota: object) -> object:
    if quota is None:
        return None
    return {name: getattr(quota, name) for name in ("remaining", "resets_in")}


def call(case: Case) -> object:
    """Return what a call without `await` returns, read to its end."""
    make = cast("Callable[..., package.Toggl]", package.Toggl)
    spent = () if case.spent is None else (Spent(case.spent),)
    with make(**case.settings, middleware=spent) as client:
        try:
            # What the quota is spent on: it is answered here, and nobody is asked.
            for _ in spent:
                with contextlib.suppress(package.ApiError):
                    _take(case, client)
            return _take(case, client)
        finally:
            case.quota = client.quota


async def call_async(case: Case) -> object:
    """Return what a call with `await` returns, read to its end."""
    make = cast("Callable[..., package.AsyncToggl]", package.AsyncToggl)
    spent = () if case.spent is None else (AsyncSpent(case.spent),)
    async with make(**case.settings, middleware=spent) as client:
        try:
            for _ in spent:
                with contextlib.suppress(package.ApiError):
                    await _atake(case, client)
            return await _atake(case, client)
        finally:
            case.quota = client.quota


def _take(case: Case, client: package.Toggl) -> object:
    method: Callable[..., object] = attrgetter(case.operation.method)(client)
    match case.operation.how:
        case "pages":
            pager = cast("package.Pager[object]", method(**case.keywords))
            rows: list[object] = []
            for page in islice(pager.pages(), case.pages):
                rows += page.items
                case.count(page.response)
            return rows
        case "send":
            response: package.Response[object] = client.raw(method, **case.keywords)
        case "request":
            response = cast("package.Response[object]", method(**case.keywords))
        case "download":
            with cast("package.Download", method(**case.keywords)) as file:
                return file.read()
        case _:
            with cast("package.Lines[object]", method(**case.keywords)) as stream:
                return list(stream)
    case.count(response)
    return response.value


async def _atake(case: Case, client: package.AsyncToggl) -> object:
    method: Callable[..., object] = attrgetter(case.operation.method)(client)
    match case.operation.how:
        case "pages":
            pager = cast("package.AsyncPager[object]", method(**case.keywords))
            rows: list[object] = []
            async for page in _first(pager.pages(), case.pages):
                rows += page.items
                case.count(page.response)
            return rows
        case "send":
            made = cast("Callable[..., Awaitable[object]]", method)
            response = await client.raw(made, **case.keywords)
        case "request":
            response = await cast(
                "Awaitable[package.Response[object]]", method(**case.keywords)
            )
        case "download":
            download = cast("Awaitable[package.AsyncDownload]", method(**case.keywords))
            async with await download as file:
                return await file.read()
        case _:
            lines = cast(
                "Awaitable[package.AsyncLines[object]]", method(**case.keywords)
            )
            async with await lines as stream:
                return [one async for one in stream]
    case.count(response)
    return response.value


async def _first(
    pages: AsyncIterable[package.Page[object]], most: int | None
) -> AsyncIterator[package.Page[object]]:
    """Yield so many pages; no page is asked for that is not wanted."""
    count = 0
    async for page in pages:
        yield page
        count += 1
        if count == most:
            return


class Spent:
    """Answers the first request itself, as a server would whose quota is spent."""

    def __init__(self, seconds: object) -> None:
        """Keep the answer.

        Args:
            seconds: When there is more.
        """
        told = (
            ("X-Toggl-Quota-Remaining", "0"),
            ("X-Toggl-Quota-Resets-In", str(seconds)),
        )
        # A status that nobody retries.
        self._answers = [package.RawReply(500, told, b"")]

    def handle(
        self,
        request: package.Request,
        call_next: Callable[[package.Request], package.RawReply],
    ) -> package.RawReply:
        """Return the answer once, and then those of the server."""
        return self._answers.pop() if self._answers else call_next(request)


class AsyncSpent:
    """The same for a client with `await`."""

    def __init__(self, seconds: object) -> None:
        """Keep the answer.

        Args:
            seconds: When there is more.
        """
        told = (
            ("X-Toggl-Quota-Remaining", "0"),
            ("X-Toggl-Quota-Resets-In", str(seconds)),
        )
        self._answers = [package.RawReply(500, told, b"")]

    async def handle(
        self,
        request: package.Request,
        call_next: Callable[[package.Request], Awaitable[package.RawReply]],
    ) -> package.RawReply:
        """Return the answer once, and then those of the server."""
        return self._answers.pop() if self._answers else await call_next(request)


def dumped(value: object) -> str:
    """Return the JSON text of a result: records as they dump themselves."""
    if isinstance(value, package.Event):
        event = cast("package.Event[object]", value)
        return dumped({wire: getattr(event, name) for wire, name in names_of(event)})
    if is_record(value):
        # What all records have in common has no public name.
        text = cast("Callable[[object], bytes]", package.dump)(value)
        return text.decode("utf-8", "surrogateescape")
    if isinstance(value, list | tuple):
        rows = cast("list[object]", value)
        return "[" + ", ".join(dumped(row) for row in rows) + "]"
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value).items()
        pairs = (f"{json.dumps(key)}: {dumped(item)}" for key, item in members)
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(viewed(value))


def viewed(value: object) -> object:
    """Return a value as JSON: of records what their attributes read, by wire name."""
    if isinstance(value, Enum):
        return value.value
    if is_record(value):
        return {wire: _read(value, name) for wire, name in names_of(value)}
    if isinstance(value, list | tuple):
        return [viewed(row) for row in cast("list[object]", value)]
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value).items()
        return {key: viewed(item) for key, item in members}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def is_record(value: object) -> bool:
    """Tell whether a value has attributes with wire names; there may be none."""
    kind = type(value)
    return hasattr(kind, "model_fields") or hasattr(kind, "__struct_fields__")


def names_of(value: object) -> list[tuple[str, str]]:
    """Return the wire names of a record and its attributes; nothing of all else."""
    kind = type(value)
    fields: Mapping[str, object] = getattr(kind, "model_fields", {})
    # What is no model of the API, as an event, is no model of pydantic either.
    others: tuple[str, ...] = getattr(kind, "__struct_fields__", ())
    found = [
        (getattr(one, "serialization_alias", None) or name, name)
        for name, one in fields.items()
    ]
    return [*found, *((name, name) for name in others)]


def _read(record: object, name: str) -> object:
    try:
        value: object = getattr(record, name)
    except package.DeviationError:
        return {"$unreadable": True}
    return viewed(value)


def plain(deviations: Sequence[package.Deviation]) -> list[dict[str, str]]:
    """Return deviations as JSON."""
    names = ("pointer", "kind", "expected", "actual")
    return [{name: getattr(one, name) for name in names} for one in deviations]


def news_of(value: object) -> list[dict[str, str]]:
    """Return the news in a result as JSON."""
    return [{"pointer": one.pointer, "kind": one.kind} for one in package.news(value)]


ERRORS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (package.BadRequestError, "bad_request"),
    (package.UnauthorizedError, "unauthorized"),
    (package.PlanRequiredError, "plan_required"),
    (package.QuotaExceededError, "quota_exceeded"),
    (package.PaymentRequiredError, "payment_required"),
    (package.ForbiddenError, "forbidden"),
    (package.NotFoundError, "not_found"),
    (package.ConflictError, "conflict"),
    (package.GoneError, "gone"),
    (package.RateLimitedError, "rate_limited"),
    (package.ServerError, "server"),
    (package.ApiError, "api"),
    (package.OutcomeUnknownError, "outcome_unknown"),
    (package.CallTimeoutError, "call_timeout"),
    (package.ConnectionFailedError, "connection_failed"),
    (package.UnreadableResponseError, "unreadable_response"),
    (package.DeviationError, "deviation"),
    (package.CredentialsError, "credentials"),
    (package.ClientClosedError, "client_closed"),
    (ValueError, "invalid_argument"),
    (TypeError, "invalid_argument"),
)
"""The first that fits an error is its name."""


def name_of(error: Exception) -> str:
    """Return the neutral name of an error; `other` for one that nobody should see."""
    return next((name for kind, name in ERRORS if isinstance(error, kind)), "other")


def failure(error: Exception, seen: Sequence[package.Deviation]) -> dict[str, object]:
    """Return what an error tells, as far as its kind has it.

    Args:
        error: What was raised.
        seen: The deviations that were told of before; those of the error count more.
    """
    reply: object = getattr(error, "reply", None)
    status: object = getattr(error, "status", getattr(reply, "status", None))
    body: object = getattr(error, "body", getattr(reply, "body", None))
    attempts: tuple[object, ...] = getattr(
        error, "attempts", getattr(reply, "attempts", ())
    )
    request: object = getattr(error, "request", None)
    reason: object = getattr(error, "reason", None)
    return {
        "name": name_of(error),
        "message": str(error),
        "status": status,
        "reason": None if reason is None else str(reason),
        "reason_values": dict(getattr(error, "reason_values", {})),
        "body": base64.b64encode(body).decode() if isinstance(body, bytes) else None,
        "retry_after": getattr(error, "retry_after", None),
        "attempts": len(attempts),
        "deviations": plain(getattr(error, "deviations", seen)),
        "request": str(request) if isinstance(request, package.Request) else None,
    }


class _Keeper(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        # What a record holds besides its message, a formatter may print.
        self._lines.append(f"{line} {record.args!r}")
        if record.exc_info is not None:
            self._lines.extend(traceback.format_exception(*record.exc_info))


@contextlib.contextmanager
def hearing(lines: list[str]) -> Generator[None]:
    """Gather everything that is said: all by the package, what is grave by others."""
    root, keeper = logging.getLogger(), _Keeper(lines)
    root.addHandler(keeper)
    logging.getLogger(package.__name__).setLevel(logging.DEBUG)
    printed = io.StringIO()
    with (
        warnings.catch_warnings(record=True) as warned,
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        warnings.simplefilter("always")
        try:
            yield
        finally:
            root.removeHandler(keeper)
            said = [one for one in warned if one.category is not ResourceWarning]
            lines.extend(f"{one.category.__name__}: {one.message}" for one in said)
            lines.extend(filter(None, [printed.getvalue()]))


def everything(error: BaseException) -> list[str]:
    """Return all that an error can be made to say, its causes included."""
    lines = [str(error), repr(error), repr(error.args)]
    return [*lines, *traceback.format_exception(error)]


class Operation(NamedTuple):
    """A method of the client, with what a case may call its arguments.

    Attributes:
        method: The attributes that lead to it, with dots.
        how: What it returns: send (a value), pages, download, events, lines, or
            request (a response).
        names: The names of its arguments in Python, by their names in the description.
    """

    method: str
    how: str
    names: Mapping[str, str]


RAW: Final[Mapping[str, Operation]] = {
    "request": Operation(
        "request",
        "request",
        {
            "method": "method",
            "path": "path",
            "query": "query",
            "json": "json",
        },
    ),
}
"""What is no operation of the description, unless one of those is called so."""

OPERATIONS: Final[Mapping[str, Operation]] = {
    "workspaces.create": Operation(
        "workspaces.create",
        "send",
        {
            "organization_id": "organization_id",
            "admins": "admins",
            "default_currency": "default_currency",
            "default_hourly_rate": "default_hourly_rate",
            "initial_pricing_plan": "initial_pricing_plan",
            "limit_public_project_data": "limit_public_project_data",
            "name": "name",
            "only_admins_may_create_projects": "only_admins_may_create_projects",
            "only_admins_may_create_tags": "only_admins_may_create_tags",
            "only_admins_see_team_dashboard": "only_admins_see_team_dashboard",
            "projects_billable_by_default": "projects_billable_by_default",
            "projects_enforce_billable": "projects_enforce_billable",
            "projects_private_by_default": "projects_private_by_default",
            "rate_change_mode": "rate_change_mode",
            "reports_collapse": "reports_collapse",
            "rounding": "rounding",
            "rounding_minutes": "rounding_minutes",
        },
    ),
    "workspaces.search": Operation(
        "workspaces.search",
        "send",
        {},
    ),
    "workspaces.get": Operation(
        "workspaces.get",
        "send",
        {
            "workspace_id": "workspace_id",
        },
    ),
    "workspaces.update": Operation(
        "workspaces.update",
        "send",
        {
            "workspace_id": "workspace_id",
            "admins": "admins",
            "default_currency": "default_currency",
            "default_hourly_rate": "default_hourly_rate",
            "initial_pricing_plan": "initial_pricing_plan",
            "limit_public_project_data": "limit_public_project_data",
            "name": "name",
            "only_admins_may_create_projects": "only_admins_may_create_projects",
            "only_admins_may_create_tags": "only_admins_may_create_tags",
            "only_admins_see_team_dashboard": "only_admins_see_team_dashboard",
            "projects_billable_by_default": "projects_billable_by_default",
            "projects_enforce_billable": "projects_enforce_billable",
            "projects_private_by_default": "projects_private_by_default",
            "rate_change_mode": "rate_change_mode",
            "reports_collapse": "reports_collapse",
            "rounding": "rounding",
            "rounding_minutes": "rounding_minutes",
        },
    ),
    "workspaces.statistics": Operation(
        "workspaces.statistics",
        "send",
        {
            "workspace_id": "workspace_id",
        },
    ),
    "workspaces.time_entry_constraints": Operation(
        "workspaces.time_entry_constraints",
        "send",
        {
            "workspace_id": "workspace_id",
        },
    ),
    "workspace_users.list": Operation(
        "workspace_users.list",
        "send",
        {
            "organization_id": "organization_id",
            "workspace_id": "workspace_id",
            "name": "name",
        },
    ),
    "workspace_users.delete_many": Operation(
        "workspace_users.delete_many",
        "send",
        {
            "organization_id": "organization_id",
            "workspace_id": "workspace_id",
            "delete": "delete",
        },
    ),
    "workspace_users.update": Operation(
        "workspace_users.update",
        "send",
        {
            "workspace_id": "workspace_id",
            "workspace_user_id": "workspace_user_id",
            "email": "email",
            "groups": "groups",
            "inactive": "inactive",
            "name": "name",
            "organization_admin": "organization_admin",
            "role_id": "role_id",
            "workspaces": "workspaces",
        },
    ),
    "workspace_users.delete": Operation(
        "workspace_users.delete",
        "send",
        {
            "workspace_id": "workspace_id",
            "workspace_user_id": "workspace_user_id",
        },
    ),
    "users.list": Operation(
        "users.list",
        "send",
        {
            "workspace_id": "workspace_id",
            "exclude_deleted": "exclude_deleted",
        },
    ),
    "users.update": Operation(
        "users.update",
        "send",
        {
            "workspace_id": "workspace_id",
            "user_id": "user_id",
            "body": "body",
        },
    ),
    "alerts.create": Operation(
        "alerts.create",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_id": "project_id",
            "receiver_roles": "receiver_roles",
            "receiver_users": "receiver_users",
            "source_kind": "source_kind",
            "threshold_type": "threshold_type",
            "thresholds": "thresholds",
        },
    ),
    "alerts.delete": Operation(
        "alerts.delete",
        "send",
        {
            "workspace_id": "workspace_id",
            "alert_id": "alert_id",
        },
    ),
    "rates.create": Operation(
        "rates.create",
        "send",
        {
            "workspace_id": "workspace_id",
            "amount": "amount",
            "level": "level",
            "level_id": "level_id",
            "mode": "mode",
            "start": "start",
            "type": "type",
        },
    ),
    "rates.list": Operation(
        "rates.list",
        "send",
        {
            "workspace_id": "workspace_id",
            "level": "level",
            "level_id": "level_id",
            "type": "type",
        },
    ),
    "track_reminders.list": Operation(
        "track_reminders.list",
        "send",
        {
            "workspace_id": "workspace_id",
        },
    ),
    "track_reminders.create": Operation(
        "track_reminders.create",
        "send",
        {
            "workspace_id": "workspace_id",
            "frequency": "frequency",
            "group_ids": "group_ids",
            "threshold": "threshold",
            "user_ids": "user_ids",
        },
    ),
    "track_reminders.update": Operation(
        "track_reminders.update",
        "send",
        {
            "workspace_id": "workspace_id",
            "reminder_id": "reminder_id",
            "frequency": "frequency",
            "group_ids": "group_ids",
            "threshold": "threshold",
            "user_ids": "user_ids",
        },
    ),
    "track_reminders.delete": Operation(
        "track_reminders.delete",
        "send",
        {
            "workspace_id": "workspace_id",
            "reminder_id": "reminder_id",
        },
    ),
    "project_users.list": Operation(
        "project_users.list",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_ids": "project_ids",
            "user_id": "user_id",
            "with_group_members": "with_group_members",
        },
    ),
    "project_users.create": Operation(
        "project_users.create",
        "send",
        {
            "workspace_id": "workspace_id",
            "labor_cost": "labor_cost",
            "labor_cost_change_mode": "labor_cost_change_mode",
            "manager": "manager",
            "project_id": "project_id",
            "rate": "rate",
            "rate_change_mode": "rate_change_mode",
            "user_id": "user_id",
        },
    ),
    "project_users.patch_many": Operation(
        "project_users.patch_many",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_user_id": "project_user_ids",
            "project_user_ids": "project_user_ids",
            "replace": "replace",
            "add": "add",
            "remove": "remove",
        },
    ),
    "project_users.update": Operation(
        "project_users.update",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_user_id": "project_user_id",
            "labor_cost": "labor_cost",
            "labor_cost_change_mode": "labor_cost_change_mode",
            "manager": "manager",
            "rate": "rate",
            "rate_change_mode": "rate_change_mode",
        },
    ),
    "project_users.delete": Operation(
        "project_users.delete",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_user_id": "project_user_id",
        },
    ),
    "projects.list": Operation(
        "projects.list",
        "pages",
        {
            "workspace_id": "workspace_id",
            "sort_pinned": "sort_pinned",
            "active": "active",
            "since": "since",
            "billable": "billable",
            "user_ids": "user_ids",
            "client_ids": "client_ids",
            "group_ids": "group_ids",
            "statuses": "statuses",
            "name": "name",
            "page": "page",
            "sort_field": "sort_field",
            "sort_order": "sort_order",
            "only_templates": "only_templates",
            "only_me": "only_me",
            "per_page": "per_page",
        },
    ),
    "projects.create": Operation(
        "projects.create",
        "send",
        {
            "workspace_id": "workspace_id",
            "active": "active",
            "auto_estimates": "auto_estimates",
            "billable": "billable",
            "cid": "cid",
            "client_id": "client_id",
            "client_name": "client_name",
            "color": "color",
            "currency": "currency",
            "end_date": "end_date",
            "estimated_hours": "estimated_hours",
            "fixed_fee": "fixed_fee",
            "is_private": "is_private",
            "is_shared": "is_shared",
            "name": "name",
            "rate": "rate",
            "rate_change_mode": "rate_change_mode",
            "recurring": "recurring",
            "recurring_parameters": "recurring_parameters",
            "start_date": "start_date",
            "template": "template",
            "template_id": "template_id",
        },
    ),
    "projects.patch_many": Operation(
        "projects.patch_many",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_id": "project_ids",
            "project_ids": "project_ids",
            "replace": "replace",
            "add": "add",
            "remove": "remove",
        },
    ),
    "projects.get": Operation(
        "projects.get",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_id": "project_id",
        },
    ),
    "projects.update": Operation(
        "projects.update",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_id": "project_id",
            "active": "active",
            "auto_estimates": "auto_estimates",
            "billable": "billable",
            "cid": "cid",
            "client_id": "client_id",
            "client_name": "client_name",
            "color": "color",
            "currency": "currency",
            "end_date": "end_date",
            "estimated_hours": "estimated_hours",
            "fixed_fee": "fixed_fee",
            "is_private": "is_private",
            "is_shared": "is_shared",
            "name": "name",
            "rate": "rate",
            "rate_change_mode": "rate_change_mode",
            "recurring": "recurring",
            "recurring_parameters": "recurring_parameters",
            "start_date": "start_date",
            "template": "template",
            "template_id": "template_id",
        },
    ),
    "projects.delete": Operation(
        "projects.delete",
        "send",
        {
            "workspace_id": "workspace_id",
            "project_id": "project_id",
            "teDeletionMode": "te_deletion_mode",
        },
    ),
}


def answer(line: str, runner: asyncio.Runner) -> dict[str, object]:
    """Return what came of a case; a fault of the driver itself is a `crash`."""
    said: Mapping[str, object] = json.loads(line)
    try:
        return {"id": said["id"], **_answer(Case(said), runner)}
    except Exception:
        return {"id": said["id"], "crash": traceback.format_exc()}


def _answer(case: Case, runner: asyncio.Runner) -> dict[str, object]:
    lines: list[str] = []
    try:
        with hearing(lines):
            value = runner.run(call_async(case)) if case.is_async else call(case)
    except Exception as error:
        text = "\n".join([*everything(error), *lines])
        return {"error": {**failure(error, case.seen), **case.told(), "text": text}}
    return {
        "dump": None if value is None else dumped(value),
        "value": viewed(value),
        "attempts": case.attempts,
        "deviations": plain(case.seen),
        "news": news_of(value),
        **case.told(),
        "log": "\n".join(lines),
    }


def main() -> None:
    """Answer until nothing more comes."""
    with asyncio.Runner() as runner:
        for line in sys.stdin:
            print(json.dumps(answer(line, runner)), flush=True)


if __name__ == "__main__":
    main()
