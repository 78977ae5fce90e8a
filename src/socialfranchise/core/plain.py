"""Plain values as the domain takes them: nothing of another type, no number of a mad size.

Whoever builds domain values in Python gets ``TypeError`` or ``ValueError`` at once, and not a wrong
score later. These functions are converters of attrs classes.
"""

import math
from collections.abc import Iterable
from datetime import date, datetime

LARGEST_NUMBER = 10**15
"""No fact and no threshold is larger, in either direction."""
LARGEST_WEIGHT = 10**9
"""No weight is larger: sums of weights stay exact."""


def as_float(value: float) -> float:
    """The number, without a negative zero; infinite when it is beyond every ``float``.

    Raises ``TypeError`` for what is no number, and ``ValueError`` for a decimal that signals.
    """
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise TypeError(f"a number is wanted, not {type(value).__name__}")
    try:
        return float(value) + 0.0
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def as_finite(value: float) -> float:
    """The number as a ``float``; ``ValueError`` when it is none of a sane size."""
    number = as_float(value)
    if not is_sane(number):
        raise ValueError(f"a number up to {LARGEST_NUMBER} is wanted, not {number}")
    return number


def is_sane(number: float) -> bool:
    """Is it a number, not infinite, and of a size that a fact can have?"""
    return abs(number) <= LARGEST_NUMBER


def as_weight(value: int) -> int:
    """The weight; ``ValueError`` when it is no whole number from 0 to :data:`LARGEST_WEIGHT`."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_WEIGHT:
        raise ValueError(f"a weight is a whole number from 0 to {LARGEST_WEIGHT}")
    return value


def as_day(value: date) -> date:
    """The day; ``TypeError`` when it is none or has a time, which no day can be compared with."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"a day is wanted, not {type(value).__name__}")
    return value


def as_texts(values: Iterable[str]) -> tuple[str, ...]:
    """Several texts. Raises ``TypeError`` for a single one and for what is no text."""
    texts = tuple(values)
    if isinstance(values, str) or not all(isinstance(text, str) for text in texts):
        raise TypeError("several texts are wanted")
    return texts


def as_ids(values: Iterable[str]) -> frozenset[str]:
    """Several ids as a set. Raises ``TypeError`` as :func:`as_texts` does."""
    return frozenset(as_texts(values))
