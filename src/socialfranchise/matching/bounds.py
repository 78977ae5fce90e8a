"""The bounds of a score, as tight as a joint look at the unknown facts makes them.

Each criterion alone gives an interval, and their sum is sound. It is too wide only where one
unknown fact pulls two criteria (or two parts of one) in different directions: it cannot be both
yes and no. Such facts are tried out with every value that can make a difference, all together;
every other unknown moves everything the same way and needs no trying out.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import attrs
from attrs import frozen

from socialfranchise.catalogue.vocabulary import FactTerm, Vocabulary
from socialfranchise.core.conditions import (
    Grows,
    GrowsWithTerms,
    Includes,
    IsAnswer,
    IsOneOf,
    Not,
    Test,
    Within,
)
from socialfranchise.core.degrees import Degree, ramp
from socialfranchise.diagnosis.facts import Answer, Choice, Fact, Number, Terms, Value
from socialfranchise.matching.evaluate import Outcome, Reading, Situation, evaluate, within

MOST_TRIALS = 4096
"""Combinations of values tried out together; above that the sum of intervals is kept."""

_LISTED = (Includes, GrowsWithTerms)
_OF_NUMBERS = (Within, Grows)

Weighed = tuple[int, Outcome]
"""The weight of a criterion and its outcome."""


@frozen
class Shared:
    """Criteria that share unknown facts, by their numbers, and the degrees they can have together.

    Each entry of ``together`` has one degree for each of the ``criteria``.
    """

    criteria: tuple[int, ...]
    together: tuple[tuple[Degree, ...], ...]

    def sums(self, weights: Sequence[float]) -> tuple[float, float]:
        """The least and the most these criteria add to a weighted sum; ``weights`` has all."""
        own = [weights[number] for number in self.criteria]
        pairs = [list(zip(own, together, strict=True)) for together in self.together]
        return (
            min(math.fsum(weight * d.low for weight, d in pair) for pair in pairs),
            max(math.fsum(weight * d.high for weight, d in pair) for pair in pairs),
        )


@frozen
class Bounds:
    """The least and the most a weighted sum can be.

    ``exact`` says whether both can be reached; ``shared`` holds what was tried to find them.
    """

    low: float
    high: float
    exact: bool
    shared: tuple[Shared, ...]


class Unknown(NamedTuple):
    """A fact that is not known, or one term of a fact that lists terms.

    A tuple, since it is made and looked up at every open test of every match.
    """

    fact: str
    term: str = ""


class Use(NamedTuple):
    """One place where an unknown is asked: by which criterion, and which way it pulls.

    A tuple for the same reason. ``pull`` is 1 when more of it gives more, -1 when it gives less,
    0 when neither can be said. ``whole`` is true when the test is the whole criterion, or its
    plain negation.
    """

    criterion: int
    unknown: Unknown
    pull: int
    reading: Reading
    whole: bool

    @property
    def test(self) -> Test:
        """The test that asks."""
        return self.reading.test


@frozen
class Torn:
    """Criteria, by their numbers, and the unknowns that pull them in different directions."""

    criteria: tuple[int, ...]
    uses: Mapping[Unknown, Sequence[Use]]


def weighted_bounds(
    criteria: Sequence[Weighed], situation: Situation, facts: Vocabulary[FactTerm]
) -> Bounds:
    """The least and the most the weighted sum can be.

    Sound in any case: no completion of the unknown facts falls outside.
    """
    shared = []
    exact = True
    for group in torn_groups(criteria, facts):
        concerned = [criteria[number][1] for number in group.criteria]
        tried = _tried(group.uses, concerned, situation, facts)
        if tried is None:
            exact = False
        else:
            shared.append(Shared(group.criteria, tried))
    weights = [weight for weight, _ in criteria]
    low, high = weighted_sums(weights, [outcome.degree for _, outcome in criteria], shared)
    return Bounds(low, high, exact, tuple(shared))


def torn_groups(criteria: Sequence[Weighed], facts: Vocabulary[FactTerm]) -> Iterator[Torn]:
    """The unknowns to be tried out, those that meet in a criterion together."""
    by_unknown: dict[Unknown, list[Use]] = {}
    for number, (weight, outcome) in enumerate(criteria):
        if weight:
            for use in _uses(outcome, number, 1, True):
                by_unknown.setdefault(use.unknown, []).append(use)
    torn = {unknown: found for unknown, found in by_unknown.items() if _torn(found, facts)}
    for group in _groups(torn):
        numbers = {use.criterion for unknown in group for use in torn[unknown]}
        yield Torn(tuple(sorted(numbers)), {unknown: torn[unknown] for unknown in group})


def weighted_sums(
    weights: Sequence[float], degrees: Sequence[Degree], shared: Sequence[Shared]
) -> tuple[float, float]:
    """The least and the most of the sum of weight x degree, exactly rounded.

    Criteria that share unknown facts count with the degrees they can have together.
    """
    low, high = weighted_parts(weights, degrees, shared)
    return math.fsum(low), math.fsum(high)


def weighted_parts(
    weights: Sequence[float], degrees: Sequence[Degree], shared: Sequence[Shared]
) -> tuple[list[float], list[float]]:
    """What the least and the most are the sums of: a part for each criterion and each group."""
    low = [weight * degree.low for weight, degree in zip(weights, degrees, strict=True)]
    high = [weight * degree.high for weight, degree in zip(weights, degrees, strict=True)]
    for group in shared:
        for number in group.criteria:
            low[number] = high[number] = 0.0
        least, most = group.sums(weights)
        low.append(least)
        high.append(most)
    return low, high


def _uses(outcome: Outcome, criterion: int, sign: int, whole: bool) -> Iterator[Use]:
    """Every open test that an undecided outcome rests on."""
    if outcome.degree.known:
        return
    reading = outcome.reading
    if reading is not None:
        pull = sign * _pull(reading)
        for unknown in _unknowns(reading):
            yield Use(criterion, unknown, pull, reading, whole)
        return
    negated = isinstance(outcome.condition, Not)
    for part in outcome.parts:
        yield from _uses(part, criterion, -sign if negated else sign, whole and negated)


def _unknowns(reading: Reading) -> list[Unknown]:
    """What is not known of that which a test asks."""
    test, value = reading.test, reading.fact.value
    if isinstance(test, _LISTED):
        known = value.present | value.absent if isinstance(value, Terms) else frozenset()
        return [Unknown(test.fact, term) for term in sorted(set(test.terms) - known)]
    if isinstance(value, Number):  # it is the law that is not known
        return [Unknown(f"law of {test.fact}")]
    return [Unknown(test.fact)]


def _pull(reading: Reading) -> int:
    """Which way more of what is not known pulls the test; 0 when that cannot be said."""
    test = reading.test
    if isinstance(test, _LISTED):
        return 1
    if isinstance(reading.fact.value, Number):
        return 0
    if isinstance(test, IsAnswer):
        return 1 if test.answer else -1
    if isinstance(test, Grows):
        return 1 if test.full_at > test.none_at else -1
    if isinstance(test, Within) and (test.lower is None) != (test.upper is None):
        return 1 if test.upper is None else -1
    return 0


def _torn(uses: Sequence[Use], facts: Vocabulary[FactTerm]) -> bool:
    """Must an unknown be tried out? Not when more of it moves all tests, end to end, one way."""
    pull = uses[0].pull
    return any(not pull or use.pull != pull or not _spans(use, facts) for use in uses)


def _spans(use: Use, facts: Vocabulary[FactTerm]) -> bool:
    """Does the test go from nothing to full over the range of its fact?"""
    test = use.test
    if not isinstance(test, _OF_NUMBERS) or test.fact not in facts:
        return True
    fact = facts[test.fact]
    lowest = -math.inf if fact.lowest is None else fact.lowest
    highest = math.inf if fact.highest is None else fact.highest
    return {_degree_at(use.reading, end) for end in (lowest, highest)} == {0.0, 1.0}


def _degree_at(reading: Reading, number: float) -> float | None:
    """The degree of a test of a number; ``None`` when its law is not known."""
    if isinstance(reading.test, Grows):
        return ramp(number, reading.test.none_at, reading.test.full_at)
    degree = within(number, number, reading.lower, reading.upper)
    return degree.low if degree.known else None


def _groups(torn: Mapping[Unknown, Sequence[Use]]) -> list[list[Unknown]]:
    """The unknowns that meet in a criterion, directly or through others."""
    groups: list[tuple[set[int], list[Unknown]]] = []
    for unknown in sorted(torn):
        criteria = {use.criterion for use in torn[unknown]}
        members = [unknown]
        apart = []
        for group in groups:
            if group[0] & criteria:
                criteria |= group[0]
                members = [*group[1], *members]
            else:
                apart.append(group)
        groups = [*apart, (criteria, members)]
    return [members for _, members in groups]


def _tried(
    torn: Mapping[Unknown, Sequence[Use]],
    criteria: Sequence[Outcome],
    situation: Situation,
    facts: Vocabulary[FactTerm],
) -> tuple[tuple[Degree, ...], ...] | None:
    """The degrees of some criteria over all values of the unknowns; ``None`` if too many."""
    choices = []
    for unknown, uses in torn.items():
        values = _values(unknown, uses, facts)
        if values is None:
            return None
        choices.append([(unknown, value) for value in values])
    if math.prod(len(values) for values in choices) > MOST_TRIALS:
        return None
    found: dict[tuple[Degree, ...], None] = {}
    for combination in product(*choices):
        assumed = _assuming(situation, combination)
        found[tuple(evaluate(outcome.condition, assumed).degree for outcome in criteria)] = None
    return tuple(found)


def _values(
    unknown: Unknown, uses: Sequence[Use], facts: Vocabulary[FactTerm]
) -> list[Value | bool] | None:
    """Values that stand for all a fact can have; ``None`` when a few cannot stand for all."""
    if unknown.term:
        return [False, True]
    if unknown.fact not in facts:
        return None
    if isinstance(uses[0].test, IsAnswer):
        return [Answer(False), Answer(True)]
    if isinstance(uses[0].test, IsOneOf):
        return [Choice(choice.id) for choice in facts[unknown.fact].choices]
    points = _points(uses, facts[unknown.fact])
    return None if points is None else [Number(point) for point in points]


def _points(uses: Sequence[Use], fact: FactTerm) -> list[float] | None:
    """The numbers between which nothing bends or jumps, and their neighbours.

    ``None`` when a slope meets other tests inside a criterion: it may bend anywhere there.
    """
    ends: set[float] = set()
    for use in uses:
        if isinstance(use.test, Grows):
            if not use.whole:
                return None
            ends |= {use.test.none_at, use.test.full_at}
        for limit in (use.reading.lower, use.reading.upper):
            if limit is not None:
                if limit.number is None:
                    return None
                ends |= {
                    math.nextafter(limit.number, -math.inf),
                    limit.number,
                    math.nextafter(limit.number, math.inf),
                }
    lowest = min(ends) - 1 if fact.lowest is None else fact.lowest
    highest = max(ends) + 1 if fact.highest is None else fact.highest
    return sorted({lowest, highest} | {end for end in ends if lowest <= end <= highest})


def _assuming(
    situation: Situation, combination: Iterable[tuple[Unknown, Value | bool]]
) -> Situation:
    """The situation in which the unknowns have these values."""
    assumed: dict[str, Fact] = {}
    for unknown, value in combination:
        fact = assumed.get(unknown.fact, situation.fact(unknown.fact))
        if isinstance(value, bool):
            terms = fact.value if isinstance(fact.value, Terms) else Terms(frozenset(), frozenset())
            one = frozenset((unknown.term,))
            value = (
                Terms(terms.present | one, terms.absent)
                if value
                else Terms(terms.present, terms.absent | one)
            )
        assumed[unknown.fact] = attrs.evolve(fact, value=value)
    return attrs.evolve(situation, assumed=assumed)
