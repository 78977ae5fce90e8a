"""Which states of a place make a condition on one fact hold.

The conditions on one fact divide its values into finitely many cases, the worlds: below, at and
between the thresholds, yes and no, each choice, each set of the terms that are named. A condition
becomes the set of worlds in which it holds, a whole number with a bit for each. Conjunction and
contradiction are then plain arithmetic. Conditions that grade or ask the law have no such set.
"""

from collections.abc import Iterable
from functools import reduce
from itertools import pairwise

from attrs import evolve, frozen

from socialfranchise.core.conditions import (
    All,
    Any,
    AtLeast,
    Condition,
    Grows,
    GrowsWithTerms,
    Includes,
    IsAnswer,
    IsOneOf,
    Limit,
    Not,
    Test,
    Within,
    tests,
)
from socialfranchise.formats.documents.vocabulary import FactDocument

MOST_TERMS = 8
"""More named terms than these make too many sets to go through."""

_World = float | bool | str | frozenset[str]


@frozen
class Worlds:
    """The cases of one fact, as far as some conditions tell them apart."""

    cases: tuple[_World, ...]

    @property
    def all(self) -> int:
        """The set of all cases."""
        return (1 << len(self.cases)) - 1

    def where(self, condition: Condition) -> int | None:
        """The cases in which the condition holds, or ``None`` when that cannot be told."""
        if isinstance(condition, Not):
            inside = self.where(condition.part)
            return None if inside is None else self.all & ~inside
        if isinstance(condition, All | Any | AtLeast):
            parts = [self.where(part) for part in condition.parts]
            known = [part for part in parts if part is not None]
            if len(known) < len(parts):
                return None
            if isinstance(condition, All):
                return reduce(lambda one, other: one & other, known, self.all)
            if isinstance(condition, Any):
                return reduce(lambda one, other: one | other, known, 0)
            return self._cases(
                sum(part >> index & 1 for part in known) >= condition.number
                for index in range(len(self.cases))
            )
        return self._test(condition)

    def _test(self, test: Test) -> int | None:
        if isinstance(test, IsAnswer):
            return self._cases(case is test.answer for case in self.cases)
        if isinstance(test, IsOneOf):
            return self._cases(case in test.terms for case in self.cases)
        if isinstance(test, Includes):
            terms = set(test.terms)
            return self._cases(
                isinstance(case, frozenset) and len(case & terms) >= test.number
                for case in self.cases
            )
        if isinstance(test, Within) and not _asks_law(test):
            return self._cases(
                isinstance(case, float) and _inside(case, test) for case in self.cases
            )
        return None

    def _cases(self, holds: Iterable[bool]) -> int:
        return sum(1 << index for index, yes in enumerate(holds) if yes)


def worlds(fact: FactDocument, conditions: Iterable[Condition]) -> Worlds:
    """The cases of a fact that these conditions tell apart; none when there are too many."""
    asked = [test for condition in conditions for test in tests(condition)]
    if fact.kind == "answer":
        return Worlds((True, False))
    if fact.kind == "choice":
        return Worlds(tuple(choice.id for choice in fact.choices))
    if fact.kind == "terms":
        named = sorted({term for test in asked for term in getattr(test, "terms", ())})
        sets: list[frozenset[str]] = [frozenset()]
        for term in named if len(named) <= MOST_TERMS else []:
            sets += [one | {term} for one in sets]
        return Worlds(tuple(sets) if len(named) <= MOST_TERMS else ())
    limits = [
        limit.number
        for test in asked
        if isinstance(test, Within)
        for limit in (test.lower, test.upper)
        if limit is not None and limit.number is not None
    ]
    return Worlds(_numbers(fact, limits))


def _numbers(fact: FactDocument, limits: Iterable[float]) -> tuple[float, ...]:
    known = set(limits)
    lowest = min(known, default=0.0) - 1 if fact.lowest is None else float(fact.lowest)
    highest = max(known, default=0.0) + 1 if fact.highest is None else float(fact.highest)
    ends = sorted({lowest, highest, *(limit for limit in known if lowest <= limit <= highest)})
    between = [(one + other) / 2 for one, other in pairwise(ends)]
    return tuple(sorted({*ends, *between}))


def canonical(condition: Condition) -> Condition:
    """The condition with its lists in order and double negations gone, for comparison."""
    if isinstance(condition, All | Any | AtLeast):
        parts = tuple(sorted({canonical(part) for part in condition.parts}, key=repr))
        if len(parts) == 1 and not isinstance(condition, AtLeast):
            return parts[0]
        if isinstance(condition, AtLeast):
            ordered = tuple(sorted((canonical(part) for part in condition.parts), key=repr))
            return evolve(condition, parts=ordered)
        return evolve(condition, parts=parts)
    if isinstance(condition, Not):
        part = canonical(condition.part)
        if isinstance(part, Not):
            return part.part
        return IsAnswer(part.fact, not part.answer) if isinstance(part, IsAnswer) else Not(part)
    if isinstance(condition, IsOneOf | Includes | GrowsWithTerms):
        return evolve(condition, terms=tuple(sorted(set(condition.terms))))
    return condition


def one_fact(condition: Condition) -> str | None:
    """The fact that the condition asks, when it is one and nothing grades."""
    asked = list(tests(condition))
    if any(isinstance(test, Grows | GrowsWithTerms) for test in asked):
        return None
    facts = {test.fact for test in asked}
    return facts.pop() if len(facts) == 1 else None


def _asks_law(test: Within) -> bool:
    return any(limit is not None and limit.law is not None for limit in (test.lower, test.upper))


def _inside(number: float, test: Within) -> bool:
    return _bound(test.lower, -float("inf")) <= number <= _bound(test.upper, float("inf"))


def _bound(limit: Limit | None, otherwise: float) -> float:
    return otherwise if limit is None or limit.number is None else limit.number
