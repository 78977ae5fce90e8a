"""The network report format: what a founded co-operative tells the franchisor about a period."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from socialfranchise.formats.documents.base import (
    Day,
    Document,
    Id,
    Line,
    Number,
    TemplateRef,
    Unit,
    Version,
    exactly_one_shape,
    shapes_schema,
)

SHAPES: tuple[frozenset[str], ...] = (frozenset({"value"}), frozenset({"unknown"}))
_BESIDE = frozenset({"id", "unit", "note"})


def _schema_extra(schema: dict[str, Any]) -> None:
    schema.update(shapes_schema(SHAPES, others=_BESIDE))


class ReportPeriodDocument(Document):
    """The days a report is about."""

    since: Day
    until: Day


class ReportedValueDocument(Document):
    """An indicator of the model: its value, or that it is not known."""

    model_config = ConfigDict(json_schema_extra=_schema_extra)

    id: Id
    unit: Unit
    value: Number | None = None
    unknown: Literal[True] | None = None
    note: Line | None = None

    @model_validator(mode="after")
    def _one_value(self) -> Self:
        exactly_one_shape(self.model_fields_set - _BESIDE, SHAPES)
        return self


class WantedChangeDocument(Document):
    """A change of the model that is asked for."""

    change: Line
    reason: Line


class DepartureDocument(Document):
    """A part of the core that the co-operative does otherwise."""

    element: Line
    reason: Line


class NetworkReportDocument(Document):
    """What a co-operative reports about a period."""

    format: Literal["socialfranchise.network-report/1"]
    id: Id
    cooperative: Line
    template: TemplateRef
    template_version: Version
    period: ReportPeriodDocument
    indicators: Annotated[list[ReportedValueDocument], Field(min_length=1)]
    lessons: list[Line] = []
    changes_wanted: list[WantedChangeDocument] = []
    departures: list[DepartureDocument] = []
