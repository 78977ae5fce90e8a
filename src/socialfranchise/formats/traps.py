"""Ways of writing that mean one thing to people and another to a computer.

Each function looks at the author's own text of a value and says what was meant, when that is
certain.
"""

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_DECIMAL_COMMA = re.compile(r"([-+]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+|[-+]?\d+),(\d+)\Z")
_SPACED = re.compile(r"[-+]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?\Z")
_MAY_BE_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}\Z", re.ASCII)
_COLON = re.compile(r"\d+(?::[0-5]?\d)+\Z")
_POLISH_DAY = re.compile(r"(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})(?: ?r\.?)?\Z")
_LEADING_ZERO = re.compile(r"[-+]?0\d+\Z")
_SMART = "\u201e\u201d\u201c\u201a\u2019\u2018\u00ab\u00bb"
_GAPS = re.compile("[ \u00a0\u202f]")


def plain_number(raw: str, *, whole: bool = False) -> str | None:
    """``12,5`` and ``1 250`` as the file format writes them; ``whole`` when no fraction may be."""
    raw = unquoted(raw)
    comma = _DECIMAL_COMMA.match(raw)
    if comma and not whole:
        return f"{_GAPS.sub('', comma[1])}.{comma[2]}"
    if comma:
        return None if comma[2].strip("0") else _GAPS.sub("", comma[1])
    return _GAPS.sub("", raw) if _SPACED.match(raw) else None


def may_be_thousands(raw: str) -> bool:
    """``4,300`` or ``4.300``: to one reader four and three tenths, to another one thousands."""
    return _MAY_BE_THOUSANDS.match(unquoted(raw)) is not None


def is_colon_number(raw: str) -> bool:
    """``1:30``, which older YAML reads as 90."""
    return _COLON.match(raw) is not None


def has_leading_zero(raw: str) -> bool:
    """``0264011``: a code written as a number; older YAML reads it by the base of eight."""
    return _LEADING_ZERO.match(raw) is not None


def plain_day(raw: str) -> str | None:
    """``31.03.2018`` as year-month-day."""
    found = _POLISH_DAY.match(unquoted(raw))
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return None


def meant_word(raw: str, allowed: tuple[str, ...]) -> str | None:
    """The allowed word that a word of another language or kind stands for."""
    word = unquoted(raw)
    for meant, words in _words().items():
        if meant in allowed and word in words:
            return meant
    return None


def yes_or_no(raw: str) -> bool | None:
    """Yes or no in either language; ``None`` for anything else."""
    word = unquoted(raw.strip()).casefold()
    meant = word if word in ("yes", "no") else meant_word(word, ("yes", "no"))
    return None if meant is None else meant == "yes"


def without_smart_quotes(raw: str) -> str | None:
    """The text between typographic quotation marks that were meant as plain ones."""
    if len(raw) > 2 and raw[0] in _SMART and raw[-1] in _SMART:
        return raw[1:-1]
    return None


def unquoted(raw: str) -> str:
    """The text inside plain quotation marks."""
    return raw[1:-1] if len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'" else raw


@cache
def _words() -> dict[str, list[str]]:
    text = (files("socialfranchise.formats") / "traps.yaml").read_text(encoding="utf-8")
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    words: dict[str, list[str]] = yaml.load(text, Loader=loader)  # noqa: S506
    return words
