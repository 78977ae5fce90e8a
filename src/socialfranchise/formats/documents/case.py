"""The case format: a real co-operative that teaches something."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.case import Outcome
from socialfranchise.formats.documents.base import (
    Document,
    FounderRef,
    GroupRef,
    Id,
    InstitutionRef,
    Line,
    Number,
    ServiceRef,
    SourceRef,
    TextDocument,
    Unit,
    Year,
)

Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]


class CaseFigureDocument(Document):
    """A number of a case."""

    name: TextDocument
    value: Number
    unit: Unit
    year: Year
    sources: Annotated[list[SourceRef], Field(min_length=1)]


class CaseDocument(Document):
    """A real co-operative."""

    format: Literal["socialfranchise.case/1"]
    id: Id
    name: Line
    country: Country
    place_name: Line
    founded: Year | None = None
    founders: list[FounderRef]
    target_groups: list[GroupRef]
    institutions: list[InstitutionRef]
    services: list[ServiceRef]
    outcome: Outcome
    seen: Year
    story: TextDocument
    lesson: TextDocument
    figures: list[CaseFigureDocument] = []
    doubts: list[TextDocument] = []
    sources: Annotated[list[SourceRef], Field(min_length=1)]
