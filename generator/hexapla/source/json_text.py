"""JSON text to nodes, by the rules of RFC 8259: no comments, no comma behind the last member, no NaN.

The standard library reads JSON and forgets where everything stood, so the grammar is walked here, without recursion;
texts with escapes are left to its scanner.
"""

from __future__ import annotations

import math
import re
from typing import Final, NoReturn

from hexapla.finding import FindingError, Location, error
from hexapla.source.node import Node, Value
from hexapla.source.tree import BREAK, Tree


class NotJsonError(FindingError):
    """Raised where the text breaks the grammar of JSON."""


_VALUE, _FIRST, _KEY, _MEMBER, _COLON, _NEXT, _END = range(7)
"""What must come: a value, a value or `]`, a key or `}`, a key, `:`, `,` or the end of the collection, nothing."""

_TOKEN: Final = re.compile(
    r'[ \t\r\n]*(?:"([^"\\\x00-\x1f]*)"|([\[\]{},:])|(true|false|null)(?!\w)'
    r"|(-?(?:0|[1-9][0-9]*))((?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![\w.+-]))"
)
_TEXT, _SIGN, _WORD, _FRACTION = 1, 2, 3, 5
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class JsonReader(Tree):
    """Builds nodes from tokens."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(file, text)
        self.expected = _VALUE
        self.comma = 0  # where the last comma stands
        self.line = 0
        self.starts: list[float] = [0, *(found.end() for found in BREAK.finditer(text)), math.inf]

    def read(self) -> Node:
        """Return the root of the text.

        Raises:
            NotJsonError: the text breaks the grammar.
            FindingError: it is JSON, but more than this program reads.
        """
        token, text, at, end = _TOKEN.match, self.text, 0, len(self.text.rstrip(" \t\r\n"))
        while at < end:
            found = token(text, at)
            if found is None:
                at = self._escaped(at)
                continue
            at = found.end()
            which = found.lastindex
            if which == _TEXT:
                value = found[1]
                self._scalar(value, value, found.start(1) - 1, at)
            elif which == _SIGN:
                self._sign(found[2], at - 1)
            elif which == _WORD:
                self._scalar(_WORDS[found[3]], None, found.start(3), at)
            else:
                self._number(found[4], found[_FRACTION], found.start(4), at)
        if self.root is None or self.stack:
            self._unclosed()
        if self.findings:
            self.refuse(self.findings.pop())
        return self.root

    def _node(self, value: Value, start: int, end: int) -> Node:
        while self.starts[self.line + 1] <= start:
            self.line += 1
        return Node(value, self.file, self.line, start - int(self.starts[self.line]), start, end)

    def _scalar(self, value: Value, text: str | None, start: int, end: int) -> Node:
        expected = self.expected
        if expected in (_VALUE, _FIRST):
            self.expected = _NEXT if self.stack else _END
        elif expected in (_KEY, _MEMBER) and text is not None:
            self.expected = _COLON
        else:
            self._wrong(start)
        node = self._node(value, start, end)
        self.add(node, text)
        return node

    def _number(self, whole: str, fraction: str, start: int, end: int) -> None:
        try:
            value: int | float = float(whole + fraction) if fraction else int(whole)
        except ValueError:  # more digits than Python converts
            value = math.inf
        node = self._scalar(value, None, start, end)
        if math.inf in (value, -value):
            self.number_range(node)

    def _sign(self, sign: str, at: int) -> None:
        expected = self.expected
        if sign == "," and expected == _NEXT:
            self.comma = at
            self.expected = _MEMBER if isinstance(self.stack[-1].value, dict) else _VALUE
        elif sign == ":" and expected == _COLON:
            self.expected = _VALUE
        elif sign in "{[" and expected in (_VALUE, _FIRST):
            self.enter(self._node({} if sign == "{" else [], at, at + 1))
            self.expected = _KEY if sign == "{" else _FIRST
        elif sign in "}]" and expected in (_KEY, _FIRST, _NEXT) and self._closing() == sign:
            self.stack.pop().end = at + 1
            self.pending.pop()
            self.expected = _NEXT if self.stack else _END
        else:
            self._wrong(at)

    def _closing(self) -> str:
        return "}" if isinstance(self.stack[-1].value, dict) else "]"

    def _escaped(self, at: int) -> int:
        """Read a text with escapes, and return where it ends; what is no text is no token at all."""
        from json import JSONDecodeError, JSONDecoder

        space = _SPACE.match(self.text, at)
        start = space.end() if space else at
        if self.text[start] != '"' or self.expected not in (_VALUE, _FIRST, _KEY, _MEMBER):
            self._wrong(start)
        try:
            value, end = JSONDecoder().raw_decode(self.text, start)
        except JSONDecodeError as problem:
            self._bad_text(start, problem.pos)
        node = self._scalar(value, value, start, end)
        if found := _SURROGATE.search(value):
            message = f"\\u{ord(found[0]):04x} is half of a character"
            hint = "a character beyond U+FFFF is two such escapes, or the character itself"
            self.findings.append(error("lone-surrogate", message, node.where, hint))
        return int(end)

    def _bad_text(self, start: int, at: int) -> NoReturn:
        sign = self.text[at : at + 1]
        line = BREAK.search(self.text, start)
        if at == start or sign in ("\r", "\n") or (line and line.start() < at):
            hint = 'close it with `"`; a line break inside is written \\n'
            self._fail("this text is not closed on its line", start, hint)
        if sign == "\\" or self.text[at - 1 : at] == "\\":
            escape = self.text[at - 1 : at + 1] if sign != "\\" else self.text[at : at + 2]
            hint = "\\u takes four digits to the base 16" if escape == "\\u" else "a backslash itself is written \\\\"
            self._fail(f"`{escape}` begins no escape of JSON", at, hint)
        self._fail(f"U+{ord(sign):04X} may not stand in a text as it is", at, f"write it as \\u{ord(sign):04x}")

    def _fail(self, message: str, at: int, hint: str | None = None) -> NoReturn:
        raise NotJsonError(*self.findings, error("json-syntax", message, self._place(at), hint))

    def _place(self, at: int) -> Location:
        before = [start for start in self.starts if start <= at]
        return Location(self.file, len(before), at - int(before[-1]) + 1)

    def _unclosed(self) -> NoReturn:
        opened = self.stack[-1] if self.stack else None
        if opened is None:
            self._fail("the text holds no value", 0)
        self._fail(f"{opened.kind} is not closed", opened.start, f"close it with `{self._closing()}`")

    def _wrong(self, at: int) -> NoReturn:
        """Give up at what may not stand here, and say why."""
        sign = self.text[at]
        if self.expected == _END:
            self._fail("the text goes on behind its value", at, "keep one value in a file")
        if sign in "/#":
            self._fail("JSON has no comments", at, "remove it, or call the file .yaml and write `# ...`")
        if sign == "'":
            self._fail("a text stands in double quotes", at, "write \" for '")
        behind = self.stack and self.expected == (_MEMBER if self._closing() == "}" else _VALUE)
        if sign in "}]" and behind:
            self._fail(f"a comma stands before `{sign}`", self.comma, "remove it: nothing follows")
        if sign in "}]" and self.stack and self._closing() != sign:
            opened = self.stack[-1]
            message = f"`{sign}` cannot close {opened.kind}, opened in line {opened.line + 1}"
            self._fail(message, at, f"close it with `{self._closing()}`")
        if self.expected == _COLON:
            self._fail("a key is followed by `:`", at, "put `:` before this")
        if self.expected == _NEXT:
            hint = f"put `,` before this, or close {self.stack[-1].kind} with `{self._closing()}`"
            self._fail("a comma is missing", at, hint)
        if self.expected in (_KEY, _MEMBER):
            self._fail("a key is a text in double quotes", at)
        self._no_value(at)

    def _no_value(self, at: int) -> NoReturn:
        if word := re.compile(r"[-+]?[A-Za-z_]\w*").match(self.text, at):
            hint = _NEAR.get(word[0][:40].lstrip("+-").lower(), "put a text into double quotes")
            self._fail(f"`{word[0][:40]}` is no value of JSON", at, hint)
        if number := re.compile(r"[-+.0-9][\w.+-]*").match(self.text, at):
            hint = "no sign `+`, no zero in front, a digit on both sides of the point"
            self._fail(f"`{number[0][:40]}` is no number of JSON", at, hint)
        self._fail("a value is missing", at)


_NO_NUMBER: Final = "JSON has no such number; leave it out, or write null"
_NEAR: Final = {
    **dict.fromkeys(("true", "yes", "on"), "did you mean `true`?"),
    **dict.fromkeys(("false", "no", "off"), "did you mean `false`?"),
    **dict.fromkeys(("null", "none", "nil", "undefined"), "did you mean `null`?"),
    **dict.fromkeys(("nan", "inf", "infinity"), _NO_NUMBER),
}
