"""The law format: dated parameters of one topic."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.core.dated import Confidence
from socialfranchise.formats.documents.base import (
    BasisDocument,
    Day,
    Document,
    Id,
    Number,
    SourceRef,
    TextDocument,
    Unit,
)


class DatedValueDocument(Document):
    """The value from a day on."""

    since: Day
    until: Day | None = None
    value: Number
    confidence: Confidence
    basis: list[BasisDocument] = []
    sources: list[SourceRef] = []
    doubt: TextDocument | None = None
    review: Day | None = None


class ParameterDocument(Document):
    """One figure of the law over time."""

    id: Id
    name: TextDocument
    unit: Unit
    values: Annotated[list[DatedValueDocument], Field(min_length=1)]
    note: TextDocument | None = None


class LawDocument(Document):
    """A file of dated parameters."""

    format: Literal["socialfranchise.law/1"]
    id: Id
    title: TextDocument
    parameters: Annotated[list[ParameterDocument], Field(min_length=1)]
