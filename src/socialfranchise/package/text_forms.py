"""Forms of a document that people edit as text: taken apart into paragraphs and put together."""

import re
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser

from attrs import frozen

from socialfranchise.package.paragraphs import join_markdown, split_markdown, words_sha256
from socialfranchise.package.render import CONTROLS
from socialfranchise.package.typography import escape_markdown

HASH_LETTERS = 16
"""Letters of a hash that tells paragraphs apart; nobody gains by two that are alike."""


@frozen
class TextForm:
    """How a form of document is read as paragraphs.

    ``split`` takes a text apart without losing a letter that is seen; ``join`` puts it together
    again. ``words`` are what a reader reads of a paragraph, and ``note`` writes a remark for the
    editor as a paragraph of its own.
    """

    split: Callable[[str], tuple[str, ...]]
    join: Callable[[Sequence[str]], str]
    words: Callable[[str], str]
    note: Callable[[str], str]

    def hashes(self, content: bytes) -> list[str]:
        """The hashes of the words of all paragraphs; see :data:`HASH_LETTERS`."""
        return [self.hash(part) for part in self.split(content.decode("utf-8", "replace"))]

    def hash(self, paragraph: str) -> str:
        """The hash of the words of a paragraph."""
        return words_sha256(self.words(paragraph))[:HASH_LETTERS]


def reading_text(title: str, markdown: str) -> bytes:
    """A filled text as a Markdown file under its title."""
    heading = f"# {escape_markdown(title)}"
    plain = "\n".join(markdown.splitlines()).translate(CONTROLS)
    paragraphs = split_markdown(plain)
    if paragraphs[:1] == (heading,):
        paragraphs = paragraphs[1:]
    return join_markdown((heading, *paragraphs)).encode()


_BLOCK = re.compile(r"""<[a-zA-Z][^>]*\sid=["']?p-""")


def split_html(text: str) -> tuple[str, ...]:
    """The paragraphs of an HTML text: each begins with an element whose id begins with ``p-``.

    What stands before the first is a paragraph, too, and so the whole of a text without any.
    """
    starts = [found.start() for found in _BLOCK.finditer(text)]
    ends = [*starts, len(text)]
    return tuple(text[a:b] for a, b in zip([0, *starts], ends, strict=True) if text[a:b])


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def html_words(paragraph: str) -> str:
    """What is read of a stretch of HTML, without its marks."""
    reader = _Words()
    reader.feed(paragraph)
    reader.close()
    return "".join(reader.found)


TEXT_FORMS: Mapping[str, TextForm] = {
    "md": TextForm(split_markdown, join_markdown, str, lambda note: f"> {escape_markdown(note)}"),
}
"""The forms that are merged, by their file endings."""
