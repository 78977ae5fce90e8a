"""The diagnosis of one place from tables that many places may stand in."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.findings import Finding
from socialfranchise.core.text import LANGUAGES, Language, Text
from socialfranchise.diagnosis.facts import Diagnosis, Fact, Locality
from socialfranchise.sources.benchmarks import remark, standings
from socialfranchise.sources.candidates import Candidate, MappedTable, Unit
from socialfranchise.sources.choosing import facts_of
from socialfranchise.sources.place_in_tables import place_in
from socialfranchise.sources.units import folded, kind_of
from socialfranchise.wording.messages import messages


def diagnosis_from_tables(
    place: str,
    tables: Sequence[MappedTable],
    catalogue: Catalogue,
    *,
    on: date,
    language: Language = "pl",
) -> tuple[Diagnosis, tuple[Finding, ...]]:
    """What tables say of a place, by TERYT code or name, and what is wrong in their rows about it.

    Every fact names its source, year and cell, in ``language``. How the place stands among the
    others of its kind is told in remarks. Raises :class:`InvalidDocument` when the place is not in
    the tables, or several have its name.
    """
    found = place_in(place, tables)
    units = found.units
    candidates = (candidate for unit in units for candidate in unit.candidates)
    facts, unworked = facts_of(candidates, catalogue, language)
    best = max(units, key=_tells)
    compared = standings(facts, _others(tables, units, catalogue), catalogue)
    diagnosis = Diagnosis(
        id=default_id(best.name, on.year),
        title=default_title(best.name),
        locality=Locality(
            name=best.name,
            teryt=best.code,
            county=_county(best),
            voivodeship=best.voivodeship,
        ),
        day=on,
        facts=facts,
        remarks=tuple(remark(standing, catalogue) for standing in compared),
    )
    about = (finding for table in tables for finding in table.about(units))
    return diagnosis, (*found.findings, *about, *unworked)


def _tells(unit: Unit) -> tuple[bool, bool, bool]:
    """How much a unit tells of its place: a name of its own, its code, where it lies."""
    return unit.name != unit.code, unit.code is not None, unit.voivodeship is not None


def _county(unit: Unit) -> str | None:
    """The county it lies in; a city that is a county lies in no other."""
    city = unit.code is not None and kind_of(unit.code) == "city-county"
    return None if city else unit.county


def default_id(name: str, year: int | str) -> str:
    """The id of a diagnosis that nobody has given one: the name of the place and the year."""
    return re.sub("[^a-z0-9]+", "-", folded(f"{name[:60]} {year}")).strip("-")


def default_title(name: str) -> Text:
    """The title of a diagnosis that nobody has given one."""
    told = {language: messages(language)("interview.title", place=name) for language in LANGUAGES}
    return Text(told["pl"], told["en"])


def _others(
    tables: Sequence[MappedTable], units: Sequence[Unit], catalogue: Catalogue
) -> Iterator[dict[str, Fact]]:
    """What the tables say of every other place that has a code."""
    mine = {unit.key for unit in units}
    by_key: dict[str, list[Candidate]] = {}
    for table in tables:
        for unit in table.units:
            if unit.code is not None and unit.key not in mine:
                by_key.setdefault(unit.key, []).extend(unit.candidates)
    for candidates in by_key.values():
        yield facts_of(candidates, catalogue, "pl")[0]
