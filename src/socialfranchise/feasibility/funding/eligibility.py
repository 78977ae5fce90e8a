"""Who may have which money: every source judged for every job, with the reasons."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.funding import AmountRule, FundingSource, SupportRule
from socialfranchise.catalogue.template import Template
from socialfranchise.core import degrees
from socialfranchise.core.degrees import Truth
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.funding.job_facts import job_facts
from socialfranchise.feasibility.funding.months import first_day
from socialfranchise.feasibility.group_facts import group_facts
from socialfranchise.feasibility.proposal import Job, Proposal
from socialfranchise.matching.evaluate import Outcome, Situation, evaluate, undecided


@frozen
class Judged:
    """One condition and what it came to."""

    rule: SupportRule
    outcome: Outcome

    @property
    def truth(self) -> Truth:
        """Does the sentence of the condition hold?"""
        return self.outcome.degree.truth

    @property
    def asks(self) -> tuple[str, ...]:
        """The facts that are not known and could decide it."""
        return tuple(dict.fromkeys(reading.fact.id for reading in undecided(self.outcome)))


@frozen(kw_only=True)
class AmountEligibility:
    """One amount of a source: may it be had?"""

    amount: AmountRule
    truth: Truth
    judged: tuple[Judged, ...]


@frozen(kw_only=True)
class Eligibility:
    """One source judged for one job, or for the whole co-operative when ``job`` is ``None``.

    ``truth`` is yes when some amount can be had, no when none can. ``signed`` is the day taken as
    that of the contract: when the job begins. A source that is not ``in_force`` on that day cannot
    be had. Whether its payer has money is not judged.
    """

    source: FundingSource
    job: Job | None
    signed: date
    in_force: bool
    truth: Truth
    judged: tuple[Judged, ...]
    amounts: tuple[AmountEligibility, ...]

    def may_have(self, truths: frozenset[Truth]) -> Iterator[AmountRule]:
        """The amounts whose answer is one of these."""
        for judged in self.amounts:
            if judged.truth in truths:
                yield judged.amount


def judge_sources(
    template: Template, diagnosis: Diagnosis, catalogue: Catalogue, proposal: Proposal, on: date
) -> tuple[Eligibility, ...]:
    """Every source of grants for every job, then for the co-operative; in the order of ids.

    Conditions read the law of the day ``on``. Sources are asked only for what they pay: amounts
    for a person or a job for jobs, amounts for the co-operative for the co-operative.
    """
    known = group_facts(template, diagnosis, catalogue, proposal, on)
    group = {id: of_group.fact for id, of_group in known.items()}
    found = []
    for source in sorted(catalogue.funding.values(), key=lambda source: source.id):
        if source.money != "grant":
            continue
        if any(amount.per != "co-operative" for amount in source):
            for job in proposal.jobs:
                signed = first_day(proposal.registration, job.start_month)
                facts = {**group, **job_facts(proposal, job)}
                situation = Situation(diagnosis, catalogue.law, on, facts)
                found.append(_judge(source, job, signed, situation))
        if any(amount.per == "co-operative" for amount in source):
            facts = {**group, **job_facts(proposal, None)}
            situation = Situation(diagnosis, catalogue.law, on, facts)
            found.append(_judge(source, None, proposal.registration, situation))
    return tuple(found)


def _judge(
    source: FundingSource, job: Job | None, signed: date, situation: Situation
) -> Eligibility:
    in_force = source.in_force(signed)
    common = tuple(Judged(rule, evaluate(rule.condition, situation)) for rule in source.applies)
    amounts = []
    for amount in source:
        if (amount.per == "co-operative") != (job is None):
            continue
        own = tuple(Judged(rule, evaluate(rule.condition, situation)) for rule in amount.applies)
        truth = _truth((*common, *own), in_force)
        amounts.append(AmountEligibility(amount=amount, truth=truth, judged=own))
    return Eligibility(
        source=source,
        job=job,
        signed=signed,
        in_force=in_force,
        truth=_best({amount.truth for amount in amounts}),
        judged=common,
        amounts=tuple(amounts),
    )


def _truth(judged: tuple[Judged, ...], in_force: bool) -> Truth:
    """All conditions hold. Where none is written down, nobody can say yes."""
    if not in_force:
        return Truth.NO
    if not judged:
        return Truth.UNKNOWN
    return degrees.all_of(part.outcome.degree for part in judged).truth


def _best(truths: set[Truth]) -> Truth:
    return next(t for t in (Truth.YES, Truth.UNKNOWN, Truth.NO) if t in truths)
