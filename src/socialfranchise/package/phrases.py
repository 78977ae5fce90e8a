"""Figures and amounts in words, as the documents of the package say them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from socialfranchise.catalogue.funding import AmountRule
from socialfranchise.core.dated import Figure
from socialfranchise.core.text import Language
from socialfranchise.presentation.names import Names
from socialfranchise.wording.messages import messages
from socialfranchise.wording.numbers import number_text, range_text, unit_text


def figure_text(figure: Figure | Mapping[str, Any], language: Language) -> str:
    """A sourced range in words: its ends, its unit and its year."""
    say = messages(language)
    data = figure if isinstance(figure, Mapping) else attrs.asdict(figure, recurse=False)
    ends = range_text(data["low"], data["high"], data["unit"], language)
    return say("figure", range=ends, year=data["year"])


def amount_text(rule: AmountRule, names: Names, on: date) -> str:
    """The rule of an amount and what it comes to on the day.

    A multiple of a wage is a sum of money, even when the wage is so much a month.
    """
    say, language = names.say, names.language
    parameter = names.catalogue.parameter(rule.law)
    dated = parameter.value(on)
    times = number_text(rule.times, language, 4)
    if rule.lowest_times is not None:
        times = say("range", low=number_text(rule.lowest_times, language, 4), high=times)
    name = names.text(parameter.name)
    parts = [say("amount.rule", times=times, parameter=name, per=say(f"per.{rule.per}"))]
    if rule.months is not None:
        parts.append(say("amount.months", months=unit_text(rule.months, "months", language)))
    if dated is None:
        parts.append(say("law.unknown"))
    else:
        unit = "pln" if parameter.unit.startswith("pln") else parameter.unit
        total = unit_text(dated.value * rule.times, unit, language)
        parts.append(say("amount.total", total=total))
    return ", ".join(parts)
