"""What the lines of a co-operative come to."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from socialfranchise.feasibility.ledger import (
    Line,
    added,
    by_year,
    cash_ranges,
    line_ranges,
    running,
    whole,
)
from socialfranchise.feasibility.spread import Model, Spread, Swing, spread, swings
from socialfranchise.feasibility.terms import Bounds, Range

GIVEN = ("support", "refund")
"""Kinds of lines that are help from outside."""
ONCE = ("purchases", "own-money")
"""Kinds of lines that are no running matter."""


@frozen
class Turn:
    """A month in which something turns for the better: with every number at its worst, as
    expected, and at its best; ``None`` when it does not within the time reckoned."""

    low: int | None
    base: int | None
    high: int | None


@frozen(kw_only=True)
class Outcome:
    """What the lines come to. ``result`` is by month, ``years`` the same by year.

    ``cash`` is the money at hand at the end of every month, own money included; ``low_point`` is
    the least of it, ``low_month`` the month of the least that is expected. ``covers`` is the month
    from which sales alone pay wages, contributions and running costs for good. ``breaks_even`` is
    the month from which all that was earned and given so far is no less than all that was spent,
    for good.
    """

    result: tuple[Range, ...]
    years: tuple[Range, ...]
    total: Range
    cash: tuple[Range, ...]
    low_point: Range
    low_month: int
    covers: Turn
    breaks_even: Turn
    swings: tuple[Swing, ...]
    spread: Spread


def outcome_of(lines: Sequence[Line], months: int, *, draws: int, seed: int) -> Outcome:
    """The outcome of lines over so many months."""
    bounds, model = Bounds(), Model(lines)
    rows = {line.id: line_ranges(line, bounds) for line in lines}
    own = [line for line in lines if line.kind != "own-money"]
    trading = [line for line in own if line.kind not in (*GIVEN, *ONCE)]
    result = added((rows[line.id] for line in own), months)
    cash = running(added((cash_ranges(line, bounds) for line in lines), months))
    lowest = min(cash, key=lambda each: each.base)
    return Outcome(
        result=result,
        years=by_year(result),
        total=whole(result),
        cash=cash,
        low_point=Range(*(min(end) for end in _ends(cash))),
        low_month=cash.index(lowest) + 1,
        covers=_turn(added((rows[line.id] for line in trading), months)),
        breaks_even=_turn(running(result)),
        swings=swings(model),
        spread=spread(model, draws=draws, seed=seed),
    )


def _turn(row: Sequence[Range]) -> Turn:
    return Turn(*(_from_then_on(end) for end in _ends(row)))


def _from_then_on(values: Sequence[Decimal]) -> int | None:
    """The first month from which no value is below nought any more."""
    month = len(values)
    while month and values[month - 1] >= 0:
        month -= 1
    return None if month == len(values) else month + 1


def _ends(row: Sequence[Range]) -> tuple[list[Decimal], list[Decimal], list[Decimal]]:
    return [each.low for each in row], [each.base for each in row], [each.high for each in row]
