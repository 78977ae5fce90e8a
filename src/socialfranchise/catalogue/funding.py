"""Sources of money as dated data."""

from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from socialfranchise.core.dated import LegalBasis
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

Per = Literal["job", "person", "month-and-person", "co-operative"]
Regime = Literal["de-minimis", "none", "unknown"]


@frozen(kw_only=True)
class AmountRule:
    """An upper limit: ``times`` x the parameter ``law`` of the day, counted per ``per``.

    ``months`` bounds how long a monthly amount is paid; ``lowest_times`` is given where the rule
    is a range.
    """

    name: Text
    law: str
    times: Decimal
    per: Per
    lowest_times: Decimal | None = None
    months: int | None = None
    note: Text | None = None


@frozen(kw_only=True)
class FundingSource:
    """A source of money: who pays, for whom, what for, how much, and what is owed in return."""

    id: str
    name: Text
    payer: Text
    since: date
    recipients: Text
    pays_for: tuple[Text, ...]
    amounts: tuple[AmountRule, ...]
    duties: tuple[Text, ...]
    """What must be kept and for how long."""
    repayment: Text
    aid_regime: Regime
    basis: tuple[LegalBasis, ...]
    sources: tuple[str, ...]
    until: date | None = None
    target_groups: tuple[str, ...] = ()
    """Groups whose employment it pays for; empty when it is not tied to groups."""
    excludes: tuple[str, ...] = ()
    """Sources that may not pay for the same job and cost."""
    to_verify: tuple[Text, ...] = ()
    place: Place | None = field(default=None, eq=False)
