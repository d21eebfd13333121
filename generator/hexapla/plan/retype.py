"""An `Api` with other types: a function from a type to a type, applied wherever an operation has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hexapla.finding import Location
from hexapla.frozen import frozen, replace
from hexapla.model import Api, Content, Encoding, Header, Operation, Parameter, RequestBody, Resource, Response, Type
from hexapla.names import pascal


@frozen
class Owner:
    """What a type belongs to: what it is called, and where it stands."""

    name: str
    where: Location

    def of(self, part: str) -> Owner:
        """Return a part of this owner."""
        return Owner(self.name + part, self.where)


Change = Callable[[Type, Owner], Type]


def retyped(api: Api, change: Change) -> Api:
    """Return a description whose operations, webhooks and callbacks have changed types; schemas stay as they are."""
    walk = _Walk(change)
    return replace(
        api,
        resources=tuple(walk.resource(one) for one in api.resources),
        webhooks=tuple(walk.operation(one) for one in api.webhooks),
    )


class _Walk:
    def __init__(self, change: Change) -> None:
        self._change = change

    def resource(self, of: Resource) -> Resource:
        return replace(of, operations=tuple(self.operation(one) for one in of.operations))

    def operation(self, of: Operation) -> Operation:
        owner = pascal(of.id)
        # A parameter of the path stands in two places.
        known = {id(one): self._parameter(one, owner) for one in of.parameters}
        return replace(
            of,
            path=tuple(
                part if isinstance(part, str) else known.get(id(part)) or self._parameter(part, owner)
                for part in of.path
            ),
            parameters=tuple(known[id(one)] for one in of.parameters),
            request_body=None if of.request_body is None else self._body(of.request_body, f"{owner}Body"),
            responses=tuple(self._response(one, owner) for one in of.responses),
            callbacks=tuple(self.operation(one) for one in of.callbacks),
        )

    def _parameter(self, of: Parameter, owner: str) -> Parameter:
        return replace(of, type=self._change(of.type, Owner(owner + pascal(of.name), of.where)))

    def _body(self, of: RequestBody, owner: str) -> RequestBody:
        return replace(of, contents=self._contents(of.contents, owner))

    def _response(self, of: Response, owner: str) -> Response:
        named = f"{owner}Result" if of.status.startswith("2") else f"{owner}{pascal(of.status)}"
        return replace(of, headers=self._headers(of.headers, owner), contents=self._contents(of.contents, named))

    def _contents(self, of: Sequence[Content], owner: str) -> tuple[Content, ...]:
        return tuple(
            replace(
                one,
                type=self._change(one.type, Owner(owner, one.where)),
                encodings=tuple(self._encoding(part, owner) for part in one.encodings),
            )
            for one in of
        )

    def _encoding(self, of: Encoding, owner: str) -> Encoding:
        return replace(of, headers=self._headers(of.headers, owner + pascal(of.property)))

    def _headers(self, of: Sequence[Header], owner: str) -> tuple[Header, ...]:
        return tuple(
            replace(one, type=self._change(one.type, Owner(owner + pascal(one.name), one.where))) for one in of
        )
