"""How the diagnosis form is laid out: its sheets, the keys of its rows, the words of its cells."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm, Term
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.diagnosis.facts import Diagnosis, Terms
from socialfranchise.formats.traps import meant_word
from socialfranchise.sources.units import folded
from socialfranchise.wording.messages import messages

FORM = "socialfranchise.diagnosis-form/1"
MARK = "socialfranchise"
"""Title of the hidden sheet whose first cell is :data:`FORM`."""
CHOICES = "choices"
"""Title of the hidden sheet that holds the answers of drop-downs."""
PLACE, QUESTIONS, ORIGINS, REMARKS = "place", "questions", "origins", "remarks"
"""The sheets to fill, by the keys of their titles."""

PLACE_KEYS = ("name", "teryt", "county", "voivodeship", "day", "id", "title.pl", "title.en")
TEXT_KEYS = ("teryt", "day", "id")
"""Cells kept as text, so that a spreadsheet makes no number or day of them."""
ORIGIN_KEYS = ("source", "year", "url", "note")
"""Columns of an origin beside the answer; :data:`ALL_ORIGIN_KEYS` of one in its own sheet."""
ALL_ORIGIN_KEYS = (*ORIGIN_KEYS, "variable", "table", "row", "column")
SUPPORTS = "supports"
"""The last column of the sheet of origins: the answer an origin is about, by :func:`said`."""
WHOLE_KEYS = ("year", "row")
"""Columns of origins that hold whole numbers."""
ANSWER = 2
"""The column of the answer in the sheets of the place and of the questions, from 0."""
FIRST_ORIGIN = 5
"""The first column of the origin in the sheet of questions."""
TERM = "/"


@frozen
class Row:
    """A row of the sheet of questions: a question, or one term of a question that lists terms."""

    question: FactTerm
    term: str = ""

    @property
    def key(self) -> str:
        """What stands in the first column."""
        return f"{self.question.id}{TERM}{self.term}" if self.term else self.question.id


def rows_of(catalogue: Catalogue, diagnosis: Diagnosis | None = None) -> Iterator[Row]:
    """Every question of the catalogue in order, and below it the terms it lists.

    What is withdrawn is not asked, unless the diagnosis says something about it.
    """
    for question in catalogue.vocabularies.facts:
        fact = None if diagnosis is None else diagnosis.facts.get(question.id)
        if question.replaced_by is not None and fact is None:
            continue
        yield Row(question)
        told = fact.value if fact is not None else None
        for term in terms_of(question, catalogue):
            said = isinstance(told, Terms) and told.has(term.id) is not None
            if term.replaced_by is None or said:
                yield Row(question, term.id)


def terms_of(question: FactTerm, catalogue: Catalogue) -> Iterable[Term]:
    """The terms a question lists, in the order of their vocabulary."""
    if question.kind != "terms":
        return ()
    found: Iterable[Term] = getattr(
        catalogue.vocabularies, (question.vocabulary or "").replace("-", "_")
    )
    return found


def said(fact: Mapping[str, Any]) -> str:
    """An answer as one line, from a fact as a file holds it; nothing for one that is not known."""
    if "number" in fact:
        return f"{float(fact['number']):.15g}"
    for key in ("choice", "answer"):
        if key in fact:
            return str(fact[key])
    sides = {"+": fact.get("present", ()), "-": fact.get("absent", ())}
    return " ".join(f"{sign}{term}" for sign, terms in sides.items() for term in sorted(terms))


def title_of(sheet: str, language: Language) -> str:
    """The title of a sheet."""
    return messages(language)(f"form.sheets.{sheet}")


def titles_of(sheet: str) -> tuple[str, ...]:
    """The title of a sheet in every language."""
    return tuple(title_of(sheet, language) for language in LANGUAGES)


def word_meant(cell: str) -> str | None:
    """``yes``, ``no`` or ``unknown`` for what is written in any language; ``None`` for all else."""
    word = folded(cell)
    for language in LANGUAGES:
        say = messages(language)
        said = {"unknown": "form.unknown", "yes": "answer.yes", "no": "answer.no"}
        for meant, key in said.items():
            if word == folded(say(key)):
                return meant
    if word == "?":
        return "unknown"
    return meant_word(word, ("yes", "no"))


def choice_meant(cell: str, question: FactTerm) -> str | None:
    """The choice whose name, in any language, or whose id is written."""
    word = folded(cell)
    for choice in question.choices:
        if word in (folded(choice.name.pl), folded(choice.name.en), choice.id):
            return choice.id
    return None
