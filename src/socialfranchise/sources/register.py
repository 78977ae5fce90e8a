"""The register of places: voivodeships, counties and communes as they were on some days.

Codes change: a village that becomes a town changes the seventh digit, its kind. The first six stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from attrs import define, field, frozen
from attrs.validators import matches_re

from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Locality
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.observation import UNIT_PATTERN
from socialfranchise.sources.units import folded, kind_of


@frozen
class Unit:
    """A voivodeship, county or commune, or a part of a commune."""

    code: str = field(validator=matches_re(UNIT_PATTERN))
    """TERYT code of 2, 4 or 7 digits."""
    name: str
    """As the register writes it: voivodeships in capitals, counties in small letters."""
    description: str
    """What the register calls it, in Polish."""

    @property
    def kind(self) -> str:
        """A key of ``unit_kind`` in the texts; a commune that is a county too is a city."""
        return kind_of(self.code) or ""

    @property
    def is_commune(self) -> bool:
        """Is it a whole commune?"""
        return len(self.code) == 7 and self.code[6] in conventions().communes


def _frozen(units: Mapping[str, Unit]) -> Mapping[str, Unit]:
    return FrozenMapping(units)


@define(frozen=True, slots=False)
class Edition:
    """The register as of a day."""

    day: date
    units: Mapping[str, Unit] = field(converter=_frozen)
    """Units by their codes."""

    @cached_property
    def communes(self) -> Mapping[str, tuple[Unit, ...]]:
        """Whole communes by the first six digits; several when it is not known which is new."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            if unit.is_commune:
                found[unit.code[:6]].append(unit)
        return FrozenMapping({stem: tuple(units) for stem, units in found.items()})

    @cached_property
    def names(self) -> Mapping[str, tuple[Unit, ...]]:
        """Whole communes, counties and voivodeships by their folded names.

        A city that is commune and county at once is there once, as the commune.
        """
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            twice = len(unit.code) == 4 and unit.kind == "city-county" and self._has_city(unit)
            if (unit.is_commune or len(unit.code) < 7) and not twice:
                found[folded(unit.name)].append(unit)
        return FrozenMapping({name: tuple(units) for name, units in found.items()})

    def _has_city(self, county: Unit) -> bool:
        return any(f"{county.code}01{kind}" in self.units for kind in conventions().communes)

    def county(self, unit: Unit) -> Unit | None:
        """The county a unit lies in, or is."""
        return self.units.get(unit.code[:4]) if len(unit.code) >= 4 else None

    def voivodeship(self, unit: Unit) -> Unit | None:
        """The voivodeship a unit lies in, or is."""
        return self.units.get(unit.code[:2])

    def locality(self, unit: Unit) -> Locality:
        """The unit as a diagnosis names it; a city that is a county lies in no other county."""
        county, voivodeship = self.county(unit), self.voivodeship(unit)
        named = county is not None and county.kind == "county"
        return Locality(
            name=f"{unit.description} {unit.name}" if unit is county and named else unit.name,
            teryt=unit.code,
            county=county.name if county is not None and named else None,
            voivodeship=None if voivodeship is None else voivodeship.name.lower(),
        )


def _by_day(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    return tuple(sorted(editions, key=lambda edition: edition.day))


@frozen
class Register:
    """All editions that are known, by their days."""

    editions: tuple[Edition, ...] = field(converter=_by_day)

    def as_of(self, day: date) -> Edition:
        """The newest edition that is not after the day, else the oldest one.

        Raises ``ValueError`` when the register has no editions.
        """
        if not self.editions:
            raise ValueError("a register without editions")
        before = [edition for edition in self.editions if edition.day <= day]
        return before[-1] if before else self.editions[0]

    def joined(self, other: "Register") -> "Register":
        """Both registers; of two editions of one day, the units of both, ``other`` first."""
        units: dict[date, dict[str, Unit]] = defaultdict(dict)
        for edition in (*self.editions, *other.editions):
            units[edition.day] |= edition.units
        return Register([Edition(day, known) for day, known in units.items()])
