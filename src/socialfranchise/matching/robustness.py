"""How firmly the first model stands: against other weights, and without single criteria.

The weights are somebody's judgement. Facts, verdicts and the law stay as they are; models are
compared as a ranking compares them, and only with models of the same verdict.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from attrs import frozen

from socialfranchise.matching.bounds import Shared, weighted_sums
from socialfranchise.matching.ranking import Match, Ranking, Verdict


@frozen
class Tipping:
    """The weight of one criterion at which the second model draws level with the first.

    Beyond ``level_at`` (above it when it is more than ``weight``, else below) the second comes
    first. ``up`` tells which way it is, also when they are level already.
    """

    template: str
    criterion: str
    weight: int
    level_at: Fraction
    up: bool

    @property
    def change(self) -> Fraction:
        """By how much the weight has to change at least."""
        return abs(self.level_at - self.weight)


@frozen
class Without:
    """A criterion without which ``first`` would come first."""

    template: str
    criterion: str
    first: str


@frozen
class Robustness:
    """How firmly the model ``first`` stands before the ``rivals``: models of the same verdict.

    ``kept`` of ``draws`` random sets of weights leave it first; each weight was multiplied by a
    factor drawn evenly between 1 - ``spread`` and 1 + ``spread``. ``tipping`` is the smallest
    change of a single weight that lets the second model overtake it, ``None`` when none does.
    """

    first: str
    verdict: Verdict
    rivals: tuple[str, ...]
    draws: int
    seed: int
    spread: float
    kept: int
    tipping: Tipping | None
    without: tuple[Without, ...]

    @property
    def share(self) -> float:
        """The share of draws that leave it first."""
        return self.kept / self.draws

    @property
    def second(self) -> str | None:
        """The rival that comes next."""
        return self.rivals[0] if self.rivals else None


def robustness(
    ranking: Ranking, *, draws: int = 1000, seed: int = 1, spread: float = 0.5
) -> Robustness:
    """How firmly the first model of ``ranking`` stands.

    The same ``seed`` gives the same draws, and another model in the catalogue changes none of
    them. Raises ``ValueError`` when the ranking is empty, ``draws`` is below 1 or ``spread`` is
    not between 0 and 1.
    """
    if not ranking.matches:
        raise ValueError("no models")
    if draws < 1 or not 0 <= spread <= 1:
        raise ValueError(f"draws: {draws!r}, spread: {spread!r}")
    first, *others = ranking.matches
    rivals = [found for found in others if found.verdict is first.verdict]
    models = [_Model.of(found) for found in (first, *rivals)]
    kept = sum(
        _first(models, weights) == first.template.id
        for weights in _drawn(models, draws, seed, spread)
    )
    return Robustness(
        first.template.id,
        first.verdict,
        tuple(found.template.id for found in rivals),
        draws,
        seed,
        spread,
        kept,
        _tipping(models[0], models[1]) if rivals else None,
        tuple(_without(models)),
    )


_Weights = Mapping[str, Sequence[float]]
"""The weights of every model, by its id, in the order of its criteria."""


@frozen
class _Model:
    """What the score of a model is made of."""

    id: str
    criteria: tuple[str, ...]
    weights: tuple[int, ...]
    found: Match

    @classmethod
    def of(cls, found: Match) -> "_Model":
        return cls(
            found.template.id,
            tuple(reason.id for reason in found.criteria),
            tuple(reason.weight or 0 for reason in found.criteria),
            found,
        )

    def order(self, weights: Sequence[float]) -> tuple[float, float, str]:
        """What it is sorted by among models of its verdict."""
        total = math.fsum(weights)
        if not total:
            return 0.0, 0.0, self.id
        degrees = [reason.degree for reason in self.found.criteria]
        low, high = weighted_sums(weights, degrees, self.found.shared)
        return -low / total, -high / total, self.id


def _first(models: Sequence[_Model], weights: _Weights) -> str:
    return min(models, key=lambda model: model.order(weights[model.id])).id


def _drawn(models: Sequence[_Model], draws: int, seed: int, spread: float) -> Iterator[_Weights]:
    """Sets of weights. Every model has a stream of its own, in the order of its criteria's ids."""
    streams = {model.id: Random(f"{seed}/{model.id}") for model in models}  # noqa: S311
    for _ in range(draws):
        drawn = {}
        for model in models:
            factors = {
                id: streams[model.id].uniform(1 - spread, 1 + spread)
                for id in sorted(model.criteria)
            }
            drawn[model.id] = [
                weight * factors[id]
                for id, weight in zip(model.criteria, model.weights, strict=True)
            ]
        yield drawn


