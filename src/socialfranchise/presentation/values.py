"""Values of facts, as words and as plain data."""

from socialfranchise.diagnosis.facts import Answer, Choice, Number, Terms, Value
from socialfranchise.presentation.names import Names
from socialfranchise.wording.numbers import unit_text


def value_text(value: Value, fact: str, names: Names) -> str:
    """A value in words. Of a fact that lists terms, one term: present or absent."""
    say = names.say
    if isinstance(value, Answer):
        return say(f"answer.{'yes' if value.yes else 'no'}")
    if isinstance(value, Choice):
        return names.term(fact, value.term)
    if isinstance(value, Number):
        unit = names.catalogue.vocabularies.facts[fact].unit or ""
        return unit_text(value.value, unit, names.language)
    return say("plan.present" if isinstance(value, Terms) and value.present else "plan.absent")


def value_data(value: Value) -> bool | float | str:
    """A value for JSON. Of a fact that lists terms, one term: is it present?"""
    if isinstance(value, Answer):
        return value.yes
    if isinstance(value, Number):
        return value.value
    if isinstance(value, Choice):
        return value.term
    return bool(value.present)
