"""Duties with dates: the law of the day of each event, months, working days, and order."""

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, load_catalogue
from socialfranchise.core.dated import DatedValue
from socialfranchise.core.degrees import Truth
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.feasibility.calendar import Calendar
from socialfranchise.feasibility.days import add, add_working_days, easter, off_days
from socialfranchise.feasibility.proposal import Founder, GroupAnswer
from tests.feasibility.groups import examined, job, nowhere, person, proposal

CATALOGUE = load_catalogue()
BODIES = (Founder(kind="commune", number=1), Founder(kind="ngo", number=1))


def days(found: Calendar, duty: str) -> list[date | None]:
    return [deadline.day for deadline in found if deadline.duty.id == duty]


def with_change(catalogue: Catalogue, parameter: str, day: date, value: int) -> Catalogue:
    """The catalogue in which a parameter of the law changes on a day."""
    old = catalogue.law[parameter]
    values = tuple(dated for dated in old.values if dated.since < day)
    new = DatedValue(day, Decimal(value), "proposed")
    law = {**catalogue.law, parameter: attrs.evolve(old, values=(*values, new))}
    return attrs.evolve(catalogue, law=FrozenMapping(law))


def test_kramsk_by_hand(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    plan = proposal(
        BODIES,
        [job("a", at_risk="yes"), job("b", at_risk="no", start_month=3)],
        template="elderly-care",
        legal_form="legal-persons-coop",
        registration=date(2026, 12, 15),
        answers=(GroupAnswer(fact="public-money", answer="yes"),),
    )
    found = examined(plan, kramsk, catalogue).calendar

    assert days(found, "found-application") == [date(2026, 12, 8)]
    assert days(found, "nip8") == [date(2027, 1, 5)]
    # Not counted: three week-ends, 24 to 26 December, 1 and 6 January.
    assert days(found, "beneficial-owners") == [date(2027, 1, 8)]
    assert days(found, "jobs-by-legal-founders") == [date(2027, 6, 15)]
    assert days(found, "insurance") == [date(2026, 12, 22), date(2027, 2, 8)]
    assert days(found, "right-to-membership") == [date(2027, 12, 15)]
    assert days(found, "general-meeting")[:2] == [date(2027, 6, 30), date(2028, 6, 30)]
    assert days(found, "accounts-displayed")[0] == date(2027, 6, 16)
    assert days(found, "accounts-filed")[0] == date(2027, 7, 15)
    assert days(found, "consultation-meeting")[0] == date(2027, 9, 30)
    assert days(found, "first-audit") == [date(2027, 12, 30)]
    assert days(found, "audit") == [date(2029, 12, 15)]
    assert days(found, "replacement") == [None]
    assert days(found, "top-up") == []


def test_three_founders_must_add_two_within_a_year(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    three = examined(proposal([person("yes", 3)]), kramsk, catalogue).calendar
    four = examined(proposal([person("yes", 4)]), kramsk, catalogue).calendar

    assert days(three, "top-up") == [date(2027, 12, 15)]
    assert days(four, "top-up") == []


def test_what_nobody_has_answered_may_apply(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    found = examined(proposal([person("yes", 3)]), kramsk, catalogue).calendar
    binds = {deadline.duty.id: deadline.binds for deadline in found}

    assert binds["first-audit"] is Truth.UNKNOWN
    assert binds["nip8"] is Truth.YES


@pytest.mark.parametrize(
    ("registration", "last"),
    [(date(2026, 12, 31), date(2027, 1, 21)), (date(2027, 1, 1), date(2027, 1, 15))],
)
def test_the_law_of_the_day_of_the_event_counts_over_new_year(
    registration: date, last: date, catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    """The time falls from 21 to 14 days on 1 January: who is entered a day earlier keeps 21."""
    changed = with_change(catalogue, "nip8-days", date(2027, 1, 1), 14)
    plan = proposal([person("yes", 3)], registration=registration)

    assert days(examined(plan, kramsk, changed).calendar, "nip8") == [last]


@given(
    st.dates(date(2024, 1, 1), date(2040, 12, 31)),
    st.dates(date(2024, 6, 1), date(2040, 12, 31)),
    st.integers(0, 60),
)
def test_every_deadline_reads_the_law_on_its_event(
    registration: date, change: date, value: int
) -> None:
    changed = with_change(CATALOGUE, "accounts-file-days", change, value)
    changed = with_change(changed, "zus-registration-days", change, value)
    plan = proposal(
        [person("yes", 3)], [job("a"), job("b", start_month=14)], registration=registration
    )
    found = examined(plan, nowhere(), changed).calendar

    assert list(found.dated) == sorted(found.dated, key=lambda deadline: deadline.day or date.max)
    for deadline in found:
        if deadline.event is not None and deadline.duty.deadline is not None:
            assert deadline.limit == changed.law[deadline.duty.deadline].value(deadline.event)
    filed = [d for d in found if d.duty.id in ("accounts-filed", "insurance")]
    assert filed
    for deadline in filed:
        assert deadline.event is not None
        assert deadline.limit is not None
        assert deadline.day == deadline.event + timedelta(days=int(deadline.limit.value))


def test_the_calendar_ends_after_its_months(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    plan = proposal([person("yes", 3)])
    year = examined(plan, kramsk, catalogue, months=12).calendar
    two = examined(plan, kramsk, catalogue, months=24).calendar

    assert all(d.day is not None and d.day <= date(2027, 12, 15) for d in year.dated)
    assert set(year.dated) < set(two.dated)


@pytest.mark.parametrize(
    ("day", "number", "unit", "last"),
    [
        (date(2026, 8, 31), 6, "months", date(2027, 2, 28)),
        (date(2027, 8, 31), 6, "months", date(2028, 2, 29)),
        (date(2026, 12, 31), 3, "months", date(2027, 3, 31)),
        (date(2028, 2, 29), 1, "years", date(2029, 2, 28)),
        (date(2026, 12, 31), 1, "days", date(2027, 1, 1)),
        (date(2026, 3, 31), -1, "months", date(2026, 2, 28)),
        (date(2026, 3, 31), 100_000_000, "years", None),
        (date(9999, 12, 31), 1, "days", None),
    ],
)
def test_times_end_where_the_calendar_says(
    day: date, number: int, unit: str, last: date | None
) -> None:
    assert add(day, number, unit) == last


@given(st.dates(date(2007, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_working_days_are_counted_one_by_one(day: date, number: int) -> None:
    last = add_working_days(day, number, CATALOGUE.days_off)
    assert last is not None
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    off = off_days(day.year, CATALOGUE.days_off) | off_days(last.year, CATALOGUE.days_off)
    working = [d for d in between if d.weekday() < 5 and d not in off]

    assert len(working) == number
    assert working[-1] == last
    assert add_working_days(last, -number + 1, CATALOGUE.days_off) == working[0]


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2006, (4, 16)), (2008, (3, 23)), (2011, (4, 24)), (2026, (4, 5)), (2038, (4, 25))],
)
def test_easter_falls_where_calendars_print_it(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


def test_christmas_eve_is_a_day_off_since_2025() -> None:
    assert date(2024, 12, 24) not in off_days(2024, CATALOGUE.days_off)
    assert date(2025, 12, 24) in off_days(2025, CATALOGUE.days_off)
    assert date(2026, 6, 4) in off_days(2026, CATALOGUE.days_off), "Corpus Christi"
