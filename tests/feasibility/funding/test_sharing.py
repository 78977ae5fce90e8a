"""Several sources and the costs of a month."""

from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from socialfranchise.feasibility.funding.sharing import Payer, most_paid, shares

COSTS = st.lists(st.integers(0, 4), min_size=1, max_size=2).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> tuple[tuple[Payer, ...], tuple[int, ...]]:
    costs = draw(COSTS)
    of_costs = st.tuples(*(st.integers(0, cost) for cost in costs))
    payer = st.builds(Payer, st.integers(0, 5), of_costs)
    return tuple(draw(st.lists(payer, max_size=2))), costs


@settings(max_examples=80, deadline=None)
@given(cases())
def test_the_largest_sum_is_the_one_found_by_trying_all(
    case: tuple[tuple[Payer, ...], tuple[int, ...]],
) -> None:
    payers, costs = case
    ranges = [range(most + 1) for payer in payers for most in payer.of_costs]
    best = 0
    for paid in product(*ranges):
        rows = [paid[i * len(costs) : (i + 1) * len(costs)] for i in range(len(payers))]
        within = all(sum(row) <= payer.limit for row, payer in zip(rows, payers, strict=True))
        columns = [sum(row[i] for row in rows) for i in range(len(costs))]
        if within and all(c <= cost for c, cost in zip(columns, costs, strict=True)):
            best = max(best, sum(paid))

    assert most_paid(payers, costs) == best


@given(cases())
def test_shares_add_up_and_none_is_over_its_limit(
    case: tuple[tuple[Payer, ...], tuple[int, ...]],
) -> None:
    payers, costs = case

    found = shares(payers, costs)

    assert sum(found) == most_paid(payers, costs) <= sum(costs)
    for share, payer in zip(found, payers, strict=True):
        assert 0 <= share <= min(payer.limit, sum(payer.of_costs))
    for order in permutations(payers):
        assert sum(shares(order, costs)) == sum(found)
