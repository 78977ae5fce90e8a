"""How far several sources can pay for the costs of one month together.

Amounts are whole grosz. Every source has a limit, every cost its sum, and a source may pay at most
a given part of a cost: a flow from sources to costs. The largest flow equals the smallest cut; with
the few monthly costs there are, all cuts can be looked at, which is exact.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from attrs import frozen


@frozen
class Payer:
    """What one source can pay in a month: ``limit`` in all, and so much of each cost."""

    limit: int
    of_costs: tuple[int, ...]


@cache
def most_paid(payers: tuple[Payer, ...], costs: tuple[int, ...]) -> int:
    """The largest sum that the payers can pay of the costs, none of them paid twice."""
    return min(_cut(payers, costs, chosen) for chosen in range(2 ** len(costs)))


def _cut(payers: Sequence[Payer], costs: Sequence[int], chosen: int) -> int:
    """The capacity of the cut through the chosen costs and through the payers of the others."""
    through = sum(cost for index, cost in enumerate(costs) if chosen >> index & 1)
    for payer in payers:
        others = sum(most for index, most in enumerate(payer.of_costs) if not chosen >> index & 1)
        through += min(payer.limit, others)
    return through


def shares(payers: Sequence[Payer], costs: Sequence[int]) -> tuple[int, ...]:
    """What each pays of the largest sum, when those named first pay as much as they can.

    A payer added to others takes nothing from the sum they pay, so each difference is what that
    payer adds.
    """
    known = tuple(costs)
    sums = [most_paid(tuple(payers[:number]), known) for number in range(len(payers) + 1)]
    return tuple(after - before for before, after in pairwise(sums))
