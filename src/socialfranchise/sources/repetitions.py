"""A place that stands twice in a table: its rows together, and where they contradict each other."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.diagnosis.facts import Answer, Choice, Number, Terms, Value
from socialfranchise.sources.candidates import Candidate, Unit

_Key = tuple[object, ...]


def each_once(units: Iterable[Unit]) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    """Every place once, in order; of two values for one question and year the first counts."""
    found: dict[str, Unit] = {}
    for unit in units:
        before = found.setdefault(unit.key, unit)
        if before is not unit:
            found[unit.key] = evolve(
                before,
                candidates=(*before.candidates, *unit.candidates),
                rows=before.rows | unit.rows,
            )
    findings: list[Finding] = []
    whole = []
    for unit in found.values():
        kept: dict[_Key, Candidate] = {}
        for each in unit.candidates:
            first = kept.setdefault(_asked(each), each)
            if first.value != each.value:
                findings.append(_repeated(unit, each, first))
        whole.append(evolve(unit, candidates=tuple(kept.values())))
    return tuple(whole), tuple(findings)


def _asked(candidate: Candidate) -> _Key:
    """What a table can answer once: a question, or a term of it, for a year of a source."""
    value = candidate.value
    terms = value.present | value.absent if isinstance(value, Terms) else None
    return candidate.fact, terms, candidate.year, candidate.source, candidate.variable


def _repeated(unit: Unit, given: Candidate, wanted: Candidate) -> Finding:
    place, before = (Place(each.table, each.row, 1, each.row, 1) for each in (given, wanted))
    return codes.VALUE_REPEATED.finding(
        place,
        related=(before,),
        raw=_text(given.value),
        unit=unit.name,
        column=given.column,
        given=_text(given.value),
        wanted=_text(wanted.value),
    )


def _text(value: Value) -> str:
    match value:
        case Number(number):
            return f"{number:.15g}"
        case Answer(yes):
            return "yes" if yes else "no"
        case Choice(term):
            return term
        case Terms(present, absent):
            return ", ".join(_signed(present, absent))
    return str(value)


def _signed(present: Iterable[str], absent: Iterable[str]) -> Iterator[str]:
    yield from (f"+{term}" for term in sorted(present))
    yield from (f"-{term}" for term in sorted(absent))
