"""What the program tells other programs: nothing that the schemas do not describe."""

import io
import json
from contextlib import redirect_stdout
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker

import socialfranchise as sf
from socialfranchise.cli.main import run
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Fact, Number, Terms, Value
from socialfranchise.formats.schemas import OUTPUTS, READ_AGAIN, format_of, generate
from socialfranchise.formats.shape import kind_of
from socialfranchise.matching.impact import impact
from socialfranchise.matching.no_plan import why_no_plan
from socialfranchise.matching.reach import reach
from socialfranchise.presentation.matching.comparison_data import comparison_data
from socialfranchise.presentation.matching.impact_data import impact_data
from socialfranchise.presentation.matching.match_data import ranking_data
from socialfranchise.presentation.matching.plan_data import plans_data
from socialfranchise.presentation.matching.question_data import questions_data
from socialfranchise.presentation.matching.reach_data import reach_data
from socialfranchise.presentation.matching.robustness_data import robustness_data
from tests import samples
from tests.conftest import PLACES, ROOT
from tests.feasibility.groups import nowhere, proposals
from tests.matching.test_ranking import templates
from tests.strategies import complete_diagnoses, forgetting

CATALOGUE = sf.load_catalogue()
MODELS = str(ROOT / "models")
ON = ("--on", "2026-11-21")
PLACE_FILES = sorted(PLACES.glob("*.yaml"))
PROPOSAL = ROOT / "models" / "proposals" / "kramsk-example.yaml"
KINDS = [kind_of(format) for format in OUTPUTS]


@cache
def closed(kind: str) -> Draft202012Validator:
    """Refuses every key that is not described, and days that do not exist."""
    return Draft202012Validator(generate(kind, closed=True), format_checker=FormatChecker(["date"]))


def hold(data: Any, kind: str) -> None:
    """The data as JSON are what the schema says, and nothing more."""
    text = json.dumps(data, allow_nan=False)
    plain = json.loads(text)
    assert plain["format"] == format_of(kind)
    errors = [f"{error.json_path}: {error.message}" for error in closed(kind).iter_errors(plain)]
    assert errors == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_for_new_and_old_readers(kind: str) -> None:
    for schema in (generate(kind), generate(kind, closed=True)):
        Draft202012Validator.check_schema(schema)
        Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_schema_leaves_room_for_later_keys(kind: str) -> None:
    text = json.dumps(generate(kind))

    assert ('"additionalProperties": false' in text) == (format_of(kind) in READ_AGAIN)
    assert '"additionalProperties": false' in json.dumps(generate(kind, closed=True))


OF_A_PLACE = {
    "match": ("match",),
    "questions": ("questions", "--limit", "3"),
    "robustness": ("robustness", "--draws", "20"),
    "compare": ("compare", "elderly-care", "wtz-participants", "kindergarten"),
    "what-if": ("what-if", "wtz-participants"),
}


def told(*arguments: str, code: int = 0) -> Any:
    output = io.StringIO()
    with redirect_stdout(output):
        assert run((*arguments, "--format", "json"), "pl") == code
    return json.loads(output.getvalue())


