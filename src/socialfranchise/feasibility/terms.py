"""Amounts that remember how they were worked out, down to the file, the line and the law.

A term is a number written as a small tree: its leaves are what a proposal gives, figures of the
law and plain numbers, its nodes the four operations and rounding. The same tree is read three
ways: as one number for chosen values of what is uncertain, as the range it lies in whatever those
values are, and as the list of what it rests on.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from attrs import field, frozen

from socialfranchise.core.dated import DatedValue
from socialfranchise.core.findings import Place
from socialfranchise.feasibility.business_plan import Estimate

GROSZ = Decimal("0.01")
ZLOTY = Decimal(1)
NOTHING = Decimal(0)
ONE = Decimal(1)
Chosen = Mapping[str, Decimal]
"""Values chosen for uncertain inputs, by their keys; all others are at what is expected."""


@frozen
class Range:
    """What is expected, and the ends between which it lies."""

    low: Decimal
    base: Decimal
    high: Decimal

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.base + other.base, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        return Range(self.low - other.high, self.base - other.base, self.high - other.low)

    def __mul__(self, other: "Range") -> "Range":
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Range(min(ends), self.base * other.base, max(ends))

    def __neg__(self) -> "Range":
        return Range(-self.high, -self.base, -self.low)


ZERO = Range(NOTHING, NOTHING, NOTHING)


@frozen(cache_hash=True)
class Given:
    """A number that the proposal gives, or a figure of a rule of the catalogue.

    ``key`` tells it from all others. An ``open`` one answers a question of yes or no that nobody
    has answered: it is expected to be no, and may be yes.
    """

    key: str
    low: Decimal
    base: Decimal
    high: Decimal
    unit: str
    place: Place | None = field(default=None, eq=False)
    open: bool = False

    @property
    def uncertain(self) -> bool:
        """Whether it has two different ends."""
        return self.low != self.high


@frozen(cache_hash=True)
class LawFigure:
    """A figure of the law as it stands on a day; ``dated`` is the value of that day."""

    parameter: str
    unit: str
    since: date
    dated: DatedValue = field(eq=False)


@frozen(cache_hash=True)
class Exact:
    """A number of arithmetic, such as the one in one minus a share."""

    value: Decimal


@frozen(cache_hash=True)
class Node:
    """An operation on ``parts``. ``places`` is the unit that ``rounded`` rounds half up to;
    ``power`` the exponent of ``power``."""

    does: Literal["product", "sum", "difference", "least", "most", "rounded", "power"]
    parts: tuple["Term", ...]
    places: Decimal = GROSZ
    power: int = 1


Leaf = Given | LawFigure
Term = Leaf | Exact | Node


def estimate(key: str, given: Estimate, unit: str) -> Given:
    """What a proposal estimates, as a leaf."""
    return Given(key, given.lowest, given.base, given.highest, unit, given.place)


def stated(key: str, value: int | Decimal, unit: str, place: Place | None) -> Given:
    """A plain number of a file, as a leaf."""
    exact = Decimal(value)
    return Given(key, exact, exact, exact, unit, place)


def product(*parts: Term) -> Term:
    """All multiplied with each other."""
    return parts[0] if len(parts) == 1 else Node("product", parts)


def total(*parts: Term) -> Term:
    """All added up."""
    return parts[0] if len(parts) == 1 else Node("sum", parts)


def difference(whole: Term, part: Term) -> Term:
    """One less the other."""
    return Node("difference", (whole, part))


def rest(share: Term) -> Term:
    """What a share leaves of the whole."""
    return difference(Exact(ONE), share)


def least(*parts: Term) -> Term:
    """The smallest of them."""
    return Node("least", parts)


def most(*parts: Term) -> Term:
    """The largest of them."""
    return Node("most", parts)


def rounded(part: Term, places: Decimal = GROSZ) -> Term:
    """Half up to whole ``places``: grosze, or zlotys."""
    return Node("rounded", (part,), places)


def grown(rate: Term | None, years: int) -> tuple[Term, ...]:
    """The factor by which something grows at a rate a year, as a factor of a product; none when
    nothing is assumed or no year has passed."""
    if rate is None or years <= 0:
        return ()
    return (Node("power", (total(Exact(ONE), rate),), power=years),)


def leaves(term: Term) -> Iterator[Leaf]:
    """Everything that a term rests on, from left to right, with repetitions."""
    if isinstance(term, Node):
        for part in term.parts:
            yield from leaves(part)
    elif not isinstance(term, Exact):
        yield term


@frozen
class Reckoner:
    """Works terms out for chosen values of what is uncertain, each distinct term once."""

    chosen: Chosen = field(factory=dict)
    _known: dict[Term, Decimal] = field(factory=dict, init=False)

    def value(self, term: Term) -> Decimal:
        """The number that the term is."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._work_out(term)
        return found

    def _work_out(self, term: Term) -> Decimal:
        if isinstance(term, Given):
            return self.chosen.get(term.key, term.base)
        if isinstance(term, LawFigure):
            return term.dated.value
        if isinstance(term, Exact):
            return term.value
        return _operate(term, [self.value(part) for part in term.parts])


