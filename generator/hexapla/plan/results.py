"""What a method returns: the responses of success to one type, and how what comes in pieces is taken apart."""

from __future__ import annotations

from hexapla.frozen import frozen
from hexapla.model import Array, Content, Nullable, Operation, PagePagination, Scalar, Type
from hexapla.plan.calls import Cursor, Paging
from hexapla.plan.style import Style
from hexapla.plan.variants import successes


@frozen(kw_only=True)
class Result:
    """The planned result of one method; the words are those of `package.Call`."""

    type: Type | None
    item_type: Type | None = None
    how: str = "send"
    wrapper: str = ""
    paging: Paging | None = None
    cursor: Cursor | None = None
    answers: tuple[tuple[str, str, Type | None], ...] = ()
    accept: str = ""


def plan_result(operation: Operation, style: Style) -> Result:
    """Return what a method returns."""
    content = _success(operation)
    if content is None:
        return Result(type=None)
    # A bare value is an acknowledgement: where it is missing the call was done all the same.
    of = Nullable(content.type) if isinstance(content.type, Scalar) else content.type
    found = operation.pagination
    if isinstance(found, PagePagination) and isinstance(of, Array):
        paging = Paging(
            page=style.string(found.page),
            size=style.string(found.size),
            first=str(found.first),
            default=str(found.default),
        )
        return Result(type=of, item_type=of.item, how="pages", wrapper="Pager", paging=paging)
    return Result(type=of)


def _success(operation: Operation) -> Content | None:
    """Return the content of the first successful response that has one."""
    found = [response for response in successes(operation) if response.contents]
    return found[0].contents[0] if found else None
