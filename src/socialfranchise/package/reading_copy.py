"""The reading copy of a document: one page that needs nothing else, runs nothing and loads nothing.

Every block of its text has an id, ``p-1``, ``p-2`` and so on in the order of the document, so that
a paragraph can be pointed at and found again. :func:`numbered` is the one place that gives them.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import Final

from socialfranchise.core.text import Language
from socialfranchise.wording.messages import messages

STYLE: Final = Path(__file__).parent / "rendering" / "page.css"
MANY: Final = 4
"""From so many chapters on a page has a list of them."""

_BLOCK = re.compile(
    r"<(?P<tag>h[1-6]|p|tr|pre|li(?!>\s*<p>)|div(?= class=\"line-block\"))"
    r'(?P<rest>( class="[^"]*")?)>'
)
_CHAPTER = re.compile(r'<h2 id="(p-\d+)">(.*?)</h2>', re.S)
_LINK = re.compile(r"</?a\b[^>]*>|<sup>.*?</sup>", re.S)


def reading_copy(title: str, body: str, language: Language) -> bytes:
    """The page around the body that Pandoc wrote; ``title`` is plain text."""
    return "\n".join(_page(escape(title), numbered(body), language)).encode()


def numbered(body: str) -> str:
    """The body with an id on every heading, paragraph, entry of a list, row and piece of code.

    Text is escaped in the body, so whatever looks like a tag is one.
    """
    numbers = count(1)
    return _BLOCK.sub(lambda tag: f'<{tag["tag"]} id="p-{next(numbers)}"{tag["rest"]}>', body)


def _page(title: str, body: str, language: Language) -> Iterator[str]:
    say = messages(language)
    style, policy = _style()
    body = re.sub(r"<th(?=[ >])", '<th scope="col"', body)
    # A table that is too wide for the screen scrolls by itself, also with the keyboard.
    scrolling = (
        f'<div class="table" role="group" aria-label="{say("reading_copy.table")}" tabindex="0">'
    )
    body = body.replace("<table>", f"{scrolling}<table>").replace("</table>", "</table></div>")
    yield "<!doctype html>"
    yield f'<html lang="{language}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{title}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    yield "<body>"
    yield f'<a class="skip" href="#text">{say("reading_copy.skip")}</a>'
    yield f"<header><h1>{title}</h1></header>"
    chapters = _CHAPTER.findall(body)
    if len(chapters) >= MANY:
        yield '<nav aria-labelledby="chapters">'
        yield f'<h2 id="chapters">{say("reading_copy.chapters")}</h2>'
        yield "<ul>"
        for id, words in chapters:
            yield f'<li><a href="#{id}">{_LINK.sub("", words)}</a></li>'
        yield "</ul></nav>"
    yield '<main id="text" tabindex="-1">'
    yield body.strip()
    yield "</main>"
    yield "</body>"
    yield "</html>\n"


@cache
def _style() -> tuple[str, str]:
    """The sheet of the page, and the policy that allows it and nothing else."""
    style = STYLE.read_text(encoding="utf-8")
    sha256 = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = (
        f"default-src 'none'; style-src 'sha256-{sha256}'; base-uri 'none'; form-action 'none'"
    )
    return style, allowed
