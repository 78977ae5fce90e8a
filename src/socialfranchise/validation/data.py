"""A report as plain data for other programs: ``socialfranchise.report/1``."""

from typing import Any

from socialfranchise.core.findings import Finding, Report
from socialfranchise.core.text import Language
from socialfranchise.validation.text import SLUGS, finding_help, finding_message

FORMAT = "socialfranchise.report/1"


def report_data(report: Report, language: Language) -> dict[str, Any]:
    """The report with codes, parameters and sentences, ready for JSON."""
    return {
        "format": FORMAT,
        "ok": report.ok,
        "files": list(report.files),
        "findings": [_finding(finding, language) for finding in report],
    }


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "slug": SLUGS[finding.code],
        "severity": finding.severity.label,
        "file": None if place is None else place.file,
        "range": None
        if place is None
        else {
            "start": {"line": place.line, "column": place.column},
            "end": {"line": place.end_line, "column": place.end_column},
        },
        "path": list(finding.path),
        "raw": finding.raw,
        "parameters": {name: _plain(value) for name, value in finding.parameters.items()},
        "message": finding_message(finding, language),
        "help": finding_help(finding, language),
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
