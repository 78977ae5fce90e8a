"""Plain values: what the domain takes, and what it refuses."""

import math
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.plain import (
    LARGEST_NUMBER,
    LARGEST_WEIGHT,
    as_day,
    as_finite,
    as_float,
    as_ids,
    as_texts,
    as_weight,
    is_sane,
)


@given(st.floats() | st.integers())
def test_a_number_stays_the_number_it_is(number: float) -> None:
    taken = as_float(number)

    assert type(taken) is float
    assert taken == number or math.isnan(number) or abs(number) > 2**53
    assert is_sane(taken) is (abs(number) <= LARGEST_NUMBER)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1.1e15, 10**400])
def test_a_finite_number_is_of_a_sane_size(number: float) -> None:
    assert as_finite(LARGEST_NUMBER) == 1e15
    with pytest.raises(ValueError, match="number"):
        as_finite(number)


def test_a_weight_is_a_whole_number_from_0() -> None:
    assert [as_weight(weight) for weight in (0, 10, LARGEST_WEIGHT)] == [0, 10, LARGEST_WEIGHT]


@pytest.mark.parametrize("weight", [-1, LARGEST_WEIGHT + 1, True, False, 1.0, "1", None])
def test_no_other_weight_is_taken(weight: Any) -> None:
    with pytest.raises(ValueError, match="weight"):
        as_weight(weight)


@given(st.dates())
def test_a_day_has_no_time(day: date) -> None:
    assert as_day(day) is day
    with pytest.raises(TypeError):
        as_day(datetime(day.year, day.month, day.day, tzinfo=UTC))


@given(st.lists(st.text()))
def test_texts_are_taken_from_any_collection(texts: list[str]) -> None:
    assert as_texts(iter(texts)) == tuple(texts)
    assert as_ids(texts) == set(texts)


@pytest.mark.parametrize("texts", ["", "care", [1], ["care", None], [b"care"], None, 5])
def test_a_single_text_is_not_several(texts: Any) -> None:
    with pytest.raises(TypeError):
        as_texts(texts)
    with pytest.raises(TypeError):
        as_ids(texts)
