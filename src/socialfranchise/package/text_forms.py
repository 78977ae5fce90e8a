"""Forms of a document that people edit as text: taken apart into paragraphs and put together."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from socialfranchise.package.html_paragraphs import (
    html_note,
    html_words,
    join_html,
    split_html,
)
from socialfranchise.package.paragraphs import join_markdown, split_markdown, words_sha256
from socialfranchise.package.render import CONTROLS
from socialfranchise.package.typography import escape_markdown

HASH_LETTERS = 16
"""Letters of a hash that tells paragraphs apart; nobody gains by two that are alike."""


@frozen
class TextForm:
    """How a form of document is read as paragraphs.

    ``split`` takes a text apart without losing a word, and gives ``None`` for one that it cannot
    take apart; ``join`` puts it together again. ``words`` are what a reader reads of a paragraph,
    and ``note`` writes a remark for the editor as a paragraph of its own. With ``framed`` the
    first and the last paragraph are what surrounds the others, and there is always one of each.
    """

    split: Callable[[str], tuple[str, ...] | None]
    join: Callable[[Sequence[str]], str]
    words: Callable[[str], str]
    note: Callable[[str], str]
    framed: bool = False

    def hashes(self, content: bytes) -> list[str]:
        """The hashes of the words of all paragraphs; see :data:`HASH_LETTERS`."""
        return [self.hash(part) for part in self.paragraphs(content) or ()]

    def paragraphs(self, content: bytes) -> tuple[str, ...] | None:
        """The paragraphs of a file; ``None`` when it cannot be read as such."""
        try:
            return self.split(content.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError:
            return None

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


def _markdown_note(note: str) -> str:
    return f"> **{escape_markdown(note)}**"


TEXT_FORMS: Mapping[str, TextForm] = {
    "html": TextForm(split_html, join_html, html_words, html_note, framed=True),
    "md": TextForm(split_markdown, join_markdown, str, _markdown_note),
}
"""The forms that are merged, by their file endings."""
