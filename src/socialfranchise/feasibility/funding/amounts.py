"""Amounts and costs by the rule of the day, in whole grosz.

An amount is the multiple of its rule x the parameter of the law on the day that counts x, where the
rule says so, the part of full time; then rounded to a grosz, halves up. What the law has no value
for is left out and named, never guessed.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from attrs import define, field, frozen

from socialfranchise.catalogue.funding import AmountRule
from socialfranchise.catalogue.vocabulary import Cost, Vocabulary
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.feasibility.funding.months import first_day
from socialfranchise.feasibility.proposal import Job

GROSZ = Decimal(100)


@frozen(kw_only=True)
class Limit:
    """The most that one rule gives one person: in ``month``, or once when that is ``None``.

    ``grosz`` is the sum; ``parameter`` was read on ``day`` as ``dated``.
    """

    grosz: int
    month: int | None
    day: date
    parameter: str
    dated: DatedValue


@define
class LawReader:
    """The law on days; remembers which parameters had no value on a day they were asked for."""

    law: Mapping[str, Parameter]
    missing: dict[tuple[str, date], None] = field(factory=dict)

    def value(self, parameter: str, on: date) -> DatedValue | None:
        """The value on the day, or ``None``."""
        known = self.law.get(parameter)
        dated = None if known is None else known.value(on)
        if dated is None:
            self.missing[parameter, on] = None
        return dated


def in_grosz(amount: Decimal) -> int:
    """An amount in PLN as grosz, halves up."""
    return int((amount * GROSZ).quantize(Decimal(1), ROUND_HALF_UP))


def part_of(grosz: int, share: Decimal) -> int:
    """A part of a sum, never more than the share allows."""
    return int((grosz * share).quantize(Decimal(1), ROUND_DOWN))


def limits(
    rule: AmountRule,
    start_month: int,
    time: Decimal,
    registration: date,
    months: int,
    law: LawReader,
) -> Iterator[Limit]:
    """What a rule gives one person whose work begins in ``start_month``, up to month ``months``."""
    factor = rule.times * (time if rule.by_time == "yes" else 1)
    signed = first_day(registration, start_month)
    if not rule.monthly:
        if start_month <= months:
            yield from _limit(rule, factor, None, signed, law)
        return
    begin = start_month + rule.from_month - 1
    end = months if rule.months is None else min(months, begin + rule.months - 1)
    for month in range(begin, end + 1):
        day = first_day(registration, month) if rule.value_of == "month" else signed
        yield from _limit(rule, factor, month, day, law)


def _limit(
    rule: AmountRule, factor: Decimal, month: int | None, day: date, law: LawReader
) -> Iterator[Limit]:
    dated = law.value(rule.law, day)
    if dated is not None:
        grosz = in_grosz(dated.value * factor)
        yield Limit(grosz=grosz, month=month, day=day, parameter=rule.law, dated=dated)


def largest_share(rule: AmountRule, day: date, law: LawReader) -> Decimal:
    """The largest part of a cost that the rule pays: all of it unless a share is set.

    Where the law has no value for the day, no part is certain.
    """
    share = Decimal(1) if rule.share is None else rule.share
    if rule.share_law is not None:
        dated = law.value(rule.share_law, day)
        share = min(share, Decimal(0) if dated is None else dated.value)
    return share


def monthly_costs(
    job: Job, costs: Vocabulary[Cost], registration: date, month: int, law: LawReader
) -> dict[str, int]:
    """The monthly costs of one person in a month of the plan, by the kind of cost.

    The wage is that of the proposal, but at least the lowest wage of the month for that part of
    full time.
    Costs contained in another are taken out of it, so that the sum is the whole cost of work.
    """
    if month < job.start_month:
        return {}
    day = first_day(registration, month)
    gross = _gross_wage(job, costs, day, law)
    found: dict[str, int] = {}
    for cost in costs:
        if cost.when != "monthly":
            continue
        if cost.lowest is not None:
            found[cost.id] = in_grosz(gross)
        else:
            rates = (law.value(rate, day) for rate in cost.rates)
            found[cost.id] = in_grosz(sum((r.value for r in rates if r), Decimal(0)) * gross)
    for cost in costs:
        if cost.part_of in found and cost.id in found:
            found[cost.part_of] -= found[cost.id]
    return found


def _gross_wage(job: Job, costs: Vocabulary[Cost], day: date, law: LawReader) -> Decimal:
    lowest = (cost.lowest for cost in costs if cost.lowest is not None)
    values = (law.value(parameter, day) for parameter in lowest)
    least = sum((dated.value * job.time for dated in values if dated), Decimal(0))
    return least if job.wage is None else max(job.wage, least)
