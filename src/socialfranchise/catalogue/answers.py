"""What founders answer: how each kind of answer is read, and how it is kept.

An answer is kept as text that says the same to every program: an amount of money and a number with
a point, a day as year-month-day, names one a line. The documents write it as people do.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from attrs import frozen

from socialfranchise.catalogue.documents import AnswerKind
from socialfranchise.core.plain import LARGEST_NUMBER

LONGEST = 2_000
"""Letters that one answer may have."""

Problem = Literal[
    "not-text", "too-long", "unprintable", "not-money", "not-number", "not-day", "not-names"
]

_SPACES = "\t\n\r"
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_CURRENCY = re.compile("(?:z\N{LATIN SMALL LETTER L WITH STROKE}|PLN)\\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]{1,13}(?:[.,][0-9]{1,4})?")
_THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))")
_POINTED_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:\s*r\.?)?")
_BETWEEN_NAMES = re.compile(r"[;\r\n]+")


@frozen(kw_only=True)
class Answers:
    """The answers of one group of founders, as its file gives them.

    ``given`` has them by the id of the answer field, in the form in which they are kept; what is
    left empty is not in it. ``template`` is the model they are about.
    """

    id: str
    template: str
    given: Mapping[str, str]
    sha256: str = ""


class Unsuitable(ValueError):
    """A value is no answer of its kind; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


def kept_answer(value: object, kind: AnswerKind) -> str:
    """An answer as it is kept; empty when it says nothing. What is kept is read as itself.

    Money and numbers may be numbers or texts such as ``1 234,50``, money with its currency; a day
    is ``2027-01-15`` or ``15.01.2027``; names are a list, or a text in which semicolons or ends of
    lines part them. Raises :class:`Unsuitable`.
    """
    if isinstance(value, str):
        _check_letters(value)
        if not value.strip():
            return ""
    return _READERS[kind](value)


def _check_letters(text: str) -> None:
    if len(text) > LONGEST:
        raise Unsuitable("too-long")
    if any(_is_unprintable(letter) for letter in text if letter not in _SPACES):
        raise Unsuitable("unprintable")


def _is_unprintable(letter: str) -> bool:
    """Controls, halves of letters, private letters, and marks that turn the writing round."""
    turning = unicodedata.bidirectional(letter) in _TURNING
    return turning or unicodedata.category(letter) in _UNPRINTABLE


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unsuitable("not-text")
    return value


def _number(value: object, problem: Problem = "not-number") -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise Unsuitable(problem)
    text = value.strip() if isinstance(value, str) else f"{Decimal(str(value)):f}"
    text = _THOUSANDS.sub("", text)
    if not _PLAIN.fullmatch(text) or Decimal(text.replace(",", ".")) > LARGEST_NUMBER:
        raise Unsuitable(problem)
    return text.replace(",", ".")


def _money(value: object) -> str:
    if isinstance(value, str):
        value = _CURRENCY.sub("", value.strip()).strip()
    text = _number(value, "not-money")
    if Decimal(text) != round(Decimal(text), 2):
        raise Unsuitable("not-money")
    return text


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = value.strip() if isinstance(value, str) else ""
    pointed = _POINTED_DAY.fullmatch(text)
    try:
        if pointed is not None:
            day, month, year = (int(part) for part in pointed.groups())
            return date(year, month, day).isoformat()
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise Unsuitable("not-day")


def _names(value: Any) -> str:
    if not isinstance(value, str | list | tuple):
        raise Unsuitable("not-names")
    names = _BETWEEN_NAMES.split(value) if isinstance(value, str) else value
    if not all(isinstance(name, str) for name in names):
        raise Unsuitable("not-names")
    kept = "\n".join(" ".join(name.split()) for name in names if name.strip())
    _check_letters(kept)
    return kept


_READERS = {
    "text": _text,
    "number": _number,
    "money": _money,
    "day": _day,
    "names": _names,
}
