"""What a co-operative sells, spends and is given, as lines of a ledger."""

from collections.abc import Iterator

from attrs import frozen

from socialfranchise.feasibility.business_plan import Estimate, RunningCost, Sale, Support
from socialfranchise.feasibility.ledger import Line
from socialfranchise.feasibility.months import Timeline
from socialfranchise.feasibility.terms import Leaf, Term, estimate, product, rounded, stated


@frozen
class Trading:
    """The sales, costs, purchases and support of a proposal as lines.

    A price is rounded to the grosz once it has grown; the amount of a month is rounded again.
    """

    timeline: Timeline

    def sales(self) -> Iterator[Line]:
        """A line for everything that is sold; customers pay when they pay."""
        for sale in self.timeline.proposal.sales or ():

            def sold(month: int, sale: Sale = sale) -> Term | None:
                quantity = self.quantity(sale, month)
                if quantity is None:
                    return None
                price = self.price(f"sales.{sale.id}.price", sale.price, "sales", month)
                return rounded(product(price, *quantity))

            yield Line(
                id=f"sales.{sale.id}",
                kind="sales",
                name=sale.what,
                sign=1,
                amounts=self.timeline.monthly(sold),
                paid=tuple(month + sale.paid_after for month in self.timeline),
                payer=sale.payer,
                place=sale.place,
                rests_on=(
                    *self.times(f"sales.{sale.id}", sale.start_month, sale),
                    stated(f"sales.{sale.id}.paid_after", sale.paid_after, "months", sale.place),
                ),
            )

    def quantity(self, sale: Sale, month: int) -> tuple[Term, ...] | None:
        """The quantity of a month as factors; ``None`` in a month in which nothing is sold."""
        if month < sale.start_month or (sale.end_month is not None and month > sale.end_month):
            return None
        quantity = estimate(f"sales.{sale.id}.quantity", sale.quantity, "number")
        calendar = self.timeline.first_day(month).month
        for season in sale.seasonality:
            if season.month == calendar:
                key = f"sales.{sale.id}.seasonality.{calendar}"
                return quantity, stated(key, season.share, "times", season.place)
        return (quantity,)

    def price(self, key: str, price: Estimate, by: str, month: int) -> Term:
        """A price, or a cost a month, as it is in a month."""
        return rounded(self.timeline.grown(estimate(key, price, "pln"), by, month))

    def costs(self) -> Iterator[Line]:
        """A line for every running cost."""
        for cost in self.timeline.proposal.running_costs or ():

            def spent(month: int, cost: RunningCost = cost) -> Term | None:
                if month < cost.start_month:
                    return None
                key = f"running_costs.{cost.id}.amount"
                return self.price(key, cost.amount, "prices", month)

            yield Line(
                id=f"costs.{cost.id}",
                kind="costs",
                name=cost.what,
                sign=-1,
                amounts=self.timeline.monthly(spent),
                place=cost.place,
                rests_on=self.times(f"running_costs.{cost.id}", cost.start_month, cost),
            )

    def purchases(self) -> Iterator[Line]:
        """A line for every purchase: the whole cost in the month it is bought."""
        for bought in self.timeline.proposal.purchases or ():
            cost = stated(f"purchases.{bought.id}.cost", bought.cost, "pln", bought.place)
            yield Line(
                id=f"purchases.{bought.id}",
                kind="purchases",
                name=bought.what,
                sign=-1,
                amounts=self.once(rounded(cost), bought.month),
                place=bought.place,
                rests_on=(
                    stated(f"purchases.{bought.id}.month", bought.month, "months", bought.place),
                ),
            )

    def support(self) -> Iterator[Line]:
        """A line for all support that is counted on."""
        for given in self.timeline.proposal.support or ():

            def paid(month: int, given: Support = given) -> Term | None:
                if not given.start_month <= month < given.start_month + given.months:
                    return None
                return rounded(estimate(f"support.{given.id}.amount", given.amount, "pln"))

            yield Line(
                id=f"support.{given.id}",
                kind="support",
                name=self.timeline.catalogue.funding[given.source].name,
                sign=1,
                amounts=self.timeline.monthly(paid),
                payer=given.payer,
                place=given.place,
                rests_on=self.times(f"support.{given.id}", given.start_month, given),
            )

    def own_money(self) -> Iterator[Line]:
        """The cash of the founders, there in the first month."""
        own = self.timeline.proposal.own_money
        if own is not None and own.cash is not None:
            cash = stated("own_money.cash", own.cash, "pln", own.place)
            yield Line(
                id="own-money.cash",
                kind="own-money",
                name="cash",
                sign=1,
                amounts=self.once(rounded(cash), 1),
                place=own.place,
            )

    def once(self, amount: Term, when: int) -> tuple[Term | None, ...]:
        """An amount in one month only."""
        return self.timeline.monthly(lambda month: amount if month == when else None)

    def times(self, key: str, start: int, part: Sale | RunningCost | Support) -> tuple[Leaf, ...]:
        """The month in which something starts."""
        return (stated(f"{key}.start_month", start, "months", part.place),)
