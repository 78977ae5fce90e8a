"""The funding plan of a proposal: who may pay, the best mix of sources, what is left to find."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.funding import FundingSource
from socialfranchise.catalogue.template import Template
from socialfranchise.core.degrees import Truth
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.funding.amounts import LawReader, monthly_costs
from socialfranchise.feasibility.funding.choice import Choice
from socialfranchise.feasibility.funding.de_minimis import Room, room_for_aid
from socialfranchise.feasibility.funding.eligibility import Eligibility, judge_sources
from socialfranchise.feasibility.funding.mix import Cliff, Mix, in_pln
from socialfranchise.feasibility.funding.months import HORIZON, first_day
from socialfranchise.feasibility.funding.optimiser import best_assignment, next_best_assignment
from socialfranchise.feasibility.proposal import Proposal, Purchase

CERTAIN = frozenset((Truth.YES,))
POSSIBLE = frozenset((Truth.YES, Truth.UNKNOWN))


@frozen(kw_only=True)
class FundingPlan:
    """Money for a proposal, over ``months`` months from registration.

    ``best`` covers most of the costs with sources whose conditions surely hold; ``second`` is the
    best that does without some choice of it, ``None`` when there is nothing to do without.
    ``possible`` is the best if every open condition turned out well. ``other_sources`` are loans,
    and pay for services that the template names: no plan counts on them. ``labour_costs`` are the
    monthly costs of all jobs, in PLN, by month. ``missing_law`` are parameters that had no value on
    a day they were needed for; what they would have given is left out.
    """

    template: Template
    diagnosis: Diagnosis
    proposal: Proposal
    on: date
    months: int
    eligibility: tuple[Eligibility, ...]
    room: Room
    best: Mix
    second: Mix | None
    possible: Mix
    labour_costs: tuple[Decimal, ...]
    other_sources: tuple[FundingSource, ...]
    missing_law: tuple[tuple[str, date], ...]
    catalogue: str
    catalogue_version: str
    catalogue_sha256: str

    def first_day(self, month: int) -> date:
        """The first day of a month of the plan."""
        return first_day(self.proposal.registration, month)

    @property
    def to_buy(self) -> tuple[Purchase, ...]:
        """What is bought within the months of the plan."""
        return tuple(p for p in self.proposal.purchases or () if p.month <= self.months)

    @property
    def purchases(self) -> Decimal:
        """The cost of everything bought within the months of the plan."""
        return sum((purchase.cost for purchase in self.to_buy), Decimal(0))

    @property
    def own_contribution(self) -> Decimal:
        """What the best mix leaves of the purchases to the group itself."""
        return self.purchases - self.best.one_off

    @property
    def gap(self) -> Decimal | None:
        """What own cash does not cover of the own contribution; ``None`` when nobody has said what
        is bought, or what cash there is."""
        own = self.proposal.own_money
        if self.proposal.purchases is None:
            return None
        if self.own_contribution == 0:
            return Decimal(0)
        if own is None or own.cash is None:
            return None
        return max(Decimal(0), self.own_contribution - own.cash)

    @property
    def cliffs(self) -> tuple[Cliff, ...]:
        """The months in which the monthly support of the best mix falls."""
        return self.best.cliffs(self.months, self.first_day)

    def to_earn(self, month: int) -> Decimal:
        """What the best mix leaves of the labour costs of a month, to be earned."""
        return self.labour_costs[month - 1] - sum(self.best.monthly(month).values(), Decimal(0))


def funding_plan(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    proposal: Proposal,
    *,
    on: date | None = None,
    rate: Decimal | None = None,
    months: int = HORIZON,
) -> FundingPlan:
    """The plan by the conditions of the day ``on``, by default the planned entry in the register.

    Amounts are those of the day each rule names: that of the contract, taken as the day the job
    begins, or that of the month. ``rate`` is PLN for one EUR, for the limit of de minimis aid;
    without it the limit in PLN is not known and does not bind. Raises
    :class:`~socialfranchise.core.errors.MissingExtra` without the solver, ``ValueError`` when the
    proposal is about another model, ``rate`` is not above 0 or ``months`` not from 1 to 60.
    """
    if proposal.template != template.id:
        raise ValueError(f"the proposal is about {proposal.template}, not {template.id}")
    if rate is not None and not (rate.is_finite() and rate > 0):
        raise ValueError("a rate is above 0")
    if not 1 <= months <= HORIZON:
        raise ValueError("a plan has from 1 to 60 months")
    day = on or proposal.registration
    law = LawReader(catalogue.law)
    eligibility = judge_sources(template, diagnosis, catalogue, proposal, day)
    room = room_for_aid(proposal, day, rate, law)
    certain = Choice(catalogue, proposal, months, law)
    problem = certain.pose(eligibility, CERTAIN, room)
    best = best_assignment(problem)
    second = next_best_assignment(problem, best)
    open_ = Choice(catalogue, proposal, months, law)
    wider = open_.pose(eligibility, POSSIBLE, room)
    possible = best if wider == problem else best_assignment(wider)
    return FundingPlan(
        template=template,
        diagnosis=diagnosis,
        proposal=proposal,
        on=day,
        months=months,
        eligibility=eligibility,
        room=room,
        best=certain.mix(best),
        second=None if second is None else certain.mix(second),
        possible=open_.mix(possible),
        labour_costs=tuple(_labour_costs(catalogue, proposal, months, law)),
        other_sources=tuple(_others(template, catalogue)),
        missing_law=tuple(sorted(law.missing)),
        catalogue=catalogue.id,
        catalogue_version=catalogue.version,
        catalogue_sha256=catalogue.sha256,
    )


def _labour_costs(
    catalogue: Catalogue, proposal: Proposal, months: int, law: LawReader
) -> list[Decimal]:
    costs, day = catalogue.vocabularies.costs, proposal.registration
    return [
        in_pln(
            sum(
                job.number * sum(monthly_costs(job, costs, day, month, law).values())
                for job in proposal.jobs
            )
        )
        for month in range(1, months + 1)
    ]


def _others(template: Template, catalogue: Catalogue) -> Sequence[FundingSource]:
    """Loans, and pay for services among the sources that the template names."""
    return [
        source
        for source in catalogue.funding.values()
        if source.money == "loan" or (source.money != "grant" and source.id in template.funding)
    ]
