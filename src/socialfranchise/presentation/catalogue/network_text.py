"""What many reports of co-operatives say together, in words."""

from collections.abc import Iterator

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.network import (
    IndicatorSummary,
    ModelSummary,
    NetworkReport,
    NetworkSummary,
)
from socialfranchise.core.text import Language
from socialfranchise.presentation.names import Names
from socialfranchise.wording.numbers import day_text, range_text, unit_text


def network_text(summary: NetworkSummary, catalogue: Catalogue, language: Language) -> str:
    """The summary as text, model by model."""
    names = Names(catalogue, language)
    lines = [line for model in summary.models for line in (*_model(model, names), "")]
    if summary.old:
        lines.append(f"{names.say('network.old')}:")
        for report, why in summary.old:
            reasons = ", ".join(names.say(f"network.age.{age}") for age in why)
            lines.append(f"  {_report(report, names)}: {reasons}")
    return "\n".join(lines).rstrip("\n") + "\n"


def _model(model: ModelSummary, names: Names) -> Iterator[str]:
    template = names.catalogue[model.template]
    count = names.say.counted("count.reports", len(model.reports))
    yield names.say("network.model", name=names.text(template.name), id=template.id, reports=count)
    for report in model.reports:
        yield f"  {_report(report, names)}"
    yield f"  {names.say('network.indicators')}:"
    called = {indicator.id: names.text(indicator.name) for indicator in template.indicators}
    for each in model.indicators:
        yield f"    {called[each.id]}: {_indicator(each, names)}"
    yield from _listed(
        names.say("network.lessons"),
        [(report, lesson) for report in model.reports for lesson in report.lessons],
    )
    yield from _listed(
        names.say("network.changes_wanted"),
        [(r, f"{each.change} {each.reason}") for r in model.reports for each in r.changes_wanted],
    )
    yield from _listed(
        names.say("network.departures"),
        [(r, f"{each.element}. {each.reason}") for r in model.reports for each in r.departures],
    )


def _listed(heading: str, entries: list[tuple[NetworkReport, str]]) -> Iterator[str]:
    if entries:
        yield f"  {heading}:"
    for report, text in entries:
        yield f"    {report.cooperative}: {text}"


def _indicator(summary: IndicatorSummary, names: Names) -> str:
    if summary.median is None or summary.low is None or summary.high is None:
        key = "not_known" if summary.unknown else "silent"
        return names.say(f"network.{key}", unknown=summary.unknown)
    language = names.language
    return names.say(
        "network.indicator",
        median=unit_text(summary.median, summary.unit, language),
        range=range_text(summary.low, summary.high, summary.unit, language),
        known=summary.known,
        unknown=summary.unknown,
    )


def _report(report: NetworkReport, names: Names) -> str:
    return names.say(
        "network.report",
        cooperative=report.cooperative,
        since=day_text(report.period.since, names.language),
        until=day_text(report.period.until, names.language),
        version=report.template_version,
    )
