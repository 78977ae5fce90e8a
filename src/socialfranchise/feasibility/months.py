"""The months a plan is reckoned over, and the law of each of them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.feasibility.business_plan import Estimate
from socialfranchise.feasibility.days import add
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.feasibility.terms import LawFigure, Term, estimate, grown, product

MONTHS = 60
A_YEAR = 12
FARTHEST = 20
"""Years past its last known value after which a figure that is set anew is not known at all."""


class LawUnknown(Exception):
    """The law of a day does not know a parameter that is needed."""

    def __init__(self, parameter: str, on: date) -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.on = on


@frozen
class Timeline:
    """Sixty months from the registration on; month 1 is the month of registration.

    The law of a month is that of its first day, in month 1 that of the registration. Prices grow
    at the start of every later year of the plan. A figure of the law that is set anew every year
    grows by the assumed index for each whole year past its last known value, for ``FARTHEST`` years
    at most; where nothing is assumed it stays.
    """

    proposal: Proposal
    catalogue: Catalogue
    months: int = MONTHS
    unknown: dict[str, date] = field(factory=dict, init=False, repr=False)
    """Parameters that the law did not know when they were needed, with the first such day."""
    _seen: dict[Term, Term] = field(factory=dict, init=False, repr=False)

    def __iter__(self) -> Iterator[int]:
        return iter(range(1, self.months + 1))

    @property
    def years(self) -> int:
        """How many years of the plan the months make, the last one perhaps not whole."""
        return self.year(self.months)

    def first_day(self, month: int) -> date:
        """The day whose law a month is under; past the last year there is, the last day."""
        start = self.proposal.registration
        found = add(start.replace(day=1), month - 1, "months")
        return date.max if found is None else max(start, found)

    def year(self, month: int) -> int:
        """The year of the plan, from 1 on, that a month lies in."""
        return (month - 1) // A_YEAR + 1

    def monthly(self, make: Callable[[int], Term | None]) -> tuple[Term | None, ...]:
        """An amount for every month. Where the law lacks what it needs there is none, and
        ``unknown`` says so."""
        return tuple(self._amount(make, month) for month in self)

    def _amount(self, make: Callable[[int], Term | None], month: int) -> Term | None:
        try:
            amount = make(month)
        except LawUnknown as lacking:
            self.unknown.setdefault(lacking.parameter, lacking.on)
            return None
        return None if amount is None else self.one(amount)

    def one(self, term: Term) -> Term:
        """The same term, but one object for all that are equal."""
        return self._seen.setdefault(term, term)

    def index(self, by: str) -> Term | None:
        """The assumed growth a year of ``sales``, ``prices`` or ``wages``; ``None`` if none is."""
        growth = self.proposal.growth
        assumed: Estimate | None = None if growth is None else getattr(growth, by)
        return None if assumed is None else estimate(f"growth.{by}", assumed, "share")

    def grown(self, term: Term, by: str, month: int) -> Term:
        """A price of the first year as it is in a month."""
        factors = grown(self.index(by), self.year(month) - 1)
        return product(term, *factors) if factors else term

    def law(self, id: str, month: int) -> Term:
        """A parameter of the law in a month. Raises :class:`LawUnknown`."""
        day = self.first_day(month)
        parameter = self.catalogue.parameter(id)
        by = self._indexed.get(id)
        dated = parameter.value(day) if by is None else _last(parameter, day)
        if dated is None:
            raise LawUnknown(id, day)
        figure = LawFigure(id, parameter.unit, dated.since, dated)
        if by is None:
            return figure
        years = ((day.year - dated.since.year) * A_YEAR + day.month - dated.since.month) // A_YEAR
        if years > FARTHEST:
            raise LawUnknown(id, day)
        factors = grown(self.index(by), years)
        return product(figure, *factors) if factors else figure

    def known(self, id: str, month: int) -> Term | None:
        """The same, or ``None`` where the law does not know it, and ``unknown`` says so."""
        try:
            return self.law(id, month)
        except LawUnknown as lacking:
            self.unknown.setdefault(lacking.parameter, lacking.on)
            return None

    @property
    def _indexed(self) -> Mapping[str, str]:
        payroll = self.catalogue.payroll
        return {} if payroll is None else {each.law: each.by for each in payroll.indexed}


def _last(parameter: Parameter, on: date) -> DatedValue | None:
    """The last value that began by the day, though it may have ended."""
    begun = [dated for dated in parameter if dated.since <= on]
    return begun[-1] if begun else None
