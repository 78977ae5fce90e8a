"""The law of a day as one printable page."""

from collections.abc import Iterator
from datetime import date
from html import escape

from socialfranchise.catalogue.catalogue import Catalogue, LawTopic
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.text import Language
from socialfranchise.presentation.catalogue.law_text import value_text
from socialfranchise.presentation.html_page import html_page
from socialfranchise.presentation.names import Names
from socialfranchise.wording.numbers import day_text

COLUMNS = ("name", "value", "valid", "grounds", "to_verify")


def law_html(catalogue: Catalogue, language: Language, on: date) -> str:
    """Every parameter with its value on the day ``on``, a table for each topic."""
    names = Names(catalogue, language)
    title = names.say("law_values.heading", day=day_text(on, language))
    return "\n".join(html_page(title, _body(names, on), language)) + "\n"


def _body(names: Names, on: date) -> Iterator[str]:
    yield f"<p>{escape(names.say('law_values.about'))}</p>"
    for topic in names.catalogue.law_topics:
        yield from _table(topic, names, on)


def _table(topic: LawTopic, names: Names, on: date) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{escape(names.text(topic.title))}</caption>"
    heads = "".join(
        f'<th scope="col">{escape(names.say(f"law_values.{key}"))}</th>' for key in COLUMNS
    )
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for id in topic.parameters:
        yield _row(names.catalogue.parameter(id), names, on)
    yield "</tbody>"
    yield "</table>"


def _row(parameter: Parameter, names: Names, on: date) -> str:
    dated = parameter.value(on)
    name = f"{escape(names.text(parameter.name))} <code>{parameter.id}</code>"
    cells = (
        escape(value_text(parameter, on, names)),
        "" if dated is None else escape(_valid(dated, names)),
        "" if dated is None else escape(names.basis(dated)),
        "" if dated is None else escape(_to_verify(dated, names)),
    )
    rest = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{name}</th>{rest}</tr>'


def _valid(dated: DatedValue, names: Names) -> str:
    since = day_text(dated.since, names.language)
    if dated.until is None:
        return names.say("law_values.from", since=since)
    return names.say("law_values.from_to", since=since, until=day_text(dated.until, names.language))


def _to_verify(dated: DatedValue, names: Names) -> str:
    known = names.say(f"evidence.confidence.{dated.confidence}")
    return known if dated.doubt is None else f"{known}. {names.text(dated.doubt)}"
