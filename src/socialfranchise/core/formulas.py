"""How one number follows from others: a closed tree of the four operations, not a language.

A leaf is a fact or a plain number. The tree is reckoned with exact fractions, so that the order of
operations never shows in the last digit.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from attrs import field, frozen
from attrs.validators import instance_of, min_len

from socialfranchise.core.plain import as_finite

Does = Literal["sum", "difference", "product", "quotient"]


@frozen
class OfFact:
    """The number that answers a fact."""

    fact: str = field(validator=instance_of(str))


@frozen
class Constant:
    """A plain number, such as the thousand in "per thousand residents"."""

    number: float = field(converter=as_finite)


@frozen
class Operation:
    """An operation on ``parts``, from left to right."""

    does: Does
    parts: tuple["Formula", ...] = field(validator=min_len(1))


Formula = OfFact | Constant | Operation


def facts_in(formula: Formula) -> Iterator[str]:
    """Every fact a formula reads, from left to right; one that stands twice comes twice."""
    if isinstance(formula, OfFact):
        yield formula.fact
    elif isinstance(formula, Operation):
        for part in formula.parts:
            yield from facts_in(part)


def reckoned(formula: Formula, numbers: Mapping[str, float]) -> Fraction | None:
    """The value of a formula; ``None`` when a fact is missing or something is divided by zero."""
    if isinstance(formula, OfFact):
        number = numbers.get(formula.fact)
        return None if number is None else _exact(number)
    if isinstance(formula, Constant):
        return _exact(formula.number)
    parts = [reckoned(part, numbers) for part in formula.parts]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    value, *others = known
    for other in others:
        if formula.does == "sum":
            value += other
        elif formula.does == "difference":
            value -= other
        elif formula.does == "product":
            value *= other
        elif other == 0:
            return None
        else:
            value /= other
    return value


def _exact(number: float) -> Fraction:
    """The number as it is written: 0.1 is one tenth, not the binary fraction beside it."""
    return Fraction(repr(float(number)))
