"""A report as one page for the screen and the printer: nothing loaded, nothing run."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from attrs import frozen

from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.core.text import Language
from socialfranchise.presentation.html_page import html_page
from socialfranchise.validation.plain import visible
from socialfranchise.validation.source_line import shown_line
from socialfranchise.validation.text import (
    SLUGS,
    finding_help,
    finding_message,
    report_summary,
)
from socialfranchise.wording.messages import Messages, messages

WIDEST_LINE = 200
"""Characters of a source line that are shown around the marked stretch."""

_STYLE = """
ol { list-style: none; padding: 0; }
li { border: 1px solid #767676; border-left-width: .5rem; padding: .5rem 1rem; margin: .75rem 0; }
li.error { border-left-color: #a4000f; } li.warning { border-left-color: #8a5a00; }
li.info { border-left-color: #0b5394; }
pre { background: #f4f4f4; padding: .5rem; overflow-x: auto; }
mark { background: #ffe08a; color: #000; text-decoration: underline; font-weight: bold; }
@media print {
  li { break-inside: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #767676; }
}
"""


def report_html(report: Report, language: Language, texts: Mapping[str, str] | None = None) -> str:
    """The whole page. ``texts`` gives the content of files, for the lines that are shown."""
    say = messages(language)
    page = html_page(say("report.title"), _body(report, say, texts or {}), language, _STYLE)
    return "\n".join(page) + "\n"


@frozen
class _Group:
    """The findings of one file; of no file when ``file`` is ``None``."""

    file: str | None
    findings: Sequence[Finding]

    def number(self, severity: Severity) -> int:
        """How many findings are exactly that bad."""
        return sum(1 for finding in self.findings if finding.severity is severity)


def _groups(report: Report) -> list[_Group]:
    found: dict[str | None, list[Finding]] = {file: [] for file in report.files}
    for finding in report:
        found.setdefault(finding.place.file if finding.place else None, []).append(finding)
    return [_Group(file, findings) for file, findings in found.items()]


def _body(report: Report, say: Messages, texts: Mapping[str, str]) -> Iterator[str]:
    groups = _groups(report)
    yield f"<p>{_safe(report_summary(report, say.language))}</p>"
    if groups:
        yield from _table(groups, say)
    for group in groups:
        if group.findings:
            yield "<section>"
            yield f"<h2>{_safe(_name(group, say))}</h2>"
            yield "<ol>"
            for finding in group.findings:
                yield from _finding(finding, say, texts)
            yield "</ol>"
            yield "</section>"


def _table(groups: Sequence[_Group], say: Messages) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{_safe(say('report.table'))}</caption>"
    heads = ("file", "errors", "warnings", "infos")
    cells = "".join(f'<th scope="col">{_safe(say(f"report.{head}"))}</th>' for head in heads)
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for group in groups:
        numbers = "".join(
            f'<td class="number">{group.number(severity)}</td>'
            for severity in sorted(Severity, reverse=True)
        )
        yield f'<tr><th scope="row">{_safe(_name(group, say))}</th>{numbers}</tr>'
    yield "</tbody>"
    yield "</table>"


def _name(group: _Group, say: Messages) -> str:
    return say("report.no_file") if group.file is None else group.file


def _finding(finding: Finding, say: Messages, texts: Mapping[str, str]) -> Iterator[str]:
    kind = say(f"severity.{finding.severity.label}")
    name = say(f"finding.{finding.code}.name")
    yield f'<li class="{finding.severity.label}">'
    yield f"<h3>{_safe(f'{kind} {finding.code} {SLUGS[finding.code]}: {name}')}</h3>"
    yield f"<p>{_safe(finding_message(finding, say.language))}</p>"
    place = finding.place
    if place is not None:
        yield f"<p>{_safe(say('report.place', line=place.line, column=place.column))}</p>"
        yield from _source(finding, place, texts)
    advice = _safe(finding_help(finding, say.language))
    yield f"<p><strong>{_safe(say('rule.advice'))}:</strong> {advice}</p>"
    yield "</li>"


def _source(finding: Finding, place: Place, texts: Mapping[str, str]) -> Iterator[str]:
    """The line of the place with its stretch marked, cut down when it is very long."""
    found = shown_line(finding, texts)
    if found is None:
        return
    line, start, end = found
    before, marked, after = line[:start], line[start:end], line[end:]
    if len(line) > WIDEST_LINE:
        before, marked, after = before[-60:], marked[:WIDEST_LINE], after[:60]
    body = f"{_safe(before)}<mark>{_safe(marked)}</mark>{_safe(after)}" if marked else _safe(line)
    yield f"<pre><code>{place.line} | {body}</code></pre>"


def _safe(text: str) -> str:
    return escape(visible(text))
