"""Judging many places at a time gives what judging one gives, to the last bit."""

import math
import pickle
import struct
from datetime import date

import attrs
import numpy as np
import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialfranchise.batch.columns import facts_batch
from socialfranchise.batch.compiled import AT_A_TIME, CompiledCatalogue
from socialfranchise.batch.order import ranked
from socialfranchise.batch.sums import exact_sum
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.conditions import Condition, IsAnswer, Limit, Not, Within
from socialfranchise.diagnosis.facts import Answer, Diagnosis, Value
from socialfranchise.matching.ranking import Ranking, Reason, Weights, match
from tests import samples
from tests.strategies import (
    DAY,
    complete_diagnoses,
    crisp_conditions,
    diagnosis_of,
    forgetting,
    graded_conditions,
)

some_places = st.lists(complete_diagnoses().flatmap(forgetting), min_size=1, max_size=4)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    def rules(conditions: st.SearchStrategy[Condition]) -> list[Condition]:
        return draw(st.lists(conditions, max_size=2))

    weighed = st.tuples(st.integers(1, 10), graded_conditions)
    models = [
        samples.template(
            id,
            requirements=rules(crisp_conditions),
            excludes=rules(graded_conditions),
            warns=rules(crisp_conditions),
            criteria=draw(st.lists(weighed, min_size=1, max_size=5)),
        )
        for id in ("alpha", "beta", "gamma")[: draw(st.integers(1, 3))]
    ]
    return samples.catalogue(*models, founding=draw(crisp_conditions))


def bits(number: float) -> bytes:
    return struct.pack("<d", number)


def names(reasons: tuple[Reason, ...]) -> list[str]:
    return [r.kind if r.kind == "founding" else f"{r.kind}/{r.id}" for r in reasons]


def expected(places: list[Diagnosis], rankings: list[Ranking]) -> list[tuple[object, ...]]:
    return [
        (
            place.id,
            number,
            found.template.id,
            found.verdict.value,
            bits(found.score.low),
            bits(found.score.high),
            found.score.exact,
            names(found.failed),
            names(found.open),
        )
        for place, ranking in zip(places, rankings, strict=True)
        for number, found in enumerate(ranking, 1)
    ]


def rows(results: pa.RecordBatch) -> list[tuple[object, ...]]:
    return [
        tuple(bits(cell) if isinstance(cell, float) else cell for cell in row.values())
        for row in results.to_pylist()
    ]


def assert_same(
    places: list[Diagnosis],
    catalogue: Catalogue,
    on: date = DAY,
    weights: Weights | None = None,
) -> None:
    compiled = CompiledCatalogue(catalogue, on=on, weights=weights)
    found = compiled.match(facts_batch(places, catalogue), reasons=True)
    rankings = [match(place, catalogue, on=on, weights=weights) for place in places]
    assert rows(found) == expected(places, rankings)


@given(catalogues(), some_places)
@settings(max_examples=150, deadline=None)
def test_batch_equals_scalar(catalogue: Catalogue, places: list[Diagnosis]) -> None:
    assert_same(places, catalogue)


@given(catalogues(), some_places, st.integers(0, 10))
@settings(max_examples=25, deadline=None)
def test_with_other_weights(catalogue: Catalogue, places: list[Diagnosis], weight: int) -> None:
    assert_same(places, catalogue, weights={"alpha": {"criterion-0": weight or 1}})


@given(catalogues(), some_places)
@settings(max_examples=25, deadline=None)
def test_when_the_law_has_no_value_for_the_day(
    catalogue: Catalogue, places: list[Diagnosis]
) -> None:
    asks = Within("population", Limit(law="threshold"))
    model = attrs.evolve(catalogue["alpha"], id="omega")
    rule = attrs.evolve(samples.template("x", requirements=[asks]).requirements[0], condition=asks)
    with_it = samples.catalogue(
        *catalogue, attrs.evolve(model, requirements=(*model.requirements, rule))
    )
    assert_same(places, with_it, on=date(2000, 1, 1))


