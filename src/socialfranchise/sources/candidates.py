"""What tables answer to the questions of a diagnosis, before anything is chosen."""

from collections.abc import Iterable
from unicodedata import category

from attrs import field, frozen
from attrs.converters import optional

from socialfranchise.core.findings import Finding
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Value


def one_line(text: str) -> str:
    """The text of a cell without line breaks and letters nobody sees, which no file could hold."""
    return " ".join("".join(" " if _is_hidden(each) else each for each in text).split())


def _is_hidden(letter: str) -> bool:
    return category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")


@frozen(kw_only=True)
class Candidate:
    """One answer of one table to the question of a fact, with the cell it stands in."""

    fact: str
    value: Value
    source: str
    """Id of the source in the vocabulary of sources."""
    year: int | None
    variable: str | None
    note: Text | None
    table: str = field(converter=one_line)
    row: int
    column: str = field(converter=one_line)


@frozen(kw_only=True)
class Unit:
    """A place of a table and everything the table answers about it.

    ``code`` is its TERYT code (2, 4, 6 or 7 digits) where the table has one.
    """

    code: str | None
    name: str = field(converter=one_line)
    county: str | None = field(default=None, converter=optional(one_line))
    voivodeship: str | None = field(default=None, converter=optional(one_line))
    candidates: tuple[Candidate, ...] = ()
    rows: frozenset[int] = frozenset()
    """The rows of the file that are about it."""

    @property
    def key(self) -> str:
        """What tells it from others: its code, of a commune without the kind, else its names."""
        if self.code is not None:
            return self.code[:6]
        return " / ".join(part for part in (self.name, self.county, self.voivodeship) if part)


@frozen
class MappedTable:
    """The units of a table, in its order, and what was found wrong or worth knowing."""

    file: str
    units: tuple[Unit, ...]
    findings: tuple[Finding, ...] = field(default=())

    def about(self, units: Iterable[Unit]) -> tuple[Finding, ...]:
        """The findings about the table as a whole and about the rows of some units."""
        others = frozenset[int]().union(*(unit.rows for unit in self.units))
        others -= frozenset[int]().union(*(unit.rows for unit in units))
        return tuple(
            finding
            for finding in self.findings
            if finding.place is None or finding.place.line not in others
        )
