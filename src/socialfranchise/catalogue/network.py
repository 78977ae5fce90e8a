"""What founded co-operatives report back, and what many reports say together.

Values of an indicator are never added to a rank: a median and a range tell how models do, not who
does best. What a co-operative does not know stays unknown and is counted as such.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Literal

from attrs import field, frozen

from socialfranchise.catalogue.template import Template
from socialfranchise.core.findings import Place


@frozen(kw_only=True)
class ReportPeriod:
    """The days a report is about, both included."""

    since: date
    until: date


@frozen(kw_only=True)
class ReportedValue:
    """An indicator of the model in its ``unit``; ``value`` is ``None`` when it is not known."""

    id: str
    unit: str
    value: Decimal | None = None
    note: str | None = None


@frozen(kw_only=True)
class WantedChange:
    """A change of the model that is asked for, and why."""

    change: str
    reason: str


@frozen(kw_only=True)
class Departure:
    """A part of the core that is done otherwise, and why."""

    element: str
    reason: str


@frozen(kw_only=True)
class NetworkReport:
    """What a co-operative reports about a period."""

    id: str
    cooperative: str
    template: str
    template_version: str
    period: ReportPeriod
    indicators: tuple[ReportedValue, ...]
    lessons: tuple[str, ...] = ()
    changes_wanted: tuple[WantedChange, ...] = ()
    departures: tuple[Departure, ...] = ()
    place: Place | None = field(default=None, eq=False)


Age = Literal["superseded", "other-version", "before"]
"""Why a report is old. ``superseded``: the same co-operative has a later one about the model, and
this one is not counted. ``other-version``: it is about another version of the model than the
catalogue holds. ``before``: its period ended before the day that was asked for."""


@frozen
class IndicatorSummary:
    """What the reports say of one indicator of a model, in ``unit``.

    ``known`` of them have a value, ``unknown`` say that it is not known, the others are silent.
    Without a value there is no median and no range.
    """

    id: str
    unit: str
    known: int
    unknown: int
    median: Decimal | None
    low: Decimal | None
    high: Decimal | None


@frozen
class ModelSummary:
    """What ``reports`` say of a model; the values are those of ``counted``, which are the latest
    of every co-operative."""

    template: str
    reports: tuple[NetworkReport, ...]
    counted: tuple[NetworkReport, ...]
    indicators: tuple[IndicatorSummary, ...]


@frozen
class NetworkSummary:
    """Many reports together: by model, and which of them are old and why."""

    models: tuple[ModelSummary, ...]
    old: tuple[tuple[NetworkReport, tuple[Age, ...]], ...]


def network_summary(
    reports: Iterable[NetworkReport],
    templates: Mapping[str, Template],
    *,
    since: date | None = None,
) -> NetworkSummary:
    """What many reports say together; their order does not matter.

    Of several reports of one co-operative about one model the one whose period ends last counts.
    ``since`` is the day before which a report that ended is old. A value in another unit than the
    model has today is not counted. Raises ``KeyError`` for a model that is not in ``templates``.
    """
    ordered = sorted(reports, key=lambda r: (r.template, r.cooperative, r.period.until, r.id))
    latest = {(report.template, report.cooperative): report for report in ordered}
    models = tuple(
        _model(
            templates[id],
            [report for report in ordered if report.template == id],
            [report for report in latest.values() if report.template == id],
        )
        for id in sorted({report.template for report in ordered})
    )
    aged = [(report, tuple(_age(report, latest, templates, since))) for report in ordered]
    return NetworkSummary(models, tuple((report, why) for report, why in aged if why))


def _age(
    report: NetworkReport,
    latest: Mapping[tuple[str, str], NetworkReport],
    templates: Mapping[str, Template],
    since: date | None,
) -> Iterable[Age]:
    if latest[report.template, report.cooperative] is not report:
        yield "superseded"
    if report.template_version != templates[report.template].version:
        yield "other-version"
    if since is not None and report.period.until < since:
        yield "before"


def _model(
    template: Template, reports: list[NetworkReport], counted: list[NetworkReport]
) -> ModelSummary:
    indicators = tuple(
        _indicator(indicator.id, indicator.unit, counted) for indicator in template.indicators
    )
    return ModelSummary(template.id, tuple(reports), tuple(counted), indicators)


def _indicator(id: str, unit: str, reports: list[NetworkReport]) -> IndicatorSummary:
    told = [v for r in reports for v in r.indicators if v.id == id and v.unit == unit]
    values = [each.value for each in told if each.value is not None]
    return IndicatorSummary(
        id=id,
        unit=unit,
        known=len(values),
        unknown=len(told) - len(values),
        median=median(values) if values else None,
        low=min(values, default=None),
        high=max(values, default=None),
    )
