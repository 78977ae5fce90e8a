"""Cells that look like data of private persons: told, with most of it hidden, and never kept."""

from collections.abc import Iterator

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.formats.personal_data import personal_data
from socialfranchise.sources.delimited import Sheet
from socialfranchise.sources.excel import Worksheet


def private_cells(sheet: Sheet | Worksheet) -> Iterator[Finding]:
    """The first cell of every column that looks like personal data of a kind."""
    worksheet = sheet if isinstance(sheet, Worksheet) else None
    plain = sheet.sheet if isinstance(sheet, Worksheet) else sheet
    told: set[tuple[int, str]] = set()
    for line, cells in plain.rows:
        for index, cell in enumerate(cells):
            if len(cell) < SHORTEST:
                continue
            for found in personal_data(cell):
                if (index, found.what) not in told:
                    told.add((index, found.what))
                    place = Place(plain.file, line, 1, line, 1)
                    if worksheet is not None:
                        file = f"{plain.file}:{worksheet.cell(line, index)}"
                        place = Place(file, line, index + 1, line, index + 1)
                    yield codes.PERSONAL_DATA.finding(
                        place, path=(line, index), raw=found.hidden, personal=found.what
                    )


SHORTEST = 6
"""Letters of the shortest text that can be a mail address or a name with a surname."""
