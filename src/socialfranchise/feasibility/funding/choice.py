"""From sources that may be had to the problem of choosing, and from its answer to payments."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field, frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.degrees import Truth
from socialfranchise.feasibility.funding.alike import Alike, dealt, jobs_alike, split
from socialfranchise.feasibility.funding.amounts import LawReader, Limit, in_grosz, monthly_costs
from socialfranchise.feasibility.funding.amounts import part_of as share_of
from socialfranchise.feasibility.funding.de_minimis import Room
from socialfranchise.feasibility.funding.eligibility import Eligibility
from socialfranchise.feasibility.funding.mix import Mix, Payment, Taken, in_pln
from socialfranchise.feasibility.funding.months import kept_until
from socialfranchise.feasibility.funding.offers import (
    AID,
    Combination,
    Offer,
    OfferedAmount,
    combinations,
    offers_for,
    payable,
)
from socialfranchise.feasibility.funding.problem import Assignment, Bundle, OneOff, Post, Problem
from socialfranchise.feasibility.funding.sharing import Payer, shares
from socialfranchise.feasibility.proposal import Job, Proposal, Purchase

EVERYONE = ""
"""Stands for the whole co-operative among the posts."""


@frozen(kw_only=True)
class MonthlyPart:
    """What one amount pays of the monthly costs of one person in one month, in grosz."""

    offer: Offer
    amount: OfferedAmount
    limit: Limit
    month: int
    grosz: int


@frozen(kw_only=True)
class Candidate:
    """A combination for a person in a post, with what it pays month by month."""

    job: Job | None
    combination: Combination
    monthly: tuple[MonthlyPart, ...]
    one_off: tuple[tuple[Offer, OfferedAmount, Limit], ...]


@frozen
class Taker:
    """``persons`` of a job, ``None`` for the co-operative, who take a bundle of a post."""

    post: str
    bundle: int
    candidate: Candidate
    job: str | None
    persons: int


@define
class Choice:
    """The problem of one plan, and the way back from an answer to payments."""

    catalogue: Catalogue
    proposal: Proposal
    months: int
    law: LawReader
    candidates: dict[str, list[Candidate]] = field(init=False, factory=dict)
    alike: dict[str, Alike] = field(init=False, factory=dict)
    """The jobs of each post; there is none for the whole co-operative."""
    problem: Problem = field(init=False)

    def pose(
        self, eligibility: Sequence[Eligibility], truths: frozenset[Truth], room: Room
    ) -> Problem:
        """The problem over the sources whose answer is one of ``truths``."""
        self.alike = {alike.job.id: alike for alike in jobs_alike(self.proposal)}
        jobs: list[Job | None] = [*(alike.job for alike in self.alike.values()), None]
        posts = []
        for job in jobs:
            judged = [e for e in eligibility if (e.job and e.job.id) == (job and job.id)]
            offers = [
                offer
                for e in judged
                for offer in offers_for(
                    e, truths, self.proposal.registration, self.months, self.law
                )
            ]
            key = EVERYONE if job is None else job.id
            found = self._candidates(job, offers)
            self.candidates[key] = found
            bundles = tuple(self._bundle(candidate) for candidate in found)
            posts.append(Post(id=key, number=1 if job is None else job.number, bundles=bundles))
        # No purchase needs more room than all there is to pay for it.
        most = sum(p.number * o.limit for p in posts for b in p.bundles for o in b.one_off)
        self.problem = Problem(
            posts=tuple(posts),
            purchases={id: min(in_grosz(p.cost), most) for id, p in self.purchases.items()},
            room=None if room.free is None else int(room.free * 100),
            most_jobs=self._most_jobs(eligibility),
        )
        return self.problem

    def _most_jobs(self, eligibility: Sequence[Eligibility]) -> dict[str, int]:
        found: dict[str, int] = {}
        for e in eligibility:
            if e.source.most_jobs is not None and e.in_force:
                dated = self.law.value(e.source.most_jobs, e.signed)
                if dated is not None:
                    most = int(dated.value)
                    found[e.source.id] = min(most, found.get(e.source.id, most))
        return found

    def _candidates(self, job: Job | None, offers: Sequence[Offer]) -> list[Candidate]:
        """The combinations in which every source can pay something."""
        costs = {} if job is None else self._costs(job)
        useful = [offer for offer in offers if self._pays(offer, job, costs)]
        found = []
        for combination in combinations(useful):
            monthly = tuple(_monthly_parts(combination, costs))
            one_off = tuple(
                (offer, amount, amount.once)
                for offer in combination.offers
                for amount in offer.amounts
                if amount.once is not None and self._purchases(amount, job)
            )
            paying = {part.offer.source.id for part in monthly}
            paying |= {offer.source.id for offer, _, _ in one_off}
            if len(paying) == len(combination.offers):
                found.append(
                    Candidate(job=job, combination=combination, monthly=monthly, one_off=one_off)
                )
        return found

    def _costs(self, job: Job) -> dict[int, dict[str, int]]:
        vocabulary, registration = self.catalogue.vocabularies.costs, self.proposal.registration
        return {
            month: monthly_costs(job, vocabulary, registration, month, self.law)
            for month in range(job.start_month, self.months + 1)
        }

    def _pays(self, offer: Offer, job: Job | None, costs: Mapping[int, Mapping[str, int]]) -> bool:
        alone = Combination(offers=(offer,), blocked={})
        if any(self._purchases(amount, job) for amount in offer.amounts if amount.once):
            return True
        return any(True for _ in _monthly_parts(alone, costs))

    @property
    def purchases(self) -> dict[str, Purchase]:
        """What is bought within the months of the plan, by id."""
        return {p.id: p for p in self.proposal.purchases or () if p.month <= self.months}

    def _purchases(self, amount: OfferedAmount, job: Job | None) -> dict[str, int]:
        id, number = (None, 1) if job is None else (job.id, job.number)
        most = 0 if amount.once is None else amount.once.grosz * number
        return {
            purchase.id: min(most, share_of(in_grosz(purchase.cost), amount.share))
            for purchase in self.purchases.values()
            if payable(amount, purchase, id)
        }

    def _bundle(self, candidate: Candidate) -> Bundle:
        monthly = sum(part.grosz for part in candidate.monthly)
        aid = sum(part.grosz for part in candidate.monthly if part.offer.aid)
        return Bundle(
            choices=tuple(
                (offer.source.id, offer.variant) for offer in candidate.combination.offers
            ),
            monthly=monthly,
            monthly_aid=aid,
            one_off=tuple(
                OneOff(
                    source=offer.source.id,
                    amount=amount.rule.id,
                    limit=limit.grosz,
                    least=amount.least,
                    aid=offer.aid,
                    pays=self._purchases(amount, candidate.job),
                )
                for offer, amount, limit in candidate.one_off
            ),
        )

    def mix(self, answer: Assignment) -> Mix:
        """The payments that an answer to the problem stands for."""
        chosen = list(self._chosen(answer))
        monthly = [
            (taker, part, taker.persons) for taker in chosen for part in taker.candidate.monthly
        ]
        kept = _cut_back([(part, persons) for _, part, persons in monthly], answer.cut)
        payments = [
            Payment(
                source=part.offer.source,
                rule=part.amount.rule,
                job=taker.job,
                persons=persons,
                month=part.month,
                amount=in_pln(grosz),
                limit=part.limit,
            )
            for (taker, part, persons), grosz in zip(monthly, kept, strict=True)
            if grosz
        ]
        payments += self._one_off(answer, chosen)
        aid = [payment.amount for payment in payments if payment.source.aid_regime in AID]
        return Mix(
            taken=tuple(self._taken(chosen, payments)),
            payments=tuple(sorted(payments, key=_order)),
            aid=sum(aid, in_pln(0)),
        )

    def _chosen(self, answer: Assignment) -> Iterator[Taker]:
        """Who takes which combination, job by job: those of jobs that are alike are dealt out."""
        for post, candidates in sorted(self.candidates.items()):
            persons = {
                index: number for (of, index), number in answer.persons.items() if of == post
            }
            jobs = () if post == EVERYONE else self.alike[post].jobs
            found = (
                ((job.id, index, number) for job, index, number in dealt(jobs, persons))
                if jobs
                else ((None, index, number) for index, number in sorted(persons.items()))
            )
            for job, index, number in found:
                yield Taker(post, index, candidates[index], job, number)

    def _one_off(self, answer: Assignment, chosen: Sequence[Taker]) -> Iterator[Payment]:
        sums: dict[tuple[str, int, int], dict[str, int]] = {}
        for (post, index, place, id), grosz in sorted(answer.paid.items()):
            sums.setdefault((post, index, place), {})[id] = grosz
        for (post, index, place), of_purchases in sums.items():
            takers = [t for t in chosen if (t.post, t.bundle) == (post, index)]
            parts = split(of_purchases, [taker.persons for taker in takers])
            for taker, paid in zip(takers, parts, strict=True):
                offer, amount, limit = taker.candidate.one_off[place]
                for id, grosz in paid.items():
                    yield Payment(
                        source=offer.source,
                        rule=amount.rule,
                        job=taker.job,
                        persons=taker.persons,
                        month=self.purchases[id].month,
                        amount=in_pln(grosz),
                        limit=limit,
                        purchase=id,
                    )

    def _taken(self, chosen: Sequence[Taker], payments: Sequence[Payment]) -> Iterator[Taken]:
        """What was taken, job by job and source by source; only what pays something."""
        starts = {job.id: job.start_month for job in self.proposal.jobs}
        persons: dict[tuple[str, str], int] = {}
        for taker in chosen:
            for offer in taker.candidate.combination.offers:
                key = (taker.job or EVERYONE, offer.source.id)
                persons[key] = persons.get(key, 0) + taker.persons
        for (job, source), number in sorted(persons.items()):
            own = [p for p in payments if (p.job or EVERYONE, p.source.id) == (job, source)]
            rules = {payment.rule.id: payment.rule for payment in own}
            keep = [rule.keep_months for rule in rules.values() if rule.keep_months is not None]
            begin = self.proposal.registration, starts.get(job, 1)
            if own:
                yield Taken(
                    source=own[0].source,
                    rules=tuple(rules[id] for id in sorted(rules)),
                    job=job or None,
                    persons=number,
                    keep_until=kept_until(*begin, max(keep)) if keep else None,
                )


def _monthly_parts(
    combination: Combination, costs: Mapping[int, Mapping[str, int]]
) -> Iterator[MonthlyPart]:
    """What the offers pay of the costs of one person, month by month; only what is paid."""
    known: dict[object, list[int]] = {}
    for month, of_month in costs.items():
        found = list(combination.limits_in(month))
        if not found:
            continue
        limits = tuple((o.source.id, a.rule.id, limit.grosz) for o, a, limit in found)
        # Most months are like the one before.
        key = (limits, tuple(of_month.items()))
        paid = known.get(key)
        if paid is None:
            paid = known[key] = _paid(found, of_month)
        for (offer, amount, limit), grosz in zip(found, paid, strict=True):
            if grosz:
                yield MonthlyPart(offer=offer, amount=amount, limit=limit, month=month, grosz=grosz)


def _paid(
    found: Sequence[tuple[Offer, OfferedAmount, Limit]], of_month: Mapping[str, int]
) -> list[int]:
    """What each amount pays of the costs of one month."""
    # Amounts of one source that pay the same part of the same costs share that part.
    groups: dict[tuple[str, tuple[str, ...], object], list[int]] = {}
    for index, (offer, amount, _) in enumerate(found):
        key = (offer.source.id, amount.rule.pays, amount.share)
        groups.setdefault(key, []).append(index)
    payers = []
    for members in groups.values():
        rule, share = found[members[0]][1].rule, found[members[0]][1].share
        of_costs = tuple(
            share_of(grosz, share) if cost in rule.pays else 0 for cost, grosz in of_month.items()
        )
        payers.append(Payer(sum(found[index][2].grosz for index in members), of_costs))
    paid = [0] * len(found)
    sums = shares(payers, tuple(of_month.values()))
    for members, rest in zip(groups.values(), sums, strict=True):
        for index in members:
            paid[index] = min(rest, found[index][2].grosz)
            rest -= paid[index]
    return paid


def _cut_back(parts: Sequence[tuple[MonthlyPart, int]], cut: int) -> list[int]:
    """The sums for all persons; ``cut`` is taken off the latest months of de minimis aid."""
    sums = [part.grosz * persons for part, persons in parts]
    latest = sorted(
        (index for index, (part, _) in enumerate(parts) if part.offer.aid),
        key=lambda index: (-parts[index][0].month, index),
    )
    for index in latest:
        off = min(cut, sums[index])
        sums[index] -= off
        cut -= off
    return sums


def _order(payment: Payment) -> tuple[int, str, str, str, str]:
    return (
        payment.month,
        payment.source.id,
        payment.rule.id,
        payment.job or EVERYONE,
        payment.purchase or "",
    )
