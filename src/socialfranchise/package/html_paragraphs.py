"""A reading copy as paragraphs: the elements side by side in its main part, and its frame."""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_ID = re.compile(r"""(<[a-zA-Z][^<>]*?)\s+id=(?:"(p-[0-9]+)"|'(p-[0-9]+)')""")
_SILENT = ("script", "style", "title")


def split_html(text: str) -> tuple[str, ...] | None:
    """What stands before the first element of ``main``, its elements, and what comes after.

    Put side by side they are the text again. ``None`` for a text without a main part, or with
    one whose elements are not all closed.
    """
    blocks = _Blocks(text)
    if blocks.end is None or blocks.broken:
        return None
    cuts = [0, *blocks.starts, blocks.end, len(text)]
    return tuple(text[a:b] for a, b in pairwise(cuts))


def join_html(paragraphs: Sequence[str]) -> str:
    """The text of these paragraphs; of several elements with one name the first keeps it."""
    taken: set[str] = set()

    def once(found: re.Match[str]) -> str:
        name = found[2] or found[3]
        if name in taken:
            return found[1]
        taken.add(name)
        return found[0]

    return _ID.sub(once, "".join(paragraphs))


def html_words(paragraph: str) -> str:
    """What a reader reads of a stretch of HTML."""
    words = _Words()
    words.feed(paragraph)
    words.close()
    return "".join(words.found)


def html_note(note: str) -> str:
    """A remark for the editor, as a paragraph."""
    return f"<blockquote><p><strong>{escape(note)}</strong></p></blockquote>\n"


class _Blocks(HTMLParser):
    """Where the elements side by side in ``main`` begin, and where it ends."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self.starts: list[int] = []
        self.end: int | None = None
        self.inside = self.broken = False
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if self.inside and self.end is None:
            if not self.open:
                self.starts.append(self._offset())
            if tag not in _VOID:
                self.open.append(tag)
        elif tag == "main":
            self.inside = True

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.inside or self.end is not None:
            return
        if self.open:
            self.broken |= self.open.pop() != tag
        elif tag == "main":
            self.end = self._offset()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent = tag if tag in _SILENT else self.silent

    def handle_endtag(self, tag: str) -> None:
        self.silent = "" if tag == self.silent else self.silent

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)
