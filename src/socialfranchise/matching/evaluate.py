"""What a condition is worth for a diagnosis on a day, and everything that was read on the way."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from attrs import field, frozen

from socialfranchise.core import degrees
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
)
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.degrees import Degree
from socialfranchise.core.plain import as_day
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Diagnosis,
    Fact,
    Number,
    NumberBetween,
    Terms,
    Value,
)


@frozen
class LimitRead:
    """A threshold as it stood on the day.

    ``number`` is ``None`` when the law has no value for that day. ``parameter`` and ``dated``
    tell which parameter was read; both are ``None`` for a plain number.
    """

    number: float | None
    parameter: str | None = None
    dated: DatedValue | None = None


@frozen
class Reading:
    """One test that was made: the fact as it was found, the thresholds, and the outcome."""

    test: Test
    fact: Fact
    degree: Degree
    lower: LimitRead | None = None
    upper: LimitRead | None = None


@frozen
class Outcome:
    """The degree of a condition, with the outcomes of its parts or the reading of its test."""

    condition: Condition
    degree: Degree
    parts: tuple["Outcome", ...] = ()
    reading: Reading | None = None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every reading it rests on, from left to right."""
        if self.reading is not None:
            return (self.reading,)
        return tuple(reading for part in self.parts for reading in part.readings)


@frozen
class Situation:
    """What conditions are evaluated against: a diagnosis and the law of a day.

    ``assumed`` facts stand in the place of those of the diagnosis. What was evaluated once is
    remembered: templates share many of their conditions.
    """

    diagnosis: Diagnosis
    law: Mapping[str, Parameter]
    on: date = field(converter=as_day)
    assumed: Mapping[str, Fact] = MappingProxyType({})
    _evaluated: dict[Condition, Outcome] = field(factory=dict, init=False, eq=False, repr=False)

    def fact(self, id: str) -> Fact:
        """The fact, or an unknown one when it was never asked."""
        return self.assumed.get(id) or self.diagnosis.facts.get(id) or Fact(id, None)

    def limit(self, limit: Limit | None) -> LimitRead | None:
        """The threshold valid on the day."""
        if limit is None:
            return None
        if limit.law is None:
            return LimitRead(limit.number)
        parameter = self.law.get(limit.law)
        dated = None if parameter is None else parameter.value(self.on)
        return LimitRead(None if dated is None else float(dated.value), limit.law, dated)


_BRANCHES = (All, Any, AtLeast)


def evaluate(condition: Condition, situation: Situation) -> Outcome:
    """The outcome of ``condition``. Unknown facts and unknown law leave the degree open."""
    found = situation._evaluated.get(condition)
    if found is None:
        found = situation._evaluated[condition] = _evaluated(condition, situation)
    return found


def _evaluated(condition: Condition, situation: Situation) -> Outcome:
    if isinstance(condition, _BRANCHES):
        parts = tuple(evaluate(part, situation) for part in condition.parts)
        values = [part.degree for part in parts]
        if isinstance(condition, All):
            degree = degrees.all_of(values)
        elif isinstance(condition, Any):
            degree = degrees.any_of(values)
        else:
            degree = degrees.at_least(condition.number, values)
        return Outcome(condition, degree, parts)
    if isinstance(condition, Not):
        inner = evaluate(condition.part, situation)
        return Outcome(condition, degrees.negation(inner.degree), (inner,))
    reading = _read(condition, situation)
    return Outcome(condition, reading.degree, (), reading)


def undecided(outcome: Outcome) -> Iterator[Reading]:
    """The open readings that can still move the outcome.

    A part that is settled moves nothing, nor does one that cannot reach past what its neighbours
    have settled: in an alternative, what can give no more than is certain already; in a
    conjunction, what can take no more.
    """
    if outcome.degree.known:
        return
    if outcome.reading is not None:
        yield outcome.reading
    for part in outcome.parts:
        if isinstance(outcome.condition, Any) and part.degree.high <= outcome.degree.low:
            continue
        if isinstance(outcome.condition, All) and part.degree.low >= outcome.degree.high:
            continue
        yield from undecided(part)


def _read(test: Test, situation: Situation) -> Reading:
    fact = situation.fact(test.fact)
    if isinstance(test, Within):
        lower, upper = situation.limit(test.lower), situation.limit(test.upper)
        return Reading(test, fact, _within(fact.value, lower, upper), lower, upper)
    return Reading(test, fact, _test(test, fact))


def _test(test: Test, fact: Fact) -> Degree:
    value = fact.value
    if isinstance(test, IsAnswer) and isinstance(value, Answer):
        return degrees.truth(value.yes == test.answer)
    if isinstance(test, IsOneOf) and isinstance(value, Choice):
        return degrees.truth(value.term in test.terms)
    if isinstance(test, Grows) and isinstance(value, Number):
        degree = degrees.ramp(value.value, test.none_at, test.full_at)
        return Degree(degree, degree)
    if isinstance(test, Includes):
        least, most = _present(test.terms, value)
        if least >= test.number:
            return degrees.YES
        return degrees.NO if most < test.number else degrees.UNKNOWN
    if isinstance(test, GrowsWithTerms):
        least, most = _present(test.terms, value)
        return Degree(min(1.0, least / test.full_at), min(1.0, most / test.full_at))
    return degrees.UNKNOWN


def _present(terms: tuple[str, ...], value: object) -> tuple[int, int]:
    """How many of ``terms`` are surely present, and how many may be."""
    distinct = set(terms)
    if not isinstance(value, Terms):
        return 0, len(distinct)
    return len(distinct & value.present), len(distinct - value.absent)


def _within(value: Value | None, lower: LimitRead | None, upper: LimitRead | None) -> Degree:
    if isinstance(value, Number):
        return within(value.value, value.value, lower, upper)
    if isinstance(value, NumberBetween):
        return within(value.low, value.high, lower, upper)
    return degrees.UNKNOWN


def within(low: float, high: float, lower: LimitRead | None, upper: LimitRead | None) -> Degree:
    """Does a number from ``low`` to ``high`` lie between two thresholds?

    Open where the law has none, and where only a part of the numbers does.
    """
    return degrees.all_of(
        (
            _compare(lower, lambda limit: low >= limit, lambda limit: high < limit),
            _compare(upper, lambda limit: high <= limit, lambda limit: low > limit),
        )
    )


def _compare(
    limit: LimitRead | None, surely: Callable[[float], bool], never: Callable[[float], bool]
) -> Degree:
    if limit is None:
        return degrees.YES
    if limit.number is None:
        return degrees.UNKNOWN
    if surely(limit.number):
        return degrees.YES
    return degrees.NO if never(limit.number) else degrees.UNKNOWN
