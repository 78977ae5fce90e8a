"""A report as JUnit XML: a test case per file, failed when the file has errors."""

from collections.abc import Mapping
from xml.etree import ElementTree as Xml

from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.core.text import Language
from socialfranchise.validation.plain import visible
from socialfranchise.validation.text import finding_help, finding_message
from socialfranchise.wording.messages import messages


def report_junit(report: Report, language: Language, texts: Mapping[str, str] | None = None) -> str:
    """One suite. Errors of a file are its failure; other findings stand in its output."""
    say = messages(language)
    found: dict[str, list[Finding]] = {file: [] for file in report.files}
    for finding in report:
        file = say("report.no_file") if finding.place is None else finding.place.file
        found.setdefault(file, []).append(finding)
    failed = sum(1 for findings in found.values() if _errors(findings))
    counts = {"tests": str(len(found)), "failures": str(failed), "errors": "0", "skipped": "0"}
    root = Xml.Element("testsuites", counts)
    suite = Xml.SubElement(root, "testsuite", {"name": "socialfranchise", **counts, "time": "0"})
    for file, findings in found.items():
        case = Xml.SubElement(
            suite,
            "testcase",
            {"classname": "socialfranchise.validate", "name": visible(file), "time": "0"},
        )
        errors = _errors(findings)
        if errors:
            failure = Xml.SubElement(
                case,
                "failure",
                {
                    "message": say.counted("count.errors", len(errors)),
                    "type": ", ".join(sorted({finding.code for finding in errors})),
                },
            )
            failure.text = "\n".join(_line(finding, language) for finding in errors)
        others = [finding for finding in findings if finding not in errors]
        if others:
            output = Xml.SubElement(case, "system-out")
            output.text = "\n".join(_line(finding, language) for finding in others)
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, "unicode") + "\n"


def _errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _line(finding: Finding, language: Language) -> str:
    place = finding.place
    where = "" if place is None else f"{place.line}:{place.column}: "
    kind = messages(language)(f"severity.{finding.severity.label}")
    sentence = f"{finding_message(finding, language)} {finding_help(finding, language)}"
    return visible(f"{where}{kind} {finding.code} {sentence}")
