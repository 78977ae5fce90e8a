"""Exports of the Local Data Bank as delimited text.

Wide: a column for every combination of dimensions and year. Long: a row for every value. Whether a
table is wide or long is told by its header.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from socialfranchise.core import codes
from socialfranchise.sources.cells import cell_value, marked_value, year_of
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.decoding import not_a_table
from socialfranchise.sources.delimited import Row, Sheet
from socialfranchise.sources.observation import Observation
from socialfranchise.sources.reading import Reading
from socialfranchise.sources.units import NOT_IN_TERYT, folded, unit_of, with_zeros, without_mark

_UNIT = re.compile(r"\[(.*)\]\Z")
_READ_ON = re.compile(r"_(\d{4})(\d{2})(\d{2})\d{6}")


@frozen
class Column:
    """What a column of values is about."""

    header: str
    """As it stands in the file, its parts joined by semicolons."""
    variable: str
    year: int | None
    unit_of_measure: str | None


def read_export(sheet: Sheet, last_year: int) -> Reading:
    """The observations of an export, wide or long.

    Raises :class:`InvalidDocument` when no row is a header with code and name.
    """
    reading = Reading(sheet.file, last_year, findings=list(sheet.findings))
    top = _top(sheet)
    parts = _parts(sheet.rows[top][1])
    if top > 0:
        _mended(reading, sheet.rows[top][0], "not-first")
    if "value" in parts and "year" in parts:
        _read_long(sheet, top, parts, reading)
    else:
        _read_wide(sheet, top, reading)
    if reading.padded:
        reading.findings.append(
            codes.UNITS_RECODED.finding(
                reading.place(sheet.rows[top][0]),
                units_recoded="zero-added",
                number=len(reading.padded),
                units=_some(reading.padded),
            )
        )
    return reading


def read_on(name: str) -> date | None:
    """The day that stands in the name which the bank gives its files."""
    found = _READ_ON.search(name)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _some(units: Sequence[str], most: int = 5) -> str:
    """The first of many units."""
    more = "…" if len(units) > most else ""
    return ", ".join(units[:most]) + more


def _mended(reading: Reading, line: int, how: str) -> None:
    place = reading.place(line)
    reading.findings.append(codes.HEADER_MENDED.finding(place, header_mended=how))


def _parts(header: Sequence[str]) -> dict[str, int]:
    """Where code, name and the like stand."""
    known = conventions().columns
    words = [folded(cell) for cell in header]
    return {known[word]: index for index, word in enumerate(words) if word in known}


def _top(sheet: Sheet) -> int:
    """The first row that begins with a code and a name."""
    for index, (_, cells) in enumerate(sheet.rows):
        parts = _parts(cells)
        if parts.get("code") == 0 and parts.get("name") == 1:
            return index
    raise not_a_table(sheet.file, "no-columns")


def _read_wide(sheet: Sheet, top: int, reading: Reading) -> None:
    start, columns = _columns(sheet, top, reading)
    width = len(columns) + 2
    for line, cells, code in _rows(sheet.rows[start:], width, reading):
        name = without_mark(cells[1])
        for column, cell in zip(columns, cells[2:], strict=True):
            if column is None:
                continue
            read = cell_value(cell)
            if read is None:
                reading.unreadable(line, column.header, cell)
                continue
            reading.observations.append(
                Observation(
                    unit=code,
                    unit_name=name,
                    variable=column.variable,
                    period=column.year,
                    value=read[0],
                    status=read[1],
                    unit_of_measure=column.unit_of_measure,
                    file=reading.file,
                    row=line,
                    column=column.header,
                )
            )


def _columns(sheet: Sheet, top: int, reading: Reading) -> tuple[int, list[Column | None]]:
    """The first row of values, and what each column after code and name is about.

    A header in several rows, as a spreadsheet leaves it, is read downwards; one whose quotation
    marks are lost is put together at the units of measure in brackets.
    """
    line, header = sheet.rows[top]
    start = top + 1
    headers = [cell.split(";") for cell in header[2:]]
    while start < len(sheet.rows) and not any(sheet.rows[start][1][:2]):
        start += 1
    if start > top + 1:
        headers = _downwards([cells[2:] for _, cells in sheet.rows[top:start]])
        _mended(reading, line, "several-rows")
    elif (whole := _rejoined(header[2:])) is not None:
        headers = whole
        _mended(reading, line, "quotes-lost")
    if not headers:
        raise not_a_table(sheet.file, "no-values", line)
    columns = [_column(header) for header in headers]
    for column in columns:
        if not reading.is_year(column.year):
            raw = "" if column.year is None else str(column.year)
            reading.wrong_year(line, column.header, raw)
    return start, [column if reading.is_year(column.year) else None for column in columns]


def _downwards(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Merged cells of a spreadsheet hold their text on the left only: it is read to the right."""
    width = max(len(row) for row in rows)
    full: list[list[str]] = []
    for row in rows:
        known = ""
        texts = []
        for cell in [*row, *[""] * (width - len(row))]:
            known = cell or known
            texts.append(known)
        full.append(texts)
    return [
        [part for text in each if text for part in text.split(";")]
        for each in zip(*full, strict=True)
    ]


