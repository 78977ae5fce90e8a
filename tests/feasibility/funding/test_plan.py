"""Laws that every funding plan keeps."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, feasibility_of
from socialfranchise.core.degrees import Truth
from socialfranchise.diagnosis.facts import Answer, Choice, Number, Terms
from socialfranchise.feasibility.funding.job_facts import job_facts
from socialfranchise.feasibility.funding.plan import funding_plan
from socialfranchise.presentation.feasibility.feasibility_data import feasibility_data
from tests.feasibility.funding.conftest import AT_RISK, Fund, Propose, job

GROUPS = ("long-term-unemployed", "cis-graduates", "mental-illness", "addiction")
ANSWERS = ("person-past-clear", "person-registered")
KINDS = ("equipment", "premises", "start-up", "advice", "adaptation", None)
KNOWN = st.sampled_from(("yes", "no", "unknown"))


@st.composite
def jobs(draw: st.DrawFn, id: str) -> dict[str, Any]:
    return job(
        id=id,
        number=draw(st.integers(1, 4)),
        time=draw(st.sampled_from((0.5, 0.75, 1))),
        start_month=draw(st.integers(1, 12)),
        groups=sorted(draw(st.sets(st.sampled_from(GROUPS), max_size=2))),
        at_risk=draw(KNOWN),
        disability=draw(st.sampled_from(("none", "light", "moderate", "severe", "unknown"))),
        member=draw(KNOWN),
        answers=[{"fact": fact, "answer": draw(KNOWN)} for fact in ANSWERS],
    )


@st.composite
def proposals(draw: st.DrawFn) -> dict[str, Any]:
    """What differs between proposals: jobs, purchases, legal form."""
    ids = [f"job-{number}" for number in range(draw(st.integers(0, 2)))]
    purchases = [
        {
            "id": f"purchase-{number}",
            "what": "Rzecz",
            "cost": draw(st.integers(0, 90000)),
            "month": draw(st.integers(1, 12)),
        }
        for number in range(draw(st.integers(0, 2)))
    ]
    for purchase in purchases:
        kind = draw(st.sampled_from(KINDS))
        of = draw(st.sampled_from([None, *ids]))
        purchase |= {"kind": kind} if kind else {}
        purchase |= {"job": of} if of else {}
    forms = ("natural-persons-coop", "legal-persons-coop")
    return {
        "jobs": [draw(jobs(id)) for id in ids],
        "purchases": purchases,
        "legal_form": draw(st.sampled_from(forms)),
    }


REGISTRATIONS = st.sampled_from(("2026-12-31", "2027-01-01", "2024-06-30", "2024-07-01"))
RATES = st.sampled_from((None, "4.25", "0.1"))
HEAVY = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@HEAVY
@given(proposals(), REGISTRATIONS, RATES)
def test_sums_agree_and_no_limit_is_passed(
    fund: Fund, given: dict[str, Any], registration: str, rate: str | None
) -> None:
    plan = fund(registration, rate=rate, **given)

    for mix in (plan.best, plan.possible, *([plan.second] if plan.second else [])):
        assert sum(mix.by_fund().values()) == sum(mix.by_source().values()) == mix.total
        assert sum(sum(month.values()) for month in mix.by_month().values()) == mix.total
        assert plan.room.free is None or mix.aid <= plan.room.free
        for payment in mix.payments:
            assert payment.amount > 0
        one_off: dict[tuple[str, str, str | None], Decimal] = {}
        for payment in mix.payments:
            limit = Decimal(payment.limit.grosz) / 100
            if payment.purchase is None:
                assert payment.amount <= payment.persons * limit
            else:
                key = (payment.source.id, payment.rule.id, payment.job)
                one_off[key] = one_off.get(key, Decimal(0)) + payment.amount
        for purchase in plan.to_buy:
            assert mix.paid_for(purchase.id) <= purchase.cost
        for month in range(1, plan.months + 1):
            assert sum(mix.monthly(month).values()) <= plan.labour_costs[month - 1]
        for taken in mix.taken:
            number = 1 if taken.job is None else given["jobs"][int(taken.job[4:])]["number"]
            assert 1 <= taken.persons <= number
            for rule in taken.rules:
                paid = one_off.get((taken.source.id, rule.id, taken.job))
                if paid is not None:
                    most = max(p.limit.grosz for p in mix.payments if p.rule.id == rule.id)
                    assert paid <= taken.persons * Decimal(most) / 100
    assert plan.second is None or plan.second.total <= plan.best.total
    assert plan.best.total <= plan.possible.total


@HEAVY
@given(proposals(), REGISTRATIONS)
def test_sources_that_exclude_each_other_never_share_a_person(
    fund: Fund, given: dict[str, Any], registration: str
) -> None:
    plan = fund(registration, **given)
    numbers = {None: 1, **{entry["id"]: entry["number"] for entry in given["jobs"]}}

    for mix in (plan.best, plan.possible):
        for one in mix.taken:
            for other in mix.taken:
                same = one.job == other.job and one.source.id != other.source.id
                if same and other.source.id in one.source.excludes:
                    assert one.persons + other.persons <= numbers[one.job]
                meet = one.persons + other.persons > numbers[one.job] == 1
                if same and meet and other.source.id in one.source.excludes_in_months:
                    months = [
                        {
                            p.month
                            for p in mix.payments
                            if p.source.id == taken.source.id
                            and p.job == one.job
                            and p.purchase is None
                        }
                        for taken in (one, other)
                    ]
                    assert not months[0] & months[1]


@HEAVY
@given(proposals(), st.data())
def test_a_source_more_never_lowers_the_best(
    catalogue: Catalogue,
    kramsk: Diagnosis,
    propose: Propose,
    given: dict[str, Any],
    data: st.DataObject,
) -> None:
    proposal = propose(**given)
    grants = sorted(id for id, source in catalogue.funding.items() if source.money == "grant")
    gone = data.draw(st.sampled_from(grants))
    fewer = attrs.evolve(
        catalogue, funding={id: s for id, s in catalogue.funding.items() if id != gone}
    )
    template = catalogue["elderly-care"]

    with_it = funding_plan(template, kramsk, catalogue, proposal)
    without = funding_plan(template, kramsk, fewer, proposal)

    assert without.best.total <= with_it.best.total
    assert without.possible.total <= with_it.possible.total


@HEAVY
@given(proposals(), st.randoms(use_true_random=False))
def test_the_order_of_jobs_purchases_and_sources_does_not_matter(
    catalogue: Catalogue, kramsk: Diagnosis, propose: Propose, given: dict[str, Any], random: Any
) -> None:
    def shuffled(items: Any) -> list[Any]:
        found: list[Any] = random.sample(list(items), len(items))
        return found

    template = catalogue["elderly-care"]
    mixed = attrs.evolve(catalogue, funding=dict(shuffled(catalogue.funding.items())))
    other = {key: shuffled(given[key]) for key in ("jobs", "purchases")}

    plan = funding_plan(template, kramsk, catalogue, propose(**given))
    again = funding_plan(template, kramsk, mixed, propose(**{**given, **other}))

    assert plan.best == again.best
    assert plan.second == again.second
    assert plan.possible == again.possible


def test_answering_a_question_turns_the_possible_into_the_certain(fund: Fund) -> None:
    unknown = job(groups=["long-term-unemployed"], disability="none")

    asked = fund(jobs=[unknown])
    told = fund(jobs=[job(**AT_RISK)])

    assert asked.best.total < told.best.total <= asked.possible.total
    (refund,) = [e for e in asked.eligibility if e.source.id == "contribution-refund"]
    assert refund.truth is Truth.UNKNOWN
    assert refund.judged[0].asks == ("job-at-risk",)


def test_room_for_aid_binds_when_the_rate_is_known(fund: Fund) -> None:
    given: dict[str, Any] = {"jobs": [job(**AT_RISK)]}
    received = [{"day": "2025-05-20", "amount": 299000, "currency": "eur"}]

    free = fund(**given, rate="4.25")
    tight = fund(**given, rate="4.25", aid_received=received)
    without_rate = fund(**given, aid_received=received)

    assert free.room.free == 300000 * Decimal("4.25")
    assert tight.room.free == tight.best.aid == 1000 * Decimal("4.25")
    assert without_rate.room.free is None
    assert without_rate.room.unknown == "rate"
    assert without_rate.best.total == free.best.total


def test_aid_before_the_window_does_not_count_and_untold_aid_is_unknown(fund: Fund) -> None:
    old = [{"day": "2022-12-31", "amount": 200000, "currency": "eur"}]

    assert fund(rate="4", aid_received=old).room.received == 0
    plan = fund(rate="4", aid_received=[{"day": "2025-01-01", "amount": 400, "currency": "pln"}])
    assert plan.room.received == 100


def test_the_gap_is_what_own_cash_does_not_cover(fund: Fund) -> None:
    purchase = {"id": "car", "what": "Auto", "cost": 9000, "month": 1}

    assert fund(purchases=[purchase]).gap is None
    assert fund(purchases=[purchase], own_money={"cash": 2500}).gap == 6500
    assert fund(purchases=[purchase], own_money={"cash": 9500}).gap == 0
    assert fund(purchases=[]).gap == 0
    assert fund().gap is None


def test_part_of_a_range_below_its_lowest_sum_is_not_taken(fund: Fund) -> None:
    person = job(**{**AT_RISK, "disability": "severe"})
    cheap = {"id": "x", "what": "Biurko", "month": 1, "kind": "equipment", "job": "job"}
    lowest = 6 * Decimal("8771.70")

    below = fund(only="pfron-job", jobs=[person], purchases=[{**cheap, "cost": 52000}])
    above = fund(only="pfron-job", jobs=[person], purchases=[{**cheap, "cost": 53000}])

    assert 52000 < lowest < 53000
    assert below.best.one_off == 0
    assert above.best.one_off == 53000


def test_what_several_jobs_use_is_not_paid_from_money_for_one_job(fund: Fund) -> None:
    person = job(**{**AT_RISK, "disability": "severe"})
    shared = {"id": "x", "what": "Auto", "cost": 90000, "month": 1, "kind": "equipment"}

    assert fund(only="pfron-job", jobs=[person], purchases=[shared]).best.one_off == 0
    assert fund(only="owes-unit-grants", jobs=[person], purchases=[shared]).best.one_off > 0


@pytest.mark.parametrize(
    "given",
    [
        {"registration": "9999-12-31", "jobs": [job(number=1000, **AT_RISK, start_month=1000)]},
        {"jobs": [job(number=1000, **AT_RISK, wage=10**15)]},
        {
            "jobs": [job(number=1000, **AT_RISK)],
            "purchases": [
                {"id": "x", "what": "X", "cost": 10**15, "month": 1, "kind": "equipment"}
            ],
        },
        {"purchases": [{"id": "x", "what": "X", "cost": 5, "month": 1000, "kind": "advice"}]},
        {"registration": "0001-01-01", "jobs": [job(**AT_RISK)]},
    ],
)
def test_absurd_proposals_have_a_plan_all_the_same(fund: Fund, given: dict[str, Any]) -> None:
    plan = fund(rate="4.25", **given)

    assert plan.best.total <= plan.possible.total


@pytest.mark.parametrize("more", [{"rate": Decimal(0)}, {"rate": Decimal("NaN")}, {"months": 61}])
def test_wrong_numbers_are_refused(
    catalogue: Catalogue, kramsk: Diagnosis, propose: Propose, more: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"above 0|from 1 to 60"):
        funding_plan(
            catalogue["elderly-care"], kramsk, catalogue, propose(), on=date(2026, 1, 1), **more
        )


def test_feasibility_holds_the_plan_when_asked(
    catalogue: Catalogue, kramsk: Diagnosis, propose: Propose
) -> None:
    template, proposal = catalogue["elderly-care"], propose(jobs=[job(**AT_RISK)])

    plain = feasibility_of(template, kramsk, catalogue, proposal=proposal)
    asked = feasibility_of(template, kramsk, catalogue, proposal=proposal, funding=True)

    assert plain.funding is None
    assert feasibility_data(plain, catalogue)["funding"] is None
    assert asked.funding == funding_plan(template, kramsk, catalogue, proposal)
    assert (
        Decimal(feasibility_data(asked, catalogue)["funding"]["best"]["total"])
        == asked.funding.best.total
    )


def test_facts_of_places_groups_and_jobs_have_different_ids(catalogue: Catalogue) -> None:
    words = catalogue.vocabularies
    lists = [list(words.facts.terms), list(words.proposal_facts.terms), list(words.job_facts.terms)]

    assert len({id for ids in lists for id in ids}) == sum(len(ids) for ids in lists)


def test_every_fact_a_proposal_gives_of_a_job_is_in_the_vocabulary(
    catalogue: Catalogue, propose: Propose
) -> None:
    proposal = propose(jobs=[job(**AT_RISK, member="no")])
    given = job_facts(proposal, proposal.jobs[0])
    kinds = {Answer: "answer", Choice: "choice", Number: "number", Terms: "terms"}

    for id, fact in given.items():
        term = catalogue.vocabularies.job_facts[id]
        assert kinds[type(fact.value)] == term.kind
