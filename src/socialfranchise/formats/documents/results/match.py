"""The match format: all models of a catalogue judged for one place."""

from typing import Literal

from socialfranchise.catalogue.template import Status
from socialfranchise.formats.documents.base import Document, Id, Version
from socialfranchise.formats.documents.results.explanation import ExplanationDocument
from socialfranchise.formats.documents.results.parts import (
    EvidenceUsedDocument,
    MissingDocument,
    ResultDocument,
    ScoreDocument,
    VerdictName,
    WordsDocument,
)


class MatchedModelDocument(Document):
    """One model judged."""

    template: Id
    version: Version
    name: WordsDocument
    status: Status
    evidence: EvidenceUsedDocument
    verdict: VerdictName
    score: ScoreDocument
    missing: list[MissingDocument]
    missing_law: list[Id]
    explanation: ExplanationDocument | None


class MatchDocument(ResultDocument):
    """All models, in order."""

    format: Literal["socialfranchise.match/1"]
    matches: list[MatchedModelDocument]
