"""Observations: what a table says of a unit, with the cell it stands in.

No value is never zero: where a table has none, ``value`` is ``None`` and ``status`` may say why.
"""

from datetime import date

from attrs import field, frozen
from attrs.converters import optional as optional_converter
from attrs.validators import instance_of, matches_re, optional

from socialfranchise.core.findings import Finding
from socialfranchise.core.plain import as_float

COUNTRY = "00"
"""Stands for the whole country, which has no TERYT code."""
UNIT_PATTERN = r"\d{2}(\d{2}(\d{3})?)?"
"""A TERYT code: voivodeship (2 digits), county (4) or commune (7, the last its kind)."""


@frozen
class Observation:
    """One value of one variable for one unit, and where it was read."""

    unit: str = field(validator=matches_re(UNIT_PATTERN))
    """TERYT code: 2 digits (voivodeship), 4 (county) or 7 (commune); ``00`` is the country."""
    unit_name: str
    """The name as the table writes it, without the mark of the kind."""
    variable: str
    """The variable as the table names it; its dimensions joined by ``"; "``."""
    period: int | None
    """The year, or ``None`` when the table does not say it."""
    value: float | None = field(converter=optional_converter(as_float))
    """The value in ``unit_of_measure``, or ``None`` when the table has none."""
    status: str | None
    """Why there is no value, or what limits it; a key of
    ``value_status`` in the texts."""
    unit_of_measure: str | None
    """As the table writes it, such as ``osoba``."""
    file: str
    row: int = field(validator=instance_of(int))
    """The row in the file, from 1, or the number of the record where it has no rows."""
    column: str
    """The header of the column, or the keys that lead to the value."""


@frozen(kw_only=True)
class Table:
    """All observations of a file, and what was found wrong or worth knowing in it."""

    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...] = ()
    source: str | None = field(default=None, validator=optional(instance_of(str)))
    """Who publishes it, a key of ``publishers`` in the texts; ``None`` when the file tells none."""
    read_on: date | None = None
    """The day on which the source gave the table, when the file or its name says it."""
