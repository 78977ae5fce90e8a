"""The laws of three truth values and of the degrees between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.degrees import (
    NO,
    UNKNOWN,
    YES,
    Degree,
    Truth,
    all_of,
    any_of,
    at_least,
    negation,
    ramp,
    truth,
)
from tests.strategies import degrees

several = st.lists(degrees, max_size=5)
KLEENE_AND = {
    (Truth.YES, Truth.YES): Truth.YES,
    (Truth.YES, Truth.NO): Truth.NO,
    (Truth.YES, Truth.UNKNOWN): Truth.UNKNOWN,
    (Truth.NO, Truth.NO): Truth.NO,
    (Truth.NO, Truth.UNKNOWN): Truth.NO,
    (Truth.UNKNOWN, Truth.UNKNOWN): Truth.UNKNOWN,
}
VALUES = {Truth.YES: YES, Truth.NO: NO, Truth.UNKNOWN: UNKNOWN}


@pytest.mark.parametrize(("pair", "expected"), KLEENE_AND.items())
def test_and_follows_the_table_of_strong_kleene_logic(
    pair: tuple[Truth, Truth], expected: Truth
) -> None:
    left, right = (VALUES[value] for value in pair)

    assert all_of((left, right)).truth is expected
    assert all_of((right, left)).truth is expected


@given(degrees, degrees)
def test_or_is_and_seen_through_negation(left: Degree, right: Degree) -> None:
    mirrored = negation(all_of((negation(left), negation(right))))
    joined = any_of((left, right))

    assert mirrored.low == pytest.approx(joined.low)
    assert mirrored.high == pytest.approx(joined.high)


@given(degrees)
def test_negating_twice_changes_nothing(degree: Degree) -> None:
    twice = negation(negation(degree))

    assert twice.low == pytest.approx(degree.low)
    assert twice.high == pytest.approx(degree.high)


@given(several, st.randoms())
def test_order_does_not_matter(parts: list[Degree], random: st.DataObject) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    for combine in (all_of, any_of, lambda p: at_least(2, p)):
        assert combine(parts) == combine(shuffled)


@given(several)
def test_one_of_and_all_of_are_the_ends_of_at_least(parts: list[Degree]) -> None:
    assert at_least(1, parts) == any_of(parts)
    assert at_least(len(parts), parts) == all_of(parts)


@given(several, st.data())
def test_knowing_more_never_widens_the_result(parts: list[Degree], data: st.DataObject) -> None:
    narrower = [
        Degree(low, data.draw(st.floats(low, part.high)))
        for part in parts
        for low in [data.draw(st.floats(part.low, part.high))]
    ]

    for combine in (all_of, any_of, lambda p: at_least(2, p)):
        wide, narrow = combine(parts), combine(narrower)
        assert wide.low <= narrow.low <= narrow.high <= wide.high


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_ramp_stays_between_nothing_and_full(value: float, start: float, end: float) -> None:
    if start == end:
        return
    assert 0.0 <= ramp(value, start, end) <= 1.0
    assert ramp(start, start, end) == 0.0
    assert ramp(end, start, end) == 1.0


@pytest.mark.parametrize(("holds", "expected"), [(True, YES), (False, NO), (None, UNKNOWN)])
def test_a_plain_test_becomes_a_degree(holds: bool | None, expected: Degree) -> None:
    assert truth(holds) == expected
