"""Days: months and years from a day on, working days, and when Easter is."""

from collections.abc import Iterable, Set
from datetime import date, timedelta

from socialfranchise.catalogue.rules import DayOff


def add(day: date, number: int, unit: str) -> date | None:
    """``number`` of ``days``, ``months`` or ``years`` from ``day`` on.

    A time in months ends on the day of that number, or on the last day of a month that lacks it.
    ``None`` beyond the calendar.
    """
    try:
        if unit == "days":
            return day + timedelta(days=number)
        months = day.year * 12 + day.month - 1 + number * (12 if unit == "years" else 1)
        first = date(months // 12, months % 12 + 1, 1)
        last = _last_day(first)
        return first.replace(day=min(day.day, last))
    except (OverflowError, ValueError):
        return None


def _last_day(first: date) -> int:
    if first.month == 12:
        return 31
    return (first.replace(month=first.month + 1) - timedelta(days=1)).day


def add_working_days(day: date, number: int, days_off: Iterable[DayOff]) -> date | None:
    """``number`` days from ``day`` on (back, when negative), not counting Saturdays, Sundays and
    statutory days off; ``None`` beyond the calendar."""
    offs = tuple(days_off)
    step = timedelta(days=1 if number >= 0 else -1)
    years: dict[int, Set[date]] = {}
    try:
        for _ in range(abs(number)):
            day += step
            while day.weekday() >= 5 or day in years.setdefault(day.year, off_days(day.year, offs)):
                day += step
    except OverflowError:
        return None
    return day


def off_days(year: int, days_off: Iterable[DayOff]) -> Set[date]:
    """The statutory days off of a year that are in force on their day."""
    found = set()
    for off in days_off:
        day = _falls(off.falls, year)
        if day is not None and off.since <= day and (off.until is None or day <= off.until):
            found.add(day)
    return found


def _falls(falls: str, year: int) -> date | None:
    word, _, number = falls.partition("+")
    try:
        if word == "easter":
            return easter(year) + timedelta(days=int(number))
        month, _, day = falls.partition("-")
        return date(year, int(month), int(day))
    except ValueError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
