"""What a founding group plans to sell and spend, and what the commune's account rests on.

Amounts are PLN without the VAT the co-operative would charge. Months count from 1, the month of
registration. What nobody has said is ``None``, and never nought.
"""

from decimal import Decimal

from attrs import field, frozen

from socialfranchise.catalogue.effects import Payer
from socialfranchise.core.findings import Place


@frozen(kw_only=True)
class Estimate:
    """A number that is not known for certain: what is expected, and from where to where it may be.

    Without ``low`` and ``high`` it is taken as certain.
    """

    base: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    place: Place | None = field(default=None, eq=False)

    @property
    def lowest(self) -> Decimal:
        """The lower end."""
        return self.base if self.low is None else self.low

    @property
    def highest(self) -> Decimal:
        """The upper end."""
        return self.base if self.high is None else self.high


@frozen(kw_only=True)
class SeasonalMonth:
    """A calendar month, 1 to 12, in which only ``share`` of the usual quantity is sold, or more
    than all of it."""

    month: int
    share: Decimal
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Sale:
    """A good or service with one price: ``quantity`` units a month, each at ``price``.

    ``seasonality`` holds the calendar months that differ. ``paid_after`` is the number of months
    until the customer pays. ``other_price`` is what the payer would pay for a unit elsewhere.
    """

    id: str
    what: str
    payer: Payer
    unit: str
    price: Estimate
    quantity: Estimate
    start_month: int
    paid_after: int
    end_month: int | None = None
    seasonality: tuple[SeasonalMonth, ...] = ()
    other_price: Estimate | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class RunningCost:
    """A cost of ``amount`` every month from ``start_month`` on, other than wages."""

    id: str
    what: str
    amount: Estimate
    start_month: int
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Growth:
    """Assumed growth a year, as shares: of own prices, of costs and benefits, and of wages."""

    sales: Estimate | None = None
    prices: Estimate | None = None
    wages: Estimate | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Support:
    """Money counted on from a source of funding: ``amount`` a month for ``months`` months."""

    id: str
    source: str
    payer: Payer
    amount: Estimate
    start_month: int
    months: int
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class PropertyLent:
    """Property the commune lends: PLN a month of upkeep it is rid of, and of rent it forgoes."""

    id: str
    what: str
    upkeep: Estimate
    rent: Estimate
    start_month: int
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Outlay:
    """Public money spent once for the co-operative, other than sales and support."""

    id: str
    what: str
    payer: Payer
    amount: Estimate
    month: int
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class ExpectedLoss:
    """What the commune stands to lose should the co-operative fail, and how likely that is."""

    probability: Estimate
    amount: Estimate
    month: int
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class AvoidedPayment:
    """An effect of the catalogue on so many people who get work, for so many months.

    ``amount`` is PLN a month and person, where the law gives none or another one is right.
    """

    effect: str
    people: Estimate
    start_month: int
    months: int
    amount: Estimate | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class PublicAccount:
    """What the account of public money rests on.

    ``deadweight`` is the share of the effect that would have come anyway, ``displacement`` the
    share that others lose, ``drop_off`` the share by which the effect fades each later year.
    ``supervision`` is what it costs the commune a month to keep an eye on it.
    """

    deadweight: Estimate | None = None
    displacement: Estimate | None = None
    drop_off: Estimate | None = None
    supervision: Estimate | None = None
    outlays: tuple[Outlay, ...] | None = None
    expected_loss: ExpectedLoss | None = None
    property_lent: tuple[PropertyLent, ...] | None = None
    avoided: tuple[AvoidedPayment, ...] | None = None
    place: Place | None = field(default=None, eq=False)
