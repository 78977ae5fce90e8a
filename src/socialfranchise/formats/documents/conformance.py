"""The conformance format: cases with what an engine has to make of them. Written, never read."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.vocabulary import FactKind
from socialfranchise.formats.documents.base import Day, Document, Id
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.diagnosis import KnownFactDocument
from socialfranchise.formats.documents.results.parts import (
    Effect,
    IntervalDocument,
    Kind,
    MissingDocument,
    ScoreDocument,
    VerdictName,
)


class CaseValueDocument(Document):
    """The value of a parameter from a day on."""

    since: Day
    until: Day | None = None
    value: float


class CaseParameterDocument(Document):
    """A parameter of the law over time."""

    id: Id
    values: list[CaseValueDocument]


class CaseFactDocument(Document):
    """A fact that can be asked: its kind and the values it can have."""

    id: Id
    kind: FactKind
    lowest: float | None = None
    highest: float | None = None
    choices: list[Id] | None = None


class CaseFormDocument(Document):
    """A legal form and the condition under which it can be founded."""

    id: Id
    founding: ConditionDocument


class CaseRequirementDocument(Document):
    """A condition without which the model does not fit."""

    id: Id
    condition: ConditionDocument


class CaseContraindicationDocument(CaseRequirementDocument):
    """A condition that excludes or warns."""

    effect: Effect


class CaseCriterionDocument(CaseRequirementDocument):
    """A weighted preference."""

    weight: Annotated[int, Field(ge=1)]


class CaseModelDocument(Document):
    """The rules of a model."""

    id: Id
    legal_forms: list[Id]
    requirements: list[CaseRequirementDocument]
    contraindications: list[CaseContraindicationDocument]
    criteria: list[CaseCriterionDocument]


class ExpectedReasonDocument(Document):
    """How far a reason holds, and its share of the score."""

    kind: Kind
    id: Id
    degree: IntervalDocument
    share: IntervalDocument | None


class ExpectedModelDocument(Document):
    """What an engine has to say of a model."""

    template: Id
    verdict: VerdictName
    score: ScoreDocument
    reasons: list[ExpectedReasonDocument]
    missing: list[MissingDocument]
    missing_law: list[Id]


class ConformanceCaseDocument(Document):
    """One case: all that goes in, and what has to come out."""

    id: Id
    about: str
    on: Day
    law: list[CaseParameterDocument]
    vocabulary: list[CaseFactDocument]
    legal_forms: list[CaseFormDocument]
    facts: dict[str, KnownFactDocument]
    templates: list[CaseModelDocument]
    expected: list[ExpectedModelDocument]


class ConformanceDocument(Document):
    """All cases."""

    format: Literal["socialfranchise.conformance/1"]
    cases: list[ConformanceCaseDocument]
