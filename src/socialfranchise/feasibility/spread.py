"""What the uncertain numbers do to the outcome: one at a time, and all at random.

At random, each uncertain number is drawn from the triangular distribution whose peak is what is
expected. Every number has a stream of its own, so that one more leaves the draws of the others as
they are. Open questions of yes or no are not drawn: they stay as expected.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random

from attrs import frozen

from socialfranchise.feasibility.ledger import Line
from socialfranchise.feasibility.terms import (
    NOTHING,
    Chosen,
    Given,
    Program,
    Reckoner,
    Term,
)

DIGITS = 6
PERCENTS = (5, 25, 50, 75, 95)
_Sum = tuple[Decimal, list[tuple[int, int]]]
"""What is certain of a sum, and of the rest where each number stands and how often it counts."""


@frozen
class Point:
    """The result of all months and the least cash, for one choice of the uncertain numbers."""

    total: Decimal
    low_point: Decimal


@frozen
class Swing:
    """What one uncertain number does by itself: the outcome at its lower and its upper end."""

    input: Given
    at_low: Point
    at_high: Point

    @property
    def width(self) -> Decimal:
        """By how much it moves the result."""
        return abs(self.at_high.total - self.at_low.total)


@frozen(kw_only=True)
class Spread:
    """Random futures: the share of them below each value.

    ``total`` and ``low_point`` hold the value at each of ``PERCENTS``, a value that was drawn.
    ``positive`` is the share of futures with a result not below nought, ``short`` of those in
    which the money runs out.
    """

    draws: int
    seed: int
    inputs: tuple[Given, ...]
    total: tuple[Decimal, ...]
    low_point: tuple[Decimal, ...]
    positive: Decimal
    short: Decimal


class Model:
    """Lines as a function of the uncertain numbers in them."""

    def __init__(self, lines: Iterable[Line]) -> None:
        result: dict[Term, int] = {}
        cash: dict[int, dict[Term, int]] = {}
        months = 0
        for line in lines:
            months = max(months, len(line.amounts))
            for amount in line.amounts:
                if amount is not None and line.kind != "own-money":
                    result[amount] = result.get(amount, 0) + line.sign
            for month, amount in line.cash():
                row = cash.setdefault(month, {})
                row[amount] = row.get(amount, 0) + line.sign
        self._program = Program()
        self._result = self._split(result)
        self._cash = [self._split(cash.get(month, {})) for month in range(1, months + 1)]

    @property
    def inputs(self) -> dict[str, Given]:
        """The uncertain numbers in the lines, by their keys."""
        return self._program.inputs

    def point(self, chosen: Chosen) -> Point:
        """The outcome for chosen values."""
        values = self._program.values(chosen)
        till, lowest = NOTHING, None
        for row in self._cash:
            till += _sum(row, values)
            lowest = till if lowest is None else min(lowest, till)
        return Point(_sum(self._result, values), NOTHING if lowest is None else lowest)

    def _split(self, terms: Mapping[Term, int]) -> _Sum:
        """What is certain, added up, and what is not."""
        fixed, open_ = NOTHING, []
        expected = Reckoner()
        for term, times in terms.items():
            place = self._program.add(term)
            if self._program.certain(place):
                fixed += times * expected.value(term)
            else:
                open_.append((place, times))
        return fixed, open_


def _sum(row: _Sum, values: list[Decimal]) -> Decimal:
    fixed, open_ = row
    return fixed + sum([times * values[place] for place, times in open_], NOTHING)


def swings(model: Model) -> tuple[Swing, ...]:
    """Every uncertain number by itself, the one that moves the result most first."""
    found = [
        Swing(given, model.point({key: given.low}), model.point({key: given.high}))
        for key, given in model.inputs.items()
    ]
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.input.key)))


def spread(model: Model, *, draws: int, seed: int) -> Spread:
    """Random futures. ``ValueError`` when there is to be none."""
    if draws < 1:
        raise ValueError("at least one draw is needed")
    drawn = sorted((g for g in model.inputs.values() if not g.open), key=lambda given: given.key)
    streams = {given.key: Random(f"{seed}/{given.key}") for given in drawn}  # noqa: S311
    points = [
        model.point({given.key: _draw(given, streams[given.key]) for given in drawn})
        for _ in range(draws)
    ]
    total = sorted(point.total for point in points)
    low_point = sorted(point.low_point for point in points)
    return Spread(
        draws=draws,
        seed=seed,
        inputs=tuple(drawn),
        total=tuple(_at(total, percent) for percent in PERCENTS),
        low_point=tuple(_at(low_point, percent) for percent in PERCENTS),
        positive=Decimal(sum(each >= 0 for each in total)) / draws,
        short=Decimal(sum(each < 0 for each in low_point)) / draws,
    )


def _draw(given: Given, stream: Random) -> Decimal:
    value = stream.triangular(float(given.low), float(given.high), float(given.base))
    return min(max(round(Decimal(value), DIGITS), given.low), given.high)


def _at(values: list[Decimal], percent: int) -> Decimal:
    """The nearest rank: the least value that so many percent of all do not exceed."""
    return values[-(-percent * len(values) // 100) - 1]
