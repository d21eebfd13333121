"""Bodies: parts as the standard library reads them, forms as it reads those, and all other kinds byte by byte."""

from __future__ import annotations

import io
import json
from datetime import date
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from types import ModuleType
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import remote

from .asked import DONE, Asked, Given


def parts(request: Given) -> list[Message]:
    """Return the parts of a body, as `email` reads them."""
    (kind,) = request.values("content-type")
    assert kind.startswith("multipart/form-data; boundary=")
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    assert not message.defects
    found = message.get_payload()
    assert isinstance(found, list)
    assert all(isinstance(part, Message) for part in found)
    return [part for part in found if isinstance(part, Message)]


def told(part: Message) -> tuple[str, bytes, str | None, str | None]:
    """Return name, content, file name and media type of a part."""
    name = part.get_param("name", header="content-disposition")
    content = part.get_payload(decode=True)
    assert isinstance(name, str)
    assert isinstance(content, bytes)
    return name, content, part.get_filename(), part["Content-Type"]


def pairs(request: Given) -> list[tuple[str, str]]:
    assert request.values("content-type") == ["application/x-www-form-urlencoded"]
    return parse_qsl(request.body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(request.body))


def test_json(asked: Asked) -> None:
    request = asked.request("body.json", name="a", color=["x"])
    assert request.values("content-type") == ["application/vnd.thing+json"]
    assert json.loads(request.body) == {"name": "a", "kind": "pet", "color": ["x"]}
    assert "secret" in asked.request("body.json", name="a", secret="s").body.decode()


def test_what_the_server_sets_is_no_argument(asked: Asked) -> None:
    with pytest.raises(TypeError, match="id"):
        asked.request("body.json", name="a", id=1)


def test_a_body_that_is_one_of_several(asked: Asked, package: ModuleType) -> None:
    for value, text in (
        (package.models.Paint(r=1), b'{"R":1}'),
        ({"R": 1}, b'{"R":1}'),
        (package.models.Tree(name="x"), b'{"name":"x"}'),
        ([1, 2], b"[1,2]"),
    ):
        assert asked.request("body.union", body=value).body == text


def test_a_body_of_any_type(asked: Asked) -> None:
    request = asked.request("body.any", body=[1, {"a": None}])
    assert (request.values("content-type"), request.body) == (["application/json"], b'[1,{"a":null}]')


@pytest.mark.parametrize(
    "method",
    ["body.form", "body.multipart", "body.xml", "body.binary", "body.image", "body.lines", "body.any", "names.all"],
)
def test_an_optional_body_is_left_out(asked: Asked, method: str) -> None:
    request = asked.request(method, *(["x"] if method == "names.all" else []))
    assert request.body == b""
    assert not request.values("content-type")


def test_names(asked: Asked) -> None:
    request = asked.request(
        "names.all",
        "p",
        **{"id_query": "q", "id_2": "Q", "id_header": "h", "id_cookie": "c", "id_body": "b", "self_": "s"},
        **{"options_": "o", "more_members": "m", "members_body": {"x": 1, "y": 2}},
    )
    assert request.path == "/base/names/p"
    assert request.query == [("id", "q"), ("ID", "Q"), ("self", "s"), ("options", "o")]
    assert (request.values("id"), request.values("cookie")) == (["h"], ["id=c"])
    assert json.loads(request.body) == {"id": "b", "more_members": "m", "x": 1, "y": 2}
    assert request.values("accept") == ["application/json"]


def test_a_member_is_not_given_twice(asked: Asked) -> None:
    said = asked.refused("names.all", "p", members_body={"id": 1})
    assert said == "ValueError: id: this member has an argument of its own"


