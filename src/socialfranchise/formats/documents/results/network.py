"""The summary of many reports of co-operatives."""

from typing import Literal

from socialfranchise.formats.documents.base import Day, Document, Id, TextDocument, Unit, Version
from socialfranchise.formats.documents.results.parts import CatalogueUsedDocument


class NetworkReportUsedDocument(Document):
    """A report that was read."""

    id: Id
    cooperative: str
    template: Id
    template_version: Version
    since: Day
    until: Day


class OldReportDocument(NetworkReportUsedDocument):
    """A report that is old, and why."""

    reasons: list[Literal["superseded", "other-version", "before"]]


class IndicatorSummaryDocument(Document):
    """What the reports say of an indicator."""

    id: Id
    name: TextDocument
    unit: Unit
    known: int
    unknown: int
    median: float | None
    low: float | None
    high: float | None


class NetworkLessonDocument(Document):
    """A lesson of a co-operative."""

    cooperative: str
    lesson: str


class NetworkWishDocument(Document):
    """A change of the model that a co-operative asks for."""

    cooperative: str
    change: str
    reason: str


class NetworkDepartureDocument(Document):
    """A part of the core that a co-operative does otherwise."""

    cooperative: str
    element: str
    reason: str


class NetworkModelDocument(Document):
    """A model in the reports."""

    template: Id
    reports: list[NetworkReportUsedDocument]
    indicators: list[IndicatorSummaryDocument]
    lessons: list[NetworkLessonDocument]
    changes_wanted: list[NetworkWishDocument]
    departures: list[NetworkDepartureDocument]


class NetworkDocument(Document):
    """Many reports together."""

    format: Literal["socialfranchise.network/1"]
    catalogue: CatalogueUsedDocument
    models: list[NetworkModelDocument]
    old: list[OldReportDocument]