def _operate(node: Node, values: list[Decimal]) -> Decimal:
    if node.does == "product":
        found = ONE
        for value in values:
            found *= value
        return found
    if node.does == "sum":
        return sum(values, NOTHING)
    if node.does == "difference":
        return values[0] - values[1]
    if node.does == "least":
        return min(values)
    if node.does == "most":
        return max(values)
    if node.does == "power":
        return values[0] ** node.power
    return (values[0] / node.places).quantize(ONE, ROUND_HALF_UP) * node.places


class Program:
    """Terms laid out so that they are worked out quickly for many choices of what is uncertain.

    What is certain is worked out once. The numbers are those of :class:`Reckoner`.
    """

    def __init__(self) -> None:
        self.inputs: dict[str, Given] = {}
        """The uncertain inputs of the terms, by their keys."""
        self._values: list[Decimal] = []
        self._at: dict[Term, int] = {}
        self._certain: set[int] = set()
        self._drawn: list[tuple[int, Given]] = []
        self._steps: list[tuple[int, Node, tuple[int, ...]]] = []

    def add(self, term: Term) -> int:
        """Where the number of the term will stand."""
        place = self._at.get(term)
        if place is None:
            parts = tuple(self.add(part) for part in term.parts) if isinstance(term, Node) else ()
            place = self._at[term] = len(self._values)
            self._lay_out(term, place, parts)
        return place

    def _lay_out(self, term: Term, place: int, parts: tuple[int, ...]) -> None:
        if isinstance(term, Node):
            self._values.append(_operate(term, [self._values[part] for part in parts]))
            if self._certain.issuperset(parts):
                self._certain.add(place)
            else:
                self._steps.append((place, term, parts))
        else:
            self._values.append(Reckoner().value(term))
            if isinstance(term, Given) and term.uncertain:
                self.inputs[term.key] = term
                self._drawn.append((place, term))
            else:
                self._certain.add(place)

    def certain(self, place: int) -> bool:
        """Whether the number does not hang on anything uncertain."""
        return place in self._certain

    def values(self, chosen: Chosen) -> list[Decimal]:
        """All numbers for chosen values of the uncertain inputs; others are as expected."""
        found = self._values.copy()
        for place, given in self._drawn:
            found[place] = chosen.get(given.key, given.base)
        for place, node, parts in self._steps:
            found[place] = _operate(node, [found[part] for part in parts])
        return found


@frozen
class Bounds:
    """Works out the range of terms: every number is at its worst and at its best.

    No choice of the uncertain inputs falls outside. A number that stands in a term twice, for and
    against, may make the range wider than need be.
    """

    _known: dict[Term, Range] = field(factory=dict, init=False)

    def range(self, term: Term) -> Range:
        """The range of a term."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._work_out(term)
        return found

    def _work_out(self, term: Term) -> Range:
        if isinstance(term, Given):
            return Range(term.low, term.base, term.high)
        if isinstance(term, LawFigure):
            return Range(*[term.dated.value] * 3)
        if isinstance(term, Exact):
            return Range(*[term.value] * 3)
        ranges = [self.range(part) for part in term.parts]
        if term.does == "product":
            found = ranges[0]
            for other in ranges[1:]:
                found = found * other
            return found
        if term.does == "difference":
            return ranges[0] - ranges[1]
        # Every other operation grows with each of its parts; powers are of numbers not below 0.
        ends = ([each.low for each in ranges], [each.base for each in ranges])
        return Range(*(_operate(term, end) for end in (*ends, [each.high for each in ranges])))