def _rejoined(cells: Sequence[str]) -> list[list[str]] | None:
    """Headers cut at their semicolons, whole again; ``None`` when they were never cut."""
    if not any(_UNIT.match(cell) for cell in cells) or any(";" in cell for cell in cells):
        return None
    whole: list[list[str]] = [[]]
    for cell in cells:
        whole[-1].append(cell)
        if _UNIT.match(cell):
            whole.append([])
    return [parts for parts in whole if parts] if not whole[-1] else None


def _column(parts: Sequence[str]) -> Column:
    """Dimensions, year and unit of a header; the last part that is a year is the year."""
    texts = [part.strip() for part in parts]
    unit = _UNIT.match(texts[-1])
    dimensions = texts[:-1] if unit else texts
    years = [index for index, text in enumerate(dimensions) if year_of(text) is not None]
    year = year_of(dimensions[years[-1]]) if years else None
    others = [text for index, text in enumerate(dimensions) if index not in years[-1:]]
    return Column(
        ";".join(texts), "; ".join(text for text in others if text), year, unit[1] if unit else None
    )


def _read_long(sheet: Sheet, top: int, parts: Mapping[str, int], reading: Reading) -> None:
    header = sheet.rows[top][1]
    dimensions = [index for index in range(len(header)) if index not in parts.values()]
    year, value = parts["year"], parts["value"]
    attribute, measure = parts.get("attribute"), parts.get("unit_of_measure")
    for line, cells, code in _rows(sheet.rows[top + 1 :], len(header), reading):
        period = year_of(cells[year])
        if not reading.is_year(period):
            reading.wrong_year(line, header[year], cells[year])
            continue
        mark = "" if attribute is None else cells[attribute]
        read = marked_value(cells[value], mark)
        if read is None:
            told = value if cell_value(cells[value]) is None else attribute or value
            kind = "value" if told == value else "attribute"
            reading.unreadable(line, header[told], cells[told], kind)
            continue
        reading.observations.append(
            Observation(
                unit=code,
                unit_name=without_mark(cells[parts["name"]]),
                variable="; ".join(cells[index] for index in dimensions if cells[index]),
                period=period,
                value=read[0],
                status=read[1],
                unit_of_measure=None if measure is None else cells[measure] or None,
                file=reading.file,
                row=line,
                column=header[value],
            )
        )


def _rows(
    rows: Sequence[Row], width: int, reading: Reading
) -> Iterator[tuple[int, Sequence[str], str]]:
    """The rows of units with their TERYT codes; every other row is counted or told."""
    padded = _padded(rows)
    for line, cells in rows:
        if len(cells) != width and (len(cells) < width or any(cells[width:])):
            reading.findings.append(
                codes.ROW_RAGGED.finding(reading.place(line), given=len(cells), wanted=width)
            )
            continue
        code = padded.get(cells[0], cells[0])
        unit = unit_of(code)
        if unit is None:
            reading.wrong_unit(line, cells[0])
        elif unit == NOT_IN_TERYT:
            reading.regions += 1
        else:
            if code != cells[0]:
                reading.padded.append(unit)
            yield line, cells[:width], unit


def _padded(rows: Sequence[Row]) -> dict[str, str]:
    """Codes without their leading zeros, whole again; none when a single one cannot be mended.

    Six digits may also be a code without its kind: then most of them would not make a unit.
    """
    short = {cells[0] for _, cells in rows if cells[0].isdecimal() and unit_of(cells[0]) is None}
    whole = {code: full for code in short if (full := with_zeros(code)) is not None}
    return whole if len(whole) == len(short) else {}
