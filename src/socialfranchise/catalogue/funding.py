"""Sources of money as dated data."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from socialfranchise.core.conditions import Condition
from socialfranchise.core.dated import LegalBasis
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

Per = Literal["job", "person", "month-and-person", "co-operative"]
Regime = Literal["de-minimis", "other", "none", "unknown"]
Money = Literal["grant", "loan", "service"]
Fund = Literal["commune", "county", "state", "labour-fund", "pfron", "eu"]
ValueOf = Literal["contract", "month"]


@frozen(kw_only=True)
class SupportRule:
    """A condition for getting money, with the sentence that says it.

    It asks facts of the place and facts of the proposal.
    """

    id: str
    statement: Text
    condition: Condition
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class AmountRule:
    """An upper limit: ``times`` x the parameter ``law`` of the day, counted per ``per``.

    ``months`` bounds how long a monthly amount is paid, beginning in month ``from_month`` of
    employment; ``lowest_times`` is given where the rule is a range. ``value_of`` tells the day
    whose value of the parameter counts: that of the contract or that of each month.
    """

    id: str
    name: Text
    law: str
    times: Decimal
    per: Per
    lowest_times: Decimal | None = None
    months: int | None = None
    from_month: int = 1
    value_of: ValueOf = "contract"
    by_time: Literal["yes", "no"] = "no"
    """Whether part-time work gets that part of the amount."""
    pays: tuple[str, ...] = ()
    """The costs it may pay for, ids of the vocabulary of costs; empty when not established."""
    share: Decimal | None = None
    share_law: str | None = None
    """The largest part of a cost it pays, as a number or as a parameter of the law."""
    shared: Literal["yes", "no"] = "no"
    """Whether a one-off amount may pay for what several jobs use."""
    keep_months: int | None = None
    """For how many months from the start the job or the membership must last."""
    instead_of: tuple[str, ...] = ()
    """Amounts of the same source that one person cannot have together with this one."""
    applies: tuple[SupportRule, ...] = ()
    """Conditions beyond those of the source."""
    note: Text | None = None
    place: Place | None = field(default=None, eq=False)

    @property
    def monthly(self) -> bool:
        """Paid month by month."""
        return self.per == "month-and-person"


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
    money: Money | None = None
    """A grant supports the co-operative, a loan goes back, a service is pay for work done.

    ``None`` when it was not established; then no plan counts on it."""
    fund: Fund | None = None
    """Whose money it is."""
    applies: tuple[SupportRule, ...] = ()
    """Conditions that a proposal and a diagnosis can answer; without any, nobody can say yes."""
    most_jobs: str | None = None
    """The parameter of the law that says for how many persons one co-operative can have it."""
    excludes: tuple[str, ...] = ()
    """Sources that may not pay for the same job and cost."""
    excludes_in_months: tuple[str, ...] = ()
    """Sources that may not pay for the same person in the same month."""
    to_verify: tuple[Text, ...] = ()
    place: Place | None = field(default=None, eq=False)

    def __iter__(self) -> Iterator[AmountRule]:
        return iter(self.amounts)

    def in_force(self, on: date) -> bool:
        """Whether the rules described here hold on the day ``on``."""
        return self.since <= on and (self.until is None or on <= self.until)

    def amount(self, id: str) -> AmountRule | None:
        """The amount with this id, or ``None``."""
        return next((amount for amount in self.amounts if amount.id == id), None)
