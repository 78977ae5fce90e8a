"""What a proposal does not say, and what cannot be worked out without it."""

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from socialfranchise.catalogue.template import Template
from socialfranchise.core.dated import Figure
from socialfranchise.core.findings import Place
from socialfranchise.feasibility.proposal import Proposal

Blocks = Literal["outcome", "headline", "nothing"]
Lacking = Literal[
    "jobs",
    "sales",
    "running-costs",
    "purchases",
    "own-cash",
    "support",
    "growth-sales",
    "growth-prices",
    "growth-wages",
    "at-risk",
    "law",
    "deadweight",
    "displacement",
    "drop-off",
    "supervision",
    "outlays",
    "expected-loss",
    "property-lent",
    "avoided",
    "other-price",
    "effect-amount",
]


@frozen(kw_only=True)
class Missing:
    """Something that was not said.

    ``about`` is the job, sale, effect or parameter it concerns. ``blocks`` tells what cannot be
    worked out without it: the outcome of the co-operative, the headline of the commune's account,
    or nothing. ``usual`` is what the model's template expects, which is no plan of this group.
    """

    what: Lacking
    blocks: Blocks
    about: str | None = None
    usual: Figure | None = None
    place: Place | None = None


def missing_in_plan(proposal: Proposal, template: Template) -> Iterator[Missing]:
    """What the co-operative's own result lacks."""
    if not proposal.jobs:
        yield Missing(what="jobs", blocks="outcome", usual=template.staffing.jobs)
    if proposal.sales is None:
        yield Missing(what="sales", blocks="outcome")
    if proposal.running_costs is None:
        yield Missing(what="running-costs", blocks="outcome")
    if proposal.purchases is None:
        yield Missing(what="purchases", blocks="nothing", usual=template.start_up_cost)
    if proposal.own_money is None or proposal.own_money.cash is None:
        yield Missing(what="own-cash", blocks="nothing")
    if proposal.support is None:
        yield Missing(what="support", blocks="nothing")
    growth = proposal.growth
    lacks: tuple[tuple[Lacking, object], ...] = (
        ("growth-sales", growth and growth.sales),
        ("growth-prices", growth and growth.prices),
        ("growth-wages", growth and growth.wages),
    )
    yield from (Missing(what=what, blocks="nothing") for what, said in lacks if said is None)
    for job in proposal.jobs:
        if job.at_risk == "unknown":
            yield Missing(what="at-risk", blocks="nothing", about=job.id, place=job.place)