def test_form(asked: Asked, package: ModuleType) -> None:
    """Objects as JSON, lists element by element, unless an encoding says otherwise."""
    request = asked.request(
        "body.form",
        id="f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        address=package.models.Paint(name="123 Example + Dr."),
        tags=["a b", "c&d", "é"],
        deep={"name": "x", "rows": [1, 2]},
        json=[1, 2],
        born=date(2026, 1, 2),
        flag=True,
        rows=[{"R": 1}, package.models.Paint(r=2)],
    )
    assert pairs(request) == [
        ("id", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        ("address", '{"name":"123 Example + Dr."}'),
        *(("tags", text) for text in ("a b", "c&d", "é")),
        *(("deep[name]", "x"), ("deep[rows][0]", "1"), ("deep[rows][1]", "2")),
        ("json", "[1,2]"),
        ("born", "2026-01-02"),
        ("flag", "true"),
        *(("rows", '{"R":1}'), ("rows", '{"R":2}')),
    ]
    assert asked.request("body.form", joined=["a", "b,c"], reserved="a/b&c").body == b"joined=a,b%2Cc&reserved=a/b%26c"


@pytest.mark.parametrize("arguments", [{"tags": []}, {"tags": None}, {"joined": []}, {"deep": {}}])
def test_what_has_no_form(asked: Asked, arguments: dict[str, object]) -> None:
    assert asked.refused("body.form", **arguments).startswith(f"ValueError: {next(iter(arguments))}: ")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(id_=TEXTS, tags=st.lists(TEXTS, min_size=1), flag=st.booleans())
def test_a_form_is_read_back(asked: Asked, id_: str, tags: list[str], flag: bool) -> None:
    read = pairs(asked.request("body.form", id=id_, tags=tags, flag=flag))
    assert read == [("id", id_), *(("tags", tag) for tag in tags), ("flag", str(flag).lower())]


def test_multipart(asked: Asked, package: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"at a path")
    opened = io.BytesIO(b"open")
    opened.name = "/somewhere/open.bin"
    file = package.File(b"raw", 'ra"w\r\n.json', "application/json", {"X-Part": "1"})
    made = {
        "file": file,
        "picture": b"\x89PNG",
        "sheet": "a,b",
        "files": [b"one", path],
        "note": "né",
        "tags": ["x", "y"],
        "joined": ["a", "b"],
        "paint": package.models.Paint(r=1),
        "meta": [1, 2],
        "number": 5,
    }
    read = [told(part) for part in parts(asked.request("body.multipart", **made))]
    assert read == [
        ("file", b"raw", "ra%22w%0D%0A.json", "application/json"),
        ("picture", b"\x89PNG", "picture", "image/png"),
        ("sheet", b"a,b", None, "text/csv"),
        ("files", b"one", "files", "application/octet-stream"),
        ("files", b"at a path", "a.txt", "text/plain"),
        ("note", "né".encode(), None, None),
        ("tags", b"x", None, None),
        ("tags", b"y", None, None),
        ("joined", b"a,b", None, None),
        ("paint", b'{"R":1}', None, "application/json"),
        ("meta", b"[1,2]", None, "application/json"),
        ("number", b"5", None, None),
    ]
    # `email` reads no bytes beyond ASCII here; browsers write them and servers read them.
    assert 'form-data; name="n%22ä"\r\n\r\nodd\r\n'.encode() in asked.request("body.multipart", n_a="odd").body
    (part,) = parts(asked.request("body.multipart", file=file))
    assert part["X-Part"] == "1"
    asked.server.queue(DONE)
    assert told(parts(one_call(asked, "body.multipart", file=opened))[0])[2] == "open.bin"


def one_call(asked: Asked, method: str, **named: object) -> Given:
    """Return the request of one client: what is open is read once."""
    resource, _, name = method.partition(".")
    getattr(getattr(asked.sync, resource), name)(**named)
    return asked.server.requests[-1]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("text.txt", "TypeError: file: give bytes, an open file, a path or a File, not str"),
        (io.StringIO("x"), "TypeError: file: the file is open as text; open it in binary mode"),
        (5, "TypeError: file: give bytes, an open file, a path or a File, not int"),
    ],
)
def test_what_is_no_file(asked: Asked, value: object, said: str) -> None:
    assert asked.refused("body.multipart", file=value) == said


@pytest.mark.parametrize("headers", [{"X-A": "a\r\nb"}, {"X A": "a"}, {"Content-Type": "a/b"}])
def test_header_fields_of_a_part_cannot_break_out(asked: Asked, package: ModuleType, headers: dict[str, str]) -> None:
    assert asked.refused("body.multipart", file=package.File(b"", headers=headers)).startswith("ValueError: file: ")
    bad = package.File(b"", media_type="a/b\r\nX: 1")
    assert asked.refused("body.multipart", file=bad).startswith("ValueError: file: ")


