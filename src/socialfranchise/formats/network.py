"""Reports of co-operatives from files, each checked against the indicators of its model."""

from collections.abc import Collection, Iterator, Mapping
from os import PathLike
from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.network import NetworkReport
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.formats import build
from socialfranchise.formats.documents.network_report import NetworkReportDocument
from socialfranchise.formats.linking import link
from socialfranchise.formats.loading import named_text
from socialfranchise.formats.shape import EVERY_NAMESPACE, Shaped, shape
from socialfranchise.formats.yaml_reader import parse


def load_network_report(
    source: str | PathLike[str] | Mapping[str, Any], *, catalogue: Catalogue
) -> NetworkReport:
    """A report from a YAML or JSON file, or from a mapping of the same shape.

    Raises :class:`InvalidDocument` with every finding.
    """
    name, text = named_text(source, "network-report")
    report, findings = network_report_from_text(text, name, catalogue)
    if report is None or any(finding.severity >= Severity.ERROR for finding in findings):
        raise InvalidDocument(Report(tuple(findings), (name,)))
    return report


def network_report_from_text(
    text: str, name: str, catalogue: Catalogue
) -> tuple[NetworkReport | None, list[Finding]]:
    """The report in a text, with what is wrong with it."""
    parsed, findings = parse(text, name)
    if parsed is None:
        return None, findings
    shaped, more = shape(parsed, "network-report", EVERY_NAMESPACE)
    findings += more
    if shaped is None:
        return None, findings
    template = catalogue.templates.get(shaped.document.template)
    units = None
    if template is not None:
        units = {indicator.id: indicator.unit for indicator in template.indicators}
    findings += link_network_report(shaped, catalogue.templates, units)
    return build.network_report(shaped.document, parsed), findings


def link_network_report(
    file: Shaped, templates: Collection[str], units: Mapping[str, str] | None
) -> list[Finding]:
    """A model that is not there, indicators it does not have, other units, days out of order.

    ``units`` are those of the indicators of the model; ``None`` when they cannot be read.
    """
    findings = link(file, {"templates": frozenset(templates)}, {})
    document: NetworkReportDocument = file.document
    if document.period.since > document.period.until:
        path = ("period", "until")
        place, raw = file.parsed.place(path), file.parsed.raw(path)
        since = document.period.since.isoformat()
        findings.append(codes.RANGE_REVERSED.finding(place, path=path, raw=raw, low=since))
    if units is not None:
        findings += _indicators(file, document, units)
    return findings


def _indicators(
    file: Shaped, document: NetworkReportDocument, units: Mapping[str, str]
) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, told in enumerate(document.indicators):
        path: tuple[str | int, ...] = ("indicators", index, "id")
        place = file.parsed.place(path)
        if told.id in seen:
            yield codes.DUPLICATE_ID.finding(place, path=path, raw=told.id, id=told.id)
        seen.add(told.id)
        if told.id not in units:
            yield codes.UNKNOWN_ID.finding(
                place,
                path=path,
                raw=told.id,
                id=told.id,
                target="indicators",
                near=list(nearest(told.id, units)),
                known=choices(units),
            )
        elif told.unit != units[told.id]:
            path = ("indicators", index, "unit")
            yield codes.REPORTED_UNIT_DIFFERS.finding(
                file.parsed.place(path),
                path=path,
                raw=file.parsed.raw(path),
                indicator=told.id,
                unit=told.unit,
                other=units[told.id],
            )
