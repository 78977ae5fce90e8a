"""The place a person means, among the units of tables."""

from collections.abc import Iterable, Sequence

from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report
from socialfranchise.core.nearest import nearest
from socialfranchise.sources.candidates import MappedTable, Unit
from socialfranchise.sources.units import folded

SHOWN = 12
"""So many places of one name are told apart by their codes."""


def units_of(place: str, tables: Sequence[MappedTable]) -> tuple[Unit, ...]:
    """The unit of every table that has it, for a TERYT code or a name.

    Polish letters may be left out. Communes are told by the first six digits, because the last
    changes with their kind. Raises :class:`InvalidDocument` when no table has the place, or when
    several places have the name.
    """
    wanted = place.strip()
    code = wanted if wanted.isdecimal() else None
    known = [unit for table in tables for unit in table.units]
    if code is not None:
        keys = {unit.key for unit in known if unit.code is not None and unit.key == code[:6]}
    else:
        keys = {unit.key for unit in known if folded(unit.name) == folded(wanted)}
    coded = {unit.key for unit in known if unit.key in keys and unit.code is not None}
    if len(coded) > 1 or (not coded and len(keys) > 1):
        raise _failure(
            tables, codes.PLACE_AMBIGUOUS.finding(raw=place, name=place, places=_told(known, keys))
        )
    if not keys:
        names = {unit.name for unit in known}
        near = list(nearest(wanted, names, 3))
        raise _failure(tables, codes.PLACE_NOT_IN_TABLE.finding(raw=place, name=place, near=near))
    found = [unit for unit in known if unit.key in keys]
    names = {folded(unit.name) for unit in found}
    return tuple(
        unit
        for unit in known
        if unit.key in keys or (unit.code is None and folded(unit.name) in names)
    )


def _told(units: Iterable[Unit], keys: set[str]) -> list[str]:
    """The places with what tells them apart; of several tables the one that tells most."""
    told: dict[str, str] = {}
    for unit in units:
        if unit.key in keys:
            parts = (unit.code, unit.name, unit.county, unit.voivodeship)
            text = f"({', '.join(part for part in parts if part)})"
            told[unit.key] = max(told.get(unit.key, ""), text, key=len)
    return list(told.values())[:SHOWN]


def _failure(tables: Iterable[MappedTable], finding: Finding) -> InvalidDocument:
    return InvalidDocument(Report((finding,), tuple(table.file for table in tables)))
