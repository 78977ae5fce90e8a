"""The explanation format: why a model got its verdict and score."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.core.dated import Confidence
from socialfranchise.formats.documents.base import Day, Document, Id, YesNo
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.diagnosis import OriginDocument
from socialfranchise.formats.documents.results.parts import (
    Effect,
    IntervalDocument,
    Kind,
    PlaceDocument,
    ScoreDocument,
    State,
    VerdictName,
    WordsDocument,
)

Number = Annotated[int, Field(ge=0)]


class CitedBasisDocument(Document):
    """An article of an act, and how both are cited."""

    act: Id
    article: str
    cited: WordsDocument


class ThresholdDocument(Document):
    """A threshold as it stood on the day."""

    number: float | None
    unit: str | None
    words: WordsDocument
    law: Id | None
    since: Day | None
    confidence: Confidence | None
    basis: list[CitedBasisDocument]
    sources: list[Id]
    place: PlaceDocument | None


class ValueDocument(Document):
    """The value of a fact, as a diagnosis writes it."""

    answer: YesNo | None = None
    number: float | None = None
    choice: Id | None = None
    present: list[Id] | None = None
    absent: list[Id] | None = None
    at_least: float | None = None
    at_most: float | None = None
    unknown: Literal[True] | None = None


class ReadingDocument(Document):
    """One test: what was asked, what was found, and where it comes from."""

    sentence: WordsDocument
    fact: Id
    test: ConditionDocument
    state: State
    degree: IntervalDocument
    value: ValueDocument
    unit: str | None
    words: WordsDocument
    origins: list[OriginDocument]
    at_least: ThresholdDocument | None
    at_most: ThresholdDocument | None


class LineDocument(Document):
    """One reason: a requirement, contraindication or criterion and its outcome."""

    kind: Kind
    id: Id
    sentence: WordsDocument
    state: State
    degree: IntervalDocument
    effect: Effect | None
    weight: Number | None
    share: IntervalDocument | None
    shared: Number | None
    place: PlaceDocument | None
    readings: list[ReadingDocument]


class SharedDocument(Document):
    """Criteria that share unknown facts, and the share of the score they have together."""

    criteria: list[Id]
    share: IntervalDocument


class OutcomeDocument(Document):
    """The degree of a condition, with those of its parts."""

    condition: Literal["all", "any", "not", "at_least_of", "test"]
    state: State
    degree: IntervalDocument
    number: Number | None
    reading: Number | None
    parts: list["OutcomeDocument"]


class BranchDocument(Document):
    """A reason and the outcome of its condition."""

    kind: Kind
    id: Id
    outcome: OutcomeDocument


class ExplanationDocument(Document):
    """Why one model got its verdict and score."""

    format: Literal["socialfranchise.explanation/1"]
    template: Id
    verdict: VerdictName
    score: ScoreDocument
    lines: list[LineDocument]
    shared: list[SharedDocument]
    tree: list[BranchDocument]
