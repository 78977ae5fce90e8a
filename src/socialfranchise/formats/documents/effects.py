"""The effects format: what a wage costs, and what a co-operative does to public money."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.effects import Counts, Index, Payer, Sign
from socialfranchise.core.dated import Confidence
from socialfranchise.formats.documents.base import (
    Amount,
    BasisDocument,
    Count,
    Document,
    FundingRef,
    GroupRef,
    Id,
    LawRef,
    Share,
    SourceRef,
    TextDocument,
)


class IndexedLawDocument(Document):
    """A figure of the law that is set anew every year."""

    law: LawRef
    by: Index


class RefundStepDocument(Document):
    """A time and the share of contributions that comes back in it."""

    months: LawRef
    share: Share


class RefundDocument(Document):
    """Contributions that the law gives back."""

    contributions: Annotated[list[LawRef], Field(min_length=1)]
    capped_at: LawRef
    steps: Annotated[list[RefundStepDocument], Field(min_length=1)]
    paid_after: LawRef
    funding: FundingRef
    payer: Payer
    basis: Annotated[list[BasisDocument], Field(min_length=1)]
    doubt: TextDocument | None = None


class PayrollDocument(Document):
    """What a wage costs the employer."""

    id: Id
    minimum_wage: LawRef
    employer: Annotated[list[LawRef], Field(min_length=1)]
    indexed: list[IndexedLawDocument] = []
    refund: RefundDocument
    doubt: TextDocument | None = None


class EffectDocument(Document):
    """One effect on the money of one payer."""

    id: Id
    name: TextDocument
    payer: Payer | None = None
    sign: Sign
    counts: Counts
    groups: list[GroupRef] = []
    amount: list[LawRef] = []
    rates: list[LawRef] = []
    less_shares: list[LawRef] = []
    less_amounts: list[LawRef] = []
    credit: LawRef | None = None
    factor: Amount | None = None
    months: Count | None = None
    delay: Annotated[int, Field(ge=0, le=60)] = 0
    adjusted: bool = False
    confidence: Confidence
    basis: list[BasisDocument] = []
    sources: list[SourceRef] = []
    doubt: TextDocument | None = None


class NotCountedDocument(Document):
    """Something that the reckoning leaves out."""

    id: Id
    what: TextDocument
    concerns: Literal["outcome", "public-money"]
    law: list[LawRef] = []
    basis: list[BasisDocument] = []
    sources: list[SourceRef] = []


class EffectsDocument(Document):
    """What a wage costs, and effects on public money."""

    format: Literal["socialfranchise.effects/1"]
    id: Id
    title: TextDocument
    payroll: PayrollDocument | None = None
    effects: Annotated[list[EffectDocument], Field(min_length=1)]
    not_counted: list[NotCountedDocument] = []
