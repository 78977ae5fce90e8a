"""The funding format: one source of money."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.funding import Per, Regime
from socialfranchise.formats.documents.base import (
    BasisDocument,
    Count,
    Day,
    Document,
    FundingRef,
    GroupRef,
    Id,
    LawRef,
    Number,
    SourceRef,
    TextDocument,
)


class AmountRuleDocument(Document):
    """An upper limit as a multiple of a dated parameter."""

    name: TextDocument
    law: LawRef
    times: Number
    lowest_times: Number | None = None
    per: Per
    months: Count | None = None
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
    pays_for: Annotated[list[TextDocument], Field(min_length=1)]
    amounts: Annotated[list[AmountRuleDocument], Field(min_length=1)]
    duties: Annotated[list[TextDocument], Field(min_length=1)]
    repayment: TextDocument
    aid_regime: Regime
    excludes: list[FundingRef] = []
    basis: Annotated[list[BasisDocument], Field(min_length=1)]
    sources: Annotated[list[SourceRef], Field(min_length=1)]
    to_verify: list[TextDocument] = []
