"""Numbers as people write them at a prompt, in an option or in a cell: one reader for all."""

import re

from attrs import frozen

from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core.plain import is_sane
from socialfranchise.formats.traps import may_be_thousands, plain_number

_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?\Z", re.ASCII)


@frozen
class TwoMeanings:
    """A text such as ``1.500``: 1500 with its thousands apart, or 1,5 with three decimals."""

    thousands: str
    fraction: float


def written_number(text: str, *, decimal_comma: bool = True) -> float | None:
    """The number in a text, ``None`` when it is none; gaps may set thousands apart."""
    text = text.strip()
    if _PLAIN.match(text):
        return float(text)
    plain = plain_number(text)
    if plain is None or ("," in text and not decimal_comma):
        return None
    return float(plain)


def two_meanings(text: str, question: FactTerm) -> TwoMeanings | None:
    """Both meanings of a number whose sign may set thousands apart, else ``None``.

    A text that in thousands would be beyond what the fact can be has one meaning only.
    """
    text = text.strip()
    if not may_be_thousands(text):
        return None
    digits = text.replace(".", "").replace(",", "")
    number = float(digits)
    low, high = question.lowest, question.highest
    possible = (low is None or number >= low) and (high is None or number <= high)
    if not possible or not is_sane(number):
        return None
    return TwoMeanings(digits, float(text.replace(",", ".")))
