"""Every way in which HTTP/1.1 lets a server frame an answer is read the same."""

from __future__ import annotations

import pytest
from toggltrack import ApiError

from .drivers import Both, example_arguments
from .server import Reply, Server, Wire
from .spec import operation

DELETE = operation("projects.delete")
FRAMINGS = {
    "chunked": (b"Transfer-Encoding: chunked\r\n", b"3;x=y\r\n202\r\n6\r\n440103\r\n0\r\nX-Sum: 1\r\n\r\n"),
    "until the end": (b"Connection: close\r\n", b"202440103"),
    "odd header fields": (b"CONTENT-LENGTH:9\r\nx-empty:\r\nX-Twice: a\r\nx-twice: b\r\n", b"202440103"),
}


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"])
def test_every_way_to_frame_a_body(framing: str, before: bytes, server: Server, both: Both) -> None:
    fields, body = FRAMINGS[framing]

    def answer(wire: Wire) -> None:
        wire.send(before + b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n" + body)
        if framing == "until the end":
            wire.close()

    for driver in both.each:
        server.queue(answer, Reply(200, b"7"))
        assert driver.call(DELETE, example_arguments(DELETE)) == 202440103
        assert driver.call(DELETE, example_arguments(DELETE)) == 7


def test_a_header_field_that_is_sent_twice(server: Server, both: Both) -> None:
    for driver in both.each:
        server.queue(Reply(403, b"", (("X-Twice", "a"), ("Via", "1.1 x"), ("x-twice", "b"))))
        with pytest.raises(ApiError) as caught:
            driver.call(DELETE, example_arguments(DELETE))
        headers = caught.value.headers
        assert (headers["X-TWICE"], headers.get("via"), headers.get("none")) == ("a, b", "1.1 x", None)
        assert [value for name, value in headers.pairs if name.lower() == "x-twice"] == ["a", "b"]
        assert "x-twice" in headers
