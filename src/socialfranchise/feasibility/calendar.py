"""A calendar of duties: what must be done by which day, by the law of the day of each event."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.rules import Duty
from socialfranchise.core.dated import DatedValue
from socialfranchise.core.degrees import Truth
from socialfranchise.feasibility.days import add, add_working_days
from socialfranchise.feasibility.proposal import Job, Proposal
from socialfranchise.matching.evaluate import Situation, evaluate

MONTHS = 36
"""How far the calendar reaches from the entry in the register, unless told otherwise."""


@frozen
class Deadline:
    """One time a duty falls due.

    ``event`` is the day it counts from and ``day`` the last day to do it; both are ``None`` when
    the day of the event is not known. ``limit`` is the value of the duty's parameter on the day of
    the event. ``binds`` is UNKNOWN where nobody knows whether the duty is the group's at all.
    """

    duty: Duty
    event: date | None
    day: date | None
    limit: DatedValue | None
    binds: Truth
    jobs: tuple[Job, ...] = ()
    """The jobs that start on the day of the event, when that is what it is."""


@frozen
class Calendar:
    """Duties with their days, in the order of the days, and those whose event has no day yet.

    ``registration`` is the planned entry; ``None`` without a proposal, and then no day is known.
    """

    registration: date | None
    months: int
    dated: tuple[Deadline, ...]
    open: tuple[Deadline, ...]

    def __iter__(self) -> Iterator[Deadline]:
        yield from self.dated
        yield from self.open


@frozen
class _Event:
    """A day on which duties begin to count; ``None`` when it is not known."""

    day: date | None
    jobs: tuple[Job, ...] = ()


def calendar(
    legal_form: str,
    here: Situation,
    catalogue: Catalogue,
    proposal: Proposal | None,
    *,
    months: int = MONTHS,
) -> Calendar:
    """The duties of the first ``months`` after entry, for a group in this legal form.

    Events without a day read the law on the day of ``here``.
    """
    registration = None if proposal is None else proposal.registration
    writer = _Writer(legal_form, here, catalogue, proposal, months)
    found = [deadline for duty in catalogue.duties.values() for deadline in writer.of(duty, ())]
    end = writer.end
    dated = [d for d in found if d.day is not None and (end is None or d.day <= end)]
    dated.sort(key=lambda deadline: deadline.day or date.max)
    return Calendar(registration, months, tuple(dated), tuple(d for d in found if d.day is None))


@frozen
class _Writer:
    legal_form: str
    here: Situation
    catalogue: Catalogue
    proposal: Proposal | None
    months: int

    @property
    def end(self) -> date | None:
        """The last day of the calendar; ``None`` without a proposal."""
        if self.proposal is None:
            return None
        return add(self.proposal.registration, self.months, "months") or date.max

    def of(self, duty: Duty, above: tuple[str, ...]) -> Iterator[Deadline]:
        """Every time the duty falls due; ``above`` are the duties that asked for it."""
        if duty.legal_forms and self.legal_form not in duty.legal_forms:
            return
        binds = Truth.YES if duty.when is None else evaluate(duty.when, self.here).degree.truth
        if binds is Truth.NO or duty.id in above:
            return
        for number, event in enumerate(self._events(duty, above)):
            if duty.first_only and number:
                return
            yield from self._times(duty, event, binds)

    def _events(self, duty: Duty, above: tuple[str, ...]) -> Iterator[_Event]:
        if duty.event == "duty":
            before = self.catalogue.duties.get(duty.after_duty or "")
            for deadline in () if before is None else self.of(before, (*above, duty.id)):
                yield _Event(deadline.day)
        elif self.proposal is None:
            yield _Event(None)
        elif duty.event == "registration":
            yield _Event(self.proposal.registration)
        elif duty.event == "job-start":
            yield from _job_starts(self.proposal, at_risk=duty.at_risk_jobs)
        elif duty.event == "year-end":
            last = (self.end or date.max).year
            for year in range(self.proposal.registration.year, last + 1):
                yield _Event(date(year, 12, 31))
        else:
            yield _Event(None)

    def _times(self, duty: Duty, event: _Event, binds: Truth) -> Iterator[Deadline]:
        day = event.day
        while True:
            read_on = day or self.here.on
            if (duty.since and read_on < duty.since) or (duty.until and duty.until < read_on):
                return
            limit = self._limit(duty, read_on)
            last = self._last_day(duty, day, limit)
            yield Deadline(duty, day, last, limit, binds, event.jobs)
            forward = day is not None and last is not None and last > day
            if not duty.repeats or not forward or last is None or last > (self.end or date.min):
                return
            day = last

    def _limit(self, duty: Duty, on: date) -> DatedValue | None:
        parameter = self.catalogue.law.get(duty.deadline or "")
        return None if parameter is None else parameter.value(on)

    def _last_day(self, duty: Duty, event: date | None, limit: DatedValue | None) -> date | None:
        if event is None or duty.deadline is None:
            return event
        if limit is None or limit.value != int(limit.value):
            return None
        number = -int(limit.value) if duty.before else int(limit.value)
        unit = self.catalogue.law[duty.deadline].unit
        if duty.working_days and unit == "days":
            return add_working_days(event, number, self.catalogue.days_off)
        return add(event, number, unit)


def _job_starts(proposal: Proposal, *, at_risk: bool) -> Iterator[_Event]:
    """The first days of the months in which jobs start; in the first month the day of entry.

    With ``at_risk`` only those of jobs that are or may be for people at risk.
    """
    starts: dict[date | None, list[Job]] = {}
    jobs = (job for job in proposal.jobs if not (at_risk and job.at_risk == "no"))
    for job in sorted(jobs, key=lambda job: job.start_month):
        starts.setdefault(job_start(job, proposal), []).append(job)
    for day, starting in starts.items():
        yield _Event(day, tuple(starting))


def job_start(job: Job, proposal: Proposal) -> date | None:
    """The earliest day the job can start: that of entry, or the first of its month.

    ``None`` beyond the calendar.
    """
    if job.start_month <= 1:
        return proposal.registration
    return add(proposal.registration.replace(day=1), job.start_month - 1, "months")
