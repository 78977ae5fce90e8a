"""What is asked of a match: plans, questions, robustness, comparison."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.vocabulary import Changer
from socialfranchise.formats.documents.base import Document, FigureDocument, Id, Version
from socialfranchise.formats.documents.results.explanation import ValueDocument
from socialfranchise.formats.documents.results.parts import (
    EvidenceUsedDocument,
    IntervalDocument,
    Kind,
    MissingDocument,
    Plain,
    ResultDocument,
    ScoreDocument,
    Share,
    StandingDocument,
    VerdictName,
    WordsDocument,
)

Count = Annotated[int, Field(ge=0)]


class FactChangeDocument(Document):
    """One fact that has to be otherwise."""

    fact: Id
    term: Id | None
    before: Plain | None
    after: Plain
    before_value: ValueDocument
    after_value: ValueDocument
    changed_by: Changer


class PlanDocument(Document):
    """Changes that together make the model fit."""

    changes: list[FactChangeDocument]


class AssumedFactDocument(Document):
    """A fact that was set for this question."""

    fact: Id
    value: ValueDocument


class NoPlanDocument(Document):
    """Why there is no plan."""

    missing_law: list[Id]
    locked: bool
    most_changes: Annotated[int, Field(ge=1)] | None


class WhatIfDocument(ResultDocument):
    """The plans for one model."""

    format: Literal["socialfranchise.what-if/1"]
    locked: list[Id]
    assumed: list[AssumedFactDocument]
    template: Id
    plans: list[PlanDocument]
    no_plan: NoPlanDocument | None


class AnswerEffectDocument(Document):
    """What one answer would do."""

    answer: Plain
    answer_value: ValueDocument
    first: list[StandingDocument]
    changed: list[StandingDocument]


class QuestionDocument(Document):
    """An unknown fact, and what its answers would do."""

    fact: Id
    term: Id | None
    text: WordsDocument
    known_by: WordsDocument
    change: float
    decides: list[Id]
    weight: Annotated[float, Field(ge=0)]
    answers: list[AnswerEffectDocument]


class QuestionsDocument(ResultDocument):
    """What to find out next."""

    format: Literal["socialfranchise.questions/1"]
    settled: bool
    first: list[StandingDocument]
    questions: list[QuestionDocument]


class TippingDocument(Document):
    """The smallest change of one weight that changes the first place."""

    template: Id
    criterion: Id
    weight: Count
    level_at: float
    level_at_exactly: Annotated[str, Field(pattern="^[0-9]+(/[0-9]+)?$")]
    direction: Literal["up", "down"]


class WithoutDocument(Document):
    """A criterion without which another model would be first."""

    template: Id
    criterion: Id
    first: Id


class RobustnessDocument(ResultDocument):
    """How far the first place hangs on the weights."""

    format: Literal["socialfranchise.robustness/1"]
    first: Id
    verdict: VerdictName
    rivals: list[Id]
    draws: Annotated[int, Field(ge=1)]
    seed: int
    spread: Share
    kept: Count
    share: Share
    tipping: TippingDocument | None
    without: list[WithoutDocument]


class ComparedReasonDocument(Document):
    """A reason in short."""

    kind: Kind
    id: Id
    text: WordsDocument
    weight: Count | None = None
    share: IntervalDocument | None = None


class ComparedModelDocument(Document):
    """One of the models that stand side by side."""

    template: Id
    version: Version
    name: WordsDocument
    verdict: VerdictName
    score: ScoreDocument
    evidence: EvidenceUsedDocument
    failed: list[ComparedReasonDocument]
    open: list[ComparedReasonDocument]
    warnings: list[ComparedReasonDocument]
    for_: Annotated[list[ComparedReasonDocument], Field(alias="for")]
    against: list[ComparedReasonDocument]
    missing: list[MissingDocument]
    target_groups: list[Id]
    jobs: FigureDocument
    start_up_cost: FigureDocument
    funding: list[Id]
    legal_forms: list[Id]


class CompareDocument(ResultDocument):
    """Models side by side."""

    format: Literal["socialfranchise.compare/1"]
    models: list[ComparedModelDocument]
