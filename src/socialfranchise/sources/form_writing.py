"""The diagnosis form as a workbook to fill: a row a question, drop-downs, notes. Needs ``excel``.

Nothing in it is a formula but the checks of what may be typed; every text is written as text, so
that a name beginning with an equals sign stays a name.
"""

import importlib
import io
from datetime import datetime
from typing import Any

from attrs import define, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core.errors import MissingExtra
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Diagnosis,
    Fact,
    Number,
    Origin,
    Terms,
)
from socialfranchise.sources.form_layout import (
    ALL_ORIGIN_KEYS,
    ANSWER,
    CHOICES,
    FIRST_ORIGIN,
    FORM,
    MARK,
    ORIGIN_KEYS,
    ORIGINS,
    PLACE,
    PLACE_KEYS,
    QUESTIONS,
    REMARKS,
    SUPPORTS,
    TEXT_KEYS,
    WHOLE_KEYS,
    Row,
    rows_of,
    said,
    title_of,
)
from socialfranchise.wording.messages import Messages, messages

_FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001
"""The day written as that of creation, so that the same form has the same bytes."""
_WIDTHS = {
    PLACE: (12, 44, 44, 60),
    QUESTIONS: (30, 60, 26, 22, 34, 40, 10, 34, 40),
    ORIGINS: (30, 44, 10, 34, 44, 16, 30, 10, 30, 30),
    REMARKS: (80, 80),
}
_NOTE_SIZE = {"x_scale": 3, "y_scale": 2}


def form_bytes(
    catalogue: Catalogue, language: Language, diagnosis: Diagnosis | None = None
) -> bytes:
    """The form of a catalogue in a language, empty or filled with a diagnosis.

    Raises :class:`MissingExtra` without the extra ``excel``.
    """
    try:
        xlsxwriter: Any = importlib.import_module("xlsxwriter")
    except ImportError as error:
        raise MissingExtra("excel") from error
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": _FIRST_DAY})
    _Writer(book, catalogue, messages(language), diagnosis).write()
    book.close()
    return content.getvalue()


