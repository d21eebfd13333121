"""Files: read piece by piece, as a whole or saved; a connection is closed in every case."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import remote

from .drivers import ALL, SPEC, Driver, Dynamic, TypeScriptDriver, chunked, sent
from .server import Reply, Server, Wire

BYTES = bytes(range(256)) * 4
OCTETS = ("Content-Type", "application/octet-stream")
SHORT = 0.25


def file(body: bytes = BYTES, name: str = "") -> Reply:
    fields = (("Content-Disposition", f'attachment; filename="{name}"'),) if name else ()
    return Reply(200, body, (OCTETS, *fields))


class Held:
    """An answer that sends a part, and notes when the client has gone."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces
        self.gone = threading.Event()

    def __call__(self, wire: Wire) -> None:
        wire.send(chunked(*self.pieces, end=False))
        # False: the client left before the time was over.
        if not wire.wait():
            self.gone.set()


@pytest.mark.parametrize("framed", ["length", "chunks"])
def test_it_comes_as_it_was_sent(framed: str, server: Server, driver: Driver) -> None:
    answer = file() if framed == "length" else sent(chunked(BYTES[:10], BYTES[10:]))
    before = server.connections
    server.queue(answer, answer)
    download = driver.call("files.get", 7)
    assert (download.status, download.media_type, download.closed) == (200, "application/octet-stream", False)
    assert download.size == (len(BYTES) if framed == "length" else None)
    assert b"".join(driver.all(download)) == BYTES
    assert download.closed
    assert driver.all(download) == [], "at the end there is no more"
    assert driver.read(driver.call("files.get", 7)) == BYTES
    assert server.requests[0].values("accept") == ["application/octet-stream"]
    # Both over one connection: the first was read to its end.
    assert server.connections == before + 1


def test_several_kinds_of_bytes_are_one_download(server: Server, driver: Driver) -> None:
    server.queue(Reply(201, b"\xff\xd8", (("Content-Type", "image/jpeg"),)))
    download = driver.call("files.develop", 7)
    assert (download.status, download.media_type) == (201, "image/jpeg")
    assert driver.read(download) == b"\xff\xd8"
    assert server.request.values("accept") == ["image/png, image/jpeg"]


def test_an_error_is_raised_by_the_call(server: Server, driver: Driver) -> None:
    before = server.connections
    server.queue(Reply(404, b"There is no such file", (("Content-Type", "text/plain"),)), file())
    with pytest.raises(driver.lights.NotFoundError, match="no such file") as caught:
        driver.call("files.get", 7)
    assert caught.value.reason == driver.lights.Reason.NO_FILE
    assert driver.read(driver.call("files.get", 7)) == BYTES
    assert server.connections == before + 1


@pytest.mark.parametrize("pieces", [0, 1])
@pytest.mark.parametrize("way", ["close", "block", "forget"])
@pytest.mark.filterwarnings("error::ResourceWarning")
def test_what_is_not_read_to_its_end_is_closed(way: str, pieces: int, server: Server, driver: Driver) -> None:
    held = Held(b"abc", b"def")
    server.queue(held, file())
    download = driver.call("files.get", 7)
    if pieces:
        assert driver.next(download).startswith(b"abc")
    if way == "close":
        driver.of(download.close)
    elif way == "block":
        driver.inside(download)
    elif isinstance(driver, TypeScriptDriver):
        driver.forget(download)
    else:
        del download
        driver.forget(None)
    assert held.gone.wait(10), "the server still waits"
    # And the pool has its place back.
    assert driver.read(driver.call("files.get", 7)) == BYTES


def test_a_closed_one_cannot_be_read(server: Server, driver: Driver) -> None:
    server.queue(Held(b"abc"))
    download = driver.call("files.get", 7)
    driver.of(download.close)
    driver.of(download.close)
    for attempt in (lambda: driver.all(download), lambda: driver.read(download)):
        with pytest.raises(driver.lights.StreamClosedError, match="closed"):
            attempt()


