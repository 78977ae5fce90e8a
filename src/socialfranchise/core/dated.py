"""Figures that hold from a day on, each with its legal basis and its source."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

Confidence = Literal["checked", "reported", "recalled", "derived", "proposed"]
"""How well a figure is known.

``checked``: the legal text or the original was read. ``reported``: a public page says so.
``recalled``: from memory, to be verified. ``derived``: computed from other figures.
``proposed``: our proposal, nobody's statement.
"""


@frozen
class LegalBasis:
    """An article of an act; ``act`` is an id of the vocabulary of acts."""

    act: str
    article: str


@frozen
class DatedValue:
    """What a parameter is from ``since`` on, until the next value or ``until`` (inclusive)."""

    since: date
    value: Decimal
    confidence: Confidence
    basis: tuple[LegalBasis, ...] = ()
    sources: tuple[str, ...] = ()
    until: date | None = None
    doubt: Text | None = None
    """What about this value is uncertain, in words."""
    review: date | None = None
    """The day by which it should be looked at again."""
    place: Place | None = field(default=None, eq=False)


@frozen
class Parameter:
    """One figure of the law over time, such as the minimum number of founders.

    ``values`` are ordered by ``since``. ``unit`` is one of the units of the law format (persons,
    share, PLN a month …).
    """

    id: str
    name: Text
    unit: str
    values: tuple[DatedValue, ...]
    note: Text | None = None
    place: Place | None = field(default=None, eq=False)

    def value(self, on: date) -> DatedValue | None:
        """The value valid on the day ``on``, or ``None`` when none is known for that day."""
        valid = None
        for dated in self.values:
            if dated.since > on:
                break
            valid = dated
        if valid is not None and valid.until is not None and valid.until < on:
            return None
        return valid

    def __iter__(self) -> Iterator[DatedValue]:
        return iter(self.values)


@frozen
class Figure:
    """A sourced range such as start-up cost: ``low`` to ``high`` in ``unit``, as of ``year``."""

    low: Decimal
    high: Decimal
    unit: str
    year: int
    confidence: Confidence
    basis: Text
    """Where the range comes from, in words."""
    sources: tuple[str, ...] = ()