@define
class _Writer:
    """A form being written."""

    book: Any
    catalogue: Catalogue
    say: Messages
    diagnosis: Diagnosis | None
    formats: dict[str, Any] = field(factory=dict)

    def write(self) -> None:
        """All sheets."""
        self.formats = {
            "head": self.book.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
            "text": self.book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "wrap": self.book.add_format({"text_wrap": True, "valign": "top"}),
            "key": self.book.add_format({"font_color": "#777777", "valign": "top"}),
            "question": self.book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "answer": self.book.add_format(
                {"bg_color": "#FFF7D6", "border": 1, "border_color": "#BBBBBB", "valign": "top"}
            ),
            "day": self.book.add_format({"num_format": "@", "bg_color": "#FFF7D6", "border": 1}),
        }
        self.place()
        self.questions()
        self.origins()
        self.remarks()
        mark = self.book.add_worksheet(MARK)
        mark.write_string(0, 0, FORM)
        mark.write_string(1, 0, f"{self.catalogue.id} {self.catalogue.version}")
        mark.hide()

    def sheet(self, key: str, columns: tuple[str, ...]) -> Any:
        """A sheet with its header, which stays in view."""
        sheet = self.book.add_worksheet(title_of(key, self.say.language))
        for index, (name, width) in enumerate(zip(columns, _WIDTHS[key], strict=True)):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, self.say(f"form.columns.{name}"), self.formats["head"])
        sheet.freeze_panes(1, 0)
        return sheet

    def place(self) -> None:
        """Which place, which day."""
        sheet = self.sheet(PLACE, ("key", "what", "answer", "help"))
        for number, key in enumerate(PLACE_KEYS, 1):
            sheet.write_string(number, 0, key, self.formats["key"])
            sheet.write_string(number, 1, self.say(f"form.place.{key}"), self.formats["question"])
            how = "day" if key in TEXT_KEYS else "answer"
            self.text(sheet, number, ANSWER, self.place_value(key), how)
            sheet.write_string(number, 3, self.say(f"form.place_help.{key}"), self.formats["wrap"])

    def place_value(self, key: str) -> str | None:
        """What the diagnosis says of the place."""
        if self.diagnosis is None:
            return None
        if key == "day":
            return self.diagnosis.day.isoformat()
        if key == "id":
            return self.diagnosis.id
        if key.startswith("title."):
            text: str = getattr(self.diagnosis.title, key.removeprefix("title."))
            return text
        value: str | None = getattr(self.diagnosis.locality, key)
        return value

    def questions(self) -> None:
        """A row for every question and every term."""
        columns = ("key", "question", "answer", "unit", "known_by", *ORIGIN_KEYS)
        sheet = self.sheet(QUESTIONS, columns)
        lists = self.book.add_worksheet(CHOICES)
        lists.hide()
        for number, row in enumerate(rows_of(self.catalogue, self.diagnosis), 1):
            question, language = row.question, self.say.language
            sheet.write_string(number, 0, row.key, self.formats["key"])
            if row.term:
                name = self.term_name(row)
                sheet.write_string(number, 1, f"    {name}", self.formats["wrap"])
            else:
                asked = question.question.to(language)
                sheet.write_string(number, 1, asked, self.formats["question"])
                sheet.write_string(number, 3, self.unit(question), self.formats["wrap"])
                known_by = question.known_by.to(language)
                sheet.write_string(number, 4, known_by, self.formats["wrap"])
                self.note(sheet, number, question)
            self.allowed(sheet, lists, number, row)
            self.answer(sheet, number, row)

    def term_name(self, row: Row) -> str:
        """The name of a term."""
        kind = (row.question.vocabulary or "").replace("-", "_")
        term = getattr(self.catalogue.vocabularies, kind)[row.term]
        name: str = term.name.to(self.say.language)
        return name

    def unit(self, question: FactTerm) -> str:
        """What kind of answer is wanted, with its unit and limits."""
        if question.kind != "number":
            return self.say(f"form.how.{question.kind}")
        unit = self.say(f"unit_name.{question.unit}")
        low, high = question.lowest, question.highest
        if low is None or high is None:
            return unit
        return self.say("form.how.number", unit=unit, low=f"{low:.15g}", high=f"{high:.15g}")

    def note(self, sheet: Any, number: int, question: FactTerm) -> None:
        """Help on a question, shown when the cell is pointed at."""
        parts = (question.description, question.where)
        text = "\n\n".join(part.to(self.say.language) for part in parts if part is not None)
        if text:
            sheet.write_comment(number, ANSWER, text, _NOTE_SIZE)

    def allowed(self, sheet: Any, lists: Any, number: int, row: Row) -> None:
        """What may be typed or chosen in a cell."""
        say, question = self.say, row.question
        unknown = say("form.unknown")
        yes_no = [say("answer.yes"), say("answer.no"), unknown]
        if question.kind == "terms" and not row.term:
            check: dict[str, Any] = {"validate": "list", "source": [unknown]}
        elif question.kind in ("answer", "terms"):
            check = {"validate": "list", "source": yes_no}
        elif question.kind == "choice":
            names = [choice.name.to(say.language) for choice in question.choices]
            for index, name in enumerate([*names, unknown]):
                lists.write_string(number, index, name)
            last = _letter(len(names))
            check = {
                "validate": "list",
                "source": f"={CHOICES}!$A${number + 1}:${last}${number + 1}",
            }
        else:
            check = {"validate": "custom", "value": self.number_check(number, question)}
        error = {"error_title": say("form.wrong"), "error_message": say("form.wrong_message")}
        sheet.data_validation(number, ANSWER, number, ANSWER, {**check, **error})

    def number_check(self, number: int, question: FactTerm) -> str:
        """A formula that is true for a number in range and for the word for not known."""
        cell = f"C{number + 1}"
        parts = [f"ISNUMBER({cell})"]
        if question.lowest is not None:
            parts.append(f"{cell}>={question.lowest:.15g}")
        if question.highest is not None:
            parts.append(f"{cell}<={question.highest:.15g}")
        return f'=OR(AND({",".join(parts)}),{cell}="{self.say("form.unknown")}")'

    def answer(self, sheet: Any, number: int, row: Row) -> None:
        """What the diagnosis answers, and where it is known from."""
        fact = None if self.diagnosis is None else self.diagnosis.facts.get(row.question.id)
        answer = None if fact is None else self.cell(fact, row)
        if isinstance(answer, float):
            sheet.write_number(number, ANSWER, answer, self.formats["answer"])
        else:
            self.text(sheet, number, ANSWER, answer, "answer")
        beside = fact is not None and not row.term and _fits_beside(fact)
        origin = fact.origins[0] if fact is not None and beside else None
        for index, key in enumerate(ORIGIN_KEYS):
            if not row.term:
                self.origin_cell(sheet, number, FIRST_ORIGIN + index, origin, key)

    def cell(self, fact: Fact, row: Row) -> str | float | None:
        """The answer as it stands in the cell."""
        value, say = fact.value, self.say
        if value is None:
            return None if row.term else say("form.unknown")
        if isinstance(value, Number):
            return value.value
        if isinstance(value, Answer):
            return say("answer.yes" if value.yes else "answer.no")
        if isinstance(value, Choice):
            names = {choice.id: choice.name.to(say.language) for choice in row.question.choices}
            return names.get(value.term, value.term)
        if isinstance(value, Terms) and row.term:
            there = value.has(row.term)
            return None if there is None else say("answer.yes" if there else "answer.no")
        return None

    def origins(self) -> None:
        """The origins that do not fit beside their answer, in order."""
        sheet = self.sheet(ORIGINS, ("fact", *ALL_ORIGIN_KEYS, SUPPORTS))
        number = 1
        for fact in self.diagnosis or ():
            for origin in () if _fits_beside(fact) else fact.origins:
                sheet.write_string(number, 0, fact.id, self.formats["text"])
                for index, key in enumerate(ALL_ORIGIN_KEYS, 1):
                    self.origin_cell(sheet, number, index, origin, key)
                self.text(sheet, number, len(ALL_ORIGIN_KEYS) + 1, said(_as_file(fact)), "text")
                number += 1

    def origin_cell(
        self, sheet: Any, number: int, column: int, origin: Origin | None, key: str
    ) -> None:
        """One part of an origin."""
        value = None if origin is None else getattr(origin, key)
        if value is not None and key in WHOLE_KEYS:
            sheet.write_number(number, column, value, self.formats["wrap"])
        else:
            self.text(sheet, number, column, value, "wrap" if key in WHOLE_KEYS else "text")

    def remarks(self) -> None:
        """What the reader should know besides."""
        sheet = self.sheet(REMARKS, ("remark_pl", "remark_en"))
        remarks = () if self.diagnosis is None else self.diagnosis.remarks
        for number, remark in enumerate(remarks, 1):
            self.text(sheet, number, 0, remark.pl, "text")
            self.text(sheet, number, 1, remark.en, "text")

    def text(self, sheet: Any, row: int, column: int, text: str | None, how: str) -> None:
        """A text as text, whatever it begins with; an empty cell keeps its looks."""
        if text:
            sheet.write_string(row, column, text, self.formats[how])
        else:
            sheet.write_blank(row, column, None, self.formats[how])


def _fits_beside(fact: Fact) -> bool:
    """Has the fact one origin, with nothing of a table in it?"""
    if len(fact.origins) != 1:
        return False
    (origin,) = fact.origins
    return all(getattr(origin, key) is None for key in ALL_ORIGIN_KEYS[len(ORIGIN_KEYS) :])


def _as_file(fact: Fact) -> dict[str, Any]:
    """The answer as a file of a diagnosis holds it."""
    match fact.value:
        case Number(value):
            return {"number": value}
        case Choice(term):
            return {"choice": term}
        case Answer(yes):
            return {"answer": "yes" if yes else "no"}
        case Terms(present, absent):
            return {"present": present, "absent": absent}
    return {}


def _letter(index: int) -> str:
    """The letters of a column, from 0; choices are far fewer than 26 squared."""
    first, second = divmod(index, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)
