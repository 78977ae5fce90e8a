"""Communes that changed their kind: two codes and two rows that fill each other, read as one.

Only the seventh digit of the code changes. What both rows have for the same year and variable is
not joined: then they are two units.
"""

from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.observation import Observation

EXAMPLES = 5
"""So many changes are told by name."""


def recoded(
    observations: Sequence[Observation],
) -> tuple[tuple[Observation, ...], tuple[Finding, ...]]:
    """The observations with every commune under its newest code, in the same order.

    ``row`` and ``column`` stay those of the cell that was read.
    """
    newest: dict[str, Observation] = {}
    dropped: set[int] = set()
    for rows in _changed(observations).values():
        chosen = _joined([observations[index] for index in rows], rows)
        if chosen is not None:
            known = [observations[index] for index in rows if observations[index].value is not None]
            latest = max(known, key=lambda each: each.period or 0, default=observations[rows[-1]])
            newest |= {observations[index].unit: latest for index in rows}
            dropped |= set(rows) - chosen
    joined = tuple(
        each if (last := newest.get(each.unit)) is None or last.unit == each.unit
        else evolve(each, unit=last.unit, unit_name=last.unit_name)
        for index, each in enumerate(observations)
        if index not in dropped
    )  # fmt: skip
    changes = [f"{code} → {last.unit}" for code, last in newest.items() if code != last.unit]
    if not changes:
        return joined, ()
    shown = ", ".join(changes[:EXAMPLES]) + ("…" if len(changes) > EXAMPLES else "")
    first = next(each for each in observations if each.unit in newest)
    return joined, (
        codes.UNITS_RECODED.finding(
            Place(first.file, first.row, 1, first.row, 1),
            units_recoded="reclassified",
            number=len(changes),
            units=shown,
        ),
    )


def _changed(observations: Sequence[Observation]) -> dict[str, list[int]]:
    """Where the observations of communes stand that have several codes, by the first six digits."""
    whole = conventions().communes
    units: dict[str, set[str]] = defaultdict(set)
    for unit in {each.unit for each in observations}:
        if len(unit) == 7 and unit[6] in whole:
            units[unit[:6]].add(unit)
    several = {unit: stem for stem, known in units.items() if len(known) > 1 for unit in known}
    found: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(observations):
        if each.unit in several:
            found[several[each.unit]].append(index)
    return found


def _joined(observations: Sequence[Observation], indexes: Sequence[int]) -> set[int] | None:
    """Which observations stay, one for each variable and year; ``None`` when rows overlap."""
    best: dict[tuple[str, int | None], int] = {}
    values: dict[tuple[str, int | None], float] = {}
    for index, each in zip(indexes, observations, strict=True):
        key = (each.variable, each.period)
        if each.value is None:
            best.setdefault(key, index)
        elif values.setdefault(key, each.value) != each.value:
            return None
        else:
            best[key] = index
    return set(best.values())
