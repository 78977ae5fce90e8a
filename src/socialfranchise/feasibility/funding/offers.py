"""What sources offer one person, and which of them go together."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product

from attrs import frozen

from socialfranchise.catalogue.funding import AmountRule, FundingSource
from socialfranchise.core.degrees import Truth
from socialfranchise.feasibility.funding.amounts import (
    LawReader,
    Limit,
    largest_share,
    limits,
)
from socialfranchise.feasibility.funding.eligibility import Eligibility
from socialfranchise.feasibility.proposal import Purchase

AID = frozenset(("de-minimis", "unknown"))
"""Regimes that are counted towards the limit of de minimis aid: an unknown one, to be careful."""


@frozen(kw_only=True)
class OfferedAmount:
    """One amount for one person: its limits, and the largest part of a cost it pays."""

    rule: AmountRule
    limits: tuple[Limit, ...]
    share: Decimal

    @property
    def least(self) -> int:
        """The lowest sum of a one-off amount, in grosz; 0 where there is none."""
        if self.once is None or self.rule.lowest_times is None:
            return 0
        return int(self.once.grosz * self.rule.lowest_times / self.rule.times)

    @property
    def once(self) -> Limit | None:
        """The limit of a one-off amount."""
        return None if self.rule.monthly or not self.limits else self.limits[0]


@frozen(kw_only=True)
class Offer:
    """Amounts of one source that one person can have together.

    ``variant`` names them where a source offers a choice of amounts; else it is empty.
    """

    source: FundingSource
    variant: str
    amounts: tuple[OfferedAmount, ...]
    by_month: Mapping[int, tuple[tuple[OfferedAmount, Limit], ...]]
    """What it may pay of monthly costs, by month."""

    @property
    def aid(self) -> bool:
        """Whether it counts towards the limit of de minimis aid."""
        return self.source.aid_regime in AID


@frozen(kw_only=True)
class Combination:
    """Offers that one person can have together, in the order in which their money is counted.

    Other money than de minimis aid first, so that the limit of aid lasts; then money that is paid
    for a short time, since what is paid longer covers only what others leave. ``blocked`` are
    months in which a source must not pay.

    Where two sources may not pay in the same month, one of them keeps its months and the other
    pays in what is left.
    """

    offers: tuple[Offer, ...]
    blocked: Mapping[str, frozenset[int]]

    def limits_in(self, month: int) -> Iterator[tuple[Offer, OfferedAmount, Limit]]:
        """What may be paid of the costs of a month, in the order in which it is counted."""
        for offer in self.offers:
            found = offer.by_month.get(month)
            if found and month not in self.blocked.get(offer.source.id, ()):
                for amount, limit in found:
                    yield offer, amount, limit


def offers_for(
    eligibility: Eligibility,
    truths: frozenset[Truth],
    registration: date,
    months: int,
    law: LawReader,
) -> list[Offer]:
    """What a source offers: one offer, or several when amounts stand in place of each other."""
    job = eligibility.job
    start, time = (1, Decimal(1)) if job is None else (job.start_month, job.time)
    amounts = []
    for rule in eligibility.may_have(truths):
        if not rule.pays:
            continue
        found = tuple(limits(rule, start, time, registration, months, law))
        share = largest_share(rule, eligibility.signed, law)
        if found and share > 0:
            amounts.append(OfferedAmount(rule=rule, limits=found, share=share))
    variants = _variants(amounts)
    return [
        Offer(
            source=eligibility.source,
            variant="+".join(amount.rule.id for amount in variant) if len(variants) > 1 else "",
            amounts=variant,
            by_month=_by_month(variant),
        )
        for variant in variants
    ]


def _by_month(
    amounts: Sequence[OfferedAmount],
) -> dict[int, tuple[tuple[OfferedAmount, Limit], ...]]:
    found: dict[int, tuple[tuple[OfferedAmount, Limit], ...]] = {}
    for amount in amounts:
        for limit in amount.limits:
            if limit.month is not None:
                found[limit.month] = (*found.get(limit.month, ()), (amount, limit))
    return found


def _variants(amounts: Sequence[OfferedAmount]) -> list[tuple[OfferedAmount, ...]]:
    """The largest sets of amounts of which none stands in place of another.

    An amount that is not given below a lowest sum may also be done without.
    """
    instead = {
        frozenset((amount.rule.id, other)) for amount in amounts for other in amount.rule.instead_of
    }
    sets: list[tuple[OfferedAmount, ...]] = [()]
    for amount in amounts:
        more = [
            (*chosen, amount)
            for chosen in sets
            if not any(frozenset((amount.rule.id, c.rule.id)) in instead for c in chosen)
        ]
        sets += more
    ids = [{amount.rule.id for amount in chosen} for chosen in sets]
    optional = {amount.rule.id for amount in amounts if amount.least}
    return [
        chosen
        for chosen, own in zip(sets, ids, strict=True)
        if chosen and not any(own < other and not other - own <= optional for other in ids)
    ]


def combinations(offers: Sequence[Offer]) -> list[Combination]:
    """Every set of offers that one person can have together."""
    sources = [offer.source for offer in offers]
    apart = {frozenset((s.id, other)) for s in sources for other in s.excludes}
    in_months = {frozenset((s.id, other)) for s in sources for other in s.excludes_in_months}
    ordered = sorted(offers, key=lambda o: (o.aid, len(o.by_month), o.source.id, o.variant))
    sets: list[tuple[Offer, ...]] = [()]
    for offer in ordered:
        sets += [
            (*chosen, offer)
            for chosen in sets
            if not any(
                offer.source.id == other.source.id
                or frozenset((offer.source.id, other.source.id)) in apart
                for other in chosen
            )
        ]
    return [found for chosen in sets if chosen for found in _ordered(chosen, in_months)]


def _ordered(chosen: tuple[Offer, ...], in_months: set[frozenset[str]]) -> Iterator[Combination]:
    """The set with, for every pair that may not meet in a month, either of them giving way."""
    months = {offer.source.id: frozenset(offer.by_month) for offer in chosen}
    ids = list(months)
    pairs = [
        (first, second)
        for place, first in enumerate(ids)
        for second in ids[place + 1 :]
        if frozenset((first, second)) in in_months and months[first] & months[second]
    ]
    for givers in product((0, 1), repeat=len(pairs)):
        blocked: dict[str, frozenset[int]] = {}
        for pair, giver in zip(pairs, givers, strict=True):
            loser, keeper = pair[giver], pair[1 - giver]
            blocked[loser] = blocked.get(loser, frozenset()) | months[keeper]
        yield Combination(offers=chosen, blocked=blocked)


def payable(amount: OfferedAmount, purchase: Purchase, job: str | None) -> bool:
    """Whether a one-off amount for a person in the job may pay for the purchase.

    Money of one job pays for what equips that job, and for shared things only where the rule says
    so; money of the whole co-operative pays for both.
    """
    if purchase.job is None:
        fits = job is None or amount.rule.shared == "yes"
    else:
        fits = job in (None, purchase.job)
    return fits and purchase.kind in amount.rule.pays
