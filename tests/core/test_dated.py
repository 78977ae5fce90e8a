"""Figures that hold from a day on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.text import Text

FOUNDERS = Parameter(
    "min-founders-natural",
    Text("Założyciele", "Founders"),
    "persons",
    (
        DatedValue(date(2006, 7, 6), Decimal(5), "checked"),
        DatedValue(date(2018, 3, 31), Decimal(3), "checked", until=date(2030, 12, 31)),
    ),
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2006, 7, 5), None),
        (date(2006, 7, 6), 5),
        (date(2018, 3, 30), 5),
        (date(2018, 3, 31), 3),
        (date(2030, 12, 31), 3),
        (date(2031, 1, 1), None),
    ],
)
def test_a_value_holds_from_its_first_day_to_the_eve_of_the_next(
    on: date, expected: int | None
) -> None:
    dated = FOUNDERS.value(on)

    assert (None if dated is None else dated.value) == expected


@given(st.dates(date(2006, 7, 6), date(2030, 12, 31)))
def test_between_two_changes_yesterday_and_today_agree(on: date) -> None:
    starts = {dated.since for dated in FOUNDERS}

    if on not in starts:
        assert FOUNDERS.value(on) == FOUNDERS.value(on - timedelta(days=1))
