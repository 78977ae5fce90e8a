"""Mappings: which column, row or variable of a table is which fact of a diagnosis."""

from typing import Literal

from attrs import field, frozen

from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

Layout = Literal["wide", "long", "bdl"]
Level = Literal["commune", "county", "voivodeship"]
Zero = Literal["value", "missing"]


@frozen(kw_only=True)
class CellMeaning:
    """What a cell that looks like ``matches`` means: a choice, a term, or yes or no.

    ``*`` stands for any letters, ``?`` for one, ``[1-9]`` for one of these.
    """

    matches: str
    means: str


@frozen(kw_only=True)
class MappedFact:
    """One part of a table and the fact it answers.

    In a wide table the part is a ``column``, in a long one the ``row`` whose indicator columns say
    this, in an export of BDL the variable named ``column``. A number is multiplied by ``scale`` to
    be in the unit of the fact. ``zero`` says whether a zero is a value or stands where nothing is
    known. ``cells`` say what texts mean. For a fact that lists terms, ``term`` is the one that a
    number above zero, or the word yes, makes present.
    """

    fact: str
    column: str | None = None
    row: tuple[str, ...] | None = None
    year: int | None = None
    variable: str | None = None
    scale: float | None = None
    zero: Zero = "value"
    cells: tuple[CellMeaning, ...] = ()
    term: str | None = None
    source: str | None = None
    """Where this part comes from, when it is not the source of the whole table."""
    note: Text | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class TableMapping:
    """How a kind of table is read.

    ``layout`` is ``wide`` (a row a place), ``long`` (a row for each place and indicator) or
    ``bdl`` (an export of the Local Data Bank, which tells its years itself). ``code``, ``name``,
    ``county`` and ``voivodeship`` are the columns that say which place a row is about; ``code``
    holds TERYT. In a long table ``indicator`` are the columns that name the indicator, ``value``
    and ``year`` those of the number. ``no_value`` are the cells that say there is none. Without
    ``header_rows`` the columns are named by their numbers, from 1.
    """

    id: str
    title: Text
    description: Text | None = None
    layout: Layout
    level: Level
    source: str
    header_rows: int = 1
    code: str | None = None
    name: str | None = None
    county: str | None = None
    voivodeship: str | None = None
    indicator: tuple[str, ...] | None = None
    value: str | None = None
    year: str | None = None
    no_value: tuple[str, ...] = ()
    facts: tuple[MappedFact, ...]
    place: Place | None = field(default=None, eq=False)
