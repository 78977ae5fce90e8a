"""What a co-operative does to public money, as rules that are data: payroll and effects."""

from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from socialfranchise.core.dated import Confidence, LegalBasis
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

Payer = Literal["commune", "county", "voivodeship", "state", "zus", "nfz", "pfron", "eu", "others"]
"""Whose money it is. ``state`` holds the state budget and its funds, such as the Labour Fund."""

Sign = Literal["gain", "cost"]
Counts = Literal[
    "people",
    "wages",
    "refund",
    "support",
    "price-difference",
    "upkeep",
    "rent",
    "outlays",
    "supervision",
    "expected-loss",
]
"""What of a proposal an effect is counted on."""

Index = Literal["prices", "wages"]


@frozen(kw_only=True)
class IndexedLaw:
    """A figure of the law that is set anew every year: after its last known value it is taken to
    grow by the index that the proposal assumes."""

    law: str
    by: Index


@frozen(kw_only=True)
class RefundStep:
    """For how long, by a parameter of the law, which share of contributions comes back."""

    months: str
    share: Decimal
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Refund:
    """Contributions that the law gives back for people at risk of exclusion.

    ``contributions`` are parameters of the law, taken of the wage but at most of ``capped_at``.
    Each quarter is paid ``paid_after`` (a parameter in days) after its end. A proposal that
    counts on ``funding`` itself gets no second refund.
    """

    contributions: tuple[str, ...]
    capped_at: str
    steps: tuple[RefundStep, ...]
    paid_after: str
    funding: str
    payer: Payer
    basis: tuple[LegalBasis, ...]
    doubt: Text | None = None


@frozen(kw_only=True)
class Payroll:
    """What a wage costs the employer: parameters of the law, each a share of the gross wage."""

    id: str
    minimum_wage: str
    employer: tuple[str, ...]
    indexed: tuple[IndexedLaw, ...]
    refund: Refund
    doubt: Text | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class NotCounted:
    """Something that the reckoning leaves out, so that a reader knows.

    ``concerns`` is the co-operative's own ``outcome`` or the account of ``public-money``; ``law``
    names parameters of the law that tell more.
    """

    id: str
    what: Text
    concerns: Literal["outcome", "public-money"]
    law: tuple[str, ...] = ()
    basis: tuple[LegalBasis, ...] = ()
    sources: tuple[str, ...] = ()
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Effect:
    """One effect on the money of one payer.

    A gain is money the payer keeps or gets, a cost is money it pays or goes without. The amount is

    - of ``people``: the parameters ``amount`` multiplied with each other and by ``factor``, or
      what the proposal gives, a month and person, for at most ``months``;
    - of ``wages``: a month and job held by a person at risk, the sum over ``rates`` of rate times
      base, less ``credit`` and never below zero. The base is the gross wage less the shares
      ``less_shares`` of it and the amounts ``less_amounts``;
    - of all else: what the proposal says, times ``factor``.

    ``adjusted`` effects count only so far as they would not have come anyway. Without ``payer``
    the proposal names it. ``delay`` is the number of months after which the money moves.
    """

    id: str
    name: Text
    sign: Sign
    counts: Counts
    confidence: Confidence
    payer: Payer | None = None
    groups: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    less_shares: tuple[str, ...] = ()
    less_amounts: tuple[str, ...] = ()
    credit: str | None = None
    factor: Decimal | None = None
    months: int | None = None
    delay: int = 0
    adjusted: bool = False
    basis: tuple[LegalBasis, ...] = ()
    sources: tuple[str, ...] = ()
    doubt: Text | None = None
    place: Place | None = field(default=None, eq=False)
