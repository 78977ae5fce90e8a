"""A report as plain data for other programs: ``socialfranchise.report/1``."""

from typing import Any

from socialfranchise.core.findings import Finding, Place, Report
from socialfranchise.core.fixes import Edit, Fix
from socialfranchise.core.text import Language, Text
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
        "range": None if place is None else _range(place),
        "path": list(finding.path),
        "raw": finding.raw,
        "parameters": {name: _plain(value) for name, value in finding.parameters.items()},
        "message": finding_message(finding, language),
        "help": finding_help(finding, language),
        "related": [{"file": other.file, "range": _range(other)} for other in finding.related],
        "fix": None if finding.fix is None else _fix(finding.fix),
    }


def _range(stretch: Place | Edit) -> dict[str, Any]:
    return {
        "start": {"line": stretch.line, "column": stretch.column},
        "end": {"line": stretch.end_line, "column": stretch.end_column},
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"range": _range(edit), "text": edit.text} for edit in fix.edits]
    return {"safe": fix.safe, "edits": edits}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Text):
        return {"pl": value.pl, "en": value.en}
    return value if isinstance(value, str | int | float | bool | None) else str(value)
