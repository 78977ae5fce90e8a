"""The bounds of a score: sound always, reached where they say so."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialfranchise.core.conditions import (
    All,
    Any,
    Condition,
    Grows,
    Includes,
    IsAnswer,
    IsOneOf,
    Limit,
    Not,
    Within,
)
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Number, Terms, Value
from socialfranchise.matching.ranking import Score, match
from tests import samples
from tests.strategies import (
    ANSWERS,
    CHOICES,
    TERMS,
    complete_diagnoses,
    diagnosis_of,
    forgetting,
    graded_conditions,
)

LEADER, NO_LEADER = IsAnswer("leader", True), IsAnswer("leader", False)
Weighed = list[tuple[int, Condition]]


def score(criteria: Weighed, diagnosis: Diagnosis) -> Score:
    model = samples.template("model", criteria=criteria)
    (found,) = match(diagnosis, samples.catalogue(model))
    return found.score


def ends(criteria: Weighed, **known: Value) -> tuple[float, float]:
    found = score(criteria, diagnosis_of(known))
    assert found.exact
    return found.low, found.high


def below(number: float) -> Condition:
    return Within("hours", None, Limit(number))


def above(number: float) -> Condition:
    return Within("hours", Limit(number), None)


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ([(1, LEADER), (1, NO_LEADER)], (0.5, 0.5)),
        ([(3, LEADER), (1, Not(LEADER))], (0.25, 0.75)),
        ([(1, Any((LEADER, NO_LEADER)))], (1.0, 1.0)),
        ([(1, All((LEADER, NO_LEADER)))], (0.0, 0.0)),
        ([(1, above(3)), (1, below(3))], (0.5, 1.0)),
        ([(1, above(5)), (1, below(3))], (0.0, 0.5)),
        ([(1, above(3)), (1, above(5))], (0.0, 1.0)),
        ([(1, Grows("hours", 0, 4)), (1, Grows("hours", 4, 0))], (0.5, 0.5)),
        ([(1, Grows("hours", 0, 4)), (1, Not(Grows("hours", 2, 4)))], (0.5, 0.75)),
        ([(1, IsOneOf("kind", ("rural",))), (1, IsOneOf("kind", ("urban",)))], (0.5, 0.5)),
        (
            [(1, Includes("needs", ("care",), 1)), (1, Not(Includes("needs", ("care",), 1)))],
            (0.5, 0.5),
        ),
        (
            [(1, Includes("needs", ("care",), 1)), (1, Not(Includes("needs", ("meals",), 1)))],
            (0.0, 1.0),
        ),
    ],
)
def test_one_unknown_is_not_yes_and_no_at_once(
    criteria: Weighed, expected: tuple[float, float]
) -> None:
    assert ends(criteria) == expected


def test_what_is_known_leaves_nothing_open() -> None:
    assert ends([(1, LEADER), (1, NO_LEADER)], leader=Answer(True)) == (0.5, 0.5)


def test_a_slope_inside_a_criterion_keeps_the_sound_sum_and_says_so() -> None:
    slope = Grows("hours", 0, 4)
    found = score([(1, All((slope, LEADER))), (1, Not(slope))], diagnosis_of({}))

    assert (found.low, found.high, found.exact) == (0.0, 1.0, False)


def test_too_many_unknowns_keep_the_sound_sum_and_say_so() -> None:
    many = tuple(f"term-{n}" for n in range(13))
    criteria: Weighed = [
        (1, Includes("needs", many, 3)),
        (1, Not(Includes("needs", many, 2))),
    ]
    model = samples.template("model", criteria=criteria)
    catalogue = samples.catalogue(model)
    (found,) = match(diagnosis_of({}), catalogue)

    assert not found.score.exact
    assert (found.score.low, found.score.high) == (0.0, 1.0)


criteria = st.lists(st.tuples(st.integers(1, 10), graded_conditions), min_size=1, max_size=4)


@given(criteria, complete_diagnoses(), st.data())
def test_no_completion_falls_outside(
    weighed: Weighed, complete: Diagnosis, data: st.DataObject
) -> None:
    partial = data.draw(forgetting(complete))
    bounds, value = score(weighed, partial), score(weighed, complete)

    assert bounds.low - 1e-9 <= value.low
    assert value.high <= bounds.high + 1e-9


EVERYTHING = [
    diagnosis_of(
        {
            **dict(zip(ANSWERS, map(Answer, answers), strict=True)),
            "kind": Choice(kind),
            "needs": Terms(frozenset(present), frozenset(TERMS) - frozenset(present)),
            "hours": Number(1.0),
            "population": Number(1.0),
        }
    )
    for answers in product((False, True), repeat=len(ANSWERS))
    for kind in CHOICES
    for flags in product((False, True), repeat=len(TERMS))
    for present in [[term for term, flag in zip(TERMS, flags, strict=True) if flag]]
]


@settings(max_examples=60)
@given(criteria, complete_diagnoses(), st.data())
def test_exact_bounds_are_reached_by_a_completion(
    weighed: Weighed, complete: Diagnosis, data: st.DataObject
) -> None:
    """Over every completion of answers, choices and terms; the numbers are known here."""
    partial = data.draw(forgetting(complete))
    known = {id: fact.value for id, fact in partial.facts.items() if fact.value is not None}
    known |= {"hours": Number(1.0), "population": Number(1.0)}
    bounds = score(weighed, diagnosis_of(known))
    values = [score(weighed, each) for each in EVERYTHING if _completes(each, known)]

    assert bounds.exact
    assert min(value.low for value in values) == pytest.approx(bounds.low)
    assert max(value.high for value in values) == pytest.approx(bounds.high)


def _completes(diagnosis: Diagnosis, known: dict[str, Value]) -> bool:
    for id, value in known.items():
        full = diagnosis.value(id)
        if isinstance(value, Terms) and isinstance(full, Terms):
            if not (value.present <= full.present and value.absent <= full.absent):
                return False
        elif full != value:
            return False
    return True


@given(criteria, complete_diagnoses(), st.data())
def test_answering_never_widens_exact_bounds(
    weighed: Weighed, complete: Diagnosis, data: st.DataObject
) -> None:
    partial = data.draw(forgetting(complete))
    less = data.draw(forgetting(partial))
    before, after = score(weighed, less), score(weighed, partial)

    assert before.low - 1e-9 <= after.low
    assert after.high <= before.high + 1e-9
