"""Values of facts, as words and as plain data."""

from socialfranchise.diagnosis.facts import Answer, Choice, Number, NumberBetween, Terms, Value
from socialfranchise.presentation.names import Names
from socialfranchise.wording.numbers import between_text, unit_text


def value_text(value: Value, fact: str, names: Names) -> str:
    """A value in words. Of a fact that lists terms, one term: present or absent."""
    say = names.say
    if isinstance(value, Answer):
        return say(f"answer.{'yes' if value.yes else 'no'}")
    if isinstance(value, Choice):
        return names.term(fact, value.term)
    if isinstance(value, Number):
        return unit_text(value.value, names.question(fact).unit or "", names.language)
    if isinstance(value, NumberBetween):
        unit = names.question(fact).unit or ""
        return between_text(value.low, value.high, unit, names.language)
    return say("plan.present" if isinstance(value, Terms) and value.present else "plan.absent")


def value_data(value: Value) -> bool | float | str | list[float]:
    """A value for JSON. Of a fact that lists terms, one term: is it present?"""
    if isinstance(value, Answer):
        return value.yes
    if isinstance(value, Number):
        return value.value
    if isinstance(value, NumberBetween):
        return [value.low, value.high]
    if isinstance(value, Choice):
        return value.term
    return bool(value.present)
