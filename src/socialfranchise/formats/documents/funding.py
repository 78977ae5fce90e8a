"""The funding format: one source of money."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.funding import Fund, Money, Per, Regime, ValueOf
from socialfranchise.formats.documents.base import (
    BasisDocument,
    CostRef,
    Count,
    Day,
    Document,
    FundingRef,
    GroupRef,
    Id,
    LawRef,
    Number,
    PartOfTime,
    SourceRef,
    TextDocument,
    YesNo,
)
from socialfranchise.formats.documents.condition import ConditionDocument


class SupportRuleDocument(Document):
    """A condition for getting money."""

    id: Id
    statement: TextDocument
    condition: ConditionDocument


class AmountRuleDocument(Document):
    """An upper limit as a multiple of a dated parameter."""

    id: Id
    name: TextDocument
    law: LawRef
    times: Number
    lowest_times: Number | None = None
    per: Per
    months: Count | None = None
    from_month: Count = 1
    value_of: ValueOf = "contract"
    by_time: YesNo = "no"
    pays: list[CostRef] = []
    share: PartOfTime | None = None
    share_law: LawRef | None = None
    shared: YesNo = "no"
    keep_months: Count | None = None
    instead_of: list[Id] = []
    applies: list[SupportRuleDocument] = []
    note: TextDocument | None = None


class FundingDocument(Document):
    """A source of money."""

    format: Literal["socialfranchise.funding/1"]
    id: Id
    name: TextDocument
    payer: TextDocument
    since: Day
    until: Day | None = None
    recipients: TextDocument
    target_groups: list[GroupRef] = []
    money: Money | None = None
    fund: Fund | None = None
    applies: list[SupportRuleDocument] = []
    most_jobs: LawRef | None = None
    pays_for: Annotated[list[TextDocument], Field(min_length=1)]
    amounts: Annotated[list[AmountRuleDocument], Field(min_length=1)]
    duties: Annotated[list[TextDocument], Field(min_length=1)]
    repayment: TextDocument
    aid_regime: Regime
    excludes: list[FundingRef] = []
    excludes_in_months: list[FundingRef] = []
    basis: Annotated[list[BasisDocument], Field(min_length=1)]
    sources: Annotated[list[SourceRef], Field(min_length=1)]
    to_verify: list[TextDocument] = []
