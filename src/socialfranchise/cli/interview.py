"""The interview: the best next question, an answer typed by a person, and so on until the end."""

import sys
from collections.abc import Callable
from datetime import date

import attrs
import click
from attrs import define, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.cli.assumptions import answer_value
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Diagnosis, Fact, Origin, Terms, Value
from socialfranchise.formats.traps import yes_or_no
from socialfranchise.matching.questions import (
    FIRST,
    Question,
    Standing,
    Unknown,
    next_questions,
    settled,
    standing,
)
from socialfranchise.matching.ranking import Ranking, match
from socialfranchise.presentation.matching.question_text import question_text, standings_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import paragraph
from socialfranchise.validation.text import finding_message
from socialfranchise.wording.messages import Messages

NOT_KNOWN = "?"
ENDS = ("koniec", "end")


class Stopped(Exception):
    """The person has had enough, or there is no more input."""


@define
class Interview:
    """Questions to a person about one place; ``diagnosis`` holds what is known so far.

    ``ask`` shows a prompt and gives the line typed, ``None`` at the end of the input; ``tell``
    shows a line.
    """

    diagnosis: Diagnosis
    catalogue: Catalogue
    on: date
    say: Messages
    ask: Callable[[], str | None]
    tell: Callable[[str], None]
    changed: set[str] = field(factory=set)
    """The facts that were answered, or of which it was said that they are not known."""
    _put_aside: set[Unknown] = field(factory=set)
    _listed: set[str] = field(factory=set)
    _first: tuple[Standing, ...] = ()
    _waiting: list[Question] = field(factory=list)
    """Questions in their order, as long as nothing more is known."""

    def run(self) -> None:
        """Ask until nothing can change the first models, nothing is left, or it is stopped."""
        self._tell(self.say("interview.intro"))
        try:
            while (question := self._next()) is not None:
                self._put(question)
        except Stopped:
            return

    def _next(self) -> Question | None:
        ranking = match(self.diagnosis, self.catalogue, on=self.on)
        self._tell_first(ranking)
        if settled(ranking):
            self._tell(self.say("question.settled"))
            return None
        if not self._waiting:
            self._waiting = next_questions(
                self.diagnosis,
                self.catalogue,
                on=self.on,
                limit=sys.maxsize,
                apart_from=self._put_aside,
            )
        if not self._waiting:
            self._tell(self.say("question.none"))
            return None
        return self._waiting.pop(0)

    def _tell_first(self, ranking: Ranking) -> None:
        """Say which models come first, when that has changed."""
        first = tuple(standing(found) for found in ranking.matches[:FIRST])
        if self._first and first != self._first:
            self._tell(self.say("interview.now", models=standings_text(first, self._names)))
        self._first = first

    def _put(self, question: Question) -> None:
        """Ask one question until it is answered, skipped, or not known."""
        fact = self.catalogue.vocabularies.facts[question.fact]
        self.tell("")
        for line in self._lines(question, fact):
            self._tell(line)
        while True:
            typed = self.ask()
            if typed is None or typed.strip().lower() in ENDS:
                raise Stopped
            text = typed.strip()
            if text in ("", NOT_KNOWN):
                self._put_aside.add((question.fact, question.term))
                if text and question.term is None:
                    self._record(question.fact, None)
                return
            try:
                value = self._value(text, fact, question.term)
            except click.UsageError as error:
                self._tell(error.message)
                continue
            if self._may_replace(fact, value):
                self._record(question.fact, value)
                return

    def _may_replace(self, fact: FactTerm, value: Value) -> bool:
        """Ask before what the diagnosis says of a term gives way to another answer."""
        known = self.diagnosis.facts.get(fact.id)
        if known is None or not (isinstance(known.value, Terms) and isinstance(value, Terms)):
            return True
        gone = sorted((known.value.present & value.absent) | (known.value.absent & value.present))
        if not gone:
            return True
        sources = "; ".join(dict.fromkeys(origin.source for origin in known.origins))
        for term in gone:
            said = self.say(f"plan.{'present' if term in known.value.present else 'absent'}")
            name = self._names.term(fact.id, term)
            key = "interview.says" if sources else "interview.says_unsourced"
            self._tell(self.say(key, term=name, said=said, sources=sources))
        self._tell(self.say("interview.replace"))
        typed = self.ask()
        if typed is None or typed.strip().lower() in ENDS:
            raise Stopped
        if yes_or_no(typed):
            return True
        self._tell(self.say("interview.kept"))
        return False

    def _value(self, text: str, fact: FactTerm, term: str | None) -> Value:
        """The value that an answer gives to a fact; :class:`click.UsageError` when it is none."""
        yes = yes_or_no(text)
        typed = text
        if term is not None and yes is not None:
            typed = f"{'+' if yes else '-'}{term}"
        known = self.diagnosis.facts.get(fact.id) or Fact(fact.id, None)
        value = answer_value(typed, fact, known, self.say)
        if value is None:
            wanted = self.say(f"interview.wanted.{fact.kind}")
            raise click.UsageError(self.say("interview.no_answer", value=text, wanted=wanted))
        found = misfits(self.diagnosis.answered((fact.id, value)), self.catalogue)
        if found:
            raise click.UsageError(finding_message(found[0], self.say.language))
        return value

    def _record(self, id: str, value: Value | None) -> None:
        """Take an answer into the diagnosis, with where it comes from."""
        fact = self.diagnosis.facts.get(id) or Fact(id, None)
        origin = Origin(self.say("interview.source"), year=self.on.year)
        origins = fact.origins
        if value is not None:
            kept = fact.origins if isinstance(fact.value, Terms) else ()
            origins = tuple(dict.fromkeys((*kept, origin)))
        facts = {**self.diagnosis.facts, id: attrs.evolve(fact, value=value, origins=origins)}
        self.diagnosis = attrs.evolve(self.diagnosis, facts=facts)
        self.changed.add(id)
        if value is not None:
            self._waiting.clear()

    def _lines(self, question: Question, fact: FactTerm) -> list[str]:
        """The question, and how it is answered; of terms asked one by one the latter once."""
        say, names = self.say, self._names
        lines = list(question_text(question, names))
        if fact.id in self._listed:
            return lines[:2]
        if fact.kind == "number":
            return [*lines, say("interview.how.number", unit=say(f"unit_name.{fact.unit}"))]
        lines.append(say(f"interview.how.{fact.kind}"))
        if fact.kind == "answer":
            return lines
        self._listed.add(fact.id)
        choices = [choice.id for choice in fact.choices] or self._open_terms(fact.id)
        return [*lines, *(f"  {id} – {names.term(fact.id, id)}" for id in choices)]

    def _open_terms(self, fact: str) -> list[str]:
        """The unknown terms of a fact that some model asks."""
        ranking = match(self.diagnosis, self.catalogue, on=self.on)
        missing = (missing for found in ranking for missing in found.missing)
        return sorted({term for one in missing if one.fact == fact for term in one.terms})

    @property
    def _names(self) -> Names:
        return Names(self.catalogue, self.say.language)

    def _tell(self, text: str) -> None:
        for line in paragraph(text.lstrip(), " " * (len(text) - len(text.lstrip()))):
            self.tell(line)
