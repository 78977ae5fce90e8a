"""The bounds of a score: sound always, reached where they say so."""

import math
from itertools import product

import attrs
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
from socialfranchise.core.frozen import FrozenMapping
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


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ([(1, above(-10))], (1.0, 1.0)),
        ([(1, below(20))], (1.0, 1.0)),
        ([(1, above(21))], (0.0, 0.0)),
        ([(1, below(-11))], (0.0, 0.0)),
        ([(1, above(20))], (0.0, 1.0)),
        ([(1, below(-10))], (0.0, 1.0)),
        ([(1, Within("hours", Limit(-10), Limit(20)))], (1.0, 1.0)),
        ([(1, Grows("hours", -30, 30))], (1 / 3, 5 / 6)),
        ([(1, Grows("hours", 30, -30))], (1 / 6, 2 / 3)),
        ([(1, Grows("hours", 20, 30))], (0.0, 0.0)),
        ([(1, below(2)), (1, Grows("hours", 0, 4))], (0.25, 0.75)),
        ([(1, Grows("hours", 0, 4)), (1, below(2))], (0.25, 0.75)),
        ([(1, Not(above(3))), (1, Grows("hours", 0, 3))], (0.5, 1.0)),
        ([(1, Not(below(3))), (1, Grows("hours", 6, 3))], (0.5, 1.0)),
    ],
)
def test_a_number_stays_within_the_range_of_its_fact(
    criteria: Weighed, expected: tuple[float, float]
) -> None:
    """Hours lie between -10 and 20."""
    assert ends(criteria) == pytest.approx(expected)


def test_unknown_law_leaves_open_what_rests_on_it() -> None:
    nowhere = Within("hours", Limit(law="nowhere"))
    found = score([(1, nowhere), (1, Not(nowhere))], diagnosis_of({}))

    assert (found.low, found.high, found.exact) == (0.0, 1.0, False)


def test_of_terms_only_those_that_are_not_known_are_tried() -> None:
    both, meals = Includes("needs", ("care", "meals"), 2), Includes("needs", ("meals",), 1)
    care = Terms(frozenset({"care"}), frozenset())

    assert ends([(1, both), (1, Not(meals))], needs=care) == (0.5, 0.5)
    assert ends([(1, both), (1, Not(meals))]) == (0.0, 0.5)


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


whole = st.integers(-12, 22).map(float)
limits = whole.map(lambda number: Limit(number))
plain_tests: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Within, st.just("hours"), limits, st.none() | limits),
    st.builds(Within, st.just("hours"), st.none(), limits),
    st.tuples(whole, whole)
    .filter(lambda ends: ends[0] != ends[1])
    .map(lambda ends: Grows("hours", *ends)),
)
about_hours = st.one_of(
    plain_tests,
    plain_tests.map(Not),
    st.lists(plain_tests, min_size=2, max_size=2).map(lambda parts: Any(tuple(parts))),
    plain_tests.map(lambda test: All((test, LEADER))),
    st.just(LEADER),
)
HOURS = sorted(
    {float(number) for number in range(-15, 26)}
    | {math.nextafter(end, way) for end in range(-13, 24) for way in (-math.inf, math.inf)}
)
"""Between two of these nothing turns, and no slope ends."""


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 9), about_hours), min_size=1, max_size=3),
    st.sampled_from([(-10.0, 20.0), (None, 20.0), (-10.0, None), (None, None)]),
)
def test_of_an_unknown_number_every_value_is_reckoned_with(
    weighed: Weighed, ends_: tuple[float | None, float | None]
) -> None:
    lowest, highest = ends_
    catalogue = samples.catalogue(samples.template("model", criteria=weighed))
    facts = catalogue.vocabularies.facts
    hours = attrs.evolve(facts["hours"], lowest=lowest, highest=highest)
    changed = attrs.evolve(facts, terms=FrozenMapping({**facts.terms, "hours": hours}))
    catalogue = attrs.evolve(
        catalogue, vocabularies=attrs.evolve(catalogue.vocabularies, facts=changed)
    )

    def value(**known: Value) -> Score:
        (found,) = match(diagnosis_of(known), catalogue)
        return found.score

    within = [
        number
        for number in HOURS
        if (lowest is None or number >= lowest) and (highest is None or number <= highest)
    ]
    values = [
        value(hours=Number(number), leader=Answer(leader)).low
        for number in within
        for leader in (True, False)
    ]
    bounds = value()

    assert bounds.low <= min(values) + 1e-9
    assert max(values) <= bounds.high + 1e-9
    if bounds.exact:
        assert min(values) == pytest.approx(bounds.low)
        assert max(values) == pytest.approx(bounds.high)
    simple = [c.part if isinstance(c, Not) else c for _, c in weighed]
    if not any(isinstance(condition, All | Any) for condition in simple):
        assert bounds.exact
