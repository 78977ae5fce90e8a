"""What a co-operative does to public money, by payer: above all to the commune's own budget.

A gain is money a payer keeps or gets, a cost is money it spends or goes without. Effects that may
have come anyway are lessened by deadweight, displacement and drop-off; a payer's own spending never
is. What is missing of the gains counts as nothing; while a cost is missing there is no headline.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from attrs import evolve, frozen

from socialfranchise.catalogue.effects import Effect, Payer
from socialfranchise.core.findings import Place
from socialfranchise.feasibility.business_plan import AvoidedPayment, Estimate, PublicAccount, Sale
from socialfranchise.feasibility.ledger import Line, added, by_year, line_ranges, whole
from socialfranchise.feasibility.missing import Lacking, Missing
from socialfranchise.feasibility.months import Timeline
from socialfranchise.feasibility.payroll import Staff
from socialfranchise.feasibility.proposal import Job
from socialfranchise.feasibility.spread import Model, Spread, Swing, spread, swings
from socialfranchise.feasibility.terms import (
    NOTHING,
    Bounds,
    Exact,
    Leaf,
    Node,
    Range,
    Term,
    difference,
    estimate,
    most,
    product,
    rest,
    rounded,
    stated,
    total,
)
from socialfranchise.feasibility.trading import Trading

COMMUNE: Payer = "commune"
PAYERS: tuple[Payer, ...] = get_args(Payer)
_Make = Callable[[int], Term | None]


@frozen(kw_only=True)
class EffectLine:
    """One effect on one payer. ``gross`` is before deadweight, displacement and drop-off; ``net``
    is after them, or ``None`` when one of them was not said."""

    effect: Effect
    payer: Payer
    gross: Line
    net: Line | None


@frozen(kw_only=True)
class PayerTotal:
    """What all effects on a payer come to, a year and in all; those without a net are left out."""

    payer: Payer
    years: tuple[Range, ...]
    total: Range


@frozen(kw_only=True)
class PublicMoney:
    """The account of public money.

    ``headline`` is what returns to the commune's own budget in all the years, ``None`` while a
    cost is not said. ``drawn_in`` is the support that others than the commune pay to the
    co-operative; it is no part of the headline. ``swings`` and ``spread`` say of the headline what
    each uncertain number does to it, and what random futures do; they are empty without one.
    """

    lines: tuple[EffectLine, ...]
    payers: tuple[PayerTotal, ...]
    years: tuple[Range, ...]
    total: Range
    headline: Range | None
    drawn_in: Range
    swings: tuple[Swing, ...]
    spread: Spread | None
    missing: tuple[Missing, ...]

    def of(self, payer: Payer) -> PayerTotal:
        """The total of a payer."""
        return next(each for each in self.payers if each.payer == payer)


def public_money(
    timeline: Timeline, staff: Staff, lines: Sequence[Line], *, draws: int, seed: int
) -> PublicMoney:
    """The account of public money that goes with the lines of a co-operative.

    The random futures are those of :func:`socialfranchise.feasibility.outcome.outcome_of` with the
    same seed: a number has the same value in both.
    """
    reckoning = _Reckoning(timeline, staff, lines)
    unknown = set(timeline.unknown)
    found = tuple(reckoning.lines())
    missing = (
        *reckoning.missing(),
        *(
            Missing(what="law", blocks="headline", about=parameter)
            for parameter in timeline.unknown
            if parameter not in unknown
        ),
    )
    bounds = Bounds()
    totals = tuple(_total(payer, found, bounds, timeline.months) for payer in PAYERS)
    given = [line for line in lines if line.kind in ("support", "refund")]
    external = [line for line in given if line.payer != COMMUNE]
    blocked = any(each.blocks == "headline" for each in missing)
    own = [line.net for line in found if line.payer == COMMUNE and line.net is not None]
    model = Model(() if blocked else own)
    years = tuple(whole(each.years[year] for each in totals) for year in range(timeline.years))
    return PublicMoney(
        lines=found,
        payers=totals,
        years=years,
        total=whole(each.total for each in totals),
        headline=None if blocked else totals[PAYERS.index(COMMUNE)].total,
        drawn_in=whole(whole(line_ranges(line, bounds)) for line in external),
        swings=swings(model),
        spread=None if blocked else spread(model, draws=draws, seed=seed),
        missing=missing,
    )


def _total(payer: Payer, lines: Sequence[EffectLine], bounds: Bounds, months: int) -> PayerTotal:
    nets = [line.net for line in lines if line.payer == payer and line.net is not None]
    years = by_year(added((line_ranges(net, bounds) for net in nets), months))
    return PayerTotal(payer=payer, years=years, total=whole(years))


@frozen
class _Reckoning:
    timeline: Timeline
    staff: Staff
    ledger: Sequence[Line]

    @property
    def account(self) -> PublicAccount:
        return self.timeline.proposal.public_account or PublicAccount()

    def lines(self) -> Iterator[EffectLine]:
        ways: dict[str, Callable[[Effect], Iterator[EffectLine]]] = {
            "people": self._people,
            "wages": self._wages,
            "refund": self._of_ledger,
            "support": self._of_ledger,
            "price-difference": self._prices,
            "upkeep": self._property,
            "rent": self._property,
            "outlays": self._outlays,
            "supervision": self._supervision,
            "expected-loss": self._loss,
        }
        for effect in self.timeline.catalogue.effects.values():
            yield from ways[effect.counts](effect)

    def missing(self) -> Iterator[Missing]:
        account = self.account
        asked: tuple[tuple[Lacking, object], ...] = (
            ("deadweight", account.deadweight),
            ("displacement", account.displacement),
            ("drop-off", account.drop_off),
            ("supervision", account.supervision),
            ("outlays", account.outlays),
            ("expected-loss", account.expected_loss),
            ("property-lent", account.property_lent),
        )
        for what, said in asked:
            if said is None:
                yield Missing(what=what, blocks="headline")
        for sale in self.timeline.proposal.sales or ():
            if sale.payer == COMMUNE and sale.other_price is None:
                place = sale.place
                yield Missing(what="other-price", blocks="headline", about=sale.id, place=place)
        effects = self.timeline.catalogue.effects
        for avoided in account.avoided or ():
            if avoided.amount is None and not effects[avoided.effect].amount:
                yield Missing(
                    what="effect-amount",
                    blocks="nothing",
                    about=avoided.effect,
                    place=avoided.place,
                )
        if account.avoided is not None and not account.avoided:
            return  # said to be none
        said_of = {avoided.effect for avoided in account.avoided or ()}
        here = {
            group
            for job in self.timeline.proposal.jobs
            if job.at_risk != "no"
            for group in job.groups
        }
        for effect in effects.values():
            silent = effect.counts == "people" and effect.id not in said_of
            if silent and here & set(effect.groups):
                yield Missing(what="avoided", blocks="nothing", about=effect.id)

    def _people(self, effect: Effect) -> Iterator[EffectLine]:
        for index, avoided in enumerate(self.account.avoided or ()):
            if avoided.effect != effect.id or not (avoided.amount or effect.amount):
                continue
            key = f"public_account.avoided.{index}"
            people = estimate(f"{key}.people", avoided.people, "persons")
            months = min(avoided.months, effect.months or avoided.months)

            def make(
                month: int,
                key: str = key,
                avoided: AvoidedPayment = avoided,
                people: Term = people,
                months: int = months,
            ) -> Term | None:
                if not avoided.start_month <= month < avoided.start_month + months:
                    return None
                return rounded(product(people, self._a_month(effect, avoided.amount, key, month)))

            times = (
                stated(f"{key}.start_month", avoided.start_month, "months", avoided.place),
                stated(f"{key}.months", avoided.months, "months", avoided.place),
            )
            yield self._line(effect, f"{index}", effect.payer, make, avoided.place, times)

    def _a_month(self, effect: Effect, amount: Estimate | None, key: str, month: int) -> Term:
        if amount is not None:
            given = estimate(f"{key}.amount", amount, "pln-per-month")
            return rounded(self.timeline.grown(given, "prices", month))
        law = [self.timeline.law(parameter, month) for parameter in effect.amount]
        return rounded(product(*law, *self._factor(effect)))

    def _factor(self, effect: Effect) -> tuple[Term, ...]:
        if effect.factor is None:
            return ()
        return (stated(f"effects.{effect.id}.factor", effect.factor, "times", effect.place),)

    def _wages(self, effect: Effect) -> Iterator[EffectLine]:
        for job in self.timeline.proposal.jobs:
            at_risk = self.staff.at_risk(job)
            if at_risk is None:
                continue

            def make(month: int, job: Job = job, at_risk: Term = at_risk) -> Term | None:
                wage = self.staff.wage(job, month)
                if wage is None:
                    return None
                one = self._of_wage(effect, wage, month)
                return product(self.staff.number(job), at_risk, one)

            yield self._line(effect, job.id, effect.payer, make, job.place, self.staff.start(job))

    def _of_wage(self, effect: Effect, wage: Term, month: int) -> Term:
        base = wage
        if effect.less_shares or effect.less_amounts:
            shares = [self.staff.levy(wage, share, month) for share in effect.less_shares]
            amounts = [self.timeline.law(amount, month) for amount in effect.less_amounts]
            base = most(Exact(NOTHING), difference(wage, total(*shares, *amounts)))
        levies = total(*(self.staff.levy(base, rate, month) for rate in effect.rates))
        if effect.credit is not None:
            credit = self.timeline.law(effect.credit, month)
            levies = most(Exact(NOTHING), difference(levies, credit))
        factor = self._factor(effect)
        return rounded(product(levies, *factor)) if factor else levies

    def _of_ledger(self, effect: Effect) -> Iterator[EffectLine]:
        for line in self.ledger:
            if line.kind == effect.counts:
                make = self._same(line)
                yield self._line(effect, line.id, line.payer, make, line.place, line.rests_on)

    def _same(self, line: Line) -> _Make:
        return lambda month: line.amounts[month - 1]

    def _prices(self, effect: Effect) -> Iterator[EffectLine]:
        trading = Trading(self.timeline)
        for sale in self.timeline.proposal.sales or ():
            other = sale.other_price
            if sale.payer == "others" or other is None:
                continue

            def make(month: int, sale: Sale = sale, other: Estimate = other) -> Term | None:
                quantity = trading.quantity(sale, month)
                if quantity is None:
                    return None
                elsewhere = trading.price(f"sales.{sale.id}.other_price", other, "prices", month)
                here = trading.price(f"sales.{sale.id}.price", sale.price, "sales", month)
                return rounded(product(difference(elsewhere, here), *quantity))

            times = trading.times(f"sales.{sale.id}", sale.start_month, sale)
            yield self._line(effect, sale.id, sale.payer, make, sale.place, times)

    def _property(self, effect: Effect) -> Iterator[EffectLine]:
        for lent in self.account.property_lent or ():
            of = lent.upkeep if effect.counts == "upkeep" else lent.rent
            key = f"public_account.property_lent.{lent.id}"
            make = self._every_month(f"{key}.{effect.counts}", of, lent.start_month)
            times = (stated(f"{key}.start_month", lent.start_month, "months", lent.place),)
            yield self._line(effect, lent.id, effect.payer, make, lent.place, times)

    def _every_month(self, key: str, amount: Estimate, start: int) -> _Make:
        def make(month: int) -> Term | None:
            if month < start:
                return None
            given = estimate(key, amount, "pln-per-month")
            return rounded(self.timeline.grown(given, "prices", month))

        return make

    def _outlays(self, effect: Effect) -> Iterator[EffectLine]:
        for outlay in self.account.outlays or ():
            key = f"public_account.outlays.{outlay.id}"
            spent = rounded(estimate(f"{key}.amount", outlay.amount, "pln"))
            times = (stated(f"{key}.month", outlay.month, "months", outlay.place),)
            make = self._once(spent, outlay.month)
            yield self._line(effect, outlay.id, outlay.payer, make, outlay.place, times)

    def _supervision(self, effect: Effect) -> Iterator[EffectLine]:
        if self.account.supervision is not None:
            given = self.account.supervision
            make = self._every_month("public_account.supervision", given, 1)
            yield self._line(effect, "supervision", effect.payer, make, given.place, ())

    def _loss(self, effect: Effect) -> Iterator[EffectLine]:
        loss = self.account.expected_loss
        if loss is not None:
            key = "public_account.expected_loss"
            likely = estimate(f"{key}.probability", loss.probability, "share")
            amount = estimate(f"{key}.amount", loss.amount, "pln")
            times = (stated(f"{key}.month", loss.month, "months", loss.place),)
            make = self._once(rounded(product(likely, amount)), loss.month)
            yield self._line(effect, "expected-loss", effect.payer, make, loss.place, times)

    def _once(self, amount: Term, when: int) -> _Make:
        return lambda month: amount if month == when else None

    def _line(
        self,
        effect: Effect,
        part: str,
        payer: Payer | None,
        make: _Make,
        place: Place | None,
        rests_on: tuple[Leaf, ...],
    ) -> EffectLine:
        whose = payer or effect.payer or "others"
        amounts = self.timeline.monthly(make)
        gross = Line(
            id=f"{effect.id}.{part}",
            kind="effect",
            name=effect.name,
            sign=1 if effect.sign == "gain" else -1,
            amounts=self._delayed(amounts, effect.delay),
            payer=whose,
            place=place,
            rests_on=rests_on,
        )
        net: Line | None = gross
        if effect.adjusted:
            net = self._adjusted(gross, amounts, effect)
        return EffectLine(effect=effect, payer=whose, gross=gross, net=net)

    def _delayed(self, amounts: tuple[Term | None, ...], delay: int) -> tuple[Term | None, ...]:
        return ((None,) * delay + amounts)[: self.timeline.months]

    def _adjusted(
        self, gross: Line, amounts: tuple[Term | None, ...], effect: Effect
    ) -> Line | None:
        account = self.account
        given = (account.deadweight, account.displacement, account.drop_off)
        names = ("deadweight", "displacement", "drop_off")
        shares = [
            rest(estimate(f"public_account.{name}", share, "share"))
            for name, share in zip(names, given, strict=True)
            if share is not None
        ]
        if len(shares) < len(given):
            return None
        *at_once, fading = shares

        def make(month: int) -> Term | None:
            amount = amounts[month - 1]
            if amount is None:
                return None
            past = self.timeline.year(month) - 1
            faded = (Node("power", (fading,), power=past),) if past else ()
            return rounded(product(amount, *at_once, *faded))

        later = self._delayed(self.timeline.monthly(make), effect.delay)
        return evolve(gross, amounts=later)
