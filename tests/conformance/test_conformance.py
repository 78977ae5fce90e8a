"""The conformance suite: our engine passes it, and a second engine agrees with what it expects."""

import json
import subprocess
import sys
from fractions import Fraction
from typing import Any

import pytest

from socialfranchise import conformance_cases
from socialfranchise.formats.documents.condition import SHAPES
from tests.conformance import reference
from tests.conformance.engine import expected, ranking_of
from tests.conftest import ROOT
from tests.formats.test_result_schemas import hold

CASES = conformance_cases()
BY_ID = {case["id"]: case for case in CASES}
NEAR = 1e-12


def near(wanted: dict[str, float], found: tuple[Fraction, Fraction]) -> bool:
    return (wanted["low"], wanted["high"]) == pytest.approx(tuple(map(float, found)), abs=NEAR)


def test_there_are_two_hundred_cases_and_all_are_described() -> None:
    assert len(BY_ID) == len(CASES) == 200
    hold({"format": "socialfranchise.conformance/1", "cases": list(CASES)}, "conformance")


def test_the_committed_cases_are_the_written_ones() -> None:
    code = (
        "import sys; sys.path.insert(0, 'scripts'); import write_conformance as w; "
        "sys.stdout.write(w.conformance_text())"
    )
    written = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert written.stdout == (ROOT / "conformance" / "cases.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("id", BY_ID)
def test_this_engine_passes(id: str) -> None:
    case = BY_ID[id]

    assert json.loads(json.dumps(expected(ranking_of(case)))) == case["expected"]


@pytest.mark.parametrize("id", BY_ID)
def test_a_second_engine_expects_the_same(id: str) -> None:
    case = BY_ID[id]
    models = {model["id"]: model for model in case["templates"]}
    assert models.keys() == {told["template"] for told in case["expected"]}

    for told in case["expected"]:
        judged = reference.reasons(case, models[told["template"]])
        assert told["verdict"] == reference.verdict(judged)
        for wanted, reason in zip(told["reasons"], judged, strict=True):
            assert (wanted["kind"], wanted["id"]) == (reason["kind"], reason["id"])
            assert near(wanted["degree"], reason["degree"])
            assert (wanted["share"] is None) == (reason["share"] is None)
            assert reason["share"] is None or near(wanted["share"], reason["share"])
        facts, law = reference.missing(case, judged)
        assert told["missing_law"] == law
        assert {missing["fact"] for missing in told["missing"]} == facts.keys()
        for missing in told["missing"]:
            fact = facts[missing["fact"]]
            assert missing["terms"] == sorted(fact["terms"])
            assert missing["decisive"] == fact["decisive"]
            assert missing["weight"] == pytest.approx(float(fact["weight"]), abs=NEAR)


@pytest.mark.parametrize("id", BY_ID)
def test_the_bounds_are_those_of_all_completions(id: str) -> None:
    """Reached where they are called exact; never passed where they are not."""
    case = BY_ID[id]
    models = {model["id"]: model for model in case["templates"]}

    for told in case["expected"]:
        (low, high), lawful = reference.score(case, models[told["template"]])
        wanted = told["score"]
        if wanted["exact"]:
            assert lawful
            assert near(wanted, (low, high))
        else:
            assert wanted["low"] - NEAR <= low
            assert high <= wanted["high"] + NEAR


def test_the_order_is_verdict_certain_part_possible_part_id() -> None:
    def key(told: dict[str, Any]) -> tuple[Any, ...]:
        score = told["score"]
        place = reference.ORDER.index(told["verdict"])
        return place, -score["low"], -score["high"], told["template"]

    for case in CASES:
        assert case["expected"] == sorted(case["expected"], key=key)
        for told in case["expected"]:
            asked = told["missing"]
            assert asked == sorted(
                asked, key=lambda m: (not m["decisive"], -m["weight"], m["fact"])
            )


def every_key(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in every_key(part)}
    return {key for part in value for key in every_key(part)} if isinstance(value, list) else set()


def test_every_kind_of_condition_verdict_and_outcome_occurs() -> None:
    keys = every_key([case["templates"] for case in CASES])
    verbs = {key for shape in SHAPES for key in shape}
    told = [model for case in CASES for model in case["expected"]]

    assert verbs - {"at_least_law"} <= keys
    assert "at_least_law" in every_key([case["legal_forms"] for case in CASES])
    assert {model["verdict"] for model in told} == set(reference.ORDER)
    assert {model["score"]["exact"] for model in told} == {True, False}
    assert {len(case["templates"]) for case in CASES} == {1, 2, 3}
    assert any(model["missing_law"] for model in told)


def test_whoever_reads_the_cases_may_change_them() -> None:
    conformance_cases()[0]["facts"].clear()

    assert conformance_cases()[0]["facts"]