def _without(models: Sequence[_Model]) -> Iterator[Without]:
    """The criteria without which another model would come first."""
    weights: dict[str, Sequence[float]] = {model.id: model.weights for model in models}
    for model in models:
        for number, criterion in enumerate(model.criteria):
            less = [0 if n == number else weight for n, weight in enumerate(model.weights)]
            first = _first(models, {**weights, model.id: less})
            if first != models[0].id:
                yield Without(model.id, criterion, first)


def _tipping(first: _Model, second: _Model) -> Tipping | None:
    """The smallest change of one weight of either model that lets the second overtake."""
    found = [
        *_levels(first, _certain(second), falling=True),
        *_levels(second, _certain(first), falling=False),
    ]
    return min(found, key=lambda t: (t.change, t.template != first.id, t.criterion), default=None)


def _levels(model: _Model, other: Fraction, *, falling: bool) -> Iterator[Tipping]:
    """For each weight of a model: where its score falls below, or rises above, another score."""
    for number, (criterion, weight) in enumerate(zip(model.criteria, model.weights, strict=True)):
        if weight:
            found = (_fall if falling else _rise)(list(_lines(model, number, other)), weight)
            if found is not None:
                level, up = found
                yield Tipping(model.id, criterion, weight, level, up)


_Line = tuple[Fraction, Fraction]
"""Slope and threshold: the score is below the other where weight x slope < threshold."""


def _lines(model: _Model, number: int, other: Fraction) -> Iterator[_Line]:
    """How the score of a model compares with another score, as a weight varies.

    With the weight x the score is (a + x d) / (b + x); it is below s where x (d - s) < s b - a.
    One line for each way in which shared unknowns can set the degrees together with the criterion;
    the score is the least of them.
    """
    lows = [Fraction(reason.degree.low) for reason in model.found.criteria]
    own: Shared | None = None
    certain = Fraction(0)
    apart = set(range(len(lows))) - {number}
    for group in model.found.shared:
        apart -= set(group.criteria)
        if number in group.criteria:
            own = group
        else:
            certain += min(_sum(model, group, together) for together in _lows(group))
    certain += sum((model.weights[n] * lows[n] for n in apart), Fraction(0))
    rest = sum(model.weights) - model.weights[number]
    if own is None:
        yield lows[number] - other, other * rest - certain
        return
    place = own.criteria.index(number)
    for together in _lows(own):
        degree = together[place]
        others = _sum(model, own, together) - model.weights[number] * degree
        yield degree - other, other * rest - certain - others


def _fall(lines: Sequence[_Line], weight: int) -> tuple[Fraction, bool] | None:
    """The nearest weight beyond which some line is below; and is it above the weight?"""
    found = []
    for slope, threshold in lines:
        if slope > 0 and threshold > 0:
            found.append((min(threshold / slope, Fraction(weight)), False))
        elif slope < 0:
            found.append((max(threshold / slope, Fraction(weight)), True))
    return min(found, key=lambda level: abs(level[0] - weight), default=None)


def _rise(lines: Sequence[_Line], weight: int) -> tuple[Fraction, bool] | None:
    """The nearest weight beyond which every line is above; and is it above the weight?"""
    if any(slope == 0 and threshold >= 0 for slope, threshold in lines):
        return None
    lowest = max((t / slope for slope, t in lines if slope > 0), default=Fraction(0))
    highest = min((t / slope for slope, t in lines if slope < 0), default=None)
    lowest = max(lowest, Fraction(0))
    if highest is not None and highest <= lowest:
        return None
    if weight <= lowest:
        return lowest, True
    return (min(highest or Fraction(weight), Fraction(weight)), False)


def _certain(model: _Model) -> Fraction:
    """The certain part of the score, exactly."""
    lows = [Fraction(reason.degree.low) for reason in model.found.criteria]
    shared = {number for group in model.found.shared for number in group.criteria}
    parts = [model.weights[n] * low for n, low in enumerate(lows) if n not in shared]
    parts += [
        min(_sum(model, group, together) for together in _lows(group))
        for group in model.found.shared
    ]
    total = sum(model.weights)
    return sum(parts, Fraction(0)) / total if total else Fraction(0)


def _lows(group: Shared) -> Iterator[tuple[Fraction, ...]]:
    for together in group.together:
        yield tuple(Fraction(degree.low) for degree in together)


def _sum(model: _Model, group: Shared, together: Sequence[Fraction]) -> Fraction:
    weights = (model.weights[number] for number in group.criteria)
    return sum((w * d for w, d in zip(weights, together, strict=True)), Fraction(0))
