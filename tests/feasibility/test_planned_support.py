"""Economics fed by a funding plan: nothing twice, nothing lost, nothing beyond what it costs."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, Economics, economics, funding_plan
from socialfranchise.diagnosis.facts import Terms
from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.feasibility.ledger import Line
from socialfranchise.feasibility.terms import Reckoner
from tests.feasibility.plans import account, job, plan, sale

pytest.importorskip("highspy")

CAR: dict[str, Any] = {
    "id": "car",
    "what": "Samochód",
    "cost": 30000,
    "month": 2,
    "kind": "equipment",
}
OWES = {
    "id": "start",
    "source": "owes-unit-grants",
    "payer": "eu",
    "amount": {"base": 9000},
    "start_month": 1,
    "months": 1,
}


def planned(
    catalogue: Catalogue, kramsk: Diagnosis, **more: Any
) -> tuple[FundingPlan, Economics, Economics]:
    """A plan, the economics fed by it, and those of what the proposal says itself."""
    place = kramsk.answered(("institutions", Terms(frozenset({"owes", "pup"}), frozenset())))
    proposal = plan(catalogue, aid_received=[], public_account=account(), **more)
    template = catalogue[proposal.template]
    money = funding_plan(template, place, catalogue, proposal, rate=Decimal("4.25"))
    fed = economics(template, place, catalogue, proposal, funding=money, draws=1)
    return money, fed, economics(template, place, catalogue, proposal, draws=1)


def months(line: Line) -> list[Decimal]:
    reckoner = Reckoner()
    return [Decimal(0) if term is None else reckoner.value(term) for term in line.amounts]


def by_month(lines: list[Line]) -> list[Decimal]:
    return [sum(column, Decimal(0)) for column in zip(*map(months, lines), strict=True)] or [
        Decimal(0)
    ] * 60


PEOPLE = st.fixed_dictionaries(
    {
        "number": st.integers(1, 3),
        "time": st.sampled_from([0.5, 1]),
        "wage": st.sampled_from([None, 4000, 7000]),
        "start_month": st.integers(1, 14),
        "disability": st.sampled_from(["none", "severe"]),
        "groups": st.sampled_from([["long-term-unemployed"], ["disability"]]),
    }
)


@settings(max_examples=8)
@given(
    st.lists(PEOPLE, min_size=1, max_size=2),
    st.sampled_from(["2026-12-31", "2027-01-01"]),
    st.booleans(),
)
def test_what_the_plan_pays_is_what_is_counted_and_no_more_than_it_costs(
    catalogue: Catalogue,
    kramsk: Diagnosis,
    people: list[dict[str, Any]],
    registration: str,
    buys: bool,
) -> None:
    jobs = [job(id=f"job-{n}", **each) for n, each in enumerate(people)]
    money, fed, _ = planned(
        catalogue,
        kramsk,
        jobs=jobs,
        registration=registration,
        purchases=[CAR] if buys else [],
        sales=[sale()],
        support=[OWES],
    )
    given_ = [line for line in fed.lines if line.kind in ("support", "refund")]

    assert sum(sum(months(line)) for line in given_) == money.best.total
    assert all(line.id.startswith("funding.") for line in given_)
    drawn_in = sum(sum(months(line)) for line in given_ if line.payer != "commune")
    assert fed.public_money.drawn_in.base == drawn_in
    for each in jobs:
        of_job = [line for line in fed.lines if each["id"] in line.id.split(".")]
        paid = by_month([line for line in of_job if line in given_ and "car" not in line.id])
        cost = by_month([line for line in of_job if line.sign == -1])
        assert all(one <= other for one, other in zip(paid, cost, strict=True))
    for line in given_:
        if line.id.endswith(".car"):
            assert sum(months(line)) <= CAR["cost"]
    assert fed.excluding == ()
    assert not any(each.what == "support" for each in fed.missing)


def test_the_refund_of_a_plan_is_paid_after_the_quarter(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    _, fed, own = planned(catalogue, kramsk, jobs=[job()], sales=[sale()])
    of_plan = next(line for line in fed.lines if line.kind == "refund")
    of_law = next(line for line in own.lines if line.kind == "refund")

    assert of_plan.paid == of_law.paid
    assert months(of_plan)[-1] == months(of_law)[-1] == 0


def test_no_refund_is_added_to_a_source_that_shuts_it_out(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    _, fed, own = planned(catalogue, kramsk, jobs=[job()], sales=[sale()], support=[OWES])

    assert own.refund_excluded_by == ("owes-unit-grants",)
    assert own.excluding == ()
    assert fed.refund_excluded_by == ()
    assert not any(line.kind == "refund" for line in own.lines)


def test_sources_that_exclude_each_other_are_named_when_nobody_has_chosen(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    refund = {**OWES, "id": "refund", "source": "contribution-refund", "payer": "state"}
    _, _, own = planned(catalogue, kramsk, jobs=[job()], sales=[sale()], support=[OWES, refund])

    assert own.excluding == (("contribution-refund", "owes-unit-grants"),)
    assert own.refund_excluded_by == ()


def test_a_plan_for_another_proposal_is_refused(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    money, fed, _ = planned(catalogue, kramsk, jobs=[job()])
    other = plan(catalogue, jobs=[job(number=2)])

    with pytest.raises(ValueError, match="another proposal"):
        economics(fed.template, kramsk, catalogue, other, funding=money)


def test_a_wage_that_the_minimum_overtakes_at_new_year_is_raised_and_named(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    """A wage that was lawful in December 2026 and is not in January 2027."""
    law = catalogue.parameter("minimum-wage")
    old, new = law.value(date(2026, 12, 31)), law.value(date(2027, 1, 1))
    assert old is not None
    assert new is not None
    assert old.value < new.value
    wage = float(old.value)
    money, fed, _ = planned(
        catalogue, kramsk, jobs=[job(wage=wage)], registration="2026-12-01", sales=[sale()]
    )
    (raised,) = fed.raised

    assert (raised.month, raised.wage, raised.least) == (2, old.value, new.value)
    assert raised.figure.dated == new
    paid = months(next(line for line in fed.lines if line.kind == "wages"))
    assert paid[:2] == [old.value, new.value]
    assert money.labour_costs[1] > money.labour_costs[0]


def test_nothing_to_buy_and_nobody_affected_can_be_said(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    jobs = [job(groups=["long-term-unemployed"])]
    silent = planned(catalogue, kramsk, jobs=jobs)[2]
    said = planned(catalogue, kramsk, jobs=jobs, purchases=[])
    whats = [{each.what for each in found.missing} for found in (silent, said[2])]

    assert "purchases" in whats[0]
    assert "purchases" not in whats[1]
    assert said[0].gap == 0
    assert "avoided" in whats[0]
    proposal = plan(catalogue, jobs=jobs, public_account=account(avoided=[]))
    none = economics(catalogue[proposal.template], kramsk, catalogue, proposal, draws=1)
    assert "avoided" not in {each.what for each in none.missing}


def test_the_headline_is_tried_in_the_same_futures(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    sales = [
        sale(
            price={"low": 38, "base": 40, "high": 45},
            quantity={"low": 50, "base": 100, "high": 120},
            other_price={"low": 36, "base": 41, "high": 44},
        )
    ]
    proposal = plan(catalogue, jobs=[job()], sales=sales, public_account=account())
    template = catalogue[proposal.template]
    found = economics(template, kramsk, catalogue, proposal, draws=50, seed=4)
    again = economics(template, kramsk, catalogue, proposal, draws=50, seed=4)
    money = found.public_money

    assert money.headline is not None
    assert money.spread is not None
    assert money.spread == again.public_money.spread
    assert all(money.headline.low <= each <= money.headline.high for each in money.spread.total)
    names = {swing.input.key for swing in money.swings}
    assert {"sales.hours.price", "sales.hours.other_price", "sales.hours.quantity"} <= names
    for swing in money.swings:
        for point in (swing.at_low, swing.at_high):
            assert money.headline.low <= point.total <= money.headline.high
    dearer = next(swing for swing in money.swings if swing.input.key == "sales.hours.price")
    assert dearer.at_high.total < money.headline.base < dearer.at_low.total


@pytest.mark.parametrize("registration", ["2090-01-01", "9996-01-01", "9999-12-31"])
def test_far_ahead_the_law_is_not_known(
    catalogue: Catalogue, kramsk: Diagnosis, registration: str
) -> None:
    growth = {"wages": {"base": 1}}
    _, fed, own = planned(catalogue, kramsk, jobs=[job()], growth=growth, registration=registration)

    for found in (fed, own):
        assert found.outcome is None
        assert "minimum-wage" in {each.about for each in found.missing if each.what == "law"}
