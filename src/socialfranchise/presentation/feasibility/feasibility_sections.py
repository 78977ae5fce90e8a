"""What founding a model takes, in words: first in short, then the law, duties, partners, people."""

from collections.abc import Iterator

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.presentation.feasibility.calendar_section import calendar_section
from socialfranchise.presentation.feasibility.founders_section import founders_section
from socialfranchise.presentation.feasibility.money_sections import money_sections
from socialfranchise.presentation.feasibility.partners_section import partners_section
from socialfranchise.presentation.feasibility.pathways_section import pathways_section
from socialfranchise.presentation.feasibility.summary_section import summary_section
from socialfranchise.presentation.html_page import html_page
from socialfranchise.presentation.law_used import law_section
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, sections_html, sections_text
from socialfranchise.wording.numbers import day_text


def feasibility_text(
    found: Feasibility, catalogue: Catalogue, language: Language, *, details: bool = False
) -> str:
    """The answer as plain text; with ``details`` also what was read for rules that are met."""
    names = Names(catalogue, language)
    sections = _sections(found, names, details=details)
    return sections_text(_title(found, names), _about(found, names), sections)


def feasibility_html(found: Feasibility, catalogue: Catalogue, language: Language) -> str:
    """Everything as one printable page."""
    names = Names(catalogue, language)
    body = sections_html(_about(found, names), _sections(found, names, details=True))
    return "\n".join(html_page(_title(found, names), body, language)) + "\n"


def _title(found: Feasibility, names: Names) -> str:
    model = names.text(found.template.name)
    return names.say("feasibility.heading", place=found.diagnosis.locality.name, model=model)


def _about(found: Feasibility, names: Names) -> Iterator[str]:
    say = names.say
    yield say(
        "feasibility.state",
        known=day_text(found.diagnosis.day, names.language),
        on=day_text(found.on, names.language),
        version=found.catalogue_version,
    )
    if found.proposal is None:
        yield say("feasibility.without_proposal")
    else:
        yield say("feasibility.proposal", title=found.proposal.title)
    yield say("cli.not_advice")


def _sections(found: Feasibility, names: Names, *, details: bool) -> Iterator[Section]:
    yield summary_section(found, names)
    yield from money_sections(found, names)
    yield founders_section(found, names, details=details)
    yield calendar_section(found, names)
    yield partners_section(found, names)
    yield pathways_section(found, names)
    yield law_section(found, names)