@pytest.mark.parametrize("way", ["read", "pieces", "save"])
@pytest.mark.parametrize("framed", ["length", "chunks"])
def test_a_body_that_is_cut_short_is_no_file(
    framed: str, way: str, server: Server, driver: Driver, tmp_path: Path
) -> None:
    def cut(wire: Wire) -> None:
        wire.send(file().head() + BYTES[:100] if framed == "length" else chunked(BYTES[:100], end=False))
        wire.close()

    server.queue(cut)
    download = driver.call("files.get", 7)
    use = {
        "read": lambda: driver.read(download),
        "save": lambda: driver.save(download, tmp_path / "file"),
        "pieces": lambda: driver.all(download),
    }
    with pytest.raises(driver.lights.ConnectionFailedError) as caught:
        use[way]()
    assert caught.value.sent
    assert download.closed
    assert list(tmp_path.iterdir()) == []


def test_a_transport_of_ones_own_that_only_sends(lights: ModuleType) -> None:
    """What it hands over is a stream of one piece; that too must be whole."""

    class Own:
        def __init__(self, body: bytes) -> None:
            self.body = body

        def send(self, request: object, *, timeout: float) -> object:
            fields = (OCTETS, ("Content-Length", "5"))
            return lights.RawReply(404 if self.body == b"none" else 200, fields, self.body)

    def client(body: bytes) -> Dynamic:
        return lights.Lights(username="keeper", password="light", transport=Own(body))

    assert client(b"whole").files.get(7).read() == b"whole"
    with pytest.raises(lights.ConnectionFailedError, match="2 of 5"):
        client(b"wh").files.get(7).read()
    with pytest.raises(lights.NotFoundError):
        client(b"none").files.get(7)


@pytest.mark.parametrize("kind", ALL)
def test_each_piece_has_its_time(kind: type[Driver], lights: ModuleType, server: Server) -> None:
    """Pieces that come slowly may take longer than the timeout together, but none of them alone."""
    driver = kind(lights, server.url, timeout=2 * SHORT)

    def slow(wire: Wire) -> None:
        wire.send(file(b"x" * 8).head())
        for _ in range(8):
            wire.wait(SHORT / 3)
            wire.send(b"x")

    def stuck(wire: Wire) -> None:
        wire.send(file(b"x" * 8).head() + b"x")
        wire.wait()

    def late(wire: Wire) -> None:
        wire.wait()

    def failing(wire: Wire) -> None:
        wire.send(Reply(500, b"x" * 8).head())
        while wire.wait(SHORT / 3):
            wire.send(b" ")

    server.queue(slow, stuck, late, failing)
    assert driver.read(driver.call("files.get", 7)) == b"x" * 8
    download = driver.call("files.get", 7)
    with pytest.raises(driver.lights.CallTimeoutError):
        driver.read(download)
    with pytest.raises(driver.lights.CallTimeoutError):
        driver.call("files.get", 7)
    # The body of a failure is bounded as a whole: nobody waits for it piece by piece.
    with pytest.raises(driver.lights.CallTimeoutError):
        driver.call("files.get", 7)
    driver.close()


@pytest.mark.parametrize("kind", ALL)
def test_only_what_is_held_in_memory_has_a_limit(kind: type[Driver], lights: ModuleType, server: Server) -> None:
    driver = kind(lights, server.url, max_body=1000)
    server.queue(file(b"x" * 5000), file(b"x" * 5000), Reply(500, b"x" * 5000), file(b"x" * 1000))
    assert sum(map(len, driver.all(driver.call("files.get", 7)))) == 5000
    with pytest.raises(driver.lights.UnreadableResponseError, match="over 1000 bytes"):
        driver.read(driver.call("files.get", 7))
    with pytest.raises(driver.lights.UnreadableResponseError, match="over 1000 bytes"):
        driver.call("files.get", 7)
    assert driver.read(driver.call("files.get", 7)) == b"x" * 1000
    driver.close()


