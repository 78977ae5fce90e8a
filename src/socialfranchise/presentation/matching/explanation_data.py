"""Why a model got its verdict and score, as plain data: ``socialfranchise.explanation/1``.

The same reasons twice: ``lines`` for a table, one for each reason with its sentence, its share of
the score and what was read for it in words; ``tree`` for a program that follows the logic, each
reason with the outcomes of its conditions, which point to the readings of the line.
"""

from itertools import count
from typing import Any

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import conditions
from socialfranchise.matching.evaluate import Outcome
from socialfranchise.matching.ranking import Match, Reason
from socialfranchise.presentation.parts import degree_data, place_data, score_data, text_data
from socialfranchise.presentation.reading_data import Readings

FORMAT = "socialfranchise.explanation/1"

_BRANCHES: dict[type, str] = {
    conditions.All: "all",
    conditions.Any: "any",
    conditions.Not: "not",
    conditions.AtLeast: "at_least_of",
}


def explanation_data(match: Match, catalogue: Catalogue) -> dict[str, Any]:
    """The explanation of one match in both languages, ready for JSON.

    The shares of the lines add up to the score, but for criteria that share unknown facts and
    cannot all have their lowest or highest share at once: those are told in ``shared`` with the
    share they have together, which then counts in their place.
    """
    numbers = {
        number: index for index, group in enumerate(match.shared) for number in group.criteria
    }
    groups = {match.criteria[number].id: index for number, index in numbers.items()}
    telling = _Telling(Readings.of(catalogue))
    return {
        "format": FORMAT,
        "template": match.template.id,
        "verdict": match.verdict.value,
        "score": score_data(match.score),
        "lines": [telling.line(reason, groups) for reason in match.reasons],
        "shared": [
            {
                "criteria": [match.criteria[number].id for number in group.criteria],
                "share": degree_data(share),
            }
            for group, share in zip(match.shared, match.shared_shares, strict=True)
        ],
        "tree": [_branch(reason) for reason in match.reasons],
    }


def _branch(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "id": reason.id,
        "outcome": _outcome(reason.outcome, count()),
    }


def _outcome(outcome: Outcome, readings: "count[int]") -> dict[str, Any]:
    """An outcome with those of its parts; a test has the number of its reading, from left."""
    condition = outcome.condition
    is_test = outcome.reading is not None
    return {
        "condition": "test" if is_test else _BRANCHES[type(condition)],
        "state": outcome.degree.truth.value,
        "degree": degree_data(outcome.degree),
        "number": condition.number if isinstance(condition, conditions.AtLeast) else None,
        "reading": next(readings) if is_test else None,
        "parts": [_outcome(part, readings) for part in outcome.parts],
    }


@frozen
class _Telling:
    """Reasons told with their readings."""

    readings: Readings

    def line(self, reason: Reason, groups: dict[str, int]) -> dict[str, Any]:
        """A reason with its sentence and what was read for it."""
        is_criterion = reason.kind == "criterion"
        return {
            "kind": reason.kind,
            "id": reason.id,
            "sentence": text_data(reason.text),
            "state": reason.degree.truth.value,
            "degree": degree_data(reason.degree),
            "effect": reason.effect,
            "weight": reason.weight,
            "share": None if reason.share is None else degree_data(reason.share),
            "shared": groups.get(reason.id) if is_criterion else None,
            "place": place_data(reason.place),
            "readings": [self.readings.data(reading) for reading in reason.readings],
        }
