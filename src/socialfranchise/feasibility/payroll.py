"""Wages with the contributions of the day, and the refund of contributions.

A wage is rounded to the grosz for one person; every contribution of it is rounded by itself; then
both are taken times the number of people.
"""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from socialfranchise.catalogue.effects import Payroll, RefundStep
from socialfranchise.core.text import Text
from socialfranchise.feasibility.ledger import Line
from socialfranchise.feasibility.months import Timeline
from socialfranchise.feasibility.proposal import Job
from socialfranchise.feasibility.terms import (
    NOTHING,
    ONE,
    Given,
    LawFigure,
    Leaf,
    Reckoner,
    Term,
    least,
    leaves,
    most,
    product,
    rounded,
    stated,
    total,
)

QUARTER = 3
DAYS_OF_A_MONTH = 31


@frozen(kw_only=True)
class Raised:
    """A wage below the least that may be paid: from ``month`` on that is reckoned with instead.

    ``wage`` is what was agreed, ``least`` what the law demands for the time worked, both in PLN a
    month and expected for that month; ``figure`` is the minimum wage it comes from.
    """

    job: Job
    month: int
    wage: Decimal
    least: Decimal
    figure: LawFigure


@frozen
class Staff:
    """The jobs of a proposal as terms, by the payroll of the catalogue."""

    timeline: Timeline
    payroll: Payroll

    def number(self, job: Job) -> Term:
        """How many people hold the job."""
        return stated(f"jobs.{job.id}.number", job.number, "persons", job.place)

    def at_risk(self, job: Job) -> Term | None:
        """Whether the people in a job are at risk of exclusion: one or nought, ``None`` for
        surely not. What nobody has said is expected to be nought and may be one."""
        if job.at_risk == "no":
            return None
        open_ = job.at_risk == "unknown"
        base = NOTHING if open_ else ONE
        return Given(f"jobs.{job.id}.at_risk", base, base, ONE, "share", job.place, open=open_)

    def wage(self, job: Job, month: int) -> Term | None:
        """The gross wage of one person, at least the minimum wage of the day for the time worked;
        ``None`` before the job starts."""
        if month < job.start_month:
            return None
        time = stated(f"jobs.{job.id}.time", job.time, "fte", job.place)
        lowest = rounded(product(self.timeline.law(self.payroll.minimum_wage, month), time))
        if job.wage is None:
            return lowest
        agreed = stated(f"jobs.{job.id}.wage", job.wage, "pln-per-month", job.place)
        return most(rounded(self.timeline.grown(agreed, "wages", month)), lowest)

    def raised(self) -> Iterator[Raised]:
        """For every job the first month in which the wage agreed is below what the law demands."""
        for job in self.timeline.proposal.jobs:
            for month in self.timeline:
                raised = self._raised(job, month)
                if raised is not None:
                    yield raised
                    break

    def _raised(self, job: Job, month: int) -> Raised | None:
        if job.wage is None or month < job.start_month:
            return None
        law = self.timeline.known(self.payroll.minimum_wage, month)
        if law is None:
            return None
        reckoner = Reckoner()
        agreed = stated(f"jobs.{job.id}.wage", job.wage, "pln-per-month", job.place)
        wage = reckoner.value(rounded(self.timeline.grown(agreed, "wages", month)))
        time = stated(f"jobs.{job.id}.time", job.time, "fte", job.place)
        least = reckoner.value(rounded(product(law, time)))
        if wage >= least:
            return None
        figure = next(leaf for leaf in leaves(law) if isinstance(leaf, LawFigure))
        return Raised(job=job, month=month, wage=wage, least=least, figure=figure)

    def levy(self, base: Term, rate: str, month: int) -> Term:
        """A contribution of one person."""
        return rounded(product(base, self.timeline.law(rate, month)))

    def lines(self) -> Iterator[Line]:
        """Wages and employer's contributions, a line a job and contribution."""
        for job in self.timeline.proposal.jobs:
            number = self.number(job)

            def wages(month: int, job: Job = job, number: Term = number) -> Term | None:
                wage = self.wage(job, month)
                return None if wage is None else product(number, wage)

            yield Line(
                id=f"wages.{job.id}",
                kind="wages",
                name=job.post,
                sign=-1,
                amounts=self.timeline.monthly(wages),
                place=job.place,
                rests_on=self.start(job),
            )
            for rate in self.payroll.employer:

                def levies(
                    month: int, job: Job = job, rate: str = rate, number: Term = number
                ) -> Term | None:
                    wage = self.wage(job, month)
                    if wage is None:
                        return None
                    return product(number, self.levy(wage, rate, month))

                yield Line(
                    id=f"contributions.{job.id}.{rate}",
                    kind="contributions",
                    name=self.timeline.catalogue.parameter(rate).name,
                    sign=-1,
                    amounts=self.timeline.monthly(levies),
                    place=job.place,
                    rests_on=self.start(job),
                )

    def refunds(self, name: Text) -> Iterator[Line]:
        """The refund of contributions, a line a job of people at risk."""
        refund = self.payroll.refund
        for job in self.timeline.proposal.jobs:
            at_risk = self.at_risk(job)
            if at_risk is None:
                continue

            def back(month: int, job: Job = job, at_risk: Term = at_risk) -> Term | None:
                wage = self.wage(job, month)
                share = None if wage is None else self._share(job, month)
                if wage is None or share is None:
                    return None
                cap = self.timeline.law(refund.capped_at, month)
                base = least(wage, rounded(cap))
                parts = [self.levy(base, rate, month) for rate in refund.contributions]
                whole = total(*parts)
                one = rounded(product(whole, share))
                return product(self.number(job), at_risk, one)

            yield Line(
                id=f"refund.{job.id}",
                kind="refund",
                name=name,
                sign=1,
                amounts=self.timeline.monthly(back),
                paid=tuple(self.refund_paid(month) for month in self.timeline),
                payer=refund.payer,
                place=job.place,
                rests_on=self._rules_of_refund(job),
            )

    def _rules_of_refund(self, job: Job) -> tuple[Leaf, ...]:
        refund = self.payroll.refund
        rules = [*(step.months for step in refund.steps), refund.paid_after]
        terms = (self.timeline.known(rule, job.start_month) for rule in rules)
        found = [leaf for term in terms if term is not None for leaf in leaves(term)]
        return (*found, *self.start(job))

    def start(self, job: Job) -> tuple[Leaf, ...]:
        """The month the job starts in."""
        return (stated(f"jobs.{job.id}.start_month", job.start_month, "months", job.place),)

    def _share(self, job: Job, month: int) -> Term | None:
        """Which share comes back in a month of the job: by the law of the day it starts."""
        worked, past = month - job.start_month, Decimal(0)
        for index, step in enumerate(self.payroll.refund.steps):
            past += Reckoner().value(self.timeline.law(step.months, job.start_month))
            if worked < past:
                return self._step(index, step)
        return None

    def _step(self, index: int, step: RefundStep) -> Term:
        return stated(f"payroll.refund.steps.{index}.share", step.share, "share", step.place)

    def refund_paid(self, month: int) -> int:
        """The month in which the refund of a month is paid: settled by the quarter of the
        calendar, paid after the days the law gives."""
        day = self.timeline.first_day(month)
        left = -day.month % QUARTER
        days = self.timeline.known(self.payroll.refund.paid_after, month)
        later = 0 if days is None else -(-int(Reckoner().value(days)) // DAYS_OF_A_MONTH)
        return month + left + later
