"""What several outputs share."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.template import EvidenceStatus, Grade
from socialfranchise.formats.documents.base import Day, Document, Id, Version

Share = Annotated[float, Field(ge=0, le=1)]
VerdictName = Literal["fits", "fits-if", "does-not-fit"]
State = Literal["yes", "no", "partly", "unknown"]
Kind = Literal["founding", "requirement", "contraindication", "criterion"]
Effect = Literal["excludes", "warns"]
Hash = Annotated[str, Field(pattern="^([0-9a-f]{64})?$")]
"""A SHA-256; empty for what was made in memory and read from no file."""
Plain = bool | float | str
"""A value of a fact; of a fact that lists terms, whether the term is present."""


class WordsDocument(Document):
    """A text of the program in both languages."""

    pl: str
    en: str


class IntervalDocument(Document):
    """The ends of a degree or of a share of the score."""

    low: Share
    high: Share


class ScoreDocument(IntervalDocument):
    """The bounds of a score."""

    exact: bool


class PlaceDocument(Document):
    """The file and line where something is written."""

    file: str
    line: Annotated[int, Field(ge=1)]


class DiagnosisUsedDocument(Document):
    """The diagnosis a result was made from."""

    id: Id
    sha256: Hash


class CatalogueUsedDocument(Document):
    """The catalogue a result was made from."""

    id: Id
    version: Version
    sha256: Hash


class EvidenceUsedDocument(Document):
    """How well a model is documented."""

    status: EvidenceStatus
    grade: Grade


class MissingDocument(Document):
    """A fact that is not known, and what hangs on it."""

    fact: Id
    terms: list[Id]
    decisive: bool
    weight: Annotated[float, Field(ge=0)]


class StandingDocument(Document):
    """A model and its verdict."""

    template: Id
    verdict: VerdictName


class ModelRuleDocument(Document):
    """A rule of a model."""

    kind: Kind
    id: Id


class ResultDocument(Document):
    """What every result of matching one place begins with."""

    diagnosis: DiagnosisUsedDocument
    on: Day
    catalogue: CatalogueUsedDocument