def test_it_is_saved(server: Server, driver: Driver, tmp_path: Path) -> None:
    server.queue(*[file(name="a/../b\\report.pdf")] * 5)
    path = tmp_path / "file"
    assert driver.save(driver.call("files.get", 7), path) == path
    assert path.read_bytes() == BYTES
    path.write_bytes(b"mine")
    download = driver.call("files.get", 7)
    with pytest.raises(driver.exists, match="exists"):
        driver.save(download, path)
    assert path.read_bytes() == b"mine"
    # Nothing is lost: it can still be saved elsewhere.
    assert driver.save(download, tmp_path) == tmp_path / "report.pdf"
    assert driver.save(driver.call("files.get", 7), str(path), replace=True) == path
    assert path.read_bytes() == BYTES
    begun = driver.call("files.get", 7)
    driver.next(begun)
    with pytest.raises(driver.misused, match="read already"):
        driver.save(begun, tmp_path / "other")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "report.pdf"]


def test_a_folder_needs_a_name(server: Server, driver: Driver, tmp_path: Path) -> None:
    server.queue(file())
    download = driver.call("files.get", 7)
    assert download.name is None
    with pytest.raises(driver.misused, match="no name"):
        driver.save(download, tmp_path)
    assert driver.save(download, tmp_path / "named").read_bytes() == BYTES


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment", None),
        ("inline; filename=plain.txt", "plain.txt"),
        ('attachment; filename="two words.txt"; size=3', "two words.txt"),
        ('attachment; FileName = "x.txt"', "x.txt"),
        ("attachment; filename=x; filename*=UTF-8''%e2%82%ac%20rates", "\u20ac rates"),
        ("attachment; filename*=iso-8859-1'en'%A3", "\u00a3"),
        ("attachment; filename*=iso-8859-1''a%80", "a_"),
        ("attachment; filename*=UTF-8''%EF%BB%BFa", "_a"),
        ('attachment; filename="\u00ef\u00bb\u00bfa"', "_a"),
        ("attachment; filename*=utf-8''; filename=x", "x"),
        ("attachment; filename*=klingon''x; filename=y", "y"),
        ('attachment; filename="a \\"b\\".txt"', "a _b_.txt"),
        ('attachment; filename="\u00c3\u00a6.txt"', "\u00e6.txt"),
        ('attachment; filename="\u00e6.txt"', "\u00e6.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\autoexec.bat"', "autoexec.bat"),
        ("attachment; filename*=UTF-8''..%2F..%2Fx", "x"),
        ('attachment; filename=".bashrc"', "_bashrc"),
        ('attachment; filename=".."', None),
        ('attachment; filename="/"', None),
        ('attachment; filename=""', None),
        ('attachment; filename="nul.txt"', "_nul.txt"),
        ('attachment; filename="a:b|c?.txt"', "a_b_c_.txt"),
        ('attachment; filename="dots.. "', "dots"),
        ("attachment; filename=" + "x" * 300 + ".txt", "x" * 200 + ".txt"),
    ],
)
def test_a_name_is_made_safe(disposition: str, name: str | None, lights: ModuleType) -> None:
    from lights._disposition import file_name  # type: ignore[import-not-found]

    assert file_name(disposition) == name
    assert remote.remote(SPEC, "Lights").inner("disposition", "fileName", disposition) == name


@given(st.text(st.characters(max_codepoint=0x2FF)) | st.binary().map(lambda b: b.decode("latin-1")))
def test_no_name_is_a_path(text: str) -> None:
    from lights._disposition import file_name

    for disposition in (f'attachment; filename="{text}"', f"attachment; filename*=UTF-8''{text}", text):
        name = file_name(disposition)
        assert remote.remote(SPEC, "Lights").inner("disposition", "fileName", disposition) == name
        if name is not None:
            assert Path(name).name == name
            assert name.isprintable()
            assert not set('/\\:*?"<>|') & set(name)
            assert not name.startswith(".")
            assert len(name.encode()) < 256


def test_a_task_that_is_cancelled_leaves_no_connection(server: Server, lights: ModuleType) -> None:
    held = Held(b"abc")
    server.queue(held)

    async def run() -> None:
        async with lights.AsyncLights(username="keeper", password="light", base_url=server.url) as client:
            download = await client.files.get(7)
            assert await anext(download) == b"abc"
            task = asyncio.create_task(download.read())
            await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert download.closed
            assert await asyncio.to_thread(held.gone.wait, 10)

    asyncio.run(run())
