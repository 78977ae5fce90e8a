"""The pathway format: stages from exclusion to work."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.pathway import Timing
from socialfranchise.formats.documents.base import (
    BasisDocument,
    Document,
    FigureDocument,
    GroupRef,
    Id,
    InstitutionRef,
    SourceRef,
    TextDocument,
)


class StageDocument(Document):
    """One stage."""

    name: TextDocument
    institutions: list[InstitutionRef] = []
    entry: TextDocument
    exit: TextDocument
    duration: FigureDocument | None = None
    timing: Timing = "after"
    at_work: bool = False
    support: TextDocument | None = None
    basis: list[BasisDocument] = []


class PathwayDocument(Document):
    """A reintegration pathway."""

    format: Literal["socialfranchise.pathway/1"]
    id: Id
    name: TextDocument
    summary: TextDocument
    target_groups: Annotated[list[GroupRef], Field(min_length=1)]
    stages: Annotated[list[StageDocument], Field(min_length=1)]
    risks: Annotated[list[TextDocument], Field(min_length=1)]
    known: TextDocument
    sources: Annotated[list[SourceRef], Field(min_length=1)]
