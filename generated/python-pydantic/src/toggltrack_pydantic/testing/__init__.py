"""For tests of code that uses this package.

`FakeToggl` is the server in memory, a transport for both clients; `FakeClock` is a
clock of theirs that waits for nothing.
"""

from __future__ import annotations

from ._clock import FakeClock as FakeClock
from ._fake import FakeToggl as FakeToggl
from ._records import Records as Records
from ._sent import Sent as Sent
