"""What tells in each language what a sample sends: one row of patterns a language, no grammar.

In: nothing. Out: `LANGUAGES`. Every pattern begins with what is telling and goes on in one direction, so that looking
for it takes time linear in the sample.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """A language of samples.

    Attributes:
        name: what findings call it.
        sign: lines that begin so are in this language; other lines are in that of the line above.
        method: where the method stands, in the first group that took part; None for a language that is not read.
        fallback: what means that a sample without `method` sends a request all the same, and its method.
        body: what stands right before the body of the request.
    """

    name: str
    sign: re.Pattern[str]
    method: re.Pattern[str] | None = None
    fallback: tuple[tuple[re.Pattern[str], str], ...] = ()
    body: re.Pattern[str] | None = None


_VERB: Final = r"(get|post|put|patch|delete|head|options)"
_DATA: Final = r"(?:^|\s)(?:-d|--data(?:-raw|-binary|-ascii|-urlencode)?|--json)(?:\s+|=|(?=['\"]))"

CURL: Final = Language(
    "curl",
    re.compile(r"(?:\$ ?)?curl(?:\.exe)?\s+(?:\S*[-./:<\"']|\\\Z)"),
    re.compile(r"(?:^|\s)(?:-X\s*|--request[\s=]+)['\"]?([A-Za-z]+)", re.MULTILINE),
    (
        (re.compile(r"(?:^|\s)(?:-I|--head)(?!\S)", re.MULTILINE), "HEAD"),
        (re.compile(r"(?:^|\s)(?:-G|--get)(?!\S)", re.MULTILINE), "GET"),
        (re.compile(_DATA + r"|(?:^|\s)(?:-F|--form)\s", re.MULTILINE), "POST"),
        (re.compile("curl"), "GET"),
    ),
    re.compile(_DATA, re.MULTILINE),
)
GO: Final = Language(
    "go",
    re.compile(
        r"package \w+$|import \"[\w/.]+\"$|import \($|func \w+\(|\w+(?:, *\w+)* := |if err != nil|defer \w|"
        r"fmt\.Print|req\.Header\.|req\.SetBasicAuth"
    ),
    re.compile(
        r"http\.Method(\w+)|NewRequest(?:WithContext)?\(\s*(?:\w+,\s*)?\"([A-Z]+)\"|http\.(Get|Post|Head)(?:Form)?\("
    ),
    (),
    re.compile(r"bytes\.New(?:Buffer|BufferString|Reader)\(\s*|strings\.NewReader\(\s*"),
)
RUBY: Final = Language(
    "ruby",
    re.compile(
        r"require ['\"]|puts \w|\w+ = (?:URI|Net::HTTP|Faraday|HTTParty|RestClient)\b|(?:HTTParty|RestClient|Faraday)\."
    ),
    re.compile(rf"Net::HTTP::(\w+)\.new|(?:HTTParty|RestClient|Faraday)\.{_VERB}|Net::HTTP\.(get|post)"),
    (),
    re.compile(r"\.body\s*=(?!=)\s*|\bbody:\s*|:body\s*=>\s*|RestClient\.(?:post|put|patch)\([^,\n]{0,300},\s*"),
)
JAVASCRIPT: Final = Language(
    "javascript",
    re.compile(
        r"(?:await |return )?fetch\(|(?:const|var) (?:\w+|\{[^{}]*\}) = |axios[.(]|import [^'\"]* from ['\"]|"
        r"let \w+ = (?:await |require\(|new |fetch|axios|[{\['\"`]|JSON)|console\.log\(|\.then\("
    ),
    re.compile(rf"\bmethod[\"']?\s*:\s*[\"'`](\w+)|axios\.{_VERB}\(|\.open\(\s*[\"'](\w+)"),
    ((re.compile(r"fetch\([^\n,]{0,300}\)|\n\}?\)"), "GET"),),
    re.compile(r"\bbody[\"']?\s*:\s*|\bdata[\"']?\s*:\s*|axios\.(?:post|put|patch)\(\s*[^,\n]{0,300},\s*|\.send\(\s*"),
)
PYTHON: Final = Language(
    "python",
    re.compile(
        r"import (?:requests|httpx|json|http\.client|urllib[\w.]*|base64|os|aiohttp)$|from [\w.]+ import |"
        r"(?:\w+ = )?(?:await )?(?:requests|httpx)\.\w+\(|print\(\w+\.(?:json\(\)|text)\)"
    ),
    re.compile(
        rf"\b(?:requests|httpx|session|client|http|s)\.{_VERB}\(|\.request\(\s*[\"'](\w+)[\"']|\bmethod\s*=\s*[\"'](\w+)"
    ),
    (),
    re.compile(r"[(,]\s*(?:json|data)\s*=\s*"),
)
RUST: Final = Language(
    "rust",
    re.compile(
        r"extern crate |use [\w:]+(?:::|;)|#\[\w|(?:pub )?(?:async )?fn \w|\.await|println!|"
        r"let (?:mut )?\w+(?:: [\w<>:]+)? = (?:&?\w+(?:::|!)|client\b)"
    ),
    re.compile(rf"\bMethod::([A-Z]+)|(?:client|reqwest:?:?|Client::new\(\))\s*\.?{_VERB}\("),
    (),
    re.compile(r"\.json\(\s*|\.body\(\s*|\.form\(\s*"),
)

UNKNOWN: Final = Language("unknown", re.compile(r".*https?://"))
"""Code that goes to a URL before any line has a sign."""

LANGUAGES: Final = (
    Language("php", re.compile(r"<\?php|\$\w+\s*(?:=|->)|curl_\w+\(|use \w+\\")),
    Language("c#", re.compile(r"using [\w.]+;|var \w+ = new (?:Http|Rest)\w+")),
    Language("java", re.compile(r"import (?:static )?(?:java|okhttp3)\S*;|(?:Http\w+|OkHttpClient|URL) \w+ = ")),
    Language("powershell", re.compile(r"Invoke-(?:RestMethod|WebRequest)\b")),
    Language("wget", re.compile(r"(?:\$ ?)?wget\s+\S")),
    Language("httpie", re.compile(r"(?:\$ ?)?https? (?:-\S+ )*(?:GET|POST|PUT|PATCH|DELETE) ")),
    CURL,
    GO,
    RUBY,
    PYTHON,
    RUST,
    JAVASCRIPT,
)
"""The languages that are told apart; a line is in the first whose sign it has."""

TABS: Final = re.compile(
    r"(?:[-•*] ?)?(?:curl|shell|bash|http|go(?:lang)?|ruby|javascript|js|node(?:\.?js)?|typescript|python|rust|php|"
    r"java|c#|csharp|powershell|swift|kotlin|copy)",
    re.IGNORECASE,
)
"""The name of a tab, or of the button beside it, alone on its line."""
