"""What single operations have of their own: an address, and what they ask of a caller."""

from __future__ import annotations

from hexapla.model import Api, Operation
from hexapla.plan.credentials import Security, Wanted, literals
from hexapla.plan.servers import Addresses
from hexapla.plan.style import Style


class Access:
    """The servers and the security of an API, asked operation by operation; answers are literals."""

    def __init__(self, api: Api, schemes: Security, addresses: Addresses, style: Style) -> None:
        self.schemes = schemes
        self.addresses = addresses
        self._by_name = {scheme.name: scheme for scheme in api.security_schemes}
        self._style = style

    def server(self, operation: Operation) -> str:
        """Return the address of an operation with a server of its own, empty for the others."""
        own = self.addresses.of(operation)
        return self._style.string(own) if own else ""

    def security(self, operation: Operation) -> Wanted | None:
        """Return the alternatives of an operation, None where they are those of the package."""
        own = self.schemes.own(operation, self._by_name)
        return None if own is None else literals(own, self._style)
