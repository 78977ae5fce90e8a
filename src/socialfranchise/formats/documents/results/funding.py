"""The funding plan format: who may pay for a proposal, and the best mix of sources."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.funding import Fund, Money, Regime
from socialfranchise.formats.documents.base import Day, Document, Id
from socialfranchise.formats.documents.results.parts import PlaceDocument, State, WordsDocument
from socialfranchise.formats.documents.results.proposal_parts import (
    Count,
    DatedDocument,
    Month,
    Number,
    Pln,
    ProposalResultDocument,
)


class MoneySourceDocument(Document):
    """A source of money."""

    source: Id
    name: WordsDocument
    money: Money
    fund: Fund | None
    aid_regime: Regime


class JudgedConditionDocument(Document):
    """A condition for money and what it came to."""

    id: Id
    statement: WordsDocument
    truth: State
    asks: list[Id]
    place: PlaceDocument | None


class JudgedAmountDocument(Document):
    """One amount of a source: may it be had?"""

    amount: Id
    name: WordsDocument
    pays: list[Id]
    keep_months: Count | None
    place: PlaceDocument | None
    truth: State
    conditions: list[JudgedConditionDocument]


class JudgedSourceDocument(MoneySourceDocument):
    """A source judged for a job, or for the whole co-operative."""

    job: Id | None
    truth: State
    in_force: bool
    signed: Day
    conditions: list[JudgedConditionDocument]
    amounts: list[JudgedAmountDocument]


class LimitDocument(Document):
    """The most for one person, and where it was read."""

    pln: Pln
    parameter: Id
    on: Day
    valid: DatedDocument


class PaymentDocument(Document):
    """What one amount pays in a month."""

    month: Month
    source: Id
    amount: Id
    job: Id | None
    persons: Annotated[int, Field(ge=1)]
    purchase: Id | None
    pln: Pln
    limit: LimitDocument


class TakenDocument(Document):
    """A source taken for persons of a job."""

    source: Id
    amounts: list[Id]
    job: Id | None
    persons: Annotated[int, Field(ge=1)]
    keep_until: Day | None


class MixDocument(Document):
    """A choice of sources and all it pays."""

    total: Pln
    one_off: Pln
    aid: Pln
    by_source: dict[Id, Pln]
    by_fund: dict[Fund | Literal["unknown"], Pln]
    taken: list[TakenDocument]
    payments: list[PaymentDocument]


class PurchasePaidDocument(Document):
    """A purchase and what is paid for it."""

    id: Id
    what: str
    kind: Id | None
    month: Month
    cost: Pln
    paid: Pln


class SupportMonthDocument(Document):
    """A month of the plan."""

    month: Month
    from_: Annotated[Day, Field(alias="from")]
    labour_cost: Pln
    support: dict[Id, Pln]
    to_earn: Pln


class CliffDocument(Document):
    """A month in which monthly support falls."""

    month: Month
    from_: Annotated[Day, Field(alias="from")]
    fall: Pln
    sources: list[Id]


class AidRoomDocument(Document):
    """The limit of de minimis aid and what is left of it."""

    on: Day
    cap_eur: Number | None
    window_from: Day | None
    rate: Number | None
    received_eur: Number | None
    free: Pln | None
    unknown: Literal["law", "rate", "received"] | None
    used: Pln


class MissingValueDocument(Document):
    """A parameter without a value on a day it was needed for."""

    parameter: Id
    on: Day


class FundingPlanDocument(ProposalResultDocument):
    """Who may pay for a proposal."""

    format: Literal["socialfranchise.funding-plan/1"]
    on: Day
    registration: Day
    sources: list[JudgedSourceDocument]
    other_sources: list[MoneySourceDocument]
    best: MixDocument
    second: MixDocument | None
    possible: MixDocument
    purchases: list[PurchasePaidDocument]
    own_contribution: Pln
    gap: Pln | None
    months: list[SupportMonthDocument]
    cliffs: list[CliffDocument]
    aid: AidRoomDocument
    missing_law: list[MissingValueDocument]