def test_a_boundary_stands_in_no_part(package: ModuleType) -> None:
    from importlib import import_module

    multipart = import_module(f"{package.__name__}._multipart").multipart
    lines = iter(["aaa", "bbb", "ccc"])
    body, line = multipart({"x": "aaa", "bbb": "y"}, (), lambda: next(lines))
    assert line == "ccc"
    assert body == (
        b'--ccc\r\nContent-Disposition: form-data; name="x"\r\n\r\naaa\r\n'
        b'--ccc\r\nContent-Disposition: form-data; name="bbb"\r\n\r\ny\r\n--ccc--\r\n'
    )


@given(note=TEXTS, files=st.lists(st.binary(), min_size=1, max_size=3), tags=st.lists(TEXTS, min_size=1, max_size=3))
def test_parts_are_read_back(asked: Asked, note: str, files: list[bytes], tags: list[str]) -> None:
    """By cutting at the boundary: `email` takes ends of lines for its own."""
    request = asked.request("body.multipart", note=note, files=files, tags=tags)
    line = "".join(request.values("content-type")).partition("boundary=")[2].encode()
    assert request.body.endswith(b"--" + line + b"--\r\n")
    pieces = request.body.removesuffix(b"--" + line + b"--\r\n").split(b"--" + line + b"\r\n")[1:]
    contents = [piece.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for piece in pieces]
    assert contents == [*files, note.encode(), *(tag.encode() for tag in tags)]


def test_text(asked: Asked) -> None:
    request = asked.request("body.text", body="né\r\n")
    assert (request.values("content-type"), request.body) == (["text/plain; charset=utf-8"], "né\r\n".encode())
    assert asked.request("body.text", body="").body == b""
    assert asked.request("body.xml", body="<a/>").values("content-type") == ["application/xml"]
    assert asked.refused("body.text", body={"a": 1}) == "TypeError: body: give a text, not dict"


def test_binary(asked: Asked, package: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"\x00\xff")
    for value in (b"\x00\xff", path, [b"\x00", b"\xff"], package.File(path)):
        request = asked.request("body.binary", body=value)
        assert (request.values("content-type"), request.body) == (["application/octet-stream"], b"\x00\xff")
    typed = asked.request("body.image", body=package.File(b"x", media_type="image/png"))
    assert typed.values("content-type") == ["image/png"]
    assert asked.request("body.image", body=b"x").values("content-type") == ["application/octet-stream"]
    assert "not str" in asked.refused("body.binary", body="path")
    assert "a piece of a body is bytes, not int" in asked.refused("body.binary", body=[1])


def test_lines(asked: Asked, package: ModuleType) -> None:
    request = asked.request("body.lines", body=[package.models.Paint(r=1), {"name": "a\nb"}])
    assert request.body == b'{"R":1}\n{"name":"a\\nb"}\n'
    assert request.values("content-type") == ["application/x-ndjson"]
    assert asked.request("body.sequence", body=range(1, 3)).body == b"\x1e1\n\x1e2\n"
    assert asked.refused("body.lines", body={"R": 1}) == "TypeError: body: give the rows one by one, not dict"


def test_what_only_typescript_has(asked: Asked) -> None:
    """Bodies that come bit by bit, and dates."""
    asked.server.queue(DONE, DONE, DONE)
    asked.call(asked.typescript, "body.binary", body=remote.Pieces((b"a", b"b")))
    asked.call(asked.typescript, "body.lines", body=remote.Pieces(({"R": 1},)))
    asked.call(asked.typescript, "query.all", at=remote.Moment("2026-01-02T00:00:00Z"))
    binary, lines, query = asked.server.requests
    assert (binary.body, lines.body) == (b"ab", b'{"R":1}\n')
    assert dict(query.query)["at"] == "2026-01-02T00:00:00.000Z"


def test_options_have_the_last_word(asked: Asked, package: ModuleType) -> None:
    options = package.Options(headers={"content-type": "text/x"}, query={"x": [1, 2]})
    request = asked.request("body.text", body="a", options=options)
    assert (request.values("content-type"), request.query) == (["text/x"], [("x", "1"), ("x", "2")])