@pytest.mark.parametrize("place", PLACE_FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", OF_A_PLACE)
def test_what_is_told_of_a_place_is_described(kind: str, place: Path) -> None:
    command, *rest = OF_A_PLACE[kind]

    hold(told(command, str(place), *rest, *ON), kind)


def test_what_is_told_in_other_ways_is_described() -> None:
    hold(told("reach", "elderly-care", str(PLACES), *ON), "reach")
    hold(told("law", *ON), "law-values")
    hold(told("law", "minimum-wage", "--on", "1990-01-01"), "law-values")
    hold(told("models"), "models")
    hold(told("rules"), "codes")
    hold(told("what-if", str(PLACE_FILES[0]), "--set", "founding-bodies=?", *ON), "match")
    hold(told("match", str(PLACE_FILES[0]), "--no-explanations", *ON), "match")
    broken = ROOT / "tests/corpus/invalid/SF201-misspelt-key.yaml"
    hold(told("validate", str(broken), code=1), "report")


def test_what_is_told_of_two_catalogues_is_described(small_models: Path) -> None:
    hold(told("diff", str(small_models), MODELS), "changes")
    hold(told("impact", str(small_models), MODELS, str(PLACES), *ON), "impact")
    hold(told("impact", MODELS, str(small_models), str(PLACES), *ON), "impact")


def test_a_manifest_is_described(kramsk: Diagnosis) -> None:
    statute = FrozenMapping({"statute": CATALOGUE.documents["statute"]})
    few = attrs.evolve(CATALOGUE, documents=statute)
    package = sf.instantiate(few["elderly-care"], kramsk, few, answers={"coop-name": "Razem"})

    hold(json.loads(package.files["manifest.json"]), "manifest")


@pytest.fixture(scope="module")
def reckoned(kramsk: Diagnosis) -> sf.Feasibility:
    """Everything there is to say of the proposal that serves as an example."""
    proposal = sf.load_proposal(PROPOSAL, catalogue=CATALOGUE)
    return sf.feasibility_of(
        CATALOGUE[proposal.template],
        kramsk,
        CATALOGUE,
        proposal=proposal,
        funding=True,
        rate=Decimal("4.25"),
        economics=True,
        draws=5,
    )


def test_what_is_told_of_a_proposal_is_described(reckoned: sf.Feasibility) -> None:
    data = sf.feasibility_data(reckoned, CATALOGUE)

    hold(data, "feasibility")  # holds the schemas of the funding plan and of the economics
    assert data["funding"]["format"] == "socialfranchise.funding-plan/1"
    assert data["economics"]["format"] == "socialfranchise.economics/1"


def test_a_key_that_is_not_described_is_seen(reckoned: sf.Feasibility) -> None:
    assert reckoned.funding is not None
    data = sf.funding_plan_data(reckoned.funding)
    data["best"]["taken"][0]["nobody-described-this"] = 1

    with pytest.raises(AssertionError):
        hold(data, "funding-plan")


def test_what_is_told_without_a_proposal_is_described(kramsk: Diagnosis) -> None:
    for template in list(CATALOGUE)[::6]:
        found = sf.feasibility_of(template, kramsk, CATALOGUE, on=date(2026, 11, 21))
        hold(sf.feasibility_data(found, CATALOGUE), "feasibility")


@settings(max_examples=3)
@given(proposals(), st.sampled_from(["2026-12-31", "2027-01-01", "1990-05-05"]))
def test_whatever_a_group_plans_is_described(proposal: sf.Proposal, on: str) -> None:
    planned = attrs.evolve(proposal, registration=date.fromisoformat(on))
    found = sf.feasibility_of(
        CATALOGUE[planned.template],
        nowhere(),
        CATALOGUE,
        proposal=planned,
        funding=True,
        economics=True,
        draws=2,
    )
    hold(sf.feasibility_data(found, CATALOGUE), "feasibility")


def value_of(fact: Any) -> st.SearchStrategy[Value]:
    """Any value that answers a question of the catalogue."""
    if fact.kind == "answer":
        return st.booleans().map(Answer)
    if fact.kind == "choice":
        return st.sampled_from([choice.id for choice in fact.choices]).map(Choice)
    if fact.kind == "number":
        low = 0.0 if fact.lowest is None else fact.lowest
        high = low + 1e6 if fact.highest is None else fact.highest
        numbers = st.floats(low, high)
        return numbers.map(lambda number: Number(round(number) if fact.whole else number))
    vocabulary = getattr(CATALOGUE.vocabularies, fact.vocabulary.replace("-", "_"))
    terms = sorted(vocabulary.terms)
    return st.tuples(
        st.frozensets(st.sampled_from(terms), max_size=8),
        st.frozensets(st.sampled_from(terms), max_size=8),
    ).map(lambda both: Terms(both[0], both[1] - both[0]))


@st.composite
def diagnoses(draw: st.DrawFn) -> Diagnosis:
    """A diagnosis of nowhere that answers some questions of the published catalogue."""
    start = sf.load_diagnosis(PLACE_FILES[0], catalogue=CATALOGUE)
    facts = {}
    for fact in CATALOGUE.vocabularies.facts.terms.values():
        if draw(st.booleans()):
            facts[fact.id] = Fact(fact.id, draw(value_of(fact)))
    return Diagnosis(
        id="nowhere",
        title=start.title,
        locality=start.locality,
        day=start.day,
        facts=FrozenMapping(facts),
    )


@settings(max_examples=8)
@given(diagnoses(), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_whatever_a_diagnosis_says_is_described(diagnosis: Diagnosis, on: date) -> None:
    ranking = sf.match(diagnosis, CATALOGUE, on=on)

    hold(ranking_data(ranking, CATALOGUE), "match")


@settings(max_examples=25)
@given(templates("a"), templates("b"), complete_diagnoses(), st.data())
def test_whatever_the_rules_are_is_described(
    one: sf.Template, other: sf.Template, complete: Diagnosis, data: st.DataObject
) -> None:
    diagnosis = data.draw(forgetting(complete))
    catalogue, later = samples.catalogue(one, other), samples.catalogue(one)
    ranking = sf.match(diagnosis, catalogue)

    hold(ranking_data(ranking, catalogue), "match")
    hold(sf.explanation_data(ranking.matches[0], catalogue), "explanation")
    questions = sf.next_questions(diagnosis, catalogue)
    hold(questions_data(questions, ranking), "questions")
    hold(robustness_data(sf.robustness(ranking, draws=5), ranking), "robustness")
    hold(comparison_data(ranking, ["a", "b"]), "compare")
    hold(reach_data(reach(one, [diagnosis], catalogue)), "reach")
    hold(impact_data(impact(catalogue, later, [diagnosis])), "impact")
    plans = sf.what_would_it_take(diagnosis, one, catalogue)
    why = None if plans else why_no_plan(diagnosis, one, catalogue)
    told = plans_data(plans, one, diagnosis, catalogue, on=ranking.on, assumed=["leader"], why=why)
    hold(told, "what-if")
