"""The work of the benchmarks: models and places made up by a seeded generator.

Plain values only, so that every contender puts them into its own form. Numbers are whole and
small enough to be exact in single precision, which some contenders compute in. Thresholds are
drawn one by one: what an engine gains when models share conditions is not shown here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

import numpy as np
from numpy.typing import NDArray

NUMBERS = tuple(f"number_{n:02}" for n in range(30))
ANSWERS = tuple(f"answer_{n:02}" for n in range(18))
CHOICES = tuple(f"choice_{n:02}" for n in range(12))
FACTS = (*NUMBERS, *ANSWERS, *CHOICES)
TERMS = tuple(f"term_{n}" for n in range(6))
HIGHEST = 1000
REQUIREMENTS, CRITERIA = 3, 17
UNKNOWN = 1 / 3

Kind = Literal["at-least", "at-most", "between", "yes-no", "one-of"]
Cell = float | bool | str | None
"""The answer to one question in one place; ``None`` when it is not known."""
Places = dict[str, list[Cell]]
"""A column for every fact."""


@dataclass(frozen=True)
class Rule:
    """One test of one fact. ``weight`` is 0 for a requirement."""

    fact: str
    kind: Kind
    lowest: float = 0.0
    highest: float = HIGHEST
    answer: bool = True
    terms: tuple[str, ...] = ()
    weight: int = 0

    def holds(self, value: Cell) -> bool | None:
        """What the rule says of a value; ``None`` when the value is not known."""
        if value is None:
            return None
        if self.kind == "yes-no":
            return value is self.answer
        if self.kind == "one-of":
            return value in self.terms
        return isinstance(value, float) and self.lowest <= value <= self.highest


@dataclass(frozen=True)
class Model:
    """A model: without its requirements it does not fit; its criteria make the score."""

    id: str
    requirements: tuple[Rule, ...]
    criteria: tuple[Rule, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Requirements, then criteria."""
        return (*self.requirements, *self.criteria)

    @property
    def total(self) -> int:
        """All weight there is."""
        return sum(rule.weight for rule in self.criteria)


@dataclass(frozen=True)
class Work:
    """Models, and the places to judge them for."""

    models: tuple[Model, ...]
    places: Places

    def __len__(self) -> int:
        return len(self.places[FACTS[0]])

    def first(self, number: int) -> "Work":
        """The same models and the first places only."""
        return Work(self.models, {fact: cells[:number] for fact, cells in self.places.items()})

    def rows(self) -> list[dict[str, Cell]]:
        """The places one by one."""
        columns = self.places.values()
        return [dict(zip(FACTS, row, strict=True)) for row in zip(*columns, strict=True)]


VERDICTS = ("fits", "fits-if", "does-not-fit")


@dataclass(frozen=True)
class Answers:
    """The number of the verdict and the score, low and high: a row a place, a column a model.

    A contender that only gives the first ones has -1 for the verdict of all others.
    """

    verdict: NDArray[np.int8]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def settled(cls, fits: NDArray[np.bool_], score: NDArray[np.float64]) -> "Answers":
        """Those of a work in which all facts are known."""
        return cls(np.where(fits, 0, 2).astype(np.int8), score, score)


def work(places: int, models: int, *, unknown: float = 0.0, seed: int = 1) -> Work:
    """The same work for the same arguments; ``unknown`` is the share of facts left open."""
    random = Random(seed)  # noqa: S311
    made = tuple(_model(f"model-{number:05}", random) for number in range(models))
    columns: Places = {fact: [_cell(fact, random) for _ in range(places)] for fact in FACTS}
    for cells in columns.values():
        for place in range(places):
            if unknown and random.random() < unknown:
                cells[place] = None
    return Work(made, columns)


def _model(id: str, random: Random) -> Model:
    """No two criteria ask the same fact, so that a sum of intervals is exact."""
    needed = [_rule(fact, 0.85, random) for fact in random.sample(FACTS, REQUIREMENTS)]
    weighed = [_rule(fact, 0.5, random) for fact in random.sample(FACTS, CRITERIA)]
    criteria = [Rule(**{**vars(rule), "weight": random.randint(1, 10)}) for rule in weighed]
    return Model(id, tuple(needed), tuple(criteria))


def _rule(fact: str, share: float, random: Random) -> Rule:
    """A test that holds for about this share of the places."""
    if fact in ANSWERS:
        return Rule(fact, "yes-no", answer=random.random() < share)
    if fact in CHOICES:
        return Rule(fact, "one-of", terms=tuple(random.sample(TERMS, round(share * len(TERMS)))))
    kind: Kind = random.choice(("at-least", "at-most", "between"))
    width = round(HIGHEST * share) + random.randint(-100, 100)
    start = random.randint(0, HIGHEST - width)
    if kind == "at-least":
        return Rule(fact, kind, lowest=float(HIGHEST - width))
    if kind == "at-most":
        return Rule(fact, kind, highest=float(width))
    return Rule(fact, kind, lowest=float(start), highest=float(start + width))


def _cell(fact: str, random: Random) -> Cell:
    if fact in NUMBERS:
        return float(random.randint(0, HIGHEST))
    return random.random() < 0.7 if fact in ANSWERS else random.choice(TERMS)


def expected(given: Work) -> Answers:
    """The answers, worked out in the plainest way."""
    rows = [[_judged(model, row) for model in given.models] for row in given.rows()]
    verdict, low, high = (np.array([[cell[n] for cell in row] for row in rows]) for n in range(3))
    return Answers(verdict.astype(np.int8), low, high)


def _judged(model: Model, row: dict[str, Cell]) -> tuple[int, float, float]:
    needed = [rule.holds(row[rule.fact]) for rule in model.requirements]
    verdict = 2 if False in needed else 1 if None in needed else 0
    low = high = 0
    for rule in model.criteria:
        holds = rule.holds(row[rule.fact])
        low += rule.weight * (holds is True)
        high += rule.weight * (holds is not False)
    return verdict, low / model.total, high / model.total


def differences(found: Answers, wanted: Answers) -> Iterator[str]:
    """In words, where answers differ; what a contender does not tell is not compared."""
    told = found.verdict >= 0
    for name in ("verdict", "low", "high"):
        one, other = getattr(found, name), getattr(wanted, name)
        if one.shape != other.shape:
            yield f"{name}: {one.shape} for {other.shape}"
        elif (wrong := (one != other) & told).any():
            place, model = np.argwhere(wrong)[0]
            yield f"{name}: {one[place, model]} for {other[place, model]} at {place}, {model}"


def first_ones(wanted: Answers, number: int) -> Answers:
    """The answers for the first models of every place, in the order of a ranking."""
    verdict = np.full_like(wanted.verdict, -1)
    for place in range(len(verdict)):
        order = np.lexsort((-wanted.high[place], -wanted.low[place], wanted.verdict[place]))
        verdict[place, order[:number]] = wanted.verdict[place, order[:number]]
    return Answers(verdict, wanted.low, wanted.high)


def weights(models: Sequence[Model]) -> NDArray[np.float32]:
    """The weights of the criteria, a row a model."""
    return np.array([[rule.weight for rule in model.criteria] for model in models], np.float32)
