"""Three truth values and the degrees between them.

A degree is a closed interval inside [0, 1]: what is known of a degree of fulfilment. Certain truth
is [1, 1], certain falsehood [0, 0], and ignorance [0, 1]. The operations are strong Kleene logic
(minimum, maximum, complement), extended to intervals end by end; they are monotone, so an interval
never loses a value that some completion of the unknowns could take.
"""

from collections.abc import Iterable
from enum import Enum

from attrs import frozen


class Truth(Enum):
    """Yes, no, in part (a graded degree that is settled), or not known."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    UNKNOWN = "unknown"


@frozen
class Degree:
    """The interval ``[low, high]`` within which a degree of fulfilment lies."""

    low: float
    high: float

    @property
    def truth(self) -> Truth:
        """YES when surely full, NO when surely none, PARTLY when settled between."""
        if self.low >= 1.0:
            return Truth.YES
        if self.high <= 0.0:
            return Truth.NO
        return Truth.PARTLY if self.known else Truth.UNKNOWN

    @property
    def known(self) -> bool:
        """True when the interval is a single number."""
        return self.low == self.high


YES = Degree(1.0, 1.0)
NO = Degree(0.0, 0.0)
UNKNOWN = Degree(0.0, 1.0)


def truth(holds: bool | None) -> Degree:
    """The degree of a plain test; ``None`` stands for not known."""
    if holds is None:
        return UNKNOWN
    return YES if holds else NO


def all_of(degrees: Iterable[Degree]) -> Degree:
    """The degree to which all hold: the smallest. Of nothing, full."""
    low = high = 1.0
    for degree in degrees:
        low = min(low, degree.low)
        high = min(high, degree.high)
    return Degree(low, high)


def any_of(degrees: Iterable[Degree]) -> Degree:
    """The degree to which one holds at least: the largest. Of nothing, none."""
    low = high = 0.0
    for degree in degrees:
        low = max(low, degree.low)
        high = max(high, degree.high)
    return Degree(low, high)


def negation(degree: Degree) -> Degree:
    """The degree to which it does not hold."""
    return Degree(1.0 - degree.high, 1.0 - degree.low)


def at_least(number: int, degrees: Iterable[Degree]) -> Degree:
    """The degree to which ``number`` of them hold: the ``number``-th largest."""
    parts = tuple(degrees)
    if number <= 0:
        return YES
    if number > len(parts):
        return NO
    lows = sorted((part.low for part in parts), reverse=True)
    highs = sorted((part.high for part in parts), reverse=True)
    return Degree(lows[number - 1], highs[number - 1])


def ramp(value: float, none_at: float, full_at: float) -> float:
    """A straight line from 0 at ``none_at`` to 1 at ``full_at``, level outside; may fall."""
    position = (value - none_at) / (full_at - none_at)
    return min(1.0, max(0.0, position))
