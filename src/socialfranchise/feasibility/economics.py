"""Whether a proposed co-operative can live, and what it does to public money, for five years.

Reckoned without tax on income, without VAT and without interest; a purchase counts whole in the
month it is bought. The low end takes every uncertain number at its worst, the high end at its best.
"""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.effects import Payroll
from socialfranchise.catalogue.template import Template
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.ledger import Line
from socialfranchise.feasibility.missing import Missing, missing_in_plan
from socialfranchise.feasibility.months import Timeline
from socialfranchise.feasibility.outcome import Outcome, outcome_of
from socialfranchise.feasibility.payroll import Staff
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.feasibility.public_money import PublicMoney, public_money
from socialfranchise.feasibility.trading import Trading

DRAWS = 1000
SEED = 1


@frozen(kw_only=True)
class Economics:
    """The economics of a proposal, month by month from the registration on.

    ``days`` holds the day whose law each month is under. ``outcome`` is ``None`` when the proposal
    lacks what it rests on; ``missing`` says so, and what else is open.
    """

    template: Template
    diagnosis: Diagnosis
    proposal: Proposal
    catalogue: str
    catalogue_version: str
    catalogue_sha256: str
    days: tuple[date, ...]
    payroll: Payroll
    lines: tuple[Line, ...]
    outcome: Outcome | None
    public_money: PublicMoney
    missing: tuple[Missing, ...]


def economics(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    proposal: Proposal,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Economics:
    """The economics of a proposal for a model in a place, and what it does to public money.

    ``draws`` is the number of random futures and ``seed`` what they start from: the same seed
    gives the same futures. ``ValueError`` when the proposal is about another model, when the
    catalogue does not say what a wage costs, or when the months go beyond the calendar.
    """
    if proposal.template != template.id:
        raise ValueError(f"the proposal is about {proposal.template}, not {template.id}")
    if catalogue.payroll is None:
        raise ValueError("the catalogue does not say what a wage costs")
    timeline = Timeline(proposal, catalogue)
    staff = Staff(timeline, catalogue.payroll)
    lines = tuple(_lines(timeline, staff))
    missing = [*missing_in_plan(proposal, template), *_unknown(timeline)]
    blocked = any(each.blocks == "outcome" for each in missing)
    money = public_money(timeline, staff, lines)
    return Economics(
        template=template,
        diagnosis=diagnosis,
        proposal=proposal,
        catalogue=catalogue.id,
        catalogue_version=catalogue.version,
        catalogue_sha256=catalogue.sha256,
        days=tuple(timeline.first_day(month) for month in timeline),
        payroll=catalogue.payroll,
        lines=lines,
        outcome=None if blocked else outcome_of(lines, timeline.months, draws=draws, seed=seed),
        public_money=money,
        missing=(*missing, *money.missing),
    )


def _lines(timeline: Timeline, staff: Staff) -> Iterator[Line]:
    trading = Trading(timeline)
    yield from trading.sales()
    yield from trading.support()
    refund = staff.payroll.refund
    counted_on = {given.source for given in timeline.proposal.support or ()}
    if refund.funding not in counted_on:
        yield from staff.refunds(timeline.catalogue.funding[refund.funding].name)
    yield from staff.lines()
    yield from trading.costs()
    yield from trading.purchases()
    yield from trading.own_money()


def _unknown(timeline: Timeline) -> Iterator[Missing]:
    for parameter in timeline.unknown:
        yield Missing(what="law", blocks="outcome", about=parameter)
