"""What was read for a reason, as sentences: value, threshold of the day, legal basis."""

from collections.abc import Iterator

from socialfranchise.core.conditions import Grows, GrowsWithTerms, Includes, Within
from socialfranchise.diagnosis.facts import Answer, Choice, Number, NumberBetween, Terms
from socialfranchise.matching.evaluate import LimitRead, Reading
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.values import value_text
from socialfranchise.wording.numbers import day_text, number_text, unit_text


def reading_text(reading: Reading, names: Names) -> str:
    """One reading as a sentence, without its origin."""
    return "; ".join((_value(reading, names), *_thresholds(reading, names)))


def _value(reading: Reading, names: Names) -> str:
    say, fact = names.say, reading.fact
    name, value = names.fact(fact.id), fact.value
    if isinstance(value, Terms) and isinstance(reading.test, Includes | GrowsWithTerms):
        parts = "; ".join(_terms(fact.id, reading.test.terms, value, names))
        return say("reading.terms", fact=name, parts=parts)
    if isinstance(value, Answer):
        return say("reading.answer", fact=name, answer=say(f"answer.{_yes(value.yes)}"))
    if isinstance(value, Choice):
        return say("reading.choice", fact=name, choice=names.term(fact.id, value.term))
    if isinstance(value, Number):
        return say("reading.number", fact=name, value=_number(fact.id, value.value, names))
    if isinstance(value, NumberBetween):
        return say("reading.number", fact=name, value=value_text(value, fact.id, names))
    return say("reading.unknown", fact=name)


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
        for key, limit in (("at_least", reading.lower), ("at_most", reading.upper)):
            if limit is not None:
                yield say(f"reading.{key}", limit=_limit(test.fact, limit, names))
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
        return _number(fact, limit.number or 0.0, names)
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


def _number(fact: str, number: float, names: Names) -> str:
    return unit_text(number, names.question(fact).unit or "", names.language)


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
