"""Facts set on the command line: ``fact=value``, as if the diagnosis said so."""

from collections.abc import Sequence
from typing import Any

import attrs
import click
from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.cli.param_type import ParamType
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Diagnosis,
    Fact,
    Number,
    Terms,
    Value,
)
from socialfranchise.formats.numerals import two_meanings, written_number
from socialfranchise.formats.traps import yes_or_no
from socialfranchise.wording.messages import Messages
from socialfranchise.wording.numbers import number_text


@frozen
class Assumption:
    """A fact and the text of the value it is to have."""

    fact: str
    text: str


class AssumptionType(ParamType[Assumption]):
    """An assumption written ``fact=value``."""

    name = "assumption"

    def __init__(self, say: Messages) -> None:
        self.say = say

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Assumption:
        """The assumption, or a usage error."""
        if isinstance(value, Assumption):
            return value
        fact, equals, text = str(value).partition("=")
        if not (fact and equals and text):
            self.fail(self.say("cli.bad_assumption", value=value), param, ctx)
        return Assumption(fact.strip(), text.strip())


def assuming(
    diagnosis: Diagnosis, assumptions: Sequence[Assumption], catalogue: Catalogue, say: Messages
) -> Diagnosis:
    """The diagnosis with the assumptions in the place of what it says.

    A fact that lists terms takes ``+term`` and ``-term``, several with commas; ``?`` makes a fact
    unknown. Raises :class:`click.UsageError` for a value that is no answer to the question.
    """
    facts = dict(diagnosis.facts)
    for assumption in assumptions:
        question = catalogue.vocabularies.facts[assumption.fact]
        known = facts.get(question.id) or Fact(question.id, None)
        text = assumption.text
        value = None if text == "?" else answer_value(text, question, known, say)
        if value is None and text != "?":
            wanted = say(f"cli.assumed.{question.kind}")
            raise click.UsageError(
                say("cli.no_answer", fact=question.id, value=text, wanted=wanted)
            )
        # What is wrong with it does not stand in the file of the diagnosis.
        facts[question.id] = attrs.evolve(known, value=value, origins=(), place=None)
    return attrs.evolve(diagnosis, facts=facts)


def answer_value(text: str, question: FactTerm, known: Fact, say: Messages) -> Value | None:
    """The value that a text gives to a fact, joined to what is ``known`` of its terms.

    ``None`` when the text is no answer to the question. Raises :class:`click.UsageError` when it
    may mean two numbers.
    """
    if question.kind == "answer":
        yes = yes_or_no(text)
        return None if yes is None else Answer(yes)
    if question.kind == "choice":
        return Choice(text)
    if question.kind == "number":
        both = two_meanings(text, question)
        if both is not None:
            fraction = number_text(both.fraction, say.language, 3)
            raise click.UsageError(
                say("cli.two_meanings", value=text, plain=both.thousands, fraction=fraction)
            )
        number = written_number(text)
        return None if number is None else Number(number)
    if question.kind == "terms":
        parts = [part.strip() for part in text.split(",")]
        if all(part[:1] in ("+", "-") for part in parts):
            terms = (
                known.value if isinstance(known.value, Terms) else Terms(frozenset(), frozenset())
            )
            more = frozenset(part[1:] for part in parts if part[0] == "+")
            less = frozenset(part[1:] for part in parts if part[0] == "-")
            return Terms(terms.present - less | more, terms.absent - more | less)
    return None
