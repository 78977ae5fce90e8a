"""Delimited text as rows of cells: semicolon, comma or tab, quoted headers, empty ends of rows."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import islice

from attrs import frozen

from socialfranchise.core.findings import Finding
from socialfranchise.sources.decoding import decoded, not_a_table

DELIMITERS = (";", ",", "\t")
SAMPLE = 40
"""Rows by which the delimiter is told."""
BEGINNING = 200_000
"""Characters in which those rows are looked for."""

Row = tuple[int, Sequence[str]]
"""The line on which a row begins, from 1, and its cells without spaces around them."""


@frozen
class Sheet:
    """The rows of a file that are not empty, headers among them."""

    file: str
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    delimiter: str = ";"


def read_sheet(content: bytes, name: str) -> Sheet:
    """The rows of a file of delimited text in any encoding and delimiter it is likely to have.

    A column that is empty from top to bottom at the right end is dropped. Raises
    :class:`InvalidDocument` for what is no such text.
    """
    text, findings = decoded(content, name)
    delimiter = _delimiter(text)
    for strict in (True, False):
        rows, problem = _rows(text, delimiter, strict=strict)
        if problem is None:
            break
    if problem is not None:
        raise not_a_table(name, "broken-csv", problem)
    return Sheet(name, _without_empty_end(rows), findings, delimiter)


def _rows(text: str, delimiter: str, *, strict: bool) -> tuple[list[Row], int | None]:
    """The rows that are not empty, and the line at which quotation marks are broken.

    Not ``strict``: a quotation mark inside a cell is forgiven, but not one that makes a cell of
    several rows.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if not strict and any("\n" in cell and delimiter in cell for cell in cells):
                return rows, line
            if any(cells) and (stripped := [cell.strip() for cell in cells]) and any(stripped):
                rows.append((line, stripped))
            line = reader.line_num + 1
    except csv.Error:
        return rows, line
    return rows, None


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first rows into most cells of the same number."""
    best, chosen = (0.0, 0), DELIMITERS[0]
    for delimiter in DELIMITERS:
        reader = csv.reader(StringIO(text[:BEGINNING], newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(cells) for cells in islice(reader, SAMPLE) if cells)
        except csv.Error:
            continue
        if widths:
            width, rows = max(widths.items(), key=lambda entry: (entry[1], entry[0]))
            share = rows / widths.total()
            if width > 1 and (share, width) > best:
                best, chosen = (share, width), delimiter
    return chosen


def _without_empty_end(rows: list[Row]) -> tuple[Row, ...]:
    """Every row ends in a separator in official exports: the cell after it is no cell.

    So many cells are taken off the end of every row as are empty in all rows of the usual width.
    """
    widths = Counter(len(cells) for _, cells in rows)
    if not widths:
        return ()
    width = max(widths, key=lambda each: (widths[each], each))
    usual = [cells for _, cells in rows if len(cells) == width]
    kept = width
    while kept > 1 and not any(cells[kept - 1] for cells in usual):
        kept -= 1
    return tuple((line, _cut(cells, width - kept)) for line, cells in rows)


def _cut(cells: Sequence[str], number: int) -> Sequence[str]:
    """The cells without the last ones, when those are empty."""
    if number == 0 or any(cells[-number:]):
        return cells
    return cells[:-number]
