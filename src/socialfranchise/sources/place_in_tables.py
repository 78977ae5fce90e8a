"""The place a person means, among the units of tables."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.core.nearest import nearest
from socialfranchise.sources.candidates import MappedTable, Unit
from socialfranchise.sources.place_words import PlaceWords, place_words, without_kind
from socialfranchise.sources.units import folded, kind_of, unit_of, with_zeros

SHOWN = 12
"""So many places of one name are told apart by their codes."""
NEAR = 3


@frozen
class PlaceInTables:
    """One place in every table that has it, and what to know about how it was found."""

    units: tuple[Unit, ...]
    findings: tuple[Finding, ...] = ()


def place_in(text: str, tables: Sequence[MappedTable]) -> PlaceInTables:
    """The unit of every table that has the place, for a TERYT code or a name.

    A name is read as in a register: Polish letters may be left out, its kind and what it lies in
    may be told. Communes are told by the first six digits, because the last changes with their
    kind. Raises :class:`InvalidDocument` when no table has the place, or when it may be several.
    """
    known = [unit for table in tables for unit in table.units]
    findings: list[Finding] = []
    code = "".join(text.split())
    if code.isdecimal() and code.isascii():
        keys, shortened = _by_code(code, known)
        findings += shortened
    else:
        keys = _by_name(place_words(text), known)
    coded = {unit.key for unit in known if unit.key in keys and unit.code is not None}
    if len(coded) > 1 or (not coded and len(keys) > 1):
        places = _told([unit for unit in known if unit.key in keys])
        raise _failure(tables, codes.PLACE_AMBIGUOUS.finding(raw=text, name=text, places=places))
    if not keys:
        near = _near(text, known)
        raise _failure(tables, codes.PLACE_NOT_IN_TABLE.finding(raw=text, name=text, near=near))
    found = [unit for unit in known if unit.key in (coded or keys)]
    for table in tables:
        more, unclear = _without_code(found, table)
        found += more
        findings += unclear
    return PlaceInTables(tuple(found), tuple(findings))


def _by_code(code: str, known: Sequence[Unit]) -> tuple[set[str], list[Finding]]:
    """The key of the unit with a code; one that has lost its leading zero is told."""
    keys = {unit.key for unit in known if unit.code is not None}
    key = (unit_of(code) or code)[:6]
    if key in keys:
        return {key}, []
    whole = with_zeros(code) or code.rjust(6, "0")
    mended = unit_of(whole) or whole
    if mended[:6] not in keys:
        return set(), []
    return {mended[:6]}, [codes.CODE_SHORTENED.finding(raw=code, code=mended)]


def _by_name(words: PlaceWords, known: Sequence[Unit]) -> set[str]:
    """The keys of all units that a name may mean; the name as it stands goes before its kind."""
    whole = {unit.key for unit in known if _is_whole(words, unit)}
    return whole or {unit.key for unit in known if _is_meant(words, unit)}


def _is_whole(words: PlaceWords, unit: Unit) -> bool:
    same = folded(unit.name) == words.whole and _lies_in(words, unit)
    return same and (words.marked is None or _is_of(words.marked, unit))


def _is_meant(words: PlaceWords, unit: Unit) -> bool:
    bare, _ = without_kind(folded(unit.name))
    same = bare == words.name and _lies_in(words, unit)
    return same and (words.kinds is None or _is_of(words.kinds, unit))


def _is_of(kinds: frozenset[str], unit: Unit) -> bool:
    """Can the unit be of one of these kinds? Its code tells, else the words beside its name."""
    kind = None if unit.code is None else kind_of(unit.code)
    _, own = without_kind(folded(unit.name))
    if kind is None:
        return own is None or bool(own & kinds)
    return kind in kinds


def _lies_in(words: PlaceWords, unit: Unit) -> bool:
    """A unit of which a table tells nothing around it is not excluded."""
    around = (unit.county, unit.voivodeship)
    return not any(around) or words.lies_in(around)


def _without_code(found: Sequence[Unit], table: MappedTable) -> tuple[list[Unit], list[Finding]]:
    """The unit without a code that a table has of a place, unless it may be one of several."""
    seen = {id(unit) for unit in found}
    names = {without_kind(folded(unit.name))[0] for unit in found}
    fitting = [
        unit
        for unit in table.units
        if unit.code is None
        and id(unit) not in seen
        and without_kind(folded(unit.name))[0] in names
        and all(_agree(unit, other) for other in found)
    ]
    if len({unit.key for unit in fitting}) < 2:
        return fitting, []
    row = min(min(unit.rows, default=1) for unit in fitting)
    finding = codes.PLACE_AMBIGUOUS.finding(
        Place(table.file, row, 1, row, 1), name=fitting[0].name, places=_told(fitting)
    )
    return [], [evolve(finding, severity=Severity.WARNING)]


def _agree(one: Unit, other: Unit) -> bool:
    """Do two units lie in the same county and voivodeship, as far as both tell?"""
    for key in ("county", "voivodeship"):
        first, second = getattr(one, key), getattr(other, key)
        if first and second and not place_words(f"x, {first}").lies_in([second]):
            return False
    return True


def _near(text: str, known: Iterable[Unit]) -> list[str]:
    """Names like the one that was typed, whatever its letters."""
    names = {without_kind(folded(unit.name))[0]: unit.name for unit in known}
    return [names[word] for word in nearest(place_words(text).name, names, NEAR)]


def _told(units: Iterable[Unit]) -> list[str]:
    """The places with what tells them apart; of several tables the one that tells most."""
    told: dict[str, str] = {}
    for unit in units:
        parts = (unit.code, unit.name, unit.county, unit.voivodeship)
        text = f"({', '.join(part for part in parts if part)})"
        told[unit.key] = max(told.get(unit.key, ""), text, key=len)
    return list(told.values())[:SHOWN]


def _failure(tables: Iterable[MappedTable], finding: Finding) -> InvalidDocument:
    """The failure to raise, with what is wrong in the tables: that may be why."""
    read = tuple(tables)
    found = [each for table in read for each in table.findings if each.severity >= Severity.ERROR]
    return InvalidDocument(Report((finding, *found), tuple(table.file for table in read)))
