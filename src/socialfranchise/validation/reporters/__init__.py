"""A report in every form it can be had in; each is a function of the report alone."""

import json
from collections.abc import Callable, Mapping

from socialfranchise.core.findings import Report
from socialfranchise.core.text import Language
from socialfranchise.validation.data import report_data
from socialfranchise.validation.reporters.github import report_github
from socialfranchise.validation.reporters.html import report_html
from socialfranchise.validation.reporters.junit import report_junit
from socialfranchise.validation.reporters.sarif import report_sarif
from socialfranchise.validation.text import report_text

Reporter = Callable[[Report, Language, Mapping[str, str]], str]
"""From a report, a language and the texts of the files to the whole output."""


def report_json(report: Report, language: Language, texts: Mapping[str, str] | None = None) -> str:
    """The report as JSON, ``socialfranchise.report/1``."""
    return json.dumps(report_data(report, language), ensure_ascii=False, indent=2) + "\n"


REPORTERS: dict[str, Reporter] = {
    "text": report_text,
    "json": report_json,
    "sarif": report_sarif,
    "github": report_github,
    "junit": report_junit,
    "html": report_html,
}
"""Every form by the name it is asked for."""
