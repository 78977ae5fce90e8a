"""Months of a plan: month 1 is the month in which the co-operative is registered."""

from datetime import MAXYEAR, date

HORIZON = 60
"""How many months a plan looks ahead."""


def first_day(registration: date, month: int) -> date:
    """The first day of a month of the plan; of month 1 the day of registration itself.

    Past the last year there is, the last day.
    """
    if month == 1:
        return registration
    return _start(registration.year * 12 + registration.month - 1 + month - 1)


def kept_until(registration: date, start_month: int, months: int) -> date:
    """The first day after ``months`` whole months that begin with ``start_month``."""
    return first_day(registration, start_month + months)


def _start(number: int) -> date:
    year, month = divmod(number, 12)
    return date.max if year > MAXYEAR else date(year, month + 1, 1)
