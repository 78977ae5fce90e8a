"""A report as SARIF 2.1.0, the form in which platforms for code read findings."""

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from socialfranchise.core.codes import ALL
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.core.fixes import Edit
from socialfranchise.core.text import Language
from socialfranchise.core.version import __version__
from socialfranchise.validation.explain import rule_of
from socialfranchise.validation.plain import visible
from socialfranchise.validation.text import finding_help, finding_message
from socialfranchise.wording.messages import messages

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_CODES = {code.id: code for code in ALL}


def report_sarif(report: Report, language: Language, texts: Mapping[str, str] | None = None) -> str:
    """The report as SARIF. Only rules that fired are listed; columns count characters."""
    fired = sorted({finding.code for finding in (*report.findings, *report.suppressed)})
    run = {
        "tool": {
            "driver": {
                "name": "socialfranchise",
                "version": __version__,
                "rules": [_rule(code, language) for code in fired],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [
            {"location": _location(file), "roles": ["analysisTarget"]}
            for file in dict.fromkeys(report.files)
        ],
        "results": [
            *(_result(finding, fired, language) for finding in report),
            *(_suppressed(finding, fired, language) for finding in report.suppressed),
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def file_uri(file: str) -> str:
    """A file name as a URI: relative when the name is, percent-encoded."""
    path = PurePath(file)
    name = path.as_posix()
    if path.is_absolute():
        return "file:///" + quote(_bytes(name.lstrip("/")))
    return quote(_bytes(name))


def _bytes(name: str) -> bytes:
    """A name as the file system holds it, also when it is no text in UTF-8."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return visible(name).encode()


def _rule(code: str, language: Language) -> dict[str, Any]:
    rule = rule_of(_CODES[code], language)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.meaning},
        "help": {"text": f"{rule.meaning} {rule.advice}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, fired: list[str], language: Language) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": fired.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {
            "text": f"{finding_message(finding, language)} {finding_help(finding, language)}"
        },
    }
    place = finding.place
    if place is not None:
        result["locations"] = [{"physicalLocation": _physical(place)}]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(related)}
            for number, related in enumerate(finding.related, 1)
        ]
    if finding.fix is not None and place is not None:
        say = messages(language)
        change = {
            "artifactLocation": _location(place.file),
            "replacements": [_replacement(edit) for edit in finding.fix.edits],
        }
        kind = "safe" if finding.fix.safe else "unsafe"
        result["fixes"] = [
            {"description": {"text": say(f"report.fix.{kind}")}, "artifactChanges": [change]}
        ]
    return result


def _suppressed(finding: Finding, fired: list[str], language: Language) -> dict[str, Any]:
    result = _result(finding, fired, language)
    return {**result, "suppressions": [{"kind": "inSource"}]}


def _physical(place: Place) -> dict[str, Any]:
    return {"artifactLocation": _location(place.file), "region": _region(place)}


def _location(file: str) -> dict[str, Any]:
    return {"uri": file_uri(file)}


def _region(stretch: Place | Edit) -> dict[str, int]:
    """Lines and columns from 1, the end never before the beginning."""
    start = (max(1, stretch.line), max(1, stretch.column))
    end = max(start, (stretch.end_line, stretch.end_column))
    return {
        "startLine": start[0],
        "startColumn": start[1],
        "endLine": end[0],
        "endColumn": end[1],
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit), "insertedContent": {"text": edit.text}}
