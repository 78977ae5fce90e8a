"""A result as sections with tables of words, for a plain text and for a page alike."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Literal

from attrs import frozen

from socialfranchise.presentation.page import headed, paragraph

Shown = Literal["both", "text", "page"]


@frozen(kw_only=True)
class Table:
    """Rows of words. In a plain text the first ``lead`` cells of a row make one line, and each
    other cell that is not empty follows with the name of its column. ``id`` and ``keys`` name the
    table and its columns for those who pick some of them."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: int = 1
    shown: Shown = "both"
    id: str = ""
    keys: tuple[str, ...] = ()


@frozen(kw_only=True)
class Section:
    """A part of a result: what it is about, in a few sentences, and its tables."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    id: str = ""


def sections_text(title: str, about: Iterable[str], sections: Iterable[Section]) -> str:
    """Everything as plain text of a fixed width."""
    return "\n".join(_text(title, about, sections)).rstrip() + "\n"


def _text(title: str, about: Iterable[str], sections: Iterable[Section]) -> Iterator[str]:
    yield from headed(title)
    for text in about:
        yield from paragraph(text)
    for section in sections:
        yield ""
        yield section.title
        yield "-" * len(section.title)
        for text in section.paragraphs:
            yield from paragraph(text)
        for table in section.tables:
            if table.shown != "page":
                yield from _table_text(table)


def _table_text(table: Table) -> Iterator[str]:
    yield ""
    yield from paragraph(f"{table.caption}:")
    for row in table.rows:
        yield from paragraph(": ".join(cell for cell in row[: table.lead] if cell), "  - ")
        for column, cell in list(zip(table.columns, row, strict=True))[table.lead :]:
            if cell:
                yield from paragraph(f"{column}: {cell}", "      ")


def sections_html(about: Iterable[str], sections: Iterable[Section]) -> Iterator[str]:
    """The body of a page, line by line."""
    for text in about:
        yield f"<p>{escape(text)}</p>"
    for section in sections:
        yield f"<h2>{escape(section.title)}</h2>"
        for text in section.paragraphs:
            yield f"<p>{escape(text)}</p>"
        for table in section.tables:
            if table.shown != "text":
                yield from _table_html(table)


def _table_html(table: Table) -> Iterator[str]:
    used = [n for n in range(len(table.columns)) if any(row[n] for row in table.rows)]
    yield "<table>"
    yield f"<caption>{escape(table.caption)}</caption>"
    heads = "".join(f'<th scope="col">{escape(table.columns[n])}</th>' for n in used)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        first, *rest = (escape(row[n]) for n in used)
        cells = "".join(f"<td>{cell}</td>" for cell in rest)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
