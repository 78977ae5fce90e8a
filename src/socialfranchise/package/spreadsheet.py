"""What the workbooks of a package share: one way to open them, the same bytes, safe cells."""

import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any, Final

from attrs import frozen

from socialfranchise.core.errors import MissingExtra

EXTRA: Final = "excel"
MONEY: Final = "#,##0.00"
_LINE = 15
"""Points of a line of text."""
_WIDE = 1.15
"""Room for letters that are wider than a digit, by which columns are measured."""
_FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - a property of the file, of no time zone


@frozen
class Spreadsheet:
    """A workbook being written. Text is written as text only: nothing in it can be a formula."""

    book: Any
    head: Any
    text: Any
    entry: Any
    money: Any

    def sheet(self, name: str, heads: Sequence[str], widths: Sequence[int]) -> Any:
        """A new sheet with a frozen row of heads, to be printed across the page."""
        sheet = self.book.add_worksheet(name)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(0, column, head, self.head)
            sheet.set_column(column, column, width)
        self.fit(sheet, 0, heads, widths)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def fit(self, sheet: Any, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
        """Make a row high enough for its texts: not every program does so by itself."""
        lines = (
            ceil(len(text) * _WIDE / width) for text, width in zip(texts, widths, strict=False)
        )
        sheet.set_row(row, _LINE * max(1, *lines) if texts else _LINE)


@contextmanager
def spreadsheet(title: str, file: BytesIO) -> Iterator[Spreadsheet]:
    """A workbook that is written into ``file`` at the end; the same content gives the same bytes.

    Raises :class:`MissingExtra` when the extra ``excel`` is not installed.
    """
    try:
        xlsxwriter: Any = importlib.import_module("xlsxwriter")
    except ImportError:
        raise MissingExtra(EXTRA) from None
    plain = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, plain)
    book.set_properties({"title": title, "created": _FIRST_DAY})
    edge = {"border": 1, "border_color": "#8A8A8A", "valign": "top"}
    yield Spreadsheet(
        book,
        book.add_format({**edge, "bold": True, "text_wrap": True, "bg_color": "#E6ECF3"}),
        book.add_format({**edge, "text_wrap": True, "num_format": "@"}),
        book.add_format({**edge, "bg_color": "#FFF9E5"}),
        book.add_format({**edge, "num_format": MONEY}),
    )
    book.close()


def cell(row: int, column: int) -> str:
    """A cell as people write it, such as AB12."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
