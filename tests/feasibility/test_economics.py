"""The economics of a proposal: what it earns and spends, and when the money runs out."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis
from socialfranchise.feasibility.economics import Economics
from socialfranchise.feasibility.ledger import line_ranges, whole
from socialfranchise.feasibility.outcome import Outcome
from socialfranchise.feasibility.terms import Bounds, Range
from tests.feasibility.plans import job, reckon, sale

FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def month(found: Economics, kinds: Iterable[str], number: int) -> Decimal:
    """What lines of these kinds come to in a month, as expected."""
    bounds = Bounds()
    return sum(
        (line_ranges(line, bounds)[number - 1].base for line in found.lines if line.kind in kinds),
        Decimal(0),
    )


def outcome(found: Economics) -> Outcome:
    assert found.outcome is not None
    return found.outcome


@pytest.mark.parametrize(
    ("registration", "full_cost", "refund"),
    [
        # The sums of the catalogue are of the whole rate; here every contribution is rounded by
        # itself, as it is paid, so that a grosz or two may differ.
        ("2025-01-15", "5621.60", "1476.32"),
        ("2026-01-15", "5790.27", "1520.62"),
        ("2027-01-15", "5963.76", "1566.18"),
    ],
)
def test_the_cost_of_the_minimum_wage_and_its_refund(
    catalogue: Catalogue, kramsk: Diagnosis, registration: str, full_cost: str, refund: str
) -> None:
    found = reckon(catalogue, kramsk, registration=registration, jobs=[job()])

    cost = -month(found, ("wages", "contributions"), 1)
    assert abs(cost - Decimal(full_cost)) <= Decimal("0.02")
    assert abs(month(found, ("refund",), 1) - Decimal(refund)) <= Decimal("0.02")


def test_the_refund_is_whole_for_two_years_and_half_for_one(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    found = reckon(catalogue, kramsk, registration="2023-08-01", jobs=[job(start_month=3)])
    paid = [month(found, ("refund",), number) for number in (2, 3, 26, 27, 38, 39)]

    assert paid[0] == paid[5] == 0
    assert all(paid[1:5])
    # Month 26 is September 2025, month 27 October: the same wage, half the refund.
    assert abs(paid[3] * 2 - paid[2]) <= Decimal("0.02")


def test_a_refund_comes_after_the_quarter(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    found = reckon(catalogue, kramsk, jobs=[job()])
    refund = next(line for line in found.lines if line.kind == "refund")

    # January to March are settled at the end of March and paid in April.
    assert [when for when, _ in refund.cash()][:4] == [4, 4, 4, 7]


def test_a_refund_the_group_counts_on_itself_is_not_added_twice(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    support = {
        "id": "refund",
        "source": "contribution-refund",
        "payer": "state",
        "amount": {"base": 1000},
        "start_month": 1,
        "months": 24,
    }
    found = reckon(catalogue, kramsk, jobs=[job()], support=[support])

    assert [line.id for line in found.lines if line.kind in ("refund", "support")] == [
        "support.refund"
    ]


def test_the_minimum_wage_changes_on_new_years_day(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    found = reckon(catalogue, kramsk, registration="2026-12-31", jobs=[job(time=0.5)])

    assert [day.isoformat() for day in found.days[:2]] == ["2026-12-31", "2027-01-01"]
    assert [-month(found, ("wages",), number) for number in (1, 2)] == [
        Decimal("2403.00"),
        Decimal("2475.00"),
    ]


def test_after_the_last_known_year_the_minimum_wage_grows_as_assumed(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    found = reckon(
        catalogue,
        kramsk,
        registration="2027-01-15",
        jobs=[job()],
        growth={"wages": {"base": 0.1}},
    )

    assert [-month(found, ("wages",), number) for number in (12, 13, 25)] == [
        Decimal("4950.00"),
        Decimal("5445.00"),
        Decimal("5989.50"),
    ]
    still = reckon(catalogue, kramsk, registration="2027-01-15", jobs=[job()])
    assert -month(still, ("wages",), 60) == Decimal("4950.00")
    assert "growth-wages" in {each.what for each in still.missing}


def test_an_agreed_wage_is_never_below_the_minimum(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    found = reckon(catalogue, kramsk, jobs=[job(wage=4806), job(id="high", wage=6000)])

    assert -month(found, ("wages",), 12) == Decimal("4806.00") + 6000
    assert -month(found, ("wages",), 13) == Decimal("4950.00") + 6000


def test_seasons_late_payment_and_the_end_of_a_contract(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    found = reckon(
        catalogue,
        kramsk,
        jobs=[job()],
        sales=[sale(paid_after=2, end_month=12, seasonality=[{"month": 7, "share": 0.5}])],
    )
    sold = [month(found, ("sales",), number) for number in (1, 7, 12, 13)]

    assert sold == [4000, 2000, 4000, 0]
    line = next(line for line in found.lines if line.kind == "sales")
    assert [when for when, _ in line.cash()] == list(range(3, 15))


def test_what_the_plan_does_not_say_leaves_no_outcome(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    found = reckon(catalogue, kramsk, sales=None, running_costs=None)

    assert found.outcome is None
    blocking = {each.what for each in found.missing if each.blocks == "outcome"}
    assert blocking == {"jobs", "sales", "running-costs"}
    jobs = next(each for each in found.missing if each.what == "jobs")
    assert jobs.usual == catalogue["elderly-care"].staffing.jobs


def test_a_day_the_law_does_not_reach_leaves_no_outcome(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    found = reckon(catalogue, kramsk, registration="2005-03-01", jobs=[job()])

    assert found.outcome is None
    assert "minimum-wage" in {each.about for each in found.missing if each.what == "law"}


def test_when_the_tide_turns(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    late = sale(quantity={"base": 1000}, start_month=4)
    found = outcome(reckon(catalogue, kramsk, jobs=[job(at_risk="no")], sales=[late]))

    assert (found.covers.base, found.low_month) == (4, 3)
    assert found.low_point.base == found.cash[2].base < 0
    assert found.breaks_even.base == 4
    never = outcome(reckon(catalogue, kramsk, jobs=[job(at_risk="no")]))
    assert never.covers == never.breaks_even
    assert never.covers.base is None


def test_who_may_be_at_risk_is_expected_not_to_be(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    known = outcome(reckon(catalogue, kramsk, jobs=[job()])).total
    open_ = outcome(reckon(catalogue, kramsk, jobs=[job(at_risk="unknown")]))
    never = outcome(reckon(catalogue, kramsk, jobs=[job(at_risk="no")])).total

    assert open_.total == Range(never.base, never.base, known.base)
    assert [swing.input.key for swing in open_.swings] == ["jobs.work.at_risk"]


AMOUNTS = st.decimals(0, 300, places=2).map(float)
ENDS = st.lists(AMOUNTS, min_size=3, max_size=3).map(sorted)


def _estimate(ends: list[float]) -> dict[str, float]:
    return dict(zip(("low", "base", "high"), ends, strict=True))


PLANS = st.fixed_dictionaries(
    {
        "jobs": st.lists(
            st.builds(
                lambda number, time, start, risk: {
                    "number": number,
                    "time": time / 4,
                    "start_month": start,
                    "at_risk": risk,
                },
                st.integers(1, 3),
                st.integers(1, 4),
                st.integers(1, 20),
                st.sampled_from(["yes", "no", "unknown"]),
            ),
            min_size=1,
            max_size=2,
        ).map(lambda jobs: [job(id=f"j{n}") | each for n, each in enumerate(jobs)]),
        "sales": st.lists(st.tuples(ENDS, ENDS), max_size=2).map(
            lambda sales: [
                sale(id=f"s{n}", price=_estimate(price), quantity=_estimate(quantity))
                for n, (price, quantity) in enumerate(sales)
            ]
        ),
        "running_costs": ENDS.map(
            lambda ends: [{"id": "c", "what": "Koszt", "amount": _estimate(ends), "start_month": 2}]
        ),
        "growth": st.lists(st.decimals(0, 1, places=2).map(float), min_size=3, max_size=3)
        .map(sorted)
        .map(lambda ends: {"wages": _estimate(ends), "sales": {"base": ends[0]}}),
    }
)


@FEW
@given(PLANS)
def test_ends_are_in_order_and_hold_every_future(
    catalogue: Catalogue, kramsk: Diagnosis, plan: dict[str, Any]
) -> None:
    found = outcome(reckon(catalogue, kramsk, draws=5, **plan))

    for each in (*found.result, *found.years, *found.cash, found.total, found.low_point):
        assert each.low <= each.base <= each.high
    assert whole(found.years) == found.total == whole(found.result)
    for drawn in found.spread.total:
        assert found.total.low <= drawn <= found.total.high
    for drawn in found.spread.low_point:
        assert found.low_point.low <= drawn <= found.low_point.high
    for swing in found.swings:
        assert found.total.low <= swing.at_low.total <= found.total.high
        assert found.total.low <= swing.at_high.total <= found.total.high


@FEW
@given(PLANS, st.integers(1, 5000), st.integers(1, 60))
def test_one_more_cost_never_makes_it_better(
    catalogue: Catalogue, kramsk: Diagnosis, plan: dict[str, Any], amount: int, start: int
) -> None:
    before = outcome(reckon(catalogue, kramsk, **plan))
    more = {"id": "more", "what": "Jeszcze", "amount": {"base": amount}, "start_month": start}
    costs = [*plan["running_costs"], more]
    after = outcome(reckon(catalogue, kramsk, **{**plan, "running_costs": costs}))

    assert after.total.base < before.total.base
    for one, other in zip(after.cash, before.cash, strict=True):
        assert (one.low <= other.low, one.base <= other.base, one.high <= other.high) == (True,) * 3


@FEW
@given(st.integers(1, 5), st.integers(1, 400), st.integers(2, 4))
def test_everything_times_so_many_is_the_outcome_times_so_many(
    catalogue: Catalogue, kramsk: Diagnosis, people: int, hours: int, times: int
) -> None:
    def reckoned(by: int) -> Economics:
        return reckon(
            catalogue,
            kramsk,
            jobs=[job(number=people * by)],
            sales=[sale(quantity={"base": hours * by, "low": 0})],
            running_costs=[
                {"id": "c", "what": "Koszt", "amount": {"base": 7.25 * by}, "start_month": 1}
            ],
        )

    one, many = outcome(reckoned(1)), outcome(reckoned(times))
    scale = Range(*[Decimal(times)] * 3)
    assert many.total == one.total * scale
    assert many.low_point == one.low_point * scale
    assert many.cash == tuple(each * scale for each in one.cash)


def test_the_same_seed_draws_the_same_futures(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    plan = {"jobs": [job()], "sales": [sale(quantity={"low": 50, "base": 100, "high": 200})]}
    first = outcome(reckon(catalogue, kramsk, draws=50, **plan))
    again = outcome(reckon(catalogue, kramsk, draws=50, **plan))

    assert first.spread == again.spread
    assert first.spread.total == tuple(sorted(first.spread.total))
