"""The template format: one franchise model as a form to fill."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.template import (
    EvidenceStatus,
    Family,
    Grade,
    InSeries,
    Phase,
    Status,
)
from socialfranchise.formats.documents.base import (
    Document,
    FigureDocument,
    FundingRef,
    GroupRef,
    Id,
    InstitutionRef,
    LawRef,
    LegalFormRef,
    Line,
    NeedRef,
    PathwayRef,
    ServiceRef,
    SourceRef,
    TextDocument,
    Unit,
    Version,
)
from socialfranchise.formats.documents.condition import ConditionDocument

Texts = Annotated[list[TextDocument], Field(min_length=1)]


class EvidenceDocument(Document):
    """How well the model is documented."""

    status: EvidenceStatus
    grade: Grade
    in_series: InSeries
    known: TextDocument
    unknown: list[TextDocument]
    sources: Annotated[list[SourceRef], Field(min_length=1)]


class GroupServedDocument(Document):
    """A target group and the support it needs."""

    group: GroupRef
    support: Texts


class OfferedServiceDocument(Document):
    """A service of the model."""

    service: ServiceRef
    core: bool
    note: TextDocument | None = None


class FoundersDocument(Document):
    """Who founds."""

    legal_forms: Annotated[list[LegalFormRef], Field(min_length=1)]
    typical: Texts
    note: TextDocument | None = None


class PartnerDocument(Document):
    """A partner and its role."""

    institution: InstitutionRef
    required: bool
    role: TextDocument


class PostDocument(Document):
    """A job."""

    name: TextDocument
    tasks: TextDocument
    reintegration: bool


class StaffingDocument(Document):
    """Jobs, share for the target groups, posts."""

    jobs: FigureDocument
    reintegration_share: FigureDocument
    posts: Annotated[list[PostDocument], Field(min_length=1)]


class RevenueDocument(Document):
    """Who pays for what."""

    payer: TextDocument
    payment: TextDocument


class RequirementDocument(Document):
    """A condition without which the model does not fit."""

    id: Id
    statement: TextDocument
    condition: ConditionDocument


class ContraindicationDocument(Document):
    """A condition that excludes or warns."""

    id: Id
    effect: Literal["excludes", "warns"]
    statement: TextDocument
    condition: ConditionDocument


class CriterionDocument(Document):
    """A weighted preference."""

    id: Id
    weight: Annotated[int, Field(ge=1, le=10)]
    statement: TextDocument
    condition: ConditionDocument


class RiskDocument(Document):
    """A risk and the response."""

    risk: TextDocument
    response: TextDocument


class StandardDocument(Document):
    """A standard of quality."""

    standard: TextDocument
    evidence: TextDocument


class IndicatorDocument(Document):
    """A measured indicator."""

    id: Id
    name: TextDocument
    unit: Unit
    frequency: Literal["month", "quarter", "year"]
    source: TextDocument


class CoreElementDocument(Document):
    """A part that is kept."""

    element: TextDocument
    reason: TextDocument


class AdaptableElementDocument(Document):
    """A part that may change."""

    element: TextDocument
    bounds: TextDocument


class TrainingDocument(Document):
    """A training module."""

    name: TextDocument
    participants: TextDocument


class StepDocument(Document):
    """A step of the action plan."""

    phase: Phase
    task: TextDocument
    responsible: TextDocument
    document: TextDocument | None = None
    deadline: LawRef | None = None
    duration: FigureDocument | None = None


class ExampleDocument(Document):
    """A real co-operative."""

    name: Line
    place_name: Line
    note: TextDocument
    sources: Annotated[list[SourceRef], Field(min_length=1)]


class TemplateDocument(Document):
    """A complete franchise model."""

    format: Literal["socialfranchise.template/1"]
    id: Id
    version: Version
    status: Status
    family: Family
    name: TextDocument
    summary: TextDocument
    evidence: EvidenceDocument
    target_groups: Annotated[list[GroupServedDocument], Field(min_length=1)]
    needs: list[NeedRef]
    services: Annotated[list[OfferedServiceDocument], Field(min_length=1)]
    founders: FoundersDocument
    partners: Annotated[list[PartnerDocument], Field(min_length=1)]
    staffing: StaffingDocument
    premises: Texts
    equipment: Texts
    start_up_cost: FigureDocument
    revenues: Annotated[list[RevenueDocument], Field(min_length=1)]
    funding: list[FundingRef]
    pathways: list[PathwayRef]
    requirements: Annotated[list[RequirementDocument], Field(min_length=1)]
    contraindications: list[ContraindicationDocument]
    criteria: Annotated[list[CriterionDocument], Field(min_length=1)]
    risks: Annotated[list[RiskDocument], Field(min_length=1)]
    standards: Annotated[list[StandardDocument], Field(min_length=1)]
    indicators: Annotated[list[IndicatorDocument], Field(min_length=1)]
    core: Annotated[list[CoreElementDocument], Field(min_length=1)]
    adaptable: list[AdaptableElementDocument]
    training: list[TrainingDocument]
    action_plan: Annotated[list[StepDocument], Field(min_length=1)]
    examples: list[ExampleDocument]
