"""Texts that may hold data of private persons: numbers PESEL, phones, mail addresses, names.

A guess to warn people with, no proof. What was found is shown with most of it hidden. The marks it
goes by are data beside this module.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from attrs import frozen

from socialfranchise.formats.yaml_reader import parse

_FILE = "personal_data.yaml"
What = Literal["pesel", "phone", "mail", "name"]

_ELEVEN = re.compile(r"(?<![\d.,-])\d{11}(?![\d,-])", re.ASCII)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HYPHENS = re.compile(r"(?<![\d-])\d{3}-\d{3}-\d{3}(?![\d-])", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")


@frozen
class Personal:
    """Something that looks like personal data, and where in the text it begins."""

    what: What
    start: int
    hidden: str
    """What was found with all but its ends hidden."""


@frozen
class _Marks:
    weights: tuple[int, ...]
    months_added: Mapping[int, int]
    phone: re.Pattern[str]
    name: re.Pattern[str]
    patrons: frozenset[str]
    not_surnames: frozenset[str]


def personal_data(text: str) -> Iterator[Personal]:
    """What in a text looks like personal data, in the order of its kinds."""
    marks = _marks()
    for found in _ELEVEN.finditer(text):
        if _is_pesel(found[0], marks):
            yield Personal("pesel", found.start(), _hidden(found[0]))
    for pattern in (marks.phone, _HYPHENS):
        for found in pattern.finditer(text):
            yield Personal("phone", found.start(), _hidden(found[0]))
    if "@" in text:
        for found in _MAIL.finditer(text):
            yield Personal("mail", found.start(), _hidden(found[0]))
    for found in marks.name.finditer(text):
        second = found[0].split()[1]
        if not second[0].isupper() or second in marks.not_surnames:
            continue
        before = _WORD.findall(text[: found.start()])[-1:]
        if not before or before[0].casefold() not in marks.patrons:
            hidden = " ".join(f"{word[0]}…" for word in found[0].split())
            yield Personal("name", found.start(), hidden)


def _is_pesel(digits: str, marks: _Marks) -> bool:
    """Has it the check digit and the birthday of a PESEL?"""
    total = sum(int(digit) * weight for digit, weight in zip(digits, marks.weights, strict=False))
    if (10 - total % 10) % 10 != int(digits[-1]):
        return False
    month = int(digits[2:4])
    for added, century in marks.months_added.items():
        try:
            date(century + int(digits[:2]), month - added, int(digits[4:6]))
        except ValueError:
            continue
        return True
    return False


def _hidden(found: str) -> str:
    """The first and last two letters, and dots for the rest."""
    return f"{found[:2]}…{found[-2:]}"


@cache
def _marks() -> _Marks:
    parsed, findings = parse((files(__package__) / _FILE).read_text(encoding="utf-8"), _FILE)
    if parsed is None or findings:
        raise ValueError(f"{_FILE} is broken: {findings}")
    data: dict[str, Any] = parsed.data
    words = "|".join(map(re.escape, data["phone"]["words"]))
    abroad = f"(?:{'|'.join(map(re.escape, data['phone']['country']))})"
    announced = rf"(?<!\w)(?:{words})[.:]?(?: nr| no)?[.:]? ?(?:{abroad} ?)?"
    digits = r"\(?\d(?:[ \u00a0/()-]{0,2}\d){8}(?!\d)"
    names = "|".join(data["first_names"])
    return _Marks(
        weights=tuple(data["pesel"]["weights"]),
        months_added={int(added): year for added, year in data["pesel"]["months_added"].items()},
        phone=re.compile(rf"(?:{announced}|{abroad} ?){digits}", re.IGNORECASE),
        name=re.compile(rf"(?<!\w)(?:{names}) [^\W\d_a-z][^\W\d_]{{2,}}(?:-[^\W\d_]{{3,}})?"),
        patrons=frozenset(data["patrons"]),
        not_surnames=frozenset(data["not_surnames"]),
    )
