"""Tables of official statistics: a file in any of the known layouts, read whole and checked."""

from datetime import date

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.sources.bank_answers import looks_like_json, read_answer
from socialfranchise.sources.bank_exports import read_export, read_on
from socialfranchise.sources.delimited import read_sheet
from socialfranchise.sources.observation import Table
from socialfranchise.sources.plausibility import doubts, without_repetitions
from socialfranchise.sources.reading import Reading
from socialfranchise.sources.recoding import recoded

BANK = "gus-bdl"
"""Key of the Local Data Bank among the ``publishers`` of the texts."""


def read_table(content: bytes, name: str, on: date) -> Table:
    """The table in a file of the Local Data Bank: a wide or long export, or an answer as JSON.

    ``on`` is the day of reading; no value can be of a year after it. Cells and rows that cannot be
    read are left out and told; a file that is no such table raises :class:`InvalidDocument`.
    """
    given_on = read_on(name)
    last_year = on.year if given_on is None else min(on, given_on).year
    if looks_like_json(content):
        reading = read_answer(content, name, last_year)
    else:
        reading = read_export(read_sheet(content, name), last_year)
    observations, changes = recoded(reading.observations)
    observations, repeated = without_repetitions(observations)
    return Table(
        observations=observations,
        findings=(*_told(reading), *changes, *repeated, *doubts(observations)),
        source=BANK,
        read_on=given_on,
    )


def _told(reading: Reading) -> tuple[Finding, ...]:
    """What the reader found, and how many rows it passed over."""
    place = Place(reading.file, 1, 1, 1, 1)
    passed = {"regions": reading.regions, "localities": reading.localities}
    return (
        *reading.findings,
        *(
            codes.ROWS_PASSED_OVER.finding(place, rows_passed_over=what, number=number)
            for what, number in passed.items()
            if number
        ),
    )
