"""The explanation as data: whole, in words, and adding up to the score."""

import json
import re
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, explanation_data, match
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import AtLeast, Condition, Grows, Includes, IsAnswer, Not
from socialfranchise.core.text import LANGUAGES
from socialfranchise.diagnosis.facts import Answer, Origin
from socialfranchise.formats import build
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.presentation.condition_data import condition_data
from socialfranchise.presentation.matching.match_data import ranking_data
from socialfranchise.presentation.matching.match_text import ranking_text
from tests import samples
from tests.strategies import (
    complete_diagnoses,
    diagnosis_of,
    forgetting,
    graded_conditions,
    graded_tests,
)

LEADER, NO_LEADER = IsAnswer("leader", True), IsAnswer("leader", False)
criteria = st.lists(st.tuples(st.integers(1, 10), graded_conditions), min_size=1, max_size=4)


def explained(diagnosis: Diagnosis, model: Template) -> dict[str, Any]:
    catalogue = samples.catalogue(model)
    (found,) = match(diagnosis, catalogue)
    data: dict[str, Any] = json.loads(json.dumps(explanation_data(found, catalogue)))
    return data


def line(data: dict[str, Any], id: str) -> dict[str, Any]:
    (found,) = [line for line in data["lines"] if line["id"] == id]
    assert isinstance(found, dict)
    return found


def sum_of_shares(data: dict[str, Any]) -> tuple[float, float]:
    """As the format says: lines that stand alone, and the groups in the place of the others."""
    shares = [li["share"] for li in data["lines"] if li["share"] and li["shared"] is None]
    shares += [group["share"] for group in data["shared"]]
    return sum(s["low"] for s in shares), sum(s["high"] for s in shares)


@given(criteria, complete_diagnoses(), st.data())
def test_the_shares_add_up_to_the_score(
    weighed: list[tuple[int, Condition]], complete: Diagnosis, data: st.DataObject
) -> None:
    told = explained(data.draw(forgetting(complete)), samples.template("model", criteria=weighed))

    assert sum_of_shares(told) == pytest.approx((told["score"]["low"], told["score"]["high"]))


def test_criteria_that_share_an_unknown_fact_are_told_together() -> None:
    told = explained(
        diagnosis_of({}), samples.template("model", criteria=[(3, LEADER), (1, NO_LEADER)])
    )

    assert told["score"] == {"low": 0.25, "high": 0.75, "exact": True}
    (group,) = told["shared"]
    assert group["criteria"] == ["criterion-0", "criterion-1"]
    assert group["share"] == {"low": 0.25, "high": 0.75}
    assert line(told, "criterion-0")["share"] == {"low": 0.0, "high": 0.75}
    assert line(told, "criterion-0")["shared"] == 0
    assert line(told, "founding")["shared"] is None


def readings_of(node: dict[str, Any]) -> list[int]:
    if node["condition"] == "test":
        return [node["reading"]]
    return [number for part in node["parts"] for number in readings_of(part)]


@given(graded_conditions, complete_diagnoses(), st.data())
def test_the_tree_points_to_every_reading_of_its_line_once(
    condition: Condition, complete: Diagnosis, data: st.DataObject
) -> None:
    told = explained(
        data.draw(forgetting(complete)),
        samples.template("model", requirements=[condition], criteria=[(1, condition)]),
    )

    assert [(n["kind"], n["id"]) for n in told["tree"]] == [
        (n["kind"], n["id"]) for n in told["lines"]
    ]
    for branch, of_line in zip(told["tree"], told["lines"], strict=True):
        assert readings_of(branch["outcome"]) == list(range(len(of_line["readings"])))
        assert branch["outcome"]["degree"] == of_line["degree"]
        assert branch["outcome"]["state"] == of_line["state"]


def test_the_tree_has_every_condition_with_its_degree() -> None:
    care = Includes("needs", ("care",), 1)
    nested = AtLeast(2, (Not(LEADER), care, Grows("hours", 0, 4)))
    told = explained(
        diagnosis_of({"leader": Answer(False)}),
        samples.template("model", criteria=[(1, nested)]),
    )
    outcome = told["tree"][-1]["outcome"]

    assert (outcome["condition"], outcome["number"]) == ("at_least_of", 2)
    assert [part["condition"] for part in outcome["parts"]] == ["not", "test", "test"]
    assert [part["state"] for part in outcome["parts"]] == ["yes", "unknown", "unknown"]
    assert outcome["parts"][0]["parts"][0]["state"] == "no"


@given(graded_tests)
def test_a_test_is_told_in_the_words_of_the_template_format(test: Any) -> None:
    document = ConditionDocument.model_validate(condition_data(test))

    assert build.condition(document) == test


def test_a_threshold_is_the_one_of_the_day_with_its_basis(
    kramsk: Diagnosis, catalogue: Catalogue
) -> None:
    def threshold(on: date) -> dict[str, Any]:
        found = match(kramsk, catalogue, on=on)["elderly-care"]
        (reading,) = line(explanation_data(found, catalogue), "founding")["readings"]
        limit: dict[str, Any] = reading["at_least"]
        return limit

    now = threshold(date(2026, 11, 21))

    assert (now["number"], now["unit"], now["law"]) == (2.0, "legal-persons", "min-founders-legal")
    assert (now["since"], now["confidence"]) == ("2009-07-16", "checked")
    assert now["basis"][0]["cited"]["pl"] == "art. 5 ust. 1 ustawy o spółdzielniach socjalnych"
    assert now["place"]["file"] == "law/founding.yaml"


def test_the_lines_say_what_the_text_says(kramsk: Diagnosis, catalogue: Catalogue) -> None:
    ranking = match(kramsk, catalogue)
    for language in LANGUAGES:
        text = ranking_text(ranking, catalogue, language, top=1, details=True)
        words = " ".join(text.split())
        for told in explanation_data(ranking.matches[0], catalogue)["lines"]:
            assert " ".join(told["sentence"][language].split()) in words
            for reading in told["readings"]:
                assert " ".join(reading["sentence"][language].split()) in words
                assert reading["words"][language] in reading["sentence"][language]


def test_what_another_table_says_is_told_where_it_is_cited(
    kramsk: Diagnosis, catalogue: Catalogue
) -> None:
    fact = kramsk.facts["needs"]
    taken = Origin("A", 2024, table="a.csv")
    other = Origin("B", 2021, note="Other answer: 5.", table="b.csv")
    told = evolve(fact, origins=(taken, other, taken))
    ranking = match(evolve(kramsk, facts={**kramsk.facts, fact.id: told}), catalogue)
    words = " ".join(ranking_text(ranking, catalogue, "pl", top=3, details=True).split())
    numbers = re.findall(r"\[(\d+)\] \[(\d+): Other answer: 5\.\](?!\[)", words)

    assert numbers
    assert all(f"[{first}] A, 2024 r. [{second}] B, 2021 r." in words for first, second in numbers)


def test_a_ranking_can_be_told_without_explanations(
    kramsk: Diagnosis, catalogue: Catalogue
) -> None:
    ranking = match(kramsk, catalogue)
    told = ranking_data(ranking, catalogue)
    short = ranking_data(ranking, catalogue, explanations=False)

    assert [found["explanation"] for found in short["matches"]] == [None] * len(ranking)
    for found, without in zip(told["matches"], short["matches"], strict=True):
        assert found["explanation"] == explanation_data(ranking[found["template"]], catalogue)
        assert {**found, "explanation": None} == without
