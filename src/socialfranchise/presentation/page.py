"""Plain text on a page of fixed width, for terminals and letters."""

from textwrap import wrap

WIDTH = 100


def paragraph(text: str, lead: str = "") -> list[str]:
    """A text wrapped to the width of the page, its first line led by ``lead``."""
    lines = wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [lead.rstrip()]


def headed(text: str) -> list[str]:
    """A heading, underlined."""
    return [text, "=" * len(text)]
