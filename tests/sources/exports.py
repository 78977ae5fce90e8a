"""Tables as the Local Data Bank writes them, small: real values of the unemployment series."""

from datetime import date

from socialfranchise.sources.observation import Observation, Table
from socialfranchise.sources.tables import read_table

ON = date(2026, 11, 22)

WIDE = """"Kod";"Nazwa";"ogółem;2011;[osoba]";"ogółem;2012;[osoba]";
0000000;"POLSKA";1982676;2136815;
0200000;"DOLNOŚLĄSKIE";143575;157369;
0201000;"Powiat bolesławiecki";3788;4369;
0202031;"Pieszyce (1)";612;;
0202033;"Pieszyce (3)";;513;
0224014;"Bardo - miasto (4)";17,5;-3;
"""
LONG = """"Kod";"Nazwa";"Grupy osób";"Rok";"Wartosc";"Jednostka miary";"Atrybut";
0200000;"DOLNOŚLĄSKIE";"ogółem";"2014";2,56;"osoba";"";
0200000;"DOLNOŚLĄSKIE";"ogółem";"2015";0;"osoba";"x";
0200000;"DOLNOŚLĄSKIE";"ogółem";"2016";2,50;"osoba";"k";
"""


def read(text: str | bytes, name: str = "table.csv") -> Table:
    """The table in a text."""
    return read_table(text.encode() if isinstance(text, str) else text, name, ON)


def told(table: Table) -> list[tuple[str, int]]:
    """Codes and rows of the findings."""
    return [(each.code, each.place.line if each.place else 0) for each in table.findings]


def values(table: Table) -> dict[tuple[str, int | None], float | None]:
    """Values by unit and year."""
    return {(each.unit, each.period): each.value for each in table.observations}


def cell(table: Table, unit: str, period: int) -> Observation:
    """The one observation of a unit and year."""
    (found,) = [each for each in table.observations if (each.unit, each.period) == (unit, period)]
    return found
