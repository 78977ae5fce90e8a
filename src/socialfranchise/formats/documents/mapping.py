"""The mapping format: which column or row of a table is which fact of a diagnosis."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.mapping import Layout, Level, Zero
from socialfranchise.formats.documents.base import (
    Document,
    FactRef,
    Id,
    Line,
    Number,
    SourceRef,
    TextDocument,
    Year,
)

Glob = Annotated[str, Field(min_length=1, max_length=200)]
_Columns = Annotated[list[Line], Field(min_length=1, max_length=10)]


class CellMeaningDocument(Document):
    """What a cell that looks like this means."""

    matches: Glob
    means: Id


class MappedFactDocument(Document):
    """One column, row or variable of the table, and the fact it answers."""

    fact: FactRef
    column: Line | None = None
    row: _Columns | None = None
    year: Year | None = None
    variable: Line | None = None
    scale: Number | None = None
    zero: Zero = "value"
    cells: list[CellMeaningDocument] = []
    term: Id | None = None
    source: SourceRef | None = None
    note: TextDocument | None = None


class MappingDocument(Document):
    """How a kind of table is read."""

    format: Literal["socialfranchise.mapping/1"]
    id: Id
    title: TextDocument
    description: TextDocument | None = None
    layout: Layout
    level: Level
    source: SourceRef
    header_rows: Annotated[int, Field(ge=0, le=5)] = 1
    code: Line | None = None
    name: Line | None = None
    county: Line | None = None
    voivodeship: Line | None = None
    indicator: _Columns | None = None
    value: Line | None = None
    year: Line | None = None
    no_value: Annotated[list[Line], Field(max_length=50)] = []
    facts: Annotated[list[MappedFactDocument], Field(min_length=1, max_length=1000)]
