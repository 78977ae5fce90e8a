"""What a record batch of facts may hold, and what is said of one that holds something else."""

from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import given, settings

from socialfranchise.batch.columns import facts_batch, facts_of, facts_schema, misfits_of
from socialfranchise.batch.compiled import CompiledCatalogue
from socialfranchise.core.conditions import IsAnswer
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.diagnosis.facts import Diagnosis, Number, Terms
from socialfranchise.matching.ranking import match
from tests import samples
from tests.strategies import complete_diagnoses, diagnosis_of, forgetting

CATALOGUE = samples.catalogue(
    samples.template("model", criteria=[(1, IsAnswer("leader", True))]),
    samples.template("other", criteria=[(1, IsAnswer("leader", False))]),
)


def batch(**columns: list[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"id": ["a", "b"], **columns})


def found(facts: pa.RecordBatch) -> list[tuple[str, tuple[str | int, ...], str | None]]:
    return [(finding.code, finding.path, finding.raw) for finding in misfits_of(facts, CATALOGUE)]


def test_every_fact_and_every_term_has_a_column() -> None:
    assert facts_schema(CATALOGUE).names == [
        "id",
        "outsourced",
        "leader",
        "population",
        "hours",
        "kind",
        "needs/care",
        "needs/green",
        "needs/meals",
        "needs/waste",
    ]


@given(complete_diagnoses().flatmap(forgetting))
@settings(deadline=None)
def test_columns_keep_what_is_known(place: Diagnosis) -> None:
    facts = facts_batch([place], CATALOGUE)
    assert not found(facts)
    nothing = Terms(frozenset(), frozenset())
    known = {fact.id: fact.value for fact in place if fact.value != nothing}
    assert {id: fact.value for id, fact in facts_of(facts, CATALOGUE).at(0).items()} == known


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (batch(leader=[True, None]), []),
        (batch(leader=[None, None]), []),
        (batch(population=[3, None]), []),
        (batch(lider=[True, False]), [("SF301", ("lider",), "lider")]),
        (batch(**{"needs/cares": [True, False]}), [("SF301", ("needs/cares",), "needs/cares")]),
        (batch(needs=[True, False]), [("SF301", ("needs",), "needs")]),
        (batch(leader=["yes", "no"]), [("SF901", ("leader",), "leader")]),
        (batch(population=[True, False]), [("SF901", ("population",), "population")]),
        (batch(kind=[1.0, 2.0]), [("SF901", ("kind",), "kind")]),
        (batch(kind=["rural", "village"]), [("SF301", (1, "kind"), "village")]),
        (batch(hours=[-11.0, 20.0]), [("SF902", (0, "hours"), "-11")]),
        (
            batch(hours=[float("nan"), 20.5]),
            [
                ("SF902", (0, "hours"), "nan"),
                ("SF902", (1, "hours"), "20.5"),
            ],
        ),
        (
            batch(hours=[float("inf"), float("-inf")]),
            [
                ("SF902", (0, "hours"), "inf"),
                ("SF902", (1, "hours"), "-inf"),
            ],
        ),
        (
            batch(hours=[1, 2**63 - 1]),
            [("SF902", (1, "hours"), "9.22337203685478e+18")],
        ),
        (
            pa.RecordBatch.from_arrays(
                [pa.DictionaryArray.from_arrays([0, 1], pa.array(["a", None]))], ["id"]
            ),
            [("SF106", (1, "id"), None)],
        ),
        (pa.RecordBatch.from_pydict({"leader": [True]}), [("SF202", ("id",), None)]),
        (pa.RecordBatch.from_pydict({"id": [1]}), [("SF901", ("id",), "id")]),
        (pa.RecordBatch.from_pydict({"id": ["a", None]}), [("SF106", (1, "id"), None)]),
        (
            pa.RecordBatch.from_arrays(
                [pa.array(["a"]), pa.array([True]), pa.array([False])], ["id", "leader", "leader"]
            ),
            [("SF302", ("leader",), "leader")],
        ),
    ],
)
def test_misfits(
    facts: pa.RecordBatch, expected: list[tuple[str, tuple[str | int, ...], str | None]]
) -> None:
    assert found(facts) == expected
    if expected:
        with pytest.raises(InvalidDocument) as error:
            CompiledCatalogue(CATALOGUE).match(facts)
        assert [(f.code, f.path, f.raw) for f in error.value.report] == expected


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("population", pa.array([5, None], pa.int8())),
        ("population", pa.array([5.0, None], pa.float32())),
        ("kind", pa.array(["rural", None], pa.large_string())),
        ("kind", pa.array(["rural", None]).dictionary_encode()),
        ("kind", pa.DictionaryArray.from_arrays([0, 1], pa.array(["rural", None]))),
        ("population", pa.array([5, None]).dictionary_encode()),
        ("kind", pa.array([None, None], pa.null())),
    ],
)
def test_kinds_of_columns(name: str, column: pa.Array) -> None:
    facts = pa.RecordBatch.from_arrays([pa.array(["a", "b"]), column], ["id", name])
    assert not found(facts)
    first, second = (facts_of(facts, CATALOGUE).at(row) for row in (0, 1))
    assert list(first) == ([] if column.null_count == 2 else [name])
    assert not second
    assert CompiledCatalogue(CATALOGUE).match(facts).num_rows == 4


def test_a_batch_of_nothing_gives_nothing() -> None:
    compiled = CompiledCatalogue(CATALOGUE)
    empty = facts_batch([], CATALOGUE)
    for reasons in (False, True):
        results = compiled.match(empty, reasons=reasons)
        assert results.num_rows == 0
        assert results.schema == compiled.results_schema(reasons=reasons)


@pytest.mark.parametrize("top", [0, -1])
def test_fewer_than_one_model_of_a_place_is_refused(top: int) -> None:
    with pytest.raises(ValueError, match=str(top)):
        CompiledCatalogue(CATALOGUE).match(batch(leader=[True, False]), top=top)


@pytest.mark.parametrize("reasons", [False, True])
def test_a_catalogue_of_withdrawn_models_gives_nothing(reasons: bool) -> None:
    withdrawn = attrs.evolve(CATALOGUE["model"], status="withdrawn")
    compiled = CompiledCatalogue(samples.catalogue(withdrawn))
    assert compiled.match(batch(leader=[True, False]), reasons=reasons).num_rows == 0


def test_the_ranking_of_a_row_gives_its_reasons() -> None:
    places = [diagnosis_of({"hours": Number(float(hours))}) for hours in (1, 2)]
    compiled = CompiledCatalogue(CATALOGUE)
    ranking = compiled.ranking(facts_batch(places, CATALOGUE), 1)
    assert ranking.matches == match(places[1], CATALOGUE).matches
    assert ranking.diagnosis.value("hours") == Number(2.0)
