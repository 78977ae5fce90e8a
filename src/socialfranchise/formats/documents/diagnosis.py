"""The diagnosis format: the facts of one place."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from socialfranchise.formats.documents.base import (
    Day,
    Document,
    FactRef,
    Id,
    Line,
    Number,
    Teryt,
    TextDocument,
    Url,
    Whole,
    Year,
    YesNo,
    exactly_one_shape,
    shapes_schema,
)

MOST = 1000
"""Facts in a diagnosis, and terms in a fact: far more than any catalogue asks."""

SHAPES: tuple[frozenset[str], ...] = tuple(
    frozenset(keys)
    for keys in (
        {"answer"},
        {"number"},
        {"choice"},
        {"present"},
        {"absent"},
        {"present", "absent"},
        {"unknown"},
    )
)


def _schema_extra(schema: dict[str, Any]) -> None:
    schema.update(shapes_schema(SHAPES, others={"origins"}))


def _not_too_many(value: object) -> object:
    """Refuse too many facts before each of them is looked at."""
    if isinstance(value, dict) and len(value) > MOST:
        raise PydanticCustomError("too_long", "too many", {"max_length": MOST})
    return value


class OriginDocument(Document):
    """Where a fact comes from."""

    source: Line
    year: Year | None = None
    url: Url | None = None
    note: Line | None = None
    variable: Line | None = None
    table: Line | None = None
    row: Whole | None = None
    column: Line | None = None


class KnownFactDocument(Document):
    """One fact: its value, or that it is not known."""

    model_config = ConfigDict(json_schema_extra=_schema_extra)

    answer: YesNo | None = None
    number: Number | None = None
    choice: Id | None = None
    present: Annotated[list[Id], Field(min_length=1, max_length=MOST)] | None = None
    absent: Annotated[list[Id], Field(min_length=1, max_length=MOST)] | None = None
    unknown: Literal[True] | None = None
    origins: list[OriginDocument] = []

    @model_validator(mode="after")
    def _one_value(self) -> Self:
        exactly_one_shape(self.model_fields_set - {"origins"}, SHAPES)
        return self


class LocalityDocument(Document):
    """The commune or county."""

    name: Line
    teryt: Teryt | None = None
    county: Line | None = None
    voivodeship: Line | None = None


class DiagnosisDocument(Document):
    """The facts of one place."""

    format: Literal["socialfranchise.diagnosis/1"]
    id: Id
    title: TextDocument
    locality: LocalityDocument
    day: Day
    facts: Annotated[
        dict[FactRef, KnownFactDocument], Field(max_length=MOST), BeforeValidator(_not_too_many)
    ]
    remarks: list[TextDocument] = []
