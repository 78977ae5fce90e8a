"""The contenders that one would write by hand: plain Python and plain numpy."""

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
from contenders import Contender
from numpy.typing import NDArray
from work import CHOICES, FACTS, TERMS, Answers, Cell, Rule, Work


class PlainPython(Contender):
    """What one would write by hand: a loop, and a list of what was found for every rule."""

    name = "plain Python"
    tells = "verdict, bounds, every criterion"
    places = 200
    unknown_too = True

    def prepare(self, given: Work) -> None:
        """Places as dicts, rules as functions of a value."""
        self.rows = given.rows()
        self.models = [
            (
                [(rule, _function(rule)) for rule in model.requirements],
                [(rule, _function(rule), rule.weight) for rule in model.criteria],
                model.total,
            )
            for model in given.models
        ]

    def run(self) -> list[list[tuple[int, float, float, list[Any]]]]:
        """Verdict, low, high, explanation by place and model."""
        return [[_plain(model, row) for model in self.models] for row in self.rows]

    def answers(self, result: list[list[tuple[int, float, float, list[Any]]]]) -> Answers:
        """The same as arrays."""
        verdict, low, high = (
            np.array([[cell[n] for cell in row] for row in result]) for n in range(3)
        )
        return Answers(verdict.astype(np.int8), low, high)


def _function(rule: Rule) -> Callable[[Any], bool]:
    if rule.kind == "yes-no":
        return operator.truth if rule.answer else operator.not_
    if rule.kind == "one-of":
        return frozenset(rule.terms).__contains__
    lowest, highest = rule.lowest, rule.highest
    return lambda value: lowest <= value <= highest


def _plain(model: Any, row: dict[str, Cell]) -> tuple[int, float, float, list[Any]]:
    needed, criteria, total = model
    verdict = low = high = 0
    found = []
    for rule, holds in needed:
        value = row[rule.fact]
        told = None if value is None else holds(value)
        found.append((rule, value, told))
        if told is None:
            verdict = verdict or 1
        elif not told:
            verdict = 2
    for rule, holds, weight in criteria:
        value = row[rule.fact]
        told = None if value is None else holds(value)
        found.append((rule, value, told))
        if told is None:
            high += weight
        elif told:
            low += weight
            high += weight
    return verdict, low / total, high / total, found


class NumpyPlain(Contender):
    """One numpy operation a criterion, written by hand."""

    name = "numpy, one operation a criterion"
    tells = "verdict, score"

    def prepare(self, given: Work) -> None:
        """A column of numbers for every fact; answers and terms as small numbers."""
        self.models = given.models
        self.columns = {fact: np.array(coded(fact, given.places[fact])) for fact in FACTS}

    def run(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """Whether each fits, and the scores."""
        number = len(next(iter(self.columns.values())))
        fits = np.empty((len(self.models), number), np.bool_)
        score = np.empty((len(self.models), number))
        for place, model in enumerate(self.models):
            needed = [self._holds(rule) for rule in model.requirements]
            fits[place] = reduce(np.logical_and, needed)
            points = np.zeros(number, np.uint8)
            for rule in model.criteria:
                points += self._holds(rule).view(np.uint8) * np.uint8(rule.weight)
            score[place] = points / np.float64(model.total)
        return fits.T, score.T

    def answers(self, result: tuple[NDArray[Any], NDArray[Any]]) -> Answers:
        """The same."""
        return Answers.settled(*result)

    def _holds(self, rule: Rule) -> NDArray[Any]:
        column = self.columns[rule.fact]
        if rule.kind == "yes-no":
            return column == rule.answer
        if rule.kind == "one-of":
            table = np.array([term in rule.terms for term in TERMS])
            return table[column]
        if rule.kind == "at-least":
            return column >= rule.lowest
        if rule.kind == "at-most":
            return column <= rule.highest
        return (column >= rule.lowest) & (column <= rule.highest)


def coded(fact: str, cells: list[Cell]) -> list[Any]:
    """Terms as their numbers; numbers and answers as they are."""
    if fact not in CHOICES:
        return list(cells)
    return [TERMS.index(str(cell)) for cell in cells]
