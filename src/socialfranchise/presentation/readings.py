"""What was read for a reason, as sentences: value, threshold of the day, legal basis."""

from collections.abc import Iterator
from typing import Literal

from socialfranchise.core.conditions import Grows, GrowsWithTerms, Includes, Within
from socialfranchise.diagnosis.facts import Answer, Choice, Number, NumberBetween, Terms
from socialfranchise.matching.evaluate import LimitRead, Reading
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.values import value_text
from socialfranchise.wording.numbers import day_text, number_text, unit_text

Side = Literal["at_least", "at_most"]
SIDES: tuple[Side, ...] = ("at_least", "at_most")
"""The thresholds that a reading can have, the lower one first."""


def reading_text(reading: Reading, names: Names) -> str:
    """One reading as a sentence, without its origin."""
    return "; ".join((_value(reading, names), *_thresholds(reading, names)))


def value_words(reading: Reading, names: Names) -> str:
    """What was found of a fact, without its name: of one that lists terms, those that are asked."""
    say, fact, value = names.say, reading.fact, reading.fact.value
    if isinstance(value, Terms) and isinstance(reading.test, Includes | GrowsWithTerms):
        return "; ".join(_terms(fact.id, reading.test.terms, value, names))
    if isinstance(value, Answer | Choice | Number | NumberBetween):
        return value_text(value, fact.id, names)
    return say("answer.unknown")


def limit_words(key: Side, reading: Reading, names: Names) -> str | None:
    """The lower or upper threshold of the day with its legal basis; ``None`` without one."""
    limit = reading.lower if key == "at_least" else reading.upper
    if limit is None:
        return None
    return names.say(f"reading.{key}", limit=_limit(reading.test.fact, limit, names))


def _value(reading: Reading, names: Names) -> str:
    name, words = names.fact(reading.fact.id), value_words(reading, names)
    key = "terms" if isinstance(reading.fact.value, Terms) else "value"
    return names.say(f"reading.{key}", fact=name, value=words)


def _terms(fact: str, asked: tuple[str, ...], value: Terms, names: Names) -> Iterator[str]:
    present = [id for id in asked if id in value.present]
    absent = [id for id in asked if id in value.absent]
    unknown = [id for id in asked if id not in value.present | value.absent]
    groups = (("present", present), ("absent", absent), ("open_terms", unknown))
    for key, ids in groups:
        if ids and not (key == "open_terms" and present):
            yield names.say(f"reading.{key}", terms=names.terms(fact, ids))


def _thresholds(reading: Reading, names: Names) -> Iterator[str]:
    test, say = reading.test, names.say
    if isinstance(test, Within):
        words = (limit_words(key, reading, names) for key in SIDES)
        yield from (text for text in words if text is not None)
    elif isinstance(test, Grows) and isinstance(reading.fact.value, Number):
        key = "grows" if test.full_at > test.none_at else "falls"
        yield say(
            f"reading.{key}",
            none_at=number_text(test.none_at, names.language),
            full_at=number_text(test.full_at, names.language),
        )
    elif isinstance(test, GrowsWithTerms) and 0 < reading.degree.low < 1:
        yield say("reading.several", number=test.full_at, all=len(test.terms))


def _limit(fact: str, limit: LimitRead, names: Names) -> str:
    if limit.parameter is None:
        return value_text(Number(limit.number or 0.0), fact, names)
    parameter = names.catalogue.parameter(limit.parameter)
    name = names.text(parameter.name)
    if limit.dated is None:
        return names.say("reading.law_unknown", parameter=name)
    return names.say(
        "reading.law",
        parameter=name,
        limit=unit_text(limit.dated.value, parameter.unit, names.language),
        basis=names.basis(limit.dated),
        since=day_text(limit.dated.since, names.language),
    )
