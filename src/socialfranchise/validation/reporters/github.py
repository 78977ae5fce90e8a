"""A report as annotations of GitHub Actions, within the number that is shown."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.core.text import Language
from socialfranchise.validation.text import finding_help, finding_message
from socialfranchise.wording.messages import messages

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = {Severity.ERROR: 10, Severity.WARNING: 10, Severity.INFO: 9}
"""GitHub keeps ten of each kind per step; the tenth notice says how many are left out."""


def report_github(
    report: Report, language: Language, texts: Mapping[str, str] | None = None
) -> str:
    """Workflow commands, the worst first; a notice says how many more there are."""
    return "".join(f"{line}\n" for line in _lines(report, language))


def _lines(report: Report, language: Language) -> Iterator[str]:
    left_out = 0
    for severity, most in SHOWN.items():
        found = [finding for finding in report if finding.severity is severity]
        left_out += len(found[most:])
        for finding in found[:most]:
            yield _annotation(finding, language)
    if left_out:
        say = messages(language)
        more = say.counted("report.github.more", left_out)
        yield f"::notice title={_property(say('report.title'))}::{_data(more)}"


def _annotation(finding: Finding, language: Language) -> str:
    properties: dict[str, object] = {}
    place = finding.place
    if place is not None:
        properties |= {"file": PurePath(place.file).as_posix(), "line": max(1, place.line)}
        properties["endLine"] = max(1, place.line, place.end_line)
        properties["col"] = max(1, place.column)
        if place.end_line == place.line:
            properties["endColumn"] = max(1, place.column, place.end_column)
    name = messages(language)(f"finding.{finding.code}.name")
    properties["title"] = f"{finding.code} {name}"
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    text = f"{finding_message(finding, language)} {finding_help(finding, language)}"
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
