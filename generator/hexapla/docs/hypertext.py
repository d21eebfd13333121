"""Whether a page is HTML. What HTML says is read by `html_lines`, which is imported only then.

In: the text of a page. Out: a yes or a no.
"""

from __future__ import annotations

import re
from typing import Final

_LEFT_OUT: Final = re.compile(r"(?:\s+|<!--.*?-->|<\?xml[^>]*>)*", re.DOTALL)
_DOCUMENT: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-z][a-z0-9-]*[\s/>]", re.IGNORECASE)
_HEADING: Final = re.compile(r"</h[1-6]\s*>", re.IGNORECASE)
_CELL: Final = re.compile(r"</t[dhr]\s*>", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Say whether a page is HTML: it begins as a document does; or it has headings and tables, or begins with a tag."""
    begin = _LEFT_OUT.match(text)
    at = begin.end() if begin else 0
    if _DOCUMENT.match(text, at):
        return True
    headings, cells = _HEADING.search(text) is not None, _CELL.search(text) is not None
    return (headings and cells) or ((headings or cells) and _TAG.match(text, at) is not None)
