"""Whether one model can be founded in one place: the law, the duties, the partners, the people."""

from datetime import date
from decimal import Decimal

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.calendar import MONTHS, Calendar, calendar
from socialfranchise.feasibility.economics import DRAWS, SEED, Economics
from socialfranchise.feasibility.economics import economics as economics_of
from socialfranchise.feasibility.founders import FoundersCheck, check_founders
from socialfranchise.feasibility.funding.plan import FundingPlan, funding_plan
from socialfranchise.feasibility.group_facts import group_facts, situation
from socialfranchise.feasibility.partners import Partnership, partnership
from socialfranchise.feasibility.pathways import Pathways, pathway_plan
from socialfranchise.feasibility.proposal import Proposal


@frozen(kw_only=True)
class Feasibility:
    """What founding a model in a place takes, on a day.

    ``founders`` holds a check of the legal form that is proposed; without a proposal one of each
    form the model allows, as far as the diagnosis tells. ``calendar`` is for the first of them.
    ``funding`` and ``economics`` are there when they were asked for.
    """

    template: Template
    diagnosis: Diagnosis
    proposal: Proposal | None
    on: date
    catalogue: str
    catalogue_version: str
    catalogue_sha256: str
    founders: tuple[FoundersCheck, ...]
    calendar: Calendar
    partners: Partnership
    pathways: Pathways
    funding: FundingPlan | None = None
    economics: Economics | None = None


def feasibility_of(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    *,
    proposal: Proposal | None = None,
    on: date | None = None,
    months: int = MONTHS,
    funding: bool = False,
    rate: Decimal | None = None,
    economics: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Feasibility:
    """What founding ``template`` in the place of ``diagnosis`` takes.

    The law is that of the day ``on``: by default the planned entry in the register, and without a
    proposal the day the catalogue was published. Deadlines are read on the days of their events,
    ``months`` long. ``ValueError`` when the proposal is about another model. With ``funding`` and a
    proposal the funding plan is drawn up, too, at ``rate`` PLN for one EUR: it needs the solver,
    and raises :class:`~socialfranchise.core.errors.MissingExtra` without it. With ``economics`` and
    a proposal its economics are reckoned, too, with ``draws`` random futures that start from
    ``seed``; when a funding plan is drawn up its best mix is the support that is counted on.
    """
    if proposal is not None and proposal.template != template.id:
        raise ValueError(f"the proposal is about {proposal.template}, not {template.id}")
    day = on or (catalogue.published if proposal is None else proposal.registration)
    forms = template.founders.legal_forms if proposal is None else (proposal.legal_form,)
    facts = group_facts(template, diagnosis, catalogue, proposal, day)
    here = situation(facts, diagnosis, catalogue, day)
    plan = None
    if funding and proposal is not None:
        plan = funding_plan(template, diagnosis, catalogue, proposal, on=day, rate=rate)
    reckoned = None
    if economics and proposal is not None:
        reckoned = economics_of(
            template, diagnosis, catalogue, proposal, funding=plan, draws=draws, seed=seed
        )
    return Feasibility(
        template=template,
        diagnosis=diagnosis,
        proposal=proposal,
        on=day,
        catalogue=catalogue.id,
        catalogue_version=catalogue.version,
        catalogue_sha256=catalogue.sha256,
        founders=tuple(
            check_founders(
                form,
                facts,
                diagnosis,
                catalogue,
                on=day,
                offered=form in template.founders.legal_forms,
            )
            for form in forms
        ),
        calendar=calendar(forms[0], here, catalogue, proposal, months=months),
        partners=partnership(template, diagnosis, catalogue, on=day),
        pathways=pathway_plan(template, diagnosis, catalogue, on=day),
        funding=plan,
        economics=reckoned,
    )
