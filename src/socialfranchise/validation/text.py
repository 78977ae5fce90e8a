"""A report as text: place, severity, code, sentence, source line with a caret, advice."""

from collections.abc import Iterator, Mapping

from socialfranchise.core.codes import ALL
from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.core.plain import is_sane
from socialfranchise.core.text import Language, Text
from socialfranchise.validation.plain import visible
from socialfranchise.validation.source_line import shown_line
from socialfranchise.wording.messages import Messages, messages
from socialfranchise.wording.numbers import number_text

SLUGS = {code.id: code.slug for code in ALL}
_TABLE_WORDS = (
    "table_problem",
    "header_mended",
    "units_recoded",
    "part_of_whole",
    "rows_passed_over",
)
"""Parameters of findings about tables; each has a section of words of its own."""
WIDEST_LINE = 160
LONGEST_RAW = 60


def finding_message(finding: Finding, language: Language) -> str:
    """The sentence of a finding."""
    say = messages(language)
    return say(f"finding.{finding.code}.message", **_parameters(finding, say))


def finding_help(finding: Finding, language: Language) -> str:
    """What to do about it, and what was probably meant."""
    say = messages(language)
    advice = say(f"finding.{finding.code}.help", **_parameters(finding, say))
    near = finding.parameters.get("near")
    known = finding.parameters.get("known")
    if isinstance(known, tuple) and known:
        advice = f"{advice} {say('finding.known', known=', '.join(known))}"
    if isinstance(near, tuple) and near:
        advice = f"{say('finding.near', near=', '.join(near))} {advice}"
    return advice


def report_text(report: Report, language: Language, texts: Mapping[str, str] | None = None) -> str:
    """The whole report, with nothing in it that a terminal would obey.

    ``texts`` gives the content of files, for the line under each finding.
    """
    lines = [line for finding in report for line in _finding(finding, language, texts or {})]
    return "\n".join([*lines, report_summary(report, language)]) + "\n"


def report_summary(report: Report, language: Language) -> str:
    """How many findings of each severity in how many files, or that there are none."""
    say = messages(language)
    counts = [
        say.counted(key, number)
        for key, severity in (
            ("count.errors", Severity.ERROR),
            ("count.warnings", Severity.WARNING),
            ("count.infos", Severity.INFO),
        )
        if (number := sum(1 for finding in report if finding.severity is severity))
    ]
    files = len(set(report.files))
    if not counts:
        return say("cli.clean", files=say.counted("count.files", files))
    found = len({_file_of(finding.place.file, report) for finding in report if finding.place})
    summary = say(
        "cli.summary", counts=", ".join(counts), files=say.counted("count.in_files", found or files)
    )
    if files <= max(found, 1):
        return summary
    return f"{summary} {say('cli.checked', files=say.counted('count.files', files))}"


def _file_of(named: str, report: Report) -> str:
    """The file a place lies in; that of a cell in a workbook is named with the cell behind it."""
    return next((file for file in report.files if named.startswith(f"{file}:")), named)


def _finding(finding: Finding, language: Language, texts: Mapping[str, str]) -> Iterator[str]:
    say = messages(language)
    place = finding.place
    where = "" if place is None else f"{place.file}:{place.line}:{place.column}: "
    kind = say(f"severity.{finding.severity.label}")
    yield f"{where}{kind} {finding.code} {SLUGS[finding.code]}"
    yield f"  {visible(finding_message(finding, language))}"
    found = shown_line(finding, texts)
    if place is not None and found is not None and len(found[0]) <= WIDEST_LINE:
        line, start, end = found
        gutter = f"  {place.line:>4} | "
        yield f"{gutter}{visible(line)}"
        yield " " * (len(gutter) - 2) + "| " + " " * start + "^" * max(1, end - start)
    yield f"  {visible(finding_help(finding, language))}"


def _parameters(finding: Finding, say: Messages) -> dict[str, object]:
    values = {name: _word(name, value, say) for name, value in finding.parameters.items()}
    values["raw"] = _quoted(finding.raw or "", say)
    values["bounds"] = _bounds(finding, say)
    return values


def _bounds(finding: Finding, say: Messages) -> str:
    """The allowed range of a number; it may be open on one side."""
    if "above" in finding.parameters:
        return say("bounds.above", above=_word("above", finding.parameters["above"], say))
    ends = {name: finding.parameters.get(name) for name in ("lowest", "highest")}
    given = {name: _word(name, value, say) for name, value in ends.items() if value is not None}
    key = "both" if len(given) != 1 else "least" if "lowest" in given else "most"
    return say(f"bounds.{key}", **{**ends, **given})


def _word(name: str, value: object, say: Messages) -> object:
    if isinstance(value, Text):
        return value.to(say.language)
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    if name == "problem":
        key = f"yaml_problem.{value}"
        return say(key) if key in say else say("yaml_problem.other", problem=value)
    if value is None:
        return "…"
    if isinstance(value, float) and is_sane(value):
        return number_text(value, say.language, 6)
    for section in {
        "expected": ("type", "written"),
        "given": ("fact_kind",),
        "wanted": ("fact_kind",),
        "kind": ("fact_kind",),
        "target": ("collection",),
        "change": ("change",),
        "cell": ("cell_kind",),
        "personal": ("personal",),
        **{name: (name,) for name in _TABLE_WORDS},
        "fault": ("cli.answer_problem",),
        "refused": ("package_problem",),
    }.get(name, ()):
        if f"{section}.{value}" in say:
            return say(f"{section}.{value}")
    return value


def _quoted(raw: str, say: Messages) -> str:
    first = raw.strip().splitlines()[0] if raw.strip() else ""
    short = (
        first if len(first) <= LONGEST_RAW else f"{first[: LONGEST_RAW - 1]}\N{HORIZONTAL ELLIPSIS}"
    )
    return say("quoted", text=short)
