"""Doubts about a table as a whole: values given twice, zeros that may mean no value, sums."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from attrs import define, field

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.observation import COUNTRY, Observation

_Key = tuple[str, int | None]
"""A variable and a year."""


def without_repetitions(
    observations: Iterable[Observation],
) -> tuple[tuple[Observation, ...], tuple[Finding, ...]]:
    """The first observation of every unit, variable and year; others with other values are told."""
    first: dict[tuple[str, str, int | None], Observation] = {}
    found: list[Finding] = []
    for each in observations:
        before = first.setdefault((each.unit, each.variable, each.period), each)
        if before is not each and before.value != each.value:
            found.append(
                codes.VALUE_REPEATED.finding(
                    _place(each),
                    related=(_place(before),),
                    unit=each.unit_name or each.unit,
                    column=each.column,
                    given=_number(each.value),
                    wanted=_number(before.value),
                )
            )
    return tuple(first.values()), tuple(found)


def doubts(observations: Sequence[Observation]) -> Iterator[Finding]:
    """Zeros that may mean no value, and parts that do not add up to the whole."""
    yield from _zeros(observations)
    yield from _sums(observations)


def _zeros(observations: Sequence[Observation]) -> Iterator[Finding]:
    """A zero between two large values of the same unit and variable."""
    large = conventions().suspicious_between
    zeros = {(each.unit, each.variable) for each in observations if each.value == 0}
    series: dict[tuple[str, str], dict[int, Observation]] = defaultdict(dict)
    for each in observations:
        if (
            each.period is not None
            and each.value is not None
            and (each.unit, each.variable) in zeros
        ):
            series[each.unit, each.variable][each.period] = each
    for known in series.values():
        for year, each in known.items():
            before, after = known.get(year - 1), known.get(year + 1)
            if each.value == 0 and before is not None and after is not None:
                ends = [before.value or 0, after.value or 0]
                if min(ends) >= large:
                    yield codes.ZERO_SUSPECT.finding(
                        _place(each),
                        raw="0",
                        unit=each.unit_name,
                        column=each.column,
                        before=_number(ends[0]),
                        after=_number(ends[1]),
                    )


@define
class Total:
    """What a variable adds up to in a year, level by level."""

    country: Observation | None = None
    voivodeships: list[float] = field(factory=list)
    counties: list[float] = field(factory=list)
    communes: list[float] = field(factory=list)
    reach: dict[str, set[str]] = field(factory=lambda: defaultdict(set))
    """The voivodeships in which each level has values."""


def totals(observations: Iterable[Observation]) -> dict[_Key, Total]:
    """The values of each variable and year by level; parts of communes are left out."""
    whole = conventions().communes
    levels = {2: "voivodeships", 4: "counties", 7: "communes"}
    found: dict[_Key, Total] = defaultdict(Total)
    for each in observations:
        if each.value is None or (len(each.unit) == 7 and each.unit[6] not in whole):
            continue
        total = found[each.variable, each.period]
        if each.unit == COUNTRY:
            total.country = each
        else:
            level = levels[len(each.unit)]
            getattr(total, level).append(each.value)
            total.reach[level].add(each.unit[:2])
    return dict(found)


def _sums(observations: Sequence[Observation]) -> Iterator[Finding]:
    """Of every variable that can be added up, the first year in which parts miss the whole, once.

    A variable can be added up when its voivodeships make the country; a level is compared only
    when it reaches into all of them, for a table may hold the units of one's own county alone.
    """
    told: set[str] = set()
    everywhere = conventions().voivodeships
    for (variable, year), total in totals(observations).items():
        if total.country is None or total.country.value is None:
            continue
        if not _makes(total.voivodeships, total.country.value) or (
            total.reach["voivodeships"] != everywhere
        ):
            continue
        for level in ("counties", "communes"):
            parts: list[float] = getattr(total, level)
            partial = total.reach[level] != everywhere or variable in told
            if partial or _makes(parts, total.country.value):
                continue
            told.add(variable)
            yield codes.SUMS_DIFFER.finding(
                _place(total.country),
                variable=variable,
                year=year,
                part_of_whole=level,
                given=_number(fsum(parts)),
                wanted=_number(total.country.value),
            )


def _makes(parts: Sequence[float], whole: float) -> bool:
    """Do the parts add up to the whole, as far as their decimals can tell?"""
    decimals = max((_decimals(part) for part in (*parts, whole)), default=0)
    slack = len(parts) / 2 / 10**decimals if decimals else 0
    return abs(fsum(parts) - whole) <= slack + 1e-6


def _decimals(value: float) -> int:
    return 0 if value.is_integer() else min(6, len(repr(value).partition(".")[2]))


def _place(each: Observation) -> Place:
    return Place(each.file, each.row, 1, each.row, 1)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.15g}"
