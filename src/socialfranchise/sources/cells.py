"""Cells of official tables: numbers with a decimal comma, and marks for no value."""

import re

from socialfranchise.core.plain import is_sane
from socialfranchise.formats.traps import plain_number
from socialfranchise.sources.conventions import conventions

_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?\Z", re.ASCII)
_SMALL = re.compile(r"[-+]?\d{1,9}(?:,\d{1,6})?\Z", re.ASCII)
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)

Reading = tuple[float | None, str | None]
"""A value, or none, and the status that limits it or says why there is none."""


def cell_value(cell: str) -> Reading | None:
    """What a cell says; ``None`` when it says nothing that can be read."""
    if _SMALL.match(cell):  # nearly every cell
        return float(cell.replace(",", ".")), None
    status = conventions().no_value.get(cell)
    if status is not None:
        return None, status
    text = cell if _PLAIN.match(cell) else plain_number(cell)
    if text is None or not is_sane(number := float(text)):
        return None
    return number, None


def marked_value(cell: str, mark: str) -> Reading | None:
    """What a cell says when an attribute stands beside it; ``None`` when either is unreadable."""
    attribute = conventions().by_symbol.get(mark)
    reading = cell_value(cell)
    if attribute is None or reading is None:
        return None
    if not attribute.has_value:
        return None, attribute.status
    return reading[0], attribute.status or reading[1]


def year_of(text: str) -> int | None:
    """The year that stands in a text; ``None`` when it is none."""
    return int(text) if _YEAR.match(text) else None
