"""Workbooks as sheets of text cells, as a person sees them; formulas and merged cells are told.

Macros, links to other files and hidden calculation are not followed. Needs the extra ``excel``.
"""

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from attrs import frozen

from socialfranchise.core import codes
from socialfranchise.core.errors import MissingExtra
from socialfranchise.core.findings import Finding, Place
from socialfranchise.sources.decoding import not_a_table
from socialfranchise.sources.delimited import Sheet
from socialfranchise.sources.workbook_size import MOST_CELLS, check_size

MAGIC = b"PK\x03\x04"


@frozen
class Worksheet:
    """One sheet of a workbook: its title and its rows as text."""

    title: str
    sheet: Sheet

    def cell(self, line: int, index: int) -> str:
        """The name of a cell, such as ``Arkusz1!C5``; ``index`` counts from 0."""
        return f"{self.title}!{_letters(index + 1)}{line}"


def looks_like_workbook(content: bytes) -> bool:
    """Does it begin as a workbook does?"""
    return content.startswith(MAGIC)


def read_workbook(content: bytes, name: str) -> tuple[Worksheet, ...]:
    """Every sheet of a workbook that has a cell with something in it.

    Numbers are written with a decimal point, days as year-month-day, a cell shown as per cent as
    it is shown. A formula counts with the result the workbook has stored, which is told; without a
    stored result the cell is empty. A merged cell with words counts for every cell it covers.
    Raises :class:`InvalidDocument` for what is no workbook or unpacks to too much.
    """
    openpyxl = _openpyxl()
    check_size(content, name)
    try:
        with warnings.catch_warnings(action="ignore"):  # of parts that are not read anyway
            shown = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False)
            typed = openpyxl.load_workbook(BytesIO(content), keep_links=False)
    except Exception as error:  # the library raises whatever it stumbles over
        raise not_a_table(name, "broken-workbook") from error
    found = []
    for title in shown.sheetnames:
        if hasattr(shown[title], "iter_rows"):  # a sheet of charts has none
            sheet = _sheet(shown[title], typed[title], name)
            if sheet.rows:
                found.append(Worksheet(title, sheet))
    return tuple(found)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("excel") from error
    return openpyxl


def _sheet(shown: Any, typed: Any, name: str) -> Sheet:
    if shown.max_row * shown.max_column > MOST_CELLS:
        raise not_a_table(name, "too-large-workbook")
    merged = dict(_merged(shown))
    rows: list[tuple[int, list[str]]] = []
    findings: list[Finding] = []
    for line, (cells, formulas) in enumerate(
        zip(shown.iter_rows(), typed.iter_rows(), strict=True), 1
    ):
        texts = [_text(cell.value, cell.number_format) for cell in cells]
        for index, formula in enumerate(formulas):
            if formula.data_type == "f":
                cell = f"{shown.title}!{formula.coordinate}"
                place = Place(name, line, index + 1, line, index + 1)
                finding = codes.CELL_COMPUTED.finding(
                    place, path=(cell,), raw=texts[index], column=cell
                )
                findings.append(finding)
        for index, text in enumerate(texts):
            texts[index] = text or merged.get((line, index), "")
        if any(texts):
            rows.append((line, texts))
    return Sheet(name, tuple(rows), tuple(findings), "")


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, int], str]]:
    """The words of merged cells for every cell they cover, by line and index."""
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        if isinstance(value, str):
            for line in range(area.min_row, min(area.max_row, sheet.max_row) + 1):
                for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1):
                    yield (line, column - 1), value.strip()


def _text(value: Any, shown_as: str) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        number = float(value) * (100 if "%" in (shown_as or "") else 1)
        return str(int(number)) if number.is_integer() else f"{number:.15g}"
    return str(value).strip()


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
