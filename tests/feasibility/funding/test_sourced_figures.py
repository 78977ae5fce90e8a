"""Figures that public sources print, reproduced by the plan, or said why they are not."""

from decimal import Decimal
from typing import Any

import pytest

from socialfranchise import Catalogue
from tests.feasibility.funding.conftest import AT_RISK, Fund, job


@pytest.mark.parametrize(
    ("registration", "month", "refund"),
    [
        ("2022-01-01", 1, "952.36"),
        ("2022-01-01", 12, "952.36"),
        ("2022-01-01", 13, "1104.24"),
        ("2022-01-01", 19, "1139.04"),
        ("2024-01-01", 1, "1342.17"),
        ("2024-01-01", 7, "1360.52"),
        ("2024-01-01", 13, "1476.32"),
        ("2025-12-31", 1, "1476.32"),
        ("2025-12-31", 2, "1520.62"),
        ("2026-01-01", 13, "1566.18"),
    ],
)
def test_the_refund_of_contributions_by_year(
    fund: Fund, registration: str, month: int, refund: str
) -> None:
    plan = fund(registration, only="contribution-refund", jobs=[job(**AT_RISK)])

    assert plan.best.monthly(month) == {"contribution-refund": Decimal(refund)}


def test_the_refund_is_full_for_two_years_and_half_for_one(fund: Fund) -> None:
    plan = fund("2027-01-01", only="contribution-refund", jobs=[job(**AT_RISK)])

    assert plan.best.total == 24 * Decimal("1566.18") + 12 * Decimal("783.09")
    assert [(cliff.month, cliff.fall) for cliff in plan.cliffs] == [
        (25, Decimal("783.09")),
        (37, Decimal("783.09")),
    ]


def equipped(number: int, time: float = 1) -> dict[str, Any]:
    """Jobs with more to buy than any rate pays."""
    return {
        "jobs": [job(number=number, time=time, wage=8000, **AT_RISK)],
        "purchases": [
            {"id": "x", "what": "Sprzęt", "cost": 10**6, "month": 1, "kind": "equipment"}
        ],
    }


@pytest.mark.parametrize(
    ("registration", "number", "total"),
    [
        ("2023-03-01", 1, "63629"),  # 31 229 + 32 400
        ("2023-03-01", 5, "318145"),
        ("2023-03-01", 10, "636290"),
        ("2023-03-01", 11, "636290"),  # ten rates at most
        ("2024-07-01", 1, "73912"),  # 35 212 + 38 700
    ],
)
def test_unit_grants_of_a_support_centre(
    fund: Fund, registration: str, number: int, total: str
) -> None:
    plan = fund(registration, only="owes-unit-grants", **equipped(number))

    assert plan.best.total == Decimal(total)


@pytest.mark.parametrize(
    ("registration", "time", "year"),
    [
        ("2023-03-01", 0.75, "24300"),
        ("2023-03-01", 0.5, "16200"),
        ("2024-07-01", 0.5, "19350"),
        # The notice prints 29 026: the centre rounds the rate of a year up to a whole zloty.
        ("2024-07-01", 0.75, "29025"),
    ],
)
def test_the_rate_of_part_time_jobs(fund: Fund, registration: str, time: float, year: str) -> None:
    plan = fund(registration, only="owes-unit-grants", **equipped(1, time))

    assert plan.best.total - plan.best.one_off == Decimal(year)


@pytest.mark.parametrize(
    ("registration", "cap"),
    [
        ("2023-03-01", "40400.94"),
        ("2025-09-01", "52491.78"),
        ("2025-11-30", "52491.78"),
        ("2026-03-01", "55186.74"),
    ],
)
def test_the_labour_fund_cap_by_quarter(fund: Fund, registration: str, cap: str) -> None:
    person = job(**AT_RISK, member="yes", answers=[{"fact": "person-past-clear", "answer": "yes"}])
    plan = fund(
        registration,
        only="labour-fund-founder-grant",
        jobs=[person],
        purchases=equipped(1)["purchases"],
    )

    assert plan.best.total == Decimal(cap)
    (taken,) = plan.best.taken
    assert taken.keep_until is not None
    assert (taken.keep_until.year, taken.keep_until.month) == (
        int(registration[:4]) + 1,
        int(registration[5:7]),
    )


def test_gold_serwis_is_not_reproduced_because_its_rules_are_older(
    fund: Fund, catalogue: Catalogue
) -> None:
    """230 000 zł for five jobs: 100 000 zł of the county and 130 000 zł of wages refunded.

    The catalogue describes no grant for a job as it stood in 2014: the rules it holds begin in
    2018, and the refund of 2 167 zł a month was above the minimum wage of 1 680 zł. Nothing may be
    counted then, and nothing is; the sum for a job follows from the figures of the case.
    """
    figures = [figure.value for figure in catalogue.case("gold-serwis-golub-dobrzyn").figures]
    plan = fund("2014-01-02", jobs=[job(number=5, **AT_RISK)])

    assert sum(figures[:2]) / figures[2] == 46000
    assert figures[1] / figures[2] / 12 > 1680
    assert plan.best.total == 0
    assert not any(e.in_force and e.job is not None for e in plan.eligibility)


def test_raciechowice_saved_jobs_and_no_source_says_yes_to_that(fund: Fund) -> None:
    """Eighteen cooks kept their jobs; the sources give no sum of support.

    People about to lose a job are no group at risk by themselves, so no support is certain.
    """
    cooks = job(number=18, groups=["jobs-at-risk"], disability="none")

    plan = fund("2026-01-01", jobs=[cooks])

    assert plan.best.total == 0
    assert plan.possible.total > 0
