"""The sources taken together: who pays how much in which month, and what must be kept for it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from attrs import frozen

from socialfranchise.catalogue.funding import AmountRule, FundingSource
from socialfranchise.feasibility.funding.amounts import GROSZ, Limit


@frozen(kw_only=True)
class Payment:
    """What one amount pays for the persons of one job in one month, in PLN.

    ``job`` is ``None`` for money of the whole co-operative, ``purchase`` names what a one-off
    amount pays for. ``limit`` is the most for one person, with the parameter it was read from.
    """

    source: FundingSource
    rule: AmountRule
    job: str | None
    persons: int
    month: int
    amount: Decimal
    limit: Limit
    purchase: str | None = None


@frozen(kw_only=True)
class Taken:
    """A source taken for persons of a job, and until when what was promised must last.

    ``keep_until`` is the first day on which the duty to keep the job or the membership is over;
    ``None`` when the rules name no time.
    """

    source: FundingSource
    rules: tuple[AmountRule, ...]
    job: str | None
    persons: int
    keep_until: date | None


@frozen(kw_only=True)
class Cliff:
    """A month in which monthly support falls: by how much, and by which sources."""

    month: int
    day: date
    fall: Decimal
    sources: tuple[str, ...]


@frozen(kw_only=True)
class Mix:
    """A choice of sources and everything it pays. ``total`` is in PLN."""

    taken: tuple[Taken, ...]
    payments: tuple[Payment, ...]
    aid: Decimal
    """The part that counts towards the limit of de minimis aid."""

    @property
    def total(self) -> Decimal:
        """Everything paid."""
        return _sum(payment.amount for payment in self.payments)

    @property
    def one_off(self) -> Decimal:
        """What pays for purchases."""
        return _sum(p.amount for p in self.payments if p.purchase is not None)

    def by_source(self) -> dict[str, Decimal]:
        """The sums by source."""
        return self._sums(lambda payment: payment.source.id)

    def by_fund(self) -> dict[str, Decimal]:
        """The sums by whose money it is; ``unknown`` where that was not established."""
        return self._sums(lambda payment: payment.source.fund or "unknown")

    def by_month(self) -> dict[int, dict[str, Decimal]]:
        """The sums by month and source; months without support are left out."""
        found: dict[int, dict[str, Decimal]] = {}
        for payment in self.payments:
            month = found.setdefault(payment.month, {})
            id = payment.source.id
            month[id] = month.get(id, Decimal(0)) + payment.amount
        return dict(sorted(found.items()))

    def monthly(self, month: int) -> dict[str, Decimal]:
        """What pays monthly costs in a month, by source."""
        found: dict[str, Decimal] = {}
        for payment in self.payments:
            if payment.purchase is None and payment.month == month:
                id = payment.source.id
                found[id] = found.get(id, Decimal(0)) + payment.amount
        return found

    def paid_for(self, purchase: str) -> Decimal:
        """What is paid for a purchase."""
        return _sum(p.amount for p in self.payments if p.purchase == purchase)

    def cliffs(self, months: int, first_day: Callable[[int], date]) -> tuple[Cliff, ...]:
        """The months, up to ``months``, in which a source pays less than in the month before."""
        found = []
        before: Mapping[str, Decimal] = {}
        for month in range(1, months + 1):
            now = self.monthly(month)
            fall = _sum(before.values()) - _sum(now.values())
            if fall > 0:
                fallen = sorted(id for id in before if now.get(id, Decimal(0)) < before[id])
                day = first_day(month)
                found.append(Cliff(month=month, day=day, fall=fall, sources=tuple(fallen)))
            before = now
        return tuple(found)

    def _sums(self, key: Callable[[Payment], str]) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for payment in self.payments:
            found[key(payment)] = found.get(key(payment), Decimal(0)) + payment.amount
        return dict(sorted(found.items()))


def in_pln(grosz: int) -> Decimal:
    """Grosz as PLN."""
    return Decimal(grosz) / GROSZ


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
