"""What many reports of co-operatives say together, as plain data: ``socialfranchise.network/1``."""

from decimal import Decimal
from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.network import (
    IndicatorSummary,
    ModelSummary,
    NetworkReport,
    NetworkSummary,
)
from socialfranchise.catalogue.template import Indicator

FORMAT = "socialfranchise.network/1"


def network_data(summary: NetworkSummary, catalogue: Catalogue) -> dict[str, Any]:
    """The summary ready for JSON."""
    return {
        "format": FORMAT,
        "catalogue": {
            "id": catalogue.id,
            "version": catalogue.version,
            "sha256": catalogue.sha256,
        },
        "models": [_model(model, catalogue) for model in summary.models],
        "old": [{**_report(report), "reasons": list(why)} for report, why in summary.old],
    }


def _model(model: ModelSummary, catalogue: Catalogue) -> dict[str, Any]:
    named = {indicator.id: indicator for indicator in catalogue[model.template].indicators}
    return {
        "template": model.template,
        "reports": [_report(report) for report in model.reports],
        "indicators": [_indicator(each, named[each.id]) for each in model.indicators],
        "lessons": [
            {"cooperative": report.cooperative, "lesson": lesson}
            for report in model.reports
            for lesson in report.lessons
        ],
        "changes_wanted": [
            {"cooperative": report.cooperative, "change": wanted.change, "reason": wanted.reason}
            for report in model.reports
            for wanted in report.changes_wanted
        ],
        "departures": [
            {"cooperative": report.cooperative, "element": part.element, "reason": part.reason}
            for report in model.reports
            for part in report.departures
        ],
    }


def _report(report: NetworkReport) -> dict[str, Any]:
    return {
        "id": report.id,
        "cooperative": report.cooperative,
        "template": report.template,
        "template_version": report.template_version,
        "since": report.period.since.isoformat(),
        "until": report.period.until.isoformat(),
    }


def _indicator(summary: IndicatorSummary, indicator: Indicator) -> dict[str, Any]:
    return {
        "id": summary.id,
        "name": {"pl": indicator.name.pl, "en": indicator.name.en},
        "unit": summary.unit,
        "known": summary.known,
        "unknown": summary.unknown,
        "median": _number(summary.median),
        "low": _number(summary.low),
        "high": _number(summary.high),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
