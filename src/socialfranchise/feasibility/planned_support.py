"""The support of a funding plan as lines of a ledger, in the place of what the group counts on.

The plan has chosen who pays for whom so that nothing is paid twice. Its sums are taken as they are:
what is uncertain about them is whether the payer says yes, and that is no number.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from socialfranchise.catalogue.effects import Payer
from socialfranchise.catalogue.funding import Fund
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.feasibility.funding.mix import Payment
from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.feasibility.ledger import Line
from socialfranchise.feasibility.payroll import Staff
from socialfranchise.feasibility.terms import Given, LawFigure, Leaf, Term, stated

EVERYONE = "co-operative"
"""Stands for a job where the money is for the whole co-operative."""
PAYERS: FrozenMapping[Fund, Payer] = FrozenMapping(
    {
        "commune": "commune",
        "county": "county",
        "state": "state",
        "labour-fund": "state",
        "pfron": "pfron",
        "eu": "eu",
    }
)
"""Whose account the money of a fund is on; see :data:`socialfranchise.catalogue.effects.Payer`."""


def planned_support(plan: FundingPlan, staff: Staff) -> Iterator[Line]:
    """A line for every amount of a source that the best mix pays for a job or a purchase.

    A refund of contributions is paid when the payroll says so, all else in its month.
    """
    groups: dict[tuple[str, ...], list[Payment]] = {}
    for payment in plan.best.payments:
        parts = (payment.source.id, payment.rule.id, payment.job or EVERYONE, payment.purchase)
        groups.setdefault(tuple(part for part in parts if part is not None), []).append(payment)
    for key, payments in sorted(groups.items()):
        yield _Granted(key, payments, plan, staff).line()


@frozen
class _Granted:
    """The payments of one amount for one job or purchase."""

    key: tuple[str, ...]
    payments: Sequence[Payment]
    plan: FundingPlan
    staff: Staff

    def line(self) -> Line:
        source, timeline = self.payments[0].source, self.staff.timeline
        refund = source.id == self.staff.payroll.refund.funding
        fund = source.fund
        return Line(
            id=".".join(("funding", *self.key)),
            kind="refund" if refund else "support",
            name=source.name,
            sign=1,
            amounts=tuple(self._amounts()),
            paid=tuple(self.staff.refund_paid(month) for month in timeline) if refund else None,
            payer=None if fund is None else PAYERS[fund],
            place=self.payments[0].rule.place,
            rests_on=tuple(self._rests_on()),
        )

    def _amounts(self) -> Iterator[Term | None]:
        """The sum of every month; months in a row with the same sum share one number."""
        timeline = self.staff.timeline
        last: Term | None = None
        for month in timeline:
            sums = [
                payment.amount
                for payment in self.payments
                if payment.month == month and payment.amount
            ]
            found: Term | None = None
            if sums:
                whole = sum(sums[1:], sums[0])
                if isinstance(last, Given) and last.base == whole:
                    found = last
                else:
                    key = ".".join(("funding", *self.key, str(month)))
                    found = stated(key, whole, "pln", self.payments[0].rule.place)
            last = found
            yield None if found is None else timeline.one(found)

    def _rests_on(self) -> Iterator[Leaf]:
        """The figures of the law behind the sums, and the job or purchase they are for."""
        law = self.staff.timeline.catalogue
        seen: dict[Leaf, None] = {}
        for payment in self.payments:
            dated, parameter = payment.limit.dated, payment.limit.parameter
            unit = law.parameter(parameter).unit
            seen[LawFigure(parameter, unit, dated.since, dated)] = None
        yield from seen
        job = None if self.payments[0].job is None else self.plan.proposal.job(self.payments[0].job)
        if job is not None:
            yield stated(f"jobs.{job.id}.number", job.number, "persons", job.place)
            yield stated(f"jobs.{job.id}.time", job.time, "fte", job.place)
            yield from self.staff.start(job)
        for bought in self.plan.to_buy:
            if bought.id == self.payments[0].purchase:
                yield stated(f"purchases.{bought.id}.cost", bought.cost, "pln", bought.place)
