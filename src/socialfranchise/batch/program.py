"""Conditions over columns of facts: every condition of a catalogue for many places at a time.

Every operation is the one of :mod:`socialfranchise.core.degrees`, so that the results are equal to
the last bit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from socialfranchise.batch.facts import End, Ends, Facts
from socialfranchise.core.conditions import (
    All,
    Any,
    AtLeast,
    Condition,
    Grows,
    GrowsWithTerms,
    Includes,
    IsAnswer,
    IsOneOf,
    Not,
    Within,
)
from socialfranchise.matching.evaluate import Situation


@frozen
class Step:
    """A condition, the numbers of its parts among the steps, and the limits of the day."""

    condition: Condition
    parts: tuple[int, ...] = ()
    lower: float | None = None
    upper: float | None = None


@frozen
class Program:
    """The steps that compute conditions, parts before what they are parts of, each once."""

    steps: tuple[Step, ...]
    number: Mapping[Condition, int]

    def run(self, facts: Facts) -> list[Ends]:
        """The degree of every step."""
        found: list[Ends] = []
        for step in self.steps:
            found.append(_compute(step, [found[part] for part in step.parts], facts))
        return found


def program(conditions: Iterable[Condition], situation: Situation) -> Program:
    """The program of ``conditions`` by the law of the day of ``situation``.

    Every limit must be known on that day; ``ValueError`` else.
    """
    steps: list[Step] = []
    number: dict[Condition, int] = {}

    def add(condition: Condition) -> int:
        if condition not in number:
            step = _step(condition, add, situation)
            number[condition] = len(steps)
            steps.append(step)
        return number[condition]

    for condition in conditions:
        add(condition)
    return Program(tuple(steps), number)


def _step(condition: Condition, add: Callable[[Condition], int], situation: Situation) -> Step:
    if isinstance(condition, All | Any | AtLeast):
        return Step(condition, tuple(add(part) for part in condition.parts))
    if isinstance(condition, Not):
        return Step(condition, (add(condition.part),))
    if not isinstance(condition, Within):
        return Step(condition)
    ends: list[float | None] = []
    for limit in (condition.lower, condition.upper):
        read = situation.limit(limit)
        if read is not None and read.number is None:
            raise ValueError(f"no value on {situation.on}: {read.parameter}")
        ends.append(None if read is None else read.number)
    return Step(condition, (), *ends)


def _compute(step: Step, parts: Sequence[Ends], facts: Facts) -> Ends:
    condition = step.condition
    if isinstance(condition, All):
        return _joined(parts, facts, np.logical_and, np.minimum, 1.0)
    if isinstance(condition, Any):
        return _joined(parts, facts, np.logical_or, np.maximum, 0.0)
    if isinstance(condition, AtLeast):
        return _at_least(condition.number, parts, facts)
    if isinstance(condition, Not):
        low, high = parts[0]
        return _ends(_opposite(high), _opposite(low), low is high)
    if isinstance(condition, IsAnswer):
        low, high = facts.flag(condition.fact)
        return (low, high) if condition.answer else _ends(~high, ~low, low is high)
    if isinstance(condition, Includes):
        return _includes(condition, facts)
    if isinstance(condition, GrowsWithTerms):
        least, most = _present(condition, facts)
        low, high = (np.minimum(1.0, count / condition.full_at) for count in (least, most))
        return _ends(low, high, least is most)
    if isinstance(condition, IsOneOf):
        return _is_one_of(condition, facts)
    if condition.fact not in facts.numbers:
        return facts.nothing_known()
    if isinstance(condition, Within):
        return _within(condition.fact, step.lower, step.upper, facts)
    return _grows(condition, facts)


def _ends(low: End, high: End, same: bool) -> Ends:
    return (low, low) if same else (low, high)


def _joined(
    parts: Sequence[Ends], facts: Facts, crisp: np.ufunc, graded: np.ufunc, none: float
) -> Ends:
    """The smallest or the largest of the parts; of none, ``none``."""
    if not parts:
        nothing = np.full(facts.places, bool(none))
        return nothing, nothing
    if len(parts) == 1:
        return parts[0]
    sides = [[low for low, _ in parts], [high for _, high in parts]]
    operation = crisp
    if any(side.dtype != np.bool_ for side in sides[0]):
        operation = graded
        sides = [[side.astype(np.float64) for side in ends] for ends in sides]
    low = reduce(operation, sides[0])
    return (low, low) if _all_known(parts) else (low, reduce(operation, sides[1]))


def _at_least(number: int, parts: Sequence[Ends], facts: Facts) -> Ends:
    """The ``number``-th largest of the parts."""
    if number <= 0 or number > len(parts):
        settled = np.full(facts.places, number <= 0)
        return settled, settled
    ends: list[End] = []
    for side in ([low for low, _ in parts], [high for _, high in parts]):
        if all(part.dtype == np.bool_ for part in side):
            ends.append(np.greater_equal(np.sum(side, axis=0, dtype=np.int16), number))
        else:
            ends.append(np.sort(np.array(side, np.float64), axis=0)[len(parts) - number])
    return _ends(ends[0], ends[1], _all_known(parts))


def _all_known(parts: Iterable[Ends]) -> bool:
    return all(low is high for low, high in parts)


def _opposite(end: End) -> End:
    opposite: End = np.logical_not(end) if end.dtype == np.bool_ else np.subtract(1.0, end)
    return opposite


def _includes(condition: Includes, facts: Facts) -> Ends:
    if condition.number == 1:
        parts = [facts.flag(condition.fact, term) for term in sorted(set(condition.terms))]
        return _joined(parts, facts, np.logical_or, np.maximum, 0.0)
    least, most = _present(condition, facts)
    return _ends(least >= condition.number, most >= condition.number, least is most)


def _present(
    condition: Includes | GrowsWithTerms, facts: Facts
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """How many of the terms are surely present in every place, and how many may be."""
    flags = [facts.flag(condition.fact, term) for term in sorted(set(condition.terms))]
    least: NDArray[np.int16] = np.sum([surely for surely, _ in flags], axis=0, dtype=np.int16)
    if _all_known(flags):
        return least, least
    return least, np.sum([maybe for _, maybe in flags], axis=0, dtype=np.int16)


def _is_one_of(condition: IsOneOf, facts: Facts) -> Ends:
    if condition.fact not in facts.choices:
        return facts.nothing_known()
    missing = facts.choices[condition.fact][2]
    chosen = [facts.chosen(condition.fact, term) for term in condition.terms]
    low = reduce(np.logical_or, chosen) if chosen else np.zeros(facts.places, np.bool_)
    return (low, low) if missing is None else (low, low | missing)


def _within(fact: str, lower: float | None, upper: float | None, facts: Facts) -> Ends:
    missing = facts.numbers[fact][1]
    compared = [
        facts.compared(fact, limit, at_least)
        for limit, at_least in ((lower, True), (upper, False))
        if limit is not None
    ]
    if not compared:  # any number will do
        compared = [np.ones(facts.places, np.bool_) if missing is None else ~missing]
    low = reduce(np.logical_and, compared)
    return (low, low) if missing is None else (low, low | missing)


def _grows(test: Grows, facts: Facts) -> Ends:
    values, missing = facts.numbers[test.fact]
    with np.errstate(all="ignore"):
        position = (values - test.none_at) / (test.full_at - test.none_at)
    # Minimum and maximum that pass over what is not a number, and no zero with a sign.
    low = np.fmin(1.0, np.fmax(0.0, position)) + 0.0
    if missing is None:
        return low, low
    low[missing] = 0.0
    high = low.copy()
    high[missing] = 1.0
    return low, high
