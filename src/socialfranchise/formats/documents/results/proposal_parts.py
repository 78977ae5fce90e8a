"""What the outputs about a proposal share."""

from typing import Annotated

from pydantic import Field

from socialfranchise.core.dated import Confidence
from socialfranchise.formats.documents.base import BasisDocument, Day, Document, Id, Version
from socialfranchise.formats.documents.results.parts import (
    CatalogueUsedDocument,
    DiagnosisUsedDocument,
    PlaceDocument,
)

Number = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$")]
"""A number as text, so that no digit is lost."""
Pln = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$")]
"""An amount in PLN as text, with both digits of the grosz."""
Count = Annotated[int, Field(ge=0)]
Month = Annotated[int, Field(ge=1)]
"""A month of the plan; 1 is the month of registration."""


class ModelUsedDocument(Document):
    """The model a result is about."""

    id: Id
    version: Version


class DatedDocument(Document):
    """A value of the law with the day from which it holds."""

    since: Day
    value: Number
    confidence: Confidence
    basis: list[BasisDocument]
    sources: list[Id]
    place: PlaceDocument | None


class SpanDocument(Document):
    """A range of a number from the catalogue."""

    low: Number
    high: Number
    unit: str
    year: int
    confidence: Confidence
    sources: list[Id]


class ProposalResultDocument(Document):
    """What every result about a proposal begins with."""

    template: ModelUsedDocument
    diagnosis: DiagnosisUsedDocument
    proposal: Id | None
    catalogue: CatalogueUsedDocument
