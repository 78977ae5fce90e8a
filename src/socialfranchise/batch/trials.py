"""Criteria that unknown facts pull in different directions, in many places at a time.

They are tried out by :mod:`socialfranchise.matching.bounds`, once for all places that are alike in
everything these criteria ask.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

import attrs
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from socialfranchise.batch.facts import Ends, Facts, Flags, Numbers
from socialfranchise.batch.sums import exact_sum
from socialfranchise.catalogue.vocabulary import FactTerm, Vocabulary
from socialfranchise.core.conditions import Condition, GrowsWithTerms, Includes, tests
from socialfranchise.matching.bounds import Torn, torn_groups, weighted_bounds, weighted_parts
from socialfranchise.matching.evaluate import Outcome, Situation, evaluate

Weighed = tuple[int, Condition]
"""A criterion: its weight and its condition."""


@frozen
class Places:
    """A number of places: their facts, and what every condition is worth there.

    Nothing is known in ``situation``; ``questions`` are what the facts answer.
    """

    facts: Facts
    degrees: Mapping[Condition, Ends]
    situation: Situation
    questions: Vocabulary[FactTerm]

    @property
    def number(self) -> int:
        """How many places."""
        return self.facts.places

    def situation_at(self, place: int) -> Situation:
        """What conditions are evaluated against in one place."""
        diagnosis = attrs.evolve(self.situation.diagnosis, facts=self.facts.at(place))
        return attrs.evolve(self.situation, diagnosis=diagnosis)


def torn_apart(
    criteria: Sequence[Weighed], situation: Situation, questions: Vocabulary[FactTerm]
) -> Iterator[Torn]:
    """The groups that can be torn in some place, where a trial can tell more than the sum.

    When nothing is known, as in ``situation``, every unknown is there that can ever be.
    """
    outcomes = [(weight, evaluate(condition, situation)) for weight, condition in criteria]
    for group in torn_groups(outcomes, questions):
        concerned = [outcomes[number] for number in group.criteria]
        if _trial_tells(concerned, situation, questions):
            yield group


def _trial_tells(
    criteria: Sequence[tuple[int, Outcome]],
    situation: Situation,
    questions: Vocabulary[FactTerm],
) -> bool:
    """Can a trial tell more than the criterion's own interval?

    Not where one criterion asks one fact, known or unknown as a whole, and can reach both ends.
    """
    (weight, outcome), *others = criteria
    asked = list(tests(outcome.condition))
    listed = any(isinstance(test, Includes | GrowsWithTerms) for test in asked)
    if others or listed or len({test.fact for test in asked}) > 1:
        return True
    bounds = weighted_bounds(criteria, situation, questions)
    own = weight * outcome.degree.low, weight * outcome.degree.high
    return not bounds.exact or (bounds.low, bounds.high) != own


def tried_out(
    criteria: Sequence[Weighed],
    torn: Sequence[Torn],
    places: Places,
    concerned: NDArray[np.intp],
) -> tuple[Numbers, Numbers, Flags]:
    """The weighted sums of all criteria in the places concerned, and whether they are exact."""
    grouped = {number for group in torn for number in group.criteria}
    lows, highs = [np.zeros(concerned.size)], [np.zeros(concerned.size)]
    for number, (weight, condition) in enumerate(criteria):
        if number not in grouped:
            low, high = places.degrees[condition]
            lows.append(weight * low[concerned].astype(np.float64))
            highs.append(weight * high[concerned].astype(np.float64))
    exact = np.ones(concerned.size, np.bool_)
    for group in torn:
        of_group = [criteria[number] for number in group.criteria]
        less, more, reached = _tried_group(of_group, places, concerned)
        lows += list(less)
        highs += list(more)
        exact &= reached
    total = sum(weight for weight, _ in criteria)
    return exact_sum(lows, total), exact_sum(highs, total), exact


def _tried_group(
    criteria: Sequence[Weighed], places: Places, concerned: NDArray[np.intp]
) -> tuple[Numbers, Numbers, Flags]:
    """The parts of the sums that the criteria of a group give: a row a part, a column a place."""
    alike = _alike(criteria, places, concerned)
    _, first, kind = np.unique(alike, return_index=True, return_inverse=True)
    found = [_tried(criteria, places, int(concerned[one])) for one in first]
    low = np.array(list(zip_longest(*(low for low, _, _ in found), fillvalue=0.0)))
    high = np.array(list(zip_longest(*(high for _, high, _ in found), fillvalue=0.0)))
    exact = np.array([exact for _, _, exact in found])
    kind = kind.reshape(-1)
    return low[:, kind], high[:, kind], exact[kind]


def _tried(
    criteria: Sequence[Weighed], places: Places, place: int
) -> tuple[list[float], list[float], bool]:
    situation = places.situation_at(place)
    outcomes = [(weight, evaluate(condition, situation)) for weight, condition in criteria]
    bounds = weighted_bounds(outcomes, situation, places.questions)
    degrees = [outcome.degree for _, outcome in outcomes]
    low, high = weighted_parts([weight for weight, _ in criteria], degrees, bounds.shared)
    return low, high, bounds.exact


def _alike(
    criteria: Sequence[Weighed], places: Places, concerned: NDArray[np.intp]
) -> NDArray[np.void]:
    """A mark for every place, the same where all that the criteria ask has the same answer."""
    columns: list[NDArray[np.uint8]] = []
    for test in {test for _, condition in criteria for test in tests(condition)}:
        ends: list[Ends] = [places.degrees[test]]
        if isinstance(test, Includes | GrowsWithTerms):
            ends = [places.facts.flag(test.fact, term) for term in test.terms]
        for end in (end for pair in ends for end in pair):
            column = np.ascontiguousarray(end[concerned])
            columns.append(column.view(np.uint8).reshape(concerned.size, -1))
    marks = np.ascontiguousarray(np.concatenate(columns, axis=1))
    return marks.view(np.dtype((np.void, marks.shape[1]))).reshape(-1)
