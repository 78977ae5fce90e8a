"""Rows of a sheet under the headers a mapping names, wherever in the sheet the header begins."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from socialfranchise.catalogue.mapping import TableMapping
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.sources.delimited import Row, Sheet
from socialfranchise.sources.excel import Worksheet

TOP = 30
"""The header begins in one of so many first rows; titles and notes may stand above it."""
BETWEEN = " / "
"""Stands between the words of a header of several rows."""


@frozen
class Grid:
    """The rows of a table below its header; ``columns`` holds the index of every header."""

    file: str
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    worksheet: Worksheet | None = None

    def cell(self, cells: Sequence[str], column: str | None) -> str:
        """What stands in a row under a header; nothing where there is no such column."""
        index = None if column is None else self.columns.get(column)
        return "" if index is None or index >= len(cells) else cells[index]

    def place(self, line: int, column: str) -> Place:
        """Where a cell stands; the column is counted in workbooks only."""
        number = 1 if self.worksheet is None else self.columns[column] + 1
        return Place(self.file, line, number, line, number)

    def named(self, line: int, column: str) -> str:
        """The header of a cell, with the sheet and the cell in a workbook."""
        if self.worksheet is None:
            return column
        return f"{column} ({self.worksheet.cell(line, self.columns[column])})"


def wanted_columns(mapping: TableMapping) -> tuple[str, ...]:
    """The headers that a mapping names, each once."""
    named = [
        mapping.code,
        mapping.name,
        mapping.county,
        mapping.voivodeship,
        *(mapping.indicator or ()),
        mapping.value,
        mapping.year,
    ]
    if mapping.layout == "wide":
        named += [mapped.column for mapped in mapping.facts]
    return tuple(dict.fromkeys(name for name in named if name is not None))


def grid_of(sheet: Sheet | Worksheet, mapping: TableMapping) -> Grid:
    """The rows of a sheet below the header that has most of the columns of the mapping.

    Columns that are missing, and headers that come twice, are findings; such a table has no rows.
    """
    worksheet = sheet if isinstance(sheet, Worksheet) else None
    plain = sheet.sheet if isinstance(sheet, Worksheet) else sheet
    wanted = wanted_columns(mapping)
    top, header = _header(plain.rows, mapping.header_rows, wanted)
    place = Place(plain.file, plain.rows[top][0] if plain.rows else 1, 1, 1, 1)
    findings = [*plain.findings, *_wrong(header, wanted, place)]
    columns: dict[str, int] = {}
    for index, name in enumerate(header):
        columns.setdefault(name, index)
    whole = all(name in columns for name in wanted)
    rows = plain.rows[top + mapping.header_rows :] if whole else ()
    kept: list[Row] = []
    for line, cells in rows:
        if len(cells) > len(header) and any(cells[len(header) :]):
            spot = Place(plain.file, line, 1, line, 1)
            findings.append(
                codes.ROW_RAGGED.finding(
                    spot, raw=" ".join(cells)[:200], given=len(cells), wanted=len(header)
                )
            )
        else:
            kept.append((line, cells))
    return Grid(plain.file, columns, tuple(kept), tuple(findings), worksheet)


def lacks(sheet: Sheet | Worksheet, mapping: TableMapping) -> int:
    """How many of the columns a mapping names the sheet does not have."""
    plain = sheet.sheet if isinstance(sheet, Worksheet) else sheet
    wanted = wanted_columns(mapping)
    _, header = _header(plain.rows, mapping.header_rows, wanted)
    return len(set(wanted) - set(header))


def _header(rows: Sequence[Row], height: int, wanted: Sequence[str]) -> tuple[int, list[str]]:
    """The number of the row in which the header begins, and its words; numbers without one."""
    if height == 0:
        width = max((len(cells) for _, cells in rows), default=0)
        return 0, [str(number) for number in range(1, width + 1)]
    best: tuple[int, int, list[str]] = (-1, 0, [])
    for top in range(min(TOP, len(rows))):
        words = _joined([cells for _, cells in rows[top : top + height]], wanted)
        found = len(set(words) & set(wanted))
        if found > best[0]:
            best = (found, top, words)
    return best[1], best[2]


def _joined(rows: Sequence[Sequence[str]], wanted: Sequence[str]) -> list[str]:
    """The words above each other, without repeating any.

    In a row above the last an empty cell belongs to the words at its left, as in merged cells;
    where they end nobody can see, so a header counts without them when the mapping names it so.
    """
    width = max((len(cells) for cells in rows), default=0)
    header = []
    above = [""] * len(rows)
    for index in range(width):
        own = [" ".join(cells[index].split()) if index < len(cells) else "" for cells in rows]
        for number, word in enumerate(own):
            if word:
                above[number:] = [word, *[""] * (len(rows) - number - 1)]
        full = BETWEEN.join(dict.fromkeys(word for word in [*above[:-1], own[-1]] if word))
        bare = BETWEEN.join(dict.fromkeys(word for word in own if word))
        header.append(bare if full not in wanted and bare in wanted else full)
    return header


def _wrong(header: Sequence[str], wanted: Sequence[str], place: Place) -> Iterator[Finding]:
    known = [name for name in header if name]
    last = {name.rpartition(BETWEEN)[2] for name in known}
    for name in wanted:
        if name not in known:
            yield codes.COLUMN_MISSING.finding(
                place,
                path=(name,),
                raw=name,
                column=name,
                near=list(nearest(name, {*known, *last})),
                known=choices(set(known)),
            )
        elif known.count(name) > 1:
            yield codes.DUPLICATE_ID.finding(place, path=(name,), raw=name, id=name)
