"""Whether a proposed co-operative can live, and what it does to public money, for five years.

Reckoned without tax on income, without VAT and without interest; a purchase counts whole in the
month it is bought. The low end takes every uncertain number at its worst, the high end at its best.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.effects import NotCounted, Payroll
from socialfranchise.catalogue.template import Template
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.feasibility.ledger import Line
from socialfranchise.feasibility.missing import Missing, missing_in_plan
from socialfranchise.feasibility.months import Timeline
from socialfranchise.feasibility.outcome import Outcome, outcome_of
from socialfranchise.feasibility.payroll import Raised, Staff
from socialfranchise.feasibility.planned_support import planned_support
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.feasibility.public_money import PublicMoney, public_money
from socialfranchise.feasibility.trading import Trading

DRAWS = 1000
SEED = 1


@frozen(kw_only=True)
class Economics:
    """The economics of a proposal, month by month from the registration on.

    ``days`` holds the day whose law each month is under. ``outcome`` is ``None`` when the proposal
    lacks what it rests on; ``missing`` says so, and what else is open. With ``funding`` the support
    is what the best mix of that plan pays, else what the proposal counts on with the refund of
    contributions, which the law gives; where sources counted on shut it out for the same person it
    is left out, and ``refund_excluded_by`` names them. ``excluding``
    are pairs of sources counted on that may not pay for the same person; ``raised`` wages that are
    below what the law demands; ``not_counted`` what this leaves out.
    """

    template: Template
    diagnosis: Diagnosis
    proposal: Proposal
    catalogue: str
    catalogue_version: str
    catalogue_sha256: str
    funding: FundingPlan | None
    days: tuple[date, ...]
    payroll: Payroll
    lines: tuple[Line, ...]
    outcome: Outcome | None
    public_money: PublicMoney
    missing: tuple[Missing, ...]
    excluding: tuple[tuple[str, str], ...]
    refund_excluded_by: tuple[str, ...]
    raised: tuple[Raised, ...]
    not_counted: tuple[NotCounted, ...]


def economics(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    proposal: Proposal,
    *,
    funding: FundingPlan | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Economics:
    """The economics of a proposal for a model in a place, and what it does to public money.

    With ``funding``, a plan for this proposal, its best mix stands in the place of all support that
    the proposal counts on, and of the refund of contributions. ``draws`` is the number of random
    futures and ``seed`` what they start from: the same seed gives the same futures. ``ValueError``
    when the proposal is about another model, or the plan about another proposal, or when the
    catalogue does not say what a wage costs.
    """
    if proposal.template != template.id:
        raise ValueError(f"the proposal is about {proposal.template}, not {template.id}")
    if funding is not None and funding.proposal != proposal:
        raise ValueError("the funding plan is about another proposal")
    if catalogue.payroll is None:
        raise ValueError("the catalogue does not say what a wage costs")
    timeline = Timeline(proposal, catalogue)
    staff = Staff(timeline, catalogue.payroll)
    lines = tuple(_lines(timeline, staff, funding))
    raised = tuple(staff.raised())
    missing = [*missing_in_plan(proposal, template), *_unknown(timeline)]
    if funding is not None:
        missing = [each for each in missing if each.what != "support"]
    blocked = any(each.blocks == "outcome" for each in missing)
    money = public_money(timeline, staff, lines, draws=draws, seed=seed)
    return Economics(
        template=template,
        diagnosis=diagnosis,
        proposal=proposal,
        catalogue=catalogue.id,
        catalogue_version=catalogue.version,
        catalogue_sha256=catalogue.sha256,
        funding=funding,
        days=tuple(timeline.first_day(month) for month in timeline),
        payroll=catalogue.payroll,
        lines=lines,
        outcome=None if blocked else outcome_of(lines, timeline.months, draws=draws, seed=seed),
        public_money=money,
        missing=(*missing, *money.missing),
        excluding=tuple(_excluding(timeline)) if funding is None else (),
        refund_excluded_by=tuple(_shutting_out_refund(timeline)) if funding is None else (),
        raised=raised,
        not_counted=tuple(catalogue.not_counted.values()),
    )


def _lines(timeline: Timeline, staff: Staff, funding: FundingPlan | None) -> Iterator[Line]:
    trading = Trading(timeline)
    yield from trading.sales()
    if funding is None:
        yield from trading.support()
        refund = staff.payroll.refund
        counted_on = {given.source for given in timeline.proposal.support or ()}
        if refund.funding not in counted_on and not any(_shutting_out_refund(timeline)):
            yield from staff.refunds(timeline.catalogue.funding[refund.funding].name)
    else:
        yield from planned_support(funding, staff)
    yield from staff.lines()
    yield from trading.costs()
    yield from trading.purchases()
    yield from trading.own_money()


def _excluding(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Pairs of sources among the support that one person cannot have together."""
    counted_on = {given.source for given in timeline.proposal.support or ()}
    for one, other in combinations(sorted(counted_on), 2):
        if _exclude_each_other(one, other, timeline.catalogue):
            yield one, other


def _shutting_out_refund(timeline: Timeline) -> Iterator[str]:
    """Sources counted on that one person cannot have together with the refund of contributions.

    The proposal does not say for whom they are, so a refund added to them might pay a job twice.
    """
    payroll = timeline.catalogue.payroll
    counted_on = {given.source for given in timeline.proposal.support or ()}
    if payroll is None or payroll.refund.funding in counted_on:
        return
    for source in sorted(counted_on):
        if _exclude_each_other(source, payroll.refund.funding, timeline.catalogue):
            yield source


def _exclude_each_other(one: str, other: str, catalogue: Catalogue) -> bool:
    sources = catalogue.funding
    return other in sources[one].excludes or one in sources[other].excludes


def _unknown(timeline: Timeline) -> Iterator[Missing]:
    for parameter in timeline.unknown:
        yield Missing(what="law", blocks="outcome", about=parameter)