def test_weights_too_large_for_columns() -> None:
    model = samples.template("model", criteria=[(1, IsAnswer("leader", True))] * 2)
    places = [diagnosis_of({}), diagnosis_of({"leader": Answer(True)})]
    assert_same(places, samples.catalogue(model), weights={"model": {"criterion-0": 10**9}})


def test_trials_of_more_places_than_are_judged_at_a_time() -> None:
    torn: list[tuple[int, Condition]] = [
        (3, IsAnswer("leader", True)),
        (1, Not(IsAnswer("leader", True))),
    ]
    catalogue = samples.catalogue(samples.template("model", criteria=torn))
    answers: list[dict[str, Value]] = [{}, {"leader": Answer(True)}, {"leader": Answer(False)}]
    places = [diagnosis_of(answers[number % 3]) for number in range(3 * AT_A_TIME // 2)]
    found = CompiledCatalogue(catalogue).match(facts_batch(places, catalogue))
    ends = list(zip(found["low"].to_pylist(), found["high"].to_pylist(), strict=True))
    assert ends == [(0.25, 0.75), (0.75, 0.75), (0.25, 0.25)] * (AT_A_TIME // 2)


@given(catalogues(), some_places)
@settings(max_examples=25, deadline=None)
def test_the_first_ones_are_the_beginning_of_all(
    catalogue: Catalogue, places: list[Diagnosis]
) -> None:
    compiled = CompiledCatalogue(catalogue)
    facts = facts_batch(places, catalogue)
    all = compiled.match(facts, reasons=True).to_pylist()
    first = compiled.match(facts, top=1, reasons=True).to_pylist()
    assert first == [row for row in all if row["rank"] == 1]


@given(catalogues(), some_places)
@settings(max_examples=10, deadline=None)
def test_it_can_be_pickled(catalogue: Catalogue, places: list[Diagnosis]) -> None:
    compiled = CompiledCatalogue(catalogue, on=date(2010, 1, 1))
    facts = facts_batch(places, catalogue)
    copy = pickle.loads(pickle.dumps(compiled))  # noqa: S301
    assert copy.match(facts) == compiled.match(facts)


parts = st.floats(0, 10) | st.integers(0, 50).map(float) | st.floats(0, 1e-9)


@given(st.lists(st.lists(parts, min_size=3, max_size=3), min_size=1, max_size=6))
@example([[0.1, 0.2, 0.3], [0.7, 2.1, 1e-17], [1e-16, 1e-300, 5e-324]])
def test_sums_are_exactly_rounded(columns: list[list[float]]) -> None:
    found = exact_sum([np.array(column) for column in columns], 60)
    expected = [math.fsum(column[place] for column in columns) for place in range(3)]
    assert [bits(number) for number in found] == [bits(number) for number in expected]


scores = st.sampled_from([0.0, 0.25, 0.5, 1.0]) | st.floats(0, 1)


@given(st.lists(st.tuples(st.integers(0, 2), scores, scores), min_size=1, max_size=8))
def test_order(found: list[tuple[int, float, float]]) -> None:
    verdict = np.array([[v for v, _, _ in found]], np.uint8)
    low, high = (np.array([[score[end] for score in found]]) for end in (1, 2))
    by_rank = sorted(range(len(found)), key=lambda n: (found[n][0], -found[n][1], -found[n][2], n))
    assert list(ranked(verdict, low, high)[0]) == by_rank
    for top in range(len(found) + 2):
        assert list(ranked(verdict, low, high, top)[0]) == by_rank[:top]


@given(st.lists(st.lists(st.tuples(scores, scores), min_size=4, max_size=4), min_size=1))
def test_order_of_many_places(found: list[list[tuple[float, float]]]) -> None:
    low, high = (np.array([[score[end] for score in row] for row in found]) for end in (0, 1))
    verdict = np.zeros(low.shape, np.uint8)
    by_place = [
        sorted(range(4), key=lambda n, row=row: (-row[n][0], -row[n][1], n))  # type: ignore[misc]
        for row in found
    ]
    for top in (None, 2):
        assert ranked(verdict, low, high, top).tolist() == [order[:top] for order in by_place]
