"""The economics of a proposal in words: the outcome, what it hangs on, and public money."""

from collections.abc import Iterable, Iterator

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.feasibility.economics import Economics
from socialfranchise.presentation.economics.economics_charts import (
    cash_chart,
    payers_chart,
    swings_chart,
)
from socialfranchise.presentation.economics.economics_inputs_section import inputs_section
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.economics.not_counted_section import not_counted_section
from socialfranchise.presentation.economics.outcome_section import outcome_section
from socialfranchise.presentation.economics.public_money_section import public_money_section
from socialfranchise.presentation.economics.support_section import support_section, warnings_section
from socialfranchise.presentation.economics.uncertainty_section import uncertainty_section
from socialfranchise.presentation.html_page import html_page
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, Table, sections_html, sections_text
from socialfranchise.wording.numbers import day_text, number_text, unit_text

_STYLE = "\nsvg { max-width: 100%; height: auto; } figure { margin: 1rem 0; }\n"
_Part = tuple[Section, Iterable[str]]
"""A section, and the chart that goes with it."""


def economics_text(found: Economics, catalogue: Catalogue, language: Language) -> str:
    """The answer as plain text."""
    called = Called(found, Names(catalogue, language))
    return sections_text(_title(called), _about(called), economics_sections(called))


def economics_html(found: Economics, catalogue: Catalogue, language: Language) -> str:
    """The answer as one printable page, with charts; the tables hold the same numbers."""
    called = Called(found, Names(catalogue, language))
    body = [*sections_html(_about(called), ())]
    for section, chart in _parts(called):
        body += sections_html((), [section])
        lines = list(chart)
        if lines:
            body += ["<figure>", *lines, "</figure>"]
    return "\n".join(html_page(_title(called), body, language, _STYLE)) + "\n"


def _title(called: Called) -> str:
    return called.names.say("economics.heading", title=called.found.proposal.title)


def _about(called: Called) -> Iterator[str]:
    say, found = called.names.say, called.found
    yield say(
        "economics.state",
        place=found.diagnosis.locality.name,
        model=called.names.text(found.template.name),
        day=day_text(found.proposal.registration, called.names.language),
        version=found.catalogue_version,
    )
    yield say("economics.reckoned")
    if found.payroll.doubt is not None:
        yield called.names.text(found.payroll.doubt)
    yield say("economics.ends_mean")
    yield say("cli.not_advice")


def economics_sections(called: Called, *, exact: bool = True) -> Iterator[Section]:
    """Everything that is told; ``exact`` adds ids to the names of the parameters of the law."""
    yield from (section for section, _ in _parts(called, exact=exact))


def _parts(called: Called, *, exact: bool = True) -> Iterator[_Part]:
    found, say = called.found, called.names.say
    outcome, money = found.outcome, found.public_money
    warnings = warnings_section(called)
    if warnings is not None:
        yield warnings, ()
    if outcome is None:
        title = say("economics.outcome.heading")
        yield Section(title=title, paragraphs=(say("economics.outcome.none"),), id="outcome"), ()
    else:
        yield outcome_section(outcome, called), cash_chart(outcome, called)
    yield support_section(called), ()
    if outcome is not None:
        yield (
            uncertainty_section(outcome.swings, outcome.spread, called, of="outcome"),
            swings_chart(outcome.swings, outcome.total, called, of="outcome"),
        )
    yield public_money_section(money, called), payers_chart(money, called)
    if money.headline is not None and money.spread is not None:
        yield (
            uncertainty_section(money.swings, money.spread, called, of="headline"),
            swings_chart(money.swings, money.headline, called, of="headline"),
        )
    yield _missing(called), ()
    yield not_counted_section(called), ()
    yield inputs_section(called, exact=exact), ()


def _missing(called: Called) -> Section:
    say = called.names.say
    columns = ("lacking", "blocks", "usual")
    rows = []
    for each in called.found.missing:
        usual = ""
        if each.usual is not None:
            low, high = (
                number_text(end, called.names.language) for end in (each.usual.low, each.usual.high)
            )
            unit = unit_text(each.usual.high, each.usual.unit, called.names.language)
            usual = say("economics.usual", low=low, high=high, unit=unit)
        rows.append((called.gap(each), say(f"economics.blocks.{each.blocks}"), usual))
    return Section(
        title=say("economics.missing.heading"),
        paragraphs=() if rows else (say("economics.missing.none"),),
        tables=(
            Table(
                caption=say("economics.missing.table"),
                columns=tuple(say(f"economics.column.{key}") for key in columns),
                rows=tuple(rows),
                lead=2,
                id="missing",
                keys=columns,
            ),
        )
        if rows
        else (),
        id="missing",
    )
