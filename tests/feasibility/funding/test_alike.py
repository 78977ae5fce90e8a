"""Jobs that are alike are chosen for together, and everyone gets what is due."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from socialfranchise.feasibility.funding.alike import split
from socialfranchise.feasibility.funding.plan import FundingPlan
from tests.feasibility.funding.conftest import AT_RISK, Fund, job

PURCHASES = [
    {"id": "car", "what": "Samochód", "cost": 30000, "month": 1, "kind": "equipment"},
    {"id": "kit", "what": "Odzież", "cost": 90000, "month": 2, "kind": "start-up"},
]


def sums(plan: FundingPlan) -> tuple[Any, ...]:
    second = None if plan.second is None else plan.second.total
    return plan.best.total, plan.best.by_source(), second, plan.possible.total, plan.best.aid


@settings(max_examples=6)
@given(st.integers(2, 6), st.sampled_from((None, "4.25", "0.05")), st.sampled_from((0.5, 1)))
def test_people_named_one_by_one_get_what_they_get_together(
    fund: Fund, number: int, rate: str | None, time: float
) -> None:
    same = {**AT_RISK, "time": time, "member": "yes"}
    together = fund(jobs=[job(id="all", number=number, **same)], purchases=PURCHASES, rate=rate)
    each = [job(id=f"job-{n}", post=f"Praca {n}", **same) for n in range(number)]
    apart = fund(jobs=each, purchases=PURCHASES, rate=rate)

    assert sums(apart) == sums(together)
    taken: dict[str, int] = {}
    for part in apart.best.taken:
        assert part.persons == 1
        taken[part.source.id] = taken.get(part.source.id, 0) + 1
    for part in together.best.taken:
        assert taken.pop(part.source.id) == part.persons
    assert not taken
    for payment in apart.best.payments:
        if payment.purchase is not None:
            assert payment.amount * 100 <= payment.limit.grosz * payment.persons


def test_a_job_that_a_purchase_equips_is_not_like_the_others(fund: Fund) -> None:
    same = {**AT_RISK, "member": "yes"}
    kit = [{**PURCHASES[0], "cost": 1000, "job": "b"}]
    jobs = [job(id=id, **same) for id in "abc"]
    plan = fund(jobs=jobs, purchases=kit, only="owes-unit-grants")

    paid = {payment.job for payment in plan.best.payments if payment.purchase}
    assert paid == {"b"}


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 10**6), min_size=1),
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
)
def test_a_sum_that_is_split_is_whole_and_even(due: dict[str, int], persons: list[int]) -> None:
    parts = split(due, persons)

    for id, sum_ in due.items():
        assert sum(part.get(id, 0) for part in parts) == sum_
    each = sum(due.values()) / sum(persons)
    for part, number in zip(parts, persons, strict=True):
        assert abs(sum(part.values()) - each * number) < number
