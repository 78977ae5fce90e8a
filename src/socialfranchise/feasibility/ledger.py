"""Lines of money, month by month, and what they add up to."""

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen

from socialfranchise.catalogue.effects import Payer
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text
from socialfranchise.feasibility.terms import ZERO, Bounds, Leaf, Range, Term

Kind = Literal[
    "sales",
    "support",
    "refund",
    "wages",
    "contributions",
    "costs",
    "purchases",
    "own-money",
    "effect",
]


@frozen(kw_only=True)
class Line:
    """One thing paid or received: for every month its amount, never below zero, or none.

    ``sign`` is 1 for money that comes in and -1 for money that goes out; only a difference in
    price may itself be negative. ``paid`` tells for every month in which month its amount is paid,
    which may lie beyond the last; without it, at once. ``name`` is the group's own word, or a text
    of the catalogue.
    """

    id: str
    kind: Kind
    name: str | Text
    sign: Literal[1, -1]
    amounts: tuple[Term | None, ...]
    paid: tuple[int, ...] | None = None
    payer: Payer | None = None
    place: Place | None = None
    rests_on: tuple[Leaf, ...] = ()
    """What decides in which months there is an amount, other than the amounts themselves."""

    def cash(self) -> Iterator[tuple[int, Term]]:
        """The amounts with the months they are paid in."""
        for month, amount in enumerate(self.amounts, start=1):
            if amount is not None:
                when = month if self.paid is None else self.paid[month - 1]
                if when <= len(self.amounts):
                    yield when, amount


def line_ranges(line: Line, bounds: Bounds) -> tuple[Range, ...]:
    """The signed range of every month of a line."""
    found = []
    for amount in line.amounts:
        range_ = ZERO if amount is None else bounds.range(amount)
        found.append(range_ if line.sign == 1 else -range_)
    return tuple(found)


def cash_ranges(line: Line, bounds: Bounds) -> tuple[Range, ...]:
    """The same by the month of payment."""
    found = [ZERO] * len(line.amounts)
    for month, amount in line.cash():
        range_ = bounds.range(amount)
        found[month - 1] = found[month - 1] + (range_ if line.sign == 1 else -range_)
    return tuple(found)


def added(rows: Iterable[tuple[Range, ...]], months: int) -> tuple[Range, ...]:
    """Rows of months added up, month by month."""
    found = [ZERO] * months
    for row in rows:
        found = [one + other for one, other in zip(found, row, strict=True)]
    return tuple(found)


def by_year(row: tuple[Range, ...], a_year: int = 12) -> tuple[Range, ...]:
    """A row of months as a row of years."""
    return tuple(whole(row[start : start + a_year]) for start in range(0, len(row), a_year))


def whole(row: Iterable[Range]) -> Range:
    """All of a row added up."""
    found = ZERO
    for each in row:
        found = found + each
    return found


def running(row: Iterable[Range]) -> tuple[Range, ...]:
    """What a row has come to by each month."""
    found: list[Range] = []
    for each in row:
        found.append((found[-1] if found else ZERO) + each)
    return tuple(found)
