"""Derived figures of the law are what they are derived from."""

from decimal import Decimal

from socialfranchise.catalogue.catalogue import Catalogue


def test_the_full_cost_of_work_is_the_wage_and_the_contributions_of_its_day(
    catalogue: Catalogue,
) -> None:
    wage = catalogue.parameter("minimum-wage")
    share = catalogue.parameter("employer-cost-share")
    checked = 0
    for dated in catalogue.parameter("minimum-wage-full-cost"):
        paid, added = wage.value(dated.since), share.value(dated.since)
        if paid is not None and added is not None:
            expected = paid.value * (1 + added.value)
            assert abs(dated.value - expected) <= Decimal("0.01"), dated.since
            checked += 1

    assert checked > 5


def test_an_hour_at_the_least_costs_no_less_than_the_wage_divided_by_the_month(
    catalogue: Catalogue,
) -> None:
    hour, wage = catalogue.parameter("minimum-hourly-wage"), catalogue.parameter("minimum-wage")
    for dated in hour:
        paid = wage.value(dated.since)
        assert paid is not None
        assert dated.value * 176 > paid.value * Decimal("0.9"), dated.since


def test_values_stand_in_the_order_of_time(catalogue: Catalogue) -> None:
    for parameter in catalogue.law.values():
        days = [dated.since for dated in parameter]
        assert days == sorted(set(days)), parameter.id


def test_shares_are_shares(catalogue: Catalogue) -> None:
    for parameter in catalogue.law.values():
        if parameter.unit == "share" and not parameter.id.endswith("-multiple"):
            assert all(0 <= dated.value <= 10 for dated in parameter), parameter.id
