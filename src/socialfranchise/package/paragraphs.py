"""A text as a list of paragraphs, whatever form it has: what is traced, compared and merged."""

import hashlib
import re
from collections.abc import Sequence

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_INNER = re.compile(r"(?:[^\S\n]*\n)*([^\n]*\S.*?)(?:\n[^\S\n]*)*", re.DOTALL)
"""A paragraph without the blank lines around it."""


def split_markdown(text: str) -> tuple[str, ...]:
    """The paragraphs of a Markdown text: what blank lines part, a list or a table being one."""
    return tuple(text[start:end] for start, end in paragraph_spans(text))


def paragraph_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each paragraph of a Markdown text begins and ends."""
    spans = []
    start = 0
    for end, after in [*(gap.span() for gap in _BLANK.finditer(text)), (len(text), len(text))]:
        found = _INNER.fullmatch(text, start, end)
        if found is not None:
            spans.append(found.span(1))
        start = after
    return tuple(spans)


def join_markdown(paragraphs: Sequence[str]) -> str:
    """The Markdown text of these paragraphs."""
    return "\n\n".join(paragraphs) + "\n"


def words_sha256(paragraph: str) -> str:
    """The SHA-256 of the words of a paragraph, however they are spaced and broken into lines."""
    return hashlib.sha256(" ".join(paragraph.split()).encode()).hexdigest()
