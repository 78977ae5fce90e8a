"""What a reader gathers from a file: observations, and what is wrong or passed over."""

from attrs import define, field

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.observation import Observation


@define
class Reading:
    """What is being read out of one file."""

    file: str
    last_year: int
    """The latest year that a value can be of."""
    observations: list[Observation] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    padded: list[str] = field(factory=list)
    """Units whose leading zero was missing."""
    regions: int = 0
    """Rows of regions, which have no TERYT code."""
    localities: int = 0
    """Records of villages and towns below a commune."""

    def place(self, line: int) -> Place:
        """The whole row."""
        return Place(self.file, line, 1, line, 1)

    def unreadable(self, line: int, column: str, raw: str, cell: str = "value") -> None:
        """Tell of a cell that says nothing readable."""
        self.findings.append(
            codes.CELL_UNREADABLE.finding(self.place(line), raw=raw, column=column, cell=cell)
        )

    def wrong_unit(self, line: int, raw: str) -> None:
        """Tell of a code that is none of a unit."""
        self.findings.append(codes.UNIT_CODE_WRONG.finding(self.place(line), raw=raw))

    def is_year(self, year: int | None) -> bool:
        """Can a value be of this year?"""
        return year is not None and conventions().first_year <= year <= self.last_year

    def wrong_year(self, line: int, column: str, raw: str) -> None:
        """Tell of a year that cannot be."""
        lowest = conventions().first_year
        self.findings.append(
            codes.YEAR_WRONG.finding(
                self.place(line), raw=raw, column=column, lowest=lowest, highest=self.last_year
            )
        )
