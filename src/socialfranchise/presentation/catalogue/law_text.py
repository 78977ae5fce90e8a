"""The law as text: what holds on a day, since when, on what basis, and what is in doubt."""

from collections.abc import Iterator
from datetime import date

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.text import Language
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.wording.numbers import day_text, unit_text


def law_text(catalogue: Catalogue, language: Language, on: date) -> str:
    """Every parameter with its value on the day ``on``, topic by topic."""
    names = Names(catalogue, language)
    return "\n".join(_overview(names, on)).rstrip() + "\n"


def parameter_text(parameter: Parameter, catalogue: Catalogue, language: Language, on: date) -> str:
    """One parameter: its value on the day ``on``, every value before and after, and the doubts."""
    names = Names(catalogue, language)
    return "\n".join(_parameter(parameter, names, on)).rstrip() + "\n"


def value_text(parameter: Parameter, on: date, names: Names) -> str:
    """The value on the day with its unit, or that there is none."""
    dated = parameter.value(on)
    if dated is None:
        return names.say("law_values.no_value")
    return unit_text(dated.value, parameter.unit, names.language)


def _overview(names: Names, on: date) -> Iterator[str]:
    say = names.say
    yield from headed(say("law_values.heading", day=day_text(on, names.language)))
    yield from paragraph(say("law_values.about"))
    for topic in names.catalogue.law_topics:
        yield ""
        yield f"{names.text(topic.title)}:"
        for id in topic.parameters:
            parameter = names.catalogue.parameter(id)
            value = value_text(parameter, on, names)
            yield from paragraph(f"{names.text(parameter.name)}: {value} [{id}]", "  - ")


def _parameter(parameter: Parameter, names: Names, on: date) -> Iterator[str]:
    say = names.say
    yield from headed(f"{names.text(parameter.name)} [{parameter.id}]")
    day = day_text(on, names.language)
    yield from paragraph(say("law_values.on", day=day, value=value_text(parameter, on, names)))
    if parameter.note is not None:
        yield from paragraph(names.text(parameter.note))
    yield ""
    yield f"{say('law_values.history')}:"
    for dated in parameter:
        yield from _dated(dated, parameter.unit, names)


def _dated(dated: DatedValue, unit: str, names: Names) -> Iterator[str]:
    say, language = names.say, names.language
    value = unit_text(dated.value, unit, language)
    since = day_text(dated.since, language)
    if dated.until is None:
        line = say("law_values.since", since=since, value=value)
    else:
        line = say(
            "law_values.between", since=since, until=day_text(dated.until, language), value=value
        )
    yield from paragraph(line, "  - ")
    indent = "    "
    if dated.basis:
        yield from paragraph(say("law_values.basis", basis=names.citations(dated.basis)), indent)
    for id in dated.sources:
        yield from paragraph(say("law_values.source", source=names.source(id)), indent)
    yield from paragraph(
        say("law_values.confidence", confidence=say(f"evidence.confidence.{dated.confidence}")),
        indent,
    )
    if dated.doubt is not None:
        yield from paragraph(say("law_values.doubt", doubt=names.text(dated.doubt)), indent)
    if dated.review is not None:
        yield from paragraph(say("law_values.review", day=day_text(dated.review, language)), indent)
