"""What a call costs besides its request, and what an import costs.

The server is a process of its own with one canned answer, so that both sides wait for the same thing. The bare side
sends the same bytes and reads the body; it builds nothing, decodes nothing and has no deadline.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import httpcore2
from toggltrack import RawReply, Request, Toggl

from tests.client import SOURCE

from .race import Race
from .rivals import Rival

CALLS = 200
PROJECT = b'{"id":2,"name":"Harbour tour app","workspace_id":1,"active":true,"color":"#d94182","billable":null}'
SERVER = f"""
import socket, threading
body = {PROJECT!r}
head = b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body)
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
def serve(sock):
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    got = b""
    while data := sock.recv(65536):
        got += data
        if got.endswith(b"\\r\\n\\r\\n"):
            sock.sendall(head + body)
            got = b""
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
"""


class Canned:
    """A transport that has the answer at hand."""

    reply = RawReply(200, (("Content-Type", "application/json"),), PROJECT)

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Hand it over."""
        return self.reply


def races(rivals: list[Rival]) -> Iterator[Race]:
    """Yield the races: a call over loopback, a call alone, imports."""
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = f"http://127.0.0.1:{process.stdout.readline().strip()}"
        try:
            yield from _calls(url)
        finally:
            process.kill()
    run = _python
    package = f"import sys; sys.path.insert(0, {str(SOURCE)!r}); "
    yield Race(
        "import the package / import msgspec", run(f"{package}import toggltrack"), run("import msgspec"), 1.1, 15
    )
    typed = run(f"{package}from toggltrack import Toggl; import toggltrack.resources.projects")
    yield Race("import a client, a resource and its models / import msgspec", typed, run("import msgspec"), 2.0, 15)
    client = run(f"{package}from toggltrack import Toggl; Toggl('t').projects")
    library = "import httpcore2; httpcore2.ConnectionPool(ssl_context=httpcore2.default_ssl_context())"
    yield Race("import, make a client / httpcore2 and a pool", client, run(library), 1.5, 11)
    for rival in rivals:
        if rival.import_:
            yield Race(f"import, make a client / {rival.name}", client, run(rival.import_), 1.0, 11)


def _calls(url: str) -> Iterator[Race]:
    with Toggl("t", base_url=url) as client, httpcore2.ConnectionPool() as pool:
        sent = client.raw(client.projects.get, 1, 2).request
        fields = [(name, value) for name, value in sent.headers.pairs]

        def ours() -> None:
            for _ in range(CALLS):
                client.projects.get(1, 2)

        def bare() -> None:
            for _ in range(CALLS):
                pool.request(sent.method, sent.url, headers=fields)

        yield Race(f"{CALLS} calls over loopback / bare httpcore2", ours, bare, 1.3, 30)
        alone = Toggl("t", transport=Canned())

        def without() -> None:
            for _ in range(CALLS):
                alone.projects.get(1, 2)

        yield Race(f"{CALLS} calls without a network / bare httpcore2 over loopback", without, bare, 0.3, 30)


def _python(program: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", program], check=True)
