"""Conditions on facts that are known, unknown, or known in part."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.conditions import (
    All,
    Any,
    Condition,
    Grows,
    GrowsWithTerms,
    Includes,
    IsAnswer,
    IsOneOf,
    Limit,
    Not,
    Within,
)
from socialfranchise.core.degrees import NO, UNKNOWN, YES, Degree
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Number, Terms, Value
from socialfranchise.matching.evaluate import LimitRead, Situation, evaluate, undecided
from tests.strategies import (
    DAY,
    LAW,
    complete_diagnoses,
    diagnosis_of,
    forgetting,
    graded_conditions,
)

SOME_NEEDS = Terms(frozenset({"care"}), frozenset({"meals"}))


def degree_of(condition: Condition, values: Mapping[str, Value], on: date = DAY) -> Degree:
    return evaluate(condition, Situation(diagnosis_of(values), LAW, on)).degree


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        (IsAnswer("leader", True), Answer(True), YES),
        (IsAnswer("leader", True), Answer(False), NO),
        (IsOneOf("kind", ("rural",)), Choice("rural"), YES),
        (IsOneOf("kind", ("rural",)), Choice("urban"), NO),
        (Within("hours", Limit(10.0)), Number(10.0), YES),
        (Within("hours", Limit(10.0)), Number(9.9), NO),
        (Within("hours", None, Limit(10.0)), Number(10.0), YES),
        (Within("hours", Limit(1.0), Limit(2.0)), Number(3.0), NO),
        (Grows("hours", 10.0, 20.0), Number(15.0), Degree(0.5, 0.5)),
        (Grows("hours", 20.0, 10.0), Number(12.0), Degree(0.8, 0.8)),
        (Includes("needs", ("care",), 1), SOME_NEEDS, YES),
        (Includes("needs", ("meals",), 1), SOME_NEEDS, NO),
        (Includes("needs", ("green",), 1), SOME_NEEDS, UNKNOWN),
        (Includes("needs", ("care", "meals"), 2), SOME_NEEDS, NO),
        (Includes("needs", ("care", "green"), 2), SOME_NEEDS, UNKNOWN),
        (GrowsWithTerms("needs", ("care", "meals", "green"), 2), SOME_NEEDS, Degree(0.5, 1.0)),
        (Not(Includes("needs", ("care",), 1)), SOME_NEEDS, NO),
    ],
)
def test_a_test_reads_its_fact(condition: Condition, value: Value, expected: Degree) -> None:
    facts = dict.fromkeys(("leader", "kind", "hours", "needs"), value)

    assert degree_of(condition, facts) == expected
    assert degree_of(condition, {}) in (UNKNOWN, Degree(0.0, 1.0))


def test_a_threshold_of_the_law_is_read_on_the_day() -> None:
    condition = Within("hours", Limit(law="threshold"))
    four = {"hours": Number(4.0)}

    assert degree_of(condition, four, date(2018, 3, 30)) == NO
    assert degree_of(condition, four, date(2018, 3, 31)) == YES
    assert degree_of(condition, four, date(2006, 7, 5)) == UNKNOWN


def test_every_reading_is_kept_in_the_order_of_the_sentence() -> None:
    condition = Within("hours", Limit(law="threshold"))
    outcome = evaluate(condition, Situation(diagnosis_of({"hours": Number(4.0)}), LAW, DAY))

    (reading,) = outcome.readings
    assert reading.lower is not None
    assert reading.lower.dated == LAW["threshold"].value(DAY)
    assert reading.fact.value == Number(4.0)


def test_a_parameter_that_the_law_does_not_have_is_unknown() -> None:
    nowhere = Limit(law="nowhere")

    assert degree_of(Within("hours", nowhere), {"hours": Number(4.0)}) == UNKNOWN
    assert degree_of(Within("hours", nowhere, Limit(3.0)), {"hours": Number(4.0)}) == NO


def test_a_reading_keeps_both_thresholds() -> None:
    condition = Within("hours", Limit(2.0), Limit(law="threshold"))
    (reading,) = evaluate(condition, Situation(diagnosis_of({}), LAW, DAY)).readings

    assert reading.lower == LimitRead(2.0)
    assert reading.upper is not None
    assert (reading.upper.number, reading.upper.parameter) == (3.0, "threshold")


LITTLE = GrowsWithTerms("needs", ("care", "meals"), 2)
MUCH = GrowsWithTerms("needs", ("green", "waste"), 2)


@pytest.mark.parametrize(
    ("condition", "terms"),
    [
        (All((LITTLE, MUCH)), ("care", "meals")),
        (Any((LITTLE, MUCH)), ("green", "waste")),
        (Not(All((LITTLE, MUCH))), ("care", "meals")),
    ],
)
def test_what_cannot_reach_past_its_neighbours_is_not_asked(
    condition: Condition, terms: tuple[str, ...]
) -> None:
    """Little is half at most, and much is half at least."""
    known = {"needs": Terms(frozenset({"green"}), frozenset({"meals"}))}
    outcome = evaluate(condition, Situation(diagnosis_of(known), LAW, DAY))
    asked = [reading.test for reading in undecided(outcome)]

    assert [term for test in asked for term in getattr(test, "terms", ())] == list(terms)


@given(complete_diagnoses(), graded_conditions, st.data())
def test_no_completion_of_the_unknowns_falls_outside(
    complete: Diagnosis, condition: Condition, data: st.DataObject
) -> None:
    partial = data.draw(forgetting(complete))
    known = evaluate(condition, Situation(complete, LAW, DAY)).degree
    bounds = evaluate(condition, Situation(partial, LAW, DAY)).degree

    assert known.known
    assert bounds.low <= known.low <= bounds.high


@given(complete_diagnoses(), graded_conditions, st.data())
def test_an_answer_never_widens_the_interval(
    complete: Diagnosis, condition: Condition, data: st.DataObject
) -> None:
    less = data.draw(forgetting(complete))
    lesser = data.draw(forgetting(less))
    narrow = evaluate(condition, Situation(less, LAW, DAY)).degree
    wide = evaluate(condition, Situation(lesser, LAW, DAY)).degree

    assert wide.low <= narrow.low <= narrow.high <= wide.high
