"""The proposal format: what a founding group plans."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.vocabulary import Currency, Disability, Known
from socialfranchise.formats.documents.base import (
    Amount,
    CostRef,
    Count,
    Day,
    Document,
    FounderRef,
    GroupRef,
    Id,
    JobFactRef,
    LegalFormRef,
    Line,
    PartOfTime,
    PredecessorRef,
    ProposalFactRef,
    TemplateRef,
)


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


class ProposalDocument(Document):
    """What a founding group plans."""

    format: Literal["socialfranchise.proposal/1"]
    id: Id
    title: Line
    template: TemplateRef
    legal_form: LegalFormRef
    conversion_of: PredecessorRef | None = None
    registration: Day
    founders: Annotated[list[FounderDocument], Field(min_length=1)]
    jobs: list[JobDocument] = []
    purchases: list[PurchaseDocument] = []
    own_money: OwnMoneyDocument | None = None
    aid_received: list[AidReceivedDocument] | None = None
    answers: list[GroupAnswerDocument] = []
