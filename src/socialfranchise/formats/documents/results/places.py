"""What is asked of many places: the reach of a model, the impact of a change."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.formats.documents.base import Day, Document, Id, Version
from socialfranchise.formats.documents.results.parts import (
    CatalogueUsedDocument,
    Effect,
    IntervalDocument,
    Kind,
    ModelRuleDocument,
    ScoreDocument,
    State,
    VerdictName,
    WordsDocument,
)

Count = Annotated[int, Field(ge=0)]


class VerdictCountsDocument(Document):
    """The number of places by verdict."""

    fits: Count
    fits_if: Annotated[int, Field(ge=0, alias="fits-if")]
    does_not_fit: Annotated[int, Field(ge=0, alias="does-not-fit")]


class PlaceReachedDocument(Document):
    """One place: the verdict there and the rules that stand in the way."""

    diagnosis: Id
    name: str
    verdict: VerdictName
    score: ScoreDocument
    blocked_by: list[ModelRuleDocument]
    left_open_by: list[ModelRuleDocument]


class BlockerDocument(ModelRuleDocument):
    """A rule with the places it excludes and those it leaves open."""

    text: WordsDocument
    blocks: list[Id]
    leaves_open: list[Id]


class ReachDocument(Document):
    """Where one model fits."""

    format: Literal["socialfranchise.reach/1"]
    template: Id
    on: Day
    catalogue: CatalogueUsedDocument
    counts: VerdictCountsDocument
    places: list[PlaceReachedDocument]
    blockers: list[BlockerDocument]


class JudgedDocument(Document):
    """A model judged by one of two catalogues."""

    version: Version
    verdict: VerdictName
    score: ScoreDocument
    warnings: list[Id]


class ReasonBeforeAfterDocument(Document):
    """A reason by one of two catalogues."""

    text: WordsDocument
    state: State
    degree: IntervalDocument
    effect: Effect | None = None
    weight: Count | None = None
    share: IntervalDocument | None = None


class ReasonChangeDocument(Document):
    """A rule with another outcome, weight or effect."""

    kind: Kind
    id: Id
    before: ReasonBeforeAfterDocument | None
    after: ReasonBeforeAfterDocument | None


class ModelChangeDocument(Document):
    """A model with another result."""

    template: Id
    before: JudgedDocument | None
    after: JudgedDocument | None
    reasons: list[ReasonChangeDocument]


class FirstBeforeAfterDocument(Document):
    """The first model by both catalogues."""

    before: Id | None
    after: Id | None


class UnreadDocument(Document):
    """Facts that a catalogue does not read in full."""

    before: list[Id]
    after: list[Id]


class PlaceChangeDocument(Document):
    """What the change does to one place."""

    diagnosis: Id
    name: str
    other_first: bool
    other_verdict: bool
    other_score: bool
    first: FirstBeforeAfterDocument
    unread: UnreadDocument
    models: list[ModelChangeDocument]


class ImpactCountsDocument(Document):
    """The number of places by what changes there."""

    places: Count
    other_first: Count
    other_verdict: Count
    other_score: Count
    unchanged: Count


class ImpactDocument(Document):
    """What going from one catalogue to another does."""

    format: Literal["socialfranchise.impact/1"]
    on: Day
    old: CatalogueUsedDocument
    new: CatalogueUsedDocument
    counts: ImpactCountsDocument
    places: list[PlaceChangeDocument]
