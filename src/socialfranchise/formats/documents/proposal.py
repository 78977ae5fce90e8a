"""The proposal format: what a founding group plans."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.effects import Payer
from socialfranchise.catalogue.vocabulary import Currency, Disability, Known
from socialfranchise.formats.documents.base import (
    Amount,
    CostRef,
    Count,
    Day,
    Document,
    EffectRef,
    FounderRef,
    FundingRef,
    GroupRef,
    Id,
    JobFactRef,
    LegalFormRef,
    Line,
    PartOfTime,
    PredecessorRef,
    ProposalFactRef,
    Share,
    Sum,
    TemplateRef,
)

MOST = 100
"""How many jobs, purchases, sales … a proposal may list: so many are reckoned within seconds."""
AtMost = Field(max_length=MOST)


class FounderDocument(Document):
    """Founders of one kind."""

    kind: FounderRef
    number: Count
    name: Line | None = None
    groups: list[GroupRef] = []
    at_risk: Known = "unknown"


class PersonAnswerDocument(Document):
    """An answer about each person in a job."""

    fact: JobFactRef
    answer: Known


class JobDocument(Document):
    """Equal jobs."""

    id: Id
    post: Line
    number: Count
    time: PartOfTime
    start_month: Count
    wage: Amount | None = None
    groups: list[GroupRef] = []
    at_risk: Known = "unknown"
    disability: Disability = "unknown"
    member: Known = "unknown"
    answers: list[PersonAnswerDocument] = []


class PurchaseDocument(Document):
    """Something to buy."""

    id: Id
    what: Line
    cost: Amount
    month: Count
    job: Id | None = None
    kind: CostRef | None = None


class AidReceivedDocument(Document):
    """De minimis aid received before."""

    day: Day
    amount: Amount
    currency: Currency
    giver: Line | None = None


class OwnMoneyDocument(Document):
    """What the founders bring."""

    cash: Amount | None = None
    property: Amount | None = None


class GroupAnswerDocument(Document):
    """An answer of the group about itself."""

    fact: ProposalFactRef
    answer: Known


class EstimateDocument(Document):
    """A number that is not known for certain."""

    base: Sum
    low: Sum | None = None
    high: Sum | None = None


class ShareEstimateDocument(Document):
    """A share of a whole that is not known for certain."""

    base: Share
    low: Share | None = None
    high: Share | None = None


class SeasonalMonthDocument(Document):
    """A calendar month in which more or less is sold."""

    month: Annotated[int, Field(ge=1, le=12)]
    share: Amount


class SaleDocument(Document):
    """A good or service with one price."""

    id: Id
    what: Line
    payer: Payer
    unit: Line
    price: EstimateDocument
    quantity: EstimateDocument
    start_month: Count
    end_month: Count | None = None
    paid_after: Annotated[int, Field(ge=0, le=24)]
    seasonality: list[SeasonalMonthDocument] = []
    other_price: EstimateDocument | None = None


class RunningCostDocument(Document):
    """A cost every month."""

    id: Id
    what: Line
    amount: EstimateDocument
    start_month: Count


class GrowthDocument(Document):
    """Assumed growth a year."""

    sales: ShareEstimateDocument | None = None
    prices: ShareEstimateDocument | None = None
    wages: ShareEstimateDocument | None = None


class SupportDocument(Document):
    """Money counted on from a source of funding."""

    id: Id
    source: FundingRef
    payer: Payer
    amount: EstimateDocument
    start_month: Count
    months: Count


class PropertyLentDocument(Document):
    """Property the commune lends."""

    id: Id
    what: Line
    upkeep: EstimateDocument
    rent: EstimateDocument
    start_month: Count


class OutlayDocument(Document):
    """Public money spent once."""

    id: Id
    what: Line
    payer: Payer
    amount: EstimateDocument
    month: Count


class ExpectedLossDocument(Document):
    """What the commune stands to lose."""

    probability: ShareEstimateDocument
    amount: EstimateDocument
    month: Count


class AvoidedPaymentDocument(Document):
    """A payment that is not needed once people work."""

    effect: EffectRef
    people: EstimateDocument
    start_month: Count
    months: Count
    amount: EstimateDocument | None = None


class PublicAccountDocument(Document):
    """What the account of public money rests on."""

    deadweight: ShareEstimateDocument | None = None
    displacement: ShareEstimateDocument | None = None
    drop_off: ShareEstimateDocument | None = None
    supervision: EstimateDocument | None = None
    outlays: Annotated[list[OutlayDocument], AtMost] | None = None
    expected_loss: ExpectedLossDocument | None = None
    property_lent: Annotated[list[PropertyLentDocument], AtMost] | None = None
    avoided: Annotated[list[AvoidedPaymentDocument], AtMost] | None = None


class ProposalDocument(Document):
    """What a founding group plans."""

    format: Literal["socialfranchise.proposal/1"]
    id: Id
    title: Line
    template: TemplateRef
    legal_form: LegalFormRef
    conversion_of: PredecessorRef | None = None
    registration: Day
    founders: Annotated[list[FounderDocument], Field(min_length=1, max_length=MOST)]
    jobs: Annotated[list[JobDocument], AtMost] = []
    purchases: Annotated[list[PurchaseDocument], AtMost] | None = None
    own_money: OwnMoneyDocument | None = None
    aid_received: Annotated[list[AidReceivedDocument], AtMost] | None = None
    answers: Annotated[list[GroupAnswerDocument], AtMost] = []
    sales: Annotated[list[SaleDocument], AtMost] | None = None
    running_costs: Annotated[list[RunningCostDocument], AtMost] | None = None
    growth: GrowthDocument | None = None
    support: Annotated[list[SupportDocument], AtMost] | None = None
    public_account: PublicAccountDocument | None = None
