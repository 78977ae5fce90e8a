"""Conditions: a node that could not be evaluated cannot be made."""

import math
from collections.abc import Callable
from decimal import Decimal

import pytest

from socialfranchise.core.conditions import (
    All,
    AtLeast,
    Condition,
    Grows,
    GrowsWithTerms,
    Includes,
    IsAnswer,
    IsOneOf,
    Limit,
    Not,
    Within,
)
from socialfranchise.core.conditions import (
    Any as AnyOf,
)
from socialfranchise.core.conditions import (
    tests as leaves_of,
)
from socialfranchise.core.plain import LARGEST_NUMBER


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Limit(), ValueError),
        (lambda: Limit(5.0, "threshold"), ValueError),
        (lambda: Limit(math.nan), ValueError),
        (lambda: Limit(math.inf), ValueError),
        (lambda: Limit(LARGEST_NUMBER * 1.01), ValueError),
        (lambda: Limit(-1e308), ValueError),
        (lambda: Limit(10**400), ValueError),
        (lambda: Limit(True), TypeError),
        (lambda: Limit("5"), TypeError),  # type: ignore[arg-type]
        (lambda: Grows("hours", 5, 5), ValueError),
        (lambda: Grows("hours", 0.0, -0.0), ValueError),
        (lambda: Grows("hours", math.nan, 5), ValueError),
        (lambda: Grows("hours", 0, math.inf), ValueError),
        (lambda: GrowsWithTerms("needs", ("care",), 0), ValueError),
        (lambda: GrowsWithTerms("needs", "care", 1), TypeError),
        (lambda: Includes("needs", "care", 1), TypeError),
        (lambda: Includes("needs", (1,), 1), TypeError),  # type: ignore[arg-type]
        (lambda: Includes("needs", ("care",), 1.5), TypeError),  # type: ignore[arg-type]
        (lambda: IsOneOf("kind", "rural"), TypeError),
        (lambda: IsAnswer("leader", "yes"), TypeError),  # type: ignore[arg-type]
        (lambda: AtLeast("1", ()), TypeError),  # type: ignore[arg-type]
        (lambda: AtLeast(True, ()), TypeError),
        (lambda: Includes("needs", ("care",), True), TypeError),
        (lambda: GrowsWithTerms("needs", ("care",), True), TypeError),
        (lambda: IsAnswer(1, True), TypeError),  # type: ignore[arg-type]
        (lambda: Grows(None, 0, 1), TypeError),  # type: ignore[arg-type]
        (lambda: Within("hours", 5), TypeError),  # type: ignore[arg-type]
        (lambda: Limit(law=5), TypeError),  # type: ignore[arg-type]
        (lambda: Not("leader"), TypeError),  # type: ignore[arg-type]
        (lambda: All((IsAnswer("leader", True), None)), TypeError),  # type: ignore[arg-type]
        (lambda: AnyOf([IsAnswer("leader", True)]), TypeError),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_evaluated_cannot_be_made(
    make: Callable[[], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        make()


def test_the_largest_threshold_is_one() -> None:
    assert Limit(LARGEST_NUMBER).number == -(Limit(-LARGEST_NUMBER).number or 0.0) == 1e15
    assert Limit(Decimal("0.5")).number == 0.5  # type: ignore[arg-type]
    assert Limit(law="threshold").number is None


def test_the_tests_of_a_condition_come_from_left_to_right() -> None:
    leaves: list[Condition] = [
        IsAnswer("leader", True),
        IsOneOf("kind", ("rural",)),
        Within("hours", Limit(1)),
        Grows("hours", 0, 1),
    ]
    one, two, three, four = leaves

    assert list(leaves_of(All((one, AnyOf((Not(two), three)), AtLeast(1, (four,)))))) == leaves
