"""How large a workbook is, told before it is opened.

A file of a few kilobytes may unpack to gigabytes, or merge billions of cells into one: whoever
builds them all in memory does not come back. The parts are only counted here.
"""

import zipfile
import zlib
from io import BytesIO
from typing import Any
from xml.parsers import expat

from attrs import define

from socialfranchise.sources.decoding import not_a_table

MOST_INSIDE = 100_000_000
"""Bytes that a workbook may unpack to; official tables stay far below."""
MOST_CELLS = 500_000
"""Cells and rows of one sheet: every commune of the country with two hundred columns."""
_SPACE = " "
_BLOCK = 1 << 20


def check_size(content: bytes, name: str) -> None:
    """Refuse what is no archive, or would take too much to open, with :class:`InvalidDocument`."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_INSIDE:
                raise _TooLarge
            for entry in entries:
                with archive.open(entry) as part:
                    _count(part)
    except _TooLarge as error:
        raise not_a_table(name, "too-large-workbook") from error
    # what an archive stumbles over: lengths, checksums, passwords, ways of packing
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, zlib.error) as error:
        raise not_a_table(name, "broken-workbook") from error


class _TooLarge(Exception):
    """More cells than :data:`MOST_CELLS`."""


@define
class _Counted:
    """The cells of one part so far, and those that merged cells and links cover."""

    cells: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(_SPACE)[2]:
            case "c" | "row":
                self.cells += 1
            case "mergeCell" | "hyperlink":  # each is laid over every cell of its area
                self.cells += _area(attributes.get("ref", ""))
            case _:
                return
        if self.cells > MOST_CELLS:
            raise _TooLarge


def _count(part: Any) -> None:
    parser = expat.ParserCreate(namespace_separator=_SPACE)
    parser.StartElementHandler = _Counted().start
    try:
        while block := part.read(_BLOCK):
            parser.Parse(block)
    except expat.ExpatError:
        return  # a picture, or broken: what needs the part will say so


def _area(cells: str) -> int:
    """How many cells ``A1:C5`` covers; none when it is written otherwise."""
    first, _, last = cells.replace("$", "").partition(":")
    one, other = _corner(first), _corner(last or first)
    return (abs(other[0] - one[0]) + 1) * (abs(other[1] - one[1]) + 1)


def _corner(cell: str) -> tuple[int, int]:
    """Column and row of a cell, from 1."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters.upper()[:4]:
        column = column * 26 + ord(letter) - ord("A") + 1
    digits = cell[len(letters) :][:9]
    return column, int(digits) if digits else 1
